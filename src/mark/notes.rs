//! The notes on the cells of a marked copy.
//!
//! One note a cell, however many findings it has. A finding about a sheet as a whole stands on the sheet's title.

use std::collections::BTreeMap;

use crate::domain::{Severity, sentence};
use crate::grid::CellRef;
use crate::layout::SheetId;
use crate::returns::{Entries, Return};
use crate::rules::Finding;

use super::mended::Mended;
use super::place::sheet_named;

/// The notes by sheet and cell.
pub(super) fn notes(copy: &Return, to_do: &[Finding], mended: &[Mended<'_>]) -> BTreeMap<(SheetId, CellRef), String> {
    let mut all: BTreeMap<(SheetId, CellRef), Vec<String>> = BTreeMap::new();
    for finding in to_do.iter().filter(|finding| finding.stands()) {
        if let Some((id, at)) = spot_of(copy, finding) {
            all.entry((id, at.unwrap_or_default())).or_default().push(words(finding));
        }
    }
    for one in mended {
        let Some((id, at)) = one.spot.filter(|(id, _)| !matches!(id, SheetId::Lists | SheetId::Stamp)) else {
            continue;
        };
        let text = format!("{}\n{}", sentence(&one.finding.words.message), one.words);
        all.entry((id, at.unwrap_or_default())).or_default().push(text);
    }
    all.into_iter().map(|(place, texts)| (place, texts.join("\n\n"))).collect()
}

/// Where a finding of the marked copy is seen: what is missing from the sign-off, at the first blank entry.
pub(super) fn spot_of(copy: &Return, finding: &Finding) -> Option<(SheetId, Option<CellRef>)> {
    let id = sheet_named(finding.place.sheet()?).filter(|id| !matches!(id, SheetId::Lists | SheetId::Stamp))?;
    let blank = || copy.sign_off.fields().filter(|(_, slot)| slot.is_blank()).find_map(|(_, slot)| slot.at());
    let at = finding.place.cell().or_else(|| if id == SheetId::SignOff { blank() } else { None });
    Some((id, at))
}

/// The words of a finding for a note: how serious, what is wrong, what to do.
fn words(finding: &Finding) -> String {
    let words = &finding.words;
    let mut lines = vec![format!("{}: {}", serious(finding.severity), sentence(&words.message))];
    let help = finding.help_to_service();
    let expected = words.expected_beside(help);
    if !expected.is_empty() {
        lines.push(format!("Expected: {}.", expected.trim_end_matches('.')));
    }
    if !help.is_empty() {
        lines.push(help.to_owned());
    }
    lines.join("\n")
}

/// How serious a finding is, in words that say what is asked.
pub(super) fn serious(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Must be put right",
        Severity::Warning => "Please look at",
        Severity::Note => "For information",
    }
}
