//! The text of an XML part from its bytes.

use std::borrow::Cow;

use super::Refusal;

/// The text of a part, in UTF-8 or UTF-16 (ECMA-376 part 2, 9.1.2), with or without the mark of its encoding.
pub(crate) fn text_of<'b>(bytes: &'b [u8], what: &str) -> Result<Cow<'b, str>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match bytes {
        [0xff, 0xfe, units @ ..] => wide(units, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, units @ ..] => wide(units, u16::from_be_bytes).map(Cow::Owned),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes).map(Cow::Owned),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes).map(Cow::Owned),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    text.ok_or_else(|| {
        Refusal::damaged(format!("{what} is written in an encoding that is not read here (UTF-8 and UTF-16 are)"))
    })
}

/// A text in UTF-16, each unit of two bytes in that order.
fn wide(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(units.iter().map(|unit| order(*unit))).collect::<Result<String, _>>();
    text.ok().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_are_read_and_another_is_refused_in_clear_words() {
        for bytes in [&b"\xff\xfe<\0a\0/\0>\0"[..], b"\xfe\xff\0<\0a\0/\0>", b"<\0a\0/\0>\0", b"\0<\0a\0/\0>"] {
            assert_eq!(text_of(bytes, "x").unwrap(), "<a/>", "{bytes:?}");
        }
        for bytes in [&b"\xff\xfe<\0a"[..], b"\xff\xfe\0\xd8<\0", b"<a>\xe9</a>"] {
            let refusal = text_of(bytes, "its list of sheets").unwrap_err();
            assert!(refusal.to_string().contains("its list of sheets is written in an encoding"), "{bytes:?}");
        }
        assert_eq!(text_of(b"\xef\xbb\xbf<a/>", "x").unwrap(), "<a/>");
    }
}
