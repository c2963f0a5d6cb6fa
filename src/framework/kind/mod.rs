//! The measure kinds: the few, orthogonal ways in which an indicator is computed. A kind is its
//! parameters, here in one file a family, and one line in the list below; the room `measure` has the
//! arithmetic.
//!
//! | family | asks | file |
//! |---|---|---|
//! | survey | what respondents said, how it changed, how far they agree | `survey` |
//! | registers | how many, how often, how long between | `registers` |
//! | entries | which things of a list occur, and how they are mixed | `entries` |
//! | facts | which step, category or number is on record | `facts` |
//! | outcomes | what was measured in schools, beside comparison schools | `outcomes` |
//! | ties | who names whom | `ties` |
//! | quality | how far the data can be trusted | `quality` |
//! | derived | what other indicators say together | `derived` |

mod derived;
mod entries;
mod facts;
mod outcomes;
mod quality;
mod registers;
mod survey;
mod ties;

pub use derived::{Association, Condition as RuleCondition, Explained, Index, Rule, Test};
pub use entries::{Coverage, EntrySource, MedianGrade, Mix, Mixture, Overlap, Reach, Roster};
pub use facts::{ActiveMembers, Category, NumberChange, Ordinal, Retention, Statistic, Summary};
pub use outcomes::Outcome;
pub use quality::{BetweenGroups, Everyone, GroupSignal, Reliability, ReliabilityCoefficient, ReturnsReceived};
pub use registers::{Count, DateSource, Elapsed, Quotient, Rate, Ratio, RowSource, Rows};
pub use survey::{Difference, Items, OneItem, ScaleMean, Slope};
pub use ties::{Network, NetworkStatistic};

use crate::vocabulary::{Quantity, Window};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a kind's parameters tell the rooms that check, count and list them.
pub(super) trait Parameters {
    /// The tables that are read, each with the columns and SQL texts over them.
    fn reads(&self) -> Vec<Read<'_>>;

    /// The survey items that the measure is made of.
    fn items(&self) -> &[String] {
        &[]
    }

    /// Which register entries belong to a wave, where that is the measure's choice.
    fn window(&self) -> Option<Window> {
        None
    }

    /// The least and the most that it can yield, where its quantity does not say so already.
    fn range(&self) -> Option<(f64, f64)> {
        None
    }

    /// Lists and numbers that must not be too small: key, size, least size.
    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        Vec::new()
    }

    /// Other indicators that it is made of: key and code.
    fn codes(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    /// Whatever else makes no sense: key, message, help.
    fn problems(&self) -> Vec<(String, String, String)> {
        Vec::new()
    }
}

/// One table as a measure reads it.
pub(super) struct Read<'a> {
    /// Key under which the table is named; none where the kind itself decides it.
    pub(super) key: Option<String>,
    /// The table.
    pub(super) table: &'a str,
    /// Columns read, each with its key.
    pub(super) columns: Vec<(String, &'a str)>,
    /// SQL over the table's columns.
    pub(super) sql: Vec<SqlText<'a>>,
}

impl<'a> Read<'a> {
    /// A table that the kind itself decides.
    fn fixed(table: &'a str) -> Self {
        Read { key: None, table, columns: Vec::new(), sql: Vec::new() }
    }

    /// A table that the framework names.
    fn named(key: impl Into<String>, table: &'a str) -> Self {
        Read { key: Some(key.into()), ..Read::fixed(table) }
    }

    fn column(mut self, key: impl Into<String>, column: &'a str) -> Self {
        self.columns.push((key.into(), column));
        self
    }

    fn condition(mut self, key: impl Into<String>, sql: &'a str) -> Self {
        self.sql.push(SqlText { key: key.into(), sql, yields: Yields::Truth });
        self
    }

    fn conditions(self, key: &str, sql: Option<&'a String>) -> Self {
        match sql {
            Some(sql) => self.condition(key, sql),
            None => self,
        }
    }

    /// A column that has to hold dates.
    fn day(mut self, key: impl Into<String>, column: &'a str) -> Self {
        let key = key.into();
        self.sql.push(SqlText { key: key.clone(), sql: column, yields: Yields::Day });
        self.column(key, column)
    }

    fn number(mut self, key: impl Into<String>, sql: &'a str) -> Self {
        self.sql.push(SqlText { key: key.into(), sql, yields: Yields::Number });
        self
    }
}

/// One SQL text of a measure: its key there, the text, what it has to yield.
pub(super) struct SqlText<'a> {
    pub(super) key: String,
    pub(super) sql: &'a str,
    pub(super) yields: Yields,
}

/// What SQL text has to yield for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// A date.
    Day,
}

macro_rules! kinds {
    ($( $(#[$doc:meta])* $kind:ident($parameters:ty) as $word:literal yields $quantity:expr; )*) => {
        /// How an indicator is computed. In a framework file a measure is written with its kind as the key:
        /// `measure.rate = { table = "attendance", of = "status = 'present'", among = "status <> 'not due'" }`.
        ///
        /// `where`, `of`, `among`, `per` and `number` are SQL text over the columns of the table named. Beside the
        /// table's own columns they may use `wave_from`, `wave_to` and `census`, the wave's dates, and in tables of
        /// groups `group_formed_on`, `group_funding_ends_on` and `group_lea_code`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum MeasureKind {
            $( $(#[$doc])* $kind($parameters), )*
        }

        impl MeasureKind {
            /// The kinds' names, as the keys in a framework file.
            pub const WORDS: &[&str] = &[$($word),*];

            /// The kind's name, as the key in a framework file.
            #[must_use]
            pub fn word(&self) -> &'static str {
                match self { $( MeasureKind::$kind(_) => $word, )* }
            }

            /// What the values of the measure are values of, at the level of a group.
            pub(super) fn quantity(&self) -> Quantity {
                match self {
                    $( MeasureKind::$kind(parameters) => {
                        let quantity: fn(&$parameters) -> Quantity = $quantity;
                        quantity(parameters)
                    } )*
                }
            }

            fn parameters(&self) -> &dyn Parameters {
                match self { $( MeasureKind::$kind(parameters) => parameters, )* }
            }
        }
    };
}

kinds! {
    /// Mean of the respondents' scale scores (the mean of a person's answered items).
    ScaleMean(ScaleMean) as "scale_mean" yields |_| Quantity::ScaleMean;
    /// Share of those who answered one item that chose a favourable answer.
    ShareFavourable(OneItem) as "share_favourable" yields |_| Quantity::Share;
    /// Difference of two subgroups' scale means within one wave.
    Difference(Difference) as "difference" yields |_| Quantity::ScaleDifference;
    /// Mean change of a scale score since the first wave at which its items were asked, among people
    /// who answered at both.
    MatchedChange(Items) as "matched_change" yields |_| Quantity::ScaleDifference;
    /// Agreement within a group on a scale: rwg(j), beside it the average deviation.
    Agreement(Items) as "agreement" yields |_| Quantity::Coefficient;
    /// How much a scale score rises with each step of a number in the same return (association, not effect).
    Slope(Slope) as "slope" yields |_| Quantity::ScaleDifference;
    /// Share of table rows.
    Rate(Rate) as "rate" yields |_| Quantity::Share;
    /// One sum over another, from the same rows.
    Ratio(Ratio) as "ratio" yields |ratio| if ratio.unit.is_some() { Quantity::Number } else { Quantity::Share };
    /// One total over another, each from tables of its own.
    Quotient(Quotient) as "quotient" yields |_| Quantity::Number;
    /// How many rows, or different entries, a group has; for larger units the mean number a group.
    Count(Count) as "count" yields |_| Quantity::Count;
    /// Whether a group has any such row; for larger units the share of groups that do.
    Presence(Rows) as "presence" yields |_| Quantity::Presence;
    /// Longest stretch between dated rows, in weeks; for larger units the median group's.
    LongestGap(Rows) as "longest_gap" yields |_| Quantity::Weeks;
    /// Months from one first date to another, or to the census day; for larger units the median group's.
    Elapsed(Elapsed) as "elapsed" yields |_| Quantity::Months;
    /// How many entries of a fixed list occur; for larger units the median group's.
    Coverage(Coverage) as "coverage" yields |_| Quantity::Count;
    /// Share of a group's member schools, or of its members, that occur in list columns.
    Reach(Reach) as "reach" yields |_| Quantity::Share;
    /// How the entries of list columns are mixed: a share, an evenness, a diversity, an inequality.
    Mix(Mix) as "mix" yields |mix| mix.quantity();
    /// How far two columns hold the same entries: those in both over those in either (Jaccard 1901).
    Overlap(Overlap) as "overlap" yields |_| Quantity::Coefficient;
    /// Median of the whole numbers in a list column over all rows.
    MedianGrade(MedianGrade) as "median_grade" yields |_| Quantity::Step;
    /// The latest judged step on a named ladder; for larger units the median group's.
    Ordinal(Ordinal) as "ordinal" yields |_| Quantity::Step;
    /// The latest of several named categories without order; for larger units the commonest.
    Category(Category) as "category" yields |_| Quantity::Category;
    /// Mean, median, range, total of a number over rows.
    Summary(Summary) as "summary" yields |summary| summary.quantity();
    /// Mean change of a number since the first wave at which it is on record, matched by a key.
    NumberChange(NumberChange) as "number_change" yields |_| Quantity::NumberDifference;
    /// Members on roll who came to a recent session, or joined too recently to have been able to.
    ActiveMembers(ActiveMembers) as "active_members" yields |_| Quantity::Count;
    /// Share of members who are still there so many months after joining (Kaplan and Meier).
    Retention(Retention) as "retention" yields |_| Quantity::Share;
    /// Change in a school outcome less the change in its comparator.
    Comparison(Outcome) as "comparison" yields |_| Quantity::EffectSize;
    /// The groups' comparisons on a school outcome pooled as studies are (random effects).
    PooledComparison(Outcome) as "pooled_comparison" yields |_| Quantity::EffectSize;
    /// What pupils of the programme's schools score beyond those of comparison schools who started
    /// alike: pupils matched to their own earlier scores, schools as clusters.
    ValueAdded(Outcome) as "value_added" yields |_| Quantity::EffectSize;
    /// Mean of a school outcome at a wave, weighted by pupils.
    OutcomeMean(Outcome) as "outcome_mean" yields |_| Quantity::Score;
    /// A property of the network of ties that members report; for larger units the median group's.
    Network(Network) as "network" yields |network| network.statistic.quantity();
    /// Usable survey returns over members on roll at the census date.
    ResponseRate(Everyone) as "response_rate" yields |_| Quantity::Share;
    /// Share of due answers left blank or marked as not applicable.
    ItemMissing(Everyone) as "item_missing" yields |_| Quantity::Share;
    /// Respondents who can be matched to the first wave over the first wave's respondents.
    Matched(Everyone) as "matched" yields |_| Quantity::Share;
    /// Returns received over returns due.
    ReturnsReceived(ReturnsReceived) as "returns_received" yields |_| Quantity::Share;
    /// Reliability of a scale among all respondents of a unit.
    Reliability(Reliability) as "reliability" yields |_| Quantity::Coefficient;
    /// How much of the differences between respondents lies between their groups.
    BetweenGroups(BetweenGroups) as "between_groups" yields |_| Quantity::Coefficient;
    /// Share of a unit's figures that disclosure control withheld.
    Withheld(Everyone) as "withheld" yields |_| Quantity::Share;
    /// Whether other indicators meet conditions together; for larger units the share of groups that do.
    Rule(Rule) as "rule" yields |_| Quantity::Presence;
    /// Share of other indicators, as far as they are judged, that are in place; for larger units the
    /// mean of the groups'.
    Index(Index) as "index" yields |_| Quantity::Share;
    /// How much of the groups' differences on one indicator goes with another.
    Explained(Explained) as "explained" yields |_| Quantity::Coefficient;
}

impl MeasureKind {
    /// The survey items that a measure is made of.
    #[must_use]
    pub fn items(&self) -> &[String] {
        self.parameters().items()
    }

    /// The canonical tables a measure reads, each once, in the order in which it names them.
    #[must_use]
    pub fn tables(&self) -> Vec<&str> {
        let mut tables: Vec<&str> = Vec::new();
        for read in self.reads() {
            if !tables.contains(&read.table) {
                tables.push(read.table);
            }
        }
        tables
    }

    /// The other indicators it is made of.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        self.parameters().codes().into_iter().map(|(_, code)| code).collect()
    }

    /// Which register entries a measure looks at, where that is its choice.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        self.parameters().window()
    }

    /// The unit of a plain number, as in `12 minutes`, where the measure has one.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            MeasureKind::Ratio(Ratio { unit, .. }) => unit.as_deref(),
            MeasureKind::Quotient(Quotient { unit, .. })
            | MeasureKind::Summary(Summary { unit, .. })
            | MeasureKind::NumberChange(NumberChange { unit, .. }) => Some(unit),
            _ => None,
        }
    }

    /// Whether the items of this measure are at home in its indicator. Measures that compare, follow
    /// or question answers that another measure reports are views of them.
    #[must_use]
    pub fn gives_items_a_home(&self) -> bool {
        matches!(self, MeasureKind::ScaleMean(_) | MeasureKind::ShareFavourable(_))
    }

    pub(super) fn reads(&self) -> Vec<Read<'_>> {
        let mut reads = self.parameters().reads();
        if let MeasureKind::LongestGap(_) = self {
            // Stretches lie between days, so the table must be one of dated rows.
            reads = reads.into_iter().map(|read| read.column("table", "date")).collect();
        }
        reads
    }

    pub(super) fn range(&self) -> Option<(f64, f64)> {
        self.parameters().range()
    }

    pub(super) fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        self.parameters().sizes()
    }

    pub(super) fn codes_with_keys(&self) -> Vec<(String, &str)> {
        self.parameters().codes()
    }

    pub(super) fn problems(&self) -> Vec<(String, String, String)> {
        self.parameters().problems()
    }
}
