//! Texts that stood in a cell not long ago: the same word down a column is held once.
//!
//! Some programs write every text into its cell instead of a list that cells refer to, and a plan names its priority in
//! thousands of rows. Short texts only, and only the last one of each of a few hundred places, so that looking for one
//! costs less than making one.

use crate::domain::SharedText;

/// Longer texts are commentary, of which hardly two are the same.
const LONGEST: usize = 96;
/// How many texts are kept at most. A power of two.
const PLACES: usize = 512;

/// The last short texts that were read.
#[derive(Debug)]
pub(super) struct RecentTexts(Vec<SharedText>);

impl RecentTexts {
    pub(super) fn new() -> Self {
        Self(vec![SharedText::default(); PLACES])
    }

    /// The text, held once with an equal one that was read not long ago.
    pub(super) fn shared(&mut self, text: &str) -> SharedText {
        if text.len() > LONGEST {
            return text.into();
        }
        let Some(last) = self.0.get_mut(place(text)) else { return text.into() };
        if *last != text {
            *last = text.into();
        }
        last.clone()
    }
}

/// One of the places, by the bytes of a text (FNV-1a).
fn place(text: &str) -> usize {
    let sum = text.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    usize::try_from(sum ^ (sum >> 16)).unwrap_or_default() % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_down_a_column_is_held_once_and_no_text_is_taken_for_another() {
        let mut recent = RecentTexts::new();
        let first = recent.shared("On track");
        for row in 0..2_000 {
            let reference = format!("{row}.{row}");
            assert_eq!(recent.shared(&reference), reference);
        }
        let (before, again) = (recent.shared("On track"), recent.shared("On track"));
        assert_eq!(first, again);
        assert!(std::ptr::eq(before.as_ptr(), again.as_ptr()), "held twice");
        let long = "word ".repeat(60);
        assert_eq!(recent.shared(&long), long);
    }
}
