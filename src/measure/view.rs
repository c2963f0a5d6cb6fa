use super::{Absence, Basis, Counted, Figure, Outcome, WorkingLine};
use crate::framework::Framework;
use crate::tally::{Component, ON_ROLL, ScoreSums, Tally, TallyValue, UNITS_IN_ONE};
use crate::vocabulary::{Level, Quantity, UnitId, Wave, Window};

/// The members eligible to answer, as a component.
pub(super) fn on_roll() -> Component {
    Component::Rows { table: "members".to_owned(), condition: Some(ON_ROLL.to_owned()), window: Window::Ever }
}

/// What a measure may look at: the tallies of one unit at one wave.
#[derive(Clone)]
pub(super) struct View<'a> {
    pub tally: &'a Tally,
    pub framework: &'a Framework,
    pub waves: &'a [Wave],
    /// The unit's groups.
    pub groups: Vec<&'a UnitId>,
    /// The authorities that lie in the unit whole.
    pub authorities: Vec<&'a UnitId>,
    /// The unit itself.
    pub unit: &'a UnitId,
    /// The wave's place.
    pub wave: usize,
    /// Whether somebody wants to see the working; over thousands of units nobody does.
    pub explain: bool,
}

impl<'a> View<'a> {
    /// A component's value at this wave for each of the units, the group or those within, that its
    /// rows belong to.
    pub fn each(&self, component: &Component) -> impl Iterator<Item = (&'a UnitId, &'a TallyValue)> {
        self.each_at(component, self.wave)
    }

    /// The same at any wave.
    pub fn each_at(&self, component: &Component, wave: usize) -> impl Iterator<Item = (&'a UnitId, &'a TallyValue)> {
        let tally = self.tally;
        let place = tally.place_of(component);
        self.homes(component.home()).into_iter().filter_map(move |unit| Some((unit, tally.value(unit, place?, wave))))
    }

    fn homes(&self, level: Level) -> Vec<&'a UnitId> {
        match level {
            Level::Lea => self.authorities.clone(),
            Level::Programme if self.level() == Level::Programme => vec![self.unit],
            Level::Programme => Vec::new(),
            _ => self.groups.clone(),
        }
    }

    /// The unit's level.
    pub fn level(&self) -> Level {
        self.unit.level
    }

    /// The same for one group alone.
    pub fn of_group(&self, group: &'a UnitId) -> View<'a> {
        View { groups: vec![group], authorities: Vec::new(), unit: group, ..*self }
    }

    /// Members eligible to answer in the unit, if the register of members was supplied.
    pub fn eligible(&self) -> Option<u64> {
        self.eligible_at(self.wave)
    }

    /// The same at any wave.
    pub fn eligible_at(&self, wave: usize) -> Option<u64> {
        let on_roll = on_roll();
        self.tally
            .is_collected(on_roll.table())
            .then(|| self.each_at(&on_roll, wave).map(|(_, value)| count(value)).sum())
    }

    /// The working of a value, if it is wanted.
    pub fn working(&self, lines: impl FnOnce() -> Vec<WorkingLine>) -> Vec<WorkingLine> {
        if self.explain { lines() } else { Vec::new() }
    }

    /// The wave looked at.
    pub fn wave(&self) -> Option<&'a Wave> {
        self.waves.get(self.wave)
    }

    /// Whether none of the items is asked at this wave.
    pub fn not_asked(&self, items: &[String]) -> bool {
        self.wave == 0
            && items.iter().all(|item| self.framework.item(item).is_some_and(|item| item.not_asked.is_some()))
    }

    /// Why there are no answers to these items.
    pub fn no_answers(&self, items: &[String]) -> Outcome {
        Outcome::Absent(if self.not_asked(items) { Absence::NotAsked } else { Absence::NothingRecorded })
    }

    /// Whether the evaluation's records reach back over the whole of a window.
    pub fn window_is_complete(&self, window: Window) -> bool {
        is_complete(self.waves, self.wave, window)
    }
}

/// Whether the records of these waves reach back over the whole of a window that ends with one of them.
pub(super) fn is_complete(waves: &[Wave], at: usize, window: Window) -> bool {
    match (window, waves.get(at), waves.first()) {
        (Window::Year | Window::TwoYears, Some(wave), Some(first)) => first.from <= wave.span(window).0,
        _ => true,
    }
}

/// A plain count.
pub(super) fn count(value: &TallyValue) -> u64 {
    match value {
        TallyValue::Count(count) => *count,
        _ => 0,
    }
}

/// The score sums of a value, if it holds any.
pub(super) fn scores(value: &TallyValue) -> ScoreSums {
    match value {
        TallyValue::Scores(sums) => *sums,
        _ => ScoreSums::default(),
    }
}

/// A count as a number; exact below 2^53, far above any count here.
#[expect(clippy::cast_precision_loss, reason = "counts of people and rows stay far below 2^53")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}

/// An exact sum as a number, rounded once.
#[expect(clippy::cast_precision_loss, reason = "an exact sum is rounded once")]
pub(super) fn whole(total: i128) -> f64 {
    total as f64
}

/// A sum in tally units, in ones.
pub(super) fn in_ones(total: i128) -> f64 {
    whole(total) / UNITS_IN_ONE
}

/// A fact of record about one group.
pub(super) fn record(value: f64, quantity: Quantity, counted: Counted, n: u64, working: Vec<WorkingLine>) -> Outcome {
    Outcome::Estimated(Figure {
        value,
        quantity,
        interval: None,
        shrunken: None,
        n,
        eligible: None,
        counted,
        basis: Basis::Record,
        numerator: None,
        people: None,
        items: 0,
        concentration: None,
        working,
    })
}

/// The same, as a share of `n`.
pub(super) fn recorded_share(numerator: u64, n: u64, counted: Counted, working: Vec<WorkingLine>) -> Outcome {
    match record(real(numerator) / real(n), Quantity::Share, counted, n, working) {
        Outcome::Estimated(figure) => Outcome::Estimated(Figure { numerator: Some(numerator), ..figure }),
        absent @ Outcome::Absent(_) => absent,
    }
}

/// How a larger unit's value comes from its groups'.
#[derive(Clone, Copy)]
pub(super) enum Summary {
    /// The share of groups whose value is not nought.
    ShareOfGroups,
    /// The mean of the groups' values.
    Mean,
    /// The median group's value.
    Median,
    /// The value that most groups have, the lowest of those as common.
    Commonest,
}

/// A group's own value, or a summary over the groups of a larger unit, each counted once.
pub(super) fn over_groups(view: &View<'_>, summary: Summary, of_group: impl Fn(&View<'_>) -> Outcome) -> Outcome {
    if view.level() == Level::Group {
        return of_group(view);
    }
    let mut quantity = Quantity::Count;
    let mut values: Vec<f64> = Vec::new();
    let (mut people, mut items) = (None, 0);
    let mut reason = Absence::NothingRecorded;
    for group in &view.groups {
        match of_group(&view.of_group(group)) {
            Outcome::Estimated(figure) => {
                quantity = figure.quantity;
                values.push(figure.value);
                people = figure.people.map_or(people, |more| Some(people.unwrap_or(0) + more));
                items = items.max(figure.items);
            }
            Outcome::Absent(absence) => reason = absence,
        }
    }
    if values.is_empty() {
        return Outcome::Absent(reason);
    }
    values.sort_by(f64::total_cmp);
    let n = values.len() as u64;
    let present = values.iter().filter(|value| **value > 0.0).count() as u64;
    let (value, quantity, numerator) = match summary {
        Summary::ShareOfGroups => (real(present) / real(n), Quantity::Share, Some(present)),
        Summary::Mean => (values.iter().sum::<f64>() / real(n), mean_of(quantity), None),
        Summary::Median => (median(&values), quantity, None),
        Summary::Commonest => {
            let (value, groups) = commonest(&values);
            (value, quantity, Some(groups))
        }
    };
    let all: Vec<String> = values.iter().map(f64::to_string).collect();
    Outcome::Estimated(Figure {
        value,
        quantity,
        interval: None,
        shrunken: None,
        n,
        eligible: Some(view.groups.len() as u64),
        counted: Counted::Groups,
        basis: Basis::OverGroups,
        numerator,
        people,
        items,
        concentration: None,
        working: view.working(|| {
            vec![
                WorkingLine::new("groups with a value", n),
                WorkingLine::new("groups in the unit", view.groups.len()),
                WorkingLine::new("the groups' values, lowest first", all.join(", ")),
            ]
        }),
    })
}

fn mean_of(quantity: Quantity) -> Quantity {
    if quantity == Quantity::Count { Quantity::MeanCount } else { quantity }
}

/// The value that occurs most often in a sorted list, and how often; the lowest of those as common.
fn commonest(sorted: &[f64]) -> (f64, u64) {
    let runs = sorted.chunk_by(|one, next| one.total_cmp(next).is_eq());
    let best = runs.rev().max_by_key(|run| run.len());
    best.map_or((0.0, 0), |run| (run.first().copied().unwrap_or(0.0), run.len() as u64))
}

/// The middle value, or the lower of the two middle ones, so that it is one that occurs.
pub(super) fn median(sorted: &[f64]) -> f64 {
    sorted.get((sorted.len().saturating_sub(1)) / 2).copied().unwrap_or(0.0)
}
