//! The quick way for most cells of a survey: a digit that is an answer.

use super::column::{Holds, Value};
use super::record::Reading;
use crate::ingest::{Layout, Origin};
use csv::StringRecord;

/// What a lone digit stands for in one item's column, by the digit; none where more than a look is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// The file's column.
    at: usize,
    answers: [Option<u8>; 10],
}

impl Reading<'_> {
    /// Learns what digits stand for by reading each once, as any other cell is read. Where waves ask a question
    /// otherwise, the row decides, and nothing can be learned.
    pub(super) fn digits_of(&self, layout: &Layout) -> Vec<Option<Digits>> {
        let of = |(place, column): (usize, &super::column::Column<'_>)| {
            let (Some(Origin::Column(at)), Holds::Item(item)) = (layout.origins.get(place), &column.holds) else {
                return None;
            };
            if !self.as_asked.is_empty() || layout.pseudonyms.contains(&place) {
                return None;
            }
            let answer = |digit: u8| {
                let cell = digit.to_string();
                match self.answer(item, place, &cell, layout) {
                    // What the mapping changes is noted otherwise than a plain number is.
                    Ok((Value::Answer(answer), false)) if layout.value(place, &cell).is_none() => Some(answer),
                    _ => None,
                }
            };
            Some(Digits { at: *at, answers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(answer) })
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// The answer in the column at a place, where its cell is a digit that is one.
    pub(super) fn lone_digit(&mut self, place: usize, cells: &StringRecord) -> Option<u8> {
        let digits = self.digits.get(place)?.as_ref()?;
        let cell = cells.get(digits.at)?;
        let [digit] = cell.as_bytes() else { return None };
        let answer = (*digits.answers.get(usize::from(digit.wrapping_sub(b'0')))?)?;
        self.forms.saw(place, cell, answer, false);
        Some(answer)
    }
}
