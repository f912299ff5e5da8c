//! planroll issues, checks and consolidates a council's quarterly delivery-plan returns.

pub mod domain;
pub mod grid;
pub mod init;
pub mod issue;
pub mod layout;
pub mod plan;
pub mod quarter;
pub mod returns;
pub mod rules;
pub mod tally;
pub mod workbook;

#[cfg(test)]
mod trial;
