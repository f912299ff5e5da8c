//! Why drafts could not be sent, in an officer's words.
//!
//! What the server says of single mails, and what is wrong with single drafts, is reported beside the others and never
//! one of these. None repeats a text that may hold a password.

use std::io;

use crate::desk::listed;

use super::super::paths::reason;

/// Why drafts could not be sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// A folder holds no drafts.
    #[error(
        "there is no index of drafts ({index}) in `{path}`; give the folder of the drafts, such as the one that planroll issue --mail wrote"
    )]
    NoDrafts { path: String, index: &'static str },
    /// The index or the journal of a folder of drafts cannot be made out.
    #[error("`{path}` cannot be made out, so nothing was sent: {wrong}; {advice}")]
    MailList { path: String, wrong: String, advice: &'static str },
    /// Another run is sending the same drafts.
    #[error("`{path}` is in use by another run of planroll send, so nothing was sent; wait until that one has ended")]
    SendingAlready { path: String },
    /// The journal cannot be written, so that nothing more may be sent.
    #[error("`{path}` cannot be written: {}. {}", reason(.source), .left)]
    Journal { path: String, source: io::Error, left: String },
    /// A draft that is to be sent again is none of the folder's.
    #[error("there is no draft `{name}` in the index; its drafts are {}", listed(.known))]
    NoSuchDraft { name: String, known: Vec<String> },
    /// The address of the sender cannot be used.
    #[error(
        "`{text}` is not an e-mail address that can be put under From; give it alone, such as performance@example.org"
    )]
    NotAnAddress { text: String },
    /// No mail server is named.
    #[error(
        "no mail server is named, so nothing was sent; give it with `--smtp`, such as smtps://mail.example.org, or in {variable}"
    )]
    NoServer { variable: &'static str },
    /// The address of the mail server cannot be read; it is not repeated, since it may hold a password.
    #[error(
        "the address of the mail server cannot be read; give it as smtps://HOST (port 465, encrypted from the start) or smtp://HOST (port 587, STARTTLS), with :PORT behind HOST for another port and USER@ before it to log in"
    )]
    ServerAddress,
    /// The address of the mail server holds a password; it is not repeated.
    #[error(
        "the address of the mail server holds a password (or a colon before the @), where others can see it; leave it out, and put it in PLANROLL_SMTP_PASSWORD or type it when you are asked"
    )]
    PasswordInAddress,
    /// There is a user and no password.
    #[error(
        "there is no password for `{user}`, so nothing was sent; put it in {variable}, or run this on a terminal to be asked for it"
    )]
    PasswordMissing { user: String, variable: &'static str },
    /// There is a password and no user.
    #[error(
        "there is a password in PLANROLL_SMTP_PASSWORD and no user name; put it in PLANROLL_SMTP_USER, or before the host: smtps://USER@HOST"
    )]
    UserMissing,
    /// The mail server cannot be used.
    #[error("the mail server {server} cannot be used: {why}. Nothing was sent")]
    Post { server: String, why: String },
}
