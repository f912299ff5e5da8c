//! What the letters of Wingdings, Webdings and their like show: a tick that somebody typed is a `ü` in its cell.
//!
//! Only what trackers use is listed: ticks, crosses, faces, lights and arrows. Anything else stays the letter that it is.

/// The symbols of each font by the letter that is stored.
const SYMBOLS: [(&str, char, char); 44] = [
    ("wingdings", 'ü', '✓'),
    ("wingdings", 'þ', '☑'),
    ("wingdings", 'û', '✗'),
    ("wingdings", 'ý', '☒'),
    ("wingdings", 'l', '●'),
    ("wingdings", 'n', '■'),
    ("wingdings", 'u', '◆'),
    ("wingdings", '¡', '○'),
    ("wingdings", 'J', '☺'),
    ("wingdings", 'K', '😐'),
    ("wingdings", 'L', '☹'),
    ("wingdings", 'à', '→'),
    ("wingdings", 'ß', '←'),
    ("wingdings", 'á', '↑'),
    ("wingdings", 'â', '↓'),
    ("wingdings", 'è', '→'),
    ("wingdings", 'ç', '←'),
    ("wingdings", 'é', '↑'),
    ("wingdings", 'ê', '↓'),
    ("wingdings", 'ó', '↔'),
    ("wingdings", 'ñ', '↑'),
    ("wingdings", 'ò', '↓'),
    ("wingdings", 'ð', '→'),
    ("wingdings", 'C', '👍'),
    ("wingdings", 'D', '👎'),
    ("wingdings 2", 'P', '✓'),
    ("wingdings 2", 'R', '☑'),
    ("wingdings 2", 'O', '✗'),
    ("wingdings 2", 'Q', '☒'),
    ("wingdings 3", 'p', '▲'),
    ("wingdings 3", 'q', '▼'),
    ("wingdings 3", 'h', '↑'),
    ("wingdings 3", 'i', '↓'),
    ("wingdings 3", 'g', '→'),
    ("wingdings 3", 'f', '←'),
    ("wingdings 3", 'n', '↔'),
    ("webdings", 'a', '✓'),
    ("webdings", 'r', '✗'),
    ("webdings", '5', '▲'),
    ("webdings", '6', '▼'),
    ("webdings", '4', '→'),
    ("webdings", '3', '←'),
    ("webdings", 'n', '●'),
    ("webdings", 'g', '■'),
];

/// A text in such a font as it is seen.
pub(super) fn shown_symbols(text: &str, font: &str) -> String {
    text.chars().map(|letter| symbol(letter, font)).collect()
}

fn symbol(letter: char, font: &str) -> char {
    // Word keeps such letters in the private area, moved by a fixed distance.
    let code = u32::from(letter);
    let plain = if (0xF000..=0xF0FF).contains(&code) { char::from_u32(code & 0xFF).unwrap_or(letter) } else { letter };
    SYMBOLS.iter().find(|(own, stored, _)| *own == font && *stored == plain).map_or(letter, |(_, _, shown)| *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_what_is_seen_and_a_word_stays_a_word() {
        assert_eq!(shown_symbols("ü", "wingdings"), "✓");
        assert_eq!(shown_symbols("\u{f0fc}", "wingdings"), "✓");
        assert_eq!(shown_symbols("6", "webdings"), "▼");
        assert_eq!(shown_symbols("7", "webdings"), "7");
    }
}
