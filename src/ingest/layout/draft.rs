//! Finds a file's columns for the canonical ones, and says what the file lacks and what it has beside.

use super::super::header::{Found, Header, wildcard};
use super::super::labels::reason_name;
use super::super::normal::{normal, tidy};
use super::super::sheet::{Described, Dictionary};
use super::described::CodeLabels;
use super::personal::is_personal;
use super::rules::{CellTest, ExcludeRule, UnfinishedRule};
use super::{CellRules, Choices, Coding, Layout, Origin, OutcomeOrigin, Piece, Wanted, WantedCells};
use crate::finding::{Finding, Place, nearest, quoted_list};
use crate::plan::{Decimal, MappedItem, Mapping, OneOrMore, OutcomeColumns};
use std::collections::{BTreeMap, BTreeSet};

/// What a layout is made of.
pub struct LayoutRequest<'a> {
    /// The file's headers.
    pub header: &'a Header,
    /// The canonical columns.
    pub wanted: &'a [Wanted],
    /// The source's mapping; none where the files are canonical.
    pub mapping: Option<&'a Mapping>,
    /// What the preset of the source's tool says. Its rules about columns that the file does not have are
    /// no loss.
    pub preset: Option<&'a Mapping>,
    /// Canonical columns that the source itself answers, such as the wave.
    pub settled: &'a BTreeMap<&'a str, &'a str>,
    /// What the file says about its columns.
    pub dictionary: &'a Dictionary,
    /// For canonical columns that are looked up: normal form of a cell to its value.
    pub lookups: &'a BTreeMap<String, BTreeMap<String, String>>,
    /// The file's name for findings.
    pub place: &'a Place,
}

/// Finds a file's columns for the canonical ones wanted, by the source's mapping and else by name.
#[must_use]
pub fn lay_out(request: &LayoutRequest<'_>) -> (Layout, Vec<Finding>) {
    let (unmapped, no_preset) = (Mapping::default(), Mapping::default());
    let mapping = request.mapping.unwrap_or(&unmapped);
    let preset = request.preset.unwrap_or(&no_preset);
    let mut draft = Draft {
        request,
        mapping,
        preset,
        used: BTreeSet::new(),
        not_mapped: Vec::new(),
        findings: Vec::new(),
        layout: Layout::default(),
    };
    draft.columns();
    draft.rules();
    draft.cells();
    draft.personal();
    draft.strangers();
    draft.layout.kept = draft.used.difference(&draft.layout.personal).copied().collect();
    draft.layout.ignored = (0..request.header.width()).filter(|place| draft.ignored(*place)).collect();
    draft.layout.width_needed = draft.used.last().map_or(0, |place| place + 1);
    (draft.layout, draft.findings)
}

/// A layout in the making.
struct Draft<'a> {
    request: &'a LayoutRequest<'a>,
    mapping: &'a Mapping,
    preset: &'a Mapping,
    used: BTreeSet<usize>,
    /// Items that the mapping does not speak of and the file has no column for.
    not_mapped: Vec<String>,
    findings: Vec<Finding>,
    layout: Layout,
}

impl<'a> Draft<'a> {
    fn columns(&mut self) {
        for column in self.request.wanted {
            let origin = self.origin(column);
            self.layout.origins.push(origin);
        }
        if !self.not_mapped.is_empty() {
            let names = self.not_mapped.iter().map(AsRef::as_ref);
            let message = format!("the mapping names no column for {}, which count as not asked", quoted_list(names));
            let help = "nothing, if the file does not ask them; otherwise add each as an `[[item]]`";
            self.findings.push(Finding::note("items-not-asked", self.request.place.clone(), message, help));
        }
        self.layout.outcomes = self.mapping.outcome.iter().filter_map(|columns| self.outcome(columns)).collect();
    }

    fn origin(&mut self, column: &Wanted) -> Origin {
        let (name, mapping) = (column.name.as_str(), self.mapping);
        let of_outcome = matches!(name, "measure" | "mean" | "cohort_n" | "sd");
        if of_outcome && !mapping.outcome.is_empty() {
            return Origin::Outcome;
        }
        if let Some(constant) = mapping.constants.get(name) {
            return Origin::Constant(constant.clone());
        }
        if let Some(template) = mapping.template.get(name) {
            return self.template(template, column.required);
        }
        if let Some(multi) = mapping.multi.iter().find(|multi| multi.key == name) {
            return self.choices(multi);
        }
        if let Some((columns, together)) = self.named_for(name) {
            return self.named_columns(columns, together, column.required);
        }
        let free = |place: &usize| !self.ignored(*place) && !self.mapped(*place);
        if let Some(place) = self.request.header.find(name).filter(free) {
            self.used.insert(place);
            return Origin::Column(place);
        }
        if let Some(value) = self.request.settled.get(name) {
            return Origin::Constant((*value).to_owned());
        }
        if column.required || column.expected && self.request.mapping.is_none() {
            self.lacking(name, Found::Nothing, column.required);
        } else if column.expected {
            self.not_mapped.push(name.to_owned());
        }
        Origin::Absent
    }

    /// The file's columns that the mapping names for a canonical one, and whether they are taken together.
    fn named_for(&self, name: &str) -> Option<(&'a [String], bool)> {
        let mapping = self.mapping;
        if let Some(columns) = mapping.columns.get(name) {
            return Some((columns.list(), false));
        }
        if let Some(item) = self.item(name) {
            return Some((item.column.list(), false));
        }
        let of = |mapping: &'a Mapping| match name {
            "respondent_id" => mapping.respondent.as_ref()?.column.as_ref().map(|columns| (columns.list(), true)),
            "group_id" => mapping.group.as_ref()?.column.as_ref().map(|columns| (columns.list(), false)),
            "wave" | "time_point" => {
                mapping.wave.as_ref()?.column.as_ref().map(|column| (std::slice::from_ref(column), false))
            }
            _ => None,
        };
        of(mapping).or_else(|| of(self.preset).filter(|(columns, _)| self.has(columns)))
    }

    /// Whether the file has a column that a preset names.
    fn has(&self, columns: &[String]) -> bool {
        columns.iter().all(|column| self.request.header.find(column).is_some())
    }

    /// The first of some columns that the file has.
    fn first_there(&self, columns: &OneOrMore) -> Option<usize> {
        columns.list().iter().find_map(|column| self.request.header.find(column))
    }

    fn item(&self, name: &str) -> Option<&'a MappedItem> {
        self.mapping.item.iter().find(|item| item.key == name)
    }

    fn named_columns(&mut self, columns: &[String], together: bool, required: bool) -> Origin {
        let places: Vec<usize> = columns.iter().filter_map(|header| self.named(header, required)).collect();
        match (places.as_slice(), together) {
            ([], _) => Origin::Absent,
            ([place], _) if places.len() == columns.len() || !together => Origin::Column(*place),
            (_, true) if places.len() < columns.len() => Origin::Absent,
            (_, true) => Origin::Together(places),
            (_, false) => Origin::FirstOf(places),
        }
    }

    fn template(&mut self, template: &str, required: bool) -> Origin {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((text, after)) = rest.split_once('{') {
            let Some((column, after)) = after.split_once('}') else { break };
            pieces.push(Piece::Text(text.to_owned()));
            match self.named(column, required) {
                Some(place) => pieces.push(Piece::Column(place)),
                None => return Origin::Absent,
            }
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Origin::Template(pieces)
    }

    fn choices(&mut self, multi: &crate::plan::MultiSelect) -> Origin {
        let missing = self.preset.missing.keys().chain(self.mapping.missing.keys()).map(String::as_str);
        let Some(choices) = Choices::new(multi, self.request.header, self.request.dictionary, missing) else {
            let named = multi.columns.iter().flat_map(OneOrMore::list).chain(&multi.column);
            for column in named {
                self.lacking(column, Found::Nothing, false);
            }
            return Origin::Absent;
        };
        self.used.extend(choices.places());
        self.layout.choices.push(choices);
        Origin::Choices(self.layout.choices.len() - 1)
    }

    /// The place of a header that the plan names.
    fn named(&mut self, header: &str, required: bool) -> Option<usize> {
        match self.request.header.search(header) {
            Found::One(place) => {
                self.used.insert(place);
                Some(place)
            }
            other => {
                self.lacking(header, other, required);
                None
            }
        }
    }

    fn lacking(&mut self, name: &str, found: Found, required: bool) {
        if required {
            self.layout.unusable = Some("missing-column");
        }
        let what = match (found, required) {
            (Found::Several, _) => "the file has several such columns",
            (_, true) => "the file has no such column (or has it twice)",
            (_, false) => "the file has no such column, or has it twice",
        };
        let (message, fate) = match required {
            true => (format!("{what}, and its rows are of no use without it"), "rows are set aside"),
            false => (what.to_owned(), "its values count as not asked"),
        };
        // A header that is some column's own name is not a slip for another's.
        let taken =
            |header: &&str| header.is_empty() || self.request.wanted.iter().any(|column| column.name == normal(header));
        let near = nearest(name, self.request.header.names().filter(|header| !taken(header)));
        let help = match (found, near) {
            (Found::Several, _) => {
                format!(
                    "say which: with the header below (`upper > lower`), `{name}#2`, or `letter:B`; until then {fate}"
                )
            }
            (_, Some(near)) => {
                format!("is it the column `{near}`? rename it, or name it in the source's mapping; until then {fate}")
            }
            (_, None) => format!("add the column, or name it in the source's mapping; until then {fate}"),
        };
        let place = self.request.place.clone().at_column(name);
        self.findings.push(Finding::warning("missing-column", place, message, help));
    }

    fn outcome(&mut self, columns: &OutcomeColumns) -> Option<OutcomeOrigin> {
        let mean = self.named(&columns.mean, true);
        let cohort_n = self.named(&columns.cohort_n, true);
        let sd = columns.sd.as_ref().and_then(|header| self.named(header, false));
        Some(OutcomeOrigin { measure: columns.measure.clone(), mean: mean?, cohort_n: cohort_n?, sd })
    }

    /// The rules about whole rows. Without its column a rule of the mapping would let in what it is there to
    /// keep out, so it is then the file that cannot be used; a preset's rule is about a column that may be there.
    fn rules(&mut self) {
        for rule in &self.preset.exclude {
            if let Some(column) = self.request.header.find(&rule.column) {
                self.used.insert(column);
                self.exclude(column, rule);
            }
        }
        for rule in &self.mapping.exclude {
            if let Some(column) = self.named(&rule.column, true) {
                self.exclude(column, rule);
            }
        }
        self.blank_marks();
        let unfinished = match (&self.mapping.unfinished, &self.preset.unfinished) {
            (Some(own), _) => match self.first_there(&own.column) {
                Some(column) => Some((column, own)),
                None => {
                    own.column.list().first().and_then(|column| self.named(column, true)).map(|column| (column, own))
                }
            },
            (None, Some(preset)) => self.first_there(&preset.column).map(|column| (column, preset)),
            (None, None) => None,
        };
        self.layout.unfinished = unfinished.map(|(column, rule)| {
            self.used.insert(column);
            UnfinishedRule { test: self.test(column, &rule.cells, &rule.unless), then: rule.then }
        });
        self.layout.may_sum_up = self.request.mapping.is_some();
    }

    /// In a register an empty mark says nothing, unless the mapping says what it stands for.
    fn blank_marks(&mut self) {
        let declared =
            self.mapping.values.get("status").is_some_and(|marks| marks.keys().any(|mark| normal(mark).is_empty()));
        if self.mapping.register.is_some()
            && !declared
            && let Some(column) = self.request.header.find("mark")
        {
            let test = self.test(column, &[], &[]);
            self.layout.excludes.push(ExcludeRule { test, reason: "no mark recorded".to_owned() });
        }
    }

    fn exclude(&mut self, column: usize, rule: &crate::plan::Exclude) {
        let test = self.test(column, &rule.cells, &rule.unless);
        self.layout.excludes.push(ExcludeRule { test, reason: rule.reason.clone() });
    }

    fn test(&self, column: usize, cells: &[String], unless: &[String]) -> CellTest {
        CellTest::new(column, cells, unless, CodeLabels::new(self.described(column)))
    }

    /// What the file says of a column.
    fn described(&self, column: usize) -> Option<&'a Described> {
        self.request.dictionary.columns.get(self.request.header.name(column))
    }

    fn cells(&mut self) {
        let (mapping, preset) = (self.mapping, self.preset);
        let missing = preset.missing.iter().chain(&mapping.missing);
        self.layout.missing = missing.map(|(cell, reason)| (normal(cell).into_owned(), reason_name(reason))).collect();
        self.layout.blank = mapping.blank.as_ref().or(preset.blank.as_ref()).map(|reason| reason_name(reason));
        self.layout.date_order = mapping.date_order.or(preset.date_order);
        self.layout.decimal_comma = mapping.decimal.or(preset.decimal) == Some(Decimal::Comma);
        self.layout.wave_by_date = mapping.wave.as_ref().is_some_and(|wave| wave.by_date);
        self.layout.cells =
            self.request.wanted.iter().enumerate().map(|(place, wanted)| self.cell_rules(place, wanted)).collect();
        self.check_scales();
    }

    fn cell_rules(&self, place: usize, wanted: &Wanted) -> CellRules {
        let mapping = self.mapping;
        let own = mapping.values.get(&wanted.name);
        let by_rule = match wanted.name.as_str() {
            "group_id" => mapping.group.as_ref().map(|group| &group.values),
            "wave" | "time_point" => mapping.wave.as_ref().map(|wave| &wave.values),
            _ => None,
        };
        let looked_up = self.request.lookups.get(&wanted.name).cloned().unwrap_or_default();
        let given = by_rule.into_iter().chain(own).flatten();
        let mut values = looked_up;
        values.extend(given.map(|(cell, value)| (normal(cell).into_owned(), value.clone())));
        let named =
            self.layout.column(place).filter(|_| wanted.points.is_none() && wanted.cells != WantedCells::Numbers);
        let labels = CodeLabels::new(named.and_then(|column| self.described(column)));
        CellRules { values, labels, coding: wanted.points.and_then(|_| self.coding(place, &wanted.name)) }
    }

    /// How an item's cells stand for answers, where anything says so.
    fn coding(&self, place: usize, name: &str) -> Option<Coding> {
        let column = self.layout.column(place)?;
        let item = self.item(name);
        let scale = item.and_then(|item| self.mapping.scale.get(item.scale.as_deref()?));
        let described = self.described(column);
        let labels_only = item.is_some() || self.mapping.tool.is_some();
        (scale.is_some() || described.is_some() || labels_only).then(|| Coding::new(scale, described, labels_only))
    }

    /// A mapped scale has as many answers as the item's own.
    fn check_scales(&mut self) {
        for wanted in self.request.wanted {
            let scale = self.item(&wanted.name).and_then(|item| item.scale.as_deref());
            let Some((name, points)) = scale.zip(wanted.points) else { continue };
            let Some(scale) = self.mapping.scale.get(name) else { continue };
            let highest = scale.codes.values().map(|place| usize::from(*place)).max().unwrap_or_default();
            let has = if scale.labels.is_empty() { highest } else { scale.labels.len() };
            if has != points && !(scale.labels.is_empty() && has < points) {
                let place = self.request.place.clone().at_column(&wanted.name);
                let message =
                    format!("the mapping's scale `{name}` has {has} answers, and the item's own has {points}");
                let help = "map the item to a scale with as many answers; one that was asked otherwise in a wave is \
                            declared in the plan under that wave, `[[wave.item]]`";
                self.findings.push(Finding::error("scale-mismatch", place, message, help));
            }
        }
    }

    fn personal(&mut self) {
        let header = self.request.header;
        let patterns: Vec<&String> = self.mapping.personal.iter().chain(&self.preset.personal).collect();
        let named = |place: usize| patterns.iter().any(|pattern| matches_any(header, place, pattern));
        let personal = |place: &usize| header.above(*place).any(is_personal) || named(*place);
        let all = || (0..header.width()).filter(personal);
        // A column that only a rule looks at is not carried further.
        let read = self.layout.read_columns();
        let mapped: BTreeSet<usize> = all().filter(|place| read.contains(place)).collect();
        self.layout.personal = all().filter(|place| !read.contains(place)).collect();
        let rule = self.mapping.respondent.as_ref().and_then(|rule| rule.personal);
        for (place, column) in self.request.wanted.iter().enumerate() {
            let places = self.layout.columns(place);
            let shown = places.iter().all(|place| !mapped.contains(place));
            let tells = column.cells == WantedCells::People || column.name.ends_with("_id");
            let hidden = tells && if column.name == "respondent_id" { rule.unwrap_or(!shown) } else { !shown };
            if hidden {
                self.layout.pseudonyms.insert(place);
                self.layout.personal.extend(places);
            } else if !shown {
                self.layout.carried.insert(place);
            }
        }
        let hidden = !self.layout.pseudonyms.is_empty();
        let dropped: Vec<&str> =
            self.layout.personal.iter().map(|place| header.name(*place)).filter(|name| !name.is_empty()).collect();
        if !dropped.is_empty() {
            let message = format!("columns about persons, of which nothing is kept: {}", quoted_list(dropped));
            let help = if hidden {
                "nothing; keys among them were replaced by keyed hashes as they were read"
            } else {
                "nothing; if one of them tells respondents apart, name it in the mapping under `[respondent]`"
            };
            self.findings.push(Finding::note("personal-columns", self.request.place.clone(), message, help));
        }
    }

    fn ignored(&self, place: usize) -> bool {
        let entries = self.mapping.ignore.iter().chain(&self.preset.ignore);
        entries.into_iter().any(|entry| matches_any(self.request.header, place, entry))
    }

    /// Whether the plan says what a column is, so that its own name no longer does.
    fn mapped(&self, place: usize) -> bool {
        let columns = self.mapping.columns.values().chain(self.mapping.item.iter().map(|item| &item.column));
        columns.flat_map(OneOrMore::list).any(|header| self.request.header.search(header) == Found::One(place))
    }

    /// Columns of the file that nothing asked for.
    fn strangers(&mut self) {
        let header = self.request.header;
        let unused: Vec<String> = (0..header.width())
            .filter(|place| {
                !self.used.contains(place) && !self.layout.personal.contains(place) && !self.ignored(*place)
            })
            .map(|place| tidy(header.name(place)).to_owned())
            .filter(|name| !name.is_empty() && header.find(name).is_some())
            .collect();
        let maps = !self.mapping.columns.is_empty() || !self.mapping.item.is_empty() || self.mapping.tool.is_some();
        if !maps {
            let lacked: Vec<&str> = self.request.wanted.iter().map(|column| column.name.as_str()).collect();
            self.findings.extend(unused.iter().map(|name| unknown(self.request.place, name, &lacked)));
        } else if !unused.is_empty() {
            let message =
                format!("the mapping uses none of these columns: {}", quoted_list(unused.iter().map(String::as_str)));
            let help =
                "if they are not needed, list them under the mapping's `ignore`; `*` stands for any part of a name";
            self.findings.push(Finding::note("unmapped-columns", self.request.place.clone(), message, help));
        }
    }
}

/// Whether a pattern names a column, by anything that stands above it.
fn matches_any(header: &Header, place: usize, pattern: &str) -> bool {
    header.above(place).any(|name| wildcard(pattern, name).is_some())
}

fn unknown(place: &Place, name: &str, wanted: &[&str]) -> Finding {
    let help = match nearest(name, wanted.iter().copied()) {
        Some(near) => format!("if `{near}` is meant, rename the column or map it"),
        None => "map it to a canonical column, or list it under the mapping's `ignore`".to_owned(),
    };
    let place = place.clone().at_column(name);
    Finding::warning("unknown-column", place, "the table has no such column; it was not read", help)
}
