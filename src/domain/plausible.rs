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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::Part;

    #[test]
    fn ten_years_on_either_side_of_a_period_are_plausible_and_a_day_more_is_not() {
        let period = Period::new(2025, Part::Quarter(1), 4).unwrap();
        let is = |day| is_plausible(day, period);
        assert!(is(date(2015, 4, 1)) && is(date(2035, 6, 30)) && is(date(2025, 5, 1)));
        assert!(!is(date(2015, 3, 31)) && !is(date(2035, 7, 1)));
    }
}
