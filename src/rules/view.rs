//! What a rule sees: a file, a row, an entry cell, or all returns together.
//!
//! The questions that several rules ask (is it finished, has its deadline passed, is a rating required) are answered
//! here once, so that two rules cannot answer them differently.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{
    Judgement, Kind, Period, Polarity, Rated, Rating, RatingId, Scale, Standing, Tolerance, read_date,
};
use crate::grid::{CellRef, Look};
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::{Ask, IndicatorRatings, Issued, IssuedAction, IssuedIndicator, IssuedRow, Plan};
use crate::previous::History;
use crate::returns::{
    self, ActionEntries, ActionRow, DateDoubt, EntryCell, IndicatorEntries, IndicatorRow, Quantity, Reason, Return,
    Row, Unreadable, ValueGiven,
};

use super::condition::{CellEntry, Entries, Question, Truth};
use super::{Finding, Rule, Subject, Words};

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
pub(crate) struct FileView<'a> {
    /// The return.
    pub received: &'a Return,
    /// What it is judged by.
    pub basis: Basis<'a>,
}

/// What a return and its rows are judged by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// What was issued.
    pub issued: &'a Issued,
    /// What was asked.
    pub request: Request<'a>,
    /// The as-of day: a date on or before it has passed.
    pub as_of: Date,
}

/// A row that is judged: an action or an indicator.
pub(crate) trait JudgedRow: IssuedRow {
    /// Which of them.
    const KIND: Kind;
    /// What is entered for it.
    type Entries: returns::Entries;
}

impl JudgedRow for IssuedAction {
    const KIND: Kind = Kind::Actions;
    type Entries = ActionEntries;
}

impl JudgedRow for IssuedIndicator {
    const KIND: Kind = Kind::Indicators;
    type Entries = IndicatorEntries;
}

/// One row; its entries are those that came back or, where it is still to be filled in, its cells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowView<'a, I, E> {
    /// What its return is judged by.
    pub file: &'a Basis<'a>,
    /// The sheet's name as it is now.
    pub sheet: &'a str,
    /// Its entries.
    pub row: E,
    /// What was issued.
    pub issued: &'a I,
}

/// One action.
pub(crate) type ActionView<'a, E = &'a ActionRow> = RowView<'a, IssuedAction, E>;

/// One indicator.
pub(crate) type IndicatorView<'a, E = &'a IndicatorRow> = RowView<'a, IssuedIndicator, E>;

/// One entry cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellView<'a> {
    /// The sheet's name as it is now.
    pub sheet: &'a str,
    /// The cell.
    pub at: CellRef,
    /// What a finding here is about: its row's reference, and the entry; `None` on the Sign-off sheet.
    pub subject: Option<(&'a str, Subject)>,
    /// The heading of its column or its label.
    pub heading: &'a str,
    /// What was typed, as shown.
    pub typed: &'a str,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<&'a Unreadable>,
    /// How it looks, where that says more than its value.
    pub looks: &'a [(CellRef, Look)],
    /// Why the date in it could be another, where it could.
    pub doubt: Option<(DateDoubt, Date)>,
    /// Whether a formula stands in it.
    pub formula: bool,
    /// What it asks, where it is one of the plan's own columns that do.
    pub ask: Option<Ask<'a>>,
    /// Whether an answer is required in it, and none is given.
    pub is_unanswered: bool,
    /// Whether its row is not rated: an unreadable value is kept and shown.
    pub monitor_only: bool,
    /// The period reported.
    pub period: Period,
}

impl CellEntry for CellView<'_> {
    type Truth = bool;

    fn is_no_date(&self) -> bool {
        matches!(self.unreadable, Some(Unreadable::Date(_)))
    }

    fn is_no_number(&self) -> bool {
        matches!(self.unreadable, Some(Unreadable::Number(_)))
    }

    fn is_no_answer(&self) -> bool {
        matches!(self.unreadable, Some(Unreadable::NoAnswer))
    }

    fn is_unanswered(&self) -> bool {
        self.is_unanswered
    }

    fn is_error(&self) -> bool {
        matches!(self.unreadable, Some(Unreadable::Error(_) | Unreadable::Rich))
    }
}

impl CellView<'_> {
    /// A finding at this cell, about its row.
    pub(crate) fn finding(&self, rule: &'static Rule, words: Words) -> Finding {
        let finding = Finding::at_cell(rule, self.sheet, self.at, words);
        match self.subject {
            Some((reference, subject)) => finding.about(reference).of(subject),
            None => finding,
        }
    }
}

impl<'a> Basis<'a> {
    /// Before anything is filled in: as of the last day of the period.
    pub(crate) fn as_issued(issued: &'a Issued) -> Self {
        Self { issued, request: Request::default(), as_of: issued.stamp.period.last_day() }
    }

    /// Whether a day has passed: it is on or before the as-of day.
    pub(crate) fn has_passed(&self, day: Date) -> bool {
        day <= self.as_of
    }
}

impl<'a, I: JudgedRow, E> RowView<'a, I, E> {
    /// Its reference.
    pub(crate) fn reference(&self) -> &'a str {
        self.issued.reference()
    }

    /// The ratings that it can have.
    pub(crate) fn scale(&self) -> &'a Scale {
        self.file.issued.scheme.scale(I::KIND)
    }

    /// The heading of an entry cell.
    #[expect(clippy::unused_self, reason = "asked of a row, whose kind says which table it is")]
    pub(crate) fn heading(&self, field: Field) -> &'static str {
        RETURN.sheet(SheetId::of(I::KIND)).heading(field)
    }
}

impl<I: JudgedRow, E: Entries> RowView<'_, I, E> {
    /// Its rating is given, and it `is`.
    pub(crate) fn is_rated(&self, is: impl Fn(&Rating) -> bool) -> E::Truth {
        self.row.is_rated(self.scale(), is)
    }
}

impl<I: JudgedRow> RowView<'_, I, &Row<I::Entries>> {
    /// A finding about an entry of it, at its cell; none where its column is gone.
    pub(crate) fn finding(&self, rule: &'static Rule, field: Field, words: Words) -> Option<Finding> {
        let at = self.row.slot(field)?.at()?;
        let subject = Subject::Entry(I::KIND, self.row.index, EntryCell::Field(field));
        Some(Finding::at_cell(rule, self.sheet, at, words).about(self.reference()).of(subject))
    }
}

impl<E> ActionView<'_, E> {
    /// The day of its deadline (agreed, else planned); open, blank and unreadable ones have none.
    pub(crate) fn deadline(&self) -> Option<Date> {
        self.issued.deadline.day()
    }

    /// The deadline that it can miss while it is open: of a monitored action, and only one with a day.
    pub(crate) fn deadline_to_meet(&self) -> Option<Date> {
        self.deadline().filter(|_| self.issued.may_be_rated())
    }

    /// The day that a revised deadline must be later than: its deadline, and the as-of day.
    pub(crate) fn revised_must_be_after(&self, deadline: Date) -> Date {
        deadline.max(self.file.as_of)
    }

    /// The day of the revised deadline that was carried forward from the period before.
    pub(crate) fn carried_revision(&self) -> Option<Date> {
        let carried = self.issued.revised_deadline.as_deref()?;
        read_date(carried, &self.file.issued.stamp.period).ok().map(|date| date.day)
    }

    /// Whether the plan demands a rating of it this period.
    pub(crate) fn rating_required(&self) -> bool {
        self.file.issued.action_needs_rating(self.issued, self.file.as_of)
    }

    /// Whether it comes every period.
    pub(crate) fn is_every_period(&self) -> bool {
        self.issued.is_every_period()
    }

    /// The month in which its financial year starts.
    pub(crate) fn year_starts(&self) -> u8 {
        self.file.issued.stamp.period.year_starts()
    }
}

impl<E: Entries> ActionView<'_, E> {
    /// It is known to be complete: by its rating or, where the scheme has no Complete, by a completed date.
    pub(crate) fn is_complete(&self) -> E::Truth {
        if self.scale().has_complete() {
            self.is_rated(|rating| rating.standing == Standing::Complete)
        } else {
            self.row.is(Question::Given(Field::CompletedDate))
        }
    }

    /// It is known to be open: neither complete nor closed.
    pub(crate) fn is_open(&self) -> E::Truth {
        if self.scale().has_complete() || self.scale().of_standing(Standing::Closed).is_some() {
            self.is_open_and_rated(|_| true)
        } else {
            self.row.is(Question::Blank(Field::CompletedDate))
        }
    }

    /// It is known to be open, and its rating `is`.
    pub(crate) fn is_open_and_rated(&self, is: impl Fn(&Rating) -> bool) -> E::Truth {
        let open = |rating: &Rating| !matches!(rating.standing, Standing::Complete | Standing::Closed);
        let rated = self.is_rated(|rating| open(rating) && is(rating));
        if self.scale().has_complete() {
            rated
        } else {
            rated.and(|| self.row.is(Question::Blank(Field::CompletedDate)))
        }
    }
}

impl<'a> ActionView<'a> {
    /// The rating that was given.
    pub(crate) fn rating(&self) -> Option<&'a Rating> {
        self.scale().get(*self.row.rating.given()?)
    }

    /// The standing of the rating that was given.
    pub(crate) fn standing(&self) -> Option<Standing> {
        self.rating().map(|rating| rating.standing)
    }

    /// The deadline that it can still miss: of a monitored action that is known to be open.
    pub(crate) fn pending_deadline(&self) -> Option<Date> {
        self.deadline_to_meet().filter(|_| self.is_open())
    }
}

impl<'a, E> IndicatorView<'a, E> {
    /// Whether it is rated this period: rated at all, and due.
    pub(crate) fn is_to_be_rated(&self) -> bool {
        self.issued.is_rated()
    }

    /// Whether ratings are given by the service.
    pub(crate) fn ratings_given(&self) -> bool {
        self.file.issued.settings.indicator_ratings == IndicatorRatings::GivenAndChecked
    }

    /// The tolerance that rates it, where one does and ratings are in use.
    pub(crate) fn tolerance(&self) -> Option<&'a Tolerance> {
        let in_use = self.file.issued.settings.indicator_ratings != IndicatorRatings::None;
        in_use.then(|| self.file.issued.tolerance(self.issued)).flatten()
    }

    /// Which way is better.
    pub(crate) fn polarity(&self) -> Option<Polarity> {
        self.issued.polarity()
    }

    /// The rating of the scheme that the band makes of a value: [`IndicatorView::judgement`] without the sentence, which
    /// costs more than all the rest and which a row without a fault never prints.
    fn band_of(&self, value: Decimal) -> Option<&'a Rating> {
        let (tolerance, polarity) = self.judged_by()?;
        let band = tolerance.band(value, &self.issued.target, polarity)?;
        self.scale().get(self.scale().find(&band.rating)?)
    }

    /// The rating of a band of its tolerance; `None` for a band whose word is no rating.
    pub(crate) fn rating_of_band(&self, band: usize) -> Option<RatingId> {
        self.scale().find(&self.tolerance()?.bands.get(band)?.rating)
    }

    /// What judges the value of an indicator that is rated and due.
    fn judged_by(&self) -> Option<(&'a Tolerance, Polarity)> {
        if self.is_to_be_rated() { Some((self.tolerance()?, self.polarity()?)) } else { None }
    }
}

impl<E: Entries> IndicatorView<'_, E> {
    /// The band makes a rating of its value, and it `is`.
    pub(crate) fn is_banded(&self, is: impl Fn(&Rating) -> bool) -> E::Truth {
        self.row.is_banded(self.scale(), |value| self.band_of(value), is)
    }

    /// Its rating is given, and the band makes another of its value.
    pub(crate) fn is_outside_band(&self) -> E::Truth {
        E::Truth::when(self.ratings_given(), || self.row.is_outside_band(self.scale(), |value| self.band_of(value)))
    }
}

impl<'a> IndicatorView<'a> {
    /// The rating that was given.
    pub(crate) fn rating(&self) -> Option<&'a Rating> {
        self.scale().get(*self.row.rating.given()?)
    }

    /// The number that was given.
    pub(crate) fn number(&self) -> Option<Quantity> {
        self.row.value.given()?.quantity().copied()
    }

    /// The reason that was given instead of a number.
    pub(crate) fn reason(&self) -> Option<Reason> {
        match self.row.value.given()? {
            ValueGiven::Number(_) | ValueGiven::Words(_) => None,
            ValueGiven::Reason(reason) => Some(*reason),
        }
    }

    /// The rating of the scheme that the band makes of the value.
    pub(crate) fn band(&self) -> Option<&'a Rating> {
        self.band_of(self.number()?.value)
    }

    /// What the band makes of the value, and why: only of a rated indicator that is due and has a number, a target and
    /// a direction in which it is better.
    pub(crate) fn judgement(&self) -> Option<Judgement> {
        let (tolerance, polarity) = self.judged_by()?;
        tolerance.judge(self.number()?.value, &self.issued.target, polarity, &self.issued.unit)
    }

    /// The standing that the row takes by itself, whatever is typed as its rating: Monitor only where it is only
    /// monitored or for information, Awaited where no value is due or a reason stands for it. `None` where a rating
    /// is asked for.
    pub(crate) fn own_standing(&self) -> Option<Standing> {
        if self.issued.rated != Rated::Yes {
            Some(Standing::MonitorOnly)
        } else if !self.issued.due || self.reason().is_some() {
            Some(Standing::Awaited)
        } else {
            None
        }
    }
}
