//! Whether the SQL text of a framework can be counted: it parses, names columns of its table, looks at
//! one row at a time and yields what is asked of it.

use super::Pass;
use super::condition::WAVE_DATES;
use crate::contract::{self, FieldType};
use crate::finding::{Finding, nearest};
use crate::framework::{Condition, Framework, Yields};
use crate::vocabulary::{Date, Wave};
use polars::prelude::{AggExpr, Column, DataFrame, DataType, Expr, IntoLazy, PlSmallStr, PolarsResult};
use std::collections::BTreeSet;

/// Every condition of a framework that cannot be counted, each with its line. `columns` gives a
/// table's columns beside survey items.
#[must_use]
pub fn check_conditions(framework: &Framework, columns: &dyn Fn(&str) -> Option<Vec<String>>) -> Vec<Finding> {
    let finding = |condition: &Condition| {
        let known = columns(&condition.table)?;
        let (problem, help) = check_condition(condition, framework, &known).err()?;
        Some(Finding::error("condition", condition.place.clone(), format!("{}: {problem}", condition.code), help))
    };
    framework.conditions().iter().filter_map(finding).collect()
}

/// Whether SQL text can be counted over a table with these columns beside survey items.
///
/// # Errors
/// What is wrong with it and what to do about it, in words.
pub(super) fn check_condition(
    condition: &Condition,
    framework: &Framework,
    columns: &[String],
) -> Result<(), (String, String)> {
    let table = condition.table.as_str();
    let frame = empty_frame(table, framework, columns);
    let pass = Pass { frame: &frame, name: table, waves: &[], framework };
    let wave = some_wave();
    let write = |what: &str| format!("write {what} over the columns of {table} and the wave's dates");
    let expression = pass
        .expression(&condition.sql, &wave)
        .map_err(|error| (format!("the condition is not an SQL expression: {error}"), write("SQL")))?;
    if let Some(what) = looks_across_rows(&expression, &frame) {
        let message = format!("the condition looks at other rows by {what}");
        return Err((message, write("what can be told of one row")));
    }
    if let Some(name) = unknown_column(&expression, &frame) {
        let columns = frame.get_column_names().into_iter().map(PlSmallStr::as_str);
        let known = columns.chain(WAVE_DATES).chain((table == "members").then_some("on_roll"));
        let near = nearest(&name, known).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        return Err((format!("the condition names no column of the table: {name}{near}"), write("SQL")));
    }
    if let Some((one, other)) = compared_unlike(&expression, &frame) {
        let message = format!("the condition compares {} with {}", in_words(&one), in_words(&other));
        let help =
            "compare like with like; the difference of two dates is a number of days, as in `date - joined_on > 30`";
        return Err((message, help.to_owned()));
    }
    asked_for(condition.yields, &expression, &frame, &write)
}

/// Whether an expression yields what is asked for.
fn asked_for(
    yields: Yields,
    expression: &Expr,
    frame: &DataFrame,
    write: &dyn Fn(&str) -> String,
) -> Result<(), (String, String)> {
    let told = yielded(expression, frame).map_err(|error| {
        (format!("the condition cannot be told of a row: {error}"), "compare what is of one type".to_owned())
    })?;
    let words = in_words(&told);
    match (yields, &told) {
        (Yields::Truth, DataType::Boolean) | (Yields::Day, DataType::Date) => Ok(()),
        (Yields::Number, number) if number.is_primitive_numeric() => Ok(()),
        (Yields::Truth, _) => Err((format!("the condition yields {words}, not true or false"), write("a comparison"))),
        (Yields::Day, _) => Err((format!("the column holds {words}, not dates"), "name a column of dates".to_owned())),
        (Yields::Number, _) => Err((format!("the SQL yields {words}, not a number"), write("a number"))),
    }
}

/// A table without rows, its columns of the types that reading gives them.
fn empty_frame(table: &str, framework: &Framework, columns: &[String]) -> DataFrame {
    let own = columns.iter().map(|name| Column::new_empty(name.as_str().into(), &type_of(table, name)));
    let items = framework.items().iter().filter(|_| table == "responses");
    let items = items.map(|item| Column::new_empty(item.id.as_str().into(), &DataType::Int32));
    // An item that bears the name of a column has its own finding.
    DataFrame::new(0, own.chain(items).collect()).unwrap_or_default()
}

/// The type of a column, its own or taken over from another table.
fn type_of(table: &str, name: &str) -> DataType {
    let of_group = name.strip_prefix("group_").map(|name| ("groups", name));
    let places = [Some((table, name)), of_group, Some(("sessions", name))];
    let field = places.into_iter().flatten().find_map(|(table, name)| contract::table(table)?.field(name));
    match field.map(|field| &field.kind) {
        Some(FieldType::Integer | FieldType::Number) => DataType::Int64,
        Some(FieldType::Boolean) => DataType::Boolean,
        Some(FieldType::Date) => DataType::Date,
        Some(FieldType::Text { .. } | FieldType::List { .. }) | None => DataType::String,
    }
}

/// The wave's dates change nothing about the type of a condition.
fn some_wave() -> Wave {
    let day = Date::default();
    Wave {
        id: String::new(),
        label: String::new(),
        from: day,
        to: day,
        census: day,
        item: Vec::new(),
        apart: BTreeSet::new(),
    }
}

fn unknown_column(expression: &Expr, frame: &DataFrame) -> Option<String> {
    expression.into_iter().find_map(|part| match part {
        Expr::Column(name) if !frame.schema().contains(name) => Some(name.to_string()),
        _ => None,
    })
}

/// What in an expression makes a row's value depend on other rows, in words.
fn looks_across_rows(expression: &Expr, frame: &DataFrame) -> Option<&'static str> {
    let over_a_column = |part: &Expr| part.into_iter().any(|inner| matches!(inner, Expr::Column(_)));
    expression.into_iter().find_map(|part| match part {
        Expr::Column(_) | Expr::Literal(_) | Expr::BinaryExpr { .. } | Expr::Cast { .. } | Expr::Ternary { .. } => None,
        Expr::Function { .. } => {
            // Of a table without rows a function of a row yields none; one over rows yields its result.
            let made = frame.clone().lazy().select([part.clone().alias("it")]).collect();
            let has_a_row = over_a_column(part) && made.is_ok_and(|made| made.height() > 0);
            has_a_row.then_some("a function over several rows")
        }
        // The list of `in (...)`, and no column of it.
        Expr::Agg(AggExpr::Implode { input, .. }) if !over_a_column(input) => None,
        Expr::Agg(_) | Expr::Len => Some("an aggregate such as count(*) or sum(...)"),
        Expr::Over { .. } => Some("a window, `over (...)`"),
        Expr::SubPlan(..) => Some("a query of its own"),
        _ => Some("something that is not of one row"),
    })
}

fn yielded(expression: &Expr, frame: &DataFrame) -> PolarsResult<DataType> {
    let made = frame.clone().lazy().select([expression.clone().alias("it")]).collect()?;
    Ok(made.column("it")?.dtype().clone())
}

/// The types of two sides that the engine would compare by their bits: days, dates and numbers.
fn compared_unlike(expression: &Expr, frame: &DataFrame) -> Option<(DataType, DataType)> {
    expression.into_iter().find_map(|part| {
        let Expr::BinaryExpr { left, op, right } = part else { return None };
        let (one, other) = (yielded(left, frame).ok()?, yielded(right, frame).ok()?);
        let unlike = op.is_comparison()
            && [(&one, &other), (&other, &one)].into_iter().any(|(one, other)| {
                matches!(one, DataType::Duration(_)) && !matches!(other, DataType::Duration(_))
                    || matches!(one, DataType::Date | DataType::Datetime(..)) && other.is_primitive_numeric()
            });
        unlike.then_some((one, other))
    })
}

fn in_words(told: &DataType) -> &'static str {
    match told {
        DataType::Boolean => "true or false",
        DataType::String => "text",
        DataType::Date | DataType::Datetime(..) => "a date",
        DataType::Duration(_) => "a stretch of time",
        number if number.is_primitive_numeric() => "a number",
        _ => "something else",
    }
}
