//! A rating that the service set against the band, and says why.

use crate::layout::Field;
use crate::rules::{Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// A rating that differs from the one of the tolerance band, with an override reason, is noted. Without a reason it
    /// is IND005.
    ///
    /// # Why it matters
    /// Services know things that a band does not. The rating is counted as given; the note, with its reason, is listed
    /// among the decisions so that somebody has seen it.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Value | Rating | Override reason |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 79.9% | Green | One case short, and it was closed on 1 July. |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Value | Rating | Override reason |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 80% | Green | |
    /// | | E2 | 80 | 80% | Green | On target without the late case. |
    ///
    /// # What to do
    /// Check that the reason holds. If it does, nothing is to be done.
    "IND006", "rating-overridden", Note, since "0.1.0",
    checks: [Check::Indicator(check)],
    yields_to: [indicators::percent_scale, indicators::value_out_of_range],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(reason) = indicator.row.override_reason.given() else { return };
    if !indicator.is_outside_band() {
        return;
    }
    let (Some(given), Some(judgement)) = (indicator.rating(), indicator.judgement()) else { return };
    let words = Words {
        message: format!("rated {} because “{reason}”, where its band gives {}", given.name, judgement.why),
        expected: judgement.rating,
        found: indicator.row.rating.typed.to_string(),
        help: "Check that the reason holds; if it does, leave it: the rating is counted as given.".to_owned(),
    };
    let finding = indicator.finding(&RULE, Field::Rating, words);
    out.push(finding.map(|finding| finding.beside(indicator.row.override_reason.at, "override reason").beside(indicator.row.value.at, "value").beside(indicator.row.goal_at, "target")));
}
