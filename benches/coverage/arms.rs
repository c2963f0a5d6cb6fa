//! Schools in two arms, studies pooled, people who leave.

use super::chance::Chance;
use super::trial::{Held, SURE, Trial};
use learnframe::statistics::difference_in_differences::{SchoolChange, difference_in_differences};
use learnframe::statistics::effect::{BaselineSpread, hedges_g, in_baseline_sds};
use learnframe::statistics::mean::Moments;
use learnframe::statistics::meta_analysis::{Heterogeneity, PooledInterval, Study, pool};
use learnframe::statistics::retention::{Departures, RetentionTally, retention};

const DRAWS: u32 = 50_000;
/// The true difference of the arms' changes, in points.
const GAIN: f64 = 1.2;
/// The spread of pupils' scores, in points.
const PUPILS: f64 = 6.0;

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    let arms = [(4, 4), (10, 10), (30, 30), (4, 30)];
    for (one, other) in arms {
        let setting = format!("{one} schools in the programme, {other} beside it, 15 to 90 pupils each");
        trials.push(Trial::one("Difference from the comparator", setting.clone(), DRAWS, move |chance| {
            contrast(chance, one, other, false)
        }));
        let standardised = "Difference from the comparator, in standard deviations";
        trials.push(Trial::one(standardised, setting, DRAWS, move |chance| contrast(chance, one, other, true)));
    }
    for (one, other) in [(8, 8), (20, 20), (60, 140)] {
        let setting = format!("{one} and {other} people half a standard deviation apart");
        trials.push(Trial::one("Two groups in standard deviations (Hedges’ g)", setting, DRAWS, move |chance| {
            let [group, comparison] = [(one, 0.5), (other, 0.0)]
                .map(|(n, mean)| (0..n).map(|_| chance.normal(mean, 1.0)).collect::<Moments>());
            Ok((hedges_g(&group, &comparison, SURE)?.estimate.interval, 0.5))
        }));
    }
    for (studies, between) in [(5, 0.0), (5, 0.2), (10, 0.2), (20, 0.2)] {
        let setting = format!("{studies} studies, {between:.1} the spread between their true effects");
        trials.push(Trial::one("Average over studies (Knapp and Hartung)", setting, 20_000, move |chance| {
            pooled(chance, studies, between)
        }));
    }
    for people in [15, 40, 100] {
        let setting = format!("{people} members, a quarter gone within the year");
        trials.push(Trial::one("Share still there (Kaplan and Meier)", setting, DRAWS, move |chance| {
            still_there(chance, people)
        }));
    }
    trials
}

fn contrast(chance: &mut Chance, one: usize, other: usize, standardised: bool) -> Held {
    let arm = |chance: &mut Chance, schools: usize, change: f64| -> Vec<SchoolChange> {
        let school = |_| {
            let pupils = chance.whole(15, 90) as f64;
            // Two cohorts, one a year, around a change of the school's own.
            let noise = PUPILS * (2.0 / pupils).sqrt();
            SchoolChange { change: chance.normal(change, 1.5_f64.hypot(noise)), weight: pupils }
        };
        (0..schools).map(school).collect()
    };
    let programme = arm(chance, one, 0.8 + GAIN);
    let comparison = arm(chance, other, 0.8);
    let made = difference_in_differences(&programme, &comparison, SURE)?.estimate;
    if !standardised {
        return Ok((made.interval, GAIN));
    }
    let pupils: Moments = (0..(one + other) * 30).map(|_| chance.normal(0.0, PUPILS)).collect();
    Ok((in_baseline_sds(&made, BaselineSpread::of(&pupils)?)?.estimate.interval, GAIN / PUPILS))
}

fn pooled(chance: &mut Chance, studies: usize, between: f64) -> Held {
    let study = |_| {
        let variance = 0.01 + 0.09 * chance.unit();
        let effect = chance.normal(0.3, between);
        Study { estimate: chance.normal(effect, variance.sqrt()), variance }
    };
    let drawn: Vec<Study> = (0..studies).map(study).collect();
    let effect = pool(&drawn, Heterogeneity::Reml, SURE)?.effect(PooledInterval::KnappHartung)?;
    Ok((effect.interval, 0.3))
}

/// Months until people leave, a quarter of them within twelve; they are seen for 12 to 24 months or, one
/// in ten, lost from sight earlier.
fn still_there(chance: &mut Chance, people: u64) -> Held {
    const MONTHS: u64 = 12;
    let monthly = 1.0 - 0.75_f64.powf(1.0 / 12.0);
    let mut tally = RetentionTally::default();
    for _ in 0..people {
        let leaves = 1 + (chance.unit().ln() / (1.0 - monthly).ln()) as u64;
        let lost = chance.happens(0.1);
        let seen = if lost { chance.whole(1, 11) } else { chance.whole(12, 24) };
        let left = u64::from(leaves <= seen);
        tally.count(leaves.min(seen), Departures { left, censored: 1 - left });
    }
    Ok((retention(&tally, SURE)?.at(MONTHS)?.interval?, 0.75))
}
