//! What might have been meant, and what may stand in a cell of the plan workbook, as an officer would say it.

use crate::domain::{Calendar, Reporting};
use crate::plan::MayBe;

use super::Words;

/// “Did you mean …?” as a sentence of its own, or the advice where nothing is near.
pub(super) fn did_you_mean(nearest: Option<&str>, advice: &str) -> String {
    if let Some(nearest) = nearest {
        return format!("If you meant “{nearest}”, type that; otherwise {advice}.");
    }
    let mut letters = advice.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What may stand in a cell of closed choice, as an officer would say it.
pub(super) fn may_be(what: MayBe) -> String {
    match what {
        MayBe::Words(words) => Words::one_of(words.iter().map(|word| if word.is_empty() { "blank" } else { word })),
        MayBe::Month => "the name of a month, such as April".to_owned(),
        MayBe::Period(calendar) => a_period(calendar),
        MayBe::Day => "a date, such as 11/07/2025".to_owned(),
        MayBe::Link => "a link as the browser shows it, such as https://intranet.example.org/returns".to_owned(),
        MayBe::WholeNumber(low, high) => format!("a whole number from {low} to {high}"),
        MayBe::Colour => "a colour as six hexadecimal digits, such as 00703C".to_owned(),
        MayBe::Frequency => "blank, Annual, Half-yearly, or periods by name such as Q2, Q4".to_owned(),
        MayBe::Something => "a name".to_owned(),
    }
}

/// A period of the council's calendar, with an example.
pub(super) fn a_period(calendar: Calendar) -> String {
    let (year, example) = if calendar.year_starts == 1 { ("year", "2025") } else { ("financial year", "2025-26") };
    match calendar.reporting {
        Reporting::Quarterly => format!("a quarter with its {year}, such as {example} Q1"),
        Reporting::FourMonthly => format!("a third of a year with its {year}, such as {example} T1"),
        Reporting::HalfYearly => format!("a half with its {year}, such as {example} H1"),
        Reporting::Monthly => format!("a month with its {year}, such as {example} M03"),
        Reporting::Annual => format!("a {year}, such as {example}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_asked_for_as_the_council_writes_its_own() {
        let of = |reporting, year_starts| a_period(Calendar { reporting, year_starts });
        assert_eq!(of(Reporting::Quarterly, 4), "a quarter with its financial year, such as 2025-26 Q1");
        assert_eq!(of(Reporting::Quarterly, 1), "a quarter with its year, such as 2025 Q1");
        assert_eq!(of(Reporting::Annual, 1), "a year, such as 2025");
        assert_eq!(of(Reporting::Monthly, 7), "a month with its financial year, such as 2025-26 M03");
    }

    #[test]
    fn choices_read_as_a_sentence() {
        assert_eq!(may_be(MayBe::Words(&["Yes", "No"])), "Yes or No");
        assert_eq!(may_be(MayBe::Words(&["", "Given", "Rating"])), "blank, Given or Rating");
        assert_eq!(did_you_mean(None, "delete the row"), "Delete the row.");
        assert_eq!(did_you_mean(Some("P1"), "delete it"), "If you meant “P1”, type that; otherwise delete it.");
    }
}
