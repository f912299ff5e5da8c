//! Dates typed as text, as far as a formula can read them.
//!
//! A revised deadline is typed as text on purpose, since Excel would make the first of a month of `Sept 2025`. So the
//! common ways to write a day, a month or a quarter are read in the return itself, by looking the pieces up in lists
//! that were made by the program's own reading; whatever is written in another way is left to the program. The border:
//! the lists and one reading of them, here in two languages that a law holds together.

use jiff::civil::{Date, date};

use crate::domain::{FinancialYear, Period, add_months, read_date};

use super::formula::{ERROR, ON_RETURN, UNREADABLE, has_any, serial, tidy};

/// How far from the period a date may lie, in months, as the readers of returns have it.
const PLAUSIBLE_MONTHS: i32 = 120;
/// The longest text that is read, in characters.
const LONGEST: usize = 30;
/// The room that each piece of a parted text is given, in characters.
const ROOM: usize = 40;
/// Marks that part day, month and year, in the order in which they are looked for; else spaces do.
const MARKS: [char; 3] = ['/', '.', '-'];
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
    pub days: Vec<String>,
    /// `1` to `12`, `01` to `12`, and the months by name, in three letters, and as `Sept`.
    pub months: Vec<String>,
    /// Years of four digits, then of two.
    pub years: Vec<String>,
    /// Quarters and years in words, with their last days.
    pub periods: Vec<(String, Date)>,
    first_year: i16,
    /// The first and the last day that can be meant.
    plausible: (Date, Date),
}

/// What a formula makes of a date cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing is in it.
    Blank,
    /// A day.
    Day(Date),
    /// No date, whoever reads it.
    Unreadable,
    /// What only the program can read.
    OnReturn,
}

impl DateTexts {
    /// The named range of the days.
    pub(in crate::issue) const DAYS: &'static str = "Date_days";
    /// The named range of the months.
    pub(in crate::issue) const MONTHS: &'static str = "Date_months";
    /// The named range of the years.
    pub(in crate::issue) const YEARS: &'static str = "Date_years";
    /// The named range of quarters and years in words.
    pub(in crate::issue) const PERIODS: &'static str = "Date_periods";
    /// The named range of their last days.
    pub(in crate::issue) const LAST_DAYS: &'static str = "Date_last_days";

    /// The lists for a return of `period`.
    pub(in crate::issue) fn new(period: Period) -> Self {
        let earliest = add_months(period.first_day(), PLAUSIBLE_MONTHS.saturating_neg());
        let latest = add_months(period.last_day(), PLAUSIBLE_MONTHS);
        // Every day of these years can be meant.
        let years: Vec<i16> = (earliest.year().saturating_add(1)..latest.year()).collect();
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
            plausible: (earliest, latest),
        }
    }

    /// The text of the cell `cell` with single spaces and plain dashes; empty for anything but text.
    pub(super) fn text_formula(cell: &str) -> String {
        format!("IF(ISTEXT({cell}),SUBSTITUTE({},\"\u{2013}\",\"-\"),\"\")", tidy(cell))
    }

    /// The text in `text` with room between its pieces.
    pub(super) fn pieces_formula(text: &str) -> String {
        let mark = MARKS
            .iter()
            .rev()
            .fold("\" \"".to_owned(), |rest, mark| format!("IF(ISNUMBER(FIND(\"{mark}\",{text})),\"{mark}\",{rest})"));
        format!("SUBSTITUTE({text},{mark},REPT(\" \",{ROOM}))")
    }

    /// The day in the cell `cell`, whose text is in `text` and its pieces in `pieces`: a number, or a state. A date that
    /// is the first of one of `doubtful` months may be meant as that month.
    pub(super) fn day_formula(&self, cell: &str, text: &str, pieces: &str, doubtful: &[Date]) -> String {
        let (earliest, latest) = (serial(self.plausible.0), serial(self.plausible.1));
        let day = format!("INT({cell})");
        let plain = match doubtful {
            [] => day,
            firsts => {
                let each: Vec<String> = firsts.iter().map(|first| format!("INT({cell})={}", serial(*first))).collect();
                format!("IF(OR({}),\"{ON_RETURN}\",{day})", each.join(","))
            }
        };
        // A number that is no plausible day may be a year or a day, and only its format tells.
        let number = format!("IF(AND({cell}>={earliest},{cell}<{latest}+1),{plain},\"{ON_RETURN}\")");
        let wild = has_any("*?~", text);
        let typed = format!(
            "IF({text}=\"\",\"\",IF(NOT({}),\"{UNREADABLE}\",IF(OR(LEN({text})>{LONGEST},{wild}),\"{ON_RETURN}\",\
             IFERROR(INDEX({},MATCH({text},{},0)),IFERROR({},\"{ON_RETURN}\")))))",
            has_any("0123456789", text),
            Self::LAST_DAYS,
            Self::PERIODS,
            self.pieces_as_day(text, pieces),
        );
        format!(
            "IF(ISERROR({cell}),\"{ERROR}\",IF(ISLOGICAL({cell}),\"{UNREADABLE}\",IF(ISNUMBER({cell}),{number},{typed})))"
        )
    }

    /// Day, month and year from their pieces, in either order, or month and year.
    fn pieces_as_day(&self, text: &str, pieces: &str) -> String {
        let piece = |n: usize| format!("TRIM(MID({pieces},{},{ROOM}))", n.saturating_mul(ROOM).saturating_add(1));
        let in_list = |range: &str, n: usize| format!("MATCH({},{range},0)", piece(n));
        let years = self.years.len() / 2;
        let day = |n| in_list(Self::DAYS, n);
        let month = |n| in_list(Self::MONTHS, n);
        let month_number = |n| format!("MOD({}-1,12)+1", month(n));
        let year = |n| format!("{}+MOD({}-1,{years})", self.first_year, in_list(Self::YEARS, n));
        let last_of_month = |y, m| format!("DATE({},{}+1,0)", year(y), month_number(m));
        let of = |y, m, d| {
            let in_month = format!("MOD({}-1,31)+1", day(d));
            format!(
                "IF({in_month}>DAY({}),\"{UNREADABLE}\",DATE({},{},{in_month}))",
                last_of_month(y, m),
                year(y),
                month_number(m)
            )
        };
        let has_mark = has_any("/.-", text);
        // In figures alone, marks part them and no day has an ending.
        let day_first =
            format!("IF(OR({}>24,AND({}<=62,{has_mark})),{},\"{ON_RETURN}\")", month(1), day(0), of(2, 1, 0));
        let year_first = format!(
            "IF(AND({}<={years},{}<=24,{}<=62,{has_mark}),{},\"{ON_RETURN}\")",
            in_list(Self::YEARS, 0),
            month(1),
            day(2),
            of(0, 1, 2)
        );
        let month_only = format!("IF({}>24,{},\"{ON_RETURN}\")", month(0), last_of_month(1, 0));
        let gaps = format!("(LEN({pieces})-LEN({text}))/{}", ROOM.saturating_sub(1));
        format!(
            "IF({gaps}=2,IF(AND(LEN({first})=4,ISNUMBER(FIND(RIGHT({first},1),\"0123456789\"))),{year_first},{day_first}),\
             IF({gaps}=1,{month_only},\"{ON_RETURN}\"))",
            first = piece(0)
        )
    }

    /// The text that [`Self::text_formula`] makes of a typed one.
    pub(super) fn text(typed: &str) -> String {
        let words: Vec<&str> = typed.split_whitespace().collect();
        words.join(" ").replace('\u{2013}', "-")
    }

    /// What [`Self::pieces_formula`] makes of a text.
    pub(super) fn pieces(text: &str) -> String {
        text.replace(mark_of(text), &" ".repeat(ROOM))
    }

    /// What [`Self::day_formula`] makes of a typed text.
    pub(super) fn seen(&self, typed: &str) -> Seen {
        let text = Self::text(typed).to_lowercase();
        if text.is_empty() {
            return Seen::Blank;
        }
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return Seen::Unreadable;
        }
        if text.chars().count() > LONGEST || text.contains(['*', '?', '~']) {
            return Seen::OnReturn;
        }
        if let Some((_, day)) = self.periods.iter().find(|(words, _)| words.to_lowercase() == text) {
            return Seen::Day(*day);
        }
        self.seen_in_pieces(&text).unwrap_or(Seen::OnReturn)
    }

    fn seen_in_pieces(&self, text: &str) -> Option<Seen> {
        let has_mark = text.contains(MARKS);
        let pieces: Vec<&str> = text.split(mark_of(text)).map(str::trim).collect();
        let place = |list: &[String], piece: &str| list.iter().position(|own| own == piece);
        let years = self.years.len() / 2;
        let year_at = |place: usize| self.first_year.checked_add(i16::try_from(place.checked_rem(years)?).ok()?);
        let month_at = |place: usize| i8::try_from(place % 12 + 1).ok();
        let whole = |year: usize, month: usize, day: usize| {
            let day = i8::try_from(day % 31 + 1).ok()?;
            Some(Date::new(year_at(year)?, month_at(month)?, day).map_or(Seen::Unreadable, Seen::Day))
        };
        match pieces.as_slice() {
            [first, month, last] if first.len() == 4 && first.ends_with(|c: char| c.is_ascii_digit()) => {
                let (year, month, day) =
                    (place(&self.years, first)?, place(&self.months, month)?, place(&self.days, last)?);
                if year < years && month < 24 && day < 62 && has_mark { whole(year, month, day) } else { None }
            }
            [first, month, last] => {
                let (day, month, year) =
                    (place(&self.days, first)?, place(&self.months, month)?, place(&self.years, last)?);
                if month >= 24 || (day < 62 && has_mark) { whole(year, month, day) } else { None }
            }
            [month, year] => {
                let (month, year) = (place(&self.months, month)?, place(&self.years, year)?);
                let first = Date::new(year_at(year)?, month_at(month)?, 1).ok()?;
                (month >= 24).then(|| Seen::Day(first.last_of_month()))
            }
            _ => None,
        }
    }
}

/// The mark that parts the pieces of a text.
fn mark_of(text: &str) -> char {
    MARKS.into_iter().find(|mark| text.contains(*mark)).unwrap_or(' ')
}

/// Quarters and years in words, those that the program reads and that can be meant, with the days it reads them as.
fn periods(period: Period, earliest: Date, latest: Date) -> Vec<(String, Date)> {
    let year = period.financial_year();
    let mut texts: Vec<String> = (1..=4).map(|n| format!("Q{n}")).collect();
    for start in year.start.saturating_sub(1)..=year.start.saturating_add(5) {
        let year = FinancialYear { start, ..year }.to_string();
        let written = [year.clone(), year.replace('-', "/"), start.to_string()];
        for (at, year) in written.iter().enumerate() {
            if written.iter().take(at).any(|earlier| earlier == year) {
                continue;
            }
            texts.push(year.clone());
            texts.extend((1..=4).flat_map(|n| [format!("Q{n} {year}"), format!("{year} Q{n}")]));
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

    fn period(year_starts: u8) -> Period {
        let calendar = Calendar { reporting: Reporting::Quarterly, year_starts };
        let text = if year_starts == 1 { "2025 Q1" } else { "2025-26 Q1" };
        Period::parse(text, &calendar).unwrap()
    }

    /// What a formula says of a text must be what the program says of it.
    fn agrees(period: Period, typed: &str) -> Result<(), TestCaseError> {
        let texts = DateTexts::new(period);
        let read = read_date(typed, &period).map(|read| read.day);
        match texts.seen(typed) {
            Seen::Day(day) => prop_assert_eq!(read, Ok(day), "{}", typed),
            Seen::Unreadable => prop_assert!(read.is_err(), "{}", typed),
            Seen::Blank => prop_assert!(crate::domain::key(typed).is_empty(), "{}", typed),
            Seen::OnReturn => {}
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
            let read = read_date(typed, &period).map(|read| Seen::Day(read.day));
            assert_eq!(Ok(texts.seen(typed)), read, "{typed}");
        }
        for typed in ["asap", "when funded", "31 June 2025", "30/02/2026"] {
            assert_eq!(texts.seen(typed), Seen::Unreadable, "{typed}");
        }
        for typed in ["mid April 2026", "by June 2026", "30 Sept 2025?", "31 of March 2026", "Summer 2026"] {
            assert_eq!(texts.seen(typed), Seen::OnReturn, "{typed}");
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
        fn whatever_is_typed_is_never_read_otherwise(typed in "[Q0-9a-zA-Z/. -]{0,14}") {
            agrees(period(4), &typed)?;
        }
    }
}
