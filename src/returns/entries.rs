//! Everything that was entered in a return, in an order and a form of its own.
//!
//! Two returns that say the same are the same here, whatever their bytes, the order of their rows, or the program that
//! saved them last. That is how a return sent twice is known, and whether a marked copy has been filled in since.

use crate::domain::key;
use crate::grid::sha256;

use super::{Anomaly, DateGiven, Entry, Return, Slot, ValueGiven};

/// What stands between the parts of one entry, which nobody can type.
pub(super) const BETWEEN: &str = "\u{1f}";

/// A SHA-256, in lower-case hexadecimal, over everything that was entered: the entries by sheet, reference and field,
/// the sign-off, and whatever was typed elsewhere, because that, too, is something to be read.
pub fn entries_sha256(received: &Return) -> String {
    let mut all = entries(received);
    let mut elsewhere: Vec<String> = received.anomalies.iter().filter_map(typed_elsewhere).collect();
    elsewhere.sort_unstable();
    all.extend(elsewhere);
    sha256(all.join("\u{1e}").as_bytes())
}

/// Everything that was entered in the tables, in rows that were added, and in the sign-off.
pub(super) fn entries(received: &Return) -> Vec<String> {
    let mut entries = Vec::new();
    for (row, issued) in received.action_rows() {
        let mut said = vec!["action".to_owned(), key(&issued.reference)];
        said.extend([typed(&row.rating), dated(&row.completed), dated(&row.revised), typed(&row.direction)]);
        said.push(typed(&row.commentary));
        said.extend(row.asks.iter().map(typed));
        entries.push(said.join(BETWEEN));
    }
    for (row, issued) in received.indicator_rows() {
        let mut said = vec!["indicator".to_owned(), key(&issued.reference)];
        said.extend([valued(&row.last_value), valued(&row.value), typed(&row.rating), typed(&row.override_reason)]);
        said.push(typed(&row.commentary));
        said.extend(row.asks.iter().map(typed));
        entries.push(said.join(BETWEEN));
    }
    let added = received.actions.iter().flat_map(|part| &part.added);
    for row in added.chain(received.indicators.iter().flat_map(|part| &part.added)) {
        entries.push(format!("added{BETWEEN}{:?}", row.cells));
    }
    entries.sort_unstable();
    let sign_off = &received.sign_off;
    entries.push(
        [
            typed(&sign_off.completed_by),
            typed(&sign_off.job_title),
            dated(&sign_off.date),
            typed(&sign_off.approved_by),
        ]
        .join(BETWEEN),
    );
    entries
}

fn typed_elsewhere(anomaly: &Anomaly) -> Option<String> {
    let said = match anomaly {
        Anomaly::Stray { sheet, text, .. } => ["stray", sheet, text],
        Anomaly::StraysUnquoted { sheet, sha256, .. } => {
            return Some(["strays", sheet, sha256].join(BETWEEN));
        }
        Anomaly::RowDuplicated { sheet, text, .. } => ["twice", sheet, text],
        Anomaly::RefLost { sheet, text, .. } => ["ref lost", sheet, text],
        Anomaly::IssuedCellChanged { sheet, reference, to, .. } => {
            return Some(["changed", sheet, reference, to].join(BETWEEN));
        }
        Anomaly::UnexpectedSheet { name, cells, .. } => return Some(format!("sheet{BETWEEN}{name}{BETWEEN}{cells}")),
        Anomaly::SheetMissing { .. }
        | Anomaly::HeadingsMissing { .. }
        | Anomaly::RefsMissing { .. }
        | Anomaly::SheetRenamed { .. }
        | Anomaly::ColumnMissing { .. }
        | Anomaly::ColumnRenamed { .. }
        | Anomaly::HeadingDuplicated { .. }
        | Anomaly::Hidden { .. }
        | Anomaly::SheetHidden { .. }
        | Anomaly::RidesAlong { .. }
        | Anomaly::RowMissing { .. }
        | Anomaly::RowAdded { .. } => return None,
    };
    Some(said.join(BETWEEN))
}

fn typed<T>(slot: &Slot<T>) -> String {
    slot.typed.to_string()
}

fn dated(slot: &Slot<DateGiven>) -> String {
    match &slot.entry {
        Entry::Given(given) => given.day.to_string(),
        Entry::Blank | Entry::Unreadable(_) => slot.typed.to_string(),
    }
}

fn valued(slot: &Slot<ValueGiven>) -> String {
    match &slot.entry {
        Entry::Given(ValueGiven::Number(quantity)) => quantity.value.normalize().to_string(),
        Entry::Given(ValueGiven::Reason(_)) | Entry::Blank | Entry::Unreadable(_) => slot.typed.to_string(),
    }
}
