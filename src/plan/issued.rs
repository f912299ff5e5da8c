//! The slice of the plan that goes out with one return, and comes back in it.
//!
//! A return is checked against what was issued, not against a plan edited since; so the return carries its scheme,
//! its tolerances, its severities and every issued value on its very hidden `planroll` sheet, as one line of JSON a
//! row. This is the one description of what a return holds: issuing writes it, reading compares with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Deadline, Direction, Kind, Milestones, Period, Polarity, Rated, Rating, Role, Scheme, SharedText, Standing, Target,
    Tolerance, Unit, key, same,
};
use crate::grid::SensitivityLabel;
use crate::layout::Field;

use super::ask::Ask;
use super::{ActionsCounted, DirectionSetting, IndicatorRatings, PolicyTable, Printed, Priority, is_percent};

/// The version of the return's form that this planroll writes, and the newest that it reads.
pub const TEMPLATE_VERSION: u32 = 2;

/// What the Unit cell says of a value that adds up over the year.
pub(crate) const YEAR_TO_DATE: &str = ", year to date";

/// One return as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Version of the form.
    pub template_version: u32,
    /// Which return it is.
    pub stamp: Stamp,
    /// The settings that its checks need.
    pub settings: IssuedSettings,
    /// The priorities of its rows, in the plan's order.
    pub priorities: Arc<[Priority]>,
    /// The ratings of actions and of indicators.
    pub scheme: Arc<Scheme>,
    /// The tolerances of its indicators.
    pub tolerances: Vec<Arc<Tolerance>>,
    /// Severities and waivers as they stood when it was issued.
    pub policy: Arc<PolicyTable>,
    /// Title and instruction of each table, as they were written: another version may word them differently.
    #[serde(default)]
    pub table_texts: Vec<String>,
    /// Headings of the further columns of Actions.
    pub action_extras: Vec<SharedText>,
    /// Headings of the further columns of Indicators.
    pub indicator_extras: Vec<SharedText>,
    /// The actions, in the order of the plan. Not part of the header line.
    #[serde(skip)]
    pub actions: Vec<IssuedAction>,
    /// The indicators, in the order of the plan. Not part of the header line.
    #[serde(skip)]
    pub indicators: Vec<IssuedIndicator>,
    /// The columns that its tables were found with, where nothing tells what was issued.
    #[serde(skip)]
    pub found: Option<BTreeSet<(Kind, Field)>>,
    /// The sensitivity label of the workbook that is written; of one that was read it is the workbook's.
    #[serde(skip)]
    pub label: Option<SensitivityLabel>,
}

/// Which return it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Code of the delivery plan.
    pub plan_code: String,
    /// The delivery plan as printed.
    pub plan_name: String,
    /// The period reported.
    pub period: Period,
    /// Name of the council.
    pub organisation: String,
    /// Title of the plan.
    pub plan_title: String,
    /// The day by which it is due.
    pub return_by: Option<Date>,
    /// Whom to send it to.
    pub send_to: Option<String>,
    /// Whether it is filled in and saved in the folder for returns, and sent to nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stays_in_folder: bool,
    /// A link to the page on which it can be checked before it is handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_page: Option<String>,
}

/// The settings that a return's checks need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedSettings {
    pub actions_counted: ActionsCounted,
    pub indicator_ratings: IndicatorRatings,
    pub direction: DirectionSetting,
    pub commentary_limit: u32,
    pub sign_off: crate::domain::Need,
    /// Which of an action and its milestones are counted.
    #[serde(default, skip_serializing_if = "Milestones::is_default")]
    pub milestones: Milestones,
}

/// A further column of the plan workbook: carried through locked, or (headed `Ask: …`) an entry cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The heading as the officer typed it.
    pub heading: SharedText,
    /// What stood in the row.
    pub value: Printed,
}

impl Carried {
    /// Whether a heading asks the service for an entry.
    pub fn asks(heading: &str) -> bool {
        key(heading).starts_with("ask:")
    }

    /// What a heading asks, without the word that makes it a question, its type and its mark.
    pub fn question(heading: &str) -> &str {
        Ask::of(heading).map_or(heading, |ask| ask.question)
    }
}

/// One action as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedAction {
    /// The unique reference.
    pub reference: SharedText,
    /// The reference of the action whose milestone it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone_of: Option<SharedText>,
    /// What it is to the counts.
    #[serde(default, skip_serializing_if = "Role::is_counted")]
    pub role: Role,
    /// The priority as printed.
    pub priority: SharedText,
    /// The outcome that it serves.
    pub outcome: Option<SharedText>,
    /// The project that it belongs to.
    pub project: Option<SharedText>,
    /// What is to be done.
    pub action: SharedText,
    /// Who answers for it, where the plan says so of any action of the return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_officer: Option<SharedText>,
    /// The deadline in every rule: the agreed one, else the planned one.
    pub deadline: Deadline,
    /// Whether it is rated and counted; otherwise it is for information only.
    pub monitored: bool,
    /// The day by which it is to have begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The rating of the period before.
    pub last_rating: Option<SharedText>,
    /// The commentary of the period before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_commentary: Option<SharedText>,
    /// A revised deadline carried forward from the period before.
    pub revised_deadline: Option<SharedText>,
    /// What was entered when it was completed or closed in an earlier period: it comes filled in.
    #[serde(rename = "whole", default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Box<Finished>>,
    /// Its further columns, in the order of the headings.
    pub carried: Box<[Printed]>,
    /// What was answered in the period before, in the order of the columns that ask; nothing where nothing was.
    #[serde(default, skip_serializing_if = "<[Printed]>::is_empty")]
    pub last_answers: Box<[Printed]>,
}

/// The entries of an action that was complete or closed before, carried forward with its revised deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// The rating.
    pub rating: SharedText,
    /// The day it was completed.
    pub completed: Option<Date>,
    /// The direction of travel.
    pub direction: Option<Direction>,
    /// The commentary.
    pub commentary: Option<SharedText>,
}

/// One indicator as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the indicator")]
pub struct IssuedIndicator {
    /// The unique reference.
    pub reference: SharedText,
    /// The reference of the indicator beneath which it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<SharedText>,
    /// Whether it is the heading of the indicators beneath it: it has neither unit nor target, and is for information only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
    /// The priority as printed.
    pub priority: SharedText,
    /// What is measured.
    pub indicator: SharedText,
    /// `%`, `% change`, `number`, `£`, `days` or any other word.
    pub unit: SharedText,
    /// Which way is better.
    pub better_when: Option<Polarity>,
    /// Rated, monitor only or information only.
    pub rated: Rated,
    /// Whether a value is due this period.
    pub due: bool,
    /// Whether the value adds up over the year.
    pub cumulative: bool,
    /// This period's target.
    pub target: Target,
    /// The target of the whole year, where the value adds up over it.
    #[serde(default, skip_serializing_if = "Target::is_none")]
    pub target_for_the_year: Target,
    /// Name of its tolerance, where a band rates it.
    pub tolerance: Option<SharedText>,
    /// Last year's outturn.
    pub last_year: Printed,
    /// Last period's value, pre-filled.
    pub last_value: Printed,
    /// The rating of the period before.
    pub last_rating: Option<SharedText>,
    /// The commentary of the period before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_commentary: Option<SharedText>,
    /// Decimal places to print.
    pub decimals: Option<u32>,
    /// Whether the number above the line is asked for beside the value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub numerator: bool,
    /// Whether the number below the line is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denominator: bool,
    /// Its further columns, in the order of the headings.
    pub carried: Box<[Printed]>,
    /// What was answered in the period before, in the order of the columns that ask; nothing where nothing was.
    #[serde(default, skip_serializing_if = "<[Printed]>::is_empty")]
    pub last_answers: Box<[Printed]>,
}

/// The stamp was written by a newer planroll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTooNew {
    /// The version of its form.
    pub version: u32,
    /// A link to the page on which it can be checked, where it names one.
    pub check_page: Option<String>,
}

impl IssuedAction {
    /// Whether it may be rated: it is monitored, and no heading of its milestones.
    pub fn may_be_rated(&self) -> bool {
        self.monitored && self.role != Role::Heading
    }

    /// Whether it comes every period, and blank each time.
    pub fn is_every_period(&self) -> bool {
        matches!(self.deadline, Deadline::Open(word) if word.is_every_period())
    }

    /// Whether it was complete or closed in the period before: it comes filled in, or its last rating says so.
    pub fn finished_before(&self, scheme: &Scheme) -> bool {
        if self.finished.is_some() {
            return true;
        }
        let last = self.last_rating.as_deref().and_then(|rating| {
            let id = scheme.actions.find(rating)?;
            scheme.actions.get(id)
        });
        last.is_some_and(|rating| rating.standing.is_finished())
    }
}

impl IssuedIndicator {
    /// Whether it is rated this period: rated at all, and due. Then a value, or a reason for none, is required.
    pub fn is_rated(&self) -> bool {
        self.due && self.rated == Rated::Yes
    }

    /// Which of its values are better: as the plan says or, where the target is Yes or No, those that meet it.
    pub fn polarity(&self) -> Option<Polarity> {
        match self.target {
            Target::YesNo(true) => Some(Polarity::Higher),
            Target::YesNo(false) => Some(Polarity::Lower),
            Target::Number(_) | Target::Range(..) | Target::Words(_) | Target::None => self.better_when,
        }
    }

    /// Whether a part of its value is asked for in a column.
    pub fn asks_part(&self, field: Field) -> bool {
        field == Field::Numerator && self.numerator || field == Field::Denominator && self.denominator
    }

    /// What its unit is.
    pub fn known_unit(&self) -> Unit {
        Unit::of(&self.unit)
    }

    /// Whether its values are percentages.
    pub fn is_percent(&self) -> bool {
        is_percent(&self.unit)
    }

    pub(super) fn is_banded_by(&self, tolerance: &str) -> bool {
        self.tolerance.as_deref().is_some_and(|name| key(name) == key(tolerance))
    }
}

impl Issued {
    /// Whether it is of the first version of the form, whose tables have every column but a few, filled or not.
    pub(super) fn is_of_first_version(&self) -> bool {
        self.template_version < 2
    }

    /// The unit of an indicator, as its Unit cell prints it.
    pub(super) fn unit_words(&self, row: &IssuedIndicator) -> String {
        let over_the_year = row.cumulative && !self.is_of_first_version();
        format!("{}{}", row.unit, if over_the_year { YEAR_TO_DATE } else { "" })
    }

    /// The tolerance of an indicator, where a band rates it.
    pub fn tolerance(&self, row: &IssuedIndicator) -> Option<&Tolerance> {
        let wanted = row.tolerance.as_deref()?;
        self.tolerances.iter().find(|tolerance| same(&tolerance.name, wanted)).map(|tolerance| &**tolerance)
    }

    /// The tolerance of an indicator in words, as its Tolerance cell prints it; empty where no band rates it.
    pub fn tolerance_words(&self, row: &IssuedIndicator) -> String {
        let in_words = |tolerance: &Tolerance| {
            // The first version spoke of percentages of any target, and its cells still say so.
            let of_first = self.is_of_first_version();
            if of_first { tolerance.in_words_of(&row.unit) } else { tolerance.in_words_for(&row.target, &row.unit) }
        };
        self.tolerance(row).map(in_words).unwrap_or_default()
    }

    /// Whether a rating of an action is required as of `as_of`: of every monitored one, or (*When rated*) of those
    /// due by then and not finished before. `Every period` is due each period.
    pub fn action_needs_rating(&self, row: &IssuedAction, as_of: Date) -> bool {
        row.monitored
            && row.role.is_counted()
            && match self.settings.actions_counted {
                ActionsCounted::AllMonitored => true,
                ActionsCounted::WhenRated => {
                    let is_due = row.deadline.day().is_some_and(|day| day <= as_of);
                    // What comes every period comes blank, whatever was said of it last time.
                    row.is_every_period() || (is_due && !row.finished_before(&self.scheme))
                }
            }
    }

    /// The rating that a row takes by itself: Awaited where nothing is due or a reason stands for the value,
    /// Monitor only where it is only monitored. `None` where the scheme lacks it.
    pub fn own_rating(&self, standing: Standing) -> Option<&Rating> {
        self.scheme.indicators.of_standing(standing).and_then(|id| self.scheme.indicators.get(id))
    }
}
