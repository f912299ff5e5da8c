//! A case: the plan, the entries and the changes that its tables describe.
//!
//! Tables are named after sheets. In `Actions` and `Indicators` the plan's headings (Deadline, Target …) say what is
//! issued, the return's entry headings (Rating, Value, Commentary …) what the service typed. `Actions @2` belongs to
//! a second return. `Settings` overrides settings, and knows `Scheme`, `As of`, `Carry forward`, `Check period`, `Check
//! plan code`, `Without plan`, `Without return` and `Take newest` besides. `Change` (Do, Where, What) alters the return after it was filled in, `Plan change` the plan workbook, and `Plan since` that
//! workbook once the returns had gone out. `File` hands in a file that is none.
//! `Previous actions` and `Previous indicators` say what the service typed one period before (`Previous actions 2`: two
//! before), and `Previous change` what was altered in that period's consolidated workbook since. With `Carry forward`
//! returns are issued with what those periods said; entries of a row stay as they came where no table has them.
//! `Consolidated change` says what was altered in the consolidated workbook of the period itself before it is written again,
//! and `Consolidated actions` and `Consolidated indicators` what the service had typed when it was written, where that was not
//! what it says now.

use super::markdown::{Table, groups};

/// One case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    pub(crate) settings: Vec<(String, String)>,
    /// Sheets of the plan workbook whose rows are replaced.
    pub(crate) plan_sheets: Vec<Table>,
    /// Actions and Indicators, with the number of the return that they belong to.
    pub(crate) tables: Vec<(Table, u32)>,
    pub(crate) sign_off: Vec<(Table, u32)>,
    pub(crate) changes: Vec<([String; 3], u32)>,
    pub(crate) plan_changes: Vec<[String; 3]>,
    /// What was changed in the plan workbook after the returns went out.
    pub(crate) plan_since: Vec<[String; 3]>,
    pub(crate) files: Vec<String>,
    /// What was typed in earlier periods, with how many periods before.
    pub(crate) previous: Vec<(Table, u32)>,
    pub(crate) previous_changes: Vec<([String; 3], u32)>,
    /// What was altered in the consolidated workbook of the period itself.
    pub(crate) consolidated_changes: Vec<[String; 3]>,
    /// What the service had typed when that was written.
    pub(crate) consolidated: Vec<Table>,
}

/// The cases that a text describes.
pub(crate) fn cases(text: &str) -> Vec<Case> {
    groups(text).into_iter().map(case).collect()
}

fn case(tables: Vec<Table>) -> Case {
    let mut case = Case::default();
    for mut table in tables {
        let (name, number) = match table.name.split_once('@') {
            Some((name, number)) => (name.trim().to_owned(), number.trim().parse().expect("a number after @")),
            None => (table.name.clone(), 1),
        };
        table.name.clone_from(&name);
        if let Some(name) = name.strip_prefix("Previous ") {
            case.add_previous(name, table);
            continue;
        }
        match name.as_str() {
            "Consolidated change" => case.consolidated_changes.extend(table.rows.into_iter().map(triple)),
            "Consolidated actions" => case.consolidated.push(Table { name: "Actions".to_owned(), ..table }),
            "Consolidated indicators" => case.consolidated.push(Table { name: "Indicators".to_owned(), ..table }),
            "Settings" => case.settings.extend(table.rows.into_iter().map(pair)),
            "Actions" | "Indicators" => case.tables.push((table, number)),
            "Sign-off" => case.sign_off.push((table, number)),
            "Change" => case.changes.extend(table.rows.into_iter().map(|row| (triple(row), number))),
            "Plan since" => case.plan_since.extend(table.rows.into_iter().map(triple)),
            "Plan change" => case.plan_changes.extend(table.rows.into_iter().map(triple)),
            "File" => case.files.extend(table.rows.into_iter().flatten()),
            _ => case.plan_sheets.push(table),
        }
    }
    case
}

impl Case {
    fn add_previous(&mut self, name: &str, table: Table) {
        let (name, before) = match name.split_once(' ') {
            Some((name, before)) => (name, before.parse().expect("how many periods before")),
            None => (name, 1),
        };
        let sheet = match name {
            "actions" => "Actions",
            "indicators" => "Indicators",
            "change" => return self.previous_changes.extend(table.rows.into_iter().map(|row| (triple(row), before))),
            other => panic!("no such table: Previous {other}"),
        };
        self.previous.push((Table { name: sheet.to_owned(), ..table }, before));
    }

    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        self.settings.iter().find(|(setting, _)| setting == name).map(|(_, value)| value.as_str())
    }

    /// Whether its returns are read as those of the older format, of which no program here writes a file.
    pub(crate) fn is_saved_as_xls(&self) -> bool {
        self.changes.iter().any(|([what, _, format], _)| what == "save as" && format == ".xls")
    }

    /// The numbers of the returns that the case has.
    pub(crate) fn returns(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.tables.iter().map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

fn pair(row: Vec<String>) -> (String, String) {
    let mut cells = row.into_iter();
    (cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
}

fn triple(row: Vec<String>) -> [String; 3] {
    let mut cells = row.into_iter();
    [cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next().unwrap_or_default()]
}
