//! Headers and footers of the printed page: their words, without the codes for page numbers, dates and fonts among them.

use std::collections::BTreeSet;

use super::super::remark::{Remark, RemarkKind, Remarks};
use super::super::xml::{self, Xml};
use super::super::{Refusal, text};

/// Words that stand beside page numbers, days and names, and say nothing of their own.
const BESIDE_FIELDS: [&str; 10] = ["page", "pages", "of", "sheet", "printed", "on", "at", "date", "time", "file"];

/// Reads the element that the walk stands in.
pub(in crate::grid) fn header_footer(xml: &mut Xml<'_>, remarks: &mut Remarks) -> Result<(), Refusal> {
    // Those of the first page and of even pages are mostly the same.
    let mut said = BTreeSet::new();
    while let Some(tag) = xml.child()? {
        let kind = if xml::name(&tag).ends_with("Header") { RemarkKind::Header } else { RemarkKind::Footer };
        said.extend(lines(&text::decoded(xml.text()?)).into_iter().map(|line| (kind, line)));
    }
    for (kind, line) in said {
        remarks.add(Remark::new(kind, None, &line));
    }
    Ok(())
}

/// A line of a header or footer.
#[derive(Default)]
pub(in crate::grid) struct Line {
    /// What it says beside its fields.
    pub(in crate::grid) words: String,
    /// Whether it shows a page number, a day, a name.
    pub(in crate::grid) has_field: bool,
}

impl Line {
    /// What somebody typed there; nothing where there are only fields, and the words that go with them.
    pub(in crate::grid) fn typed(self) -> Option<String> {
        let mut words = self.words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        let is_blank = words.peek().is_none();
        let goes_with = |word: &str| BESIDE_FIELDS.iter().any(|own| own.eq_ignore_ascii_case(word));
        if is_blank || self.has_field && words.all(goes_with) { None } else { Some(self.words.trim().to_owned()) }
    }
}

/// What was typed in the lines of a code such as `&L&"Arial"&9 Draft&RPage &P of &N` (ECMA-376 part 1, 18.3.1.46).
fn lines(code: &str) -> Vec<String> {
    let mut lines = vec![Line::default()];
    let mut rest = code.chars().peekable();
    while let Some(letter) = rest.next() {
        let Some(line) = lines.last_mut() else { break };
        match letter {
            '\n' => lines.push(Line::default()),
            '&' => match rest.next() {
                Some('L' | 'C' | 'R') => lines.push(Line::default()),
                Some('P' | 'N' | 'D' | 'T' | 'F' | 'A' | 'Z' | 'G') => {
                    line.has_field = true;
                    line.words.push(' ');
                    // The number of a page may be moved on: `&P+1`.
                    if rest.next_if(|sign| matches!(sign, '+' | '-')).is_some() {
                        while rest.next_if(char::is_ascii_digit).is_some() {}
                    }
                }
                Some('&') => line.words.push('&'),
                Some('"') => while rest.next().is_some_and(|letter| letter != '"') {},
                // A colour: six digits, or the number of a theme's colour and its tint.
                Some('K') => while rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-')).is_some() {},
                Some(digit) if digit.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
                Some(_) | None => {}
            },
            letter => line.words.push(letter),
        }
    }
    lines.into_iter().filter_map(Line::typed).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn fields_and_codes_are_no_words() {
        for (code, expected) in [
            ("&L&\"Arial,Regular\"&9 Growth&R&\"Arial,Regular\"&9 Page &P of &N", vec!["Growth"]),
            ("&CPage &P of &N&RPrinted on &D at &T", vec![]),
            ("&C&A", vec![]),
            ("&L&Z&F&C&P+1", vec![]),
            ("&LPage of sorrows", vec!["Page of sorrows"]),
            ("&C&\"-,Bold\"&K000000OFFICIAL\nHold &&  see me&8 2 posts", vec!["OFFICIAL", "Hold &  see me 2 posts"]),
            ("Typed without a section &P", vec!["Typed without a section"]),
            ("&R&G&X&", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(lines(code), expected, "{code}");
        }
    }
}
