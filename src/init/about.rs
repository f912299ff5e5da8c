//! The first sheet: what each of the others is for, in plain words. It is ignored when the plan is read.

use rust_xlsxwriter::Worksheet;

use crate::layout::{PLAN, SheetId, SheetLayout};
use crate::workbook::{Styles, WriteError, fit_row, lines_of, write_text};

use super::scheme::Scheme;
use super::{is_written, tables};

/// Writes the sheet: one row for each sheet of the workbook, and for each that may be added.
pub(super) fn write(
    sheet: &mut Worksheet,
    layout: &SheetLayout,
    scheme: &Scheme,
    styles: &Styles,
) -> Result<(), WriteError> {
    tables::write_headings(sheet, layout.columns.iter().map(|column| (column.heading.as_str(), column.width)), styles)?;
    let described = PLAN.sheets.iter().filter_map(|one| {
        let words = what_for(one.id)?;
        let words = if is_written(one, scheme) { words.to_owned() } else { format!("{} {words}", to_add(one)) };
        Some((one.name.as_str(), words))
    });
    for (row, (name, words)) in (1u32..).zip(described) {
        write_text(sheet, (row, 0), name, &styles.text)?;
        write_text(sheet, (row, 1), &words, &styles.text)?;
        fit_row(sheet, row, layout.columns.get(1).map_or(1, |column| lines_of(&words, column.width)))?;
    }
    Ok(())
}

/// How a sheet that is not there can be added.
fn to_add(layout: &SheetLayout) -> String {
    let headings: Vec<&str> = layout.columns.iter().map(|column| column.heading.as_str()).collect();
    format!("May be added: a sheet named {} with the headings {}.", layout.name, headings.join(", "))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "sheets of the other workbooks are not described here")]
fn what_for(id: SheetId) -> Option<&'static str> {
    Some(match id {
        SheetId::Settings => {
            "Decide here how the plan is reported: the period, when returns are due, and how ratings and percentages work. \
             Change the Period each time; the rest stays."
        }
        SheetId::Priorities => "The council's priorities. Their order here is their order in every table.",
        SheetId::DeliveryPlans => {
            "One row for each service that sends a return. Its code names the file; its e-mail says where it goes."
        }
        SheetId::Actions => {
            "What is to be done, by when, and under which delivery plan. Replace the example rows with your own. Any column \
             you add is printed in the return; one headed “Ask: …” is filled in by the service."
        }
        SheetId::Indicators => {
            "What is measured, with its unit, its target and which way is better. Replace the example rows with your own. \
             Delete all rows if you have no indicators."
        }
        SheetId::Ratings => {
            "The ratings that services choose from, what each means, and what each requires. Their order here is the order of \
             columns in the summary."
        }
        SheetId::Tolerances => {
            "How far from its target an indicator may be for each rating. The rows of a tolerance run from best to worst."
        }
        SheetId::Rules => "It makes a check an Error, a Warning or a Note, or switches it Off.",
        SheetId::Waivers => {
            "It accepts a single finding: which rule, for which row, why, and who approved it. The finding stays in the \
             report, with these words."
        }
        SheetId::Messages => {
            "It words the mails: under Message one of Issue subject, Issue body, Reminder subject, Reminder body, Errors \
             subject and Errors body; under Text what it says. {organisation}, {plan title}, {period}, {delivery plan}, \
             {plan code}, {lead officer}, {return by}, {rows}, {contact name} and {contact e-mail} are filled in."
        }
        _ => return None,
    })
}
