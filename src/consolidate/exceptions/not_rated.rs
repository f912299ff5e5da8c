//! What should be rated this period and is not, with the reason.
//!
//! Rows whose return is missing are told in one line: Returns and Contents name those returns.

use crate::domain::{Kind, SharedText, key};
use crate::layout::{Field, SheetId};
use crate::plan::{IndicatorRatings, Issued};
use crate::returns::{Entry, Slot, ValueGiven};
use crate::rules::quoted;
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::content::Content;
use super::super::line::DataLine as _;
use super::super::returns::counted_return;
use super::super::sections::Section;
use super::super::table::Rows;
use super::super::{Whole, layout_of, several};

const FIELDS: [Field; 7] = [
    Field::Priority,
    Field::Ref,
    Field::ActionOrIndicator,
    Field::Sheet,
    Field::Reason,
    Field::DeliveryPlan,
    Field::LeadOfficer,
];

/// Why a row has no rating.
enum Missing {
    /// None of its returns is there, or none of them counts.
    Return,
    /// For a reason of its own.
    Because(String),
}

/// The section of Exceptions.
pub(super) fn section<'w>(whole: &'w Whole<'_>) -> Section<'w> {
    let mut rows: Vec<(usize, Vec<Content<'w>>)> = Vec::new();
    let (mut actions_out, mut indicators_out) = (0_u64, 0_u64);
    for line in &whole.tally.action_lines {
        let cell = |field| line.cell(whole, field);
        match of_action(line, whole) {
            Some(Missing::Return) => actions_out = actions_out.saturating_add(1),
            Some(Missing::Because(why)) => {
                let priority = whole.labels.priority_place(line.planned.priority.as_deref());
                rows.push((priority, cells(&line.planned.action, SheetId::Actions, &why, cell)));
            }
            None => {}
        }
    }
    for line in &whole.tally.indicator_lines {
        let cell = |field| line.cell(whole, field);
        match of_indicator(line, whole) {
            Some(Missing::Return) => indicators_out = indicators_out.saturating_add(1),
            Some(Missing::Because(why)) => {
                let priority = whole.labels.priority_place(line.planned.priority.as_deref());
                rows.push((priority, cells(&line.planned.indicator, SheetId::Indicators, &why, cell)));
            }
            None => {}
        }
    }
    rows.sort_by_key(|(priority, _)| *priority);
    let rows: Vec<Vec<Content<'w>>> = rows.into_iter().map(|(_, cells)| cells).collect();
    let out = returns_out(actions_out, indicators_out);
    let title = "Not rated although a rating is due";
    let empty = match &out {
        None => "Every row for which a rating is due has one.".to_owned(),
        Some(out) => format!("{out} Every other row for which a rating is due has one."),
    };
    Section {
        title: if rows.is_empty() { title.to_owned() } else { format!("{title}: {}", rows.len()) },
        notes: out.into_iter().collect(),
        empty,
        name: "Not_rated",
        fields: &FIELDS,
        rows: Rows::made(rows),
        scale: None,
    }
}

/// The cells of a row: what it is, on which sheet it stands, why it is not rated, and what `cell` has of it.
fn cells<'w>(what: &'w str, sheet: SheetId, why: &str, cell: impl Fn(Field) -> Content<'w>) -> Vec<Content<'w>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other cells are those of the data sheets")]
    let own = |field| match field {
        Field::ActionOrIndicator => Content::text(what),
        Field::Sheet => Content::text(&layout_of(sheet).name),
        Field::Reason => Content::text(why.to_owned()),
        _ => cell(field),
    };
    FIELDS.into_iter().map(own).collect()
}

/// The line about rows whose return does not count.
fn returns_out(actions: u64, indicators: u64) -> Option<String> {
    let rows = match (actions, indicators) {
        (0, 0) => return None,
        (actions, 0) => several(actions, "action", "actions"),
        (0, indicators) => several(indicators, "indicator", "indicators"),
        (actions, indicators) => {
            let actions = several(actions, "action", "actions");
            format!("{actions} and {}", several(indicators, "indicator", "indicators"))
        }
    };
    Some(format!("The return of {rows} is missing or cannot be counted (see Returns); they are not listed here."))
}

fn of_action(line: &ActionLine<'_>, whole: &Whole<'_>) -> Option<Missing> {
    if line.place != Place::NotRated {
        return None;
    }
    let (Some(received), Some(issued), Some(row)) = (line.received, line.issued, line.row) else {
        return Some(not_in_return(whole, Kind::Actions, &line.planned.plans, &line.planned.reference));
    };
    let needed = received.issued.action_needs_rating(issued, whole.quarter.as_of);
    (needed || !row.rating.is_empty() && !issued.finished_before(&received.issued.scheme))
        .then(|| Missing::Because(no_rating(&row.rating)))
}

fn of_indicator(line: &IndicatorLine<'_>, whole: &Whole<'_>) -> Option<Missing> {
    let ratings = whole.plan.settings.indicator_ratings;
    let is_due = ratings != IndicatorRatings::None && Issued::indicator_needs_value(&line.issued);
    if line.place != Place::NotRated || !is_due {
        return None;
    }
    let Some(row) = line.row else {
        return Some(not_in_return(whole, Kind::Indicators, &line.planned.plans, &line.planned.reference));
    };
    let why = match (&row.value.entry, ratings) {
        // Nothing is rated where a reason stands for the value.
        (Entry::Given(ValueGiven::Reason(_)), _) => return None,
        (Entry::Blank, _) if row.rating.is_empty() => "No value was given.".to_owned(),
        (Entry::Unreadable(_), IndicatorRatings::Computed) => {
            format!("The value {} cannot be read.", quoted(&row.value.typed))
        }
        (Entry::Given(_) | Entry::Blank, IndicatorRatings::Computed) => {
            "No tolerance band of the plan rates its value.".to_owned()
        }
        (Entry::Given(_) | Entry::Blank | Entry::Unreadable(_), _) => no_rating(&row.rating),
    };
    Some(Missing::Because(why))
}

fn no_rating<T>(rating: &Slot<T>) -> String {
    match rating.entry {
        Entry::Blank => "No rating was given.".to_owned(),
        Entry::Unreadable(_) => format!("{} is no rating of the scheme.", quoted(&rating.typed)),
        Entry::Given(_) => format!("{} is no longer a rating of the plan workbook.", quoted(&rating.typed)),
    }
}

/// Why no row answers for one of the plan.
fn not_in_return(whole: &Whole<'_>, kind: Kind, codes: &[SharedText], reference: &str) -> Missing {
    let mut counted = codes.iter().filter_map(|code| counted_return(whole, code)).peekable();
    if counted.peek().is_none() {
        return Missing::Return;
    }
    let wanted = key(reference);
    let is_issued = |issued: &Issued| {
        (0..issued.row_count(kind)).filter_map(|at| issued.reference(kind, at)).any(|own| key(own) == wanted)
    };
    let why = if counted.any(|received| is_issued(&received.issued)) {
        "Its row is not in the return that came back."
    } else {
        "It was added to the plan after its return was issued."
    };
    Missing::Because(why.to_owned())
}
