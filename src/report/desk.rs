//! The desk that every page is written at: the release and what is needed to speak of it, and nothing below it.

use super::Publication;
use super::error::ReportError;
use super::figure::{Figure, Parts};
use super::peers::Peers;
use super::site::{Site, fragment};
use super::table::{Cell, Link};
use crate::chart::{Axis, ChartError, Drawing, Label, Tick};
use crate::framework::{Family, FamilyRole, Indicator, MeasureKind};
use crate::measure::{Absence, Counted, Interval};
use crate::narrate::{self, Evidence, Sureness, Value, Verdict, Words, number};
use crate::release::{Released, ReleasedDistribution, Shown};
use crate::vocabulary::{Circulation, Level, Quantity, Unit, UnitId, Wave};
use std::collections::BTreeMap;

/// What all pages share.
pub(super) struct Desk<'a> {
    pub(super) publication: &'a Publication<'a>,
    pub(super) words: &'a Words,
    pub(super) site: Site,
    /// The wave that pages speak of.
    pub(super) wave: &'a Wave,
    /// The wave that change is counted from, if that is another one.
    pub(super) first: Option<&'a Wave>,
    /// All groups' values of the key characteristics, as the wider circulation may see them.
    peers: BTreeMap<&'a str, Peers>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(publication: &'a Publication<'a>, words: &'a Words) -> Result<Self, ReportError> {
        let wave = publication.plan.latest_wave().ok_or(ReportError::NoWave)?;
        let first = publication.plan.wave.first().filter(|first| first.id != wave.id);
        let site = Site::new(publication.units);
        let mut desk = Desk { publication, words, site, wave, first, peers: BTreeMap::new() };
        desk.peers =
            desk.key_characteristics().into_iter().map(|one| (one.code.as_str(), desk.all_groups(one))).collect();
        Ok(desk)
    }

    fn all_groups(&self, indicator: &Indicator) -> Peers {
        let (release, wider) = (self.publication.release, self.publication.plan.protection.circulation);
        let figure = |group: &Unit| release.figure(wider, &indicator.code, &group.id, &self.wave.id);
        let groups = self.publication.units.at(Level::Group);
        Peers::new(groups.filter_map(|group| figure(group).shown().map(|shown| shown.value)).collect())
    }

    /// All groups' values of a key characteristic.
    pub(super) fn peers(&self, code: &str) -> &Peers {
        static NOBODY: Peers = Peers::NOBODY;
        self.peers.get(code).unwrap_or(&NOBODY)
    }

    /// A unit's own page, for those who hold it.
    pub(super) fn view(&'a self, unit: &'a UnitId, path: &'a str) -> View<'a> {
        let wider = self.publication.plan.protection.circulation;
        let own = if unit.level == Level::Group { Circulation::Internal } else { wider };
        View { desk: self, unit, path, own, wider }
    }

    /// Families of one role, in the order of the framework.
    pub(super) fn families(&self, role: FamilyRole) -> impl Iterator<Item = &'a Family> {
        self.publication.framework.families().iter().filter(move |family| family.role == role)
    }

    /// Indicators and parts of the families of one role.
    pub(super) fn indicators(&self, role: FamilyRole) -> Vec<&'a Indicator> {
        let framework = self.publication.framework;
        let families: Vec<&str> = self.families(role).map(|family| family.id.as_str()).collect();
        framework.indicators().iter().filter(|indicator| families.contains(&indicator.family.as_str())).collect()
    }

    /// Indicators and parts of one family.
    pub(super) fn of_family(&self, family: &Family) -> Vec<&'a Indicator> {
        self.publication.framework.indicators().iter().filter(|indicator| indicator.family == family.id).collect()
    }

    /// The key characteristics: the first family that tells how a group works. The others go further.
    pub(super) fn key_characteristics(&self) -> Vec<&'a Indicator> {
        self.families(FamilyRole::Characteristics).next().map_or_else(Vec::new, |family| self.of_family(family))
    }

    /// An indicator of change by the name of the scale that it is a part of.
    pub(super) fn scale_name(&self, indicator: &'a Indicator) -> &'a str {
        let scale = indicator.part_of.as_ref().and_then(|code| self.publication.framework.indicator(code));
        scale.unwrap_or(indicator).name.as_str()
    }

    /// The first indicator whose measure is of a kind.
    pub(super) fn first_of(&self, wanted: impl Fn(&MeasureKind) -> bool) -> Option<&'a Indicator> {
        self.publication.framework.indicators().iter().find(|indicator| wanted(&indicator.measure))
    }

    /// The scale means by which units are compared: composites, or every main scale where a framework has none.
    pub(super) fn headlines(&self) -> Vec<&'a Indicator> {
        let scales = |role| {
            let mut found = self.indicators(role);
            found.retain(|indicator| indicator.part_of.is_none() && indicator.quantity == Quantity::ScaleMean);
            found
        };
        [FamilyRole::Composite, FamilyRole::Characteristics, FamilyRole::Impact]
            .into_iter()
            .map(scales)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Indicators of matched change.
    pub(super) fn changes(&self) -> Vec<&'a Indicator> {
        let is_change = |indicator: &&Indicator| matches!(indicator.measure, MeasureKind::MatchedChange(_));
        self.publication.framework.indicators().iter().filter(is_change).collect()
    }

    /// An axis over the scale of an indicator's items, with a tick at every answer.
    pub(super) fn scale_axis(&self, indicator: &Indicator) -> Option<Axis> {
        let (from, to) = self.publication.framework.scale_ends(&indicator.measure)?;
        let mut ticks = Vec::new();
        let mut at = from;
        while at <= to {
            ticks.push(Tick { at, label: number::plain(Quantity::Step, at) });
            at += 1.0;
        }
        Some(Axis { from, to, ticks })
    }
}

/// One unit's page in the making.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) unit: &'a UnitId,
    pub(super) path: &'a str,
    /// What the page's holder may see of the unit itself.
    pub(super) own: Circulation,
    /// What they may see of all others.
    pub(super) wider: Circulation,
}

impl<'a> View<'a> {
    /// The unit's own figure at the latest wave.
    pub(super) fn figure(&self, code: &str) -> &'a Released {
        self.figure_at(code, &self.desk.wave.id)
    }

    /// The unit's own figure at a wave.
    pub(super) fn figure_at(&self, code: &str, wave: &str) -> &'a Released {
        self.desk.publication.release.figure(self.own, code, self.unit, wave)
    }

    /// Whether an indicator means anything for a unit of this level.
    pub(super) fn measures(&self, indicator: &Indicator) -> bool {
        !matches!(self.figure(&indicator.code), Released::Absent(Absence::NotAtThisLevel))
    }

    /// Any unit's figure at the latest wave, as this page may show it.
    pub(super) fn of(&self, unit: &UnitId, code: &str) -> &'a Released {
        self.of_at(unit, code, &self.desk.wave.id)
    }

    /// Any unit's figure at a wave, as this page may show it.
    pub(super) fn of_at(&self, unit: &UnitId, code: &str, wave: &str) -> &'a Released {
        let circulation = if unit == self.unit { self.own } else { self.wider };
        self.desk.publication.release.figure(circulation, code, unit, wave)
    }

    /// The unit's own answers to an item.
    pub(super) fn answers(&self, item: &str) -> &'a ReleasedDistribution {
        self.desk.publication.release.distribution(self.own, item, self.unit, &self.desk.wave.id)
    }

    pub(super) fn words(&self) -> &'a Words {
        self.desk.words
    }

    /// Tag of the framework's language, where its words are not in the page's.
    pub(super) fn foreign(&self) -> Option<&'static str> {
        let language = self.desk.publication.framework.about.language;
        (language != self.words().language()).then_some(language.tag())
    }

    /// A text of the framework as a label of a drawing.
    pub(super) fn label(&self, text: &str) -> Label {
        Label { text: text.to_owned(), lang: self.foreign().map(str::to_owned) }
    }

    pub(super) fn name(&self) -> &'a str {
        self.desk.publication.units.name(self.unit)
    }

    /// A unit's name, leading to its page where it has one and this page may name it.
    pub(super) fn link(&self, unit: &UnitId) -> Link {
        let text = self.desk.publication.units.name(unit).to_owned();
        let href = self.desk.site.path(unit).filter(|path| *path != self.path);
        Link { text, href: href.map(|path| Site::link(self.path, path)), lang: None }
    }

    /// A page of the whole evaluation, as `methods.html`, by the message that names it.
    pub(super) fn to(&self, message: &str, page: &str) -> Link {
        Link::to(self.words().text(message), Site::link(self.path, page))
    }

    /// Whose page it is and which wave it speaks of, for subtitles.
    pub(super) fn where_and_when(&self) -> [(&'static str, Value<'a>); 2] {
        [("unit", self.name().into()), ("wave", Value::from(&self.desk.wave.label))]
    }

    /// How many answered, under every figure of answers.
    pub(super) fn response_line(&self) -> String {
        let people = &self.desk.publication.framework.about.respondent;
        narrate::figures::response_line(self.response(), people, self.words())
    }

    /// Where an indicator is defined.
    pub(super) fn definition(&self, indicator: &Indicator) -> Link {
        let page = format!("framework.html#{}", fragment(&indicator.code));
        Link::to(indicator.name.clone(), Site::link(self.path, &page)).in_language(self.foreign())
    }

    /// The command that shows the working of one value.
    pub(super) fn command(&self, code: &str) -> String {
        let wave = quoted(&self.desk.wave.id);
        let unit = quoted(&format!("{}:{}", self.unit.level.word(), self.unit.id));
        format!("learnframe explain {code} --unit {unit} --wave {wave} -d DATA")
    }

    /// The units of a level inside this one, by name.
    pub(super) fn inside(&self, level: Level) -> Vec<&'a Unit> {
        by_name(self.desk.publication.units.inside(self.unit, level))
    }

    /// The units that contain this one, largest first, this one last.
    pub(super) fn chain(&self) -> Vec<UnitId> {
        let mut chain = self.desk.publication.units.chain(self.unit);
        chain.reverse();
        chain
    }

    /// A figure in words, as a table cell.
    pub(super) fn cell(&self, figure: &Released, indicator: &Indicator) -> Cell {
        narrate::released(figure, indicator, self.words()).into()
    }

    /// A figure's likely range as a table cell.
    pub(super) fn range(&self, figure: &Released) -> Cell {
        let range = figure.shown().and_then(|shown| Some(number::range(shown.quantity, shown.interval?, self.words())));
        range.map_or_else(|| Cell::from(narrate::figures::NO_RANGE), Cell::from)
    }

    /// The likely range that decides how a unit compares, as a table cell.
    pub(super) fn range_among_peers(&self, figure: &Released) -> Cell {
        let range =
            figure.shown().and_then(|shown| Some(number::range(shown.quantity, comparable(shown)?.1, self.words())));
        range.map_or_else(|| Cell::from(narrate::figures::NO_RANGE), Cell::from)
    }

    /// What a value rests on, as a table cell.
    pub(super) fn rests_on(&self, figure: &Released) -> Cell {
        let text = match figure {
            Released::Shown(shown) => self.behind(shown.n, shown.eligible, shown.counted),
            Released::Bounded(bounded) => self.behind(bounded.n, bounded.eligible, bounded.counted),
            // The value's own cell tells why there is none.
            Released::Withheld(_) | Released::Absent(_) => narrate::figures::NO_RANGE.to_owned(),
        };
        text.into()
    }

    fn behind(&self, n: u64, eligible: Option<u64>, counted: Counted) -> String {
        narrate::figures::behind(n, eligible, counted, self.words())
    }

    /// A band's word as a table cell with its look.
    pub(super) fn band(&self, figure: &Released, indicator: &Indicator) -> Cell {
        let band = match figure {
            Released::Shown(shown) => shown.band,
            Released::Bounded(bounded) => bounded.band,
            _ => return Cell::from(narrate::figures::NO_RANGE),
        };
        // A larger unit's value is often of another quantity than the one that bands are set for.
        if indicator.bands.is_none() && band.is_none() {
            return Cell::from(narrate::figures::NO_RANGE);
        }
        Cell::from(self.words().band(band))
    }

    /// How many answered of how many, at a wave.
    pub(super) fn response_of(&self, unit: &UnitId, wave: &str) -> Option<(u64, u64)> {
        let indicator = self.desk.first_of(|measure| matches!(measure, MeasureKind::ResponseRate(_)))?;
        counts(self.of_at(unit, &indicator.code, wave).shown()?)
    }

    /// What is told in place of how many answered: that they were few, or that it is not told.
    pub(super) fn response_untold(&self, unit: &UnitId, wave: &str) -> String {
        let indicator = self.desk.first_of(|measure| matches!(measure, MeasureKind::ResponseRate(_)));
        let figure = indicator.map(|indicator| self.of_at(unit, &indicator.code, wave));
        match figure {
            Some(Released::Bounded(bounded)) => {
                let most = (bounded.limit * bounded.n as f64).round() as u64;
                self.words().say("fewer_than", [("number", (most + 1).into())])
            }
            _ => self.words().text("symbol_confidential").to_owned(),
        }
    }

    /// How many answered of how many, here and now.
    pub(super) fn response(&self) -> Option<(u64, u64)> {
        self.response_of(self.unit, &self.desk.wave.id)
    }

    /// How many of those who answered first could be matched.
    pub(super) fn matched(&self) -> Option<(u64, u64)> {
        let indicator = self.desk.first_of(|measure| matches!(measure, MeasureKind::Matched(_)))?;
        counts(self.figure(&indicator.code).shown()?)
    }

    /// How sure a reader can be of what so many answers say.
    pub(super) fn sureness(&self, answers: Option<u64>, is_change: bool) -> Sureness {
        let matched = if is_change { self.matched() } else { None };
        self.weigh(Evidence { response: self.response(), answers, matched, ..Evidence::default() })
    }

    /// How sure a reader can be of what rests on this.
    pub(super) fn weigh(&self, evidence: Evidence) -> Sureness {
        evidence.weigh(&self.desk.publication.framework.sureness, self.words())
    }

    /// How a unit's figure compares with this page's reference value for it.
    pub(super) fn verdict(&self, figure: &Released, reference: &Released) -> Option<Verdict> {
        let (own, reference) = (figure.shown()?, reference.shown()?);
        let same = own.quantity == reference.quantity;
        comparable(own).filter(|_| same).map(|(_, interval)| narrate::against(interval, reference.value))
    }

    /// A figure that met the contract.
    pub(super) fn contract(&self, parts: Parts) -> Result<Figure, ReportError> {
        let title = narrate::figures::fitting(&[parts.title]);
        let parts = Parts { title, ..parts };
        Figure::new(parts).map_err(|source| ReportError::Figure { page: self.path.to_owned(), source })
    }

    /// A drawing, or the error with its place. Names that leave no room, or would lie over each other, are no error of
    /// the program's: the figure then stands as its table and says so.
    pub(super) fn drawn(
        &self,
        figure: &str,
        drawing: Result<Drawing, ChartError>,
    ) -> Result<(Option<Drawing>, Vec<String>), ReportError> {
        match drawing {
            Ok(drawing) if drawing.collisions().is_empty() => Ok((Some(drawing), Vec::new())),
            Ok(_) | Err(ChartError::NoRoom { .. }) => Ok((None, self.words().texts(["figure_undrawn"]))),
            Err(source) => Err(ReportError::Chart { page: self.path.to_owned(), figure: figure.to_owned(), source }),
        }
    }
}

/// Numerator and denominator of a share of people.
fn counts(shown: &Shown) -> Option<(u64, u64)> {
    match (shown.numerator, shown.eligible) {
        (Some(part), _) => Some((part, shown.n)),
        (None, Some(eligible)) => Some((shown.n, eligible)),
        (None, None) => None,
    }
}

/// The value and interval by which a unit may be compared: among peers where there is one, else its own.
pub(super) fn comparable(shown: &Shown) -> Option<(f64, Interval)> {
    shown.shrunken.or_else(|| Some((shown.value, shown.interval?)))
}

/// Units by name, as tables list them.
pub(super) fn by_name(mut units: Vec<&Unit>) -> Vec<&Unit> {
    units.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    units
}

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let is_plain = !argument.is_empty()
        && argument.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./:".contains(letter));
    if is_plain { argument.to_owned() } else { format!("'{}'", argument.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_unit_with_a_hostile_id_is_quoted_in_the_command() {
        assert_eq!(quoted("G01"), "G01");
        assert_eq!(quoted("a'; rm -rf ~"), r"'a'\''; rm -rf ~'");
    }
}
