//! Cases put together into few returns: a program that opens three hundred workbooks takes minutes.
//!
//! A live check knows its own row and what the return was issued with, so the rows of cases with the same plan can
//! stand in one return. Each keeps the number of its case in its reference, by which its name is found again.

use std::collections::BTreeSet;

use crate::trial::{Case, Table};

/// Headings of which a blank cell says the same as no column at all, and what stands for it where that is something.
const HEADINGS: [(&str, &str); 20] = [
    ("Ref", ""),
    ("Deadline", ""),
    ("Agreed deadline", ""),
    ("Agreed by", ""),
    ("Monitored", ""),
    ("Last rating", ""),
    ("Action", "Something to be done"),
    ("Indicator", "Something to be done"),
    ("Rating", ""),
    ("Completed date", ""),
    ("Revised deadline", ""),
    ("Direction of travel", ""),
    ("Commentary", ""),
    ("Unit", "%"),
    ("Better when", "Higher"),
    ("Target", ""),
    ("Rated", ""),
    ("Frequency", ""),
    ("Value", ""),
    ("Override reason", ""),
];

/// Cases in one return.
pub(super) struct Together {
    /// All of them as one case.
    pub joined: Case,
    /// Each by itself.
    pub cases: Vec<(String, Case)>,
}

/// The cases, those with one plan put together.
pub(super) fn together(cases: Vec<(String, Case)>) -> Vec<Together> {
    let mut all: Vec<Together> = Vec::new();
    let mut plans: Vec<(String, usize)> = Vec::new();
    for (number, (name, case)) in cases.into_iter().enumerate() {
        if !can_be_joined(&case) {
            all.push(Together { joined: case.clone(), cases: vec![(name, case)] });
            continue;
        }
        let plan = format!("{:?} {:?}", case.settings, case.plan_sheets);
        let known = plans.iter().find(|(own, _)| *own == plan).map(|(_, at)| *at);
        let at = known.unwrap_or(all.len());
        if known.is_none() {
            let (settings, plan_sheets) = (case.settings.clone(), case.plan_sheets.clone());
            all.push(Together { joined: Case { settings, plan_sheets, ..Case::default() }, cases: Vec::new() });
            plans.push((plan, at));
        }
        for (table, _) in &case.tables {
            add(&mut all[at].joined, table, &format!("{number}: {name}: "));
        }
        all[at].cases.push((name, case));
    }
    for (_, at) in plans {
        all[at].joined.tables.iter_mut().for_each(|(table, _)| without_blank_columns(table));
    }
    all
}

fn can_be_joined(case: &Case) -> bool {
    let known = |heading: &String| HEADINGS.iter().any(|(own, _)| own == heading);
    // A formula without a result is no entry that can be typed.
    let is_plain = |table: &Table| !table.rows.iter().flatten().any(|cell| cell.starts_with('='));
    let has_refs = |table: &Table| {
        let refs: Vec<&String> = table.rows.iter().filter_map(|row| row.get(place(table, "Ref")?)).collect();
        refs.iter().all(|reference| !reference.is_empty())
            && refs.iter().collect::<BTreeSet<_>>().len() == table.rows.len()
    };
    // What a row is issued with is its own where answers were carried forward.
    case.setting("Carry forward").is_none()
        && case.changes.is_empty()
        && case.plan_changes.is_empty()
        && case.files.is_empty()
        && case.returns().len() == 1
        && case.tables.iter().all(|(table, _)| table.headings.iter().all(known) && is_plain(table) && has_refs(table))
}

/// Adds the rows of a table to the one of its name.
fn add(case: &mut Case, from: &Table, prefix: &str) {
    let at = case.tables.iter().position(|(table, _)| table.name == from.name).unwrap_or_else(|| {
        let headings = HEADINGS.iter().map(|(heading, _)| (*heading).to_owned());
        case.tables.push((Table { name: from.name.clone(), headings: headings.collect(), rows: Vec::new() }, 1));
        case.tables.len() - 1
    });
    let to = &mut case.tables[at].0;
    for row in &from.rows {
        let cell = |heading: &String| {
            let typed = place(from, heading).and_then(|place| row.get(place)).cloned();
            let default = HEADINGS.iter().find(|(own, _)| own == heading).map_or("", |(_, default)| default);
            let is_of_other = match from.name.as_str() {
                "Actions" => matches!(heading.as_str(), "Indicator" | "Unit" | "Better when"),
                _ => heading == "Action",
            };
            let text = typed.unwrap_or_else(|| if is_of_other { String::new() } else { default.to_owned() });
            if heading == "Ref" { format!("{prefix}{text}") } else { text }
        };
        to.rows.push(to.headings.iter().map(cell).collect());
    }
}

/// A return has no column that its plan does not ask for, and of the other kind of row none either.
fn without_blank_columns(table: &mut Table) {
    let used: Vec<bool> =
        (0..table.headings.len()).map(|col| table.rows.iter().any(|row| !row[col].is_empty())).collect();
    let kept =
        |row: &[String]| row.iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell.clone()).collect();
    table.headings = kept(&table.headings);
    table.rows = table.rows.iter().map(|row| kept(row)).collect();
}

fn place(table: &Table, heading: &str) -> Option<usize> {
    table.headings.iter().position(|own| own == heading)
}
