//! The layouts: which sheets, headings and labels the three workbooks have.
//!
//! Each layout is one TOML file in `workbook-templates/`, built into the binary, and is the only place where a
//! heading is spelled. Issuing writes from it, reading finds its columns by it, messages name cells with it, and
//! the consolidated workbook takes its headings from it, so that none of them can drift from another.

mod field;
mod form;
mod table;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::{self, same};
use crate::grid::{Sheet, Workbook};

pub(crate) use field::Field;
pub(crate) use form::Form;
pub(crate) use table::{Row, Table};

/// One of the three workbooks: its sheets in order.
#[derive(Debug, Clone, Deserialize)]
pub struct Layout {
    /// What every row of the data files says of its period (consolidated workbook).
    #[serde(default)]
    pub period: Vec<DataColumn>,
    /// What a row of the data file of further columns says beside that (consolidated workbook).
    #[serde(default)]
    pub further: Vec<DataColumn>,
    /// What a row of the data file of earlier periods says beside that (consolidated workbook).
    #[serde(default)]
    pub history: Vec<DataColumn>,
    /// The sheets, in the order in which they stand in the workbook.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetLayout>,
}

/// One sheet: its name and its columns (a table) or its labels (a form).
#[derive(Debug, Clone, Deserialize)]
pub struct SheetLayout {
    /// What the sheet is, whatever it is called.
    pub id: SheetId,
    /// The name on the tab.
    pub name: String,
    /// What the sheet holds, in words (consolidated workbook).
    #[serde(default)]
    pub about: String,
    /// Whether the sheet may be absent.
    #[serde(default)]
    pub optional: bool,
    /// The columns of the sheet's table, in order; empty where it has none.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// The labels of a form: label in column A, entry in column B.
    #[serde(default)]
    pub labels: Vec<Label>,
}

/// What a sheet is, in any of the three workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the sheet of that name")]
pub enum SheetId {
    About,
    Adopted,
    CarriedOver,
    Settings,
    Priorities,
    DeliveryPlans,
    Actions,
    Indicators,
    Ratings,
    Tolerances,
    Rules,
    Waivers,
    Wording,
    Messages,
    Start,
    SignOff,
    FixList,
    KeptAside,
    Lists,
    Stamp,
    FrontPage,
    Contents,
    Summary,
    Sentences,
    Exceptions,
    Decisions,
    Movements,
    Trends,
    Detail,
    Returns,
    Findings,
    Method,
}

impl SheetId {
    /// The sheet with a row for each action or indicator, which all three workbooks have.
    pub(crate) fn of(kind: domain::Kind) -> Self {
        match kind {
            domain::Kind::Actions => Self::Actions,
            domain::Kind::Indicators => Self::Indicators,
        }
    }
}

/// One column of a table.
#[derive(Debug, Clone, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the column")]
pub struct Column {
    /// What the column holds.
    pub field: Field,
    /// The heading as people see it, without an asterisk.
    pub heading: String,
    /// How its cells are read and formatted.
    pub kind: CellKind,
    /// Width in characters.
    pub width: u16,
    /// Whether the column may be absent.
    #[serde(default)]
    pub optional: bool,
    /// Whether the return prints it like a column of the officer's own (plan workbook).
    #[serde(default)]
    pub carried: bool,
    /// Whether the service fills it in.
    #[serde(default)]
    pub entry: bool,
    /// Whether the heading is printed with an asterisk (an entry is required).
    #[serde(default)]
    pub star: bool,
    /// Whether a blank cell is striped while the check of its row says that it is missing (return).
    #[serde(default)]
    pub wanted: bool,
    /// The words that its drop-down offers (return).
    #[serde(default)]
    pub choice: Option<Choice>,
    /// The message shown when an entry cell is selected (return).
    #[serde(default)]
    pub prompt: Option<String>,
    /// What a later period compares by it, in words (consolidated workbook).
    #[serde(default)]
    pub compared: Option<String>,
    /// The columns of the data files that come of it (consolidated workbook).
    #[serde(default)]
    pub data: Vec<DataColumn>,
}

/// The words that a drop-down offers.
#[derive(Debug, Clone, Deserialize)]
pub struct Choice {
    /// The named range that they are.
    pub name: String,
    /// The heading above them.
    pub title: String,
    /// The words.
    pub words: Vec<String>,
}

/// One column of a data file.
#[derive(Debug, Clone, Deserialize)]
pub struct DataColumn {
    /// Its name.
    pub name: String,
    /// What it holds, where that is not what the column it comes of holds.
    #[serde(default)]
    pub field: Option<Field>,
    /// What its cells are.
    #[serde(default, rename = "type")]
    pub kind: DataKind,
    /// What it holds, in words.
    pub about: String,
}

/// What the cells of a data file are, in the words of a Table Schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DataKind {
    #[default]
    String,
    /// A value as it is printed: a plain number, or the words of its unit.
    #[serde(rename(serialize = "string", deserialize = "figure"))]
    Figure,
    Number,
    Integer,
    Boolean,
    Date,
}

impl Column {
    /// The heading as it is printed: with an asterisk where an entry is required.
    pub fn printed_heading(&self) -> String {
        if self.star { format!("{}*", self.heading) } else { self.heading.clone() }
    }
}

/// One label of a form.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// What the entry beside the label is.
    pub field: Field,
    /// The label as people see it.
    pub heading: String,
    /// Whether the service fills it in.
    #[serde(default)]
    pub entry: bool,
    /// The message shown when the entry beside it is selected.
    #[serde(default)]
    pub prompt: Option<String>,
}

/// How the cells of a column are read and formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// A reference: text, read as displayed (1.10 is not 1.1).
    Ref,
    /// Short text.
    Text,
    /// Text of several lines.
    LongText,
    /// A day; real dates and the text-date grammar are read.
    Date,
    /// A text date, formatted as text so that Excel leaves "March 2026" alone.
    TextDate,
    /// A word of the rating scheme.
    Rating,
    /// A word of the column's own list.
    Choice,
    /// A number.
    Number,
    /// A number in the indicator's unit.
    Quantity,
    /// Yes or No.
    YesNo,
    /// The live check.
    Check,
}

impl Layout {
    /// The layout of one of its sheets.
    ///
    /// # Panics
    /// Where it has no such sheet, which a test rules out for every sheet that is asked for.
    #[expect(clippy::expect_used, reason = "callers name the sheets of the built-in layouts, and a test asks for each")]
    pub fn sheet(&self, id: SheetId) -> &SheetLayout {
        self.sheets.iter().find(|sheet| sheet.id == id).expect("the layout has the sheet")
    }

    /// The name on the tab of one of its sheets.
    pub fn sheet_name(&self, id: SheetId) -> &str {
        &self.sheet(id).name
    }
}

impl SheetLayout {
    /// Whether a sheet has its name.
    pub fn is_name_of(&self, sheet: &Sheet) -> bool {
        same(&self.name, &sheet.name)
    }

    /// The sheet of its name.
    pub fn find_in<'w>(&self, workbook: &'w Workbook) -> Option<&'w Sheet> {
        workbook.sheets.iter().find(|sheet| self.is_name_of(sheet))
    }

    /// What its columns hold, in order.
    pub(crate) fn fields(&self) -> Vec<Field> {
        self.columns.iter().map(|column| column.field).collect()
    }

    /// The column that holds `field`, where the sheet has one.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// The column whose heading is `heading`, ignoring case, spaces and a trailing asterisk.
    pub fn column_headed(&self, heading: &str) -> Option<&Column> {
        let heading = heading.trim_end_matches(|c: char| c == '*' || c.is_whitespace());
        self.columns.iter().find(|column| same(&column.heading, heading))
    }

    /// The heading or label of `field`; the field's own name where the sheet has none (never printed).
    pub fn heading(&self, field: Field) -> &str {
        self.column(field)
            .map(|column| column.heading.as_str())
            .or_else(|| self.labels.iter().find(|label| label.field == field).map(|label| label.heading.as_str()))
            .unwrap_or_default()
    }
}

/// The sheet of the consolidated workbook with a row for each action or indicator.
pub(crate) fn data_sheet(kind: domain::Kind) -> &'static SheetLayout {
    CONSOLIDATED.sheet(SheetId::of(kind))
}

/// The plan workbook's layout.
pub static PLAN: LazyLock<Layout> = LazyLock::new(|| built_in(include_str!("../../workbook-templates/plan.toml")));
/// The return's layout.
pub static RETURN: LazyLock<Layout> = LazyLock::new(|| built_in(include_str!("../../workbook-templates/return.toml")));
/// The consolidated workbook's layout.
pub static CONSOLIDATED: LazyLock<Layout> =
    LazyLock::new(|| built_in(include_str!("../../workbook-templates/consolidated.toml")));

/// The layout of the sheet that is added to a plan workbook on the way into the next year.
pub(crate) static CARRIED_OVER: LazyLock<Layout> =
    LazyLock::new(|| built_in(include_str!("../../workbook-templates/carried-over.toml")));

/// The layout of the sheet that says what became of a council's tracker.
pub(crate) static ADOPTED: LazyLock<Layout> =
    LazyLock::new(|| built_in(include_str!("../../workbook-templates/adopted.toml")));

#[expect(clippy::expect_used, reason = "the layouts are part of the binary, and a test reads each of them")]
fn built_in(text: &str) -> Layout {
    toml::from_str(text).expect("a built-in layout is well formed")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::heading_key;

    #[test]
    fn headings_of_a_sheet_are_unique_whatever_their_case() {
        for layout in [&*PLAN, &*RETURN, &*CONSOLIDATED, &*CARRIED_OVER, &*ADOPTED] {
            for sheet in &layout.sheets {
                let keys: BTreeSet<String> = sheet.columns.iter().map(|c| heading_key(&c.heading)).collect();
                assert_eq!(keys.len(), sheet.columns.len(), "{}", sheet.name);
                let fields: BTreeSet<Field> = sheet.columns.iter().map(|c| c.field).collect();
                assert_eq!(fields.len(), sheet.columns.len(), "{}", sheet.name);
            }
        }
    }

    #[test]
    fn sheet_names_fit_excel() {
        for layout in [&*PLAN, &*RETURN, &*CONSOLIDATED, &*CARRIED_OVER, &*ADOPTED] {
            for sheet in &layout.sheets {
                assert!(sheet.name.chars().count() <= 31 && sheet.name != "History");
            }
        }
    }

    #[test]
    fn prompts_fit_an_input_message() {
        for column in RETURN.sheets.iter().flat_map(|sheet| &sheet.columns) {
            assert!(column.heading.encode_utf16().count() <= 32);
            assert!(column.prompt.as_deref().unwrap_or("").encode_utf16().count() <= 255);
        }
    }
}
