//! The starter plan workbook: every sheet of the plan with its headings, drop-downs and help, and a few rows to
//! overwrite.
//!
//! A scheme's ratings, bands, settings and example rows are data (`workbook-templates/schemes`); this room writes
//! them. Nothing is judged here, and the clock is not read: without a period the Period setting is blank.
//! Sheets and headings come from the layout, so that what is written is what `plan` reads.

mod about;
mod drop_downs;
mod filled;
mod guide;
mod preset;
mod scheme;
mod setting;
mod tables;

use crate::domain::Period;
use crate::layout::{PLAN, SheetId};
use crate::workbook::{Styles, Title, WriteError, new_workbook, save};

pub(crate) use filled::{Filled, FilledColumn, FilledSheet, filled};
pub use preset::Preset;

use drop_downs::DropDowns;

/// A starter plan workbook of the preset, as the bytes of an .xlsx file. With a period it is issued for that period,
/// Returns due is the third Friday after it, and Reporting and the month the year starts in are the period's; otherwise
/// the officer enters them. The same arguments give the same bytes.
///
/// # Errors
/// `WriteError` where the workbook cannot be put together, which no preset brings about.
pub fn starter(preset: Preset, period: Option<Period>) -> Result<Vec<u8>, WriteError> {
    let scheme = preset.scheme();
    let calendar = period.map_or_else(|| preset.calendar(), |period| period.calendar());
    let styles = Styles::new();
    let mut workbook =
        new_workbook(&Title { title: "Plan workbook", subject: preset.title(), properties: &[], label: None })?;
    let drop_downs = DropDowns::new();
    for layout in &PLAN.sheets {
        if !scheme.writes(layout) {
            continue;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(&layout.name)?;
        #[expect(clippy::wildcard_enum_match_arm, reason = "all other sheets are tables")]
        match layout.id {
            SheetId::About => about::write(sheet, scheme, &styles)?,
            SheetId::Settings => setting::write(sheet, layout, scheme, period, calendar, &drop_downs, &styles)?,
            _ => {
                tables::write(sheet, layout, scheme.sheet(layout.id), calendar, &drop_downs, &styles)?;
            }
        }
        tables::finish(sheet, layout)?;
    }
    drop_downs.write(&mut workbook, &styles)?;
    save(&mut workbook, None)
}

#[cfg(test)]
mod tests;
