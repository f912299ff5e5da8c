//! Another sheet answers for the same rows otherwise.

use crate::grid::CellRef;
use crate::rules::words::several;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// Only one sheet may answer for the actions, and one for the indicators. A second one, in sight or hidden, has the
    /// headings that were issued, at least half of its refs have this return's deadline and last rating, or target and last value,
    /// and a filled entry on it is another than on the sheet that counts. The sheet of the issued name counts. A table of an
    /// earlier period left in the workbook, or a copy that answers nothing else, is a sheet that was not issued.
    ///
    /// # Why it matters
    /// One of the two is what the service means, and whoever signed the return may have seen the other.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy sheet | Actions | Actions v2 |
    /// | | type | Actions v2!1.2!Rating | Red |
    ///
    /// A hidden one, with words that the other does not have:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | copy sheet | Actions | Actions v2 |
    /// | | type | Actions v2!1.2!Commentary | The seller has withdrawn |
    /// | | hide sheet | Actions v2 | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Bring the answers that hold together on the sheet that was issued, and delete the other sheet.
    "WBK023", "second-table", Error, since "0.2.0",
    checks: [Check::Noted],
    put_right: Fill "The second table is left out; what stood on it is on Kept aside. Look which answers hold, and type them on the sheet that was issued.",
    kept_aside: "The second table is left out; what stood on it is here on Kept aside. Look which answers hold, and type them on the sheet that was issued.",
}

/// A cell with what stands in it.
type Answer<'a> = (CellRef, &'a str);

/// `counts` is the sheet that counts; `more` says how many rows beside the first are answered otherwise.
pub(in crate::rules) fn second(
    (sheet, counts): (&str, &str),
    (reference, heading): (&str, &str),
    (here, answer): Answer<'_>,
    (there, counted): (Option<CellRef>, &str),
    more: usize,
) -> Finding {
    let said = |text: &str| if text.is_empty() { "nothing".to_owned() } else { quoted(text) };
    let others = if more == 0 { String::new() } else { format!(", and {} beside", several(more, "row")) };
    let words = Words::new(
        format!(
            "the sheets {} and {} answer otherwise for {reference}{others}: {heading} is {} on the first, which counts, and {} on the other",
            quoted(counts),
            quoted(sheet),
            said(counted),
            said(answer),
        ),
        "one sheet with answers",
        answer,
        format!(
            "Bring the answers that hold together on the sheet {}, and delete the sheet {}.",
            quoted(counts),
            quoted(sheet)
        ),
    );
    Finding::at_sheet(&RULE, sheet, words)
        .about(reference)
        .beside(Some(here), &format!("{sheet}: {}", said(answer)))
        .beside(there, &format!("{counts}: {}", said(counted)))
}
