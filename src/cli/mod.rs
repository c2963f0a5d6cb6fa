//! Arguments in, exit code out: one file a command, thin.

mod check;
mod completions;
mod explain;
mod findings;
mod init;
mod inspect;
mod pdf;
mod pseudonym;
mod purge;
mod run;
mod simulate;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Evaluates programmes of learning groups: files in, protected figures, charts and reports out.
#[derive(Debug, Parser)]
#[command(name = "learnframe", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 done, but findings need attention under --strict, or verify \
found a difference; 2 the input cannot be used as it is, nothing was written; 3 the command itself was wrong.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Run(run::Arguments),
    Check(check::Arguments),
    Inspect(inspect::Arguments),
    Explain(explain::Arguments),
    Simulate(simulate::Arguments),
    Verify(verify::Arguments),
    Pdf(pdf::Arguments),
    Pseudonym(pseudonym::Arguments),
    Purge(purge::Arguments),
    Completions(completions::Arguments),
}

/// How a command ended; its number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Done = 0,
    NeedsAttention = 1,
    CannotBeUsed = 2,
    Usage = 3,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(ending as u8)
    }
}

/// Runs the command named on the command line.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for = !error.use_stderr();
            // Nothing more can be said if even the terminal cannot be written to.
            let _ = error.print();
            return if asked_for { Ending::Done.into() } else { Ending::Usage.into() };
        }
    };
    let ending = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Pdf(arguments) => pdf::run(&arguments),
        Command::Pseudonym(arguments) => pseudonym::run(&arguments),
        Command::Purge(arguments) => purge::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    ending.into()
}

/// Writes a line to standard output; a reader who has gone away is no error.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
