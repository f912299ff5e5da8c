//! `--previous`: what is no earlier consolidated workbook is refused in words; one that lost something says so.

use planroll::grid::sha256;
use planroll::internals::layout::{CONSOLIDATED, SheetId};

use super::workdir::{Workdir, is_there};

/// A quarter consolidated to `q1.xlsx`.
fn consolidated() -> Workdir {
    let workdir = Workdir::issued("southend");
    let ran = workdir.run(&["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", "q1.xlsx"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    workdir
}

#[test]
fn what_is_not_earlier_or_none_is_refused_and_nothing_is_done() {
    let workdir = consolidated();
    let period = ["--period", "2025-26 Q2"];
    let copied = workdir.bytes("q1.xlsx");
    workdir.write("copy.xlsx", &copied);
    workdir.write("words.xlsx", b"Ref,Rating\n");
    for (previous, period, words) in [
        (&["q1.xlsx"][..], "2025-26 Q1", "`q1.xlsx` is for 2025-26 Q1, which is not before 2025-26 Q1"),
        (&["q1.xlsx"], "2024-25 Q4", "`q1.xlsx` is for 2025-26 Q1, which is not before 2024-25 Q4"),
        (&["q1.xlsx", "copy.xlsx"], period[1], "`q1.xlsx`, `copy.xlsx` are both for 2025-26 Q1"),
        (
            &["plan.xlsx"],
            period[1],
            "`plan.xlsx` cannot be used as an earlier workbook: it is no consolidated workbook",
        ),
        (&["words.xlsx"], period[1], "the earlier workbook `words.xlsx` cannot be read"),
        (&["returns"], period[1], "`returns` is a folder"),
        (&["none.xlsx"], period[1], "`none.xlsx` cannot be read: there is no such file or folder"),
    ] {
        let mut args = vec!["consolidate", "plan.xlsx", "--period", period, "-o", "out.xlsx"];
        args.extend(previous.iter().flat_map(|path| ["--previous", path]));
        let ran = workdir.run(&args);
        assert_eq!(ran.status, 2, "{previous:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{previous:?}: {}", ran.err);
        assert!(!is_there(&workdir.path("out.xlsx")));
    }
    let ran = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q1", "--previous", "q1.xlsx", "--out", "again"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(!is_there(&workdir.path("again")));
}

#[test]
fn without_a_plan_the_returns_say_of_which_period_they_are() {
    let workdir = consolidated();
    let ran = workdir.run(&["check", "returns", "--previous", "q1.xlsx"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("`q1.xlsx` is for 2025-26 Q1, which is not before 2025-26 Q1"), "{}", ran.err);
    let issued = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx", "--out", "q2"]);
    assert_eq!(issued.status, 0, "{}", issued.err);
    assert_eq!(workdir.run(&["check", "q2", "--previous", "q1.xlsx"]).status, 1, "nothing is filled in");
}

#[test]
fn an_earlier_workbook_is_never_written_over() {
    let workdir = consolidated();
    let before = workdir.bytes("q1.xlsx");
    let args = ["consolidate", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx", "-o", "q1.xlsx"];
    assert_eq!(workdir.run(&args).status, 2);
    assert_eq!(workdir.bytes("q1.xlsx"), before);
}

/// A text without its line breaks and the bars beside them.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

/// A quarter consolidated to `q1.xlsx`, whose Actions sheet lost its commentary since, and the next one issued.
fn without_commentary() -> Workdir {
    let workdir = consolidated();
    workdir.alter("q1.xlsx", "xl/sharedStrings.xml", |texts| texts.replace(">Commentary<", ">My notes<"));
    let issued = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx", "--out", "q2"]);
    assert_eq!(issued.status, 0, "{}", issued.err);
    assert!(issued.err.contains("RET005"), "{}", issued.err);
    assert!(words(&issued.err).contains("column Commentary is missing from its sheet Actions"), "{}", issued.err);
    workdir
}

#[test]
fn a_column_that_an_earlier_workbook_lost_is_one_finding_in_every_format_of_check() {
    let workdir = without_commentary();
    let with_plan = ["--plan", "plan.xlsx", "--period", "2025-26 Q2"];
    for format in ["text", "concise", "json", "csv"] {
        for plan in [&with_plan[..], &[]] {
            let args = [&["check", "q2", "--previous", "q1.xlsx", "--format", format], plan].concat();
            let ran = workdir.run(&args);
            assert_eq!(ran.out.matches("earlier-workbook-incomplete").count(), 1, "{format}: {}", ran.out);
            assert!(ran.out.contains("q1.xlsx"), "{format}: {}", ran.out);
        }
    }
    let whole = consolidated();
    let args = ["check", "returns", "--plan", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx"];
    let ran = whole.run(&args);
    assert!(!ran.out.contains("RET005"), "{}", ran.out);
}

#[test]
fn consolidate_says_what_an_earlier_workbook_lost_and_lists_it_with_its_hash() {
    let workdir = without_commentary();
    let args = ["consolidate", "plan.xlsx", "q2", "--period", "2025-26 Q2", "--previous", "q1.xlsx", "-o", "q2.xlsx"];
    let ran = workdir.run(&args);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(words(&ran.err).matches("column Commentary is missing").count(), 1, "{}", ran.err);
    let texts = workdir.part("q2.xlsx", "xl/sharedStrings.xml");
    let findings = workdir.sheet_number("q2.xlsx", CONSOLIDATED.sheet_name(SheetId::Findings));
    let findings = workdir.part("q2.xlsx", &format!("xl/worksheets/sheet{findings}.xml"));
    assert!(findings.contains("RET005"), "on the Findings sheet");
    for text in ["Consolidated workbook for 2025-26 Q1, compared with", &sha256(&workdir.bytes("q1.xlsx"))] {
        assert!(texts.contains(text), "{text}");
    }
}

#[test]
fn an_earlier_workbook_of_another_plan_a_return_and_one_given_twice_are_told_apart() {
    let workdir = consolidated();
    let mut given = vec!["check", "returns", "--plan", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx"];
    let names = workdir.names("returns");
    let a_return = format!("returns/{}", names[0]);
    let of_return = workdir.run(&[&given[..7], &[a_return.as_str()]].concat());
    assert_eq!(of_return.status, 2, "{}", of_return.err);
    assert!(of_return.err.contains("it is no consolidated workbook"), "{}", of_return.err);
    given.extend(["--previous", "q1.xlsx"]);
    let twice = workdir.run(&given);
    assert_eq!(twice.status, 2);
    assert!(twice.err.contains("`q1.xlsx`, `q1.xlsx` are both for 2025-26 Q1"), "{}", twice.err);

    let other = Workdir::issued("west-norfolk");
    other.write("q1.xlsx", &workdir.bytes("q1.xlsx"));
    let args = ["issue", "plan.xlsx", "--period", "2025-26 Q2", "--previous", "q1.xlsx", "--out", "q2"];
    let ran = other.run(&args);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(words(&ran.err).contains("RET005"), "{}", ran.err);
}
