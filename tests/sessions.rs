//! The sessions in the documents: every `console` block is run, and must print what stands there.
//!
//! Each document runs in a folder of its own, so nothing is written beside it. `TRYCMD=overwrite cargo test sessions`
//! writes what the commands print now.

use std::fs;
use std::path::Path;

use crate::readme::documents;
use crate::tools::root;

/// Blocks of commands that are not run, each by how it begins, and why.
const NOT_RUN: [(&str, &str); 5] = [
    ("cargo run --release -- consolidate ", "`.ci/run` runs it as the tests built it: optimising takes minutes"),
    ("cargo test\n", "it is what runs this"),
    ("planroll send issued --smtp ", "it sends mail; tests/send does, to servers of its own"),
    ("planroll issue plan.xlsx --out issued --mail\n", "how tests/written_by_0_1_0 was made, with 0.1.0"),
    ("select organisation", "it is DuckDB's; tests/data_folder.rs runs it"),
];

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

/// Runs the sessions of `document` in a copy of `folder`.
fn run(document: &Path, folder: &Path, as_name: &str) {
    let place = tempfile::tempdir().unwrap();
    let case = place.path().join("README.md");
    fs::copy(document, &case).unwrap();
    copy(folder, &place.path().join("README.in").join(as_name));
    trycmd::TestCases::new().env("COLUMNS", "100").env("NO_COLOR", "1").case(&case).run();
    if std::env::var("TRYCMD").is_ok_and(|mode| mode == "overwrite") {
        fs::copy(&case, document).unwrap();
    }
}

#[test]
fn the_sessions_of_every_document_print_what_they_say() {
    let examples = root().join("examples");
    let has_session = |document: &&Path| fs::read_to_string(document).unwrap().contains("```console\n");
    let documents = documents();
    let with_session: Vec<&Path> = documents.iter().map(AsRef::as_ref).filter(has_session).collect();
    assert!(with_session.len() >= 8, "{with_session:?}");
    for document in with_session {
        let folder = document.parent().unwrap();
        // An example's own README runs in its folder; the others where the examples are.
        if folder.parent() == Some(&examples) {
            run(document, folder, "");
        } else {
            run(document, &examples, "examples");
        }
    }
}

#[test]
fn every_block_of_a_document_is_run_or_is_no_session() {
    let mut not_run = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let blocks: Vec<&str> = text.split("```").skip(1).step_by(2).collect();
        // A block that is set in is not seen by what runs the sessions.
        let fences = text.split('\n').filter(|line| line.starts_with("```")).count();
        assert_eq!(fences, 2 * blocks.len(), "{}: a fence begins its line", document.display());
        for block in blocks {
            let (language, body) = block.split_once('\n').unwrap();
            match language {
                "console" => assert!(body.starts_with("$ planroll "), "{}:\n{body}", document.display()),
                "text" => assert!(!body.contains("$ "), "{}:\n{body}", document.display()),
                _ => not_run.push((document.clone(), body.to_owned())),
            }
        }
    }
    assert_eq!(not_run.len(), NOT_RUN.len());
    for (document, body) in not_run {
        assert!(NOT_RUN.iter().any(|(start, _)| body.starts_with(start)), "{}:\n{body}", document.display());
    }
}
