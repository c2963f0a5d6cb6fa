use super::header::Header;
use super::normal::{normal, tidy};
use crate::finding::{Finding, Place, nearest};
use crate::plan::{DateOrder, Mapping, OutcomeColumns, Source};
use globset::Glob;
use std::collections::{BTreeMap, BTreeSet};

/// A canonical column that a table would like to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// Whether rows are of no use without it.
    pub required: bool,
    /// Whether a file without it should be told so.
    pub expected: bool,
}

/// Where the cells of a canonical column come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A column of the file, by its place.
    Column(usize),
    /// The same for every row.
    Constant(String),
    /// Set for each outcome of the row.
    Outcome,
    /// Nowhere.
    Absent,
}

/// One measurement of a wide row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeOrigin {
    /// The attainment table's `measure`.
    pub measure: String,
    /// Column of the mean.
    pub mean: usize,
    /// Column of the number of pupils.
    pub cohort_n: usize,
    /// Column of the standard deviation.
    pub sd: Option<usize>,
}

#[derive(Debug, Clone)]
struct ExcludeRule {
    column: usize,
    cells: BTreeSet<String>,
    reason: String,
}

/// How the rows of one file become canonical rows.
#[derive(Debug, Clone)]
pub struct Layout {
    /// For each canonical column wanted, in order: where its cells come from.
    pub origins: Vec<Origin>,
    /// Measurements of a wide row; empty for other files.
    pub outcomes: Vec<OutcomeOrigin>,
    /// The order of day and month in dates.
    pub date_order: Option<DateOrder>,
    /// Cells that every row needs in order to be trusted: a shorter row may have lost one.
    pub width_needed: usize,
    /// Why no row of the file can be used, if so: a rule's code.
    pub unusable: Option<&'static str>,
    excludes: Vec<ExcludeRule>,
    /// For each canonical column wanted: normal form of a cell to canonical value.
    values: Vec<BTreeMap<String, String>>,
    missing: BTreeMap<String, String>,
}

impl Layout {
    /// The reason of the first of the plan's rules that leaves a row out.
    #[must_use]
    pub fn excluded(&self, cells: &csv::StringRecord) -> Option<&str> {
        self.excludes.iter().find(|rule| rule.applies(cells)).map(|rule| rule.reason.as_str())
    }

    /// The canonical value that the plan gives for a cell of the wanted column at `place`, if any.
    #[must_use]
    pub fn value(&self, place: usize, cell: &str) -> Option<&str> {
        let values = self.values.get(place).filter(|values| !values.is_empty())?;
        values.get(normal(cell).as_ref()).map(String::as_str)
    }

    /// Every canonical value that the plan gives for cells of the wanted column at `place`.
    pub fn values_of(&self, place: usize) -> impl Iterator<Item = &str> {
        self.values.get(place).into_iter().flat_map(|values| values.values().map(String::as_str))
    }

    /// Why a cell holds no value, if the plan says so.
    #[must_use]
    pub fn missing(&self, cell: &str) -> Option<&str> {
        if self.missing.is_empty() { None } else { self.missing.get(normal(cell).as_ref()).map(String::as_str) }
    }
}

impl ExcludeRule {
    fn applies(&self, cells: &csv::StringRecord) -> bool {
        let cell = normal(cells.get(self.column).unwrap_or_default());
        if self.cells.is_empty() { cell.is_empty() } else { self.cells.contains(cell.as_ref()) }
    }
}

/// Finds a file's columns for the canonical ones `wanted`, by the source's mapping and else by name.
/// `settled` are canonical columns that the source itself answers, such as the wave.
#[must_use]
pub fn lay_out(
    header: &Header,
    wanted: &[Wanted],
    source: &Source,
    settled: &BTreeMap<&str, &str>,
    file: &str,
) -> (Layout, Vec<Finding>) {
    let unmapped = Mapping::default();
    let mapping = source.mapping.as_ref().unwrap_or(&unmapped);
    let mut drafting =
        Drafting { header, mapping, wanted, file, used: BTreeSet::new(), findings: Vec::new(), unusable: None };
    let origins: Vec<Origin> = wanted.iter().map(|column| drafting.origin(column, settled)).collect();
    let outcomes: Vec<OutcomeOrigin> = mapping.outcome.iter().filter_map(|columns| drafting.outcome(columns)).collect();
    let excludes = mapping.exclude.iter().filter_map(|rule| drafting.exclude(rule)).collect();
    drafting.strangers();
    let normal_keys = |values: &BTreeMap<String, String>| {
        values.iter().map(|(cell, value)| (normal(cell).into_owned(), value.clone())).collect()
    };
    let layout = Layout {
        values: wanted
            .iter()
            .map(|column| mapping.values.get(&column.name).map(normal_keys).unwrap_or_default())
            .collect(),
        missing: normal_keys(&mapping.missing),
        width_needed: drafting.used.last().map_or(0, |place| place + 1),
        date_order: mapping.date_order,
        unusable: drafting.unusable,
        origins,
        outcomes,
        excludes,
    };
    (layout, drafting.findings)
}

/// A layout in the making.
struct Drafting<'a> {
    header: &'a Header,
    mapping: &'a Mapping,
    wanted: &'a [Wanted],
    file: &'a str,
    used: BTreeSet<usize>,
    findings: Vec<Finding>,
    unusable: Option<&'static str>,
}

impl Drafting<'_> {
    fn origin(&mut self, column: &Wanted, settled: &BTreeMap<&str, &str>) -> Origin {
        let of_outcome = matches!(column.name.as_str(), "measure" | "mean" | "cohort_n" | "sd");
        if of_outcome && !self.mapping.outcome.is_empty() {
            return Origin::Outcome;
        }
        if let Some(constant) = self.mapping.constants.get(&column.name) {
            return Origin::Constant(constant.clone());
        }
        if let Some(header) = self.mapping.columns.get(&column.name) {
            return self.named(header, column.required).map_or(Origin::Absent, Origin::Column);
        }
        let free = |place: &usize| !self.ignored(*place) && !self.mapped(*place);
        if let Some(place) = self.header.find(&column.name).filter(free) {
            self.used.insert(place);
            return Origin::Column(place);
        }
        if let Some(value) = settled.get(column.name.as_str()) {
            return Origin::Constant((*value).to_owned());
        }
        if column.required || column.expected {
            self.lacking(&column.name, column.required);
        }
        Origin::Absent
    }

    /// The place of a header that the plan names.
    fn named(&mut self, header: &str, required: bool) -> Option<usize> {
        let place = self.header.find(header);
        match place {
            Some(place) => drop(self.used.insert(place)),
            None => self.lacking(header, required),
        }
        place
    }

    fn lacking(&mut self, name: &str, required: bool) {
        let (message, fate) = if required {
            self.unusable = Some("missing-column");
            (
                "the file has no such column (or has it twice), and its rows are of no use without it",
                "rows are set aside",
            )
        } else {
            ("the file has no such column, or has it twice", "its values count as not asked")
        };
        // A header that is some column's own name is not a slip for another's.
        let taken = |header: &&str| header.is_empty() || self.wanted.iter().any(|column| column.name == normal(header));
        let near = nearest(name, self.header.names().filter(|header| !taken(header)));
        let help = match near {
            Some(near) => {
                format!("is it the column `{near}`? rename it, or name it in the source's mapping; until then {fate}")
            }
            None => format!("add the column, or name it in the source's mapping; until then {fate}"),
        };
        let place = Place::file(self.file).at_column(name);
        self.findings.push(Finding::warning("missing-column", place, message, help));
    }

    fn outcome(&mut self, columns: &OutcomeColumns) -> Option<OutcomeOrigin> {
        let mean = self.named(&columns.mean, true);
        let cohort_n = self.named(&columns.cohort_n, true);
        let sd = columns.sd.as_ref().and_then(|header| self.named(header, false));
        Some(OutcomeOrigin { measure: columns.measure.clone(), mean: mean?, cohort_n: cohort_n?, sd })
    }

    fn exclude(&mut self, rule: &crate::plan::Exclude) -> Option<ExcludeRule> {
        // Without its column the rule would let in what it is there to keep out.
        let column = self.named(&rule.column, true)?;
        let cells = rule.cells.iter().map(|cell| normal(cell).into_owned()).collect();
        Some(ExcludeRule { column, cells, reason: rule.reason.clone() })
    }

    fn ignored(&self, place: usize) -> bool {
        let name = self.header.name(place);
        let plain = normal(name);
        let pattern = |entry: &str| Glob::new(entry).is_ok_and(|glob| glob.compile_matcher().is_match(name));
        self.mapping.ignore.iter().any(|entry| normal(entry) == plain || (entry.contains('*') && pattern(entry)))
    }

    /// Whether the plan says what a column is, so that its own name no longer does.
    fn mapped(&self, place: usize) -> bool {
        let name = normal(self.header.name(place));
        self.mapping.columns.values().any(|header| normal(header) == name)
    }

    /// Columns of the file that nothing asked for.
    fn strangers(&mut self) {
        let unused: Vec<String> = (0..self.header.width())
            .filter(|place| !self.used.contains(place) && !self.ignored(*place))
            .map(|place| tidy(self.header.name(place)).to_owned())
            .filter(|name| !name.is_empty() && self.header.find(name).is_some())
            .collect();
        if self.mapping.columns.is_empty() {
            let lacked: Vec<&str> = self.wanted.iter().map(|column| column.name.as_str()).collect();
            self.findings.extend(unused.iter().map(|name| unknown(self.file, name, &lacked)));
        } else if !unused.is_empty() {
            let message = format!("the mapping uses none of these columns: {}", unused.join(", "));
            let help =
                "if they are not needed, list them under the mapping's `ignore`; `*` stands for any part of a name";
            self.findings.push(Finding::note("unmapped-columns", Place::file(self.file), message, help));
        }
    }
}

fn unknown(file: &str, name: &str, wanted: &[&str]) -> Finding {
    let help = match nearest(name, wanted.iter().copied()) {
        Some(near) => format!("if `{near}` is meant, rename the column or map it"),
        None => "map it to a canonical column, or list it under the mapping's `ignore`".to_owned(),
    };
    let place = Place::file(file).at_column(name);
    Finding::warning("unknown-column", place, "the table has no such column; it was not read", help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv::StringRecord;

    fn wanted(names: &[&str]) -> Vec<Wanted> {
        names
            .iter()
            .map(|name| Wanted {
                name: name.trim_end_matches('*').to_owned(),
                required: name.ends_with('*'),
                expected: name.starts_with("ms"),
            })
            .collect()
    }

    fn source(mapping: Option<Mapping>) -> Source {
        Source { table: "responses".to_owned(), files: Vec::new(), wave: None, mapping }
    }

    fn draft(header: &[&str], names: &[&str], mapping: Option<Mapping>) -> (Layout, Vec<Finding>) {
        let header = Header::new(&StringRecord::from(header.to_vec()));
        lay_out(&header, &wanted(names), &source(mapping), &BTreeMap::from([("wave", "w1")]), "a.csv")
    }

    #[test]
    fn columns_are_found_by_name_and_a_mistyped_one_gets_the_nearest() {
        let (layout, findings) = draft(&["Group_ID", "ms4"], &["group_id*", "wave*", "ms04"], None);
        assert_eq!(layout.origins, [Origin::Column(0), Origin::Constant("w1".to_owned()), Origin::Absent]);
        let unknown = findings.iter().find(|finding| finding.code == "unknown-column").expect("found");
        assert!(unknown.help.contains("`ms04`"), "{}", unknown.help);
        assert_eq!(layout.unusable, None);
    }

    #[test]
    fn a_file_without_a_required_column_cannot_be_used() {
        let (layout, findings) = draft(&["ms04"], &["group_id*", "ms04"], None);
        assert_eq!(layout.unusable, Some("missing-column"));
        assert_eq!(findings.first().map(|finding| finding.code), Some("missing-column"));
    }

    #[test]
    fn one_column_may_be_mapped_to_two_and_then_no_longer_counts_under_its_own_name() {
        let columns = [("group_id", "Name"), ("lea_code", "LEA")].map(|(to, from)| (to.to_owned(), from.to_owned()));
        let mapping = Mapping { columns: columns.into(), ignore: vec!["X*".to_owned()], ..Mapping::default() };
        let (layout, findings) = draft(&["name", "LEA", "X1", "y"], &["group_id*", "name", "lea_code"], Some(mapping));
        assert_eq!(layout.origins, [Origin::Column(0), Origin::Absent, Origin::Column(1)]);
        assert_eq!(findings.len(), 1);
        assert!(findings.iter().all(|finding| finding.message.ends_with(": y")), "{findings:?}");
    }

    #[test]
    fn an_exclusion_whose_column_is_gone_stops_the_file() {
        let exclude =
            vec![crate::plan::Exclude { column: "URN".to_owned(), cells: Vec::new(), reason: "no school".to_owned() }];
        let mapping = Mapping { exclude, ..Mapping::default() };
        assert_eq!(draft(&["group_id"], &["group_id*"], Some(mapping.clone())).0.unusable, Some("missing-column"));
        let (layout, _) = draft(&["group_id", "urn"], &["group_id*"], Some(mapping));
        assert_eq!(layout.excluded(&StringRecord::from(vec!["g", " "])), Some("no school"));
        assert_eq!(layout.excluded(&StringRecord::from(vec!["g", "1"])), None);
    }
}
