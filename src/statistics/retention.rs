//! How long people stay: the share still there, when some have only been watched for a while.

use super::interval::{Confidence, Interval};
use super::{NotEstimable, finite, real};
use std::collections::BTreeMap;

/// How many left, and how many were last seen still there, at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Departures {
    /// People who left.
    pub left: u64,
    /// People who were still there when last seen, or whose leaving does not count, such as those
    /// who left headship.
    pub censored: u64,
}

/// People by the time, in whole units since each joined, at which they left or were last seen.
/// Those of two groups add up to those of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetentionTally {
    times: BTreeMap<u64, Departures>,
}

impl RetentionTally {
    /// Counts more people at a time.
    pub fn count(&mut self, time: u64, more: Departures) {
        let here = self.times.entry(time).or_default();
        here.left = here.left.saturating_add(more.left);
        here.censored = here.censored.saturating_add(more.censored);
    }

    /// Adds other people.
    pub fn merge(&mut self, other: &Self) {
        for (time, more) in &other.times {
            self.count(*time, *more);
        }
    }

    /// Everyone counted, or the greatest number there is.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.times.values().fold(0, |sum: u64, here| sum.saturating_add(here.left).saturating_add(here.censored))
    }
}

/// The Kaplan-Meier estimate of the share still there.
#[derive(Debug, Clone, PartialEq)]
pub struct RetentionCurve {
    people: u64,
    confidence: Confidence,
    tally: RetentionTally,
    steps: Vec<Step>,
}

/// What is known of retention at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetentionPoint {
    /// The share still there just after this time, 0 to 1.
    pub share: f64,
    /// Its standard error by Greenwood's formula; 0 where nobody or everyone has left.
    pub standard_error: f64,
    /// Its log-log interval, within 0 to 1; none where nobody or everyone has left.
    pub interval: Result<Interval, NotEstimable>,
    /// People who were there and watched just before this time.
    pub at_risk: u64,
    /// People who had left by this time.
    pub left: u64,
}

/// The time by which half have left, with the times at which the interval of the share allows for
/// half; none where it never does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianTime {
    /// In the unit of the tally; half-way to the next step where the share is exactly a half.
    pub time: f64,
    /// The earliest time at which the lower limit allows for half.
    pub lower: Option<f64>,
    /// The earliest time at which the upper limit does.
    pub upper: Option<f64>,
}

/// The share after one time at which someone left.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    time: u64,
    share: f64,
    /// Greenwood's sum: the variance of the logarithm of the share.
    log_variance: f64,
    left: u64,
}

/// The Kaplan-Meier estimate: at each time the share is multiplied by `1 - left / at risk`, where
/// those last seen at a time are still at risk at it.
///
/// The standard error is Greenwood's, `S sqrt(sum(d / (n (n - d))))`; the interval is that of
/// `log(-log S)` turned back, so that it stays within 0 to 1. It speaks for people like these: the
/// people counted are all there were. Sources: Kaplan & Meier 1958, *JASA* 53, 457-481; Greenwood
/// 1926; Kalbfleisch & Prentice 1980, *The Statistical Analysis of Failure Time Data*, 1.3.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without people; [`NotEstimable::NotFinite`] when there are more
/// than can be counted.
///
/// # Examples
/// ```
/// use learnframe::statistics::interval::Confidence;
/// use learnframe::statistics::retention::{Departures, RetentionTally, retention};
///
/// let mut tally = RetentionTally::default();
/// tally.count(3, Departures { left: 2, censored: 0 });
/// tally.count(5, Departures { left: 1, censored: 7 });
/// let curve = retention(&tally, Confidence::Percent95)?;
/// assert!((curve.at(4)?.share - 0.8).abs() < 1e-12);
/// assert_eq!((curve.at(5)?.at_risk, curve.at(5)?.left), (8, 3));
/// assert_eq!(curve.median(), None);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn retention(tally: &RetentionTally, confidence: Confidence) -> Result<RetentionCurve, NotEstimable> {
    let people = tally.people();
    if people == 0 {
        return Err(NotEstimable::NothingCounted);
    }
    if people == u64::MAX {
        return Err(NotEstimable::NotFinite);
    }
    let (mut at_risk, mut left) = (people, 0_u64);
    let (mut share, mut log_variance) = (1.0, 0.0);
    let mut steps = Vec::new();
    for (time, here) in &tally.times {
        if here.left > 0 {
            let stayed = at_risk.saturating_sub(here.left);
            share *= real(stayed) / real(at_risk);
            log_variance += if stayed > 0 { real(here.left) / real(at_risk) / real(stayed) } else { 0.0 };
            left = left.saturating_add(here.left);
            steps.push(Step { time: *time, share, log_variance, left });
        }
        at_risk = at_risk.saturating_sub(here.left).saturating_sub(here.censored);
    }
    Ok(RetentionCurve { people, confidence, tally: tally.clone(), steps })
}

impl RetentionCurve {
    /// Everyone the curve is drawn from.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// What is known at a time.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewPeople`] after the last time anyone was seen, unless everyone left.
    pub fn at(&self, time: u64) -> Result<RetentionPoint, NotEstimable> {
        let gone: u64 = self.tally.times.range(..time).map(|(_, here)| here.left + here.censored).sum();
        let at_risk = self.people.saturating_sub(gone);
        let start = Step { time: 0, share: 1.0, log_variance: 0.0, left: 0 };
        let step = self.steps.iter().rev().find(|step| step.time <= time).unwrap_or(&start);
        if at_risk == 0 && step.share > 0.0 {
            return Err(NotEstimable::TooFewPeople { have: 0, need: 1 });
        }
        Ok(RetentionPoint {
            share: step.share,
            standard_error: finite(step.share * step.log_variance.sqrt())?,
            interval: step.interval(self.confidence),
            at_risk,
            left: step.left,
        })
    }

    /// The times at which someone left, in order: where the curve steps down.
    pub fn steps(&self) -> impl Iterator<Item = u64> {
        self.steps.iter().map(|step| step.time)
    }

    /// The time by which half have left; none when more than half are still there at the end.
    #[must_use]
    pub fn median(&self) -> Option<MedianTime> {
        let limit = |of: fn(&Interval) -> f64| {
            let limits =
                self.steps.iter().map(|step| step.interval(self.confidence).map_or(step.share, |made| of(&made)));
            self.first_at_half(limits)
        };
        let time = self.first_at_half(self.steps.iter().map(|step| step.share))?;
        Some(MedianTime { time, lower: limit(Interval::lower), upper: limit(Interval::upper) })
    }

    /// The first time at which a falling line is at a half or below; half-way to the next step down
    /// where it is at a half, as every time between divides people evenly (as in R's survival).
    fn first_at_half(&self, shares: impl Iterator<Item = f64>) -> Option<f64> {
        let mut below =
            self.steps.iter().map(|step| real(step.time)).zip(shares).filter(|(_, share)| *share < 0.5 + HALF);
        let (time, share) = below.next()?;
        let next = below.find(|(_, later)| *later < share);
        match next {
            Some((next, _)) if share > 0.5 - HALF => Some(f64::midpoint(time, next)),
            Some(_) | None => Some(time),
        }
    }
}

/// How near a product of shares is to a half that is one.
const HALF: f64 = 1e-9;

impl Step {
    fn interval(&self, confidence: Confidence) -> Result<Interval, NotEstimable> {
        if self.share <= 0.0 || self.share >= 1.0 {
            return Err(NotEstimable::NoVariation);
        }
        let log = self.share.ln();
        let reach = confidence.normal_quantile() * self.log_variance.sqrt() / log;
        Interval::new((log * reach.exp()).exp(), (log * (-reach).exp()).exp(), confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    fn tally(times: &[(u64, u64, u64)]) -> RetentionTally {
        let mut made = RetentionTally::default();
        for (time, left, censored) in times {
            made.count(*time, Departures { left: *left, censored: *censored });
        }
        made
    }

    /// Freireich and others 1963, *Blood* 21, 699-716: weeks in remission of 21 patients on 6-MP.
    const REMISSION: [(u64, u64, u64); 16] = [
        (6, 3, 1),
        (7, 1, 0),
        (9, 0, 1),
        (10, 1, 1),
        (11, 0, 1),
        (13, 1, 0),
        (16, 1, 0),
        (17, 0, 1),
        (19, 0, 1),
        (20, 0, 1),
        (22, 1, 0),
        (23, 1, 0),
        (25, 0, 1),
        (32, 0, 2),
        (34, 0, 1),
        (35, 0, 1),
    ];

    /// Kalbfleisch & Prentice 1980, 1.3; standard errors as in Klein & Moeschberger 2003, table
    /// 4.1A; log-log limits as printed by Stata's `sts list`.
    #[test]
    fn remission_on_6_mp_has_the_published_curve() -> Result<(), NotEstimable> {
        let curve = retention(&tally(&REMISSION), SURE)?;
        let printed = [
            (6, 21, 0.8571, 0.0764, 0.6197, 0.9516),
            (7, 17, 0.8067, 0.0869, 0.5631, 0.9228),
            (10, 15, 0.7529, 0.0963, 0.5032, 0.8894),
            (13, 12, 0.6902, 0.1068, 0.4316, 0.8491),
            (16, 11, 0.6275, 0.1141, 0.3675, 0.8049),
            (22, 7, 0.5378, 0.1282, 0.2678, 0.7468),
            (23, 6, 0.4482, 0.1346, 0.1881, 0.6801),
        ];
        assert_eq!(curve.steps().collect::<Vec<_>>(), printed.map(|row| row.0));
        for (time, at_risk, share, error, lower, upper) in printed {
            let made = curve.at(time)?;
            let interval = made.interval?;
            assert_eq!(made.at_risk, at_risk);
            for (got, wanted) in [
                (made.share, share),
                (made.standard_error, error),
                (interval.lower(), lower),
                (interval.upper(), upper),
            ] {
                assert!((got - wanted).abs() < 0.500_1e-4, "{time}: {got} is not printed as {wanted}");
            }
        }
        assert_eq!(curve.median(), Some(MedianTime { time: 23.0, lower: Some(13.0), upper: None }));
        assert_eq!((curve.people(), curve.at(35)?.at_risk), (21, 1));
        assert_eq!(curve.at(36), Err(NotEstimable::TooFewPeople { have: 0, need: 1 }));
        Ok(())
    }

    #[test]
    fn nobody_gone_and_everybody_gone_have_no_interval() -> Result<(), NotEstimable> {
        let curve = retention(&tally(&[(4, 2, 0), (9, 3, 0)]), SURE)?;
        let before = curve.at(0)?;
        assert_eq!((before.share.to_bits(), before.at_risk, before.left), (1.0_f64.to_bits(), 5, 0));
        assert_eq!(before.interval, Err(NotEstimable::NoVariation));
        let after = curve.at(1_000)?;
        assert_eq!((after.share.to_bits(), after.at_risk, after.left), (0, 0, 5));
        assert_eq!(after.interval, Err(NotEstimable::NoVariation));
        assert_eq!(retention(&RetentionTally::default(), SURE), Err(NotEstimable::NothingCounted));
        let one = retention(&tally(&[(7, 0, 1)]), SURE)?;
        assert_eq!((one.median(), one.at(7)?.at_risk), (None, 1));
        Ok(())
    }

    #[test]
    fn a_share_of_exactly_half_has_its_median_half_way_to_the_next_step() -> Result<(), NotEstimable> {
        let median = |times| Ok::<_, NotEstimable>(retention(&tally(times), SURE)?.median().map(|made| made.time));
        assert_eq!(median(&[(2, 2, 0), (8, 2, 0)])?, Some(5.0));
        assert_eq!(median(&[(2, 2, 0), (8, 0, 2)])?, Some(2.0));
        assert_eq!(median(&[(2, 3, 0), (8, 2, 0)])?, Some(2.0));
        assert_eq!(median(&[(2, 1, 0), (8, 0, 3)])?, None);
        Ok(())
    }

    /// Without censoring the curve is the share of people who stayed longer, and Greenwood's error
    /// is that of a share.
    #[test]
    fn without_censoring_it_is_a_plain_share() -> Result<(), NotEstimable> {
        let curve = retention(&tally(&[(1, 3, 0), (2, 4, 0), (5, 1, 0), (7, 2, 0)]), SURE)?;
        let made = curve.at(2)?;
        assert!(
            (made.share - 0.3).abs() < 1e-15 && (made.standard_error - (0.3_f64 * 0.7 / 10.0).sqrt()).abs() < 1e-15
        );
        Ok(())
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole_and_order_does_not_matter(
            mut times in proptest::collection::vec((0_u64..40, 0_u64..5, 0_u64..5), 1..30), cut in 0_usize..30,
        ) {
            let whole = tally(&times);
            let (one, other) = times.split_at(cut.min(times.len()));
            let mut merged = tally(other);
            merged.merge(&tally(one));
            prop_assert_eq!(&merged, &whole);
            times.reverse();
            prop_assert_eq!(retention(&tally(&times), SURE), retention(&whole, SURE));
        }

        #[test]
        fn the_curve_only_falls_and_intervals_hold_it(times in proptest::collection::vec((0_u64..40, 0_u64..5, 0_u64..5), 1..30)) {
            prop_assume!(tally(&times).people() > 0);
            let curve = retention(&tally(&times), SURE)?;
            let mut last = 1.0;
            for time in 0..45 {
                let Ok(made) = curve.at(time) else { continue };
                prop_assert!(made.share <= last && made.share >= 0.0);
                last = made.share;
                if let Ok(interval) = made.interval {
                    prop_assert!(0.0 <= interval.lower() && interval.lower() <= made.share);
                    prop_assert!(made.share <= interval.upper() && interval.upper() <= 1.0);
                }
            }
            if let Some(median) = curve.median() {
                prop_assert!(median.lower.is_none_or(|lower| lower <= median.time));
                prop_assert!(median.upper.is_none_or(|upper| upper >= median.time));
            }
        }

        #[test]
        fn any_counts_give_a_curve_or_a_reason(times in proptest::collection::vec((0_u64..9, proptest::num::u64::ANY, proptest::num::u64::ANY), 0..5)) {
            if let Ok(curve) = retention(&tally(&times), SURE) {
                for time in 0..10 {
                    if let Ok(made) = curve.at(time) {
                        prop_assert!((0.0..=1.0).contains(&made.share) && made.standard_error.is_finite());
                    }
                }
            }
        }
    }
}
