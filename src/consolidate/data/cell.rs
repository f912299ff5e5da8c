//! How a cell is written into a data file.

use crate::layout::DataKind;
use crate::workbook::text_of;

use super::super::cell::Cell;

/// A cell in a column of that kind: numbers plain, days as 2025-06-30; nothing where it holds something else.
pub(super) fn written(cell: Cell<'_>, kind: DataKind) -> String {
    match (kind, cell) {
        (DataKind::Boolean, Cell::Text(word)) => (word == "Yes").to_string(),
        (DataKind::String, Cell::Text(text) | Cell::Ref(text) | Cell::Aside(text)) => safe(&text),
        (DataKind::Figure | DataKind::String, Cell::Worded(words, _)) => safe(&words),
        (DataKind::Number | DataKind::Integer, Cell::Count(count)) => count.to_string(),
        (DataKind::String, Cell::Number(number, format)) if format.ends_with('%') => format!("{}%", number.normalize()),
        (DataKind::Figure | DataKind::String | DataKind::Number | DataKind::Integer, Cell::Number(number, _))
        | (DataKind::Number, Cell::Worded(_, Some(number))) => number.normalize().to_string(),
        (DataKind::Date, Cell::Day(day)) => day.to_string(),
        _ => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula: one that begins like one has an apostrophe in front.
fn safe(text: &str) -> String {
    let text = text_of(text);
    let is_formula = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_begins_like_a_formula(text in "[=+@\\-\t\r ＝a1.]{0,6}") {
            let written = written(Cell::text(text), DataKind::String);
            let begins = written.trim_start_matches(' ').chars().next();
            prop_assert!(!begins.is_some_and(|first| "=+-@\t\r＝＋－＠".contains(first)), "{written:?}");
        }
    }

    #[test]
    fn numbers_keep_their_sign_and_refs_their_noughts() {
        assert_eq!(written(Cell::Number("-2.50".parse().unwrap(), "".into()), DataKind::Number), "-2.5");
        assert_eq!(written(Cell::Ref("1.10".into()), DataKind::String), "1.10");
        assert_eq!(written(Cell::text(" - of a list"), DataKind::String), "' - of a list");
    }
}
