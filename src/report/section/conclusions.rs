//! What a page says first: what goes well and what is worth talking about, each tied to a figure.

use super::answered::Rating;
use super::outcomes::evidence;
use super::profile::{band_of, row_id};
use super::unusual::Unusual;
use crate::framework::{Band, FamilyRole, Indicator, MeasureKind};
use crate::narrate::{Evidence, Verdict, summary};
use crate::report::desk::View;
use crate::vocabulary::{Level, Quantity, UnitId};
use serde::Serialize;

/// A statement with the figure it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// What it is about.
    pub subject: String,
    /// The statement.
    pub text: String,
    /// The figure or row that shows it.
    pub href: String,
    /// How sure a reader can be.
    pub sureness: Option<Rating>,
}

/// A statement on a group's own page: a point, or what it rests on where that is no matter of who answered.
#[derive(Debug, Clone, Serialize)]
pub struct Claim {
    /// The statement with its figure.
    #[serde(flatten)]
    pub point: Point,
    /// What it rests on, where nobody had to be asked.
    pub footing: Option<String>,
}

/// What goes well and what is worth talking about.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Points {
    /// What goes well.
    pub well: Vec<Claim>,
    /// What is worth talking about.
    pub talk: Vec<Claim>,
}

/// A point worth talking about, as the table of action points begins with it.
pub(in crate::report) struct Raised<'a> {
    pub(super) indicator: &'a Indicator,
    /// Its value with its judgement.
    pub(super) standing: String,
    /// The row that shows it.
    pub(super) href: String,
}

/// An indicator with how it stands.
struct Standing<'a> {
    indicator: &'a Indicator,
    band: Option<Band>,
    verdict: Option<Verdict>,
    /// How far above the programme, as a share of the scale; for choosing, never shown.
    lead: f64,
}

/// The points of a group's page, up to three and up to two, and the latter again for the table of action points.
pub(in crate::report) fn of_group<'a>(view: &View<'a>) -> (Points, Vec<Raised<'a>>) {
    let mut standings = standings(view);
    let claim = |standing: &Standing<'a>| claim(view, standing);
    standings.sort_by(|a, b| b.lead.total_cmp(&a.lead));
    let is_well = |one: &&Standing<'_>| one.band == Some(Band::InPlace) && one.verdict != Some(Verdict::Lower);
    let (ahead, level): (Vec<_>, Vec<_>) =
        standings.iter().filter(is_well).partition(|one| one.verdict == Some(Verdict::Higher));
    let well = ahead.into_iter().chain(level).take(3).map(claim).collect();
    standings.reverse();
    let urgency = |one: &Standing<'a>| match (one.band, one.verdict) {
        (Some(Band::NotYet), _) => Some(0),
        (_, Some(Verdict::Lower)) => Some(1),
        (Some(Band::Partly), _) => Some(2),
        _ => None,
    };
    let mut talk: Vec<(u8, &Standing<'a>)> = standings.iter().filter_map(|one| Some((urgency(one)?, one))).collect();
    talk.sort_by_key(|(urgency, _)| *urgency);
    talk.truncate(2);
    let raised = talk.iter().map(|(_, one)| raised(view, one)).collect();
    (Points { well, talk: talk.into_iter().map(|(_, one)| claim(one)).collect() }, raised)
}

fn raised<'a>(view: &View<'_>, standing: &Standing<'a>) -> Raised<'a> {
    let indicator = standing.indicator;
    let value = view.cell(view.figure(&indicator.code), indicator).text;
    let band = view.words().band(standing.band).to_owned();
    let standing = view.words().say("raised_standing", [("value", value.into()), ("band", band.into())]);
    Raised { indicator, standing, href: format!("#{}", row_id(indicator)) }
}

/// How sure a reader can be of what one figure says, or that it is no matter of who answered.
fn footing(view: &View<'_>, indicator: &Indicator) -> (Option<Rating>, Option<String>) {
    let figure = view.figure(&indicator.code);
    match figure.shown().filter(|_| !indicator.measure.items().is_empty()) {
        Some(shown) => (Some(view.sureness(Some(shown.n), false).into()), None),
        None if indicator.measure.items().is_empty() => (None, Some(view.words().text("point_on_record").to_owned())),
        None => (None, None),
    }
}

fn standings<'a>(view: &View<'a>) -> Vec<Standing<'a>> {
    let key = view.desk.key_characteristics().into_iter();
    let indicators = key.chain(view.desk.indicators(FamilyRole::Sustainability));
    indicators
        .filter(|indicator| indicator.part_of.is_none())
        .map(|indicator| {
            let (own, programme) = (view.figure(&indicator.code), view.of(&UnitId::programme(), &indicator.code));
            let lead = match (own.shown(), programme.shown()) {
                (Some(own), Some(programme)) if own.quantity == programme.quantity => {
                    (own.value - programme.value) / span(view, indicator)
                }
                _ => 0.0,
            };
            Standing { indicator, band: band_of(own), verdict: judged(indicator, view.verdict(own, programme)), lead }
        })
        .collect()
}

/// Higher and lower only speak for themselves where more is better.
fn judged(indicator: &Indicator, verdict: Option<Verdict>) -> Option<Verdict> {
    verdict.filter(|_| indicator.direction == crate::framework::Direction::Higher)
}

fn span(view: &View<'_>, indicator: &Indicator) -> f64 {
    match view.desk.publication.framework.scale_ends(&indicator.measure) {
        Some((from, to)) if to > from && indicator.quantity == Quantity::ScaleMean => to - from,
        _ if indicator.quantity == Quantity::Share => 1.0,
        // Other quantities have no common length to be set against.
        _ => f64::INFINITY,
    }
}

fn claim(view: &View<'_>, standing: &Standing<'_>) -> Claim {
    let indicator = standing.indicator;
    let (own, programme) = (view.figure(&indicator.code), view.of(&UnitId::programme(), &indicator.code));
    let beside = own.shown().zip(programme.shown()).filter(|(own, programme)| own.quantity == programme.quantity);
    let beside = beside.map(|_| view.cell(programme, indicator).text);
    let own = view.cell(own, indicator).text;
    let band = view.words().band(standing.band);
    let words = view.words();
    let text = match indicator.quantity {
        // Whether it is there is what the judgement says.
        Quantity::Presence => {
            words.say("standing_plain", [("name", (&indicator.name).into()), ("band", band.to_lowercase().into())])
        }
        _ => summary::standing(&indicator.name, &own, beside.as_deref(), standing.verdict, band, words),
    };
    let (sureness, footing) = footing(view, indicator);
    let point = Point { subject: indicator.name.clone(), text, href: format!("#{}", row_id(indicator)), sureness };
    Claim { point, footing }
}

/// Most conclusions of a page.
const MOST_CONCLUSIONS: usize = 5;

/// The conclusions of a larger unit's page, up to five, each with how sure: for the programme what it led to comes
/// first, for an area how its groups work.
pub(in crate::report) fn of_area(view: &View<'_>, compared: Option<&Unusual>) -> Vec<Point> {
    let (apart, stays) = (apart(view, compared), stays(view));
    let points = match view.unit.level {
        Level::Programme => {
            [measured(view), change(view), perceived(view), practice(view), weakest(view), stays, apart]
        }
        _ => [practice(view), weakest(view), apart, change(view), measured(view), stays, perceived(view)],
    };
    points.into_iter().flatten().take(MOST_CONCLUSIONS).collect()
}

/// How many comparisons stand apart, beside how many chance alone would make.
fn apart(view: &View<'_>, compared: Option<&Unusual>) -> Option<Point> {
    let compared = compared?;
    let by_chance = (compared.looks * 5 + 50) / 100;
    let told = [("found", compared.found.into()), ("looks", compared.looks.into()), ("by_chance", by_chance.into())];
    Some(Point {
        subject: view.words().text("compared").to_owned(),
        text: view.words().say("conclusion_apart", told),
        href: "#compared".to_owned(),
        sureness: Some(view.sureness(view.response().map(|(answered, _)| answered), false).into()),
    })
}

/// How many members are still there after a year.
fn stays(view: &View<'_>) -> Option<Point> {
    let (months, share) = super::retention::told(view)?;
    Some(Point {
        subject: view.words().text("retention_share").to_owned(),
        text: view.words().say("conclusion_stays", [("months", months.into()), ("share", share.into())]),
        href: "#f-retention".to_owned(),
        sureness: Some(view.weigh(Evidence { recorded: true, ..Evidence::default() }).into()),
    })
}

fn practice(view: &View<'_>) -> Option<Point> {
    band_point(view, |lines| lines.into_iter().max_by(|a, b| a.share().total_cmp(&b.share())))
}

fn weakest(view: &View<'_>) -> Option<Point> {
    band_point(view, |lines| lines.into_iter().min_by(|a, b| a.share().total_cmp(&b.share())))
}

fn band_point<'a>(
    view: &View<'a>,
    choose: impl Fn(Vec<super::bands::Line<'a>>) -> Option<super::bands::Line<'a>>,
) -> Option<Point> {
    let groups = view.inside(Level::Group).len() as u64;
    if groups < 2 {
        return None;
    }
    let lines =
        super::bands::lines(view).into_iter().filter(|line| line.total() > 2 || line.total() == groups).collect();
    let line = choose(lines)?;
    let is_of_answers = !line.indicator.measure.items().is_empty();
    let answers = view.figure(&line.indicator.code).shown().filter(|_| is_of_answers).map(|shown| shown.n);
    let text = summary::in_place(&line.indicator.name, line.counts[2], line.total(), view.words());
    let sureness = view.weigh(Evidence {
        judged: Some((line.total(), groups)),
        response: view.response().filter(|_| is_of_answers),
        answers,
        recorded: !is_of_answers,
        ..Evidence::default()
    });
    Some(Point {
        subject: line.indicator.name.clone(),
        text,
        href: "#f-bands".to_owned(),
        sureness: Some(sureness.into()),
    })
}

fn change(view: &View<'_>) -> Option<Point> {
    let first = view.desk.first?;
    let verdicts = super::change::verdicts(view);
    let most = verdicts.iter().map(|(_, shown, _)| shown.n).max()?;
    let list: Vec<Verdict> = verdicts.iter().map(|(_, _, verdict)| *verdict).collect();
    Some(Point {
        subject: view.words().text("change_subject").to_owned(),
        text: summary::change(&list, &first.label, view.words()),
        href: "#f-change".to_owned(),
        sureness: Some(view.sureness(Some(most), true).into()),
    })
}

fn impact<'a>(view: &View<'a>, wanted: impl Fn(&MeasureKind) -> bool) -> Option<&'a Indicator> {
    let indicators = view.desk.indicators(FamilyRole::Impact);
    indicators
        .into_iter()
        .find(|indicator| wanted(&indicator.measure) && view.figure(&indicator.code).shown().is_some())
}

fn perceived(view: &View<'_>) -> Option<Point> {
    let shares = impact(view, |measure| matches!(measure, MeasureKind::ShareFavourable(_)));
    let indicator = shares.or_else(|| impact(view, |measure| matches!(measure, MeasureKind::ScaleMean(_))))?;
    let figure = view.figure(&indicator.code);
    let ends = view.desk.publication.framework.scale_ends(&indicator.measure);
    let value = view.cell(figure, indicator).text;
    let text = summary::perceived(&indicator.name, &value, indicator.quantity, ends, view.words());
    let sureness = evidence(view, indicator, figure).map(|evidence| view.weigh(evidence).into());
    Some(Point { subject: indicator.name.clone(), text, href: "#impact".to_owned(), sureness })
}

fn measured(view: &View<'_>) -> Option<Point> {
    let indicator = impact(view, super::impact::is_comparison)?;
    let figure = view.figure(&indicator.code);
    let shown = figure.shown()?;
    let text = summary::measured(&indicator.name, shown.quantity, shown.value, shown.interval, view.words());
    let sureness = evidence(view, indicator, figure).map(|evidence| view.weigh(evidence).into());
    Some(Point { subject: indicator.name.clone(), text, href: "#impact".to_owned(), sureness })
}
