//! `planroll issue --mail` and `planroll chase`: which drafts are written, and which are not.

use std::fs;

use super::workdir::{Workdir, is_there};
use crate::tools::root;

/// A folder with West Norfolk's plan and its returns but one.
fn three_of_four() -> Workdir {
    let workdir = Workdir::new();
    let council = root().join("examples/west-norfolk");
    workdir.write("plan.xlsx", &fs::read(council.join("plan.xlsx")).unwrap());
    fs::create_dir(workdir.path("returns")).unwrap();
    for name in ["growth", "environment", "efficient"] {
        let name = format!("returns/{name}-2025-26-q1.xlsx");
        workdir.write(&name, &fs::read(council.join(&name)).unwrap());
    }
    workdir
}

#[test]
fn drafts_go_beside_the_returns_with_an_index_and_the_same_bytes_each_time() {
    let workdir = three_of_four();
    let ran = workdir.run(&["issue", "plan.xlsx", "--out", "issued", "--mail"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("4 drafts in issued/mail, listed in index.csv."), "{}", ran.out);
    let names = workdir.names("issued/mail");
    assert_eq!(
        names,
        [
            "communities-2025-26-q1.eml",
            "efficient-2025-26-q1.eml",
            "environment-2025-26-q1.eml",
            "growth-2025-26-q1.eml",
            "index.csv"
        ]
    );
    let before: Vec<Vec<u8>> = names.iter().map(|name| workdir.bytes(&format!("issued/mail/{name}"))).collect();
    assert_eq!(workdir.run(&["issue", "plan.xlsx", "--out", "issued", "--mail"]).status, 0);
    assert_eq!(workdir.run(&["issue", "plan.xlsx", "--out", "elsewhere", "--mail"]).status, 0);
    for folder in ["issued", "elsewhere"] {
        let after: Vec<Vec<u8>> = names.iter().map(|name| workdir.bytes(&format!("{folder}/mail/{name}"))).collect();
        assert!(before == after, "{folder}");
    }
}

#[test]
fn a_draft_that_was_worked_on_is_not_lost_and_nothing_else_is_written_then() {
    let workdir = three_of_four();
    fs::create_dir_all(workdir.path("issued/mail")).unwrap();
    workdir.write("issued/mail/growth-2025-26-q1.eml", b"mine");
    let ran = workdir.run(&["issue", "plan.xlsx", "--out", "issued", "--mail"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("`issued/mail` holds drafts of another run (`growth-2025-26-q1.eml`)"), "{}", ran.err);
    assert_eq!(workdir.names("issued"), ["mail"]);
    assert_eq!(workdir.bytes("issued/mail/growth-2025-26-q1.eml"), b"mine");
    assert_eq!(workdir.run(&["issue", "plan.xlsx", "--out", "issued", "--mail", "--force"]).status, 0);
    assert_eq!(workdir.names("issued/mail").len(), 5);
}

#[test]
fn only_who_has_not_answered_or_made_errors_is_written_to_and_the_others_are_named_with_why() {
    let workdir = three_of_four();
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--out", "chase", "--today", "2025-07-22"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @"
    3 drafts in chase, listed in index.csv.
    Drafts to:
      growth       1 error   growth-2025-26-q1-errors.eml
      efficient    2 errors  efficient-2025-26-q1-errors.eml
      communities  missing   communities-2025-26-q1-reminder.eml
    Left out:
      environment  received, no errors
    Open each draft in your mail program, look it over and send it; or send all with:
      planroll send chase
    ");
    assert_eq!(workdir.names("chase").len(), 4);
    let mail = String::from_utf8(workdir.bytes("chase/communities-2025-26-q1-reminder.eml")).unwrap();
    assert!(mail.contains("Subject: Overdue since 18 July 2025: Communities"), "{}", &mail[..600]);
}

#[test]
fn a_second_chase_goes_to_a_folder_of_its_own() {
    let workdir = three_of_four();
    let chase = ["chase", "plan.xlsx", "returns", "--out", "chase", "--today", "2025-07-22"];
    assert_eq!(workdir.run(&chase).status, 0);
    // The same again changes nothing and is no mistake.
    assert_eq!(workdir.run(&chase).status, 0);
    let council = root().join("examples/west-norfolk");
    let name = "returns/communities-2025-26-q1.xlsx";
    workdir.write(name, &fs::read(council.join(name)).unwrap());
    let ran = workdir.run(&chase);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("communities-2025-26-q1-reminder.eml") && ran.err.contains("`--out`"), "{}", ran.err);
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--out", "later"]);
    assert_eq!(ran.status, 0);
    assert!(!is_there(&workdir.path("later/communities-2025-26-q1-reminder.eml")));
}

#[test]
fn without_any_return_everybody_is_reminded() {
    let workdir = three_of_four();
    let ran = workdir.run(&["chase", "plan.xlsx", "--out", "chase"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("4 drafts in chase") && !ran.out.contains("Left out"), "{}", ran.out);
}

#[test]
fn who_sent_two_different_returns_is_left_out_and_a_file_that_is_none_is_to_be_looked_at() {
    let workdir = three_of_four();
    workdir.write("returns/second.xlsx", &workdir.bytes("returns/growth-2025-26-q1.xlsx"));
    workdir.alter("returns/second.xlsx", "xl/worksheets/sheet3.xml", |xml| xml.replace("67% 2 ", "68% 2 "));
    workdir.write("returns/notes.xlsx", b"these are notes");
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--out", "chase", "--today", "2025-07-22"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("growth       2 different returns came: returns/growth-2025-26-q1.xlsx"), "{}", ran.out);
    assert!(ran.err.contains("Look at returns/notes.xlsx before you send"), "{}", ran.err);
    assert!(!is_there(&workdir.path("chase/growth-2025-26-q1-errors.eml")));
}

#[test]
fn a_chase_without_a_folder_goes_to_one_named_after_today_and_the_next_to_another() {
    let workdir = three_of_four();
    let chase = ["chase", "plan.xlsx", "returns", "--today", "2025-07-22"];
    for folder in ["chase-2025-07-22", "chase-2025-07-22-2", "chase-2025-07-22-3"] {
        let ran = workdir.run(&chase);
        assert_eq!((ran.status, is_there(&workdir.path(folder).join("index.csv"))), (0, true), "{}", ran.err);
    }
    assert_eq!(workdir.run(&["chase", "plan.xlsx", "returns", "--today", "22 July"]).status, 2);
}

#[test]
fn the_day_of_the_deadlines_is_no_other_for_whom_is_chased_than_for_a_check_and_days_count_from_it_where_it_is_far() {
    let workdir = three_of_four();
    let mail = |out: &str| {
        let name = format!("{out}/communities-2025-26-q1-reminder.eml");
        String::from_utf8(workdir.bytes(&name)).unwrap()
    };
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--out", "far", "--as-of", "2025-06-30"]);
    assert!(ran.err.contains("counted from the as-of day, 30 June 2025"), "{}", ran.err);
    assert!(mail("far").contains("Subject: Reminder, return due 18 July 2025: Communities"));
    let both = ["chase", "plan.xlsx", "returns", "--out", "told", "--as-of", "2025-06-30", "--today", "2025-07-22"];
    let ran = workdir.run(&both);
    assert!(!ran.err.contains("as-of day") && ran.out.contains("growth       1 error "), "{}", ran.out);
    assert!(mail("told").contains("Subject: Overdue since 18 July 2025: Communities"));
}

#[test]
fn before_returns_are_due_only_those_who_have_not_answered_are_reminded_and_on_no_other_day_anybody() {
    let workdir = three_of_four();
    let on = |day| workdir.run(&["chase", "plan.xlsx", "returns", "--due-soon", "--out", "soon", "--today", day]);
    for (day, why) in [
        ("2025-07-10", "reminders begin 5 working days before, on 11 July 2025; today is 10 July 2025"),
        ("2025-07-19", "Returns were due on 18 July 2025, and today is 19 July 2025"),
    ] {
        let ran = on(day);
        assert!(ran.status == 0 && ran.out.replace('\n', " ").contains(why), "{}{}", ran.out, ran.err);
        assert!(!is_there(&workdir.path("soon")));
    }
    let ran = on("2025-07-11");
    insta::assert_snapshot!(ran.out, @"
    1 draft in soon, listed in index.csv.
    Drafts to:
      communities  missing  communities-2025-26-q1-reminder.eml
    Left out:
      growth       received; 1 error left to be put right
      environment  received, no errors
      efficient    received; 2 errors left to be put right
    Open each draft in your mail program, look it over and send it; or send all with:
      planroll send soon
    ");
    assert_eq!(workdir.names("soon"), ["communities-2025-26-q1-reminder.eml", "index.csv"]);
}

#[test]
fn who_has_nothing_left_to_do_is_thanked_and_nobody_else_written_to() {
    let workdir = three_of_four();
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--receipts", "--out", "thanks", "--today", "2025-07-22"]);
    insta::assert_snapshot!(ran.out, @"
    1 draft in thanks, listed in index.csv.
    Drafts to:
      environment  nothing left to do  environment-2025-26-q1-receipt.eml
    Left out:
      growth       received; 1 error left to be put right
      efficient    received; 2 errors left to be put right
      communities  missing
    Open each draft in your mail program, look it over and send it; or send all with:
      planroll send thanks
    ");
    let ran = workdir.run(&["chase", "plan.xlsx", "returns", "--receipts", "--due-soon"]);
    assert!(ran.status == 2 && ran.err.contains("`--receipts`"), "{}", ran.err);
}
