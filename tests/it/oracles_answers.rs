//! Answers, scales, networks and codings against values computed by established packages (see
//! `tests/oracles/`).

use learnframe::statistics::NotEstimable;
use learnframe::statistics::aggregation::{GroupSize, OneWay};
use learnframe::statistics::agreement::{item_agreement, scale_agreement};
use learnframe::statistics::bootstrap::Draws;
use learnframe::statistics::change::PairSums;
use learnframe::statistics::coding::{Codings, Disagreement, Level, cohen_kappa, cohen_kappa_value};
use learnframe::statistics::interval::Confidence;
use learnframe::statistics::item_analysis::item_analysis;
use learnframe::statistics::kruskal_wallis::kruskal_wallis;
use learnframe::statistics::many::{benjamini_yekutieli, holm};
use learnframe::statistics::mean::Moments;
use learnframe::statistics::network::{LEAST_PERCENT_ANSWERING, Network, Tie};
use learnframe::statistics::omega::omega_total_from_sums;
use learnframe::statistics::proportion::clopper_pearson;
use learnframe::statistics::reliability::{ItemCrossProducts, standardised_alpha};
use learnframe::statistics::scoring::{CompletenessRule, scale_score};
use learnframe::statistics::stratified::{Speaks, Stratum, stratified_mean};
use serde_json::Value;
use std::error::Error;
use std::path::PathBuf;

type Outcome = Result<(), Box<dyn Error>>;

/// For closed formulas.
const EXACT: f64 = 1e-9;
/// For reference values that were themselves found by iteration.
const ITERATIVE: f64 = 1e-6;

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracles").join(file)
}

fn expected(file: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path(file))?)?)
}

fn rows(file: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut found = Vec::new();
    for record in csv::Reader::from_path(path(file))?.records() {
        found.push(record?.iter().map(str::to_owned).collect());
    }
    assert!(!found.is_empty(), "{file} has no rows");
    Ok(found)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|list| list.iter().map(number).collect()).unwrap_or_default()
}

#[track_caller]
fn assert_close(got: f64, expected: f64, within: f64) {
    let distance = (got - expected).abs();
    assert!(distance <= within * expected.abs(), "{got} is not {expected}");
}

#[track_caller]
fn assert_all_close(got: &[f64], expected: &Value) {
    let expected = numbers(expected);
    assert_eq!(got.len(), expected.len());
    for (got, wanted) in got.iter().zip(expected) {
        assert_close(*got, wanted, EXACT);
    }
}

fn climate_items() -> Result<ItemCrossProducts, Box<dyn Error>> {
    let mut sums = ItemCrossProducts { people: 5_400, sums: Vec::new(), products: Vec::new() };
    for row in rows("bhr2000_cross_products.csv")? {
        sums.sums.push(row[1].parse()?);
        let products: Result<Vec<f64>, _> = row[2..].iter().map(|product| product.parse()).collect();
        sums.products.push(products?);
    }
    Ok(sums)
}

#[test]
fn items_of_the_climate_scale_match() -> Outcome {
    let reference = expected("bhr2000_items.json")?;
    let items = item_analysis(&climate_items()?)?;
    let of = |figure: &dyn Fn(usize) -> Result<f64, NotEstimable>| -> Result<Vec<f64>, NotEstimable> {
        (0..items.len()).map(figure).collect()
    };
    assert_eq!(items.len(), 11);
    assert_all_close(&of(&|item| Ok(items[item].mean))?, &reference["item_mean"]);
    assert_all_close(&of(&|item| Ok(items[item].sd))?, &reference["item_sd"]);
    assert_all_close(&of(&|item| items[item].item_rest_correlation)?, &reference["item_total_corrected"]);
    assert_all_close(&of(&|item| items[item].alpha_if_left_out)?, &reference["alpha_if_dropped"]);
    Ok(())
}

#[test]
fn standardised_alpha_and_omega_match() -> Outcome {
    let reference = expected("bhr2000_items.json")?;
    let sums = climate_items()?;
    assert_close(standardised_alpha(&sums)?, number(&reference["alpha_std"]), EXACT);
    let found = omega_total_from_sums(&sums)?;
    assert_close(found.omega, number(&reference["omega_total_one_factor_ml"]), ITERATIVE);
    Ok(())
}

/// Scores of people of whom it is known how many items they answered and what these add up to.
fn scores(file: &str, rule: CompletenessRule) -> Result<Moments, Box<dyn Error>> {
    let mut found = Moments::default();
    for row in rows(file)? {
        let (answered, sum): (u32, f64) = (row[0].parse()?, row[1].parse()?);
        let answers: Vec<Option<f64>> =
            (0..11).map(|item| (item < answered).then(|| sum / f64::from(answered))).collect();
        let people: u32 = row[2].parse()?;
        if let Ok(score) = scale_score(&answers, rule) {
            found.n += u64::from(people);
            found.sum += f64::from(people) * score;
            found.sum_of_squares += f64::from(people) * score * score;
        }
    }
    Ok(found)
}

#[test]
fn scores_with_planted_gaps_match() -> Outcome {
    let reference = &expected("bhr2000_items.json")?["planted_missing"];
    let half = scores("bhr2000_planted.csv", CompletenessRule::Half)?;
    assert_eq!(Some(half.n), reference["half_rule_n"].as_u64());
    assert_close(half.mean()?, number(&reference["half_rule_mean"]), EXACT);
    assert_close(half.sd()?, number(&reference["half_rule_sd"]), EXACT);
    Ok(())
}

/// How many of each of 99 companies had each total of 11 to 55 over the items.
fn totals() -> Result<Vec<Vec<u64>>, Box<dyn Error>> {
    let mut found = Vec::new();
    for row in rows("bhr2000_distribution.csv")? {
        let counts: Result<Vec<u64>, _> = row[1..].iter().map(|count| count.parse()).collect();
        found.push(counts?);
    }
    Ok(found)
}

#[test]
fn scores_of_full_answers_match_by_either_rule() -> Outcome {
    let reference = expected("bhr2000_items.json")?;
    for (rule, name) in [(CompletenessRule::Half, "half_rule"), (CompletenessRule::TwoThirds, "two_thirds_rule")] {
        let mut found = Moments::default();
        for company in totals()? {
            for (total, people) in (11_u32..).zip(company) {
                let score = scale_score(&[Some(f64::from(total) / 11.0); 11], rule)?;
                (0..people).for_each(|_| {
                    found.n += 1;
                    found.sum += score;
                    found.sum_of_squares += score * score;
                });
            }
        }
        assert_eq!(Some(found.n), reference[name]["n"].as_u64());
        assert_close(found.mean()?, number(&reference[name]["mean"]), EXACT);
        assert_close(found.sd()?, number(&reference[name]["sd"]), EXACT);
    }
    Ok(())
}

/// Sums of the mean answer per company.
fn companies() -> Result<Vec<Moments>, Box<dyn Error>> {
    let mut groups = Vec::new();
    for row in rows("bhr2000_totals.csv")? {
        let (total, squares): (f64, f64) = (row[2].parse()?, row[3].parse()?);
        groups.push(Moments { n: row[1].parse()?, sum: total / 11.0, sum_of_squares: squares / 121.0 });
    }
    Ok(groups)
}

#[test]
fn analysis_of_variance_and_intraclass_correlations_match() -> Outcome {
    let reference = expected("bhr2000_items.json")?;
    let found = OneWay::of(&companies()?)?;
    let (between, within) = found.mean_squares();
    assert_all_close(&[found.between, found.within], &reference["anova"]["ss"]);
    assert_all_close(&[between, within], &reference["anova"]["ms"]);
    assert_eq!(found.degrees_of_freedom(), (98, 5_301));
    assert_close(found.f()?, number(&reference["anova"]["F"]), EXACT);
    let alike = found.intraclass_correlation(GroupSize::Mean, Confidence::Percent95)?;
    assert_close(alike.value, number(&reference["icc1_anova"]), EXACT);
    assert_close(found.group_mean_reliability()?, number(&reference["icc2_anova"]), EXACT);
    Ok(())
}

#[test]
fn agreement_within_companies_matches_on_average() -> Outcome {
    let reference = expected("bhr2000_items.json")?;
    let mut values = Vec::new();
    for company in rows("bhr2000_answers.csv")?.chunks(11) {
        let mut variances = Vec::new();
        for item in company {
            let counts: Result<Vec<u64>, _> = item[2..].iter().map(|count| count.parse()).collect();
            variances.push(item_agreement(&counts?)?.variance);
        }
        values.push(scale_agreement(&variances, 5)?);
    }
    values.sort_by(f64::total_cmp);
    assert_eq!(values.len(), 99);
    let mean = values.iter().copied().collect::<Moments>().mean()?;
    assert_close(mean, number(&reference["rwgj_mean"]), EXACT);
    assert_close(values[49], number(&reference["rwgj_median"]), EXACT);
    let mut of_means = Moments::default();
    for company in companies()? {
        of_means.n += 1;
        of_means.sum += scale_agreement(&[company.variance()?], 5)?;
    }
    assert_close(of_means.mean()?, number(&reference["rwg_of_scale_mean"]), EXACT);
    Ok(())
}

#[test]
fn kruskal_and_wallis_of_99_companies_matches() -> Outcome {
    let reference = &expected("bhr2000_items.json")?["kruskal"];
    let found = kruskal_wallis(&totals()?)?;
    assert_close(found.h, number(&reference["H"]), EXACT);
    assert_eq!(Some(found.degrees_of_freedom), reference["df"].as_u64());
    Ok(())
}

/// Ties of a reference network, whose members are numbered from 1.
fn ties(reference: &Value) -> Result<Vec<Tie>, Box<dyn Error>> {
    let mut found = Vec::new();
    for edge in reference["edges"].as_array().ok_or("no edges")? {
        let end = |place: usize| edge[place].as_u64().map(|member| member - 1).ok_or("not a member");
        found.push(Tie { from: usize::try_from(end(0)?)?, to: usize::try_from(end(1)?)? });
    }
    Ok(found)
}

#[test]
fn zacharys_karate_club_matches() -> Outcome {
    let reference = &expected("network.json")?["undirected_karate"];
    let club = Network::undirected(34, &ties(reference)?)?;
    assert_close(club.density(), number(&reference["density"]), EXACT);
    assert_close(club.transitivity()?, number(&reference["transitivity"]), EXACT);
    let degrees: Vec<f64> = club.in_degrees().iter().map(|degree| f64::from(*degree as u32)).collect();
    assert_all_close(&degrees, &reference["degree"]);
    assert_all_close(&club.betweenness(), &reference["betweenness"]);
    assert_all_close(&club.closeness(), &reference["closeness"]);
    assert_close(club.degree_centralisation(), number(&reference["cent_degree"]), EXACT);
    assert_close(club.betweenness_centralisation(), number(&reference["cent_betw"]), EXACT);
    Ok(())
}

#[test]
fn a_small_directed_network_matches() -> Outcome {
    let reference = &expected("network.json")?["directed_small"];
    let network = Network::new(&[true; 10], &ties(reference)?, LEAST_PERCENT_ANSWERING)?;
    assert_close(network.density(), number(&reference["density"]), EXACT);
    assert_close(network.reciprocity()?, number(&reference["reciprocity"]), EXACT);
    assert_close(network.mutual_pairs_share()?, number(&reference["reciprocity_ratio"]), EXACT);
    let out: Vec<f64> = network.out_degrees().iter().map(|degree| f64::from(*degree as u32)).collect();
    assert_all_close(&out, &reference["outdegree"]);
    let degrees: Vec<f64> = network.in_degrees().iter().map(|degree| f64::from(*degree as u32)).collect();
    assert_all_close(&degrees, &reference["indegree"]);
    assert_close(network.in_degree_centralisation(), number(&reference["cent_in"]), EXACT);
    assert_close(network.out_degree_centralisation()?, number(&reference["cent_out"]), EXACT);
    let parts: Vec<Value> = network.weak_components().into_iter().map(Value::from).collect();
    assert_eq!(Value::from(parts), reference["weak_components"]);
    assert_all_close(&network.directed_betweenness(), &reference["betweenness"]);
    assert_close(network.reach(), number(&reference["largest_share"]), EXACT);
    assert!(network.has_isolates());
    Ok(())
}

#[test]
fn krippendorffs_alphas_match_as_published() -> Outcome {
    let reference = &expected("agreement.json")?["krippendorff_reference"];
    let coders: Vec<Vec<Option<f64>>> = ["a", "b", "c", "d"]
        .iter()
        .filter_map(|coder| reference["data"][coder].as_array())
        .map(|codes| codes.iter().map(Value::as_f64).collect())
        .collect();
    assert_eq!(coders.len(), 4);
    let codings = Codings::of_coders(&coders)?;
    // By their definition over all pairs of codings, worked out by a program of its own; published
    // to three digits.
    for (level, name, definition) in [
        (Level::Nominal, "nominal", 0.743_421_052_631_579),
        (Level::Ordinal, "ordinal", 0.815_387_503_754_881),
        (Level::Interval, "interval", 0.849_107_142_857_143),
        (Level::Ratio, "ratio", 0.797_402_774_711_613),
    ] {
        let found = codings.alpha(level)?;
        assert!((found - number(&reference["published"][name])).abs() <= 5e-4, "{name}: {found}");
        assert_close(found, definition, EXACT);
        let interval = codings.alpha_interval(level, &Draws::usual(1, name), Confidence::Percent95)?;
        assert!(interval.interval.contains(found) && interval.interval.upper() <= 1.0, "{interval:?}");
    }
    Ok(())
}

#[test]
fn kappas_match() -> Outcome {
    let reference = &expected("agreement.json")?["cohen"];
    let table: Vec<Vec<u64>> = serde_json::from_value(reference["table"].clone())?;
    for (counted, name) in [(Disagreement::Equal, "kappa"), (Disagreement::Quadratic, "weighted_quadratic")] {
        let found = cohen_kappa(&table, counted, Confidence::Percent95)?;
        assert_close(found.value, number(&reference[name]), EXACT);
        assert_close(cohen_kappa_value(&table, counted)?, number(&reference[name]), EXACT);
    }
    Ok(())
}

#[test]
fn exact_limits_of_shares_match() -> Outcome {
    let reference = expected("clopper_pearson.json")?;
    let cases = reference["rows"].as_array().ok_or("no rows")?;
    assert_eq!(cases.len(), 80);
    for case in cases {
        let count = |name: &str| case[name].as_u64().ok_or("not a count");
        let limits = clopper_pearson(count("x")?, count("n")?, Confidence::Percent95)?.interval;
        assert_close(limits.lower(), number(&case["cp_lo"]), EXACT);
        assert_close(limits.upper(), number(&case["cp_hi"]), EXACT);
    }
    Ok(())
}

#[test]
fn many_looks_match() -> Outcome {
    let reference = expected("many_looks.json")?;
    let looks = numbers(&reference["p"]);
    assert_eq!(looks.len(), 15);
    assert_all_close(&holm(&looks)?, &reference["holm"]);
    assert_all_close(&benjamini_yekutieli(&looks)?, &reference["by"]);
    Ok(())
}

/// The data set holds its weights N/n in single precision (44.2099990844727 for 44.21), which moves
/// the reference by up to 2 parts in 10^8 from the values with N itself. Hence three comparisons:
/// with exact weights, found by the linearised formula over schools; with the reference as far as
/// its weights go; and, where only weights enter, with the reference in full by its own weights.
const SINGLE_PRECISION: f64 = 2e-8;

#[test]
fn a_stratified_sample_of_schools_matches() -> Outcome {
    let reference = expected("survey_apistrat.json")?;
    let exact = &reference["with_exact_weights"];
    let (mut results, mut awards, mut rises, mut by_weights) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows("apistrat_sums.csv")? {
        let (eligible, n): (u64, u64) = (row[1].parse()?, row[2].parse()?);
        let answers = Moments { n, sum: row[3].parse()?, sum_of_squares: row[4].parse()? };
        results.push(Stratum { eligible, answers });
        // In units of 10^-13 schools.
        by_weights.push(Stratum { eligible: row[8].replace('.', "").parse::<u64>()? * n, answers });
        awards.push(Stratum::of_counts(eligible, row[5].parse()?, n));
        let (sum_of_differences, sum_of_squared_differences) = (row[6].parse()?, row[7].parse()?);
        rises.push(Stratum::of_pairs(eligible, &PairSums { pairs: n, sum_of_differences, sum_of_squared_differences }));
    }
    let read = |strata: &[Stratum], speaks| stratified_mean(strata, speaks, Confidence::Percent95);
    for (strata, value, error) in
        [(&results, "mean", "se_fpc"), (&awards, "awards_yes", "awards_se"), (&rises, "difference", "difference_se")]
    {
        let found = read(strata, Speaks::ForThese)?;
        for (got, name) in [(found.value, value), (found.standard_error, error)] {
            assert_close(got, number(&exact[name]), EXACT);
            assert_close(got, number(&reference[name]), SINGLE_PRECISION);
        }
    }
    let open = read(&results, Speaks::ForPeopleLikeThese)?;
    assert_close(open.standard_error, number(&exact["se_nofpc"]), EXACT);
    let as_weighted = read(&by_weights, Speaks::ForPeopleLikeThese)?;
    assert_close(as_weighted.value, number(&reference["mean"]), EXACT);
    assert_close(as_weighted.standard_error, number(&reference["se_nofpc"]), EXACT);
    // The reference limits are normal; ours are Student's and so a little wider.
    let found = read(&results, Speaks::ForThese)?;
    let normal = 1.959_963_984_540_054 * found.standard_error;
    for (got, wanted) in [found.value - normal, found.value + normal].iter().zip(numbers(&reference["ci_fpc"])) {
        assert_close(*got, wanted, SINGLE_PRECISION);
    }
    assert!(found.interval.width() > 2.0 * normal && found.interval.width() < 2.04 * normal);
    Ok(())
}
