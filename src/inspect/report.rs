use super::sure::Sureness;
use crate::finding::Finding;
use serde::Serialize;

/// What was found out about a file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The file, as the user named it.
    pub file: String,
    /// What it is, from its bytes to its layout, each with its evidence.
    pub facts: Vec<Fact>,
    /// The canonical table that it is read for.
    pub table: Option<String>,
    /// The survey tool or publisher whose preset fits.
    pub tool: Option<String>,
    /// Rows of headers.
    pub header_rows: u32,
    /// Records of the table.
    pub rows: u64,
    /// What each column is, in the order of the file.
    pub columns: Vec<ColumnReport>,
    /// What a person has to say, numbered from 1 as in the draft.
    pub questions: Vec<Question>,
    /// A mapping of the plan that was written for this layout or one much like it.
    pub reuse: Option<Reuse>,
    /// What stood in the way of reading it.
    pub findings: Vec<Finding>,
    /// Whether its columns are the canonical ones already.
    pub canonical: bool,
    /// The wave that the source should give, where the dates show it.
    pub wave: Option<String>,
    /// The first rows as the draft reads them. For the evaluator's own terminal and nowhere else.
    #[serde(skip)]
    pub first_rows: Vec<RowSeen>,
    /// The draft of a mapping.
    #[serde(skip)]
    pub draft: Option<String>,
}

/// One thing found out about a file as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What it is about, in a word or two.
    pub about: &'static str,
    /// What was found.
    pub found: String,
    /// How far it can be trusted.
    pub sureness: Sureness,
    /// By what it is known.
    pub because: String,
}

/// What one column is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnReport {
    /// Its letters in a spreadsheet.
    pub letter: String,
    /// Its header.
    pub header: String,
    /// The question above it, where the header is only its code.
    pub question: Option<String>,
    /// What kind of column it is.
    pub role: Role,
    /// The canonical column or item it becomes, if any.
    pub to: Option<String>,
    /// From 0 to 1; see the room's description.
    pub confidence: f64,
    /// The same in a word.
    pub sureness: Sureness,
    /// By what it is known.
    pub because: String,
}

/// What kind of column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An item of the framework.
    Item,
    /// A canonical column other than those below.
    Field,
    /// Who the row is from.
    Respondent,
    /// Which group it is about.
    Group,
    /// Which wave it belongs to.
    Wave,
    /// When it was sent.
    Date,
    /// Whether the person agreed to take part.
    Consent,
    /// One option of a question with several answers, or all of them in one cell.
    Choice,
    /// An answer in people's own words.
    OpenAnswer,
    /// About a person; nothing of it is kept.
    Personal,
    /// Added by the survey tool, and not needed.
    Tool,
    /// The same in every row.
    Constant,
    /// Nothing in it.
    Empty,
    /// Answers that match no item.
    Answers,
    /// Anything else.
    Other,
}

/// What a person has to say before the draft can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its number in the draft.
    pub number: usize,
    /// The question.
    pub text: String,
    /// The keys of the mapping that answer it.
    pub keys: Vec<String>,
}

/// A mapping of the plan that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reuse {
    /// Where it stands: a mapping file, or the source in the plan.
    pub mapping: String,
    /// What changed since; nothing if the headers are the same.
    pub changes: Option<String>,
}

/// A row as the draft reads it: canonical column and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSeen {
    /// Its number in the file.
    pub number: u64,
    /// Canonical column with what was read.
    pub cells: Vec<(String, String)>,
}
