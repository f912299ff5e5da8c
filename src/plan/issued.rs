//! The slice of the plan that goes out with one return, and comes back in it.
//!
//! A return is checked against what was issued, not against a plan edited since; so the return carries its scheme,
//! its tolerances, its severities and every issued value on its very hidden `planroll` sheet, as one line of JSON a
//! row. This is the one description of what a return holds: issuing writes it, reading compares with it.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Deadline, Direction, Kind, OpenWord, Period, Polarity, Rated, Rating, Scheme, SharedText, Standing, Target,
    Tolerance, key, print_number, print_short, same,
};
use crate::layout::Field;

use super::{
    ActionsCounted, DirectionSetting, IndicatorRatings, IssuedColumn, PolicyTable, Printed, Priority, is_percent,
};

/// The version of the return's form that this planroll writes, and the newest that it reads.
pub const TEMPLATE_VERSION: u32 = 1;

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
    #[serde(with = "super::stored_day", default)]
    pub return_by: Option<Date>,
    /// Whom to send it to.
    pub send_to: Option<String>,
}

/// The settings that a return's checks need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is the setting of that name")]
pub struct IssuedSettings {
    pub actions_counted: ActionsCounted,
    pub indicator_ratings: IndicatorRatings,
    pub direction: DirectionSetting,
    pub commentary_limit: u32,
    pub sign_off: crate::domain::Need,
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
}

/// One action as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedAction {
    /// The unique reference.
    pub reference: SharedText,
    /// The priority as printed.
    pub priority: SharedText,
    /// The outcome that it serves.
    pub outcome: Option<SharedText>,
    /// The project that it belongs to.
    pub project: Option<SharedText>,
    /// What is to be done.
    pub action: SharedText,
    /// The deadline in every rule: the agreed one, else the planned one.
    pub deadline: Deadline,
    /// Whether it is rated and counted; otherwise it is for information only.
    pub monitored: bool,
    /// The rating of the period before.
    pub last_rating: Option<SharedText>,
    /// A revised deadline carried forward from the period before.
    pub revised_deadline: Option<SharedText>,
    /// What was entered when it was completed or closed in an earlier period: then it comes whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Box<Whole>>,
    /// Its further columns, in the order of the headings.
    pub carried: Box<[Printed]>,
}

/// The entries of an action that was complete or closed before, carried forward with its revised deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// The rating.
    pub rating: SharedText,
    /// The day it was completed.
    #[serde(with = "super::stored_day", default)]
    pub completed: Option<Date>,
    /// The direction of travel.
    pub direction: Option<Direction>,
    /// The commentary.
    pub commentary: Option<SharedText>,
}

/// One indicator as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedIndicator {
    /// The unique reference.
    pub reference: SharedText,
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
    /// Name of its tolerance, where a band rates it.
    pub tolerance: Option<SharedText>,
    /// Last year's outturn.
    pub last_year: Printed,
    /// Last period's value, pre-filled.
    pub last_value: Printed,
    /// The rating of the period before.
    pub last_rating: Option<SharedText>,
    /// Decimal places to print.
    pub decimals: Option<u32>,
    /// Its further columns, in the order of the headings.
    pub carried: Box<[Printed]>,
}

/// The stamp was written by a newer planroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateTooNew(pub u32);

impl IssuedAction {
    /// Whether it was complete or closed in the period before: it comes whole, or its last rating says so.
    pub fn finished_before(&self, scheme: &Scheme) -> bool {
        if self.whole.is_some() {
            return true;
        }
        let last = self.last_rating.as_deref().and_then(|rating| {
            let id = scheme.actions.find(rating)?;
            scheme.actions.get(id)
        });
        last.is_some_and(|rating| matches!(rating.standing, Standing::Complete | Standing::Closed))
    }

    /// What the issued cell of `field` holds.
    pub fn printed(&self, field: Field) -> Printed {
        let whole = |entry: fn(&Whole) -> Option<SharedText>| {
            Printed::words(self.whole.as_deref().and_then(entry).unwrap_or_default())
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not issued cells of an action")]
        match field {
            Field::Ref => Printed::words(&self.reference),
            Field::Priority => Printed::words(&self.priority),
            Field::Outcome => Printed::words(self.outcome.clone().unwrap_or_default()),
            Field::Project => Printed::words(self.project.clone().unwrap_or_default()),
            Field::Action => Printed::words(&self.action),
            Field::Deadline => Printed::words(self.deadline.printed()),
            Field::LastRating => Printed::words(self.last_rating.clone().unwrap_or_default()),
            Field::RevisedDeadline => Printed::words(self.revised_deadline.clone().unwrap_or_default()),
            Field::Rating => whole(|whole| Some(whole.rating.clone())),
            Field::CompletedDate => whole(|whole| whole.completed.map(print_short).map(SharedText::from)),
            Field::DirectionOfTravel => whole(|whole| whole.direction.map(|direction| direction.to_string().into())),
            Field::Commentary => whole(|whole| whole.commentary.clone()),
            _ => Printed::Blank,
        }
    }
}

impl IssuedIndicator {
    /// Whether its values are percentages.
    pub fn is_percent(&self) -> bool {
        is_percent(&self.unit)
    }

    pub(super) fn is_banded_by(&self, tolerance: &str) -> bool {
        self.tolerance.as_deref().is_some_and(|name| key(name) == key(tolerance))
    }

    /// What the issued cell of `field` holds; the tolerance in words comes from [`Issued::tolerance_words`].
    pub fn printed(&self, field: Field) -> Printed {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not issued cells of an indicator")]
        match field {
            Field::Ref => Printed::words(&self.reference),
            Field::Priority => Printed::words(&self.priority),
            Field::Indicator => Printed::words(&self.indicator),
            Field::Unit => Printed::words(&self.unit),
            Field::BetterWhen => Printed::words(self.better_when.map(|way| way.to_string()).unwrap_or_default()),
            Field::Target => match &self.target {
                Target::Number(value) => Printed::Number(*value),
                Target::Range(low, high) => {
                    let (low, high) =
                        (print_number(*low, self.decimals, ""), print_number(*high, self.decimals, &self.unit));
                    Printed::Text(format!("{low} to {high}").into())
                }
                Target::Words(words) => Printed::words(words),
                Target::None => Printed::Blank,
            },
            Field::LastYear => self.last_year.clone(),
            Field::LastValue => self.last_value.clone(),
            _ => Printed::Blank,
        }
    }
}

impl Issued {
    /// The tolerance of an indicator, where a band rates it.
    pub fn tolerance(&self, row: &IssuedIndicator) -> Option<&Tolerance> {
        let wanted = row.tolerance.as_deref()?;
        self.tolerances.iter().find(|tolerance| same(&tolerance.name, wanted)).map(|tolerance| &**tolerance)
    }

    /// The tolerance of an indicator in words, as its Tolerance cell prints it; empty where no band rates it.
    pub fn tolerance_words(&self, row: &IssuedIndicator) -> String {
        self.tolerance(row).map(|tolerance| tolerance.in_words_of(&row.unit)).unwrap_or_default()
    }

    /// The words that an issued cell holds as they stand in the plan; `None` where what is printed has to be made, or
    /// is blank.
    pub fn words(&self, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> Option<&str> {
        let IssuedColumn::Layout(column) = column else { return None };
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold no words of the plan as they stand")]
        let words = match kind {
            Kind::Actions => {
                let row = self.actions.get(index)?;
                match (column.field, &row.deadline) {
                    (Field::Priority, _) => row.priority.as_str(),
                    (Field::Outcome, _) => row.outcome.as_deref()?,
                    (Field::Project, _) => row.project.as_deref()?,
                    (Field::Action, _) => row.action.as_str(),
                    (Field::Deadline, Deadline::On { printed, .. }) => printed.as_str(),
                    (Field::LastRating, _) => row.last_rating.as_deref()?,
                    _ => return None,
                }
            }
            Kind::Indicators => {
                let row = self.indicators.get(index)?;
                match column.field {
                    Field::Priority => row.priority.as_str(),
                    Field::Indicator => row.indicator.as_str(),
                    Field::Unit => row.unit.as_str(),
                    _ => return None,
                }
            }
        };
        (!words.is_empty()).then_some(words)
    }

    /// What the issued cell of a column holds in the row `index` of `kind`; blank for entry cells that come empty.
    pub fn printed(&self, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> Printed {
        match (kind, column) {
            (Kind::Actions, IssuedColumn::Layout(column)) => {
                self.actions.get(index).map(|row| row.printed(column.field)).unwrap_or_default()
            }
            (Kind::Actions, IssuedColumn::Further { index: further, .. }) => {
                self.actions.get(index).and_then(|row| row.carried.get(*further)).cloned().unwrap_or_default()
            }
            (Kind::Indicators, IssuedColumn::Layout(column)) if column.field == Field::Tolerance => {
                Printed::words(self.indicators.get(index).map(|row| self.tolerance_words(row)).unwrap_or_default())
            }
            (Kind::Indicators, IssuedColumn::Layout(column)) => {
                self.indicators.get(index).map(|row| row.printed(column.field)).unwrap_or_default()
            }
            (Kind::Indicators, IssuedColumn::Further { index: further, .. }) => {
                self.indicators.get(index).and_then(|row| row.carried.get(*further)).cloned().unwrap_or_default()
            }
        }
    }

    /// How many rows of `kind` were issued.
    pub fn row_count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Actions => self.actions.len(),
            Kind::Indicators => self.indicators.len(),
        }
    }

    /// The reference of the row `index` of `kind`.
    pub fn reference(&self, kind: Kind, index: usize) -> Option<&str> {
        match kind {
            Kind::Actions => self.actions.get(index).map(|row| row.reference.as_str()),
            Kind::Indicators => self.indicators.get(index).map(|row| row.reference.as_str()),
        }
    }

    /// The title of the sheet of `kind`, in its cell A1.
    pub fn sheet_title(&self, kind: Kind) -> String {
        format!("{} – {} – {}", self.stamp.plan_name, kind.to_string().to_lowercase(), self.stamp.period)
    }

    /// Title and instruction of both tables, as this version words them.
    pub fn texts_of_tables(&self) -> Vec<String> {
        [Kind::Actions, Kind::Indicators]
            .into_iter()
            .flat_map(|kind| [self.sheet_title(kind), self.sheet_instruction(kind).to_owned()])
            .collect()
    }

    /// The instruction below the title, in cell A2.
    pub fn sheet_instruction(&self, kind: Kind) -> &'static str {
        match (kind, self.settings.actions_counted) {
            (Kind::Actions, ActionsCounted::AllMonitored) => {
                "Fill in the yellow cells, then any white cell that applies. Grey cells are locked."
            }
            (Kind::Actions, ActionsCounted::WhenRated) => {
                "Rate the yellow rows: their deadline has come. Rate another only if it is finished or will slip. Grey cells are locked."
            }
            (Kind::Indicators, _) => {
                "Fill in the yellow cells, then any white cell that applies. Grey cells are locked. For Value type a figure, or: Not due, Not available, Awaited."
            }
        }
    }

    /// Whether a rating of an action is required as of `as_of`: of every monitored one, or (*When rated*) of those
    /// due by then and not finished before. `Every period` is due each period.
    pub fn action_needs_rating(&self, row: &IssuedAction, as_of: Date) -> bool {
        row.monitored
            && match self.settings.actions_counted {
                ActionsCounted::AllMonitored => true,
                ActionsCounted::WhenRated => {
                    let due = match &row.deadline {
                        Deadline::On { day, .. } => *day <= as_of,
                        // It comes blank each period, whatever was said of it last time.
                        Deadline::Open(OpenWord::EveryPeriod) => return true,
                        Deadline::Open(_) | Deadline::Unreadable(_) | Deadline::None => false,
                    };
                    due && !row.finished_before(&self.scheme)
                }
            }
    }

    /// Whether a value of an indicator, or a reason for none, is required.
    pub fn indicator_needs_value(row: &IssuedIndicator) -> bool {
        row.due && row.rated == Rated::Yes
    }

    /// The rating that a row takes by itself: Awaited where nothing is due or a reason stands for the value,
    /// Monitor only where it is only monitored. `None` where the scheme lacks it.
    pub fn own_rating(&self, standing: Standing) -> Option<&Rating> {
        self.scheme.indicators.of_standing(standing).and_then(|id| self.scheme.indicators.get(id))
    }
}
