//! What issuing, marking, starting a plan and consolidating share in writing: the book, its styles, its cells and its
//! pages.
//!
//! Together with `issue`, `mark`, `init` and `consolidate` this is the only user of the Excel writer. Everything that
//! was typed by a person is written as text, so that nothing from a return or a plan can become a formula.

mod book;
mod cells;
mod error;
mod late_rows;
mod note;
mod number_format;
mod package;
mod page;
mod row_height;
mod stored;
mod styles;
mod text;

pub use book::{Title, new_workbook};
pub(crate) use cells::excel_day;
pub use cells::{hundredth, number_of, write_date, write_lines, write_number, write_printed, write_text};
pub use error::WriteError;
pub use late_rows::LateRows;
pub use note::write_note;
pub use number_format::{entry_format, quantity_format};
pub use package::{Packed, pack, save};
pub use page::{Orientation, lay_out_page, rows_of_page};
pub use row_height::{MOST_LINES, fit_row, lines_of};
pub use stored::{Stored, StoredRow, write_row};
pub(crate) use styles::FONT;
pub use styles::{Styles, colour};
pub(crate) use text::first_units;
pub use text::{formula_text, line, text_of};
