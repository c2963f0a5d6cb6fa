//! Shares: how many of those who answered said so, and how far that carries.
//!
//! Never the textbook `p ± 1.96 se` interval, which has no width at 0 and n and misses its level
//! for small groups (Brown, Cai & `DasGupta` 2001, *Statistical Science* 16, 101-133).

use super::interval::{Confidence, Interval, Population};
use super::{NotEstimable, quantile, real};

/// How the interval of a share was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShareMethod {
    /// Everyone answered: an interval of no width.
    Census,
    /// Wilson's score interval, on the effective size where the population is finite.
    Wilson,
    /// Jeffreys' interval at a share of none or all.
    Jeffreys,
    /// Clopper and Pearson's exact interval.
    ClopperPearson,
    /// Wilson's interval widened to shares that a whole number of people can have.
    WilsonInWholePeople,
}

/// A share (0 to 1) with its interval, which lies within 0 to 1 and contains the share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareEstimate {
    /// Those who said so / those who answered.
    pub share: f64,
    /// Limits for the share among everyone eligible.
    pub interval: Interval,
    /// How the limits were made.
    pub method: ShareMethod,
}

/// The interval to show for a share: `favourable` of `answered` people.
///
/// A census has no width; without a known population, none or all takes Jeffreys' interval
/// (0 or 1 at the near end, the Beta(1/2, n + 1/2) quantile at the far one); everything else,
/// and every share of a finite group, takes [`wilson`].
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without answers; [`NotEstimable::Contradictory`] when there
/// are more favourable than answered or more answered than eligible.
///
/// # Examples
/// ```
/// use learnframe::statistics::interval::{Confidence, Population};
/// use learnframe::statistics::proportion::{ShareMethod, share};
///
/// let sample = share(9, 12, Population::Eligible(14), Confidence::Percent95)?;
/// assert_eq!(sample.share, 0.75);
/// assert!(sample.interval.contains(0.75) && sample.interval.width() < 0.25);
///
/// let census = share(9, 12, Population::Eligible(12), Confidence::Percent95)?;
/// assert_eq!((census.method, census.interval.width()), (ShareMethod::Census, 0.0));
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn share(
    favourable: u64,
    answered: u64,
    population: Population,
    confidence: Confidence,
) -> Result<ShareEstimate, NotEstimable> {
    let at_an_end = favourable == 0 || favourable == answered;
    if at_an_end && population == Population::Unbounded && answered > 0 {
        jeffreys_at_an_end(favourable, answered, confidence)
    } else {
        wilson(favourable, answered, population, confidence)
    }
}

/// Wilson's score interval for `favourable` of `answered` people.
///
/// In a population of N it is drawn on the effective size `n / (1 - (n-1)/(N-1))`, which grows
/// without limit as n reaches N; at a census the interval is the share itself.
///
/// Sources: Wilson 1927, *JASA* 22, 209-212; Brown, Cai & `DasGupta` 2001; the effective size
/// equates the variance `p(1-p)/n * (N-n)/(N-1)` of drawing without replacement (Cochran 1977, 3.2).
///
/// # Errors
/// As [`share`].
pub fn wilson(
    favourable: u64,
    answered: u64,
    population: Population,
    confidence: Confidence,
) -> Result<ShareEstimate, NotEstimable> {
    let share = observed_share(favourable, answered)?;
    if population.is_census(answered)? {
        let interval = Interval::new(share, share, confidence)?;
        return Ok(ShareEstimate { share, interval, method: ShareMethod::Census });
    }
    let size = effective_size(answered, population);
    let square = confidence.normal_quantile().powi(2);
    let shrink = size / (size + square);
    let centre = (share + square / (2.0 * size)) * shrink;
    let inner = share * (1.0 - share) / size + square / (4.0 * size * size);
    let half = shrink * (square * inner).sqrt();
    let lower = if favourable == 0 { 0.0 } else { (centre - half).clamp(0.0, share) };
    let upper = if favourable == answered { 1.0 } else { (centre + half).clamp(share, 1.0) };
    let interval = Interval::new(lower, upper, confidence)?;
    Ok(ShareEstimate { share, interval, method: ShareMethod::Wilson })
}

/// Wilson's interval for a finite group, with limits that the group can have.
///
/// The share among N people is a whole number of N, at least those who said so and at most those
/// plus everyone who did not answer. Limits move outwards to the next whole person, but not past
/// what is possible: 11 of 11 with one person missing becomes 11/12 to 1, where the plain
/// interval would start at 0.97 and deny that the missing person may differ. Drawn without
/// replacement from groups of 4 to 40 of whom at least half answered, nominal 95% limits hold the
/// true share in no fewer than 92 of 100 draws whatever it is; the plain ones sink to 79.
///
/// # Errors
/// As [`share`].
pub fn wilson_in_whole_people(
    favourable: u64,
    answered: u64,
    eligible: u64,
    confidence: Confidence,
) -> Result<ShareEstimate, NotEstimable> {
    let plain = wilson(favourable, answered, Population::Eligible(eligible), confidence)?;
    if plain.method == ShareMethod::Census {
        return Ok(plain);
    }
    let (people, silent) = (real(eligible), real(eligible - answered));
    let slack = 1e-9; // a limit this close to a whole person is one
    let fewest = (plain.interval.lower() * people + slack).floor().max(real(favourable));
    let most = (plain.interval.upper() * people - slack).ceil().min(real(favourable) + silent);
    let lower = (fewest / people).min(plain.share);
    let upper = (most / people).max(plain.share);
    let interval = Interval::new(lower, upper, confidence)?;
    Ok(ShareEstimate { interval, method: ShareMethod::WilsonInWholePeople, ..plain })
}

/// The most people exact limits are drawn for: beyond, the library's beta quantiles lose digits,
/// and Wilson's limits lie next to the exact ones.
pub const MOST_PEOPLE_EXACT: u64 = 50_000;

/// Clopper and Pearson's exact interval for `favourable` of `answered` people, without a known
/// population: it holds the true share at least as often as promised, whatever that is, and is
/// wider for it. For what must not be missed; [`share`] is the one to read results by.
///
/// Limits are beta quantiles, `B(tail; x, n - x + 1)` and `B(1 - tail; x + 1, n - x)`. Source:
/// Clopper & Pearson 1934, *Biometrika* 26, 404-413.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without answers; [`NotEstimable::Contradictory`] when there
/// are more favourable than answered; [`NotEstimable::BreaksDown`] above [`MOST_PEOPLE_EXACT`].
pub fn clopper_pearson(favourable: u64, answered: u64, confidence: Confidence) -> Result<ShareEstimate, NotEstimable> {
    let share = observed_share(favourable, answered)?;
    if answered > MOST_PEOPLE_EXACT {
        return Err(NotEstimable::BreaksDown { what: "exact limits are drawn for up to 50,000 people" });
    }
    let (said, did_not) = (real(favourable), real(answered - favourable));
    let tail = confidence.each_tail();
    let lower = if favourable == 0 { 0.0 } else { quantile::beta(said, did_not + 1.0, tail) };
    // By the mirror, so that a limit near 1 keeps the digits of its distance from 1.
    let upper = if favourable == answered { 1.0 } else { 1.0 - quantile::beta(did_not, said + 1.0, tail) };
    let interval = Interval::new(lower, upper, confidence)?;
    Ok(ShareEstimate { share, interval, method: ShareMethod::ClopperPearson })
}

/// Beta(1/2, n + 1/2) is the distribution of `t^2 / (v + t^2)` for Student's t on v = 2n + 1.
fn jeffreys_at_an_end(favourable: u64, answered: u64, confidence: Confidence) -> Result<ShareEstimate, NotEstimable> {
    let share = observed_share(favourable, answered)?;
    let freedom = 2.0 * real(answered) + 1.0;
    let square = quantile::student_t(freedom, confidence.each_tail() / 2.0).powi(2);
    let far = square / (freedom + square);
    let other = if favourable == 0 { far } else { 1.0 - far };
    let interval = Interval::new(share, other, confidence)?;
    Ok(ShareEstimate { share, interval, method: ShareMethod::Jeffreys })
}

fn observed_share(favourable: u64, answered: u64) -> Result<f64, NotEstimable> {
    if answered == 0 {
        return Err(NotEstimable::NothingCounted);
    }
    if favourable > answered {
        return Err(NotEstimable::Contradictory { what: "more people said so than answered" });
    }
    Ok(real(favourable) / real(answered))
}

/// `n / (1 - (n-1)/(N-1))`, written `n (N-1) / (N-n)`; called with n < N only.
fn effective_size(answered: u64, population: Population) -> f64 {
    match population {
        Population::Eligible(eligible) if eligible > answered => {
            real(answered) * (real(eligible - 1) / real(eligible - answered))
        }
        Population::Eligible(_) | Population::Unbounded => real(answered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    #[test]
    fn newcombes_published_example_is_met() {
        // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263.
        let made = wilson(81, 263, Population::Unbounded, SURE).map(|made| made.interval);
        assert!(
            made.is_ok_and(|made| { (made.lower() - 0.2553).abs() < 5e-5 && (made.upper() - 0.3662).abs() < 5e-5 })
        );
    }

    /// Newcombe 1998, table I, method 5: 81 of 263 has 0.2527 to 0.3676; 15 of 148 has 0.0578 to
    /// 0.1617. Of none of n the upper limit is `1 - tail^(1/n)` in closed form.
    #[test]
    fn newcombes_exact_limits_are_met() -> Result<(), NotEstimable> {
        for (said, answered, lower, upper) in [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617)] {
            let made = clopper_pearson(said, answered, SURE)?.interval;
            assert!((made.lower() - lower).abs() < 5e-5 && (made.upper() - upper).abs() < 5e-5, "{made:?}");
        }
        for (answered, n) in [(1_u64, 1.0_f64), (9, 9.0), (2_000, 2_000.0)] {
            let none = clopper_pearson(0, answered, SURE)?.interval;
            assert!((none.upper() / (1.0 - 0.025_f64.powf(1.0 / n)) - 1.0).abs() < 1e-10);
        }
        assert_eq!(clopper_pearson(0, 0, SURE), Err(NotEstimable::NothingCounted));
        assert!(clopper_pearson(3, 2, SURE).is_err() && clopper_pearson(1, 50_001, SURE).is_err());
        Ok(())
    }

    #[test]
    fn a_full_group_is_a_census_even_at_none_and_all() {
        for favourable in [0, 7, 12] {
            let made = share(favourable, 12, Population::Eligible(12), SURE);
            assert!(made.is_ok_and(|made| made.method == ShareMethod::Census
                && made.interval.width() == 0.0
                && made.interval.contains(made.share)));
        }
    }

    #[test]
    fn one_missing_person_may_differ_from_the_rest() {
        let plain = wilson(11, 11, Population::Eligible(12), SURE);
        let whole = wilson_in_whole_people(11, 11, 12, SURE);
        assert!(plain.is_ok_and(|plain| plain.interval.lower() > 0.96));
        assert!(whole.is_ok_and(|whole| (whole.interval.lower() - 11.0 / 12.0).abs() < 1e-15));
    }

    /// The probability of drawing `said` of `answered` from a group of `eligible`, `all` of whom
    /// would say so.
    fn drawn(said: u64, answered: u64, all: u64, eligible: u64) -> f64 {
        let ways = |of: u64, take: u64| -> f64 {
            (0..take).map(|step| real(of.saturating_sub(step)) / real(take - step)).product()
        };
        ways(all, said) * ways(eligible - all, answered - said) / ways(eligible, answered)
    }

    #[test]
    fn whole_people_limits_keep_their_level_in_a_group_of_twelve() -> Result<(), NotEstimable> {
        for (answered, all) in (6..12).flat_map(|answered| (0..=12).map(move |all| (answered, all))) {
            let mut held = 0.0;
            for said in 0..=answered {
                let limits = wilson_in_whole_people(said, answered, 12, SURE)?.interval;
                if limits.contains(real(all) / 12.0) {
                    held += drawn(said, answered, all, 12);
                }
            }
            assert!((0.95..1.0 + 1e-12).contains(&held), "{answered} {all}: {held}");
        }
        Ok(())
    }

    #[test]
    fn impossible_counts_are_refused() {
        let none = Err(NotEstimable::NothingCounted);
        assert_eq!(share(0, 0, Population::Unbounded, SURE), none);
        assert!(share(3, 2, Population::Unbounded, SURE).is_err());
        assert!(share(2, 5, Population::Eligible(4), SURE).is_err());
    }

    proptest! {
        #[test]
        fn limits_hold_the_share_and_stay_within_zero_and_one(
            answered in 1_u64..100_000, part in 0.0..=1.0_f64, more in 0_u64..50, bounded: bool,
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a count")]
            let favourable = (part * real(answered)).round() as u64;
            let population = if bounded { Population::Eligible(answered + more) } else { Population::Unbounded };
            for level in [SURE, Confidence::Percent99_8] {
                let made = share(favourable, answered, population, level)?;
                prop_assert!(made.interval.contains(made.share));
                prop_assert!(made.interval.lower() >= 0.0 && made.interval.upper() <= 1.0);
                prop_assert_eq!(made.interval.width() == 0.0, bounded && more == 0);
            }
        }

        #[test]
        fn exact_limits_hold_the_share_mirror_and_keep_their_level(answered in 1_u64..60, part in 0.0..=1.0_f64) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a count")]
            let said = (part * real(answered)).round() as u64;
            let one = clopper_pearson(said, answered, SURE)?;
            let other = clopper_pearson(answered - said, answered, SURE)?.interval;
            prop_assert!(one.interval.contains(one.share));
            prop_assert!((one.interval.lower() + other.upper() - 1.0).abs() < 1e-12);
            // At its upper limit, as few as said so or fewer come about in one tail of draws.
            let limit = one.interval.upper();
            if said < answered {
                let mut ways = (1.0 - limit).powi(i32::try_from(answered)?);
                let mut tail = ways;
                for step in 0..said {
                    ways *= real(answered - step) / real(step + 1) * limit / (1.0 - limit);
                    tail += ways;
                }
                prop_assert!((tail / 0.025 - 1.0).abs() < 1e-8);
            }
        }

        #[test]
        fn the_other_answer_has_the_mirrored_interval(answered in 1_u64..500, said in 0_u64..500, more in 1_u64..50) {
            let said = said.min(answered);
            for population in [Population::Unbounded, Population::Eligible(answered + more)] {
                let one = share(said, answered, population, SURE)?.interval;
                let other = share(answered - said, answered, population, SURE)?.interval;
                prop_assert!((one.lower() + other.upper() - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn whole_people_only_ever_widen_towards_what_is_possible(answered in 1_u64..40, said in 0_u64..40, more in 1_u64..40) {
            let said = said.min(answered);
            let eligible = answered + more;
            let made = wilson_in_whole_people(said, answered, eligible, SURE)?;
            let least = real(said) / real(eligible);
            let most = real(said + more) / real(eligible);
            prop_assert!(made.interval.contains(made.share));
            prop_assert!(made.interval.lower() >= least && made.interval.upper() <= most);
        }
    }
}
