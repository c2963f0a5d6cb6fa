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
/// answered, answered again, or sent what could not be used.
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
    /// A sum by which a number of the kind before could be computed.
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
    fn of(count: u64, fewest: u64) -> Self {
        if (1..fewest).contains(&count) { ToldCount::Few { fewer_than: fewest } } else { ToldCount::Exact(count) }
    }

    /// The number itself, where it is told.
    #[must_use]
    pub const fn exact(self) -> Option<u64> {
        match self {
            ToldCount::Exact(count) => Some(count),
            _ => None,
        }
    }

    /// Whether it is the number itself.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        matches!(self, ToldCount::Exact(_))
    }
}

impl fmt::Display for ToldCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ToldCount::Exact(count) => count.fmt(f),
            ToldCount::Few { fewer_than } => write!(f, "fewer than {fewer_than}"),
            ToldCount::NotTold(()) => f.write_str("not told"),
        }
    }
}

impl FileAccount {
    /// The account as it may circulate.
    #[must_use]
    pub fn as_told(&self, fewest: u64) -> ToldAccount {
        let few = self.reasons.values().any(|count| !ToldCount::of(*count, fewest).is_exact());
        let told = |count: u64| if few { ToldCount::NotTold(()) } else { ToldCount::Exact(count) };
        let FileAccount { file, sheet, table, .. } = self.clone();
        let reasons = self.reasons.iter().map(|(reason, count)| (reason.clone(), told(*count))).collect();
        ToldAccount { file, sheet, table, rows: self.told(fewest), reasons }
    }

    /// The fates as they may circulate: no number below `fewest` but none, nor the sum by which it could be
    /// computed from the others.
    #[must_use]
    pub fn told(&self, fewest: u64) -> ToldRows {
        let [kept, excluded, superseded, quarantined] =
            [self.kept, self.excluded, self.superseded, self.quarantined].map(|count| ToldCount::of(count, fewest));
        let all_exact = [kept, excluded, superseded, quarantined].iter().all(|count| count.is_exact());
        let rows = if all_exact { ToldCount::Exact(self.rows) } else { ToldCount::NotTold(()) };
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
        assert_eq!(words(account([40, 0, 2, 7]).told(5)), ["not told", "40", "0", "fewer than 5", "7"]);
        assert_eq!(words(account([40, 0, 5, 0]).told(5)), ["45", "40", "0", "5", "0"]);
        assert_eq!(words(account([3, 1, 0, 0]).told(0)), ["4", "3", "1", "0", "0"]);
    }

    proptest! {
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
