//! `planroll next-year`.

use std::fs;

use super::{DIFFERENCES, DRESSED, TYPED, cells, consolidate, example, script, under};
use crate::cli::workdir::{Workdir, is_there};

/// Fills in the returns of the year's last quarter.
const FILLED: &str = r#"
import glob, openpyxl
ratings = {"1.1": ("Amber", "Late again.", None, "30/06/2026"), "1.2": ("Complete", "Adopted.", "15/09/2025", None),
    "1.3": ("Green", None, None, None), "1.4": ("Closed", "The owners withdrew.", None, None), "2.1": ("Complete", "Done.", "20/03/2026", None),
    "2.2": ("Amber", "A dry spring.", None, "Q3 2026-27"), "2.4": ("Green", None, None, None), "2.5": ("Green", None, None, None)}
values = {"H1": 0.97, "H2": 24, "H3": 31, "E1": "Awaited", "E2": 58, "E3": 420}
for path in glob.glob("q4/*.xlsx"):
    book = openpyxl.load_workbook(path)
    for name in ("Actions", "Indicators"):
        sheet = book[name]
        head = {cell.value: cell.column for cell in sheet[4]}
        for row in range(5, sheet.max_row + 1):
            ref = sheet.cell(row, 1).value
            if name == "Actions" and ref in ratings:
                for heading, value in zip(("Rating*", "Commentary", "Completed date", "Revised deadline"), ratings[ref]):
                    sheet.cell(row, head[heading]).value = value
            elif ref in values:
                sheet.cell(row, head["Value*"]).value = values[ref]
    book.save(path)
"#;

/// The year of the two quarters to its end, from a plan workbook: its last quarter is issued, filled in and consolidated as
/// `q4.xlsx`, beside `q1.xlsx` and `q2.xlsx`. `None` where there is no Python.
fn year(change: impl Fn(&Workdir)) -> Option<Workdir> {
    let workdir = example("two-quarters/q1");
    consolidate(&workdir, "plan.xlsx", "q1.xlsx", &[]);
    fs::remove_dir_all(workdir.path("returns")).unwrap();
    let second = example("two-quarters/q2");
    super::copy_all(&second.path("returns"), &workdir.path("returns"));
    workdir.write("plan.xlsx", &second.bytes("plan.xlsx"));
    change(&workdir);
    consolidate(&workdir, "plan.xlsx", "q2.xlsx", &["--previous", "q1.xlsx"]);
    let issued = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q4", "--out", "q4", "--previous", "q2.xlsx"]);
    assert_eq!(issued.status, 0, "{}", issued.err);
    script(&workdir, FILLED, &[])?;
    let all = ["consolidate", "plan.xlsx", "q4", "--period", "2025-26 Q4", "--previous", "q2.xlsx", "-o", "q4.xlsx"];
    assert_eq!(workdir.run(&all).status, 0);
    Some(workdir)
}

fn next_year(workdir: &Workdir, previous: &[&str]) -> super::super::workdir::Ran {
    let previous = previous.iter().flat_map(|path| ["--previous", path]);
    workdir.run(&["next-year", "plan.xlsx", "-o", "new.xlsx"].into_iter().chain(previous).collect::<Vec<_>>())
}

#[test]
fn the_year_turns_and_what_is_to_be_decided_is_listed() {
    let Some(workdir) = year(|_| ()) else { return };
    let ran = next_year(&workdir, &["q4.xlsx", "q1.xlsx", "q2.xlsx"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out
            .starts_with("Carried over from 2025-26 Q4 to 2026-27 Q1: 3 actions ended, 5 go on. 12 matters to decide:"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("The consolidated workbook for 2025-26 Q4 is Provisional"), "{}", ran.out);
    let actions = cells(&workdir, "new.xlsx", "Actions");
    let action = |heading, reference| under(&actions, heading, reference);
    for (reference, ended) in [
        ("1.1", ""),
        ("1.2", "2025-26 Q4"),
        ("1.4", "2025-26 Q4"),
        ("2.1", "2025-26 Q4"),
        ("2.3", "2025-26 Q1"),
        ("2.5", ""),
    ] {
        assert_eq!(action("Ended", reference), ended, "{reference}");
    }
    // A quarter without its year would be one of the next; a deadline that members have not agreed is none.
    for (reference, deadline) in
        [("2.2", "Q4 2025-26"), ("2.3", "Q4 2025-26"), ("2.5", "Q4 2026/27"), ("1.1", "31/03/2026")]
    {
        assert_eq!(action("Deadline", reference), deadline, "{reference}");
    }
    assert_eq!(
        (action("Agreed deadline", "1.1"), action("Agreed deadline", "2.4")),
        (String::new(), "31/03/2026".to_owned())
    );
    assert_eq!(
        (action("Rating 2025-26 Q1", "1.4"), action("Rating 2025-26 Q4", "1.4")),
        ("Amber".to_owned(), "Closed".to_owned())
    );
    let indicators = cells(&workdir, "new.xlsx", "Indicators");
    let indicator = |heading, reference| under(&indicators, heading, reference);
    for (reference, baseline) in [("H1", "97"), ("H2", "24"), ("E1", ""), ("E3", "420")] {
        assert_eq!(indicator("Baseline", reference), baseline, "{reference}");
    }
    // Restated in the second quarter: the later figure stands.
    assert_eq!((indicator("2025-26 Q1", "E3"), indicator("2025-26 Q2", "E3")), ("104".to_owned(), "212".to_owned()));
    assert_eq!(
        (indicator("2025-26 Q4", "E1"), indicator("Rating 2025-26 Q2", "H2")),
        (String::new(), "Red".to_owned())
    );
    let settings = cells(&workdir, "new.xlsx", "Settings");
    assert_eq!((settings["B6"].as_str(), settings.get("B7")), ("2026-27 Q1", None));
    let carried = cells(&workdir, "new.xlsx", "Carried over");
    assert_eq!(carried["F4"], "To decide");
    assert!(carried.values().any(|text| text.starts_with("Members have not agreed 30 Jun 2026")));
    assert!(carried.values().any(|text| text == "2025-26 Q1, restated"));

    let checked = workdir.run(&["check", "--plan", "new.xlsx"]);
    assert!(checked.out.contains("nothing wrong"), "{}", checked.out);
    let issued = workdir.run(&["issue", "new.xlsx", "--previous", "q4.xlsx", "--out", "next"]);
    assert_eq!(issued.status, 0, "{}", issued.err);
    assert_eq!(workdir.names("next"), ["homes-2026-27-q1.xlsx", "place-2026-27-q1.xlsx"]);
    let homes = cells(&workdir, "next/homes-2026-27-q1.xlsx", "Actions");
    assert!(homes.values().any(|text| text == "1.3") && !homes.values().any(|text| text == "1.2"));
}

#[test]
fn whatever_leaves_out_its_year_is_given_it_and_what_has_one_is_left() {
    let typed = [
        "E2=Q3",
        "E3=December",
        "E4=end of year",
        "E5=by Q2",
        "E6=day:2026-03-31",
        "E7=2025/26",
        "E9=Q1",
        "G9=Q4",
        "E10=Ongoing",
    ];
    let change = |workdir: &Workdir| {
        script(workdir, TYPED, &[&["plan.xlsx", "plan.xlsx", "Actions"][..], &typed].concat());
    };
    let Some(workdir) = year(change) else { return };
    let ran = next_year(&workdir, &["q4.xlsx"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let actions = cells(&workdir, "new.xlsx", "Actions");
    for (reference, deadline) in [
        ("1.1", "Q3 2025-26"),
        ("1.2", "Dec 2025"),
        ("1.3", "2025-26"),
        ("1.4", "Q2 2025-26"),
        ("2.1", "31 March 2026"),
        ("2.2", "2025/26"),
        ("2.4", "Q1 2025-26"),
        ("2.5", "Ongoing"),
    ] {
        assert_eq!(under(&actions, "Deadline", reference), deadline, "{reference}");
    }
    assert_eq!(under(&actions, "Agreed deadline", "2.4"), "Q4 2025-26");
    // Only the last quarter was given, and only it is history.
    assert_eq!(
        (under(&actions, "Rating 2025-26 Q4", "1.4").as_str(), under(&actions, "Rating 2025-26 Q1", "1.4").as_str()),
        ("Closed", "")
    );
}

#[test]
fn a_plan_that_an_officer_dressed_up_turns_with_all_of_it() {
    let change = |workdir: &Workdir| {
        if script(workdir, DRESSED, &["plan.xlsx", "dressed.xlsx"]).is_some() {
            fs::rename(workdir.path("dressed.xlsx"), workdir.path("plan.xlsx")).unwrap();
        }
    };
    let Some(workdir) = year(change) else { return };
    let ran = next_year(&workdir, &["q4.xlsx"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let differences = script(&workdir, DIFFERENCES, &["plan.xlsx", "new.xlsx"]).unwrap();
    for line in [
        "sheets ['Carried over']",
        "Settings B6 2026-27 Q1 ",
        "Actions I5 2025-26 Q4 @",
        "Actions tables [('Plan', 'A3:J12', 10)]",
    ] {
        assert!(differences.lines().any(|own| own.starts_with(line) || own == line), "{line}\n{differences}");
    }
    assert!(!differences.contains("Our sums") && !differences.contains("width C"), "{differences}");
    // Once more in the year after, the list of the year before stays.
    assert_eq!(workdir.run(&["check", "--plan", "new.xlsx"]).status, 0);
}

#[test]
fn what_is_not_the_end_of_this_plans_year_is_refused_in_words() {
    let Some(workdir) = year(|_| ()) else { return };
    let refused = |previous: &[&str], words: &str| {
        let ran = next_year(&workdir, previous);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
        assert!(!is_there(&workdir.path("new.xlsx")));
    };
    refused(
        &["q2.xlsx"],
        "`q2.xlsx` is for 2025-26 Q2, which is not the last period of its year; give the consolidated workbook for 2025-26 Q4",
    );
    fs::copy(workdir.path("q4.xlsx"), workdir.path("copy.xlsx")).unwrap();
    refused(&["q4.xlsx", "copy.xlsx"], "are both for 2025-26 Q4");
    refused(&["q4/homes-2025-26-q4.xlsx"], "it is no consolidated workbook");
    let other = example("west-norfolk");
    consolidate(&other, "plan.xlsx", "other.xlsx", &[]);
    workdir.write("other.xlsx", &other.bytes("other.xlsx"));
    refused(&["q4.xlsx", "other.xlsx"], "it is of another plan (");
    script(&workdir, TYPED, &["plan.xlsx", "plan.xlsx", "Settings", "B6=2026-27 Q1"]).unwrap();
    refused(&["q4.xlsx"], "the plan workbook is for 2026-27 Q1, and `q4.xlsx` is for 2025-26 Q4");
}
