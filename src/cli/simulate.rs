use super::{Ending, findings};
use crate::simulate::{self, Options, Story};
use std::path::PathBuf;

/// Write a synthetic programme with known truth, complete in every table.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder to write; it must be empty or not there.
    dir: PathBuf,
    /// How many groups.
    #[arg(long)]
    groups: u32,
    /// Seed: the same seed writes the same bytes.
    #[arg(long)]
    seed: u64,
    /// TOML file of what is planted where.
    #[arg(long)]
    story: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let story = match arguments.story.as_deref().map(Story::read).transpose() {
        Ok(story) => story,
        Err(error) => {
            findings::say_with_causes(&error);
            return Ending::CannotBeUsed;
        }
    };
    match simulate::write(&arguments.dir, &Options { groups: arguments.groups, seed: arguments.seed, story }) {
        Ok(summary) => {
            super::say(&summary.to_string());
            Ending::Done
        }
        Err(error) => {
            findings::say_with_causes(&error);
            Ending::CannotBeUsed
        }
    }
}
