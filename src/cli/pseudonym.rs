use super::{Ending, findings};
use crate::finding::any_error;
use crate::plan::Plan;
use crate::table;
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

/// Print the pseudonym of an id, name or e-mail address, made with the plan's key.
///
/// What it is made of is read from standard input, one a line, and not from the command line: commands are kept in
/// a shell's history and shown in the list of processes, where an address has no business. Put the pseudonym of
/// who withdraws into the file that the plan's `withdrawn` names.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder that holds evaluation.toml.
    #[arg(short, long)]
    data: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let plan = match Plan::load(&arguments.data) {
        Ok(plan) => plan.value,
        Err(found) => {
            findings::print(&found);
            return Ending::CannotBeUsed;
        }
    };
    if plan.privacy.key_file.is_none() {
        eprintln!(
            "error: the plan has no key file, so pseudonyms would change with every edit of the plan; name one: \
             [privacy] key_file = \"../learnframe.key\""
        );
        return Ending::CannotBeUsed;
    }
    let key = table::pseudonym_key(&arguments.data, &plan);
    let Some(pseudonyms) = key.value.filter(|_| !any_error(&key.findings)) else {
        findings::print(&key.findings);
        return Ending::CannotBeUsed;
    };
    if std::io::stdin().is_terminal() {
        eprintln!("Write an id or address a line; end with Ctrl-D.");
    }
    for line in std::io::stdin().lock().lines() {
        match line {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => super::say(&pseudonyms.pseudonym(&line)),
            Err(_) => {
                eprintln!("error: what is on standard input is not text in UTF-8");
                return Ending::CannotBeUsed;
            }
        }
    }
    Ending::Done
}
