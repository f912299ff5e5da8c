//! What `planroll check` prints for people: at fixed widths, without colour, whatever was typed.

use super::workdir::Workdir;

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";

/// Housing with what people type: another script, a very long text, terminal commands, line breaks, and blanks.
fn typed() -> Workdir {
    let workdir = Workdir::issued("standard");
    let long = "No word of this ends the sentence ".repeat(30);
    workdir.fill(
        HOUSING,
        2,
        &[
            ("F5", "進捗は良好です 🚀"),
            ("F6", "_x001B_[31mGreen_x0007_\tor\nso"),
            ("G5", &format!("https://example.org/{}", "a".repeat(150))),
            ("I6", &long),
        ],
    );
    workdir
}

#[test]
fn at_80_columns_every_finding_can_be_read() {
    let ran = typed().run_at(80, &["check", HOUSING]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn at_120_columns_more_of_the_row_is_shown() {
    let ran = typed().run_at(120, &["check", HOUSING]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn no_line_is_wider_than_asked_whatever_was_typed() {
    let workdir = typed();
    for columns in [60, 80, 120] {
        for line in workdir.run_at(columns, &["check", HOUSING]).out.lines() {
            let width: usize = line.chars().filter_map(unicode_width::UnicodeWidthChar::width).sum();
            assert!(width <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn colour_adds_nothing_that_is_not_there_without_it() {
    let workdir = typed();
    let plain = workdir.run(&["check", HOUSING]).out;
    let coloured = workdir.run(&["check", HOUSING, "--color", "always"]).out;
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    let mut rest = String::new();
    for (place, part) in coloured.split('\u{1b}').enumerate() {
        rest.push_str(if place == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&rest), words(&plain));
}

#[test]
fn in_a_pipe_there_is_no_progress_bar_and_quiet_leaves_the_findings() {
    let workdir = typed();
    let ran = workdir.run(&["check", "returns"]);
    assert_eq!(ran.err, "");
    assert!(ran.out.starts_with("8 errors, 0 warnings, 0 notes in 3 files.\n\n"), "{}", ran.out);
    assert!(ran.out.ends_with("To read more about nothing-filled-in:\n  planroll explain WBK021\n"), "{}", ran.out);
    let quiet = workdir.run(&["check", "returns", "-q"]);
    assert!(quiet.out.contains("RAT002") && !quiet.out.contains("planroll explain"), "{}", quiet.out);
}
