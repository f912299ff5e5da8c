//! What a rule about several workbooks sees: all returns of a period together, or an earlier consolidated workbook.

use jiff::civil::Date;

use crate::plan::Plan;
use crate::previous::Previous;
use crate::returns::{Return, ReturnSet};

/// All returns of a period.
#[derive(Debug, Clone, Copy)]
pub struct AcrossView<'a> {
    /// The plan workbook.
    pub plan: &'a Plan,
    /// Every return that was read.
    pub returns: &'a [&'a Return],
    /// What became of each.
    pub set: &'a ReturnSet,
    /// The as-of day.
    pub as_of: Date,
}

/// The consolidated workbook of an earlier period.
#[derive(Debug, Clone, Copy)]
pub struct EarlierView<'a> {
    /// What was read of it.
    pub earlier: &'a Previous,
    /// The plan workbook, where one was given.
    pub plan: Option<&'a Plan>,
}

impl<'a> AcrossView<'a> {
    /// The path of a return, by its place in the list.
    pub fn path(&self, file: usize) -> Option<&'a str> {
        self.returns.get(file).map(|received| received.source.path.as_str())
    }

    /// The delivery plan of that code as printed; the code where there is none.
    pub fn plan_name<'s>(&'s self, code: &'s str) -> &'s str {
        self.plan.delivery_plan(code).map_or(code, |plan| plan.name.as_str())
    }
}
