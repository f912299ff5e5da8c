//! `planroll agree`.

use std::fs;

use super::{DIFFERENCES, DRESSED, TYPED, cells, consolidate, example, saved_by_libreoffice, script, under};
use crate::cli::workdir::{Ran, Workdir, is_there};

const BY: &str = "Cabinet, 19 September 2019";

fn agree(workdir: &Workdir, plan: &str, more: &[&str]) -> Ran {
    workdir.run(&[&["agree", plan, "agreed.xlsx", "--by", BY, "-o", "new.xlsx"], more].concat())
}

/// Types what was agreed into the Decisions sheet of `consolidated.xlsx`; false where there is no Python.
fn typed(workdir: &Workdir, entries: &[&str]) -> bool {
    let args = [&["consolidated.xlsx", "agreed.xlsx", "Decisions"], entries].concat();
    script(workdir, TYPED, &args).is_some()
}

#[test]
fn what_members_agreed_is_in_the_new_plan_and_nothing_else_has_changed() {
    let workdir = example("cannock-chase");
    consolidate(&workdir, "plan.xlsx", "consolidated.xlsx", &[]);
    let entries = [
        "L10=Yes",
        "L11=no",
        "L12=31/12/2020",
        "L13=perhaps",
        "L14=y",
        "L15=Q1 2020-21",
        "L16=day:2020-01-31",
        "L17=TRUE",
        "J35=Yes",
    ];
    if !typed(&workdir, &entries) {
        return;
    }
    let before = workdir.bytes("plan.xlsx");
    let ran = agree(&workdir, "plan.xlsx", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "{}", ran.out);
    assert!(
        ran.out.starts_with("20 decisions on 2019-20 Q1, Cabinet, 19 September 2019: 7 taken over, 1 not taken over,")
    );
    for said in [
        "  PP02  deadline Q4 2019-20, agreed by Cabinet, 19 September 2019 (was Q2 2019-20)\n",
        "  PP03  members said no: the deadline stays Q3 2019-20\n",
        "▲ HC02  “perhaps” in Decisions!L13 is neither Yes, No nor a date\n",
        "  EP08  still open: Decisions!L18 is blank\n",
        "  PP12  closed: ended with 2019-20 Q1\n",
        "Columns were added to Actions: Agreed deadline, Agreed by, Ended.\n",
    ] {
        assert!(ran.out.contains(said), "{said}{}", ran.out);
    }
    assert!(workdir.bytes("plan.xlsx") == before);
    let differences = script(&workdir, DIFFERENCES, &["plan.xlsx", "new.xlsx"]).unwrap();
    let expected: Vec<String> = [
        "I1 Agreed deadline General",
        "J1 Agreed by General",
        "K1 Ended General",
        "I3 Q4 2019-20 @",
        "J3 BY @",
        "I5 31 Dec 2020 @",
        "J5 BY @",
        "K13 2019-20 Q1 @",
    ]
    .map(|line| format!("Actions {}", line.replace("BY", BY)))
    .to_vec();
    for line in &expected {
        assert!(differences.lines().any(|own| own == line), "{line}\n{differences}");
    }
    // Seven deadlines and actions, six of them with who agreed it, three headings.
    let told: Vec<&str> = differences.lines().filter(|line| !line.ends_with(" None @")).collect();
    assert_eq!(told.len(), 3 + 6 * 2 + 1, "{differences}");
    let checked = workdir.run(&["check", "--plan", "new.xlsx"]);
    assert!(checked.status == 0 && checked.out.contains("0 errors, 0 warnings"), "{}", checked.out);

    // Taken over once more, it changes nothing, but for what still waits.
    let again = workdir.run(&["agree", "new.xlsx", "agreed.xlsx", "--by", BY, "-o", "again.xlsx"]);
    assert_eq!(again.status, 1);
    assert!(
        again.out.replace('\n', " ").contains("7 in the plan already") && again.out.contains("Nothing was written"),
        "{}",
        again.out
    );
    assert!(!is_there(&workdir.path("again.xlsx")));
}

#[test]
fn what_was_agreed_may_be_chosen_or_typed() {
    let workdir = example("cannock-chase");
    consolidate(&workdir, "plan.xlsx", "consolidated.xlsx", &[]);
    let parts = (1..=12).map(|number| workdir.part("consolidated.xlsx", &format!("xl/worksheets/sheet{number}.xml")));
    let decisions: Vec<String> = parts.filter(|xml| xml.contains("What members decided")).collect();
    let lists: Vec<&str> = decisions[0].split("<dataValidation ").skip(1).collect();
    assert_eq!((decisions.len(), lists.len()), (1, 2));
    for (list, range) in lists.iter().zip(["J35", "L10:L28"]) {
        assert!(list.contains("type=\"list\"") && list.contains(&format!("sqref=\"{range}\"")), "{list}");
        assert!(!list.contains("showErrorMessage") && list.contains("\"Yes,No\""), "{list}");
    }
}

#[test]
fn a_plan_that_says_something_else_by_now_is_not_changed_against_its_officer() {
    let workdir = example("cannock-chase");
    consolidate(&workdir, "plan.xlsx", "consolidated.xlsx", &[]);
    if !typed(&workdir, &["L10=Yes", "L11=Yes", "L12=Yes", "J35=31/03/2020"]) {
        return;
    }
    let edits = ["G3=Q1 2020-21", "A4=PP99", "I1=Agreed deadline", "I5=Q2 2020-21"];
    script(&workdir, TYPED, &[&["plan.xlsx", "plan.xlsx", "Actions"][..], &edits].concat()).unwrap();
    let ran = agree(&workdir, "plan.xlsx", &[]);
    assert_eq!(ran.status, 1);
    for said in [
        "▲ PP02  the plan's deadline was changed since: it is Q1 2020-21, and was Q2 2019-20\n",
        "▲ PP03  its Ref is no longer in the plan\n",
        "▲ PP04  the plan's agreed deadline was changed since: it is Q2 2020-21, and was none\n",
        "▲ PP12  Decisions!J35 is a date, and an action is closed with Yes\n",
        "Nothing was written: nothing changes in plan.xlsx.\n",
    ] {
        assert!(ran.out.contains(said), "{said}{}", ran.out);
    }
    assert!(!is_there(&workdir.path("new.xlsx")));
}

#[test]
fn another_plans_workbook_and_a_later_one_are_refused_in_words() {
    let workdir = example("cannock-chase");
    consolidate(&workdir, "plan.xlsx", "consolidated.xlsx", &[]);
    fs::copy(workdir.path("consolidated.xlsx"), workdir.path("agreed.xlsx")).unwrap();
    let refused = |plan: &str, words: &str| {
        let ran = agree(&workdir, plan, &[]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    let other = example("west-norfolk");
    workdir.write("other.xlsx", &other.bytes("plan.xlsx"));
    refused("other.xlsx", "it is of another plan (");
    refused("agreed.xlsx", "is a consolidated workbook, not the plan workbook");
    if script(&workdir, TYPED, &["plan.xlsx", "early.xlsx", "Settings", "B6=2018-19 Q4"]).is_some() {
        refused("early.xlsx", "it is for 2019-20 Q1, and the plan is for 2018-19 Q4");
    }
    // Twin: a plan that has gone on to the next quarter is what members' decisions find.
    if script(&workdir, TYPED, &["plan.xlsx", "later.xlsx", "Settings", "B6=2019-20 Q2"]).is_some() {
        let ran = agree(&workdir, "later.xlsx", &[]);
        assert!(ran.status == 0 && ran.out.contains("20 still open"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn the_new_plan_takes_the_place_of_no_other_file() {
    let workdir = example("cannock-chase");
    consolidate(&workdir, "plan.xlsx", "agreed.xlsx", &[]);
    let out = |out: &str, more: &[&str], words: &str| {
        let ran = workdir.run(&[&["agree", "plan.xlsx", "agreed.xlsx", "--by", BY, "-o", out], more].concat());
        assert!(ran.status == 2 && ran.err.contains(words), "{}", ran.err);
    };
    workdir.write("there.xlsx", b"mine");
    out("there.xlsx", &[], "is there already");
    out("plan.xlsx", &["--force"], "is one of the workbooks that are read");
    out("agreed.xlsx", &["--force"], "is one of the workbooks that are read");
    out("new.xls", &[], "has to end in .xlsx");
    assert_eq!(workdir.bytes("there.xlsx"), b"mine");
}

#[test]
fn a_plan_that_an_officer_dressed_up_keeps_all_of_it() {
    let workdir = example("two-quarters/q2");
    if script(&workdir, DRESSED, &["plan.xlsx", "dressed.xlsx"]).is_none() {
        return;
    }
    consolidate(&workdir, "dressed.xlsx", "consolidated.xlsx", &[]);
    // Sorted otherwise, and moved.
    assert!(typed(&workdir, &["K9=Yes", "K10=Yes"]));
    let shown = cells(&workdir, "agreed.xlsx", "Decisions");
    assert_eq!(shown.get("K9").map(String::as_str), Some("Yes"));
    let ran = workdir.run(&["agree", "dressed.xlsx", "agreed.xlsx", "--by", BY, "-o", "new.xlsx"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("The plan has formulas"), "{}", ran.out);
    let differences = script(&workdir, DIFFERENCES, &["dressed.xlsx", "new.xlsx"]).unwrap();
    let mut told: Vec<&str> = differences.lines().filter(|line| !line.ends_with(" None @")).collect();
    told.sort_unstable();
    let mut expected = vec![
        "Actions I3 Agreed deadline General".to_owned(),
        "Actions I4 Jun 2026 @".to_owned(),
        "Actions I8 Jun 2026 @".to_owned(),
        "Actions J3 Agreed by General".to_owned(),
        format!("Actions J4 {BY} @"),
        format!("Actions J8 {BY} @"),
        "Actions tables [('Plan', 'A3:J12', 10)]".to_owned(),
    ];
    expected.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!(workdir.run(&["check", "--plan", "new.xlsx"]).status, 0);

    // As LibreOffice saves both, it is the same.
    if !saved_by_libreoffice(&workdir, "dressed.xlsx", "xlsx") || !saved_by_libreoffice(&workdir, "agreed.xlsx", "xlsx")
    {
        return;
    }
    let ran = workdir.run(&["agree", "saved/dressed.xlsx", "saved/agreed.xlsx", "--by", BY, "-o", "saved/new.xlsx"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let shown = cells(&workdir, "saved/new.xlsx", "Actions");
    assert_eq!(
        (under(&shown, "Agreed deadline", "1.1").as_str(), under(&shown, "Agreed by", "2.1").as_str()),
        ("Jun 2026", BY)
    );
    // The new one opens there too.
    assert!(saved_by_libreoffice(&workdir, "new.xlsx", "csv") && is_there(&workdir.path("saved/new.csv")));
    for (ending, words) in
        [("xls", "choose Save As, Excel Workbook (.xlsx)"), ("ods", "choose Save As, Excel Workbook (.xlsx)")]
    {
        saved_by_libreoffice(&workdir, "dressed.xlsx", ending);
        let plan = format!("saved/dressed.{ending}");
        let ran = workdir.run(&["agree", &plan, "agreed.xlsx", "--by", BY, "-o", "other.xlsx"]);
        assert!(ran.status == 2 && ran.err.contains(words), "{ending}: {}", ran.err);
    }
}

#[test]
fn a_cell_that_is_a_formula_or_merged_is_left_to_its_officer() {
    let workdir = example("two-quarters/q2");
    consolidate(&workdir, "plan.xlsx", "consolidated.xlsx", &[]);
    if !typed(&workdir, &["K9=Yes", "K10=Yes"]) {
        return;
    }
    script(&workdir, TYPED, &["plan.xlsx", "formula.xlsx", "Actions", "G2==E2"]).unwrap();
    let ran = workdir.run(&["agree", "formula.xlsx", "agreed.xlsx", "--by", BY, "-o", "new.xlsx"]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("▲ 1.1  G2 holds a formula, which is yours to change"), "{}", ran.out);
    let shown = cells(&workdir, "new.xlsx", "Actions");
    assert_eq!((under(&shown, "Agreed by", "1.1").as_str(), under(&shown, "Agreed by", "2.1").as_str()), ("", BY));
}
