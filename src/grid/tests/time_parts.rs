//! Formats that show exactly two parts of a time, and those that show more or less.

use rust_decimal::Decimal;

use crate::grid::TimeParts;
use crate::grid::format_code::{read, time_in};

#[test]
fn a_time_of_two_parts_is_told_from_any_other() {
    let parts =
        |code| read(code).sections.and_then(|sections| time_in(&sections, Decimal::new(5, 1)).map(|(_, parts)| parts));
    for code in ["h:mm", "hh:mm", "[h]:mm", "[hh]:mm", "[$-F400]h:mm", "H:MM"] {
        assert_eq!(parts(code), Some(TimeParts::HoursMinutes), "{code}");
    }
    for code in ["mm:ss", "m:ss", "[mm]:ss", "[m]:ss"] {
        assert_eq!(parts(code), Some(TimeParts::MinutesSeconds), "{code}");
    }
    for code in ["h:mm:ss", "h:mm AM/PM", "mm:ss.0", "[h]", "[h]:mm:ss", "[s]", "ss", "h"] {
        assert_eq!(parts(code), Some(TimeParts::Other), "{code}");
    }
}
