//! A framework's indicators as a table for people who read the file in a repository.

use super::{Framework, Indicator};
use crate::vocabulary::Window;
use std::fmt::Write;

impl Framework {
    /// A Markdown table of all indicators and parts: code, name, measure kind, what it is computed
    /// from, and which entries belong to a wave.
    #[must_use]
    pub fn listing(&self) -> String {
        let mut text = String::from("| code | name | measure | computed from | window |\n|---|---|---|---|---|\n");
        for indicator in &self.indicators {
            let Indicator { code, name, measure, .. } = indicator;
            let window = measure.window().map_or("-", window_in_words);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {code} | {name} | `{}` | {} | {window} |", measure.word(), origin(indicator));
        }
        text
    }
}

fn origin(indicator: &Indicator) -> String {
    let items = indicator.measure.items();
    if items.is_empty() {
        let tables = indicator.measure.tables();
        if tables.is_empty() { "the release".to_owned() } else { tables.join(", ") }
    } else {
        items.join(", ")
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
