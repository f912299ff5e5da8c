//! What a cell of a marked copy holds is what was typed, in a format in which every program takes it for that.

use super::*;
use crate::grid::Shown;

/// The cells of a row of the Actions sheet that were typed.
fn typed_cells(marked: &Marked, index: usize) -> Vec<Cell> {
    let row = &marked.after.actions.as_ref().unwrap().rows[index];
    let places = row.slots().filter_map(|(_, slot)| slot.at());
    places.filter_map(|at| sheet(&marked.book, "Actions").get(at).cloned()).collect()
}

/// What the Check of a row shows as long as no program calculates it.
fn check(marked: &Marked, index: usize) -> String {
    let row = &lines(&marked.book, "Actions")[index + 3];
    row.rsplit(" | ").nth(1).unwrap().to_owned()
}

#[test]
fn a_logical_value_stays_one_whatever_belongs_in_its_cell() {
    let marked = marked(
        "
| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | 31/03/2026 | logical TRUE | logical TRUE | logical FALSE | logical TRUE |

| Indicators | Ref | Unit | Target | Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|
| | I1 | % | 93 | 91 | logical TRUE | Amber | Nearly. |
",
    );
    let value = marked.after.indicators.as_ref().unwrap().rows[0].value.at.unwrap();
    let cells = typed_cells(&marked, 0);
    assert_eq!(cells.len(), 4);
    for cell in cells.iter().chain(sheet(&marked.book, "Indicators").get(value)) {
        assert!(matches!(cell.value, Some(Value::Bool(_))), "{cell:?}");
        assert_eq!(cell.shown, Shown::General, "LibreOffice takes it for a number otherwise: {cell:?}");
    }
    assert_eq!(check(&marked, 0), "Not in the list: Rating");
}

#[test]
fn the_word_true_and_texts_that_only_look_like_something_else_stay_text_in_the_format_of_their_column() {
    let marked = marked(
        "
| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | 31/03/2026 | 'TRUE | 'TRUE | 'TRUE | 'TRUE |
| | 1.2 | 31/03/2026 | '=A1 | '#REF! | '45838 | ''Tis late |
",
    );
    for (index, texts) in [["TRUE"; 4], ["=A1", "#REF!", "45838", "'Tis late"]].iter().enumerate() {
        let cells = typed_cells(&marked, index);
        assert_eq!(cells.iter().map(Cell::as_shown).collect::<Vec<_>>(), texts);
        assert!(cells.iter().all(|cell| matches!(cell.value, Some(Value::Text(_))) && cell.formula.is_none()));
        assert_eq!(cells[2].shown, Shown::Text, "a revised deadline is typed as text");
    }
}

#[test]
fn a_bare_number_means_the_same_day_although_the_copy_counts_from_1900() {
    let text = "
| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|
| | 1.1 | 30/06/2025 | Complete | number 44361 | | Done. |
| | 1.2 | 30/06/2025 | Amber | | number 44468.5 | Later. |
| | 1.3 | 30/06/2025 | Amber | | number 2026 | Number 44468. |
";
    let from_1904 =
        format!("{text}\n| Change | Do | Where | What |\n|---|---|---|---|\n| | count dates from 1904 | | |\n");
    let in_copy = |text: &str| {
        let marked = marked(text);
        let entries = |part: &Return| -> Vec<_> {
            let rows = part.actions.as_ref().unwrap().rows.iter();
            rows.map(|row| (row.completed.entry.clone(), row.revised.entry.clone())).collect()
        };
        assert_eq!(entries(&marked.before), entries(&marked.after));
        marked.after.actions.as_ref().unwrap().rows[0].completed.typed.to_string()
    };
    assert_eq!(in_copy(&from_1904), "45823");
    assert_eq!(in_copy(text), "44361");
}
