//! What a rule sees: a file, a row, an entry cell, all returns together, or the plan workbook.
//!
//! The questions that several rules ask (is it finished, has its deadline passed, is a rating required) are answered
//! here once, so that two rules cannot answer them differently. The border: nothing is judged here.

use jiff::civil::Date;

use crate::domain::{
    Deadline, Judgement, Period, Polarity, Rated, Rating, SharedText, Standing, Target, Tolerance, read_date,
};
use crate::grid::CellRef;
use crate::plan::{Draft, IndicatorRatings, Issued, IssuedAction, IssuedIndicator, Plan};
use crate::previous::{History, Previous};
use crate::returns::{ActionRow, DateDoubt, IndicatorRow, Quantity, Reason, Return, ReturnSet, Unreadable, ValueGiven};

use super::{Finding, Rule, Words};

/// What is asked of a check: against which plan, for which period, as of which day.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The plan workbook, where one was given.
    pub plan: Option<&'a Plan>,
    /// The period that is being checked, where one was given or the plan names it.
    pub period: Option<Period>,
    /// The as-of day, where one was given; else the last day of the return's period.
    pub as_of: Option<Date>,
    /// The consolidated workbooks of earlier periods, where any were given.
    pub previous: Option<&'a History>,
}

/// A return as a whole.
#[derive(Debug, Clone, Copy)]
pub struct FileView<'a> {
    /// The return.
    pub received: &'a Return,
    /// What was issued.
    pub issued: &'a Issued,
    /// What was asked.
    pub request: Request<'a>,
    /// The as-of day: a date on or before it has passed.
    pub as_of: Date,
}

/// One action.
#[derive(Debug, Clone, Copy)]
pub struct ActionView<'a> {
    /// Its return.
    pub file: &'a FileView<'a>,
    /// The sheet's name as it is now.
    pub sheet: &'a str,
    /// What was entered.
    pub row: &'a ActionRow,
    /// What was issued.
    pub issued: &'a IssuedAction,
}

/// One indicator.
#[derive(Debug, Clone, Copy)]
pub struct IndicatorView<'a> {
    /// Its return.
    pub file: &'a FileView<'a>,
    /// The sheet's name as it is now.
    pub sheet: &'a str,
    /// What was entered.
    pub row: &'a IndicatorRow,
    /// What was issued.
    pub issued: &'a IssuedIndicator,
}

/// One entry cell.
#[derive(Debug, Clone, Copy)]
pub struct CellView<'a> {
    /// The sheet's name as it is now.
    pub sheet: &'a str,
    /// The cell.
    pub at: CellRef,
    /// Its row's reference; `None` on the Sign-off sheet.
    pub reference: Option<&'a str>,
    /// The heading of its column or its label.
    pub heading: &'a str,
    /// What was typed, as shown.
    pub typed: &'a str,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<&'a Unreadable>,
    /// Why the date in it could be another, where it could.
    pub doubt: Option<(DateDoubt, Date)>,
    /// Whether a formula stands in it.
    pub formula: bool,
    /// Whether its row is not rated: an unreadable value is kept and shown.
    pub monitor_only: bool,
    /// The period reported.
    pub period: Period,
}

/// All returns of a period.
#[derive(Debug, Clone, Copy)]
pub struct AcrossView<'a> {
    /// The plan workbook.
    pub plan: &'a Plan,
    /// Every return that was read.
    pub returns: &'a [&'a Return],
    /// What became of each.
    pub set: &'a ReturnSet,
    /// The as-of day.
    pub as_of: Date,
}

/// The consolidated workbook of an earlier period.
#[derive(Debug, Clone, Copy)]
pub struct EarlierView<'a> {
    /// What was read of it.
    pub earlier: &'a Previous,
    /// The plan workbook, where one was given.
    pub plan: Option<&'a Plan>,
}

/// The plan workbook.
#[derive(Debug, Clone)]
pub struct PlanView<'a> {
    /// What was read of it, with its faults.
    pub draft: &'a Draft,
}

impl CellView<'_> {
    /// A finding at this cell, about its row.
    pub fn finding(&self, rule: &'static Rule, words: Words) -> Finding {
        let finding = Finding::at_cell(rule, self.sheet, self.at, words);
        match self.reference {
            Some(reference) => finding.about(reference),
            None => finding,
        }
    }
}

impl<'a> AcrossView<'a> {
    /// The path of a return, by its place in the list.
    pub fn path(&self, file: usize) -> Option<&'a str> {
        self.returns.get(file).map(|received| received.source.path.as_str())
    }

    /// The delivery plan of that code as printed; the code where there is none.
    pub fn plan_name<'s>(&'s self, code: &'s str) -> &'s str {
        self.plan.delivery_plan(code).map_or(code, |plan| plan.name.as_str())
    }
}

impl FileView<'_> {
    /// Whether a day has passed: it is on or before the as-of day.
    pub fn has_passed(&self, day: Date) -> bool {
        day <= self.as_of
    }
}

impl<'a> ActionView<'a> {
    /// The rating that was given.
    pub fn rating(&self) -> Option<&'a Rating> {
        self.file.issued.scheme.actions.get(*self.row.rating.given()?)
    }

    /// The standing of the rating that was given.
    pub fn standing(&self) -> Option<Standing> {
        self.rating().map(|rating| rating.standing)
    }

    /// Whether it is complete: by its rating or, where the scheme has no Complete, by a completed date. `None` where
    /// the cell that would tell cannot be read or is gone, or where no rating is given that would tell.
    pub fn is_complete(&self) -> Option<bool> {
        if self.file.issued.scheme.actions.has_complete() {
            self.standing().map(|standing| standing == Standing::Complete)
        } else {
            self.row.completed.is_readable().then(|| self.row.completed.given().is_some())
        }
    }

    /// Whether it is still open: neither complete nor closed. `None` where that cannot be told.
    pub fn is_open(&self) -> Option<bool> {
        let complete = self.is_complete()?;
        let has_closed = self.file.issued.scheme.actions.of_standing(Standing::Closed).is_some();
        let closed = has_closed && self.standing()? == Standing::Closed;
        Some(!complete && !closed)
    }

    /// The deadline that it can still miss: of a monitored action that is known to be open. Open, blank and unreadable
    /// deadlines are none.
    pub fn pending_deadline(&self) -> Option<Date> {
        let day = self.deadline()?;
        (self.issued.monitored && self.is_open() == Some(true)).then_some(day)
    }

    /// The day that a revised deadline must be later than: its deadline, and the as-of day.
    pub fn revised_must_be_after(&self, deadline: Date) -> Date {
        deadline.max(self.file.as_of)
    }

    /// Whether the revised deadline is the one that was carried forward, and nobody has touched it.
    pub fn is_revised_as_issued(&self) -> bool {
        self.carried_revision().is_some_and(|day| self.row.revised.given().is_some_and(|given| given.day == day))
    }

    /// The day of the revised deadline that was carried forward from the period before.
    pub fn carried_revision(&self) -> Option<Date> {
        let carried = self.issued.revised_deadline.as_deref()?;
        read_date(carried, &self.file.received.period()).ok().map(|date| date.day)
    }

    /// The day of its deadline (agreed, else planned); open, blank and unreadable ones have none.
    pub fn deadline(&self) -> Option<Date> {
        self.issued.deadline.day()
    }

    /// The deadline as printed.
    pub fn deadline_printed(&self) -> SharedText {
        self.issued.deadline.printed()
    }

    /// The cell of an issued column in this row, for `related`: found beside the row's Ref cell.
    pub fn reference(&self) -> &'a str {
        &self.issued.reference
    }

    /// Whether the plan demands a rating of it this period.
    pub fn rating_required(&self) -> bool {
        self.file.issued.action_needs_rating(self.issued, self.file.as_of)
    }

    /// Whether it comes every period.
    pub fn is_every_period(&self) -> bool {
        matches!(self.issued.deadline, Deadline::Open(crate::domain::OpenWord::EveryPeriod))
    }

    /// The month in which its financial year starts.
    pub fn year_starts(&self) -> u8 {
        self.file.issued.stamp.period.year_starts()
    }
}

impl<'a> IndicatorView<'a> {
    /// The rating that was given.
    pub fn rating(&self) -> Option<&'a Rating> {
        self.file.issued.scheme.indicators.get(*self.row.rating.given()?)
    }

    /// Its reference.
    pub fn reference(&self) -> &'a str {
        &self.issued.reference
    }

    /// The number that was given, with its cell.
    pub fn number(&self) -> Option<(CellRef, Quantity)> {
        match self.row.value.given_at()? {
            (at, ValueGiven::Number(quantity)) => Some((at, *quantity)),
            (_, ValueGiven::Reason(_)) => None,
        }
    }

    /// The reason that was given instead of a number.
    pub fn reason(&self) -> Option<Reason> {
        match self.row.value.given()? {
            ValueGiven::Number(_) => None,
            ValueGiven::Reason(reason) => Some(*reason),
        }
    }

    /// The tolerance that rates it, where one does and ratings are in use.
    pub fn tolerance(&self) -> Option<&'a Tolerance> {
        if self.file.issued.settings.indicator_ratings == IndicatorRatings::None {
            return None;
        }
        self.file.issued.tolerance(self.issued)
    }

    /// What the band makes of the value: only of a rated indicator that is due and has a number, a target and a
    /// direction in which it is better.
    pub fn judgement(&self) -> Option<Judgement> {
        let (tolerance, value, polarity) = self.judged()?;
        tolerance.judge(value, &self.issued.target, polarity, &self.issued.unit)
    }

    /// The rating of the scheme that the band makes of the value: [`IndicatorView::banded`] without the sentence, which
    /// costs more than all the rest and which a row without a fault never prints.
    pub fn band(&self) -> Option<&'a Rating> {
        let (tolerance, value, polarity) = self.judged()?;
        let band = tolerance.band(value, &self.issued.target, polarity)?;
        let scale = &self.file.issued.scheme.indicators;
        scale.get(scale.find(&band.rating)?)
    }

    fn judged(&self) -> Option<(&'a Tolerance, rust_decimal::Decimal, Polarity)> {
        let (_, quantity) = self.number().filter(|_| self.is_rated())?;
        Some((self.tolerance()?, quantity.value, self.issued.better_when?))
    }

    /// The standing that the row takes by itself, whatever is typed as its rating: Monitor only where it is only
    /// monitored or for information, Awaited where no value is due or a reason stands for it. `None` where a rating
    /// is asked for.
    pub fn own_standing(&self) -> Option<Standing> {
        if self.issued.rated != Rated::Yes {
            Some(Standing::MonitorOnly)
        } else if !self.issued.due || self.reason().is_some() {
            Some(Standing::Awaited)
        } else {
            None
        }
    }

    /// The rating of the scheme that the band makes of the value, and why.
    pub fn banded(&self) -> Option<(&'a Rating, Judgement)> {
        Some((self.band()?, self.judgement()?))
    }

    /// The rating that was given and what the band makes of the value instead, where the two differ.
    pub fn disputed(&self) -> Option<(&'a Rating, Judgement)> {
        let given = self.rating().filter(|_| self.ratings_given())?;
        self.band().filter(|banded| banded.name != given.name)?;
        Some((given, self.judgement()?))
    }

    /// Whether it is rated this period: rated at all, and due.
    pub fn is_rated(&self) -> bool {
        self.issued.rated == Rated::Yes && self.issued.due
    }

    /// The target as a number, where it is one.
    pub fn target_number(&self) -> Option<rust_decimal::Decimal> {
        match self.issued.target {
            Target::Number(value) => Some(value),
            Target::Range(..) | Target::Words(_) | Target::None => None,
        }
    }

    /// Which way is better.
    pub fn polarity(&self) -> Option<Polarity> {
        self.issued.better_when
    }

    /// Whether ratings are given by the service.
    pub fn ratings_given(&self) -> bool {
        self.file.issued.settings.indicator_ratings == IndicatorRatings::GivenAndChecked
    }
}
