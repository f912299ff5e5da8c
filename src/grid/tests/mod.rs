//! What must hold for whole files: each peculiarity of real and hostile workbooks, built by hand part by part.

mod amended;
mod containers;
mod kit;
mod legacy;
mod looks;
mod open_document;
mod remarks;
mod second_opinion;
mod sheets;
mod time_parts;
mod values;

#[cfg(all(feature = "cli", unix))]
pub(super) use legacy::binary_workbook;
