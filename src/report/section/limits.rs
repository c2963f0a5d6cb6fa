//! What a page cannot say, made from its own data.

use crate::framework::FamilyRole;
use crate::measure::Absence;
use crate::narrate::{Evidence, Grade, limits};
use crate::release::Released;
use crate::report::desk::View;
use crate::vocabulary::Level;

/// What people decided to withhold of this unit, with who, when and why.
fn decided(view: &View<'_>) -> Vec<String> {
    let decisions = view.desk.publication.plan.withhold.iter().filter(|one| one.is_about(view.unit));
    let name = |code: &str| {
        let known = view.desk.publication.framework.indicator(code);
        known.map_or_else(|| code.to_owned(), |indicator| indicator.name.clone())
    };
    decisions.map(|one| limits::decided(&name(&one.code), &one.reason, &one.by, one.on, view.words())).collect()
}

/// On a larger unit's page: that nothing was set beside schools outside, where that is so.
fn untested(view: &View<'_>) -> Option<&'static str> {
    let is_larger = view.unit.level > Level::Group;
    let outcomes = view.desk.indicators(FamilyRole::Impact).into_iter();
    let compared = outcomes.filter(|indicator| super::impact::is_comparison(&indicator.measure));
    let mut told = compared.map(|indicator| view.figure(&indicator.code).shown());
    (is_larger && !told.any(|shown| shown.is_some())).then_some("limit_no_comparison")
}

/// Up to six limits and what was decided, the ones that the data give reason for first.
pub(in crate::report) fn of(view: &View<'_>) -> Vec<String> {
    let roles = [FamilyRole::Characteristics, FamilyRole::Sustainability, FamilyRole::Impact, FamilyRole::Composite];
    let indicators: Vec<_> = roles.into_iter().flat_map(|role| view.desk.indicators(role)).collect();
    let count = |wanted: fn(&Released) -> bool| {
        indicators.iter().filter(|indicator| wanted(view.figure(&indicator.code))).count()
    };
    let withheld = count(|figure| matches!(figure, Released::Withheld(_) | Released::Bounded(_)));
    let uncollected = count(|figure| matches!(figure, Released::Absent(Absence::NotCollected)));
    let response = view.response();
    let evidence = Evidence { response, ..Evidence::default() };
    let grade = evidence.weigh(&view.desk.publication.framework.sureness, view.words()).grade;
    let words = view.words();
    let mut found = Vec::new();
    found.extend(
        response
            .filter(|_| grade < Grade::High)
            .map(|(answered, eligible)| limits::response(answered, eligible, words)),
    );
    found.extend((withheld > 0).then(|| limits::withheld(withheld, indicators.len(), words)));
    found.extend((uncollected > 0).then(|| limits::uncollected(uncollected, indicators.len(), words)));
    found.extend(view.desk.first.map_or_else(
        || Some(limits::one_wave(words)),
        |_| view.matched().map(|(pairs, first)| limits::matched(pairs, first, words)),
    ));
    found.extend(decided(view));
    found.extend(untested(view).map(|id| words.text(id).to_owned()));
    found.extend(limits::always(words));
    found
}
