//! The actions and the indicators behind the counts, alike: what the sentences say of single rows.
//!
//! Why a row has no rating and whether its deadline has passed is told here from the lines of the tally and by the
//! questions that the rules ask.

use crate::domain::{Kind, Standing, key};
use crate::plan::{DeliveryPlan, TablesBy};
use crate::returns::{Reason, ValueGiven};
use crate::rules::{ActionView, Basis, Request};
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::book::Book;

/// One action or indicator.
#[derive(Debug, Clone)]
pub(super) struct Item<'w> {
    /// Its ref.
    pub reference: &'w str,
    /// What is to be done, or is measured.
    pub title: &'w str,
    /// The key of the code of its line: its priority's or its delivery plan's, as *Tables by* says.
    pub line: Option<String>,
    /// What it counts as.
    pub place: Place,
    /// Why it has no rating or no figure, where it has none.
    pub why: Option<Why>,
    /// Whether its deadline has passed and it is neither complete nor closed.
    pub overdue: bool,
}

/// Why a row has no rating or no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Nothing is due by the as-of day.
    NotDue,
    /// It was complete or closed before, and is not counted again.
    FinishedBefore,
    /// It is due, and no rating came that can be read.
    NoRating,
    /// No return that counts has it.
    NoReturn,
    /// A reason stands for the figure.
    NoFigure,
}

/// The rows of a kind that the plan does not leave out of the counts, in the order of the plan.
pub(super) fn items<'w>(book: &'w Book<'_>, kind: Kind) -> Vec<Item<'w>> {
    match kind {
        Kind::Actions => {
            let counted = book.tally.action_lines.iter().filter(|line| !line.is_left_out());
            counted.map(|line| action(book, line)).collect()
        }
        Kind::Indicators => every_item(book, kind),
    }
}

/// All rows of a kind, in the order of the plan.
pub(super) fn every_item<'w>(book: &'w Book<'_>, kind: Kind) -> Vec<Item<'w>> {
    match kind {
        Kind::Actions => book.tally.action_lines.iter().map(|line| action(book, line)).collect(),
        Kind::Indicators => book.tally.indicator_lines.iter().map(|line| indicator(book, line)).collect(),
    }
}

fn action<'w>(book: &'w Book<'_>, line: &'w ActionLine<'_>) -> Item<'w> {
    let planned = line.planned;
    Item {
        reference: &planned.reference,
        title: &planned.action,
        line: line_of(book, planned.priority.as_deref(), line.delivery_plan),
        place: line.place,
        why: (line.place == Place::NotRated).then(|| why_unrated(book, line)),
        overdue: is_overdue(book, line),
    }
}

/// The line of a row.
fn line_of(book: &Book<'_>, priority: Option<&str>, delivery_plan: &DeliveryPlan) -> Option<String> {
    match book.plan.settings.tables_by {
        TablesBy::Priority => priority.map(key),
        TablesBy::DeliveryPlan => Some(key(&delivery_plan.code)),
    }
}

fn indicator<'w>(book: &Book<'_>, line: &'w IndicatorLine<'_>) -> Item<'w> {
    let awaited = line.counted.is_some_and(|rating| rating.standing == Standing::Awaited);
    let reason = match line.row.and_then(|row| row.value.given()) {
        Some(ValueGiven::Reason(reason)) => Some(*reason),
        Some(ValueGiven::Number(_) | ValueGiven::Words(_)) | None => None,
    };
    let why = || match (line.issued.due, reason) {
        (false, _) | (true, Some(Reason::NotDue)) => Why::NotDue,
        (true, Some(Reason::NotAvailable | Reason::Awaited)) => Why::NoFigure,
        (true, None) if line.row.is_none() => Why::NoReturn,
        (true, None) => Why::NoRating,
    };
    Item {
        reference: &line.planned.reference,
        title: &line.planned.indicator,
        line: line_of(book, line.planned.priority.as_deref(), line.delivery_plan),
        place: line.place,
        why: (awaited || line.place == Place::NotRated).then(why),
        overdue: false,
    }
}

fn why_unrated(book: &Book<'_>, line: &ActionLine<'_>) -> Why {
    let Some(received) = line.received else { return Why::NoReturn };
    if received.issued.action_needs_rating(line.issued, book.collection.as_of) {
        Why::NoRating
    } else if line.issued.finished_before(&received.issued.scheme) {
        Why::FinishedBefore
    } else {
        Why::NotDue
    }
}

/// As the rules about deadlines have it.
fn is_overdue(book: &Book<'_>, line: &ActionLine<'_>) -> bool {
    let (Some(received), Some(row)) = (line.received, line.row) else { return false };
    let file = Basis { issued: &received.issued, request: Request::default(), as_of: book.collection.as_of };
    let view = ActionView { file: &file, sheet: "", row, issued: line.issued };
    view.pending_deadline().is_some_and(|day| file.has_passed(day))
}
