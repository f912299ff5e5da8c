//! A cell as it stands in a sheet's part, before anything is made of it.

use std::borrow::Cow;

use super::CellRef;

/// A cell as it stands in the part.
pub(super) struct Raw<'a> {
    pub(super) at: CellRef,
    pub(super) style: usize,
    pub(super) kind: Kind,
    /// With whether references are still to be resolved in it.
    pub(super) formula: Option<(Cow<'a, str>, bool)>,
    pub(super) value: Option<Cow<'a, str>>,
    pub(super) inline: Option<Cow<'a, str>>,
    /// Whether a picture or a data type stands in it.
    pub(super) is_rich: bool,
}

/// The type a cell says it has (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Shared,
    /// A formula's text, an inline text, or a type that is not known.
    Text,
    Bool,
    Error,
    Date,
}

impl Raw<'_> {
    /// A cell of which nothing is known but where it should be.
    pub(super) fn at(at: CellRef) -> Self {
        Self { at, style: 0, kind: Kind::Number, formula: None, value: None, inline: None, is_rich: false }
    }
}

impl Kind {
    /// What a cell says that it is.
    pub(super) fn of(value: &str) -> Self {
        match value.trim_ascii() {
            "n" => Self::Number,
            "s" => Self::Shared,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Text,
        }
    }
}

/// The place of a text in the list of texts.
pub(super) fn shared_number(raw: &str) -> Option<usize> {
    let number = raw.trim_ascii();
    // Rust would take a plus sign here, which no place has.
    number.parse().ok().filter(|_| number.bytes().all(|digit| digit.is_ascii_digit()))
}
