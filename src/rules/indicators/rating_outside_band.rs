//! A rating that the value does not bear out.

use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveCheck, LiveIndicator, Test};
use crate::rules::{Check, Finding, Findings, IndicatorView, Words};

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
    /// # Accepted
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 76.1% | Amber | Two posts are vacant. |
    /// | | E2 | 80 | 76% | Red | Two posts are vacant. |
    /// | | E3 | 80 | 80% | Green | |
    ///
    /// # What to do
    /// Correct the rating or the value. If the rating is meant, say why under Override reason.
    "IND005", "rating-outside-band", Error, since "0.1.0",
    checks: [Check::Indicator(check)],
    live: [LiveCheck::Indicator(live)],
    yields_to: ["IND003", "IND004"],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let (Some(at), Some(_)) = (indicator.row.rating.at, indicator.row.override_reason.blank_at()) else { return };
    let Some((given, judgement)) = indicator.disputed() else { return };
    let words = Words {
        message: format!("rated {}, but its band gives {}", given.name, judgement.why),
        expected: judgement.rating.clone(),
        found: indicator.row.rating.typed.to_string(),
        help: format!("Rate it {}, or say under Override reason why it is {}.", judgement.rating, given.name),
    };
    out.push(
        Finding::at_cell(&RULE, indicator.sheet, at, words)
            .about(indicator.reference())
            .beside(indicator.row.value.at, "value")
            .beside(indicator.row.target_at, "target"),
    );
}

fn live(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let test = Test::BandDiffers.and(Test::blank(Field::OverrideReason));
    (indicator.ratings_given() && indicator.is_rated())
        .then(|| Live::new(Field::Rating, test, Issued::CHECK_OUTSIDE_BAND))
}
