//! Models and impact in the statistics room against values computed by established packages (see
//! `tests/oracles/`).

use super::oracles::{ITERATIVE, Outcome, SURE, assert_close, expected, number, numbers, rows};
use learnframe::statistics::cross_products::CrossProducts;
use learnframe::statistics::random_intercept::RandomInterceptRegression;
use serde_json::Value;
use std::error::Error;

/// Cross-products of intake and score, by school in the order of their numbers.
fn schools() -> Result<Vec<CrossProducts>, Box<dyn Error>> {
    let mut found = Vec::new();
    for row in rows("exam_cross_products.csv")? {
        let sums: Vec<f64> = row[2..].iter().map(|sum| sum.parse()).collect::<Result<_, _>>()?;
        let [x, y, xx, xy, yy] = sums[..] else { return Err("a row is short".into()) };
        found.push(CrossProducts::of_sums(row[1].parse()?, &[x, y], &[vec![xx], vec![xy, yy]])?);
    }
    assert_eq!(found.len(), 65);
    Ok(found)
}

#[test]
fn value_added_of_65_schools_matches() -> Outcome {
    let reference = &expected("impact_models.json")?["value_added"];
    let schools = schools()?;
    let model = RandomInterceptRegression::fit(&schools, SURE)?;
    assert_close(model.intercept().value, number(&reference["fixed"]["(Intercept)"]), ITERATIVE);
    assert_close(model.intercept().standard_error, number(&reference["se"]["(Intercept)"]), ITERATIVE);
    assert_close(model.slopes()[0].value, number(&reference["fixed"]["standLRT"]), ITERATIVE);
    assert_close(model.slopes()[0].standard_error, number(&reference["se"]["standLRT"]), ITERATIVE);
    assert_close(model.between_variance(), number(&reference["var_between"]), ITERATIVE);
    assert_close(model.within_variance(), number(&reference["var_within"]), ITERATIVE);
    let order: Vec<&str> =
        reference["blup"]["school"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(order, (1..=65).map(|school| school.to_string()).collect::<Vec<_>>());
    let values = numbers(&reference["blup"]["value"]);
    assert_eq!(values.len(), 65);
    for (school, value) in schools.iter().zip(values) {
        assert_close(model.predict(school)?.estimate.value, value, ITERATIVE);
    }
    Ok(())
}
