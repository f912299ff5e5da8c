//! The commands that are printed to be pasted, each on a line of its own.

use crate::domain::{command, path_word};
use crate::report::plain;

/// The command that checks what these words name.
pub(super) fn check(words: &[String]) -> String {
    plain(&command(["planroll", "check"].into_iter().chain(words.iter().map(String::as_str))))
}

/// The command that shows what was found in a plan workbook by itself.
pub(super) fn check_of_plan(path: &str) -> String {
    check(&["--plan".to_owned(), path_word(path)])
}

/// The command that does something with one file or folder.
pub(super) fn of_path(name: &str, path: &str) -> String {
    plain(&command(["planroll", name, &path_word(path)]))
}
