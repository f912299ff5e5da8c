//! What the README and the reference say of the code is so.

use std::fs;

use planroll::rules::{reference, table};

use crate::tools::root;

const BEGIN: &str = "<!-- rules: generated, compared by a test -->\n";
const END: &str = "<!-- rules end -->";

/// Compares a committed text with what is generated now; `PLANROLL_UPDATE=1` writes it.
fn assert_current(path: &str, current: &str) {
    let file = root().join(path);
    if std::env::var_os("PLANROLL_UPDATE").is_some() {
        fs::write(&file, current).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == current, "{path} is out of date: run `PLANROLL_UPDATE=1 cargo test reference`");
}

#[test]
fn the_rule_reference_is_current() {
    assert_current("src/rules/reference.md", &reference());
}

#[test]
fn the_readmes_table_of_rules_is_current_reference() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the mark where the table begins");
    let (_, after) = rest.split_once(END).expect("the mark where the table ends");
    assert_current("README.md", &format!("{before}{BEGIN}{}{END}{after}", table()));
}

#[test]
fn every_file_that_the_readme_names_exists() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let named: Vec<&str> = readme
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|text| {
            ["src/", "workbook-templates/", "examples/", "benches/", "tests/"].iter().any(|room| text.starts_with(room))
        })
        .filter(|text| !text.contains(['<', ' ', '*']))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for name in named {
        assert!(root().join(name).exists(), "the README names {name}");
    }
}
