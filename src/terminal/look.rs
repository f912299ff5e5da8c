//! How text is laid out on a screen or page.

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colour is used.
    pub colour: bool,
}
