//! The Sign-off sheet: who filled the return in, and who approved it.

use rust_xlsxwriter::Worksheet;

use crate::domain::Need;
use crate::layout::{Field, RETURN, SheetId, sheet as layout};
use crate::plan::Issued;
use crate::workbook::{Orientation, Styles, WriteError, lay_out_page, write_text};

use super::guidance::Guidance;
use super::{name, table, validation};

/// The row of the first label; the title and what to do stand above.
const FIRST: u32 = 3;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    issued: &Issued,
    guidance: &mut Guidance,
    styles: &Styles,
) -> Result<(), WriteError> {
    let title = format!("{} – sign-off – {}", issued.stamp.plan_name, issued.stamp.period);
    let what_to_do = match issued.settings.sign_off {
        Need::Required => "Fill in all four before you send the return.",
        Need::Optional => "Fill in if you are asked to sign the return off.",
    };
    guidance.write(sheet, (0, 0), &title, &styles.title)?;
    guidance.write(sheet, (1, 0), what_to_do, &styles.guidance)?;
    sheet.set_column_width(0, 22)?.set_column_width(1, 60)?;
    let date = styles.entry.clone().set_num_format(table::DAY);
    for (row, label) in (FIRST..).zip(&layout(&RETURN, SheetId::SignOff).labels) {
        write_text(sheet, (row, 0), &label.heading, &styles.label)?;
        let format = if label.field == Field::Date { &date } else { &styles.entry };
        write_text(sheet, (row, 1), "", format)?;
        sheet.add_data_validation(row, 1, row, 1, &validation::sign_off(label)?)?;
    }
    sheet.protect_with_options(&table::protection());
    sheet.set_selection(FIRST, 1, FIRST, 1)?;
    lay_out_page(sheet, Orientation::Portrait, None, name(SheetId::SignOff))
}
