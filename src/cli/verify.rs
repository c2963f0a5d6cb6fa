use super::{Ending, findings};
use crate::output::{self, LEDGER, LedgerFile, Manifest, Means, Verdict};
use crate::pipeline::{self, Follows, PipelineError, Settings};
use crate::plan::Plan;
use crate::table;
use crate::vocabulary::InputKey;
use std::path::{Path, PathBuf};

/// Check an output folder: its files against its manifest, what they say about one another, the chain of its
/// releases, and, where the evaluation is at hand, that a rerun gives the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 everything holds, and the rerun gave the same bytes or --files-only was asked; \
1 something differs; 2 it cannot be checked, or not to the end.")]
pub(super) struct Arguments {
    /// Output folder of a run.
    out: PathBuf,
    /// The evaluation it was made from; looked for by its plan's hash near the output and the
    /// current folder if absent.
    #[arg(short, long, conflicts_with = "files_only")]
    data: Option<PathBuf>,
    /// Templates that the run was given.
    #[arg(long)]
    templates: Option<PathBuf>,
    /// Check what can be checked without the evaluation, and look for none.
    #[arg(long)]
    files_only: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (manifest, outputs) = match output::check_files(&arguments.out) {
        Ok(checked) => checked,
        Err(problem) => {
            eprintln!("error: {problem}");
            return Ending::CannotBeUsed;
        }
    };
    let mut account = Account::default();
    account.add("outputs", "as in the manifest", outputs);
    account.add("withheld", "reasons counted alike", output::check_counts(&arguments.out, &manifest));
    account.add("data package", "files as described", output::check_package(&arguments.out));
    account.add("provenance", "statements hold", output::check_provenance(&arguments.out, &manifest));
    account.add("ledger", "releases, statements and records hold", output::check_ledger(&arguments.out, &manifest));
    say_head(&arguments.out);
    if arguments.files_only {
        super::say(
            "not checked: inputs and rerun, because only files were asked for; that needs the evaluation's folder",
        );
        return account.ending(true);
    }
    let Some(data) = arguments.data.clone().or_else(|| search(&manifest, &arguments.out)) else {
        let needs = "name the folder of the evaluation with --data, or ask for --files-only";
        super::say(&format!("not checked: inputs and rerun, because the evaluation was not found; {needs}"));
        return account.ending(false);
    };
    let purged = output::purged_inputs(&data, &manifest.inputs);
    let there: Vec<_> = manifest.inputs.iter().filter(|input| !purged.contains(&input.path)).cloned().collect();
    let (key, kept) = (input_key(&data), output::kept_hashes(&arguments.out));
    let inputs = Verdict::of_inputs(&data, &there, &Means { key: key.as_ref(), kept: kept.as_ref() });
    if !account.add("inputs", "as in the manifest", inputs) {
        super::say("not checked: rerun, because the inputs are not those of the manifest");
        return account.ending(false);
    }
    if !purged.is_empty() {
        super::say(&format!("rerun: not possible, because {} inputs were purged, as the record says", purged.len()));
        return account.ending(true);
    }
    match rerun(&data, arguments, &manifest) {
        Ok(rerun) => {
            account.add("rerun", "as in the manifest", rerun);
            account.ending(true)
        }
        Err(error) => {
            super::say("not checked: rerun, because it stopped");
            findings::stopped(&error);
            account.ending(false)
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Account {
    faults: usize,
}

impl Account {
    /// Says what a check found; whether all of it holds.
    fn add(&mut self, what: &str, good: &str, verdict: Verdict) -> bool {
        super::say(&format!("{what}: {} {good}, {} not", verdict.matching, verdict.faults.len()));
        for fault in &verdict.faults {
            super::say(&format!("  {fault}"));
        }
        for unchecked in &verdict.unchecked {
            super::say(&format!("not checked: {unchecked}"));
        }
        self.faults += verdict.faults.len();
        verdict.faults.is_empty()
    }

    fn ending(&self, to_the_end: bool) -> Ending {
        match (self.faults, to_the_end) {
            (0, true) => Ending::Done,
            (0, false) => Ending::CannotBeUsed,
            _ => Ending::NeedsAttention,
        }
    }
}

/// The hash to hold against one that was noted elsewhere: a chain that was made anew as a whole has another.
fn say_head(out: &Path) {
    let ledger = LedgerFile::read(out).ok().flatten().unwrap_or_default();
    if let Some(last) = ledger.releases.last() {
        super::say(&format!("{LEDGER} ends with release {}, {}", last.number, last.hash));
        if last.number > 1 {
            super::say("not checked: the sentences on what changed; that needs the output of the release before");
        }
    }
}

pub(super) fn search(manifest: &Manifest, out: &Path) -> Option<PathBuf> {
    let beside = std::path::absolute(out).ok().and_then(|out| out.parent().map(Path::to_owned));
    let roots: Vec<PathBuf> = [Some(PathBuf::from(".")), beside].into_iter().flatten().collect();
    output::find_data(manifest, &roots)
}

/// The key of the evaluation's plan, if it names one that is at hand.
fn input_key(data: &Path) -> Option<InputKey> {
    table::input_key(data, &Plan::outline(data).ok()?)
}

/// Makes the output again in a temporary folder, after the releases before it, and compares it with the manifest.
fn rerun(data: &Path, arguments: &Arguments, manifest: &Manifest) -> Result<Verdict, PipelineError> {
    let place = std::env::temp_dir();
    let failed = |source| output::OutputError::Write { path: place.clone(), source };
    let folder = tempfile::tempdir().map_err(failed)?;
    let again = folder.path().join("again");
    let settings = Settings {
        data,
        templates: arguments.templates.as_deref(),
        languages: &manifest.languages,
        scripted: !manifest.no_script,
        follows: Follows::Again(&arguments.out),
        renamed: false,
        on_pages: &|_| {},
        on_page: &|| {},
    };
    pipeline::run(&settings, &again)?;
    Ok(Verdict::of_outputs(&again, &manifest.outputs))
}
