//! Do coders who read the same open answers see the same in them?

use super::bootstrap::{BootstrapEstimate, Draws, bca};
use super::interval::{Basis, Confidence, IntervalEstimate};
use super::{NotEstimable, finite, length, real};

/// The fewest units (answers) two or more coders must have coded: the size of the smallest worked
/// example of Krippendorff 2011; with fewer, one unit moves agreement by more than a tenth.
pub const FEWEST_UNITS: u64 = 10;

/// What kind of values codes are, which decides how far apart two of them lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Names: two are the same or not.
    Nominal,
    /// An order: two are as far apart as there are codings between them.
    Ordinal,
    /// Numbers: squared difference.
    Interval,
    /// Numbers from a true 0: squared difference over squared sum.
    Ratio,
}

/// Units as coded by any number of coders, with any pattern of gaps: for each unit how often each
/// value was given to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Codings {
    values: Vec<f64>,
    /// Units with two codings or more; one coding cannot agree or disagree.
    units: Vec<Vec<f64>>,
}

impl Codings {
    /// From counts: a row for each unit, a column for each value.
    ///
    /// Values rise from column to column; for nominal codes they are any numbers that do.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] when values do not rise or a row has another number of
    /// columns; [`NotEstimable::NotFinite`]; [`NotEstimable::TooFewUnits`] below [`FEWEST_UNITS`]
    /// units with two codings or more.
    pub fn new(values: &[f64], units: &[Vec<u64>]) -> Result<Self, NotEstimable> {
        for (one, next) in values.iter().zip(values.iter().skip(1)) {
            if finite(*one)? >= finite(*next)? {
                return Err(NotEstimable::Contradictory { what: "the values of codes do not rise" });
            }
        }
        if units.iter().any(|unit| unit.len() != values.len()) {
            return Err(NotEstimable::Contradictory { what: "a unit has another number of values" });
        }
        let counts = units.iter().map(|unit| unit.iter().map(|count| real(*count)).collect::<Vec<f64>>());
        let mut kept: Vec<Vec<f64>> = counts.filter(|unit| unit.iter().sum::<f64>() >= 2.0).collect();
        // In an order of their own, so that the order they came in changes no draw.
        kept.sort_by(|one, other| one.iter().map(|count| *count as u64).cmp(other.iter().map(|count| *count as u64)));
        let have = length(&kept);
        if have < FEWEST_UNITS {
            return Err(NotEstimable::TooFewUnits { have, need: FEWEST_UNITS });
        }
        Ok(Self { values: values.to_vec(), units: kept })
    }

    /// From a list of codes for each coder, all over the same units; `None` is a gap.
    ///
    /// # Errors
    /// As [`Codings::new`]; [`NotEstimable::Contradictory`] when coders have lists of different
    /// lengths.
    pub fn of_coders(coders: &[Vec<Option<f64>>]) -> Result<Self, NotEstimable> {
        let units = coders.first().map_or(0, Vec::len);
        if coders.iter().any(|coder| coder.len() != units) {
            return Err(NotEstimable::Contradictory { what: "coders have coded lists of different lengths" });
        }
        let mut values: Vec<f64> = Vec::new();
        for code in coders.iter().flatten().flatten() {
            values.push(finite(*code)? + 0.0); // no -0
        }
        values.sort_by(f64::total_cmp);
        values.dedup();
        let mut counts = vec![vec![0_u64; values.len()]; units];
        for coder in coders {
            for (unit, code) in counts.iter_mut().zip(coder) {
                let place = code.and_then(|code| values.binary_search_by(|value| value.total_cmp(&(code + 0.0))).ok());
                if let Some(count) = place.and_then(|place| unit.get_mut(place)) {
                    *count += 1;
                }
            }
        }
        Self::new(&values, &counts)
    }

    /// Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, below 0 for
    /// codings that contradict each other.
    ///
    /// Observed over expected disagreement, both from the coincidences of values within units.
    /// Source: Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*; 2019, *Content
    /// Analysis*, 12. He asks for 0.8, and for 0.667 where conclusions are tentative.
    ///
    /// # Errors
    /// [`NotEstimable::NoVariation`] when all codings are of one value;
    /// [`NotEstimable::Contradictory`] for a negative value at the ratio level.
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::coding::{Codings, Level};
    ///
    /// let codes = |list: &[i32]| list.iter().map(|code| Some(f64::from(*code))).collect::<Vec<_>>();
    /// let meg = codes(&[0, 1, 0, 0, 0, 0, 0, 0, 1, 0]);
    /// let owen = codes(&[1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
    /// let alpha = Codings::of_coders(&[meg, owen])?.alpha(Level::Nominal)?;
    /// assert!((alpha - 0.095).abs() < 5e-4); // Krippendorff 2011, example A
    /// # Ok::<(), learnframe::statistics::NotEstimable>(())
    /// ```
    pub fn alpha(&self, level: Level) -> Result<f64, NotEstimable> {
        self.weighted_alpha(level, &vec![1; self.units.len()])
    }

    /// Krippendorff's alpha with its interval over resampled units.
    ///
    /// # Errors
    /// As [`Codings::alpha`] and [`bca`].
    pub fn alpha_interval(
        &self,
        level: Level,
        draws: &Draws,
        confidence: Confidence,
    ) -> Result<BootstrapEstimate, NotEstimable> {
        bca(self.units.len(), draws, confidence, |weights| self.weighted_alpha(level, weights))
    }

    fn weighted_alpha(&self, level: Level, weights: &[u32]) -> Result<f64, NotEstimable> {
        if level == Level::Ratio && self.values.iter().any(|value| *value < 0.0) {
            return Err(NotEstimable::Contradictory { what: "a value on a scale from 0 is below 0" });
        }
        let mut margins = vec![0.0; self.values.len()];
        for (unit, weight) in self.units.iter().zip(weights) {
            margins.iter_mut().zip(unit).for_each(|(margin, count)| *margin += f64::from(*weight) * count);
        }
        let places = places(level, &self.values, &margins);
        let apart = |counts: &[f64]| pairs_apart(level, &places, counts);
        let observed: f64 = self
            .units
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0)
            .map(|(unit, weight)| f64::from(*weight) * apart(unit) / (unit.iter().sum::<f64>() - 1.0))
            .sum();
        let expected = finite(apart(&margins))? / (margins.iter().sum::<f64>() - 1.0);
        if expected <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        finite(1.0 - observed / expected)
    }
}

/// Where values lie: at the ordinal level each at its mean rank among the codings.
fn places(level: Level, values: &[f64], margins: &[f64]) -> Vec<f64> {
    if level != Level::Ordinal {
        return values.to_vec();
    }
    let mut below = 0.0;
    let rank = |margin: &f64| {
        let rank = below + margin / 2.0;
        below += margin;
        rank
    };
    margins.iter().map(rank).collect()
}

/// The sum over pairs of codings of how far apart they lie.
fn pairs_apart(level: Level, places: &[f64], counts: &[f64]) -> f64 {
    let used: Vec<(f64, f64)> =
        places.iter().copied().zip(counts.iter().copied()).filter(|(_, count)| *count > 0.0).collect();
    let mut sum = 0.0;
    for (rank, (one, count)) in used.iter().enumerate() {
        for (other, times) in used.iter().skip(rank + 1) {
            let distance = match level {
                Level::Nominal => 1.0,
                Level::Ordinal | Level::Interval => other - one,
                Level::Ratio => (other - one) / (other + one),
            };
            sum += count * times * distance * distance;
        }
    }
    sum
}

/// How a disagreement between two codes counts in kappa.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Disagreement {
    /// All alike: Cohen's kappa for names.
    Equal,
    /// By the square of the steps between codes in their order: weighted kappa.
    Quadratic,
}

/// Cohen's kappa of two coders from their table: rows are one's codes, columns the other's.
///
/// 1 less disagreement over that which chance would give with each coder's own habits; weighted
/// kappa counts far disagreements more. The interval is normal on the large-sample standard error
/// and can pass 1 (cut it with [`Interval::cut_to`](super::interval::Interval::cut_to)). Sources:
/// Cohen 1960, *Educational and Psychological Measurement* 20, 37-46; 1968, *Psychological
/// Bulletin* 70, 213-220; Fleiss, Cohen & Everitt 1969, *Psychological Bulletin* 72, 323-327
/// (standard error).
///
/// # Errors
/// [`NotEstimable::TooFewUnits`] below [`FEWEST_UNITS`]; [`NotEstimable::Contradictory`] when the
/// table is not square; [`NotEstimable::NoVariation`] when both used one and the same code only, or
/// agreed on every unit so that no interval can be drawn (see [`cohen_kappa_value`]).
pub fn cohen_kappa(
    table: &[Vec<u64>],
    counted: Disagreement,
    confidence: Confidence,
) -> Result<IntervalEstimate, NotEstimable> {
    let shares = Shares::of(table)?;
    let kappa = shares.kappa(counted)?;
    IntervalEstimate::new(kappa, shares.error(counted, kappa)?, Basis::Normal, confidence)
}

/// Cohen's kappa alone, which stands where agreement is full.
///
/// # Errors
/// As [`cohen_kappa`], but for full agreement.
pub fn cohen_kappa_value(table: &[Vec<u64>], counted: Disagreement) -> Result<f64, NotEstimable> {
    Shares::of(table)?.kappa(counted)
}

struct Shares {
    cells: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
    units: f64,
}

impl Shares {
    fn of(table: &[Vec<u64>]) -> Result<Self, NotEstimable> {
        if table.iter().any(|row| row.len() != table.len()) {
            return Err(NotEstimable::Contradictory { what: "a table of two coders is not square" });
        }
        let have = table.iter().flatten().fold(0_u64, |sum, count| sum.saturating_add(*count));
        if have < FEWEST_UNITS {
            return Err(NotEstimable::TooFewUnits { have, need: FEWEST_UNITS });
        }
        let units: f64 = table.iter().flatten().map(|count| real(*count)).sum();
        let share = |row: &Vec<u64>| row.iter().map(|count| real(*count) / units).collect::<Vec<f64>>();
        let cells: Vec<Vec<f64>> = table.iter().map(share).collect();
        let rows = cells.iter().map(|row| row.iter().sum()).collect();
        let column = |place: usize| cells.iter().filter_map(|row| row.get(place)).sum();
        let columns = (0..cells.len()).map(column).collect();
        Ok(Self { cells, rows, columns, units })
    }

    fn kappa(&self, counted: Disagreement) -> Result<f64, NotEstimable> {
        let mut observed = 0.0;
        self.each(counted, |share, distance, _| observed += share * distance);
        let expected = self.expected(counted);
        if expected <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        finite(1.0 - observed / expected)
    }

    /// Disagreement by chance.
    fn expected(&self, counted: Disagreement) -> f64 {
        let mut expected = 0.0;
        self.each(counted, |_, distance, (row, column)| expected += row.share * column.share * distance);
        expected
    }

    /// By the delta method, in terms of disagreement d: a cell's part is
    /// `d - (1 - kappa) (row's mean d + column's mean d)`, and the error of kappa the standard
    /// deviation of parts over chance disagreement and the root of n.
    fn error(&self, counted: Disagreement, kappa: f64) -> Result<f64, NotEstimable> {
        let (mut mean, mut squares) = (0.0, 0.0);
        let part = |distance: f64, row: f64, column: f64| distance - (1.0 - kappa) * (row + column);
        self.each(counted, |share, distance, (row, column)| {
            mean += share * part(distance, row.mean_distance, column.mean_distance);
        });
        self.each(counted, |share, distance, (row, column)| {
            squares += share * (part(distance, row.mean_distance, column.mean_distance) - mean).powi(2);
        });
        finite((squares / self.units).sqrt() / self.expected(counted))
    }

    /// Every cell with its share, its disagreement and its two margins.
    fn each(&self, counted: Disagreement, mut of: impl FnMut(f64, f64, (&Margin, &Margin))) {
        let (rows, columns) =
            (margins(counted, &self.rows, &self.columns), margins(counted, &self.columns, &self.rows));
        for ((row, cells), one) in self.cells.iter().enumerate().zip(&rows) {
            for ((column, share), other) in cells.iter().enumerate().zip(&columns) {
                of(*share, distance(counted, row, column), (one, other));
            }
        }
    }
}

/// One code of one coder: how often it was given, and how far it is on average from the codes of
/// the other.
struct Margin {
    share: f64,
    mean_distance: f64,
}

fn margins(counted: Disagreement, own: &[f64], others: &[f64]) -> Vec<Margin> {
    let mean_distance =
        |code: usize| others.iter().enumerate().map(|(other, share)| share * distance(counted, code, other)).sum();
    own.iter().enumerate().map(|(code, share)| Margin { share: *share, mean_distance: mean_distance(code) }).collect()
}

fn distance(counted: Disagreement, one: usize, other: usize) -> f64 {
    let steps = one.abs_diff(other) as f64;
    match counted {
        Disagreement::Equal => steps.min(1.0),
        Disagreement::Quadratic => steps * steps,
    }
}

#[cfg(test)]
mod tests;
