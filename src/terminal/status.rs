//! The status for people: one table with the figures first, then what needs doing marked, and what was left out below it.
//!
//! The mark and the words say all, so that nothing depends on colour. The widths of the columns are settled here and not
//! by the table, because a file name must be cut in one place and not be broken over lines.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};

use crate::collection::{FileStatus, HandedIn, PlanStatus, Rows, Uncounted};
use crate::domain::{print_day, print_short};
use crate::report::{Figures, StatusReport, counted, filled, plain, signed_on, why_not_counted};

use super::columns::{columns, cut, cut_path, left_of};
use super::wrap::wrapped;

/// What stands before a delivery plan of which something is missing or wrong.
const MARK: &str = "▲";
/// What the frame takes: two borders, and the space about five columns.
const FRAME: usize = 12;
/// The narrowest that a column of names is.
const NARROWEST: usize = 16;

/// One line of the table; a cell may take several lines.
#[derive(Default)]
struct Line {
    mark: bool,
    name: String,
    file: Option<String>,
    state: Vec<String>,
    rows: String,
    signed: Signed,
}

/// The sign-off of a return: when, by whom, and who approved it.
#[derive(Default)]
struct Signed {
    date: Option<String>,
    by: Option<String>,
    approved: Option<String>,
}

/// The status, `width` columns wide at most. With files in one folder, that folder is named once.
pub(crate) fn status_text(report: &StatusReport<'_>, width: usize) -> String {
    let mut out = format!("{}\n", wrapped(&title(report), width, 0));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}\n", wrapped(&figures_in_words(report.figures()), width, 0));
    let folder = folder(report);
    let lines: Vec<Line> = report.plans.iter().flat_map(|status| lines(status, report.days(), &folder)).collect();
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
    let idle: Vec<String> = report
        .plans
        .iter()
        .filter(|status| !status.handed_in.is_expected())
        .map(|status| plain(&status.delivery_plan.name))
        .collect();
    if !idle.is_empty() {
        say(&format!("Nothing was issued to {}.", idle.join(", ")));
    }
    for aside in report.plans.iter().flat_map(|status| &status.not_counted) {
        let what = if aside.why == Uncounted::Part { "In parts" } else { "Not counted" };
        say(&format!("{what}: {}: {}.", plain(&aside.file.source.path), why_not_counted(aside)));
    }
    for rejected in &report.rejected {
        let why = report.why_rejected(rejected);
        say(&format!("{MARK} Rejected: {}: {}.", plain(&rejected.file.source.path), why.trim_end_matches('.')));
    }
    out
}

/// The line above the table: the period, and how long there is until returns are due.
fn title(report: &StatusReport<'_>) -> String {
    let mut title = format!("Returns for {}", report.collection.plan.period);
    if let (Some(due), Some(days)) = (report.due(), report.days()) {
        let left = match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            days if days > 0 => format!("in {days} days"),
            days => format!("{} days ago", days.unsigned_abs()),
        };
        // Writing to a string cannot fail.
        let (due, from) = (print_day(due), print_day(report.today));
        // The day as of which deadlines have passed stands in for today where the run is about another time.
        let how = if report.today == report.collection.as_of { "counted from the as-of day," } else { "as of" };
        let _ = write!(title, ", due {due} ({left}, {how} {from})");
    }
    title
}

/// The folder that all files are in, with a slash at its end; empty where there is none, or no file.
fn folder(report: &StatusReport<'_>) -> String {
    let mut folder: Option<&str> = None;
    for path in report.plans.iter().flat_map(|status| files(status)).map(|one| one.file.source.path.as_str()) {
        let of_it = path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or_default();
        match folder {
            None => folder = Some(of_it),
            Some(other) if other == of_it => {}
            Some(_) => return String::new(),
        }
    }
    plain(folder.unwrap_or_default())
}

fn files<'s, 'q>(status: &'s PlanStatus<'q>) -> &'s [FileStatus<'q>] {
    match &status.handed_in {
        HandedIn::Received(one) => std::slice::from_ref(one),
        HandedIn::Several(files) => files,
        HandedIn::NothingIssued | HandedIn::Missing(_) => &[],
    }
}

/// The lines of a delivery plan: one, and one more for each of several different returns.
fn lines(status: &PlanStatus<'_>, days: Option<i32>, folder: &str) -> Vec<Line> {
    let name = plain(&status.delivery_plan.name);
    let mark = !status.handed_in.is_settled();
    let bare = |state: Vec<String>, rows: Option<Rows>| Line {
        mark,
        name: name.clone(),
        state,
        rows: rows.map(in_words).unwrap_or_default(),
        ..Line::default()
    };
    match &status.handed_in {
        HandedIn::NothingIssued => Vec::new(),
        HandedIn::Missing(rows) => {
            let late = days.filter(|days| *days < 0).map(|days| {
                let late = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
                format!("{} late", counted(late, "day"))
            });
            vec![bare(std::iter::once("missing".to_owned()).chain(late).collect(), Some(*rows))]
        }
        HandedIn::Received(one) => vec![of_file(one, mark, name, folder)],
        HandedIn::Several(files) => {
            let state = vec![format!("{} different", files.len()), "none counts".to_owned()];
            let each = files.iter().map(|one| of_file(one, false, String::new(), folder));
            std::iter::once(bare(state, None)).chain(each).collect()
        }
    }
}

/// The line of a return that came.
fn of_file(one: &FileStatus<'_>, mark: bool, name: String, folder: &str) -> Line {
    let path = plain(&one.file.source.path);
    let sign_off = &one.received.sign_off;
    Line {
        mark,
        name,
        file: Some(path.strip_prefix(folder).unwrap_or(&path).to_owned()),
        state: state(one),
        rows: in_words(one.rows),
        signed: Signed {
            date: signed_on(&sign_off.date, print_short),
            by: filled(&sign_off.completed_by.typed),
            approved: filled(&sign_off.approved_by.typed),
        },
    }
}

impl Signed {
    /// The lines of the cell, at most so wide: when and by whom, on one line where they fit, and who approved it.
    fn lines(&self, width: usize) -> Vec<String> {
        let by = match (&self.date, &self.by) {
            (None, None) if self.approved.is_none() => return vec![cut("not signed off", width)],
            (Some(date), Some(by)) => {
                let whole = format!("{date}, {by}");
                if columns(&whole) <= width { vec![whole] } else { vec![date.clone(), by.clone()] }
            }
            (Some(date), None) => vec![date.clone(), "nobody named".to_owned()],
            (None, Some(by)) => vec!["no date".to_owned(), by.clone()],
            (None, None) => vec!["nobody named".to_owned()],
        };
        let approved = self.approved.as_ref().map(|who| format!("approved: {who}"));
        let approved = approved.unwrap_or_else(|| "not approved".to_owned());
        by.into_iter().chain([approved]).map(|line| cut(&line, width)).collect()
    }
}

/// What a return that came is like: `received`, or how many errors and warnings, a line each, and whether it is blank.
fn state(one: &FileStatus<'_>) -> Vec<String> {
    let totals = one.totals();
    let found = [(totals.error, "error"), (totals.warning, "warning")];
    let mut state: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    let told = [(one.nothing_filled_in(), "nothing filled in"), (one.lacks_sign_off(), "sign-off missing")];
    state.extend(told.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| (*words).to_owned()));
    if state.is_empty() { vec!["received".to_owned()] } else { state }
}

fn in_words(rows: Rows) -> String {
    format!("{} of {}", rows.complete, rows.issued)
}

fn drawn(lines: &[Line], width: usize) -> String {
    let longest = |of: &dyn Fn(&Line) -> usize| lines.iter().map(of).max().unwrap_or_default();
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
            Cell::new(if came { line.signed.lines(signed).join("\n") } else { String::new() }),
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

/// The figures in a line, above the table: `9 of 12 received, 2 with errors, 1 missing.`
fn figures_in_words(figures: Figures) -> String {
    let mut parts = match figures.expected {
        0 => vec!["No return is expected".to_owned()],
        expected => vec![format!("{} of {expected} received", figures.received)],
    };
    let mut add = |count: usize, words: &str| {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    };
    add(figures.with_errors, "with errors");
    add(figures.missing, "missing");
    add(figures.several, "with several different returns");
    if figures.rejected > 0 {
        parts.push(format!("{} rejected", counted(figures.rejected, "file")));
    }
    if parts.len() == 1 && figures.expected > 0 {
        parts.push("nothing missing or wrong".to_owned());
    }
    format!("{}.", parts.join(", "))
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

    fn in_words_of(figures: [usize; 6]) -> String {
        let [expected, received, with_errors, missing, several, rejected] = figures;
        figures_in_words(Figures { expected, received, with_errors, missing, several, rejected })
    }

    #[test]
    fn the_figures_are_right_for_none_for_one_and_for_many() {
        assert_eq!(in_words_of([12, 11, 2, 1, 0, 0]), "11 of 12 received, 2 with errors, 1 missing.");
        assert_eq!(in_words_of([12, 12, 0, 0, 0, 0]), "12 of 12 received, nothing missing or wrong.");
        assert_eq!(in_words_of([1, 0, 0, 1, 0, 0]), "0 of 1 received, 1 missing.");
        assert_eq!(
            in_words_of([3, 1, 0, 1, 1, 1]),
            "1 of 3 received, 1 missing, 1 with several different returns, 1 file rejected."
        );
        assert_eq!(in_words_of([3, 3, 0, 0, 0, 2]), "3 of 3 received, 2 files rejected.");
        assert_eq!(in_words_of([0, 0, 0, 0, 0, 0]), "No return is expected.");
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
