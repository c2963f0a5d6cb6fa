use super::*;
use crate::statistics::random_intercept::RandomIntercept;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

fn areas(lists: &[Vec<Vec<f64>>]) -> Vec<Vec<Moments>> {
    lists.iter().map(|area| area.iter().map(|group| group.iter().copied().collect()).collect()).collect()
}

#[track_caller]
fn close(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within * expected.abs(), "{got} {expected}");
}

/// Davies & Goldsmith 1972, table 6.5: strength of paste in ten batches of three casks, each
/// assayed twice.
const PASTES: [[[f64; 2]; 3]; 10] = [
    [[62.8, 62.6], [60.1, 62.3], [62.7, 63.1]],
    [[60.0, 61.4], [57.5, 56.9], [61.1, 58.9]],
    [[58.7, 57.5], [63.9, 63.1], [65.4, 63.7]],
    [[57.1, 56.4], [56.9, 58.6], [64.7, 64.5]],
    [[55.1, 55.1], [54.7, 54.2], [58.8, 57.5]],
    [[63.4, 64.9], [59.3, 58.1], [60.5, 60.0]],
    [[62.5, 62.6], [61.0, 58.7], [56.9, 57.7]],
    [[59.2, 59.4], [65.2, 66.0], [64.8, 64.1]],
    [[54.8, 54.8], [64.0, 64.0], [57.7, 56.8]],
    [[58.3, 59.3], [59.2, 59.2], [58.9, 56.6]],
];

fn pastes() -> Vec<Vec<Moments>> {
    areas(&PASTES.map(|batch| batch.map(Vec::from).into()))
}

/// Bates 2010, *lme4: Mixed-effects Modeling with R*, 2.2: `strength ~ 1 +
/// (1 | batch) + (1 | sample)` by REML has variances 8.434, 1.657 and 0.678 and a mean of 60.0533
/// with standard error 0.6769.
#[test]
fn the_paste_data_give_the_published_fit() -> Result<(), NotEstimable> {
    let model = ThreeLevels::fit(&pastes(), SURE)?;
    let within =
        |got: f64, printed: f64, digits: i32| assert!((got - printed).abs() < 0.5001 * 10_f64.powi(-digits), "{got}");
    within(model.group_variance(), 8.434, 3);
    within(model.area_variance(), 1.657, 3);
    within(model.person_variance(), 0.678, 3);
    within(model.grand_mean().value, 60.0533, 4);
    within(model.grand_mean().standard_error, 0.6769, 4);
    Ok(())
}

/// With as many in each group and area, mean squares have a closed form that REML must meet.
#[test]
fn a_balanced_design_has_the_anova_solution() -> Result<(), NotEstimable> {
    let model = ThreeLevels::fit(&pastes(), SURE)?;
    let spread = |numbers: &[f64]| numbers.iter().copied().collect::<Moments>().variance();
    let mean = |numbers: &[f64]| numbers.iter().copied().collect::<Moments>().mean();
    let [mut within, mut between_casks] = [0.0; 2];
    let mut batches = Vec::new();
    for batch in &PASTES {
        let mut casks = Vec::new();
        for cask in batch {
            within += spread(cask)? / 30.0;
            casks.push(mean(cask)?);
        }
        between_casks += spread(&casks)? / 10.0;
        batches.push(mean(&casks)?);
    }
    close(model.person_variance(), within, 1e-9);
    close(model.group_variance(), between_casks - within / 2.0, 1e-9);
    close(model.area_variance(), spread(&batches)? - between_casks / 3.0, 1e-8);
    close(model.grand_mean().standard_error, (spread(&batches)? / 10.0).sqrt(), 1e-9);
    Ok(())
}

fn made(levels: [f64; 6]) -> Vec<Vec<Moments>> {
    let tilts = [0.5, -1.2, 0.9, 0.1, -0.4];
    let person = |area: usize, group: usize, at: usize| {
        let surprise = u8::try_from((at * 3 + area + group * 2) % 7).unwrap();
        3.0 + levels[area] + tilts[(area + 2 * group) % 5] * 1.5 + f64::from(surprise) * 0.4
    };
    let group = |area, group| (0..2 + (area * 2 + group * 3) % 5).map(|at| person(area, group, at)).collect();
    (0..6).map(|area| (0..2 + area % 3).map(|at| group(area, at)).collect()).collect()
}

/// Unequal groups and areas, 74 people, fitted by maximising the restricted likelihood of the
/// full covariance matrix in numpy and scipy.
#[test]
fn unequal_groups_and_areas_match_a_fit_by_dense_matrices() -> Result<(), NotEstimable> {
    let model = ThreeLevels::fit(&made([0.0, 1.5, -2.0, 0.7, 2.4, -1.0]), SURE)?;
    close(model.group_variance(), 1.133_545_983_346_822, 1e-6);
    close(model.area_variance(), 2.078_846_696_693_496, 1e-6);
    close(model.person_variance(), 0.772_418_441_933_465_6, 1e-6);
    close(model.grand_mean().value, 4.449_091_308_991_076, 1e-6);
    close(model.grand_mean().standard_error, 0.653_078_507_731_995, 1e-6);
    let total = 1.133_545_983_346_822 + 2.078_846_696_693_496 + 0.772_418_441_933_465_6;
    close(model.area_correlation(), 2.078_846_696_693_496 / total, 1e-6);
    close(model.group_correlation(), 1.0 - 0.772_418_441_933_465_6 / total, 1e-6);
    Ok(())
}

#[test]
fn without_a_difference_between_areas_it_is_the_two_level_model() -> Result<(), NotEstimable> {
    let lists = made([0.0; 6]);
    let model = ThreeLevels::fit(&lists, SURE)?;
    assert!(model.area_variance() <= 0.0 && model.group_variance() > 0.1);
    let two = RandomIntercept::fit(&lists.concat(), SURE)?;
    close(model.group_variance(), two.between_variance(), 1e-9);
    close(model.person_variance(), two.within_variance(), 1e-9);
    close(model.grand_mean().value, two.grand_mean().value, 1e-9);
    close(model.grand_mean().standard_error, two.grand_mean().standard_error, 1e-9);
    Ok(())
}

#[test]
fn too_little_is_said_so_and_silent_groups_do_not_count() {
    let fit = |areas: &[Vec<Moments>]| ThreeLevels::fit(areas, SURE).map(|_| ());
    let mut four = made([0.0; 6])[..4].to_vec();
    four.push(vec![Moments::default(); 3]);
    assert_eq!(fit(&four), Err(NotEstimable::TooFewAreas { have: 4, need: 5 }));
    let one_group: Vec<Vec<Moments>> = made([0.0; 6]).iter().map(|area| area[..1].to_vec()).collect();
    assert_eq!(fit(&one_group), Err(NotEstimable::TooFewGroups { have: 6, need: 10 }));
    let alike = areas(&vec![vec![vec![2.0; 4], vec![3.0; 2]]; 6]);
    assert_eq!(fit(&alike), Err(NotEstimable::NoVariation));
    let mut padded = pastes();
    padded.push(Vec::new());
    padded[2].push(Moments::default());
    assert_eq!(ThreeLevels::fit(&padded, SURE), ThreeLevels::fit(&pastes(), SURE));
}

fn any_areas() -> impl Strategy<Value = Vec<Vec<Vec<f64>>>> {
    let group = proptest::collection::vec(1.0..5.0, 2..7);
    proptest::collection::vec(proptest::collection::vec(group, 2..5), 5..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn order_and_origin_change_nothing_and_no_ratios_fit_better(lists in any_areas(), shift in -10.0..10.0_f64) {
        let mut moments = areas(&lists);
        let sums = AreaSums::of(&moments)?;
        let one = ThreeLevels::fit(&moments, SURE)?;
        moments.reverse();
        for area in &mut moments {
            area.reverse();
        }
        let other = ThreeLevels::fit(&moments, SURE)?;
        prop_assert!((one.area_variance() - other.area_variance()).abs() < 1e-7);
        prop_assert!((one.group_variance() - other.group_variance()).abs() < 1e-7);
        let moved: Vec<Vec<Vec<f64>>> = lists.iter()
            .map(|area| area.iter().map(|group| group.iter().map(|number| number + shift).collect()).collect())
            .collect();
        let moved = ThreeLevels::fit(&areas(&moved), SURE)?;
        prop_assert!((moved.grand_mean().value - shift - one.grand_mean().value).abs() < 1e-6);
        let best = sums.given_groups(one.group_variance() / one.person_variance());
        let best = best.deviance(one.area_variance() / one.person_variance());
        for group in [0.0, 0.1, 0.5, 1.0, 4.0] {
            for area in [0.0, 0.1, 0.5, 1.0, 4.0] {
                prop_assert!(best <= sums.given_groups(group).deviance(area) + 1e-9);
            }
        }
    }

    #[test]
    fn any_sums_give_a_finite_model_or_a_reason(
        sums in proptest::collection::vec(
            proptest::collection::vec((0_u64..30, proptest::num::f64::ANY, proptest::num::f64::ANY), 1..4), 5..8),
    ) {
        let sums: Vec<Vec<Moments>> = sums.into_iter()
            .map(|area| area.into_iter()
                .map(|(n, sum, squares)| Moments { n, sum: sum % 1e3, sum_of_squares: squares.abs() })
                .collect())
            .collect();
        if let Ok(model) = ThreeLevels::fit(&sums, SURE) {
            prop_assert!((0.0..=1.0).contains(&model.area_correlation()));
            prop_assert!(model.group_correlation() >= model.area_correlation());
            prop_assert!(model.grand_mean().interval.contains(model.grand_mean().value));
        }
    }
}
