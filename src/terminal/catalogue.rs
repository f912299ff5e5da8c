//! The rule catalogue as a table.

use comfy_table::{ContentArrangement, Table, presets};

use crate::rules::{catalogue, first_sentence};

/// Every rule in a table: code, name, severity and what it checks, `width` characters wide at most.
pub(crate) fn catalogue_table(width: usize) -> String {
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
