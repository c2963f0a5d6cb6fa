use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

fn letters(codes: &str) -> Vec<Option<f64>> {
    codes.bytes().map(|code| (code != b'.').then(|| f64::from(code))).collect()
}

/// Krippendorff 2011, example B: two observers, five names, 12 units; alpha 0.692.
#[test]
fn krippendorffs_example_b_is_met() -> Result<(), NotEstimable> {
    let codings = Codings::of_coders(&[letters("aabbdcccedda"), letters("babbbcccEddd".to_lowercase().as_str())])?;
    assert!((codings.alpha(Level::Nominal)? - 0.692).abs() < 5e-4);
    Ok(())
}

/// Fleiss, Levin & Paik 2003, *Statistical Methods for Rates and Proportions*, table 18.1: kappa
/// 0.676; Cohen 1960, table 1: 0.492. Standard errors and weighted kappas were found by numeric
/// differentiation of kappa over the table.
#[test]
fn published_tables_of_two_coders_are_met() -> Result<(), NotEstimable> {
    let fleiss = vec![vec![75, 1, 4], vec![5, 4, 1], vec![0, 0, 10]];
    let cohen = vec![vec![44, 5, 1], vec![7, 20, 3], vec![9, 5, 6]];
    for (table, counted, kappa, error) in [
        (&fleiss, Disagreement::Equal, 0.676_470_588_235_294, 0.087_702_953_5),
        (&fleiss, Disagreement::Quadratic, 0.755_319_148_936_170, 0.086_707_132_5),
        (&cohen, Disagreement::Equal, 0.491_525_423_728_814, 0.072_127_459_3),
        (&cohen, Disagreement::Quadratic, 0.454_545_454_545_455, 0.093_979_697_8),
    ] {
        let found = cohen_kappa(table, counted, SURE)?;
        assert!((found.value - kappa).abs() < 1e-12, "{} is not {kappa}", found.value);
        assert!((found.standard_error - error).abs() < 1e-8, "{} is not {error}", found.standard_error);
    }
    Ok(())
}

#[test]
fn full_agreement_is_one_and_has_no_interval() -> Result<(), NotEstimable> {
    let table = vec![vec![8, 0], vec![0, 7]];
    assert_eq!(cohen_kappa_value(&table, Disagreement::Quadratic), Ok(1.0));
    assert_eq!(cohen_kappa(&table, Disagreement::Equal, SURE), Err(NotEstimable::NoVariation));
    let same = Codings::of_coders(&[letters("abcabcabca"), letters("abcabcabca")])?;
    for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
        assert_eq!(same.alpha(level), Ok(1.0));
    }
    let interval = same.alpha_interval(Level::Nominal, &Draws::usual(1, "codes"), SURE);
    assert_eq!(interval, Err(NotEstimable::NoVariation));
    Ok(())
}

#[test]
fn an_interval_holds_alpha_and_does_not_depend_on_the_order_of_units() -> Result<(), NotEstimable> {
    let coders = [letters("aabbdcccedda.bcdaab"), letters("babbbcccedddabc.aab"), letters("aab.bcccedddabcdabb")];
    let draws = Draws::usual(4, "codes");
    let one = Codings::of_coders(&coders)?.alpha_interval(Level::Nominal, &draws, SURE)?;
    assert!(one.interval.contains(one.value) && one.interval.upper() <= 1.0 && one.interval.width() > 0.1);
    let reversed = coders.map(|mut coder| {
        coder.reverse();
        coder
    });
    assert_eq!(Codings::of_coders(&reversed)?.alpha_interval(Level::Nominal, &draws, SURE)?, one);
    Ok(())
}

#[test]
fn what_cannot_be_judged_says_why() -> Result<(), NotEstimable> {
    let few = NotEstimable::TooFewUnits { have: 9, need: 10 };
    // Twelve units, of which three have one coding only.
    assert_eq!(Codings::of_coders(&[letters("abcabcabcabc"), letters("abcabcabc...")]), Err(few));
    assert_eq!(cohen_kappa_value(&[vec![4, 1], vec![1, 3]], Disagreement::Equal), Err(few));
    let alike = Codings::of_coders(&[letters("aaaaaaaaaa"), letters("aaaaaaaaaa")])?;
    assert_eq!(alike.alpha(Level::Ordinal), Err(NotEstimable::NoVariation));
    assert_eq!(cohen_kappa_value(&[vec![12, 0], vec![0, 0]], Disagreement::Equal), Err(NotEstimable::NoVariation));
    let contradictory = [
        Codings::of_coders(&[letters("ab"), letters("a")]).err(),
        Codings::new(&[2.0, 1.0], &[]).err(),
        Codings::new(&[1.0, 2.0], &[vec![1]]).err(),
        cohen_kappa_value(&[vec![12, 0]], Disagreement::Equal).err(),
        Codings::new(&[-1.0, 1.0], &vec![vec![1, 1]; 10]).and_then(|codings| codings.alpha(Level::Ratio)).err(),
    ];
    assert!(contradictory.iter().all(|reason| matches!(reason, Some(NotEstimable::Contradictory { .. }))));
    assert_eq!(Codings::of_coders(&[vec![Some(f64::NAN); 12]]), Err(NotEstimable::NotFinite));
    assert!(Codings::of_coders(&[]).is_err());
    Ok(())
}

/// Alpha by its definition, over all pairs of single codings.
fn by_pairs(coders: &[Vec<Option<f64>>], level: Level) -> f64 {
    let units: Vec<Vec<f64>> = (0..coders[0].len())
        .map(|unit| coders.iter().filter_map(|coder| coder[unit]).collect::<Vec<f64>>())
        .filter(|unit| unit.len() > 1)
        .collect();
    let all: Vec<f64> = units.iter().flatten().copied().collect();
    let times = |value: f64| all.iter().filter(|other| other.total_cmp(&value).is_eq()).map(|_| 1.0).sum::<f64>();
    let apart = |one: f64, other: f64| match level {
        _ if one.total_cmp(&other).is_eq() => 0.0,
        Level::Nominal => 1.0,
        Level::Interval => (one - other).powi(2),
        Level::Ratio => ((one - other) / (one + other)).powi(2),
        Level::Ordinal => {
            let between = all.iter().filter(|value| one.min(other) <= **value && **value <= one.max(other));
            (between.map(|_| 1.0).sum::<f64>() - f64::midpoint(times(one), times(other))).powi(2)
        }
    };
    let pairs = |list: &[f64]| list.iter().flat_map(|one| list.iter().map(|other| apart(*one, *other))).sum::<f64>();
    let n = real(length(&all));
    let observed: f64 = units.iter().map(|unit| pairs(unit) / (real(length(unit)) - 1.0)).sum();
    1.0 - observed / n / (pairs(&all) / (n * (n - 1.0)))
}

proptest! {
    #[test]
    fn alpha_is_what_all_pairs_of_codings_say(
        codes in proptest::collection::vec(proptest::collection::vec(proptest::option::weighted(0.8, 0_i32..5), 16), 2..5),
    ) {
        let coders: Vec<Vec<Option<f64>>> =
            codes.iter().map(|coder| coder.iter().map(|code| code.map(f64::from)).collect()).collect();
        if let Ok(codings) = Codings::of_coders(&coders) {
            for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
                if let Ok(alpha) = codings.alpha(level) {
                    prop_assert!((alpha - by_pairs(&coders, level)).abs() < 1e-9);
                    prop_assert!(alpha <= 1.0);
                }
            }
        }
    }

    #[test]
    fn swapping_coders_renaming_codes_and_idle_units_change_nothing(
        mut codes in proptest::collection::vec(proptest::collection::vec(0_i32..4, 15), 3),
    ) {
        let of = |codes: &[Vec<i32>], name: fn(i32) -> f64, gap: bool| {
            let coders: Vec<Vec<Option<f64>>> = codes.iter().enumerate().map(|(coder, list)| {
                let mut list: Vec<Option<f64>> = list.iter().map(|code| Some(name(*code))).collect();
                if gap { list.push((coder == 0).then_some(1.0)); }
                list
            }).collect();
            Codings::of_coders(&coders).and_then(|codings| codings.alpha(Level::Nominal))
        };
        let one = of(&codes, f64::from, false);
        codes.reverse();
        let other = of(&codes, |code| f64::from((code + 1) % 4) * 7.0 + 1.0, true);
        match (one, other) {
            (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-12),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    /// Quadratic kappa is a concordance: twice the covariance over both spreads and the squared
    /// difference of means (Fleiss & Cohen 1973), all with n below the line.
    #[test]
    fn quadratic_kappa_is_a_concordance_of_ranks(
        table in proptest::collection::vec(proptest::collection::vec(0_u64..9, 4), 4),
    ) {
        if let Ok(kappa) = cohen_kappa_value(&table, Disagreement::Quadratic) {
            let n: f64 = table.iter().flatten().map(|count| real(*count)).sum();
            let mean = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
                let each = table.iter().zip(0_i32..).flat_map(|(row, x)| row.iter().zip(0_i32..).map(move |(c, y)| (*c, x, y)));
                each.map(|(count, x, y)| real(count) * of(f64::from(x), f64::from(y))).sum::<f64>() / n
            };
            let (x, y) = (mean(&|x, _| x), mean(&|_, y| y));
            let both = mean(&|a, b| (a - x) * (b - y));
            let spread = mean(&|a, _| (a - x).powi(2)) + mean(&|_, b| (b - y).powi(2)) + (x - y).powi(2);
            prop_assert!((kappa - 2.0 * both / spread).abs() < 1e-9);
        }
    }

    #[test]
    fn any_counts_give_a_finite_kappa_or_a_reason(
        table in proptest::collection::vec(proptest::collection::vec(proptest::num::u64::ANY, 2), 2),
    ) {
        for counted in [Disagreement::Equal, Disagreement::Quadratic] {
            if let Ok(found) = cohen_kappa(&table, counted, SURE) {
                prop_assert!(found.value.is_finite() && found.value <= 1.0);
            }
        }
    }
}
