//! How typed text is compared, tidied and turned into file names. Two people who mean the same heading, rating or code
//! type it with other capitals, doubled spaces or a non-breaking space pasted from a web page; `key` makes those equal.
//! Nothing here changes what is shown but [`as_name`]: keys are for matching only.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// The longest file-name part that [`slug`] gives, in characters.
const SLUG_LIMIT: usize = 80;

/// The matching key of a text: lower case, with every kind of space (non-breaking, tab, line break) as one plain space,
/// runs of them as one, and none at the ends. Characters that show as nothing are dropped, the marks among them that only
/// choose between the text and the emoji form of a symbol, so that a pasted ✔️ is ✔. An accented letter is the same in one
/// character and in two (NFC).
pub fn key(text: &str) -> String {
    if is_plain(text) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    out.extend(key_letters(text));
    out
}

/// Whether two texts have the same [`key`], found without making either.
pub(crate) fn same(one: &str, other: &str) -> bool {
    // Most texts that are compared begin with different letters.
    if let (Some(a), Some(b)) = (one.bytes().next(), other.bytes().next())
        && a.is_ascii_alphanumeric()
        && b.is_ascii_alphanumeric()
        && !a.eq_ignore_ascii_case(&b)
    {
        return false;
    }
    if is_plain(one) && is_plain(other) {
        return one.eq_ignore_ascii_case(other);
    }
    key_letters(one).eq(key_letters(other))
}

/// A name as planroll writes it wherever it stands, in cells and in formulas alike: on one line with single spaces, in
/// NFC, without characters that show as nothing. What joins or parts the letters of some scripts stays.
pub(crate) fn as_name(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !is_unseen(*c) || matches!(c, '\u{200C}' | '\u{200D}'));
    Cow::Owned(SingleSpaced::of(seen.nfc()).collect())
}

/// Whether the key of a text is simply its lower case: ASCII, with nothing but single spaces inside it.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut after_space = true;
    for byte in bytes {
        let is_space = *byte == b' ';
        if !(byte.is_ascii_graphic() || is_space) || (is_space && after_space) {
            return false;
        }
        after_space = is_space;
    }
    bytes.is_empty() || !after_space
}

/// The characters of a key, one by one.
fn key_letters(text: &str) -> impl Iterator<Item = char> {
    let seen = text.chars().filter(|c| !is_unseen(*c) && !matches!(c, '\u{FE0E}' | '\u{FE0F}'));
    SingleSpaced::of(seen.nfd().flat_map(char::to_lowercase).nfc())
}

/// Characters with one plain space for each run of spaces, and none at the ends.
struct SingleSpaced<I> {
    rest: I,
    /// Whether anything was given yet: a space before that is none.
    begun: bool,
    /// The character after a space that was given.
    held: Option<char>,
}

impl<I: Iterator<Item = char>> SingleSpaced<I> {
    fn of(rest: I) -> Self {
        Self { rest, begun: false, held: None }
    }
}

impl<I: Iterator<Item = char>> Iterator for SingleSpaced<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(held) = self.held.take() {
            return Some(held);
        }
        let mut gap = false;
        let c = loop {
            match self.rest.next()? {
                c if is_space(c) => gap = true,
                c => break c,
            }
        };
        if gap && self.begun {
            self.held = Some(c);
            return Some(' ');
        }
        self.begun = true;
        Some(c)
    }
}

/// The matching key of a heading: [`key`] without the trailing `*` that marks a required column.
pub fn heading_key(text: &str) -> String {
    let mut key = key(text);
    let kept = key.trim_end_matches(['*', ' ']).len();
    key.truncate(kept);
    key
}

/// The text as typed, without spaces of any kind at its ends.
pub(crate) fn tidy(text: &str) -> String {
    tidied(text).to_owned()
}

/// The same as [`tidy`], as the part of the text that stays.
pub(crate) fn tidied(text: &str) -> &str {
    // Nearly every text begins and ends with a plain letter, digit or mark.
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_blank),
    }
}

/// Words as a sentence: a capital at the beginning, a full stop at the end where no other mark stands there.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// A part of a file name: lower-case ASCII letters, digits and single hyphens, at most 80 characters. Accented Latin
/// letters lose their accent. Never empty (`plan` instead), and never a name that Windows keeps for a device: `con`
/// becomes `con-plan`.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in key(text).nfd() {
        if is_apostrophe(c) || is_combining(c) {
            continue;
        }
        match without_accent(c) {
            "" => gap = true,
            letters => {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                gap = false;
                out.push_str(letters);
            }
        }
    }
    // Only ASCII is in `out`, so this cannot cut a character in two.
    out.truncate(SLUG_LIMIT);
    let kept = out.trim_end_matches('-').len();
    out.truncate(kept);
    if out.is_empty() {
        out.push_str("plan");
    } else if is_device_name(&out) {
        out.push_str("-plan");
    }
    out
}

/// Whether a character shows as nothing or as a gap.
pub(super) fn is_blank(c: char) -> bool {
    is_space(c) || is_unseen(c)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Whether a character shows as nothing: a soft hyphen, one of no width, a mark of direction.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
    )
}

/// Whether a character is one of the apostrophes that keyboards and word processors produce.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}' | '`' | '\u{FF07}' | '\u{2032}')
}

/// Whether a character is one of the hyphens, dashes and minus signs.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

fn is_device_name(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name
            .strip_prefix("com")
            .or_else(|| name.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
}

/// The plain letters for a lower-case letter or digit; empty for everything that separates words.
fn without_accent(c: char) -> &'static str {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẽ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' => "i",
        'ĵ' => "j",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => PLAIN.find(c).and_then(|at| PLAIN.get(at..=at)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_sentence() {
        assert_eq!(sentence("the workbook is damaged: no end."), "The workbook is damaged: no end.");
        assert_eq!(sentence("élan"), "Élan.");
        assert_eq!(sentence("is it?"), "Is it?");
    }
    use proptest::prelude::*;

    #[test]
    fn spaces_that_cannot_be_seen_do_not_part_two_equal_words() {
        for typed in
            ["Off track", "  OFF\u{a0}TRACK ", "off\r\ntrack", "Off \t track\u{200b}", "\u{feff}off\u{202f}track"]
        {
            assert_eq!(key(typed), "off track", "{typed:?}");
        }
    }

    #[test]
    fn a_name_that_is_written_as_it_should_be_is_not_copied() {
        for name in ["Off track", "a", "Fire & rescue (2)", ""] {
            assert!(matches!(as_name(name), Cow::Borrowed(own) if own == name), "{name:?}");
        }
        for name in ["Off  track", " Off track", "Off track ", "Off\ttrack", "Cafe\u{301}", " "] {
            assert!(matches!(as_name(name), Cow::Owned(_)), "{name:?}");
        }
    }

    #[test]
    fn accented_letters_of_a_file_name_lose_their_accent() {
        for (letters, plain) in [
            ("àâåāăą", "aaaaaa"),
            ("æœßþ", "aeoessth"),
            ("çćčďđðéèêēėęě", "cccdddeeeeeee"),
            ("ĝğġģĥħíìîĩīĭįĵ", "gggghhiiiiiiij"),
            ("łľļĺñńňņ", "llllnnnn"),
            ("óòôõöøōŏőŕřŗ", "ooooooooorrr"),
            ("śŝşšșţťț", "sssssttt"),
            ("úùûüũūŭůűŵẁẃẅ", "uuuuuuuuuwwww"),
            ("ýÿŷỳźżž", "yyyyzzz"),
            ("Łódź & Málaga 2", "lodz-malaga-2"),
        ] {
            assert_eq!(slug(letters), plain, "{letters}");
        }
    }

    #[test]
    fn what_shows_as_nothing_parts_no_word() {
        for typed in [
            "Of\u{ad}f track",
            "\u{200f}Off\u{200b} track\u{200e}",
            "\u{202a}off\u{202c} \u{2066}track\u{2069}",
            "off track\u{fe0f}",
        ] {
            assert_eq!(key(typed), "off track", "{typed:?}");
            assert!(same(typed, "Off track"), "{typed:?}");
        }
    }

    #[test]
    fn an_accent_is_the_same_in_one_character_and_in_two() {
        for (one, two) in [("Grün", "Gru\u{308}n"), ("TŶ", "ty\u{302}"), ("Å", "\u{212b}"), ("ậ", "a\u{302}\u{323}")]
        {
            assert_eq!(key(one), key(two));
            assert!(same(one, two));
            assert_eq!(as_name(two).to_lowercase(), one.to_lowercase());
            assert_eq!(slug(one), slug(two));
        }
        assert!(!same("Grün", "Grun"));
        assert!(!same("Rеd", "Red"), "a letter of another alphabet is another letter");
    }

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(as_name(" Off\u{a0}\n track\u{ad}ed\u{200b} "), "Off tracked");
        assert_eq!(as_name("On track"), "On track");
        assert_eq!(as_name("✔\u{fe0f} 👩\u{200d}🚒"), "✔\u{fe0f} 👩\u{200d}🚒");
    }

    #[test]
    fn the_emoji_form_of_a_symbol_is_the_symbol() {
        assert_eq!(key("✔\u{fe0f}"), key("✔"));
    }

    #[test]
    fn a_required_heading_loses_its_star_and_only_at_the_end() {
        assert_eq!(heading_key("Rating*"), "rating");
        assert_eq!(heading_key(" Rating  * "), "rating");
        assert_eq!(heading_key("A * B"), "a * b");
        assert_eq!(heading_key("*"), "");
    }

    #[test]
    fn tidying_leaves_the_inside_as_typed() {
        assert_eq!(tidy("\u{a0} two  spaces\nand\u{a0}more \u{a0}"), "two  spaces\nand\u{a0}more");
    }

    #[test]
    fn a_slug_is_safe_as_a_file_name() {
        assert_eq!(slug("King's Lynn & West Norfolk"), "kings-lynn-west-norfolk");
        assert_eq!(slug("Cyngor Ynys Môn"), "cyngor-ynys-mon");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("計画"), "plan");
        assert_eq!(slug(""), "plan");
        assert_eq!(slug("CON"), "con-plan");
        assert_eq!(slug("com1"), "com1-plan");
        assert_eq!(slug("lpt9"), "lpt9-plan");
        assert_eq!(slug("combined"), "combined");
        assert_eq!(slug(&"ab ".repeat(60)).len(), 80);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,40}") {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn every_text_has_a_safe_slug(text in "\\PC{0,120}") {
            let slug = slug(&text);
            prop_assert!(!slug.is_empty() && slug.len() <= 80);
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(!is_device_name(&slug));
        }
    }
}
