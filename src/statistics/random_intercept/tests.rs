use super::ratio::{SCAN_STEPS, ratio_at};
use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

fn group(numbers: &[f64]) -> Moments {
    numbers.iter().copied().collect()
}

#[test]
fn groups_of_one_size_have_the_anova_solution() -> Result<(), NotEstimable> {
    // Six groups of two: mean squares have a closed form that REML must meet.
    let pairs = [[1.0, 2.0], [3.0, 5.0], [2.0, 2.5], [6.0, 4.0], [0.0, 1.0], [3.0, 3.5]];
    let groups: Vec<Moments> = pairs.iter().map(|pair| group(pair)).collect();
    let model = RandomIntercept::fit(&groups, SURE)?;
    let within: f64 = pairs.iter().map(|[one, other]| (one - other).powi(2) / 2.0).sum::<f64>() / 6.0;
    let means: Moments = pairs.iter().map(|[one, other]| f64::midpoint(*one, *other)).collect();
    let between = means.variance()? - within / 2.0;
    assert!((model.within_variance() / within - 1.0).abs() < 1e-10);
    assert!((model.between_variance() / between - 1.0).abs() < 1e-10);
    let error = (means.variance()? / 6.0).sqrt();
    assert!((model.grand_mean().standard_error / error - 1.0).abs() < 1e-10);
    Ok(())
}

#[test]
fn groups_closer_than_chance_sit_on_the_boundary() -> Result<(), NotEstimable> {
    let groups = vec![group(&[1.0, 3.0, 5.0]); 6];
    let model = RandomIntercept::fit(&groups, SURE)?;
    assert!(model.groups_look_alike() && model.intraclass_correlation() == 0.0);
    let made = model.predict(&group(&[1.0, 3.0, 5.0]))?;
    assert!((made.estimate.value - 3.0).abs() < 1e-12 && made.reliability == 0.0);
    assert!(made.estimate.standard_error > model.grand_mean().standard_error);
    Ok(())
}

#[test]
fn four_groups_are_too_few_and_silent_ones_do_not_count() {
    let mut groups = vec![group(&[1.0, 2.0]); 4];
    groups.push(Moments::default());
    let reason = NotEstimable::TooFewGroups { have: 4, need: 5 };
    assert_eq!(RandomIntercept::fit(&groups, SURE), Err(reason));
}

#[test]
fn people_like_their_group_leave_nothing_to_fit() {
    let groups: Vec<Moments> = (1..=6).map(|level| group(&[f64::from(level); 4])).collect();
    assert_eq!(RandomIntercept::fit(&groups, SURE), Err(NotEstimable::NoVariation));
}

#[test]
fn groups_far_apart_keep_their_own_mean() -> Result<(), NotEstimable> {
    let groups: Vec<Moments> =
        (1..=6).map(|level| group(&[1e4 * f64::from(level), 1e4 * f64::from(level) + 1.0])).collect();
    let model = RandomIntercept::fit(&groups, SURE)?;
    assert!((model.within_variance() - 0.5).abs() < 1e-6);
    let made = model.predict(&groups[0])?;
    assert!((made.estimate.value - made.own_mean).abs() < 1e-3);
    Ok(())
}

/// Unequal groups, fitted by maximising the restricted likelihood of the full covariance matrix;
/// mean squared errors from Prasad and Rao's general formula on the same matrix.
#[test]
fn unequal_groups_match_a_fit_by_dense_matrices() -> Result<(), NotEstimable> {
    let groups = [
        group(&[3.1, 2.2, 4.0]),
        group(&[4.4, 4.9]),
        group(&[1.2, 2.0, 2.6, 1.9]),
        group(&[3.3]),
        group(&[5.0, 4.1, 4.6, 3.9, 4.8]),
        group(&[2.2, 3.9, 3.0]),
    ];
    let model = RandomIntercept::fit(&groups, SURE)?;
    let close = |got: f64, expected: f64| assert!((got / expected - 1.0).abs() < 1e-9, "{got} {expected}");
    close(model.between_variance(), 0.941_247_777_682_543_1);
    close(model.within_variance(), 0.413_626_962_997_914_1);
    close(model.grand_mean().value, 3.407_405_847_005_425_6);
    close(model.grand_mean().standard_error, 0.430_478_678_680_932_2);
    let expected = [
        (3.139_276_120_825_588_4, 0.346_784_927_899_312_37, 0.376_525_115_050_892_76),
        (4.426_157_220_866_184, 0.411_773_954_942_346, 0.458_381_496_052_979_2),
        (2.071_738_232_020_366_3, 0.305_239_029_003_653, 0.326_264_937_362_136_4),
        (3.332_789_713_300_552_4, 0.536_051_887_379_823_8, 0.623_447_289_297_164_3),
        (4.393_346_584_674_63, 0.275_757_359_324_485_2, 0.291_617_808_511_935_9),
        (3.081_127_210_345_234_5, 0.346_784_927_899_312_53, 0.376_525_115_050_893),
    ];
    for (one, (value, conditional_sd, error)) in groups.iter().zip(expected) {
        let made = model.predict(one)?;
        close(made.estimate.value, value);
        close(made.conditional_sd, conditional_sd);
        close(made.estimate.standard_error, error);
    }
    Ok(())
}

fn any_groups() -> impl Strategy<Value = Vec<Vec<f64>>> {
    proptest::collection::vec(proptest::collection::vec(1.0..5.0, 1..16), 5..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_and_origin_change_nothing(lists in any_groups(), shift in -10.0..10.0_f64) {
        let mut groups: Vec<Moments> = lists.iter().map(|list| group(list)).collect();
        prop_assume!(lists.iter().any(|list| list.len() > 1));
        let one = RandomIntercept::fit(&groups, SURE)?;
        groups.reverse();
        let other = RandomIntercept::fit(&groups, SURE)?;
        prop_assert!((one.between_variance() - other.between_variance()).abs() < 1e-9);
        let moved: Vec<Moments> =
            lists.iter().map(|list| list.iter().map(|number| number + shift).collect()).collect();
        let moved = RandomIntercept::fit(&moved, SURE)?;
        prop_assert!((moved.grand_mean().value - shift - one.grand_mean().value).abs() < 1e-6);
        prop_assert!((moved.between_variance() - one.between_variance()).abs() < 1e-6);
    }

    #[test]
    fn predictions_lie_between_own_and_grand_mean_and_no_ratio_fits_better(lists in any_groups()) {
        prop_assume!(lists.iter().any(|list| list.len() > 1));
        let groups: Vec<Moments> = lists.iter().map(|list| group(list)).collect();
        let model = RandomIntercept::fit(&groups, SURE)?;
        let sums = GroupSums::of(&groups)?;
        let fitted = sums.deviance(model.between_variance() / model.within_variance());
        for step in 0..SCAN_STEPS {
            prop_assert!(fitted <= sums.deviance(ratio_at(step)) + 1e-9);
        }
        for one in &groups {
            let made = model.predict(one)?;
            let grand = model.grand_mean().value;
            prop_assert!((made.estimate.value - made.own_mean) * (made.estimate.value - grand) <= 1e-12);
            prop_assert!(made.estimate.standard_error >= made.conditional_sd);
            prop_assert!(made.estimate.interval.contains(made.estimate.value));
        }
    }

    #[test]
    fn any_sums_give_a_finite_model_or_a_reason(
        sums in proptest::collection::vec((proptest::num::u64::ANY, proptest::num::f64::ANY, proptest::num::f64::ANY), 5..8),
        small: bool,
    ) {
        let groups: Vec<Moments> = sums.into_iter()
            .map(|(n, sum, squares)| Moments { n: if small { n % 20 } else { n }, sum: sum % 1e6, sum_of_squares: squares.abs() })
            .collect();
        if let Ok(model) = RandomIntercept::fit(&groups, SURE) {
            prop_assert!((0.0..=1.0).contains(&model.intraclass_correlation()));
            for one in &groups {
                if let Ok(made) = model.predict(one) {
                    prop_assert!(made.estimate.interval.contains(made.estimate.value));
                }
            }
        }
    }
}
