//! A value that is due and has not been given.

use crate::domain::Unit;
use crate::layout::Field;
use crate::plan::{IssuedIndicator};
use crate::returns::Reason;
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords, MISSING};
use crate::rules::{Check, Finding, IndicatorView, Words};

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
    /// Words, which are only monitored:
    ///
    /// | Indicators | Ref | Unit | Value |
    /// |---|---|---|---|
    /// | | E1 | text | |
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
    checks: [Check::indicator::<ValueMissing>()],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct ValueMissing;

impl LiveRule<IssuedIndicator> for ValueMissing {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::And(MISSING, |indicator| {
        let (value, rating) = (indicator.heading(Field::Value), indicator.heading(Field::Rating));
        if rating_may_stand(indicator) {
            format!(": {value} or {rating}")
        } else {
            format!(": {value}")
        }
    });

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.is_to_be_rated(), || {
            let blank = indicator.row.is(Question::Blank(Field::Value));
            if rating_may_stand(indicator) {
                blank.and(|| indicator.row.is(Question::Blank(Field::Rating)))
            } else {
                blank
            }
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let unit = indicator.issued.unit.trim();
        let reasons = Words::one_of(Reason::WORDS.into_iter());
        let figure = match indicator.issued.known_unit() {
            Unit::YesNo => "Yes or No".to_owned(),
            Unit::HoursMinutes => "hours and minutes, such as 12:30".to_owned(),
            Unit::MinutesSeconds => "minutes and seconds, such as 2:30".to_owned(),
            Unit::Percent | Unit::PercentChange | Unit::Pounds | Unit::ThousandPounds | Unit::MillionPounds => {
                format!("a figure ({unit})")
            }
            Unit::Number if unit.is_empty() => "a figure".to_owned(),
            Unit::Days | Unit::Text | Unit::Number => format!("a figure ({unit})"),
        };
        let words = Words {
            message: "no value is given, though one is due this period".to_owned(),
            expected: format!("{figure}, or {reasons}"),
            found: String::new(),
            help: "Type the figure, or one of the reasons if there is none.".to_owned(),
        };
        indicator.finding(&RULE, Self::AT, words)
    }
}

/// Where no band needs the value, a rating stands without it; one that cannot be read, or whose column is gone, leaves
/// that open.
fn rating_may_stand<E>(indicator: &IndicatorView<'_, E>) -> bool {
    indicator.ratings_given() && indicator.tolerance().is_none()
}
