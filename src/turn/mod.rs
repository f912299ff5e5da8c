//! The turns of a plan: what members agreed, taken into it, and the plan of the next year.
//!
//! Both give a copy of the officer's own plan workbook in which single cells are filled in and everything else is as it
//! was. What was filled in is said row by row, and so is what was left and why. A copy is read back before it is handed
//! out: it must be the workbook that came, but for what was to change.

mod agree;
mod decisions;
mod next_year;
mod plan_copy;
mod same_plan;

pub use agree::{Agreed, AgreedLine, Taken};
pub(crate) use agree::{NotAgreed, agree};
pub use next_year::{Carried, NextYear};
pub(crate) use next_year::{NotTurned, next_year};
