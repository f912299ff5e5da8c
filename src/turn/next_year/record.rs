//! What was done on the way into the next year and what is to be decided, line by line, and the sheet that lists it.

use crate::domain::{Period, same};
use crate::grid::{CellRef, FurtherSheet, Workbook};
use crate::layout::{CARRIED_OVER, Field, SheetId};
use crate::plan::Plan;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// The sheet of the plan.
    pub sheet: String,
    /// The reference of the row; empty for what is about the sheet.
    pub reference: String,
    /// What it is about: a heading or a setting.
    pub what: String,
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
    /// What is left to somebody to decide; empty where nothing is.
    pub to_decide: String,
}

/// The lines so far.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) lines: Vec<Carried>,
}

impl Record {
    /// Adds what was done.
    pub(super) fn done(&mut self, (sheet, reference): (&str, &str), what: &str, from: &str, to: &str) {
        self.add((sheet, reference), what, (from, to), "");
    }

    /// Adds what stays as it is and is to be decided.
    pub(super) fn left(&mut self, (sheet, reference): (&str, &str), what: &str, stays: &str, to_decide: &str) {
        self.add((sheet, reference), what, (stays, stays), to_decide);
    }

    /// Adds a line.
    pub(super) fn add(
        &mut self,
        (sheet, reference): (&str, &str),
        what: &str,
        (from, to): (&str, &str),
        to_decide: &str,
    ) {
        let [sheet, reference, what, from, to, to_decide] =
            [sheet, reference, what, from, to, to_decide].map(str::to_owned);
        self.lines.push(Carried { sheet, reference, what, from, to, to_decide });
    }
}

/// The sheet, and the name on its tab: another where the plan has such a sheet from the year before.
pub(super) fn sheet(
    record: &Record,
    (plan, from, to): (&Plan, Period, Period),
    provisional: &[String],
    workbook: &Workbook,
    like: Option<(String, CellRef, CellRef)>,
) -> (String, FurtherSheet) {
    let layout = CARRIED_OVER.sheet(SheetId::CarriedOver);
    let is_free = |name: &String| workbook.sheets.iter().all(|sheet| !same(&sheet.name, name));
    let year = to.financial_year().to_string().replace('/', "-");
    let numbered = (2..=workbook.sheets.len() + 2).map(|number| format!("{} {year} ({number})", layout.name));
    let names = [layout.name.clone(), format!("{} {year}", layout.name)].into_iter().chain(numbered);
    let name = names.into_iter().find(is_free).unwrap_or_else(|| layout.name.clone());
    let title = &plan.settings.plan_title;
    let mut above = vec![
        format!("{title}: carried over from {from} to {to}").trim_start_matches(": ").to_owned(),
        "What stands under To decide is yours. What is not listed went on as it stood. This sheet is not read: delete it when all is decided."
            .to_owned(),
    ];
    above.extend(provisional.iter().cloned());
    let row = |line: &Carried| layout.columns.iter().map(|column| line.content(column.field)).collect();
    let further = FurtherSheet {
        name: name.clone(),
        above,
        headings: layout.columns.iter().map(|column| (column.heading.clone(), column.width)).collect(),
        rows: record.lines.iter().map(row).collect(),
        like,
    };
    (name, further)
}

impl Carried {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
    fn content(&self, field: Field) -> String {
        match field {
            Field::Sheet => self.sheet.clone(),
            Field::Ref => self.reference.clone(),
            Field::What => self.what.clone(),
            Field::From => self.from.clone(),
            Field::To => self.to.clone(),
            Field::ToDecide => self.to_decide.clone(),
            _ => String::new(),
        }
    }
}
