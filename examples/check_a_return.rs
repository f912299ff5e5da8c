//! Checks one return against its plan workbook, both taken as bytes, and prints the findings as JSON:
//!
//! ```console
//! cargo run --example check_a_return -- examples/west-norfolk/plan.xlsx examples/west-norfolk/returns/growth-2025-26-q1.xlsx
//! ```

use std::error::Error;
use std::io::Write as _;

use planroll::desk::{Desk, PlanWorkbook};
use planroll::grid::Legacy;
use planroll::report::check_json;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [plan, received] = paths.as_slice() else { return Err("give a plan workbook and a return".into()) };
    let workbook = PlanWorkbook::read(plan, &std::fs::read(plan)?, None, Legacy::Refuse)?;
    let desk = Desk::new(workbook, None)?;
    let checked = [desk.check(received, &std::fs::read(received)?, Legacy::Refuse)];
    std::io::stdout().write_all(check_json(&desk.report(&checked, &[]))?.as_bytes())?;
    Ok(())
}
