//! A framework's indicators as a table for people who read the file in a repository.

use super::{Framework, Indicator};
use crate::vocabulary::Window;
use std::fmt::Write;

const HEAD: &str = "\
| code | name | measure | computed from | window | source | computed by hand for |
|---|---|---|---|---|---|---|
";

impl Framework {
    /// A Markdown table of all indicators and parts: code, name, measure kind, what it is computed
    /// from, which entries belong to a wave, who asked for it, and where a test computes it.
    #[must_use]
    pub fn listing(&self, computed: impl Fn(&str) -> String) -> String {
        let mut text = String::from(HEAD);
        for indicator in &self.indicators {
            let Indicator { code, name, measure, source, .. } = indicator;
            let (kind, from) = (measure.word(), origin(indicator));
            let window = measure.window().map_or("-", window_in_words);
            // Writing to a string cannot fail.
            let _ =
                writeln!(text, "| {code} | {name} | `{kind}` | {from} | {window} | {source} | {} |", computed(code));
        }
        text
    }
}

fn origin(indicator: &Indicator) -> String {
    let codes = indicator.measure.codes();
    let items = indicator.measure.items();
    let tables = indicator.measure.tables();
    match (codes.is_empty(), items.is_empty()) {
        (false, _) => codes.join(", "),
        (true, false) => items.join(", "),
        (true, true) => tables.join(", "),
    }
}

fn window_in_words(window: Window) -> &'static str {
    match window {
        Window::Wave => "the wave",
        Window::Year => "12 months",
        Window::TwoYears => "24 months",
        Window::Ever => "so far",
    }
}
