//! Dates typed as text, as far as a formula can read them.
//!
//! A revised deadline is typed as text on purpose, since Excel would make the first of a month of `Sept 2025`. So the
//! common ways to write a day, a month or a quarter are read in the return itself, by looking the pieces up in lists
//! that were made by the program's own reading; whatever is written in another way is left to the program.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::domain::{FinancialYear, Part, Period, add_months, read_date};

use super::calculate::{Item, List};
use super::formula::{Formula, Function, Operator, all, any, call, either, serial, tidy};
use super::working_cell::{ERROR, ON_RETURN, UNREADABLE};

/// How far from the period a date may lie, in months, as the readers of returns have it.
const PLAUSIBLE_MONTHS: i32 = 120;
/// The longest text that is read, in characters.
const LONGEST: usize = 30;
/// The room that each piece of a parted text is given, in characters.
const ROOM: usize = 40;
/// Marks that part day, month and year, in the order in which they are looked for; else spaces do.
const MARKS: [&str; 3] = ["/", ".", "-"];
/// The months by name, and short as people write them.
const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The lists in which the pieces of dates are looked up.
#[derive(Debug, Clone)]
pub(in crate::issue) struct DateTexts {
    /// `1` to `31`, `01` to `31`, `1st` to `31st`.
    days: Vec<String>,
    /// `1` to `12`, `01` to `12`, and the months by name, in three letters, and as `Sept`.
    months: Vec<String>,
    /// Years of four digits, then of two.
    years: Vec<String>,
    /// Quarters and years in words, with their last days.
    periods: Vec<(String, Date)>,
    first_year: i16,
    /// The letters by which a part of the year is told from a year.
    letters: &'static str,
    /// The first and the last day that can be meant.
    plausible: (Date, Date),
}

impl DateTexts {
    /// The named range of the days.
    const DAYS: &'static str = "Date_days";
    /// The named range of the months.
    const MONTHS: &'static str = "Date_months";
    /// The named range of the years.
    const YEARS: &'static str = "Date_years";
    /// The named range of quarters and years in words.
    const PERIODS: &'static str = "Date_periods";
    /// The named range of their last days.
    const LAST_DAYS: &'static str = "Date_last_days";

    /// The lists for a return of `period`.
    pub(in crate::issue) fn new(period: Period) -> Self {
        let earliest = add_months(period.first_day(), -PLAUSIBLE_MONTHS);
        let latest = add_months(period.last_day(), PLAUSIBLE_MONTHS);
        // Every day of these years can be meant.
        let years: Vec<i16> = (earliest.year() + 1..latest.year()).collect();
        let ordinal = |day: u8| match day {
            1 | 21 | 31 => format!("{day}st"),
            2 | 22 => format!("{day}nd"),
            3 | 23 => format!("{day}rd"),
            _ => format!("{day}th"),
        };
        let days = (1..=31u8).map(|day| day.to_string());
        let days = days.chain((1..=31u8).map(|day| format!("{day:02}"))).chain((1..=31u8).map(ordinal)).collect();
        let months = (1..=12u8).map(|month| month.to_string()).chain((1..=12u8).map(|month| format!("{month:02}")));
        let names = NAMES.iter().map(|name| (*name).to_owned());
        let short = NAMES.iter().map(|name| name.chars().take(3).collect::<String>());
        let other = NAMES.iter().map(|name| {
            let letters = if *name == "september" { 4 } else { 3 };
            name.chars().take(letters).collect::<String>()
        });
        let months = months.chain(names).chain(short).chain(other).collect();
        let four = years.iter().map(ToString::to_string);
        let two = years.iter().map(|year| format!("{:02}", year.rem_euclid(100)));
        Self {
            days,
            months,
            years: four.chain(two).collect(),
            periods: periods(period, earliest, latest),
            first_year: years.first().copied().unwrap_or_default(),
            letters: if period.is_third() { "QqTt" } else { "Qq" },
            plausible: (earliest, latest),
        }
    }

    /// The lists as they are written.
    pub(in crate::issue) fn lists(&self) -> [List; 5] {
        let words = |list: &[String]| list.iter().cloned().map(Item::Word).collect();
        let (texts, last_days) =
            self.periods.iter().map(|(text, day)| (Item::Word(text.clone()), Item::Number(serial(*day)))).unzip();
        [
            (Some(Self::DAYS.into()), "Days".into(), words(&self.days)),
            (Some(Self::MONTHS.into()), "Months".into(), words(&self.months)),
            (Some(Self::YEARS.into()), "Years".into(), words(&self.years)),
            (Some(Self::PERIODS.into()), "Quarters and years".into(), texts),
            (Some(Self::LAST_DAYS.into()), "Their last days".into(), last_days),
        ]
    }

    /// The text in a cell with single spaces and plain dashes; empty for anything but text.
    pub(super) fn text(cell: &Formula) -> Formula {
        either(cell.calls(Function::IsText), tidy(cell).substitute("\u{2013}", "-"), "")
    }

    /// The text with room between its pieces.
    pub(super) fn pieces(text: &Formula) -> Formula {
        let mark = MARKS.iter().rev().fold(Formula::from(" "), |rest, mark| {
            either(call(Function::Find, [(*mark).into(), text.clone()]).calls(Function::IsNumber), *mark, rest)
        });
        text.substitute(mark, call(Function::Rept, [" ".into(), ROOM.into()]))
    }

    /// The day in a cell, whose text is in `text` and its pieces in `pieces`: a number, or a state. A date that is the
    /// first of one of `doubtful` months may be meant as that month; a year is no date unless `takes_years`.
    pub(super) fn day(
        &self,
        cell: &Formula,
        text: &Formula,
        pieces: &Formula,
        doubtful: &[Date],
        takes_years: bool,
    ) -> Formula {
        let (earliest, latest) = (Formula::day(self.plausible.0), Formula::day(self.plausible.1));
        let day = cell.calls(Function::Int);
        let plain = if doubtful.is_empty() {
            day
        } else {
            either(any(doubtful.iter().map(|first| day.is(Formula::day(*first)))), ON_RETURN, day.clone())
        };
        // A number that is no plausible day may be a year or a day, and only its format tells.
        let is_plausible = all([
            cell.with(Operator::AtLeast, earliest),
            cell.with(Operator::Less, latest.with(Operator::Plus, 1usize)),
        ]);
        let number = either(is_plausible, plain, ON_RETURN);
        let is_long = text.calls(Function::Len).with(Operator::More, LONGEST);
        let in_words = call(Function::Index, [Formula::range(Self::LAST_DAYS), text.place(Self::PERIODS)]);
        let read = in_words.or_else(self.pieces_as_day(text, pieces).or_else(ON_RETURN));
        let is_year = all([text.has_any(self.letters).negated(), text.place(Self::PERIODS).calls(Function::IsNumber)]);
        let read = if takes_years { read } else { either(is_year, UNREADABLE, read) };
        let typed = either(any([is_long, text.has_any("*?~")]), ON_RETURN, read);
        let typed = either(text.has_any("0123456789").negated(), UNREADABLE, typed);
        let typed = either(text.is(""), "", typed);
        let known = either(cell.calls(Function::IsNumber), number, typed);
        either(cell.calls(Function::IsError), ERROR, either(cell.calls(Function::IsLogical), UNREADABLE, known))
    }

    /// Day, month and year from their pieces, in either order, or month and year.
    fn pieces_as_day(&self, text: &Formula, pieces: &Formula) -> Formula {
        let piece =
            |n: usize| call(Function::Mid, [pieces.clone(), (n * ROOM + 1).into(), ROOM.into()]).calls(Function::Trim);
        // The place in a list in which everything stands several times, and the place in its first round from 0.
        let day = |n| piece(n).place(Self::DAYS);
        let month = |n| piece(n).place(Self::MONTHS);
        let year = |n| piece(n).place(Self::YEARS);
        let round =
            |place: Formula, length: usize| call(Function::Mod, [place.with(Operator::Minus, 1usize), length.into()]);
        let years = self.years.len() / 2;
        let day_number = |n| round(day(n), 31).with(Operator::Plus, 1usize);
        let month_number = |n| round(month(n), 12).with(Operator::Plus, 1usize);
        let year_number = |n| Formula::from(Decimal::from(self.first_year)).with(Operator::Plus, round(year(n), years));
        let last_of_month = |y, m| {
            let next = month_number(m).with(Operator::Plus, 1usize);
            call(Function::Date, [year_number(y), next, 0usize.into()])
        };
        let of = |y, m, d| {
            let too_late = day_number(d).with(Operator::More, last_of_month(y, m).calls(Function::Day));
            let day = call(Function::Date, [year_number(y), month_number(m), day_number(d)]);
            either(too_late, UNREADABLE, day)
        };
        // In figures alone, marks part them and no day has an ending.
        let plain_day = |n| day(n).with(Operator::AtMost, 62usize);
        let is_named = |n| month(n).with(Operator::More, 24usize);
        let has_mark = text.has_any("/.-");
        let day_first = either(any([is_named(1), all([plain_day(0), has_mark.clone()])]), of(2, 1, 0), ON_RETURN);
        let in_figures =
            [year(0).with(Operator::AtMost, years), month(1).with(Operator::AtMost, 24usize), plain_day(2), has_mark];
        let year_first = either(all(in_figures), of(0, 1, 2), ON_RETURN);
        let month_only = either(is_named(0), last_of_month(1, 0), ON_RETURN);
        let longer = pieces.calls(Function::Len).with(Operator::Minus, text.calls(Function::Len));
        let gaps = longer.with(Operator::Over, ROOM - 1);
        let last = call(Function::Right, [piece(0), 1usize.into()]);
        let ends_in_figure = call(Function::Find, [last, "0123456789".into()]).calls(Function::IsNumber);
        let is_year_first = all([piece(0).calls(Function::Len).is(4usize), ends_in_figure]);
        let of_two = either(gaps.is(1usize), month_only, ON_RETURN);
        either(gaps.is(2usize), either(is_year_first, year_first, day_first), of_two)
    }
}

/// Quarters and years in words, those that the program reads and that can be meant, with the days it reads them as.
fn periods(period: Period, earliest: Date, latest: Date) -> Vec<(String, Date)> {
    let year = period.financial_year();
    let mut parts: Vec<Part> = (1..=4).map(Part::Quarter).collect();
    if period.is_third() {
        parts.extend((1..=3).map(Part::Third));
    }
    let mut texts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    for start in year.start - 1..=year.start + 5 {
        let year = FinancialYear { start, ..year }.to_string();
        let written = [year.clone(), year.replace('-', "/"), start.to_string()];
        for (at, year) in written.iter().enumerate() {
            if written.iter().take(at).any(|earlier| earlier == year) {
                continue;
            }
            texts.push(year.clone());
            texts.extend(parts.iter().flat_map(|part| [format!("{part} {year}"), format!("{year} {part}")]));
        }
    }
    let day = |text: &str| read_date(text, &period).ok().map(|read| read.day);
    let can_be_meant = |day: &Date| earliest <= *day && *day <= latest;
    texts.into_iter().filter_map(|text| day(&text).filter(can_be_meant).map(|day| (text, day))).collect()
}

/// The first days of the months in which a real date is in doubt: where a format shows no day, the month's last day is
/// meant, and a day to compare with lies between the two.
pub(super) fn doubtful_months(days: &[(Date, bool)]) -> Vec<Date> {
    let mut firsts: Vec<Date> = days
        .iter()
        .filter(|(day, exact)| *exact || *day != day.last_of_month())
        .map(|(day, _)| day.first_of_month())
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts.retain(|first| *first > date(1900, 1, 1));
    firsts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Calendar, Reporting};
    use crate::issue::check::calculate::{Cells, Value};
    use crate::issue::check::formula::Source;
    use crate::layout::Field;
    use crate::returns::EntryCell;

    fn period(year_starts: u8) -> Period {
        let calendar = Calendar { reporting: Reporting::Quarterly, year_starts };
        let text = if year_starts == 1 { "2025 Q1" } else { "2025-26 Q1" };
        Period::parse(text, &calendar).unwrap()
    }

    fn third() -> Period {
        Period::new(2025, Part::Third(2), 4).unwrap()
    }

    #[test]
    fn thirds_are_read_where_the_council_reports_by_them() {
        for typed in ["T1", "t3 2025/26", "2026-27 T2", "Q3 2025/26"] {
            let read = read_date(typed, &third()).map(|read| Value::Number(serial(read.day).into()));
            assert_eq!(Ok(seen(&DateTexts::new(third()), typed)), read, "{typed}");
        }
        assert_eq!(seen(&DateTexts::new(period(4)), "T1"), state(ON_RETURN));
    }

    /// One cell, and the lists.
    struct Typed<'t>(&'t str, [List; 5]);

    impl Cells for Typed<'_> {
        fn value(&self, _: Source) -> Option<Value> {
            Some(Value::Text(self.0.to_owned()))
        }

        fn format(&self, _: Source) -> &'static str {
            "G"
        }

        fn range(&self, name: &str) -> &[Item] {
            &self.1.iter().find(|(own, _, _)| own.as_deref() == Some(name)).unwrap().2
        }
    }

    /// What the formula makes of a text.
    fn seen(texts: &DateTexts, typed: &str) -> Value {
        let cell = Formula::entry("A1".to_owned(), EntryCell::Field(Field::RevisedDeadline));
        let text = DateTexts::text(&cell);
        let day = texts.day(&cell, &text, &DateTexts::pieces(&text), &[], true);
        day.calculated(&Typed(typed, texts.lists())).unwrap()
    }

    fn state(state: &str) -> Value {
        Value::Text(state.to_owned())
    }

    /// What a formula says of a text must be what the program says of it.
    fn agrees(period: Period, typed: &str) -> Result<(), TestCaseError> {
        let read = read_date(typed, &period).map(|read| Value::Number(serial(read.day).into()));
        let seen = seen(&DateTexts::new(period), typed);
        if matches!(seen, Value::Number(_)) {
            prop_assert_eq!(read, Ok(seen), "{}", typed);
        } else if seen == state(UNREADABLE) {
            prop_assert!(read.is_err(), "{}", typed);
        } else if seen == state("") {
            prop_assert!(crate::domain::key(typed).is_empty(), "{}", typed);
        } else {
            prop_assert_eq!(seen, state(ON_RETURN), "{}", typed);
        }
        Ok(())
    }

    #[test]
    fn the_common_ways_to_write_a_date_are_read() {
        let period = period(4);
        let texts = DateTexts::new(period);
        for typed in [
            "30/09/2025",
            "1/9/25",
            "30.9.2025",
            "30-09-2025",
            "2025-09-30",
            "30 September 2025",
            "1st Oct 2025",
            "31st March 2026",
            "30-Sep-25",
            "Sept 2025",
            "September 2025",
            "Sep-25",
            "Q3",
            "q3 2025/26",
            "2025-26 Q3",
            "2025/26",
            "2026",
            "30 sept 25",
            " 30\u{2013}09\u{2013}2025 ",
        ] {
            let read = read_date(typed, &period).map(|read| Value::Number(serial(read.day).into()));
            assert_eq!(Ok(seen(&texts, typed)), read, "{typed}");
        }
        for typed in ["asap", "when funded", "31 June 2025", "30/02/2026"] {
            assert_eq!(seen(&texts, typed), state(UNREADABLE), "{typed}");
        }
        for typed in ["mid April 2026", "by June 2026", "30 Sept 2025?", "31 of March 2026", "Summer 2026"] {
            assert_eq!(seen(&texts, typed), state(ON_RETURN), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn pieces_put_together_anyhow_are_read_as_the_program_reads_them(
            day in "(0?[1-9]|[12][0-9]|3[0-3])(st|nd|rd|th|)",
            month in "(0?[1-9]|1[0-3]|Jan|February|mar|SEPT|sep|December|Foo)",
            year in "(20[0-9]{2}|[0-9]{2}|203|1925)",
            first in "[-/. ]|–| / ",
            second in "[-/. ]|–| / ",
            order in 0..4u8,
            starts in prop::sample::select(vec![1u8, 4, 9]),
        ) {
            let typed = match order {
                0 => format!("{day}{first}{month}{second}{year}"),
                1 => format!("{year}{first}{month}{second}{day}"),
                2 => format!("{month}{first}{year}"),
                _ => format!("Q{day}{first}{year}{second}{month}"),
            };
            agrees(period(starts), &typed)?;
        }

        #[test]
        fn whatever_is_typed_is_never_read_otherwise(typed in "[QT0-9a-zA-Z/. -]{0,14}") {
            agrees(period(4), &typed)?;
            agrees(third(), &typed)?;
        }

        #[test]
        fn parts_of_the_year_are_read_as_the_program_reads_them(
            part in "[QqTt] ?[0-5]?",
            year in "(20(2[3-9]|3[0-3])([-/](2[3-9]|3[0-3]))?|)",
            first in prop::bool::ANY,
        ) {
            let typed = if first { format!("{part} {year}") } else { format!("{year} {part}") };
            agrees(period(4), &typed)?;
            agrees(third(), &typed)?;
        }
    }
}
