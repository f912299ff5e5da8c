//! What a number format shows of a time: a value of hours and minutes is read only where a person sees exactly those two.

use serde::{Deserialize, Serialize};

/// What a format shows of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeParts {
    /// Hours and minutes, and nothing else.
    HoursMinutes,
    /// Minutes and seconds, and nothing else.
    MinutesSeconds,
    /// Anything else, or what nothing tells.
    Other,
}

impl TimeParts {
    /// What a format of these letters shows: the letters of its code in their order, in lower case.
    pub(super) fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut letters: Vec<char> = letters.collect();
        letters.dedup();
        match letters.as_slice() {
            ['h', ':', 'm'] => Self::HoursMinutes,
            ['m', ':', 's'] => Self::MinutesSeconds,
            _ => Self::Other,
        }
    }
}
