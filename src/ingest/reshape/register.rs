use super::output::{Output, clashes};
use crate::finding::{Finding, Place, quoted_list};
use crate::ingest::{Limits, Order, Row, Sheet, find_order, normal, read_date, tidy};
use crate::plan::DateOrder;
use csv::StringRecord;
use globset::{Glob, GlobMatcher};

/// How the row begins that ends a register, where the form names no other words.
const ENDS: [&str; 8] =
    ["total", "totals", "grand total", "average", "totals:", "total:", "cyfanswm", "number present"];

/// Which columns of a register hold the marks.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) enum SessionColumns<'a> {
    /// Those whose header is a day with its year.
    Dated,
    /// Those with these headers.
    Named(&'a [String]),
    /// Those whose header fits one of these patterns; `*` stands for any part of it, as in `Session *`.
    Like(&'a [String]),
}

/// How a register is laid out, as the mapping declares it.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct RegisterForm<'a> {
    /// Headers of the columns that say who the person of a row is, or which session it is; they are kept
    /// beside every mark.
    pub(in crate::ingest) kept: &'a [String],
    /// The columns that hold the marks.
    pub(in crate::ingest) marks: SessionColumns<'a>,
    /// For a register with a row a session and a column a person: the header of the sessions.
    pub(in crate::ingest) sessions_down: Option<&'a str>,
    /// The order of day and month; `None` where the file's own dates are to decide.
    pub(in crate::ingest) order: Option<DateOrder>,
    /// How the row begins that ends the table, as `Total`; empty for the usual words.
    pub(in crate::ingest) ends: &'a [String],
    /// The row of the header.
    pub(in crate::ingest) header_row: u64,
    /// What the file may ask for.
    pub(in crate::ingest) limits: Limits,
}

/// Turns a register with a row a person and a column a session into one row a mark: the kept columns, then
/// `session` (the column's header), `date` (in ISO form; empty if the header is no day that can be read
/// for certain) and `mark` (the cell as it stands, empty cells too: what they mean is for the mapping to
/// say).
///
/// With `sessions_down` the register has a row a session and a column a person, and each mark has the
/// column's header as `person`, and `session` and `date` from the row.
///
/// Columns that are neither kept nor marks are left out and named in a note. The first row that begins
/// with one of the words of `ends` ends the table.
pub(in crate::ingest) fn wide_register(
    header: &[String],
    rows: impl Iterator<Item = Row>,
    form: &RegisterForm<'_>,
    file: &str,
) -> (Sheet, Vec<Finding>) {
    let place = Place::file(file).at_row(form.header_row);
    let (mut findings, mut rows) = (Vec::new(), rows);
    let columns = Columns::find(header, form, &place, &mut findings);
    let names = columns.header(header);
    findings.extend(clashes(&names, &place));
    // The days of sessions that stand below each other decide their order together.
    let early: Vec<Row> = if columns.session.is_some() { rows.by_ref().collect() } else { Vec::new() };
    let days = match columns.session {
        Some(session) => find_order(early.iter().filter_map(|row| row.cells.get(session)).map(tidy)),
        None => find_order(columns.marks.iter().filter_map(|mark| header.get(*mark)).map(|name| tidy(name))),
    };
    findings.extend(order_finding(form, days, &place));
    let days = Days { order: form.order.or_else(|| certain(days)) };
    let dates = columns.marks.iter().map(|mark| days.iso(header.get(*mark).map_or("", String::as_str))).collect();
    let mut spread = Spread { header, columns: &columns, dates, days, beyond: 0 };
    let mut output = Output::new(names, form.header_row, file, form.limits);
    let mut rows = early.into_iter().chain(rows);
    while let Some(row) = rows.next() {
        let Some(first) = row.cells.iter().map(tidy).find(|cell| !cell.is_empty()) else { continue };
        let place = place.clone().at_row(row.number);
        if ends_table(first, form.ends) {
            let behind = rows.by_ref().filter(|row| row.cells.iter().any(|cell| !tidy(cell).is_empty())).count();
            findings.push(table_end(place, behind));
            break;
        }
        if columns.is_nobodys(&row) {
            findings.push(nobody(place));
        } else if !spread.row(&row, &mut output) {
            break;
        }
    }
    findings.extend(spread.cells_beyond(&place));
    let sheet = output.finish(&mut findings);
    (sheet, findings)
}

/// Where the columns of a register stand.
struct Columns {
    kept: Vec<usize>,
    session: Option<usize>,
    marks: Vec<usize>,
}

impl Columns {
    fn find(header: &[String], form: &RegisterForm<'_>, place: &Place, findings: &mut Vec<Finding>) -> Self {
        let mut find = |name: &String| {
            let found = header.iter().position(|header| normal(header) == normal(name));
            if found.is_none() {
                findings.push(missing_column(place.clone().at_column(name)));
            }
            found
        };
        let session = form.sessions_down.and_then(|name| find(&name.to_owned()));
        let kept: Vec<usize> = form.kept.iter().filter_map(&mut find).filter(|kept| Some(*kept) != session).collect();
        let is_mark: Box<dyn Fn(&str) -> bool> = match form.marks {
            SessionColumns::Dated => Box::new(|name| is_day(name, form.order)),
            SessionColumns::Named(names) => {
                for name in names {
                    let _ = find(name);
                }
                Box::new(|name| names.iter().any(|named| normal(named) == normal(name)))
            }
            SessionColumns::Like(patterns) => {
                let matchers: Vec<GlobMatcher> = patterns.iter().filter_map(|pattern| matcher(pattern)).collect();
                if matchers.len() < patterns.len() {
                    findings.push(bad_pattern(place.clone()));
                }
                Box::new(move |name| matchers.iter().any(|matcher| matcher.is_match(normal(name).as_ref())))
            }
        };
        let free = |place: &usize| !kept.contains(place) && Some(*place) != session;
        let named = |place: &usize| header.get(*place).is_some_and(|name| !tidy(name).is_empty());
        let others: Vec<usize> = (0..header.len()).filter(free).filter(named).collect();
        let holds_marks = |place: &usize| header.get(*place).is_some_and(|name| is_mark(name));
        let (marks, left): (Vec<usize>, Vec<usize>) = others.into_iter().partition(holds_marks);
        if marks.is_empty() {
            findings.push(no_sessions(place.clone()));
        }
        findings.extend(twice(header, &marks, session.is_some(), place));
        findings.extend(left_out(header, &left, session.is_some(), place));
        Columns { kept, session, marks }
    }

    fn header(&self, header: &[String]) -> StringRecord {
        let kept = self.kept.iter().filter_map(|place| header.get(*place)).map(|name| tidy(name));
        let person = self.session.map(|_| "person");
        kept.chain(person).chain(["session", "date", "mark"]).collect()
    }

    /// Whether a row says neither whose it is nor which session it is.
    fn is_nobodys(&self, row: &Row) -> bool {
        let said = self.kept.iter().chain(&self.session).filter_map(|place| row.cells.get(*place));
        said.into_iter().all(|cell| tidy(cell).is_empty())
    }
}

/// How days are read.
#[derive(Clone, Copy)]
struct Days {
    order: Option<DateOrder>,
}

impl Days {
    /// A day in ISO form; empty if it is none, or its order is not known.
    fn iso(self, text: &str) -> String {
        read_date(tidy(text), self.order).map(|day| day.to_string()).unwrap_or_default()
    }
}

/// Makes the rows of marks.
struct Spread<'a> {
    header: &'a [String],
    columns: &'a Columns,
    /// The days of the mark columns.
    dates: Vec<String>,
    days: Days,
    /// Rows with cells where the header has none.
    beyond: u64,
}

impl Spread<'_> {
    /// Adds a row for each mark of a row; `false` once the output is full.
    fn row(&mut self, row: &Row, output: &mut Output<'_>) -> bool {
        let cell = |place: usize| tidy(row.cells.get(place).unwrap_or_default());
        let nameless = |(place, cell): (usize, &str)| {
            !tidy(cell).is_empty() && self.header.get(place).is_none_or(|name| tidy(name).is_empty())
        };
        self.beyond += u64::from(row.cells.iter().enumerate().any(nameless));
        let session = self.columns.session.map(|place| (cell(place), self.days.iso(cell(place))));
        self.columns.marks.iter().zip(&self.dates).all(|(mark, date)| {
            let name = self.header.get(*mark).map_or("", |name| tidy(name));
            let kept = self.columns.kept.iter().map(|place| cell(*place));
            let of = match &session {
                Some((session, date)) => [Some(name), Some(session), Some(date)],
                None => [None, Some(name), Some(date.as_str())],
            };
            let raw = row.cells.get(*mark).unwrap_or_default();
            output.push(row.number, kept.chain(of.into_iter().flatten()).chain([raw]).collect())
        })
    }

    /// What is said of cells in columns without a header.
    fn cells_beyond(&self, place: &Place) -> Option<Finding> {
        let message = format!("{} rows have cells in columns without a header; they are not read", self.beyond);
        let help = "give the columns headers, or clear their cells";
        (self.beyond > 0).then(|| Finding::warning("empty-header", place.clone(), message, help))
    }
}

/// Whether a header is a day. Without a declared order it is one if any order reads it.
fn is_day(name: &str, order: Option<DateOrder>) -> bool {
    let orders =
        order.map_or(vec![DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst], |order| vec![order]);
    orders.into_iter().any(|order| read_date(tidy(name), Some(order)).is_some())
}

/// The order that a file's dates decide; any order reads days with named months.
fn certain(order: Order) -> Option<DateOrder> {
    order.certain().or((order == Order::Undated).then_some(DateOrder::DayFirst))
}

fn matcher(pattern: &str) -> Option<GlobMatcher> {
    Glob::new(&normal(pattern)).ok().map(|glob| glob.compile_matcher())
}

fn ends_table(first: &str, declared: &[String]) -> bool {
    let form = normal(first);
    if declared.is_empty() { ENDS.contains(&form.as_ref()) } else { declared.iter().any(|end| normal(end) == form) }
}

fn order_finding(form: &RegisterForm<'_>, order: Order, place: &Place) -> Option<Finding> {
    let message = match order {
        Order::Ambiguous => "the days of the sessions can be read day first and month first",
        Order::Contradictory => "some days of sessions can only have the day in front, others only the month",
        _ => return None,
    };
    let message = format!("{message}; their `date` stays empty");
    let help = "declare `date_order` in the mapping";
    form.order.is_none().then(|| Finding::warning("date-order", place.clone(), message, help))
}

fn missing_column(place: Place) -> Finding {
    Finding::error(
        "missing-column",
        place,
        "no column has this header",
        "correct the header in the mapping or the file",
    )
}

fn bad_pattern(place: Place) -> Finding {
    let message = "a pattern for the columns of sessions cannot be read";
    Finding::error("bad-pattern", place, message, "write the header with `*` for what varies, as in `Session *`")
}

fn no_sessions(place: Place) -> Finding {
    let help = "name the columns of the sessions in the mapping, or give them days as headers";
    Finding::error("no-sessions", place, "no column of the register is a session's", help)
}

/// Marks under one header twice. Headers that are people's names are counted, not named.
fn twice(header: &[String], marks: &[usize], personal: bool, place: &Place) -> Option<Finding> {
    let mut seen = std::collections::BTreeSet::new();
    let names =
        marks.iter().filter_map(|mark| header.get(*mark)).filter(|name| !seen.insert(normal(name).into_owned()));
    let names: Vec<&str> = names.map(|name| tidy(name)).collect();
    let what = if personal { String::new() } else { format!(": {}", quoted_list(names.iter().copied())) };
    let message = format!("{} columns of marks have the header of another{what}; both are read", names.len());
    let help = "give each session and each person a header of their own";
    (!names.is_empty()).then(|| Finding::warning("duplicate-header", place.clone(), message, help))
}

/// Columns that are left out. Where headers may be people's names they are counted, not named.
fn left_out(header: &[String], left: &[usize], personal: bool, place: &Place) -> Option<Finding> {
    let names: Vec<&str> = left.iter().filter_map(|place| header.get(*place)).map(|name| tidy(name)).collect();
    let what = if personal { String::new() } else { format!(": {}", quoted_list(names.iter().copied())) };
    let message = format!("{} columns are neither kept nor hold marks, and are left out{what}", names.len());
    let help = "keep those that are needed, or name them among the sessions";
    (!names.is_empty()).then(|| Finding::note("unmapped-column", place.clone(), message, help))
}

fn nobody(place: Place) -> Finding {
    let message = "the row has cells, but none that says whose it is; it is set aside";
    Finding::warning("not-a-person", place, message, "fill in whose row it is, or clear it")
}

/// What is said of the row that ends the table, and of the rows behind it.
fn table_end(place: Place, behind: usize) -> Finding {
    if behind == 0 {
        let message = "the row is a total; the table ends above it";
        return Finding::note("table-end", place, message, "nothing, if that is so");
    }
    let message = format!("the row is a total and ends the table; {behind} rows behind it are not read");
    let help = "if people follow, delete the totals between them, or declare other words that end the table";
    Finding::warning("table-end", place, message, help)
}
