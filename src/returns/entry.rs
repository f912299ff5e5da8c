//! One entry cell: blank, given or unreadable, always with its place and what was typed.
//!
//! The types make it impossible to take an unreadable cell for a blank one, or to lose where it stands.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{NotADate, NotANumber, SharedText, is_not_applicable};
use crate::grid::{CellRef, Runs};

/// One entry cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot<T> {
    /// The cell; `None` where its column is gone.
    pub at: Option<CellRef>,
    /// What it holds.
    pub entry: Entry<T>,
    /// What was typed, as shown.
    pub typed: SharedText,
    /// Whether a formula stands in it.
    pub formula: bool,
}

/// What an entry cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<T> {
    /// Nothing.
    Blank,
    /// Something that can be read.
    Given(T),
    /// Something that cannot.
    Unreadable(Box<Unreadable>),
}

/// Why an entry cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a date.
    Date(NotADate),
    /// A date more than ten years from the period.
    DateImplausible(Date),
    /// Not a number.
    Number(NotANumber),
    /// A word that is not in the rating scheme; the nearest that is.
    Rating {
        /// The nearest rating, where one is near.
        nearest: Option<String>,
    },
    /// A word that is none of the list that the column has.
    NotListed,
    /// None of the answers that a column of the plan's own takes.
    NoAnswer,
    /// An error value such as `#REF!`.
    Error(String),
    /// A picture or a data type, which older programs show as an error.
    Rich,
    /// A formula with no stored result.
    NoResult,
    /// A part of it is crossed out, raised or lowered.
    Formatting(Runs),
    /// The cell lies under a merged one.
    Covered,
}

/// A date that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateGiven {
    /// The day it resolves to.
    pub day: Date,
    /// Why it could mean another day.
    pub doubt: Option<DateDoubt>,
}

/// Why a date could mean another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateDoubt {
    /// Numbers that could be read month first.
    DayOrMonth,
    /// A bare serial number.
    SerialNumber,
    /// A weekday in front that is not that day's.
    Weekday,
}

/// A number that was given, in the unit's own terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The number: 92 for 92%.
    pub value: Decimal,
    /// Whether the cell has a percent format, or a percent sign was typed.
    pub percent: bool,
    /// Whether the number is one cell number with a percent format (not text).
    pub percent_cell: bool,
    /// The decimal places that its cell shows.
    pub places: u32,
}

/// What stands in a Value cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueGiven {
    /// A number.
    Number(Quantity),
    /// Words, of an indicator whose unit is words.
    Words(SharedText),
    /// A reason for there being none.
    Reason(Reason),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is not due this period.
    NotDue,
    /// It cannot be had.
    NotAvailable,
    /// It is on its way.
    Awaited,
}

impl ValueGiven {
    /// The figure, where it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::Words(_) | Self::Reason(_) => None,
        }
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        self.quantity().map(|quantity| quantity.value)
    }
}

impl Reason {
    /// The words of the list.
    pub const WORDS: [&'static str; 3] = ["Not due", "Not available", "Awaited"];

    /// Reads one of the words, ignoring case and spaces. What does not apply is not available.
    pub fn parse(text: &str) -> Option<Self> {
        match crate::domain::key(text).as_str() {
            "not due" => Some(Self::NotDue),
            "not available" => Some(Self::NotAvailable),
            "awaited" => Some(Self::Awaited),
            _ if is_not_applicable(text) => Some(Self::NotAvailable),
            _ => None,
        }
    }

    /// The word of the list.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotDue => "Not due",
            Self::NotAvailable => "Not available",
            Self::Awaited => "Awaited",
        }
    }
}

impl<T> Slot<T> {
    /// What was given, where it can be read.
    pub fn given(&self) -> Option<&T> {
        match &self.entry {
            Entry::Given(value) => Some(value),
            Entry::Blank | Entry::Unreadable(_) => None,
        }
    }

    /// Why it cannot be read, where it cannot.
    pub fn unreadable(&self) -> Option<&Unreadable> {
        match &self.entry {
            Entry::Unreadable(why) => Some(why),
            Entry::Blank | Entry::Given(_) => None,
        }
    }

    /// The blank cell: where the column is there and nothing is in it. This is what "missing" rules point at.
    pub fn blank_at(&self) -> Option<CellRef> {
        matches!(self.entry, Entry::Blank).then_some(self.at).flatten()
    }

    /// The cell of what was given, with it.
    pub fn given_at(&self) -> Option<(CellRef, &T)> {
        Some((self.at?, self.given()?))
    }

    /// Whether nothing was typed, or the column is gone.
    pub fn is_empty(&self) -> bool {
        matches!(self.entry, Entry::Blank)
    }

    /// Whether rules that need this entry can run: its column is there and what stands in it can be read.
    pub fn is_readable(&self) -> bool {
        self.at.is_some() && !matches!(self.entry, Entry::Unreadable(_))
    }
}
