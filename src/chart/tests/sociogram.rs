//! Sociograms: nobody can be told by a name, a number or an order.

use super::samples::{Case, longest_welsh, words};
use crate::chart::{ChartError, Drawing, IsolateWords, Sociogram, SociogramKey, Tie};
use proptest::prelude::*;

fn isolates() -> IsolateWords {
    IsolateWords { some: "Not everyone has a tie.".into(), none: "Everyone has at least one tie.".into() }
}

fn sociogram(id: &str, members: usize, ties: &[(usize, usize)]) -> Result<Sociogram, ChartError> {
    let key = SociogramKey {
        member: "Member".into(),
        mutual: "Both turn to each other".into(),
        one_way: "One turns to the other".into(),
    };
    let ties: Vec<Tie> = ties.iter().map(|(from, to)| Tie { from: *from, to: *to }).collect();
    Sociogram::new(words(id), key, members, &ties, &isolates())
}

fn drawn(id: &str, members: usize, ties: &[(usize, usize)]) -> Result<Drawing, ChartError> {
    sociogram(id, members, ties)?.draw()
}

fn ring(members: usize) -> Vec<(usize, usize)> {
    (0..members).map(|member| (member, (member + 1) % members)).collect()
}

fn both(ties: &[(usize, usize)]) -> Vec<(usize, usize)> {
    ties.iter().flat_map(|(from, to)| [(*from, *to), (*to, *from)]).collect()
}

/// Two circles of friends with a go-between, and someone on the edge.
const GROUP: [(usize, usize); 26] = [
    (0, 1),
    (1, 0),
    (0, 2),
    (2, 0),
    (1, 2),
    (2, 3),
    (3, 2),
    (3, 0),
    (4, 0),
    (4, 1),
    (5, 6),
    (6, 5),
    (6, 7),
    (7, 5),
    (8, 5),
    (8, 6),
    (5, 8),
    (9, 7),
    (9, 8),
    (2, 10),
    (10, 2),
    (10, 5),
    (5, 10),
    (11, 10),
    (1, 4),
    (7, 6),
];

pub(super) fn cases() -> Vec<Case> {
    let star: Vec<(usize, usize)> = (1..12).map(|member| (member, 0)).collect();
    let everyone: Vec<(usize, usize)> =
        (0..12).flat_map(|from| (0..12).filter(move |to| *to != from).map(move |to| (from, to))).collect();
    let sixty: Vec<(usize, usize)> = (0..60)
        .flat_map(|member: usize| [(member, (member * 7 + 3) % 60), (member, member / 2)])
        .filter(|(a, b)| a != b)
        .collect();
    let two = [both(&ring(6)), both(&ring(6)).iter().map(|(from, to)| (from + 6, to + 6)).collect()].concat();
    let welsh = IsolateWords { some: longest_welsh(), none: longest_welsh() };
    let key = SociogramKey { member: longest_welsh(), mutual: longest_welsh(), one_way: longest_welsh() };
    let ties: Vec<Tie> = ring(10).into_iter().map(|(from, to)| Tie { from, to }).collect();
    let long = Sociogram::new(words("sow"), key, 10, &ties, &welsh).and_then(|chart| chart.draw());
    vec![
        ("Sociogram, a group of fourteen", drawn("sociogram", 14, &GROUP)),
        ("Sociogram, a ring of ten", drawn("so10", 10, &ring(10))),
        ("Sociogram, all turn to one", drawn("sos", 12, &star)),
        ("Sociogram, everyone to everyone", drawn("soe", 12, &everyone)),
        ("Sociogram, two circles apart", drawn("so2", 12, &two)),
        ("Sociogram, sixty members", drawn("so60", 60, &sixty)),
        ("Sociogram, long Welsh words", long),
    ]
}

#[test]
fn fewer_than_ten_members_with_ties_are_refused() {
    let refused = Err(ChartError::TooFewMembers { fewest: 10 });
    assert_eq!(sociogram("f", 9, &ring(9)), refused);
    assert_eq!(sociogram("f", 30, &ring(9)), refused);
    assert_eq!(sociogram("f", 30, &[]), refused);
    assert!(sociogram("f", 10, &ring(10)).is_ok());
    assert_eq!(sociogram("f", 61, &ring(61)), Err(ChartError::TooManyUnits { given: 61, most: 60 }));
}

#[test]
fn ties_to_oneself_or_to_nobody_are_errors() {
    for tie in [(3, 3), (3, 12), (12, 3)] {
        let ties = [ring(12), vec![tie]].concat();
        assert_eq!(sociogram("f", 12, &ties), Err(ChartError::NoTie { from: tie.0, to: tie.1 }));
    }
}

#[test]
fn members_without_a_tie_are_told_in_words_alone_however_many() {
    let of = |members| drawn("f", members, &ring(10)).unwrap();
    assert_eq!(of(11), of(14));
    let says = |drawing: &Drawing, words: &str| drawing.wide.texts().iter().any(|text| text.text == words);
    assert!(says(&of(11), "Not everyone has a tie.") && says(&of(10), "Everyone has at least one tie."));
}

#[test]
fn there_is_no_text_but_the_key_and_the_note_and_nothing_to_point_at() {
    let drawing = drawn("f", 14, &GROUP).unwrap();
    for svg in [&drawing.wide, &drawing.narrow] {
        assert_eq!(svg.texts().len(), 4);
        assert!(!svg.as_str().contains("<g"));
    }
}

#[test]
fn ties_both_ways_are_one_thick_line_and_others_have_a_head() {
    let mut ties = ring(10);
    ties.push((1, 0));
    let svg = drawn("f", 10, &ties).unwrap().wide;
    assert_eq!(svg.as_str().matches("stroke-width=\"2.5\"").count(), 2, "one tie and its sign in the key");
    assert_eq!(svg.as_str().matches("Z\" class=\"f-sim\"").count(), 10, "nine heads and one in the key");
}

#[test]
fn members_can_be_seen_and_do_not_lie_over_each_other() {
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for svg in [drawing.wide, drawing.narrow] {
            let number = |part: &str, name: &str| -> f64 {
                part.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
            };
            // The last dot is the one in the key.
            let dots = svg.as_str().split("<circle").skip(1).filter(|part| part.contains("f-c1"));
            let mut dots: Vec<[f64; 3]> = dots.map(|part| ["cx", "cy", "r"].map(|name| number(part, name))).collect();
            dots.pop();
            for (place, [x, y, radius]) in dots.iter().enumerate() {
                assert!(*radius > 3.0, "{name}: a radius of {radius}");
                for [other_x, other_y, _] in &dots[place + 1..] {
                    assert!((x - other_x).hypot(y - other_y) > 2.0 * radius, "{name}: at {x} {y}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_in_which_members_are_numbered_makes_no_difference(
        order in Just((0..14).collect::<Vec<usize>>()).prop_shuffle(),
        chosen in prop::collection::btree_set((0_usize..14, 0_usize..14), 0..30),
    ) {
        let ties: Vec<(usize, usize)> =
            GROUP.into_iter().chain(chosen.into_iter().filter(|(from, to)| from != to)).collect();
        let renumbered: Vec<(usize, usize)> = ties.iter().rev().map(|(from, to)| (order[*from], order[*to])).collect();
        prop_assert_eq!(drawn("f", 14, &ties), drawn("f", 14, &renumbered));
    }
}
