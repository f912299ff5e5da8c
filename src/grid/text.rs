//! Text as it stands in a part: escapes undone, line ends made one, and characters that no one can type made visible.
//!
//! Excel writes characters XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). Undoing that may bring back control
//! characters, which would confuse a terminal or a file; they become U+FFFD. Nothing is trimmed.

use std::borrow::Cow;

/// The text a cell holds, from the text that stands in its part.
pub(super) fn decoded(raw: Cow<'_, str>) -> Cow<'_, str> {
    // Most text has none of the bytes that need work. C2 begins the control characters from U+0080.
    // All are looked at, which is quicker than stopping at the first.
    let needs_work = |b: u8| (b < b' ' && b != b'\n' && b != b'\t') || matches!(b, b'_' | 0x7f | 0xc2);
    if !raw.bytes().fold(false, |any, b| any | needs_work(b)) {
        return raw;
    }
    if !raw.contains("_x") && !raw.chars().any(unwelcome) {
        return raw;
    }
    Cow::Owned(cleaned(&unescaped(&raw)))
}

/// Whether references such as `&lt;` stand in a formula, which formulas are full of; nothing where it has another than XML's
/// own five and the numbers of characters, or what XML would read as a line break.
pub(super) fn is_escaped(text: &str) -> Option<bool> {
    let bytes = text.as_bytes();
    let mut escaped = false;
    for at in memchr::memchr2_iter(b'&', b'\r', bytes) {
        // There may be hundreds, so their names are not looked for one after the other.
        match bytes.get(at..)? {
            [b'&', b'l' | b'g', b't', b';', ..]
            | [b'&', b'a', b'm', b'p', b';', ..]
            | [b'&', b'q', b'u', b'o', b't', b';', ..]
            | [b'&', b'a', b'p', b'o', b's', b';', ..] => escaped = true,
            // Some programs write every character so that is not ASCII, such as the tick of a live check.
            [b'&', b'#', ..] => {
                let (number, _) = text.get(at + 1..)?.split_once(';')?;
                escaped = numbered(number).map(|_| true)?;
            }
            _ => return None,
        }
    }
    Some(escaped)
}

/// A text with XML's own five references resolved, and those to the numbers of characters.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    let Some((first, mut rest)) = text.split_once('&') else { return Cow::Borrowed(text) };
    let mut whole = String::with_capacity(text.len());
    whole.push_str(first);
    loop {
        let known = rest.split_once(';').map(|(name, after)| (predefined(name), numbered(name), after));
        let after = match known {
            Some((Some(stands_for), _, after)) => {
                whole.push_str(stands_for);
                after
            }
            Some((None, Some(character), after)) => {
                whole.push(character);
                after
            }
            Some((None, None, _)) | None => {
                whole.push('&');
                rest
            }
        };
        let Some((plain, more)) = after.split_once('&') else {
            whole.push_str(after);
            return Cow::Owned(whole);
        };
        whole.push_str(plain);
        rest = more;
    }
}

/// The character with the number that a reference names, as programs write it: in decimal digits. No control character.
fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#').filter(|digits| digits.len() <= 7 && !digits.starts_with('0'))?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| digits.parse().ok()).flatten()?;
    char::from_u32(number).filter(|character| *character >= ' ')
}

/// What one of XML's own five references stands for.
pub(super) fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

fn unwelcome(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// A text with its line ends made one and its control characters made visible.
pub(super) fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            _ if unwelcome(c) => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        units.extend(before.encode_utf16());
        if let Some(unit) = escape(from) {
            units.push(unit);
            rest = from.get(7..).unwrap_or_default();
        } else {
            units.push(u16::from(b'_'));
            rest = from.get(1..).unwrap_or_default();
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// The UTF-16 unit of the `_xHHHH_` at the front of a text.
fn escape(text: &str) -> Option<u16> {
    let digits = text.get(2..6)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    (closed && hex).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_has_its_references_resolved_and_no_others_guessed_at() {
        let read = |text| is_escaped(text).map(|_| resolved(text).into_owned());
        assert_eq!(
            read("IF(A1&lt;=2,B1&amp;&quot;x&quot;,&apos;y&apos;&gt;1)").as_deref(),
            Some("IF(A1<=2,B1&\"x\",'y'>1)")
        );
        assert_eq!(read("SUM(A1:A2)").as_deref(), Some("SUM(A1:A2)"));
        assert_eq!((is_escaped("SUM(A1:A2)"), is_escaped("A1&lt;2")), (Some(false), Some(true)));
        assert_eq!(read("&amp;lt;").as_deref(), Some("&lt;"), "resolved once");
        assert_eq!(read("\"&#10003; &#8203;\"&amp;A1").as_deref(), Some("\"\u{2713} \u{200b}\"&A1"));
        for other in [
            "A&#10;B",
            "A&#x2713;B",
            "A&#55296;B",
            "A&#99999999;B",
            "A&#;B",
            "A&#+65;B",
            "A&#065;",
            "A&nbsp;B",
            "A & B",
            "A&lt",
            "A\rB",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn escapes_are_undone_once_and_controls_are_shown() {
        for (raw, expected) in [
            ("a_x0041_b", "aAb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{fffd}"),
            ("one_x000D_\ntwo", "one\ntwo"),
            ("one\rtwo", "one\ntwo"),
            ("_x0000_", "\u{fffd}"),
            ("\u{1}", "\u{fffd}"),
            ("_x00", "_x00"),
            ("_x00é0_", "_x00é0_"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_x_x0041_", "_xA"),
            (" tab\there\n ", " tab\there\n "),
            ("£5", "£5"),
            ("\u{85}", "\u{fffd}"),
            ("snake_case", "snake_case"),
        ] {
            assert_eq!(decoded(Cow::Borrowed(raw)), expected, "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn no_control_character_ever_comes_through(raw in "(_x[0-9A-F]{4}_|[ -~\u{0}-\u{1f}\u{80}-\u{ff}]){0,12}") {
            let text = decoded(Cow::Borrowed(&raw)).into_owned();
            prop_assert!(!text.chars().any(unwelcome));
        }
    }
}
