//! Why a workbook could not be written, in an officer's words. Nothing that people typed ends here: bad entries make
//! findings.

use rust_xlsxwriter::XlsxError;

use crate::grid::{Limit, Refusal};

/// Why a workbook could not be written. Nothing is saved where one of these comes up.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Excel's file format refused something.
    #[error(
        "the workbook could not be put together, and nothing was saved; please report this, with the workbook used"
    )]
    Excel(#[from] XlsxError),
    /// What the return carries about itself could not be stored.
    #[error("the return's hidden record could not be written, and nothing was saved; please report this")]
    Record(#[from] serde_json::Error),
    /// A marked copy cannot be read as a return.
    #[error("the marked copy could not be made, and nothing was saved; please report this, with the return")]
    MarkedCopy,
    /// A return cannot be read again.
    #[error(
        "the return of {plan} could not be read again, so nothing was saved; please report this, with the plan workbook: {why}"
    )]
    Unreadable {
        /// The code of its delivery plan.
        plan: String,
        /// Why not.
        why: Refusal,
    },
    /// A return would be larger than what is read of one.
    #[error(
        "the return of {plan}, with {rows} rows, would be too large to be read when it comes back filled in ({found} {limit}; at most {allowed}), so nothing was saved; split this delivery plan into several"
    )]
    TooLarge {
        /// The code of its delivery plan.
        plan: String,
        /// How many actions and indicators it has.
        rows: usize,
        /// Which limit was passed.
        limit: Limit,
        /// What was found.
        found: u64,
        /// The most that there may be.
        allowed: u64,
    },
    /// The file could not be packed.
    #[error("the workbook could not be packed into a file, and nothing was saved; please report this")]
    Package(#[from] zip::result::ZipError),
    /// The file could not be packed, for want of memory.
    #[error("the workbook could not be packed into a file, and nothing was saved; please report this")]
    Packing(#[from] std::io::Error),
    /// A data file could not be put together.
    #[error("a data file could not be put together, and nothing was saved; please report this")]
    Data(#[from] csv::Error),
    /// More rows than a sheet of Excel holds.
    #[error(
        "sheet `{sheet}` would have {rows} rows, more than Excel holds (1,048,576); split the delivery plan into smaller ones"
    )]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many rows it would have.
        rows: usize,
    },
    /// More columns than a sheet of Excel holds.
    #[error(
        "sheet `{sheet}` would have {columns} columns, more than Excel holds (16,384); remove columns from the plan workbook"
    )]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// How many columns it would have.
        columns: usize,
    },
    /// More rows than a sheet of the consolidated workbook holds.
    #[error(
        "sheet `{sheet}` of the consolidated workbook would have {rows} rows, more than Excel holds (1,048,576), and nothing was saved; consolidate fewer delivery plans at a time"
    )]
    TooManyConsolidatedRows {
        /// The sheet.
        sheet: String,
        /// How many rows it would have.
        rows: usize,
    },
}
