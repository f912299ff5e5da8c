//! What rules are about.

/// What a rule is about: the letters of its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// WBK: the return as a workbook.
    Workbook,
    /// CEL: whether each entry can be read.
    Cells,
    /// DLN: deadlines.
    Deadlines,
    /// RAT: ratings and commentary.
    Ratings,
    /// IND: indicators.
    Indicators,
    /// RET: all returns together.
    Across,
    /// PLN: the plan workbook.
    Plan,
}

impl Family {
    /// The family of a code; one of other letters does not compile.
    pub(super) const fn of(code: &str) -> Self {
        match code.as_bytes() {
            [b'W', b'B', b'K', ..] => Self::Workbook,
            [b'C', b'E', b'L', ..] => Self::Cells,
            [b'D', b'L', b'N', ..] => Self::Deadlines,
            [b'R', b'A', b'T', ..] => Self::Ratings,
            [b'I', b'N', b'D', ..] => Self::Indicators,
            [b'R', b'E', b'T', ..] => Self::Across,
            [b'P', b'L', b'N', ..] => Self::Plan,
            _ => panic!("no family has these letters"),
        }
    }
}
