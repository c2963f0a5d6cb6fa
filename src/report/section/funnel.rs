//! Shares of many units of different size, drawn as a funnel: how far chance alone takes small units from the
//! programme's share.

use super::caterpillar::not_shown;
use super::compared::Made;
use super::scales::{comparison, counts, spanning};
use super::unusual::Look;
use crate::chart::{Funnel, FunnelKey, FunnelUnit, Label, Limits, Reading, Reference, Words as Alternative};
use crate::framework::{Direction, FamilyRole, Indicator, MeasureKind};
use crate::measure::{Basis, Interval};
use crate::narrate::{Verdict, figures, number};
use crate::release::{Chance, Distance, Observed, Shown};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity, Unit, UnitId};

/// Fewest and most units of a funnel: below, intervals one by one say more; beyond, no mark can be found again.
const UNITS: std::ops::RangeInclusive<usize> = 16..=200;

/// How many times the number behind the smallest unit's share the largest one's must be: else limits are level lines.
const LEAST_SPAN: u64 = 3;

/// Fewest that a unit's share is of: of fewer, nothing that a unit can be is unusual.
const FEWEST_BEHIND: u64 = 5;

/// Most funnels that are drawn.
const MOST_DRAWN: usize = 2;

/// One unit's share.
struct Seen<'a> {
    unit: &'a Unit,
    shown: &'a Shown,
    observed: Observed,
    /// Limits that 95 of 100 keep by chance.
    expected: Interval,
    distance: Distance,
    verdict: Verdict,
}

/// All units on one share, beside the programme.
struct Measure<'a> {
    indicator: &'a Indicator,
    programme: &'a Shown,
    chance: Chance,
    seen: Vec<Seen<'a>>,
}

impl Measure<'_> {
    fn apart(&self) -> usize {
        self.seen.iter().filter(|seen| seen.distance > Distance::Expected).count()
    }
}

/// The shares on which most units stand apart, drawn; and every look taken. Nothing where no level has units enough.
pub(super) fn of<'a>(view: &View<'a>, level: Level) -> Result<Made<'a>, ReportError> {
    let levels = [level, Level::Group, Level::Network, Level::Lea].into_iter();
    let Some(level) =
        levels.filter(|level| *level < view.unit.level).find(|level| UNITS.contains(&view.inside(*level).len()))
    else {
        return Ok(Made { figures: Vec::new(), looks: Vec::new() });
    };
    let mut measures: Vec<Measure<'a>> =
        indicators(view).into_iter().filter_map(|indicator| measure(view, level, indicator)).collect();
    let looks = measures.iter().flat_map(|measure| looks(view, measure)).collect();
    measures.sort_by_key(|measure| std::cmp::Reverse(measure.apart()));
    let figures: Result<Vec<Figure>, ReportError> =
        measures.iter().take(MOST_DRAWN).map(|measure| figure(view, level, measure)).collect();
    Ok(Made { figures: figures?, looks })
}

/// The shares that say something good or bad of a unit: how it works, whether it lasts, what it led to, who answered.
fn indicators<'a>(view: &View<'a>) -> Vec<&'a Indicator> {
    let roles = [FamilyRole::Impact, FamilyRole::Sustainability].into_iter();
    let response = view.desk.first_of(|measure| matches!(measure, MeasureKind::ResponseRate(_)));
    let mut found = view.desk.key_characteristics();
    found.extend(roles.flat_map(|role| view.desk.indicators(role)));
    found.retain(|indicator| matches!(indicator.direction, Direction::Higher | Direction::Lower));
    found.extend(response);
    found
}

fn measure<'a>(view: &View<'a>, level: Level, indicator: &'a Indicator) -> Option<Measure<'a>> {
    let programme = view.of(&UnitId::programme(), &indicator.code).shown()?;
    let common = observed(programme)?;
    let shares: Vec<(&'a Unit, &'a Shown, Observed)> = view
        .inside(level)
        .into_iter()
        .filter_map(|unit| {
            let shown = view.of(&unit.id, &indicator.code).shown()?;
            Some((unit, shown, observed(shown).filter(|share| share.n >= FEWEST_BEHIND)?))
        })
        .collect();
    let (fewest, most) = (shares.iter().map(|one| one.2.n).min()?, shares.iter().map(|one| one.2.n).max()?);
    if !UNITS.contains(&shares.len()) || most < LEAST_SPAN * fewest {
        return None;
    }
    let all: Vec<Observed> = shares.iter().map(|one| one.2).collect();
    let chance = Chance::around(common.share, &all)?;
    let seen = |(unit, shown, observed): (&'a Unit, &'a Shown, Observed)| {
        let [expected, _] = chance.limits(observed.n)?;
        let distance = chance.distance(observed)?;
        let verdict = match distance {
            Distance::Expected => Verdict::Similar,
            _ if observed.share > common.share => Verdict::Higher,
            _ => Verdict::Lower,
        };
        Some(Seen { unit, shown, observed, expected, distance, verdict })
    };
    Some(Measure { indicator, programme, seen: shares.into_iter().filter_map(seen).collect(), chance })
}

/// A share with its number, where it is a count of some over a count of all and not a summary over groups.
fn observed(shown: &Shown) -> Option<Observed> {
    let part = shown.numerator.filter(|_| shown.quantity == Quantity::Share && shown.basis != Basis::OverGroups)?;
    (shown.n > 0).then(|| Observed { share: part as f64 / shown.n as f64, n: shown.n })
}

fn looks<'a>(view: &View<'a>, measure: &Measure<'a>) -> Vec<Look<'a>> {
    let programme = view.cell(view.of(&UnitId::programme(), &measure.indicator.code), measure.indicator).text;
    let look = |seen: &Seen<'a>| Look {
        unit: seen.unit,
        indicator: measure.indicator,
        distance: seen.distance,
        text: view.words().say(
            "funnel_unusual",
            [
                ("measure", (&measure.indicator.name).into()),
                ("verdict", seen.verdict.word().into()),
                ("own", number::of(seen.shown.numerator.unwrap_or(0), seen.shown.n, view.words()).into()),
                ("programme", (&programme).into()),
            ],
        ),
    };
    measure.seen.iter().map(look).collect()
}

fn figure(view: &View<'_>, level: Level, measure: &Measure<'_>) -> Result<Figure, ReportError> {
    let words = view.words();
    let Measure { indicator, chance, seen, .. } = measure;
    let name = &indicator.name;
    let far = seen.iter().filter(|seen| seen.distance == Distance::Far).count();
    let little = measure.apart() - far;
    let told = || {
        [
            ("measure", name.into()),
            ("far", far.into()),
            ("little", little.into()),
            ("units", words.units(seen.len(), level).into()),
            ("which", if far + little == 0 { "none" } else { "some" }.into()),
        ]
    };
    let title =
        figures::fitting(&[words.say("funnel_title", told()), words.say("funnel_title_short", told()), name.clone()]);
    let value = view.cell(view.of(&UnitId::programme(), &indicator.code), indicator).text;
    let sentences = vec![figures::caterpillar::sentence(name, &value, words)];
    let sentences = figures::readable(sentences, words);
    let alternative =
        figures::shortened(&format!("{} {}", sentences.join(" "), words.say("funnel_alternative", told())));
    let id = format!("f-funnel-{}", super::profile::row_id(indicator));
    let told = Alternative { id: id.clone(), title: title.clone(), description: alternative.clone() };
    let (drawing, mut notes) = view.drawn(&id, drawing(view, told, measure, &value).draw())?;
    if chance.is_widened() {
        notes.push(words.text("funnel_widened").to_owned());
    }
    let drawn: Vec<&UnitId> = seen.iter().map(|seen| &seen.unit.id).collect();
    let few = words.say("funnel_few", [("fewest", FEWEST_BEHIND.into())]);
    notes.extend(not_shown(view, (level, indicator), &drawn, &few));
    view.contract(Parts {
        id,
        title,
        subtitle: words.say_all(
            "units_subtitle",
            view.where_and_when()
                .into_iter()
                .chain([("kind", words.measure(&indicator.measure).into()), ("level", level.word().into())]),
        ),
        sentences,
        drawing,
        n_line: words.say("funnel_n_line", told_of(view, measure, level)),
        notes,
        alternative,
        how_to_read: words.texts(["funnel_read_1", "funnel_read_2", "funnel_read_3"]),
        table: table(view, level, measure),
        definition: view.definition(indicator),
        command: view.command(&indicator.code),
    })
}

fn told_of<'v>(view: &View<'_>, measure: &Measure<'_>, level: Level) -> [(&'static str, crate::narrate::Value<'v>); 3] {
    let behind = |n: Option<u64>| view.words().counted(n.unwrap_or(0), measure.programme.counted);
    let sizes = || measure.seen.iter().map(|seen| seen.observed.n);
    [
        ("units", view.words().units(measure.seen.len(), level).into()),
        ("fewest", number::count(sizes().min().unwrap_or(0)).into()),
        ("most", behind(sizes().max()).into()),
    ]
}

fn drawing(view: &View<'_>, told: Alternative, measure: &Measure<'_>, value: &str) -> Funnel {
    let words = view.words();
    let text = |id: &str| words.text(id).to_owned();
    let most = measure.seen.iter().map(|seen| seen.observed.n).max().unwrap_or(1);
    let (inner, outer) = curves(&measure.chance, most, words.text("funnel_inner"), words.text("funnel_outer"));
    let limits = [&inner, &outer].into_iter().flat_map(|limits| limits.lower.iter().chain(&limits.upper));
    let values = limits.map(|(_, at)| *at).chain(measure.seen.iter().map(|seen| seen.observed.share));
    let reference = measure.programme.value;
    Funnel {
        words: told,
        n_axis: counts(most),
        n_title: text("funnel_counted"),
        axis: spanning(Quantity::Share, values.chain([reference])),
        title: measure.indicator.name.clone(),
        reference: Reference { at: reference, label: words.say("units_reference", [("programme", value.into())]) },
        inner,
        outer,
        key: FunnelKey {
            own: String::new(),
            higher: text("funnel_key_higher"),
            lower: text("funnel_key_lower"),
            others: text("funnel_key_others"),
            bound: text("only_a_bound"),
        },
        units: measure.seen.iter().map(|seen| mark(view, seen)).collect(),
    }
}

/// The limits from the smallest number at which they mean something to the largest unit's.
fn curves(chance: &Chance, most: u64, inner: &str, outer: &str) -> (Limits, Limits) {
    const POINTS: u64 = 60;
    let empty = |name: &str| Limits { name: name.to_owned(), lower: Vec::new(), upper: Vec::new() };
    let (mut inner, mut outer) = (empty(inner), empty(outer));
    let step = (most / POINTS).max(1);
    let mut sizes: Vec<u64> = (1..=most).step_by(usize::try_from(step).unwrap_or(usize::MAX)).collect();
    if sizes.last() != Some(&most) {
        sizes.push(most);
    }
    for n in sizes.into_iter().filter(|n| *n >= 3 || most < 3) {
        let Some([near, far]) = chance.limits(n) else { continue };
        for (limits, ends) in [(&mut inner, near), (&mut outer, far)] {
            limits.lower.push((n as f64, ends.low));
            limits.upper.push((n as f64, ends.high));
        }
    }
    (inner, outer)
}

fn mark(view: &View<'_>, seen: &Seen<'_>) -> FunnelUnit {
    let n = u32::try_from(seen.observed.n).unwrap_or(u32::MAX);
    let label = number::of_with_percent(seen.shown.numerator.unwrap_or(0), seen.shown.n, view.words());
    let value = Reading::Exact { at: seen.observed.share, label: label.clone() };
    if seen.distance == Distance::Expected {
        return FunnelUnit::Unnamed { n, value };
    }
    FunnelUnit::Outside {
        label: Label::new(seen.unit.name.clone()),
        n,
        value,
        comparison: comparison(seen.verdict),
        tip: view.words().say("funnel_tip", [("unit", (&seen.unit.name).into()), ("value", label.into())]),
    }
}

fn table(view: &View<'_>, level: Level, measure: &Measure<'_>) -> Table {
    let words = view.words();
    let named = [("measure", (&measure.indicator.name).into()), ("level", level.word().into())];
    let mut table = Table::new(words.say("units_caption", named), words, &[]);
    table.column(words.level(level), false);
    for (id, numeric) in [("head_own_value", true), ("head_expected", true), ("head_compared", false)] {
        table.column(words.text(id), numeric);
    }
    let programme = view.of(&UnitId::programme(), &measure.indicator.code);
    let part = |shown: &Shown| number::of_with_percent(shown.numerator.unwrap_or(0), shown.n, words);
    let mut first = Row::new(view.link(&UnitId::programme()));
    // In sentences the programme's share stands as elsewhere; here its counts stand beside it.
    first.note = Some(part(measure.programme));
    let mut first = first.with(view.cell(programme, measure.indicator)).with(figures::NO_RANGE).with(figures::NO_RANGE);
    first.stands_out = true;
    table.row(first);
    for seen in &measure.seen {
        let reading = match (seen.verdict, seen.distance) {
            (Verdict::Similar, _) => "funnel_as_expected",
            (Verdict::Higher, Distance::Far) => "funnel_far_higher",
            (Verdict::Higher, _) => "funnel_little_higher",
            (Verdict::Lower, Distance::Far) => "funnel_far_lower",
            (Verdict::Lower, _) => "funnel_little_lower",
        };
        let row = Row::new(view.link(&seen.unit.id))
            .with(part(seen.shown))
            .with(number::range(Quantity::Share, seen.expected, words))
            .with(words.text(reading));
        table.row(row);
    }
    table
}
