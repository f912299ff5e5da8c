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
    /// An entry is missing on its account, and must be made.
    Fill,
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

/// Those of `findings` that are not among `to_do`, in their order; rows of which none counts once for each Ref.
///
/// What is blank in the copy because its entry was lost is one cause with that loss: it is left out of what is given
/// back of `to_do`.
pub(super) fn put_together<'f>(
    findings: &'f [Finding],
    to_do: &[Finding],
    places: &Places<'_>,
) -> (Vec<Mended<'f>>, Vec<Finding>) {
    let mut mended = mended(findings, to_do, places);
    let lost: Vec<(SheetId, &str)> =
        mended.iter().filter(|one| one.finding.rule.code == "WBK016").filter_map(row_of).collect();
    let mut named: Vec<(SheetId, &str)> = Vec::new();
    for one in mended.iter_mut().filter(|one| one.finding.rule.code == "WBK018") {
        let Some(id) = one.finding.place.sheet().and_then(|name| places.sheet(name)) else { continue };
        let Some(row) = one.finding.reference.as_deref().map(|reference| (id, reference)) else { continue };
        if lost.contains(&row) {
            // The first of them speaks for the row, which is back and blank.
            let first = !named.contains(&row);
            named.push(row);
            one.left = if first { Left::Fill } else { Left::Nothing };
            one.words = "Its rows are on Kept aside. Type the entries that hold into this row.";
            one.spot = first.then(|| places.row(row.0, row.1)).flatten();
        }
    }
    let is_said = |one: &Mended<'_>| match (one.finding.rule.code, row_of(one)) {
        ("WBK016", Some(row)) => named.contains(&row),
        ("WBK018", None) => one.spot.is_none() && one.left == Left::Nothing,
        _ => false,
    };
    mended.retain(|one| !is_said(one));
    let mut still = to_do.to_vec();
    for one in &mut mended {
        let before = still.len();
        still.retain(|finding| !(finding.stands() && is_on_account_of(finding, one)));
        if still.len() < before {
            one.left = Left::Fill;
        }
    }
    (mended, still)
}

/// The row of the copy that a finding about a lost row stands at.
fn row_of<'f>(one: &Mended<'f>) -> Option<(SheetId, &'f str)> {
    let (id, _) = one.spot.filter(|(id, at)| at.is_some() && *id != SheetId::KeptAside)?;
    Some((id, one.finding.reference.as_deref()?))
}

/// Whether something is missing in the copy because of what was lost.
fn is_on_account_of(finding: &Finding, lost: &Mended<'_>) -> bool {
    let id = finding.place.sheet().and_then(sheet_named);
    match (lost.finding.rule.code, lost.spot) {
        ("CEL005", Some((own, Some(at)))) => id == Some(own) && finding.place.cell() == Some(at),
        ("WBK016" | "WBK018", Some((own, Some(_)))) if own != SheetId::KeptAside => {
            id == Some(own) && finding.reference == lost.finding.reference
        }
        _ => false,
    }
}

/// Those of `findings` that are not among `to_do`, in their order.
fn mended<'f>(findings: &'f [Finding], to_do: &[Finding], places: &Places<'_>) -> Vec<Mended<'f>> {
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
            let (left, words) = words(finding, spot, places.keeps_entries_of(finding));
            Some(Mended { finding, spot, words, left })
        })
        .collect()
}

/// What was done about a finding of a rule.
fn words(finding: &Finding, spot: Option<Spot>, entries_aside: bool) -> (Left, &'static str) {
    let aside = spot.is_some_and(|(id, _)| id == SheetId::KeptAside);
    match finding.rule.code {
        "WBK007" | "WBK008" if entries_aside => (
            Left::Look,
            "The table is back in this copy, as it was issued. Its entries are on Kept aside, each with the cell where it stood: move them back into their rows.",
        ),
        "WBK016" if entries_aside => (
            Left::Look,
            "The row is back in this copy, as it was issued. Its entries are on Kept aside: move them back into it.",
        ),
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
