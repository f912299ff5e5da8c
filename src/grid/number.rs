//! Numbers as Excel shows them: fifteen significant digits, as an exact decimal.
//!
//! Files store binary fractions written out to seventeen digits, so 4.35 × 100 stands there as 434.99999999999994. Excel shows
//! and compares fifteen digits (its documented precision), and so does everything here. This is the only place where a
//! floating-point number is looked at, and no arithmetic is done with one.

use rust_decimal::Decimal;

/// The most decimal places a [`Decimal`] can hold.
const MOST_PLACES: i32 = 28;

/// Reads a number as it stands in a file; surrounding white space is allowed, as in XML Schema's `double`.
/// Nothing for anything else (`NaN`, `INF`, words) and for numbers of 7.9 × 10²⁸ and more.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim_ascii();
    short(text).or_else(|| long(text))
}

/// The number Excel shows for a stored floating-point number. Nothing when it is not finite or too large to hold exactly.
/// What is smaller than half of 10⁻²⁸ is zero.
pub(super) fn from_f64(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e')?;
    let mut digits: i128 = mantissa.replace('.', "").parse().ok()?;
    let mut places: i32 = exponent.parse::<i32>().ok()?.checked_neg()?.checked_add(14)?;
    if digits == 0 {
        return Some(Decimal::ZERO);
    }
    while digits % 10 == 0 {
        digits /= 10;
        places -= 1;
    }
    if places > MOST_PLACES {
        let unit = ten_to(places - MOST_PLACES).unwrap_or(i128::MAX);
        let half = if digits < 0 { -(unit / 2) } else { unit / 2 };
        digits = digits.checked_add(half).unwrap_or(0) / unit;
        places = MOST_PLACES;
    } else if places < 0 {
        digits = digits.checked_mul(ten_to(-places)?)?;
        places = 0;
    }
    let number = Decimal::try_from_i128_with_scale(digits, u32::try_from(places).ok()?).ok()?;
    Some(number.normalize())
}

fn ten_to(power: i32) -> Option<i128> {
    10_i128.checked_pow(u32::try_from(power).ok()?)
}

/// Plain digits of at most fifteen significant places, the common case, without going through a floating-point number.
fn short(text: &str) -> Option<Decimal> {
    let bytes = text.as_bytes();
    let (negative, bytes) = match bytes.strip_prefix(b"-") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let mut digits: i64 = 0;
    let mut significant = 0_u32;
    let mut seen = false;
    // Decimal places so far, once there was a point.
    let mut places: Option<u32> = None;
    for byte in bytes {
        if *byte == b'.' && places.is_none() {
            places = Some(0);
        } else if byte.is_ascii_digit() {
            seen = true;
            if digits != 0 || *byte != b'0' {
                significant += 1;
            }
            places = places.map(|n| n + 1);
            if significant > 15 || places > Some(28) {
                return None;
            }
            digits = digits * 10 + i64::from(byte - b'0');
        } else {
            return None;
        }
    }
    if !seen {
        return None;
    }
    let mut places = places.unwrap_or(0);
    while places > 0 && digits % 10 == 0 {
        digits /= 10;
        places -= 1;
    }
    Decimal::try_new(if negative { -digits } else { digits }, places).ok()
}

fn long(text: &str) -> Option<Decimal> {
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E');
    if !text.bytes().all(plain) {
        return None;
    }
    from_f64(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Option<String> {
        decimal(text).map(|d| d.to_string())
    }

    #[test]
    fn a_number_is_what_excel_shows_of_it() {
        for (stored, expected) in [
            ("434.99999999999994", "435"),
            ("56.99999999999999", "57"),
            ("0.30000000000000004", "0.3"),
            ("1652185258.8058286", "1652185258.80583"),
            ("12345678901234567", "12345678901234600"),
            ("1.10", "1.1"),
            ("-0", "0"),
            ("-0.00", "0"),
            ("007", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            (" 42 ", "42"),
            ("+7", "7"),
            ("1E3", "1000"),
            ("5.5511151231257827E-17", "0.0000000000000000555111512313"),
            ("1e-300", "0"),
            ("-1e-300", "0"),
            ("6e-29", "0.0000000000000000000000000001"),
            ("7.9E+28", "79000000000000000000000000000"),
            ("000000000000000000000000000000001", "1"),
        ] {
            assert_eq!(shown(stored).as_deref(), Some(expected), "{stored}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read_as_one() {
        for wrong in [
            "", " ", ".", "-", "NaN", "INF", "inf", "1e999", "8E+28", "0x10", "1,000", "1_000", "12a", "1e", "--1",
            "1.2.3", "infinity", "e5", "٣",
        ] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_agree(digits in -999_999_999_999_999_i64..=999_999_999_999_999, places in 0_u32..15) {
            let text = Decimal::new(digits, places).to_string();
            prop_assert_eq!(short(&text).unwrap(), long(&text).unwrap());
        }

        #[test]
        fn every_finite_number_is_read_or_refused_without_a_fault(bits in any::<u64>()) {
            let _ = from_f64(f64::from_bits(bits));
        }
    }
}
