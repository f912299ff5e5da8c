//! The jobs of a reporting period, over bytes and names: what every command does, without files, threads or a clock.
//!
//! A [`Desk`] holds what returns are checked against. Workbooks come to it as bytes under the names by which findings
//! speak of them, and what is made at it comes back as values, bytes and texts.

mod adopt;
#[cfg(feature = "mail")]
mod chase;
mod corrections;
mod earlier;
mod error;
mod issue;
mod mark;
mod names;
mod paper;
mod plan_workbook;
mod returns;
mod start;
mod table;
mod turn;
mod typed;

pub use crate::adopt::{Adopted, NotAdopted};
pub use crate::collection::{Checked, Collection, NotLookedAt, Totals};
pub use crate::domain::{Period, Severity, print_day};
pub use crate::grid::{Legacy, Limit, Limits, Refusal};
pub use crate::plan::TEMPLATE_VERSION;
pub use crate::previous::ByHand;
pub use crate::returns::{PassedOver, Received, Source};
pub use crate::tally::Extent;
pub use crate::turn::{Agreed, AgreedLine, Carried, NextYear, Taken};
pub use crate::word::{Template, Written, starter_template};
pub use adopt::adopt_tracker;
#[cfg(feature = "mail")]
pub use chase::{Chase, Chased, Why, chased, not_due_soon, unread};
pub use earlier::read_earlier;
pub use error::Error;
#[cfg(feature = "cli")]
pub(crate) use error::listed;
pub use issue::{Announced, AnnouncedLine, IssuedAgain, ToIssue};
pub use jiff::civil::Date;
pub use mark::NotMarked;
pub use names::{Named, consolidated_name, copy_name, ending};
pub use paper::{Extract, Report, differences, extracts, is_for_members, read_template, report};
pub use plan_workbook::PlanWorkbook;
pub use returns::{
    Opened, Sort, check_opened, is_unfilled_copy, newer_form, open, pass_over_unfilled, replaced_by_copies,
};
pub use start::{Preset, start_plan};
pub use table::Desk;
pub use typed::{counted_from, read_day, read_period};
