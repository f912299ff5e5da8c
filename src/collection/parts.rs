//! Returns that are read as one: each is left the rows that it speaks for, with what was found in them.

use std::collections::BTreeSet;

use crate::domain::Kind;
use crate::returns::{Received, Return, ReturnSet, divide};
use crate::rules::Finding;
use crate::rules::workbook::{nothing_filled_in, sign_off_missing};

use super::Checked;

/// Leaves each of the files that are read as one its own rows and findings. `return_files` are the places of the returns.
pub(super) fn read_as_one(files: &mut [Checked], return_files: &[usize], set: &ReturnSet) {
    for plan in 0..set.plans.len() {
        let places: Vec<usize> = set.files_of(plan).filter_map(|index| return_files.get(index).copied()).collect();
        if places.len() < 2 {
            continue;
        }
        let parts: Vec<&Return> = places.iter().filter_map(|place| returned(files.get(*place)?)).collect();
        let rows = divide(&parts);
        let lacks = |place: &usize, rule| {
            files.get(*place).is_some_and(|file| file.findings.iter().any(|finding| finding.rule == rule))
        };
        let (nothing, sign_off) = (&nothing_filled_in::RULE, &sign_off_missing::RULE);
        // A part without entries of its own was not asked for its sign-off.
        let is_signed = places.iter().any(|place| !lacks(place, sign_off) && !lacks(place, nothing));
        let is_blank = places.iter().all(|place| lacks(place, nothing));
        for (nth, (place, own)) in places.iter().zip(&rows).enumerate() {
            let Some(file) = files.get_mut(*place) else { continue };
            file.findings.retain(|finding| {
                let is_main = nth == 0;
                let of_all = (*finding.rule != *nothing || (is_main && is_blank))
                    && (*finding.rule != *sign_off || (is_main && !is_signed));
                of_all && is_of(finding, own)
            });
            if let Received::Read(received) = &mut file.received {
                received.keep(own);
            }
        }
    }
}

fn returned(file: &Checked) -> Option<&Return> {
    match &file.received {
        Received::Read(received) => Some(received),
        Received::Refused(_) | Received::PassedOver(_) => None,
    }
}

/// Whether a finding is about one of these rows, or about none.
fn is_of(finding: &Finding, rows: &BTreeSet<(Kind, usize)>) -> bool {
    finding.subject.and_then(|subject| subject.row()).is_none_or(|row| rows.contains(&row))
}
