//! Tests of text dates: the whole grammar of the contract, what is told apart from a date, and that no text is too
//! odd to be read. Kept beside `text_date.rs` to leave that file short.

use super::super::period::Part;
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn period() -> Period {
    Period::new(2025, Part::Quarter(1), 4).unwrap()
}

fn january() -> Period {
    Period::new(2025, Part::Quarter(1), 1).unwrap()
}

fn day(text: &str) -> Date {
    read_date(text, &period()).unwrap_or_else(|no| panic!("{text}: {no:?}")).day
}

#[test]
fn every_form_of_the_contract_is_read() {
    let end_of_march = date(2026, 3, 31);
    let cases = [
        ("31/03/2026", end_of_march),
        ("31.3.26", end_of_march),
        ("31-Mar-16", date(2016, 3, 31)),
        ("2026-03-31", end_of_march),
        ("31 March 2026", end_of_march),
        ("31st Mar 2026", end_of_march),
        ("March 2026", end_of_march),
        ("Mar-26", end_of_march),
        ("Sept 2025", date(2025, 9, 30)),
        ("Q3", date(2025, 12, 31)),
        ("Q3 2025/26", date(2025, 12, 31)),
        ("2025-26 Q3", date(2025, 12, 31)),
        ("2025/26", end_of_march),
        ("2025-26", end_of_march),
        ("2021-23", date(2023, 3, 31)),
        ("2021 to 2023", date(2023, 3, 31)),
        ("2021", date(2021, 12, 31)),
        ("end of June 2019", date(2019, 6, 30)),
        ("by June 2019", date(2019, 6, 30)),
        ("due June 2020", date(2020, 6, 30)),
        ("mid April 2020", date(2020, 4, 15)),
    ];
    for (text, expected) in cases {
        assert_eq!(day(text), expected, "{text}");
        assert_eq!(day(&text.to_uppercase()), expected, "{text} in capitals");
        let padded = format!("\u{a0} {}  ", text.replace(' ', " \u{a0} "));
        assert_eq!(day(&padded), expected, "{text} with spaces");
    }
}

#[test]
fn what_is_no_date_is_given_back_as_it_was_typed() {
    for text in ["Completed", "summer 2025", "TBC", "31 June 2025", "2021 to 2023 to 2025", "about then"] {
        let why = read_date(text, &period()).expect_err(text);
        assert_eq!(why.text(), text, "{why:?}");
    }
}

#[test]
fn dashes_dots_and_long_names_are_read() {
    for (text, expected) in [
        ("31–03–2026", date(2026, 3, 31)),
        ("31 – Mar – 26", date(2026, 3, 31)),
        ("2nd of September 2025", date(2025, 9, 2)),
        ("Sept. 2025", date(2025, 9, 30)),
        ("31 March 2026.", date(2026, 3, 31)),
        ("31 March, 2026", date(2026, 3, 31)),
        ("Mar ’26", date(2026, 3, 31)),
        ("mid-April 2020", date(2020, 4, 15)),
        ("2021–23", date(2023, 3, 31)),
        ("2021 - 2023", date(2023, 3, 31)),
        ("by the end of Q3 2025/26", date(2025, 12, 31)),
        ("Quarter 4", date(2026, 3, 31)),
        ("Q1 25/26", date(2025, 6, 30)),
        ("2025-26-Q3", date(2025, 12, 31)),
        ("February 2028", date(2028, 2, 29)),
        ("1999-00", date(2000, 3, 31)),
    ] {
        assert_eq!(day(text), expected, "{text}");
    }
}

#[test]
fn day_and_month_in_figures_are_read_day_first_and_say_so() {
    let read = read_date("03/04/2025", &period()).unwrap();
    assert_eq!(read.day, date(2025, 4, 3));
    assert!(read.ambiguous);
    for clear in ["04/04/2025", "13/04/2025", "2025-04-03", "3 April 2025"] {
        assert!(!read_date(clear, &period()).unwrap().ambiguous, "{clear}");
    }
}

#[test]
fn a_weekday_in_front_and_a_time_behind_change_nothing_of_the_day() {
    for text in [
        "20/05/2025 14:30",
        "20 May 2025, 2pm",
        "20 May 2025 at 2.30 pm",
        "2025-05-20T14:30:00Z",
        "2025-05-20T23:30:00.000+01:00",
        "2025-05-20 00:00:00",
        "Tuesday 20 May 2025",
        "Tue, 20/05/2025",
        "Tues. 20th May 2025 09:00",
        "May 20, 2025",
        "May 20th 2025",
        "20 05 2025",
    ] {
        assert_eq!(day(text), date(2025, 5, 20), "{text}");
    }
    for text in ["20/05/2025 25:00", "20/05/2025 14:60", "14:30", "20 May 14:30", "Tuesday", "20 5 25", "20/05/2025 2"]
    {
        assert!(read_date(text, &period()).is_err(), "{text}");
    }
}

#[test]
fn a_weekday_that_is_not_that_days_is_said() {
    let read = |text| read_date(text, &period()).unwrap();
    assert!(read("Monday 20 May 2025").wrong_weekday && read("Mon 20/05/2025 10:00").wrong_weekday);
    assert!(!read("Tuesday 20 May 2025").wrong_weekday && !read("20 May 2025").wrong_weekday);
    assert!(read("03 04 2025").ambiguous && !read("20 05 2025").ambiguous && !read("May 3, 2025").ambiguous);
}

#[test]
fn how_exactly_it_was_written_is_kept() {
    for (text, precision) in [
        ("31/03/2026", Precision::Day),
        ("mid April 2020", Precision::Day),
        ("March 2026", Precision::Month),
        ("Q3", Precision::Quarter),
        ("2025/26", Precision::Year),
        ("2021", Precision::Year),
        ("2021-23", Precision::Years),
    ] {
        assert_eq!(read_date(text, &period()).unwrap().precision, precision, "{text}");
    }
}

#[test]
fn a_year_that_starts_in_january_has_its_own_quarters_and_years() {
    for (text, expected) in [
        ("Q3", date(2025, 9, 30)),
        ("Q3 2026", date(2026, 9, 30)),
        ("2025-26", date(2026, 12, 31)),
        ("2021-23", date(2023, 12, 31)),
    ] {
        assert_eq!(read_date(text, &january()).unwrap().day, expected, "{text}");
    }
    assert!(read_date("Q3 2025-26", &january()).is_err());
}

#[test]
fn what_is_no_date_is_told_apart() {
    use NotADate::{ImpossibleDay, Other, Placeholder, Season, StatusWord};
    type Kind = fn(String) -> NotADate;
    let kinds: [(&str, Kind); 26] = [
        ("Complete", StatusWord),
        ("Done", StatusWord),
        ("closed", StatusWord),
        ("On track", StatusWord),
        ("Completed Sept 2024", StatusWord),
        ("Autumn 2025", Season),
        ("Early summer", Season),
        ("TBC", Placeholder),
        ("t.b.d.", Placeholder),
        ("asap", Placeholder),
        ("N/A", Placeholder),
        ("-", Placeholder),
        ("31 June 2025", ImpossibleDay),
        ("29/02/2025", ImpossibleDay),
        ("03/31/2026", ImpossibleDay),
        ("Ongoing", Other),
        ("Q3 and Q4", Other),
        ("Q2; Q3", Other),
        ("Q5", Other),
        ("Q3 2025", Other),
        ("March", Other),
        ("31 March", Other),
        ("2025-24", Other),
        ("mid Q3", Other),
        ("February 2025 March 2025 April 2025", Other),
        ("", Other),
    ];
    for (text, kind) in kinds {
        assert_eq!(read_date(text, &period()), Err(kind(text.to_owned())), "{text}");
    }
}

#[test]
fn years_that_run_for_a_century_are_a_slip_and_no_date() {
    for slip in ["2025-2626", "2025/2126", "2021 to 2123", "1921 to 2023"] {
        assert!(read_date(slip, &period()).is_err(), "{slip}");
    }
    assert_eq!(day("1999-2098"), date(2098, 3, 31));
}

#[test]
fn a_run_of_years_is_printed_as_it_is_read_again() {
    for (text, expected) in [("2021 to 2023", "2021-23"), ("1999-2001", "1999-2001"), ("1999-2000", "1999-00")] {
        let (_, printed) = read_printed(text, period()).unwrap();
        assert_eq!(printed, expected);
        assert_eq!(day(&printed), day(text), "{text}");
    }
}

#[test]
fn a_year_as_a_number_is_the_same_as_its_text() {
    assert_eq!(from_year_number(2021), read_date("2021", &period()).ok());
    for wrong in [-1, 0, 45_000, 1899, i64::MAX] {
        assert_eq!(from_year_number(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,40}") {
        let _ = read_date(&text, &period());
    }

    #[test]
    fn nothing_made_of_date_parts_is_too_odd(text in "(Q|mid |by |end of |31|03|2026|26|st|Mar|/|-|\\.| |to){0,8}") {
        let _ = read_date(&text, &period());
        let _ = read_date(&text, &january());
    }

    #[test]
    fn every_day_reads_back_from_each_way_of_writing_it(days in 0..40_000_i32) {
        let day = date(1999, 1, 1).saturating_add(jiff::Span::new().days(days));
        for text in [
            print_short(day),
            print_day(day),
            day.to_string(),
            format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
            format!("{}.{}.{}", day.day(), day.month(), day.year()),
        ] {
            prop_assert_eq!(read_date(&text, &period()).map(|read| read.day), Ok(day), "{}", text);
        }
    }
}
