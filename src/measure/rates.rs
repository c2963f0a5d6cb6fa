//! Rates and ratios over registers and returns: pooled numerators over pooled denominators at every
//! level, never a mean of means.

use super::interval::pooled_interval;
use super::view::{View, count, real};
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Rate, Ratio};
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Level, Quantity};

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

impl Measure for Rate {
    fn components(&self) -> Vec<Component> {
        vec![self.of(), self.among()]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (such, all) = (self.of(), self.among());
        if !view.collected(std::slice::from_ref(&such)) {
            return Outcome::Absent(Absence::NotCollected);
        }
        let pairs: Vec<(u64, u64)> =
            view.each(&such).zip(view.each(&all)).map(|((_, such), (_, all))| (count(such), count(all))).collect();
        let (of, among) = pairs.iter().fold((0, 0), |(of, among), pair| (of + pair.0, among + pair.1));
        if among == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = real(of) / real(among);
        let counted = if self.table == "attendance" { Counted::Places } else { Counted::Entries };
        let clusters: Vec<(f64, f64)> =
            pairs.iter().filter(|pair| pair.1 > 0).map(|(of, among)| (real(*of), real(*among))).collect();
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::Share,
            interval: (view.level != Level::Group).then(|| pooled_interval(&clusters, Some((0.0, 1.0)))).flatten(),
            shrunken: None,
            n: among,
            eligible: None,
            counted,
            basis: Basis::Record,
            numerator: Some(of),
            people: None,
            items: 0,
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
            beside: beside.to_owned(),
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
        if !view.collected(std::slice::from_ref(&of)) {
            return Outcome::Absent(Absence::NotCollected);
        }
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
            quantity: Quantity::Share,
            interval: (view.level != Level::Group).then(|| pooled_interval(&clusters, None)).flatten(),
            shrunken: None,
            n,
            eligible: None,
            counted: Counted::Entries,
            basis: Basis::Record,
            numerator: None,
            people: None,
            items: 0,
            working: view.working(|| {
                vec![
                    WorkingLine::new(format!("{} rows with both numbers", self.table), n),
                    WorkingLine::new(format!("sum of {}", self.of), above),
                    WorkingLine::new(format!("sum of {}", self.per), below),
                    WorkingLine::new("ratio = the first / the second", format!("{value:.6}")),
                ]
            }),
        })
    }
}

/// A sum as a number, rounded once after exact adding.
#[expect(clippy::cast_precision_loss, reason = "an exact sum is rounded once")]
fn whole(total: i128) -> f64 {
    total as f64
}
