//! The hidden lists that drop-downs choose from, each a named range that fits exactly.
//!
//! An inline list would split an option at its comma and holds 255 characters; a range with a blank cell would let
//! anything through.

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{RowNum, Workbook};

use crate::domain::{Direction, Kind};
use crate::layout::SheetId;
use crate::plan::Issued;
use crate::returns::Reason;
use crate::workbook::{Styles, WriteError, write_text};

use super::name;

/// The named range of the directions of travel.
pub(super) const DIRECTIONS: &str = "Directions_of_travel";
/// The named range of what may stand beside an entry of the Fix list: still to do, or done.
pub const DONE: &str = "Done_marks";
/// The named range of the reasons instead of a value.
pub(super) const REASONS: &str = "Value_reasons";

/// The named range of the ratings of `kind`; `None` where the scheme has none.
pub(super) fn ratings(issued: &Issued, kind: Kind) -> Option<&'static str> {
    let name = match kind {
        Kind::Actions => "Action_ratings",
        Kind::Indicators => "Indicator_ratings",
    };
    issued.scheme.scale(kind).iter().next().map(|_| name)
}

/// Writes the hidden sheet and defines the names. `is_marked` adds what the Fix list needs.
pub(super) fn write(
    workbook: &mut Workbook,
    issued: &Issued,
    is_marked: bool,
    styles: &Styles,
) -> Result<(), WriteError> {
    let names = |kind| -> Vec<String> { issued.scheme.scale(kind).names().map(str::to_owned).collect() };
    let directions = [Direction::Improving, Direction::Steady, Direction::Worsening];
    let mut lists: Vec<(Option<&str>, &str, Vec<String>)> = vec![
        (ratings(issued, Kind::Actions), "Ratings of actions", names(Kind::Actions)),
        (ratings(issued, Kind::Indicators), "Ratings of indicators", names(Kind::Indicators)),
        (Some(DIRECTIONS), "Directions of travel", directions.iter().map(ToString::to_string).collect()),
        (Some(REASONS), "Instead of a value", Reason::WORDS.map(str::to_owned).to_vec()),
    ];
    if is_marked {
        lists.push((Some(DONE), "Done", ["☐", "☑"].map(str::to_owned).to_vec()));
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(name(SheetId::Lists))?.set_hidden(true).protect();
    let mut ranges = Vec::new();
    for (col, (range, heading, words)) in (0..).zip(&lists) {
        sheet.set_column_width(col, 24)?;
        write_text(sheet, (0, col), heading, &styles.heading)?;
        for (row, word) in (1..).zip(words) {
            write_text(sheet, (row, col), word, &styles.as_text)?;
        }
        if let (Some(range), Ok(last)) = (range, RowNum::try_from(words.len())) {
            ranges.push((*range, worksheet_range_absolute(name(SheetId::Lists), 1, col, last, col)));
        }
    }
    for (range, cells) in ranges {
        workbook.define_name(range, &format!("={cells}"))?;
    }
    Ok(())
}
