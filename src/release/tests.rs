//! The primary rules, figure by figure.

use super::answers::protect_distribution;
use super::primary::protect_figure;
use super::*;
use crate::framework::{Framework, FrameworkFile, Indicator};
use crate::measure::{Basis, Counted, Distribution, Estimate, Estimates, Figure, Outcome};
use crate::vocabulary::{Level, Quantity, Unit, UnitTree};

const FRAMEWORK: &str = r#"
    family = []
    item = []
    [framework]
    id = "t"
    name = "T"
    version = "1"
    origin = "made for this test"
    [scale]
    [sureness]
    response_rate = [0.8, 0.6, 0.4]
    answers = [100, 30, 10]
    matched = [0.8, 0.6, 0.4]
    basis = "test"
    [[indicator]]
    code = "T-01"
    name = "Mean"
    definition = "A mean."
    direction = "higher"
    source = "test"
    measure.scale_mean = { items = ["a", "b"] }
    bands = { good = 4.0, fair = 3.0, basis = "test" }
    [[indicator]]
    code = "T-02"
    name = "Share"
    definition = "A share."
    direction = "higher"
    source = "test"
    measure.share_favourable = { item = "a" }
    [[indicator]]
    code = "T-03"
    name = "Withheld"
    definition = "Withheld."
    source = "test"
    measure.withheld = {}
"#;

const RULES: Rules = Rules::DEFAULT;

fn framework() -> Framework {
    Framework::from_file(toml::from_str::<FrameworkFile>(FRAMEWORK).unwrap())
}

fn figure(value: f64, quantity: Quantity, n: u64, numerator: Option<u64>, items: u32) -> Outcome {
    Outcome::Estimated(Figure {
        value,
        quantity,
        interval: None,
        shrunken: None,
        n,
        eligible: Some(n + 1),
        counted: Counted::Respondents,
        basis: Basis::Sample,
        numerator,
        people: Some(n),
        items,
        concentration: None,
        working: Vec::new(),
    })
}

fn protected(code: &str, outcome: &Outcome, circulation: Circulation) -> Released {
    let framework = framework();
    let indicator: &Indicator = framework.indicator(code).unwrap();
    protect_figure(outcome, indicator, Level::Group, &RULES, circulation, Some((1.0, 5.0)))
}

fn mean(value: f64, n: u64) -> Outcome {
    figure(value, Quantity::ScaleMean, n, None, 2)
}

#[test]
fn a_wider_circulation_asks_for_more_people() {
    let six = mean(3.6, 6);
    assert!(protected("T-01", &six, Circulation::Internal).shown().is_some());
    assert_eq!(protected("T-01", &six, Circulation::Programme), Released::Withheld(Withholding::TooFewPeople));
    assert_eq!(protected("T-01", &mean(3.6, 4), Circulation::Internal), Released::Withheld(Withholding::TooFewPeople));
}

#[test]
fn a_single_item_needs_eight_people_in_a_group() {
    let outcome = |n| figure(0.5, Quantity::Share, n, Some(n / 2), 1);
    assert_eq!(protected("T-02", &outcome(7), Circulation::Internal), Released::Withheld(Withholding::SingleItem));
    assert!(protected("T-02", &outcome(8), Circulation::Internal).shown().is_some());
}

#[test]
fn unanimity_is_told_as_a_bound_if_favourable_and_withheld_if_not() {
    let Released::Bounded(bounded) = protected("T-01", &mean(5.0, 6), Circulation::Internal) else {
        panic!("no bound")
    };
    assert_eq!((bounded.side, bounded.limit), (Side::AtLeast, 4.5));
    assert_eq!(protected("T-01", &mean(1.0, 6), Circulation::Internal), Released::Withheld(Withholding::Remainder));
}

#[test]
fn a_lone_dissenter_is_covered_by_a_bound_that_unanimity_shares() {
    let told = |favourable| {
        protected(
            "T-02",
            &figure(real(favourable) / 12.0, Quantity::Share, 12, Some(favourable), 1),
            Circulation::Internal,
        )
    };
    assert_eq!(told(11), told(12), "one dissenter looks like none");
    assert_eq!(told(0), Released::Withheld(Withholding::Remainder));
    assert!(told(9).shown().is_some());
}

#[expect(clippy::cast_precision_loss, reason = "a dozen people")]
fn real(count: u64) -> f64 {
    count as f64
}

fn distribution(counts: [u64; 5], level: Level) -> ReleasedDistribution {
    let unit = UnitId::new(level, "g");
    let answers = Distribution {
        item: "a".to_owned(),
        unit,
        wave: "w".to_owned(),
        counts: counts.to_vec(),
        missing: Vec::new(),
        eligible: None,
    };
    protect_distribution(&answers, &[0..2, 2..3, 3..5], &RULES, Circulation::Internal)
}

#[test]
fn answers_are_told_as_finely_as_nobody_stands_alone() {
    use ReleasedDistribution as R;
    assert!(matches!(distribution([3, 4, 5, 6, 7], Level::Group), R::Full(_)));
    assert!(matches!(distribution([1, 4, 5, 6, 7], Level::Group), R::Banded(answers) if answers.counts == [5, 5, 13]));
    assert!(matches!(distribution([1, 0, 2, 6, 3], Level::Group), R::Split(answers) if answers.counts == [3, 9]));
    assert_eq!(distribution([0, 0, 1, 6, 5], Level::Group), distribution([0, 0, 0, 6, 6], Level::Group));
    assert_eq!(distribution([1, 1, 1, 2, 2], Level::Group), R::Withheld(Withholding::SingleItem));
    assert_eq!(distribution([1, 1, 1, 0, 1], Level::Lea), R::Withheld(Withholding::TooFewPeople));
    assert_eq!(distribution([6, 4, 0, 0, 0], Level::Group), R::Withheld(Withholding::Remainder));
}

#[test]
fn the_share_withheld_is_counted_after_protection() {
    let group = |id: &str| UnitId::new(Level::Group, id);
    let units =
        ["a", "b", "c"].map(|id| Unit { id: group(id), name: id.to_owned(), parent: Some(UnitId::programme()) });
    let estimate =
        |unit: UnitId, n: u64| Estimate { code: "T-01".to_owned(), unit, wave: "w".to_owned(), outcome: mean(3.6, n) };
    let figures = vec![
        estimate(group("a"), 9),
        estimate(group("b"), 9),
        estimate(group("c"), 4),
        estimate(UnitId::programme(), 22),
        Estimate {
            outcome: Outcome::Absent(crate::measure::Absence::NothingRecorded),
            code: "T-03".to_owned(),
            ..estimate(group("c"), 4)
        },
    ];
    let estimates = Estimates { figures, ..Estimates::default() };
    let release = protect_first(&estimates, &framework(), &UnitTree::new("P", units), &RULES);
    let withheld = |unit: &UnitId| release.figure(Circulation::Internal, "T-03", unit, "w").shown().unwrap().numerator;
    assert_eq!(withheld(&group("c")), Some(1));
    assert_eq!(withheld(&group("a")), Some(1), "the next smallest, here the first of two alike, goes with it");
    assert_eq!(withheld(&UnitId::programme()), Some(0));
}
