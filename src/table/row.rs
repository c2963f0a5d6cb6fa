//! The cells of one row into values, and the row into one or several canonical rows.

use super::answers::Answers;
use super::book::Aside;
use super::column::{Column, Holds, NOT_ANSWERED, NOT_FINISHED, UNREADABLE, Value, reason_as_written};
use super::problem::{Problem, is_shortened};
use super::record::{Fate, Reading, Refusal};
use crate::finding::Finding;
use crate::ingest::{Coded, Header, Layout, OutcomeOrigin, invisible, normal, read_date, tidy, without_invisible};
use crate::plan::WhenMissing;
use csv::StringRecord;
use std::borrow::Cow;

impl<'a> Reading<'a> {
    /// Reads a row's cells; refuses it if one that it needs cannot be used.
    pub(super) fn row(
        &mut self,
        row: u64,
        cells: &StringRecord,
        header: &Header,
        layout: &Layout,
    ) -> Result<Fate, Refusal> {
        let mut values = Vec::with_capacity(self.columns.len());
        let mut refusal = None;
        self.forms.at_row();
        for (place, column) in self.columns.iter().enumerate() {
            if let Some(answer) = self.lone_digit(place, cells) {
                values.push(Value::Answer(answer));
                continue;
            }
            let raw = layout.raw(place, cells).map(|raw| match column.is_text() && invisible(&raw) {
                true => self.visible(row, layout.column(place).map_or(column.name, |at| header.name(at)), &raw).into(),
                false => raw,
            });
            let value = match raw {
                None => Ok(column.absent()),
                Some(Cow::Borrowed(raw)) => self.read_cell(place, column, raw, layout),
                Some(Cow::Owned(raw)) => self.read_cell(place, column, &raw, layout).map(Value::into_owned),
            };
            match value {
                Ok(value) => values.push(value),
                Err(problem) => {
                    self.look(place, &layout.raw(place, cells).unwrap_or_default());
                    let name = layout.column(place).map_or(column.name, |at| header.name(at)).to_owned();
                    let at = self.place().at_row(row).at_column(&name);
                    self.book.add(problem.at(at, column.required()));
                    if column.required() {
                        refusal.get_or_insert((problem.code(), Some(name)));
                    } else {
                        let cell = layout.raw(place, cells).unwrap_or_default().into_owned();
                        self.set_aside(row, Some(name.clone()), problem.code(), Aside::Cell, vec![(name, cell)]);
                    }
                    values.push(column.nothing(UNREADABLE));
                }
            }
        }
        self.keep_dates_in_order(row, &mut values);
        self.mark_not_asked(&mut values);
        self.mark_unfinished(row, &mut values);
        if let Some(fate) = self.without_respondent(&values) {
            return fate;
        }
        match refusal {
            Some(refusal) => Err(refusal),
            None if layout.outcomes.is_empty() => self.complete(row, &values),
            None => self.outcomes(row, cells, header, layout, values),
        }
    }

    /// A cell without the characters in it that nobody sees. Two ids that look alike would be two with them, and
    /// some turn around the text that they stand in.
    fn visible(&mut self, row: u64, column: &str, cell: &str) -> String {
        let message = "characters that nobody sees stand in the cell, and were removed";
        let help = "delete them where the file was made, so that nothing depends on them";
        let place = self.place().at_row(row).at_column(column);
        self.book.add(Finding::warning("invisible-characters", place, message, help));
        without_invisible(cell)
    }

    /// Reads the cell of one column, and takes note of how an answer stood in it.
    fn read_cell<'c>(
        &mut self,
        place: usize,
        column: &'a Column<'a>,
        raw: &'c str,
        layout: &'c Layout,
    ) -> Result<Value<'c>, Problem>
    where
        'a: 'c,
    {
        let asked = self.as_asked(place, column);
        let value = match &asked.holds {
            Holds::Item(answers) => {
                let (value, variant) = self.answer(answers, place, raw, layout)?;
                if let (true, Value::Answer(answer)) = (variant, &value) {
                    let label = answers.label(*answer).to_owned();
                    let key = (column.name.to_owned(), normal(raw).into_owned());
                    self.variants.entry(key).or_insert(label);
                }
                value
            }
            Holds::Field(..) | Holds::Choices => self.cell(asked, place, raw, layout)?,
        };
        self.note_form(column, place, raw, &value, layout);
        if column.takes_any_text() && !layout.pseudonyms.contains(&place) && layout.value(place, raw).is_none() {
            self.look(place, raw);
        }
        if layout.pseudonyms.contains(&place)
            && layout.value(place, raw).is_none()
            && let (Value::Text(name), Some(key)) = (&value, self.key)
        {
            let pseudonym = key.pseudonym(name);
            self.made_pseudonyms = true;
            return Ok(Value::Text(Cow::Owned(pseudonym)));
        }
        Ok(self.without_withdrawn(column, value))
    }

    /// Reads an item's cell: by the mapping, by what the file says of its codes, else by the item's own
    /// scale. Says whether a variant of a label stood there.
    pub(super) fn answer<'c>(
        &self,
        answers: &Answers<'_>,
        place: usize,
        raw: &'c str,
        layout: &'c Layout,
    ) -> Result<(Value<'c>, bool), Problem> {
        let cell = tidy(layout.value(place, raw).unwrap_or(raw));
        if cell.is_empty() {
            let reason = layout.missing("").or(layout.blank.as_deref()).unwrap_or(NOT_ANSWERED);
            return Ok((Value::NoAnswer(Cow::Borrowed(reason)), false));
        }
        let missing = |reason: &str| Ok((Value::NoAnswer(Cow::Owned(reason_as_written(reason, cell))), false));
        if let Some(reason) = layout.missing(cell) {
            return missing(reason);
        }
        let outside = || Problem::instead_of_answer(cell, answers.outside(cell));
        let own = |cell: &'c str, numbers| {
            answers.read(cell, numbers).map_err(|problem| Problem::instead_of_answer(cell, problem))
        };
        let Some(coding) = layout.coding(place) else { return own(cell, true) };
        match coding.read(cell) {
            Coded::Answer { place, variant } => {
                answers.at(place).map(|answer| (Value::Answer(answer), variant)).ok_or_else(outside)
            }
            Coded::Missing(reason) => missing(reason),
            Coded::Label(label) => answers.read(label, false).map(|(value, variant)| (value.into_owned(), variant)),
            Coded::Outside => Err(outside()),
            Coded::Undirected => own(cell, false),
            Coded::Open => own(cell, true),
        }
    }

    /// A column as the row's wave asked it.
    fn as_asked(&self, place: usize, own: &'a Column<'a>) -> &'a Column<'a> {
        let asked = self.forms.wave().and_then(|wave| self.as_asked.get(&wave));
        asked.and_then(|columns| columns.get(place)).unwrap_or(own)
    }

    /// Takes note of a row's wave, which stands before its answers, and of how these stand.
    fn note_form(&mut self, column: &Column, place: usize, raw: &str, value: &Value, layout: &Layout) {
        match value {
            Value::Text(wave) if column.name == "wave" => {
                self.forms.at_wave(self.plan.wave.iter().position(|known| known.id == *wave));
            }
            Value::Answer(answer) => {
                let words = layout.coding(place).and_then(|coding| coding.words(raw));
                self.forms.saw(place, words.as_deref().unwrap_or(raw), *answer, layout.value(place, raw).is_some());
            }
            _ => {}
        }
    }

    fn cell<'c>(
        &self,
        column: &Column<'c>,
        place: usize,
        raw: &'c str,
        layout: &'c Layout,
    ) -> Result<Value<'c>, Problem> {
        let cell = layout.value(place, raw).unwrap_or(raw);
        if let Some(reason) = layout.missing(cell) {
            return if column.required() { Err(Problem::MissingValue) } else { Ok(column.nothing(reason)) };
        }
        let is_wave = matches!(column.name, "wave" | "time_point");
        if is_wave && layout.wave_by_date && layout.column(place).is_some() {
            return self.wave_of_day(tidy(cell), layout).map(|wave| Value::Text(Cow::Owned(wave)));
        }
        let value = match with_point(cell, layout.decimal_comma && column.is_number()) {
            Cow::Borrowed(cell) => column.read(cell, layout.date_order)?,
            Cow::Owned(cell) => column.read(&cell, layout.date_order)?.into_owned(),
        };
        match &value {
            Value::Text(wave) if is_wave && !self.plan.wave.iter().any(|known| known.id == *wave) => {
                let allowed: Vec<&str> = self.plan.wave.iter().map(|wave| wave.id.as_str()).collect();
                Err(Problem::UnknownWave { allowed: allowed.join(", ") })
            }
            Value::Text(id) if column.name.ends_with("_id") && is_shortened(id) => Err(Problem::ShortenedNumber),
            _ => Ok(value),
        }
    }

    /// The wave that has a day between its first and its last.
    fn wave_of_day(&self, cell: &str, layout: &Layout) -> Result<String, Problem> {
        if cell.is_empty() {
            return Err(Problem::MissingValue);
        }
        let day = read_date(cell, layout.date_order).ok_or_else(|| Problem::unknown_date(layout.date_order))?;
        let wave = self.plan.wave.iter().find(|wave| wave.from <= day && day <= wave.to);
        wave.map(|wave| wave.id.clone()).ok_or(Problem::OutsideWaves)
    }

    /// What a return is without anybody's key, where the mapping does not take it as anonymous.
    fn without_respondent(&self, values: &[Value]) -> Option<Result<Fate, Refusal>> {
        let rule = self.job.source.mapping.as_ref()?.respondent.as_ref()?.when_missing?;
        let place = self.columns.iter().position(|column| column.name == "respondent_id")?;
        match (rule, values.get(place)) {
            (_, Some(Value::Text(_))) | (WhenMissing::Anonymous, _) => None,
            (WhenMissing::Exclude, _) => Some(Ok(Fate::Excluded("no respondent key".to_owned()))),
            (WhenMissing::SetAside, _) => Some(Err(("missing-respondent", Some("respondent_id".to_owned())))),
        }
    }

    /// Says of the empty answers of an unfinished return that it was not finished.
    fn mark_unfinished(&self, row: u64, values: &mut [Value]) {
        if self.unfinished.contains(&row) {
            for value in values.iter_mut().filter(|value| value.is_blank_answer()) {
                *value = Value::NoAnswer(Cow::Borrowed(NOT_FINISHED));
            }
        }
    }

    /// Says of items that the first wave leaves off its form that they were not asked in it, where a
    /// file of several waves has an empty cell.
    fn mark_not_asked<'c>(&self, values: &mut [Value<'c>])
    where
        'a: 'c,
    {
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
                let at = self.place().at_row(row).at_column(&field.name);
                self.book.add(problem.at(at, false));
                let cell = vec![(field.name.clone(), later.to_string())];
                self.set_aside(row, Some(field.name.clone()), problem.code(), Aside::Cell, cell);
                if let Some(value) = values.get_mut(place) {
                    *value = Value::Missing;
                }
            }
        }
    }

    /// Keeps a row if it has one of the sets of values that make it whole.
    fn complete(&mut self, row: u64, values: &[Value]) -> Result<Fate, Refusal> {
        let sets = &self.job.contract.one_of;
        let has = |name: &String| {
            let place = self.job.contract.field_names().position(|field| field == name);
            place.and_then(|place| values.get(place)).is_some_and(|value| *value != Value::Missing)
        };
        if !sets.is_empty() && !sets.iter().any(|set| set.iter().all(has)) {
            let wanted: Vec<String> = sets.iter().map(|set| set.join(" and ")).collect();
            let message = format!("the row has neither {}; it is set aside", wanted.join(" nor "));
            let place = self.place().at_row(row);
            self.book.add(Finding::warning("incomplete-row", place, message, "fill one of these sets of cells"));
            return Err(("incomplete-row", None));
        }
        self.builders.push(values);
        self.rows.push(row);
        Ok(Fate::Kept)
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
    ) -> Result<Fate, Refusal>
    where
        'a: 'c,
    {
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
            (0, Some(refusal), _) => Err(refusal),
            (0, None, reason) => Ok(Fate::Excluded(format!("no outcome: {}", reason.unwrap_or("empty")))),
            _ => Ok(Fate::Kept),
        }
    }

    fn measurement<'c>(
        &mut self,
        row: u64,
        cells: &'c StringRecord,
        header: &Header,
        layout: &'c Layout,
        outcome: &'c OutcomeOrigin,
    ) -> Result<Measured<'c>, Refusal>
    where
        'a: 'c,
    {
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
                    let at = self.place().at_row(row).at_column(&header);
                    self.book.add(problem.at(at, false));
                    self.set_aside(
                        row,
                        Some(header.clone()),
                        problem.code(),
                        Aside::Cell,
                        vec![(header.clone(), raw.to_owned())],
                    );
                    return Err((problem.code(), Some(header)));
                }
            }
        }
        Ok(Measured::Values(measured))
    }
}

/// A number with a point before its part, where the file writes a comma.
fn with_point(cell: &str, decimal_comma: bool) -> Cow<'_, str> {
    if decimal_comma && cell.contains(',') { Cow::Owned(cell.replace(',', ".")) } else { Cow::Borrowed(cell) }
}

/// One measurement of a wide row.
enum Measured<'c> {
    /// Canonical columns with their values.
    Values(Vec<(&'static str, Value<'c>)>),
    /// Its cells hold nothing, and why.
    Nothing(&'c str),
}
