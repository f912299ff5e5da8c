//! How far the returns of a quarter are, for people and for programs: as a table, as JSON, as CSV.
//!
//! All three say what [`Collection::statuses`] says, and what they share stands here: the figures, the last line, and why
//! a file does not count. Nothing is counted here that is not counted there, and what day it is, is told.

mod csv;
mod json;
mod lines;

use jiff::civil::Date;

use crate::collection::{
    Collection, HandedIn, PlanStatus, Rejected, RejectedFile, Uncounted, UncountedFile, days_until,
};
use crate::returns::{DateGiven, Entry, Rejection, Slot};

use super::plain::plain;

pub use self::csv::status_csv;
pub use json::status_json;
pub use lines::{Signed, StatusLine};

/// How the returns of a quarter stand, to be reported.
#[derive(Debug)]
pub struct StatusReport<'q> {
    pub(crate) collection: &'q Collection<'q>,
    pub(crate) today: Date,
    pub(crate) plans: Vec<PlanStatus<'q>>,
    pub(crate) rejected: Vec<RejectedFile<'q>>,
}

/// How many delivery plans stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Figures {
    /// From how many a return is expected.
    pub(crate) expected: usize,
    /// From how many one came that counts.
    pub(crate) received: usize,
    /// In how many of those errors stand.
    pub(crate) with_errors: usize,
    /// From how many none came.
    pub(crate) missing: usize,
    /// From how many several different ones came.
    pub(crate) several: usize,
    /// How many files are rejected.
    pub(crate) rejected: usize,
}

impl<'q> StatusReport<'q> {
    /// The status of a quarter. Days to Returns due are counted from `today`.
    pub fn of(collection: &'q Collection<'q>, today: Date) -> Self {
        Self { collection, today, plans: collection.statuses(), rejected: collection.rejected() }
    }

    /// Whether anything is missing or wrong: a return has not come, several different ones came, a file is rejected, or
    /// an error stands in the returns.
    pub fn is_unsettled(&self) -> bool {
        let across = self.collection.provisional().errors_in_returns > 0;
        across || !self.rejected.is_empty() || self.plans.iter().any(|status| !status.handed_in.is_settled())
    }

    pub(crate) fn figures(&self) -> Figures {
        let mut figures = Figures { rejected: self.rejected.len(), ..Figures::default() };
        let add = |figure: &mut usize| *figure += 1;
        for status in &self.plans {
            if status.handed_in.is_expected() {
                add(&mut figures.expected);
            }
            match &status.handed_in {
                HandedIn::NothingIssued => {}
                HandedIn::Missing(_) => add(&mut figures.missing),
                HandedIn::Several(_) => add(&mut figures.several),
                HandedIn::Received(_) => {
                    add(&mut figures.received);
                    if !status.handed_in.is_settled() {
                        add(&mut figures.with_errors);
                    }
                }
            }
        }
        figures
    }

    /// The day by which returns are due, where the plan says so.
    pub(crate) fn due(&self) -> Option<Date> {
        self.collection.plan.settings.returns_due
    }

    /// How many days are left until then; negative once it is past.
    pub(crate) fn days(&self) -> Option<i32> {
        self.due().map(|due| days_until(due, self.today))
    }

    /// Why a file is rejected, in a sentence without a full stop.
    pub(crate) fn why_rejected(&self, rejected: &RejectedFile<'_>) -> String {
        match rejected.why {
            Rejected::Unreadable(Rejection::Workbook(refusal)) => plain(&refusal.to_string()),
            Rejected::Unreadable(Rejection::NotAReturn) => "it is a workbook, but not a return".to_owned(),
            Rejected::Unreadable(Rejection::TooNew(newer)) => {
                format!("it was issued by a newer planroll (template version {})", newer.version)
            }
            Rejected::UnknownPlan { code, .. } => {
                format!("it is for delivery plan “{}”, which the plan workbook does not have", plain(code))
            }
            Rejected::OtherPeriod { delivery_plan, period } => format!(
                "it is from {} for {period}, and this is {}",
                plain(&delivery_plan.name),
                self.collection.plan.period
            ),
        }
    }
}

/// Why a file does not count beside another, in a sentence without a full stop.
pub(crate) fn why_not_counted(aside: &UncountedFile<'_>) -> String {
    let other = plain(&aside.counted.source.path);
    match aside.why {
        Uncounted::Repeated => format!("it says the same as {other}, which counts"),
        Uncounted::Superseded => format!("{other} was signed off later and counts in its place"),
        Uncounted::Replaced => format!("{other} is its marked copy, filled in since, and counts in its place"),
        Uncounted::Part => format!("it is read as one with {other}"),
    }
}

/// The date of a sign-off: printed by `print` where it can be read, else as typed; `None` where it is blank.
pub(crate) fn signed_on(slot: &Slot<DateGiven>, print: impl Fn(Date) -> String) -> Option<String> {
    match &slot.entry {
        Entry::Given(given) => Some(print(given.day)),
        Entry::Blank | Entry::Unreadable(_) => filled(&slot.typed),
    }
}

/// What was typed into a cell of the sign-off, safe to print; `None` where nothing was.
pub fn filled(typed: &str) -> Option<String> {
    let text = plain(typed).trim().to_owned();
    (!text.is_empty()).then_some(text)
}
