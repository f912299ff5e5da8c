//! What a cell of the data holds, and how it is written.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::workbook::text_of;

use super::super::content::Content;

/// What a column holds, in the words of a Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DataKind {
    Text,
    Number,
    Integer,
    Boolean,
    Day,
}

impl DataKind {
    /// The type of the field.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Day => "date",
        }
    }
}

/// What one cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DataCell {
    Blank,
    Text(String),
    Number(Decimal),
    Boolean(bool),
    Day(Date),
}

impl DataCell {
    /// Text, or nothing where there is none.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// Text that may be there.
    pub(super) fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    /// What a cell of a data sheet says.
    pub(super) fn of(content: Content<'_>) -> Self {
        match content {
            Content::Blank => Self::Blank,
            Content::Text(text) | Content::Ref(text) => Self::text(text),
            Content::Count(count) => Self::Number(count.into()),
            Content::Number(number, _) => Self::Number(number),
            Content::Percentage(share, _) => Self::Number(share.value()),
            Content::Live(_, result) => Self::of(*result),
            Content::Day(day) => Self::Day(day),
        }
    }

    /// As it stands in the file: numbers plain, days as 2025-06-30.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => safe(text),
            Self::Number(number) => number.normalize().to_string(),
            Self::Boolean(yes) => yes.to_string(),
            Self::Day(day) => day.to_string(),
        }
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
            let written = DataCell::text(text).written();
            let begins = written.trim_start_matches(' ').chars().next();
            prop_assert!(!begins.is_some_and(|first| "=+-@\t\r＝＋－＠".contains(first)), "{written:?}");
        }
    }

    #[test]
    fn numbers_keep_their_sign_and_refs_their_noughts() {
        assert_eq!(DataCell::Number("-2.50".parse().unwrap()).written(), "-2.5");
        assert_eq!(DataCell::text("1.10").written(), "1.10");
        assert_eq!(DataCell::text(" - of a list").written(), "' - of a list");
    }
}
