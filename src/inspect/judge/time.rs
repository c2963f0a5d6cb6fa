//! Days and waves: which columns hold days, in which order their parts stand, to which wave a row belongs.

use super::super::draft::{Part, quoted};
use super::super::profile::Profile;
use super::super::report::Role;
use super::{Judge, is_shared};
use crate::ingest::{Order, find_order, normal, read_date, tidy};
use crate::plan::DateOrder;
use crate::vocabulary::{Date, Wave};
use std::collections::BTreeSet;

/// Headers of the day on which a return was sent, the surest first.
const SENT: [&str; 14] = [
    "submitted_on",
    "submitted on",
    "submitdate",
    "date submitted",
    "completion time",
    "completion date",
    "completed",
    "end date",
    "enddate",
    "recordeddate",
    "recorded date",
    "timestamp",
    "_submission_time",
    "submissiondate",
];

impl<'a> Judge<'a> {
    /// Decides the order of day and month from all days of the file, or asks.
    pub(super) fn find_order(&mut self, days: &BTreeSet<String>) {
        let preset = self.preset.and_then(|preset| preset.mapping.date_order);
        let found = find_order(days.iter().map(String::as_str));
        let by_waves = if found == Order::Ambiguous { self.order_by_waves(days) } else { None };
        match (found, by_waves) {
            (Order::DayFirst | Order::MonthFirst | Order::YearFirst, _) => {
                self.order = found.certain();
                let needed = found != Order::YearFirst && found.certain() != preset;
                if let Some(order) = self.order.filter(|_| needed) {
                    let because = format!("of {} different days some cannot be read otherwise", days.len());
                    self.draft.key(Part::Top, date_order(order), 1.0, &because);
                }
            }
            (Order::Ambiguous, Some(order)) => {
                self.order = Some(order);
                let because = "both orders can be read, and only in this one do the days lie within the plan's waves";
                self.draft.key(Part::Top, date_order(order), 0.8, because);
            }
            (Order::Ambiguous, None) => {
                self.order = preset;
                let text =
                    "Does the day or the month stand first in this file's dates? All of them can be read both ways.";
                let lines = [DateOrder::DayFirst, DateOrder::MonthFirst].map(date_order).to_vec();
                self.draft.ask(Part::Top, text, &["date_order"], lines);
            }
            (Order::Contradictory, _) => {
                let text = "Some dates of this file can only have the day first and others only the month. A spreadsheet may \
                            have changed some of them: can the file be exported again?";
                self.draft.ask(Part::Top, text, &["date_order"], Vec::new());
            }
            (Order::Undated, _) => self.order = preset,
        }
    }

    fn waves(&self) -> &[Wave] {
        self.known.plan.map_or(&[], |plan| plan.wave.as_slice())
    }

    fn order_by_waves(&self, days: &BTreeSet<String>) -> Option<DateOrder> {
        let all_within = |order: &DateOrder| {
            !days.is_empty()
                && days.iter().filter_map(|day| read_date(day, Some(*order))).all(|day| self.wave_of(day).is_some())
        };
        let fitting: Vec<DateOrder> =
            [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().filter(all_within).collect();
        if let [only] = fitting.as_slice() { Some(*only) } else { None }
    }

    fn wave_of(&self, day: Date) -> Option<&str> {
        self.waves().iter().find(|wave| wave.from <= day && day <= wave.to).map(|wave| wave.id.as_str())
    }

    /// Finds the day of each return, and the wave.
    pub(super) fn wave(&mut self) {
        let sent = if self.contract.field("submitted_on").is_some() { self.sent() } else { None };
        if self.has_waves || self.wave_column() {
            return;
        }
        let needs = ["wave", "time_point"].into_iter().any(|name| self.contract.field(name).is_some());
        if !needs {
            return;
        }
        let within = sent.map(|profile| self.waves_within(profile)).unwrap_or_default();
        match (within.as_slice(), sent) {
            ([only], _) => self.wave = Some(only.clone()),
            ([_, ..], Some(profile)) => {
                let because = format!("its days lie in {} waves of the plan", within.len());
                self.draft.key(Part::Wave, format!("column = {}", quoted(&profile.reference)), 0.8, &because);
                self.draft.plain(Part::Wave, "by_date = true");
                self.has_waves = true;
            }
            _ => {
                let text = "Which wave are these rows of? If all are of one, give it in the plan beside the file: wave = \"...\". \
                            If a column says it, name it here.";
                let lines = vec![
                    "column = \"...\"".to_owned(),
                    "values = { \"cell of that column\" = \"id of the wave\" }".to_owned(),
                ];
                self.draft.ask(Part::Wave, text, &["wave"], lines);
            }
        }
    }

    /// The column of the day on which a return was sent.
    fn sent(&mut self) -> Option<&'a Profile> {
        let table = self.table;
        if let Some(column) = table.columns.iter().find(|column| normal(&column.header) == "submitted_on") {
            return Some(column);
        }
        let dated = || table.columns.iter().filter(|profile| profile.is_dated());
        let usable = |profile: &&Profile| matches!(self.role(profile.place), None | Some(Role::Tool | Role::Date));
        let named = |name: &&str| {
            dated().filter(usable).find(|profile| profile.texts.iter().any(|text| normal(text) == **name))
        };
        let by_name = SENT.iter().find_map(named);
        let (profile, mut confidence, because) = match by_name {
            Some(profile) => {
                (profile, 0.9, format!("{} of {} cells are days, and its name says so", profile.days, profile.filled))
            }
            None => {
                let mostly_there = |profile: &&Profile| profile.filled * 2 >= self.table.records.len();
                let free: Vec<&'a Profile> =
                    dated().filter(|profile| self.is_free(profile.place)).filter(mostly_there).collect();
                let [only] = free.as_slice() else { return None };
                (*only, 0.75, format!("the only column of days: {} of {} cells", only.days, only.filled))
            }
        };
        if self.order.is_none() && find_order(self.days(profile).iter().copied()) != Order::YearFirst {
            confidence = 0.6;
        }
        let line = format!("submitted_on = {}", quoted(&profile.reference));
        self.draft.key(Part::Columns, line, confidence, &because);
        self.take(profile.place, Role::Date, Some("submitted_on"), confidence, because);
        Some(profile)
    }

    fn days(&self, profile: &Profile) -> Vec<&str> {
        let cells = self.table.records.iter().filter_map(|(_, cells)| cells.get(profile.place));
        cells.map(tidy).filter(|cell| !cell.is_empty()).collect()
    }

    /// The waves in which a column's days lie; none if one of them lies in none.
    fn waves_within(&self, profile: &Profile) -> Vec<String> {
        let mut found = BTreeSet::new();
        for day in self.days(profile) {
            let day = read_date(day, None).or_else(|| read_date(day, self.order));
            match day.and_then(|day| self.wave_of(day)) {
                Some(wave) => drop(found.insert(wave.to_owned())),
                None => return Vec::new(),
            }
        }
        found.into_iter().collect()
    }

    /// A column whose cells are the plan's waves, by id or label.
    fn wave_column(&mut self) -> bool {
        let of_wave = |form: &str| {
            let fits = |wave: &&Wave| normal(&wave.id) == form || normal(&wave.label) == form;
            self.waves().iter().find(fits).map(|wave| wave.id.clone())
        };
        let mut candidates = self
            .table
            .columns
            .iter()
            .filter(|profile| self.is_free(profile.place) || self.is_tool_column(profile.place));
        let found = candidates.find_map(|profile| {
            let values = profile.values.as_ref().filter(|values| !values.is_empty())?;
            let pairs: Option<Vec<(String, String)>> =
                values.iter().map(|(form, seen)| Some((seen.text.clone(), of_wave(form)?))).collect();
            Some((profile, pairs?))
        });
        let event = self.table.columns.iter().find(|profile| normal(&profile.header) == "redcap_event_name");
        match (found, event) {
            (Some((profile, pairs)), _) => {
                let because = "every cell is a wave of the plan";
                self.draft.key(Part::Wave, format!("column = {}", quoted(&profile.reference)), 1.0, because);
                let named: Vec<String> = pairs
                    .iter()
                    .filter(|(cell, wave)| normal(cell) != normal(wave))
                    .map(|(cell, wave)| format!("{} = {}", quoted(cell), quoted(wave)))
                    .collect();
                if !named.is_empty() {
                    self.draft.plain(Part::Wave, format!("values = {{ {} }}", named.join(", ")));
                }
                self.take(profile.place, Role::Wave, Some("wave"), 1.0, because);
                true
            }
            (None, Some(profile)) if profile.filled > 0 => {
                let values = profile
                    .words()
                    .into_iter()
                    .filter(|seen| is_shared(seen))
                    .map(|seen| format!("{} = \"...\"", quoted(&seen.text)));
                let lines = vec![
                    format!("column = {}", quoted(&profile.reference)),
                    format!("values = {{ {} }}", values.collect::<Vec<_>>().join(", ")),
                ];
                let text = "Which wave of the plan is each event of the project?";
                self.draft.ask(Part::Wave, text, &["wave.column", "wave.values"], lines);
                self.take(profile.place, Role::Wave, Some("wave"), 0.7, "REDCap's column of events");
                true
            }
            _ => self.role_of_header("wave"),
        }
    }

    fn role_of_header(&self, name: &str) -> bool {
        self.table.header.find(name).is_some()
    }
}

fn date_order(order: DateOrder) -> String {
    let word = match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
        DateOrder::YearFirst => "year_first",
    };
    format!("date_order = \"{word}\"")
}
