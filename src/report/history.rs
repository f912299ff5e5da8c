//! The periods side by side, as the JSON of a quarter has them.

use serde::Serialize;

use crate::tally::Tally;

use super::value::printed;

/// The periods side by side.
#[derive(Default, Serialize)]
pub(super) struct History<'a> {
    periods: Vec<String>,
    indicators: Vec<Then<'a>>,
}

/// What is known of an indicator, by period; what is not known is not there.
#[derive(Serialize)]
struct Then<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    values: serde_json::Map<String, serde_json::Value>,
    ratings: serde_json::Map<String, serde_json::Value>,
}

/// What is known of the indicators in the periods of Trends.
pub(super) fn history<'a>(tally: &'a Tally<'_>) -> History<'a> {
    let record = &tally.record;
    if !record.has_history() {
        return History::default();
    }
    let periods = record.periods();
    let indicators = tally.indicator_lines.iter().map(|line| {
        let (mut values, mut ratings) = (serde_json::Map::new(), serde_json::Map::new());
        for period in &periods {
            let then = record.indicator(line, *period);
            let words = then.reason.map(|reason| reason.word().to_owned()).or(then.words.map(str::to_owned));
            if let Some(value) = then.value.map(|value| printed(line, value)).or(words) {
                values.insert(period.to_string(), value.into());
            }
            if let Some(rating) = then.rating {
                ratings.insert(period.to_string(), rating.into());
            }
        }
        Then { reference: &line.planned.reference, values, ratings }
    });
    History { indicators: indicators.collect(), periods: periods.iter().map(ToString::to_string).collect() }
}
