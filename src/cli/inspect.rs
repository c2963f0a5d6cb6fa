use super::{Ending, findings};
use crate::finding::{Finding, any_error};
use crate::framework::Framework;
use crate::ingest::Limits;
use crate::inspect::{Known, Report, inspect};
use crate::plan::{PLAN_FILE, Plan};
use crate::{contract, table};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The framework that is looked into where no evaluation names one.
const FRAMEWORK: &str = "too_busy_to_learn";

/// Say what a file is and why, and write a draft of the mapping that reads it. Nothing is read on the
/// strength of a draft: it has to be confirmed by hand.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to look at: CSV, a workbook, SPSS data.
    file: PathBuf,
    /// Folder of the evaluation whose items, groups and waves are to be recognised; the nearest folder
    /// above the file that has an evaluation.toml if absent.
    #[arg(short, long)]
    data: Option<PathBuf>,
    /// Where to write the draft; a file that is there is never overwritten. Without it the draft goes to
    /// <name>.mapping.toml in the current folder, unless no mapping is needed.
    #[arg(short, long, value_name = "MAPPING.toml")]
    out: Option<PathBuf>,
    /// The canonical table that the file is for, such as responses or attendance.
    #[arg(long)]
    table: Option<String>,
    /// Print the report as JSON, without any cell of the file.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let asked = match arguments.table.as_deref().map(contract_of).transpose() {
        Ok(asked) => asked,
        Err(ending) => return ending,
    };
    let bytes = match bytes_of(&arguments.file) {
        Ok(bytes) => bytes,
        Err(ending) => return ending,
    };
    let dir = arguments.data.clone().or_else(|| evaluation_above(&arguments.file));
    let (plan, framework) = match evaluation(dir.as_deref(), arguments.data.is_some()) {
        Ok(found) => found,
        Err(found) => {
            findings::print(&found);
            return Ending::CannotBeUsed;
        }
    };
    let known = match (&dir, &plan) {
        (Some(dir), Some(plan)) => Known::evaluation(dir, plan, &framework),
        _ => Known::framework(&framework),
    };
    let file = within(dir.as_deref(), &arguments.file);
    let report = inspect(bytes, &file, &known, asked);
    if arguments.json {
        match serde_json::to_string_pretty(&report) {
            Ok(text) => super::say(&text),
            Err(error) => findings::say_with_causes(&error),
        }
    } else {
        super::say(report.to_string().trim_end());
    }
    finish(arguments, &report, dir.as_deref())
}

/// The content of the file, if it is one and is no larger than a file may be.
fn bytes_of(file: &Path) -> Result<Vec<u8>, Ending> {
    let limits = Limits::default();
    let unreadable = |why: &str| {
        eprintln!("error: {} cannot be read: {why}", file.display());
        Ending::CannotBeUsed
    };
    let about = std::fs::metadata(file).map_err(|error| unreadable(&error.to_string()))?;
    if !about.is_file() {
        return Err(unreadable("it is not a file"));
    }
    if about.len() > limits.bytes {
        findings::print(&[limits.too_large(&file.to_string_lossy(), "the file")]);
        return Err(Ending::CannotBeUsed);
    }
    std::fs::read(file).map_err(|error| unreadable(&error.to_string()))
}

fn contract_of(name: &str) -> Result<&'static contract::TableContract, Ending> {
    contract::table(name).ok_or_else(|| {
        let known: Vec<&str> = contract::all().iter().map(|contract| contract.name.as_str()).collect();
        eprintln!("error: there is no table `{name}`; {}", crate::document::suggestion(name, &known, "the tables are"));
        Ending::Usage
    })
}

/// The nearest folder above a file that holds a plan.
fn evaluation_above(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    file.ancestors().skip(1).find(|folder| folder.join(PLAN_FILE).is_file()).map(Path::to_owned)
}

/// The plan and framework of the evaluation. One that was not asked for and cannot be read is passed over
/// with a word; then the built-in framework stands in.
fn evaluation(dir: Option<&Path>, asked: bool) -> Result<(Option<Plan>, Framework), Vec<Finding>> {
    if let Some(dir) = dir {
        match of_folder(dir) {
            Ok((plan, framework)) => return Ok((Some(plan), framework)),
            Err(found) if asked => return Err(found),
            Err(_) => eprintln!(
                "note: the evaluation in {} has errors, so its groups and waves are not known here; \
                 `learnframe check` tells about them",
                dir.display()
            ),
        }
    }
    let framework = Framework::load(FRAMEWORK, Path::new("."), &table::columns)?;
    Ok((None, framework.value))
}

fn of_folder(dir: &Path) -> Result<(Plan, Framework), Vec<Finding>> {
    let plan = Plan::load(dir)?.value;
    let framework = Framework::load(&plan.programme.framework, dir, &table::columns)?.value;
    Ok((plan, framework))
}

/// A file's path from the evaluation's folder, with forward slashes; its name alone if it is elsewhere, as no
/// path of this machine belongs into a draft.
fn within(dir: Option<&Path>, file: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let inside = dir.and_then(|dir| absolute(file)?.strip_prefix(absolute(dir)?).ok().map(Path::to_owned));
    let name = file.file_name().map(Path::new);
    inside.as_deref().or(name).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// Writes the draft, and says what to do next.
fn finish(arguments: &Arguments, report: &Report, dir: Option<&Path>) -> Ending {
    let Some(draft) = &report.draft else {
        return if any_error(&report.findings) || report.table.is_none() { Ending::CannotBeUsed } else { Ending::Done };
    };
    let needed = !report.canonical && report.reuse.as_ref().is_none_or(|reuse| reuse.changes.is_some());
    if !needed && arguments.out.is_none() {
        return Ending::Done;
    }
    let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy();
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("{stem}.mapping.toml")));
    let written = std::fs::File::create_new(&path).and_then(|mut file| file.write_all(draft.as_bytes()));
    match written {
        Ok(()) => {
            if !arguments.json {
                super::say(&next_steps(report, &path, dir.is_some()));
            }
            Ending::Done
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            eprintln!(
                "error: {} is there already and was left as it is; name another place for the draft with -o",
                path.display()
            );
            Ending::Usage
        }
        Err(error) => {
            eprintln!("error: the draft cannot be written to {}: {error}", path.display());
            Ending::CannotBeUsed
        }
    }
}

fn next_steps(report: &Report, path: &Path, has_plan: bool) -> String {
    let questions = match report.questions.len() {
        0 => "read it".to_owned(),
        1 => "answer its question".to_owned(),
        many => format!("answer its {many} questions"),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let wave = report.wave.iter().map(|wave| format!("       wave = \"{wave}\"\n")).collect::<String>();
    let place = if has_plan { "the evaluation's folder" } else { "your evaluation's folder" };
    format!(
        "\nNext\n  1. The draft is in {}: {questions}, then write `confirmed = true` in it.\n  \
         2. Put it into {place}, as mappings/{name}, and the file beside your others.\n  \
         3. Add to {PLAN_FILE}, then run `learnframe check`:\n\n       [[source]]\n       table = \"{}\"\n       \
         files = [\"{}\"]\n{wave}       mapping_file = \"mappings/{name}\"",
        path.display(),
        report.table.as_deref().unwrap_or_default(),
        report.file
    )
}
