//! What is said of a sheet whose rows cannot be told apart, so that none of them is read.
//!
//! Headings gone, another table in their place, or no refs: whichever rule says so quotes every entry, for nothing else
//! does, and tells how to get them back. Which of it has happened is for the rule.

use crate::returns::Anomaly;

use super::{FileView, Words};

impl FileView<'_> {
    /// The words about an unread sheet: `what` is wrong, without a full stop, and `otherwise` what was found where no
    /// entry stands on it.
    pub(super) fn unread(&self, sheet: &str, what: &str, expected: String, otherwise: &str) -> Words {
        let mut entries: Vec<String> = self
            .received
            .anomalies
            .iter()
            .filter_map(|anomaly| {
                let Anomaly::Stray { sheet: here, at, text } = anomaly else { return None };
                (here == sheet).then(|| format!("{at} “{text}”"))
            })
            .collect();
        let quoted = entries.len();
        let mut count = quoted;
        for anomaly in &self.received.anomalies {
            let Anomaly::StraysUnquoted { sheet: here, from, to, cells, .. } = anomaly else { continue };
            if here == sheet {
                count += cells;
                entries.push(format!("and {cells} more in {from}:{to}, which are not quoted"));
            }
        }
        let outcome = match count {
            0 => "none of its rows is read".to_owned(),
            1 => "its 1 entry is not read".to_owned(),
            count => format!("its {count} entries are not read"),
        };
        Words {
            message: format!("{what}, and {outcome}"),
            expected,
            found: if entries.is_empty() { otherwise.to_owned() } else { entries.join("; ") },
            help: if entries.is_empty() {
                "Copy the entries into the return as it was issued, and send that."
            } else if count > quoted {
                "Copy the entries from the file that was sent into the return as it was issued, and send that; there are too many for a marked copy to list them all."
            } else {
                "Copy the entries into the return as it was issued, and send that; a marked copy lists them all under Kept aside."
            }
            .to_owned(),
        }
    }
}
