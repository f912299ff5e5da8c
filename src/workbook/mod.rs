//! What issuing, marking, starting a plan and consolidating share in writing: the book, its styles, its cells and its
//! pages.
//!
//! Together with `issue`, `mark`, `init` and `consolidate` this is the only user of the Excel writer. Everything that
//! was typed by a person is written as text, so that nothing from a return or a plan can become a formula.

mod book;
mod cells;
mod chart_cache;
mod digests;
mod error;
mod late_formulas;
mod late_rows;
mod maker;
mod note;
mod number_format;
mod package;
mod page;
mod row_height;
mod stored;
mod styles;
mod text;

pub(crate) use book::{Title, new_workbook};
pub(crate) use cells::{
    excel_day, hundredth, let_text_be_text, number_of, write_date, write_lines, write_number, write_printed, write_text,
};
pub(crate) use digests::{
    ALL_CELLS, DIGESTS_SHEET, PROPERTY_DIGEST, add_digests_sheet, digest_of_rows, digest_to_come,
};
pub(crate) use error::WriteError;
pub(crate) use late_formulas::LateFormulas;
pub(crate) use late_rows::LateRows;
pub(crate) use maker::made_on_unix;
pub(crate) use note::{note_text, write_note};
pub(crate) use number_format::{DAY, entry_format, entry_places, quantity_format};
pub(crate) use package::{Packed, pack, save, save_draft, save_with};
pub(crate) use page::{
    Orientation, height_of_page, in_pages, is_legible, keep_legible, lay_out_page, narrowed, print_in_pages,
    print_legibly, rows_of_page, side_by_side, too_many_characters, width_on_screen,
};
pub(crate) use row_height::{MOST_LINES, fit_row, height_of_row, lines_of, lines_of_bold};
pub(crate) use stored::{Stored, StoredRow, write_row};
pub(crate) use styles::{FONT, Styles, colour};
pub(crate) use text::{first_units, formula_text, line, text_of};
