use super::{Ending, findings};
use crate::output::{self, Manifest, Verdict};
use crate::pipeline::{self, Settings};
use std::path::{Path, PathBuf};

/// Check an output folder: every hash of its manifest, the inputs it was made from, and that a
/// rerun gives the same bytes.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Output folder of a run.
    out: PathBuf,
    /// The evaluation it was made from; looked for by its plan's hash near the output and the
    /// current folder if absent.
    #[arg(short, long)]
    data: Option<PathBuf>,
    /// Templates that the run was given.
    #[arg(long)]
    templates: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (manifest, outputs) = match output::check_files(&arguments.out) {
        Ok(checked) => checked,
        Err(problem) => {
            eprintln!("error: {problem}");
            return Ending::CannotBeUsed;
        }
    };
    report("outputs", &outputs);
    let Some(data) = arguments.data.clone().or_else(|| search(&manifest, &arguments.out)) else {
        eprintln!("error: the evaluation it was made from was not found; name its folder with --data");
        return Ending::CannotBeUsed;
    };
    let inputs = Verdict::of_inputs(&data, &manifest.inputs);
    report("inputs", &inputs);
    if !inputs.faults.is_empty() {
        super::say("rerun: not tried, because the inputs are not those of the manifest");
        return Ending::NeedsAttention;
    }
    match rerun(&data, arguments.templates.as_deref(), &manifest) {
        Ok(rerun) => {
            report("rerun", &rerun);
            let faults = outputs.faults.len() + rerun.faults.len();
            if faults == 0 { Ending::Done } else { Ending::NeedsAttention }
        }
        Err(ending) => ending,
    }
}

fn search(manifest: &Manifest, out: &Path) -> Option<PathBuf> {
    let beside = std::path::absolute(out).ok().and_then(|out| out.parent().map(Path::to_owned));
    let roots: Vec<PathBuf> = [Some(PathBuf::from(".")), beside].into_iter().flatten().collect();
    output::find_data(manifest, &roots)
}

/// Makes the output again in a temporary folder and compares it with the manifest.
fn rerun(data: &Path, templates: Option<&Path>, manifest: &Manifest) -> Result<Verdict, Ending> {
    let folder = tempfile::tempdir().map_err(|error| {
        findings::say_with_causes(&error);
        Ending::CannotBeUsed
    })?;
    let again = folder.path().join("again");
    let languages = &manifest.languages;
    let settings = Settings { data, templates, languages, on_pages: &|_| {}, on_page: &|| {} };
    pipeline::run(&settings, &again).map_err(|error| findings::stopped(&error))?;
    Ok(Verdict::of_outputs(&again, &manifest.outputs))
}

fn report(what: &str, verdict: &Verdict) {
    super::say(&format!("{what}: {} as in the manifest, {} not", verdict.matching, verdict.faults.len()));
    for fault in &verdict.faults {
        super::say(&format!("  {fault}"));
    }
}
