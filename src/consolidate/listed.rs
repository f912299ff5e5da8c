//! The sheets of the workbook in order, with what each holds: what Contents lists and what is written.

use crate::layout::{CONSOLIDATED, SheetId};

use super::book::Book;
use super::detail::{self, Part};

/// One sheet as it is listed.
#[derive(Debug)]
pub(super) struct Listed {
    /// Which sheet it is.
    pub id: SheetId,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub about: String,
}

/// The priorities or delivery plans that have a sheet of their own.
pub(super) fn parts<'q>(book: &Book<'q>) -> Vec<Part<'q>> {
    let fixed: Vec<&str> = CONSOLIDATED.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    detail::parts(book, &fixed)
}

/// The sheets in order; those of `parts` stand where the layout has their like.
pub(super) fn listed(parts: &[Part<'_>], is_written: impl Fn(SheetId) -> bool) -> Vec<Listed> {
    let mut listed = Vec::new();
    for sheet in CONSOLIDATED.sheets.iter().filter(|sheet| is_written(sheet.id)) {
        if sheet.id == SheetId::Detail {
            listed.extend(parts.iter().map(|part| Listed {
                id: SheetId::Detail,
                name: part.sheet.clone(),
                about: format!(
                    "{}: its actions and indicators, with the year's periods side by side, what became of each and why.",
                    part.name
                ),
            }));
            continue;
        }
        listed.push(Listed { id: sheet.id, name: sheet.name.clone(), about: sheet.about.clone() });
    }
    listed
}
