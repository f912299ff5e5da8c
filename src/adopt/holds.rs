//! What a column of a block is taken for.

use super::meaning::Meaning;
use super::when::When;

/// What a column of a block is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Something by its heading.
    Known(Meaning),
    /// The value of a period.
    Value(When),
    /// The target of a period.
    Target(When),
    /// The rating of a period.
    Rating(When),
    /// What was said of a period.
    Commentary(When),
    /// Marks where an action falls due, or was rated.
    Marks(When),
    /// A column of the officer's own.
    Own,
    /// Nothing that goes anywhere.
    LeftOut,
}
