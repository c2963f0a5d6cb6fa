//! The command line; see `learnframe --help`.

fn main() -> std::process::ExitCode {
    learnframe::cli::run()
}
