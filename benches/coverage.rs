//! How often the intervals hold what is true: many small programmes with known truth, drawn by chance
//! from fixed seeds, each read with the project's own statistics.
//!
//! `cargo bench --bench coverage` writes `reports/coverage.toml`, which the methods page shows. It takes
//! some minutes. Without `--bench`, as under `cargo test --all-targets`, it makes a short run and writes
//! nothing.

#[path = "coverage/mod.rs"]
mod trials;

use std::path::Path;
use std::process::ExitCode;

/// Of every so many draws, a short run makes one.
const SHORT: u32 = 100;

fn main() -> ExitCode {
    let long = std::env::args().any(|argument| argument == "--bench");
    let share = if long { 1 } else { SHORT };
    let known = trials::known();
    let check = known.run(known.draws / share);
    // Five standard errors of a share of 0.95: chance alone goes beyond once in two million runs.
    if (check.covered - 0.95).abs() > 5.0 * (0.05 * 0.95 / f64::from(check.draws)).sqrt() {
        eprintln!("an exact interval held the truth in {:.4}: the trials themselves are wrong", check.covered);
        return ExitCode::FAILURE;
    }
    let mut found = Vec::new();
    for trial in trials::all() {
        let one = trial.run(trial.draws / share);
        eprintln!("{}, {}: {:.4}", one.interval, one.setting, one.covered);
        found.push(one);
    }
    let text = trials::file(&found);
    if !long {
        print!("{text}");
        return ExitCode::SUCCESS;
    }
    match std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/coverage.toml"), text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("reports/coverage.toml cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}
