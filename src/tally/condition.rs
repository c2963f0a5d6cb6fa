//! SQL text from the framework as engine expressions, with the wave's dates filled in.

use super::Pass;
use crate::contract::{self, FieldType};
use crate::vocabulary::{Wave, Window};
use polars::prelude::{DataType, Expr, IntoLazy, Operator, PolarsResult, RoundMode, col, lit};
use polars::sql::sql_expr;

/// Names that conditions may use beside a table's columns.
pub(super) const WAVE_DATES: [&str; 3] = ["wave_from", "wave_to", "census"];

/// Who is eligible to answer: on roll on the survey's reference day, facilitators apart. Conditions on
/// members may say `on_roll` for it.
pub const ON_ROLL: &str = "(role is null or role <> 'facilitator') \
     and (joined_on is null or joined_on <= census) and (left_on is null or left_on > census)";

/// Ten-thousandths in one: the unit in which numbers are added up, so that every sum is exact.
pub const UNITS_IN_ONE: f64 = 10_000.0;

impl Pass<'_> {
    /// SQL over this table as an expression, with the wave's dates filled in; decimal columns are numbers,
    /// and so is the difference of two dates, in days.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub(super) fn expression(&self, sql: &str, wave: &Wave) -> PolarsResult<Expr> {
        // In brackets, so that what cannot stand within a longer condition cannot stand alone.
        let named = sql_expr(format!("({sql})"))?;
        let named = if self.name == "members" { spell_out_on_roll(named)? } else { named };
        let contract = contract::table(self.name);
        let is_decimal = |name: &str| {
            let field = contract.and_then(|contract| contract.field(name));
            field.is_some_and(|field| field.kind == FieldType::Number)
        };
        let named = named.map_expr(|expr| match &expr {
            Expr::Column(name) => match name.as_str() {
                "wave_from" => lit(wave.from),
                "wave_to" => lit(wave.to),
                "census" => lit(wave.census),
                name if is_decimal(name) => col(name).cast(DataType::Float64) / lit(UNITS_IN_ONE),
                _ => expr,
            },
            _ => expr,
        });
        Ok(named.map_expr(|expr| if self.is_stretch_of_days(&expr) { expr.dt().total_days(false) } else { expr }))
    }

    /// Whether this is the difference of two dates, which counts as a number of days.
    fn is_stretch_of_days(&self, expr: &Expr) -> bool {
        if !matches!(expr, Expr::BinaryExpr { op: Operator::Minus, .. }) {
            return false;
        }
        let schema = self.frame.clone().lazy().select([expr.clone().alias("it")]).collect_schema();
        schema.is_ok_and(|schema| matches!(schema.get("it"), Some(DataType::Duration(_))))
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

    /// A number in whole ten-thousandths.
    ///
    /// # Errors
    /// If the text is not an SQL expression.
    pub(super) fn number(&self, sql: &str, wave: &Wave) -> PolarsResult<Expr> {
        let units = self.expression(sql, wave)?.cast(DataType::Float64) * lit(UNITS_IN_ONE);
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
