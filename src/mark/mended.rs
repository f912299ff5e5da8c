//! What was found in the file that was sent and is not found in the marked copy: put right by issuing the return again.
//!
//! A service must know what was done to its workbook, and what is left for it to look at. So each of these has its own
//! words in place of the rule's advice, which is for somebody who has only the file: [`Rule::put_right`].

use crate::domain::Kind;
use crate::issue::table_cell;
use crate::layout::SheetId;
use crate::rules::cells::formula_without_value;
use crate::rules::workbook::{row_duplicated, row_missing};
use crate::rules::{Finding, LeftToDo, Rule, Subject};

use super::place::{Places, Spot, sheet_named};

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
    pub left: LeftToDo,
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
    let lost: Vec<(Kind, usize)> =
        mended.iter().filter(|one| is_of(one, &row_missing::RULE)).filter_map(row_of).collect();
    let mut named: Vec<(Kind, usize)> = Vec::new();
    for one in mended.iter_mut().filter(|one| is_of(one, &row_duplicated::RULE)) {
        let Some(row) = one.finding.subject.and_then(Subject::row) else { continue };
        if lost.contains(&row) {
            // The first of them speaks for the row, which is back and blank.
            let first = !named.contains(&row);
            named.push(row);
            one.left = if first { LeftToDo::Fill } else { LeftToDo::Nothing };
            one.words = "Its rows are on Kept aside. Type the entries that hold into this row.";
            one.spot = first.then(|| (SheetId::of(row.0), table_cell(row.1, 0)));
        }
    }
    mended.retain(|one| match row_of(one) {
        Some(row) => !(is_of(one, &row_missing::RULE) && named.contains(&row)),
        None => !(is_of(one, &row_duplicated::RULE) && one.spot.is_none() && one.left == LeftToDo::Nothing),
    });
    let mut still = to_do.to_vec();
    for one in &mut mended {
        let before = still.len();
        still.retain(|finding| !(finding.stands() && is_on_account_of(finding, one)));
        if still.len() < before {
            one.left = LeftToDo::Fill;
        }
    }
    (mended, still)
}

fn is_of(one: &Mended<'_>, rule: &Rule) -> bool {
    one.finding.rule == rule
}

/// The row of the copy that a finding about a lost row stands at.
fn row_of(one: &Mended<'_>) -> Option<(Kind, usize)> {
    one.spot.filter(|(id, at)| at.is_some() && *id != SheetId::KeptAside)?;
    one.finding.subject?.row()
}

/// Whether something is missing in the copy because of what was lost.
fn is_on_account_of(finding: &Finding, lost: &Mended<'_>) -> bool {
    let id = finding.place.sheet().and_then(sheet_named);
    let Some((own, Some(at))) = lost.spot.filter(|(own, _)| id == Some(*own)) else { return false };
    if is_of(lost, &formula_without_value::RULE) {
        return finding.place.cell() == Some(at);
    }
    let is_row = is_of(lost, &row_missing::RULE) || is_of(lost, &row_duplicated::RULE);
    let row = |finding: &Finding| finding.subject.and_then(Subject::row);
    is_row && own != SheetId::KeptAside && row(finding).is_some() && row(finding) == row(lost.finding)
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
            let is_aside = spot.is_some_and(|(id, _)| id == SheetId::KeptAside) || places.keeps_entries_of(finding);
            let done = finding.rule.put_right;
            let aside = done.kept_aside.filter(|_| is_aside).map(|words| (LeftToDo::Look, words));
            let (left, words) = aside.unwrap_or((done.left, done.words));
            Some(Mended { finding, spot, words, left })
        })
        .collect()
}
