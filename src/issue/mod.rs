//! Issuing: from the slice of the plan that goes out with one return to the bytes of its workbook.
//!
//! One file for each sheet, and one for each craft that the sheets share: who must fill in what, drop-downs, colours,
//! live checks. Files and folders are the caller's, so that the same bytes can be saved, attached to a mail or served.

mod answer_cells;
mod answers;
mod check;
mod conditional;
mod duty;
mod file_name;
mod filled;
mod guidance;
mod lists;
mod offer;
mod outgoing;
mod sign_off;
mod stamp;
mod start_here;
mod table;
mod validation;
mod widths;
mod working_cells;

use rust_xlsxwriter::{Workbook, Worksheet};

use crate::domain::Kind;
use crate::grid::{Legacy, Limits, Refusal};
use crate::layout::{RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::{
    self, Marking, NOTE_AUTHOR, PROPERTY_ENTRIES, PROPERTY_PERIOD, PROPERTY_PLAN, PROPERTY_SOURCES, PROPERTY_VERSION,
};
use crate::workbook::{LateFormulas, Styles, Title, WriteError, new_workbook, save_draft, save_with, write_note};

pub(crate) use file_name::file_names;
pub(crate) use filled::{Filled, Typed};
#[cfg(feature = "mail")]
pub(crate) use guidance::steps;
pub(crate) use lists::DONE;
pub(crate) use sign_off::entry_cell as sign_off_cell;
pub(crate) use table::{cell as table_cell, heading_cell, protection};

use guidance::Guidance;

/// The return's workbook, as the bytes of an .xlsx file. The same slice gives the same bytes.
///
/// # Errors
/// `WriteError` where a sheet would be larger than Excel allows, the workbook larger than is read when it comes back, or
/// it cannot be put together.
pub fn issue(issued: &Issued) -> Result<Vec<u8>, WriteError> {
    let bytes = write(issued, &Filled::default(), None)?;
    can_come_back(&bytes, issued, &Limits::to_be_filled_in())?;
    Ok(bytes)
}

/// The same, with entries filled in already.
///
/// # Errors
/// As [`issue`].
pub(crate) fn issue_filled(issued: &Issued, filled: &Filled) -> Result<Vec<u8>, WriteError> {
    write(issued, filled, None)
}

/// A return that is issued again, with entries and marks laid over it: a marked copy.
pub(crate) struct Again<'a>(Made<'a>);

impl<'a> Again<'a> {
    /// The return with these entries.
    ///
    /// # Errors
    /// As [`issue`].
    pub(crate) fn new(issued: &'a Issued, filled: &Filled) -> Result<Self, WriteError> {
        Made::new(issued, filled).map(Self)
    }

    /// The bytes of the marked copy. `filled` has the same entries; its marks are its own.
    ///
    /// # Errors
    /// As [`issue`].
    pub(crate) fn copy(&self, filled: &Filled, extras: &MarkedExtras<'_>) -> Result<Vec<u8>, WriteError> {
        let bytes = self.0.write(filled, Some(extras))?;
        can_come_back(&bytes, self.0.issued, &Limits::returns())?;
        Ok(bytes)
    }

    /// The same for the program alone, which reads in it what would be read in the copy, at a third of the cost.
    ///
    /// # Errors
    /// As [`issue`], but where it is too large: then it cannot be read.
    pub(crate) fn draft(&self, filled: &Filled, extras: &MarkedExtras<'_>) -> Result<Vec<u8>, WriteError> {
        self.0.draft(filled, extras)
    }
}

/// Fails where a return is larger than what is read: it is read, since only that is sure.
fn can_come_back(bytes: &[u8], issued: &Issued, limits: &Limits) -> Result<(), WriteError> {
    let plan = issued.stamp.plan_code.clone();
    match returns::open(bytes, limits, Legacy::Refuse) {
        Ok(_) => Ok(()),
        Err(Refusal::TooLarge { limit, found, allowed, .. }) => {
            let rows = issued.row_count(Kind::Actions) + issued.row_count(Kind::Indicators);
            Err(WriteError::TooLarge { plan, rows, limit, found, allowed })
        }
        Err(why) => Err(WriteError::Unreadable { plan, why }),
    }
}

/// What a marked copy has that a return has not.
#[derive(Clone, Copy)]
pub(crate) struct MarkedExtras<'a> {
    /// Which file it was made from, with which entries.
    pub marking: &'a Marking,
    /// Writes the Fix list, the first sheet.
    pub fix_list: WriteSheet<'a>,
    /// Writes the Kept aside sheet, the last in sight; `None` where nothing was kept aside.
    pub kept_aside: Option<WriteSheet<'a>>,
}

/// Writes one sheet.
pub(crate) type WriteSheet<'a> = &'a dyn Fn(&mut Worksheet, &Styles) -> Result<(), WriteError>;

fn write(issued: &Issued, filled: &Filled, extras: Option<&MarkedExtras<'_>>) -> Result<Vec<u8>, WriteError> {
    Made::new(issued, filled)?.write(filled, extras)
}

/// A return with its live checks, which are most of what it costs: they are the same whatever is marked in it.
struct Made<'a> {
    issued: &'a Issued,
    lists: Vec<check::List>,
    /// How many of the lists every return has.
    own: usize,
    asked: Vec<(Kind, Vec<table::AskedRow>)>,
}

impl<'a> Made<'a> {
    fn new(issued: &'a Issued, filled: &Filled) -> Result<Self, WriteError> {
        let kinds = [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| issued.row_count(*kind) > 0);
        let date_texts = check::DateTexts::new(issued.stamp.period);
        let mut lists = lists::lists(issued, &date_texts);
        let own = lists.len();
        lists.extend(lists::yes_or_no(issued));
        lists.extend(answers::lists(issued));
        let checks = check::Checks::new(issued, &date_texts, &lists);
        let mut asked = Vec::new();
        for kind in kinds {
            asked.push((kind, table::asked_rows(issued, kind, filled, &checks)?));
        }
        Ok(Self { issued, lists, own, asked })
    }

    /// The workbook's bytes.
    fn write(&self, filled: &Filled, extras: Option<&MarkedExtras<'_>>) -> Result<Vec<u8>, WriteError> {
        let (mut workbook, late) = self.workbook(filled, extras, false)?;
        save_with(&mut workbook, self.issued.label.as_ref(), &late)
    }

    /// The bytes of a workbook that only the program reads, at once: without lists, drop-downs, colours and the formulas of
    /// its live checks.
    fn draft(&self, filled: &Filled, extras: &MarkedExtras<'_>) -> Result<Vec<u8>, WriteError> {
        let (mut workbook, late) = self.workbook(filled, Some(extras), true)?;
        match &self.issued.label {
            None => save_draft(&mut workbook),
            label @ Some(_) => save_with(&mut workbook, label.as_ref(), &late),
        }
    }

    fn workbook<'m>(
        &'m self,
        filled: &'m Filled,
        extras: Option<&MarkedExtras<'_>>,
        is_draft: bool,
    ) -> Result<(Workbook, LateFormulas<'m>), WriteError> {
        let issued = self.issued;
        let styles = Styles::new();
        let stamp = &issued.stamp;
        let title = format!("{}: return for {}", stamp.plan_name, stamp.period);
        let mut properties = vec![
            (PROPERTY_PLAN, stamp.plan_code.clone()),
            (PROPERTY_PERIOD, stamp.period.to_string()),
            (PROPERTY_VERSION, issued.template_version.to_string()),
        ];
        if let Some(extras) = extras {
            properties.push((PROPERTY_SOURCES, sources(&extras.marking.sources)));
            properties.push((PROPERTY_ENTRIES, extras.marking.entries.clone()));
        }
        let mut workbook = new_workbook(&Title {
            title: &title,
            subject: &stamp.plan_title,
            properties: &properties,
            label: issued.label.as_ref(),
        })?;
        let mut guidance = Guidance::default();
        let mut late = LateFormulas::default();
        let mut tables = Vec::new();
        for (kind, asked) in &self.asked {
            tables.push(table::Table::new(issued, *kind, filled, asked)?);
        }

        if let Some(extras) = extras {
            let sheet = workbook.add_worksheet();
            sheet.set_name(RETURN.sheet_name(SheetId::FixList))?;
            (extras.fix_list)(sheet, &styles)?;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(RETURN.sheet_name(SheetId::Start))?;
        start_here::write(sheet, issued, &tables, filled, &mut guidance, &styles)?;
        notes(sheet, SheetId::Start, filled)?;
        for table in &tables {
            let sheet = workbook.add_worksheet();
            sheet.set_name(RETURN.sheet_name(table.sheet()))?;
            table.write(sheet, extras.is_some(), &styles, &mut late)?;
            // What helps whoever fills it in says nothing to the program.
            if !is_draft {
                validation::add(sheet, table)?;
                conditional::add(sheet, table, &styles)?;
            }
            notes(sheet, table.sheet(), filled)?;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(RETURN.sheet_name(SheetId::SignOff))?;
        sign_off::write(sheet, issued, filled, &mut guidance, &styles)?;
        notes(sheet, SheetId::SignOff, filled)?;
        if let Some(write) = extras.and_then(|extras| extras.kept_aside) {
            let sheet = workbook.add_worksheet();
            sheet.set_name(RETURN.sheet_name(SheetId::KeptAside))?;
            write(sheet, &styles)?;
            notes(sheet, SheetId::KeptAside, filled)?;
        }
        let (own, beside) = if is_draft { Default::default() } else { self.lists.split_at(self.own) };
        let beside = (check::WorkingCell::first_free(issued), beside);
        lists::write(&mut workbook, own, beside, extras.is_some(), &styles)?;
        let sheet = workbook.worksheet_from_name(RETURN.sheet_name(SheetId::Lists))?;
        for table in tables.iter().filter(|_| !is_draft) {
            working_cells::write(sheet, table, &styles, &mut late)?;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(RETURN.sheet_name(SheetId::Stamp))?.set_very_hidden(true);
        stamp::write(sheet, issued, &guidance, extras.map(|extras| extras.marking))?;
        Ok((workbook, late))
    }
}

/// Puts the notes of a sheet on its cells.
fn notes(sheet: &mut Worksheet, id: SheetId, filled: &Filled) -> Result<(), WriteError> {
    for ((_, at), text) in filled.notes.iter().filter(|((own, _), _)| *own == id) {
        write_note(sheet, (at.row, at.col), text, NOTE_AUTHOR)?;
    }
    Ok(())
}

/// The files that a marked copy was made from, as far as a property has room for them: the first and the last two.
fn sources(sources: &[String]) -> String {
    let (first, rest) = sources.split_at(sources.len().min(1));
    first.iter().chain(rest.iter().rev().take(2).rev()).cloned().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
