use super::{Ending, findings};
use crate::framework::Framework;
use crate::init::{InitError, NewEvaluation};
use crate::table;
use std::path::{Path, PathBuf};

/// Begin an evaluation: its plan, the notice to participants, a data protection impact assessment and empty
/// tables. Nothing is ever overwritten.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder to begin it in; it is made if it is not there.
    dir: PathBuf,
    /// Make a key for pseudonyms, in a file outside the folder that only you can read.
    #[arg(long, value_name = "PATH")]
    key: Option<PathBuf>,
    /// Year in which the school year begins that is evaluated.
    #[arg(long, default_value_t = 2003, value_parser = clap::value_parser!(i32).range(1900..=9000))]
    year: i32,
}

/// The framework whose items the empty surveys have.
const FRAMEWORK: &str = "too_busy_to_learn";

pub(super) fn run(arguments: &Arguments) -> Ending {
    let framework = match Framework::load(FRAMEWORK, Path::new("."), &table::columns) {
        Ok(framework) => framework.value,
        Err(found) => {
            findings::print(&found);
            return Ending::CannotBeUsed;
        }
    };
    let new = NewEvaluation { year: arguments.year, key: arguments.key.as_deref() };
    match new.write(&arguments.dir, &framework) {
        Ok(files) => {
            super::say(&format!("{} files are in {}:", files.len(), arguments.dir.display()));
            for file in &files {
                super::say(&format!("  {file}"));
            }
            super::say(&next_steps(arguments));
            Ending::Done
        }
        Err(error @ (InitError::Taken(_) | InitError::KeyInside(_))) => {
            findings::say_with_causes(&error);
            Ending::Usage
        }
        Err(error) => {
            findings::say_with_causes(&error);
            Ending::CannotBeUsed
        }
    }
}

fn next_steps(arguments: &Arguments) -> String {
    let dir = arguments.dir.display();
    let key = match &arguments.key {
        Some(key) => {
            format!(
                "\n  The key is {}. Keep a copy under lock: without it people have other pseudonyms.",
                key.display()
            )
        }
        None => String::new(),
    };
    format!(
        "\nNext\n  1. Fill in evaluation.toml and notice.md where [[double brackets]] stand, and set the dates.\n  \
         2. Fill in dpia.md before anything is collected, and send the notice before the first survey.\n  \
         3. Fill the tables, groups.csv first; `learnframe check {dir}` says what is missing.{key}"
    )
}
