//! What members agreed, as officers typed it on the Decisions sheet: it is carried as it stands, for `agree` to read.
//!
//! Tables are known by their headings, wherever they stand now and however they were sorted.

use std::collections::BTreeMap;

use crate::domain::{key, same, tidy};
use crate::grid::{Cell, CellRef, Workbook};
use crate::layout::{CONSOLIDATED, Field, SheetId};

/// What members were asked of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Whether its deadline moves.
    Deadline,
    /// Whether it is closed.
    Closing,
}

/// What was typed under Agreed, with the reference that it stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub question: Question,
    pub reference: String,
    pub text: String,
}

/// Every answer, by question and key of the reference; of several to one question the first.
pub(super) fn read(workbook: &Workbook) -> BTreeMap<(Question, String), Agreement> {
    let mut agreements = BTreeMap::new();
    let layout = CONSOLIDATED.sheet(SheetId::Decisions);
    let Some(sheet) = layout.find_in(workbook) else { return agreements };
    let col = |cells: &[Cell], field| {
        let heading = layout.heading(field);
        cells.iter().find(|cell| same(&cell.shown_text(), heading)).map(|cell| cell.at.col)
    };
    let mut columns: Option<(Question, u16, u16)> = None;
    for (row, cells) in sheet.rows() {
        // A row of which one cell reads like a heading is none yet.
        if let Some(of) = col(cells, Field::Ref)
            && [Field::Action, Field::Indicator, Field::Reason, Field::Text]
                .iter()
                .any(|own| col(cells, *own).is_some())
        {
            let question =
                if col(cells, Field::RevisedDeadline).is_some() { Question::Deadline } else { Question::Closing };
            columns = col(cells, Field::Agreed).map(|answer| (question, of, answer));
            continue;
        }
        let Some((question, of, answer)) = columns else { continue };
        let text = |col| sheet.get(CellRef { row, col }).map(|cell| tidy(&cell.shown_text())).unwrap_or_default();
        let (reference, text) = (text(of), text(answer));
        if !reference.is_empty() && !text.is_empty() {
            let place = (question, key(&reference));
            agreements.entry(place).or_insert(Agreement { question, reference, text });
        }
    }
    agreements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::previous::kit::{sheet, workbook};

    #[test]
    fn what_was_typed_is_read_below_the_headings_of_its_table() {
        let decisions = sheet(
            "Decisions",
            &[
                &["Decisions"],
                &["Ref", "Action", "Revised deadline", "Agreed"],
                &["1.1", "Build", "Q3", " Yes "],
                &["1.2", "Mend", "Q4", ""],
                &[],
                &["Ref", "Action", "Deadline", "Agreed"],
                &["1.1", "Build", "Q1", "No"],
                &["Ref", "Action or indicator", "What the row says"],
                &["1.3", "Paint", "Yes"],
            ],
        );
        let found = read(&workbook(vec![decisions]));
        let all: Vec<_> = found.values().map(|one| (one.question, one.reference.as_str(), one.text.as_str())).collect();
        assert_eq!(all, [(Question::Deadline, "1.1", "Yes"), (Question::Closing, "1.1", "No")]);
        assert!(read(&workbook(vec![sheet("Actions", &[&["Ref", "Agreed"], &["1.1", "Yes"]])])).is_empty());
    }
}
