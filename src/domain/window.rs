//! The window of slippage that a rating stands for, and whether the windows of a scheme meet. Over is exclusive and up
//! to is inclusive, so that a deadline moved by exactly three months is in one window and not in two. Windows in other
//! units than their neighbours' are compared by the days they reach from many deadlines, since a quarter is not a fixed
//! number of months.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::slippage::{Span, add_months};

/// A window of slippage: later than `over`, not later than `up_to`; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Window {
    /// Slippage must be more than this.
    pub over: Option<Span>,
    /// Slippage may be this much and no more.
    pub up_to: Option<Span>,
}

impl Window {
    /// Whether a revised day is in the window of its deadline.
    pub fn contains(&self, deadline: Date, revised: Date, year_starts: u8) -> bool {
        let is_over = |span: Span| revised > span.reach(deadline, year_starts);
        self.over.is_none_or(is_over) && self.up_to.is_none_or(|span| !is_over(span))
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.over, self.up_to) {
            (Some(over), Some(up_to)) => write!(f, "over {over} up to {up_to}"),
            (Some(over), None) => write!(f, "over {over}"),
            (None, Some(up_to)) => write!(f, "up to {up_to}"),
            (None, None) => f.write_str("any slippage"),
        }
    }
}

/// Why the windows of a scheme do not meet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum WindowFault {
    /// A window holds nothing.
    #[error("“{0}” holds no slippage at all")]
    Empty(Window),
    /// The first window starts later than 0.
    #[error("slippage up to {0} is in no window; the first must start over 0")]
    StartsLate(Span),
    /// Slippage between two windows is in neither.
    #[error("slippage over {ends} up to {starts} is in no window")]
    Gap {
        /// Where the earlier window ends.
        ends: Span,
        /// Where the later one starts.
        starts: Span,
    },
    /// Some slippage is in two windows.
    #[error("“{first}” and “{second}” overlap")]
    Overlap {
        /// The window that starts first.
        first: Window,
        /// The window that starts before the first has ended.
        second: Window,
    },
    /// The last window has an end.
    #[error("slippage over {0} is in no window; the last must have no “up to”")]
    Ends(Span),
}

/// Whether the windows of a scheme, in any order, join without gap or overlap from 0 on and the last has no end.
///
/// # Errors
/// The first [`WindowFault`] in the order of slippage.
pub(crate) fn windows_join(windows: &[Window]) -> Result<(), WindowFault> {
    let mut sorted = windows.to_vec();
    // Any one deadline puts them in an order; whether they meet is then asked of many.
    sorted.sort_by_key(|window| {
        let reach = |span: Span| span.reach(date(2023, 1, 1), 1);
        (window.over.map(reach), window.up_to.map_or(Date::MAX, reach))
    });
    if let Some(empty) = sorted.iter().find(|window| is_empty(window)) {
        return Err(WindowFault::Empty(*empty));
    }
    if let Some(over) = sorted.first().and_then(|first| first.over)
        && over.count() > 0
    {
        return Err(WindowFault::StartsLate(over));
    }
    for (first, second) in sorted.iter().zip(sorted.iter().skip(1)) {
        let overlap = WindowFault::Overlap { first: *first, second: *second };
        let (Some(ends), Some(starts)) = (first.up_to, second.over) else {
            return Err(overlap);
        };
        match compare(ends, starts) {
            Compared { less: false, more: false } => {}
            Compared { more: true, .. } => return Err(overlap),
            Compared { .. } => return Err(WindowFault::Gap { ends, starts }),
        }
    }
    match sorted.last().and_then(|last| last.up_to) {
        Some(end) => Err(WindowFault::Ends(end)),
        None => Ok(()),
    }
}

/// How two spans compare over the sample deadlines: one may reach less far from some and further from others.
#[derive(Clone, Copy)]
struct Compared {
    less: bool,
    more: bool,
}

fn is_empty(window: &Window) -> bool {
    match (window.over, window.up_to) {
        (Some(over), Some(up_to)) => !compare(over, up_to).less || compare(over, up_to).more,
        _ => false,
    }
}

fn compare(a: Span, b: Span) -> Compared {
    let by_count = match (a, b) {
        (Span::Days(a), Span::Days(b))
        | (Span::Months(a), Span::Months(b))
        | (Span::Quarters(a), Span::Quarters(b)) => Some(a.cmp(&b)),
        (Span::Days(_) | Span::Months(_) | Span::Quarters(_), _) => None,
    };
    if let Some(order) = by_count {
        return Compared { less: order.is_lt(), more: order.is_gt() };
    }
    let mut out = Compared { less: false, more: false };
    for (deadline, year_starts) in samples() {
        match a.reach(deadline, year_starts).cmp(&b.reach(deadline, year_starts)) {
            Ordering::Less => out.less = true,
            Ordering::Greater => out.more = true,
            Ordering::Equal => {}
        }
    }
    out
}

/// Deadlines at the start, middle and end of every month of two years, one of them a leap year, in each of the three
/// ways that quarters can lie.
fn samples() -> impl Iterator<Item = (Date, u8)> {
    (0..24).flat_map(|months| {
        let first = add_months(date(2023, 1, 1), months);
        let middle = add_months(date(2023, 1, 15), months);
        [first, middle, first.last_of_month()]
            .into_iter()
            .flat_map(|day| (1..=3).map(move |year_starts| (day, year_starts)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(over: &str, up_to: &str) -> Window {
        Window { over: Span::parse(over), up_to: Span::parse(up_to) }
    }

    #[test]
    fn over_is_exclusive_and_up_to_inclusive() {
        let deadline = date(2025, 6, 30);
        let (amber, red) = (window("0", "3 months"), window("3 months", ""));
        for (revised, in_amber, in_red) in [
            (date(2025, 6, 30), false, false),
            (date(2025, 7, 1), true, false),
            (date(2025, 9, 30), true, false),
            (date(2025, 10, 1), false, true),
        ] {
            assert_eq!(amber.contains(deadline, revised, 4), in_amber, "{revised}");
            assert_eq!(red.contains(deadline, revised, 4), in_red, "{revised}");
        }
        assert!(window("", "0").contains(deadline, deadline, 4));
    }

    #[test]
    fn a_window_is_printed_in_words() {
        assert_eq!(window("0", "3 months").to_string(), "over 0 up to 3 months");
        assert_eq!(window("1 quarter", "").to_string(), "over 1 quarter");
        assert_eq!(window("", "30 days").to_string(), "up to 30 days");
        assert_eq!(window("", "").to_string(), "any slippage");
    }

    #[test]
    fn windows_that_meet_are_no_fault_in_any_order() {
        let good: [&[Window]; 5] = [
            &[],
            &[window("0", "3 months"), window("3 months", "")],
            &[window("3 months", ""), window("0", "3 months"), window("", "0")],
            &[window("0", "1 quarter"), window("1 quarter", "")],
            &[window("", "")],
        ];
        for windows in good {
            assert_eq!(windows_join(windows), Ok(()), "{windows:?}");
        }
    }

    #[test]
    fn windows_that_do_not_meet_say_where() {
        let say = |windows: &[Window]| windows_join(windows).unwrap_err().to_string();
        assert_eq!(
            say(&[window("0", "3 months"), window("6 months", "")]),
            "slippage over 3 months up to 6 months is in no window"
        );
        assert_eq!(
            say(&[window("0", "3 months"), window("2 months", "")]),
            "“over 0 up to 3 months” and “over 2 months” overlap"
        );
        assert_eq!(
            say(&[window("0", "3 months")]),
            "slippage over 3 months is in no window; the last must have no “up to”"
        );
        assert_eq!(
            say(&[window("1 month", "")]),
            "slippage up to 1 month is in no window; the first must start over 0"
        );
        assert_eq!(say(&[window("3 months", "3 months")]), "“over 3 months up to 3 months” holds no slippage at all");
        assert!(matches!(windows_join(&[window("0", ""), window("3 months", "")]), Err(WindowFault::Overlap { .. })));
    }

    #[test]
    fn a_quarter_is_not_three_months() {
        assert!(matches!(
            windows_join(&[window("0", "1 quarter"), window("3 months", "")]),
            Err(WindowFault::Overlap { .. })
        ));
        assert!(matches!(
            windows_join(&[window("0", "3 months"), window("1 quarter", "")]),
            Err(WindowFault::Gap { .. })
        ));
        assert!(windows_join(&[window("0", "30 days"), window("1 month", "")]).is_err());
    }
}
