//! The cells of one row into values, and the row into one or several canonical rows.

use super::column::{Column, Holds, UNREADABLE, Value};
use super::file::{Reading, Refusal};
use super::problem::Problem;
use crate::finding::{Finding, Place};
use crate::ingest::{Header, Layout, Origin, OutcomeOrigin, tidy};
use csv::StringRecord;
use std::borrow::Cow;

impl Reading<'_> {
    /// Reads a row's cells; refuses it if one that it needs cannot be used.
    pub(super) fn row(
        &mut self,
        row: u64,
        cells: &StringRecord,
        header: &Header,
        layout: &Layout,
    ) -> Result<(), Refusal> {
        let mut values = Vec::with_capacity(self.columns.len());
        let mut refusal = None;
        for (place, (column, origin)) in self.columns.iter().zip(&layout.origins).enumerate() {
            let (raw, name) = match origin {
                Origin::Column(at) => (cells.get(*at).unwrap_or_default(), header.name(*at)),
                Origin::Constant(constant) => (constant.as_str(), column.name),
                Origin::Outcome | Origin::Absent => {
                    values.push(column.absent());
                    continue;
                }
            };
            match self.cell(self.as_asked(place, column), place, raw, layout) {
                Ok(value) => {
                    self.note_form(column, place, raw, &value, layout);
                    values.push(value);
                }
                Err(problem) => {
                    let at = Place::file(&self.job.file).at_row(row).at_column(name);
                    self.book.add(problem.at(at, column.required()));
                    if column.required() {
                        refusal.get_or_insert((problem.code(), Some(name.to_owned())));
                    } else {
                        self.set_aside(
                            row,
                            Some(name.to_owned()),
                            problem.code(),
                            false,
                            vec![(name.to_owned(), raw.to_owned())],
                        );
                    }
                    values.push(column.nothing(UNREADABLE));
                }
            }
        }
        self.keep_dates_in_order(row, &mut values);
        self.mark_not_asked(&mut values);
        match refusal {
            Some(refusal) => Err(refusal),
            None if layout.outcomes.is_empty() => self.complete(row, &values),
            None => self.outcomes(row, cells, header, layout, values),
        }
    }

    /// A column as the row's wave asked it.
    fn as_asked<'b>(&'b self, place: usize, own: &'b Column<'b>) -> &'b Column<'b> {
        let asked = self.forms.wave().and_then(|wave| self.as_asked.get(&wave));
        asked.and_then(|columns| columns.get(place)).unwrap_or(own)
    }

    /// Takes note of a row's wave, which stands before its answers, and of how these stand.
    fn note_form(&mut self, column: &Column, place: usize, raw: &str, value: &Value, layout: &Layout) {
        match value {
            Value::Text(wave) if column.name == "wave" => {
                self.forms.at_wave(self.plan.wave.iter().position(|known| known.id == *wave));
            }
            Value::Answer(answer) => self.forms.saw(place, raw, *answer, layout.value(place, raw).is_some()),
            _ => {}
        }
    }

    fn cell<'c>(&self, column: &Column, place: usize, raw: &'c str, layout: &'c Layout) -> Result<Value<'c>, Problem> {
        let cell = layout.value(place, raw).unwrap_or(raw);
        if let Some(reason) = layout.missing(cell) {
            return if column.required() { Err(Problem::MissingValue) } else { Ok(column.nothing(reason)) };
        }
        let value = column.read(cell, layout.date_order)?;
        let is_wave = matches!(column.name, "wave" | "time_point");
        match &value {
            Value::Text(wave) if is_wave && !self.plan.wave.iter().any(|known| known.id == *wave) => {
                let allowed: Vec<&str> = self.plan.wave.iter().map(|wave| wave.id.as_str()).collect();
                Err(Problem::UnknownWave { allowed: allowed.join(", ") })
            }
            _ => Ok(value),
        }
    }

    /// Says of items that the first wave leaves off its form that they were not asked in it, where a
    /// file of several waves has an empty cell.
    fn mark_not_asked(&self, values: &mut [Value]) {
        let wave = self.columns.iter().zip(&*values).find(|(column, _)| column.name == "wave").map(|(_, value)| value);
        let first = matches!(wave, Some(Value::Text(wave)) if self.plan.is_first_wave(wave));
        for (column, value) in self.columns.iter().zip(values).filter(|_| first) {
            if matches!(&column.holds, Holds::Item(answers) if answers.not_asked_first) && value.is_blank_answer() {
                *value = column.absent();
            }
        }
    }

    /// Sets aside a date that lies before the one it must follow.
    fn keep_dates_in_order(&mut self, row: u64, values: &mut [Value]) {
        for (place, field) in self.job.contract.fields.iter().enumerate() {
            let Some(other) = &field.not_before else { continue };
            let Some(before) = self.job.contract.field_names().position(|name| name == other) else { continue };
            let (Some(Value::Day(earlier)), Some(Value::Day(later))) = (values.get(before), values.get(place)) else {
                continue;
            };
            if later < earlier {
                let problem = Problem::DateOrder { other: other.clone() };
                let at = Place::file(&self.job.file).at_row(row).at_column(&field.name);
                self.book.add(problem.at(at, false));
                let cell = vec![(field.name.clone(), later.to_string())];
                self.set_aside(row, Some(field.name.clone()), problem.code(), false, cell);
                if let Some(value) = values.get_mut(place) {
                    *value = Value::Missing;
                }
            }
        }
    }

    /// Keeps a row if it has one of the sets of values that make it whole.
    fn complete(&mut self, row: u64, values: &[Value]) -> Result<(), Refusal> {
        let sets = &self.job.contract.one_of;
        let has = |name: &String| {
            let place = self.job.contract.field_names().position(|field| field == name);
            place.and_then(|place| values.get(place)).is_some_and(|value| *value != Value::Missing)
        };
        if !sets.is_empty() && !sets.iter().any(|set| set.iter().all(has)) {
            let wanted: Vec<String> = sets.iter().map(|set| set.join(" and ")).collect();
            let message = format!("the row has neither {}; it is set aside", wanted.join(" nor "));
            let place = Place::file(&self.job.file).at_row(row);
            self.book.add(Finding::warning("incomplete-row", place, message, "fill one of these sets of cells"));
            return Err(("incomplete-row", None));
        }
        self.builders.push(values);
        self.rows.push(row);
        self.account.kept += 1;
        Ok(())
    }

    /// Makes one row of each measurement that a wide row holds. A row without any is left out, with
    /// the reason that the plan gives for its cells.
    fn outcomes<'c>(
        &mut self,
        row: u64,
        cells: &'c StringRecord,
        header: &Header,
        layout: &'c Layout,
        mut values: Vec<Value<'c>>,
    ) -> Result<(), Refusal> {
        let (mut made, mut reason, mut refusal) = (0, None, None);
        for outcome in &layout.outcomes {
            match self.measurement(row, cells, header, layout, outcome) {
                Ok(Measured::Values(measured)) => {
                    for (name, value) in measured {
                        let place = self.columns.iter().position(|column| column.name == name);
                        if let Some(slot) = place.and_then(|place| values.get_mut(place)) {
                            *slot = value;
                        }
                    }
                    self.builders.push(&values);
                    self.rows.push(row);
                    made += 1;
                }
                Ok(Measured::Nothing(why)) => drop(reason.get_or_insert(why)),
                Err(why) => drop(refusal.get_or_insert(why)),
            }
        }
        match (made, refusal, reason) {
            (0, Some(refusal), _) => return Err(refusal),
            (0, None, reason) => self.exclude(&format!("no outcome: {}", reason.unwrap_or("empty"))),
            _ => self.account.kept += 1,
        }
        Ok(())
    }

    fn measurement<'c>(
        &mut self,
        row: u64,
        cells: &'c StringRecord,
        header: &Header,
        layout: &'c Layout,
        outcome: &'c OutcomeOrigin,
    ) -> Result<Measured<'c>, Refusal> {
        let measure = Value::Text(Cow::Borrowed(outcome.measure.as_str()));
        // The measurement before may have had a standard deviation; this one need not.
        let mut measured = vec![("measure", measure), ("sd", Value::Missing)];
        let places = [("mean", Some(outcome.mean)), ("cohort_n", Some(outcome.cohort_n)), ("sd", outcome.sd)];
        for (name, at) in places.into_iter().filter_map(|(name, at)| at.map(|at| (name, at))) {
            let raw = tidy(cells.get(at).unwrap_or_default());
            // Published tables write percentages with their sign; the measure's name says what they are.
            let number = raw.strip_suffix('%').map_or(raw, tidy);
            let Some((place, column)) = self.columns.iter().enumerate().find(|(_, column)| column.name == name) else {
                continue;
            };
            match self.cell(column, place, number, layout) {
                Ok(Value::Missing) if name == "sd" => {}
                Ok(Value::Missing) => return Ok(Measured::Nothing(layout.missing(number).unwrap_or("empty"))),
                Ok(value) => measured.push((name, value)),
                Err(problem) => {
                    let header = header.name(at).to_owned();
                    let at = Place::file(&self.job.file).at_row(row).at_column(&header);
                    self.book.add(problem.at(at, false));
                    self.set_aside(
                        row,
                        Some(header.clone()),
                        problem.code(),
                        false,
                        vec![(header.clone(), raw.to_owned())],
                    );
                    return Err((problem.code(), Some(header)));
                }
            }
        }
        Ok(Measured::Values(measured))
    }
}

/// One measurement of a wide row.
enum Measured<'c> {
    /// Canonical columns with their values.
    Values(Vec<(&'static str, Value<'c>)>),
    /// Its cells hold nothing, and why.
    Nothing(&'c str),
}
