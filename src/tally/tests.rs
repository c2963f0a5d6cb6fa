//! Tallies of small made tables, by hand and by property.

use super::condition_check::check_condition;
use super::*;
use crate::finding::Place;
use crate::framework::{Condition, Framework, FrameworkFile, Yields};
use crate::vocabulary::{Date, Window};
use polars::prelude::{Column, DataFrame, IntoLazy, NamedFrom, Series, col};
use proptest::prelude::*;

fn framework() -> Framework {
    let text = r#"
        [framework]
        id = "t"
        name = "T"
        version = "1"
        origin = "made for this test"
        [scale.five]
        labels = ["a", "b", "c", "d", "e"]
        favourable_from = 4
        unfavourable_to = 2
        [[item]]
        id = "q1"
        text = "one"
        scale = "five"
        [[item]]
        id = "q2"
        text = "two"
        scale = "five"
        reverse = true
        [sureness]
        response_rate = [0.8, 0.6, 0.4]
        answers = [100, 30, 10]
        matched = [0.8, 0.6, 0.4]
        basis = "test"
    "#;
    let text = format!("family = []\nindicator = []\n{text}");
    Framework::from_file(toml::from_str::<FrameworkFile>(&text).unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn waves() -> Vec<Wave> {
    let wave = |id: &str, from, to, census| Wave {
        id: id.to_owned(),
        label: id.to_owned(),
        from: day(from),
        to: day(to),
        census: day(census),
        item: Vec::new(),
        apart: BTreeSet::new(),
    };
    vec![wave("w1", "2003-09-01", "2003-12-31", "2003-11-14"), wave("w2", "2004-01-01", "2004-08-31", "2004-06-30")]
}

/// Person, group, wave, two answers (0 for none).
type Return = (u8, u8, u8, i8, i8);

fn survey(returns: &[Return]) -> DataFrame {
    let answer = |value: i8| (value > 0).then_some(value);
    let missing = |value: i8| (value <= 0).then_some("not answered");
    let columns: Vec<Column> = vec![
        Series::new("respondent_id".into(), returns.iter().map(|r| format!("p{}", r.0)).collect::<Vec<_>>()).into(),
        Series::new("group_id".into(), returns.iter().map(|r| format!("g{}", r.1)).collect::<Vec<_>>()).into(),
        Series::new("wave".into(), returns.iter().map(|r| format!("w{}", r.2)).collect::<Vec<_>>()).into(),
        Series::new("q1".into(), returns.iter().map(|r| answer(r.3)).map(|a| a.map(i16::from)).collect::<Vec<_>>())
            .into(),
        Series::new("q1__missing".into(), returns.iter().map(|r| missing(r.3)).collect::<Vec<_>>()).into(),
        Series::new("q2".into(), returns.iter().map(|r| answer(r.4)).map(|a| a.map(i16::from)).collect::<Vec<_>>())
            .into(),
        Series::new("q2__missing".into(), returns.iter().map(|r| missing(r.4)).collect::<Vec<_>>()).into(),
    ];
    DataFrame::new(returns.len(), columns).unwrap()
}

fn survey_components() -> BTreeSet<Component> {
    let items = vec!["q1".to_owned(), "q2".to_owned()];
    BTreeSet::from([
        Component::Returns,
        Component::Matched,
        Component::Answers { item: "q1".to_owned() },
        Component::Answers { item: "q2".to_owned() },
        Component::Scores { items: items.clone(), condition: None },
        Component::Scores { items: items.clone(), condition: Some("q1 >= 4".to_owned()) },
        Component::Pairs { items: items.clone() },
        Component::CrossProducts { items: items.clone() },
        Component::ScoresOn { items, number: "q1".to_owned() },
    ])
}

fn tallied(table: &str, frame: &DataFrame, components: &BTreeSet<Component>) -> Tally {
    let groups = ["g0", "g1", "g2"].map(|id| UnitId::new(Level::Group, id));
    let leas = ["l1", "l2"].map(|id| UnitId::new(Level::Lea, id));
    let units = groups.into_iter().chain(leas).chain([UnitId::programme()]);
    count(|name| (name == table).then_some(frame), units, components, &framework(), &waves()).unwrap()
}

fn value<'a>(tally: &'a Tally, group: &str, component: &Component, wave: usize) -> &'a TallyValue {
    let level = component.home();
    let unit = if level == Level::Programme { UnitId::programme() } else { UnitId::new(level, group) };
    // A tally holds every unit from the start, so what is found lives as long as it does.
    tally.value(&unit, tally.place_of(component).unwrap(), wave)
}

#[test]
fn scores_turn_reverse_items_round_and_need_two_thirds_of_the_items() {
    let frame = survey(&[(1, 1, 1, 5, 1), (2, 1, 1, 4, 4), (3, 1, 1, 5, 0), (4, 2, 1, 1, 5)]);
    let components = survey_components();
    let tally = tallied("responses", &frame, &components);
    let scores = Component::Scores { items: vec!["q1".to_owned(), "q2".to_owned()], condition: None };
    let TallyValue::Scores(sums) = value(&tally, "g1", &scores, 0) else { panic!("no scores") };
    // (5 + 5) / 2 = 5 and (4 + 2) / 2 = 3; the third answered one of two items and has no score.
    assert_eq!((sums.n, sums.sum_in_points(), sums.sum_of_squares_in_points()), (2, 8.0, 34.0));
    let TallyValue::Answers { counts, missing } = value(&tally, "g1", &Component::Answers { item: "q2".to_owned() }, 0)
    else {
        panic!("no answers")
    };
    assert_eq!(counts, &[1, 0, 0, 1, 0]);
    assert_eq!(missing.get("not answered"), Some(&1));
}

#[test]
fn pairs_are_the_same_people_in_the_same_group_at_two_waves() {
    let frame = survey(&[(1, 1, 1, 2, 4), (1, 1, 2, 4, 2), (2, 1, 1, 3, 3), (3, 1, 2, 3, 3), (2, 2, 2, 5, 1)]);
    let tally = tallied("responses", &frame, &survey_components());
    let pairs = Component::Pairs { items: vec!["q1".to_owned(), "q2".to_owned()] };
    let TallyValue::Pairs(sums) = value(&tally, "g1", &pairs, 1) else { panic!("no pairs") };
    assert_eq!((sums.change.n, sums.change.sum_in_points()), (1, 2.0));
    assert_eq!(value(&tally, "g1", &Component::Matched, 1), &TallyValue::Count(1));
    assert_eq!(value(&tally, "g2", &Component::Matched, 1), &TallyValue::Nothing);
}

fn sessions(days: &[(&str, &str)]) -> DataFrame {
    let columns: Vec<Column> = vec![
        Series::new("group_id".into(), days.iter().map(|row| row.0).collect::<Vec<_>>()).into(),
        Series::new("text".into(), days.iter().map(|row| row.1).collect::<Vec<_>>()).into(),
        Series::new("processes".into(), days.iter().map(|_| ";p01;p07;").collect::<Vec<_>>()).into(),
    ];
    let frame = DataFrame::new(days.len(), columns).unwrap();
    frame.lazy().with_column(col("text").cast(polars::prelude::DataType::Date).alias("date")).collect().unwrap()
}

#[test]
fn windows_and_conditions_choose_the_rows() {
    let frame = sessions(&[("g1", "2003-09-30"), ("g1", "2004-03-01"), ("g1", "2004-06-30"), ("g2", "2002-01-01")]);
    let rows = |condition: Option<&str>, window| Component::Rows {
        table: "sessions".to_owned(),
        condition: condition.map(str::to_owned),
        window,
    };
    let entries = Component::Entries {
        table: "sessions".to_owned(),
        column: "processes".to_owned(),
        condition: None,
        window: Window::Wave,
    };
    let within = rows(Some("processes like '%;p07;%' and date <= census"), Window::Wave);
    let early = rows(Some("date > census - interval '130 days'"), Window::Year);
    let all = [
        rows(None, Window::Wave),
        rows(None, Window::Year),
        rows(None, Window::Ever),
        within.clone(),
        early.clone(),
        entries.clone(),
    ];
    let tally = tallied("sessions", &frame, &BTreeSet::from(all));
    let at = |component: &Component, wave| value(&tally, "g1", component, wave).clone();
    assert_eq!(at(&rows(None, Window::Wave), 0), TallyValue::Count(1));
    assert_eq!(at(&rows(None, Window::Wave), 1), TallyValue::Count(2));
    assert_eq!(at(&rows(None, Window::Year), 1), TallyValue::Count(3));
    assert_eq!(at(&within, 1), TallyValue::Count(2));
    assert_eq!(at(&early, 1), TallyValue::Count(2));
    assert_eq!(at(&entries, 1), TallyValue::Entries(BTreeSet::from(["p01".to_owned(), "p07".to_owned()])));
    assert_eq!(value(&tally, "g2", &rows(None, Window::Ever), 0), &TallyValue::Count(1));
}

fn frame(columns: Vec<Column>) -> DataFrame {
    let rows = columns.first().map_or(0, Column::len);
    DataFrame::new(rows, columns).unwrap()
}

fn texts(name: &str, cells: &[&str]) -> Column {
    Series::new(name.into(), cells.to_vec()).into()
}

fn numbers(name: &str, cells: &[i64]) -> Column {
    Series::new(name.into(), cells.to_vec()).into()
}

#[test]
fn products_are_of_those_who_answered_everything() {
    let returns = survey(&[(1, 1, 1, 5, 1), (2, 1, 1, 4, 4), (3, 1, 1, 5, 0)]);
    let items = vec!["q1".to_owned(), "q2".to_owned()];
    let component = Component::CrossProducts { items };
    let tally = tallied("responses", &returns, &BTreeSet::from([component.clone()]));
    let TallyValue::Products(sums) = value(&tally, "g1", &component, 0) else { panic!("no products") };
    // q2 is turned round: answers (5, 5) and (4, 2).
    let expected = ProductSums { n: 2, sums: vec![9, 7], products: vec![vec![41, 33], vec![29]] };
    assert_eq!(sums, &expected);
}

#[test]
fn returns_of_authorities_and_days_of_the_programme_have_homes_of_their_own() {
    let returns = frame(vec![
        texts("lea_code", &["l1", "l1", "l2"]),
        texts("wave", &["w1", "w2", "w2"]),
        numbers("vacancies", &[3, 1, 4]),
    ]);
    let vacancies = Component::Sum {
        table: "lea_returns".to_owned(),
        number: "vacancies".to_owned(),
        beside: None,
        condition: None,
        window: Window::Wave,
    };
    let tally = tallied("lea_returns", &returns, &BTreeSet::from([vacancies.clone()]));
    assert_eq!(value(&tally, "l1", &vacancies, 1), &TallyValue::Sum { rows: 1, total: 10_000 });
    assert_eq!(value(&tally, "l2", &vacancies, 1), &TallyValue::Sum { rows: 1, total: 40_000 });

    let days = sessions(&[("x", "2003-10-01"), ("y", "2004-03-01")]).drop("group_id").unwrap();
    let held = Component::Rows { table: "programme_days".to_owned(), condition: None, window: Window::Ever };
    let tally = tallied("programme_days", &days, &BTreeSet::from([held.clone()]));
    assert_eq!(value(&tally, "", &held, 1), &TallyValue::Count(2));
}

#[test]
fn decimals_and_stretches_of_days_are_numbers_in_conditions() {
    let outputs = sessions(&[("g1", "2003-09-30"), ("g1", "2003-10-10")]);
    let outputs = outputs
        .lazy()
        .with_column((col("date") + polars::prelude::lit(chrono::TimeDelta::days(12))).alias("received_on"))
        .collect()
        .unwrap();
    let taken = Component::Numbers {
        table: "outputs".to_owned(),
        number: "received_on - date".to_owned(),
        condition: None,
        window: Window::Wave,
    };
    let tally = tallied("outputs", &outputs, &BTreeSet::from([taken.clone()]));
    assert_eq!(value(&tally, "g1", &taken, 0), &TallyValue::Numbers(BTreeMap::from([(120_000, 2)])));

    let late = Component::Rows {
        table: "outputs".to_owned(),
        condition: Some("received_on - date >= 12 and wave_to - received_on < 75".to_owned()),
        window: Window::Wave,
    };
    let tally = tallied("outputs", &outputs, &BTreeSet::from([late.clone()]));
    assert_eq!(value(&tally, "g1", &late, 0), &TallyValue::Count(1), "81 days, and 70");

    // Money is kept in ten-thousandths: 640.50 is above 600, and 12.25 is not.
    let returns = frame(vec![
        texts("group_id", &["g1", "g1"]),
        texts("wave", &["w1", "w1"]),
        numbers("cost_total", &[6_405_000, 122_500]),
    ]);
    let costly = Component::Sum {
        table: "facilitator_returns".to_owned(),
        number: "cost_total".to_owned(),
        beside: None,
        condition: Some("cost_total > 600".to_owned()),
        window: Window::Wave,
    };
    let tally = tallied("facilitator_returns", &returns, &BTreeSet::from([costly.clone()]));
    assert_eq!(value(&tally, "g1", &costly, 0), &TallyValue::Sum { rows: 1, total: 6_405_000 });
}

#[test]
fn pupils_are_matched_to_their_own_first_scores() {
    let rows = [
        ("p1", "w1", None, 10),
        ("p1", "w2", None, 13),
        ("p2", "w1", None, 20),
        ("p3", "w2", None, 30),
        ("p1", "w1", Some("comparison"), 5),
        ("p1", "w2", Some("comparison"), 6),
    ];
    let attainment = frame(vec![
        texts("group_id", &["g1"; 6]),
        texts("school_id", &["s"; 6]),
        texts("measure", &["reading"; 6]),
        texts("time_point", &rows.map(|row| row.1)),
        Series::new("arm".into(), rows.map(|row| row.2).to_vec()).into(),
        texts("pupil_id", &rows.map(|row| row.0)),
        numbers("score", &rows.map(|row| row.3 * 10_000)),
    ]);
    let pupils = Component::Pupils { outcome: "reading".to_owned() };
    let tally = tallied("attainment", &attainment, &BTreeSet::from([pupils.clone()]));
    let TallyValue::Pupils(schools) = value(&tally, "g1", &pupils, 1) else { panic!("no pupils") };
    // The second and the third pupil have but one score; the namesake in the other arm is another.
    let unit = 100_000_000;
    let of = |earlier: i128, later: i128| ProductSums {
        n: 1,
        sums: vec![earlier * 10_000, later * 10_000],
        products: vec![vec![earlier * earlier * unit, earlier * later * unit], vec![later * later * unit]],
    };
    let school = |arm| (arm, "s".to_owned());
    assert_eq!(schools, &BTreeMap::from([(school(Arm::Programme), of(10, 13)), (school(Arm::Comparison), of(5, 6))]));
}

#[test]
fn ties_know_who_answered_and_what_leaves_the_group() {
    let ties = frame(vec![
        texts("group_id", &["g1", "g1", "g1", "g1"]),
        texts("from_member", &["a", "a", "b", "b"]),
        texts("to_member", &["b", "x", "b", "a"]),
        texts("wave", &["w1", "w1", "w1", "w1"]),
        texts("kind", &["advice", "outside", "advice", "visit"]),
        numbers("trust", &[4, 1, 2, 3]),
    ]);
    let advice = Component::Ties { condition: Some("kind <> 'visit'".to_owned()) };
    let tally = tallied("ties", &ties, &BTreeSet::from([advice.clone()]));
    let TallyValue::Ties(lists) = value(&tally, "g1", &advice, 0) else { panic!("no ties") };
    // A tie to oneself is none; a visit is not counted, and yet who named it has answered.
    assert_eq!(lists.answered.len(), 2);
    assert_eq!(lists.inside, BTreeSet::from([("a".to_owned(), "b".to_owned())]));
    assert_eq!((lists.outside, lists.ratings, lists.trust), (1, 1, 4));
}

/// What is wrong with SQL text over a table; nothing if it is sound.
fn problem(table: &str, sql: &str, yields: Yields) -> String {
    let (code, table, sql) = ("AB-01".to_owned(), table.to_owned(), sql.to_owned());
    let columns = crate::table::columns(&table).unwrap();
    let condition = Condition { code, table, sql, yields, place: Place::default() };
    check_condition(&condition, &framework(), &columns).err().map(|(problem, _)| problem).unwrap_or_default()
}

#[test]
fn a_condition_that_does_not_parse_or_names_no_column_is_told() {
    for sql in ["status = = 'present'", "status = 'present' -- so far", "status banana", "status = 'present')", ""] {
        let told = problem("attendance", sql, Yields::Truth);
        assert!(told.starts_with("the condition is not an SQL expression"), "{sql}: {told}");
    }
    let told = problem("attendance", "statsu = 'present'", Yields::Truth);
    assert_eq!(told, "the condition names no column of the table: statsu; did you mean status?");
    assert!(problem("sessions", "on_roll", Yields::Truth).contains("no column"), "who is on roll is told of members");
}

#[test]
fn a_condition_must_yield_what_is_asked_of_it() {
    let wrong = [
        ("sessions", "minutes", Yields::Truth, "yields a number, not true or false"),
        ("sessions", "focus", Yields::Truth, "yields text, not true or false"),
        ("sessions", "date", Yields::Truth, "yields a date, not true or false"),
        ("sessions", "focus", Yields::Number, "yields text, not a number"),
        ("sessions", "date", Yields::Number, "yields a date, not a number"),
        ("sessions", "minutes > 60", Yields::Number, "yields true or false, not a number"),
        ("responses", "q1", Yields::Truth, "yields a number, not true or false"),
        ("sessions", "focus > 3", Yields::Truth, "cannot be told of a row"),
        (
            "sessions",
            "date - group_formed_on <= interval '365 days'",
            Yields::Truth,
            "compares a number with a stretch",
        ),
        ("sessions", "minutes > 60 and date > 2004", Yields::Truth, "compares a date with a number"),
    ];
    for (table, sql, yields, wanted) in wrong {
        let told = problem(table, sql, yields);
        assert!(told.contains(wanted), "{sql}: {told}");
    }
}

#[test]
fn a_condition_may_not_look_at_other_rows() {
    for sql in [
        "count(*) > 1",
        "minutes > avg(minutes)",
        "sum(minutes) over (partition by group_id) > 60",
        "row_number() over (order by date) = 1",
        "session_id in (select session_id from attendance)",
        "minutes = max(minutes)",
        "corr(minutes, admin_minutes) > 0.5",
        "date = first(date)",
    ] {
        let told = problem("sessions", sql, Yields::Truth);
        assert!(told.contains("looks at other rows") || told.contains("not an SQL expression"), "{sql}: {told}");
    }
}

#[test]
fn a_sound_condition_is_sound() {
    for (table, sql, yields) in [
        ("attendance", "date <= census and status in ('present', 'apology')", Yields::Truth),
        ("attendance", "group_id = 'g1' and setting = 'day' and focus is not null", Yields::Truth),
        ("members", "on_roll and opted_in and years_as_head >= 2.5", Yields::Truth),
        ("members", "joined_on > census - interval '150 days'", Yields::Truth),
        ("sessions", "date - group_formed_on <= 365 and date > wave_from - interval '30 days'", Yields::Truth),
        ("sessions", "(date - group_formed_on) / 30.44", Yields::Number),
        ("sessions", "processes like '%;P01;%' or coalesce(triads, false)", Yields::Truth),
        ("responses", "newcomer and q1 >= 3", Yields::Truth),
        ("sessions", "true", Yields::Truth),
        ("outputs", "received_on - date", Yields::Number),
        ("members", "years_as_head / 2", Yields::Number),
        ("sessions", "case when triads then minutes else 0 end", Yields::Number),
        ("sessions", "length(processes) - length(replace(processes, ';', '')) - 1", Yields::Number),
        ("sessions", "1", Yields::Number),
    ] {
        assert_eq!(problem(table, sql, yields), "", "{sql}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whole people may be split any way between two tallies.
    #[test]
    fn the_tally_of_both_is_the_sum_of_two_tallies(
        returns in proptest::collection::btree_map((0_u8..20, 1_u8..3), (0_u8..3, 0_i8..6, 0_i8..6), 0..40),
        cut in 0_u8..20,
    ) {
        let rows: Vec<Return> = returns.iter().map(|((person, wave), (_, q1, q2))| (*person, person % 3, *wave, *q1, *q2)).collect();
        let components = survey_components();
        let whole = tallied("responses", &survey(&rows), &components);
        let (one, other): (Vec<Return>, Vec<Return>) = rows.iter().partition(|row| row.0 < cut);
        let merged = tallied("responses", &survey(&one), &components).merge(tallied("responses", &survey(&other), &components));
        prop_assert_eq!(blanked(&whole), blanked(&merged));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(seed in 0_usize..40, returns in proptest::collection::vec((0_u8..3, 1_i8..6, 1_i8..6), 1..40)) {
        let mut rows: Vec<Return> =
            returns.iter().zip(0_u8..).map(|((group, q1, q2), person)| (person, *group, 1, *q1, *q2)).collect();
        let components = survey_components();
        let before = tallied("responses", &survey(&rows), &components);
        let turn = seed % rows.len();
        rows.rotate_left(turn);
        prop_assert_eq!(before, tallied("responses", &survey(&rows), &components));
    }
}

/// The rows of a tally in which anything was counted.
fn blanked(tally: &Tally) -> Vec<(UnitId, String, String, TallyValue)> {
    let empty = |value: &TallyValue| match value {
        TallyValue::Count(0) => true,
        TallyValue::Scores(sums) => sums.n == 0,
        TallyValue::Pairs(pairs) => pairs.change.n == 0,
        TallyValue::Products(sums) => sums.n == 0,
        TallyValue::Answers { counts, missing } => counts.iter().sum::<u64>() == 0 && missing.is_empty(),
        _ => false,
    };
    tally
        .rows()
        .filter(|(_, _, _, value)| !empty(value))
        .map(|(group, wave, component, value)| (group.clone(), wave.to_owned(), component.to_string(), value.clone()))
        .collect()
}
