//! Whether a row must be filled in this period.

use crate::domain::{Deadline, Kind, OpenWord, Rated};
use crate::plan::{ActionsCounted, Issued, IssuedAction, IssuedIndicator};

/// What is asked of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// An entry is required.
    Required,
    /// An entry is welcome and is counted.
    Optional,
    /// No entry is asked for: the row is greyed, and still unlocked.
    AtRest,
}

/// What is asked of the row `index` of `kind`.
pub(super) fn duty(issued: &Issued, kind: Kind, index: usize) -> Duty {
    match kind {
        Kind::Actions => issued.actions.get(index).map(|row| of_action(issued, row)),
        Kind::Indicators => issued.indicators.get(index).map(of_indicator),
    }
    .unwrap_or(Duty::AtRest)
}

fn of_action(issued: &Issued, row: &IssuedAction) -> Duty {
    let each_period = matches!(row.deadline, Deadline::Open(OpenWord::EveryPeriod));
    if !row.monitored || (row.finished_before(&issued.scheme) && !each_period) {
        return Duty::AtRest;
    }
    // The last day of the period: a later as-of day is a matter of checking, not of what is asked when it is issued.
    let due = each_period || row.deadline.day().is_some_and(|day| day <= issued.stamp.period.last_day());
    match issued.settings.actions_counted {
        ActionsCounted::WhenRated if !due => Duty::Optional,
        ActionsCounted::AllMonitored | ActionsCounted::WhenRated => Duty::Required,
    }
}

fn of_indicator(row: &IssuedIndicator) -> Duty {
    match row.rated {
        Rated::Yes if row.due => Duty::Required,
        Rated::Yes | Rated::MonitorOnly | Rated::InformationOnly => Duty::AtRest,
    }
}
