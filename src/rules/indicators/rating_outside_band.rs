//! A rating that the value does not bear out.

use crate::layout::Field;
use crate::plan::{IssuedIndicator};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{Check, Finding, IndicatorView, Words};

rule! {
    /// # What it checks
    /// The rating that is given must be the one that the tolerance band makes of the value. The band compares the
    /// value with this period's target, exactly and without rounding. With an override reason it is IND006 instead.
    ///
    /// # Why it matters
    /// The target, the value and the rating stand side by side in the report, and any reader with a calculator can
    /// check them. The rating is still counted as given: the service decides, and the finding says what the
    /// arithmetic says.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 76% | Amber | Two posts are vacant. |
    /// | | E2 | 80 | 79.9% | Green | |
    /// | | E3 | 80 | 80% | Amber | Two posts are vacant. |
    ///
    /// Against a target of 0, and of Yes or No:
    ///
    /// | Indicators | Ref | Unit | Better when | Target | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | number | Lower | 0 | 1 | Green |
    /// | | E2 | yes/no | | Yes | No | Green |
    /// | | E3 | hh:mm | Lower | '10:00 | '10:30 | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 76.1% | Amber | Two posts are vacant. |
    /// | | E2 | 80 | 76% | Red | Two posts are vacant. |
    /// | | E3 | 80 | 80% | Green | |
    ///
    /// Against a target of 0, and of Yes or No:
    ///
    /// | Indicators | Ref | Unit | Better when | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|---|---|
    /// | | E1 | number | Lower | 0 | 0 | Green | |
    /// | | E2 | yes/no | | Yes | No | Red | It opens in May. |
    /// | | E3 | hh:mm | Lower | '10:00 | '10:29 | Amber | Two posts are vacant. |
    ///
    /// # What to do
    /// Correct the rating or the value. If the rating is meant, say why under Override reason.
    "IND005", "rating-outside-band", Error, since "0.1.0",
    checks: [Check::indicator::<RatingOutsideBand>()],
    yields_to: [indicators::percent_scale, indicators::value_out_of_range, indicators::parts_against_value],
}

struct RatingOutsideBand;

impl LiveRule<IssuedIndicator> for RatingOutsideBand {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::These("Rating is not the tolerance's: change it or say why");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.is_to_be_rated(), || {
            indicator.is_outside_band().and(|| indicator.row.is(Question::Blank(Field::OverrideReason)))
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let (given, judgement) = (&indicator.rating()?.name, indicator.judgement()?);
        let words = Words {
            message: format!("rated {given}, but its band gives {}", judgement.why),
            expected: judgement.rating.clone(),
            found: indicator.row.rating.typed.to_string(),
            help: format!("Rate it {}, or say under Override reason why it is {given}.", judgement.rating),
        };
        let finding = indicator.finding(&RULE, Self::AT, words)?;
        Some(finding.beside(indicator.row.value.at, "value").beside(indicator.row.goal_at, "target"))
    }
}
