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
pub(crate) const TEMPLATE_VERSION: u32 = 1;

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
    /// What was entered when it was completed or closed in an earlier period: it comes filled in.
    #[serde(rename = "whole", default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Box<Finished>>,
    /// Its further columns, in the order of the headings.
    pub carried: Box<[Printed]>,
}

/// The entries of an action that was complete or closed before, carried forward with its revised deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
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
    /// Whether it comes every period, and blank each time.
    pub fn is_every_period(&self) -> bool {
        self.deadline == Deadline::Open(OpenWord::EveryPeriod)
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

    /// Whether its values are percentages.
    pub fn is_percent(&self) -> bool {
        is_percent(&self.unit)
    }

    pub(super) fn is_banded_by(&self, tolerance: &str) -> bool {
        self.tolerance.as_deref().is_some_and(|name| key(name) == key(tolerance))
    }
}

/// What a row of either table was issued with.
pub trait IssuedRow {
    /// The unique reference.
    fn reference(&self) -> &SharedText;

    /// The unit of its values; empty where it has none.
    fn unit(&self) -> &str {
        ""
    }

    /// What stands in its further columns, in the order of the headings.
    fn carried(&self) -> &[Printed];

    /// The words of the plan that the issued cell of `field` holds as they stand.
    fn words(&self, field: Field) -> Option<&SharedText>;

    /// What the issued cell of `field` holds; the tolerance in words comes from [`Issued::tolerance_words`].
    fn printed(&self, field: Field) -> Printed {
        self.words(field).map_or(Printed::Blank, Printed::words)
    }

    /// The day that the issued cell of `field` holds as a date.
    fn day(&self, _: Field) -> Option<Date> {
        None
    }
}

impl IssuedRow for IssuedAction {
    fn reference(&self) -> &SharedText {
        &self.reference
    }

    fn carried(&self) -> &[Printed] {
        &self.carried
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold no words of an action as they stand")]
    fn words(&self, field: Field) -> Option<&SharedText> {
        match field {
            Field::Ref => Some(&self.reference),
            Field::Priority => Some(&self.priority),
            Field::Outcome => self.outcome.as_ref(),
            Field::Project => self.project.as_ref(),
            Field::Action => Some(&self.action),
            Field::Deadline => self.deadline.printed_text(),
            Field::LastRating => self.last_rating.as_ref(),
            Field::RevisedDeadline => self.revised_deadline.as_ref(),
            Field::Rating => self.finished.as_ref().map(|finished| &finished.rating),
            Field::Commentary => self.finished.as_ref()?.commentary.as_ref(),
            _ => None,
        }
    }

    fn printed(&self, field: Field) -> Printed {
        let direction = || self.finished.as_ref()?.direction;
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold words as they stand")]
        match field {
            Field::Deadline => Printed::words(self.deadline.printed()),
            Field::CompletedDate => self.day(field).map_or(Printed::Blank, |day| Printed::words(print_short(day))),
            Field::DirectionOfTravel => direction().map_or(Printed::Blank, |way| Printed::words(way.to_string())),
            _ => self.words(field).map_or(Printed::Blank, Printed::words),
        }
    }

    fn day(&self, field: Field) -> Option<Date> {
        self.finished.as_ref().filter(|_| field == Field::CompletedDate)?.completed
    }
}

impl IssuedRow for IssuedIndicator {
    fn reference(&self) -> &SharedText {
        &self.reference
    }

    fn unit(&self) -> &str {
        &self.unit
    }

    fn carried(&self) -> &[Printed] {
        &self.carried
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold no words of an indicator as they stand")]
    fn words(&self, field: Field) -> Option<&SharedText> {
        match field {
            Field::Ref => Some(&self.reference),
            Field::Priority => Some(&self.priority),
            Field::Indicator => Some(&self.indicator),
            Field::Unit => Some(&self.unit),
            _ => None,
        }
    }

    fn printed(&self, field: Field) -> Printed {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold words as they stand")]
        match field {
            Field::BetterWhen => self.better_when.map_or(Printed::Blank, |way| Printed::words(way.to_string())),
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
            _ => self.words(field).map_or(Printed::Blank, Printed::words),
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

    /// The row `index` of `kind`.
    pub fn row(&self, kind: Kind, index: usize) -> Option<&dyn IssuedRow> {
        match kind {
            Kind::Actions => self.actions.get(index).map(|row| row as &dyn IssuedRow),
            Kind::Indicators => self.indicators.get(index).map(|row| row as &dyn IssuedRow),
        }
    }

    /// What the issued cell of a column holds in the row `index` of `kind`; blank for entry cells that come empty.
    pub fn printed(&self, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> Printed {
        match column {
            IssuedColumn::Layout(column) if column.field == Field::Tolerance => {
                self.indicators.get(index).map(|row| Printed::words(self.tolerance_words(row)))
            }
            IssuedColumn::Layout(column) => self.row(kind, index).map(|row| row.printed(column.field)),
            IssuedColumn::Further { index: further, .. } => {
                self.row(kind, index).and_then(|row| row.carried().get(*further)).cloned()
            }
        }
        .unwrap_or_default()
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
        self.row(kind, index).map(|row| row.reference().as_str())
    }

    /// Headings of the further columns of `kind`.
    pub fn extras(&self, kind: Kind) -> &[SharedText] {
        match kind {
            Kind::Actions => &self.action_extras,
            Kind::Indicators => &self.indicator_extras,
        }
    }

    /// Headings of the further columns of `kind` that ask for an entry.
    pub fn asked(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.extras(kind).iter().map(SharedText::as_str).filter(|heading| Carried::asks(heading))
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
