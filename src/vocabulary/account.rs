use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What became of the rows of one input file. The four fates add up to `rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileAccount {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub file: String,
    /// Worksheet, where the file has any.
    pub sheet: Option<String>,
    /// Canonical table the rows were read for.
    pub table: String,
    /// Rows below the header that hold anything.
    pub rows: u64,
    /// Rows used.
    pub kept: u64,
    /// Rows left out by a rule of the plan.
    pub excluded: u64,
    /// Earlier returns by someone who answered again.
    pub superseded: u64,
    /// Rows set aside because something in them cannot be used.
    pub quarantined: u64,
    /// The reasons of the rows that were not kept, with their numbers.
    pub reasons: BTreeMap<String, u64>,
}

/// Answers of a survey that are missing for one reason, over all its items and waves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingAnswers {
    /// The reason.
    pub reason: String,
    /// The code or word that the files have for it; none for empty cells.
    pub as_written: Option<String>,
    /// How many.
    pub answers: u64,
}

impl FileAccount {
    /// Whether every row has exactly one fate.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.kept + self.excluded + self.superseded + self.quarantined == self.rows
    }
}

/// A number of rows as far as it may circulate. A few rows are a few people, whose acts they tell: that they
/// answered, answered again, or sent what could not be used. Two releases subtracted must not tell of a few either,
/// so that larger numbers of such rows are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ToldCount {
    /// The number itself.
    Exact(u64),
    /// At least one and fewer than this.
    Few {
        /// The bound, itself left out.
        fewer_than: u64,
    },
    /// Rounded: what is told differs by a whole step or not at all.
    About {
        /// The nearest multiple of the step, halves up.
        about: u64,
        /// The step.
        step: u64,
    },
    /// A sum by which a number of the kinds before could be computed.
    NotTold(()),
}

/// The fates of a file's rows as far as they may circulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldRows {
    /// Rows below the header that hold anything.
    pub rows: ToldCount,
    /// Rows used.
    pub kept: ToldCount,
    /// Rows left out by a rule of the plan.
    pub excluded: ToldCount,
    /// Earlier returns.
    pub superseded: ToldCount,
    /// Rows set aside.
    pub quarantined: ToldCount,
}

/// What became of the rows of one input file, as far as it may circulate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldAccount {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub file: String,
    /// Worksheet, where the file has any.
    pub sheet: Option<String>,
    /// Canonical table the rows were read for.
    pub table: String,
    /// The fates of its rows.
    pub rows: ToldRows,
    /// The reasons of the rows that were not kept; their numbers where each may be told.
    pub reasons: Vec<(String, ToldCount)>,
}

impl ToldCount {
    /// A number of people or of what they did: none below `fewest`, and none nearer than to a multiple of it. That
    /// there are none is told.
    #[must_use]
    pub const fn of_people(count: u64, fewest: u64) -> Self {
        match (count, fewest) {
            (0, _) | (_, 0 | 1) => ToldCount::Exact(count),
            _ if count < fewest => ToldCount::Few { fewer_than: fewest },
            _ => ToldCount::About { about: (count + fewest / 2) / fewest * fewest, step: fewest },
        }
    }

    /// The sum of what is told: it tells no more than its parts do.
    #[must_use]
    pub fn sum(parts: impl IntoIterator<Item = ToldCount>) -> Self {
        parts.into_iter().fold(ToldCount::Exact(0), |sum, part| match (sum, part) {
            (ToldCount::Exact(one), ToldCount::Exact(other)) => ToldCount::Exact(one + other),
            (ToldCount::Exact(one) | ToldCount::About { about: one, .. }, ToldCount::About { about: other, step })
            | (ToldCount::About { about: one, step }, ToldCount::Exact(other)) => {
                ToldCount::About { about: one + other, step }
            }
            _ => ToldCount::NotTold(()),
        })
    }

    /// The number, itself or rounded, where it is told.
    #[must_use]
    pub const fn number(self) -> Option<u64> {
        match self {
            ToldCount::Exact(count) | ToldCount::About { about: count, .. } => Some(count),
            ToldCount::Few { .. } | ToldCount::NotTold(()) => None,
        }
    }
}

impl fmt::Display for ToldCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ToldCount::Exact(count) => count.fmt(f),
            ToldCount::Few { fewer_than } => write!(f, "fewer than {fewer_than}"),
            ToldCount::About { about, .. } => write!(f, "about {about}"),
            ToldCount::NotTold(()) => f.write_str("not told"),
        }
    }
}

impl FileAccount {
    /// The account as it may circulate.
    #[must_use]
    pub fn as_told(&self, fewest: u64) -> ToldAccount {
        let of = |count: u64| ToldCount::of_people(count, fewest);
        let few = self.reasons.values().any(|count| of(*count).number().is_none());
        // Numbers at the ends of their steps may follow from their rounded sum, unless steps are wide and numbers few.
        let many = self.reasons.len() > if fewest < 5 { 1 } else { 3 } && fewest > 1;
        let told = |count: u64| if few || many { ToldCount::NotTold(()) } else { of(count) };
        let FileAccount { file, sheet, table, .. } = self.clone();
        let reasons = self.reasons.iter().map(|(reason, count)| (reason.clone(), told(*count))).collect();
        ToldAccount { file, sheet, table, rows: self.told(fewest), reasons }
    }

    /// The fates as they may circulate: no number below `fewest` but none, none nearer than to a multiple of it, and
    /// no sum that tells more than its parts.
    #[must_use]
    pub fn told(&self, fewest: u64) -> ToldRows {
        let [kept, excluded, superseded, quarantined] = [self.kept, self.excluded, self.superseded, self.quarantined]
            .map(|count| ToldCount::of_people(count, fewest));
        let rows = ToldCount::sum([kept, excluded, superseded, quarantined]);
        ToldRows { rows, kept, excluded, superseded, quarantined }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn account([kept, excluded, superseded, quarantined]: [u64; 4]) -> FileAccount {
        let rows = kept + excluded + superseded + quarantined;
        FileAccount { rows, kept, excluded, superseded, quarantined, ..FileAccount::default() }
    }

    fn words(told: ToldRows) -> [String; 5] {
        [told.rows, told.kept, told.excluded, told.superseded, told.quarantined].map(|count| count.to_string())
    }

    #[test]
    fn few_rows_are_told_as_a_bound_and_their_sum_is_not() {
        assert_eq!(words(account([41, 0, 2, 7]).told(5)), ["not told", "about 40", "0", "fewer than 5", "about 5"]);
        assert_eq!(words(account([38, 0, 5, 0]).told(5)), ["about 45", "about 40", "0", "about 5", "0"]);
        assert_eq!(words(account([3, 1, 0, 0]).told(0)), ["4", "3", "1", "0", "0"]);
    }

    #[test]
    fn three_rounded_reasons_and_their_rounded_sum_tell_none_of_them() {
        for step in 5..10 {
            let mut found: BTreeMap<_, std::collections::BTreeSet<u64>> = BTreeMap::new();
            // All that round to one step or to two.
            let values = step..3 * step - step / 2;
            for (one, two, three) in triples(&values) {
                for parts in [vec![one, two], vec![one, two, three]] {
                    let mut told: Vec<ToldCount> = parts.iter().map(|part| ToldCount::of_people(*part, step)).collect();
                    told.push(ToldCount::of_people(parts.iter().sum(), step));
                    found.entry(told).or_default().insert(one);
                }
            }
            assert!(found.values().all(|possible| possible.len() > 1), "{step}");
        }
    }

    fn triples(values: &std::ops::Range<u64>) -> impl Iterator<Item = (u64, u64, u64)> {
        let (start, end) = (values.start, values.end);
        (start..end).flat_map(move |a| (start..end).flat_map(move |b| (start..end).map(move |c| (a, b, c))))
    }

    proptest! {
        #[test]
        fn two_releases_subtracted_tell_a_multiple_of_the_fewest_or_nothing(
            before in 0_u64..400, now in 0_u64..400, fewest in 2_u64..12,
        ) {
            let told = [before, now].map(|count| ToldCount::of_people(count, fewest));
            if let (Some(one), Some(other)) = (told[0].number(), told[1].number()) {
                prop_assert_eq!(one.abs_diff(other) % fewest, 0);
            }
        }

        #[test]
        fn accounts_that_differ_only_in_small_numbers_are_told_alike(
            fates in proptest::array::uniform4(0_u64..12), other in proptest::array::uniform4(1_u64..5),
        ) {
            let hidden = |at: usize| fates.get(at).is_some_and(|count| (1..5).contains(count));
            let twin: [u64; 4] = std::array::from_fn(|at| if hidden(at) { other[at] } else { fates[at] });
            prop_assert_eq!(account(fates).told(5), account(twin).told(5));
        }
    }
}
