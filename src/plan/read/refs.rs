//! Refs and codes: every row has one, none stands twice, and none has lost its last nought.
//!
//! A ref is text. Typed into a cell that is not formatted as text, 1.10 becomes the number 1.1, which is either another
//! row's ref or nobody's; its neighbours give it away (it stands after 1.9 or before 1.11). Finding that out here lets
//! the message say what happened instead of only that two refs are the same.

use std::collections::BTreeMap;

use crate::domain::{SharedText, key};
use crate::grid::{CellRef, Value};
use crate::layout::{Field, Row, Table};

use super::fault::{FaultKind, RefFault};
use super::faults::Faults;

/// The rows of a sheet with the ref or code of each, empty where it has none; faults of the refs are recorded.
pub(super) fn with_refs<'t, 'g>(
    table: &'t Table<'g>,
    field: Field,
    faults: &mut Faults,
) -> Vec<(Row<'t, 'g>, SharedText)> {
    let named: Vec<(Row<'t, 'g>, SharedText)> = table.rows().map(|row| (row, ref_of(&row, field))).collect();
    let heading = table.heading(field);
    let mut first_of: BTreeMap<String, CellRef> = BTreeMap::new();
    for (index, (row, name)) in named.iter().enumerate() {
        if name.is_empty() {
            let heading = heading.to_owned();
            let kind = match row.cell(field).and_then(|cell| cell.value.as_ref()) {
                Some(Value::Date { .. }) => FaultKind::Ref(RefFault::IsDate { heading }),
                Some(Value::Time { .. }) => FaultKind::Ref(RefFault::IsTime { heading }),
                Some(Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Error(_)) | None => {
                    FaultKind::Ref(RefFault::Blank { heading })
                }
            };
            faults.at(row, field, kind);
            continue;
        }
        let neighbour = |index: Option<usize>| index.and_then(|at| named.get(at)).map(|(_, name)| name.as_str());
        let meant = with_nought(name, neighbour(index.checked_sub(1)), neighbour(index.checked_add(1)));
        let own = key(name);
        let first = first_of.get(&own).copied();
        let is_number = row.cell(field).is_some_and(|cell| matches!(cell.value, Some(Value::Number(_))));
        match (first, meant) {
            (first, Some(meant)) if first.is_some() || is_number => {
                faults.at(row, field, FaultKind::Ref(RefFault::LostNought { meant, first }));
            }
            (Some(first), _) => {
                faults.at(row, field, FaultKind::Ref(RefFault::Twice { heading: heading.to_owned(), first }));
            }
            (None, _) => {
                row.at(field).map(|at| first_of.insert(own, at));
            }
        }
    }
    named
}

/// The ref as displayed; empty where nothing, an error or a date stands in the cell.
fn ref_of(row: &Row<'_, '_>, field: Field) -> SharedText {
    match row.cell(field).and_then(|cell| cell.value.as_ref()) {
        Some(Value::Error(_) | Value::Date { .. } | Value::Time { .. }) | None => SharedText::default(),
        Some(Value::Text(_) | Value::Number(_) | Value::Bool(_)) => row.text(field),
    }
}

/// The ref with the nought that it lost, where the ref before it or after it shows that it lost one: 1.1 after 1.9 or
/// before 1.11 was 1.10.
fn with_nought(name: &str, before: Option<&str>, after: Option<&str>) -> Option<String> {
    let (stem, last) = name.rsplit_once('.')?;
    let last: u32 = last.parse().ok().filter(|last| (1..10).contains(last))?;
    let meant = last * 10;
    let neighbours = [(before, meant - 1), (after, meant + 1)];
    neighbours
        .into_iter()
        .any(|(beside, number)| beside.is_some_and(|beside| is_ref(beside, stem, number)))
        .then(|| format!("{stem}.{meant}"))
}

/// Whether a ref is `stem.number`, the number without noughts before it.
fn is_ref(reference: &str, stem: &str, number: u32) -> bool {
    reference.rsplit_once('.').is_some_and(|(own, last)| {
        own == stem && last.starts_with(|c: char| ('1'..='9').contains(&c)) && last.parse() == Ok(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ref_after_one_nine_was_one_ten() {
        assert_eq!(with_nought("1.1", Some("1.9"), None).as_deref(), Some("1.10"));
        assert_eq!(with_nought("1.1", None, Some("1.11")).as_deref(), Some("1.10"));
        assert_eq!(with_nought("2.3.2", Some("2.3.19"), Some("2.3.21")).as_deref(), Some("2.3.20"));
    }

    #[test]
    fn a_ref_in_its_own_place_lost_nothing() {
        assert_eq!(with_nought("1.1", None, Some("1.2")), None);
        assert_eq!(with_nought("2.1", Some("1.9"), Some("2.2")), None);
        assert_eq!(with_nought("1.0", Some("1.9"), None), None);
        assert_eq!(with_nought("H1", Some("H9"), None), None);
        assert_eq!(with_nought("1.", Some("1.9"), None), None);
        assert_eq!(with_nought("1.10", Some("1.9"), Some("1.11")), None);
        assert_eq!(with_nought("1.1", Some("1.09"), Some("1.011")), None);
    }
}
