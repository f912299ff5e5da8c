//! Findings told to the service that sent the return: in sentences, without codes or paths.
//!
//! The same fault down a column is told once, with its cells.

use crate::domain::sentence;
use crate::rules::Finding;

use super::fold::{Folded, fold};
use super::plain::plain;

/// Each finding as one line: where, what is wrong, what is expected, what to do. The same words about several cells of
/// a column are one line.
pub fn sentences(findings: &[Finding]) -> Vec<String> {
    fold(findings).iter().map(line).collect()
}

fn line(group: &Folded<'_>) -> String {
    let finding = group.first;
    let words = &finding.words;
    let others = group.others();
    let mut parts = vec![sentence(&plain(&words.message))];
    if !words.expected.is_empty() {
        parts.push(format!("Expected: {}.", plain(&words.expected).trim_end_matches('.')));
    }
    if !words.help.is_empty() {
        parts.push(plain(finding.help_to_service()));
    }
    if others > 0 {
        parts.push(format!("The same in {}.", group.other_places()));
    }
    let place = place(finding);
    if place.is_empty() { parts.join(" ") } else { format!("{place}: {}", parts.join(" ")) }
}

/// Sheet, cell and Ref: `Actions H14 (4.3)`; empty for a fault of the file as a whole.
fn place(finding: &Finding) -> String {
    let sheet = finding.place.sheet().map(plain);
    let cell = finding.place.cell().map(|at| at.to_string());
    let reference = finding.reference.as_deref().filter(|_| sheet.is_some()).map(|own| format!("({})", plain(own)));
    sheet.into_iter().chain(cell).chain(reference).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;
    use crate::rules::{Words, find_rule};

    fn finding(row: u32) -> Finding {
        let words = Words {
            message: "rated Green, but the deadline has passed".to_owned(),
            expected: "another rating".to_owned(),
            found: "Green".to_owned(),
            help: "Rate it Amber or Red.".to_owned(),
        };
        Finding::at_cell(find_rule("RAT005").unwrap(), "Actions", CellRef { row, col: 7 }, words).about("4.3")
    }

    #[test]
    fn the_same_fault_down_a_column_is_told_once_with_its_cells_and_no_code() {
        let lines = sentences(&[finding(13), finding(14), finding(16)]);
        assert_eq!(
            lines,
            [
                "Actions H14 (4.3): Rated Green, but the deadline has passed. Expected: another rating. Rate it Amber or \
                 Red. The same in H15, H17."
            ]
        );
    }

    #[test]
    fn a_fault_of_the_file_names_no_place() {
        let words = Words { expected: String::new(), help: String::new(), ..finding(1).words };
        let lines = sentences(&[Finding::at_file(find_rule("WBK001").unwrap(), words)]);
        assert_eq!(lines, ["Rated Green, but the deadline has passed."]);
    }
}
