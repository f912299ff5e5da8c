//! The Sign-off sheet: who filled the return in, and who approved it.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet};

use crate::domain::Need;
use crate::grid::CellRef;
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::{MARK, marks_heading};
use crate::workbook::{DAY, Orientation, Styles, WriteError, fit_row, lay_out_page, lines_of, write_text};

use super::filled::{Filled, Form, marked};
use super::guidance::Guidance;
use super::{check, table, validation};

/// The row of the first label; the title and what to do stand above.
const FIRST: u32 = 3;
/// The width of column B, in characters.
const ENTRIES: u16 = 60;

/// Where the entry of `field` stands.
pub(crate) fn entry_cell(field: Field) -> Option<CellRef> {
    let place = RETURN.sheet(SheetId::SignOff).labels.iter().position(|label| label.field == field)?;
    Some(CellRef { row: FIRST.checked_add(u32::try_from(place).ok()?)?, col: 1 })
}

/// How many entries are still to be filled in, as a formula for another sheet and as it is stored; `None` where none is
/// required.
pub(super) fn still_blank(issued: &Issued, filled: &Filled) -> Option<(String, usize)> {
    if issued.settings.sign_off != Need::Required {
        return None;
    }
    let form = RETURN.sheet(SheetId::SignOff);
    let cells = form.labels.iter().filter_map(|label| entry_cell(label.field));
    let terms: Vec<String> =
        cells.map(|at| format!("IF({},1,0)", check::blank(&format!("'{}'!{at}", form.name)))).collect();
    let is_blank = |field| filled.sign_off.get(&field).is_none_or(|typed| typed.cell.tidy_text().is_empty());
    let blank = form.labels.iter().filter(|label| is_blank(label.field)).count();
    Some((format!("={}", terms.join("+")), blank))
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    issued: &Issued,
    filled: &Filled,
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
    sheet.set_column_width(0, 22)?.set_column_width(1, ENTRIES)?;
    let (date, words) = (styles.entry.clone().set_num_format(DAY), styles.entry.clone().set_num_format("@"));
    for (row, label) in (FIRST..).zip(&RETURN.sheet(SheetId::SignOff).labels) {
        write_text(sheet, (row, 0), &label.heading, &styles.label)?;
        let day = label.field == Field::Date;
        let mut format = if day { date.clone() } else { words.clone() };
        if filled.note(SheetId::SignOff, row, 1).is_some() {
            format = marked(format);
            guidance.write(sheet, (row, 2), &format!("{MARK} {}", marks_heading()), &styles.guidance)?;
        }
        let form = Form { format, percent: false, day, figure: false };
        match filled.sign_off.get(&label.field) {
            Some(cell) => {
                let shown = filled.write(sheet, (row, 1), cell, &form)?;
                fit_row(sheet, row, lines_of(&shown, ENTRIES))?;
            }
            None => write_text(sheet, (row, 1), "", &form.format)?,
        }
        sheet.add_data_validation(row, 1, row, 1, &validation::sign_off(label)?)?;
        if issued.settings.sign_off == Need::Required {
            let blank = check::blank(&row_col_to_cell(row, 1));
            let wanted = ConditionalFormatFormula::new().set_rule(format!("={blank}").as_str());
            sheet.add_conditional_format(row, 1, row, 1, &wanted.set_format(styles.wanted.clone()))?;
        }
    }
    sheet.protect_with_options(&table::protection());
    sheet.set_selection(FIRST, 1, FIRST, 1)?;
    lay_out_page(sheet, Orientation::Portrait, None, RETURN.sheet_name(SheetId::SignOff))
}
