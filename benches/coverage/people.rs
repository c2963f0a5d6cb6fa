//! Members of one group, of whom a part answers: shares, averages, change, differences of kinds.

use super::chance::Chance;
use super::trial::{Held, SURE, Trial};
use learnframe::statistics::change::{PairSums, matched_change};
use learnframe::statistics::interval::Population;
use learnframe::statistics::mean::{Moments, difference_interval, mean_interval};
use learnframe::statistics::proportion::{share, wilson_in_whole_people};

const DRAWS: u32 = 50_000;
/// Of all members, the least and the most that answer, in hundredths, and the words for it.
const RESPONSES: [(u64, u64, &str); 2] = [(50, 74, "50 to 74 of 100 answering"), (75, 95, "75 to 95 of 100 answering")];

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (least, most, words) in RESPONSES {
        let setting = format!("groups of 6 to 15, {words}");
        let of = |name, draw: fn(&mut Chance, Asked) -> Held| {
            Trial::one(name, setting.clone(), DRAWS, move |chance| {
                let asked = Asked::of(chance, least, most);
                draw(chance, asked)
            })
        };
        trials.push(of("Share in a group", |chance, asked| shares(chance, asked, false)));
        trials.push(of("Share in a group, in whole people", |chance, asked| shares(chance, asked, true)));
        trials.push(of("Average answer in a group", one_item));
        trials.push(of("Average score in a group", five_questions));
        trials.push(of("Matched change in a group", change));
    }
    for (one, other) in [(8, 30), (60, 140)] {
        let setting = format!("{one} people of one kind, {other} of the other");
        trials.push(Trial::one("Difference of two kinds of people", setting, DRAWS, move |chance| {
            let people: Moments = (0..one).map(|_| five_items(chance, 3.9)).collect();
            let others: Moments = (0..other).map(|_| five_items(chance, 3.4)).collect();
            let made = difference_interval(&people, &others, SURE)?;
            Ok((made.interval, expected_score(3.9) - expected_score(3.4)))
        }));
    }
    trials
}

/// Numbers from a normal distribution, eight at a time: Student's t is exact for them.
pub fn known() -> Trial {
    Trial::one("Known", "8 normal numbers", DRAWS, |chance| {
        let sums: Moments = (0..8).map(|_| chance.normal(3.0, 0.7)).collect();
        Ok((mean_interval(&sums, Population::Unbounded, SURE)?.interval, 3.0))
    })
}

/// How many there are and how many answer: never all, as a census has no range.
struct Asked {
    members: u64,
    answering: usize,
}

impl Asked {
    fn of(chance: &mut Chance, least: u64, most: u64) -> Self {
        let members = chance.whole(6, 15);
        let percent = chance.whole(least, most);
        let answering = ((members * percent) as f64 / 100.0).round() as u64;
        Asked { members, answering: answering.clamp(3, members - 1) as usize }
    }
}

fn shares(chance: &mut Chance, asked: Asked, whole_people: bool) -> Held {
    let probability = 0.2 + 0.75 * chance.unit();
    let members: Vec<bool> = (0..asked.members).map(|_| chance.happens(probability)).collect();
    let count = |people: &[bool]| people.iter().filter(|said| **said).count() as u64;
    let answering = chance.part(&members, asked.answering);
    let (said, answered) = (count(&answering), answering.len() as u64);
    let made = if whole_people {
        wilson_in_whole_people(said, answered, asked.members, SURE)?
    } else {
        share(said, answered, Population::Eligible(asked.members), SURE)?
    };
    Ok((made.interval, count(&members) as f64 / asked.members as f64))
}

fn one_item(chance: &mut Chance, asked: Asked) -> Held {
    averages(chance, asked, Chance::answer)
}

fn five_questions(chance: &mut Chance, asked: Asked) -> Held {
    averages(chance, asked, five_items)
}

fn averages(chance: &mut Chance, asked: Asked, score: fn(&mut Chance, f64) -> f64) -> Held {
    let leaning = chance.normal(3.8, 0.4);
    let members: Vec<f64> = (0..asked.members).map(|_| score(chance, leaning)).collect();
    let answering: Moments = chance.part(&members, asked.answering).into_iter().collect();
    let made = mean_interval(&answering, Population::Eligible(asked.members), SURE)?;
    Ok((made.interval, members.into_iter().collect::<Moments>().mean()?))
}

/// The mean of five answers of one person.
fn five_items(chance: &mut Chance, leaning: f64) -> f64 {
    let own = chance.normal(leaning, 0.5);
    (0..5).map(|_| chance.answer(own)).sum::<f64>() / 5.0
}

/// The mean that five answers have in the long run: rounding and the ends of the scale shift it a little.
fn expected_score(leaning: f64) -> f64 {
    // A person's leaning and answer together are normal around the leaning, before rounding.
    let sd = 0.5_f64.hypot(0.8);
    let below = |limit: f64| 0.5 * libm::erfc((leaning - limit) / (sd * std::f64::consts::SQRT_2));
    5.0 - [1.5, 2.5, 3.5, 4.5].map(below).iter().sum::<f64>()
}

fn change(chance: &mut Chance, asked: Asked) -> Held {
    let leaning = chance.normal(3.6, 0.4);
    let pair = |chance: &mut Chance| {
        let own = chance.normal(leaning, 0.5);
        let mean = |chance: &mut Chance, own: f64| (0..5).map(|_| chance.answer(own)).sum::<f64>() / 5.0;
        let gain = chance.normal(0.25, 0.3);
        (mean(chance, own), mean(chance, own + gain))
    };
    let members: Vec<(f64, f64)> = (0..asked.members).map(|_| pair(chance)).collect();
    let answering: PairSums = chance.part(&members, asked.answering).into_iter().collect();
    let made = matched_change(&answering, Population::Eligible(asked.members), SURE)?;
    let gains: Moments = members.iter().map(|(before, after)| after - before).collect();
    Ok((made.interval, gains.mean()?))
}
