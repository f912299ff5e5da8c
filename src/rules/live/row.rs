//! What a live check is told of its row: everything that was issued, and none of the entries.
//!
//! The questions that several rules ask of a row are answered here once, as [`ActionView`](crate::rules::ActionView)
//! and [`IndicatorView`](crate::rules::IndicatorView) answer them for rows that were filled in. The as-of day is the
//! last day of the period: a later one is a matter of checking.

use jiff::civil::Date;

use crate::domain::{Rated, Rating, RatingId, Scale, Standing, Tolerance};
use crate::layout::Field;
use crate::plan::{IndicatorRatings, Issued, IssuedAction, IssuedIndicator};

use super::{EntryCell, Test};

/// One action as issued.
#[derive(Debug, Clone, Copy)]
pub struct LiveAction<'a> {
    /// Its return.
    pub file: &'a Issued,
    /// What was issued.
    pub issued: &'a IssuedAction,
}

/// One indicator as issued.
#[derive(Debug, Clone, Copy)]
pub struct LiveIndicator<'a> {
    /// Its return.
    pub file: &'a Issued,
    /// What was issued.
    pub issued: &'a IssuedIndicator,
}

/// One entry cell as issued.
#[derive(Debug, Clone, Copy)]
pub struct LiveCell<'a> {
    /// Which it is.
    pub at: EntryCell,
    /// What belongs in it.
    pub holds: Holds,
    /// The heading of its column.
    pub heading: &'a str,
    /// Whether its row is not rated: an unreadable value is kept and shown.
    pub monitor_only: bool,
}

/// What belongs in an entry cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A rating.
    Rating,
    /// A date.
    Date(Field),
    /// A number, or for a value a reason.
    Quantity(Field),
    /// A direction of travel.
    Direction,
    /// Words.
    Text,
}

impl LiveAction<'_> {
    /// The last day reported on.
    pub fn as_of(&self) -> Date {
        self.file.stamp.period.last_day()
    }

    /// Whether a day has passed.
    pub fn has_passed(&self, day: Date) -> bool {
        day <= self.as_of()
    }

    /// One of the ratings that `is` is given.
    pub fn rated(&self, is: impl Fn(&Rating) -> bool) -> Test {
        Test::RatedOneOf(ratings(&self.file.scheme.actions, is))
    }

    /// It is complete: by its rating or, where the scheme has no Complete, by a completed date.
    pub fn complete(&self) -> Test {
        if self.file.scheme.actions.has_complete() {
            self.rated(|rating| rating.standing == Standing::Complete)
        } else {
            Test::Given(Field::CompletedDate)
        }
    }

    /// It is known to be open, and has one of the ratings that `is`.
    pub fn open_and_rated(&self, is: impl Fn(&Rating) -> bool) -> Test {
        let open = |rating: &Rating| !matches!(rating.standing, Standing::Complete | Standing::Closed);
        let rated = self.rated(|rating| open(rating) && is(rating));
        if self.file.scheme.actions.has_complete() { rated } else { rated.and(Test::blank(Field::CompletedDate)) }
    }

    /// It is known to be open.
    pub fn open(&self) -> Test {
        let scale = &self.file.scheme.actions;
        if scale.has_complete() || scale.of_standing(Standing::Closed).is_some() {
            self.open_and_rated(|_| true)
        } else {
            Test::blank(Field::CompletedDate)
        }
    }

    /// The deadline that it can miss while it is open: of a monitored action, and only one with a day.
    pub fn deadline(&self) -> Option<Date> {
        self.issued.deadline.day().filter(|_| self.issued.monitored)
    }
}

impl<'a> LiveIndicator<'a> {
    /// One of the ratings that `is` is given.
    pub fn rated(&self, is: impl Fn(&Rating) -> bool) -> Test {
        Test::RatedOneOf(ratings(&self.file.scheme.indicators, is))
    }

    /// The value's band has one of the ratings that `is`.
    pub fn banded(&self, is: impl Fn(&Rating) -> bool) -> Test {
        Test::BandedOneOf(ratings(&self.file.scheme.indicators, is))
    }

    /// The rating of each band, in the order of the bands; `None` for a band whose word is no rating.
    pub fn rating_of_band(&self, band: usize) -> Option<RatingId> {
        self.file.scheme.indicators.find(&self.tolerance()?.bands.get(band)?.rating)
    }

    /// The tolerance that rates it, where one does and ratings are in use.
    pub fn tolerance(&self) -> Option<&'a Tolerance> {
        let in_use = self.file.settings.indicator_ratings != IndicatorRatings::None;
        in_use.then(|| self.file.tolerance(self.issued)).flatten()
    }

    /// Whether it is rated this period: rated at all, and due.
    pub fn is_rated(&self) -> bool {
        self.issued.rated == Rated::Yes && self.issued.due
    }

    /// Whether ratings are given by the service.
    pub fn ratings_given(&self) -> bool {
        self.file.settings.indicator_ratings == IndicatorRatings::GivenAndChecked
    }
}

/// The places of the ratings that `is`.
fn ratings(scale: &Scale, is: impl Fn(&Rating) -> bool) -> Vec<RatingId> {
    scale.with_ids().filter(|(_, rating)| is(rating)).map(|(id, _)| id).collect()
}
