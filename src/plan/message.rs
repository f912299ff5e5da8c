//! The wordings that the Messages sheet may change: subject and body of each mail.
//!
//! They are a closed list, so that a wording under a mistyped name is found when the plan is checked and not when the
//! mails go out in other words.

use std::fmt;

use crate::domain::key;

/// Which mail it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mail {
    /// The return goes out.
    Issue,
    /// It has not come back.
    Reminder,
    /// It came back with errors.
    Errors,
    /// It came back, and nothing is left to be done.
    Receipt,
}

/// Which part of a mail is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailPart {
    /// The subject; its tag is added to it.
    Subject,
    /// The text; what must be said of each return is added to it.
    Body,
}

/// One wording of the Messages sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message(pub Mail, pub MailPart);

impl Mail {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Issue => "Issue",
            Self::Reminder => "Reminder",
            Self::Errors => "Errors",
            Self::Receipt => "Receipt",
        }
    }
}

impl Message {
    /// The names that may stand under Message.
    pub const NAMES: &'static [&'static str] = &[
        "Issue subject",
        "Issue body",
        "Reminder subject",
        "Reminder body",
        "Errors subject",
        "Errors body",
        "Receipt subject",
        "Receipt body",
    ];

    /// Reads a name as it stands under Message, ignoring case and spaces.
    pub fn parse(name: &str) -> Option<Self> {
        let mails = [Mail::Issue, Mail::Reminder, Mail::Errors, Mail::Receipt];
        let all = mails.into_iter().flat_map(|mail| [Self(mail, MailPart::Subject), Self(mail, MailPart::Body)]);
        all.into_iter().find(|message| key(&message.to_string()) == key(name))
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.1 {
            MailPart::Subject => "subject",
            MailPart::Body => "body",
        };
        write!(f, "{} {part}", self.0.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_as_itself_and_no_other_is() {
        for name in Message::NAMES {
            assert_eq!(Message::parse(&name.to_uppercase()).unwrap().to_string(), *name);
        }
        assert_eq!(Message::parse("Issue"), None);
        assert_eq!(Message::parse("Reminders body"), None);
    }
}
