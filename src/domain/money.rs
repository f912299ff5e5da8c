//! Amounts of pounds, thousands or millions of pounds, as people type them: `£1,300k`, `2.4m`, `1,300`.
//!
//! What is typed without a letter is in the unit of its column. An amount with one is turned into that unit exactly, so
//! that £2.4m in a column of thousands is 2,400.

use rust_decimal::Decimal;

use super::number::{NotANumber, read_number};
use super::text::{key, tidy};

/// The unit of a column of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    /// `£`.
    Pounds,
    /// `£k`.
    Thousands,
    /// `£m`.
    Millions,
}

/// What stands behind the digits of an amount, with the unit that it names.
const LETTERS: [(&str, Money); 5] = [
    ("thousand", Money::Thousands),
    ("million", Money::Millions),
    ("mn", Money::Millions),
    ("k", Money::Thousands),
    ("m", Money::Millions),
];

impl Money {
    /// The unit of that name.
    pub(crate) fn parse(unit: &str) -> Option<Self> {
        [Self::Pounds, Self::Thousands, Self::Millions].into_iter().find(|own| key(unit) == own.unit())
    }

    /// Its name.
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Self::Pounds => "£",
            Self::Thousands => "£k",
            Self::Millions => "£m",
        }
    }

    /// The letter behind its digits.
    pub(crate) fn letter(self) -> &'static str {
        self.unit().trim_start_matches('£')
    }

    /// In words, for a sentence.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Pounds => "pounds",
            Self::Thousands => "thousands of pounds",
            Self::Millions => "millions of pounds",
        }
    }

    /// How many pounds one of it is.
    fn pounds(self) -> Decimal {
        match self {
            Self::Pounds => Decimal::ONE,
            Self::Thousands => Decimal::ONE_THOUSAND,
            Self::Millions => Decimal::new(1_000_000, 0),
        }
    }

    /// Reads an amount in this unit.
    ///
    /// # Errors
    /// [`NotANumber`] says what kind of text it is instead; a percentage is words.
    pub(crate) fn read(self, text: &str) -> Result<Decimal, NotANumber> {
        let text = tidy(text);
        let lower = text.to_lowercase();
        let inside = lower.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let digits = inside.unwrap_or(&lower).trim_end();
        let named = LETTERS.iter().find_map(|(letters, unit)| Some((digits.strip_suffix(letters)?.trim_end(), *unit)));
        // Without a letter the text is read as any number is, brackets and all.
        let Some((digits, unit)) = named.filter(|(digits, _)| digits.ends_with(|c: char| c.is_ascii_digit())) else {
            let read = read_number(&text)?;
            return if read.percent { Err(NotANumber::Words) } else { Ok(read.value) };
        };
        let amount = read_number(digits).map_err(|_| read_number(&text).err().unwrap_or(NotANumber::Words))?.value;
        let amount = if inside.is_some() { -amount } else { amount };
        let pounds = amount.checked_mul(unit.pounds()).ok_or(NotANumber::OutOfRange)?;
        pounds.checked_div(self.pounds()).map(|own| own.normalize()).ok_or(NotANumber::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(unit: &str, text: &str) -> Option<String> {
        Money::parse(unit).unwrap().read(text).ok().map(|amount| amount.to_string())
    }

    #[test]
    fn an_amount_is_read_in_the_unit_of_its_column() {
        for (unit, text, amount) in [
            ("£k", "£1,300k", "1300"),
            ("£k", "1,300", "1300"),
            ("£k", "£1,300 K", "1300"),
            ("£k", "£1.3m", "1300"),
            ("£k", "(1.5m)", "-1500"),
            ("£m", "2.4m", "2.4"),
            ("£m", "£2.4 million", "2.4"),
            ("£m", "£650k", "0.65"),
            ("£", "£1.3m", "1300000"),
            ("£", "£1,234.50", "1234.5"),
            ("£", "(5)", "-5"),
        ] {
            assert_eq!(read(unit, text).as_deref(), Some(amount), "{text} in {unit}");
        }
    }

    #[test]
    fn what_is_no_one_amount_is_not_read() {
        for text in ["about 3m", "3m to 4m", "k", "m", "£", "12%", "3 km", "5m or so", "3bn", "2.4mm"] {
            assert_eq!(read("£m", text), None, "{text}");
        }
        assert_eq!(Money::parse("€k"), None);
    }
}
