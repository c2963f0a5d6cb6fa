//! Properties of a group's network of reported ties. A larger unit's value is the median group's; no
//! member and no tie is ever told.

use super::entries::{entries_found, members_where};
use super::view::{Summary, View, over_groups, real, record};
use super::{Absence, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Network, NetworkStatistic, Roster};
use crate::statistics::network::{self, Tie};
use crate::tally::{Component, ON_ROLL, TallyValue, TieLists};
use std::collections::{BTreeMap, BTreeSet};

impl Network {
    fn ties(&self) -> Component {
        Component::Ties { condition: self.condition.clone() }
    }

    fn members(&self) -> Component {
        match &self.among {
            Some(condition) => members_where(condition.clone()),
            None => Roster::Members.component(),
        }
    }

    fn touched(&self) -> Option<Component> {
        let touching = self.touching.as_ref()?;
        let among = self.among.as_deref().unwrap_or(ON_ROLL);
        Some(members_where(format!("({among}) and ({touching})")))
    }

    fn of_group(&self, view: &View<'_>) -> Outcome {
        let mut all = TallyValue::Nothing;
        for (_, value) in view.each(&self.ties()) {
            all.merge(value.clone());
        }
        let TallyValue::Ties(lists) = all else { return Outcome::Absent(Absence::NothingRecorded) };
        let members: Vec<String> = entries_found(view, &self.members()).into_iter().collect();
        let touched = self.touched().map(|component| entries_found(view, &component));
        let group = Reported::new(&members, &lists);
        if group.answering() < self.answering {
            let reason = format!(
                "{} of {} members answered about ties, fewer than the share asked for",
                group.answered_by(),
                members.len()
            );
            return Outcome::Absent(Absence::TooLittle(reason));
        }
        let value = match (self.statistic, &touched) {
            (NetworkStatistic::Density, Some(touched)) => group.density_touching(touched),
            (NetworkStatistic::Bridging, _) => {
                network::bridging_share(group.ties.len() as u64, lists.outside).map_err(|reason| reason.to_string())
            }
            (NetworkStatistic::Trust, _) if lists.ratings == 0 => Err("no tie has a trust rating".to_owned()),
            (NetworkStatistic::Trust, _) => Ok(real(lists.trust) / real(lists.ratings)),
            (statistic, _) => group.statistic(statistic),
        };
        let value = match value {
            Ok(value) => value,
            Err(reason) => return Outcome::Absent(Absence::TooLittle(reason)),
        };
        let working = view.working(|| {
            vec![
                WorkingLine::new("members of the network", members.len()),
                WorkingLine::new("of them answered about ties", group.answered_by()),
                WorkingLine::new("different ties between them", group.ties.len()),
                WorkingLine::new("ties that leave the group", lists.outside),
                WorkingLine::new("value", format!("{value:.6}")),
            ]
        });
        let people = group.answered_by();
        match record(value, self.statistic.quantity(), Counted::Respondents, people, working) {
            // Two items at the least: whom, and how.
            Outcome::Estimated(figure) => Outcome::Estimated(Figure {
                people: Some(people),
                items: 2,
                eligible: Some(members.len() as u64),
                ..figure
            }),
            absent @ Outcome::Absent(_) => absent,
        }
    }
}

/// A group's members and the ties that they reported, as places in the list of members.
struct Reported<'a> {
    members: &'a [String],
    answered: Vec<bool>,
    ties: Vec<Tie>,
}

impl<'a> Reported<'a> {
    /// Ties to or from somebody who is not a member are left out.
    fn new(members: &'a [String], lists: &TieLists) -> Self {
        let places: BTreeMap<&str, usize> = members.iter().map(String::as_str).zip(0..).collect();
        let answered: BTreeSet<String> = lists.answered.iter().map(|member| member.to_lowercase()).collect();
        let place = |member: &str| places.get(member.to_lowercase().as_str()).copied();
        let ties = lists.inside.iter().filter_map(|(from, to)| Some(Tie { from: place(from)?, to: place(to)? }));
        Reported {
            members,
            answered: members.iter().map(|member| answered.contains(member)).collect(),
            ties: ties.collect(),
        }
    }

    fn answered_by(&self) -> u64 {
        self.answered.iter().filter(|answered| **answered).count() as u64
    }

    fn answering(&self) -> f64 {
        if self.members.is_empty() { 0.0 } else { real(self.answered_by()) / real(self.members.len() as u64) }
    }

    fn statistic(&self, statistic: NetworkStatistic) -> Result<f64, String> {
        // The share answering was looked at before; here nothing more is asked.
        let network = network::Network::new(&self.answered, &self.ties, 0).map_err(|reason| reason.to_string())?;
        match statistic {
            NetworkStatistic::Reciprocity => network.reciprocity().map_err(|reason| reason.to_string()),
            NetworkStatistic::Centralisation => Ok(network.in_degree_centralisation()),
            NetworkStatistic::Reach => Ok(network.reach()),
            _ => Ok(network.density()),
        }
    }

    /// Density among the pairs in which one of the two is in a set.
    fn density_touching(&self, touched: &BTreeSet<String>) -> Result<f64, String> {
        let is_touched: Vec<bool> = self.members.iter().map(|member| touched.contains(member)).collect();
        let touches =
            |from: usize, to: usize| [from, to].iter().any(|place| is_touched.get(*place).copied().unwrap_or(false));
        let all = 0..self.members.len();
        let answering = all.clone().filter(|from| self.answered.get(*from).copied().unwrap_or(false));
        let possible = answering.flat_map(|from| all.clone().map(move |to| (from, to)));
        let possible = possible.filter(|(from, to)| from != to && touches(*from, *to)).count();
        if possible == 0 {
            return Err("there is no such pair of members".to_owned());
        }
        let reported = self.ties.iter().filter(|tie| touches(tie.from, tie.to)).count();
        Ok(real(reported as u64) / real(possible as u64))
    }
}

impl Measure for Network {
    fn components(&self) -> Vec<Component> {
        [self.ties(), self.members()].into_iter().chain(self.touched()).collect()
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        over_groups(view, Summary::Median, |view| self.of_group(view))
    }
}
