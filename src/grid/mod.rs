//! A workbook as located cells: bytes in, sheets of addressed values out, with nothing interpreted beyond what Excel itself shows.
//!
//! This room is the only one that knows file formats. It reads .xlsx, .xlsm and .ods itself, in one pass over each sheet, because the
//! library readers drop what returns depend on (hidden rows, values under merged cells, formulas without a result, error words
//! they do not know) and can be made to end the whole process. .xls and .xlsb are read in a process of their own.
//! It knows nothing of plans, returns or headings, and depends on no other room.

mod amend;
mod beside;
#[cfg(feature = "cli")]
mod binary_errors;
mod cell;
mod cell_ref;
mod date;
mod digest;
mod encoding;
mod format_code;
mod format_condition;
#[cfg(feature = "cli")]
mod legacy;
mod limits;
mod look;
mod merge;
mod number;
mod open_document;
mod package;
mod paint;
mod place;
mod property;
mod raw_cell;
mod recent_texts;
mod refusal;
mod relation;
mod remark;
mod sensitivity_label;
mod shared_string;
mod sheet;
mod sniff;
mod style;
mod text;
mod time_parts;
mod workbook;
#[cfg(feature = "cli")]
mod worker;
mod worksheet;
mod written;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub(crate) use amend::{Amendments, CellFormat, Entry, FurtherColumn, FurtherSheet, NotAmended, amend};
pub use cell::{Cell, Displayed, Formula, Shown, Value};
pub(crate) use cell_ref::COLS;
pub use cell_ref::{CellRef, ROWS};
pub(crate) use date::{BETWEEN_EPOCHS, from_serial as date_of_serial};
pub(crate) use digest::{Mark, SIGNS_OF_MARK, Saying, SheetDigest, digest_of_all, rows_of};

pub use limits::Limits;
pub use look::{Lettering, Look, Run, Runs};
pub(crate) use look::{runs_of, written_of};
pub(crate) use package::Package;
pub(crate) use paint::{Paint, Painted, paint, symbol_font};
pub use place::Place;
pub use refusal::{Limit, Refusal, Seems};
pub(crate) use relation::{Relation, of_kind, relations};
pub use remark::{Remark, RemarkKind, Remarks};
pub(crate) use sheet::looks_at;
pub use sheet::{Sheet, Visibility};
pub use sniff::Kind;
pub(crate) use sniff::{content_type, main_part, sniff};
pub use time_parts::TimeParts;
pub use workbook::{Format, Leftover, SensitivityLabel, Workbook};
#[cfg(feature = "cli")]
pub(crate) use worker::run_worker;
pub use written::{How, Written};
pub(crate) use xml::text_of;

/// What to do with a workbook in one of the older formats, .xls and .xlsb.
#[derive(Clone, Copy, Debug)]
pub enum Legacy<'a> {
    /// Do not read it: [`Refusal::LegacyNotAllowed`].
    Refuse,
    /// Read it in a process of its own: the program at this path, called as `read-worker`, which must call `run_worker`.
    #[cfg(feature = "cli")]
    Worker(&'a std::path::Path),
    /// Cannot be made: it only gives the lifetime a use where there are no processes.
    #[cfg(not(feature = "cli"))]
    #[doc(hidden)]
    Nowhere(std::convert::Infallible, std::marker::PhantomData<&'a ()>),
}

/// Reads a whole workbook from the bytes of its file. What the bytes are is decided by the bytes, never by a file name.
///
/// # Errors
/// A [`Refusal`] when the bytes are not a workbook, are protected by a password, pass a limit or are damaged. It never panics,
/// and its memory stays within a small multiple of the limits.
pub fn read(bytes: &[u8], limits: &Limits, legacy: Legacy) -> Result<Workbook, Refusal> {
    read_without(bytes, limits, legacy, &[])
}

/// The same, but the cells of a hidden sheet with one of the names in `unread` are not read: it is listed and comes empty,
/// whatever is in it. A sheet in sight is read under any name, and so is every sheet of .xls and .xlsb.
///
/// # Errors
/// As [`read`].
pub fn read_without(bytes: &[u8], limits: &Limits, legacy: Legacy, unread: &[&str]) -> Result<Workbook, Refusal> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    limits.check(Limit::FileBytes, size)?;
    let book = match sniff::open(bytes, limits)? {
        sniff::Opened::Package(package, Format::Ods) => return open_document::read(*package, limits, unread),
        sniff::Opened::Package(package, format) if format.tells_formats() => {
            return xlsx::read(*package, format, limits, unread);
        }
        sniff::Opened::Package(package, format) => package.inventory(format),
        sniff::Opened::Compound { macros, pivot } => {
            let leftover = Leftover { pivot, ..Leftover::default() };
            Workbook { has_macros: macros, leftover, ..Workbook::empty(Format::Xls) }
        }
    };
    match legacy {
        Legacy::Refuse => Err(Refusal::LegacyNotAllowed { format: book.format }),
        #[cfg(feature = "cli")]
        Legacy::Worker(program) => {
            let Workbook { sheets, properties, app, date1904, .. } =
                worker::read_apart(program, bytes, book.format, limits)?;
            Ok(Workbook { sheets, properties, app, date1904, ..book })
        }
        #[cfg(not(feature = "cli"))]
        Legacy::Nowhere(never, _) => match never {},
    }
}

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
