//! Scales and associations among all respondents: reliability, slopes.

use super::chance::Chance;
use super::trial::{Held, SURE, Trial};
use learnframe::statistics::association::{slope, slope_over_groups};
use learnframe::statistics::cross_products::CrossProducts;
use learnframe::statistics::reliability::{ItemCrossProducts, cronbach_alpha_from_sums};

const DRAWS: u32 = 20_000;
const ITEMS: usize = 5;

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for people in [50, 200] {
        let normal = format!("{people} people, 5 questions, normal numbers");
        trials.push(Trial::one("Reliability (alpha)", normal, DRAWS, move |chance| alpha(chance, people)));
    }
    for (people, groups) in [(60, 0), (240, 0), (240, 24), (2_000, 200)] {
        let setting = match groups {
            0 => format!("{people} people, no groups"),
            groups => format!("{people} people in {groups} groups that differ in both"),
        };
        trials.push(Trial::one("Slope", setting, DRAWS, move |chance| slopes(chance, people, groups)));
    }
    trials
}

/// Items that share one leaning with variance 0.5 and have 0.64 of their own: alpha is what the five have
/// in common.
fn alpha(chance: &mut Chance, people: u64) -> Held {
    let leaning = 0.5_f64;
    let truth = ITEMS as f64 * leaning / (ITEMS as f64 * leaning + 0.64);
    let mut sums = ItemCrossProducts { people, sums: vec![0.0; ITEMS], products: vec![vec![0.0; ITEMS]; ITEMS] };
    for _ in 0..people {
        let own = chance.normal(3.8, leaning.sqrt());
        let answers = [(); ITEMS].map(|()| chance.normal(own, 0.8));
        for ((one, sum), products) in answers.iter().zip(&mut sums.sums).zip(&mut sums.products) {
            *sum += one;
            for (sum, other) in products.iter_mut().zip(&answers) {
                *sum += one * other;
            }
        }
    }
    Ok((cronbach_alpha_from_sums(&sums, SURE)?.interval, truth))
}

/// Scores that rise by 0.02 with each session attended; where there are groups, both go by group.
fn slopes(chance: &mut Chance, people: u64, groups: u64) -> Held {
    let own = |chance: &mut Chance| (chance.normal(0.0, 1.5), chance.normal(0.0, 0.27));
    let levels: Vec<(f64, f64)> =
        (0..groups.max(1)).map(|_| if groups == 0 { (0.0, 0.0) } else { own(chance) }).collect();
    let mut sums = vec![CrossProducts::nobody(2); levels.len()];
    for person in 0..people {
        let group = (person % groups.max(1)) as usize;
        let (Some((sessions_level, score_level)), Some(sums)) = (levels.get(group), sums.get_mut(group)) else {
            continue;
        };
        let sessions = 8.0 + sessions_level + chance.normal(0.0, 2.0);
        sums.count(&[sessions, 3.6 + 0.02 * sessions + score_level + chance.normal(0.0, 0.65)])?;
    }
    let line = match sums.as_slice() {
        [all] => slope(all, 60, SURE)?,
        groups => slope_over_groups(groups, 60, SURE)?,
    };
    Ok((line.slope.interval, 0.02))
}
