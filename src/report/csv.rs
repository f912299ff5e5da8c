//! Findings as comma-separated values, one to a row, for a spreadsheet: opened by a double click, it is a list to
//! filter and to tick off.
//!
//! The file begins with a byte order mark and its lines end as Excel ends them. What people typed must stay what they
//! typed: a text that a spreadsheet would take for a formula, or for another number or date than it says (1.10 for 1.1),
//! gets an apostrophe in front, which is no part of it.

use crate::rules::{Family, Finding};

use super::checked::{CheckReport, FileReport};
use super::concise::paths;
use super::plain::plain;

/// The headings, in order: other people's scripts rely on them.
const HEADINGS: [&str; 14] = [
    "file",
    "plan",
    "period",
    "severity",
    "code",
    "name",
    "sheet",
    "cell",
    "ref",
    "message",
    "found",
    "expected",
    "help",
    "waived by",
];
/// The most characters that a cell of a spreadsheet holds, less the apostrophe and an ellipsis.
const LONGEST: usize = 32_765;

/// Every finding of every file, one to a row, waived ones too, below a row of headings.
///
/// # Errors
/// Only where a row cannot be put into memory, which no report can bring about.
pub fn check_csv(report: &CheckReport<'_>) -> Result<String, ::csv::Error> {
    let of_files =
        report.files.iter().flat_map(|file| file.findings.iter().map(move |finding| row(Some(file), finding)));
    let of_file = |finding: &Finding| report.files.iter().find(|file| file.path == finding.path);
    let across = report.across.iter().map(|finding| row(of_file(finding), finding));
    csv_for_excel(&HEADINGS, of_files.chain(across))
}

/// Rows below their headings, with a byte order mark and Excel's line ends.
pub(crate) fn csv_for_excel<const N: usize>(
    headings: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes)))
}

fn row(file: Option<&FileReport<'_>>, finding: &Finding) -> [String; HEADINGS.len()] {
    let words = &finding.words;
    let cell = finding.place.cell().filter(|_| finding.rule.family != Family::Across);
    let cell = cell.map(|at| at.to_string()).unwrap_or_default();
    [
        &paths(finding),
        file.and_then(|file| file.plan).unwrap_or_default(),
        file.and_then(|file| file.period.as_deref()).unwrap_or_default(),
        finding.severity.word(),
        finding.rule.code,
        finding.rule.name,
        finding.place.sheet().unwrap_or_default(),
        &cell,
        finding.reference.as_deref().unwrap_or_default(),
        &words.message,
        &words.found,
        &words.expected,
        &words.help,
        finding.waived_by.as_deref().unwrap_or_default(),
    ]
    .map(as_typed)
}

/// A text as a spreadsheet must be given it to show just that text, on one line.
pub fn as_typed(text: &str) -> String {
    let mut text = plain(text);
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    let begun = text.trim_start();
    let begins_a_formula = begun.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if (begins_a_formula && !is_number(begun)) || is_changed(begun.trim_end()) { format!("'{text}") } else { text }
}

/// Whether a text is a number and nothing else, which computes nothing.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, places].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a spreadsheet would show another number or a date in the place of a text.
fn is_changed(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    if is_number(text) {
        let padded = digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let shortened = digits.contains('.') && digits.ends_with('0');
        return padded || shortened || digits.bytes().filter(u8::is_ascii_digit).count() > 15;
    }
    let is_power = |(number, power): (&str, &str)| is_number(number) && is_number(power.trim_start_matches(['+', '-']));
    if text.split_once(['e', 'E']).is_some_and(is_power) {
        return true;
    }
    let parts: Vec<&str> = text.split(['-', '/', ':']).collect();
    let has_month = parts.iter().any(|part| part.parse().is_ok_and(|month: u8| (1..=12).contains(&month)));
    let is_of_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    parts.len() > 1 && is_of_digits && (has_month || text.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;
    use crate::rules::{Words, find_rule};
    use proptest::prelude::*;

    fn finding(found: &str) -> Finding {
        let words = Words {
            message: format!("“{found}” is not one of the ratings"),
            expected: "Green, Amber or Red".to_owned(),
            found: found.to_owned(),
            help: "Choose one.".to_owned(),
        };
        let at = CellRef { row: 13, col: 7 };
        let mut finding = Finding::at_cell(find_rule("RAT002").unwrap(), "Actions", at, words).about("1.10");
        finding.path = "returns/housing.xlsx".to_owned();
        finding
    }

    fn csv_of(findings: &[Finding]) -> String {
        let file = FileReport {
            path: "returns/housing.xlsx",
            sha256: "",
            plan: Some("housing"),
            period: Some("2025-26 Q1".to_owned()),
            actions: 1,
            indicators: 0,
            findings,
        };
        check_csv(&CheckReport { files: vec![file], ..CheckReport::default() }).unwrap()
    }

    #[test]
    fn headings_and_rows_are_as_agreed_with_a_byte_order_mark_and_excels_line_ends() {
        let mut waived = finding("Amberr");
        waived.waived_by = Some("Head of Policy: agreed, in \"June\"".to_owned());
        let expected = "\u{FEFF}file,plan,period,severity,code,name,sheet,cell,ref,message,found,expected,help,waived by\r\n\
            returns/housing.xlsx,housing,2025-26 Q1,error,RAT002,rating-unknown,Actions,H14,'1.10,\
            “Amberr” is not one of the ratings,Amberr,\"Green, Amber or Red\",Choose one.,\
            \"Head of Policy: agreed, in \"\"June\"\"\"\r\n";
        assert_eq!(csv_of(&[waived]), expected);
    }

    #[test]
    fn nothing_found_is_a_row_of_headings() {
        assert_eq!(csv_of(&[]).lines().count(), 1);
    }

    #[test]
    fn a_finding_is_one_row_whatever_was_typed() {
        let csv = csv_of(&[finding("two\r\nlines,\t\"quoted\"\u{1b}[31m"), finding(&"x".repeat(40_000))]);
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.contains("two  lines, \"\"quoted\"\"␛[31m"), "{csv}");
    }

    #[test]
    fn what_a_spreadsheet_would_compute_or_change_gets_an_apostrophe() {
        for text in
            ["=1+1", "+44 20", "-", "--", "@SUM(A1)", "\t=1", " =1", "＝1", "-1+1", "+5", "1.10", "007", "1E5", "1/2"]
        {
            assert!(as_typed(text).starts_with('\''), "{text}");
        }
        for text in ["31/03/2026", "2011-12", "10:30", "1234567890123456", "-0.50"] {
            assert!(as_typed(text).starts_with('\''), "{text}");
        }
        for text in ["", "Green", "4.3", "-5", "0.5", "0", "58", "2025-26", "2025-26 Q1", "A1.10", "1.2.3", "H14"] {
            assert_eq!(as_typed(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_begins_a_formula(text in "[ \\t\\r\\n=+@-]{0,3}\\PC{0,12}") {
            let cell = as_typed(&text);
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '@']));
            prop_assert!(!cell.trim_start().starts_with('-') || is_number(cell.trim_start()));
            prop_assert_eq!(cell.lines().count().max(1), 1);
        }
    }
}
