//! What `planroll issue` would write of a plan workbook, told after it was checked: so many returns, rows, to whom.

use crate::desk::{Desk, PlanWorkbook, ToIssue};
use crate::plan::Plan;
use crate::report::{counted, plain};
use crate::terminal::{aligned, columns, cut, left_of, wrapped};

use super::error::Error;

/// What will be issued, on lines of `width` columns; or that nothing will, and until when.
pub(super) fn to_be_issued(workbook: PlanWorkbook, width: usize) -> Result<String, Error> {
    if workbook.plan.is_none() || !workbook.stopping().is_empty() {
        return Ok(format!("\n{}\n", wrapped("No return can be issued while the errors above stand.", width, 0)));
    }
    let desk = Desk::new(workbook, None)?;
    let plan = desk.plan()?;
    let returns = desk.returns_for(&[])?;
    let actions: usize = returns.iter().map(|one| one.issued.actions.len()).sum();
    let indicators: usize = returns.iter().map(|one| one.issued.indicators.len()).sum();
    let total = format!(
        "{} will be issued for {}, with {} and {}:",
        counted(returns.len(), "return"),
        plan.period,
        counted(actions, "action"),
        counted(indicators, "indicator")
    );
    let rows: Vec<[String; 4]> = returns.iter().map(|one| row(plan, one)).collect();
    let mut said = format!("\n{}\n{}", wrapped(&total, width, 0), aligned("  ", &fitted(rows, width)));
    let without: Vec<String> = plan
        .delivery_plans
        .iter()
        .filter(|own| !returns.iter().any(|one| one.issued.stamp.plan_code == own.code))
        .map(|own| plain(&own.code))
        .collect();
    if !without.is_empty() {
        let none = format!("No return for {}: no row is issued to it in {}.", without.join(", "), plan.period);
        said.push_str(&wrapped(&none, width, 0));
        said.push('\n');
    }
    Ok(said)
}

/// A return: its delivery plan, its rows, who fills it in, and where it is mailed.
fn row(plan: &Plan, one: &ToIssue) -> [String; 4] {
    let own = plan.delivery_plan(&one.issued.stamp.plan_code);
    let lead = own.and_then(|own| own.lead_officer.as_deref()).map_or_else(|| "no lead officer".to_owned(), plain);
    let address = match own.map(|own| own.email.as_slice()).unwrap_or_default() {
        [] => "no e-mail address".to_owned(),
        [only] => plain(only),
        [first, rest @ ..] => format!("{} and {} more", plain(first), rest.len()),
    };
    let rows = one.issued.actions.len() + one.issued.indicators.len();
    [plain(&one.issued.stamp.plan_code), counted(rows, "row"), lead, address]
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
