//! Rules that also run while a row is being filled in: one condition, one way to say it of a return that came back, and
//! the few words of the row's Check.

mod faults;
mod rule;

#[cfg(test)]
pub(crate) use faults::runs_live;
pub(crate) use faults::{Fault, faults};
pub(crate) use rule::{CellRule, Live, LiveCheck, LiveRule, LiveWords};
