//! SQL text from the framework as engine expressions, with the wave's dates filled in.

use super::Pass;
use crate::contract::{self, FieldType};
use crate::finding::{Finding, nearest};
use crate::framework::Framework;
use crate::vocabulary::{Wave, Window};
use polars::prelude::{DataType, Expr, IntoLazy, PolarsResult, RoundMode, col, lit};
use polars::sql::sql_expr;

/// Names that conditions may use beside a table's columns.
const WAVE_DATES: [&str; 3] = ["wave_from", "wave_to", "census"];

/// Who is eligible to answer: on roll on the survey's reference day, facilitators apart. Conditions on
/// members may say `on_roll` for it.
pub const ON_ROLL: &str = "(role is null or role <> 'facilitator') \
     and (joined_on is null or joined_on <= census) and (left_on is null or left_on > census)";

/// Ten-thousandths in one: the unit in which numbers are added up, so that every sum is exact.
pub(super) const UNITS_IN_ONE: f64 = 10_000.0;

impl Pass<'_> {
    /// SQL over this table as an expression, with the wave's days and decimal columns as numbers.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub(super) fn expression(&self, sql: &str, wave: &Wave) -> PolarsResult<Expr> {
        let named = match self.name {
            "members" => spell_out_on_roll(sql_expr(sql)?)?,
            _ => sql_expr(sql)?,
        };
        let contract = contract::table(self.name);
        let is_decimal = |name: &str| {
            let field = contract.and_then(|contract| contract.field(name));
            field.is_some_and(|field| field.kind == FieldType::Number)
        };
        Ok(named.map_expr(|expr| match &expr {
            Expr::Column(name) => match name.as_str() {
                "wave_from" => lit(wave.from),
                "wave_to" => lit(wave.to),
                "census" => lit(wave.census),
                name if is_decimal(name) => col(name).cast(DataType::Float64) / lit(UNITS_IN_ONE),
                _ => expr,
            },
            _ => expr,
        }))
    }

    /// A condition, or that every row counts; where it cannot be told, the row does not.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub(super) fn mask(&self, sql: Option<&str>, wave: &Wave) -> PolarsResult<Expr> {
        Ok(match sql {
            Some(sql) => self.expression(sql, wave)?.fill_null(lit(false)),
            None => lit(true),
        })
    }

    /// A number in whole ten-thousandths; a stretch between two days is a number of days.
    ///
    /// # Errors
    /// If the text is not an SQL expression, or is none over this table.
    pub(super) fn number(&self, sql: &str, wave: &Wave) -> PolarsResult<Expr> {
        let number = self.expression(sql, wave)?;
        let schema = self.frame.clone().lazy().select([number.clone().alias("n")]).collect_schema()?;
        let number = match schema.get("n") {
            Some(DataType::Duration(_)) => number.dt().total_days(false),
            _ => number,
        };
        let units = number.cast(DataType::Float64) * lit(UNITS_IN_ONE);
        Ok(units.round(0, RoundMode::HalfAwayFromZero).cast(DataType::Int64))
    }
}

fn spell_out_on_roll(expression: Expr) -> PolarsResult<Expr> {
    let on_roll = sql_expr(ON_ROLL)?;
    Ok(expression.map_expr(|expr| match &expr {
        Expr::Column(name) if name.as_str() == "on_roll" => on_roll.clone(),
        _ => expr,
    }))
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
            match condition.table.as_str() {
                "responses" => known.extend(&items),
                "members" => known.push("on_roll"),
                _ => {}
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
