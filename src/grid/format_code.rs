//! Number format codes: whether one shows a date, a percentage, a plain number or text.
//!
//! Files hold a code such as `dd/mm/yyyy;@` or the number of a built-in one (ECMA-376 part 1, 18.8.30 and 18.8.31). Only what a
//! reader must know is taken from it: nothing is formatted by a code here, and nothing in one is ever interpreted further.

use rust_decimal::Decimal;

use super::format_condition::Condition;
use super::{Displayed, Shown, TimeParts};

/// What is known of a code.
pub(super) struct Code {
    /// Its class, and how it writes a plain number.
    pub class: (Shown, Option<Displayed>),
    /// Its sections where they must be asked what they show of each value: all but a General, plain, date or text format.
    pub sections: Option<Vec<Section>>,
}

/// Reads a code.
pub(super) fn read(code: &str) -> Code {
    let sections = sections(code);
    let is_plain = matches!(sections.as_slice(), [only] if only.is_plain());
    Code { class: classify(&sections), sections: (!is_plain).then_some(sections) }
}

fn classify(sections: &[Section]) -> (Shown, Option<Displayed>) {
    let nothing = Section::default();
    let first = sections.first().unwrap_or(&nothing);
    if first.general || first.body.is_empty() {
        return (Shown::General, None);
    }
    // With a condition in brackets any section may be the one that applies.
    let conditional = sections.iter().any(|section| section.condition.is_some());
    let dated = if conditional {
        sections.iter().find(|section| section.is_date())
    } else {
        Some(first).filter(|section| section.is_date())
    };
    if let Some(section) = dated {
        let shows_day = section.day;
        return (Shown::Date { shows_day }, None);
    }
    let shown = if first.percent {
        Shown::Percent
    } else if first.body == "@" {
        Shown::Text
    } else {
        Shown::Other
    };
    (shown, displayed(&first.body))
}

/// Whether a number is shown as a time by the section that is for it, and then whether as a length of time, and what of it.
pub(super) fn time_in(sections: &[Section], number: Decimal) -> Option<(bool, TimeParts)> {
    let section = section_of(sections, number).map(|(section, _)| section);
    section.filter(|section| section.is_time()).map(|section| (section.elapsed.is_some(), section.parts()))
}

/// The section that is for a number, and whether it leaves the sign to the number.
pub(super) fn section_of(sections: &[Section], number: Decimal) -> Option<(&Section, bool)> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(number));
        return sections.iter().find(holds).map(|section| (section, true));
    }
    let place = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(number.is_sign_negative() && !number.is_zero()),
        _ if number.is_zero() => 2,
        _ => usize::from(number.is_sign_negative()),
    };
    sections.get(place).map(|section| (section, place == 0))
}

/// The class of a built-in code by its number. Nothing for a number that is not built in.
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        // 27 to 36 and 50 to 58 are East Asian dates, which differ by language.
        14 | 15 | 22 | 27..=36 | 50..=58 => "dd/mm/yyyy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        45 => "mm:ss",
        47 => "mm:ss.0",
        46 => "[h]:mm:ss",
        11 | 48 => "0.00E+00",
        12 | 13 => "# ?/?",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 | 42 => "#,##0;(#,##0);\"-\";@",
        43 | 44 => "#,##0.00;(#,##0.00);\"-\";@",
        49 => "@",
        _ => return None,
    })
}

/// One of the up to four sections of a code, as far as it matters.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one letter of the code that was seen or not")]
pub(super) struct Section {
    /// The code without quoted text, padding, colours and locales.
    body: String,
    /// The same piece by piece, with the fixed text in its place.
    pub(super) pieces: Vec<Piece>,
    day: bool,
    month: bool,
    year: bool,
    /// The letter of what does not begin again: `[h]`, `[m]`, `[s]`.
    elapsed: Option<char>,
    percent: bool,
    general: bool,
    /// Shows hours or seconds; minutes stand beside one of them.
    time: bool,
    condition: Option<Condition>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A letter that means something.
    Code(char),
    /// Text that is shown as it is.
    Fixed(String),
}

impl std::fmt::Display for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(letter) => write!(f, "{letter}"),
            Self::Fixed(text) => f.write_str(text),
        }
    }
}

impl Section {
    /// Shows a day, month or year. Times alone and durations such as `[h]:mm` do not.
    fn is_date(&self) -> bool {
        self.elapsed.is_none() && (self.day || self.month || self.year)
    }

    /// Shows a number as it is, whole.
    pub(super) fn is_general(&self) -> bool {
        self.general
    }

    /// Shows a day or a time.
    pub(super) fn is_dated(&self) -> bool {
        self.is_date() || self.is_time()
    }

    /// Shows nothing but the value: in digits of a plain code, as a day, or as text.
    fn is_plain(&self) -> bool {
        let is_shown = self.general || self.body == "@" || self.is_date() || displayed(&self.body).is_some();
        let has_fixed = self.pieces.iter().any(|piece| matches!(piece, Piece::Fixed(_)));
        self.pieces.is_empty() && self.body.is_empty() || is_shown && (!has_fixed || self.is_date())
    }

    /// Shows a time of day or a length of time, and no day.
    fn is_time(&self) -> bool {
        !self.general && !self.is_date() && (self.elapsed.is_some() || self.time)
    }

    /// What it shows of a time.
    fn parts(&self) -> TimeParts {
        let shown: String = self.pieces.iter().map(Piece::to_string).collect();
        TimeParts::of(self.elapsed.into_iter().chain(shown.to_ascii_lowercase().chars()))
    }

    fn finish(mut self) -> Self {
        let lower = self.body.to_ascii_lowercase().replace("am/pm", "").replace("a/p", "");
        self.general = lower.trim() == "general";
        let placeholders = lower.contains(['0', '#', '?']);
        let letters: Vec<char> = lower.chars().collect();
        let mut hour_before = false;
        let mut index = 0;
        while let Some(letter) = letters.get(index).copied() {
            let length = letters.iter().skip(index).take_while(|c| **c == letter).count();
            let next = letters.iter().skip(index + length).find(|c| c.is_alphabetic());
            match letter {
                'y' | 'j' => self.year = true,
                // A lone `e` is the year of an era; in 0.00E+00 it is the exponent.
                'e' if !placeholders && !self.general => self.year = true,
                'd' | 't' => self.day = true,
                'h' | 's' => self.time = true,
                // Minutes stand next to hours or seconds; five and more letters are always a month's name.
                'm' if length > 2 || !(hour_before || next == Some(&'s')) => self.month = true,
                _ => {}
            }
            if letter.is_alphabetic() {
                hour_before = letter == 'h';
            }
            index += length;
        }
        if self.general {
            (self.day, self.month, self.year) = (false, false, false);
        }
        self
    }
}

fn sections(code: &str) -> Vec<Section> {
    let mut done = Vec::new();
    let mut section = Section::default();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => section.pieces.push(Piece::Fixed(chars.by_ref().take_while(|c| *c != '"').collect())),
            '\\' => section.pieces.extend(chars.next().map(|letter| Piece::Fixed(letter.to_string()))),
            // A gap as wide as the next character, or filled with it.
            '_' | '*' => {
                let _ = chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                bracket(&inside, &mut section);
            }
            ';' => done.push(std::mem::take(&mut section).finish()),
            ' ' => section.pieces.push(Piece::Fixed(" ".to_owned())),
            _ => {
                section.percent |= c == '%';
                section.body.push(c);
                section.pieces.push(Piece::Code(c));
            }
        }
    }
    done.push(section.finish());
    done
}

/// What stands in brackets: a condition, a unit of elapsed time, a currency, or a colour or locale, which does not matter.
fn bracket(inside: &str, section: &mut Section) {
    if inside.starts_with(['<', '>', '=']) {
        section.condition = Some(Condition::read(inside));
    } else if let Some(unit) = inside.chars().next().map(|letter| letter.to_ascii_lowercase())
        && inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
    {
        section.elapsed = Some(unit);
        section.body.push('h');
    } else if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        section.pieces.extend((!sign.is_empty()).then(|| Piece::Fixed(sign.to_owned())));
    }
}

/// Reads the plain codes `0`, `000`, `0.00`, `#,##0`, `#,##0.00`, each with or without `%`.
fn displayed(body: &str) -> Option<Displayed> {
    let body = body.strip_suffix('%').unwrap_or(body);
    let (whole, fraction) = match body.split_once('.') {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (body, ""),
    };
    let zeros = |text: &str| {
        let only = text.bytes().all(|b| b == b'0');
        only.then(|| u8::try_from(text.len()).ok().filter(|n| *n <= 20)).flatten()
    };
    let grouped = whole == "#,##0";
    let digits = if grouped { 1 } else { zeros(whole).filter(|n| *n > 0)? };
    Some(Displayed { digits, decimals: zeros(fraction)?, grouped })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(code: &str) -> Shown {
        read(code).class.0
    }

    #[test]
    fn dates_are_told_from_numbers_and_durations() {
        let day = Shown::Date { shows_day: true };
        let month = Shown::Date { shows_day: false };
        for (code, expected) in [
            ("dd/mm/yyyy", day),
            ("dd/mm/yyyy;@", day),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", day),
            ("[$-809]d mmmm yyyy", day),
            ("yyyy-mm-dd hh:mm:ss", day),
            ("yyyy\"年\"m\"月\"d\"日\"", day),
            ("tt.mm.jjjj", day),
            ("mmm-yy", month),
            ("mmmm yyyy", month),
            ("yyyy", month),
            ("mm", month),
            ("m/yy", month),
            ("e", month),
            ("h:mm", Shown::Other),
            ("mm:ss", Shown::Other),
            ("mm:ss.0", Shown::Other),
            ("h:mm AM/PM", Shown::Other),
            ("[h]:mm", Shown::Other),
            ("[mm]:ss", Shown::Other),
            ("0.00E+00", Shown::Other),
            ("#,##0.00 \"days\"", Shown::Other),
            ("0 \\d\\a\\y\\s", Shown::Other),
            ("[Red]0;d/m/yy", Shown::Other),
            ("[>100]0;d/m/yy", day),
            ("[$£-809]#,##0.00", Shown::Other),
            ("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", Shown::Other),
            ("0%", Shown::Percent),
            ("0.0 %", Shown::Percent),
            ("0\"%\"", Shown::Other),
            ("@", Shown::Text),
            ("General", Shown::General),
            ("GENERAL", Shown::General),
            ("", Shown::General),
            ("\"", Shown::General),
            ("[", Shown::General),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn plain_codes_tell_how_a_number_is_written() {
        let plain = |digits, decimals, grouped| Some(Displayed { digits, decimals, grouped });
        for (code, expected) in [
            ("0", plain(1, 0, false)),
            ("0.00", plain(1, 2, false)),
            ("000", plain(3, 0, false)),
            ("#,##0", plain(1, 0, true)),
            ("#,##0.0", plain(1, 1, true)),
            ("0.0%", plain(1, 1, false)),
            ("[Red]0.0", plain(1, 1, false)),
            ("0.", None),
            ("#", None),
            ("# ?/?", None),
            ("General", None),
        ] {
            assert_eq!(read(code).class.1, expected, "{code}");
        }
    }

    #[test]
    fn built_in_numbers_are_what_the_standard_says() {
        let shown = |id| built_in(id).map(shown);
        assert_eq!(shown(14), Some(Shown::Date { shows_day: true }));
        assert_eq!(shown(17), Some(Shown::Date { shows_day: false }));
        assert_eq!(shown(46), Some(Shown::Other));
        assert_eq!(shown(9), Some(Shown::Percent));
        assert_eq!(shown(49), Some(Shown::Text));
        assert_eq!(shown(164), None);
    }

    #[test]
    fn times_are_told_by_the_section_that_is_for_the_number() {
        let time = |code, number: &str| {
            read(code)
                .sections
                .and_then(|sections| time_in(&sections, number.parse().unwrap()))
                .map(|(elapsed, _)| elapsed)
        };
        for code in ["h:mm", "hh:mm:ss", "mm:ss", "h:mm AM/PM", "[$-F400]h:mm:ss\\ AM/PM", "[Red]h:mm"] {
            assert_eq!(time(code, "0.0625"), Some(false), "{code}");
        }
        for code in ["[h]:mm", "[mm]:ss", "[s]", "[h]:mm:ss;@"] {
            assert_eq!(time(code, "1.0625"), Some(true), "{code}");
        }
        for code in [
            "General",
            "0",
            "#,##0\" homes\"",
            "0\" minutes\"",
            "General\" days\"",
            "0 \\h\\o\\u\\r\\s",
            "0.00E+00",
            "[$£-809]#,##0.00",
            "[Magenta]0.0",
            "dd/mm/yyyy hh:mm",
            "mmm-yy",
            "@",
        ] {
            assert_eq!(time(code, "0.0625"), None, "{code}");
        }
        let code = "0;[h]:mm;\"none\"";
        assert_eq!([time(code, "1"), time(code, "-1"), time(code, "0")], [None, Some(true), None]);
        let code = "[<1]h:mm;0";
        assert_eq!([time(code, "0.5"), time(code, "2")], [Some(false), None]);
    }

    proptest! {
        #[test]
        fn any_text_is_classified(code in ".{0,40}") {
            let _ = read(&code);
        }
    }
}
