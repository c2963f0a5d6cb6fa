//! May answers of people stand for their group? One-way analysis of variance and what it says of
//! how alike people of one group are.

use super::interval::{Confidence, Interval};
use super::mean::Moments;
use super::{NotEstimable, finite, length, quantile, random_intercept, real};

/// The fewest groups with answers; a variance between fewer is mostly noise, as for the
/// [model of groups](super::random_intercept).
pub const FEWEST_GROUPS: u64 = random_intercept::FEWEST_GROUPS;

/// Where the limits stop narrowing, as the F quantile can no longer be had in finite time.
const MOST_FREEDOM: f64 = 1_000_000.0;

/// Which size stands for groups of unequal size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupSize {
    /// The plain mean of group sizes, `N / G` (Bliese 2000; R's `multilevel::ICC1`).
    Mean,
    /// Searle's n0, `(N - sum of n^2 / N) / (G - 1)`, with which the variance between groups is
    /// estimated without bias (Searle, Casella & `McCulloch` 1992, *Variance Components*, 3.6).
    Searle,
}

/// A one-way analysis of variance: people within groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneWay {
    /// Groups with answers.
    pub groups: u64,
    /// People who answered.
    pub people: u64,
    /// The sum of squares between groups.
    pub between: f64,
    /// The sum of squares within groups, above 0.
    pub within: f64,
    /// The plain mean of group sizes.
    pub mean_group_size: f64,
    /// Searle's n0: below the plain mean unless groups are of one size.
    pub searle_group_size: f64,
}

/// How alike people of one group are, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntraclassCorrelation {
    /// ICC(1): at most 1, below 0 when groups differ less than chance would have it.
    pub value: f64,
    /// Its interval: exact for groups of one size, else approximate.
    pub interval: Interval,
    /// The group size it was made with.
    pub size: GroupSize,
}

impl OneWay {
    /// From sums of each group; groups without answers are left out.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewGroups`] below [`FEWEST_GROUPS`]; [`NotEstimable::TooFewPeople`] when
    /// no group has two; [`NotEstimable::NoVariation`] when nobody differs from their own group;
    /// else as [`Moments::squared_deviations`].
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::{NotEstimable, aggregation::{GroupSize, OneWay}};
    /// use learnframe::statistics::{interval::Confidence, mean::Moments};
    ///
    /// let groups: Vec<Moments> = [[3.0, 4.0], [2.0, 2.5], [4.0, 5.0], [3.0, 3.5], [1.0, 2.0]]
    ///     .map(Moments::from_iter)
    ///     .into();
    /// let found = OneWay::of(&groups)?;
    /// let alike = found.intraclass_correlation(GroupSize::Mean, Confidence::Percent95)?;
    /// assert!(alike.value > 0.7 && alike.interval.contains(alike.value));
    /// # Ok::<(), NotEstimable>(())
    /// ```
    pub fn of(groups: &[Moments]) -> Result<Self, NotEstimable> {
        let filled: Vec<&Moments> = groups.iter().filter(|group| group.n > 0).collect();
        let have = length(&filled);
        if have < FEWEST_GROUPS {
            return Err(NotEstimable::TooFewGroups { have, need: FEWEST_GROUPS });
        }
        let people = filled.iter().fold(0_u64, |sum, group| sum.saturating_add(group.n));
        if people == have {
            return Err(NotEstimable::TooFewPeople { have: people, need: have + 1 });
        }
        let within = finite(sum(&filled, Moments::squared_deviations)?)?;
        if within <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        let n = real(people);
        let grand = finite(filled.iter().map(|group| group.sum).sum::<f64>() / n)?;
        let between = sum(&filled, |group| Ok(real(group.n) * (group.mean()? - grand).powi(2)))?;
        let squares = sum(&filled, |group| Ok(real(group.n) * (real(group.n) / n)))?;
        Ok(Self {
            groups: have,
            people,
            between: finite(between)?,
            within,
            mean_group_size: n / real(have),
            searle_group_size: (n - squares) / real(have - 1),
        })
    }

    /// Degrees of freedom between and within groups.
    #[must_use]
    pub const fn degrees_of_freedom(&self) -> (u64, u64) {
        (self.groups - 1, self.people - self.groups)
    }

    /// Mean squares between and within groups.
    #[must_use]
    pub fn mean_squares(&self) -> (f64, f64) {
        let (between, within) = self.degrees_of_freedom();
        (self.between / real(between), self.within / real(within))
    }

    /// F: the mean square between groups over that within; about 1 when groups are alike.
    ///
    /// # Errors
    /// [`NotEstimable::NotFinite`].
    pub fn f(&self) -> Result<f64, NotEstimable> {
        let (between, within) = self.mean_squares();
        finite(between / within)
    }

    /// ICC(1), the reliability of one person's answer as a reading of their group and the share of
    /// variance between groups: `(F - 1) / (F + k - 1)` with k the group size asked for.
    ///
    /// The interval is that of F on both degrees of freedom. Sources: Bliese 2000 in Klein &
    /// Kozlowski, *Multilevel Theory, Research, and Methods*, 349-381; Shrout & Fleiss 1979,
    /// *Psychological Bulletin* 86, 420-428 (interval).
    ///
    /// # Errors
    /// As [`OneWay::f`].
    pub fn intraclass_correlation(
        &self,
        size: GroupSize,
        confidence: Confidence,
    ) -> Result<IntraclassCorrelation, NotEstimable> {
        let k = match size {
            GroupSize::Mean => self.mean_group_size,
            GroupSize::Searle => self.searle_group_size,
        };
        let of_ratio = |f: f64| (f - 1.0) / (f + k - 1.0);
        let ratio = self.f()?;
        let (between, within) = self.degrees_of_freedom();
        let freedom = (real(between).min(MOST_FREEDOM), real(within).min(MOST_FREEDOM));
        let limit = |tail| of_ratio(ratio / quantile::f(freedom.0, freedom.1, tail));
        let tail = confidence.each_tail();
        let interval = Interval::new(limit(1.0 - tail), limit(tail), confidence)?;
        Ok(IntraclassCorrelation { value: finite(of_ratio(ratio))?, interval, size })
    }

    /// ICC(2), the reliability of group means, `1 - 1 / F`; below 0 when groups differ less than
    /// chance would have it.
    ///
    /// It is ICC(1) stepped up by Spearman and Brown to groups of the size that ICC(1) was made
    /// with, whichever that is: the size cancels. Source: Bliese 2000.
    ///
    /// # Errors
    /// [`NotEstimable::NoVariation`] when all groups have one mean; as [`OneWay::f`].
    pub fn group_mean_reliability(&self) -> Result<f64, NotEstimable> {
        let ratio = self.f()?;
        if ratio <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        finite(1.0 - 1.0 / ratio)
    }
}

fn sum(groups: &[&Moments], of: impl Fn(&Moments) -> Result<f64, NotEstimable>) -> Result<f64, NotEstimable> {
    groups.iter().try_fold(0.0, |so_far, group| Ok(so_far + of(group)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    /// Shrout & Fleiss 1979, table 2: six targets, four judges.
    const TARGETS: [[f64; 4]; 6] = [
        [9.0, 2.0, 5.0, 8.0],
        [6.0, 1.0, 3.0, 2.0],
        [8.0, 4.0, 6.0, 8.0],
        [7.0, 1.0, 2.0, 6.0],
        [10.0, 5.0, 6.0, 9.0],
        [6.0, 2.0, 4.0, 7.0],
    ];

    /// Their tables 3 and 4: mean squares 11.24 and 6.26, ICC(1,1) 0.17, ICC(1,4) 0.44; R's
    /// `psych::ICC(sf)` prints limits of -0.133 and 0.72 for the first.
    #[test]
    fn shrout_and_fleiss_targets_are_met() -> Result<(), NotEstimable> {
        let groups: Vec<Moments> = TARGETS.map(Moments::from_iter).into();
        let found = OneWay::of(&groups)?;
        let (between, within) = found.mean_squares();
        assert!((between - 11.24).abs() < 5e-3 && (within - 6.26).abs() < 5e-3);
        for size in [GroupSize::Mean, GroupSize::Searle] {
            let alike = found.intraclass_correlation(size, SURE)?;
            assert!((alike.value - 0.17).abs() < 5e-3);
            assert!((alike.interval.lower() - -0.133).abs() < 5e-4, "{:?}", alike.interval);
            assert!((alike.interval.upper() - 0.72).abs() < 5e-3, "{:?}", alike.interval);
        }
        assert!((found.group_mean_reliability()? - 0.44).abs() < 5e-3);
        Ok(())
    }

    #[test]
    fn searles_size_is_the_hand_worked_one() -> Result<(), NotEstimable> {
        // Sizes 1, 2, 3, 4, 5: N = 15, sum of squares 55, n0 = (15 - 55 / 15) / 4 = 17 / 6.
        let groups: Vec<Moments> = (1_i32..6).map(|size| (0..size).map(f64::from).collect()).collect();
        let found = OneWay::of(&groups)?;
        assert!((found.searle_group_size - 17.0 / 6.0).abs() < 1e-14);
        assert!((found.mean_group_size - 3.0).abs() < 1e-15);
        Ok(())
    }

    #[test]
    fn too_little_is_said_so() {
        let pair: Moments = [1.0, 2.0].into_iter().collect();
        let one: Moments = [1.0].into_iter().collect();
        let constant: Moments = [0.1; 3].into_iter().collect();
        let groups = NotEstimable::TooFewGroups { have: 4, need: 5 };
        assert_eq!(OneWay::of(&[pair, pair, pair, pair, Moments::default()]), Err(groups));
        let people = NotEstimable::TooFewPeople { have: 5, need: 6 };
        assert_eq!(OneWay::of(&[one; 5]), Err(people));
        assert_eq!(OneWay::of(&[constant; 5]), Err(NotEstimable::NoVariation));
        let alike = OneWay::of(&[pair; 5]).and_then(|found| found.group_mean_reliability());
        assert_eq!(alike, Err(NotEstimable::NoVariation));
    }

    proptest! {
        #[test]
        fn order_and_empty_groups_change_nothing(
            mut groups in proptest::collection::vec(proptest::collection::vec(1.0..5.0, 2..9), 5..12),
        ) {
            let moments = |groups: &[Vec<f64>]| -> Vec<Moments> {
                groups.iter().map(|group| group.iter().copied().collect()).collect()
            };
            let one = OneWay::of(&moments(&groups))?;
            groups.reverse();
            groups.insert(2, Vec::new());
            let other = OneWay::of(&moments(&groups))?;
            prop_assert!((one.f()? / other.f()? - 1.0).abs() < 1e-9);
            prop_assert!((one.searle_group_size - other.searle_group_size).abs() < 1e-9);
            // Both parts together are the spread of everyone.
            let all: Moments = groups.iter().flatten().copied().collect();
            prop_assert!(((one.between + one.within) / all.squared_deviations()? - 1.0).abs() < 1e-9);
            prop_assert!(one.searle_group_size <= one.mean_group_size + 1e-12);
            // The reliability of means is ICC(1) stepped up, whatever the size.
            for (size, k) in [(GroupSize::Mean, one.mean_group_size), (GroupSize::Searle, one.searle_group_size)] {
                let alike = one.intraclass_correlation(size, SURE)?;
                prop_assert!(alike.interval.contains(alike.value) && alike.interval.upper() <= 1.0);
                let stepped = k * alike.value / (1.0 + (k - 1.0) * alike.value);
                prop_assert!((stepped - one.group_mean_reliability()?).abs() < 1e-6 * stepped.abs().max(1.0));
            }
        }

        #[test]
        fn any_sums_give_finite_figures_or_a_reason(
            groups in proptest::collection::vec((1_u64.., proptest::num::f64::ANY, proptest::num::f64::ANY), 5..8),
        ) {
            let groups: Vec<Moments> =
                groups.into_iter().map(|(n, sum, sum_of_squares)| Moments { n, sum, sum_of_squares }).collect();
            let found = OneWay::of(&groups);
            if let Ok(made) = found.and_then(|found| found.intraclass_correlation(GroupSize::Searle, SURE)) {
                prop_assert!(made.value.is_finite());
            }
        }
    }
}
