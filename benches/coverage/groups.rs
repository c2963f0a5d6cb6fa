//! Many groups of 6 to 15: pooled averages and rates, single groups among their peers, the average group.

use super::chance::Chance;
use super::trial::{Held, SURE, Trial};
use learnframe::statistics::aggregation::{GroupSize, OneWay};
use learnframe::statistics::bootstrap::{Draws, pooled_ratio_bca};
use learnframe::statistics::cluster::{Cluster, pooled_ratio};
use learnframe::statistics::mean::Moments;
use learnframe::statistics::random_intercept::RandomIntercept;

const DRAWS: u32 = 20_000;
/// The spread of people's scores in all.
const SPREAD: f64 = 0.7;
const MEAN: f64 = 3.8;
/// Beta distribution of groups' rates of attendance: mean 0.84, standard deviation 0.06.
const RATE: (f64, f64) = (31.0, 6.0);

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for groups in [8, 24, 100] {
        trials.push(Trial::one("Average over groups", of_size(groups, 0.15), DRAWS, move |chance| {
            let drawn = Drawn::of(chance, groups, 0.15);
            let clusters: Vec<Cluster> = drawn.sums.iter().map(cluster).collect();
            Ok((pooled_ratio(&clusters, SURE)?.interval, MEAN))
        }));
    }
    for groups in [8, 24, 100] {
        let setting = format!("{groups} groups, 40 to 100 places each, 84 of 100 taken");
        trials.push(Trial::one("Rate over groups", setting, DRAWS, move |chance| {
            Ok((pooled_ratio(&rates(chance, groups), SURE)?.interval.cut_to(0.0, 1.0), RATE.0 / (RATE.0 + RATE.1)))
        }));
    }
    for (groups, icc) in [(24, 0.02), (24, 0.15), (24, 0.3), (200, 0.02), (200, 0.15)] {
        let draws = if groups > 100 { 4_000 } else { 10_000 };
        trials.push(Trial::many("Group drawn towards the programme", of_size(groups, icc), draws, move |chance| {
            predictions(&Drawn::of(chance, groups, icc))
        }));
    }
    for (groups, icc) in [(8, 0.15), (24, 0.02), (24, 0.15), (200, 0.15)] {
        let draws = if groups > 100 { 10_000 } else { DRAWS };
        trials.push(Trial::one("Average of the groups", of_size(groups, icc), draws, move |chance| {
            let model = RandomIntercept::fit(&Drawn::of(chance, groups, icc).sums, SURE)?;
            Ok((model.grand_mean().interval, MEAN))
        }));
    }
    for (groups, icc) in [(24, 0.15), (100, 0.15)] {
        trials.push(Trial::one("How far groups differ (ICC 1)", of_size(groups, icc), DRAWS, move |chance| {
            let analysis = OneWay::of(&Drawn::of(chance, groups, icc).sums)?;
            Ok((analysis.intraclass_correlation(GroupSize::Mean, SURE)?.interval, icc))
        }));
    }
    for groups in [24, 100] {
        let setting = format!("{groups} groups, 40 to 100 places each, 84 of 100 taken");
        trials.push(Trial::one("Groups drawn again by lot (BCa)", setting, 4_000, move |chance| {
            let seed = chance.whole(0, 1 << 40);
            let made = pooled_ratio_bca(&rates(chance, groups), &Draws::usual(seed, "coverage"), SURE)?;
            Ok((made.interval, RATE.0 / (RATE.0 + RATE.1)))
        }));
    }
    trials
}

fn of_size(groups: usize, icc: f64) -> String {
    format!("{groups} groups of 6 to 15, {:.0} of 100 of the spread between groups", icc * 100.0)
}

/// Groups with their true levels and the sums of their members' scores.
struct Drawn {
    levels: Vec<f64>,
    sums: Vec<Moments>,
}

impl Drawn {
    fn of(chance: &mut Chance, groups: usize, icc: f64) -> Self {
        let (between, within) = (SPREAD * icc.sqrt(), SPREAD * (1.0 - icc).sqrt());
        let levels: Vec<f64> = (0..groups).map(|_| chance.normal(MEAN, between)).collect();
        let members = |level: &f64| {
            let size = chance.whole(6, 15);
            (0..size).map(|_| chance.normal(*level, within)).collect()
        };
        let sums = levels.iter().map(members).collect();
        Self { levels, sums }
    }
}

fn cluster(sums: &Moments) -> Cluster {
    Cluster { numerator: sums.sum, denominator: sums.n as f64 }
}

fn predictions(drawn: &Drawn) -> Vec<Held> {
    let model = match RandomIntercept::fit(&drawn.sums, SURE) {
        Ok(model) => model,
        Err(reason) => return vec![Err(reason); drawn.sums.len()],
    };
    let predict = |(sums, level): (&Moments, &f64)| Ok((model.predict(sums)?.estimate.interval, *level));
    drawn.sums.iter().zip(&drawn.levels).map(predict).collect()
}

fn rates(chance: &mut Chance, groups: usize) -> Vec<Cluster> {
    let of_group = |_| {
        // A beta number from two gamma numbers of whole shape, each a sum of exponential ones.
        let mut gamma = |shape: f64| (0..shape as usize).map(|_| -chance.unit().ln()).sum::<f64>();
        let (one, other) = (gamma(RATE.0), gamma(RATE.1));
        let due = chance.whole(40, 100);
        Cluster { numerator: chance.count(due, one / (one + other)) as f64, denominator: due as f64 }
    };
    (0..groups).map(of_group).collect()
}
