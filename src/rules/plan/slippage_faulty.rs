//! The windows of slippage of the action ratings do not join.

use crate::plan::SlippageFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Where ratings of actions have a window of slippage, the windows join: the first is over 0, each begins where
    /// another ends, none overlap, and the last has no end. Ratings without a window are left alone. A rating whose
    /// standing is Not started has none.
    ///
    /// # Why it matters
    /// With a gap, some slippage has no rating that fits; with an overlap it has two, and who is right depends on whom
    /// you ask.
    ///
    /// # Rejected
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | | | Optional | Yes |
    /// | | Both | Amber | FFBF47 | A little late | Behind | 0 | 3 months | Required | Yes |
    /// | | Both | Red | B10E1E | Late | Off track | 4 months | | Required | Yes |
    ///
    /// The last has an end:
    ///
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | | | Optional | Yes |
    /// | | Both | Amber | FFBF47 | A little late | Behind | 0 | 3 months | Required | Yes |
    /// | | Both | Red | B10E1E | Late | Off track | 3 months | 2 quarters | Required | Yes |
    ///
    /// Not a slippage:
    ///
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | | | Optional | Yes |
    /// | | Both | Amber | FFBF47 | A little late | Behind | 0 | a while | Required | Yes |
    /// | | Both | Red | B10E1E | Late | Off track | 3 months | | Required | Yes |
    ///
    /// What has not started, with a slippage:
    ///
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | | | Optional | Yes |
    /// | | Both | Amber | FFBF47 | A little late | Behind | 0 | 3 months | Required | Yes |
    /// | | Both | Red | B10E1E | Late | Off track | 3 months | | Required | Yes |
    /// | | Both | Not begun | DDDDDD | Not begun | Not started | | 0 | Optional | Yes |
    ///
    /// # Accepted
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | | | Optional | Yes |
    /// | | Both | Red | B10E1E | Late | Off track | 1 quarter | | Required | Yes |
    /// | | Both | Amber | FFBF47 | A little late | Behind | 0 | 1 quarter | Required | Yes |
    /// | | Both | Not begun | DDDDDD | Not begun | Not started | | | Optional | Yes |
    ///
    /// # What to do
    /// Let each window begin where another ends, and leave Slippage up to of the last one blank.
    "PLN009", "slippage-faulty", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &SlippageFault, found: &str) -> Words {
    match fault {
        SlippageFault::Windows(fault) => Words::new(
            format!("the slippage of the action ratings does not join: {fault}"),
            "windows from 0 on, without gap or overlap, the last without an end",
            found,
            "Let each window begin where another ends, and leave Slippage up to of the last one blank.",
        ),
        SlippageFault::NotStarted => Words::new(
            "a rating whose standing is Not started has no slippage: what is given here is not used",
            "nothing",
            found,
            "Leave Slippage over and Slippage up to of this rating blank; or give it another standing.",
        ),
        SlippageFault::Unreadable { heading } => Words::new(
            format!("“{found}” under {heading} is not a length of time"),
            "0, or days, months or quarters, such as 3 months",
            found,
            "Type 0, or days, months or quarters, such as 3 months.",
        ),
    }
}
