//! The jobs of a reporting period, over bytes and names: what every command does, without files, threads or a clock.
//!
//! A [`Desk`] holds what returns are checked against. Workbooks come to it as bytes under the names by which findings
//! speak of them, and what is made at it comes back as values, bytes and texts.

#[cfg(feature = "mail")]
mod chase;
mod earlier;
mod error;
mod issue;
mod mark;
mod plan_workbook;
mod returns;
mod table;

#[cfg(feature = "mail")]
pub use chase::{Chase, Chased, Why, chased, not_due_soon};
pub use earlier::read_earlier;
pub use error::Error;
#[cfg(feature = "cli")]
pub(crate) use error::listed;
pub use issue::{IssuedAgain, ToIssue};
pub use mark::NotMarked;
pub use plan_workbook::PlanWorkbook;
pub use returns::{Opened, check_opened, is_unfilled_copy, open, pass_over_unfilled, replaced_by_copies};
pub use table::Desk;
