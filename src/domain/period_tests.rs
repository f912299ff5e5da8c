//! Tests of reporting periods: what is read and refused, the days of each, and that periods follow each other without
//! gap. Kept beside `period.rs` to leave that file short.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn calendar(reporting: Reporting) -> Calendar {
    Calendar { reporting, year_starts: 4 }
}

fn quarterly(text: &str) -> Option<Period> {
    Period::parse(text, &calendar(Reporting::Quarterly))
}

#[test]
fn a_period_is_read_as_people_write_it() {
    let first = Period::new(2025, Part::Quarter(1), 4);
    for text in [
        "2025-26 Q1",
        "2025/26 Q1",
        "Q1 2025/26",
        "Q1 2025-26",
        "2025–26 q1",
        " q1\u{a0} 2025 / 26 ",
        "2025-26-q1",
        "2025/2026 Quarter 1",
        "Q1, 2025/26",
    ] {
        assert_eq!(quarterly(text), first, "{text}");
    }
    for (text, reporting, part) in [
        ("2016-17 H1", Reporting::HalfYearly, Part::Half(1)),
        ("2016-17 T3", Reporting::FourMonthly, Part::Third(3)),
        ("t2, 2016/17", Reporting::FourMonthly, Part::Third(2)),
        ("2016-17 M03", Reporting::Monthly, Part::Month(3)),
        ("M12 2016/17", Reporting::Monthly, Part::Month(12)),
        ("2016-17", Reporting::Annual, Part::Year),
    ] {
        assert_eq!(Period::parse(text, &calendar(reporting)), Period::new(2016, part, 4), "{text}");
    }
}

#[test]
fn what_is_not_a_period_of_the_calendar_is_refused() {
    for text in [
        "2025-27 Q1",
        "2025-26 Q5",
        "2025-26 Q0",
        "2025-26 T1",
        "2025-26 H1",
        "2025-26 M03",
        "2025-26",
        "2025 Q1",
        "Q1",
        "",
        "Q1 Q2",
        "2025-26 Q1 Q2",
        "Q12025-26",
        "summer",
        "2025-26 Q1x",
        "-",
        "Q",
        "2025-26 Q٣",
    ] {
        assert_eq!(quarterly(text), None, "{text}");
    }
}

#[test]
fn a_year_that_starts_in_january_is_one_calendar_year() {
    let calendar = Calendar { reporting: Reporting::Quarterly, year_starts: 1 };
    let period = Period::parse("2025 Q1", &calendar).unwrap();
    assert_eq!(Period::parse("Q1 2025", &calendar), Some(period));
    assert_eq!(period.to_string(), "2025 Q1");
    assert_eq!(period.slug(), "2025-q1");
    assert_eq!(period.last_day(), date(2025, 3, 31));
    assert_eq!(Period::parse("2025-26 Q1", &calendar), None);
}

#[test]
fn a_period_knows_its_days_its_neighbours_and_its_name() {
    let period = quarterly("2025-26 Q4").unwrap();
    assert_eq!(period.to_string(), "2025-26 Q4");
    assert_eq!(period.slug(), "2025-26-q4");
    assert_eq!(period.label(), "Q4");
    assert_eq!(period.first_day(), date(2026, 1, 1));
    assert_eq!(period.last_day(), date(2026, 3, 31));
    assert_eq!(period.next().to_string(), "2026-27 Q1");
    assert_eq!(period.same_last_year().to_string(), "2024-25 Q4");
    assert!(period.is_last_of_year());
    let third_month = Period::new(2025, Part::Month(3), 4).unwrap();
    assert_eq!(third_month.to_string(), "2025-26 M03");
    assert_eq!(third_month.last_day(), date(2025, 6, 30));
    let half = Period::new(2016, Part::Half(1), 4).unwrap();
    assert_eq!((half.first_day(), half.last_day()), (date(2016, 4, 1), date(2016, 9, 30)));
    assert_eq!(Period::new(1999, Part::Year, 4).unwrap().to_string(), "1999-00");
}

/// Worked with a calendar: a year from April ends its thirds in July, November and March, one from January in April,
/// August and December.
#[test]
fn a_year_has_three_parts_of_four_months() {
    for (text, year_starts, first, last, slug) in [
        ("2025-26 T1", 4, date(2025, 4, 1), date(2025, 7, 31), "2025-26-t1"),
        ("2025-26 T2", 4, date(2025, 8, 1), date(2025, 11, 30), "2025-26-t2"),
        ("2025-26 T3", 4, date(2025, 12, 1), date(2026, 3, 31), "2025-26-t3"),
        ("2024 T1", 1, date(2024, 1, 1), date(2024, 4, 30), "2024-t1"),
        ("2024 T3", 1, date(2024, 9, 1), date(2024, 12, 31), "2024-t3"),
        ("2025-26 T2", 9, date(2026, 1, 1), date(2026, 4, 30), "2025-26-t2"),
    ] {
        let calendar = Calendar { reporting: Reporting::FourMonthly, year_starts };
        let period = Period::parse(text, &calendar).unwrap();
        assert_eq!((period.first_day(), period.last_day()), (first, last), "{text}");
        assert_eq!((period.to_string().as_str(), period.slug().as_str()), (text, slug));
        assert_eq!(period.is_last_of_year(), text.ends_with('3'));
    }
    let third = |n| Period::new(2025, Part::Third(n), 4).unwrap();
    // In the other year's form it is taken by its first year.
    assert_eq!(Period::parse_by_first_year("2025 T2", third(1).calendar()), Some(third(2)));
    let january = Calendar { reporting: Reporting::FourMonthly, year_starts: 1 };
    let taken = Period::parse_by_first_year("2025-26 T2", january).unwrap();
    assert_eq!((taken.to_string().as_str(), taken.last_day()), ("2025 T2", date(2025, 8, 31)));
    assert_eq!(third(3).next().to_string(), "2026-27 T1");
    assert_eq!(third(1).previous().to_string(), "2024-25 T3");
    assert_eq!((third(1).end_in_year(), third(3).end_in_year()), ((2025, 4), (2025, 12)));
    assert_eq!(Period::new(2025, Part::Third(4), 4), None);
    assert_eq!(serde_json::to_string(&third(2)).unwrap(), r#"{"start":2025,"part":{"third":2},"year-starts":4}"#);
}

#[test]
fn an_impossible_period_is_not_read_from_storage() {
    let period = quarterly("2025-26 Q1").unwrap();
    let stored = serde_json::to_string(&period).unwrap();
    assert_eq!(serde_json::from_str::<Period>(&stored).unwrap(), period);
    for (from, to) in [("1}", "7}"), ("2025", "32767"), ("\"year-starts\":4", "\"year-starts\":0")] {
        let tampered = stored.replace(from, to);
        assert_ne!(tampered, stored);
        assert!(serde_json::from_str::<Period>(&tampered).is_err(), "{tampered}");
    }
}

#[test]
fn months_are_read_by_name() {
    for (name, number) in [("April", 4), ("apr", 4), ("Sept", 9), (" DECEMBER ", 12), ("Jan.", 1)] {
        assert_eq!(Calendar::month_number(name), Some(number), "{name}");
    }
    assert_eq!(Calendar::month_number("4"), None);
    assert_eq!(Reporting::parse("half yearly"), Some(Reporting::HalfYearly));
    assert_eq!(Reporting::parse("Six-monthly"), Some(Reporting::HalfYearly));
    assert_eq!(Reporting::parse("four monthly"), Some(Reporting::FourMonthly));
    assert_eq!(Reporting::parse("weekly"), None);
}

fn any_period() -> impl Strategy<Value = Period> {
    let part = prop_oneof![
        (1..=4_u8).prop_map(Part::Quarter),
        (1..=3_u8).prop_map(Part::Third),
        (1..=2_u8).prop_map(Part::Half),
        (1..=12_u8).prop_map(Part::Month),
        Just(Part::Year),
    ];
    (1900..2190_i16, part, 1..=12_u8)
        .prop_map(|(start, part, year_starts)| Period::new(start, part, year_starts).unwrap())
}

proptest! {
    #[test]
    fn a_period_reads_back_as_printed(period in any_period()) {
        prop_assert_eq!(Period::parse(&period.to_string(), &period.calendar()), Some(period));
        prop_assert_eq!(Period::parse(&period.slug(), &period.calendar()), Some(period));
    }

    #[test]
    fn periods_follow_each_other_without_gap(period in any_period()) {
        prop_assert_eq!(period.last_day().tomorrow().unwrap(), period.next().first_day());
        prop_assert_eq!(period.next().previous(), period);
        prop_assert_eq!(Period::containing(period.first_day(), &period.calendar()), Some(period));
        prop_assert_eq!(Period::containing(period.last_day(), &period.calendar()), Some(period));
        prop_assert!(period < period.next());
    }

    #[test]
    fn no_text_is_too_odd(text in "([0-9QHM /-]|\\PC){0,30}") {
        for reporting in [Reporting::Quarterly, Reporting::Annual] {
            let _ = Period::parse(&text, &calendar(reporting));
        }
    }
}
