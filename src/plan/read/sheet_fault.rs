//! What can be wrong with the sheets of a plan workbook, with their headings, and with cells of closed choice.

use crate::domain::{Calendar, Kind, Period};
use crate::grid::CellRef;

use super::may_be::MayBe;

/// What can be wrong with a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetFault {
    /// There is none of that name.
    Missing {
        /// The name that it should have.
        sheet: String,
        /// Another sheet that would do instead.
        or: Option<String>,
    },
    /// No row of it is filled in.
    WithoutRows {
        /// What each row of it would be, by its layout name.
        sheet: String,
    },
    /// The Ratings sheet has no rating for these rows.
    WithoutRatings {
        /// The rows that have none.
        of: Kind,
    },
}

/// What can be wrong with a heading.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnFault {
    /// The sheet has no row of headings.
    HeadingsMissing {
        /// The headings that it must have.
        headings: Vec<String>,
    },
    /// A heading that the sheet must have is not there.
    Missing {
        /// The heading.
        heading: String,
    },
    /// The same heading stands twice; the first was read.
    Twice {
        /// The heading.
        heading: String,
        /// Where it stands first.
        first: CellRef,
    },
    /// A further column has a heading that the return gives to a column of its own.
    Taken {
        /// The heading.
        heading: String,
    },
}

/// What can be wrong with a setting or another cell of closed choice.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingFault {
    /// It holds none of the values that may stand there.
    Invalid {
        /// The setting or the heading of the column.
        what: String,
        /// What may stand there.
        may_be: MayBe,
    },
    /// The same setting twice; the first was read.
    Twice {
        /// Where it stands first.
        first: CellRef,
    },
    /// No period on the Settings sheet, and none asked for.
    PeriodMissing {
        /// How the council reports.
        calendar: Calendar,
    },
    /// The period asked for on the command line is none of this plan's.
    PeriodArgument {
        /// How the council reports.
        calendar: Calendar,
    },
    /// The period is written as in a council whose year starts in another month; it is taken by its first year.
    PeriodOfOtherYear {
        /// The period that was taken.
        taken: Period,
    },
}
