//! What a number format writes in a cell, where that is not just the number: nothing, a fixed text, a thousandth of it,
//! or its digits with fixed text between them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::format_code::{Piece, Section, section_of};
use super::{Cell, Value};

/// The most digits that a number is written with; no number has more.
const MOST_DIGITS: usize = 40;

/// What a number format writes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The characters to be seen, without spaces at the ends.
    pub text: String,
    /// What they are of the value.
    pub how: How,
}

/// What the characters in a cell are of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// There are none.
    Nothing,
    /// A fixed text in its place.
    Instead,
    /// A thousandth or less of it.
    Scaled,
    /// Its digits run together with digits, points or commas of the format.
    Otherwise,
    /// Its digits, perhaps with fixed text.
    Digits,
    /// A fraction, a power of ten or a date, which is not worked out here.
    Unknown,
}

impl Written {
    fn new(text: &str, how: How) -> Self {
        Self { text: text.trim().to_owned(), how }
    }

    /// What the sections of a format write of the value in a cell; nothing where that is just the value.
    pub(super) fn of(sections: &[Section], cell: &Cell) -> Option<Self> {
        match cell.value.as_ref()? {
            Value::Number(number) => Self::of_number(sections, *number),
            Value::Text(_) => Self::of_text(sections),
            Value::Bool(_) | Value::Date { .. } | Value::Time { .. } | Value::Error(_) => None,
        }
    }

    fn of_number(sections: &[Section], number: Decimal) -> Option<Self> {
        let (section, is_signed) = section_of(sections, number)?;
        let shown = section.of_number(if is_signed { number } else { number.abs() });
        // A dash is how many write nought.
        let is_nought = |written: &Self| {
            number.is_zero() && written.how == How::Instead && written.text.trim_matches(['-', '–', '—']).is_empty()
        };
        Some(shown).filter(|written| !is_nought(written))
    }

    /// What the section for texts writes in place of a text; nothing where the text itself is seen.
    fn of_text(sections: &[Section]) -> Option<Self> {
        let own = sections.get(3).filter(|section| !section.has('@'))?;
        let text: String = own.pieces.iter().map(Piece::to_string).collect();
        let how = if text.trim().is_empty() { How::Nothing } else { How::Instead };
        Some(Self::new(&text, how))
    }
}

impl Section {
    fn has(&self, code: char) -> bool {
        self.pieces.contains(&Piece::Code(code))
    }

    /// What the section writes of a number that it is for.
    fn of_number(&self, number: Decimal) -> Written {
        let placeholders = |piece: &&Piece| matches!(piece, Piece::Code('0' | '#' | '?'));
        if self.is_general() || self.has('@') {
            return self.around(&number.normalize().to_string());
        }
        let digits = self.pieces.iter().filter(placeholders).count();
        if digits == 0 && !self.is_dated() {
            let text: String = self.pieces.iter().map(Piece::to_string).collect();
            let how = if text.trim().is_empty() { How::Nothing } else { How::Instead };
            return Written::new(&text, how);
        }
        if self.is_dated() || self.has('/') || self.has('E') || self.has('e') || digits > MOST_DIGITS {
            return Written::new("", How::Unknown);
        }
        self.digits(number).unwrap_or_else(|| Written::new("", How::Unknown))
    }

    /// The fixed text of a section around what stands for the number as a whole.
    fn around(&self, number: &str) -> Written {
        let mut text = String::new();
        let mut is_in = false;
        for piece in &self.pieces {
            match piece {
                Piece::Fixed(fixed) => text.push_str(fixed),
                Piece::Code(_) if std::mem::replace(&mut is_in, true) => {}
                Piece::Code(_) => text.push_str(number),
            }
        }
        Written::new(&text, How::Digits)
    }

    /// The digits of a number, laid into the places that the section has for them.
    fn digits(&self, number: Decimal) -> Option<Written> {
        let places = Places::of(&self.pieces)?;
        let laid = self.laid(&places, places.scaled(number)?);
        let how = match () {
            () if !laid.has_digit && laid.text().trim().is_empty() => How::Nothing,
            () if !laid.has_digit => How::Instead,
            () if places.thousands > 0 && !number.is_zero() => How::Scaled,
            () if laid.runs_together() => How::Otherwise,
            () => How::Digits,
        };
        Some(Written::new(&laid.text(), how))
    }

    /// A scaled and rounded number, piece by piece.
    fn laid(&self, places: &Places, number: Decimal) -> Laid {
        let written = format!("{:.decimals$}", number.abs(), decimals = places.decimals);
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let mut whole =
            Whole { digits: whole.trim_start_matches('0'), left: places.whole, is_grouped: places.is_grouped };
        let mut fraction = fraction.chars();
        let mut laid = Laid::default();
        if number.is_sign_negative() && !number.is_zero() {
            laid.fixed("-");
        }
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Fixed(text) => laid.fixed(text),
                Piece::Code(place @ ('0' | '#' | '?')) if index < places.point => laid.whole(*place, &mut whole),
                Piece::Code(place @ ('0' | '#' | '?')) => laid.decimal(*place, &mut fraction),
                Piece::Code('.') if index == places.point => laid.own('.'),
                Piece::Code(',') => {}
                Piece::Code(letter) => laid.fixed(letter.encode_utf8(&mut [0; 4])),
            }
        }
        laid
    }
}

/// The places that a section has for digits.
struct Places {
    /// Which piece is the decimal point; the number of pieces where none is.
    point: usize,
    /// How many stand before the point.
    whole: usize,
    /// How many stand behind it.
    decimals: usize,
    /// How often the number is divided by a thousand.
    thousands: usize,
    /// How often it is multiplied by a hundred.
    percents: usize,
    /// Whether thousands are set apart.
    is_grouped: bool,
}

impl Places {
    /// Nothing where there is no place.
    fn of(pieces: &[Piece]) -> Option<Self> {
        let is_place = |piece: &Piece| matches!(piece, Piece::Code('0' | '#' | '?'));
        let last = pieces.iter().rposition(is_place)?;
        let point = pieces.iter().position(|piece| *piece == Piece::Code('.')).unwrap_or(pieces.len());
        let last_whole = pieces.iter().take(point).rposition(is_place);
        let commas =
            || pieces.iter().enumerate().filter(|(_, piece)| **piece == Piece::Code(',')).map(|(index, _)| index);
        // A comma behind the last digit of the whole part, or behind all digits, stands for three digits not shown.
        let is_behind = |index: &usize| *index > last || *index < point && last_whole.is_none_or(|last| *index > last);
        Some(Self {
            point,
            whole: pieces.iter().take(point).filter(|piece| is_place(piece)).count(),
            decimals: pieces.iter().skip(point).filter(|piece| is_place(piece)).count(),
            thousands: commas().filter(is_behind).count(),
            percents: pieces.iter().filter(|piece| **piece == Piece::Code('%')).count(),
            is_grouped: commas().any(|index| index < point && last_whole.is_some_and(|last| index < last)),
        })
    }

    /// The number as it is laid into them; nothing where it is past counting.
    fn scaled(&self, number: Decimal) -> Option<Decimal> {
        let mut scaled = number;
        for _ in 0..self.thousands {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        for _ in 0..self.percents {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        let decimals = u32::try_from(self.decimals).ok()?;
        Some(scaled.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }
}

/// The digits before the point that are still to be laid, and how many places are left for them.
struct Whole<'d> {
    digits: &'d str,
    left: usize,
    is_grouped: bool,
}

/// Characters as they are laid down, each with whether it is the number's own.
#[derive(Default)]
struct Laid {
    characters: Vec<(char, bool)>,
    has_digit: bool,
}

impl Laid {
    fn own(&mut self, letter: char) {
        self.has_digit |= letter.is_ascii_digit();
        self.characters.push((letter, true));
    }

    fn fixed(&mut self, text: &str) {
        self.characters.extend(text.chars().map(|letter| (letter, false)));
    }

    /// Fills the next place before the point; the first one takes all digits for which there is no other.
    fn whole(&mut self, place: char, whole: &mut Whole<'_>) {
        // A place is there, for it is being filled.
        whole.left = whole.left.saturating_sub(1);
        // The later places take all digits where they are not fewer.
        let taken = whole.digits.len().saturating_sub(whole.left);
        let (digits, rest) = whole.digits.split_at_checked(taken).unwrap_or_default();
        match place {
            '0' if digits.is_empty() => self.own('0'),
            '?' if digits.is_empty() => self.fixed(" "),
            _ => {}
        }
        for (offset, digit) in digits.chars().enumerate() {
            if whole.is_grouped && (whole.digits.len() - offset).is_multiple_of(3) && self.has_digit {
                self.own(',');
            }
            self.own(digit);
        }
        whole.digits = rest;
    }

    /// Fills the next place behind the point.
    fn decimal(&mut self, place: char, fraction: &mut std::str::Chars<'_>) {
        let digit = fraction.next().unwrap_or('0');
        let is_idle = digit == '0' && fraction.as_str().bytes().all(|digit| digit == b'0');
        match place {
            '#' if is_idle => {}
            '?' if is_idle => self.fixed(" "),
            _ => self.own(digit),
        }
    }

    fn text(&self) -> String {
        self.characters.iter().map(|(letter, _)| letter).collect()
    }

    /// Whether a reader cannot tell the number's own digits from what the format puts beside or between them.
    fn runs_together(&self) -> bool {
        let is_of_figure = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
        self.characters.split(|(letter, _)| !is_of_figure(*letter)).any(|figure| {
            // A full stop behind a figure is none of it.
            let is_digit = |(letter, _): &(char, bool)| letter.is_ascii_digit();
            let first = figure.iter().position(is_digit).unwrap_or_default();
            let last = figure.iter().rposition(is_digit).unwrap_or_default();
            let figure = figure.get(first..=last).unwrap_or_default();
            figure.iter().any(|(_, own)| *own) && figure.iter().any(|(_, own)| !*own)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::format_code;
    use proptest::prelude::*;

    fn written(code: &str, number: &str) -> Option<(String, How)> {
        let written = Written::of_number(&format_code::read(code).sections?, number.parse().unwrap())?;
        Some((written.text, written.how))
    }

    #[test]
    fn a_format_of_digits_and_fixed_text_writes_what_excel_shows() {
        for (code, number, text) in [
            ("\"KPI \"000", "7", "KPI 007"),
            ("00-00", "102", "01-02"),
            ("\"A\"0", "12", "A12"),
            ("00\\/00", "123", "01/23"),
            ("0\" homes\"", "1234", "1234 homes"),
            ("£#,##0.00", "1234.5", "£1,234.50"),
            ("[$£-809]#,##0", "1234567", "£1,234,567"),
            ("#,##0;[Red]-#,##0", "-1234", "-1,234"),
            ("0.0;(0.0)", "-2.25", "(2.3)"),
            ("\"Approx \"0", "-3", "-Approx 3"),
            ("0.##", "1.5", "1.5"),
            ("#.##", "0.25", ".25"),
            ("0.0\" %\"", "12", "12.0 %"),
            ("0.0 %;-0.0 %", "0.125", "12.5 %"),
            ("General\" days\"", "4.50", "4.5 days"),
            ("@\" x\"", "3", "3 x"),
            ("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "1234.5", "1,234.50"),
            ("[>=1000]#,##0;0\" only\"", "12", "12 only"),
            ("0\" m2\"", "45", "45 m2"),
            ("0\".\"", "3", "3."),
        ] {
            assert_eq!(written(code, number), Some((text.to_owned(), How::Digits)), "{code} {number}");
        }
    }

    #[test]
    fn what_is_shown_otherwise_is_told_from_what_is_only_rounded() {
        for (code, number, text, how) in [
            (";;;", "5", "", How::Nothing),
            ("0;;", "-5", "", How::Nothing),
            ("0;-0;", "0", "", How::Nothing),
            ("#", "0", "", How::Nothing),
            ("\"done\"", "5", "done", How::Instead),
            ("0;-0;\"none\"", "0", "none", How::Instead),
            ("#,##0,", "12345", "12", How::Scaled),
            ("0.0,,\"m\"", "1500000", "1.5m", How::Scaled),
            ("[>=1000]0.0,\"k\";0", "1500", "1.5k", How::Scaled),
            ("0\".\"0", "12", "1.2", How::Otherwise),
            ("0\"000\"", "12", "12000", How::Otherwise),
            ("\"1\"0", "2", "12", How::Otherwise),
            ("# ?/?", "0.5", "", How::Unknown),
            ("0.00E+00", "30", "", How::Unknown),
        ] {
            assert_eq!(written(code, number), Some((text.to_owned(), how)), "{code} {number}");
        }
    }

    #[test]
    fn a_dash_for_nought_and_the_plain_formats_are_not_looked_at() {
        assert_eq!(written("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "0"), None);
        for code in ["General", "0", "0.00", "#,##0", "0%", "@", "", "dd/mm/yyyy"] {
            assert!(format_code::read(code).sections.is_none(), "{code}");
        }
    }

    #[test]
    fn a_text_is_hidden_only_by_the_section_for_texts() {
        let shown = |code: &str| Some(Written::of_text(&format_code::read(code).sections?)?.how);
        assert_eq!([shown(";;;"), shown("0;0;0;\"x\"")], [Some(How::Nothing), Some(How::Instead)]);
        for code in [";;;@", "0;0;0;\"about \"@", "\"done\"", "0;-0;\"none\"", "@\" (est.)\""] {
            assert_eq!(shown(code), None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn any_format_writes_any_number_without_a_fault(code in "[0#?.,;%\"A\\\\\\[\\]>E/@ _*-]{0,20}", number in any::<i64>(), scale in 0_u32..20) {
            if let Some(sections) = format_code::read(&code).sections {
                let _ = Written::of_number(&sections, Decimal::new(number, scale));
                let _ = Written::of_text(&sections);
            }
        }
    }
}
