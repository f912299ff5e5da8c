//! The bands of a tolerance do not rate every value once.

use crate::plan::ToleranceFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// The rows of a tolerance run from best to worst, the first that matches wins, and the last takes what the one before
    /// leaves: after < 5 comes >= 5. All rows of one tolerance are measured in the same thing.
    ///
    /// # Why it matters
    /// With a gap, a value has no rating; with an overlap or in another order, some rating can never be reached, and
    /// a value is rated better or worse than the council decided.
    ///
    /// # Rejected
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Amber | < 5 |
    /// | | Standard 5% | % of target | Red | > 5 |
    ///
    /// Not best to worst:
    ///
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Amber | < 5 |
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Red | > 0 |
    ///
    /// Not a shortfall:
    ///
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Red | the rest |
    ///
    /// # Accepted
    /// | Tolerances | Tolerance | Measured in | Rating | Shortfall |
    /// |---|---|---|---|---|
    /// | | Standard 5% | % of target | Green | <= 0 |
    /// | | Standard 5% | % of target | Amber | less than 5 |
    /// | | Standard 5% | % of target | Red | 5 or more |
    /// | | Two points | percentage points | Green | <= -2 |
    /// | | Two points | percentage points | Red | > -2 |
    ///
    /// # What to do
    /// Write the rows best to worst, and let the last begin exactly where the one before ends.
    "PLN008", "bands-faulty", Error, since "0.1.0",
    checks: [Check::Noted],
}

const MEASURES: &str = "% of target, percentage points or units";

pub(in crate::rules) fn words(fault: &ToleranceFault, found: &str) -> Words {
    match fault {
        ToleranceFault::Bands { tolerance, fault } => Words::new(
            format!("the bands of “{tolerance}” do not rate every value once: {fault}"),
            "rows from best to worst, the last beginning where the one before ends",
            found,
            "Write the rows from best to worst, the last beginning exactly where the one before ends.",
        ),
        ToleranceFault::ShortfallUnreadable { tolerance } => Words::new(
            format!("the shortfall of a band of “{tolerance}” cannot be read: {}", shown(found)),
            "<= 0, < 5, >= 5, or the same in words: 5 or more",
            found,
            "Type how much worse than target the band reaches, such as < 5.",
        ),
        ToleranceFault::MeasureUnknown { tolerance } => Words::new(
            format!("what “{tolerance}” is measured in cannot be read: {}", shown(found)),
            MEASURES,
            found,
            "Type what its shortfall is measured in.",
        ),
        ToleranceFault::MeasureDiffers { tolerance, first } => Words::new(
            format!("the rows of “{tolerance}” are measured in {first} and in {found}"),
            first,
            found,
            "Measure all rows of one tolerance in the same thing, or give them two names.",
        ),
        ToleranceFault::Unnamed => Words::new(
            "this band belongs to no tolerance".to_owned(),
            "the name of its tolerance",
            found,
            "Type the name of the tolerance.",
        ),
    }
}

fn shown(found: &str) -> String {
    if found.is_empty() { "the cell is blank".to_owned() } else { format!("“{found}”") }
}
