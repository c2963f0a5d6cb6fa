use super::Ending;
use clap::CommandFactory;

/// Print completions for a shell.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell to complete in.
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "learnframe", &mut text);
    super::say(String::from_utf8_lossy(&text).trim_end());
    Ending::Done
}
