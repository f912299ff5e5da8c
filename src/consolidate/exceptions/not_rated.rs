//! What should be rated this period and is not, with the reason.
//!
//! Rows whose return is missing are told in one line: Returns and Contents name those returns.

use crate::domain::{Kind, SharedText, key};
use crate::layout::Field;
use crate::plan::{IndicatorRatings, Issued};
use crate::returns::{Entry, Slot, Unreadable, ValueGiven};
use crate::rules::quoted;
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::line::DataLine;
use super::super::numbers::several;
use super::super::returns::counted_returns;
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;

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
pub(super) fn section<'w>(book: &'w Book<'_>) -> Section<'w> {
    let mut rows = Vec::new();
    let actions_out = add(book, &book.tally.action_lines, of_action, &mut rows);
    let indicators_out = add(book, &book.tally.indicator_lines, of_indicator, &mut rows);
    rows.sort_by_key(|(priority, _)| *priority);
    let rows = Rows::made(rows.into_iter().map(|(_, cells)| cells).collect());
    let out = returns_out(actions_out, indicators_out);
    let out = out.map(|out| if book.is_for_members() { out.replace(" (see Returns)", "") } else { out });
    let empty = match &out {
        None => "Every row for which a rating is due has one.".to_owned(),
        Some(out) => format!("{out} Every other row for which a rating is due has one."),
    };
    Section {
        title: counted_title("Not rated although a rating is due", &rows),
        notes: out.into_iter().collect(),
        empty,
        name: "Not_rated",
        fields: &FIELDS,
        rows,
        scale: None,
    }
}

/// Adds the cells of each line that is not rated for a reason of its own, with the place of its priority; gives how many
/// have no return.
fn add<'w, L: DataLine>(
    book: &'w Book<'_>,
    lines: &'w [L],
    why: fn(&L, &Book<'_>) -> Option<Missing>,
    rows: &mut Vec<(usize, Vec<Cell<'w>>)>,
) -> u64 {
    let mut without_return = 0;
    for line in lines {
        match why(line, book) {
            Some(Missing::Return) => without_return += 1,
            Some(Missing::Because(why)) => {
                let reason = Cell::text(why);
                let cell = |field| if field == Field::Reason { reason.clone() } else { line.cell(book, field) };
                let priority = book.labels.priority_place(line.shared().priority);
                rows.push((priority, FIELDS.into_iter().map(cell).collect()));
            }
            None => {}
        }
    }
    without_return
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

fn of_action(line: &ActionLine<'_>, book: &Book<'_>) -> Option<Missing> {
    if line.place != Place::NotRated || line.is_left_out() {
        return None;
    }
    let (Some(received), Some(row)) = (line.received, line.row) else {
        return Some(not_in_return(book, Kind::Actions, &line.planned.plans, &line.planned.reference));
    };
    let needed = received.issued.action_needs_rating(line.issued, book.collection.as_of);
    (needed || !row.rating.is_empty() && !line.issued.finished_before(&received.issued.scheme))
        .then(|| Missing::Because(no_rating(&row.rating)))
}

fn of_indicator(line: &IndicatorLine<'_>, book: &Book<'_>) -> Option<Missing> {
    let ratings = book.plan.settings.indicator_ratings;
    let is_due = ratings != IndicatorRatings::None && line.issued.is_rated();
    if line.place != Place::NotRated || !is_due {
        return None;
    }
    let Some(row) = line.row else {
        return Some(not_in_return(book, Kind::Indicators, &line.planned.plans, &line.planned.reference));
    };
    let why = match (&row.value.entry, ratings) {
        // Nothing is rated where a reason stands for the value.
        (Entry::Given(ValueGiven::Reason(_)), _) => return None,
        (Entry::Blank, _) if row.rating.is_empty() => "No value was given.".to_owned(),
        (Entry::Unreadable(why), IndicatorRatings::Computed) if matches!(**why, Unreadable::Covered) => {
            "Its value lies under a merged cell.".to_owned()
        }
        (Entry::Unreadable(_), IndicatorRatings::Computed) => {
            format!("The value {} cannot be read.", quoted(&row.value.typed))
        }
        (Entry::Given(_), IndicatorRatings::Computed) if line.doubted.is_some() => {
            format!("The value {} is an error (see Findings), so that it is not judged.", quoted(&row.value.typed))
        }
        (Entry::Given(_) | Entry::Blank, IndicatorRatings::Computed) => {
            "No tolerance band of the plan rates its value.".to_owned()
        }
        (Entry::Given(_) | Entry::Blank | Entry::Unreadable(_), _) => no_rating(&row.rating),
    };
    Some(Missing::Because(why))
}

fn no_rating<T>(rating: &Slot<T>) -> String {
    match &rating.entry {
        Entry::Blank => "No rating was given.".to_owned(),
        Entry::Unreadable(why) if matches!(**why, Unreadable::Covered) => {
            "Its rating lies under a merged cell.".to_owned()
        }
        Entry::Unreadable(_) => format!("{} is no rating of the scheme.", quoted(&rating.typed)),
        Entry::Given(_) => format!("{} is no longer a rating of the plan workbook.", quoted(&rating.typed)),
    }
}

/// Why no row answers for one of the plan.
fn not_in_return(book: &Book<'_>, kind: Kind, codes: &[SharedText], reference: &str) -> Missing {
    let mut counted = codes.iter().flat_map(|code| counted_returns(book, code)).peekable();
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
