//! What a Check says of a row in which no rule finds a fault, or which lacks an entry.

/// What it says of a row that is filled in and has no fault.
pub(crate) const DONE: &str = "✓";
/// What it says where an entry is one that no formula can read.
pub(crate) const ON_RETURN: &str = "Checked on return";
/// What it says of a row that is only monitored, while it has no value.
pub(crate) const MONITOR_ONLY: &str = "Monitor only: give the value";
/// What it says of a row of which nothing is ever asked.
pub(crate) const FOR_INFORMATION: &str = "For information only";
/// How it begins where a required entry is missing; the heading of its column follows.
pub(crate) const MISSING: &str = "Still to fill in";

/// What it can say of a row without a fault, or of one that is not known to have any.
pub(crate) const WITHOUT_FAULT: [&str; 4] = [DONE, ON_RETURN, MONITOR_ONLY, FOR_INFORMATION];
/// Whether a text is what a Check says of a row that has a fault.
pub(crate) fn is_fault(text: &str) -> bool {
    !text.is_empty() && !WITHOUT_FAULT.contains(&text)
}
