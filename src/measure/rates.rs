//! Rates and ratios over registers and returns: pooled numerators over pooled denominators at every
//! level, never a mean of means.

use super::interval::pooled_interval;
use super::view::{View, count, in_ones, real, whole};
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Quotient, Rate, Ratio, RowSource};
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Level, Quantity, Window, is_return};
use std::collections::BTreeMap;

/// Totals of rows, minutes, people and money are nought at the least.
const NEVER_BELOW_NOUGHT: Option<(f64, f64)> = Some((0.0, f64::INFINITY));

fn rows(rate: &Rate, condition: Option<String>) -> Component {
    Component::Rows { table: rate.table.clone(), condition, window: rate.window }
}

impl Rate {
    fn among(&self) -> Component {
        rows(self, self.among.clone())
    }

    fn of(&self) -> Component {
        let both = match &self.among {
            Some(among) => format!("({among}) and ({})", self.of),
            None => self.of.clone(),
        };
        rows(self, Some(both))
    }
}

impl Rate {
    /// Codings are of people's answers, and so protected as answers are.
    fn is_of_answers(&self) -> bool {
        self.table == "coded_answers"
    }

    /// The coded answers of one wave, by question.
    fn by_question(&self) -> Component {
        Component::Mentions {
            table: self.table.clone(),
            column: "question".to_owned(),
            condition: self.among.clone(),
            window: Window::Wave,
        }
    }

    /// How many people gave the answers, at the least: one person answers a question once a wave, and
    /// may have answered others and at other waves.
    fn people(&self, view: &View<'_>) -> Option<u64> {
        let waves = match self.window {
            Window::Wave => view.wave..=view.wave,
            _ => 0..=view.wave,
        };
        let of_wave = |wave: usize| {
            let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
            for (_, value) in view.each_at(&self.by_question(), wave) {
                let TallyValue::Mentions(mentions) = value else { continue };
                for (question, count) in mentions {
                    *answers.entry(question).or_insert(0) += count;
                }
            }
            answers.into_values().max().unwrap_or(0)
        };
        self.is_of_answers().then(|| waves.map(of_wave).max().unwrap_or(0))
    }
}

impl Measure for Rate {
    fn components(&self) -> Vec<Component> {
        let by_question = self.is_of_answers().then(|| self.by_question());
        [self.of(), self.among()].into_iter().chain(by_question).collect()
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (such, all) = (self.of(), self.among());
        let pairs: Vec<(u64, u64)> =
            view.each(&such).zip(view.each(&all)).map(|((_, such), (_, all))| (count(such), count(all))).collect();
        let (of, among) = pairs.iter().fold((0, 0), |(of, among), pair| (of + pair.0, among + pair.1));
        if among == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = real(of) / real(among);
        let counted = match self.table.as_str() {
            "attendance" => Counted::Places,
            _ if self.is_of_answers() => Counted::Answers,
            _ => Counted::Entries,
        };
        let clusters: Vec<(f64, f64)> =
            pairs.iter().filter(|pair| pair.1 > 0).map(|(of, among)| (real(*of), real(*among))).collect();
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::Share,
            interval: (view.level() != Level::Group).then(|| pooled_interval(&clusters, Some((0.0, 1.0)))).flatten(),
            shrunken: None,
            n: among,
            eligible: None,
            counted,
            basis: Basis::Record,
            numerator: Some(of),
            people: self.people(view),
            items: u32::from(self.is_of_answers()),
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new(format!("{} rows that count ({})", self.table, self.of), of),
                    WorkingLine::new(
                        format!(
                            "{} rows among which they are counted ({})",
                            self.table,
                            self.among.as_deref().unwrap_or("all")
                        ),
                        among,
                    ),
                    WorkingLine::new("share = the first / the second", format!("{value:.6}")),
                ]
            }),
        })
    }
}

impl Ratio {
    fn sum(&self, number: &str, beside: &str) -> Component {
        Component::Sum {
            table: self.table.clone(),
            number: number.to_owned(),
            beside: Some(beside.to_owned()),
            condition: None,
            window: self.window,
        }
    }
}

impl Measure for Ratio {
    fn components(&self) -> Vec<Component> {
        vec![self.sum(&self.of, &self.per), self.sum(&self.per, &self.of)]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let [of, per] = [self.sum(&self.of, &self.per), self.sum(&self.per, &self.of)];
        let pairs: Vec<(u64, i128, i128)> = view
            .each(&of)
            .zip(view.each(&per))
            .filter_map(|((_, of), (_, per))| match (of, per) {
                (TallyValue::Sum { rows, total: of }, TallyValue::Sum { total: per, .. }) => Some((*rows, *of, *per)),
                _ => None,
            })
            .filter(|(rows, _, _)| *rows > 0)
            .collect();
        let (n, above, below) =
            pairs.iter().fold((0, 0, 0), |(n, above, below), (rows, of, per)| (n + rows, above + of, below + per));
        if below <= 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = whole(above) / whole(below);
        let clusters: Vec<(f64, f64)> = pairs.iter().map(|(_, of, per)| (whole(*of), whole(*per))).collect();
        Outcome::Estimated(Figure {
            value,
            quantity: if self.unit.is_some() { Quantity::Number } else { Quantity::Share },
            interval: (view.level() != Level::Group).then(|| pooled_interval(&clusters, NEVER_BELOW_NOUGHT)).flatten(),
            shrunken: None,
            n,
            eligible: None,
            counted: Counted::Entries,
            basis: Basis::Record,
            numerator: None,
            people: None,
            items: 0,
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new(format!("{} rows with both numbers", self.table), n),
                    WorkingLine::new(format!("sum of {}", self.of), in_ones(above)),
                    WorkingLine::new(format!("sum of {}", self.per), in_ones(below)),
                    WorkingLine::new("ratio = the first / the second", format!("{value:.6}")),
                ]
            }),
        })
    }
}

impl RowSource {
    fn component(&self, window: Window) -> Component {
        let (table, condition) = (self.table.clone(), self.condition.clone());
        match &self.number {
            Some(number) => Component::Sum { table, number: number.clone(), beside: None, condition, window },
            None => Component::Rows { table, condition, window },
        }
    }

    /// Whether a number that is summed is known: where no register entry holds it it is nought, where no
    /// return does it is not known.
    fn is_on_record(&self, view: &View<'_>, window: Window) -> bool {
        let has_rows = |value: &TallyValue| matches!(value, TallyValue::Sum { rows, .. } if *rows > 0);
        let is_returned = self.number.is_some() && is_return(&self.table);
        !is_returned || view.each(&self.component(window)).any(|(_, value)| has_rows(value))
    }

    fn label(&self) -> String {
        let what = self.number.as_deref().map_or("rows".to_owned(), |number| format!("sum of {number}"));
        let within = self.condition.as_ref().map(|sql| format!(" where {sql}")).unwrap_or_default();
        format!("{} {what}{within}", self.table)
    }
}

/// What a value adds to a total, in ones.
fn amount(value: &TallyValue) -> f64 {
    match value {
        TallyValue::Count(count) => real(*count),
        TallyValue::Sum { total, .. } => in_ones(*total),
        _ => 0.0,
    }
}

impl Measure for Quotient {
    fn components(&self) -> Vec<Component> {
        self.of.iter().chain(&self.per).map(|source| source.component(self.window)).collect()
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// The total above the line over that below it, pooled over the groups of a larger unit. Left out
    /// are groups with nothing below the line, and those of which a number above it was never returned:
    /// that is not nought.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let total = |sources: &[RowSource], view: &View<'_>| -> f64 {
            let of_source = |source: &RowSource| {
                view.each(&source.component(self.window)).map(|(_, value)| amount(value)).sum::<f64>()
            };
            sources.iter().map(of_source).sum()
        };
        let mut parts: Vec<View<'_>> = match view.level() {
            Level::Group => vec![view.clone()],
            _ => view.groups.iter().map(|group| view.of_group(group)).collect(),
        };
        parts.retain(|part| self.of.iter().all(|source| source.is_on_record(part, self.window)));
        let mut pairs: Vec<(f64, f64)> =
            parts.iter().map(|part| (total(&self.of, part) * self.times, total(&self.per, part))).collect();
        pairs.retain(|(_, per)| *per > 0.0);
        let (of, per) = pairs.iter().fold((0.0, 0.0), |(of, per), pair| (of + pair.0, per + pair.1));
        if per <= 0.0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = of / per;
        let working = view.working(|| {
            let lines = |sources: &[RowSource]| -> Vec<WorkingLine> {
                let line = |source: &RowSource| {
                    let sum: f64 = parts.iter().map(|part| total(std::slice::from_ref(source), part)).sum();
                    WorkingLine::new(source.label(), sum)
                };
                sources.iter().map(line).collect()
            };
            let mut working = lines(&self.of);
            working.extend(lines(&self.per));
            working.push(WorkingLine::new("above the line, times", format!("{of} (times {})", self.times)));
            working.push(WorkingLine::new("below the line", per));
            working.push(WorkingLine::new("quotient = the first / the second", format!("{value:.6}")));
            working
        });
        let record = super::view::record(value, Quantity::Number, Counted::Groups, pairs.len() as u64, working);
        let interval = (view.level() != Level::Group).then(|| pooled_interval(&pairs, NEVER_BELOW_NOUGHT)).flatten();
        match record {
            Outcome::Estimated(figure) => Outcome::Estimated(Figure { interval, ..figure }),
            absent @ Outcome::Absent(_) => absent,
        }
    }
}
