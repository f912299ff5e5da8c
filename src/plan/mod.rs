//! The delivery plan: what the plan workbook says, and the slice of it that each return carries.
//!
//! [`read()`] turns a plan workbook into a [`Plan`] and the faults found on the way; [`Plan::issue`] makes the
//! [`Issued`] slice that goes out with one return and comes back in it. No rule is judged here beyond
//! whether a cell can be read; the PLN rules word the faults.

mod ask;
mod columns;
mod index;
mod issued;
mod issued_columns;
mod issued_row;
mod issuing;
mod message;
mod past;
mod placeholder;
mod printed;
mod read;
mod settings;
mod since_issue;
mod stamp_lines;
mod wording;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::{Deadline, Frequency, Kind, Level, Period, Scheme, SharedText, Target, Tolerance, key, same};
use crate::grid::{CellRef, SensitivityLabel};

use columns::TableColumns;

pub(crate) use ask::{Answers, Ask};
pub use issued::Issued;
pub use issued::TEMPLATE_VERSION;
pub(crate) use issued::YEAR_TO_DATE;
pub(crate) use issued::{Carried, Finished, IssuedAction, IssuedIndicator, IssuedSettings, Stamp, TemplateTooNew};
pub(crate) use issued_columns::IssuedColumn;
pub(crate) use issued_row::IssuedRow;
pub(crate) use message::Message;
#[cfg(feature = "mail")]
pub(crate) use message::{Mail, MailPart};
pub(crate) use past::Past;
#[cfg(feature = "mail")]
pub(crate) use placeholder::fill_in;
pub(crate) use placeholder::{Placeholder, unknown_placeholders};
pub(crate) use printed::Printed;
pub(crate) use read::{
    CellFault, CellOf, ColumnFault, DeliveryPlanFault, Fault, FaultKind, FormattingFault, Holds, LeadFault, MayBe,
    MergedFault, MessageFault, OptionalFault, ParentFault, PastFault, PolarityFault, PriorityFault, ProfileFault,
    RatingFault, RefFault, Setting, SettingFault, SheetFault, SlippageFault, TargetFault, ToleranceFault,
};
pub(crate) use read::{LONGEST_RATING, MOST_DAYS_AFTER, carried};
pub use read::{PlanAsRead, read};
pub(crate) use settings::{
    ActionsCounted, DirectionSetting, ForMembers, IndicatorRatings, Settings, TablesBy, ZeroCounts,
};
pub(crate) use since_issue::{Change, ReturnColumn, SinceIssue};
pub(crate) use wording::{Word, Worded, Wording};

/// A plan workbook that was read: everything that the officer decided for the year.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The Settings sheet.
    pub settings: Settings,
    /// The period being reported: the one asked for on the command line, else that of the Settings sheet.
    pub period: Period,
    /// Priorities in the order of their sheet, which is their order in every table.
    pub priorities: Arc<[Priority]>,
    /// Delivery plans in the order of their sheet; one return is issued for each.
    pub delivery_plans: Vec<DeliveryPlan>,
    /// Actions in the order of their sheet, ended ones included.
    pub actions: Vec<PlannedAction>,
    /// Indicators in the order of their sheet.
    pub indicators: Vec<PlannedIndicator>,
    /// Ratings of actions and of indicators, in the order of the Ratings sheet.
    pub scheme: Arc<Scheme>,
    /// Tolerance bands, in the order of the Tolerances sheet.
    pub tolerances: Vec<Arc<Tolerance>>,
    /// What the Rules and Waivers sheets say.
    pub policy: Arc<PolicyTable>,
    /// What each rating of actions asks members to decide, in the order of the Ratings sheet.
    pub for_members: Vec<Option<ForMembers>>,
    /// The Wording sheet: the council's own words for what is printed.
    pub wording: Wording,
    /// The Messages sheet: what the mails say instead of their own words.
    pub messages: BTreeMap<Message, String>,
    /// The sensitivity label of the plan workbook, carried to every workbook that is written from it.
    pub label: Option<SensitivityLabel>,
    /// Where the columns of Actions and Indicators stand.
    columns: Columns,
    /// Which rows belong to which delivery plan; made when first asked for, from the rows as they are then.
    index: OnceLock<index::Index>,
}

/// Where the columns of the two tables of rows stand in the plan workbook.
#[derive(Debug, Clone, Default)]
struct Columns {
    actions: TableColumns,
    indicators: TableColumns,
}

/// One row of Priorities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priority {
    /// The code that other sheets use.
    pub code: SharedText,
    /// The priority as printed.
    pub name: SharedText,
    /// A shorter name, where the officer gave one.
    pub short_name: Option<SharedText>,
    /// What is printed under its heading. No return carries it.
    #[serde(skip)]
    pub description: Option<SharedText>,
}

/// One row of Delivery plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPlan {
    /// The code that other sheets use and that names the return's file.
    pub code: SharedText,
    /// The delivery plan as printed.
    pub name: SharedText,
    /// Who fills the return in.
    pub lead_officer: Option<SharedText>,
    /// Addresses to mail; none where one of them, or of those that get a copy, is none (PLN010).
    pub email: Vec<String>,
    /// Addresses that get a copy.
    pub cc: Vec<String>,
    /// Code of the priority that its rows take where they give none.
    pub priority: Option<SharedText>,
    /// Portfolio holder of its rows where they give none.
    pub portfolio_holder: Option<SharedText>,
    /// Scrutiny committee of its rows where they give none.
    pub scrutiny_committee: Option<SharedText>,
    /// The row's Code cell on the Delivery plans sheet.
    pub at: CellRef,
}

/// One row of Actions in the plan workbook: what is issued of it, reached by its names, and what stays in the plan.
#[derive(Debug, Clone)]
pub struct PlannedAction {
    /// The row as it is issued for the period, but for its further columns.
    pub issued: IssuedAction,
    /// Codes of the delivery plans it is issued to; counted once, under the first.
    pub plans: Vec<SharedText>,
    /// Code of its priority (its own, else its delivery plan's).
    pub priority: Option<SharedText>,
    /// How it is gone about, as the council's plan groups its actions.
    pub approach: Option<SharedText>,
    /// The deadline as planned at first; the one that is issued is the agreed one, where there is one.
    pub deadline: Deadline,
    /// The deadline that members agreed instead.
    pub agreed: Option<Deadline>,
    /// Who agreed it.
    pub agreed_by: Option<SharedText>,
    /// Its own lead officer, else its delivery plan's.
    pub lead_officer: Option<SharedText>,
    /// Its own portfolio holder, else its delivery plan's.
    pub portfolio_holder: Option<SharedText>,
    /// Its own scrutiny committee, else its delivery plan's.
    pub scrutiny_committee: Option<SharedText>,
    /// The last period that it is issued for.
    pub ended: Option<Period>,
    /// Ratings of earlier periods that stand in columns of their own.
    pub past: Box<[Past]>,
    /// Other columns of the sheet, issued locked or (headed `Ask: …`) as entry cells.
    pub carried: Box<[Carried]>,
    /// The row's Ref cell on the Actions sheet.
    pub at: CellRef,
}

/// One row of Indicators in the plan workbook: what is issued of it, reached by its names, and what stays in the plan.
#[derive(Debug, Clone)]
pub struct PlannedIndicator {
    /// The row as it is issued for the period, but for its further columns.
    pub issued: IssuedIndicator,
    /// Codes of the delivery plans it is issued to; counted once, under the first.
    pub plans: Vec<SharedText>,
    /// Code of its priority (its own, else its delivery plan's).
    pub priority: Option<SharedText>,
    /// The outcome or objective that it measures.
    pub outcome: Option<SharedText>,
    /// The project that it belongs to.
    pub project: Option<SharedText>,
    /// How it is gone about, as the council's plan groups its indicators.
    pub approach: Option<SharedText>,
    /// In which periods a value is due.
    pub frequency: Frequency,
    /// The year's target.
    pub target: Target,
    /// Targets of single periods by their label (`Q1`, `H1`, `M01`).
    pub period_targets: BTreeMap<String, Target>,
    /// Name of its tolerance: its own, else the default.
    pub tolerance: Option<SharedText>,
    /// Values and ratings of earlier periods that stand in columns of their own.
    pub past: Box<[Past]>,
    /// Other columns of the sheet, issued locked or (headed `Ask: …`) as entry cells.
    pub carried: Box<[Carried]>,
    /// The row's Ref cell on the Indicators sheet.
    pub at: CellRef,
}

impl Deref for PlannedAction {
    type Target = IssuedAction;

    fn deref(&self) -> &IssuedAction {
        &self.issued
    }
}

impl Deref for PlannedIndicator {
    type Target = IssuedIndicator;

    fn deref(&self) -> &IssuedIndicator {
        &self.issued
    }
}

/// What the Rules and Waivers sheets say, as typed; the rules room resolves the names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PolicyTable {
    /// Rule (code or name as typed) and what is made of it.
    pub levels: Vec<RuleLevel>,
    /// Single findings that were accepted.
    pub waivers: Vec<Waiver>,
}

/// One row of the Rules sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleLevel {
    /// Code or name as typed.
    pub rule: String,
    /// What is made of it.
    pub level: Level,
    /// The Rule cell.
    pub at: CellRef,
}

/// One row of the Waivers sheet: a finding that somebody accepted, with who and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Code or name of the rule as typed.
    pub rule: String,
    /// Ref of the action or indicator, or code of the delivery plan.
    pub reference: String,
    /// The period it holds for; `None` holds always.
    pub period: Option<Period>,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub approved_by: String,
    /// The Rule cell.
    pub at: CellRef,
}

impl Plan {
    /// The delivery plan with that code, ignoring case.
    pub fn delivery_plan(&self, code: &str) -> Option<&DeliveryPlan> {
        self.delivery_plans.get(self.delivery_plan_place(code)?)
    }

    /// The place of the delivery plan with that code among the delivery plans.
    pub fn delivery_plan_place(&self, code: &str) -> Option<usize> {
        self.index().plan(code)
    }

    /// The codes of its priorities or of its delivery plans, as *Tables by* says: an appendix of the report for each.
    pub(crate) fn appendix_codes(&self) -> Vec<&str> {
        match self.settings.tables_by {
            TablesBy::Priority => self.priorities.iter().map(|one| one.code.as_str()).collect(),
            TablesBy::DeliveryPlan => self.delivery_plans.iter().map(|one| one.code.as_str()).collect(),
        }
    }

    fn index(&self) -> &index::Index {
        self.index.get_or_init(|| {
            let codes = self.delivery_plans.iter().map(|one| &one.code);
            let actions = self.actions.iter().map(|row| (&row.reference, row.plans.as_slice()));
            let indicators = self.indicators.iter().map(|row| (&row.reference, row.plans.as_slice()));
            index::Index::new(codes, actions, indicators)
        })
    }

    /// Whether an action belongs to this period: it had not ended before it.
    pub fn is_current(&self, action: &PlannedAction) -> bool {
        action.ended.as_ref().is_none_or(|ended| *ended >= self.period)
    }

    /// The actions and indicators that are issued to the delivery plan with that code, in the order of their sheets.
    pub fn rows_of(&self, code: &str) -> (Vec<&PlannedAction>, Vec<&PlannedIndicator>) {
        let Some(place) = self.delivery_plan_place(code) else { return (Vec::new(), Vec::new()) };
        let actions = self.index().actions(place).iter().filter_map(|row| self.actions.get(*row));
        let indicators = self.index().indicators(place).iter().filter_map(|row| self.indicators.get(*row));
        (actions.filter(|action| self.is_current(action)).collect(), indicators.collect())
    }

    /// The action with that reference, ended or not, under whatever delivery plan.
    pub fn action(&self, reference: &str) -> Option<&PlannedAction> {
        self.actions.get(self.index().action(reference)?)
    }

    /// The indicator with that reference, under whatever delivery plan.
    pub fn indicator(&self, reference: &str) -> Option<&PlannedIndicator> {
        self.indicators.get(self.index().indicator(reference)?)
    }

    /// The priority with that code.
    pub fn priority(&self, code: &str) -> Option<&Priority> {
        let wanted = key(code);
        self.priorities.iter().find(|priority| key(&priority.code) == wanted)
    }

    /// The actions of this period: those that had not ended before it.
    pub fn current_actions(&self) -> impl Iterator<Item = &PlannedAction> {
        self.actions.iter().filter(|action| self.is_current(action))
    }

    /// Whether any action of this period is the milestone of another.
    pub fn has_milestones(&self) -> bool {
        self.current_actions().any(|action| action.milestone_of.is_some())
    }

    /// The tolerance with that name.
    pub fn tolerance(&self, name: &str) -> Option<&Tolerance> {
        self.tolerances.iter().find(|tolerance| same(&tolerance.name, name)).map(|tolerance| &**tolerance)
    }

    /// The ratings of actions or of indicators.
    pub fn scale(&self, kind: Kind) -> &crate::domain::Scale {
        self.scheme.scale(kind)
    }
}

impl PlannedIndicator {
    /// The target of `period`: its own, else the straight line of a cumulative one, else the year's.
    pub fn target_of(&self, period: Period) -> Target {
        if let Some(own) = self.period_targets.get(period.label().as_str()) {
            return own.clone();
        }
        match (&self.target, self.cumulative) {
            (Target::Number(year), true) => Target::Number(crate::domain::straight_line(*year, period)),
            (target, _) => target.clone(),
        }
    }
}

/// A number as a cell can hold it: 15 significant digits, which is what Excel keeps.
pub(crate) fn as_stored(value: Decimal) -> Decimal {
    value.round_sf(15).unwrap_or(value).normalize()
}

/// Whether `unit` is the percentage unit, whose cells have a percent format (`% change` is not).
pub(crate) fn is_percent(unit: &str) -> bool {
    unit.trim() == "%"
}
