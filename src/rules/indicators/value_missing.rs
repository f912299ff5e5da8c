//! A value that is due and has not been given.

use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::Reason;
use crate::rules::live::{Live, LiveCheck, LiveIndicator, Test};
use crate::rules::{Check, Finding, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// An indicator that is due this period has a value, or a reason for there being none. The reasons are: Not due,
    /// Not available, Awaited. An indicator that no band rates may be rated without a value. Indicators that are only
    /// monitored or for information are not asked for.
    ///
    /// # Why it matters
    /// A blank cell does not say whether the figure was forgotten, is late, or does not exist. Members ask, and by
    /// then nobody remembers.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | | Green | |
    /// | | E2 | 90 | | | The system is being replaced. |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Frequency | Rated | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|---|---|
    /// | | E1 | 90 | | | 0% | Red | No case was decided. |
    /// | | E2 | 90 | | | Awaited | | |
    /// | | E3 | 90 | Annual | | | | |
    /// | | E4 | 90 | | Monitor only | | | |
    ///
    /// Measures that no band rates:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | colchester |
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | | Green |
    ///
    /// # What to do
    /// Type the figure, or one of the reasons if there is none.
    "IND001", "value-missing", Error, since "0.1.0",
    checks: [Check::Indicator(check)],
    live: [LiveCheck::Indicator(live)],
    yields_to_in_file: ["WBK021"],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(at) = indicator.row.value.blank_at().filter(|_| indicator.is_rated()) else { return };
    // Where no band needs the value, a rating stands without it; one that cannot be read, or whose column is gone,
    // leaves that open.
    let rating_may_stand = indicator.ratings_given() && indicator.row.rating.blank_at().is_none();
    if rating_may_stand && indicator.tolerance().is_none() {
        return;
    }
    let unit = indicator.issued.unit.trim();
    let reasons = Words::one_of(Reason::WORDS.into_iter());
    let figure = if unit.is_empty() { "a figure".to_owned() } else { format!("a figure ({unit})") };
    let words = Words {
        message: "no value is given, though one is due this period".to_owned(),
        expected: format!("{figure}, or {reasons}"),
        found: String::new(),
        help: "Type the figure, or one of the reasons if there is none.".to_owned(),
    };
    out.push(Finding::at_cell(&RULE, indicator.sheet, at, words).about(indicator.reference()));
}

fn live(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let form = layout::sheet(&RETURN, SheetId::Indicators);
    let (missing, value) = (Issued::CHECK_MISSING, form.heading(Field::Value));
    let rating_may_stand = indicator.ratings_given() && indicator.tolerance().is_none();
    let blank = Test::blank(Field::Value);
    let (test, words) = if rating_may_stand {
        let rating = form.heading(Field::Rating);
        (blank.and(Test::blank(Field::Rating)), format!("{missing}: {value} or {rating}"))
    } else {
        (blank, format!("{missing}: {value}"))
    };
    indicator.is_rated().then(|| Live::new(Field::Value, test, words))
}
