//! What may stand in a cell of closed choice.

use crate::domain::Calendar;

/// What may stand in a cell of closed choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayBe {
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of a month.
    Month,
    /// A period of the council's calendar.
    Period(Calendar),
    /// A day.
    Day,
    /// A link to a page or folder.
    Link,
    /// A whole number from the first to the last.
    WholeNumber(u32, u32),
    /// A colour as six hexadecimal digits.
    Colour,
    /// Blank, a word for how often, or periods by name.
    Frequency,
    /// Anything, but not nothing.
    Something,
}
