//! The truth of what was planted, in numbers, and where a reader should find it.

use super::model::Model;
use super::places::Places;
use super::story::Story;
use super::world::World;

/// A story as it was planted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlantedStory {
    /// What it is about.
    pub title: &'static str,
    /// Id of the group or network.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// The model's parameters, with units.
    pub truth: String,
    /// Codes of the indicators where it should be seen.
    pub seen_in: &'static str,
}

/// What is true of the whole programme whatever is planted, for a reader who looks for an effect.
pub(super) fn everywhere(model: &Model) -> Vec<String> {
    vec![
        format!(
            "`attendance_third` goes with opinion: from one third of attendance to the next, opinions lie {:.2} answer \
             steps higher before rounding, on every item and at every wave alike (AN-02). Change from wave to wave does \
             not go with it.",
            model.slope_by_third()
        ),
        format!(
            "Pupils' attendance: {:+.2} standard deviations beyond comparison schools, in every group.",
            model.attendance.effect
        ),
        "Codes of open answers are drawn each with its own chance (`src/simulate/coding.rs`), whatever the text of the \
         answer says."
            .to_owned(),
    ]
}

/// Every story of a programme in the order of the kinds.
pub(super) fn planted(world: &World, story: &Story) -> Vec<PlantedStory> {
    let group = |title, id: &str, truth, seen_in| {
        let number = world.places.group_number(id);
        let name = number.map(|number| world.words.group(number)).unwrap_or_default();
        PlantedStory { title, unit: id.to_owned(), name, truth, seen_in }
    };
    let mut all = Vec::new();
    for lost in &story.funding_lost {
        let truth = format!(
            "from {} no session is facilitated and nothing is written down; facilitation {:+.2} (ms07, ms11, ms12), \
             staying power {:+.2} (ms24, ms25, ms26); schools meet {:.2} of the cost at every wave",
            lost.from, lost.facilitation, lost.staying_power, lost.school_share
        );
        all.push(group(
            "Facilitator's funding lost",
            &lost.group,
            truth,
            "OF-01, KC-09, SU-05, SU-06, SU-08, SU-10, SU-11, SU-12",
        ));
    }
    for cosy in &story.cosy {
        let truth = format!(
            "trust {:+.2} (ms04, ms05), challenge {:+.2} (ms17, ms34), {:.2} ties outside a member",
            cosy.trust, cosy.challenge, cosy.outside_ties
        );
        all.push(group("Cosy", &cosy.group, truth, "KC-07, CL-02, NH-09, NH-12, NH-15"));
    }
    for never in &story.never_meets {
        let days: Vec<String> = never.sessions.iter().map(|day| day.0.to_string()).collect();
        let truth = format!("meets on {} and not else; chance to come {:.2}", days.join(" and "), never.attendance);
        all.push(group("Never meets", &never.group, truth, "KC-13, KC-06, KC-14, KC-02"));
    }
    for problem in &story.newcomer_problem {
        let truth = format!(
            "{} of {} places taken up in autumn; welcome {:+.2} (ms24); trust {:+.2} among newcomers, {:+.2} among the \
             others (ms04, ms05)",
            problem.newcomers, problem.size, problem.welcome, problem.newcomers_trust, problem.established_trust
        );
        all.push(group("Newcomers stay outside", &problem.group, truth, "SU-06 and its gap, KC-07"));
    }
    for gain in &story.pupils_gain {
        let truth =
            format!("reading {:+.2} standard deviations beyond comparison schools; {} schools", gain.effect, gain.size);
        all.push(group("Pupils gain", &gain.group, truth, "IM-09"));
    }
    for praise in &story.praise_without_gain {
        let truth = format!(
            "perceived impact {:+.2} (ms27 to ms30); reading {:+.2} standard deviations beyond comparison schools; {} schools",
            praise.praise, praise.effect, praise.size
        );
        all.push(group("High praise, no gain", &praise.group, truth, "IM-01, IM-02, IM-03, IM-07 against IM-09"));
    }
    for low in &story.low_response {
        let truth = format!("chance to answer {:.2}, at each wave", low.response);
        let number = (0..world.places.networks()).find(|number| Places::network_id(*number) == low.network);
        let name = number.map(|number| world.words.network(number)).unwrap_or_default();
        all.push(PlantedStory { title: "Low response", unit: low.network.clone(), name, truth, seen_in: "DQ-01" });
    }
    all
}
