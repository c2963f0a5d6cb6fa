//! Sums and cross-products over returns: what reliability and association are computed from.

use super::condition::UNITS_IN_ONE;
use super::survey::denominator;
use super::{Component, Pass, ProductSums, Tally, TallyValue, decode};
use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, PolarsResult, col, lit};

impl Pass<'_> {
    /// Every component of products, wave by wave, in one grouped pass.
    pub(super) fn count_products(&self, tally: &mut Tally) -> PolarsResult<()> {
        let components = self.components(tally);
        for (at, wave) in self.waves.iter().enumerate() {
            let mut expressions = Vec::new();
            let mut counted_here = Vec::new();
            for (place, component) in &components {
                let Some(numbers) = self.numbers(component, at)? else { continue };
                expressions.extend(product_expressions(*place, &numbers));
                counted_here.push((*place, numbers.len()));
            }
            if expressions.is_empty() {
                return Ok(());
            }
            let rows = self.frame.clone().lazy().filter(col("wave").eq(lit(wave.id.clone())));
            let counted = rows.group_by([col("group_id")]).agg(expressions).collect()?;
            let groups = self.units(&counted)?;
            for (place, numbers) in counted_here {
                for (group, sums) in groups.iter().zip(decode_products(&counted, place, numbers)?) {
                    if let Some(group) = group {
                        tally.set(group, place, at, TallyValue::Products(sums));
                    }
                }
            }
        }
        Ok(())
    }

    /// The whole numbers whose products are summed; none for components of another kind or whose
    /// items the survey does not have.
    fn numbers(&self, component: &Component, at: usize) -> PolarsResult<Option<Vec<Expr>>> {
        Ok(match (component, self.waves.get(at)) {
            (Component::CrossProducts { items }, _) if items.iter().all(|item| self.has_column(item)) => {
                Some(items.iter().map(|item| self.scored(item, at)).collect())
            }
            (Component::ScoresOn { items, number }, Some(wave)) => {
                Some(vec![self.number(number, wave)?, self.score(items, at)])
            }
            _ => None,
        })
    }
}

/// Units in one of each number of a [`Component::ScoresOn`]: the number's, the score's.
#[must_use]
pub fn units_of_scores_on(items: usize) -> [f64; 2] {
    [UNITS_IN_ONE, denominator(items) as f64]
}

pub(super) fn product_expressions(place: usize, numbers: &[Expr]) -> Vec<Expr> {
    let complete = numbers.iter().fold(lit(true), |all, number| all.and(number.clone().is_not_null()));
    let mut expressions = vec![complete.clone().cast(DataType::Int64).sum().alias(name(place, "n"))];
    for (row, one) in numbers.iter().enumerate() {
        let sum = one.clone().cast(DataType::Int64).filter(complete.clone()).sum();
        expressions.push(sum.alias(name(place, &format!("s{row}"))));
        for (column, other) in numbers.iter().enumerate().skip(row) {
            let product = one.clone().cast(DataType::Int64) * other.clone().cast(DataType::Int64);
            let sum = product.filter(complete.clone()).sum();
            expressions.push(sum.alias(name(place, &format!("p{row}:{column}"))));
        }
    }
    expressions
}

pub(super) fn decode_products(counted: &DataFrame, place: usize, numbers: usize) -> PolarsResult<Vec<ProductSums>> {
    let people = decode::counts(counted, &name(place, "n"))?;
    let mut all: Vec<ProductSums> = people.into_iter().map(|n| ProductSums { n, ..ProductSums::default() }).collect();
    for row in 0..numbers {
        let sums = decode::integers(counted, &name(place, &format!("s{row}")))?;
        for (products, sum) in all.iter_mut().zip(sums) {
            products.sums.push(sum.into());
            products.products.push(Vec::new());
        }
        for column in row..numbers {
            let sums = decode::integers(counted, &name(place, &format!("p{row}:{column}")))?;
            for (products, sum) in all.iter_mut().zip(sums) {
                if let Some(last) = products.products.last_mut() {
                    last.push(sum.into());
                }
            }
        }
    }
    Ok(all)
}

fn name(place: usize, part: &str) -> String {
    format!("{place}:{part}")
}
