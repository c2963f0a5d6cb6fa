//! The statistics room against values computed by established packages (see `tests/oracles/`).

use learnframe::statistics::agreement::{item_agreement, scale_agreement};
use learnframe::statistics::change::{PairSums, matched_change};
use learnframe::statistics::cluster::{Cluster, pooled_ratio};
use learnframe::statistics::effect::{BaselineSpread, hedges_g, in_baseline_sds};
use learnframe::statistics::interval::{Confidence, Interval, Population};
use learnframe::statistics::many::benjamini_hochberg;
use learnframe::statistics::mean::{Moments, mean_interval};
use learnframe::statistics::proportion::{share, wilson};
use learnframe::statistics::random_intercept::RandomIntercept;
use learnframe::statistics::reliability::{ItemCrossProducts, cronbach_alpha_from_sums};
use serde_json::Value;
use std::error::Error;
use std::path::PathBuf;

pub(super) type Outcome = Result<(), Box<dyn Error>>;

pub(super) const SURE: Confidence = Confidence::Percent95;
/// For closed formulas.
pub(super) const EXACT: f64 = 1e-9;
/// For reference values that were themselves found by iteration.
pub(super) const ITERATIVE: f64 = 1e-6;

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracles").join(file)
}

pub(super) fn expected(file: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path(file))?)?)
}

pub(super) fn rows(file: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut found = Vec::new();
    for record in csv::Reader::from_path(path(file))?.records() {
        found.push(record?.iter().map(str::to_owned).collect());
    }
    assert!(!found.is_empty(), "{file} has no rows");
    Ok(found)
}

pub(super) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

pub(super) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|list| list.iter().map(number).collect()).unwrap_or_default()
}

#[track_caller]
pub(super) fn assert_close(got: f64, expected: f64, within: f64) {
    let distance = (got - expected).abs();
    assert!(distance <= within * expected.abs(), "{got} is not {expected}");
}

#[track_caller]
pub(super) fn assert_limits(got: &Interval, expected: &Value) {
    assert_close(got.lower(), number(&expected[0]), EXACT);
    assert_close(got.upper(), number(&expected[1]), EXACT);
}

/// Sums of one part of the examination data: people, sum, sum of squares.
fn exam(part: &str, code: Option<&str>) -> Result<Vec<Moments>, Box<dyn Error>> {
    let mut found = Vec::new();
    for row in rows("exam_sums.csv")? {
        if row[0] == part && code.is_none_or(|code| row[1] == code) {
            found.push(Moments { n: row[2].parse()?, sum: row[3].parse()?, sum_of_squares: row[4].parse()? });
        }
    }
    assert!(!found.is_empty(), "no {part} in the examination data");
    Ok(found)
}

#[test]
fn shares_have_wilsons_and_jeffreys_limits() -> Outcome {
    let reference = expected("proportions.json")?;
    let cases = reference["rows"].as_array().ok_or("no rows")?;
    assert_eq!(cases.len(), 80);
    for case in cases {
        let count = |name: &str| case[name].as_u64().ok_or("not a count");
        let (said, answered) = (count("x")?, count("n")?);
        let limits = wilson(said, answered, Population::Unbounded, SURE)?.interval;
        // Two reference values are a rounding error above 0 where the limit is 0.
        let lower = number(&case["wilson_lo"]);
        assert_close(limits.lower(), if lower < 1e-16 { 0.0 } else { lower }, EXACT);
        assert_close(limits.upper(), number(&case["wilson_hi"]), EXACT);
        let shown = share(said, answered, Population::Unbounded, SURE)?.interval;
        let method = if said == 0 || said == answered { "jeffreys" } else { "wilson" };
        assert_close(shown.lower(), number(&case[format!("{method}_lo")]), EXACT);
        assert_close(shown.upper(), number(&case[format!("{method}_hi")]), EXACT);
    }
    Ok(())
}

#[test]
fn q_values_match_benjamini_and_hochberg() -> Outcome {
    let reference = expected("bh.json")?;
    let found = benjamini_hochberg(&numbers(&reference["p"]))?;
    assert_eq!(found.len(), 15);
    for (got, wanted) in found.iter().zip(numbers(&reference["bh"])) {
        assert_close(*got, wanted, EXACT);
    }
    Ok(())
}

#[test]
fn agreement_of_99_companies_matches() -> Outcome {
    let reference = expected("scale_bhr2000.json")?;
    let answers = rows("bhr2000_answers.csv")?;
    let values = numbers(&reference["rwgj"]["value"]);
    assert_eq!((answers.len(), values.len()), (99 * 11, 99));
    for (company, wanted) in answers.chunks(11).zip(values) {
        let mut variances = Vec::new();
        for item in company {
            let counts: Result<Vec<u64>, _> = item[2..].iter().map(|count| count.parse()).collect();
            variances.push(item_agreement(&counts?)?.variance);
        }
        assert_close(scale_agreement(&variances, 5)?, wanted, EXACT);
    }
    Ok(())
}

#[test]
fn alpha_and_feldts_limits_match() -> Outcome {
    let reference = expected("scale_bhr2000.json")?;
    let mut sums = ItemCrossProducts { people: 5_400, sums: Vec::new(), products: Vec::new() };
    for row in rows("bhr2000_cross_products.csv")? {
        sums.sums.push(row[1].parse()?);
        let products: Result<Vec<f64>, _> = row[2..].iter().map(|product| product.parse()).collect();
        sums.products.push(products?);
    }
    let found = cronbach_alpha_from_sums(&sums, SURE)?;
    assert_close(found.alpha, number(&reference["alpha_raw"]), EXACT);
    assert_limits(&found.interval, &reference["alpha_feldt95"]);
    Ok(())
}

#[test]
fn random_intercepts_of_99_companies_match() -> Outcome {
    let reference = &expected("scale_bhr2000.json")?["reml"];
    let mut groups = Vec::new();
    for row in rows("bhr2000_totals.csv")? {
        let (total, squares): (f64, f64) = (row[2].parse()?, row[3].parse()?);
        let n = row[1].parse()?;
        groups.push(Moments { n, sum: total / 11.0, sum_of_squares: squares / 121.0 });
    }
    let model = RandomIntercept::fit(&groups, SURE)?;
    assert_model(&model, reference);
    let values = numbers(&reference["blup"]["value"]);
    let sds = numbers(&reference["blup"]["cond_sd"]);
    assert_eq!((groups.len(), values.len(), sds.len()), (99, 99, 99));
    for ((group, value), sd) in groups.iter().zip(values).zip(sds) {
        let made = model.predict(group)?;
        assert_close(made.estimate.value, value, ITERATIVE);
        assert_close(made.conditional_sd, sd, ITERATIVE);
        assert!(made.estimate.standard_error > sd);
    }
    Ok(())
}

#[test]
fn random_intercepts_of_65_schools_match() -> Outcome {
    let schools = exam("school", None)?;
    assert_eq!(schools.len(), 65);
    let model = RandomIntercept::fit(&schools, SURE)?;
    assert_model(&model, &expected("impact_exam.json")?["empty"]);
    Ok(())
}

#[track_caller]
fn assert_model(model: &RandomIntercept, reference: &Value) {
    assert_close(model.grand_mean().value, number(&reference["intercept"]), ITERATIVE);
    assert_close(model.grand_mean().standard_error, number(&reference["se"]), ITERATIVE);
    assert_close(model.between_variance(), number(&reference["var_between"]), ITERATIVE);
    assert_close(model.within_variance(), number(&reference["var_within"]), ITERATIVE);
    assert_close(model.intraclass_correlation(), number(&reference["icc"]), ITERATIVE);
}

#[test]
fn hedges_g_of_girls_and_boys_matches() -> Outcome {
    let reference = &expected("impact_exam.json")?["hedges_girls_v_boys"];
    let found = hedges_g(&exam("sex", Some("F"))?[0], &exam("sex", Some("M"))?[0], SURE)?;
    assert_close(found.correction, number(&reference["J_exact"]), EXACT);
    assert_close(found.estimate.value, number(&reference["g"]), EXACT);
    let variance = found.estimate.standard_error.powi(2);
    assert_close(variance, number(&reference["metafor_vi"]), EXACT);
    assert_limits(&found.estimate.interval, &reference["ci_metafor"]);
    Ok(())
}

#[test]
fn matched_change_of_pupils_matches() -> Outcome {
    let reference = &expected("impact_exam.json")?["matched_change"];
    let changes = exam("change", None)?[0];
    let pairs = PairSums {
        pairs: changes.n,
        sum_of_differences: changes.sum,
        sum_of_squared_differences: changes.sum_of_squares,
    };
    let found = matched_change(&pairs, Population::Unbounded, SURE)?;
    assert_close(found.value, number(&reference["mean"]), EXACT);
    assert_close(changes.sd()?, number(&reference["sd"]), EXACT);
    assert_close(found.standard_error, number(&reference["se"]), EXACT);
    assert_limits(&found.interval, &reference["ci"]);
    // The reference is the plain ratio, without Hedges' factor.
    let spread = BaselineSpread::of(&exam("intake", None)?[0])?;
    let standardised = in_baseline_sds(&found, spread)?;
    let ratio = standardised.estimate.value / standardised.correction;
    assert_close(ratio, number(&reference["d_baseline_sd"]), EXACT);
    Ok(())
}

#[test]
fn a_mean_over_schools_as_clusters_matches_the_sandwich() -> Outcome {
    let reference = expected("exam_clustered_mean.json")?;
    let schools = exam("school", None)?;
    #[expect(clippy::cast_precision_loss, reason = "pupils of one school")]
    let cluster = |school: &Moments| Cluster { numerator: school.sum, denominator: school.n as f64 };
    let found = pooled_ratio(&schools.iter().map(cluster).collect::<Vec<_>>(), SURE)?;
    assert_close(found.value, number(&reference["mean"]), EXACT);
    assert_close(found.standard_error, number(&reference["se"]), EXACT);
    assert_limits(&found.interval, &reference["ci"]);
    Ok(())
}

#[test]
fn the_mean_change_is_the_mean_of_a_list_of_changes() -> Outcome {
    let changes = exam("change", None)?[0];
    let reference = &expected("impact_exam.json")?["matched_change"];
    let found = mean_interval(&changes, Population::Unbounded, SURE)?;
    assert_limits(&found.interval, &reference["ci"]);
    Ok(())
}
