//! A row: as it was issued, and as the plan has it.

use crate::domain::{
    Deadline, Kind, Period, PlannedDeadline, Precision, SharedText, Target, Tolerance, heading_key, print_day,
    print_number, same,
};
use crate::grid::CellRef;
use crate::layout::{Field, PLAN, RETURN, SheetId};

use super::super::columns::TableColumns;
use super::super::{
    Carried, Issued, IssuedAction, IssuedIndicator, PlannedAction, PlannedIndicator, Printed, as_stored,
};
use super::{Change, Renamed, ReturnColumn, SinceIssue, is_renamed, yes_or_no};

impl SinceIssue<'_> {
    /// What the plan has otherwise than an action was issued with.
    pub(crate) fn of_action(&self, row: &IssuedAction, planned: &PlannedAction) -> Vec<Change> {
        let mut changes = Changes::new(&self.plan.columns.actions, planned.at);
        if !is_same_deadline(&row.deadline, &planned.issued.deadline, self.plan.period) {
            let field = if planned.agreed.is_some() { Field::AgreedDeadline } else { Field::Deadline };
            let values = (in_full(&row.deadline), in_full(&planned.issued.deadline));
            changes.decisive("Deadline", values, Some(Field::Deadline), field);
        }
        if let Some(ended) = planned.ended.filter(|_| !self.plan.is_current(planned)) {
            changes.decisive("Ended", (String::new(), ended.to_string()), None, Field::Ended);
        }
        if row.monitored != planned.monitored {
            let values = (yes_or_no(row.monitored), yes_or_no(planned.monitored));
            changes.decisive("Monitored", values, None, Field::Monitored);
        }
        self.parent(&mut changes, (row.milestone_of.as_ref(), planned.milestone_of.as_ref()), row.role != planned.role);
        if self.has_moved(&row.priority, planned.priority.as_ref()) {
            changes.words(Field::Priority, &row.priority, &planned.issued.priority);
        }
        let (then, now) = (row.outcome.as_deref().unwrap_or_default(), planned.outcome.as_deref().unwrap_or_default());
        if !is_renamed(&self.outcomes, then, now) {
            changes.words(Field::Outcome, then, now);
        }
        let (then, now) = (row.project.as_deref().unwrap_or_default(), planned.project.as_deref().unwrap_or_default());
        changes.words(Field::Project, then, now);
        changes.words(Field::Action, &row.action, &planned.action);
        changes.further(self.issued, Kind::Actions, &row.carried, &planned.carried);
        changes.found
    }

    /// What the plan has otherwise than an indicator was issued with.
    pub(crate) fn of_indicator(&self, row: &IssuedIndicator, planned: &PlannedIndicator) -> Vec<Change> {
        let columns = &self.plan.columns.indicators;
        let mut changes = Changes::new(columns, planned.at);
        let own = &planned.issued;
        if !is_same_target(&row.target, &own.target) {
            let values = (row.target.printed(None, &row.unit), own.target.printed(None, &own.unit));
            let stands_at = self.target_cell(planned);
            changes.push(heading(Field::Target), values, true, Some(ReturnColumn::Field(Field::Target)), stands_at);
        }
        let (year, year_now) = (&row.target_for_the_year, &own.target_for_the_year);
        // Whether it adds up is a change of its own, and so is a target that this period's follows.
        if !self.issued.is_of_first_version()
            && row.cumulative == own.cumulative
            && is_same_target(&row.target, &own.target)
            && !is_same_target(year, year_now)
        {
            let values = (year.printed(None, &row.unit), year_now.printed(None, &own.unit));
            let what = RETURN.sheet(SheetId::Indicators).heading(Field::TargetForTheYear);
            let (column, stands_at) =
                (Some(ReturnColumn::Field(Field::TargetForTheYear)), columns.cell(Field::Target, planned.at));
            changes.push(what, values, false, column, stands_at);
        }
        if row.better_when != own.better_when {
            let word = |way: Option<crate::domain::Polarity>| way.map(|way| way.to_string()).unwrap_or_default();
            let values = (word(row.better_when), word(own.better_when));
            changes.decisive(heading(Field::BetterWhen), values, Some(Field::BetterWhen), Field::BetterWhen);
        }
        // Where nothing is rated by bands any more, or not yet, the setting is the change.
        if self.issued.settings.indicator_ratings == self.plan.settings.indicator_ratings {
            let then = self.issued.tolerance(row);
            let now = own.tolerance.as_deref().and_then(|name| self.plan.tolerance(name));
            if !is_same_tolerance(then, now, &self.ratings) {
                let (words_then, words_now) = (in_bands(then, &row.unit), in_bands(now, &own.unit));
                let is_same_name = then.zip(now).is_some_and(|(then, now)| same(&then.name, &now.name));
                let stands_at = if is_same_name {
                    format!("sheet {}", PLAN.sheet_name(SheetId::Tolerances))
                } else {
                    columns.cell(Field::Tolerance, planned.at)
                };
                let column = Some(ReturnColumn::Field(Field::Tolerance));
                changes.push(heading(Field::Tolerance), (words_then, words_now), true, column, stands_at);
            }
        }
        if !same(&row.unit, &own.unit) {
            let values = (row.unit.to_string(), own.unit.to_string());
            changes.decisive(heading(Field::Unit), values, Some(Field::Unit), Field::Unit);
        }
        for (field, then, now) in
            [(Field::Cumulative, row.cumulative, own.cumulative), (Field::Frequency, row.due, own.due)]
        {
            if then != now {
                let what = if field == Field::Frequency { "Due this period" } else { heading(field) };
                changes.decisive(what, (yes_or_no(then), yes_or_no(now)), None, field);
            }
        }
        if row.rated != own.rated {
            let values = (row.rated.to_string(), own.rated.to_string());
            changes.decisive(heading(Field::Rated), values, None, Field::Rated);
        }
        self.parent(&mut changes, (row.parent.as_ref(), own.parent.as_ref()), false);
        if self.has_moved(&row.priority, planned.priority.as_ref()) {
            changes.words(Field::Priority, &row.priority, &own.priority);
        }
        changes.words(Field::Indicator, &row.indicator, &own.indicator);
        let (then, now) = (shown(&row.last_year, &row.unit), shown(&own.last_year, &own.unit));
        if !same(&then, &now) && same(&row.unit, &own.unit) {
            let column = Some(ReturnColumn::Field(Field::LastYear));
            let stands_at = columns.cell(Field::Baseline, planned.at);
            changes.push(heading(Field::Baseline), (then, now), false, column, stands_at);
        }
        let parts =
            [(Field::Numerator, row.numerator, own.numerator), (Field::Denominator, row.denominator, own.denominator)];
        // The first version asked for no parts of a value.
        for (field, then, now) in parts.into_iter().filter(|_| !self.issued.is_of_first_version()) {
            if then != now {
                let stands_at = columns.cell(field, planned.at);
                changes.push(heading(field), (yes_or_no(then), yes_or_no(now)), false, None, stands_at);
            }
        }
        if row.decimals != own.decimals {
            let places = |places: Option<u32>| places.map(|places| places.to_string()).unwrap_or_default();
            let stands_at = columns.cell(Field::Decimals, planned.at);
            let values = (places(row.decimals), places(own.decimals));
            changes.push(heading(Field::Decimals), values, false, None, stands_at);
        }
        changes.further(self.issued, Kind::Indicators, &row.carried, &planned.carried);
        changes.found
    }

    /// That a row stands beneath another one, or beneath none. `decides` says whether anything is counted by it; where the
    /// setting is another, that is the change.
    fn parent(
        &self,
        changes: &mut Changes<'_>,
        (then, now): (Option<&SharedText>, Option<&SharedText>),
        decides: bool,
    ) {
        let text = |parent: Option<&SharedText>| parent.map(ToString::to_string).unwrap_or_default();
        let values = (text(then), text(now));
        if !self.issued.is_of_first_version() && !same(&values.0, &values.1) {
            let decides = decides && self.issued.settings.milestones == self.plan.settings.milestones;
            let stands_at = changes.columns.cell(Field::Parent, changes.at);
            changes.push(heading(Field::Parent), values, decides, None, stands_at);
        }
    }

    /// Whether a row is under another priority than it was issued under; not where only the priority's name changed.
    fn has_moved(&self, then: &str, now: Option<&SharedText>) -> bool {
        let code =
            self.issued.priorities.iter().find(|priority| same(&priority.name, then)).map(|priority| &priority.code);
        let is_same = match (code, now) {
            (Some(then), Some(now)) => same(then, now),
            (None, Some(now)) => self.plan.priority(now).is_some_and(|priority| same(&priority.name, then)),
            (then, None) => then.is_none(),
        };
        !is_same
    }

    /// The cell of the plan workbook in which this period's target stands.
    fn target_cell(&self, planned: &PlannedIndicator) -> String {
        let (label, columns) = (self.plan.period.label(), &self.plan.columns.indicators);
        if planned.period_targets.contains_key(&label) {
            columns.cell_headed(&format!("Target {label}"), planned.at)
        } else {
            columns.cell(Field::Target, planned.at)
        }
    }
}

/// The changes of one row, as they are found.
struct Changes<'p> {
    columns: &'p TableColumns,
    at: CellRef,
    found: Vec<Change>,
}

impl<'p> Changes<'p> {
    fn new(columns: &'p TableColumns, at: CellRef) -> Self {
        Self { columns, at, found: Vec::new() }
    }

    fn push(
        &mut self,
        what: &str,
        (issued, planned): (String, String),
        decides: bool,
        column: Option<ReturnColumn>,
        stands_at: String,
    ) {
        self.found.push(Change { what: what.to_owned(), issued, planned, decides, column, stands_at });
    }

    /// What is judged or counted by, in a column of the return and in one of the plan workbook.
    fn decisive(&mut self, what: &str, values: (String, String), column: Option<Field>, planned: Field) {
        let stands_at = self.columns.cell(planned, self.at);
        self.push(what, values, true, column.map(ReturnColumn::Field), stands_at);
    }

    /// Words that stand under one heading in both, where they differ.
    fn words(&mut self, field: Field, then: &str, now: &str) {
        if !same(then, now) {
            let stands_at = self.columns.cell(field, self.at);
            let values = (then.to_owned(), now.to_owned());
            self.push(heading(field), values, false, Some(ReturnColumn::Field(field)), stands_at);
        }
    }

    /// Further columns that both have; what is asked for there is no value of the plan.
    fn further(&mut self, issued: &Issued, kind: Kind, then: &[Printed], now: &[Carried]) {
        for (index, (heading, then)) in issued.extras(kind).iter().zip(then).enumerate() {
            let own = now.iter().find(|own| heading_key(&own.heading) == heading_key(heading));
            let Some(own) = own.filter(|own| !Carried::asks(heading) && own.value != *then) else { continue };
            let values = (shown(then, ""), shown(&own.value, ""));
            if !same(&values.0, &values.1) {
                let stands_at = self.columns.cell_headed(heading, self.at);
                self.push(heading, values, false, Some(ReturnColumn::Further(index)), stands_at);
            }
        }
    }
}

/// The heading of a field in the plan workbook.
fn heading(field: Field) -> &'static str {
    let sheets = [SheetId::Actions, SheetId::Indicators].map(|id| PLAN.sheet(id));
    sheets.iter().find_map(|sheet| sheet.column(field)).map(|column| column.heading.as_str()).unwrap_or_default()
}

/// Whether two deadlines are due alike: the same day however it is written, the same open word. What could not be read
/// when it was issued is read again.
fn is_same_deadline(then: &Deadline, now: &Deadline, period: Period) -> bool {
    match (then, now) {
        (Deadline::On { day: then, .. }, Deadline::On { day: now, .. }) => then == now,
        (Deadline::Unreadable(then), Deadline::Unreadable(now)) => same(then, now),
        (Deadline::Unreadable(words), now) => {
            let again = PlannedDeadline::read(words, period).deadline;
            !matches!(again, Deadline::Unreadable(_)) && is_same_deadline(&again, now, period)
        }
        (then, now) => then == now,
    }
}

/// A deadline in full: a day as `30 June 2025`, anything else as it is printed.
fn in_full(deadline: &Deadline) -> String {
    match deadline {
        Deadline::On { day, precision: Precision::Day, .. } => print_day(*day),
        Deadline::On { .. } | Deadline::Open(_) | Deadline::Unreadable(_) | Deadline::None => deadline.to_string(),
    }
}

fn is_same_target(then: &Target, now: &Target) -> bool {
    match (then, now) {
        (Target::Number(then), Target::Number(now)) => as_stored(*then) == as_stored(*now),
        (Target::Range(low, high), Target::Range(low_now, high_now)) => {
            as_stored(*low) == as_stored(*low_now) && as_stored(*high) == as_stored(*high_now)
        }
        (Target::Words(then), Target::Words(now)) => same(then, now),
        (then, now) => then == now,
    }
}

/// Whether two tolerances rate alike, whatever they are called. A rating that goes by another name is the same.
fn is_same_tolerance(then: Option<&Tolerance>, now: Option<&Tolerance>, renamed: &[Renamed]) -> bool {
    let (Some(then), Some(now)) = (then, now) else { return then.is_none() && now.is_none() };
    let is_same_rating = |then: &str, now: &str| same(then, now) || is_renamed(renamed, then, now);
    let mut pairs = then.bands.iter().zip(&now.bands);
    then.measure == now.measure
        && then.bands.len() == now.bands.len()
        && pairs.all(|(then, now)| then.bound == now.bound && is_same_rating(&then.rating, &now.rating))
}

fn in_bands(tolerance: Option<&Tolerance>, unit: &str) -> String {
    tolerance.map(|tolerance| tolerance.in_words_of(unit)).unwrap_or_default()
}

/// What a cell shows.
fn shown(printed: &Printed, unit: &str) -> String {
    match printed {
        Printed::Blank => String::new(),
        Printed::Text(text) => text.to_string(),
        // 0.1.0 issued a percentage of an own column as the text that is seen.
        Printed::Shown { number, format } if printed.is_shown_in_percent() => {
            let places = format.split_once('.').map_or(0, |(_, places)| places.matches('0').count());
            print_number(*number, u32::try_from(places).ok(), "%")
        }
        Printed::Number(number) | Printed::Shown { number, .. } => print_number(*number, None, unit),
    }
}
