//! Where `consolidate` writes: over planroll's own of this organisation, plan and period, and over nothing else.

use std::fs;

use super::workdir::{Ran, Workdir};

const OUT: &str = "out.xlsx";

fn consolidate(workdir: &Workdir, more: &[&str]) -> Ran {
    let all = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", OUT];
    workdir.run(&[&all[..], more].concat())
}

/// It is refused in these words, and left as it was.
fn is_left_alone(workdir: &Workdir, words: &str) {
    let (before, files) = (workdir.bytes(OUT), workdir.names(""));
    let ran = consolidate(workdir, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains(words), "{}", ran.err);
    assert_eq!(workdir.names(""), files);
    assert!(workdir.bytes(OUT) == before);
}

/// Changes a text of it by hand.
fn change_by_hand(workdir: &Workdir) {
    workdir.alter(OUT, "xl/sharedStrings.xml", |xml| xml.replace("Provisional:", "Nearly done:"));
}

#[test]
fn our_own_of_this_plan_and_period_is_replaced_and_nothing_is_kept_or_said() {
    let workdir = Workdir::issued("standard");
    assert_eq!(consolidate(&workdir, &[]).status, 0);
    let before = (workdir.bytes(OUT), workdir.names(""));
    let ran = consolidate(&workdir, &["--json", "out.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ran = consolidate(&workdir, &["--json", "out.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    fs::remove_file(workdir.path("out.json")).unwrap();
    assert!((workdir.bytes(OUT), workdir.names("")) == before);
}

#[test]
fn our_own_that_was_changed_is_kept_beside_each_time_and_said() {
    let workdir = Workdir::issued("standard");
    assert_eq!(consolidate(&workdir, &[]).status, 0);
    let own = workdir.bytes(OUT);
    change_by_hand(&workdir);
    let changed = workdir.bytes(OUT);
    for number in ["", " 2"] {
        workdir.write(OUT, &changed);
        let ran = consolidate(&workdir, &[]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let kept = workdir.names("").into_iter().filter(|name| name.starts_with("out before "));
        let kept = kept.max_by_key(String::len).unwrap();
        assert!(kept.ends_with(&format!("{number}.xlsx")), "{kept}");
        assert!(ran.err.contains(&format!("out.xlsx was changed since planroll wrote it, and is kept as {kept}.")));
        assert!(workdir.bytes(&kept) == changed && workdir.bytes(OUT) != changed);
    }
    // What was changed is named once, in the workbook that was written then.
    assert_eq!(consolidate(&workdir, &[]).err, "");
    assert!(workdir.bytes(OUT) == own);
}

#[test]
fn our_own_that_another_program_only_packed_anew_is_as_it_was() {
    let workdir = Workdir::issued("standard");
    assert_eq!(consolidate(&workdir, &[]).status, 0);
    let own = workdir.bytes(OUT);
    workdir.alter(OUT, "docProps/core.xml", |xml| xml.replace("en-GB", "en-US"));
    assert_eq!(consolidate(&workdir, &[]).err, "");
    assert!(workdir.bytes(OUT) == own && workdir.names("") == ["out.xlsx", "plan.xlsx", "returns"]);
}

#[test]
fn what_is_not_ours_is_left_alone_unless_forced() {
    let workdir = Workdir::issued("standard");
    workdir.write(OUT, &workdir.bytes("returns/housing-2025-26-q1.xlsx"));
    is_left_alone(&workdir, "`out.xlsx` is there already and is no consolidated workbook that planroll wrote");
    workdir.write(OUT, &workdir.bytes("plan.xlsx"));
    is_left_alone(&workdir, "no consolidated workbook");
    workdir.write(OUT, b"a letter");
    is_left_alone(&workdir, "no consolidated workbook");
    assert_eq!(consolidate(&workdir, &["--force"]).status, 0);
    assert_eq!(workdir.names(""), ["out.xlsx", "plan.xlsx", "returns"]);
}

#[test]
fn the_workbook_of_another_period_or_plan_is_left_alone() {
    let workdir = Workdir::issued("standard");
    let later = ["consolidate", "plan.xlsx", "--period", "2025-26 Q2", "-o", OUT];
    assert_eq!(workdir.run(&later).status, 0);
    is_left_alone(&workdir, "the consolidated workbook for 2025-26 Q2");
    let other = Workdir::issued("southend");
    assert_eq!(other.run(&["consolidate", "plan.xlsx", "--period", "2025-26 Q1", "-o", OUT]).status, 0);
    workdir.write(OUT, &other.bytes(OUT));
    is_left_alone(&workdir, "the consolidated workbook of another plan");
}

#[test]
fn json_that_is_not_ours_is_left_alone_and_so_is_what_may_only_be_read() {
    let workdir = Workdir::issued("standard");
    workdir.write("other.json", b"{\"name\": \"other\"}");
    let ran = consolidate(&workdir, &["--json", "other.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`other.json` is there already and is no JSON of planroll consolidate"), "{}", ran.err);
    assert_eq!(workdir.names(""), ["other.json", "plan.xlsx", "returns"]);
    assert_eq!(consolidate(&workdir, &[]).status, 0);
    let mut permissions = fs::metadata(workdir.path(OUT)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(workdir.path(OUT), permissions).unwrap();
    is_left_alone(&workdir, "may only be read");
}

#[cfg(unix)]
#[test]
fn no_device_or_pipe_is_ever_replaced() {
    let workdir = Workdir::issued("standard");
    crate::tools::run(std::process::Command::new("mkfifo").arg(workdir.path("pipe")), 0);
    for (path, what) in [("pipe", "it is a pipe, not a file"), ("/dev/full", "it is a device, not a file")] {
        for more in [&["-o", path][..], &["-o", path, "--force"], &["-o", OUT, "--json", path, "--force"]] {
            let all = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1"];
            let ran = workdir.run(&[&all[..], more].concat());
            assert_eq!(ran.status, 2, "{}", ran.err);
            assert!(ran.err.contains(what), "{}", ran.err);
        }
    }
    assert_eq!(workdir.names(""), ["pipe", "plan.xlsx", "returns"]);
}
