//! How long members stay: the course of those still there, month by month, beside the programme's.

use super::Section;
use super::scales::symbol_text;
use crate::chart::{Axis, Course, Curve, Label, Retention, RetentionKey, Step, Tick, Words as Alternative};
use crate::framework::{Indicator, MeasureKind};
use crate::narrate::{Said, figures, number};
use crate::release::{CourseStep, ReleasedCourse};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{FEWEST_FOR_SHARES, Figure, Parts};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, Quantity, UnitId};

/// Months between two rows of the table, and between two numbers under the drawing.
const EVERY: usize = 3;

/// Months that a title speaks of, or the last told before.
const YEAR: usize = 12;

/// The figure; a sentence on why there is none; nothing where retention is not measured.
pub(in crate::report) fn section(view: &View<'_>) -> Result<Section, ReportError> {
    let Some(indicator) = view.desk.first_of(|measure| matches!(measure, MeasureKind::Retention(_))) else {
        return Ok(Section::default());
    };
    let words = view.words();
    let reason = match course(view, view.unit, indicator) {
        ReleasedCourse::Told { months, is_cut } if months.len() > EVERY => {
            return Ok(Section { figures: vec![figure(view, indicator, months, *is_cut)?], ..Section::default() });
        }
        ReleasedCourse::Told { .. } => words.text("retention_short").to_owned(),
        ReleasedCourse::Withheld(reason) => words.withheld(*reason).to_owned(),
        ReleasedCourse::Absent(reason) => words.absent(reason),
    };
    Ok(Section::saying(vec![words.say("retention_untold", [("reason", reason.into())])]))
}

/// The month that a page speaks of, with the share of this unit's members still there.
pub(super) fn told(view: &View<'_>) -> Option<(usize, String)> {
    let indicator = view.desk.first_of(|measure| matches!(measure, MeasureKind::Retention(_)))?;
    let ReleasedCourse::Told { months, .. } = course(view, view.unit, indicator) else { return None };
    let (month, step) = spoken_of(months).filter(|_| months.len() > EVERY)?;
    Some((month, number::plain(Quantity::Share, step.share)))
}

fn course<'a>(view: &View<'a>, unit: &UnitId, indicator: &Indicator) -> &'a ReleasedCourse {
    let circulation = if unit == view.unit { view.own } else { view.wider };
    view.desk.publication.release.course(circulation, &indicator.code, unit, &view.desk.wave.id)
}

fn figure(view: &View<'_>, indicator: &Indicator, months: &[CourseStep], is_cut: bool) -> Result<Figure, ReportError> {
    let words = view.words();
    let programme = UnitId::programme();
    let beside = (view.unit.level != Level::Programme).then(|| course(view, &programme, indicator));
    let title = title(view, months);
    let sentences = figures::readable(sentences(view, months), words);
    let alternative = figures::shortened(&format!("{} {}", sentences.join(" "), words.text("retention_read_1")));
    let id = "f-retention";
    let own = curve(view, view.name(), months, is_cut);
    let other = beside.map(|course| match course {
        ReleasedCourse::Told { months, is_cut } => curve(view, words.text("head_programme"), months, *is_cut),
        ReleasedCourse::Withheld(reason) => untold(
            view,
            Said {
                text: words.text("symbol_confidential").to_owned(),
                reason: Some(words.withheld(*reason).to_owned()),
            },
        ),
        ReleasedCourse::Absent(reason) => untold(
            view,
            Said { text: words.text("symbol_not_available").to_owned(), reason: Some(words.absent(reason)) },
        ),
    });
    let longest = [Some(months.len()), beside.map(told_months)].into_iter().flatten().max().unwrap_or(1);
    let drawing = Retention {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        time: time(longest),
        time_title: words.text("retention_time").to_owned(),
        axis: shares(),
        title: words.text("retention_share").to_owned(),
        key: RetentionKey {
            range: words.text("units_key_range").to_owned(),
            censored: String::new(),
            cut: words.text("retention_cut").to_owned(),
        },
        at_risk_heading: words.text("head_at_risk").to_owned(),
        curves: std::iter::once(own).chain(other).collect(),
    };
    let (drawing, notes) = view.drawn(id, drawing.draw())?;
    let people = months.first().map_or(0, |month| month.at_risk);
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("retention_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: words.say("retention_n_line", [("n", people.into())]),
        notes,
        alternative,
        how_to_read: words.texts(["retention_read_1", "retention_read_2", "retention_read_3"]),
        table: table(view, months, beside),
        definition: view.definition(indicator),
        command: view.command(&indicator.code),
    })
}

fn told_months(course: &ReleasedCourse) -> usize {
    match course {
        ReleasedCourse::Told { months, .. } => months.len(),
        ReleasedCourse::Withheld(_) | ReleasedCourse::Absent(_) => 0,
    }
}

/// The month that a title and a sentence speak of: a year, or the last row of the table before it.
fn spoken_of(months: &[CourseStep]) -> Option<(usize, &CourseStep)> {
    let last = months.len().checked_sub(1)?.min(YEAR) / EVERY * EVERY;
    months.get(last).map(|step| (last, step))
}

fn title(view: &View<'_>, months: &[CourseStep]) -> String {
    let told = spoken_of(months).map(|(month, step)| {
        let people = months.first().map_or(0, |first| first.at_risk);
        // Of so few, a share that allows for those who joined late is no count of people and reads like one.
        if people < FEWEST_FOR_SHARES {
            return view.words().say("retention_title_few", [("n", people.into()), ("months", month.into())]);
        }
        let told = [("share", number::plain(Quantity::Share, step.share).into()), ("months", month.into())];
        view.words().say("retention_title", told)
    });
    told.unwrap_or_else(|| view.words().text("retention_share").to_owned())
}

fn sentences(view: &View<'_>, months: &[CourseStep]) -> Vec<String> {
    let say = |(month, step): (usize, &CourseStep)| {
        let words = view.words();
        let told = [("months", month.into()), ("n", step.at_risk.into())];
        match step.interval {
            Some(interval) => {
                let range = [("range", number::range(Quantity::Share, interval, words).into())];
                words.say_all("retention_sentence", told.into_iter().chain(range))
            }
            None => words.say("retention_sentence_plain", told),
        }
    };
    spoken_of(months).map(say).into_iter().collect()
}

fn curve(view: &View<'_>, name: &str, months: &[CourseStep], is_cut: bool) -> Curve {
    let step = |(month, step): (usize, &CourseStep)| Step {
        at: month as f64,
        share: step.share,
        // Before anybody left and after everybody did there is no range to draw.
        range: Some(step.interval.map_or((step.share, step.share), |ends| (ends.low, ends.high))),
    };
    let every = months.iter().enumerate().step_by(EVERY);
    let at_risk = every.map(|(month, step)| Tick { at: month as f64, label: number::count(step.at_risk) });
    let until = months.len().saturating_sub(1) as f64;
    let tip = spoken_of(months).map(|(month, step)| {
        let share = number::plain(Quantity::Share, step.share);
        view.words().say("retention_tip", [("unit", name.into()), ("share", share.into()), ("months", month.into())])
    });
    Curve {
        label: Label::new(name),
        course: Course::Told {
            steps: months.iter().enumerate().map(step).collect(),
            until,
            is_cut,
            censored: Vec::new(),
        },
        at_risk: at_risk.collect(),
        tip: tip.unwrap_or_default(),
    }
}

fn untold(view: &View<'_>, said: Said) -> Curve {
    let symbol_text = symbol_text(&Cell::from(said));
    let label = Label::new(view.words().text("head_programme"));
    Curve { tip: symbol_text.clone(), label, course: Course::NotShown { symbol_text }, at_risk: Vec::new() }
}

fn time(months: usize) -> Axis {
    let last = months.saturating_sub(1).max(1);
    let ticks = (0..=last).step_by(EVERY).map(|month| Tick { at: month as f64, label: number::count(month as u64) });
    Axis { from: 0.0, to: last as f64, ticks: ticks.collect() }
}

fn shares() -> Axis {
    let tick = |quarter: u32| {
        let at = f64::from(quarter) / 4.0;
        Tick { at, label: number::plain(Quantity::Share, at) }
    };
    Axis { from: 0.0, to: 1.0, ticks: (0..=4).map(tick).collect() }
}

fn table(view: &View<'_>, months: &[CourseStep], beside: Option<&ReleasedCourse>) -> Table {
    let words = view.words();
    let heads = ["head_months", "head_still_there#", "head_likely_range#", "head_at_risk#"];
    let mut table = Table::new(words.text("retention_caption"), words, &heads);
    let other = match beside {
        Some(ReleasedCourse::Told { months, .. }) => {
            table.column(words.text("retention_programme"), true);
            Some(months)
        }
        _ => None,
    };
    for (month, step) in months.iter().enumerate().step_by(EVERY) {
        let range = step
            .interval
            .map_or_else(|| figures::NO_RANGE.to_owned(), |interval| number::range(Quantity::Share, interval, words));
        let mut row = Row::new(number::count(month as u64))
            .with(number::plain(Quantity::Share, step.share))
            .with(range)
            .with(number::count(step.at_risk));
        if let Some(other) = other {
            let share = other.get(month).map(|step| number::plain(Quantity::Share, step.share));
            row = row.with(share.unwrap_or_else(|| figures::NO_RANGE.to_owned()));
        }
        table.row(row);
    }
    table
}
