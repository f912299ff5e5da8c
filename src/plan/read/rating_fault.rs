//! What can be wrong with a rating on the Ratings sheet: its word, and the slippage that it stands for.
//!
//! Like every fault it carries the values that its message needs, and nothing worded.

use crate::domain::{Kind, WindowFault};

/// What can be wrong with the slippage of a rating.
#[derive(Debug, Clone, PartialEq)]
pub enum SlippageFault {
    /// It cannot be read.
    Unreadable {
        /// The heading of its column.
        heading: String,
    },
    /// It has not started.
    NotStarted,
    /// The windows of the action ratings do not join.
    Windows(WindowFault),
}

/// What can be wrong with a word that is to mean a rating.
#[derive(Debug, Clone, PartialEq)]
pub enum RatingFault {
    /// A rating, symbol or other accepted word that means two ratings of one kind.
    Twice {
        /// The word or symbol.
        word: String,
        /// The rating that has it already.
        rating: String,
        /// Actions or indicators.
        of: Kind,
    },
    /// A rating called what the consolidated workbook calls a row without one.
    Reserved {
        /// The word.
        word: String,
    },
}
