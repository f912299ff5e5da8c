//! What a live check says: the words of the Check column.
//!
//! Rules and issuing take their words from here, and reading knows them all, so that a Check kept as plain text is never
//! taken for something that was typed. What follows the words (a heading, a date) is added where they are used.

use super::Issued;

impl Issued {
    /// What the live check of a row shows that is filled in and has no fault.
    pub const CHECK_DONE: &'static str = "✓";
    /// What it shows where an entry is one that no formula can read.
    pub const CHECK_ON_RETURN: &'static str = "Checked on return";
    /// What it says of a row that is only monitored, while it has no value.
    pub const CHECK_MONITOR_ONLY: &'static str = "Monitor only: give the value";
    /// What it says of a row of which nothing is ever asked.
    pub const CHECK_FOR_INFORMATION: &'static str = "For information only";
    /// A required entry is missing.
    pub const CHECK_MISSING: &'static str = "Still to fill in";
    /// A rating is not one of the scheme's.
    pub const CHECK_NOT_IN_LIST: &'static str = "Not in the list";
    /// An entry is no date.
    pub const CHECK_NOT_A_DATE: &'static str = "Not a date";
    /// An entry is no number.
    pub const CHECK_NOT_A_NUMBER: &'static str = "Not one number";
    /// An error value stands in a cell.
    pub const CHECK_ERROR: &'static str = "Shows an error";
    /// A placeholder stands in place of words.
    pub const CHECK_PLACEHOLDER: &'static str = "Says nothing yet";
    /// The deadline has passed and the rating says on track.
    pub const CHECK_OVERDUE: &'static str = "Deadline has passed, but rated on track";
    /// The rating stands for another slippage.
    pub const CHECK_SLIPPAGE: &'static str = "Rating does not fit the slippage";
    /// A completed date beside another rating.
    pub const CHECK_NOT_COMPLETE: &'static str = "Has a completed date, but is not rated";
    /// A completed date after the period.
    pub const CHECK_COMPLETED_LATER: &'static str = "Completed date is after";
    /// A revised deadline that is no later than the deadline.
    pub const CHECK_NOT_LATER: &'static str = "Revised deadline is not after the deadline";
    /// A revised deadline that has passed.
    pub const CHECK_REVISED_PASSED: &'static str = "Revised deadline has passed";
    /// A revised deadline of a complete action.
    pub const CHECK_NOT_NEEDED: &'static str = "Complete: clear the revised deadline";
    /// A percentage out by a factor of a hundred.
    pub const CHECK_SCALE: &'static str = "Value looks 100 times too";
    /// A value outside what its unit allows.
    pub const CHECK_OUT_OF_RANGE: &'static str = "Value must be";
    /// A rating that is not the band's.
    pub const CHECK_OUTSIDE_BAND: &'static str = "Rating is not the tolerance's: change it or say why";

    /// Whether a text is what a Check cell says of a row that has a fault.
    pub fn is_fault(text: &str) -> bool {
        !text.is_empty() && !Self::CHECKS_WITHOUT_FAULT.contains(&text)
    }

    /// What a Check cell can say of a row without a fault, or of one that is not known to have any.
    pub const CHECKS_WITHOUT_FAULT: [&'static str; 4] =
        [Self::CHECK_DONE, Self::CHECK_ON_RETURN, Self::CHECK_MONITOR_ONLY, Self::CHECK_FOR_INFORMATION];

    /// Whether a text is what a Check cell says in a return that nobody typed into: all that this crate writes there, and
    /// what its earlier versions wrote.
    pub fn is_check(text: &str) -> bool {
        /// What earlier versions wrote.
        const EARLIER: [&str; 2] = ["Filled in", "Not due this period"];
        /// Texts that something may follow.
        const BEGINNINGS: [&str; 16] = [
            Issued::CHECK_MISSING,
            Issued::CHECK_NOT_IN_LIST,
            Issued::CHECK_NOT_A_DATE,
            Issued::CHECK_NOT_A_NUMBER,
            Issued::CHECK_ERROR,
            Issued::CHECK_PLACEHOLDER,
            Issued::CHECK_OVERDUE,
            Issued::CHECK_SLIPPAGE,
            Issued::CHECK_NOT_COMPLETE,
            Issued::CHECK_COMPLETED_LATER,
            Issued::CHECK_NOT_LATER,
            Issued::CHECK_REVISED_PASSED,
            Issued::CHECK_NOT_NEEDED,
            Issued::CHECK_SCALE,
            Issued::CHECK_OUT_OF_RANGE,
            Issued::CHECK_OUTSIDE_BAND,
        ];
        Self::CHECKS_WITHOUT_FAULT.contains(&text)
            || EARLIER.contains(&text)
            || BEGINNINGS.iter().any(|words| text.starts_with(words))
    }
}
