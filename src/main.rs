fn main() -> std::process::ExitCode {
    learnframe::cli::run()
}
