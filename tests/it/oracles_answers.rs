//! Answers, scales, networks and codings against values computed by established packages (see
//! `tests/oracles/`).

use learnframe::statistics::NotEstimable;
use learnframe::statistics::item_analysis::item_analysis;
use learnframe::statistics::kruskal_wallis::kruskal_wallis;
use learnframe::statistics::mean::Moments;
use learnframe::statistics::omega::omega_total_from_sums;
use learnframe::statistics::reliability::{ItemCrossProducts, standardised_alpha};
use learnframe::statistics::scoring::{CompletenessRule, scale_score};
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

#[test]
fn kruskal_and_wallis_of_99_companies_matches() -> Outcome {
    let reference = &expected("bhr2000_items.json")?["kruskal"];
    let found = kruskal_wallis(&totals()?)?;
    assert_close(found.h, number(&reference["H"]), EXACT);
    assert_eq!(Some(found.degrees_of_freedom), reference["df"].as_u64());
    Ok(())
}
