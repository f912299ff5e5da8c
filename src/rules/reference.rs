//! The catalogue as text: a rule's page, the table of all rules, and the whole reference.
//!
//! Everything is generated from the rules' own files, and a test compares what is committed.

use std::fmt::Write as _;

use super::{HEADINGS, Rule, catalogue};

/// One rule's page as Markdown, as `explain` prints it.
pub fn page(rule: &Rule) -> String {
    let mut text = format!("# {} {}\n\n", rule.code, rule.name);
    let stops = if rule.stops { "; stops every other check of its file" } else { "" };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Severity: {}{stops}. Since {}.", rule.severity, rule.since);
    for heading in HEADINGS {
        let _ = write!(text, "\n## {heading}\n\n{}\n", rule.section(heading));
    }
    text
}

/// The table of all rules as Markdown: code, name, severity and the first sentence of what each checks.
pub fn table() -> String {
    let mut text = String::from("| code | name | severity | checks |\n|---|---|---|---|\n");
    for rule in catalogue() {
        let first = first_sentence(rule);
        let _ = writeln!(text, "| {} | {} | {} | {first} |", rule.code, rule.name, rule.severity);
    }
    text
}

/// All pages after one another.
pub fn reference() -> String {
    let mut text = String::from(
        "# Rule reference\n\nGenerated from the rules' own files; `cargo test` compares it. Do not edit.\n\n",
    );
    text.push_str(&table());
    for rule in catalogue() {
        text.push('\n');
        text.push_str(&page(rule).replace("\n## ", "\n### ").replacen("# ", "## ", 1));
    }
    text
}

/// The first sentence of what a rule checks.
pub fn first_sentence(rule: &Rule) -> String {
    let joined = rule.section("What it checks").split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => joined,
    }
}
