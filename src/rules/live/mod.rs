//! Rules that also run while a row is being filled in: one condition, one way to say it of a return that came back, and
//! the few words of the row's Check.

mod faults;
mod rule;
mod words;

#[cfg(test)]
pub(crate) use faults::runs_live;
pub(crate) use faults::{Fault, faults, is_check};
pub(crate) use rule::{CellRule, Live, LiveCheck, LiveRule, LiveWords};
pub(crate) use words::{DONE, FOR_INFORMATION, MISSING, MONITOR_ONLY, ON_RETURN, WITHOUT_FAULT, is_fault};
