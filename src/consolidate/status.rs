//! Whether the figures are provisional or complete, in an officer's words.

use crate::collection::{Provisional, Totals};
use crate::returns::Receipt;

use super::book::Book;
use super::reasons::Reason;

/// `Provisional` or `Complete`.
pub(super) fn word(why: &Provisional) -> &'static str {
    if why.is_provisional() { "Provisional" } else { "Complete" }
}

/// Why the figures are complete.
pub(super) fn complete(book: &Book<'_>) -> String {
    let expected = expected(book);
    let all_in = match expected {
        0 => "No return is expected".to_owned(),
        1 => "The one return expected has been received".to_owned(),
        expected => format!("All {expected} returns expected have been received"),
    };
    let Totals { waived, .. } = book.collection.totals();
    let waived = match waived {
        0 => String::new(),
        _ if book.is_for_members() => String::new(),
        1 => " (1 finding was waived)".to_owned(),
        waived => format!(" ({waived} findings were waived)"),
    };
    format!("{all_in}, and no error stands{waived}.")
}

/// `Provisional`, or `Complete` with the reason, in one line.
pub(super) fn in_a_line(book: &Book<'_>) -> String {
    match banner(book) {
        (complete, reasons) if reasons.is_empty() => complete,
        (provisional, _) => format!("{provisional} Contents says why."),
    }
}

/// `Provisional` and a line for each reason, or `Complete` with the reason and none.
pub(super) fn banner(book: &Book<'_>) -> (String, Vec<String>) {
    let word = word(&book.provisional);
    if book.reasons.is_empty() {
        return (format!("{word}. {}", complete(book)), Vec::new());
    }
    (format!("{word}: these figures may still change."), book.reasons.iter().map(Reason::in_short).collect())
}

/// How many returns are expected.
pub(super) fn expected(book: &Book<'_>) -> u64 {
    let plans = book.collection.set.plans.iter();
    let expected = plans.filter(|(_, standing)| *standing != Receipt::NotExpected).count();
    u64::try_from(expected).unwrap_or(u64::MAX)
}
