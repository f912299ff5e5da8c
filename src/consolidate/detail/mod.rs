//! What members read of each priority or delivery plan, as councils print it in an appendix: its actions and indicators
//! under their outcomes and projects, with the year's periods side by side, what became of each and why.
//!
//! A [`Part`] is what stands on one sheet, whatever it is written into. Which of priorities and delivery plans they are
//! follows the setting *Tables by*.

mod bands;
mod cells;
mod column;
mod columns;
mod grid;
mod pages;
mod part;
mod sheet;
mod sheet_name;
#[cfg(test)]
mod tests;
mod words;

pub(super) use bands::{Banded, LEVELS, banded};
pub(super) use column::{Column, Shown, Stands};
pub(super) use columns::{Detailed, columns};
pub(super) use part::{Part, code_of_action, code_of_indicator, lines_of_table, parts};
pub(super) use sheet::{how_it_stands, meanings, write};
pub(super) use words::{
    DUE, NEXT_STEPS, NOT_HELD, NOTHING, deadline_of, indicator_in, indicator_of, label, target_of, with_symbol,
};
