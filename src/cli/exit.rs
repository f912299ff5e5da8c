//! How a run of the program ended, as the shell sees it.
//!
//! Three statuses and no more, so that a script can tell "nothing wrong", "something was found" and "it could not be
//! done" apart.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0: done, and nothing found at the severity that fails.
    Done,
    /// 1: done, and something found at or above the severity that fails; or refused because of what was found.
    Findings,
    /// 2: it could not be done: wrong arguments, no such file, an unreadable plan workbook, a full disk.
    Failed,
}

impl Exit {
    /// [`Exit::Findings`] where something was found, else [`Exit::Done`].
    pub(super) fn found(found: bool) -> Self {
        if found { Self::Findings } else { Self::Done }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}
