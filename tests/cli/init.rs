//! `planroll init`.

use super::workdir::Workdir;

#[test]
fn every_scheme_starts_a_plan_that_issues_at_once_and_has_no_finding() {
    for scheme in ["standard", "cannock-chase", "west-norfolk", "southend", "colchester", "progress", "monthly"] {
        let workdir = Workdir::new();
        let ran = workdir.run(&["init", "--scheme", scheme]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{scheme}");
        let ran = workdir.run(&["check", "--plan", "plan.xlsx"]);
        assert_eq!(ran.status, 0, "{scheme}: {}", ran.out);
        let ran = workdir.run(&["issue", "plan.xlsx", "--out", "returns"]);
        assert_eq!(ran.status, 0, "{scheme}: {}", ran.err);
        assert_eq!(workdir.names("returns").len(), ran.out.lines().count());
    }
}

#[test]
fn a_plan_that_is_there_already_is_not_lost() {
    let workdir = Workdir::new();
    workdir.write("plan.xlsx", b"a year's work");
    let ran = workdir.run(&["init", "plan.xlsx"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`plan.xlsx` is there already"), "{}", ran.err);
    assert_eq!(workdir.bytes("plan.xlsx"), b"a year's work");
    assert_eq!(workdir.run(&["init", "plan.xlsx", "--force"]).status, 0);
    assert_ne!(workdir.bytes("plan.xlsx"), b"a year's work");
    assert_eq!(workdir.names("."), ["plan.xlsx"]);
}

#[test]
fn an_unknown_scheme_is_a_wrong_argument() {
    let workdir = Workdir::new();
    assert_eq!(workdir.run(&["init", "--scheme", "norwich"]).status, 2);
    assert!(workdir.names(".").is_empty());
}
