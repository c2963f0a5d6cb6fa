//! Shortest paths through a network, and who lies on them or is near to all.

use std::collections::VecDeque;

use super::Network;
use crate::statistics::real;

/// A search outwards from one member: everyone reached, nearest first.
struct Search {
    order: Vec<usize>,
    distance: Vec<Option<u64>>,
    /// How many shortest paths lead here.
    paths: Vec<f64>,
    /// The last step but one of these paths.
    before: Vec<Vec<usize>>,
}

impl Search {
    fn from(start: usize, lists: &[Vec<usize>]) -> Self {
        let size = lists.len();
        let mut search = Self {
            order: Vec::with_capacity(size),
            distance: vec![None; size],
            paths: vec![0.0; size],
            before: vec![Vec::new(); size],
        };
        search.reach(start, 0);
        search.add_paths(start, 1.0);
        let mut open = VecDeque::from([start]);
        while let Some(member) = open.pop_front() {
            search.order.push(member);
            let (here, paths) = (search.distance_of(member).unwrap_or(0), search.paths_to(member));
            for next in lists.get(member).into_iter().flatten().copied() {
                if search.distance_of(next).is_none() {
                    search.reach(next, here + 1);
                    open.push_back(next);
                }
                if search.distance_of(next) == Some(here + 1) {
                    search.add_paths(next, paths);
                    if let Some(before) = search.before.get_mut(next) {
                        before.push(member);
                    }
                }
            }
        }
        search
    }

    fn distance_of(&self, member: usize) -> Option<u64> {
        self.distance.get(member).copied().flatten()
    }

    fn paths_to(&self, member: usize) -> f64 {
        self.paths.get(member).copied().unwrap_or(0.0)
    }

    fn reach(&mut self, member: usize, distance: u64) {
        if let Some(place) = self.distance.get_mut(member) {
            *place = Some(distance);
        }
    }

    fn add_paths(&mut self, member: usize, more: f64) {
        if let Some(paths) = self.paths.get_mut(member) {
            *paths += more;
        }
    }

    /// For each member the part of shortest paths from the start that pass through them.
    fn passing(&self) -> Vec<f64> {
        let mut passing = vec![0.0; self.paths.len()];
        for member in self.order.iter().rev().copied() {
            let onward = 1.0 + passing.get(member).copied().unwrap_or(0.0);
            for before in self.before.get(member).into_iter().flatten().copied() {
                if let Some(place) = passing.get_mut(before) {
                    *place += self.paths_to(before) / self.paths_to(member) * onward;
                }
            }
        }
        passing
    }
}

impl Network {
    /// Betweenness of each member: over all pairs of others, the part of shortest directed paths
    /// from one to the other that passes through the member. Raw sums, 0 to `(n - 1)(n - 2)`.
    ///
    /// Source: Freeman 1977, *Sociometry* 40, 35-41, by the algorithm of Brandes 2001, *Journal of
    /// Mathematical Sociology* 25, 163-177.
    #[must_use]
    pub fn directed_betweenness(&self) -> Vec<f64> {
        betweenness(&self.named)
    }

    /// Betweenness of each member with ties read both ways and each pair counted once: 0 to
    /// `(n - 1)(n - 2) / 2`. Source as [`Network::directed_betweenness`].
    #[must_use]
    pub fn betweenness(&self) -> Vec<f64> {
        betweenness(&self.neighbours()).into_iter().map(|both_ways| both_ways / 2.0).collect()
    }

    /// Freeman's betweenness centralisation with ties read both ways, 0 (all alike) to 1 (a star):
    /// distances from the largest betweenness over `(n - 1)^2 (n - 2) / 2`. Source: Freeman 1979,
    /// *Social Networks* 1, 215-239.
    #[must_use]
    pub fn betweenness_centralisation(&self) -> f64 {
        let found = self.betweenness();
        let largest = found.iter().copied().fold(0.0, f64::max);
        let spread: f64 = found.iter().map(|value| largest - value).sum();
        let others = self.members() - 1.0;
        spread / (others * others * (others - 1.0) / 2.0)
    }

    /// Closeness of each member with ties read both ways, 0 (no ties) to 1 (tied to all): one over
    /// the mean distance to those within reach, times the share of others within reach. In a
    /// network of one piece it is Freeman's `(n - 1) / sum of distances`. Source: Wasserman & Faust
    /// 1994, *Social Network Analysis*, 5.2.
    #[must_use]
    pub fn closeness(&self) -> Vec<f64> {
        let neighbours = self.neighbours();
        let others = self.members() - 1.0;
        let near = |start: usize| {
            let search = Search::from(start, &neighbours);
            let (mut total, mut reached) = (0.0, 0.0);
            for distance in search.distance.iter().flatten().filter(|distance| **distance > 0) {
                total += real(*distance);
                reached += 1.0;
            }
            if total > 0.0 { reached / others * (reached / total) } else { 0.0 }
        };
        (0..neighbours.len()).map(near).collect()
    }
}

fn betweenness(lists: &[Vec<usize>]) -> Vec<f64> {
    let mut sums = vec![0.0; lists.len()];
    for start in 0..lists.len() {
        let passing = Search::from(start, lists).passing();
        for (member, (sum, part)) in sums.iter_mut().zip(passing).enumerate() {
            // Paths that start at a member do not pass through them.
            *sum += if member == start { 0.0 } else { part };
        }
    }
    sums
}
