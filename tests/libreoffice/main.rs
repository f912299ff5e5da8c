//! Workbooks and reports that other programs filled in, saved, calculate or show: `LibreOffice`, openpyxl and python-docx.
//!
//! A binary of its own that plain `cargo test` leaves out, for `LibreOffice` takes minutes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod beside_cells;
mod corrections;
mod edges;
mod every_output;
mod live_summary;
mod marked_copies;
mod older_formats;
mod previous;
mod report_sample;
mod round_trip;
mod safe_output;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../tools.rs"]
mod tools;
mod validator;
mod word;
