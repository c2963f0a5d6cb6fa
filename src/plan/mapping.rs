//! How the files of a source become canonical rows: one declarative description per layout of a file.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How a source's files, columns and cells become canonical ones. It stands in the plan under its source,
/// or in a file of its own that several sources name.
///
/// A column of the file is named by its header. Where that is not enough: by the header below it, by
/// both with ` > ` between, by a survey tool's own id of the question, by `letter:AB`, or with `#2` after
/// it for the second of its name. Headers are compared in normal form: case, kinds of blank and of
/// quotation mark make no difference.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The tool that wrote the files: its preset says which rows are headers, which columns the tool
    /// adds, how it marks tests, unfinished returns and missing answers. What stands here goes before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// `false` in a draft whose questions nobody has answered yet: such a mapping is not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
    /// The headers it was written for, so that a file whose headers differ is told apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<String>,
    /// Which part of the files is the table.
    #[serde(skip_serializing_if = "FileForm::is_default")]
    pub file: FileForm,
    /// How dates are written, as in `day/month/year hour:minute`; ISO where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The mark between the whole of a number and its part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<Decimal>,
    /// The files are attendance reports of Teams or Zoom meetings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_report: Option<bool>,
    /// The files are registers with a row a person and a column a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<Register>,
    /// Where a row's wave is to be found, if the source does not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveRule>,
    /// Who a survey's row is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub respondent: Option<RespondentRule>,
    /// Which group a row is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupRule>,
    /// Returns that were begun and not finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfinished: Option<Unfinished>,
    /// Rows to leave out; every rule with its reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<Exclude>,
    /// Answer scales as the files write them, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub scale: BTreeMap<String, MappedScale>,
    /// The survey's items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<MappedItem>,
    /// Questions with several answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub multi: Vec<MultiSelect>,
    /// Canonical column = the file's column; of a list of columns, the first with anything in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, OneOrMore>,
    /// Canonical column = one value for every row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Canonical column = text with columns in braces, as in `LLG-01-{date}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub template: BTreeMap<String, String>,
    /// Canonical column = { the file's cell = canonical value }. Cells not listed stay as they are.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Canonical column = another file in which its cells are looked up. A cell that is not there stays
    /// as it is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lookup: BTreeMap<String, Lookup>,
    /// Cells that hold no value, and why, in any column: `{ "SUPP" = "suppressed" }`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, String>,
    /// Why an item's empty cell is empty, where the tool says so: `not shown`, say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    /// Keep the first row per canonical column and exclude its repeats: for a register read out of
    /// a file that names its units on every row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_of_each: Option<String>,
    /// One input row holds several measurements: each becomes an attainment row of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<OutcomeColumns>,
    /// A data dictionary of the tool (REDCap), with the labels of the codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dictionary: Option<String>,
    /// Columns that name or locate people. Nothing of them is kept, not even in a row that is set aside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<String>,
    /// Columns of the file that are known and not needed; `*` stands for any part of a name. All
    /// others that are not mapped are listed in a note.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

/// One text, or several in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several, the first to be tried first.
    Several(Vec<String>),
}

impl OneOrMore {
    /// The texts, in order.
    #[must_use]
    pub fn list(&self) -> &[String] {
        match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::Several(several) => several,
        }
    }
}

impl From<&str> for OneOrMore {
    fn from(one: &str) -> Self {
        OneOrMore::One(one.to_owned())
    }
}

impl JsonSchema for OneOrMore {
    fn schema_name() -> Cow<'static, str> {
        "OneOrMore".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One text, or a list of texts in order.",
            "type": ["string", "array"],
            "items": { "type": "string" }
        })
    }
}

/// Which part of a file is the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileForm {
    /// Names of the worksheets to read; `*` stands for any part of a name. Where absent, the only one
    /// that is not hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<OneOrMore>,
    /// The encoding, where it is known: `utf-8`, `utf-16le`, `windows-1252`, `mac-roman`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The character between cells, where it is known: `,`, `;`, `tab`, `|`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Rows above the headers, blank ones not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_rows: Option<u32>,
    /// Rows of headers, from 1 to 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// Where the table ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<TableEnd>,
}

impl FileForm {
    fn is_default(&self) -> bool {
        *self == FileForm::default()
    }
}

/// Where a table ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableEnd {
    /// With the file.
    File,
    /// With the first row that holds nothing, as in a workbook with notes below its table.
    BlankRow,
}

/// The order of day and month in a file's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2004
    DayFirst,
    /// 12/31/2004
    MonthFirst,
    /// 2004-12-31
    YearFirst,
}

/// The mark between the whole of a number and its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// 12.5
    Point,
    /// 12,5
    Comma,
}

/// A register with a row a person and a column a session. It is read as rows with the columns that are
/// kept, and `session` (a session's header), `date` (the day that the header gives) and `mark`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Register {
    /// Columns about the person.
    pub keep: Vec<String>,
    /// Columns of sessions; `*` stands for any part of a name. Where absent, those whose header is a date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<String>,
    /// For a register the other way round, with a row a session and a column a person: the column of the
    /// sessions. The columns of `sessions` are then people, and each mark has the header as `person`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions_down: Option<String>,
}

/// Where a row's wave is to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WaveRule {
    /// The column that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Cell of that column = wave. Cells not listed must be ids of waves.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// The column holds a day, and the wave is the one that has it between its first and last.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_date: bool,
    /// Beginning of a column's name = wave, where the waves stand side by side in one row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub prefixes: BTreeMap<String, String>,
    /// Worksheet = wave.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, String>,
}

/// Who a survey's row is from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RespondentRule {
    /// The column that tells people apart; several are taken together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<OneOrMore>,
    /// What a row without it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_missing: Option<WhenMissing>,
    /// Which of several returns of a person in a wave counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// Whether the column holds more than a pseudonym, such as an e-mail address or a name: it is then
    /// replaced by a keyed hash as it is read. Where absent, columns that the preset or the content shows
    /// to be personal are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal: Option<bool>,
}

/// What a row is whose key is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenMissing {
    /// Somebody's, it cannot be said whose.
    #[default]
    Anonymous,
    /// Set aside.
    SetAside,
    /// Left out.
    Exclude,
}

/// Which of several returns of a person in a wave counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// The last by its date, and of those of one date the last in the file.
    #[default]
    Last,
    /// The last that was finished; the last of all if none was.
    LastComplete,
    /// The first.
    First,
    /// None: all are set aside.
    SetAside,
}

/// Which group a row is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GroupRule {
    /// The column that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<OneOrMore>,
    /// Cell of that column = group id. Cells not listed must be ids of groups.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// What a row is that names no group of the programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<UnknownGroup>,
}

/// What a row is that names no group of the programme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownGroup {
    /// Set aside.
    #[default]
    SetAside,
    /// Left out.
    Exclude,
}

/// Returns that were begun and not finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unfinished {
    /// The column that tells; of several, the first that the file has, for a tool that names it in two ways.
    pub column: OneOrMore,
    /// Its cells in unfinished returns; an empty text for an empty cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// Its cells in finished returns, if these are easier to name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// What becomes of them.
    #[serde(default)]
    pub then: UnfinishedFate,
}

/// What becomes of an unfinished return.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnfinishedFate {
    /// It is left out.
    #[default]
    Exclude,
    /// It is kept; its empty answers are missing because it was not finished.
    Keep,
}

/// Rows to leave out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclude {
    /// The file's column.
    pub column: String,
    /// Cells that leave the row out; an empty list, without `unless`, leaves out rows whose cell is empty.
    #[serde(default)]
    pub cells: Vec<String>,
    /// Cells that keep the row in: every other leaves it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// Why, as the quality page will say it.
    pub reason: String,
}

/// An answer scale as a file writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MappedScale {
    /// The labels from the scale's lowest answer to its highest, as many as the item's scale has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Code = place of its answer on the scale, 1 for the lowest. Needed where cells hold codes and the
    /// file does not say what they stand for: a number's direction is never guessed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, u8>,
    /// Code or label = why there is no answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, String>,
    /// Whether labels are known by their usual variants too, such as `Tend to agree` for `Agree`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synonyms: Option<bool>,
}

/// One item of the survey in the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedItem {
    /// The item's id in the framework.
    pub key: String,
    /// The file's column; of several, the first with anything in it.
    pub column: OneOrMore,
    /// Name of the scale its answers are written on; the labels of the framework's scale where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
}

/// A question with several answers: a column for each option, or one cell with all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MultiSelect {
    /// Canonical column that takes a list, or a name of its own under which the options are counted.
    pub key: String,
    /// A column for each option; `*` stands for any part of a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<OneOrMore>,
    /// The one column with all options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands between options in the one column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// Option as the file names it (its header, the part of it that `*` stands for, or its text) = option
    /// as the programme does.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// Cells that mean that an option was not chosen; by default `0`, `No`, `N`, `Not selected`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_chosen: Vec<String>,
}

/// A file in which cells are looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// Its path within the evaluation's folder.
    pub file: String,
    /// The column in which the cell is looked for.
    pub from: String,
    /// The column whose cell stands in for it.
    pub to: String,
    /// Which of its rows count: column = cell, or cells, with `*` for any part of one. All where absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, OneOrMore>,
}

/// The columns of one measurement in a wide file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeColumns {
    /// The attainment table's `measure`.
    pub measure: String,
    /// The file's column that holds the mean.
    pub mean: String,
    /// The file's column that holds the number of pupils.
    pub cohort_n: String,
    /// The file's column that holds the standard deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<String>,
}
