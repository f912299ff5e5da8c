//! How far from the period a date may lie.

use jiff::civil::Date;

use super::period::Period;
use super::slippage::add_months;

const YEARS: i32 = 10;

/// Whether a day lies within ten years of a period; what is further off is hardly meant.
pub(crate) fn is_plausible(day: Date, period: Period) -> bool {
    let months = YEARS * 12;
    let earliest = add_months(period.first_day(), -months);
    let latest = add_months(period.last_day(), months);
    earliest <= day && day <= latest
}
