use super::*;
use crate::statistics::mean::Moments;
use crate::statistics::random_intercept::RandomIntercept;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

fn group(people: &[Vec<f64>], measures: usize) -> CrossProducts {
    let mut made = CrossProducts::nobody(measures);
    for person in people {
        made.count(person).unwrap();
    }
    made
}

#[track_caller]
fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-6 * expected.abs(), "{got} {expected}");
}

/// Six groups of 4 to 9 people with an intake of each person and a size of each group.
fn six_groups() -> Vec<CrossProducts> {
    let sizes = [30.0, 45.0, 20.0, 60.0, 38.0, 52.0];
    let levels = [0.0, 2.0, -1.0, 1.5, 0.3, -2.0];
    let person = |place: u32, pupil: u32| {
        let intake = f64::from((pupil * 5 + place) % 7);
        let surprise = f64::from((pupil * 3 + place * 4) % 5);
        let (size, level) = (sizes[place as usize], levels[place as usize]);
        vec![intake, size, 2.0 * intake + 0.05 * size + surprise * 0.7 + level]
    };
    (0..6).map(|place| group(&(0..4 + place).map(|pupil| person(place, pupil)).collect::<Vec<_>>(), 3)).collect()
}

/// Fitted by maximising the restricted likelihood of the full covariance matrix in numpy and
/// scipy; mean squared errors by Prasad and Rao's general formula on the same matrix.
#[test]
fn covariates_of_people_and_of_groups_match_a_fit_by_dense_matrices() -> Result<(), NotEstimable> {
    let groups = six_groups();
    let model = RandomInterceptRegression::fit(&groups, SURE)?;
    close(model.between_variance(), 2.343_521_88);
    close(model.within_variance(), 1.187_484_253_714_773_2);
    let fixed = [model.intercept(), model.slopes()[0], model.slopes()[1]];
    let wanted = [
        (0.311_524_234_549_077_24, 2.108_851_336_823_882_6, 4.0),
        (2.064_833_670_386_953, 0.087_967_626_332_186_27, 32.0),
        (0.075_084_738_741_746_44, 0.048_707_489_852_506_58, 4.0),
    ];
    for (made, (value, error, freedom)) in fixed.iter().zip(wanted) {
        close(made.value, value);
        close(made.standard_error, error);
        assert_eq!(made.basis, Basis::Student { degrees_of_freedom: freedom });
    }
    let wanted = [
        (0.168_688_800_265_501_6, 0.920_457_520_193_836_3),
        (1.626_284_312_812_648_7, 0.783_306_438_805_422_3),
        (-0.442_848_502_194_042_54, 1.200_517_017_329_124_2),
        (0.642_389_739_271_786_6, 1.132_471_367_225_995_8),
        (0.301_080_442_060_999_04, 0.735_019_489_213_838_9),
        (-2.295_594_792_216_891, 0.877_062_934_719_732_8),
    ];
    for (one, (value, error)) in groups.iter().zip(wanted) {
        let made = model.predict(one)?;
        close(made.estimate.value, value);
        close(made.estimate.standard_error, error);
    }
    Ok(())
}

#[test]
fn without_covariates_it_is_the_plain_model() -> Result<(), NotEstimable> {
    let lists: Vec<Vec<f64>> = (0..7_u32)
        .map(|place| (0..3 + place).map(|person| f64::from((person * 3 + place * 4) % 5 + place % 4 * 2)).collect())
        .collect();
    let groups: Vec<CrossProducts> =
        lists.iter().map(|list| group(&list.iter().map(|score| vec![*score]).collect::<Vec<_>>(), 1)).collect();
    let sums: Vec<Moments> = lists.into_iter().map(Moments::from_iter).collect();
    let model = RandomInterceptRegression::fit(&groups, SURE)?;
    let plain = RandomIntercept::fit(&sums, SURE)?;
    assert!(plain.between_variance() > 0.1);
    close(model.between_variance(), plain.between_variance());
    close(model.within_variance(), plain.within_variance());
    close(model.intercept().value, plain.grand_mean().value);
    close(model.intercept().standard_error, plain.grand_mean().standard_error);
    close(model.intraclass_correlation(), plain.intraclass_correlation());
    Ok(())
}

#[test]
fn too_little_is_said_so() {
    let fit = |groups: &[CrossProducts]| RandomInterceptRegression::fit(groups, SURE).map(|_| ());
    let groups = six_groups();
    assert_eq!(fit(&groups[..5]), Err(NotEstimable::TooFewGroups { have: 5, need: 6 }));
    assert_eq!(fit(&groups[..4]), Err(NotEstimable::TooFewGroups { have: 4, need: 5 }));
    let singles: Vec<CrossProducts> =
        (0..9).map(|at| group(&[vec![f64::from(at % 4), f64::from(at * at % 5)]], 2)).collect();
    // Nobody shares a group, so the covariate is one to a group and nothing is left within.
    assert_eq!(fit(&singles), Err(NotEstimable::TooFewPeople { have: 9, need: 10 }));
    let mut ragged = groups.clone();
    ragged.push(group(&[vec![1.0, 2.0]], 2));
    assert_eq!(fit(&ragged), Err(NotEstimable::Contradictory { what: RAGGED }));
    assert!(fit(&vec![group(&[vec![], vec![]], 0); 6]).is_err());
}

#[test]
fn covariates_that_say_nothing_of_their_own_are_refused() {
    let with = |of: fn(f64, f64) -> Vec<f64>| -> Vec<CrossProducts> {
        (0..7)
            .map(|place| {
                let person = |at: i32| of(f64::from((at * 3 + place) % 5), f64::from((at * at + 2 * place) % 7));
                group(&(0..5).map(person).collect::<Vec<_>>(), of(0.0, 0.0).len())
            })
            .collect()
    };
    let fit = |groups: &[CrossProducts]| RandomInterceptRegression::fit(groups, SURE).map(|_| ());
    let collinear = Err(NotEstimable::Contradictory { what: COLLINEAR });
    assert_eq!(fit(&with(|x, y| vec![x, y])), Ok(()));
    assert_eq!(fit(&with(|_, y| vec![3.1, y])), collinear);
    assert_eq!(fit(&with(|x, y| vec![x, 2.0 * x + 1.0, y])), collinear);
    assert_eq!(fit(&with(|x, _| vec![x, 0.1])), Err(NotEstimable::NoVariation));
    assert_eq!(fit(&with(|x, _| vec![x, 1.0 - 0.3 * x])), Err(NotEstimable::NoVariation));
}

#[test]
fn departures_closer_than_chance_are_predicted_as_none() -> Result<(), NotEstimable> {
    let people = [vec![1.0, 3.0], vec![2.0, 3.5], vec![4.0, 9.0], vec![0.0, 1.0]];
    let groups = vec![group(&people, 2); 6];
    let model = RandomInterceptRegression::fit(&groups, SURE)?;
    assert!(model.between_variance() <= 0.0);
    let made = model.predict(&groups[0])?;
    assert!(made.estimate.value.abs() < 1e-12 && made.reliability <= 0.0 && made.estimate.standard_error > 0.0);
    assert_eq!(model.predict(&CrossProducts::nobody(2)), Err(NotEstimable::NothingCounted));
    assert!(model.predict(&CrossProducts::nobody(3)).is_err());
    Ok(())
}

fn any_groups() -> impl Strategy<Value = Vec<Vec<Vec<f64>>>> {
    let person = (-3.0..3.0_f64, 1.0..5.0_f64).prop_map(|(intake, score)| vec![intake, score]);
    proptest::collection::vec(proptest::collection::vec(person, 2..12), 5..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_and_origin_and_unit_of_a_covariate_change_nothing_else(
        lists in any_groups(), shift in -50.0..50.0_f64, unit in 0.01..100.0_f64,
    ) {
        let mut groups: Vec<CrossProducts> = lists.iter().map(|list| group(list, 2)).collect();
        let one = RandomInterceptRegression::fit(&groups, SURE)?;
        groups.reverse();
        groups.push(CrossProducts::nobody(2));
        let other = RandomInterceptRegression::fit(&groups, SURE)?;
        prop_assert!((one.between_variance() - other.between_variance()).abs() < 1e-8);
        let moved: Vec<CrossProducts> = lists.iter()
            .map(|list| list.iter().map(|person| vec![person[0] * unit + shift, person[1] + shift]).collect::<Vec<_>>())
            .map(|list| group(&list, 2))
            .collect();
        let moved = RandomInterceptRegression::fit(&moved, SURE)?;
        prop_assert!((moved.between_variance() - one.between_variance()).abs() < 1e-5);
        prop_assert!((moved.slopes()[0].value * unit - one.slopes()[0].value).abs() < 1e-5);
        let expected = one.intercept().value + shift - moved.slopes()[0].value * shift;
        prop_assert!((moved.intercept().value - expected).abs() < 1e-5 * (1.0 + expected.abs()));
    }

    #[test]
    fn no_ratio_fits_better(lists in any_groups()) {
        let groups: Vec<CrossProducts> = lists.iter().map(|list| group(list, 2)).collect();
        let model = RandomInterceptRegression::fit(&groups, SURE)?;
        let design = Design::of(&groups)?;
        let deviance = |ratio: f64| design.at(ratio).map_or(f64::INFINITY, |fitted| design.deviance(ratio, &fitted));
        let best = deviance(model.between_variance() / model.within_variance());
        for step in 0..90 {
            prop_assert!(best <= deviance(super::super::ratio::ratio_at(step)) + 1e-9);
        }
    }

    #[test]
    fn any_sums_give_a_finite_model_or_a_reason(
        sums in proptest::collection::vec((1_u64..20, [proptest::num::f64::ANY; 5]), 5..8), size in -3_i32..100,
    ) {
        let near = |number: f64| if number.is_finite() { number % 10.0_f64.powi(size) } else { number };
        let groups: Result<Vec<CrossProducts>, NotEstimable> = sums.iter()
            .map(|(n, [x, y, xx, xy, yy])| {
                let products = [vec![near(xx.abs())], vec![near(*xy), near(yy.abs())]];
                CrossProducts::of_sums(*n, &[near(*x), near(*y)], &products)
            })
            .collect();
        if let Ok(model) = groups.and_then(|groups| RandomInterceptRegression::fit(&groups, SURE)) {
            prop_assert!((0.0..=1.0).contains(&model.intraclass_correlation()));
            prop_assert!(model.intercept().interval.contains(model.intercept().value));
        }
    }
}
