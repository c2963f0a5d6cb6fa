//! Typed columns in the making: cells are pushed as they are read and not kept as text.

use super::column::{Column, Holds, NOT_ASKED, UNREADABLE, Value};
use crate::contract::FieldType;
use polars::prelude::{
    BooleanChunkedBuilder, ChunkFullNull, ChunkTake, ChunkedBuilder, DataFrame, IdxSize, Int32Type, Int64Type,
    IntoColumn, IntoSeries, NewChunkedArray, PolarsResult, PrimitiveChunkedBuilder, StringChunked,
    StringChunkedBuilder,
};
use std::collections::BTreeMap;

/// Days from 0001-01-01 (chrono's day 1) to 1970-01-01 (polars' day 0).
const EPOCH: i32 = 719_163;

/// The name of the column that says why an item has no answer.
pub(super) fn reason_column(item: &str) -> String {
    format!("{item}__missing")
}

/// The columns of one file's rows, or of a part of them.
#[derive(Default)]
pub(super) struct Builders {
    list: Vec<Builder>,
    height: usize,
}

enum Builder {
    Text(StringChunkedBuilder),
    Whole(PrimitiveChunkedBuilder<Int64Type>),
    Yes(BooleanChunkedBuilder),
    Day(PrimitiveChunkedBuilder<Int32Type>),
    Item { answers: PrimitiveChunkedBuilder<Int32Type>, reasons: Reasons },
}

impl Builders {
    pub fn new(columns: &[Column]) -> Self {
        Builders { list: columns.iter().map(Builder::new).collect(), height: 0 }
    }

    /// Adds a row: one value per column, in their order.
    pub fn push(&mut self, values: &[Value]) {
        self.height += 1;
        for (builder, value) in self.list.iter_mut().zip(values) {
            builder.push(value);
        }
    }

    pub fn finish(self) -> PolarsResult<DataFrame> {
        let mut columns = Vec::with_capacity(self.list.len());
        for builder in self.list {
            match builder {
                Builder::Text(texts) => columns.push(texts.finish().into_column()),
                Builder::Whole(numbers) => columns.push(numbers.finish().into_column()),
                Builder::Yes(flags) => columns.push(flags.finish().into_column()),
                Builder::Day(days) => columns.push(days.finish().into_date().into_series().into_column()),
                Builder::Item { answers, reasons } => {
                    columns.push(answers.finish().into_column());
                    columns.push(reasons.finish()?.into_column());
                }
            }
        }
        DataFrame::new(self.height, columns)
    }
}

impl Builder {
    fn new(column: &Column) -> Self {
        let name = || column.name.into();
        match &column.holds {
            Holds::Item(_) => Builder::Item {
                answers: PrimitiveChunkedBuilder::new(name(), 0),
                reasons: Reasons::new(reason_column(column.name)),
            },
            Holds::Choices => Builder::Text(StringChunkedBuilder::new(name(), 0)),
            Holds::Field(field, _) => match field.kind {
                FieldType::Text { .. } | FieldType::List { .. } => Builder::Text(StringChunkedBuilder::new(name(), 0)),
                FieldType::Integer | FieldType::Number => Builder::Whole(PrimitiveChunkedBuilder::new(name(), 0)),
                FieldType::Boolean => Builder::Yes(BooleanChunkedBuilder::new(name(), 0)),
                FieldType::Date => Builder::Day(PrimitiveChunkedBuilder::new(name(), 0)),
            },
        }
    }

    fn push(&mut self, value: &Value) {
        use chrono::Datelike;
        match (self, value) {
            (Builder::Text(texts), Value::Text(text)) => texts.append_value(text),
            (Builder::Text(texts), _) => texts.append_null(),
            (Builder::Whole(numbers), Value::Whole(number)) => numbers.append_value(*number),
            (Builder::Whole(numbers), _) => numbers.append_null(),
            (Builder::Yes(flags), Value::Yes(flag)) => flags.append_value(*flag),
            (Builder::Yes(flags), _) => flags.append_null(),
            (Builder::Day(days), Value::Day(day)) => days.append_value(day.num_days_from_ce() - EPOCH),
            (Builder::Day(days), _) => days.append_null(),
            (Builder::Item { answers, reasons }, value) => {
                let reason = match value {
                    Value::Answer(answer) => {
                        answers.append_value(i32::from(*answer));
                        reasons.none();
                        return;
                    }
                    Value::NoAnswer(reason) => reason.as_ref(),
                    Value::Missing => NOT_ASKED,
                    _ => UNREADABLE,
                };
                answers.append_null();
                reasons.push(reason);
            }
        }
    }
}

/// Why an item's cells hold no answer. Few different reasons stand in many rows, so each is kept once.
struct Reasons {
    name: String,
    /// A reason's place among those there are; the first place is that of none.
    places: BTreeMap<String, IdxSize>,
    rows: Vec<IdxSize>,
}

impl Reasons {
    fn new(name: String) -> Self {
        Reasons { name, places: BTreeMap::new(), rows: Vec::new() }
    }

    /// Adds a row that has an answer.
    fn none(&mut self) {
        self.rows.push(0);
    }

    fn push(&mut self, reason: &str) {
        let place = self.places.get(reason).copied();
        let place = place.unwrap_or_else(|| {
            let next = self.places.len() as IdxSize + 1;
            self.places.insert(reason.to_owned(), next);
            next
        });
        self.rows.push(place);
    }

    fn finish(self) -> PolarsResult<StringChunked> {
        if self.places.is_empty() {
            return Ok(StringChunked::full_null(self.name.into(), self.rows.len()));
        }
        let mut words: Vec<(IdxSize, Option<&str>)> =
            self.places.iter().map(|(reason, place)| (*place, Some(reason.as_str()))).chain([(0, None)]).collect();
        words.sort_unstable();
        let words = StringChunked::from_iter_options(self.name.as_str().into(), words.into_iter().map(|word| word.1));
        words.take(&self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_in_their_rows() {
        let told = [None, Some("not answered"), Some("a reason of many words"), None, Some("not answered")];
        let mut reasons = Reasons::new("q1__missing".to_owned());
        for reason in told {
            match reason {
                Some(reason) => reasons.push(reason),
                None => reasons.none(),
            }
        }
        let made = reasons.finish().expect("a column");
        assert_eq!((made.name().as_str(), made.iter().collect::<Vec<_>>()), ("q1__missing", told.to_vec()));
        let mut none = Reasons::new("q2__missing".to_owned());
        none.none();
        assert_eq!(none.finish().expect("a column").iter().collect::<Vec<_>>(), [None]);
    }
}
