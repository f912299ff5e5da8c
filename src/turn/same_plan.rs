//! Whether a consolidated workbook is of a plan at all: of its organisation, its title and its kind of period.

use crate::domain::{Period, same, tidy};
use crate::grid::Workbook;
use crate::plan::Plan;
use crate::previous::{NotConsolidated, contents_of, period_of};

/// Why a consolidated workbook is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotOfThePlan {
    /// It is no consolidated workbook, or does not say of which period.
    #[error("{0}. Give one that planroll consolidate wrote")]
    NotConsolidated(#[from] NotConsolidated),
    /// It is another organisation's, or of another plan.
    #[error("it is of another plan ({0}). Give the consolidated workbook of this plan")]
    OtherPlan(String),
    /// It reports in other periods.
    #[error(
        "it is for {its}, which is no period of this plan, such as {own}. Give the consolidated workbook of this plan"
    )]
    OtherPeriods {
        /// Its period.
        its: Period,
        /// The plan's.
        own: Period,
    },
}

/// The period of a consolidated workbook of `plan`.
///
/// # Errors
/// [`NotOfThePlan`].
pub(super) fn period_in(workbook: &Workbook, plan: &Plan) -> Result<Period, NotOfThePlan> {
    let period = period_of(workbook)?;
    let (organisation, title) = contents_of(workbook);
    let settings = &plan.settings;
    // What no longer stands on Contents cannot tell one plan from another.
    let differs = |there: &Option<String>, own: &str| there.as_deref().is_some_and(|there| !same(there, &tidy(own)));
    // A title may name the year, and another one after its turn.
    let is_same_year = period.financial_year().start == plan.period.financial_year().start;
    let is_other_title = is_same_year && differs(&title, &settings.plan_title);
    if differs(&organisation, &settings.organisation) || is_other_title {
        let names: Vec<String> = [organisation, title].into_iter().flatten().filter(|name| !name.is_empty()).collect();
        return Err(NotOfThePlan::OtherPlan(names.join(", ")));
    }
    if period.part().reporting() != plan.period.part().reporting() {
        return Err(NotOfThePlan::OtherPeriods { its: period, own: plan.period });
    }
    // A period read without the plan's calendar may count its year from another month.
    let own = Period::new(period.financial_year().start, period.part(), plan.period.year_starts());
    Ok(own.unwrap_or(period))
}
