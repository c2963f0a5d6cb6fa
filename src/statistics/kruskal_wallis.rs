//! Do groups differ in ordered answers? The Kruskal-Wallis comparison of ranks.

use statrs::function::gamma::gamma_ur;

use super::{NotEstimable, finite, length, real};

/// The fewest people a group should have on average for the chi-square approximation of the tail
/// (Kruskal & Wallis 1952 tabulate exact tails for groups of up to 5); H itself needs no such size.
pub const FEWEST_PEOPLE_PER_GROUP: u64 = 5;

/// How far groups differ in rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, corrected for ties; 0 when groups have the same mean rank.
    pub h: f64,
    /// Groups with answers, less 1.
    pub degrees_of_freedom: u64,
    /// Epsilon squared, 0 to 1: the share of the spread of ranks that lies between groups,
    /// `H / (people - 1)`.
    pub epsilon_squared: f64,
    /// The probability of an H this large or larger were groups drawn from one population, for a
    /// list that is then read with [`super::many`]; a reason in place of it when groups are small.
    pub tail_probability: Result<f64, NotEstimable>,
    /// People who answered.
    pub people: u64,
}

/// The Kruskal-Wallis H of groups, from how many of each group gave each answer.
///
/// `groups` has a row for each group, whose columns are the same answers in rising order; equal
/// answers share their mean rank, and H is divided by the usual correction for ties. Groups
/// without answers are left out. Source: Kruskal & Wallis 1952, *JASA* 47, 583-621, with the
/// chi-square tail; epsilon squared as in Tomczak & Tomczak 2014, *Trends in Sport Sciences* 1,
/// 19-25.
///
/// # Errors
/// [`NotEstimable::TooFewGroups`] below 2 with answers; [`NotEstimable::NoVariation`] when all
/// answers are alike; [`NotEstimable::Contradictory`] when rows differ in length.
///
/// # Examples
/// ```
/// use learnframe::statistics::kruskal_wallis::kruskal_wallis;
///
/// let found = kruskal_wallis(&[vec![8, 2, 0], vec![1, 4, 5]])?;
/// assert!(found.h > 10.0 && found.degrees_of_freedom == 1);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn kruskal_wallis(groups: &[Vec<u64>]) -> Result<KruskalWallis, NotEstimable> {
    let answers = groups.first().map_or(0, Vec::len);
    if groups.iter().any(|group| group.len() != answers) {
        return Err(NotEstimable::Contradictory { what: "groups have different lists of answers" });
    }
    let size = |counts: &[u64]| counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let filled: Vec<&Vec<u64>> = groups.iter().filter(|group| size(group) > 0).collect();
    let have = length(&filled);
    if have < 2 {
        return Err(NotEstimable::TooFewGroups { have, need: 2 });
    }
    let people = filled.iter().fold(0_u64, |sum, group| sum.saturating_add(size(group)));
    let ranks = centred_ranks(&filled, answers);
    let all: f64 = ranks.iter().map(|(count, rank)| count * rank * rank).sum();
    let between: f64 = filled
        .iter()
        .map(|group| {
            let total: f64 = group.iter().zip(&ranks).map(|(count, (_, rank))| real(*count) * rank).sum();
            total * total / real(size(group))
        })
        .sum();
    if finite(all)? <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let epsilon_squared = (finite(between)? / all).min(1.0);
    let h = epsilon_squared * real(people - 1);
    Ok(KruskalWallis {
        h,
        degrees_of_freedom: have - 1,
        epsilon_squared,
        tail_probability: tail_probability(h, have, people),
        people,
    })
}

/// For each answer how many gave it and its mean rank less the mean of all ranks.
fn centred_ranks(groups: &[&Vec<u64>], answers: usize) -> Vec<(f64, f64)> {
    let column = |answer: usize| groups.iter().filter_map(|group| group.get(answer)).map(|count| real(*count)).sum();
    let counts: Vec<f64> = (0..answers).map(column).collect();
    let half = counts.iter().sum::<f64>() / 2.0;
    let mut below = 0.0;
    counts
        .into_iter()
        .map(|count| {
            let rank = below + count / 2.0 - half;
            below += count;
            (count, rank)
        })
        .collect()
}

fn tail_probability(h: f64, groups: u64, people: u64) -> Result<f64, NotEstimable> {
    let need = groups.saturating_mul(FEWEST_PEOPLE_PER_GROUP);
    if people < need {
        return Err(NotEstimable::TooFewPeople { have: people, need });
    }
    if h <= 0.0 {
        return Ok(1.0);
    }
    Ok(finite(gamma_ur(real(groups - 1) / 2.0, h / 2.0))?.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Counts of each group over the sorted distinct values of all.
    fn table(groups: &[&[f64]]) -> Vec<Vec<u64>> {
        let mut values: Vec<f64> = groups.iter().flat_map(|group| group.iter().copied()).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let count = |group: &[f64], value: f64| {
            length(&group.iter().filter(|at| at.total_cmp(&value).is_eq()).collect::<Vec<_>>())
        };
        groups.iter().map(|group| values.iter().map(|value| count(group, *value)).collect()).collect()
    }

    /// Kruskal & Wallis 1952: daily output of three bottle-cap machines, H = 5.656.
    #[test]
    fn the_bottle_caps_of_1952_are_met() -> Result<(), NotEstimable> {
        let found = kruskal_wallis(&table(&[
            &[340.0, 345.0, 330.0, 342.0, 338.0],
            &[339.0, 333.0, 344.0],
            &[347.0, 343.0, 349.0, 355.0],
        ]))?;
        assert!((found.h - 5.656).abs() < 5e-4 && found.degrees_of_freedom == 2);
        assert_eq!(found.tail_probability, Err(NotEstimable::TooFewPeople { have: 12, need: 15 }));
        Ok(())
    }

    /// Hollander & Wolfe 1973, 116: mucociliary efficiency; R's `kruskal.test` prints H = 0.77143.
    #[test]
    fn hollander_and_wolfes_lungs_are_met() -> Result<(), NotEstimable> {
        let found =
            kruskal_wallis(&table(&[&[2.9, 3.0, 2.5, 2.6, 3.2], &[3.8, 2.7, 4.0, 2.4], &[2.8, 3.4, 3.7, 2.2, 2.0]]))?;
        assert!((found.h - 0.771_43).abs() < 5e-6);
        Ok(())
    }

    #[test]
    fn the_tail_is_that_of_chi_square() {
        // On two degrees of freedom the tail is exp(-h / 2).
        let tail = tail_probability(3.0, 3, 15);
        assert!(tail.is_ok_and(|tail| (tail / (-1.5_f64).exp() - 1.0).abs() < 1e-12));
        assert_eq!(tail_probability(0.0, 3, 15), Ok(1.0));
    }

    #[test]
    fn too_little_is_said_so() {
        let reason = NotEstimable::TooFewGroups { have: 1, need: 2 };
        assert_eq!(kruskal_wallis(&[vec![3, 4], vec![0, 0]]), Err(reason));
        assert_eq!(kruskal_wallis(&[]), Err(NotEstimable::TooFewGroups { have: 0, need: 2 }));
        assert_eq!(kruskal_wallis(&[vec![0, 4], vec![0, 9]]), Err(NotEstimable::NoVariation));
        assert!(matches!(kruskal_wallis(&[vec![1], vec![1, 2]]), Err(NotEstimable::Contradictory { .. })));
        assert_eq!(kruskal_wallis(&[vec![2, 2], vec![3, 3]]).map(|found| found.h), Ok(0.0));
    }

    proptest! {
        #[test]
        fn order_empty_groups_and_unused_answers_change_nothing(
            groups in proptest::collection::vec(proptest::collection::vec(0_u64..20, 4), 2..7),
        ) {
            let one = kruskal_wallis(&groups);
            let mut other: Vec<Vec<u64>> = groups.iter().rev().map(|group| {
                let mut group = group.clone();
                group.insert(2, 0);
                group.reverse();
                group
            }).collect();
            other.push(vec![0; 5]);
            match (one, kruskal_wallis(&other)) {
                (Ok(one), Ok(other)) => {
                    prop_assert!((one.h - other.h).abs() < 1e-9 && one.people == other.people);
                    prop_assert!((0.0..=1.0).contains(&one.epsilon_squared));
                }
                (one, other) => prop_assert_eq!(one, other),
            }
        }

        #[test]
        fn any_counts_give_a_finite_answer_or_a_reason(groups in proptest::collection::vec(proptest::collection::vec(proptest::num::u64::ANY, 3), 0..4)) {
            if let Ok(found) = kruskal_wallis(&groups) {
                prop_assert!(found.h.is_finite() && found.tail_probability.is_ok());
            }
        }
    }
}
