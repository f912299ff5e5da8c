//! `*` and `?` in the names of files that were typed, where the shell leaves them to the program, as Windows' own do.
//!
//! They stand for what they stand for elsewhere, without regard to capitals. What no name fits stays as it was typed, and is
//! said to be missing by whatever wanted it.

use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The words of a command, each pattern as the names that fit it, in their order.
pub(super) fn expanded(words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    words.into_iter().flat_map(of_word).collect()
}

/// Whether a path is a pattern rather than the name of something.
pub(super) fn is_pattern(path: &Path) -> bool {
    // The question mark of `\\?\C:\` is in no name.
    path.components().any(|part| matches!(part, Component::Normal(name) if has_marks(&name.to_string_lossy())))
}

fn of_word(word: OsString) -> Vec<OsString> {
    let path = Path::new(&word);
    if word.to_string_lossy().starts_with('-') || !is_pattern(path) {
        return vec![word];
    }
    let mut paths = vec![PathBuf::new()];
    for part in path.components() {
        let name = part.as_os_str().to_string_lossy();
        if matches!(part, Component::Normal(_)) && has_marks(&name) {
            paths = paths.iter().flat_map(|folder| fitting(folder, &name)).collect();
        } else {
            paths.iter_mut().for_each(|path| path.push(part));
        }
    }
    paths.retain(|path| fs::symlink_metadata(path).is_ok());
    if paths.is_empty() { vec![word] } else { paths.into_iter().map(PathBuf::into_os_string).collect() }
}

fn has_marks(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// What in a folder fits a pattern. What programs keep beside an open file is meant only by a pattern that begins so.
fn fitting(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(here) else { return Vec::new() };
    let hidden = |name: &str| [".", "~$"].iter().any(|sign| name.starts_with(sign) && !pattern.starts_with(sign));
    let mut names: Vec<OsString> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|name| name.to_str().is_some_and(|name| fits(pattern, name) && !hidden(name)))
        .collect();
    names.sort();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Whether a name fits a pattern. `*.*` is any name, as people have known it since names had three letters after the dot.
fn fits(pattern: &str, name: &str) -> bool {
    let letters = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (pattern, name) = (letters(if pattern == "*.*" { "*" } else { pattern }), letters(name));
    // Which beginnings of the name the pattern so far fits.
    let mut fits: Vec<bool> = std::iter::once(true).chain(name.iter().map(|_| false)).collect();
    for mark in pattern {
        let before = fits.clone();
        let mut reached = false;
        for (at, now) in fits.iter_mut().enumerate() {
            let one_less = at.checked_sub(1);
            let after = || one_less.and_then(|at| before.get(at)).copied().unwrap_or(false);
            reached |= before.get(at).copied().unwrap_or(false);
            *now = match mark {
                '*' => reached,
                '?' => after(),
                letter => after() && one_less.and_then(|at| name.get(at)) == Some(&letter),
            };
        }
    }
    fits.last().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_letter_by_letter_without_regard_to_capitals() {
        for (pattern, name) in [
            ("*.xlsx", "housing.xlsx"),
            ("*.xlsx", "Höfe Q1.XLSX"),
            ("h*ing*.xls?", "housing-q1.xlsx"),
            ("q?.xlsx", "Q1.xlsx"),
            ("*.*", "README"),
            ("*", "a"),
            ("**", "a"),
            ("tŷ*", "TŶ.xlsx"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("*.xlsx", "housing.xls"),
            ("q?.xlsx", "q.xlsx"),
            ("q?.xlsx", "q12.xlsx"),
            ("?", ""),
            ("[a-z].xlsx", "a.xlsx"),
            ("a*b", "ab.xlsx"),
        ] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_pattern_becomes_the_names_that_fit_and_what_fits_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("north/Q1")).unwrap();
        fs::create_dir_all(folder.path().join("south")).unwrap();
        for name in ["b.xlsx", "A.xlsx", "~$b.xlsx", ".c.xlsx", "notes.txt", "north/Q1/d.xlsx"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        let given = |pattern: &str| {
            let word = folder.path().join(pattern).into_os_string();
            let paths = expanded([word]).into_iter().map(PathBuf::from);
            paths.map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(given("*.xlsx"), ["A.xlsx", "b.xlsx"]);
        assert_eq!(given("~$*"), ["~$b.xlsx"]);
        assert_eq!(given("*/q?/*.xlsx"), ["north/Q1/d.xlsx"]);
        assert_eq!(given("*/Q1"), ["north/Q1"]);
        assert_eq!(given("*.ods"), ["*.ods"]);
        assert_eq!(given("b.xlsx"), ["b.xlsx"]);
    }

    #[test]
    fn options_and_plain_words_are_left_alone() {
        let words = ["planroll", "check", "--only", "*no such name*", "--previous=*.toml", "-", ""].map(OsString::from);
        assert_eq!(expanded(words.clone()), words);
    }
}
