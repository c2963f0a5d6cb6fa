//! Units compared: the grid of all of them, drawings of the measures on which most stand apart, and the box of those
//! worth asking about. Nothing is ranked.

use super::unusual::{self, Unusual};
use super::{Section, caterpillar, funnel, heat};
use crate::chart::MOST_UNITS;
use crate::narrate::summary;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::vocabulary::Level;
use serde::Serialize;

/// Units compared.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Compared {
    /// The box of those worth asking about.
    pub(in crate::report) unusual: Option<Unusual>,
    /// The grid and the drawings.
    pub(in crate::report) section: Section,
    /// The same grid group by group, where the drawings are of larger units.
    pub(in crate::report) groups: Section,
}

/// The units of a page compared at a level: scales by caterpillar, shares of many units by funnel.
pub(in crate::report) fn of(view: &View<'_>, level: Level) -> Result<Compared, ReportError> {
    let scales = caterpillar::of(view, level)?;
    let shares = funnel::of(view, level)?;
    let looks: Vec<unusual::Look<'_>> = scales.looks.into_iter().chain(shares.looks).collect();
    let by_group = level > Level::Group
        && view.unit.level < Level::Programme
        && view.inside(Level::Group).len() <= heat::MOST_ROWS;
    let by_group = by_group.then(|| heat::table(view, Level::Group)).flatten();
    let table = (view.inside(level).len() <= heat::MOST_ROWS).then(|| heat::table(view, level)).flatten();
    let notes = if table.is_some() { vec![summary::symbols(view.words())] } else { Vec::new() };
    Ok(Compared {
        unusual: unusual::of(view, &looks),
        section: Section {
            figures: scales.figures.into_iter().chain(shares.figures).collect(),
            tables: table.into_iter().collect(),
            notes,
            ..Section::default()
        },
        groups: Section { tables: by_group.into_iter().collect(), ..Section::default() },
    })
}

/// What one way of comparing gives.
pub(super) struct Made<'a> {
    pub(super) figures: Vec<crate::report::figure::Figure>,
    pub(super) looks: Vec<unusual::Look<'a>>,
}

/// The level at which a page compares: the smallest units of which a drawing can hold all, networks before groups.
pub(in crate::report) fn level(view: &View<'_>) -> Level {
    let number = |level: Level| view.inside(level).len();
    let smallest = if number(Level::Network) < 2 { Level::Group } else { Level::Network };
    let larger = [Level::Lea, Level::Region].into_iter().filter(|level| *level < view.unit.level);
    std::iter::once(smallest).chain(larger).find(|level| (2..=MOST_UNITS).contains(&number(*level))).unwrap_or(smallest)
}
