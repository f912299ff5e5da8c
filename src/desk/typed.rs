//! What somebody types who asks for a job: days and periods.

use jiff::civil::{Date, date};

use crate::collection::days_until;
use crate::domain::{Calendar, Period, Reporting, print_day, read_date};

use super::error::Error;

/// For how many days after the as-of day a run may still be about that day's returns.
const NEAR: i32 = 120;

/// A day as typed: `2025-06-30`, or any day a deadline may be typed as, with its year. `today` only makes the example
/// where the year is missing.
///
/// # Errors
/// [`Error::NoYear`] and [`Error::NotADay`].
pub fn read_day(text: &str, today: Date) -> Result<Date, Error> {
    let typed = text.trim();
    typed.parse().ok().or_else(|| written_day(typed)).ok_or_else(|| not_a_day(typed, today))
}

/// The day that a text stands for, whatever year it is read in.
fn written_day(text: &str) -> Option<Date> {
    let calendar = Calendar { reporting: Reporting::Quarterly, year_starts: 4 };
    let read_in = |year| read_date(text, &Period::containing(date(year, 6, 1), &calendar)?).ok().map(|read| read.day);
    read_in(2025).filter(|day| read_in(2026) == Some(*day))
}

fn not_a_day(text: &str, today: Date) -> Error {
    let text = text.to_owned();
    match written_day(&format!("{text} {}", today.year())) {
        Some(example) => Error::NoYear { text, example: print_day(example) },
        None => Error::NotADay { text },
    }
}

/// The day from which days to *Returns due* are counted: the one that was `told` as today, else `today` itself; the as-of
/// day where that is given and today is far from it, since the run is then about another time.
pub fn counted_from(told: Option<Date>, as_of: Option<Date>, today: Date) -> Date {
    told.unwrap_or_else(|| as_of.filter(|as_of| !(0..=NEAR).contains(&days_until(today, *as_of))).unwrap_or(today))
}

/// The period as typed where no plan says which calendar is meant: any kind of reporting, the year from April first.
///
/// # Errors
/// [`Error::NotAPeriod`].
pub fn read_period(text: &str) -> Result<Period, Error> {
    let kinds = Reporting::ALL;
    [4, 1]
        .into_iter()
        .flat_map(|year_starts| kinds.map(|reporting| Calendar { reporting, year_starts }))
        .find_map(|calendar| Period::parse(text, &calendar))
        .ok_or_else(|| Error::NotAPeriod { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 7, 1);

    #[test]
    fn a_day_is_read_as_written_and_a_word_is_refused() {
        assert_eq!(read_day("2025-06-30", TODAY).unwrap(), date(2025, 6, 30));
        assert_eq!(read_day("30 June 2025", TODAY).unwrap(), date(2025, 6, 30));
        assert!(matches!(read_day("soon", TODAY), Err(Error::NotADay { .. })));
        assert!(matches!(read_day("2025-06-31", TODAY), Err(Error::NotADay { .. })));
    }

    #[test]
    fn a_day_without_its_year_is_answered_with_an_example_and_never_guessed() {
        for text in ["18 Oct", "18/10", "Q2"] {
            let said = read_day(text, TODAY).unwrap_err().to_string();
            assert!(said.starts_with(&format!("`{text}` ")) && said.contains("; give it as "), "{said}");
        }
        let said = read_day("18 Oct", TODAY).unwrap_err().to_string();
        assert!(said.contains("give it as 18 October 2026"), "{said}");
        assert_eq!(read_day("18 Oct 2025", TODAY).unwrap(), date(2025, 10, 18));
        assert_eq!(read_day(" 18/10/2025 ", TODAY).unwrap(), date(2025, 10, 18));
    }

    #[test]
    fn days_are_counted_from_today_unless_the_as_of_day_is_of_another_time() {
        let as_of = Some(date(2025, 6, 30));
        for (today, from) in [
            (date(2025, 6, 30), date(2025, 6, 30)),
            (date(2025, 7, 14), date(2025, 7, 14)),
            (date(2025, 10, 28), date(2025, 10, 28)),
            (date(2025, 10, 29), date(2025, 6, 30)),
            (date(2025, 6, 29), date(2025, 6, 30)),
        ] {
            assert_eq!(counted_from(None, as_of, today), from, "{today}");
            assert_eq!(counted_from(None, None, today), today);
            assert_eq!(counted_from(Some(today), as_of, TODAY), today);
        }
    }

    #[test]
    fn a_period_of_any_kind_is_read_without_a_plan() {
        for text in ["2025-26 Q1", "2016-17 H1", "2025-26 M03", "2025-26", "2025 Q1"] {
            assert!(read_period(text).is_ok(), "{text}");
        }
        assert!(matches!(read_period("Q5"), Err(Error::NotAPeriod { .. })));
    }
}
