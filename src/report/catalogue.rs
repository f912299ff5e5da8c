//! The rule catalogue as JSON for programs.

use serde::Serialize;

use crate::rules::{catalogue, first_sentence};

#[derive(Serialize)]
struct Listed {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    since: &'static str,
    summary: String,
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
