//! Everything that was entered in a return, in an order and a form of its own.
//!
//! Two returns that say the same are the same here, whatever their bytes, the order of their rows, or the program that
//! saved them last. That is how a return sent twice is known, and whether a marked copy has been filled in since.

use crate::domain::key;
use crate::grid::sha256;
use crate::layout::Field;

use super::entries::{Entries, EntryCell};
use super::{Anomaly, Return, Row};

/// What stands between the parts of one entry, which nobody can type.
pub(super) const BETWEEN: &str = "\u{1f}";

/// A SHA-256, in lower-case hexadecimal, over everything that was entered: the entries by sheet, reference and field,
/// the sign-off, and whatever was typed elsewhere, because that, too, is something to be read.
pub fn entries_sha256(received: &Return) -> String {
    let mut all = entries(received);
    all.extend(elsewhere(received));
    sha256(all.join("\u{1e}").as_bytes())
}

/// Everything that was typed where no entry is asked for, in order.
pub(super) fn elsewhere(received: &Return) -> Vec<String> {
    let mut elsewhere: Vec<String> = received.anomalies.iter().filter_map(typed_elsewhere).collect();
    elsewhere.sort_unstable();
    elsewhere
}

/// Everything that was entered in the tables, in rows that were added, and in the sign-off.
pub(super) fn entries(received: &Return) -> Vec<String> {
    let mut entries = Vec::new();
    entries.extend(received.action_rows().map(|(row, issued)| of_row("action", &issued.reference, row)));
    entries.extend(received.indicator_rows().map(|(row, issued)| of_row("indicator", &issued.reference, row)));
    let added = received.actions.iter().flat_map(|table| &table.added);
    for row in added.chain(received.indicators.iter().flat_map(|table| &table.added)) {
        entries.push(format!("added{BETWEEN}{:?}", row.cells));
    }
    entries.sort_unstable();
    let signed: Vec<String> = received.sign_off.fields().map(|(_, slot)| slot.said()).collect();
    entries.push(signed.join(BETWEEN));
    entries
}

fn of_row<E: Entries>(what: &str, reference: &str, row: &Row<E>) -> String {
    let mut said = vec![what.to_owned(), key(reference)];
    let (later, first): (Vec<_>, Vec<_>) = row.slots().partition(|(cell, _)| is_of_later_form(*cell));
    said.extend(first.into_iter().map(|(_, slot)| slot.said()));
    let later =
        later.into_iter().filter_map(|(cell, slot)| Some((cell, slot.said())).filter(|(_, said)| !said.is_empty()));
    said.extend(later.map(|(cell, said)| format!("{cell:?} {said}")));
    said.join(BETWEEN)
}

/// Whether an entry cell came to be after marked copies were first made: of it only what is filled in is taken up, or every
/// copy that was made before would be one that somebody has filled in further.
fn is_of_later_form(cell: EntryCell) -> bool {
    matches!(cell, EntryCell::Field(Field::Numerator | Field::Denominator))
}

fn typed_elsewhere(anomaly: &Anomaly) -> Option<String> {
    let said = match anomaly {
        Anomaly::Stray { sheet, text, .. } => ["stray", sheet, text],
        Anomaly::StraysUnquoted { sheet, sha256, .. } => {
            return Some(["strays", sheet, sha256].join(BETWEEN));
        }
        Anomaly::Remark { sheet, text: Some(text), .. } => ["beside", sheet, text],
        Anomaly::RowDuplicated { sheet, text, .. } => ["twice", sheet, text],
        Anomaly::RefLost { sheet, text, .. } => ["ref lost", sheet, text],
        Anomaly::IssuedCellChanged { sheet, reference, to, .. } => {
            return Some(["changed", sheet, reference, to].join(BETWEEN));
        }
        Anomaly::SecondTable { name, here: (_, text), .. } => ["table", name, text],
        Anomaly::UnexpectedSheet { name, cells, .. } => return Some(format!("sheet{BETWEEN}{name}{BETWEEN}{cells}")),
        Anomaly::Remark { text: None, .. }
        | Anomaly::RemarksUnquoted { .. }
        | Anomaly::SheetMissing { .. }
        | Anomaly::HeadingsMissing { .. }
        | Anomaly::RefsMissing { .. }
        | Anomaly::SheetRenamed { .. }
        | Anomaly::ColumnMissing { .. }
        | Anomaly::ColumnRenamed { .. }
        | Anomaly::HeadingDuplicated { .. }
        | Anomaly::Hidden { .. }
        | Anomaly::SheetHidden { .. }
        | Anomaly::Merged { .. }
        | Anomaly::MacrosOrLinks { .. }
        | Anomaly::LeftoverData(_)
        | Anomaly::RowMissing { .. }
        | Anomaly::RowAdded { .. } => return None,
    };
    Some(said.join(BETWEEN))
}
