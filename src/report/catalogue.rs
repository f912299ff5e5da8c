//! The rule catalogue as a table for people and as JSON for programs.

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

use crate::rules::{Rule, catalogue};

#[derive(Serialize)]
struct Listed {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    since: &'static str,
    summary: String,
}

/// Every rule in a table: code, name, severity and what it checks, `width` characters wide at most.
pub fn catalogue_table(width: usize) -> String {
    let mut table = Table::new();
    table
        .force_no_tty()
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX).max(60))
        .set_header(["Code", "Name", "Severity", "What it checks"]);
    for rule in catalogue() {
        table.add_row([rule.code, rule.name, rule.severity.word(), &first_sentence(rule)]);
    }
    table.trim_fmt() + "\n"
}

/// Every rule as JSON, with a line break at its end.
///
/// # Errors
/// Only where a value cannot be put into JSON, which no rule can bring about.
pub fn catalogue_json() -> Result<String, serde_json::Error> {
    let rules: Vec<Listed> = catalogue()
        .iter()
        .map(|rule| Listed {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.word(),
            since: rule.since,
            summary: first_sentence(rule),
        })
        .collect();
    Ok(serde_json::to_string_pretty(&rules)? + "\n")
}

/// The first sentence of what a rule checks.
fn first_sentence(rule: &Rule) -> String {
    let joined = rule.section("What it checks").split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => joined,
    }
}
