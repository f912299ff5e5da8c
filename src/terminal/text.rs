//! Findings for people: per file a heading, per sheet a heading, then each finding with its row, what was found and
//! expected, and one thing to do.
//!
//! The same message down a column is shown once with all its cells. Waived findings are listed last, each with who
//! waived it. Nothing depends on colour, and no line of prose is wider than the look.

use std::fmt::Write as _;

use crate::collection::Totals;
use crate::domain::tidy;
use crate::report::{CheckReport, FileReport, Folded, counted, fold, paths, plain, totals_in_words};

use crate::rules::Rule;

use super::columns::{columns, cut, left_of};
use super::framed::{framed, theme};
use super::look::Look;
use super::wrap::{with_commands, wrapped};

/// The most columns that are shown of what was found; the other formats have the whole.
const LONGEST_FOUND: usize = 150;
/// Where the text behind a label begins.
const HANG: usize = 12;

/// All findings of all files.
pub(crate) fn text(report: &CheckReport<'_>, look: Look) -> String {
    let mut out = String::new();
    for file in &report.files {
        out.push_str(&wrapped(&heading(file), look.width, 2));
        out.push('\n');
        let (stand, waived): (Vec<_>, Vec<_>) = fold(file.findings).into_iter().partition(|group| group.first.stands());
        let mut sheet = None;
        for group in &stand {
            if group.first.place.sheet() != sheet {
                sheet = group.first.place.sheet();
                out.push_str(&section(&format!("Sheet {}", plain(sheet.unwrap_or_default())), look));
            }
            out.push('\n');
            out.push_str(&finding(group, look));
        }
        out.push_str(&waived_section(&waived, look));
        if !file.findings.is_empty() {
            out.push('\n');
        }
    }
    out.push_str(&across(report, look));
    out
}

/// What was found across the returns, below a heading of its own; empty where nothing was.
fn across(report: &CheckReport<'_>, look: Look) -> String {
    if report.across.is_empty() {
        return String::new();
    }
    let totals = totals_in_words(Totals::of(report.across.iter().copied()));
    let mut out = format!("{}\n", wrapped(&format!("Across the returns: {totals}"), look.width, 2));
    // They stand in the order of their files, and only what is about the same ones is one.
    let of_same_files = report.across.chunk_by(|one, next| one.paths().eq(next.paths()));
    let groups = of_same_files.flat_map(|findings| fold(findings.iter().copied()));
    let (stand, waived): (Vec<_>, Vec<_>) = groups.partition(|group| group.first.stands());
    for group in &stand {
        out.push('\n');
        out.push_str(&finding(group, look));
        out.push_str(&labelled("files", &plain(&paths(group.first)), look));
    }
    out.push_str(&waived_section(&waived, look));
    out.push('\n');
    out
}

/// The line that heads a file: its path, what it is, and how much is wrong with it.
pub(crate) fn heading(file: &FileReport<'_>) -> String {
    let mut line = plain(file.path);
    let known: Vec<String> = file.plan.into_iter().map(plain).chain(file.period.as_deref().map(plain)).collect();
    if !known.is_empty() {
        let _ = write!(line, " ({})", known.join(", "));
    }
    let _ = write!(line, ": {}", totals_in_words(file.totals()));
    line
}

/// The rule of the first of the worst findings.
pub(crate) fn worst_rule(report: &CheckReport<'_>) -> Option<&'static Rule> {
    let standing = report.findings().filter(|finding| finding.stands());
    standing.rev().max_by_key(|finding| finding.severity).map(|worst| worst.rule)
}

/// The line above the findings of a sheet.
fn section(title: &str, look: Look) -> String {
    let title = theme(look).styles.link.style(title).to_string();
    format!("\n── {title} ──\n")
}

/// What was waived, below a heading of its own; empty where nothing was.
fn waived_section(waived: &[Folded<'_>], look: Look) -> String {
    if waived.is_empty() {
        return String::new();
    }
    let lines = waived.iter().map(|group| wrapped(&waived_line(group), look.width, 2) + "\n");
    format!("{}\n{}", section("Waived", look), lines.collect::<String>())
}

fn waived_line(group: &Folded<'_>) -> String {
    let finding = group.first;
    let rule = finding.rule;
    let who = finding.waived_by.as_deref().map(plain).unwrap_or_default();
    let place = place(group);
    format!("waived {} {}{place}: {} – {who}", rule.code, rule.name, plain(&finding.words.message))
}

/// Where a waived finding is, in words, with its ref: ` · 4.3 · sheet Actions, cell H14`.
fn place(group: &Folded<'_>) -> String {
    let finding = group.first;
    let mut text = String::new();
    if let Some(reference) = finding.reference.as_deref().filter(|_| group.cells.len() < 2) {
        let _ = write!(text, " · {}", plain(reference));
    }
    if let Some(sheet) = finding.place.sheet() {
        let _ = write!(text, " · sheet {}", plain(sheet));
        match group.cells.len() {
            0 => {}
            1 => {
                let _ = write!(text, ", cell {}", group.cell_list());
            }
            _ => {
                let _ = write!(text, ", cells {}", group.cell_list());
            }
        }
    }
    text
}

/// A finding with what was found, what was expected, what to do and where else it is.
fn finding(group: &Folded<'_>, look: Look) -> String {
    let finding = group.first;
    let words = &finding.words;
    let others = group.others();
    let more = if others > 0 { format!(" and {others} more") } else { String::new() };
    let mut head = finding.reference.as_deref().map(|own| format!(" · {}{more}", plain(own))).unwrap_or_default();
    // The cell stands beside the row where there is one.
    if let Some(at) = finding.place.cell().filter(|_| finding.snippet.is_none()) {
        let _ = write!(head, " · cell {at}");
    }
    let mut out = framed(group, &head, look);
    let found = tidy(&plain(&words.found));
    // A word that is wider than a line cannot be put on several.
    let room = left_of(look.width, HANG);
    let is_too_wide = found.split(' ').any(|word| columns(word) > room);
    let found = cut(&found, if is_too_wide { room } else { LONGEST_FOUND });
    let found = if found.is_empty() && finding.place.cell().is_some() { "(blank)".to_owned() } else { found };
    let noun = if group.cells.is_empty() { "row" } else { "cell" };
    let same = (others > 0).then(|| format!("{} ({})", group.other_places(), counted(others, noun)));
    for (label, text) in [
        ("found", found),
        ("expected", plain(words.expected_beside(&words.help))),
        ("to do", plain(&words.help)),
        (if group.cells.is_empty() { "same for" } else { "same in" }, same.unwrap_or_default()),
    ] {
        if !text.is_empty() {
            out.push_str(&labelled(label, &text, look));
        }
    }
    out
}

/// A text behind its label, on as many lines as it needs.
fn labelled(label: &str, text: &str, look: Look) -> String {
    let gap = " ".repeat(left_of(HANG, columns(label) + 2));
    let label = theme(look).styles.help.style(label).to_string();
    let text = with_commands(text, left_of(look.width, HANG));
    let text = text.replace('\n', &format!("\n{}", " ".repeat(HANG)));
    format!("  {label}{gap}{text}\n")
}
