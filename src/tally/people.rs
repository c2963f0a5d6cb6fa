//! Who stands behind a count: the people whose answers are in it. Disclosure control asks it, because
//! two numbers about nearly the same people tell what the few think who are in one of them only.

use super::{Component, Pass, Tally, decode};
use crate::vocabulary::Wave;
use polars::prelude::{DataFrame, Expr, IntoLazy, PolarsResult, col, lit};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A person, as a number that the id cannot be read from: the first eight bytes of its SHA-256.
pub type PersonNumber = u64;

/// Different people, in the order of their numbers. Counts of one group mostly share the same people, so
/// a copy costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct People(Arc<[PersonNumber]>);

impl People {
    /// The people in order.
    #[must_use]
    pub fn numbers(&self) -> &[PersonNumber] {
        &self.0
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// These and others, each once.
    #[must_use]
    pub fn union(&self, other: &People) -> People {
        if self == other || other.0.is_empty() {
            return self.clone();
        }
        self.0.iter().chain(other.0.iter()).copied().collect()
    }
}

impl FromIterator<PersonNumber> for People {
    fn from_iter<I: IntoIterator<Item = PersonNumber>>(numbers: I) -> Self {
        let mut numbers: Vec<PersonNumber> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        People(numbers.into())
    }
}

/// The number of a respondent.
#[must_use]
pub fn person_number(id: &str) -> PersonNumber {
    let digest = Sha256::digest(id.as_bytes());
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

impl Pass<'_> {
    /// The people behind answers and scores, wave by wave. Who sent no id is a person of their own, told
    /// apart by the place of their return among the group's.
    pub(super) fn count_people(&self, tally: &mut Tally) -> PolarsResult<()> {
        let components: Vec<(usize, Component)> = self.components(tally);
        for (at, wave) in self.waves.iter().enumerate() {
            let mut masks = Vec::new();
            for (place, component) in &components {
                if let Some(mask) = self.is_counted_in(component, at, wave)? {
                    masks.push((*place, mask.alias(place.to_string())));
                }
            }
            if masks.is_empty() {
                continue;
            }
            let mut columns = vec![col("group_id")];
            columns.extend(self.has_column("respondent_id").then(|| col("respondent_id")));
            columns.extend(masks.iter().map(|(_, mask)| mask.clone()));
            let rows = self.frame.clone().lazy().filter(col("wave").eq(lit(wave.id.clone())));
            let answered = rows.select(columns).collect()?;
            let places: Vec<usize> = masks.iter().map(|(place, _)| *place).collect();
            self.keep_people(&answered, &places, at, tally)?;
        }
        Ok(())
    }

    /// Whether a return is in a component's count.
    fn is_counted_in(&self, component: &Component, at: usize, wave: &Wave) -> PolarsResult<Option<Expr>> {
        Ok(match component {
            Component::Returns => Some(col("wave").is_not_null()),
            Component::Answers { item } if self.has_column(item) => Some(col(item).is_not_null()),
            Component::Scores { items, condition } => {
                let score = self.score(items, at).is_not_null();
                Some(match condition {
                    Some(sql) => score.and(self.mask(Some(sql), wave)?),
                    None => score,
                })
            }
            _ => None,
        })
    }

    fn keep_people(&self, answered: &DataFrame, places: &[usize], at: usize, tally: &mut Tally) -> PolarsResult<()> {
        let mut rows: BTreeMap<usize, Vec<(usize, PersonNumber)>> = BTreeMap::new();
        let units = self.units(answered)?;
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        let mut groups = Vec::new();
        let ids = if self.has_column("respondent_id") {
            decode::texts(answered, "respondent_id")?
        } else {
            vec![None; answered.height()]
        };
        for (row, (unit, id)) in units.iter().zip(ids).enumerate() {
            let Some(unit) = unit else { continue };
            let group = *known.entry(unit).or_insert_with(|| {
                groups.push(unit);
                groups.len() - 1
            });
            let of_group = rows.entry(group).or_default();
            let person = person_number(&id.unwrap_or_else(|| format!("{}\n{at}\n{}", unit.id, of_group.len())));
            of_group.push((row, person));
        }
        for place in places {
            let column = answered.column(&place.to_string())?.bool()?.clone();
            let mask: Vec<bool> = column.iter().map(Option::unwrap_or_default).collect();
            for (group, people) in &rows {
                let inside = people.iter().filter(|(row, _)| mask.get(*row).copied().unwrap_or(false));
                let people: People = inside.map(|(_, person)| *person).collect();
                if let Some(unit) = groups.get(*group).filter(|_| people.count() > 0) {
                    tally.add_people(unit, *place, at, people);
                }
            }
        }
        Ok(())
    }
}
