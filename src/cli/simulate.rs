use super::{Ending, findings};
use crate::simulate::{self, Options, SimulateError, Story};
use std::path::{Path, PathBuf};

/// Write a synthetic programme with known truth, complete in every table.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder to write; it must be empty or not there.
    dir: PathBuf,
    /// How many groups.
    #[arg(long)]
    groups: usize,
    /// Seed: the same seed writes the same bytes.
    #[arg(long)]
    seed: u64,
    /// TOML file of what is planted where.
    #[arg(long)]
    story: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let story = match arguments.story.as_deref().map(read_story).transpose() {
        Ok(story) => story,
        Err(ending) => return ending,
    };
    match simulate::write(&arguments.dir, &Options { groups: arguments.groups, seed: arguments.seed, story }) {
        Ok(summary) => {
            super::say(summary.to_string().trim_end());
            Ending::Done
        }
        Err(SimulateError::NoGroups) => {
            findings::say_with_causes(&SimulateError::NoGroups);
            Ending::Usage
        }
        Err(error) => {
            findings::say_with_causes(&error);
            Ending::CannotBeUsed
        }
    }
}

fn read_story(path: &Path) -> Result<Story, Ending> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        eprintln!("error: {} cannot be read: {error}", path.display());
        Ending::CannotBeUsed
    })?;
    Story::from_toml(&text).map_err(|error| {
        findings::say_with_causes(&error);
        Ending::CannotBeUsed
    })
}
