//! A made-up programme, small enough to read and complete enough to fill every page: two regions, three authorities,
//! eight groups, three waves. Values follow from a unit's place alone, so the pages never change by themselves.

use crate::finding::{Finding, Place};
use crate::framework::{Framework, Indicator, MeasureKind};
use crate::measure::{
    Absence, Basis, Counted, Course, CourseMonth, Distribution, Estimate, Estimates, Figure, Interval, Outcome,
    SessionFact, Shrunken,
};
use crate::plan::Plan;
use crate::release::{self, Release, Rules};
use crate::report::{Edition, Publication, ToldFinding};
use crate::vocabulary::{
    FileAccount, Language, Level, MissingAnswers, Quantity, ReleaseNote, ToldAccount, ToldContent, ToldCount,
    ToldInput, Unit, UnitId, UnitTree,
};

pub(super) const PLAN: &str = include_str!("plan.toml");
pub(super) const FRAMEWORK: &str = include_str!("framework.toml");

/// Owns what a publication borrows.
pub(super) struct World {
    pub(super) plan: Plan,
    pub(super) framework: Framework,
    pub(super) units: UnitTree,
    pub(super) release: Release,
    pub(super) accounts: Vec<ToldAccount>,
    pub(super) missing: Vec<MissingAnswers>,
    pub(super) findings: Vec<ToldFinding>,
    pub(super) inputs: Vec<ToldInput>,
    pub(super) releases: Vec<ReleaseNote>,
    pub(super) edition: Edition,
}

impl World {
    pub(super) fn new() -> Self {
        World::of(Framework::from_file(toml::from_str(FRAMEWORK).unwrap()), units("Harbour \u{2013} Learning"))
    }

    pub(super) fn of(framework: Framework, units: UnitTree) -> Self {
        World::under(framework, units, &RULES)
    }

    pub(super) fn under(framework: Framework, units: UnitTree, rules: &Rules) -> Self {
        World::made(toml::from_str(PLAN).unwrap(), framework, units, rules, |_| {})
    }

    /// A world whose estimates are changed before they are protected.
    pub(super) fn with(plan: Plan, framework: Framework, units: UnitTree, change: impl FnOnce(&mut Estimates)) -> Self {
        World::made(plan, framework, units, &RULES, change)
    }

    fn made(
        plan: Plan,
        framework: Framework,
        units: UnitTree,
        rules: &Rules,
        change: impl FnOnce(&mut Estimates),
    ) -> Self {
        let mut estimates = estimates(&plan, &framework, &units);
        change(&mut estimates);
        let release = release::protect_first(&estimates, &framework, &units, rules);
        World {
            plan,
            framework,
            units,
            release,
            accounts: accounts().iter().map(|account| account.as_told(0)).collect(),
            missing: missing(),
            findings: findings(),
            inputs: inputs(),
            releases: releases(),
            edition: Edition::all(&[Language::English]).remove(0),
        }
    }

    pub(super) fn publication(&self) -> Publication<'_> {
        Publication {
            plan: &self.plan,
            framework: &self.framework,
            units: &self.units,
            release: &self.release,
            accounts: &self.accounts,
            missing: &self.missing,
            findings: &self.findings,
            inputs: &self.inputs,
            releases: &self.releases,
            tool_version: "0.0.0",
            edition: &self.edition,
        }
    }
}

pub(super) const RULES: Rules = Rules::DEFAULT;

/// Two regions, three authorities, four networks, eight groups; the first group's name is as given.
pub(super) fn units(first_group: &str) -> UnitTree {
    let unit = |level, id: &str, name: &str, parent: UnitId| Unit {
        id: UnitId::new(level, id),
        name: name.to_owned(),
        parent: Some(parent),
    };
    let (region, lea, network) = (
        |id: &str| UnitId::new(Level::Region, id),
        |id: &str| UnitId::new(Level::Lea, id),
        |id: &str| UnitId::new(Level::Network, id),
    );
    let mut units = vec![
        unit(Level::Region, "R1", "North", UnitId::programme()),
        unit(Level::Region, "R2", "South and Coast", UnitId::programme()),
        unit(Level::Lea, "301", "Ashby", region("R1")),
        unit(Level::Lea, "302", "Brent Vale", region("R1")),
        unit(Level::Lea, "401", "Coldharbour", region("R2")),
        unit(Level::Network, "N1", "Ashby Schools Together", lea("301")),
        unit(Level::Network, "N2", "Vale Learning Network", lea("302")),
        unit(Level::Network, "N3", "Quayside", lea("401")),
        unit(Level::Network, "N4", "Saltmarsh", lea("401")),
    ];
    let names =
        [first_group, "Mill Lane Heads", "Orchard", "Priory", "Rookery", "Station Road", "Three Rivers", "Windmill"];
    for (place, name) in names.iter().enumerate() {
        units.push(unit(Level::Group, &format!("G{}", place + 1), name, network(&format!("N{}", place / 2 + 1))));
    }
    UnitTree::new("Leading Together", units)
}

/// A number between 0 and 1 that follows from a text alone.
fn whim(text: &str) -> f64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    ((hash >> 20) % 1000) as f64 / 1000.0
}

/// Groups whose ids begin with a B are big.
fn of_group(id: &str) -> u64 {
    let scale = if id.starts_with('B') { 8 } else { 1 };
    scale * (7 + (whim(id) * 9.0) as u64)
}

fn members(units: &UnitTree, unit: &UnitId) -> u64 {
    match unit.level {
        Level::Group => of_group(&unit.id),
        _ => units.inside(unit, Level::Group).iter().map(|group| of_group(&group.id.id)).sum(),
    }
}

fn answered(units: &UnitTree, unit: &UnitId, wave: &str) -> u64 {
    let of_group = |id: &str| of_group(id) - (whim(&format!("{id}{wave}")) * 4.0) as u64;
    match unit.level {
        Level::Group => of_group(&unit.id),
        _ => units.inside(unit, Level::Group).iter().map(|group| of_group(&group.id.id)).sum(),
    }
}

/// How members stayed: a few leave each month, and a third joined a year ago.
fn course(units: &UnitTree, unit: &UnitId, code: &str, wave: &str) -> Course {
    let people = members(units, unit);
    let month = |month: u64| CourseMonth {
        share: 1.0 - 0.01 * month as f64,
        interval: (month > 0).then_some(Interval { low: 0.9 - 0.01 * month as f64, high: 1.0 - 0.005 * month as f64 }),
        at_risk: if month > 12 { people * 2 / 3 } else { people },
    };
    Course {
        code: code.to_owned(),
        unit: unit.clone(),
        wave: wave.to_owned(),
        people,
        months: (0..=24).map(month).collect(),
    }
}

fn estimates(plan: &Plan, framework: &Framework, units: &UnitTree) -> Estimates {
    let mut estimates = Estimates::default();
    let retention = framework.indicators().iter().filter(|one| matches!(one.measure, MeasureKind::Retention(_)));
    for indicator in retention {
        let wave = &plan.latest_wave().unwrap().id;
        let wider = units.all().filter(|unit| unit.id.level > Level::Network);
        estimates.courses.extend(wider.map(|unit| course(units, &unit.id, &indicator.code, wave)));
    }
    for unit in units.all() {
        for wave in &plan.wave {
            for indicator in framework.indicators() {
                let outcome = outcome(plan, framework, units, &unit.id, &wave.id, indicator);
                estimates.figures.push(Estimate {
                    code: indicator.code.clone(),
                    unit: unit.id.clone(),
                    wave: wave.id.clone(),
                    outcome,
                });
            }
            for item in framework.items() {
                let labels = framework.scale_of(&item.id).unwrap().labels.len();
                let n = answered(units, &unit.id, &wave.id);
                estimates.distributions.push(Distribution {
                    item: item.id.clone(),
                    unit: unit.id.clone(),
                    wave: wave.id.clone(),
                    counts: counts(n, labels, &format!("{}{}", item.id, unit.id.id), item.reverse),
                    missing: vec![],
                    eligible: Some(members(units, &unit.id)),
                });
            }
        }
    }
    for group in units.at(Level::Group).filter(|group| group.id.id != "G5") {
        for (wave, month) in plan.wave.iter().zip([10, 2, 6]) {
            for session in 0..3_u64 {
                let all = members(units, &group.id);
                let absent = (whim(&format!("{}{}{session}", group.id.id, wave.id)) * 3.0) as u64;
                estimates.sessions.push(SessionFact {
                    group: group.id.id.clone(),
                    wave: wave.id.clone(),
                    date: format!("2004-{month:02}-{:02}", 3 + 7 * session),
                    setting: Some("breakfast".to_owned()),
                    focus: Some(if session == 1 { "leadership" } else { "pupil learning" }.to_owned()),
                    present: all - absent - session % 2,
                    apologies: session % 2,
                    absent,
                });
            }
        }
    }
    estimates
}

fn counts(n: u64, labels: usize, salt: &str, reverse: bool) -> Vec<u64> {
    let mut counts = vec![0; labels];
    for person in 0..n {
        let lean = (whim(&format!("{salt}{person}")).sqrt() * labels as f64) as usize;
        let place = if reverse { labels - 1 - lean.min(labels - 1) } else { lean.min(labels - 1) };
        counts[place] += 1;
    }
    counts
}

#[expect(clippy::too_many_lines, reason = "one arm a measure kind, side by side")]
fn outcome(
    plan: &Plan,
    framework: &Framework,
    units: &UnitTree,
    unit: &UnitId,
    wave: &str,
    indicator: &Indicator,
) -> Outcome {
    let (n, all) = (answered(units, unit, wave), members(units, unit));
    let draw = whim(&format!("{}{}{wave}", indicator.code, unit.id));
    let spread = 1.0 / (n as f64).sqrt();
    let figure = |value: f64, quantity, n, counted, basis| Figure {
        value,
        quantity,
        interval: None,
        shrunken: None,
        n,
        eligible: None,
        counted,
        basis,
        numerator: None,
        people: None,
        items: 0,
        concentration: None,
        working: vec![],
    };
    let people = |figure: Figure, items: usize| Figure {
        people: Some(figure.n),
        items: u32::try_from(items).unwrap(),
        eligible: Some(all),
        ..figure
    };
    let share = |part: u64, whole: u64, counted| Figure {
        numerator: Some(part),
        ..figure(part as f64 / whole as f64, Quantity::Share, whole, counted, Basis::Record)
    };
    let around = |value: f64, half: f64| Some(Interval { low: value - half, high: value + half });
    let items = indicator.measure.items().len();
    match &indicator.measure {
        MeasureKind::ScaleMean(_) => {
            let (low, high) = framework.scale_ends(&indicator.measure).unwrap();
            let width = if unit.level == Level::Group { 0.5 } else { 0.18 };
            let value = low + (high - low) * (0.68 + width * (draw - 0.5));
            let half = if n == all { 0.0 } else { spread };
            let shrunken = Some(Shrunken {
                value: f64::midpoint(value, 3.7),
                interval: around(f64::midpoint(value, 3.7), spread * 0.6).unwrap(),
            });
            let basis = if n == all { Basis::Census } else { Basis::Sample };
            let mean = Figure {
                interval: around(value, half),
                shrunken,
                ..figure(value, Quantity::ScaleMean, n, Counted::Respondents, basis)
            };
            Outcome::Estimated(people(mean, items))
        }
        MeasureKind::ShareFavourable(_) => {
            let part = (n as f64 * (0.5 + 0.4 * draw)) as u64;
            let value = part as f64 / n as f64;
            let told = Figure {
                interval: Some(Interval {
                    low: (value - spread / 2.0).max(0.0),
                    high: (value + spread / 2.0).min(1.0),
                }),
                basis: Basis::Sample,
                ..share(part, n, Counted::Respondents)
            };
            Outcome::Estimated(people(told, items))
        }
        MeasureKind::MatchedChange(_) | MeasureKind::Matched(_) if plan.is_first_wave(wave) => {
            Outcome::Absent(Absence::NoEarlierWave)
        }
        MeasureKind::MatchedChange(_) => {
            let (pairs, value) = (n * 7 / 10, draw - 0.35);
            let told = Figure {
                interval: around(value, spread),
                ..figure(value, Quantity::ScaleDifference, pairs, Counted::Pairs, Basis::Sample)
            };
            Outcome::Estimated(people(told, items))
        }
        MeasureKind::Rate(_) => {
            Outcome::Estimated(share((all as f64 * 9.0 * (0.7 + 0.3 * draw)) as u64, all * 9, Counted::Places))
        }
        MeasureKind::ResponseRate(_) => {
            Outcome::Estimated(people(Figure { eligible: Some(all), ..share(n, all, Counted::Members) }, 0))
        }
        MeasureKind::Matched(_) => Outcome::Estimated(people(share(n * 7 / 10, n, Counted::Respondents), 0)),
        MeasureKind::Count(_) if unit.level == Level::Group => {
            Outcome::Estimated(figure((3.0 + 7.0 * draw).floor(), Quantity::Count, 9, Counted::Entries, Basis::Record))
        }
        MeasureKind::Count(_) => {
            let groups = units.inside(unit, Level::Group).len() as u64;
            Outcome::Estimated(figure(
                3.0 + 7.0 * draw,
                Quantity::MeanCount,
                groups,
                Counted::Groups,
                Basis::OverGroups,
            ))
        }
        MeasureKind::Comparison(_) => {
            let value = 0.3 * (draw - 0.4);
            let told = Figure {
                interval: around(value, spread),
                ..figure(value, Quantity::EffectSize, all, Counted::Schools, Basis::Contrast)
            };
            Outcome::Estimated(told)
        }
        MeasureKind::BetweenGroups(_) if unit.level > Level::Network => {
            let told = Figure {
                interval: Some(Interval { low: 0.04, high: 0.31 }),
                ..figure(0.14, Quantity::Coefficient, n, Counted::Respondents, Basis::Sample)
            };
            Outcome::Estimated(people(told, items))
        }
        MeasureKind::Ordinal(_) if unit.level == Level::Group => {
            Outcome::Estimated(figure(1.0 + (draw * 2.9).floor(), Quantity::Step, 1, Counted::Returns, Basis::Record))
        }
        MeasureKind::Category(category) if unit.level == Level::Group => {
            let place = 1.0 + (draw * category.categories.len() as f64).floor();
            Outcome::Estimated(figure(place, Quantity::Category, 1, Counted::Returns, Basis::Record))
        }
        MeasureKind::Presence(_) if unit.level == Level::Group => {
            Outcome::Estimated(figure(draw.round(), Quantity::Presence, 1, Counted::Entries, Basis::Record))
        }
        _ => Outcome::Absent(Absence::NotCollected),
    }
}

fn missing() -> Vec<MissingAnswers> {
    let of = |reason: &str, cell: Option<&str>, answers| MissingAnswers {
        reason: reason.to_owned(),
        as_written: cell.map(str::to_owned),
        answers,
    };
    vec![of("declined", Some("Prefer not to say"), 3), of("not answered", None, 120)]
}

fn accounts() -> Vec<FileAccount> {
    let account = |file: &str, table: &str, rows, quarantined, superseded| FileAccount {
        file: file.to_owned(),
        sheet: None,
        table: table.to_owned(),
        rows,
        kept: rows - quarantined - superseded,
        excluded: 0,
        superseded,
        quarantined,
        reasons: if quarantined > 0 {
            [("answer outside the scale".to_owned(), quarantined)].into()
        } else {
            std::collections::BTreeMap::default()
        },
    };
    vec![account("groups.csv", "groups", 8, 0, 0), account("survey/summer.csv", "responses", 82, 3, 1)]
}

fn findings() -> Vec<ToldFinding> {
    let place = Place::file("survey/summer.csv").at_column("ms04");
    let outside = Finding::warning("answer-outside-scale", place, "the answer is not one of the scale's", "use 1 to 5");
    let message = ("a column is not used", "map it or list it under ignore");
    let unused = Finding::note("column-not-mapped", Place::file("groups.csv"), message.0, message.1);
    let times = [(outside, ToldCount::Few { fewer_than: 5 }), (unused, ToldCount::Exact(1))];
    times.map(|(finding, times)| ToldFinding { finding, times }).to_vec()
}

fn inputs() -> Vec<ToldInput> {
    let plain = ToldContent::Plain { bytes: 1204, sha256: "9f86d081884c7d65".repeat(4) };
    let told = [("groups.csv", plain), ("members.csv", ToldContent::Keyed("60303ae22b998861".repeat(4)))];
    told.map(|(path, content)| ToldInput { path: path.to_owned(), content }).to_vec()
}

fn releases() -> Vec<ReleaseNote> {
    let note = |number, change: &str| ReleaseNote {
        number,
        as_of: "2004-08-31".to_owned(),
        version: number.to_string(),
        changes: vec![change.to_owned()],
    };
    vec![note(1, "The first release."), note(2, "No figure changed.")]
}
