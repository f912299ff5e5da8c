//! The first errors of a quarter by name, for the terminal: they are named rather than only counted, because a figure without a cell helps nobody.

use std::fmt::Write as _;

use crate::collection::Collection;
use crate::report::brief;

use super::columns::left_of;
use super::wrap::wrapped;

/// How many errors are named.
const MOST: usize = 5;

/// The first few errors that stand, one below the other, and how many more there are; `width` characters wide at most.
/// Files that were rejected come first, then the returns, then the plan workbook.
pub(crate) fn first_errors(collection: &Collection<'_>, width: usize) -> String {
    let errors = collection.standing_errors();
    let all: Vec<_> = errors.of_rejected.into_iter().chain(errors.in_returns).chain(errors.in_plan).collect();
    let mut out = String::new();
    // Writing to a string cannot fail, here and below.
    let (first, more) = all.split_at(all.len().min(MOST));
    for finding in first {
        let _ = writeln!(out, "  {}", wrapped(&brief(finding), left_of(width, 2), 4));
    }
    if !more.is_empty() {
        let _ = writeln!(out, "  … and {} more", more.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::reasons;
    use crate::trial::{cases, with_collection};

    const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |
| | Without return | 2 |

| Delivery plans | Code | Delivery plan |
|---|---|---|
| | housing | Housing |
| | leisure | Leisure |

| Actions | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 1.1 | housing | 31/05/2025 | Green | |
| | 1.2 | housing | 31/03/2026 | Purple | |

| Actions @2 | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 2.1 | leisure | 31/03/2026 | Green | |
";

    #[test]
    fn a_missing_return_is_said_once_and_is_no_error_as_well() {
        let case = cases(QUARTER).remove(0);
        with_collection(&case, |collection| {
            let why = collection.provisional();
            assert_eq!(why.missing, ["leisure"]);
            assert_eq!(why.errors_in_returns + 1, collection.totals().error);
            let said = reasons(&why);
            let expected = format!("1 return is missing (leisure); {} errors in the returns", why.errors_in_returns);
            assert_eq!(said, expected);
            assert!(!first_errors(collection, 80).contains("RET001"));
        });
    }

    #[test]
    fn errors_are_named_by_file_sheet_and_cell_within_the_width() {
        let case = cases(QUARTER).remove(0);
        with_collection(&case, |collection| {
            let named = first_errors(collection, 80);
            assert!(named.contains("return-1.xlsx:Actions!") && named.contains(" RAT005: "), "{named}");
            assert!(named.lines().all(|line| line.chars().count() <= 80), "{named}");
        });
    }

    #[test]
    fn of_many_errors_five_are_named_and_the_others_counted() {
        let mut text = QUARTER.to_owned();
        let rows: String = (1..=6).map(|n| format!("| | 3.{n} | housing | 31/05/2025 | Green | |\n")).collect();
        text = text.replacen("| | 1.2 |", &format!("{rows}| | 1.2 |"), 1);
        let case = cases(&text).remove(0);
        with_collection(&case, |collection| {
            let named = first_errors(collection, 1000);
            let more = collection.provisional().errors_in_returns - MOST;
            assert_eq!(named.lines().count(), MOST + 1);
            assert!(named.ends_with(&format!("  … and {more} more\n")), "{named}");
        });
    }
}
