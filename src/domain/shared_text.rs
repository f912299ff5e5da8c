//! A text that many hold and nobody changes: a priority's name in thousands of rows, a commentary in its return, in
//! the tally and in the workbook.
//!
//! Copying one copies no letters, so that a plan of thousands of rows and all its returns fit in memory together.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use super::{as_name, key, tidied};

/// A text that is copied without copying its letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SharedText(ArcStr);

impl SharedText {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text without spaces of any kind at its ends, as [`tidied`] gives it: the same one where it has none.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let tidy = tidied(self);
        if tidy.len() == self.len() { self.clone() } else { Self::from(tidy) }
    }

    /// The text as a name is written, as [`as_name`] gives it: the same one where it is written so.
    #[must_use]
    pub fn as_name(&self) -> Self {
        match as_name(self) {
            Cow::Owned(name) if *self != name => Self::from(name),
            Cow::Owned(_) | Cow::Borrowed(_) => self.clone(),
        }
    }

    /// The matching key of the text, as [`key`] gives it: the same one where it is its own.
    #[must_use]
    pub fn key(&self) -> Self {
        let key = key(self);
        if *self == key { self.clone() } else { Self::from(key) }
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SharedText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for SharedText {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Self> for SharedText {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

impl From<Cow<'_, str>> for SharedText {
    fn from(text: Cow<'_, str>) -> Self {
        (*text).into()
    }
}

impl From<SharedText> for Cow<'_, str> {
    fn from(text: SharedText) -> Self {
        Cow::Owned(text.into())
    }
}

impl<'t> From<&'t SharedText> for Cow<'t, str> {
    fn from(text: &'t SharedText) -> Self {
        Cow::Borrowed(text)
    }
}

impl From<SharedText> for String {
    fn from(text: SharedText) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for SharedText {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<SharedText> for String {
    fn eq(&self, other: &SharedText) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<SharedText> for str {
    fn eq(&self, other: &SharedText) -> bool {
        self == other.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_text_is_shared_and_another_is_tidied() {
        let typed = SharedText::from("On track");
        let shared = typed.tidied();
        assert!(std::ptr::eq(typed.as_ptr(), shared.as_ptr()), "copied");
        assert_eq!(SharedText::from("\u{a0} On track\n").tidied(), shared);
        assert_eq!(SharedText::from(" ").tidied(), SharedText::default());
    }

    #[test]
    fn a_text_that_is_its_own_key_is_shared() {
        let own = SharedText::from("h1.1");
        assert!(std::ptr::eq(own.as_ptr(), own.key().as_ptr()), "copied");
        assert_eq!(SharedText::from("H1.1 ").key(), own);
    }

    #[test]
    fn it_is_the_letters_that_it_has_and_no_others() {
        let shared = SharedText::from("Amber");
        assert!(shared == *"Amber" && shared == "Amber");
        assert!(shared != *"amber" && shared != "amber" && shared != *"");
    }

    #[test]
    fn it_is_stored_as_plain_text() {
        let shared = SharedText::from("Amber \"x\"");
        let stored = serde_json::to_string(&shared).unwrap();
        assert_eq!(stored, serde_json::to_string("Amber \"x\"").unwrap());
        assert_eq!(serde_json::from_str::<SharedText>(&stored).unwrap(), shared);
    }
}
