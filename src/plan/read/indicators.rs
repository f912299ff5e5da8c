//! Reading the Indicators sheet: one indicator a row, with this period's target and the tolerance that rates it.
//!
//! Whether a band rates an indicator decides what its cells must hold: then it needs a number for the period and a
//! polarity; otherwise words will do.

use std::collections::BTreeMap;

use crate::domain::{
    Frequency, Measure, Part, Period, Polarity, Rated, Scheme, SharedText, Target, Tolerance, Unit, key, same,
};
use crate::grid::CellRef;
use crate::layout::{Field, Row, SheetId, Table};
use crate::plan::past::Past;
use crate::plan::{IndicatorRatings, IssuedIndicator, PlannedIndicator, Printed, Settings};

use super::choice::{choice, nearest, read_yes_no, whole, yes_no};
use super::fault::{FaultKind, PastFault, PolarityFault, PriorityFault, TargetFault};
use super::faults::Faults;
use super::further::Further;
use super::may_be::MayBe;
use super::parents::{Parents, reordered};
use super::past::PastColumns;
use super::percent::check_percentages;
use super::profile::check_profile;
use super::quantity::{printed, range_in, target_in};
use super::refs::with_refs;
use super::structure::Structure;

/// What the rest of the workbook says that indicators are read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against<'a> {
    /// Priorities and delivery plans.
    pub(super) structure: &'a Structure,
    /// The settings.
    pub(super) settings: &'a Settings,
    /// The period reported.
    pub(super) period: Period,
    /// The tolerances; `None` where their sheet cannot be read.
    pub(super) tolerances: Option<&'a [Tolerance]>,
    /// The ratings; `None` where their sheet cannot be read.
    pub(super) scheme: Option<&'a Scheme>,
}

const MOST_DECIMALS: u32 = 6;

/// Reads the indicators in the order of the sheet. One without a ref is among them, with an empty reference.
pub(super) fn read_indicators(table: &Table<'_>, against: &Against<'_>, faults: &mut Faults) -> Vec<PlannedIndicator> {
    let named = with_refs(table, Field::Ref, faults);
    let mut parents = Parents::find(table, &named, faults);
    let further = Further::find(table, SheetId::Indicators, faults).with(parents.carried());
    let (profile, further) = further.part(|heading| of_calendar(heading, against.period));
    for (meant, at) in further.named(|heading| third_of_another_calendar(heading, against.period)) {
        faults.at_heading(table, at, FaultKind::HeadingUnknown { meant });
    }
    let scale = against.scheme.map(|scheme| &scheme.indicators);
    let past_columns = PastColumns::find(table, &further, against.period, scale, faults);
    let mut indicators = Vec::new();
    for (place, (row, reference)) in named.iter().enumerate() {
        let (row, reference) = (*row, reference.clone());
        let filed = against.structure.file(&row, faults);
        let unit = row.text(Field::Unit);
        let better_when = row.given(Field::BetterWhen).and_then(|text| Polarity::parse(&text));
        let heading = parents.is_parent(place) && is_heading(&row, profile.iter().map(|(_, heading)| *heading));
        let rated = choice(&row, Field::Rated, Rated::Yes, Rated::parse, MayBe::Words(Rated::WORDS), faults);
        let rated = if heading { Rated::InformationOnly } else { rated };
        let every = Frequency::EveryPeriod;
        let frequency = choice(&row, Field::Frequency, every, Frequency::parse, MayBe::Frequency, faults);
        let period_cells: BTreeMap<String, CellRef> =
            profile.iter().map(|(label, heading)| (label.clone(), row.under(*heading))).collect();
        let period_targets = period_cells
            .iter()
            .map(|(label, at)| (label.clone(), target_in(row.cell_at(*at), &unit, better_when)))
            .filter(|(_, target)| *target != Target::None)
            .collect();
        let Some(at) = row.at(Field::Ref).or_else(|| row.first_cell()) else { continue };
        let (tolerance, is_unbanded) = match tolerance_of(&row, against, faults) {
            Tolerated::By(name) => (Some(name), false),
            Tolerated::ByNone => (None, true),
            Tolerated::Unsaid => (None, false),
        };
        let rated = match (rated, against.settings.indicator_ratings) {
            // Words have no better and no worse.
            (Rated::Yes, _) if Unit::of(&unit) == Unit::Text => Rated::MonitorOnly,
            // No band works a rating out, and none is given.
            (Rated::Yes, IndicatorRatings::Computed) if is_unbanded => Rated::MonitorOnly,
            (rated, _) => rated,
        };
        // "8.7 days" of a row that nobody rates is printed as it was typed, as ever.
        let read_in = if rated != Rated::Yes && Unit::of(&unit) == Unit::Days { "" } else { unit.as_str() };
        let past = past_columns.of_indicator(&row, &unit, faults);
        let last = Past::last_due(&past, &frequency, against.period);
        let issued = IssuedIndicator {
            reference,
            parent: None,
            heading,
            priority: against.structure.priority_name(filed.priority.as_deref()),
            indicator: row.text(Field::Indicator),
            better_when,
            rated,
            due: frequency.is_due(against.period),
            cumulative: yes_no(&row, Field::Cumulative, false, faults),
            target: Target::None,
            target_for_the_year: Target::None,
            tolerance: tolerance.clone().filter(|_| rated == Rated::Yes),
            last_year: printed(row.cell(Field::Baseline), &unit),
            last_value: last_value(&row, &unit, last.as_ref()),
            last_rating: row.given(Field::LastRating).or_else(|| last?.rating),
            last_commentary: row.given(Field::LastCommentary),
            decimals: decimals(&row, faults),
            numerator: asked_for(&row, Field::Numerator, faults),
            denominator: asked_for(&row, Field::Denominator, faults),
            carried: Box::default(),
            last_answers: Box::default(),
            unit: unit.clone(),
        };
        let mut indicator = PlannedIndicator {
            issued,
            plans: filed.plans,
            priority: filed.priority,
            outcome: row.given(Field::Outcome),
            project: row.given(Field::Project),
            approach: row.given(Field::Approach),
            frequency,
            target: target_in(row.cell(Field::Target), read_in, better_when),
            period_targets,
            tolerance,
            past,
            carried: further.of(&row, table.sheet).into(),
            at,
        };
        indicator.issued.target = indicator.target_of(against.period);
        if let (true, Target::Number(_)) = (indicator.cumulative, &indicator.target) {
            indicator.issued.target_for_the_year.clone_from(&indicator.target);
        }
        check(&row, &indicator, &period_cells, against, faults);
        check_percentages(&row, &unit, period_cells.values().copied(), faults);
        check_profile(&row, &indicator, &period_cells, against.period, faults);
        indicators.push(indicator);
    }
    if parents.is_empty() {
        return indicators;
    }
    parents.check_plans(&named, |place| indicators.get(place).map(|row| &*row.plans), faults);
    for place in 0..indicators.len() {
        let parent = parents.of(place).and_then(|parent| indicators.get(parent)).cloned();
        let (Some(parent), Some(own), Some((row, _))) = (parent, indicators.get_mut(place), named.get(place)) else {
            continue;
        };
        take(row, &parent, own, faults);
    }
    reordered(indicators, &parents.in_order(named.len()))
}

/// Whether a row says what stands beneath it, and nothing to be measured: it has neither a unit nor a target.
fn is_heading(row: &Row<'_, '_>, periods: impl Iterator<Item = CellRef>) -> bool {
    let targets = row.at(Field::Target).into_iter().chain(periods.map(|heading| row.under(heading)));
    row.given(Field::Unit).is_none() && targets.into_iter().all(|at| row.cell_at(at).is_none())
}

/// Lets a row that stands beneath another have what it leaves blank itself.
fn take(row: &Row<'_, '_>, parent: &PlannedIndicator, own: &mut PlannedIndicator, faults: &mut Faults) {
    own.issued.parent = Some(parent.issued.reference.clone());
    if row.given(Field::Priority).is_none() && parent.priority.is_some() {
        own.priority.clone_from(&parent.priority);
        own.issued.priority.clone_from(&parent.issued.priority);
        let missing = FaultKind::Priority(PriorityFault::Missing);
        faults.take_back(row, Field::Priority, |fault| *fault == missing);
    }
    own.outcome = own.outcome.take().or_else(|| parent.outcome.clone());
    own.project = own.project.take().or_else(|| parent.project.clone());
    own.approach = own.approach.take().or_else(|| parent.approach.clone());
}

/// The Last value of a row: its own, else that of its column of the last period in which a value was due.
fn last_value(row: &Row<'_, '_>, unit: &str, last: Option<&Past>) -> Printed {
    let own = printed(row.cell(Field::LastValue), unit);
    let past = || last.and_then(|last| last.value).map_or(Printed::Blank, Printed::Number);
    if own.is_blank() { past() } else { own }
}

/// The label of the period whose targets stand under a heading such as `Target Q1` or `Target M1`.
pub(super) fn period_label(heading: &str) -> Option<String> {
    key(heading).strip_prefix("target ").and_then(Part::parse).map(|part| part.to_string())
}

/// Whether a part of the value is asked for. A column of that heading may be older than its meaning.
fn asked_for(row: &Row<'_, '_>, field: Field, faults: &mut Faults) -> bool {
    let Some(text) = row.given(field) else { return false };
    let read = read_yes_no(&text);
    if read.is_none() {
        faults.at(row, field, FaultKind::Past(PastFault::NotYesNo));
    }
    read.unwrap_or(false)
}

/// The same, but for a third of the year where the council does not report by thirds: that is a column of its own.
fn of_calendar(heading: &str, period: Period) -> Option<String> {
    period_label(heading).filter(|label| period.is_third() || !is_third(label))
}

/// The heading that is meant by the target of a third where the council does not report by thirds.
fn third_of_another_calendar(heading: &str, period: Period) -> Option<String> {
    let label = period_label(heading).filter(|label| !period.is_third() && is_third(label))?;
    let own = period.nth_of_year(Part::parse(&label)?.number()).unwrap_or(period);
    Some(format!("Target {}", own.label()))
}

fn is_third(label: &str) -> bool {
    matches!(Part::parse(label), Some(Part::Third(_)))
}

fn decimals(row: &Row<'_, '_>, faults: &mut Faults) -> Option<u32> {
    let cell = row.cell(Field::Decimals)?;
    let places = whole(cell, 0, MOST_DECIMALS);
    if places.is_none() {
        faults.invalid(row, Field::Decimals, MayBe::WholeNumber(0, MOST_DECIMALS));
    }
    places
}

/// What rates a row.
enum Tolerated {
    /// The tolerance of that name.
    By(SharedText),
    /// No band, as the plan says: `None`.
    ByNone,
    /// The plan says nothing of it, or nothing that is known.
    Unsaid,
}

/// Whether a row is to be rated by no band: `None` is a tolerance, unless the council has one of that name.
pub(super) fn is_none(name: &str) -> bool {
    same(name, "None")
}

/// The name of the tolerance that rates the row, as its own sheet spells it: the row's own, else the default.
fn tolerance_of(row: &Row<'_, '_>, against: &Against<'_>, faults: &mut Faults) -> Tolerated {
    let own = row.given(Field::Tolerance);
    let default = || against.settings.default_tolerance.as_deref().map(SharedText::from);
    let Some(typed) = own.clone().or_else(default) else { return Tolerated::Unsaid };
    let found = against.tolerances.unwrap_or_default().iter().find(|tolerance| same(&tolerance.name, &typed));
    if found.is_none() && is_none(&typed) {
        return Tolerated::ByNone;
    }
    let Some(tolerances) = against.tolerances else { return Tolerated::Unsaid };
    if found.is_none() && own.is_some() {
        let nearest = nearest(&typed, tolerances.iter().map(|tolerance| tolerance.name.as_str())).map(str::to_owned);
        faults.at(row, Field::Tolerance, FaultKind::ToleranceUnknown { nearest });
    }
    // Where nothing is rated, no band is to be issued either.
    found
        .filter(|_| against.settings.indicator_ratings != IndicatorRatings::None)
        .map_or(Tolerated::Unsaid, |found| Tolerated::By(found.name.as_str().into()))
}

/// What an indicator that a band rates must have: a polarity, a number for the period, and not 0 where shares of it
/// are taken.
fn check(
    row: &Row<'_, '_>,
    indicator: &PlannedIndicator,
    period_cells: &BTreeMap<String, CellRef>,
    against: &Against<'_>,
    faults: &mut Faults,
) {
    let polarity = row.given(Field::BetterWhen);
    if polarity.is_some() && indicator.better_when.is_none() {
        faults.at(row, Field::BetterWhen, FaultKind::Polarity(PolarityFault::Unknown));
    }
    let tolerance = indicator.tolerance.as_ref().filter(|_| indicator.rated == Rated::Yes);
    let tolerance = tolerance.and_then(|name| against.tolerances?.iter().find(|one| one.name == *name));
    let Some(tolerance) = tolerance else { return };
    // Yes or No is met or not, whatever is better.
    if polarity.is_none() && Unit::of(&indicator.unit) != Unit::YesNo {
        faults.at(row, Field::BetterWhen, FaultKind::Polarity(PolarityFault::Missing));
    }
    let own = against.period.label();
    let at = match period_cells.get(&own).filter(|_| indicator.period_targets.contains_key(&own)) {
        Some(at) => Some(*at),
        None => row.at(Field::Target),
    };
    let Some(at) = at else { return };
    let target = indicator.target_of(against.period);
    if let Some(kind) = target_fault(row, at, indicator, &target, against.period) {
        faults.at_cell(row, at, kind);
    } else if tolerance.measure == Measure::PercentOfTarget && is_zero(&target) {
        faults.at_cell(row, at, FaultKind::ZeroTarget { tolerance: tolerance.name.clone() });
    }
}

fn target_fault(
    row: &Row<'_, '_>,
    at: CellRef,
    indicator: &PlannedIndicator,
    target: &Target,
    period: Period,
) -> Option<FaultKind> {
    let unit = Unit::of(&indicator.unit);
    let wants_range = indicator.better_when == Some(Polarity::InRange);
    match target {
        Target::Number(_) => wants_range.then_some(FaultKind::Target(TargetFault::NotARange)),
        Target::Range(..) | Target::YesNo(_) => None,
        Target::Words(_) if unit.is_in_words() => Some(FaultKind::Target(TargetFault::NotInUnit(unit))),
        Target::Words(_) if wants_range => Some(FaultKind::Target(TargetFault::NotARange)),
        Target::Words(words) if range_in(words).is_some() => Some(FaultKind::Target(TargetFault::IsARange)),
        Target::Words(_) => Some(FaultKind::Target(TargetFault::Unreadable)),
        // Nothing is due now, and the periods in which something is have targets of their own.
        Target::None if !indicator.frequency.is_due(period) && !indicator.period_targets.is_empty() => None,
        Target::None if row.cell_at(at).is_some() && unit.is_in_words() => {
            Some(FaultKind::Target(TargetFault::NotInUnit(unit)))
        }
        Target::None if row.cell_at(at).is_some() => Some(FaultKind::Target(TargetFault::Unreadable)),
        Target::None => Some(FaultKind::Target(TargetFault::Missing)),
    }
}

/// Whether no share of the target can be taken. A range is judged by its nearer edge; one that begins at 0 is common, and
/// hardly a value is below it, which is then in the worst band.
fn is_zero(target: &Target) -> bool {
    match target {
        Target::Number(number) | Target::Range(_, number) => number.is_zero(),
        Target::YesNo(_) | Target::Words(_) | Target::None => false,
    }
}

#[cfg(test)]
#[path = "indicator_tests.rs"]
mod tests;
