//! planroll issues, checks and consolidates a council's quarterly delivery-plan returns.

#[cfg(feature = "cli")]
pub mod cli;
pub mod consolidate;
pub mod domain;
#[cfg(feature = "cli")]
pub mod error;
#[cfg(feature = "cli")]
pub mod exit;
pub mod grid;
pub mod init;
pub mod issue;
pub mod layout;
pub mod plan;
pub mod quarter;
#[cfg(feature = "cli")]
pub mod report;
pub mod returns;
pub mod rules;
pub mod tally;
pub mod workbook;

#[cfg(test)]
mod trial;
