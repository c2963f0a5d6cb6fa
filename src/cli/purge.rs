use super::{Ending, findings};
use crate::contract;
use crate::ingest::expand;
use crate::output::{self, Manifest, PURGED, Purge, Removed};
use crate::plan::{PLAN_FILE, Plan};
use crate::table;
use crate::vocabulary::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Remove rows about single people once they may be kept no longer.
///
/// Of an output folder everything under private/ is removed but the ledger, which holds keyed digests only; with
/// --inputs also the files of the evaluation that hold rows about single people. What circulates stays, and
/// `learnframe verify` still passes on it. A record of what was removed, which names files and nobody, is left in
/// purged.json.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// An output folder, or with --inputs the folder that holds evaluation.toml.
    folder: PathBuf,
    /// Remove the files of the evaluation too that hold rows about single people.
    #[arg(long)]
    inputs: bool,
    /// The evaluation that an output was made from; looked for as `verify` does if absent.
    #[arg(short, long, requires = "inputs")]
    data: Option<PathBuf>,
    /// Today's date. It is asked for because the program reads no clock, and it stands in the record.
    #[arg(long, value_name = "DAY")]
    as_of: Date,
    /// Why the rows go before the plan's `retain_until`, if they do.
    #[arg(long, value_name = "REASON")]
    early: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match purge(arguments) {
        Ok(()) => Ending::Done,
        Err(ending) => ending,
    }
}

fn purge(arguments: &Arguments) -> Result<(), Ending> {
    let (out, data) = folders(arguments)?;
    let plan = data.as_deref().map(Plan::outline).transpose().map_err(|found| {
        findings::print(&found);
        Ending::CannotBeUsed
    })?;
    let by_plan = plan.as_ref().and_then(|plan| plan.privacy.retain_until);
    let by_manifest = out.as_ref().and_then(|(_, manifest)| manifest.retain_until.as_deref()?.parse().ok());
    may_go(arguments, by_plan.max(by_manifest))?;
    let (on, early) = (arguments.as_of.to_string(), arguments.early.as_deref().map(str::trim));
    let key = data.as_deref().zip(plan.as_ref()).and_then(|(data, plan)| table::input_key(data, plan));
    let purge = Purge { on: &on, early, key: key.as_ref() };
    let failed = |error| {
        findings::say_with_causes(&error);
        Ending::CannotBeUsed
    };
    if let Some((out, _)) = &out {
        tell(out, &purge.output(out).map_err(failed)?, "the pages, data/, manifest.json and private/ledger/");
    }
    if let (Some(data), Some(plan)) = (&data, &plan) {
        let removed = purge.inputs(data, &micro_level(data, plan)).map_err(failed)?;
        tell(data, &removed, "the plan, the notice, mappings, and tables without rows about single people");
        super::say("Copies elsewhere, such as the tool's own, mails and backups, are for you to delete.");
    }
    Ok(())
}

/// The output and the evaluation that are meant.
type Folders = (Option<(PathBuf, Manifest)>, Option<PathBuf>);

fn folders(arguments: &Arguments) -> Result<Folders, Ending> {
    let folder = &arguments.folder;
    if folder.join(PLAN_FILE).is_file() {
        if !arguments.inputs {
            eprintln!(
                "error: {} holds what people sent; add --inputs if that is to be removed, or name an output folder",
                folder.display()
            );
            return Err(Ending::Usage);
        }
        return Ok((None, Some(folder.clone())));
    }
    let (manifest, _) = output::check_files(folder).map_err(|problem| {
        eprintln!("error: this is neither an output folder nor an evaluation: {problem}");
        Ending::CannotBeUsed
    })?;
    let data = match (arguments.inputs, &arguments.data) {
        (false, _) => None,
        (true, Some(data)) => Some(data.clone()),
        (true, None) => Some(super::verify::search(&manifest, folder).ok_or_else(|| {
            eprintln!("error: the evaluation it was made from was not found; name its folder with --data");
            Ending::CannotBeUsed
        })?),
    };
    Ok((Some((folder.clone(), manifest)), data))
}

/// Refuses before the day, unless it is said why.
fn may_go(arguments: &Arguments, last: Option<Date>) -> Result<(), Ending> {
    let until = match last {
        Some(last) if arguments.as_of > last => return Ok(()),
        Some(last) => format!("rows may be kept until {last}, and may be needed to check a figure until then"),
        None => "the plan does not say until when rows may be kept".to_owned(),
    };
    if arguments.early.as_deref().is_some_and(|reason| !reason.trim().is_empty()) {
        return Ok(());
    }
    eprintln!("error: {until}; to remove them all the same, say why: --early \"...\"");
    Err(Ending::Usage)
}

/// Files of the plan's sources that are read for a table with rows about single people.
fn micro_level(data: &Path, plan: &Plan) -> BTreeSet<String> {
    let about_people = plan
        .source
        .iter()
        .filter(|source| contract::table(&source.table).is_some_and(contract::TableContract::is_about_people));
    let lookups = about_people.clone().filter_map(|source| source.mapping.as_ref()).flat_map(|mapping| {
        // A file in which names are looked up says who is who.
        mapping.lookup.values().map(|lookup| lookup.file.clone())
    });
    let own = about_people.flat_map(|source| &source.files).filter_map(|pattern| expand(data, pattern).ok()).flatten();
    own.chain(lookups).chain(plan.privacy.withdrawn.clone()).collect()
}

fn tell(folder: &Path, removed: &[Removed], left: &str) {
    if removed.is_empty() {
        super::say(&format!("{}: nothing about single people is there to remove", folder.display()));
        return;
    }
    super::say(&format!("{}: {} removed, as {PURGED} says", folder.display(), files(removed.len())));
    for one in removed {
        super::say(&format!("  {}", one.path));
    }
    super::say(&format!("  left: {left}"));
}

fn files(number: usize) -> String {
    if number == 1 { "1 file".to_owned() } else { format!("{number} files") }
}
