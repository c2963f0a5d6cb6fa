use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The levels that reports speak of, from the smallest to the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// One leadership learning group.
    Group,
    /// A network of groups.
    Network,
    /// A local education authority.
    Lea,
    /// A region of authorities.
    Region,
    /// The whole programme.
    Programme,
}

impl Level {
    /// Every level, smallest first.
    pub const ALL: [Level; 5] = [Level::Group, Level::Network, Level::Lea, Level::Region, Level::Programme];

    /// The word used in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Group => "group",
            Level::Network => "network",
            Level::Lea => "lea",
            Level::Region => "region",
            Level::Programme => "programme",
        }
    }

    /// The level whose units contain this one's.
    #[must_use]
    pub fn above(self) -> Option<Level> {
        match self {
            Level::Group => Some(Level::Network),
            Level::Network => Some(Level::Lea),
            Level::Lea => Some(Level::Region),
            Level::Region => Some(Level::Programme),
            Level::Programme => None,
        }
    }
}

/// A unit's level and its id within that level. The programme's id is `programme`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnitId {
    /// Its level.
    pub level: Level,
    /// Its id as the data have it.
    pub id: String,
}

impl UnitId {
    /// A unit's identity.
    #[must_use]
    pub fn new(level: Level, id: impl Into<String>) -> Self {
        UnitId { level, id: id.into() }
    }

    /// The whole programme.
    #[must_use]
    pub fn programme() -> Self {
        UnitId::new(Level::Programme, "programme")
    }
}

/// One unit with its name and the units that contain it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Identity.
    pub id: UnitId,
    /// The name readers see.
    pub name: String,
    /// The unit that directly contains it. A group whose network is not known hangs under its LEA,
    /// one whose LEA is not known under its region or the programme.
    pub parent: Option<UnitId>,
}

/// All units of a programme as one tree: group, network, LEA, region, programme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnitTree {
    units: BTreeMap<UnitId, Unit>,
    children: BTreeMap<UnitId, Vec<UnitId>>,
}

impl UnitTree {
    /// A tree of the units given; the programme itself is added under `programme_name`.
    #[must_use]
    pub fn new(programme_name: &str, units: impl IntoIterator<Item = Unit>) -> Self {
        let root = Unit { id: UnitId::programme(), name: programme_name.to_owned(), parent: None };
        let mut tree = UnitTree { units: BTreeMap::from([(root.id.clone(), root)]), children: BTreeMap::new() };
        for unit in units {
            tree.units.entry(unit.id.clone()).or_insert(unit);
        }
        for unit in tree.units.values() {
            if let Some(parent) = &unit.parent {
                tree.children.entry(parent.clone()).or_default().push(unit.id.clone());
            }
        }
        tree
    }

    /// A unit by its identity.
    #[must_use]
    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The name of a unit; its id where it has none.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a UnitId) -> &'a str {
        self.units.get(id).map_or(id.id.as_str(), |unit| unit.name.as_str())
    }

    /// Every unit, by level and id.
    pub fn all(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The units of one level, by id.
    pub fn at(&self, level: Level) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(move |unit| unit.id.level == level)
    }

    /// The units directly inside `parent`, by level and id.
    pub fn children<'a>(&'a self, parent: &UnitId) -> impl Iterator<Item = &'a Unit> {
        self.children.get(parent).into_iter().flatten().filter_map(|id| self.units.get(id))
    }

    /// `id` and then each unit that contains it, up to the programme.
    #[must_use]
    pub fn chain(&self, id: &UnitId) -> Vec<UnitId> {
        let mut chain = Vec::new();
        let mut next = self.units.get(id);
        while let Some(unit) = next {
            chain.push(unit.id.clone());
            // A chain cannot be longer than the levels are many: a malformed tree ends here.
            if chain.len() > Level::ALL.len() {
                break;
            }
            next = unit.parent.as_ref().and_then(|parent| self.units.get(parent));
        }
        chain
    }

    /// The unit of `level` that contains `id` (or is it).
    #[must_use]
    pub fn ancestor(&self, id: &UnitId, level: Level) -> Option<&Unit> {
        self.chain(id).into_iter().find(|unit| unit.level == level).and_then(|unit| self.units.get(&unit))
    }

    /// The units of `level` inside `id` (or `id` itself), at any depth, by id.
    #[must_use]
    pub fn inside(&self, id: &UnitId, level: Level) -> Vec<&Unit> {
        let mut found = Vec::new();
        let mut open: Vec<(&Unit, usize)> = self.units.get(id).map(|unit| (unit, 0)).into_iter().collect();
        while let Some((unit, depth)) = open.pop() {
            if unit.id.level == level {
                found.push(unit);
            } else if depth < Level::ALL.len() {
                open.extend(self.children(&unit.id).map(|child| (child, depth + 1)));
            }
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> UnitTree {
        let unit = |level, id: &str, parent: Option<UnitId>| Unit {
            id: UnitId::new(level, id),
            name: id.to_uppercase(),
            parent,
        };
        UnitTree::new(
            "Pilot",
            [
                unit(Level::Region, "r", Some(UnitId::programme())),
                unit(Level::Lea, "l", Some(UnitId::new(Level::Region, "r"))),
                unit(Level::Group, "g", Some(UnitId::new(Level::Lea, "l"))),
                unit(Level::Group, "h", Some(UnitId::programme())),
            ],
        )
    }

    #[test]
    fn a_chain_leads_from_a_group_to_the_programme_past_levels_it_lacks() {
        let levels: Vec<Level> = tree().chain(&UnitId::new(Level::Group, "g")).iter().map(|unit| unit.level).collect();
        assert_eq!(levels, [Level::Group, Level::Lea, Level::Region, Level::Programme]);
    }

    #[test]
    fn inside_finds_groups_at_any_depth() {
        let tree = tree();
        let names =
            |id: &UnitId| tree.inside(id, Level::Group).iter().map(|unit| unit.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&UnitId::new(Level::Region, "r")), ["G"]);
        assert_eq!(names(&UnitId::programme()), ["G", "H"]);
    }
}
