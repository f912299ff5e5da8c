//! The texts of the return that tell people what to do, written and remembered.
//!
//! What stands on a sheet beside labels, entries and issued rows is either guidance or was typed by somebody; so every
//! text that is written as guidance is listed on the very hidden sheet, and what is not in that list is quoted back.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use crate::domain::{Kind, Need, print_day};
use crate::layout::{RETURN, SheetId};
use crate::plan::{ActionsCounted, Issued};
use crate::rules::live;
use crate::workbook::{WriteError, text_of, write_text};

/// The guidance that was written.
#[derive(Debug, Default)]
pub(super) struct Guidance(Vec<String>);

impl Guidance {
    /// Writes a text and remembers it.
    pub(super) fn write(
        &mut self,
        sheet: &mut Worksheet,
        at: (RowNum, ColNum),
        text: &str,
        format: &Format,
    ) -> Result<(), WriteError> {
        if !text.trim().is_empty() {
            self.0.push(text_of(text).into_owned());
        }
        write_text(sheet, at, text, format)
    }

    /// All texts, in the order in which they were written.
    pub(super) fn texts(&self) -> &[String] {
        &self.0
    }
}

/// What whoever fills the return in has to do, in five lines.
pub(crate) fn steps(issued: &Issued) -> [String; 5] {
    let has = |kind| issued.row_count(kind) > 0;
    let sheets = match (has(Kind::Actions), has(Kind::Indicators)) {
        (true, true) => {
            format!("the {} and {} sheets", RETURN.sheet_name(SheetId::Actions), RETURN.sheet_name(SheetId::Indicators))
        }
        (false, true) => format!("the {} sheet", RETURN.sheet_name(SheetId::Indicators)),
        (true | false, false) => format!("the {} sheet", RETURN.sheet_name(SheetId::Actions)),
    };
    let sign_off = match issued.settings.sign_off {
        Need::Required => format!("Fill in the {} sheet.", RETURN.sheet_name(SheetId::SignOff)),
        Need::Optional => {
            format!(
                "Fill in the {} sheet if you are asked to sign the return off.",
                RETURN.sheet_name(SheetId::SignOff)
            )
        }
    };
    let what = match (has(Kind::Actions), has(Kind::Indicators), issued.settings.actions_counted) {
        (true, false, ActionsCounted::WhenRated) => issued.sheet_instruction(Kind::Actions).to_owned(),
        (true, true, ActionsCounted::WhenRated) => format!(
            "Fill in the yellow cells, then any white cell that applies. On {} a yellow row's deadline has come; rate \
             another only if it is finished or will slip. Grey cells are locked or need no entry.",
            RETURN.sheet_name(SheetId::Actions)
        ),
        (_, _, ActionsCounted::AllMonitored) | (false, _, ActionsCounted::WhenRated) => {
            "Fill in the yellow cells, then any white cell that applies. Grey cells are locked or need no entry."
                .to_owned()
        }
    };
    let to = issued.stamp.send_to.as_deref().map(|to| format!(" to {to}")).unwrap_or_default();
    let by = issued.stamp.return_by.map(|day| format!(" by {}", print_day(day))).unwrap_or_default();
    [
        format!("Go to {sheets}. {what}"),
        "Choose ratings from the drop-down list; the key below says what each means. A yellow cell is required."
            .to_owned(),
        format!(
            "Look at the Check column: it says what is missing or wrong first in a row, and shows {} when nothing is.",
            live::DONE
        ),
        sign_off,
        if issued.stamp.stays_in_folder {
            format!("Save the workbook as it is (.xlsx, same name) in the folder for returns{by}; it need not be sent.")
        } else {
            format!("Save the workbook as it is (.xlsx, same name) and send it{to}{by}.")
        },
    ]
}
