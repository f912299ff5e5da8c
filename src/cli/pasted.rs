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

/// A text with a command over files by the names they go by, over the same files where they are.
pub(super) fn over_paths<'n>(text: &str, names: impl IntoIterator<Item = (&'n str, String)>) -> String {
    names.into_iter().fold(text.to_owned(), |text, (name, path)| {
        let [name, path] = [name, &path].map(|word| plain(&command([path_word(word).as_str()])));
        let text = text.replace(&format!("--from {name}`"), &format!("--from {path}`"));
        text.replace(&format!("`planroll issue {name} "), &format!("`planroll issue {path} "))
    })
}

/// The command that does something with one file or folder.
pub(super) fn of_path(name: &str, path: &str) -> String {
    plain(&command(["planroll", name, &path_word(path)]))
}
