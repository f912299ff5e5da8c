//! A finding: one fault at one place, in words that an officer can act on.
//!
//! It cannot be made without a place, and a place with a cell carries the cell's address from the grid unchanged. Rules
//! word findings, policy sets their severity and waivers, reports lay them out.

use crate::domain::{Kind, Severity, heading_key, tidy};
use crate::grid::{Cell, CellRef, Place, Sheet};
use crate::returns::EntryCell;

use super::Rule;
use super::words::Words;

/// One fault at one place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is, after the plan's Rules sheet.
    pub severity: Severity,
    /// The rule's own severity of it, whatever it was raised or lowered to since.
    pub own_severity: Severity,
    /// The file, as the person gave it; empty for a finding about no file.
    pub path: String,
    /// Further files that it is about, where it is about several returns.
    pub also_in: Vec<String>,
    /// Where it is.
    pub place: Place,
    /// The action, indicator or delivery plan it concerns.
    pub reference: Option<String>,
    /// What it is about in the table of a return, as issued.
    pub(crate) subject: Option<Subject>,
    /// What is wrong, what was found, what was expected, what to do.
    pub words: Words,
    /// Its message without what it quotes, where that must not travel on with the consolidated workbook.
    pub without_quotation: Option<String>,
    /// Other cells that were read.
    pub related: Vec<Related>,
    /// Who waived it and why.
    pub waived_by: Option<String>,
    /// The row as it stands, for reports that show it.
    pub snippet: Option<Snippet>,
    /// Whether even as an error it stops no command: as its rule says, but for single findings.
    pub stops_no_command: bool,
    /// A rule that, raised in the same row, has said the cause of this one finding already: beside those to which its
    /// rule always yields.
    pub(super) yields_in_row: Option<&'static Rule>,
    /// Rules that, raised of the same sheet, have said the cause of this one finding already.
    pub(super) yields_in_sheet: &'static [&'static Rule],
}

/// What a finding is about in a table of a return, whatever has become of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A column, by its place among those that were issued.
    Column(Kind, usize),
    /// A row, by its place among those that were issued.
    Row(Kind, usize),
    /// An entry cell of such a row.
    Entry(Kind, usize, EntryCell),
}

impl Subject {
    /// The row that it is, or stands in: its table, and its place among the issued rows.
    pub(crate) fn row(self) -> Option<(Kind, usize)> {
        match self {
            Self::Column(..) => None,
            Self::Row(kind, index) | Self::Entry(kind, index, _) => Some((kind, index)),
        }
    }

    /// The place among the columns that ask, where it is an answer.
    pub(crate) fn asked(self) -> Option<usize> {
        match self {
            Self::Entry(_, _, EntryCell::Asked(place)) => Some(place),
            Self::Entry(_, _, EntryCell::Field(_)) | Self::Column(..) | Self::Row(..) => None,
        }
    }
}

/// Another cell that was read for the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The cell, on the finding's sheet unless the label names another.
    pub at: CellRef,
    /// What it is, in a word or two.
    pub label: String,
}

/// The row of a finding as it stands: row number from 1, and heading, cell and text of each filled column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The row, counted from 1 as Excel does.
    pub row: u32,
    /// The columns, left to right.
    pub cells: Vec<SnippetCell>,
}

/// One cell of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetCell {
    /// The heading above it.
    pub heading: String,
    /// Its place.
    pub at: CellRef,
    /// Its text as shown.
    pub text: String,
}

impl Snippet {
    /// The most filled cells that are shown on either side of the cell itself: more than any return has columns.
    const REACH: usize = 50;
    /// The most characters of a neighbour's text.
    const LONGEST: usize = 1_000;

    /// The row of a cell as it stands in `sheet`, the cell itself included even where nothing is in it. Headings come from
    /// `header_row`, where there is one. Of a very long row only what stands near the cell, or a row filled to the last
    /// column would be kept once for each of its cells.
    pub fn of_row(sheet: &Sheet, at: CellRef, header_row: Option<u32>) -> Self {
        let heading = |col: u16| {
            header_row
                .and_then(|row| sheet.get(CellRef { row, col }))
                .map(|cell| tidy(&cell.shown_text()))
                .filter(|heading| !heading_key(heading).is_empty())
                .unwrap_or_default()
        };
        let row = sheet.row(at.row);
        let place = row.partition_point(|cell| cell.at < at);
        // Left of the first cell stands none.
        let first = place.saturating_sub(Self::REACH);
        let near = row.iter().take(place + Self::REACH + 1).skip(first);
        let text = |cell: &Cell| {
            let whole = cell.shown_text();
            if cell.at == at { whole.into_owned() } else { whole.chars().take(Self::LONGEST).collect() }
        };
        let mut cells: Vec<SnippetCell> =
            near.map(|cell| SnippetCell { heading: heading(cell.at.col), at: cell.at, text: text(cell) }).collect();
        if !cells.iter().any(|cell| cell.at == at) {
            cells.push(SnippetCell { heading: heading(at.col), at, text: String::new() });
            cells.sort_by_key(|cell| cell.at);
        }
        Self { row: at.row + 1, cells }
    }
}

impl Finding {
    /// A finding at a cell.
    pub fn at_cell(rule: &'static Rule, sheet: &str, at: CellRef, words: Words) -> Self {
        Self::at(rule, Place::Cell { sheet: sheet.to_owned(), at }, words)
    }

    /// A finding about a sheet as a whole.
    pub fn at_sheet(rule: &'static Rule, sheet: &str, words: Words) -> Self {
        Self::at(rule, Place::Sheet { sheet: sheet.to_owned() }, words)
    }

    /// A finding about a file as a whole, or about no file.
    pub fn at_file(rule: &'static Rule, words: Words) -> Self {
        Self::at(rule, Place::File, words)
    }

    /// A finding at a place.
    pub fn at(rule: &'static Rule, place: Place, words: Words) -> Self {
        Self {
            rule,
            severity: rule.severity,
            own_severity: rule.severity,
            path: String::new(),
            also_in: Vec::new(),
            place,
            reference: None,
            subject: None,
            words,
            without_quotation: None,
            related: Vec::new(),
            waived_by: None,
            snippet: None,
            stops_no_command: rule.stops_no_command,
            yields_in_row: None,
            yields_in_sheet: &[],
        }
    }

    /// Names the action, indicator or delivery plan.
    #[must_use]
    pub fn about(mut self, reference: &str) -> Self {
        self.reference = Some(reference.to_owned());
        self
    }

    /// Says in which file it is.
    #[must_use]
    pub(crate) fn in_file(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// Says which further files it is about.
    #[must_use]
    pub(crate) fn and_in<'f>(mut self, paths: impl IntoIterator<Item = &'f str>) -> Self {
        self.also_in.extend(paths.into_iter().map(str::to_owned));
        self
    }

    /// Says what it is about in the table.
    #[must_use]
    pub(crate) fn of(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Names another cell that was read; nothing where its column is gone.
    #[must_use]
    pub fn beside(mut self, at: Option<CellRef>, label: &str) -> Self {
        if let Some(at) = at {
            self.related.push(Related { at, label: label.to_owned() });
        }
        self
    }

    /// Keeps what it quotes out of the consolidated workbook, which has this message instead.
    #[must_use]
    pub(super) fn quoted_nowhere_else(mut self, message: String) -> Self {
        self.without_quotation = Some(message);
        self
    }

    /// Lowers or raises the severity of this one finding, where the rule has two.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self.own_severity = severity;
        self
    }

    /// Lets this one finding stop commands, where those of its rule do not.
    #[must_use]
    pub(super) fn stopping_commands(mut self) -> Self {
        self.stops_no_command = false;
        self
    }

    /// Drops this one finding where that rule is raised in its row.
    #[must_use]
    pub(super) fn yielding_to(mut self, rule: &'static Rule) -> Self {
        self.yields_in_row = Some(rule);
        self
    }

    /// Drops this one finding where one of these rules is raised of its sheet.
    #[must_use]
    pub(super) fn yielding_in_sheet(mut self, rules: &'static [&'static Rule]) -> Self {
        self.yields_in_sheet = rules;
        self
    }

    /// What to do, for the service that has its return before it: the words may speak to whoever received it.
    pub fn help_to_service(&self) -> &str {
        self.rule.help_to_service.unwrap_or(&self.words.help)
    }

    /// The files that it is about; none where it is about all returns together.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.path).chain(&self.also_in);
        all.map(String::as_str).filter(|path| !path.is_empty())
    }

    /// Whether it counts: it was not waived.
    pub fn stands(&self) -> bool {
        self.waived_by.is_none()
    }
}

/// Where findings are collected.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
}

impl Findings {
    /// Adds a finding, where there is one.
    pub fn push(&mut self, finding: impl Into<Option<Finding>>) {
        self.found.extend(finding.into());
    }

    /// The last finding of a rule.
    pub(super) fn last_of(&mut self, rule: &Rule) -> Option<&mut Finding> {
        self.found.iter_mut().rfind(|finding| finding.rule == rule)
    }

    /// The findings in the order in which they were added.
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, CellRef, Sheet};
    use crate::layout::Field;

    #[test]
    fn only_an_answer_has_a_place_among_the_columns_that_ask() {
        let entry = |cell| Subject::Entry(Kind::Indicators, 7, cell);
        assert_eq!(entry(EntryCell::Asked(3)).asked(), Some(3));
        assert_eq!(entry(EntryCell::Field(Field::Rating)).asked(), None);
        assert_eq!([Subject::Row(Kind::Actions, 2).asked(), entry(EntryCell::Asked(0)).asked()], [None, Some(0)]);
        assert_eq!(entry(EntryCell::Asked(3)).row(), Some((Kind::Indicators, 7)));
    }

    #[test]
    fn of_a_row_filled_to_the_last_column_only_what_is_near_the_cell_is_shown() {
        let mut sheet = Sheet::named("Actions");
        let long = "x".repeat(5_000);
        sheet.cells = (0..16_384).map(|col| Cell::text(CellRef { row: 4, col }, &long)).collect();
        let at = CellRef { row: 4, col: 9_000 };
        let snippet = Snippet::of_row(&sheet, at, None);
        let shown: Vec<u16> = snippet.cells.iter().map(|cell| cell.at.col).collect();
        assert_eq!(shown, (8_950..=9_050).collect::<Vec<u16>>());
        let lengths = |cell: &super::SnippetCell| cell.text.len();
        assert_eq!(snippet.row, 5, "rows are numbered as Excel does");
        assert_eq!([lengths(&snippet.cells[50]), lengths(&snippet.cells[51])], [5_000, 1_000]);
        assert_eq!(Snippet::of_row(&sheet, CellRef { row: 4, col: 0 }, None).cells.len(), 51);
        assert_eq!(Snippet::of_row(&sheet, CellRef { row: 5, col: 0 }, None).cells.len(), 1);
    }
}
