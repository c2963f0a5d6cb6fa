use crate::vocabulary::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What was counted: a sufficient statistic that can be added to another of its kind. Sums are
/// whole numbers, so that the order of adding changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TallyValue {
    /// Nothing was counted.
    #[default]
    Nothing,
    /// How many.
    Count(u64),
    /// A sum and how many rows are in it.
    Sum {
        /// Rows.
        rows: u64,
        /// Total, in ten-thousandths.
        total: i128,
    },
    /// Answers by value and missing ones by reason.
    Answers {
        /// Per label of the scale, least first.
        counts: Vec<u64>,
        /// By reason.
        missing: BTreeMap<String, u64>,
    },
    /// Scale scores, in units of one over the scale's common denominator.
    Scores(ScoreSums),
    /// Scale scores of the same people at two waves.
    Pairs(Box<PairSums>),
    /// Different entries.
    Entries(BTreeSet<String>),
    /// Mentions by entry.
    Mentions(BTreeMap<String, u64>),
    /// Numbers in ten-thousandths, counted by value.
    Numbers(BTreeMap<i64, u64>),
    /// Numbers in ten-thousandths by key.
    Keyed(BTreeMap<String, i64>),
    /// Sums and cross-products of several numbers of the same people.
    Products(ProductSums),
    /// Who names whom.
    Ties(Box<TieLists>),
    /// Different days.
    Days(BTreeSet<Date>),
    /// The latest entry: its place in time, then the step (0 for the lowest).
    Latest(Option<(i64, usize)>),
    /// Whole numbers by value.
    Grades(Vec<u64>),
    /// Attendance of each session, by session id.
    Sessions(BTreeMap<String, SessionTally>),
    /// Remarks that may be quoted.
    Quotes(BTreeSet<String>),
    /// Agreed action points.
    Actions(BTreeSet<ActionTally>),
    /// Pupils' earlier and later scores (ten-thousandths) per arm and school.
    Pupils(BTreeMap<(Arm, String), ProductSums>),
    /// A school outcome per arm and school.
    Schools(BTreeMap<(Arm, String), SchoolSums>),
}

/// Number, sum and sum of squares of scale scores, exact: a score is `units / denominator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScoreSums {
    /// People with a score.
    pub n: u64,
    /// Sum in units.
    pub sum: i128,
    /// Sum of squares in units squared.
    pub sum_of_squares: i128,
    /// Units in one scale point.
    pub denominator: i64,
}

impl ScoreSums {
    /// Sum in scale points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of scores stay far below 2^53 units")]
    pub fn sum_in_points(&self) -> f64 {
        if self.denominator == 0 { 0.0 } else { self.sum as f64 / self.denominator as f64 }
    }

    /// Sum of squares in scale points squared.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "rounded once, after an exact sum")]
    pub fn sum_of_squares_in_points(&self) -> f64 {
        let denominator = self.denominator as f64;
        if self.denominator == 0 { 0.0 } else { self.sum_of_squares as f64 / (denominator * denominator) }
    }

    fn add(&mut self, other: &ScoreSums) {
        self.n += other.n;
        self.sum += other.sum;
        self.sum_of_squares += other.sum_of_squares;
        self.denominator = self.denominator.max(other.denominator);
    }
}

/// Scores of the same people at the first wave and at a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairSums {
    /// At the first wave.
    pub earlier: ScoreSums,
    /// At this wave.
    pub later: ScoreSums,
    /// Later less earlier.
    pub change: ScoreSums,
}

/// Sums and cross-products of several whole numbers of the same people: the sufficient statistics of
/// their means and covariances.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductSums {
    /// People with every number.
    pub n: u64,
    /// A sum per number.
    pub sums: Vec<i128>,
    /// A row per number: the sums of its products with itself and with those after it.
    pub products: Vec<Vec<i128>>,
}

impl ProductSums {
    fn add(&mut self, other: ProductSums) {
        if self.sums.is_empty() {
            *self = other;
            return;
        }
        self.n += other.n;
        let add = |mine: &mut Vec<i128>, theirs: Vec<i128>| {
            for (sum, more) in mine.iter_mut().zip(theirs) {
                *sum += more;
            }
        };
        add(&mut self.sums, other.sums);
        for (mine, theirs) in self.products.iter_mut().zip(other.products) {
            add(mine, theirs);
        }
    }
}

/// Who answered about ties in a group, and whom they named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TieLists {
    /// Members who named anybody.
    pub answered: BTreeSet<String>,
    /// From whom to whom, within the group.
    pub inside: BTreeSet<(String, String)>,
    /// How many ties leave the group.
    pub outside: u64,
    /// Trust ratings.
    pub ratings: u64,
    /// Their sum.
    pub trust: u64,
}

impl TieLists {
    fn add(&mut self, other: TieLists) {
        self.answered.extend(other.answered);
        self.inside.extend(other.inside);
        self.outside += other.outside;
        self.ratings += other.ratings;
        self.trust += other.trust;
    }
}

/// Attendance of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionTally {
    /// Its day.
    pub date: Option<Date>,
    /// Its setting.
    pub setting: Option<String>,
    /// Its main focus.
    pub focus: Option<String>,
    /// Members present.
    pub present: u64,
    /// Members who sent apologies.
    pub apologies: u64,
    /// Members due who neither came nor sent word.
    pub absent: u64,
}

/// An agreed action point, without the person who sees to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionTally {
    /// By when.
    pub due: Option<Date>,
    /// What it is about.
    pub aspect: String,
    /// What is to be done.
    pub action: String,
    /// How far it has come.
    pub status: Option<String>,
}

/// The arm of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arm {
    /// Takes part.
    Programme,
    /// Is compared with.
    Comparison,
}

/// Pupils' scores in one school at one wave: number, sum (ten-thousandths) and, where every row
/// has a spread, the sum of squares (their square).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SchoolSums {
    /// Pupils.
    pub n: u64,
    /// Sum of scores.
    pub sum: i128,
    /// Sum of squared scores of the pupils whose spread is known.
    pub sum_of_squares: i128,
    /// Pupils whose spread is known.
    pub n_with_spread: u64,
    /// Sum of scores of the pupils whose spread is known.
    pub sum_with_spread: i128,
}

impl TallyValue {
    /// Adds the tally of other rows to this one.
    pub fn merge(&mut self, other: TallyValue) {
        match (&mut *self, other) {
            (_, TallyValue::Nothing) => {}
            (TallyValue::Nothing, other) => *self = other,
            (TallyValue::Count(mine), TallyValue::Count(theirs)) => *mine += theirs,
            (TallyValue::Sum { rows, total }, TallyValue::Sum { rows: more_rows, total: more }) => {
                *rows += more_rows;
                *total += more;
            }
            (TallyValue::Answers { counts, missing }, TallyValue::Answers { counts: more, missing: gone }) => {
                add_counts(counts, &more);
                for (reason, count) in gone {
                    *missing.entry(reason).or_insert(0) += count;
                }
            }
            (TallyValue::Scores(mine), TallyValue::Scores(theirs)) => mine.add(&theirs),
            (TallyValue::Pairs(mine), TallyValue::Pairs(theirs)) => {
                mine.earlier.add(&theirs.earlier);
                mine.later.add(&theirs.later);
                mine.change.add(&theirs.change);
            }
            (TallyValue::Entries(mine), TallyValue::Entries(theirs))
            | (TallyValue::Quotes(mine), TallyValue::Quotes(theirs)) => mine.extend(theirs),
            (TallyValue::Mentions(mine), TallyValue::Mentions(theirs)) => add_by_key(mine, theirs),
            (TallyValue::Numbers(mine), TallyValue::Numbers(theirs)) => add_by_key(mine, theirs),
            (TallyValue::Keyed(mine), TallyValue::Keyed(theirs)) => mine.extend(theirs),
            (TallyValue::Products(mine), TallyValue::Products(theirs)) => mine.add(theirs),
            (TallyValue::Ties(mine), TallyValue::Ties(theirs)) => mine.add(*theirs),
            (TallyValue::Days(mine), TallyValue::Days(theirs)) => mine.extend(theirs),
            (TallyValue::Latest(mine), TallyValue::Latest(theirs)) => *mine = (*mine).max(theirs),
            (TallyValue::Grades(mine), TallyValue::Grades(theirs)) => add_counts(mine, &theirs),
            (TallyValue::Sessions(mine), TallyValue::Sessions(theirs)) => merge_sessions(mine, theirs),
            (TallyValue::Actions(mine), TallyValue::Actions(theirs)) => mine.extend(theirs),
            (TallyValue::Pupils(mine), TallyValue::Pupils(theirs)) => {
                for (school, sums) in theirs {
                    mine.entry(school).or_default().add(sums);
                }
            }
            (TallyValue::Schools(mine), TallyValue::Schools(theirs)) => merge_schools(mine, theirs),
            // One component has one kind of value in every tally; see `Tally::merge`.
            (mine, _) => debug_assert!(false, "tallies of different components were merged: {mine:?}"),
        }
    }
}

fn add_counts(mine: &mut Vec<u64>, theirs: &[u64]) {
    mine.resize(mine.len().max(theirs.len()), 0);
    for (count, more) in mine.iter_mut().zip(theirs) {
        *count += more;
    }
}

fn add_by_key<K: Ord>(mine: &mut BTreeMap<K, u64>, theirs: BTreeMap<K, u64>) {
    for (key, count) in theirs {
        *mine.entry(key).or_insert(0) += count;
    }
}

fn merge_sessions(mine: &mut BTreeMap<String, SessionTally>, theirs: BTreeMap<String, SessionTally>) {
    for (id, session) in theirs {
        let known = mine.entry(id).or_default();
        known.date = known.date.max(session.date);
        known.setting = known.setting.take().max(session.setting);
        known.focus = known.focus.take().max(session.focus);
        known.present += session.present;
        known.apologies += session.apologies;
        known.absent += session.absent;
    }
}

fn merge_schools(mine: &mut BTreeMap<(Arm, String), SchoolSums>, theirs: BTreeMap<(Arm, String), SchoolSums>) {
    for (school, sums) in theirs {
        let known = mine.entry(school).or_default();
        known.n += sums.n;
        known.sum += sums.sum;
        known.sum_of_squares += sums.sum_of_squares;
        known.n_with_spread += sums.n_with_spread;
        known.sum_with_spread += sums.sum_with_spread;
    }
}
