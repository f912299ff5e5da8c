//! What a consolidated workbook keeps of itself as it was written: digests of its cells, and what corrections rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Kind, key, same};
use crate::grid::{CellRef, Mark, Sheet, SheetDigest, Workbook, digest_of_all, rows_of};
use crate::workbook::{ALL_CELLS, DIGESTS_SHEET, PROPERTY_DIGEST, digest_of_rows};

use super::basis::Basis;

/// What stands beside what a correction rests on; no sheet can be called so.
const CORRECTION: &str = "correction:";

/// What a correction rests on, as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptBasis {
    kind: Kind,
    #[serde(rename = "ref")]
    reference: String,
    /// The rating that it was corrected to, and why.
    counted: String,
    because: String,
    basis: Basis,
}

/// What a workbook keeps of itself.
pub(super) struct Written {
    /// For each sheet, in the order of their names, the marks of its rows by their numbers.
    pub sheets: BTreeMap<String, BTreeMap<u32, Vec<Mark>>>,
    bases: Vec<KeptBasis>,
    /// The digest over all cells.
    all: String,
}

/// What is kept of corrections: kind and reference, the rating and why, what it rests on.
pub(crate) fn kept_bases<'b>(
    corrections: impl Iterator<Item = (Kind, &'b str, &'b str, &'b str, &'b Basis)>,
) -> Result<Vec<(String, String)>, serde_json::Error> {
    let kept = corrections.map(|(kind, reference, counted, because, basis)| {
        let because = shortened(because);
        let (reference, counted) = (reference.to_owned(), counted.to_owned());
        let kept = KeptBasis { kind, reference, counted, because, basis: basis.clone() };
        Ok((CORRECTION.to_owned(), serde_json::to_string(&kept)?))
    });
    kept.collect()
}

/// As much of a reason as tells it from another.
fn shortened(because: &str) -> String {
    because.chars().take(1_000).collect()
}

impl Written {
    /// What a workbook keeps of itself; nothing where that is lost, or not whole any more.
    pub(super) fn of(workbook: &Workbook) -> Option<Self> {
        let hidden = workbook.sheets.iter().find(|sheet| sheet.name == DIGESTS_SHEET)?;
        let text = |row, col| hidden.text(CellRef { row, col }).unwrap_or_default();
        let mut rows: Vec<(String, String)> =
            hidden.rows().map(|(row, _)| (text(row, 0).into_owned(), text(row, 1).into_owned())).collect();
        let last = rows.pop_if(|(name, _)| name == ALL_CELLS)?.1;
        let (all, own) = workbook.properties.get(PROPERTY_DIGEST).unwrap_or(&last).split_once(' ')?;
        if digest_of_rows(rows.iter().map(|(name, text)| (name.as_str(), text.as_str()))) != own {
            return None;
        }
        let mut written = Self { sheets: BTreeMap::new(), bases: Vec::new(), all: all.to_owned() };
        for (name, text) in rows {
            if name == CORRECTION {
                written.bases.push(serde_json::from_str(&text).ok()?);
            } else {
                written.sheets.entry(name).or_default().extend(rows_of(&text));
            }
        }
        Some(written)
    }

    /// What a workbook would keep that says now what it said when it was written.
    #[cfg(test)]
    pub(super) fn of_sheets(workbook: &Workbook) -> Self {
        let rows = |sheet: &Sheet| {
            let digest = SheetDigest::of(sheet);
            digest.pieces().flat_map(|piece| rows_of(piece).collect::<Vec<_>>()).collect()
        };
        let sheets = seen(workbook).map(|sheet| (sheet.name.clone(), rows(sheet))).collect();
        Self { sheets, bases: Vec::new(), all: String::new() }
    }

    /// Whether a workbook says anything else now, in another place, or not at all.
    pub(super) fn is_other(&self, workbook: &Workbook) -> bool {
        let digests: Vec<(&str, SheetDigest)> =
            seen(workbook).map(|sheet| (sheet.name.as_str(), SheetDigest::of(sheet))).collect();
        digest_of_all(digests.iter().map(|(name, digest)| (*name, digest))) != self.all
    }

    /// What a correction of that row rests on, where it stands as it was carried.
    pub(super) fn basis(&self, kind: Kind, reference: &str, counted: &str, because: &str) -> Option<Basis> {
        let is_it = |kept: &&KeptBasis| {
            kept.kind == kind
                && key(&kept.reference) == key(reference)
                && same(&kept.counted, counted)
                && same(&kept.because, &shortened(because))
        };
        self.bases.iter().find(is_it).map(|kept| kept.basis.clone())
    }
}

/// The sheets of a workbook but the hidden one of the digests.
pub(super) fn seen(workbook: &Workbook) -> impl Iterator<Item = &Sheet> {
    workbook.sheets.iter().filter(|sheet| sheet.name != DIGESTS_SHEET)
}
