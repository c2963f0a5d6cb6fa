//! SQL text from the framework as engine expressions, with the wave's dates filled in.

use crate::finding::{Finding, nearest};
use crate::framework::Framework;
use crate::vocabulary::{Wave, Window};
use polars::prelude::{Expr, PolarsResult, lit};
use polars::sql::sql_expr;

/// Names that conditions may use beside a table's columns.
const WAVE_DATES: [&str; 3] = ["wave_from", "wave_to", "census"];

/// SQL text read for one wave.
pub(super) struct Condition;

impl Condition {
    /// The expression, with `wave_from`, `wave_to` and `census` replaced by the wave's days.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub fn at(sql: &str, wave: &Wave) -> PolarsResult<Expr> {
        Ok(sql_expr(sql)?.map_expr(|expr| match &expr {
            Expr::Column(name) => match name.as_str() {
                "wave_from" => lit(wave.from),
                "wave_to" => lit(wave.to),
                "census" => lit(wave.census),
                _ => expr,
            },
            _ => expr,
        }))
    }

    /// The condition, or that every row counts; where it cannot be told, the row does not.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub fn mask(sql: Option<&str>, wave: &Wave) -> PolarsResult<Expr> {
        Ok(match sql {
            Some(sql) => Condition::at(sql, wave)?.fill_null(lit(false)),
            None => lit(true),
        })
    }
}

/// Every condition of a framework that is not SQL or names no column of its table, each with its
/// line. `columns` gives a table's columns beside survey items.
#[must_use]
pub fn check_conditions(framework: &Framework, columns: &dyn Fn(&str) -> Option<Vec<String>>) -> Vec<Finding> {
    let items: Vec<&str> = framework.items().iter().map(|item| item.id.as_str()).collect();
    framework
        .conditions()
        .iter()
        .filter_map(|condition| {
            let known = columns(&condition.table)?;
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            if condition.table == "responses" {
                known.extend(&items);
            }
            let problem = check_condition(&condition.sql, &known).err()?;
            let help = format!("write SQL over the columns of {} and the wave's dates", condition.table);
            Some(Finding::error("condition", condition.place.clone(), format!("{}: {problem}", condition.code), help))
        })
        .collect()
}

/// Whether SQL text parses and names only the columns given or the wave's dates.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn check_condition(sql: &str, columns: &[&str]) -> Result<(), String> {
    let expression = sql_expr(sql).map_err(|error| format!("the condition is not an SQL expression: {error}"))?;
    let unknown: Vec<String> = expression
        .into_iter()
        .filter_map(|part| match part {
            Expr::Column(name) => Some(name.to_string()),
            _ => None,
        })
        .filter(|name| !columns.contains(&name.as_str()) && !WAVE_DATES.contains(&name.as_str()))
        .collect();
    match unknown.first() {
        None => Ok(()),
        Some(name) => Err(match nearest(name, columns.iter().copied()) {
            Some(near) => format!("the condition names no column of the table: {name}; did you mean {near}?"),
            None => format!("the condition names no column of the table: {name}"),
        }),
    }
}

/// Whether a row dated `date` (or of wave `wave`) lies in a window that ends with `at`.
pub(super) fn window_mask(window: Window, at: &Wave, waves: &[Wave], dated: bool, waved: bool) -> Expr {
    use polars::prelude::col;
    let (from, to) = at.span(window);
    if dated {
        col("date").gt_eq(lit(from)).and(col("date").lt_eq(lit(to))).fill_null(lit(false))
    } else if waved {
        let inside = waves.iter().filter(|wave| match window {
            Window::Wave => wave.id == at.id,
            _ => from <= wave.to && wave.to <= to,
        });
        inside.fold(lit(false), |mask, wave| mask.or(col("wave").eq(lit(wave.id.clone())))).fill_null(lit(false))
    } else {
        lit(true)
    }
}
