//! The sessions in the READMEs: every `console` block is run, and must print what stands there.
//!
//! Each README runs in a folder of its own, so nothing is written beside it. `TRYCMD=overwrite cargo test sessions`
//! writes what the commands print now.

use std::fs;
use std::path::Path;

use crate::tools::root;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Runs the sessions of `readme` in a copy of `folder`.
fn run(readme: &Path, folder: &Path, as_name: &str) {
    let place = tempfile::tempdir().unwrap();
    let case = place.path().join("README.md");
    fs::copy(readme, &case).unwrap();
    copy(folder, &place.path().join("README.in").join(as_name));
    trycmd::TestCases::new().env("COLUMNS", "100").env("NO_COLOR", "1").case(&case).run();
    if std::env::var("TRYCMD").is_ok_and(|mode| mode == "overwrite") {
        fs::copy(&case, readme).unwrap();
    }
}

#[test]
fn the_sessions_of_the_examples_print_what_they_say() {
    for council in ["cannock-chase", "west-norfolk", "southend", "colchester", "two-quarters"] {
        let folder = root().join("examples").join(council);
        run(&folder.join("README.md"), &folder, "");
    }
}

#[test]
fn the_sessions_of_the_readme_print_what_they_say() {
    run(&root().join("README.md"), &root().join("examples"), "examples");
}
