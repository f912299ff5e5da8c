//! What a movement is, and how ratings changed.

use jiff::civil::Date;

use crate::domain::{Direction, Kind, Period, Rating, Tolerance, same};
use crate::plan::{DeliveryPlan, PlannedAction, PlannedIndicator};
use crate::previous::{EarlierAction, EarlierIndicator};

use crate::tally::rows::between_ratings;

/// What moved since the period before.
#[derive(Debug, Clone)]
pub struct Movements<'q> {
    /// What the period is compared with.
    pub compared: Compared,
    /// Every movement: those of one sort together, in the order of [`What`], worse before better, actions before
    /// indicators, then in the plan's order.
    pub list: Vec<Movement<'q>>,
    /// How the ratings of actions changed.
    pub actions: RatingChanges,
    /// How the ratings of indicators changed.
    pub indicators: RatingChanges,
}

impl Movements<'_> {
    /// Whether of all rows that have a rating now, not one has a known rating before: only values are held of an earlier
    /// period, or nothing at all. Then nobody can say that no rating changed.
    pub fn no_rating_before_is_known(&self) -> bool {
        let known = |changes: &RatingChanges| changes.total() > changes.new;
        let rated = self.actions.total() > 0 || self.indicators.total() > 0;
        rated && !known(&self.actions) && !known(&self.indicators)
    }
}

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Nothing: there is no earlier workbook, and no row has a last rating or value.
    Nothing,
    /// The last ratings and values that the rows were issued with.
    LastRatings,
    /// The newest earlier workbook, which is of that period. A row for which it has no answer is compared with the
    /// newest that has one.
    Workbook(Period),
}

/// How many rows have a rating now, by how it compares with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatingChanges {
    /// Better: by standing (Off track, Behind, On track, Complete), within one by the order of an indicator's bands.
    pub better: u64,
    /// Worse likewise.
    pub worse: u64,
    /// Another rating that is neither: closed, awaited, monitor only, or of the same standing without an order.
    pub other: u64,
    /// The same rating.
    pub same: u64,
    /// No rating before.
    pub new: u64,
}

/// What sort of movement it is, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Complete or closed before, open now (RAT010).
    Reopened,
    /// Another rating.
    Rating,
    /// Another deadline: revised, agreed or planned anew.
    Deadline,
    /// The value of the period before is not what was reported (IND009), or was overtyped.
    Restated,
    /// Another target.
    Target,
    /// Another tolerance.
    Tolerance,
    /// The commentary of the period before, word for word (RAT004).
    Repeated,
    /// In the plan, and not in the newest earlier workbook nor in one before it.
    New,
    /// In the newest earlier workbook, and ended by the plan since.
    Ended,
    /// In the newest earlier workbook, and in the plan no more.
    Gone,
}

/// One movement.
#[derive(Debug, Clone)]
pub struct Movement<'q> {
    /// What sort it is.
    pub what: What,
    /// What moved.
    pub row: Moves<'q>,
    /// How it was, as printed; `None` where there is nothing to say.
    pub before: Option<String>,
    /// How it is, as printed; `None` where there is nothing to say.
    pub now: Option<String>,
    /// Better, worse or the same, where that can be told.
    pub direction: Option<Direction>,
    /// How the value of an indicator changed, in words, where its rating did.
    pub change: Option<String>,
    /// The day on which what is reopened was complete, where no rating but only that day told that it was.
    pub completed: Option<Date>,
    /// The period that it is compared with; `None` where that is only known as last period.
    pub since: Option<Period>,
}

/// A row that moved.
#[derive(Debug, Clone, Copy)]
pub enum Moves<'q> {
    /// An action of the plan, with the delivery plan under which it counts.
    Action(&'q PlannedAction, &'q DeliveryPlan),
    /// An indicator of the plan, with the delivery plan under which it counts.
    Indicator(&'q PlannedIndicator, &'q DeliveryPlan),
    /// An action that is only in the earlier workbook, or has ended.
    EarlierAction(&'q EarlierAction),
    /// An indicator that is only in the earlier workbook.
    EarlierIndicator(&'q EarlierIndicator),
}

/// A rating that changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changed {
    /// Better or worse, where that can be told.
    pub(super) way: Option<Direction>,
}

impl<'q> Moves<'q> {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Action(..) | Self::EarlierAction(_) => Kind::Actions,
            Self::Indicator(..) | Self::EarlierIndicator(_) => Kind::Indicators,
        }
    }

    /// Whether it is in the counts; a milestone or the heading of milestones may not be.
    pub fn is_counted(&self) -> bool {
        match self {
            Self::Action(row, _) => row.role.is_counted(),
            Self::EarlierAction(row) => row.then.counted,
            Self::Indicator(..) | Self::EarlierIndicator(_) => true,
        }
    }

    /// Its reference.
    pub fn reference(&self) -> &'q str {
        match self {
            Self::Action(row, _) => &row.reference,
            Self::Indicator(row, _) => &row.reference,
            Self::EarlierAction(row) => &row.reference,
            Self::EarlierIndicator(row) => &row.reference,
        }
    }

    /// What is to be done or measured.
    pub fn title(&self) -> &'q str {
        match self {
            Self::Action(row, _) => &row.action,
            Self::Indicator(row, _) => &row.indicator,
            Self::EarlierAction(row) => &row.wording,
            Self::EarlierIndicator(row) => &row.wording,
        }
    }
}

impl RatingChanges {
    /// How many rows have a rating now.
    pub fn total(&self) -> u64 {
        self.better + self.worse + self.other + self.same + self.new
    }

    /// Counts a row that is rated `now`; `before` is the word of its rating before, and that rating where it is one of
    /// the present ones. `None` where it did not change. `tolerance` is that of an indicator.
    pub(super) fn add(
        &mut self,
        before: Option<(&str, Option<&Rating>)>,
        now: &Rating,
        tolerance: Option<&Tolerance>,
    ) -> Option<Changed> {
        let Some((word, before)) = before else {
            self.new += 1;
            return None;
        };
        if same(before.map_or(word, |rating| &rating.name), &now.name) {
            self.same += 1;
            return None;
        }
        let way = between_ratings(before, Some(now), tolerance)
            .filter(|way| matches!(way, Direction::Improving | Direction::Worsening));
        let count = match way {
            Some(Direction::Improving) => &mut self.better,
            Some(Direction::Worsening) => &mut self.worse,
            Some(Direction::Steady | Direction::Changed) | None => &mut self.other,
        };
        *count += 1;
        Some(Changed { way })
    }
}
