//! A change by hand in the consolidated workbook that the next one does not have.

use crate::domain::{INFORMATION_ONLY, NOT_RATED};
use crate::previous::{Edit, EditedCell, Instead, RowByHand};
use crate::rules::{ByHandView, Check, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Where `consolidate` writes over its own workbook of the period, it carries what was written there under Rating counted,
    /// Corrected because and Commentary for report, and on Decisions under Agreed. Everything else that was changed is named
    /// here, cell by cell, with the cell to change instead; so are rows that were put in, blank ones too, a word under Rating
    /// counted that is no rating, and whatever was written of a row that the plan does not have any more. The workbook as it was changed is kept beside the new one. Workbooks keep a digest of
    /// each cell to tell: sheets may be sorted and columns moved, and a workbook that another program only saved is
    /// unchanged. Where the digests are lost, one finding says that changes cannot be told.
    ///
    /// # Why it matters
    /// Every sheet is made anew each time. A sentence that was put right by hand would be gone, and nobody would know.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q1 | Amber | Q2 | The contractor starts late. |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Exceptions!1.1!Commentary | The contractor starts in August. |
    ///
    /// A word that is no rating:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating counted | Greenish |
    /// | | type | Actions!1.1!Corrected because | Nothing was built. |
    ///
    /// The grey cell was typed over, and not the rating beside it:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating before correction | Red |
    ///
    /// The workbook does not tell any more what it said:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | planroll digests | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q1 | Amber | Q2 | The contractor starts late. |
    /// | | 1.2 | Q3 | Green | | |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Commentary for report | The contractor starts in August. |
    /// | | swap rows | Actions!1.1 | 1.2 |
    /// | | move column | Actions!Priority | Action |
    ///
    /// # What to do
    /// Change the cell that is named, in the workbook that was written now, and run the command again. What was typed is in
    /// the copy that is kept beside it.
    "RET010", "edit-not-carried", Warning, since "0.2.0",
    checks: [Check::ByHand(check)],
    officer_only: true,
}

fn check(view: &ByHandView<'_>, out: &mut Findings) {
    for edit in &view.by_hand.edits {
        out.push(told(edit));
    }
    for row in view.by_hand.rows.values() {
        let scale = view.plan.scale(row.kind);
        if !view.now.contains_key(&(row.kind, crate::domain::key(&row.reference))) {
            out.push(gone(row));
        } else if row.is_corrected(scale) && row.ruled(scale).is_none() {
            out.push(no_rating(row, scale.names()));
        }
    }
}

/// A row that the plan does not have any more.
fn gone(row: &RowByHand) -> Finding {
    let own = [("", &row.counted.1), ("because: ", &row.because.1), ("for the report: ", &row.commentary)];
    let own: Vec<String> =
        own.iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| format!("{what}{text}")).collect();
    let words = Words::new(
        format!("what you wrote of {} is not carried: the plan does not have it any more", row.reference),
        "a row of the plan",
        own.join("; "),
        "Nothing, if it was taken out on purpose; else put the row back in the plan workbook and run the command again.",
    );
    Finding::at_cell(&RULE, &row.sheet, row.counted.0, words).about(&row.reference)
}

/// A word under Rating counted that is no rating.
fn no_rating<'s>(row: &RowByHand, names: impl Iterator<Item = &'s str>) -> Finding {
    let words = Words::new(
        format!(
            "you changed {}!{} to {}, which is no rating; {} counts as its return has it",
            row.sheet,
            row.counted.0,
            quoted(&row.counted.1),
            row.reference
        ),
        Words::one_of(names.chain([NOT_RATED, INFORMATION_ONLY])),
        row.counted.1.clone(),
        "Choose the rating from the list in that cell, and run the command again.",
    );
    Finding::at_cell(&RULE, &row.sheet, row.counted.0, words).about(&row.reference)
}

fn told(edit: &Edit) -> Finding {
    let anew = "That sheet is made anew; the copy that is kept beside has what you changed.";
    let (message, found, help) = match edit {
        Edit::Unknown => (
            "this workbook does not tell any more what it said when it was written, so whether anything was changed besides \
             corrections cannot be told"
                .to_owned(),
            "its hidden sheet or its property is gone".to_owned(),
            "Look through the copy that is kept beside for anything else that you changed.".to_owned(),
        ),
        Edit::HeadingsLost { sheet, headings } => (
            format!(
                "corrections on {sheet} cannot be read: no one column of it is headed {}",
                Words::all_of(headings.iter().copied())
            ),
            headings.join("; "),
            "Put the heading back in the copy that is kept beside, or make the corrections in the workbook written now."
                .to_owned(),
        ),
        Edit::Cells { sheet, cells, instead } => (changed(sheet, cells, instead), texts(cells), help(sheet, instead)),
        Edit::Many { sheet, at, cells } => {
            (format!("you changed {cells} cells of {sheet}, from {at} on"), format!("{cells} cells"), anew.to_owned())
        }
        Edit::RowsAdded { sheet, at, rows: 1 } => {
            (format!("you put a row into {sheet}, at {at}"), "1 row".to_owned(), anew.to_owned())
        }
        Edit::RowsAdded { sheet, at, rows } => {
            (format!("you put {rows} rows into {sheet}, from {at} on"), format!("{rows} rows"), anew.to_owned())
        }
        Edit::BlankRows { sheet, at, rows: 1 } => {
            (format!("you put a blank row into {sheet}, above {at}"), "1 blank row".to_owned(), anew.to_owned())
        }
        Edit::BlankRows { sheet, at, rows } => {
            let found = format!("{rows} blank rows");
            (format!("you put {rows} blank rows into {sheet}, above {at}"), found, anew.to_owned())
        }
        Edit::RowsGone { sheet, rows } => (
            format!("rows of {sheet} are gone ({rows})"),
            format!("{rows} fewer"),
            "That sheet is made anew, and has them again.".to_owned(),
        ),
        Edit::ColumnAdded { sheet, at, heading } => {
            (format!("you put a column into {sheet}, at {at}: {}", quoted(heading)), heading.clone(), anew.to_owned())
        }
        Edit::ColumnsGone { sheet, columns } => (
            format!("columns of {sheet} are gone ({columns})"),
            format!("{columns} fewer"),
            "That sheet is made anew, and has them again.".to_owned(),
        ),
        Edit::SheetAdded { sheet } => (
            format!("the sheet {} is none of this workbook's, and is not in the new one", quoted(sheet)),
            sheet.clone(),
            "It is in the copy that is kept beside; keep what is your own in a workbook of its own.".to_owned(),
        ),
        Edit::SheetGone { sheet } => (
            format!("the sheet {sheet} is gone or was given another name"),
            format!("no sheet {sheet}"),
            "It is made anew.".to_owned(),
        ),
    };
    let words = Words { message, expected: "the workbook as it was written".to_owned(), found, help };
    match (edit.sheet(), edit.at()) {
        (Some(sheet), Some(at)) => Finding::at_cell(&RULE, sheet, at, words),
        (Some(sheet), None) => Finding::at_sheet(&RULE, sheet, words),
        (None, _) => Finding::at_file(&RULE, words),
    }
}

fn changed(sheet: &str, cells: &[EditedCell], instead: &Instead) -> String {
    if let (Instead::RefTwice, Some(cell)) = (instead, cells.first()) {
        return format!("{} stands in another row of {sheet} too, and that row is read", quoted(&cell.text));
    }
    let one = |(place, cell): (usize, &EditedCell)| {
        let address = if place == 0 { format!("{sheet}!{}", cell.at) } else { cell.at.to_string() };
        if cell.text.is_empty() { format!("{address} to blank") } else { format!("{address} to {}", quoted(&cell.text)) }
    };
    let all: Vec<String> = cells.iter().enumerate().map(one).collect();
    format!("you changed {}", Words::all_of(all.iter().map(String::as_str)))
}

fn texts(cells: &[EditedCell]) -> String {
    cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("; ")
}

fn help(sheet: &str, instead: &Instead) -> String {
    match instead {
        Instead::Cell { sheet: own, at } if own == sheet => {
            format!("That column is made anew; change {own}!{at} instead.")
        }
        Instead::Cell { sheet: own, at } => format!("That sheet is made anew; change {own}!{at} instead."),
        Instead::Return { file, cell } => {
            format!("That column is made anew from the returns; ask for {file} to be put right, in the row of {cell}.")
        }
        Instead::Inputs => {
            "It is made anew from the plan workbook and the returns; change it there, so that it lasts.".to_owned()
        }
        Instead::RefTwice => "Delete the row that does not belong there, and run the command again.".to_owned(),
    }
}
