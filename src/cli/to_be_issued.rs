//! What `planroll issue` would write of a plan workbook, told after it was checked: so many returns, rows, to whom.

use crate::desk::{Desk, PlanWorkbook};
use crate::terminal::{aligned, columns, cut, left_of, wrapped};

use super::error::Error;

/// What will be issued, on lines of `width` columns; or that nothing will, and until when.
pub(super) fn to_be_issued(workbook: PlanWorkbook, width: usize) -> Result<String, Error> {
    if workbook.plan.is_none() || !workbook.stopping().is_empty() {
        return Ok(format!("\n{}\n", wrapped("No return can be issued while the errors above stand.", width, 0)));
    }
    let desk = Desk::new(workbook, None)?;
    let announced = desk.announce(&desk.returns_for(&[])?)?;
    let rows = announced.lines.into_iter().map(|one| [one.code, one.rows, one.lead, one.address]).collect();
    let mut said = format!("\n{}\n{}", wrapped(&announced.words, width, 0), aligned("  ", &fitted(rows, width)));
    if let Some(none) = &announced.none {
        said.push_str(&wrapped(none, width, 0));
        said.push('\n');
    }
    Ok(said)
}

/// The rows cut to lines of `width` columns: names and addresses share what codes and numbers leave, as they need it.
fn fitted(rows: Vec<[String; 4]>, width: usize) -> Vec<[String; 4]> {
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|text| columns(text)).max().unwrap_or(0);
    // Two columns before each of the four.
    let room = left_of(width, 8 + widest(0) + widest(1));
    let lead = widest(2).min(left_of(room, widest(3)).max(room / 2));
    let cut_row = |[code, number, name, address]: [String; 4]| {
        [code, number, cut(&name, lead), cut(&address, left_of(room, lead))]
    };
    rows.into_iter().map(cut_row).collect()
}
