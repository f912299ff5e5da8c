//! Tests of typed numbers: the grammar, what is refused and why, ranges and printing. Kept beside `number.rs` to leave
//! that file short.

use super::*;
use proptest::prelude::*;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn numbers_are_read_by_the_grammar() {
    for (text, value, percent) in [
        ("£1,234.50", "1234.5", false),
        ("92%", "92", true),
        ("92 %", "92", true),
        ("1 234", "1234", false),
        ("1\u{a0}234\u{a0}567", "1234567", false),
        ("-3.5", "-3.5", false),
        ("−3.5", "-3.5", false),
        ("(5)", "-5", false),
        ("(£5.20)", "-5.2", false),
        ("-£5", "-5", false),
        ("£-5", "-5", false),
        ("+4", "4", false),
        ("1.234", "1.234", false),
        (".5", "0.5", false),
        ("007", "7", false),
        ("0.00", "0", false),
        (" 12 ", "12", false),
        ("1,234,567", "1234567", false),
    ] {
        assert_eq!(read_number(text), Ok(TypedNumber { value: dec(value), percent }), "{text}");
    }
}

#[test]
fn what_is_no_number_is_told_apart() {
    use NotANumber::{Approximate, OutOfRange, SeveralValues, Words};
    for (text, fault) in [
        ("1e5", Words),
        ("1_000", Words),
        ("inf", Words),
        ("NaN", Words),
        ("", Words),
        ("12 days", Words),
        ("5.", Words),
        ("--5", Words),
        ("%", Words),
        ("£", Words),
        ("1.2.3", Words),
        ("Awaited", Words),
        ("٣", Words),
        ("67% 2 £70,829", SeveralValues),
        ("10 to 20", SeveralValues),
        ("10-20", SeveralValues),
        ("5/10", SeveralValues),
        ("1,23", SeveralValues),
        ("12,34,567", SeveralValues),
        ("1 2345", SeveralValues),
        ("c. 30", Approximate),
        ("c30", Approximate),
        ("circa 30%", Approximate),
        ("~30", Approximate),
        (">= 90%", Approximate),
        ("over £1,000", Approximate),
        ("30+", Approximate),
        ("99999999999999999999999999999999", OutOfRange),
        ("0.00000000000000000000000000000000001", OutOfRange),
    ] {
        assert_eq!(read_number(text), Err(fault), "{text}");
    }
}

#[test]
fn ranges_are_read_with_any_dash() {
    for (text, low, high) in [
        ("10 to 20", "10", "20"),
        ("10-20", "10", "20"),
        ("10 – 20", "10", "20"),
        ("10% to 20%", "10", "20"),
        ("-5 to 5", "-5", "5"),
        ("-5--2", "-5", "-2"),
        ("10 to 10", "10", "10"),
        ("1,000 TO 2,000.5", "1000", "2000.5"),
    ] {
        assert_eq!(read_range(text), Some((dec(low), dec(high))), "{text}");
    }
    for text in ["", "10", "-10", "20 to 10", "10 to", "ten to twenty", "10 to 20 to 30", "-"] {
        assert_eq!(read_range(text), None, "{text}");
    }
}

#[test]
fn numbers_are_printed_with_their_unit() {
    for (value, decimals, unit, printed) in [
        ("58", None, "%", "58%"),
        ("-2.50", None, "% change", "-2.5%"),
        ("1234.5", None, "£", "£1,234.50"),
        ("1234", None, "£", "£1,234"),
        ("-70829", Some(0), "£", "-£70,829"),
        ("12", None, "days", "12 days"),
        ("1", None, "days", "1 day"),
        ("1.0", Some(1), "days", "1.0 days"),
        ("1", None, "bus", "1 bus"),
        ("1234", None, "number", "1,234"),
        ("123", None, "", "123"),
        ("1234567.891", Some(2), "", "1,234,567.89"),
        ("2.5", Some(0), "", "3"),
        ("-2.5", Some(0), "", "-3"),
        ("-0.4", Some(0), "%", "0%"),
        ("7", Some(2), "", "7.00"),
        ("0.125", Some(2), "", "0.13"),
    ] {
        assert_eq!(print(dec(value), decimals, unit), printed, "{value} {decimals:?} {unit}");
    }
}

#[test]
fn a_cell_full_of_marks_is_refused_at_once() {
    for mark in ["-", "1-", "1 to ", "1,", "(", "£", "1/", ". "] {
        let text = mark.repeat(32_767);
        assert!(read_number(&text).is_err());
        assert_eq!(read_range(&text), None);
        let _ = super::super::Target::read(&text);
    }
}

proptest! {
    #[test]
    fn a_printed_number_reads_back(mantissa in any::<i64>(), scale in 0..10_u32, unit in "(%|£|)") {
        let value = Decimal::new(mantissa, scale);
        let printed = print(value, None, &unit);
        prop_assert_eq!(read_number(&printed).map(|number| number.value), Ok(value.normalize()), "{}", printed);
    }

    #[test]
    fn no_text_is_too_odd(text in "([0-9(),.%£ -]|to|\\PC){0,40}", decimals in proptest::option::of(any::<u32>())) {
        if let Ok(number) = read_number(&text) {
            let _ = print(number.value, decimals, &text);
        }
        let _ = read_range(&text);
    }
}
