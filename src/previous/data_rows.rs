//! The rows of the two data sheets of an earlier consolidated workbook, and what they no longer tell.
//!
//! A cell that cannot be read counts as blank, for it was judged in its own period; a column that is gone, or that two
//! headings name, is kept as a [`Gap`].

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::{
    Deadline, Direction, INFORMATION_ONLY, Kind, NOT_RATED, Precision, SharedText, Target, key, print_short, same, tidy,
};
use crate::grid::{Cell, CellRef, Sheet, Shown, Value, Workbook};
use crate::layout::{self, CONSOLIDATED, Field, Table};
use crate::plan::Printed;
use crate::returns::{DateGiven, Found, Reading, Slot, ValueGiven};

use super::gap::{Gap, PROPERTY_CONSOLIDATED_COLUMNS, compared, is_expected};
use super::rows::{ActionThen, EarlierAction, EarlierIndicator, EarlierRow, IndicatorThen, Rows};

/// One row of a data sheet.
pub(super) struct DataRow<'t, 'g>(layout::Row<'t, 'g>);

impl DataRow<'_, '_> {
    /// A cell and its address; neither where its heading is gone, or stands twice and so names no column.
    fn cell(&self, field: Field) -> (Option<CellRef>, Option<&Cell>) {
        if self.0.table.is_doubled(field) {
            return (None, None);
        }
        (self.0.at(field), self.0.cell(field))
    }

    /// The text shown; `None` where there is none.
    fn text(&self, field: Field) -> Option<String> {
        self.cell(field).1.map(|cell| tidy(&cell.shown_text())).filter(|text| !text.is_empty())
    }

    /// The word of a rating; the words that stand for none are none.
    fn rating(&self, field: Field) -> Option<String> {
        self.text(field).filter(|word| !same(word, NOT_RATED) && !same(word, INFORMATION_ONLY))
    }

    /// Whether a return answered; where the column is gone, every row counts as answered.
    fn answered(&self) -> bool {
        self.cell(Field::SourceFile).0.is_none() || self.text(Field::SourceFile).is_some()
    }

    /// A deadline as printed: Excel may have made a date of it since.
    fn deadline(&self, field: Field) -> Option<String> {
        match self.cell(field).1.and_then(|cell| cell.value.as_ref()) {
            Some(Value::Date { day, shows_day: true }) => Some(Deadline::on(*day).to_string()),
            Some(Value::Date { day, shows_day: false }) => Some(Deadline::in_month_of(*day).to_string()),
            Some(Value::Text(_) | Value::Number(_) | Value::Time { .. } | Value::Bool(_) | Value::Error(_)) | None => {
                self.text(field)
            }
        }
    }

    fn direction(&self) -> Option<Direction> {
        self.text(Field::DirectionOfTravel).and_then(|text| Direction::parse(&text))
    }
}

/// The rows of a data sheet, with what they do not tell added to `gaps`; `None` where the sheet or its references are
/// gone. A sheet without rows has words in column A and no table.
pub(super) fn rows<T: PartialEq>(
    workbook: &Workbook,
    kind: Kind,
    read: impl Fn(&DataRow<'_, '_>) -> EarlierRow<T>,
    gaps: &mut Vec<Gap>,
) -> Option<Rows<T>> {
    let Some(sheet) = data_sheet(workbook, kind) else {
        gaps.push(Gap::Sheet(kind));
        return None;
    };
    let name = || sheet.name.clone();
    let Some(table) = Table::find(sheet, layout::data_sheet(kind)) else {
        if sheet.cells.iter().all(|cell| cell.at.col == 0) {
            return Some(Rows::none());
        }
        gaps.push(Gap::Column { kind, field: Field::Ref, sheet: name() });
        return None;
    };
    let written = workbook.properties.get(PROPERTY_CONSOLIDATED_COLUMNS).map(String::as_str);
    for column in compared(kind) {
        let field = column.field;
        let gap = if table.is_doubled(field) {
            Gap::HeadingTwice { kind, field, sheet: name() }
        } else if !table.has(field) && is_expected(kind, column, written) {
            Gap::Column { kind, field, sheet: name() }
        } else {
            continue;
        };
        gaps.push(gap);
        if field == Field::Ref {
            return None;
        }
    }
    let further: Vec<(SharedText, CellRef)> =
        table.carried().into_iter().map(|(heading, at)| (heading.into(), at)).collect();
    let mut rows: BTreeMap<String, Vec<(u32, EarlierRow<T>)>> = BTreeMap::new();
    for row in table.rows() {
        let number = row.number;
        let mut line = read(&DataRow(row));
        if line.reference.is_empty() {
            continue;
        }
        let known = rows.entry(key(&line.reference)).or_default();
        // The same row once more says nothing else, whatever stands in the officer's own columns.
        let is_known = known.iter_mut().any(|(_, own)| {
            let further = std::mem::take(&mut own.further);
            let is_same = *own == line;
            own.further = further;
            is_same
        });
        if !is_known {
            let own = further.iter().filter_map(|(heading, at)| own_cell(sheet, heading, at.col, number));
            line.further = own.collect();
            known.push((number + 1, line));
        }
    }
    for several in rows.values().filter(|several| several.len() > 1) {
        let reference = several.first().map(|(_, row)| row.reference.clone()).unwrap_or_default();
        let rows = several.iter().map(|(row, _)| *row).collect();
        gaps.push(Gap::RefTwice { kind, sheet: name(), reference, rows });
    }
    let without_place = |several: Vec<(u32, EarlierRow<T>)>| several.into_iter().map(|(_, row)| row).collect();
    Some(Rows(rows.into_iter().map(|(reference, several)| (reference, without_place(several))).collect()))
}

/// What stands below a heading that is not the sheet's own, in the terms of its format: 92 for 92%.
fn own_cell(sheet: &Sheet, heading: &SharedText, col: u16, row: u32) -> Option<(SharedText, Printed)> {
    let cell = sheet.get(CellRef { row, col })?;
    let held = match cell.value.as_ref()? {
        Value::Number(number) if cell.shown == Shown::Percent => {
            Printed::Shown { number: number.checked_mul(Decimal::ONE_HUNDRED)?.normalize(), format: "0%".into() }
        }
        Value::Number(number) => Printed::Number(number.normalize()),
        Value::Date { day, .. } => Printed::words(print_short(*day)),
        Value::Text(_) | Value::Time { .. } | Value::Bool(_) | Value::Error(_) => Printed::words(cell.tidy_text()),
    };
    (!held.is_blank()).then(|| (heading.clone(), held))
}

/// The data sheet of a kind: the one of its name or, where there is none, the only other one that has its table.
pub(super) fn data_sheet(workbook: &Workbook, kind: Kind) -> Option<&Sheet> {
    let form = layout::data_sheet(kind);
    let is_ours = |sheet: &Sheet| CONSOLIDATED.sheets.iter().any(|own| own.is_name_of(sheet));
    let has_its_table = |sheet: &Sheet| {
        let own = [Field::Ref, Field::wording(kind), Field::RatingCounted];
        Table::find(sheet, form).is_some_and(|table| own.iter().all(|field| table.has(*field)))
    };
    form.find_in(workbook).or_else(|| {
        let mut others = workbook.sheets.iter().filter(|sheet| !is_ours(sheet) && has_its_table(sheet));
        others.next().filter(|_| others.next().is_none())
    })
}

/// An action as it stood.
pub(super) fn action(line: &DataRow<'_, '_>, reading: &Reading<'_>) -> EarlierAction {
    let text = |field| line.text(field);
    let (at, cell) = line.cell(Field::CompletedDate);
    let completed: Slot<DateGiven> = reading.date(Found { at, cell, ..Found::default() }, Precision::Years);
    EarlierAction {
        reference: text(Field::Ref).unwrap_or_default(),
        delivery_plan: text(Field::DeliveryPlan).unwrap_or_default(),
        priority: text(Field::Priority),
        wording: text(Field::Action).unwrap_or_default(),
        answered: line.answered(),
        rating: line.rating(Field::RatingCounted),
        direction: line.direction(),
        commentary: text(Field::Commentary),
        further: Box::default(),
        then: ActionThen {
            deadline: line.deadline(Field::Deadline),
            last_rating: line.rating(Field::LastRating),
            completed: completed.given().map(|given| given.day),
            revised: line.deadline(Field::RevisedDeadline),
            slippage: text(Field::Slippage),
            // The column is there only where the plan had milestones.
            counted: text(Field::Counted).is_none_or(|counted| !same(&counted, "No")),
        },
    }
}

/// An indicator as it stood.
pub(super) fn indicator(line: &DataRow<'_, '_>, reading: &Reading<'_>) -> EarlierIndicator {
    let text = |field| line.text(field);
    let unit = text(Field::Unit).unwrap_or_default();
    let value = |field| -> Option<ValueGiven> {
        let (at, cell) = line.cell(field);
        reading.value(Found { at, cell, ..Found::default() }, &unit).given().cloned()
    };
    EarlierIndicator {
        reference: text(Field::Ref).unwrap_or_default(),
        delivery_plan: text(Field::DeliveryPlan).unwrap_or_default(),
        priority: text(Field::Priority),
        wording: text(Field::Indicator).unwrap_or_default(),
        answered: line.answered(),
        rating: line.rating(Field::RatingCounted),
        direction: line.direction(),
        commentary: text(Field::Commentary),
        further: Box::default(),
        then: IndicatorThen {
            target: target(line, value(Field::Target).as_ref()),
            tolerance: text(Field::Tolerance),
            due: text(Field::Due).is_none_or(|due| !same(&due, "No")),
            value: value(Field::Value),
            last_value: value(Field::LastValue),
            unit,
        },
    }
}

/// A target: the number of its cell in the indicator's unit, else what the cell says.
fn target(line: &DataRow<'_, '_>, number: Option<&ValueGiven>) -> Option<Target> {
    line.cell(Field::Target).0?;
    Some(match number {
        Some(ValueGiven::Number(quantity)) => Target::Number(quantity.value),
        Some(ValueGiven::Reason(_) | ValueGiven::Words(_)) | None => {
            Target::read(&line.text(Field::Target).unwrap_or_default())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::previous::kit::{sheet, source, workbook};
    use crate::previous::read;

    const ACTIONS: [&str; 8] = [
        "Ref",
        "Delivery plan",
        "Action",
        "Deadline",
        "Rating counted",
        "Revised deadline",
        "Commentary",
        "Source file",
    ];
    const INDICATORS: [&str; 8] =
        ["Ref", "Indicator", "Unit", "Due this period", "Target", "Value", "Rating counted", "Commentary"];

    /// What a workbook with these two sheets does not tell.
    fn gaps(actions: &[&[&str]], indicators: &[&[&str]]) -> Vec<Gap> {
        let indicators_with_source: Vec<Vec<&str>> =
            indicators.iter().map(|row| [row, &["Source file"][..]].concat()).collect();
        let indicators: Vec<&[&str]> = indicators_with_source.iter().map(Vec::as_slice).collect();
        let mut book = workbook(vec![sheet("Actions", actions), sheet("Indicators", &indicators)]);
        book.properties.insert(PROPERTY_CONSOLIDATED_COLUMNS.to_owned(), "Actions: Revised deadline".to_owned());
        read(source(), &book).unwrap().gaps
    }

    #[test]
    fn each_column_that_is_gone_is_known_to_be_gone() {
        let one = ["1", "Homes", "Build", "Q3", "Green", "", "", "a.xlsx"];
        let two = ["E1", "Homes", "%", "Yes", "90", "90", "Green", ""];
        assert_eq!(gaps(&[&ACTIONS, &one], &[&INDICATORS, &two]), []);
        for gone in ACTIONS.iter().filter(|heading| !matches!(**heading, "Ref" | "Delivery plan")) {
            let mut left = ACTIONS;
            left[ACTIONS.iter().position(|heading| heading == gone).unwrap()] = "My notes";
            let found = gaps(&[&left, &one], &[&INDICATORS, &two]);
            let [Gap::Column { kind: Kind::Actions, field, .. }] = found.as_slice() else {
                panic!("{gone}: {found:?}")
            };
            assert_eq!(layout::data_sheet(Kind::Actions).heading(*field), *gone);
        }
        for gone in INDICATORS.iter().filter(|heading| **heading != "Ref") {
            let mut left = INDICATORS;
            left[INDICATORS.iter().position(|heading| heading == gone).unwrap()] = "My notes";
            let found = gaps(&[&ACTIONS, &one], &[&left, &two]);
            let [Gap::Column { kind: Kind::Indicators, field, .. }] = found.as_slice() else {
                panic!("{gone}: {found:?}")
            };
            assert_eq!(layout::data_sheet(Kind::Indicators).heading(*field), *gone);
        }
    }

    #[test]
    fn a_heading_that_stands_twice_names_no_column() {
        let mut twice = ACTIONS;
        twice[1] = "Commentary";
        let actions = sheet("Actions", &[&twice, &["1", "Old.", "Build", "Q3", "Green", "", "New.", "a.xlsx"]]);
        let read = read(source(), &workbook(vec![actions])).unwrap();
        assert!(
            matches!(&read.gaps[..], [Gap::HeadingTwice { field: Field::Commentary, .. }, Gap::Sheet(_)]),
            "{:?}",
            read.gaps
        );
        assert_eq!(read.actions.0["1"][0].commentary, None);
    }

    #[test]
    fn a_reference_that_stands_twice_is_told_with_its_rows_unless_the_rows_are_the_same() {
        let row = |action| ["1.1", "Homes", action, "Q3", "Green", "", "", "a.xlsx"];
        let same = gaps(&[&ACTIONS, &row("Build"), &row("Build")], &[&INDICATORS]);
        assert_eq!(same, []);
        let twice = gaps(&[&ACTIONS, &row("Build"), &[], &row("Repair")], &[&INDICATORS]);
        assert!(
            matches!(&twice[..], [Gap::RefTwice { reference, rows, .. }] if reference == "1.1" && rows == &[2, 4]),
            "{twice:?}"
        );
    }

    #[test]
    fn a_renamed_sheet_is_known_by_its_table_unless_two_have_it() {
        let own = |name| sheet(name, &[&ACTIONS, &["1", "Homes", "Build", "Q3", "Green", "", "", "a.xlsx"]]);
        let one = read(source(), &workbook(vec![own("Actions Q1"), sheet("Indicators", &[])])).unwrap();
        assert_eq!((one.actions.0.len(), one.gaps), (1, Vec::new()));
        let two = read(source(), &workbook(vec![own("Actions Q1"), own("Copy"), sheet("Indicators", &[])])).unwrap();
        assert_eq!((two.actions.0.len(), two.gaps), (0, vec![Gap::Sheet(Kind::Actions)]));
    }
}
