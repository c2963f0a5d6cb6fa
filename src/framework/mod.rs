//! The framework as data: what is measured, how it is worded, how it is judged. Loading it checks
//! everything; nothing else in the program knows an indicator's code.

mod asked;
mod check;
mod condition;
mod derived_check;
mod kind;
mod listing;
mod load;
mod measure_check;
mod measured;
mod model;
mod profile;
mod profile_check;
mod translation;

pub use condition::Condition;
pub use kind::{
    ActiveMembers, Association, BetweenGroups, Category, Count, Coverage, DateSource, Difference, Elapsed, EntrySource,
    Everyone, Explained, GroupSignal, Index, Items, MeasureKind, MedianGrade, Mix, Mixture, Network, NetworkStatistic,
    NumberChange, OneItem, Ordinal, Outcome, Overlap, Quotient, Rate, Ratio, Reach, Reliability,
    ReliabilityCoefficient, Retention, ReturnsReceived, Roster, RowSource, Rows, Rule, RuleCondition, ScaleMean, Slope,
    Statistic, Summary, Test, Yields,
};
pub use model::{
    About, AnswerScale, Band, Bands, Direction, Family, FamilyRole, Frame, FrameworkFile, Indicator, IndicatorEntry,
    IndicatorPart, Item, NotAsked, Sureness,
};
pub use profile::{Among, Evidence, Looks, Profile, ProfileRow, Reading, State};
pub use translation::Translation;

use crate::finding::Place;
use crate::vocabulary::InputFile;
use measured::Measured;
use std::collections::BTreeMap;
use std::ops::Range;

/// A framework that passed its checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Who and what it is.
    pub about: About,
    /// Cut-offs for how sure a reader can be.
    pub sureness: Sureness,
    /// The file it was read from; a built-in one's path is that within this program's source.
    pub read_from: InputFile,
    scales: BTreeMap<String, AnswerScale>,
    items: Vec<Item>,
    frames: Vec<Frame>,
    families: Vec<Family>,
    indicators: Vec<Indicator>,
    profiles: Vec<Profile>,
    conditions: Vec<Condition>,
    /// The framework as asked at waves that differ, by the wave's id.
    at_waves: BTreeMap<String, Framework>,
}

impl Framework {
    /// A framework from its file's content, indicators and their parts laid out in one list. Does
    /// not check anything; loading does, and knows the lines.
    #[must_use]
    pub fn from_file(file: FrameworkFile) -> Self {
        Framework::with_places(file, &|path| Place::default().at_column(path))
    }

    fn with_places(file: FrameworkFile, place: &dyn Fn(&str) -> Place) -> Self {
        let measures = file.measures();
        let conditions = measures.iter().flat_map(|measured| measured.conditions(place)).collect();
        let indicators = measures.iter().map(Measured::indicator).collect();
        Framework {
            about: file.framework,
            sureness: file.sureness,
            read_from: InputFile::default(),
            scales: file.scale,
            items: file.item,
            frames: file.frame,
            families: file.family,
            indicators,
            profiles: file.profile,
            conditions,
            at_waves: BTreeMap::new(),
        }
    }

    /// Indicators and parts in the order of the file.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Views over indicators in the order of the reports.
    #[must_use]
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// An indicator or part by its full code.
    #[must_use]
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }

    /// Survey items in the order in which they are asked.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// An answer scale by its id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&AnswerScale> {
        self.scales.get(id)
    }

    /// Ids of the answer scales, sorted.
    pub fn scale_ids(&self) -> impl Iterator<Item = &str> {
        self.scales.keys().map(String::as_str)
    }

    /// The answer scale of an item.
    #[must_use]
    pub fn scale_of(&self, item: &str) -> Option<&AnswerScale> {
        self.scale(&self.item(item)?.scale)
    }

    /// The questions readers bring.
    #[must_use]
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Families of indicators in the order of the reports.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// All SQL text in the framework with its place, for checking it against the tables.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The lowest and highest value of the scale that a measure's items are answered on.
    #[must_use]
    pub fn scale_ends(&self, measure: &MeasureKind) -> Option<(f64, f64)> {
        let scale = self.scale_of(self.scored_together(measure.items()).first()?)?;
        Some((f64::from(scale.lowest), f64::from(scale.highest())))
    }

    /// The stretches of an item's labels that are unfavourable, neither and favourable, as places
    /// in the list of labels. For a reverse-keyed item disagreeing is the favourable end.
    #[must_use]
    pub fn answer_bands(&self, item: &str) -> Option<[Range<usize>; 3]> {
        let item = self.item(item)?;
        let scale = self.scale(&item.scale)?;
        let place = |value: u8| usize::from(value.saturating_sub(scale.lowest));
        let (low_end, high_start) = (place(scale.unfavourable_to) + 1, place(scale.favourable_from));
        let (low, middle, high) = (0..low_end, low_end..high_start, high_start..scale.labels.len());
        Some(if item.reverse { [high, middle, low] } else { [low, middle, high] })
    }
}
