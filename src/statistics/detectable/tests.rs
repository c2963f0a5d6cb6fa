use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;
const POWER: Power = Power::EIGHTY_PERCENT;

fn schools(groups: [u64; 2], members: u64, intraclass_correlation: f64) -> ClusterDesign {
    let explained = 0.0;
    ClusterDesign {
        groups,
        members,
        intraclass_correlation,
        group_covariates: 0,
        explained_between: explained,
        explained_within: explained,
    }
}

fn people(people: [u64; 2], covariates: u64, explained: f64) -> IndividualDesign {
    IndividualDesign { people, covariates, explained }
}

#[track_caller]
fn close(got: f64, wanted: f64) {
    assert!((got / wanted - 1.0).abs() < 1e-9, "{got} {wanted}");
}

/// Bloom 2005, *Learning More from Social Experiments*, 4: 2.8 with many degrees of freedom;
/// the others from scipy's central t.
#[test]
fn multipliers_are_blooms() -> Result<(), NotEstimable> {
    let multiplier = |freedom: u64| {
        detectable_change(
            &ChangeDesign { pairs: freedom + 1, population: Population::Unbounded, correlation: 0.5 },
            POWER,
            SURE,
        )
    };
    for (freedom, wanted) in [
        (4, 3.717_409_682_432_975),
        (10, 3.107_196_680_536_863),
        (18, 2.962_970_708_230_637),
        (98, 2.829_771_844_131_896_4),
        (1_000_000, 2.801_587_949_828_091_3),
    ] {
        close(multiplier(freedom)?.multiplier, wanted);
    }
    let strict = detectable_by_groups(&schools([20, 20], 9, 0.2), Power::of(0.9)?, Confidence::Percent99_8)?;
    close(strict.multiplier, 4.623_259_859_000_861);
    Ok(())
}

/// Cohen 1988, *Statistical Power Analysis*, table 2.4.1: 64 people in each group find a
/// difference of half a standard deviation with power 0.8 (two-sided, 5%).
#[test]
fn cohens_sixty_four_people_find_half_a_standard_deviation() -> Result<(), NotEstimable> {
    let made = detectable_by_people(&people([64, 64], 0, 0.0), POWER, SURE)?;
    assert!((made.effect - 0.5).abs() < 1e-3);
    // The root of the noncentral t's power in scipy.
    assert!((made.effect / 0.499_069_788_263_900_25 - 1.0).abs() < 2e-4);
    Ok(())
}

/// The noncentral t's exact multipliers, by root search in scipy, with 8, 18 and 38 degrees of
/// freedom.
#[test]
fn blooms_multiplier_stands_in_for_the_noncentral_t() -> Result<(), NotEstimable> {
    for (groups, exact, within) in
        [(5, 3.200_922_238_515_621, 2e-3), (10, 2.962_675_796_977_449_8, 3e-4), (20, 2.874_921_892_780_858_6, 3e-4)]
    {
        let made = detectable_by_groups(&schools([groups, groups], 25, 0.1), POWER, SURE)?;
        assert!((made.multiplier / exact - 1.0).abs() < within);
    }
    Ok(())
}

/// Formulas written out apart in numpy, quantiles from scipy.
#[test]
fn designs_match_independent_values() -> Result<(), NotEstimable> {
    let check = |made: Detectable, [error, freedom, effect, width]: [f64; 4]| {
        close(made.standard_error, error);
        close(made.degrees_of_freedom, freedom);
        close(made.effect, effect);
        close(made.interval_width, width);
    };
    let made = detectable_by_groups(&schools([20, 20], 60, 0.15), POWER, SURE)?;
    check(made, [0.128_127_540_625_217_14, 38.0, 0.368_440_598_686_914_3, 0.518_761_290_956_166_6]);
    let adjusted = ClusterDesign {
        group_covariates: 2,
        explained_between: 0.6,
        explained_within: 0.4,
        ..schools([18, 30], 25, 0.2)
    };
    let made = detectable_by_groups(&adjusted, Power::of(0.9)?, SURE)?;
    check(made, [0.093_903_023_262_181_39, 44.0, 0.311_425_398_365_989_15, 0.378_498_216_449_677_6]);
    let made = detectable_by_people(&people([50, 50], 0, 0.0), POWER, SURE)?;
    check(made, [0.2, 98.0, 0.565_954_368_826_379_3, 0.793_786_981_803_392_7]);
    let made = detectable_by_people(&people([120, 80], 1, 0.5), POWER, SURE)?;
    check(made, [0.102_062_072_615_965_75, 197.0, 0.287_358_689_251_948_2, 0.402_548_947_099_850_23]);
    let change = |population| ChangeDesign { pairs: 60, population, correlation: 0.7 };
    let made = detectable_change(&change(Population::Unbounded), POWER, SURE)?;
    check(made, [0.1, 59.0, 0.284_875_132_746_965_4, 0.400_199_075_617_645_33]);
    let made = detectable_change(&change(Population::Eligible(90)), POWER, SURE)?;
    check(made, [0.057_735_026_918_962_59, 59.0, 0.164_472_734_576_890_88, 0.231_055_044_037_291_63]);
    Ok(())
}

#[test]
fn singles_in_groups_of_one_are_people() -> Result<(), NotEstimable> {
    let groups = detectable_by_groups(&schools([30, 40], 1, 0.3), POWER, SURE)?;
    let singles = detectable_by_people(&people([30, 40], 0, 0.0), POWER, SURE)?;
    close(groups.effect, singles.effect);
    Ok(())
}

#[test]
fn designs_that_cannot_be_are_refused() {
    let by_groups = |design| detectable_by_groups(&design, POWER, SURE).map(|_| ());
    let reason = NotEstimable::TooFewSchools { arm: Arm::Comparison, have: 2, need: 3 };
    assert_eq!(by_groups(schools([5, 2], 9, 0.1)), Err(reason));
    assert_eq!(by_groups(schools([5, 5], 0, 0.1)), Err(NotEstimable::TooFewPeople { have: 0, need: 1 }));
    assert!(by_groups(schools([5, 5], 9, 1.1)).is_err() && by_groups(schools([5, 5], 9, f64::NAN)).is_err());
    let many = ClusterDesign { group_covariates: 9, ..schools([5, 5], 9, 0.1) };
    assert_eq!(by_groups(many), Err(NotEstimable::TooFewClusters { have: 10, need: 12 }));
    let by_people = |design| detectable_by_people(&design, POWER, SURE).map(|_| ());
    assert_eq!(by_people(people([1, 9], 0, 0.0)), Err(NotEstimable::TooFewPeople { have: 1, need: 2 }));
    assert!(by_people(people([9, 9], 0, 1.0)).is_err());
    let census = ChangeDesign { pairs: 12, population: Population::Eligible(12), correlation: 0.7 };
    assert_eq!(detectable_change(&census, POWER, SURE), Err(NotEstimable::NoVariation));
    assert!(Power::of(0.4).is_err() && Power::of(1.0).is_err() && Power::of(f64::NAN).is_err());
    assert_eq!(Power::of(0.8), Ok(POWER));
}

proptest! {
    #[test]
    fn more_of_anything_detects_less_and_clustering_detects_more(
        groups in 3_u64..60, others in 3_u64..60, members in 1_u64..100, icc in 0.0..0.5_f64, share in 0.0..0.9_f64,
    ) {
        let made = |design: &ClusterDesign| detectable_by_groups(design, POWER, SURE);
        let design = schools([groups, others], members, icc);
        let base = made(&design)?.effect;
        let other = made(&ClusterDesign { groups: [groups + 1, others], ..design })?.effect;
        prop_assert!(other < base);
        let other = made(&ClusterDesign { members: members + 1, ..design })?.effect;
        prop_assert!(other <= base);
        let other = made(&ClusterDesign { explained_between: share, explained_within: share, ..design })?.effect;
        prop_assert!(other <= base);
        let other = made(&ClusterDesign { intraclass_correlation: icc + 0.1, ..design })?.effect;
        prop_assert!(other >= base - 1e-12);
        let swapped = made(&ClusterDesign { groups: [others, groups], ..design })?.effect;
        prop_assert!((swapped - base).abs() < 1e-12);
    }

    #[test]
    fn any_design_gives_a_finite_effect_or_a_reason(
        one: u64, other: u64, members: u64, covariates: u64, share: f64, icc: f64, wanted: f64,
    ) {
        let Ok(power) = Power::of(wanted.abs() % 1.0) else { return Ok(()) };
        let design = ClusterDesign {
            groups: [one, other], members, intraclass_correlation: icc % 1.0, group_covariates: covariates,
            explained_between: share % 1.0, explained_within: share % 1.0,
        };
        if let Ok(made) = detectable_by_groups(&design, power, SURE) {
            prop_assert!(made.effect.is_finite() && made.effect > 0.0 && made.interval_width > 0.0);
        }
        let design = people([one, other], covariates, share % 1.0);
        if let Ok(made) = detectable_by_people(&design, power, SURE) {
            prop_assert!(made.effect.is_finite() && made.effect > 0.0);
        }
    }
}
