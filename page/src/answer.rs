//! What the page is told.

use serde::Serialize;

/// An answer to a call.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Answer {
    About(About),
    Step(Step),
    View(Box<View>),
    Refused(Box<Refused>),
    Saved { name: String },
}

/// What this program is.
#[derive(Debug, Serialize)]
pub(crate) struct About {
    pub version: &'static str,
    pub template: u32,
    pub schemes: Vec<SchemeOffered>,
}

#[derive(Debug, Serialize)]
pub(crate) struct SchemeOffered {
    pub value: &'static str,
    pub title: &'static str,
    pub about: &'static str,
}

/// The job goes on, with the bytes of a file or without.
#[derive(Debug, Serialize)]
pub(crate) struct Step {
    pub wants: Option<usize>,
    /// The file that it is about, with its bytes or without.
    pub at: Option<usize>,
    pub done: usize,
    pub of: usize,
    pub doing: &'static str,
}

/// The job cannot be done.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Refused {
    pub title: String,
    pub words: String,
    #[serde(flatten)]
    pub found: Found,
}

/// What became of a file that was given.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Taken {
    pub name: String,
    pub what: String,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum State {
    #[serde(rename = "used")]
    Used,
    #[serde(rename = "passed over")]
    PassedOver,
    #[serde(rename = "unreadable")]
    Unreadable,
}

/// What every view says of the files and of what was found in them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Found {
    pub taken: Vec<Taken>,
    pub plans: Vec<String>,
    pub summary: Option<ErrorSummary>,
    pub counts: Counts,
    pub verdict: String,
    pub groups: Vec<Group>,
    pub outputs: Vec<Offered>,
    pub notes: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy, Serialize)]
pub(crate) struct Counts {
    pub error: usize,
    pub warning: usize,
    pub note: usize,
    pub waived: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct ErrorSummary {
    pub title: String,
    pub items: Vec<ErrorItem>,
    pub more: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct ErrorItem {
    pub words: String,
    pub link: String,
}

/// A file, or what was found across the returns.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group {
    pub file: String,
    pub heading: String,
    pub unreadable: bool,
    pub findings: Vec<FindingShown>,
    pub nothing: String,
    pub advice: Vec<String>,
    pub marked: String,
    pub not_marked: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindingShown {
    pub id: String,
    pub code: &'static str,
    pub rule: &'static str,
    pub severity: &'static str,
    pub files: Vec<String>,
    pub place: String,
    pub sheet: String,
    pub cell: String,
    pub cells: Vec<String>,
    #[serde(rename = "ref")]
    pub reference: String,
    pub message: String,
    pub found: String,
    pub expected: String,
    pub help: String,
    pub waived_by: String,
    pub row: Vec<RowCell>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowCell {
    pub heading: String,
    pub cell: String,
    pub text: String,
    pub is_it: bool,
}

/// Something that can be saved.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Offered {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub about: String,
    pub bytes: Option<usize>,
}

/// The end of a job.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(crate) enum View {
    Check {
        #[serde(flatten)]
        found: Found,
        as_of: String,
    },
    Consolidate {
        #[serde(flatten)]
        found: Found,
        as_of: String,
        period: String,
        provisional: bool,
        state: String,
        headline: Vec<String>,
        status: StatusShown,
        tables: Vec<TableShown>,
        short: Vec<ShortShown>,
        chased: Vec<ChasedShown>,
    },
    Issue {
        #[serde(flatten)]
        found: Found,
        period: String,
        said: String,
        issued: Vec<IssuedShown>,
        below: Vec<String>,
    },
    Start {
        title: &'static str,
        outputs: Vec<Offered>,
        words: String,
    },
    Turned {
        #[serde(flatten)]
        found: Found,
        said: String,
        list: ListShown,
        below: Vec<String>,
    },
}

#[derive(Debug, Serialize)]
pub(crate) struct StatusShown {
    pub title: String,
    pub words: String,
    pub rows: Vec<StatusRow>,
    pub below: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct StatusRow {
    pub mark: bool,
    pub plan: String,
    pub file: String,
    pub state: Vec<String>,
    pub rows: String,
    pub signed: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TableShown {
    pub title: String,
    pub first: &'static str,
    pub columns: Vec<ColumnShown>,
    pub lines: Vec<LineShown>,
    pub footnote: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ColumnShown {
    pub name: String,
    pub fill: String,
    pub ink: String,
    pub in_base: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineShown {
    pub code: String,
    pub name: String,
    pub counts: Vec<u64>,
    pub cells: Vec<String>,
    pub total: u64,
    pub not_rated: u64,
    pub overall: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct ShortShown {
    pub title: String,
    pub words: String,
    pub lists: Vec<ListShown>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ListShown {
    pub title: String,
    pub notes: Vec<String>,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChasedShown {
    pub plan: String,
    pub why: String,
    pub draft: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct IssuedShown {
    pub code: String,
    pub plan: String,
    pub rows: String,
    pub lead: String,
    pub address: String,
    pub file: String,
    pub output: String,
    pub draft: String,
}
