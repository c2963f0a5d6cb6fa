//! The trials behind `reports/coverage.toml`, in a short run: that they find what is known, and that the
//! file is of these trials.

#[path = "../../benches/coverage/mod.rs"]
mod trials;

use learnframe::narrate::coverage;
use learnframe::report::Templates;
use learnframe::vocabulary::Language;

/// How far a share found in so many draws may lie from the true one: five standard errors, beyond which
/// chance goes once in two million.
fn reach(share: f64, draws: u32) -> f64 {
    5.0 * (share * (1.0 - share) / f64::from(draws)).sqrt()
}

#[test]
fn an_exact_interval_is_found_to_hold_in_95_of_100() {
    let found = trials::known().run(2_000);
    assert!((found.covered - 0.95).abs() < reach(0.95, 2_000), "{}", found.covered);
    assert!((found.made - 1.0).abs() < f64::EPSILON && found.width > 0.0);
}

#[test]
fn the_same_trial_gives_the_same_figures() {
    let run = || trials::known().run(200);
    assert_eq!((run().covered, run().width), (run().covered, run().width));
}

#[test]
fn the_file_is_of_these_trials_and_a_short_run_agrees_with_it() {
    let committed = coverage::trials();
    let all = trials::all();
    let names = |one: &trials::Trial| (one.interval.to_owned(), one.setting.clone(), u64::from(one.draws));
    let told = |one: &coverage::Trial| (one.interval.clone(), one.setting.clone(), one.draws);
    assert_eq!(all.iter().map(names).collect::<Vec<_>>(), committed.iter().map(told).collect::<Vec<_>>());
    for (trial, told) in all.iter().zip(&committed) {
        let draws = 40;
        let found = trial.run(draws);
        let limit = reach(told.covered.min(0.98), draws);
        assert!((found.covered - told.covered).abs() < limit, "{}: {} {}", trial.setting, found.covered, told.covered);
    }
}

#[test]
fn what_is_written_is_what_the_pages_read() {
    let text = trials::file(&[trials::known().run(50)]);
    let file: toml::Table = text.parse().unwrap();
    let keys: Vec<&String> = file["trial"][0].as_table().unwrap().keys().collect();
    assert_eq!(keys, ["covered", "draws", "interval", "made", "setting", "width"]);
}

#[test]
fn the_methods_page_shows_every_trial_and_says_what_strays() {
    let evaluation = crate::waves::evaluation();
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    let page = std::fs::read_to_string(out.join("methods.html")).unwrap();
    assert!(page.contains("How often the ranges held in trials"));
    for trial in coverage::trials() {
        assert!(page.contains(&coverage::of_hundred(trial.covered)), "{trial:?}");
    }
    let strays = page.matches("ranges held the truth, so they are").count();
    let templates = Templates::embedded(Language::English).unwrap();
    assert_eq!(strays, coverage::sentences(&coverage::trials(), templates.words()).len());
}
