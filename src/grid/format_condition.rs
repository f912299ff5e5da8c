//! Conditions in number format codes: `[<100]`, `[>=0]`.

use rust_decimal::Decimal;

/// What a number must be for a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    more: bool,
    than: Decimal,
}

impl Condition {
    /// Reads `<100`, `>=0`, `<>1`; one that cannot be read holds for no number.
    pub(super) fn read(text: &str) -> Self {
        let signs = text.chars().take_while(|c| matches!(c, '<' | '>' | '=')).count();
        let (signs, number) = text.split_at_checked(signs).unwrap_or((text, ""));
        match number.trim().parse() {
            Ok(than) => Self { less: signs.contains('<'), equal: signs.contains('='), more: signs.contains('>'), than },
            Err(_) => Self { less: false, equal: false, more: false, than: Decimal::ZERO },
        }
    }

    pub(super) fn holds(self, number: Decimal) -> bool {
        match number.cmp(&self.than) {
            std::cmp::Ordering::Less => self.less,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.more,
        }
    }
}
