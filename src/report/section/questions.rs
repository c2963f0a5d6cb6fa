//! What to ask next, by who could answer: questions alone, each tied to the figure that raises it.

use super::conclusions::Point;
use super::unusual::Unusual;
use super::{bands, retention};
use crate::framework::FamilyRole;
use crate::measure::Absence;
use crate::narrate::{Value, Verdict, against};
use crate::release::Released;
use crate::report::desk::View;
use crate::vocabulary::Level;
use serde::Serialize;

/// Questions for one kind of reader.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Audience {
    /// Who they are.
    title: String,
    /// The questions.
    points: Vec<Point>,
}

/// The questions that a larger unit's figures raise; readers without any are left out.
pub(in crate::report) fn of(view: &View<'_>, compared: Option<&Unusual>) -> Vec<Audience> {
    let words = view.words();
    let is_programme = view.unit.level == Level::Programme;
    let commissioner = [Some(difference(view)), uncollected(view)];
    let area = [apart(view, compared), missing(view)];
    let groups = [weakest(view), leaving(view)];
    let officers = if is_programme { "questions_areas" } else { "questions_area" };
    [("questions_commissioner", commissioner), (officers, area), ("questions_groups", groups)]
        .into_iter()
        .map(|(id, points)| Audience {
            title: words.say(id, [("level", view.unit.level.word().into())]),
            points: points.into_iter().flatten().collect(),
        })
        .filter(|audience| !audience.points.is_empty())
        .collect()
}

fn ask<const N: usize>(
    view: &View<'_>,
    id: &'static str,
    values: [(&str, Value<'_>); N],
    href: &str,
    subject: &str,
) -> Point {
    Point { subject: subject.to_owned(), text: view.words().say(id, values), href: href.to_owned(), sureness: None }
}

fn weakest(view: &View<'_>) -> Option<Point> {
    let lines = bands::lines(view);
    let judged = lines.iter().filter(|line| line.total() >= 2 && line.counts[2] < line.total());
    let line = judged.min_by(|a, b| a.share().total_cmp(&b.share()))?;
    let name = &line.indicator.name;
    let told = [("name", name.into()), ("groups", line.counts[2].into()), ("judged", line.total().into())];
    Some(ask(view, "question_weakest", told, "#f-bands", name))
}

fn apart(view: &View<'_>, compared: Option<&Unusual>) -> Option<Point> {
    let compared = compared.filter(|compared| compared.found > 0)?;
    let told = [("found", compared.found.into()), ("looks", compared.looks.into())];
    Some(ask(view, "question_apart", told, "#compared", view.words().text("compared")))
}

fn missing(view: &View<'_>) -> Option<Point> {
    let (answered, eligible) = view.response().filter(|(answered, eligible)| answered < eligible)?;
    let [_, many] = &view.desk.publication.framework.about.respondent;
    let told = [("n", (eligible - answered).into()), ("many", many.into())];
    Some(ask(view, "question_missing", told, "#answered", view.words().text("answered")))
}

fn leaving(view: &View<'_>) -> Option<Point> {
    let (months, share) = retention::told(view)?;
    let told = [("months", months.into()), ("share", (&share).into())];
    (share != "100%").then(|| ask(view, "question_leaving", told, "#f-retention", view.words().text("retention_share")))
}

/// What was measured beside comparison schools, or that nothing was.
fn difference(view: &View<'_>) -> Point {
    let outcomes = view.desk.indicators(FamilyRole::Impact);
    let mut compared = outcomes.into_iter().filter(|one| super::impact::is_comparison(&one.measure));
    let shown = compared.find_map(|one| Some((one, view.figure(&one.code).shown()?.interval?)));
    let Some((indicator, interval)) = shown else {
        return ask(view, "question_no_comparison", [], "#impact", view.words().text("led_to"));
    };
    let id = match against(interval, 0.0) {
        Verdict::Higher => "question_more",
        Verdict::Similar => "question_no_difference",
        Verdict::Lower => "question_less",
    };
    let name = &indicator.name;
    // The drawing has outcomes in standard deviations alone; others stand in the table.
    let is_drawn = indicator.quantity == crate::vocabulary::Quantity::EffectSize;
    ask(view, id, [("name", name.into())], if is_drawn { "#f-forest" } else { "#impact" }, name)
}

fn uncollected(view: &View<'_>) -> Option<Point> {
    let roles = [FamilyRole::Characteristics, FamilyRole::Sustainability, FamilyRole::Impact];
    let all: Vec<_> = roles.into_iter().flat_map(|role| view.desk.indicators(role)).collect();
    let is_missing = |code: &str| matches!(view.figure(code), Released::Absent(Absence::NotCollected));
    let n = all.iter().filter(|one| is_missing(&one.code)).count();
    let told = [("n", n.into()), ("all", all.len().into())];
    (n > 0).then(|| ask(view, "question_uncollected", told, "#limits", view.words().text("cannot_say")))
}
