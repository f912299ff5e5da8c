//! Summary's formulas, calculated by `LibreOffice`: over random tables they are what planroll counts and rounds.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use rust_xlsxwriter::Formula;

use crate::consolidate::{consolidate, percentage};
use crate::domain::{Rounding, SharedText, shares};
use crate::grid::{Cell, CellRef, Legacy, Limits, Shown, Value, Workbook, read};
use crate::workbook::{Title, new_workbook, save};

use crate::trial::{cases, with_collection};

use super::patched::{has_libreoffice, recalculated, typed_into};

/// The column of the base in the sheet of random counts; the percentages stand behind it.
const BASE: u16 = 8;

/// One row of counts, all in the percentages.
#[derive(Debug, Clone)]
struct Row {
    counts: Vec<u64>,
    rounding: Rounding,
    places: u8,
}

fn rows() -> impl Strategy<Value = Row> {
    let few = prop::collection::vec(0..8_u64, 2..=8);
    let many = prop::collection::vec(0..30_000_u64, 2..=8);
    let same = (1..40_u64, 2..=8_usize).prop_map(|(count, columns)| vec![count; columns]);
    let rounding = prop_oneof![3 => Just(Rounding::LargestRemainder), 1 => Just(Rounding::HalfUp)];
    (prop_oneof![4 => few, 2 => many, 1 => same], rounding, 0..=2_u8).prop_map(|(counts, rounding, places)| Row {
        counts,
        rounding,
        places,
    })
}

fn opened(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::returns(), Legacy::Refuse).unwrap()
}

fn number(cell: &Cell) -> Option<Decimal> {
    if let Some(Value::Number(number)) = &cell.value { Some(number.normalize()) } else { None }
}

fn number_at(book: &Workbook, sheet: usize, row: u32, col: u16) -> Option<Decimal> {
    number(book.sheets[sheet].get(CellRef { row, col })?)
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn every_percentage_that_a_formula_makes_is_the_one_that_is_printed() {
    /// Two thousand rows, each with all its percentages.
    const ROWS: u32 = 2_000;
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice");
        return;
    }
    let mut runner = TestRunner::deterministic();
    let rows: Vec<Row> = (0..ROWS).map(|_| rows().new_tree(&mut runner).unwrap().current()).collect();
    let mut workbook = new_workbook(&Title::default()).unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_formula_result_default("");
    for (row, one) in (0..).zip(&rows) {
        let cells: Vec<String> =
            (0..).zip(&one.counts).map(|(col, _)| rust_xlsxwriter::utility::row_col_to_cell(row, col)).collect();
        for (col, count) in (0..).zip(&one.counts) {
            sheet.write_number(row, col, f64::from(u32::try_from(*count).unwrap())).unwrap();
        }
        let base = rust_xlsxwriter::utility::row_col_to_cell(row, BASE);
        sheet.write_formula(row, BASE, Formula::new(cells.join("+"))).unwrap();
        for (own, col) in (0..cells.len()).zip(BASE + 1..) {
            let formula = percentage(&cells, own, &base, one.rounding, one.places).unwrap();
            sheet.write_formula(row, col, Formula::new(formula)).unwrap();
        }
    }
    let bytes = save(&mut workbook, None).unwrap();
    let stripped = typed_into(&bytes, &opened(&bytes), &[]);
    let calculated = recalculated(&[stripped]).remove(0);
    let mut compared = 0;
    for (row, one) in (0..).zip(&rows) {
        let all = shares(&one.counts, &vec![true; one.counts.len()], one.rounding, one.places);
        for (col, share) in (BASE + 1..).zip(all) {
            let ours = share.map(|share| (share.value() / Decimal::ONE_HUNDRED).normalize());
            let theirs = number_at(&calculated, 0, row, col);
            assert_eq!(theirs, ours, "{one:?}");
            compared += 1;
        }
    }
    println!("{compared} percentages compared");
    assert!(compared > 8_000);
}

/// A random quarter: ratings of a scheme of its own, the rating of each action (none where blank), and who is rated anew.
#[derive(Debug, Clone)]
struct Table {
    in_percentages: Vec<bool>,
    ratings: Vec<Option<usize>>,
    changed: (usize, usize),
    rounding: &'static str,
    places: u8,
}

fn tables() -> impl Strategy<Value = Table> {
    (2..=8_usize, 4..30_usize).prop_flat_map(|(columns, rows)| {
        (
            prop::collection::vec(prop::bool::weighted(0.8), columns),
            prop::collection::vec(prop::option::weighted(0.9, 0..columns), rows),
            (0..rows, 0..columns),
            prop_oneof![Just("Sum to 100"), Just("Round half up")],
            0..=2_u8,
        )
            .prop_map(|(in_percentages, ratings, changed, rounding, places)| Table {
                in_percentages,
                ratings,
                changed,
                rounding,
                places,
            })
    })
}

impl Table {
    /// Words that would be patterns or comparisons to `COUNTIFS`, and others that hold what nobody sees.
    fn rating(number: usize) -> String {
        ["Gru\u{308}n", "G*", ">Amber", "Red?", "~Off\u{a0}the  track", "\"Quoted\"", "1.10", "=La\u{ad}te"][number]
            .to_owned()
    }

    /// The quarter as a trial.
    fn text(&self) -> String {
        let mut text = format!(
            "
| Settings | Setting | Value |
|---|---|---|
| | Percentages | {} |
| | Percentage places | {} |

| Delivery plans | Code | Delivery plan |
|---|---|---|
| | housing | Housing * |

| Priorities | Code | Priority |
|---|---|---|
| | P1 | Growth\u{a0}of  Ty\u{302}? |
| | P2 | >Environment |
| | P3 | growth of t\u{177}? |

| Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages |
|---|---|---|---|---|---|---|---|
",
            self.rounding, self.places
        );
        for (number, in_percentages) in self.in_percentages.iter().enumerate() {
            let (name, yes) = (Self::rating(number), if *in_percentages { "Yes" } else { "No" });
            text += &format!("| | Both | {name} | 00703C | Some | On track | Optional | {yes} |\n");
        }
        text += "\n| Actions | Ref | Delivery plan | Priority | Deadline | Monitored | Rating |\n|---|---|---|---|---|---|---|\n";
        for (number, rating) in self.ratings.iter().enumerate() {
            let (priority, monitored) = (number % 3 + 1, if number % 11 == 10 { "No" } else { "Yes" });
            let rating = rating.filter(|_| monitored == "Yes").map(Self::rating).unwrap_or_default();
            text += &format!("| | A{number} | housing | P{priority} | 31/03/2026 | {monitored} | {rating} |\n");
        }
        text
    }

    /// The same with one action rated anew.
    fn changed(&self) -> Self {
        let mut changed = self.clone();
        changed.ratings[self.changed.0] = Some(self.changed.1);
        changed
    }
}

fn made(table: &Table) -> Vec<u8> {
    with_collection(&cases(&table.text()).remove(0), |collection| {
        consolidate(collection, &collection.tally()).unwrap().bytes().unwrap()
    })
}

/// The cell below Rating counted in the row of an action.
fn rating_counted(book: &Workbook, reference: &str) -> CellRef {
    let sheet = book.sheet("Actions").unwrap();
    let heading = sheet.cells.iter().find(|cell| cell.as_shown() == "Rating counted").unwrap();
    let row = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown() == reference).unwrap();
    CellRef { row: row.at.row, col: heading.at.col }
}

/// A rating as it is typed into a cell.
fn typed(at: CellRef, rating: &str) -> (String, Cell) {
    // As the drop-down offers it.
    let value = Some(Value::Text(SharedText::from(rating).as_name()));
    ("Actions".to_owned(), Cell { at, value, shown: Shown::Text, formula: None, displayed: None })
}

/// What Sentences says of its agreement with Summary.
fn agreement(book: &Workbook) -> String {
    book.sheet("Sentences").unwrap().get(CellRef { row: 3, col: 0 }).map(Cell::as_shown).unwrap_or_default()
}

/// The figures of Summary with their cells.
fn figures(book: &Workbook) -> Vec<(CellRef, Decimal)> {
    let cells = book.sheet("Summary").unwrap().cells.iter();
    cells.filter_map(|cell| Some((cell.at, number(cell)?))).collect()
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn a_rating_corrected_in_a_random_quarter_is_counted_as_planroll_would() {
    const TABLES: usize = 24;
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice");
        return;
    }
    let mut runner = TestRunner::deterministic();
    let tables: Vec<Table> = (0..TABLES)
        .map(|_| tables().new_tree(&mut runner).unwrap().current())
        // An action for information only has no rating to correct.
        .filter(|table| table.changed.0 % 11 != 10)
        .collect();
    let mut corrected = Vec::new();
    for table in &tables {
        let bytes = made(table);
        let book = opened(&bytes);
        let at = rating_counted(&book, &format!("A{}", table.changed.0));
        corrected.push(typed_into(&bytes, &book, &[]));
        corrected.push(typed_into(&bytes, &book, &[typed(at, &Table::rating(table.changed.1))]));
    }
    let calculated = recalculated(&corrected);
    let moved = calculated.chunks(2).filter(|books| figures(&books[0]) != figures(&books[1])).count();
    assert!(moved > TABLES / 2, "only {moved} corrections moved a figure");
    for (table, books) in tables.iter().zip(calculated.chunks(2)) {
        assert_eq!(figures(&books[0]), figures(&opened(&made(table))), "as stored: {}", table.text());
        assert_eq!(figures(&books[1]), figures(&opened(&made(&table.changed()))), "corrected: {}", table.text());
        assert!(agreement(&books[0]).contains("agree with Summary"), "as stored: {}", table.text());
        let same = table.ratings[table.changed.0] == Some(table.changed.1);
        assert_eq!(agreement(&books[1]).contains("agree with Summary"), same, "corrected: {}", table.text());
    }
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn two_ratings_that_change_places_leave_every_count_and_are_noticed_beside_the_sentences() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice");
        return;
    }
    let table = Table {
        in_percentages: vec![true; 3],
        ratings: vec![Some(0), Some(1), Some(2), Some(1), Some(1), Some(2)],
        changed: (0, 0),
        rounding: "Sum to 100",
        places: 0,
    };
    let bytes = made(&table);
    let book = opened(&bytes);
    // A0 and A3 are of one priority.
    let entries = [("A0", 1), ("A3", 0)].map(|(of, rating)| typed(rating_counted(&book, of), &Table::rating(rating)));
    let calculated = recalculated(&[typed_into(&bytes, &book, &[]), typed_into(&bytes, &book, &entries)]);
    assert_eq!(figures(&calculated[0]), figures(&calculated[1]));
    assert!(agreement(&calculated[0]).contains("agree with Summary"));
    assert!(agreement(&calculated[1]).contains("has been corrected since"), "{}", agreement(&calculated[1]));
}
