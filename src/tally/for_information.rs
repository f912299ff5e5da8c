//! Priorities that have nothing to count.
//!
//! A council reports some rows for information under a heading of their own; in a table of counts that heading would be a
//! line of noughts. Which priorities those are, only the actions and the indicators together tell.

use std::collections::BTreeSet;

use crate::domain::key;

use super::lines::Table;

/// Leaves a priority out of both tables whose rows of either kind, as many as it has, are all for information only.
pub(super) fn leave_out_for_information(actions: &mut Table, indicators: &mut Table) {
    // The other table has left it out already: its rows there are for information only.
    let without = |table: &Table, other: &Table| -> BTreeSet<String> {
        let empty = table.priorities.iter().filter(|line| line.rows() == 0).map(|line| key(&line.code));
        empty.filter(|code| other.priorities.iter().all(|line| key(&line.code) != *code)).collect()
    };
    let (no_actions, no_indicators) = (without(actions, indicators), without(indicators, actions));
    actions.priorities.retain(|line| !no_actions.contains(&key(&line.code)));
    indicators.priorities.retain(|line| !no_indicators.contains(&key(&line.code)));
}

#[cfg(test)]
mod tests {
    use super::super::lines::Line;
    use super::*;

    #[test]
    fn a_priority_with_nothing_but_rows_for_information_has_no_line() {
        let table = |lines: &[(&str, u64)]| Table {
            columns: Vec::new(),
            in_base: Vec::new(),
            priorities: lines
                .iter()
                .map(|(code, total)| Line { total: *total, ..Line::empty(code, code, 0) })
                .collect(),
            overall: Line::empty("", "Overall", 0),
            by_delivery_plan: Vec::new(),
            by_outcome: Vec::new(),
            by_portfolio_holder: Vec::new(),
            by_scrutiny_committee: Vec::new(),
        };
        let codes = |table: &Table| table.priorities.iter().map(|line| line.code.clone()).collect::<Vec<String>>();
        // P2 has indicators for information only, P3 such actions; P4 has no row yet, and the plan names it.
        let mut actions = table(&[("P1", 3), ("P2", 0), ("P4", 0), ("P5", 0)]);
        let mut indicators = table(&[("P1", 2), ("P3", 0), ("P4", 0), ("P5", 4)]);
        leave_out_for_information(&mut actions, &mut indicators);
        assert_eq!(codes(&actions), ["P1", "P4", "P5"]);
        assert_eq!(codes(&indicators), ["P1", "P4", "P5"]);
    }
}
