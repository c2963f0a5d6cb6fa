//! Invented names and open answers, read from `words.toml`.

use super::SimulateError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file `words.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    regions: Vec<String>,
    leas: Vec<String>,
    groups: Vec<String>,
    stems: Vec<String>,
    endings: Vec<String>,
    parts: Vec<String>,
    networks: Vec<String>,
    pub(super) change: Vec<String>,
    pub(super) help: Vec<String>,
    pub(super) next_year: Vec<String>,
    pub(super) hope: Vec<String>,
    pub(super) used_outside: Vec<String>,
    /// Aspect of the action table = what groups agree to do about it.
    pub(super) actions: BTreeMap<String, String>,
}

/// Kinds of places with names of their own, so that no two kinds share a run of made names.
#[derive(Clone, Copy)]
enum Run {
    Lea = 0,
    Network = 400,
    Group = 1_600,
}

impl Words {
    /// The words that are built in.
    pub(super) fn built_in() -> Result<Self, SimulateError> {
        toml::from_str(include_str!("words.toml"))
            .map_err(|source| SimulateError::BuiltIn { file: "words.toml", source })
    }

    /// Name of a region by its number.
    pub(super) fn region(&self, number: usize) -> String {
        self.regions.get(number).cloned().unwrap_or_else(|| format!("Region {}", number + 1))
    }

    /// Name of an authority by its number.
    pub(super) fn lea(&self, number: usize) -> String {
        self.leas.get(number).cloned().unwrap_or_else(|| self.made(Run::Lea, number))
    }

    /// Name of a network by its number.
    pub(super) fn network(&self, number: usize) -> String {
        let kind = self.networks.get(number % self.networks.len().max(1)).map_or("Network", String::as_str);
        format!("{} {kind}", self.made(Run::Network, number))
    }

    /// Name of a group by its number.
    pub(super) fn group(&self, number: usize) -> String {
        self.groups.get(number).cloned().unwrap_or_else(|| self.made(Run::Group, number))
    }

    /// A name from a stem, an ending and, when those run out, a part of the place; different for
    /// every number of a run up to the product of the three lists.
    fn made(&self, run: Run, number: usize) -> String {
        let number = number + run as usize;
        let (stems, endings) = (self.stems.len().max(1), self.endings.len().max(1));
        let (round, within) = (number / (stems * endings), number % (stems * endings));
        let stem = self.stems.get(within % stems).map_or("", String::as_str);
        // Walking the endings by rounds as well as by stems keeps neighbours from sharing one; the
        // walk meets each pair once because one more than the number of stems (48) has no divisor
        // in common with the number of endings (35).
        let ending = self.endings.get((within / stems + within) % endings).map_or("", String::as_str);
        match self.parts.get(round) {
            Some(part) => format!("{stem}{ending}{part}"),
            None => format!("{stem}{ending} {}", round + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_different_within_each_kind_at_national_size() {
        let words = Words::built_in().unwrap();
        let different = |names: Vec<String>| names.iter().collect::<BTreeSet<_>>().len();
        assert_eq!(different((0..150).map(|n| words.lea(n)).collect()), 150);
        assert_eq!(different((0..8_000).map(|n| words.network(n)).collect()), 8_000);
        assert_eq!(different((0..12_000).map(|n| words.group(n)).collect()), 12_000);
    }

    #[test]
    fn the_pilots_names_have_an_apostrophe_an_ampersand_and_welsh() {
        let words = Words::built_in().unwrap();
        let leas: Vec<String> = (0..6).map(|n| words.lea(n)).collect();
        assert!(leas.iter().any(|name| name.contains('\'')));
        assert!(leas.iter().any(|name| name.contains('&')));
        assert!((0..24).any(|n| !words.group(n).is_ascii()));
    }

    #[test]
    fn no_authority_bears_the_name_of_a_real_one() {
        // English and Welsh authorities as they were in 2004; a name of ours may not contain one.
        let real = include_str!("real_leas.txt");
        let words = Words::built_in().unwrap();
        assert!(real.lines().count() > 160);
        for number in 0..400 {
            let name = words.lea(number).to_lowercase();
            for lea in real.lines() {
                assert!(!name.contains(&lea.to_lowercase()), "{name} is like {lea}");
            }
        }
    }
}
