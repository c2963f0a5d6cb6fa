//! A report in plain text, for a terminal of 100 columns.

use super::draft::wrapped;
use super::report::{ColumnReport, Report, Role};
use super::sure::Sureness;
use std::fmt;

/// Columns of a line.
const WIDTH: usize = 96;
/// Columns of a header.
const HEADER: usize = 44;
/// Columns of what a column becomes.
const TO: usize = 22;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.file)?;
        self.facts(f)?;
        for finding in &self.findings {
            writeln!(f)?;
            entry(f, &format!("  {}: ", finding.severity), &format!("{} ({})", finding.message, finding.place))?;
            entry(f, "    what to do: ", &finding.help)?;
        }
        if !self.columns.is_empty() {
            self.all_columns(f)?;
            self.rows_seen(f)?;
        }
        self.all_questions(f)
    }
}

impl Report {
    fn facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nWhat it is")?;
        for fact in &self.facts {
            let text = format!("{} ({}: {})", fact.found, fact.sureness, fact.because);
            entry(f, &format!("  {:<11}", fact.about), &text)?;
        }
        if !self.columns.is_empty() {
            let turned = if self.facts.iter().any(|fact| fact.about == "rows") { ", once turned" } else { "" };
            let text = format!("{} rows, {} columns{turned}", self.rows, self.columns.len());
            entry(f, &format!("  {:<11}", "size"), &text)?;
        }
        if self.canonical {
            let text = "every column is one of the table's own: no mapping is needed";
            entry(f, &format!("  {:<11}", "mapping"), text)?;
        }
        if let Some(reuse) = &self.reuse {
            let text = match &reuse.changes {
                None => format!(
                    "the same layout as {}: add the file to that source, no new mapping is needed",
                    reuse.mapping
                ),
                Some(changes) => format!("much like {}, but {changes}; the draft starts from it", reuse.mapping),
            };
            entry(f, &format!("  {:<11}", "mapping"), &text)?;
        }
        Ok(())
    }

    fn all_columns(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nColumns")?;
        if self.canonical {
            let names: Vec<&str> = self.columns.iter().map(|column| column.header.as_str()).collect();
            entry(f, "  ", &names.join(", "))?;
            return self
                .columns
                .iter()
                .filter(|column| column.sureness != Sureness::Certain)
                .try_for_each(|column| one_column(f, column));
        }
        let mut rest = self.columns.as_slice();
        while let Some(first) = rest.first() {
            let many = rest.iter().take_while(|column| is_alike(first, column)).count().max(1);
            let (these, others) = rest.split_at(many);
            match these {
                [column] => one_column(f, column)?,
                several => run_of_columns(f, several)?,
            }
            rest = others;
        }
        Ok(())
    }

    fn rows_seen(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first_rows.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nThe first rows as the draft reads them")?;
        for row in &self.first_rows {
            let cells: Vec<String> = row.cells.iter().map(|(name, cell)| format!("{name} {cell}")).collect();
            let text = if cells.is_empty() { "nothing yet".to_owned() } else { cells.join(" \u{b7} ") };
            entry(f, &format!("  row {:<6}", row.number), &text)?;
        }
        Ok(())
    }

    fn all_questions(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.questions.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nQuestions")?;
        for question in &self.questions {
            entry(f, &format!("  {:>2}. ", question.number), &question.text)?;
        }
        Ok(())
    }
}

/// Whether two neighbours can be told in one line: nothing is asked about either, and both are not needed.
fn is_alike(one: &ColumnReport, other: &ColumnReport) -> bool {
    let dull =
        matches!(one.role, Role::Tool | Role::Personal | Role::Empty | Role::Constant | Role::Other | Role::Choice);
    dull && one.role == other.role && one.to == other.to
}

fn one_column(f: &mut fmt::Formatter<'_>, column: &ColumnReport) -> fmt::Result {
    let header = match &column.question {
        _ if column.header.is_empty() => "(no header)".to_owned(),
        Some(question) => cut(&format!("{}: {question}", column.header), HEADER),
        None => cut(&column.header, HEADER),
    };
    let to = cut(&becomes(column), TO);
    let sure =
        if column.confidence > 0.0 { format!("{} {:.2}", column.sureness, column.confidence) } else { String::new() };
    writeln!(f, "{}", format!("  {:<4}{header:<HEADER$}  {to:<TO$}  {sure}", column.letter).trim_end())?;
    entry(f, "        ", &column.because)
}

fn run_of_columns(f: &mut fmt::Formatter<'_>, columns: &[ColumnReport]) -> fmt::Result {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return Ok(()) };
    let names: Vec<String> =
        [first, last].iter().filter(|column| !column.header.is_empty()).map(|column| cut(&column.header, 16)).collect();
    let names = match names.as_slice() {
        [] => String::new(),
        [one] => format!(", `{one}` among them"),
        [one, other, ..] => format!(", `{one}` to `{other}`"),
    };
    let names = format!("{} columns{names}", columns.len());
    let range = format!("{}-{}", first.letter, last.letter);
    writeln!(f, "{}", format!("  {range:<7} {names:<HEADER$}  {}", becomes(first)).trim_end())
}

fn becomes(column: &ColumnReport) -> String {
    let to = column.to.as_deref().unwrap_or_default();
    match column.role {
        Role::Item => format!("item {to}"),
        Role::Field | Role::Date if !to.is_empty() => to.to_owned(),
        Role::Respondent => {
            if to.is_empty() {
                "who it is from".to_owned()
            } else {
                to.to_owned()
            }
        }
        Role::Group => "group".to_owned(),
        Role::Wave => "wave".to_owned(),
        Role::Consent => "consent".to_owned(),
        Role::Choice => format!("choice: {to}"),
        Role::OpenAnswer => "own words".to_owned(),
        Role::Personal => "personal: dropped".to_owned(),
        Role::Tool => "the tool's own".to_owned(),
        Role::Constant => "always the same".to_owned(),
        Role::Empty => "empty".to_owned(),
        Role::Answers => "answers to what?".to_owned(),
        Role::Date => "days".to_owned(),
        Role::Field | Role::Other => "not used".to_owned(),
    }
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['\u{2026}']).collect()
}

/// A text behind its heading, its further lines below its first.
fn entry(f: &mut fmt::Formatter<'_>, heading: &str, text: &str) -> fmt::Result {
    let indent = heading.chars().count();
    for (number, line) in wrapped(text, WIDTH.saturating_sub(indent)).into_iter().enumerate() {
        if number == 0 {
            writeln!(f, "{heading}{line}")?;
        } else {
            writeln!(f, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}
