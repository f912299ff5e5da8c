//! A return as it is when it goes out and nobody has typed into it, without a file.
//!
//! Issuing stores what a live check shows of such a return, and asks the rules themselves. So the cells are laid out as
//! they are issued and read by the same readers as those of a return that came back.

use rust_decimal::Decimal;

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Format, Sheet, Shown, Workbook};
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::{Issued, IssuedColumn, Printed};

use super::found::read_return;
use super::stray::Guidance;
use super::{Identity, Return, Source};

/// The return of `issued` with every entry blank or as it was filled in before it went out.
pub fn untouched(issued: &Issued) -> Return {
    let mut workbook = Workbook::empty(Format::Xlsx);
    for (kind, id) in [(Kind::Actions, SheetId::Actions), (Kind::Indicators, SheetId::Indicators)] {
        if issued.row_count(kind) > 0 {
            workbook.sheets.push(sheet(issued, kind, &layout::sheet(&RETURN, id).name));
        }
    }
    let source = Source { path: String::new(), sha256: String::new() };
    let identity = Identity { plan_code: issued.stamp.plan_code.clone(), period: issued.stamp.period.to_string() };
    let guidance = Guidance::new(issued, &[], true, false);
    read_return(source, &workbook, identity, issued.clone(), true, false, &guidance)
}

fn sheet(issued: &Issued, kind: Kind, name: &str) -> Sheet {
    let mut sheet = Sheet::named(name);
    let columns = issued.columns(kind);
    for (col, column) in (0..).zip(&columns) {
        sheet.put(Cell::text(CellRef { row: 0, col }, &column.printed_heading()));
    }
    for (row, index) in (1..).zip(0..issued.row_count(kind)) {
        for (col, column) in (0..).zip(&columns) {
            let percent = is_percent(issued, kind, index, column);
            sheet.cells.extend(cell(CellRef { row, col }, issued.printed(kind, index, column), percent));
        }
    }
    sheet
}

/// The cell that `printed` makes; none where it is blank.
fn cell(at: CellRef, printed: Printed, percent: bool) -> Option<Cell> {
    match printed {
        Printed::Blank => None,
        Printed::Text(text) => Some(Cell::text(at, &text)),
        Printed::Number(value) if percent => {
            let hundredth = value.checked_div(Decimal::ONE_HUNDRED).unwrap_or(value);
            Some(Cell { shown: Shown::Percent, ..Cell::number(at, hundredth) })
        }
        Printed::Number(value) => Some(Cell::number(at, value)),
    }
}

fn is_percent(issued: &Issued, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> bool {
    let quantity = matches!(column.field(), Some(Field::Target | Field::LastYear | Field::LastValue | Field::Value));
    let row = issued.indicators.get(index).filter(|_| kind == Kind::Indicators && quantity);
    row.is_some_and(crate::plan::IssuedIndicator::is_percent)
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, issued};

    #[test]
    fn what_goes_out_comes_back_untouched_and_as_issued() {
        let case = &cases(
            "| Actions | Ref | Deadline |
             |---|---|---|
             | | 1.1 | Q2 |
             | | 1.10 | Ongoing |

             | Indicators | Ref | Target | Last value |
             |---|---|---|---|
             | | E1 | 90 | 87.5 |
             | | E2 | 90 | new this year |",
        )[0];
        let issued = issued(case);
        let received = super::untouched(&issued);
        assert!(received.is_untouched());
        assert_eq!((received.action_rows().count(), received.indicator_rows().count()), (2, 2));
        let changed =
            |anomaly: &&crate::returns::Anomaly| matches!(anomaly, crate::returns::Anomaly::IssuedCellChanged { .. });
        assert_eq!(received.anomalies.iter().find(changed), None);
    }
}
