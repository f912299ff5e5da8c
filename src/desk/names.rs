//! What files are called: which of them a search takes by their names, and how those are named that are made.

use crate::domain::{Period, slug};

/// Endings of the workbooks that a folder is searched for.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods"];
/// The longest beginning of a file name, in bytes, that leaves room for its ending on every system.
const LONGEST_STEM: usize = 200;

/// What a file of a folder is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A workbook, which is looked at.
    Workbook,
    /// Something else, which is left out for this reason, in words without a full stop.
    LeftOut(&'static str),
    /// What the system leaves in every folder, which is no news to anybody.
    OfSystem,
}

impl Named {
    /// What the file of that name is, its folder left away.
    pub fn of(name: &str) -> Self {
        let is_lock = name.starts_with(".~lock");
        if !is_lock && !ENDINGS.contains(&ending(name).as_str()) {
            return if is_of_system(name) { Self::OfSystem } else { Self::LeftOut(no_workbook(name)) };
        }
        if is_lock || name.starts_with("~$") {
            Self::LeftOut("a lock file, left while the workbook is open")
        } else if name.starts_with("._") {
            Self::LeftOut("a companion file of macOS, not a workbook")
        } else {
            Self::Workbook
        }
    }
}

/// What follows the last full stop of a name, in small letters; nothing where that is its first letter.
pub fn ending(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    ending.map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Why a file is not looked at that does not end as a workbook does.
fn no_workbook(name: &str) -> &'static str {
    match ending(name).as_str() {
        "" => "its name has no ending; a return ends in .xlsx",
        "zip" | "7z" | "rar" | "gz" => "an archive; take the return out of it",
        "eml" | "msg" => "an e-mail; save the return that is attached to it",
        "csv" | "tsv" | "txt" => "text, not a workbook; ask for the return itself",
        "numbers" => "an Apple Numbers file; ask for the return as .xlsx",
        "fods" => "a flat OpenDocument spreadsheet; save it as .xlsx",
        ending if ENDINGS.contains(&ending.trim()) => "its name ends in a space; take the space out",
        _ => "not a workbook by its name; a return ends in .xlsx",
    }
}

/// Whether every folder that somebody looked at may have such a file.
fn is_of_system(name: &str) -> bool {
    name.starts_with('.') || ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str())
}

/// The name of a consolidated workbook, without its ending, where none is given: as returns are named.
pub fn consolidated_name(title: &str, period: Period) -> String {
    let name = if title.trim().is_empty() { "consolidated".to_owned() } else { slug(title) };
    format!("{name}-{}", period.slug())
}

/// The name of the marked copy of a file: that of the file without its ending, and without what marks it as a copy itself.
/// `number` is 1, and more where that name is taken.
pub fn copy_name(name: &str, number: u32) -> String {
    let stem = copy_stem(name);
    match number {
        1 => format!("{stem}.checked.xlsx"),
        number => format!("{stem}.checked-{number}.xlsx"),
    }
}

fn copy_stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    let whole = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(name, |(stem, _)| stem);
    let is_number =
        |tail: &str| tail.is_empty() || tail.strip_prefix('-').is_some_and(|rest| rest.parse::<u32>().is_ok());
    let plain = match whole.rsplit_once(".checked") {
        Some((before, tail)) if is_number(tail) && !before.is_empty() => before,
        Some(_) | None => whole,
    };
    let end = plain.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= LONGEST_STEM);
    plain.get(..end.last().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_a_copy_is_named_after_the_first() {
        for (source, wanted) in [
            ("returns/housing.xlsx", "housing"),
            ("housing.checked.xlsx", "housing"),
            ("housing.checked-12.xlsx", "housing"),
            ("housing.checked-now.xlsx", "housing.checked-now"),
            (".checked.xlsx", ".checked"),
            ("no-ending", "no-ending"),
        ] {
            assert_eq!(copy_name(source, 1), format!("{wanted}.checked.xlsx"), "{source}");
            assert_eq!(copy_name(source, 3), format!("{wanted}.checked-3.xlsx"), "{source}");
        }
        assert!(copy_stem(&format!("{}.xlsx", "é".repeat(200))).len() <= LONGEST_STEM);
    }

    #[test]
    fn workbooks_are_looked_at_and_everything_else_is_left_out_for_a_reason() {
        for name in ["c.xlsx", "a.XLSM", "z.ods", "y.xls", "Q1 (final).v2.xlsb"] {
            assert_eq!(Named::of(name), Named::Workbook, "{name}");
        }
        for name in [".DS_Store", "Thumbs.db", "desktop.ini"] {
            assert_eq!(Named::of(name), Named::OfSystem, "{name}");
        }
        for (name, why) in [
            ("~$c.xlsx", "lock file"),
            (".~lock.c.xlsx#", "lock file"),
            ("._c.xlsx", "macOS"),
            ("housing.xlsx ", "a space"),
            ("README", "no ending"),
            ("returns.zip", "archive"),
            ("RE return.msg", "e-mail"),
        ] {
            let Named::LeftOut(said) = Named::of(name) else { panic!("{name}") };
            assert!(said.contains(why), "{name}: {said}");
        }
    }
}
