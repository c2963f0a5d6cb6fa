//! A trial, its run, and the file of what was found.

use super::chance::Chance;
use learnframe::statistics::NotEstimable;
use learnframe::statistics::interval::{Confidence, Interval};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::fmt::Write;

/// What readers are shown.
pub const SURE: Confidence = Confidence::Percent95;

/// An interval with what is true, or the reason why there is none.
pub type Held = Result<(Interval, f64), NotEstimable>;

/// Draws one programme and reads it.
type Draw = Box<dyn Fn(&mut Chance) -> Vec<Held> + Sync>;

/// One interval in one setting.
pub struct Trial {
    /// The interval, as the methods page names it.
    pub interval: &'static str,
    /// What was drawn.
    pub setting: String,
    /// How many programmes a long run draws.
    pub draws: u32,
    draw: Draw,
}

/// What a trial found.
pub struct Found {
    pub interval: &'static str,
    pub setting: String,
    pub draws: u32,
    /// Share of intervals that held what was true.
    pub covered: f64,
    /// Their mean width.
    pub width: f64,
    /// Share of the intervals asked for that could be drawn at all.
    pub made: f64,
}

impl Trial {
    /// A trial that asks for one interval a draw.
    pub fn one(
        interval: &'static str,
        setting: impl Into<String>,
        draws: u32,
        draw: impl Fn(&mut Chance) -> Held + Sync + 'static,
    ) -> Self {
        Self::many(interval, setting, draws, move |chance| vec![draw(chance)])
    }

    /// A trial that asks for several, such as one a group.
    pub fn many(
        interval: &'static str,
        setting: impl Into<String>,
        draws: u32,
        draw: impl Fn(&mut Chance) -> Vec<Held> + Sync + 'static,
    ) -> Self {
        Self { interval, setting: setting.into(), draws, draw: Box::new(draw) }
    }

    /// Draws so many programmes. The sums are added up in the order of the draws, so that they do not
    /// depend on threads.
    pub fn run(&self, draws: u32) -> Found {
        let key = format!("{} / {}", self.interval, self.setting);
        let drawn: Vec<[f64; 4]> =
            (0..draws).into_par_iter().map(|draw| sums(&(self.draw)(&mut Chance::of(&key, u64::from(draw))))).collect();
        let [asked, made, covered, width] =
            drawn.iter().fold([0.0; 4], |[a, b, c, d], [e, f, g, h]| [a + e, b + f, c + g, d + h]);
        let (interval, setting) = (self.interval, self.setting.clone());
        Found { interval, setting, draws, covered: covered / made, width: width / made, made: made / asked }
    }
}

fn sums(intervals: &[Held]) -> [f64; 4] {
    let mut sums = [intervals.len() as f64, 0.0, 0.0, 0.0];
    for (interval, truth) in intervals.iter().flatten() {
        // A truth that equals a limit but for rounding is held.
        let slack = 1e-9 * truth.abs().max(1.0);
        let held = interval.lower() - slack <= *truth && *truth <= interval.upper() + slack;
        sums[1] += 1.0;
        sums[2] += f64::from(u8::from(held));
        sums[3] += interval.width();
    }
    sums
}

/// The text of `reports/coverage.toml`.
pub fn file(found: &[Found]) -> String {
    let mut text = String::from(
        "# How often the 95% ranges held what was true in simulated programmes, and how wide they were.\n\
         # Made by `cargo bench --bench coverage`; do not edit. `made` is the share of the ranges asked for\n\
         # that could be drawn: where all answers are alike there is none.\n",
    );
    for one in found {
        let Found { interval, setting, draws, covered, width, made } = one;
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n[[trial]]\ninterval = \"{interval}\"\nsetting = \"{setting}\"\ndraws = {draws}\n\
             covered = {covered:.4}\nwidth = {width:.4}\nmade = {made:.4}\n"
        );
    }
    text
}
