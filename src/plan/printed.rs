//! What an issued cell holds, as data: nothing, words or an exact number.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::SharedText;

/// The content of a cell that was issued filled in. Numbers are in the unit's own terms (92 for 92%).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Printed {
    /// Nothing.
    #[default]
    Blank,
    /// Words.
    Text(SharedText),
    /// A number, in the unit's own terms.
    Number(Decimal),
    /// A number of one of the officer's own columns, as the plan shows it.
    Shown {
        /// The number, in the terms of its format: 92 for 92%.
        number: Decimal,
        /// The number format.
        format: SharedText,
    },
}

impl Printed {
    /// Words where there are any, else nothing.
    pub fn words(text: impl Into<SharedText>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) | Self::Shown { number: value, .. } => Some(*value),
            Self::Blank | Self::Text(_) => None,
        }
    }

    /// Whether a number stands in its cell as hundredths, whatever the unit of its row.
    pub fn is_shown_in_percent(&self) -> bool {
        matches!(self, Self::Shown { format, .. } if format.ends_with('%'))
    }

    /// Whether there is nothing.
    pub fn is_blank(&self) -> bool {
        *self == Self::Blank
    }
}
