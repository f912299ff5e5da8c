//! What several commands' arguments share: choices of the command line, and days.
//!
//! Choices here are the command line's own; [`clap`] types stop at this room's border and become the library's.

use clap::ValueEnum;
use jiff::civil::Date;

use crate::desk::read_day;
use crate::domain::Severity;

use super::error::Error;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The severity from which findings fail the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Note,
}

/// Which of two different returns for one delivery plan to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Take {
    /// The one that was signed off later
    Newest,
}

impl FailOn {
    /// The library's severity.
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// A day as typed.
pub(super) fn day(text: Option<&str>) -> Result<Option<Date>, Error> {
    Ok(text.map(|text| read_day(text, today())).transpose()?)
}

/// The day where this computer stands.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}
