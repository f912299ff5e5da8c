//! Whether a row must be filled in this period.

use crate::domain::{Kind, Rated, Role};
use crate::plan::{Issued, IssuedAction, IssuedIndicator};

/// What is asked of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// An entry is required.
    Required,
    /// An entry is welcome and is taken for what it is.
    Optional,
    /// A value is wanted and none is required: the row is followed, not rated.
    Monitored,
    /// No entry is asked for: the row is greyed, and still unlocked.
    NotAsked(WhyNot),
}

/// Why no entry is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhyNot {
    /// It is never rated: it is shown for information.
    InformationOnly,
    /// It is not due this period.
    NotDue,
    /// It was complete or closed before.
    Finished,
    /// It is the heading of the rows beneath it.
    Heading,
}

/// What is asked of the row `index` of `kind`.
pub(super) fn duty(issued: &Issued, kind: Kind, index: usize) -> Duty {
    match kind {
        Kind::Actions => issued.actions.get(index).map(|row| of_action(issued, row)),
        Kind::Indicators => issued.indicators.get(index).map(of_indicator),
    }
    .unwrap_or(Duty::NotAsked(WhyNot::InformationOnly))
}

fn of_action(issued: &Issued, row: &IssuedAction) -> Duty {
    // The last day of the period: a later as-of day is a matter of checking, not of what is asked when it is issued.
    let needed = issued.action_needs_rating(row, issued.stamp.period.last_day());
    let finished = row.finished_before(&issued.scheme) && !row.is_every_period() && (row.finished.is_some() || !needed);
    if !row.monitored {
        Duty::NotAsked(WhyNot::InformationOnly)
    } else if row.role == Role::Heading {
        Duty::NotAsked(WhyNot::Heading)
    } else if finished {
        Duty::NotAsked(WhyNot::Finished)
    } else if needed {
        Duty::Required
    } else {
        Duty::Optional
    }
}

fn of_indicator(row: &IssuedIndicator) -> Duty {
    match row.rated {
        Rated::InformationOnly if row.heading => Duty::NotAsked(WhyNot::Heading),
        Rated::InformationOnly => Duty::NotAsked(WhyNot::InformationOnly),
        Rated::Yes | Rated::MonitorOnly if !row.due => Duty::NotAsked(WhyNot::NotDue),
        Rated::MonitorOnly => Duty::Monitored,
        Rated::Yes => Duty::Required,
    }
}
