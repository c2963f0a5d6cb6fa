//! Ties among the members of one group, from those who answered.
//!
//! A member who did not answer reported no ties, which is not the same as having none: figures
//! count only what could have been reported, and below a share answering there are none at all.

mod paths;

use super::mean::Moments;
use super::{NotEstimable, finite, length, real};

/// The share of members who must have answered, in hundredths, unless asked otherwise: with fewer,
/// centralisation and reach drift far from those of the whole network (Kossinets 2006, *Social
/// Networks* 28, 247-268; Costenbader & Valente 2003, *Social Networks* 25, 283-307).
pub const LEAST_PERCENT_ANSWERING: u64 = 75;

/// The fewest members of a network: among two, everything is one tie or its return.
pub const FEWEST_MEMBERS: u64 = 3;

/// A tie that one member reported to another, both as places in the list of members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Who reported it.
    pub from: usize,
    /// To whom.
    pub to: usize,
}

/// Reported ties among the members of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// For each member whether they answered.
    answered: Vec<bool>,
    /// For each member whom they named: sorted, each once, never themselves.
    named: Vec<Vec<usize>>,
}

impl Network {
    /// Ties among members, of whom some answered.
    ///
    /// `answered` has an entry for each member. A tie reported twice counts once; a tie to oneself
    /// is none. `least_percent_answering` is usually [`LEAST_PERCENT_ANSWERING`].
    ///
    /// # Errors
    /// [`NotEstimable::TooFewPeople`] below [`FEWEST_MEMBERS`] members, or when fewer answered than
    /// asked for (and never with fewer than 2); [`NotEstimable::Contradictory`] for a tie to or
    /// from nobody in the list, or from a member who did not answer.
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::network::{LEAST_PERCENT_ANSWERING, Network, Tie};
    ///
    /// let ties = [(0, 1), (1, 0), (1, 2), (3, 1)].map(|(from, to)| Tie { from, to });
    /// let network = Network::new(&[true, true, false, true], &ties, LEAST_PERCENT_ANSWERING)?;
    /// assert_eq!(network.density(), 4.0 / 9.0); // three who answered could each name three
    /// assert_eq!(network.reciprocity()?, 2.0 / 3.0); // the tie to the silent member cannot say
    /// assert_eq!(network.reach(), 1.0);
    /// # Ok::<(), learnframe::statistics::NotEstimable>(())
    /// ```
    pub fn new(answered: &[bool], ties: &[Tie], least_percent_answering: u64) -> Result<Self, NotEstimable> {
        let members = length(answered);
        if members < FEWEST_MEMBERS {
            return Err(NotEstimable::TooFewPeople { have: members, need: FEWEST_MEMBERS });
        }
        let have = length(&answered.iter().filter(|answered| **answered).collect::<Vec<_>>());
        let need = members.saturating_mul(least_percent_answering.min(100)).div_ceil(100).max(2);
        if have < need {
            return Err(NotEstimable::TooFewPeople { have, need });
        }
        let mut named = vec![Vec::new(); answered.len()];
        for tie in ties {
            let (Some(list), Some(true)) = (named.get_mut(tie.from), answered.get(tie.from)) else {
                return Err(NotEstimable::Contradictory { what: "a tie is reported by someone who did not answer" });
            };
            if tie.to >= answered.len() {
                return Err(NotEstimable::Contradictory { what: "a tie leads to someone who is not a member" });
            }
            if tie.to != tie.from {
                list.push(tie.to);
            }
        }
        for list in &mut named {
            list.sort_unstable();
            list.dedup();
        }
        Ok(Self { answered: answered.to_vec(), named })
    }

    /// An undirected network whose members are all known: each tie counts both ways.
    ///
    /// # Errors
    /// As [`Network::new`].
    pub fn undirected(members: usize, ties: &[Tie]) -> Result<Self, NotEstimable> {
        let both: Vec<Tie> = ties.iter().flat_map(|tie| [*tie, Tie { from: tie.to, to: tie.from }]).collect();
        Self::new(&vec![true; members], &both, 100)
    }

    fn members(&self) -> f64 {
        real(length(&self.answered))
    }

    fn answering(&self) -> f64 {
        real(length(&self.answered.iter().filter(|answered| **answered).collect::<Vec<_>>()))
    }

    fn has_answered(&self, member: usize) -> bool {
        self.answered.get(member).copied().unwrap_or(false)
    }

    fn names(&self, from: usize, to: usize) -> bool {
        self.named.get(from).is_some_and(|list| list.binary_search(&to).is_ok())
    }

    fn ties(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.named.iter().enumerate().flat_map(|(from, list)| list.iter().map(move |to| (from, *to)))
    }

    /// The share of ties that could have been reported that were, 0 to 1: reported ties over
    /// `r (n - 1)` for r who answered of n members. Source: Wasserman & Faust 1994, *Social Network
    /// Analysis*, 4.3, over respondents' rows.
    #[must_use]
    pub fn density(&self) -> f64 {
        self.ties().map(|_| 1.0).sum::<f64>() / (self.answering() * (self.members() - 1.0))
    }

    /// The share of reported ties that are returned, 0 to 1, among ties between two who both
    /// answered. Source: Wasserman & Faust 1994, 13.3 (ties, not pairs, are counted).
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] when no tie runs between two who answered.
    pub fn reciprocity(&self) -> Result<f64, NotEstimable> {
        let (mut counted, mut returned) = (0_u64, 0_u64);
        for (from, to) in self.ties().filter(|(_, to)| self.has_answered(*to)) {
            counted += 1;
            returned += u64::from(self.names(to, from));
        }
        if counted == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        Ok(real(returned) / real(counted))
    }

    /// Of pairs of members who both answered and are tied, the share tied both ways, 0 to 1: the
    /// other reading of reciprocity, always at or below [`Network::reciprocity`].
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] when no tie runs between two who answered.
    pub fn mutual_pairs_share(&self) -> Result<f64, NotEstimable> {
        // Of t ties with m returned there are m / 2 mutual pairs and t - m one-sided ones.
        let of_ties = self.reciprocity()?;
        Ok(of_ties / (2.0 - of_ties))
    }

    /// How many others each member named, in the order of members; 0 for those who did not answer.
    #[must_use]
    pub fn out_degrees(&self) -> Vec<u64> {
        self.named.iter().map(|list| length(list)).collect()
    }

    /// How often each member was named by others, in the order of members.
    #[must_use]
    pub fn in_degrees(&self) -> Vec<u64> {
        let mut degrees = vec![0_u64; self.answered.len()];
        for (_, to) in self.ties() {
            if let Some(degree) = degrees.get_mut(to) {
                *degree += 1;
            }
        }
        degrees
    }

    /// Freeman's in-degree centralisation, 0 (all are named alike often) to 1 (all name one
    /// member, who names nobody).
    ///
    /// The sum of distances from the largest in-degree over the most this sum could be: without
    /// loops, with r of n members naming, `(n - 1) min(r, n - 1)`, which is `(n - 1)^2` when all
    /// answered. Source: Freeman 1979, *Social Networks* 1, 215-239; directed form in Wasserman &
    /// Faust 1994, 5.3.
    #[must_use]
    pub fn in_degree_centralisation(&self) -> f64 {
        let others = self.members() - 1.0;
        spread_below_largest(&self.in_degrees()) / (others * self.answering().min(others))
    }

    /// Freeman's out-degree centralisation among those who answered, 0 to 1.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewPeople`] below 2 who answered (which [`Network::new`] rules out).
    pub fn out_degree_centralisation(&self) -> Result<f64, NotEstimable> {
        let lists = self.named.iter().zip(&self.answered).filter(|(_, answered)| **answered);
        let degrees: Vec<u64> = lists.map(|(list, _)| length(list)).collect();
        let most = (self.answering() - 1.0) * (self.members() - 1.0);
        finite(spread_below_largest(&degrees) / most)
    }

    /// Freeman's degree centralisation of an undirected network, 0 (all alike) to 1 (a star):
    /// distances from the largest degree over `(n - 1)(n - 2)`. Source: Freeman 1979.
    #[must_use]
    pub fn degree_centralisation(&self) -> f64 {
        let degrees: Vec<u64> = self.neighbours().iter().map(|list| length(list)).collect();
        spread_below_largest(&degrees) / ((self.members() - 1.0) * (self.members() - 2.0))
    }

    /// Members in each weakly connected part (ties read both ways), largest first; a member
    /// without ties is a part of one.
    #[must_use]
    pub fn weak_components(&self) -> Vec<u64> {
        let neighbours = self.neighbours();
        let mut seen = vec![false; neighbours.len()];
        let mut sizes = Vec::new();
        for start in 0..neighbours.len() {
            let (mut open, mut size) = (vec![start], 0_u64);
            while let Some(member) = open.pop() {
                if let Some(seen) = seen.get_mut(member).filter(|seen| !**seen) {
                    *seen = true;
                    size += 1;
                    open.extend(neighbours.get(member).into_iter().flatten());
                }
            }
            if size > 0 {
                sizes.push(size);
            }
        }
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        sizes
    }

    /// Reach: the share of members in the largest weakly connected part, above 0 to 1.
    #[must_use]
    pub fn reach(&self) -> f64 {
        self.weak_components().first().map_or(0.0, |largest| real(*largest) / self.members())
    }

    /// Whether anyone who answered named nobody and was named by nobody. Who is not for a report.
    #[must_use]
    pub fn has_isolates(&self) -> bool {
        self.neighbours().iter().zip(&self.answered).any(|(list, answered)| *answered && list.is_empty())
    }

    /// Transitivity: of all paths of two ties, read both ways, the share whose ends are tied too,
    /// 0 to 1. Source: Wasserman & Faust 1994, 6.7 (`3 triangles / connected triples`).
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] when no member has two neighbours.
    pub fn transitivity(&self) -> Result<f64, NotEstimable> {
        let neighbours = self.neighbours();
        let (mut triples, mut closed) = (0_u64, 0_u64);
        for list in &neighbours {
            for (place, one) in list.iter().enumerate() {
                for other in list.iter().skip(place + 1) {
                    triples += 1;
                    let tied = neighbours.get(*one).is_some_and(|of_one| of_one.binary_search(other).is_ok());
                    closed += u64::from(tied);
                }
            }
        }
        if triples == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        Ok(real(closed) / real(triples))
    }

    /// Everyone each member is tied to, whoever reported it; sorted, each once.
    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut lists = self.named.clone();
        for (from, to) in self.ties() {
            if let Some(list) = lists.get_mut(to) {
                list.push(from);
            }
        }
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
        }
        lists
    }
}

fn spread_below_largest(degrees: &[u64]) -> f64 {
    let largest = degrees.iter().copied().max().unwrap_or(0);
    degrees.iter().map(|degree| real(largest - degree)).sum()
}

/// Bridging: the share of ties that lead outside the group, 0 to 1.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without ties.
pub fn bridging_share(inside: u64, outside: u64) -> Result<f64, NotEstimable> {
    let all = real(inside) + real(outside);
    if all <= 0.0 { Err(NotEstimable::NothingCounted) } else { Ok(real(outside) / all) }
}

/// The E-I index, -1 (all ties inside) to 1 (all outside): ties outside less ties inside, over all.
/// It says no more than [`bridging_share`] (`2 share - 1`); not compared with what chance would
/// have at these group sizes. Source: Krackhardt & Stern 1988, *Social Psychology Quarterly* 51,
/// 123-140.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without ties.
pub fn external_internal_index(inside: u64, outside: u64) -> Result<f64, NotEstimable> {
    let all = real(inside) + real(outside);
    if all <= 0.0 { Err(NotEstimable::NothingCounted) } else { Ok((real(outside) - real(inside)) / all) }
}

/// The mean of something said of each tie, such as trust.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TieMean {
    /// The mean over ties, in the unit of the answers; who reported many ties weighs more.
    pub mean: f64,
    /// Ties of which it was said.
    pub ties: u64,
    /// Members who said it of a tie or more.
    pub members: u64,
}

/// The mean of something said of each tie, from the sums of each member's ties. Descriptive: an
/// interval should take members as clusters ([`super::cluster::pooled_ratio`]).
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without ties; [`NotEstimable::NotFinite`].
pub fn tie_mean(members: &[Moments]) -> Result<TieMean, NotEstimable> {
    let naming = members.iter().filter(|member| member.n > 0);
    let all = naming.clone().fold(Moments::default(), |all, member| Moments {
        n: all.n.saturating_add(member.n),
        sum: all.sum + member.sum,
        sum_of_squares: all.sum_of_squares + member.sum_of_squares,
    });
    Ok(TieMean { mean: all.mean()?, ties: all.n, members: length(&naming.collect::<Vec<_>>()) })
}

#[cfg(test)]
mod tests;
