//! The tree of groups, networks, authorities and regions, out of the groups table.

use super::view::View;
use crate::finding::{Finding, Place, quoted};
use crate::plan::{Names, Plan};
use crate::vocabulary::{Level, Unit, UnitId, UnitTree};
use polars::prelude::{DataFrame, PolarsResult};
use std::collections::{BTreeMap, BTreeSet};

/// The units that a groups table names, and the ids that stand for two things in it.
pub(super) fn units(groups: &DataFrame, plan: &Plan) -> PolarsResult<(UnitTree, Vec<Finding>)> {
    let columns = Columns::new(groups)?;
    let mut gathered = Gathered { units: BTreeMap::new(), named: BTreeMap::new(), findings: BTreeSet::new() };
    for row in 0..groups.height() {
        columns.chain(row).into_iter().for_each(|unit| gathered.add(unit));
    }
    let Gathered { mut units, named, findings } = gathered;
    for unit in units.values_mut() {
        if !named.contains_key(&unit.id)
            && let Some(name) = planned(&plan.names, &unit.id)
        {
            unit.name.clone_from(name);
        }
    }
    Ok((UnitTree::new(&plan.programme.name, units.into_values()), findings.into_iter().collect()))
}

fn planned<'a>(names: &'a Names, id: &UnitId) -> Option<&'a String> {
    match id.level {
        Level::Network => names.networks.get(&id.id),
        Level::Lea => names.leas.get(&id.id),
        Level::Region => names.regions.get(&id.id),
        Level::Group | Level::Programme => None,
    }
}

/// The columns of the groups table that say where a group belongs.
struct Columns<'a> {
    levels: [(Level, View<'a>, Option<View<'a>>); 4],
}

/// A unit as one row has it: its identity, its own name if the row gives one, its parent.
struct Mention<'a> {
    id: UnitId,
    name: Option<&'a str>,
    parent: UnitId,
}

impl<'a> Columns<'a> {
    fn new(groups: &'a DataFrame) -> PolarsResult<Self> {
        let view = |name| View::new(groups, name);
        Ok(Columns {
            levels: [
                (Level::Region, view("region")?, None),
                (Level::Lea, view("lea_code")?, Some(view("lea_name")?)),
                (Level::Network, view("network_id")?, Some(view("network_name")?)),
                (Level::Group, view("group_id")?, Some(view("name")?)),
            ],
        })
    }

    /// The units of one row, largest first, each inside the one before.
    fn chain(&self, row: usize) -> Vec<Mention<'_>> {
        let mut parent = UnitId::programme();
        let mut chain = Vec::new();
        for (level, ids, names) in &self.levels {
            let Some(id) = ids.text(row) else { continue };
            let id = UnitId::new(*level, id);
            let name = names.as_ref().and_then(|names| names.text(row));
            chain.push(Mention { id: id.clone(), name, parent: std::mem::replace(&mut parent, id) });
        }
        chain
    }
}

struct Gathered<'a> {
    units: BTreeMap<UnitId, Unit>,
    /// Names given in the table, as against ids that stand in for one.
    named: BTreeMap<UnitId, &'a str>,
    findings: BTreeSet<Finding>,
}

impl<'a> Gathered<'a> {
    fn add(&mut self, mention: Mention<'a>) {
        let Mention { id, name, parent } = mention;
        if let Some(name) = name {
            match self.named.get(&id) {
                Some(other) if *other != name => {
                    self.conflict("unit-two-names", &id, "has two names", "the first is used");
                }
                _ => drop(self.named.insert(id.clone(), name)),
            }
        }
        let moved = self.units.get(&id).is_some_and(|unit| unit.parent.as_ref() != Some(&parent));
        if moved {
            self.conflict("unit-two-parents", &id, "belongs to two larger units", "the first is used");
        }
        let name = self.named.get(&id).map_or_else(|| id.id.clone(), |name| (*name).to_owned());
        let unit = self.units.entry(id.clone()).or_insert(Unit { id, name: name.clone(), parent: Some(parent) });
        unit.name = name;
    }

    fn conflict(&mut self, code: &'static str, id: &UnitId, what: &str, then: &str) {
        let message = format!("the {} {} {what}; {then}", id.level.word(), quoted(&id.id));
        let finding =
            Finding::warning(code, Place::file("groups"), message, "give each unit one id, one name and one place");
        // A set: one finding a unit says it, however many rows repeat it.
        self.findings.insert(finding);
    }
}
