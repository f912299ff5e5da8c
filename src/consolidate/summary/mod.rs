//! The Summary sheet: how many actions and indicators have each rating, by priority and by every other grouping.
//!
//! Each rating has its count and, where it is in the percentages, its percentage beside it. Both are formulas over the
//! data sheets, stored with the figures of the tally, so that a rating corrected there is counted here. Below each table
//! it says in words what the percentages are of and who is left out; no figure stands in those words, which no formula
//! would keep right.

mod block;
mod chart;
mod live;
mod notes;

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::Kind;
use crate::layout::{Field, PLAN, SheetId, sheet as plan_layout};
use crate::plan::IndicatorRatings;
use crate::tally::{Line, Table};
use crate::workbook::{LateRows, Orientation, WriteError, lay_out_page, write_text};

use super::{Whole, status};
#[cfg(test)]
pub(crate) use live::percentage;

pub(super) use block::Block;
use block::{FIGURE_WIDTH, NAME_WIDTH};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let title = whole.title_of("summary");
    write_text(sheet, (0, 0), &title, &whole.styles.title)?;
    let mut at: RowNum = 1;
    for line in status::banner_lines(whole) {
        let style = if at == 1 { &whole.styles.section } else { &whole.styles.guidance };
        write_text(sheet, (at, 0), &line, style)?;
        at = at.saturating_add(1);
    }
    at = at.saturating_add(1);
    let mut is_below_a_table = false;
    let mut widest = 0;
    let mut late = Vec::new();
    // A printed page begins with a table, so that none is parted from its chart.
    let mut pages = Vec::new();
    for group in Group::ALL {
        for kind in [Kind::Actions, Kind::Indicators] {
            let block = Block { whole, kind, group };
            if let Some(words) = none(whole, kind) {
                if group == Group::Priority {
                    write_text(sheet, (at, 0), words, &whole.styles.guidance)?;
                    at = at.saturating_add(3);
                }
                continue;
            }
            if block.lines().is_empty() {
                continue;
            }
            if group == Group::Priority && is_below_a_table {
                pages.push(at);
            }
            is_below_a_table = true;
            widest = widest.max(block.width());
            let (last, rows) = block.write(sheet, at)?;
            late.extend(rows);
            at = last.saturating_add(3);
        }
        if group == Group::Priority {
            pages.push(at);
        }
    }
    sheet.set_column_width(0, NAME_WIDTH)?;
    for (col, _) in (1..).zip(1..widest) {
        sheet.set_column_width(col, FIGURE_WIDTH)?;
    }
    sheet.set_page_breaks(&pages)?;
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    Ok(late)
}

/// Why there is no table of a kind.
pub(super) fn none(whole: &Whole<'_>, kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Actions if whole.tally.action_lines.is_empty() => Some("No actions in this plan."),
        Kind::Indicators if whole.tally.indicator_lines.is_empty() => Some("No indicators in this plan."),
        Kind::Indicators if whole.plan.settings.indicator_ratings == IndicatorRatings::None => {
            Some("Indicators are reported without a rating in this plan; see the Indicators sheet.")
        }
        Kind::Actions | Kind::Indicators => None,
    }
}

/// What the lines of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Priority,
    DeliveryPlan,
    PortfolioHolder,
    ScrutinyCommittee,
}

impl Group {
    pub(super) const ALL: [Self; 4] =
        [Self::Priority, Self::DeliveryPlan, Self::PortfolioHolder, Self::ScrutinyCommittee];

    /// Its lines of a table.
    fn lines(self, table: &Table) -> &[Line] {
        match self {
            Self::Priority => &table.priorities,
            Self::DeliveryPlan => &table.by_delivery_plan,
            Self::PortfolioHolder => &table.by_portfolio_holder,
            Self::ScrutinyCommittee => &table.by_scrutiny_committee,
        }
    }

    /// The column of the data sheets that says of which line a row is.
    fn field(self) -> Field {
        match self {
            Self::Priority => Field::Priority,
            Self::DeliveryPlan => Field::DeliveryPlan,
            Self::PortfolioHolder => Field::PortfolioHolder,
            Self::ScrutinyCommittee => Field::ScrutinyCommittee,
        }
    }

    /// Its heading, as the plan workbook spells it.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Priority => plan_layout(&PLAN, SheetId::Priorities).heading(Field::Priority),
            Self::DeliveryPlan => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::DeliveryPlan),
            Self::PortfolioHolder => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::PortfolioHolder),
            Self::ScrutinyCommittee => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::ScrutinyCommittee),
        }
    }
}
