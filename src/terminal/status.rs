//! The status for people: one table with the figures first, then what needs doing marked, and what was left out below it.
//!
//! The mark and the words say all, so that nothing depends on colour. The widths of the columns are settled here and not
//! by the table, because a file name must be cut in one place and not be broken over lines.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};

use crate::report::{Signed, StatusLine, StatusReport};

use super::columns::{columns, cut, cut_path, left_of};
use super::wrap::wrapped;

/// What stands before a delivery plan of which something is missing or wrong.
const MARK: &str = "▲";
/// What the frame takes: two borders, and the space about five columns.
const FRAME: usize = 12;
/// The narrowest that a column of names is.
const NARROWEST: usize = 16;

/// The status, `width` columns wide at most. With files in one folder, that folder is named once.
pub(crate) fn status_text(report: &StatusReport<'_>, width: usize) -> String {
    let mut out = format!("{}\n", wrapped(&report.title(), width, 0));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}\n", wrapped(&report.figures_in_words(), width, 0));
    let mut lines = report.lines();
    let folder = folder(&lines);
    for file in lines.iter_mut().filter_map(|line| line.file.as_mut()) {
        file.drain(..folder.len());
    }
    if !lines.is_empty() {
        out.push_str(&drawn(&lines, width));
        out.push('\n');
    }
    let mut say = |text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", wrapped(text, width, 2));
    };
    if !folder.is_empty() {
        say(&format!("Files are in {folder}."));
    }
    for (mark, said) in report.beside() {
        let mark = if mark { format!("{MARK} ") } else { String::new() };
        say(&format!("{mark}{said}"));
    }
    out
}

/// The folder that all files are in, with a slash at its end; empty where there is none, or no file.
fn folder(lines: &[StatusLine]) -> String {
    let folder_of = |path: &str| path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or_default().to_owned();
    let mut folders = lines.iter().filter_map(|line| line.file.as_deref()).map(folder_of);
    let first = folders.next().unwrap_or_default();
    if folders.all(|other| other == first) { first } else { String::new() }
}

/// The lines of the sign-off's cell, at most so wide: when and by whom, on one line where they fit, and who approved it.
fn signed_lines(signed: &Signed, width: usize) -> Vec<String> {
    let by = match (&signed.date, &signed.by) {
        (None, None) if signed.approved.is_none() => return vec![cut("not signed off", width)],
        (Some(date), Some(by)) => {
            let whole = format!("{date}, {by}");
            if columns(&whole) <= width { vec![whole] } else { vec![date.clone(), by.clone()] }
        }
        (Some(date), None) => vec![date.clone(), "nobody named".to_owned()],
        (None, Some(by)) => vec!["no date".to_owned(), by.clone()],
        (None, None) => vec!["nobody named".to_owned()],
    };
    let approved = signed.approved.as_ref().map(|who| format!("approved: {who}"));
    let approved = approved.unwrap_or_else(|| "not approved".to_owned());
    by.into_iter().chain([approved]).map(|line| cut(&line, width)).collect()
}

fn drawn(lines: &[StatusLine], width: usize) -> String {
    let longest = |of: &dyn Fn(&StatusLine) -> usize| lines.iter().map(of).max().unwrap_or_default();
    let [mark, _, state, rows, sign_off] = HEADINGS.map(columns);
    let state = longest(&|line| line.state.iter().map(|text| columns(text)).max().unwrap_or_default()).max(state);
    let rows = longest(&|line| columns(&line.rows)).max(rows);
    let mark = mark.max(columns(MARK));
    let room = left_of(width, FRAME + mark + state + rows);
    let named = longest(&|line| columns(&line.name).max(line.file.as_deref().map(columns).unwrap_or_default()));
    // What is left is shared by the names with their files, and the sign-off.
    let name = named.clamp(NARROWEST, (room * 3 / 5).max(NARROWEST)).min(left_of(room, sign_off));
    let signed = left_of(room, name);
    let mut grid = Grid::new();
    grid.force_no_tty().load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    grid.set_header(HEADINGS.map(Cell::new));
    for line in lines {
        let file = line.file.as_deref().map(|file| cut_path(file, name));
        let of_plan = (!line.name.is_empty()).then(|| within(&line.name, name));
        let came = line.file.is_some();
        grid.add_row([
            Cell::new(if line.mark { MARK } else { "" }),
            Cell::new(of_plan.into_iter().chain(file).collect::<Vec<_>>().join("\n")),
            Cell::new(line.state.join("\n")),
            Cell::new(&line.rows).set_alignment(CellAlignment::Right),
            Cell::new(if came { signed_lines(&line.signed, signed).join("\n") } else { String::new() }),
        ]);
    }
    for column in grid.column_iter_mut() {
        column.set_padding((1, 0));
    }
    if let Some(last) = grid.column_mut(HEADINGS.len() - 1) {
        last.set_padding((1, 1));
    }
    grid.trim_fmt()
}

const HEADINGS: [&str; 5] = ["", "Delivery plan", "Return", "Complete", "Signed off"];

/// A text on lines of at most `width` columns; a word that is wider is cut.
fn within(text: &str, width: usize) -> String {
    let words: Vec<String> = text.split(' ').map(|word| cut(word, width)).collect();
    wrapped(&words.join(" "), width, 0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::trial::{cases, with_collection};

    fn told(text: &str, width: usize) -> String {
        with_collection(&cases(text)[0], |collection| {
            status_text(&StatusReport::of(collection, date(2025, 7, 20)), width)
        })
    }

    const QUARTER: &str = "
        | Settings | Setting | Value |
        |---|---|---|
        | | Returns due | DUE |
        | | Without return | 2 |

        | Delivery plans | Code | Delivery plan |
        |---|---|---|
        | | housing | NAME |
        | | leisure | Leisure |
        | | idle | Idle |

        | Actions | Ref | Delivery plan | Deadline | Rating |
        |---|---|---|---|---|
        | | 1.1 | housing | Q4 | Green |
        | | 1.2 | housing | Q4 | Purple |

        | Sign-off | Completed by | Job title | Date | Approved by |
        |---|---|---|---|---|
        | | WHO | Officer | date 2025-07-04 | |

        | Actions @2 | Ref | Delivery plan | Deadline | Rating |
        |---|---|---|---|---|
        | | 2.1 | leisure | Q4 | Green |";

    fn quarter(due: &str, name: &str, who: &str) -> String {
        QUARTER.replace("DUE", due).replace("NAME", name).replace("WHO", who)
    }

    #[test]
    fn what_needs_doing_is_marked_and_the_figures_come_first() {
        let text = told(&quarter("11/07/2025", "Housing", "A. Clerk"), 80);
        let marked: Vec<&str> = text.lines().filter(|line| line.contains(MARK)).collect();
        assert!(marked.len() == 2 && marked[0].contains("Housing") && marked[1].contains("Leisure"), "{text}");
        assert!(
            text.starts_with(
                "Returns for 2025-26 Q1, due 11 July 2025 (9 days ago, as of 20 July 2025)\n1 of 2 received, "
            ),
            "{text}"
        );
        assert!(text.contains("missing") && text.contains("9 days late"), "{text}");
        assert!(text.contains("1 of 2") && text.contains("0 of 1"), "{text}");
        assert!(text.contains("4 Jul 2025, A. Clerk") && text.contains("not approved"), "{text}");
        assert!(text.ends_with("\nNothing was issued to Idle.\n"), "{text}");
    }

    #[test]
    fn days_are_said_in_words_and_not_at_all_where_no_day_is_due() {
        for (due, said) in [
            ("20/07/2025", "(today, "),
            ("21/07/2025", "(tomorrow, "),
            ("19/07/2025", "(yesterday, "),
            ("30/07/2025", "(in 10 days, "),
        ] {
            assert!(told(&quarter(due, "Housing", "A. Clerk"), 100).contains(said), "{due}");
        }
        assert!(told(&quarter("19/07/2025", "Housing", "A. Clerk"), 100).contains("1 day late"));
        assert!(!told(&quarter("20/07/2025", "Housing", "A. Clerk"), 100).contains("late"));
        let none = told(&quarter("", "Housing", "A. Clerk"), 100);
        assert!(none.starts_with("Returns for 2025-26 Q1\n") && !none.contains("late"), "{none}");
    }

    #[test]
    fn no_terminal_command_gets_through_by_a_name() {
        let text = told(&quarter("", "Hou\u{1b}[31msing", "A.\u{7} Clerk\u{202E}"), 100);
        assert!(text.contains("Hou\u{fffd}[31msing") && text.contains("A.\u{fffd} Clerk"), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n') && !text.contains('\u{202E}'), "{text}");
    }

    #[test]
    fn several_different_returns_are_shown_one_by_one_and_none_is_received() {
        let text = told(
            "| Actions | Ref | Deadline | Rating |
             |---|---|---|---|
             | | 1.1 | Q4 | Green |

             | Actions @2 | Ref | Deadline | Rating |
             |---|---|---|---|
             | | 1.1 | Q4 | Purple |",
            80,
        );
        assert!(
            text.contains("2 different") && text.contains("return-1.xlsx") && text.contains("return-2.xlsx"),
            "{text}"
        );
        assert!(text.contains(" 1 with several different returns.\n\n"), "{text}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn no_line_is_wider_than_the_terminal(name in "[a-z進 ]{1,70}", who in "[A-Z進]{1,60}", width in 60usize..160) {
            let text = told(&quarter("11/07/2025", &format!("x{name}"), &who), width);
            for line in text.lines() {
                prop_assert!(columns(line) <= width, "{width}: {line}\n{text}");
            }
        }
    }
}
