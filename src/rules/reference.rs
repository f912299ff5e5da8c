//! The catalogue as text, generated from the rules' own files: a rule's page, and the reference of all, which a test
//! compares with what is committed.

use std::fmt::Write as _;

use super::{HEADINGS, Rule};

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

/// The first sentence of what a rule checks.
pub(crate) fn first_sentence(rule: &Rule) -> String {
    let joined = rule.section("What it checks").split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::catalogue;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/reference.md");
    const HEAD: &str = "# Rule reference\n\nGenerated from the rules' own files; `cargo test` compares it. Do not edit.\n\n\
        | code | name | severity | checks |\n|---|---|---|---|\n";

    /// The table of all rules, then their pages.
    fn reference() -> String {
        let row =
            |rule: &Rule| format!("| {} | {} | {} | {} |\n", rule.code, rule.name, rule.severity, first_sentence(rule));
        let page = |rule: &Rule| format!("\n{}", page(rule).replace("\n## ", "\n### ").replacen("# ", "## ", 1));
        let (rows, pages): (Vec<_>, Vec<_>) = catalogue().iter().map(|rule| (row(rule), page(rule))).unzip();
        format!("{HEAD}{}{}", rows.concat(), pages.concat())
    }

    #[test]
    fn the_reference_is_current() {
        if std::env::var_os("PLANROLL_UPDATE").is_some() {
            std::fs::write(FILE, reference()).unwrap();
        }
        let committed = std::fs::read_to_string(FILE).unwrap();
        assert!(committed == reference(), "out of date: run `PLANROLL_UPDATE=1 cargo test reference`");
    }
}
