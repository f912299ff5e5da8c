//! What was found in the file that was sent and is not found in the marked copy: put right by issuing the return again.
//!
//! A service must know what was done to its workbook, and what is left for it to look at. So each of these has its own
//! words in place of the rule's advice, which is for somebody who has only the file.

use crate::layout::SheetId;
use crate::rules::Finding;

use super::place::{Places, Spot, sheet_named};

/// What is left to do about something that was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing.
    Nothing,
    /// Somebody should look.
    Look,
}

/// A finding that the marked copy has put right.
#[derive(Debug)]
pub(super) struct Mended<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// Where it is seen in the marked copy.
    pub spot: Option<Spot>,
    /// What was done, and what is left to do.
    pub words: &'static str,
    /// Whether anything is left to do.
    pub left: Left,
}

/// Those of `findings` that are not among `to_do`, in their order.
pub(super) fn mended<'f>(findings: &'f [Finding], to_do: &[Finding], places: &Places<'_>) -> Vec<Mended<'f>> {
    let of_copy =
        |finding: &Finding| -> Option<Spot> { Some((sheet_named(finding.place.sheet()?)?, finding.place.cell())) };
    let standing = findings.iter().filter(|finding| finding.stands());
    standing
        .filter_map(|finding| {
            let spot = places.of(finding);
            let is_same = |other: &&Finding| {
                let same_place = match (other.place.sheet(), other.place.cell()) {
                    (None, _) => finding.place.sheet().is_none(),
                    (Some(_), None) => {
                        finding.place.cell().is_none() && of_copy(other).map(|(id, _)| id) == spot.map(|(id, _)| id)
                    }
                    (Some(_), Some(_)) => of_copy(other) == spot,
                };
                other.rule.code == finding.rule.code && same_place
            };
            if to_do.iter().any(|other| is_same(&other)) {
                return None;
            }
            let (left, words) = words(finding, spot);
            Some(Mended { finding, spot, words, left })
        })
        .collect()
}

/// What was done about a finding of a rule.
fn words(finding: &Finding, spot: Option<Spot>) -> (Left, &'static str) {
    let aside = spot.is_some_and(|(id, _)| id == SheetId::KeptAside);
    match finding.rule.code {
        "WBK007" => (Left::Look, "The sheet is back in this copy, as it was issued. Fill in what is missing."),
        "WBK008" => (Left::Look, "The column is back in this copy. Fill it in where it applies."),
        "WBK009" => (Left::Nothing, "It reads as issued again in this copy. Nothing is left to do."),
        "WBK010" => (
            Left::Look,
            "This copy has the column once; what stood in the second is on Kept aside. Move what is still needed.",
        ),
        "WBK011" if aside => (
            Left::Look,
            "The sheet is left out; what stood on it is on Kept aside. Delete anything personal there, and move what is needed into the commentary.",
        ),
        "WBK011" => (Left::Nothing, "The sheet, which was empty, is left out. Nothing is left to do."),
        "WBK012" => (Left::Look, "It is on Kept aside. Move what is still needed into the commentary of its row."),
        "WBK015" => {
            (Left::Look, "Every row and column is in sight in this copy. Look whether what stands there is right.")
        }
        "WBK016" => (Left::Look, "The row is back in this copy, as it was issued. Fill it in."),
        "WBK017" => (
            Left::Look,
            "The row is on Kept aside and is not counted. If an issued row was meant, move its entries there.",
        ),
        "WBK018" => (Left::Look, "The row is on Kept aside. Look whether the row with this Ref has the right entries."),
        "WBK019" => (
            Left::Nothing,
            "It reads as issued again in this copy; what stood there is on Kept aside. If the change was meant, say so in the commentary.",
        ),
        "CEL005" => (
            Left::Look,
            "The formula had no result, so the cell is blank; the formula is on Kept aside. Type the entry itself.",
        ),
        "CEL006" => (
            Left::Nothing,
            "The formula's result stands in this copy as an entry. Nothing is left to do if it is right.",
        ),
        _ => (Left::Nothing, "It is put right in this copy. Nothing is left to do."),
    }
}
