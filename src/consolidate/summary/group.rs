//! What the lines of a table of Summary are.

use crate::domain::Kind;
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::{IndicatorRatings, TablesBy};
use crate::tally::{Line, Table};

use super::super::book::Book;

/// Why there is no table of a kind.
pub(in super::super) fn none(book: &Book<'_>, kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Actions if book.tally.action_lines.is_empty() => Some("No actions in this plan."),
        Kind::Indicators if book.tally.indicator_lines.is_empty() => Some("No indicators in this plan."),
        Kind::Indicators if book.plan.settings.indicator_ratings == IndicatorRatings::None => {
            Some("Indicators are reported without a rating in this plan; see the Indicators sheet.")
        }
        Kind::Actions | Kind::Indicators => None,
    }
}

/// What the lines of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Group {
    Priority,
    DeliveryPlan,
    Outcome,
    PortfolioHolder,
    ScrutinyCommittee,
}

impl Group {
    const ALL: [Self; 5] =
        [Self::Priority, Self::DeliveryPlan, Self::Outcome, Self::PortfolioHolder, Self::ScrutinyCommittee];

    /// All, that of the setting *Tables by* first.
    pub(super) fn in_order(by: TablesBy) -> [Self; 5] {
        let mut all = Self::ALL;
        all.sort_by_key(|group| *group != Self::of(by));
        all
    }

    /// What the setting *Tables by* says.
    pub(in super::super) fn of(by: TablesBy) -> Self {
        match by {
            TablesBy::Priority => Self::Priority,
            TablesBy::DeliveryPlan => Self::DeliveryPlan,
        }
    }

    /// Its lines of a table.
    pub(in super::super) fn lines(self, table: &Table) -> &[Line] {
        match self {
            Self::Priority => &table.priorities,
            Self::DeliveryPlan => &table.by_delivery_plan,
            Self::Outcome => &table.by_outcome,
            Self::PortfolioHolder => &table.by_portfolio_holder,
            Self::ScrutinyCommittee => &table.by_scrutiny_committee,
        }
    }

    /// The column of the data sheets that says of which line a row is.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Priority => Field::Priority,
            Self::DeliveryPlan => Field::DeliveryPlan,
            Self::Outcome => Field::Outcome,
            Self::PortfolioHolder => Field::PortfolioHolder,
            Self::ScrutinyCommittee => Field::ScrutinyCommittee,
        }
    }

    /// Its heading, as the plan workbook spells it.
    pub(in super::super) fn heading(self) -> &'static str {
        match self {
            Self::Priority => PLAN.sheet(SheetId::Priorities).heading(Field::Priority),
            Self::DeliveryPlan => PLAN.sheet(SheetId::DeliveryPlans).heading(Field::DeliveryPlan),
            Self::Outcome => PLAN.sheet(SheetId::Actions).heading(Field::Outcome),
            Self::PortfolioHolder => PLAN.sheet(SheetId::DeliveryPlans).heading(Field::PortfolioHolder),
            Self::ScrutinyCommittee => PLAN.sheet(SheetId::DeliveryPlans).heading(Field::ScrutinyCommittee),
        }
    }
}
