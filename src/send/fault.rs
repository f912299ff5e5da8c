//! Why a draft is not sent, in an officer's words.
//!
//! A draft may have been changed in any mail program, or come from somewhere else; what cannot be sent safely is not
//! sent at all. Texts out of the draft stand here as they are: whoever prints them makes them plain.

/// What to do where a file can hardly have been a draft of ours.
const MAKE_AGAIN: &str = "make the drafts again";

/// Why a draft is not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DraftFault {
    /// The index does not name it.
    #[error("it is not in the index; {MAKE_AGAIN}, or send it from your mail program")]
    NotInIndex,
    /// It is larger than any draft.
    #[error("it is larger than {megabytes} MB, which mail systems do not take; {MAKE_AGAIN}")]
    TooLarge {
        /// The limit.
        megabytes: u64,
    },
    /// It is a folder, a link or a device.
    #[error("it is not an ordinary file; {MAKE_AGAIN}")]
    NotAFile,
    /// The system does not let it be read.
    #[error("it cannot be read: {reason}")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// Its header is not one.
    #[error("line {line} of its header is none that a mail may have; {MAKE_AGAIN}")]
    HeaderLine {
        /// The line, from 1.
        line: usize,
    },
    /// Its header has no end, so that a part of it is missing.
    #[error("it is cut off before its text begins; {MAKE_AGAIN}")]
    CutOff,
    /// A line of its header stands twice.
    #[error("its header has more than one line {name}, and mail programs differ in which they go by; {MAKE_AGAIN}")]
    Twice {
        /// The name of the line.
        name: String,
    },
    /// A character that cannot be in a mail.
    #[error("line {line} holds {what}, which no mail may have; {MAKE_AGAIN}")]
    Character {
        /// The line, from 1.
        line: usize,
        /// Which.
        what: &'static str,
    },
    /// A line is longer than mail systems carry.
    #[error("line {line} is longer than the 998 characters that mail systems carry; {MAKE_AGAIN}")]
    LineTooLong {
        /// The line, from 1.
        line: usize,
    },
    /// It has more parts than any mail.
    #[error("it has more parts than a mail with its workbooks has; {MAKE_AGAIN}")]
    TooManyParts,
    /// It would go to somebody unseen.
    #[error("it has a Bcc, and nobody is written to unseen; take the Bcc out")]
    Bcc,
    /// It names recipients elsewhere than under To and Cc.
    #[error("it has a line {name}, and a mail goes only to those under To and Cc; take that line out, or {MAKE_AGAIN}")]
    OtherRecipients {
        /// The name of the line.
        name: String,
    },
    /// An encoding that programs undo in different ways, or not at all.
    #[error("a part of it has the encoding {encoding}, which no such part may have; {MAKE_AGAIN}")]
    Encoding {
        /// As it stands in the draft.
        encoding: String,
    },
    /// It goes to nobody.
    #[error("it goes to nobody; put an address of the index under To")]
    NoRecipient,
    /// An address cannot be used.
    #[error("“{text}” is not an address that mail can be sent to; put it right in the draft")]
    Address {
        /// As it stands in the draft.
        text: String,
    },
    /// It goes to somebody whom the index does not name.
    #[error("it goes to {address}, whom the index does not name for it; take the address out, or {MAKE_AGAIN}")]
    Stranger {
        /// The address.
        address: String,
    },
    /// It has no sender.
    #[error("it does not say who it is from; give your address with --from")]
    NoSender,
    /// It has several senders.
    #[error("it is from {count} addresses; leave one under From")]
    Senders {
        /// How many.
        count: usize,
    },
    /// A file is attached that the index does not name for it.
    #[error(
        "{name} is attached, which is none of the workbooks that the index names for it; take it out, or {MAKE_AGAIN}"
    )]
    StrangeAttachment {
        /// Its file name.
        name: String,
    },
    /// The workbook of another draft is attached.
    #[error("{name} is attached, which is the workbook of {other}; take it out, or {MAKE_AGAIN}")]
    AttachmentOfAnother {
        /// Its file name.
        name: String,
        /// The draft that it belongs to.
        other: String,
    },
    /// A workbook of its own is missing.
    #[error("its workbook {name} is not attached as the index has it; {MAKE_AGAIN}")]
    AttachmentMissing {
        /// Its file name in the index.
        name: String,
    },
}
