//! A formula where an entry is expected.

use crate::rules::{CellView, Check, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Entry cells are meant for typed entries. Where a formula stands in one, its result is used as it was when the
    /// workbook was last saved.
    ///
    /// # Why it matters
    /// A formula that looks at another workbook shows something else when that one changes or is not at hand.
    ///
    /// # Rejected
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | =45+46 -> 91 | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    ///
    /// # What to do
    /// Nothing, if the result is right; otherwise type the figure itself.
    "CEL006", "formula-in-entry", Note, since "0.1.0",
    checks: [Check::Cell(check)],
    yields_to: [cells::formula_without_value],
    put_right: Nothing "The formula's result stands in this copy as an entry. Nothing is left to do if it is right.",
}

fn check(cell: &CellView<'_>, out: &mut Findings) {
    // What cannot be read has a finding of its own, and no result that could be used.
    if !cell.formula || cell.unreadable.is_some() {
        return;
    }
    let words = Words {
        message: format!("a formula stands in {}; its result {} is used", cell.heading, quoted(cell.typed)),
        expected: "the entry itself".to_owned(),
        found: cell.typed.to_owned(),
        help: "Nothing, if the result is right; otherwise type the entry itself.".to_owned(),
    };
    out.push(cell.finding(&RULE, words));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn a_row_with_a_formula_without_result_is_told_once() {
        let text = "
            | Indicators | Ref | Unit | Target | Value | Rating | Commentary |
            |---|---|---|---|---|---|---|
            | | E1 | number | 90 | =45+46 | Green | =B1 -> On time. |";
        let found = findings(&cases(text)[0], "CEL");
        let codes: Vec<&str> = found.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes, ["CEL005"]);
    }
}
