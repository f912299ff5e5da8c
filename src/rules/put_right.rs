//! What a marked copy says of a finding that issuing the return again has put right.

/// What was done about it, and what is left to do.
#[derive(Debug, Clone, Copy)]
pub struct PutRight {
    /// What is left to do.
    pub left: LeftToDo,
    /// What was done.
    pub words: &'static str,
    /// What is said instead where what the finding names is on the Kept aside sheet: then somebody has to look.
    pub kept_aside: Option<&'static str>,
}

/// What is left to do about something that a marked copy has put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftToDo {
    /// Nothing.
    Nothing,
    /// Somebody should look.
    Look,
    /// An entry is missing on its account, and must be made.
    Fill,
}

impl PutRight {
    /// What holds of most rules.
    pub(super) const DONE: Self = Self {
        left: LeftToDo::Nothing,
        words: "It is put right in this copy. Nothing is left to do.",
        kept_aside: None,
    };

    /// What was done, where every marked copy does it and nothing is left to do; none where either depends on the return.
    pub fn without_any_doing(&self) -> Option<&'static str> {
        let is_said_of_all = self.kept_aside.is_none() && self.words != Self::DONE.words;
        (self.left == LeftToDo::Nothing && is_said_of_all).then_some(self.words)
    }
}
