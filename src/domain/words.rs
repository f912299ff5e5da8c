//! The words of a closed choice, spelled once: as they are printed, and what else is read as each.

use super::text::{is_dash, key};

/// A text as it is compared with words in which a dash is as good as a space.
pub(crate) fn undashed(text: &str) -> String {
    key(text).replace(is_dash, " ")
}

/// Gives a type its words. `key` or `undashed` says how a text is compared with them; either way case does not matter.
macro_rules! words {
    ($type:ident, $compared:path { $($variant:ident => $word:literal $(| $other:literal)*),+ $(,)? }) => {
        impl $type {
            /// The choices as they are printed, in their order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Reads a choice by any of its words; `None` for every other text.
            pub fn parse(text: &str) -> Option<Self> {
                let text = $compared(text);
                $(if [$word $(, $other)*].iter().any(|word| text.eq_ignore_ascii_case(word)) {
                    return Some(Self::$variant);
                })+
                None
            }

            /// The choice as it is printed.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

pub(crate) use words;
