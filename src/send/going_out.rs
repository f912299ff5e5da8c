//! Which lines of a draft's header do not go out.
//!
//! A mail program, or whoever edited a draft, may have put in lines that make a mail go elsewhere, or ask its readers'
//! programs to write to somebody, without anything that shows in it.

/// What says that it is a draft, what mail programs note for themselves (among it names of accounts), and what is put in
/// anew. Nobody misses it.
const OF_A_DRAFT: [&str; 7] = ["x-unsent", "bcc", "date", "message-id", "fcc", "x-identity-key", "x-account-key"];

/// Who else a mail goes to, or is said to have gone to.
const RECIPIENTS: [&str; 7] =
    ["resent-to", "resent-cc", "resent-bcc", "apparently-to", "x-bcc", "x-apparently-to", "newsgroups"];

/// Who sends it beside whom it is from; where receipts, answers and mails that could not be delivered go; and what
/// another mail's way left in it.
const TAKEN_OUT: [&str; 28] = [
    "sender",
    "x-sender",
    "read-receipt-to",
    "generate-delivery-report",
    "registered-mail-reply-requested-by",
    "x-pmrqc",
    "errors-to",
    "x-errors-to",
    "warnings-to",
    "return-path",
    "mail-followup-to",
    "mail-reply-to",
    "followup-to",
    "received",
    "received-spf",
    "delivered-to",
    "deliver-to",
    "x-delivered-to",
    "original-recipient",
    "x-original-to",
    "envelope-to",
    "envelope-from",
    "x-envelope-to",
    "x-envelope-from",
    "x-rcpt-to",
    "dkim-signature",
    "domainkey-signature",
    "authentication-results",
];
const TAKEN_OUT_BY_BEGINNING: [&str; 5] =
    ["resent-", "disposition-notification-", "return-receipt-", "x-confirm-", "arc-"];

/// Whether a line, by its name in lower case, belongs to the draft and not to the mail.
pub(super) fn is_of_a_draft(name: &str) -> bool {
    OF_A_DRAFT.contains(&name) || name.starts_with("x-mozilla-")
}

/// Whether a line names recipients beside To and Cc.
pub(super) fn names_recipients(name: &str) -> bool {
    RECIPIENTS.contains(&name)
}

/// Whether a line is taken out, which is said.
pub(super) fn is_taken_out(name: &str) -> bool {
    TAKEN_OUT.contains(&name) || TAKEN_OUT_BY_BEGINNING.iter().any(|beginning| name.starts_with(beginning))
}
