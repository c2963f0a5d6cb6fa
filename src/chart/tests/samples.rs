//! Made-up values for the tests and the gallery.

use crate::chart::{
    Answers, Axis, Caterpillar, CaterpillarKey, ChartError, Comparison, Drawing, Dumbbell, DumbbellKey, DumbbellRow,
    Label, Likert, LikertBar, LikertKey, LikertRow, OwnValue, Reading, Reference, Segment, Strip, StripKey, StripRow,
    Tick, Unit, Words,
};

pub(super) const LONG_WELSH: &str = "Mae aelodau’r grŵp yn ymddiried digon yn ei gilydd i drafod \
     penderfyniadau anodd ynghylch ansawdd addysgu a dysgu yn eu hysgolion eu hunain";

pub(super) fn words(id: &str) -> Words {
    Words { id: id.into(), title: "Most members trust each other".into(), description: "9 of 12 agree.".into() }
}

pub(super) fn percent_axis(step: u32) -> Axis {
    let ticks = (0..=100)
        .step_by(step as usize)
        .map(|at| Tick { at: f64::from(at) / 100.0, label: format!("{at}%") })
        .collect();
    Axis { from: 0.0, to: 1.0, ticks }
}

pub(super) fn five_point_axis() -> Axis {
    let ticks = (1..=5).map(|at| Tick { at: f64::from(at), label: at.to_string() }).collect();
    Axis { from: 1.0, to: 5.0, ticks }
}

pub(super) fn five_key() -> LikertKey {
    LikertKey::Five(["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"].map(str::to_owned))
}

pub(super) fn three_key() -> LikertKey {
    LikertKey::Three(["Disagree", "Neither", "Agree"].map(str::to_owned))
}

pub(super) fn segment(count: u32) -> Segment {
    Segment { count, label: count.to_string() }
}

pub(super) fn bar(label: Label, answers: Answers) -> LikertBar {
    let (left, right, n) = match &answers {
        Answers::Five([sd, d, n, a, sa]) => {
            (sd.count + d.count, a.count + sa.count, sd.count + d.count + n.count + a.count + sa.count)
        }
        Answers::Three([d, n, a]) => (d.count, a.count, d.count + n.count + a.count),
    };
    LikertBar {
        tip: format!("{}: {right} of {n} agree", label.text),
        label,
        answers,
        n,
        n_label: n.to_string(),
        left_total_label: format!("{left} of {n}"),
        right_total_label: format!("{right} of {n}"),
        reverse_flag: None,
    }
}

pub(super) fn five(label: &str, counts: [u32; 5]) -> LikertRow {
    LikertRow::Shown(Box::new(bar(Label::new(label), Answers::Five(counts.map(segment)))))
}

pub(super) fn three(label: &str, counts: [u32; 3]) -> LikertRow {
    LikertRow::Shown(Box::new(bar(Label::new(label), Answers::Three(counts.map(segment)))))
}

pub(super) fn hidden(label: &str) -> LikertRow {
    LikertRow::NotShown { label: Label::new(label), symbol_text: "[c] fewer than 5 answers".into() }
}

pub(super) fn likert(id: &str, key: LikertKey, rows: Vec<LikertRow>) -> Likert {
    Likert { words: words(id), key, n_heading: "Answers".into(), rows }
}

/// A group's questions on trust, as a report would have them.
pub(super) fn trust() -> Likert {
    let mut reversed =
        bar(Label::new("I hold back my real views in the group"), Answers::Five([5, 4, 1, 2, 0].map(segment)));
    reversed.reverse_flag = Some("Disagreeing is the good answer".into());
    let welsh = bar(Label::in_language(LONG_WELSH, "cy"), Answers::Five([1, 2, 3, 4, 2].map(segment)));
    let rows = vec![
        five("Members of my group trust each other", [0, 1, 1, 6, 4]),
        five("We share what did not work as well as what did", [1, 1, 1, 7, 2]),
        five("Our meetings begin and end on time", [0, 0, 0, 5, 7]),
        LikertRow::Shown(Box::new(welsh)),
        LikertRow::Shown(Box::new(reversed)),
        three("The group helps me to challenge my own practice", [2, 3, 4]),
        hidden("I would recommend the group to a colleague"),
    ];
    likert("trust", five_key(), rows)
}

/// The same questions over a whole authority, in percentages.
pub(super) fn authority() -> Likert {
    let row = |label: &str, counts: [u32; 5], totals: [&str; 2], shares: [&str; 5]| {
        let segments = [0, 1, 2, 3, 4].map(|place| Segment { count: counts[place], label: shares[place].into() });
        LikertRow::Shown(Box::new(LikertBar {
            left_total_label: totals[0].into(),
            right_total_label: totals[1].into(),
            ..bar(Label::new(label), Answers::Five(segments))
        }))
    };
    let rows = vec![
        row("Members trust each other", [12, 30, 41, 180, 145], ["10%", "80%"], ["3%", "7%", "10%", "44%", "36%"]),
        row("We share what did not work", [31, 66, 80, 150, 81], ["24%", "57%"], ["8%", "16%", "20%", "37%", "20%"]),
        row("We use evidence to plan", [82, 101, 99, 88, 38], ["45%", "31%"], ["20%", "25%", "24%", "22%", "9%"]),
        row("Meetings are worth my time", [4, 9, 22, 160, 213], ["3%", "91%"], ["1%", "2%", "5%", "39%", "52%"]),
    ];
    likert("authority", five_key(), rows)
}

pub(super) fn strip(id: &str, rows: Vec<StripRow>) -> Strip {
    let key = StripKey {
        own: "This group".into(),
        programme: "Programme".into(),
        middle_half: "Middle half of groups".into(),
        others: "Other groups".into(),
    };
    Strip { words: words(id), axis: percent_axis(20), key, own_heading: "This group".into(), rows }
}

pub(super) fn strip_row(label: &str, centre: f64, own: Option<f64>) -> StripRow {
    let others = (0..16_i32).map(|place| centre + f64::from((place * 37) % 33 - 16) / 100.0).collect();
    let own = match own {
        Some(at) => OwnValue::Shown { at, label: format!("{:.0}%", at * 100.0) },
        None => OwnValue::NotShown { symbol_text: "[c] fewer than 5 answers".into() },
    };
    StripRow {
        label: Label::new(label),
        others,
        middle_half: Some((centre - 0.08, centre + 0.08)),
        programme: Some(centre),
        own,
        tip: format!("{label}: this group and the programme"),
    }
}

pub(super) fn profile() -> Strip {
    let mut rows = vec![
        strip_row("Trust between members", 0.71, Some(0.83)),
        strip_row("A shared purpose that everyone can name", 0.64, Some(0.58)),
        strip_row("Honest conversation about what did not work", 0.55, Some(0.55)),
        strip_row("Use of evidence", 0.42, None),
        strip_row("Members lead in turn", 0.47, Some(0.17)),
        strip_row("Attendance at sessions", 0.82, Some(1.0)),
        StripRow {
            own: OwnValue::Bounded { at: 0.9, is_least: true, label: "at least 90%".into() },
            ..strip_row("Would recommend the group", 0.75, None)
        },
    ];
    rows.push(StripRow { label: Label::in_language(LONG_WELSH, "cy"), ..strip_row("", 0.6, Some(0.66)) });
    strip("profile", rows)
}

pub(super) fn unit(label: &str, estimate: f64, half: f64, n: u32) -> Unit {
    let range = ((estimate - half).max(0.0), (estimate + half).min(1.0));
    let comparison = if range.0 > 0.71 {
        Comparison::Higher
    } else if range.1 < 0.71 {
        Comparison::Lower
    } else {
        Comparison::Similar
    };
    Unit {
        label: Label::new(label),
        estimate,
        range: Some(range),
        comparison,
        n_label: n.to_string(),
        is_own: false,
        tip: format!("{label}: {n} answers"),
    }
}

pub(super) fn caterpillar(id: &str, units: Vec<Unit>) -> Caterpillar {
    let key = CaterpillarKey {
        higher: "Higher than the programme".into(),
        similar: "Similar".into(),
        lower: "Lower".into(),
        range: "Likely range".into(),
    };
    let reference = Reference { at: 0.71, label: "Programme: 71%".into() };
    Caterpillar { words: words(id), axis: percent_axis(20), reference, key, n_heading: "Answers".into(), units }
}

pub(super) fn networks() -> Caterpillar {
    let names = [
        "Dyffryn Tywi",
        "Glannau Teifi",
        "Copa Elan",
        "Harbour North",
        "Rhosllannerchrugog a’r Cylch",
        "Y Fenai",
        "Castle and Quay",
        "Moorland",
        "Bro Morgannwg Ganol",
        "Seven Rivers",
        "Pen Llŷn ac Eifionydd",
        "Old Town",
        "Cwm Afan",
        "Eastgate",
    ];
    let units = names
        .iter()
        .zip(0_u32..)
        .map(|(name, place)| {
            let estimate = 0.95 - 0.045 * f64::from(place);
            Unit { is_own: place == 4, ..unit(name, estimate, 0.06 + 0.02 * f64::from(place % 4), 8 + place * 3 % 11) }
        })
        .collect();
    caterpillar("networks", units)
}

/// A label in the language that it is in.
pub(super) fn named(label: &str) -> Label {
    if label.starts_with("Mae ") { Label::in_language(label, "cy") } else { Label::new(label) }
}

pub(super) fn change(label: &str, earlier: f64, later: f64, clear: bool, change_label: &str) -> DumbbellRow {
    DumbbellRow::Shown {
        label: named(label),
        earlier,
        later,
        change_label: change_label.into(),
        clear,
        tip: format!("{label}: {change_label}"),
    }
}

pub(super) fn dumbbell(id: &str, rows: Vec<DumbbellRow>) -> Dumbbell {
    let key = DumbbellKey {
        earlier: "Autumn 2025".into(),
        later: "Summer 2026".into(),
        unclear: "No clear difference".into(),
    };
    Dumbbell { words: words(id), axis: five_point_axis(), key, change_heading: "Change (likely range)".into(), rows }
}

pub(super) fn waves() -> Dumbbell {
    let rows = vec![
        change("We share what did not work", 2.4, 3.6, true, "+1.2 (0.7 to 1.7)"),
        change("Members trust each other", 3.1, 3.9, true, "+0.8 (0.3 to 1.3)"),
        change(LONG_WELSH, 3.4, 3.7, false, "+0.3 (−0.2 to 0.8)"),
        change("Meetings are worth my time", 4.1, 4.1, false, "0.0 (−0.4 to 0.4)"),
        change("Members lead in turn", 3.3, 3.2, false, "−0.1 (−0.6 to 0.4)"),
        change("We begin and end on time", 4.4, 3.5, true, "−0.9 (−1.4 to −0.4)"),
        DumbbellRow::NotShown {
            label: Label::new("I would recommend the group"),
            symbol_text: "[c] fewer than 5 pairs".into(),
        },
    ];
    dumbbell("waves", rows)
}

pub(super) fn withheld_change(label: &str) -> DumbbellRow {
    DumbbellRow::NotShown { label: Label::new(label), symbol_text: "[c] fewer than 5 pairs".into() }
}

/// One chart in one state, drawn: what the gallery shows and every law is held against.
pub(super) type Case = (&'static str, Result<Drawing, ChartError>);

/// Two hundred characters of Welsh.
pub(super) fn longest_welsh() -> String {
    let text = format!("{LONG_WELSH}, ac i rannu’r hyn a ddysgwyd gyda chydweithwyr ym mhob ysgol");
    text.chars().take(200).collect()
}

pub(super) fn exact(at: f64, label: &str) -> Reading {
    Reading::Exact { at, label: label.into() }
}

pub(super) fn share(at: f64) -> Reading {
    exact(at, &format!("{:.0}%", at * 100.0))
}

pub(super) fn at_least(at: f64, label: &str) -> Reading {
    Reading::AtLeast { at, label: label.into() }
}

pub(super) fn at_most(at: f64, label: &str) -> Reading {
    Reading::AtMost { at, label: label.into() }
}

pub(super) fn withheld() -> Reading {
    Reading::NotShown { symbol_text: "[c] fewer than 5 answers".into() }
}

pub(super) fn absent() -> Reading {
    Reading::NotShown { symbol_text: "[x] not collected".into() }
}
