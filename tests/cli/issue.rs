//! `planroll issue`.

use super::workdir::{Workdir, is_there};

#[test]
fn each_delivery_plan_gets_a_line_with_its_lead_and_file() {
    let workdir = Workdir::new();
    workdir.run(&["init", "plan.xlsx"]);
    let ran = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "out"]);
    insta::assert_snapshot!(ran.out, @"
    economy    Head of Economy and Growth      out/economy-2025-26-q1.xlsx
    housing    Head of Housing                 out/housing-2025-26-q1.xlsx
    corporate  Director of Corporate Services  out/corporate-2025-26-q1.xlsx
    ");
    assert_eq!(
        workdir.names("out"),
        ["corporate-2025-26-q1.xlsx", "economy-2025-26-q1.xlsx", "housing-2025-26-q1.xlsx"]
    );
}

#[test]
fn without_a_folder_the_period_names_one() {
    let workdir = Workdir::new();
    workdir.run(&["init", "plan.xlsx"]);
    assert_eq!(workdir.run(&["issue", "plan.xlsx", "--period", "Q1 2025/26"]).status, 0);
    assert!(is_there(&workdir.path("2025-26-q1/housing-2025-26-q1.xlsx")));
}

#[test]
fn issuing_again_changes_nothing_and_a_filled_in_return_is_not_lost() {
    let workdir = Workdir::issued("standard");
    let issue = ["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "returns"];
    let blank = workdir.bytes("returns/housing-2025-26-q1.xlsx");
    assert_eq!(workdir.run(&issue).status, 0);
    assert_eq!(workdir.bytes("returns/housing-2025-26-q1.xlsx"), blank);

    workdir.fill("returns/housing-2025-26-q1.xlsx", 2, &[("F5", "Green")]);
    let filled = workdir.bytes("returns/housing-2025-26-q1.xlsx");
    let ran = workdir.run(&issue);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`returns/housing-2025-26-q1.xlsx` is there already"), "{}", ran.err);
    assert_eq!(workdir.bytes("returns/housing-2025-26-q1.xlsx"), filled);
    let mut forced = issue.to_vec();
    forced.push("--force");
    assert_eq!(workdir.run(&forced).status, 0);
    assert_eq!(workdir.bytes("returns/housing-2025-26-q1.xlsx"), blank);
}

#[test]
fn only_the_delivery_plans_asked_for_are_issued() {
    let workdir = Workdir::new();
    workdir.run(&["init", "plan.xlsx"]);
    let ran = workdir.run(&["issue", "plan.xlsx", "--out", "out", "--only", "HOUSING,economy"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(workdir.names("out").len(), 2);
    let ran = workdir.run(&["issue", "plan.xlsx", "--out", "none", "--only", "hous"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("its codes are `economy`, `housing`, `corporate`"), "{}", ran.err);
    assert!(!is_there(&workdir.path("none")));
}

#[test]
fn a_plan_with_errors_issues_nothing_and_says_what_they_are() {
    let workdir = Workdir::issued("standard");
    workdir.alter("plan.xlsx", "xl/sharedStrings.xml", |texts| texts.replace(">Required<", ">Sometimes<"));
    let ran = workdir.run(&["issue", "plan.xlsx", "--out", "out"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("PLN016") && ran.err.contains("Nothing was issued"), "{}", ran.err);
    assert_eq!(ran.out, "");
    assert!(!is_there(&workdir.path("out")));
}

#[test]
fn a_period_of_another_kind_is_a_wrong_argument() {
    let workdir = Workdir::new();
    workdir.run(&["init", "plan.xlsx"]);
    let ran = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 H1"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!(ran.err, @"planroll: `2025-26 H1` is not a period of the plan workbook, which reports quarterly; give it as 2025-26 Q1.");
}
