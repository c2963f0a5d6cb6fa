use super::*;
use proptest::prelude::*;

fn unit(value: f64, answered: u64) -> Unit {
    Unit { value, answered }
}

fn funnel(target: f64, spread: Spread) -> Funnel {
    Funnel::around(target, spread, Overdispersion::Ignored, &[]).unwrap()
}

#[test]
fn five_throws_of_a_coin_have_hand_worked_limits() {
    // P(X <= 0) = 0.03125: r = 0, a = 0.2, so -0.04; P(X = 5) the same, so (5 - 0.8) / 5.
    let made = funnel(0.5, Spread::Share).limits(5, Confidence::Percent95).unwrap();
    assert!((made.lower() + 0.04).abs() < 1e-15 && (made.upper() - 0.84).abs() < 1e-14);
    assert!(made.cut_to(0.0, 1.0).lower() >= 0.0);
}

#[test]
fn limits_of_means_narrow_with_the_root_of_the_size() {
    let made = funnel(3.0, Spread::Mean { sd: 0.8 });
    let limits = made.limits(16, Confidence::Percent95).unwrap();
    assert!((limits.upper() - 3.391_992_796_908_011).abs() < 1e-12);
    let limits = made.limits(64, Confidence::Percent99_8).unwrap();
    assert!((limits.lower() - (3.0 - 0.309_023_230_616_781_4)).abs() < 1e-12);
    assert_eq!(made.distance(&unit(3.4, 16)), Ok((3.4 - 3.0) / 0.2));
}

#[test]
fn units_stand_where_their_limits_put_them() {
    let made = funnel(3.0, Spread::Mean { sd: 1.0 });
    for (value, wanted) in [
        (3.0, Standing::AsExpected),
        (3.19, Standing::AsExpected),
        (3.21, Standing::ALittleUnusual(Side::Higher)),
        (2.72, Standing::ALittleUnusual(Side::Lower)),
        (2.68, Standing::Unusual(Side::Lower)),
        (9.0, Standing::Unusual(Side::Higher)),
    ] {
        assert_eq!(made.standing(&unit(value, 100)), Ok(wanted), "{value}");
    }
}

/// Ten units of 25 people, sd 5, so standard errors of 1: distances -9, -2, -1, -1, 0, 0, 1, 1, 2,
/// 3. One at each end is winsorised: -9 to -2 and 3 to 2, so squares add up to 20.
#[test]
fn hand_worked_overdispersion_is_met() {
    let distances = [-9.0, -2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0];
    let units = distances.map(|distance| unit(50.0 + distance, 25));
    let spread = Spread::Mean { sd: 5.0 };
    let by = |choice| Funnel::around(50.0, spread, choice, &units).unwrap();
    let multiplied = by(Overdispersion::Multiplicative);
    // phi = 20 / 10; tau2 = (20 - 9) / (10 - 1).
    assert!((multiplied.phi() - 2.0).abs() < 1e-14 && (multiplied.tau2() - 11.0 / 9.0).abs() < 1e-14);
    let z = 1.959_963_984_540_054;
    let upper = |made: &Funnel| made.limits(100, Confidence::Percent95).unwrap().upper();
    assert!((upper(&multiplied) - (50.0 + z * (0.25_f64 * 2.0).sqrt())).abs() < 1e-12);
    let added = by(Overdispersion::Additive);
    assert!((upper(&added) - (50.0 + z * (0.25_f64 + 11.0 / 9.0).sqrt())).abs() < 1e-12);
    assert!((upper(&by(Overdispersion::Ignored)) - (50.0 + z * 0.5)).abs() < 1e-12);
    assert_eq!(by(Overdispersion::Ignored).standing(&units[0]), Ok(Standing::Unusual(Side::Lower)));
}

/// Nine of ten alike and one far off: what is unusual must not widen its own limits.
#[test]
fn one_unusual_unit_does_not_hide_itself() {
    let mut units = vec![unit(0.5, 40); 9];
    units.push(unit(1.0, 40));
    for choice in [Overdispersion::Multiplicative, Overdispersion::Additive] {
        let made = Funnel::around(0.5, Spread::Share, choice, &units).unwrap();
        assert!(made.phi() <= 1.0 && made.tau2() <= 0.0);
        assert_eq!(
            made.limits(40, Confidence::Percent95),
            funnel(0.5, Spread::Share).limits(40, Confidence::Percent95)
        );
        assert_eq!(made.standing(&units[9]), Ok(Standing::Unusual(Side::Higher)));
    }
}

#[test]
fn false_alarms_are_counted_in_advance() {
    assert!((expected_false_alarms(60, Confidence::Percent95) - 3.0).abs() < 1e-14);
    assert!((expected_false_alarms(60, Confidence::Percent99_8) - 0.12).abs() < 1e-14);
    assert_eq!(expected_false_alarms(0, Confidence::Percent95).to_bits(), 0);
}

#[test]
fn what_cannot_be_is_refused() {
    let around = |target, spread| Funnel::around(target, spread, Overdispersion::Ignored, &[]).map(|_| ());
    assert_eq!(around(0.0, Spread::Share), Err(NotEstimable::NoVariation));
    assert_eq!(around(1.0, Spread::Share), Err(NotEstimable::NoVariation));
    assert!(matches!(around(1.2, Spread::Share), Err(NotEstimable::Contradictory { .. })));
    assert_eq!(around(f64::NAN, Spread::Share), Err(NotEstimable::NotFinite));
    assert_eq!(around(3.0, Spread::Mean { sd: 0.0 }), Err(NotEstimable::NoVariation));
    assert!(matches!(around(3.0, Spread::Mean { sd: -1.0 }), Err(NotEstimable::Contradictory { .. })));
    let nine = [unit(0.5, 9); 9];
    let made = Funnel::around(0.5, Spread::Share, Overdispersion::Additive, &nine);
    assert_eq!(made, Err(NotEstimable::TooFewGroups { have: 9, need: 10 }));
    let share = funnel(0.5, Spread::Share);
    assert_eq!(share.limits(0, Confidence::Percent95), Err(NotEstimable::NothingCounted));
    assert_eq!(share.standing(&unit(0.5, 0)), Err(NotEstimable::NothingCounted));
    assert!(share.standing(&unit(1.5, 4)).is_err() && share.standing(&unit(f64::NAN, 4)).is_err());
}

/// Counts of 40 people, each weighed by its exact chance, cross the 95% limits about one time in
/// twenty.
#[test]
fn limits_are_crossed_as_often_as_they_say() {
    let made = funnel(0.5, Spread::Share);
    let mut chance = 0.5_f64.powi(40);
    let mut crossed = 0.0;
    for count in 0..=40_u32 {
        if made.standing(&unit(f64::from(count) / 40.0, 40)) != Ok(Standing::AsExpected) {
            crossed += chance;
        }
        chance *= f64::from(40 - count) / f64::from(count + 1);
    }
    assert!((0.03..0.07).contains(&crossed), "{crossed}");
}

proptest! {
    #[test]
    fn share_limits_hold_the_target_and_the_wider_hold_the_narrower(target in 0.001..0.999_f64, answered in 1_u64..3_000) {
        let made = funnel(target, Spread::Share);
        let narrow = made.limits(answered, Confidence::Percent95)?;
        let wide = made.limits(answered, Confidence::Percent99_8)?;
        prop_assert!(wide.lower() <= narrow.lower() && narrow.upper() <= wide.upper());
        prop_assert!(narrow.lower() < target && wide.upper() <= 1.0 + 1e-12);
    }

    #[test]
    fn order_does_not_matter_and_overdispersion_only_widens(
        mut units in proptest::collection::vec((1.0..5.0_f64, 1_u64..60), 10..40), target in 2.0..4.0_f64,
    ) {
        let made = |units: &[(f64, u64)], choice| {
            let units: Vec<Unit> = units.iter().map(|(value, answered)| unit(*value, *answered)).collect();
            Funnel::around(target, Spread::Mean { sd: 0.7 }, choice, &units)
        };
        let plain = funnel(target, Spread::Mean { sd: 0.7 }).limits(12, Confidence::Percent95)?;
        for choice in [Overdispersion::Multiplicative, Overdispersion::Additive] {
            let one = made(&units, choice)?;
            units.reverse();
            let other = made(&units, choice)?;
            prop_assert!((one.phi() - other.phi()).abs() < 1e-9 && (one.tau2() - other.tau2()).abs() < 1e-9);
            prop_assert!(one.limits(12, Confidence::Percent95)?.width() >= plain.width() - 1e-12);
        }
    }

    #[test]
    fn any_numbers_give_a_standing_or_a_reason(
        target: f64, sd: f64, units in proptest::collection::vec((proptest::num::f64::ANY, proptest::num::u64::ANY), 10..14), share: bool,
    ) {
        let spread = if share { Spread::Share } else { Spread::Mean { sd } };
        let target = if share { target.abs() % 1.0 } else { target };
        let units: Vec<Unit> = units.iter().map(|(value, answered)| unit(if share { value % 1.0 } else { *value }, *answered)).collect();
        for choice in [Overdispersion::Ignored, Overdispersion::Multiplicative, Overdispersion::Additive] {
            if let Ok(made) = Funnel::around(target, spread, choice, &units) {
                prop_assert!(made.phi() >= 1.0 && made.tau2() >= 0.0);
                for one in &units {
                    if let Ok(distance) = made.distance(one) {
                        prop_assert!(distance.is_finite());
                    }
                    let _ = made.standing(one);
                }
            }
        }
    }
}
