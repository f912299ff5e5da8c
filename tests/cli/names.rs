//! What files are called: nothing that is written says where on somebody's disk they lie, and what is pasted finds them.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use super::workdir::Workdir;

/// Everything that files hold, those in workbooks too.
fn contents(path: &Path) -> String {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().map(|entry| contents(&entry.unwrap().path())).collect();
    }
    let bytes = fs::read(path).unwrap();
    let Ok(mut parts) = zip::ZipArchive::new(Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut text = String::new();
    for place in 0..parts.len() {
        let mut part = Vec::new();
        parts.by_index(place).unwrap().read_to_end(&mut part).unwrap();
        text.push_str(&String::from_utf8_lossy(&part));
    }
    text
}

#[test]
fn what_is_written_does_not_say_where_on_the_disk_its_files_were() {
    let workdir = Workdir::issued("standard");
    workdir.fill("returns/housing-2025-26-q1.xlsx", 4, &[("B4", "Jo Bloggs")]);
    workdir.write("returns/notes.pdf", b"%PDF-1.4");
    let at = |name: &str| workdir.path(name).to_str().unwrap().to_owned();
    let (plan, returns) = (at("plan.xlsx"), at("returns"));
    let whole = workdir.path("").to_str().unwrap().trim_end_matches('/').to_owned();
    let period = ["--period", "2025-26 Q1"];
    let out = ["-o", "c.xlsx", "--json", "c.json", "--data", "data"];
    let ran = workdir.run(&[&["consolidate", &plan, &returns][..], &out, &period].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(workdir.run(&[&["chase", &plan, &returns, "--out", "chase"][..], &period].concat()).status, 0);
    for written in ["c.xlsx", "c.json", "data", "chase"] {
        assert!(!contents(&workdir.path(written)).contains(&whole), "{written}");
    }
    assert!(contents(&workdir.path("c.xlsx")).contains(">housing-2025-26-q1.xlsx<"));
    for format in ["json", "csv", "concise"] {
        let ran = workdir.run(&[&["check", &returns, "--plan", &plan, "--format", format][..], &period].concat());
        assert!(
            ran.out.contains("economy-2025-26-q1.xlsx")
                && !ran.out.contains("returns/economy")
                && !ran.out.contains(&whole),
            "{}",
            ran.out
        );
    }
    let ran = workdir.run(&[&["status", &plan, &returns, "--format", "json"][..], &period].concat());
    assert!(ran.out.contains("\"notes.pdf\"") && !ran.out.contains(&whole), "{}", ran.out);
}

#[test]
fn two_folders_of_one_name_are_told_apart_and_each_return_is_counted() {
    let workdir = Workdir::issued("standard");
    for (folder, name) in [("north", "housing"), ("south", "economy")] {
        fs::create_dir_all(workdir.path(folder).join("Q1")).unwrap();
        let name = format!("{name}-2025-26-q1.xlsx");
        fs::rename(workdir.path("returns").join(&name), workdir.path(folder).join("Q1").join(&name)).unwrap();
    }
    let at = |name: &str| workdir.path(name).to_str().unwrap().to_owned();
    let args = ["status", "plan.xlsx", &at("north/Q1"), &at("south/Q1"), "--period", "2025-26 Q1", "--format", "csv"];
    let ran = workdir.run(&args);
    assert!(
        ran.out.contains("north/Q1/housing-2025-26-q1.xlsx") && ran.out.contains("south/Q1/economy-"),
        "{}",
        ran.out
    );
}
