//! How a quarter stands, for the terminal: provisional or complete, why, and the first of its errors by name.
//!
//! What is counted here is what the consolidated workbook's Contents sheet counts: a missing return is a missing return
//! and not an error as well. Errors are named rather than only counted, because a figure without a cell helps nobody.

use std::fmt::Write as _;

use crate::collection::{Collection, Provisional};
use crate::report::{brief, counted, plain};

use super::columns::left_of;
use super::wrap::wrapped;

/// How many errors are named.
const MOST: usize = 5;

/// Why figures are provisional, in one line without a full stop; empty where they are not.
pub(crate) fn reasons(why: &Provisional) -> String {
    let listed = |codes: &[String], noun: &str, is: [&str; 2]| {
        let names = codes.iter().map(|code| plain(code)).collect::<Vec<_>>().join(", ");
        let [one, several] = is;
        let verb = if codes.len() == 1 { one } else { several };
        (!codes.is_empty()).then(|| format!("{} {verb} ({names})", counted(codes.len(), noun)))
    };
    let errors = |count: usize, place: &str| (count > 0).then(|| format!("{} in {place}", counted(count, "error")));
    [
        listed(&why.missing, "return", ["is missing", "are missing"]),
        listed(&why.duplicated, "delivery plan", ["has several different returns", "have several different returns"]),
        listed(&why.rejected, "file", ["is rejected", "are rejected"]),
        errors(why.errors_in_returns, "the returns"),
        errors(why.errors_in_plan, "the plan workbook"),
        (why.without_rows > 0)
            .then(|| format!("{} issued without rows of the plan", counted(why.without_rows, "return"))),
        not_answered(why.unanswered),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("; ")
}

/// The rows that are not answered though no error says so.
fn not_answered(rows: usize) -> Option<String> {
    let verb = if rows == 1 { "is" } else { "are" };
    (rows > 0).then(|| format!("{} that must be rated {verb} not", counted(rows, "row")))
}

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

/// What else was found: `There are also 3 warnings and 1 note. 2 findings are waived.`; empty where there is nothing.
pub(crate) fn the_rest(collection: &Collection<'_>) -> String {
    let totals = collection.totals();
    let lesser: Vec<String> = [(totals.warning, "warning"), (totals.note, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let verb = if totals.warning == 1 || (totals.warning == 0 && totals.note == 1) { "is" } else { "are" };
    let also = if totals.error > 0 { " also" } else { "" };
    let lesser = (!lesser.is_empty()).then(|| format!("There {verb}{also} {}.", lesser.join(" and ")));
    let waived = (totals.waived > 0).then(|| {
        let verb = if totals.waived == 1 { "is" } else { "are" };
        format!("{} {verb} waived.", counted(totals.waived, "finding"))
    });
    lesser.into_iter().chain(waived).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
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
