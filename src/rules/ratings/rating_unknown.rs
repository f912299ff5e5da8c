//! A word that is no rating of the scheme.

use crate::domain::{RatingId, Scale};
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator};
use crate::returns::{Slot, Unreadable};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, IndicatorView, Words, quoted};

rule! {
    /// # What it checks
    /// A rating is one of the scheme's. It may be typed as the word, its symbol, or another word that the plan
    /// accepts for it, in any case. A near miss is suggested and never taken. On rows that take no rating, whatever
    /// is typed is RAT013.
    ///
    /// # Why it matters
    /// A guessed rating is a made-up figure in a public report. A rating that cannot be read is counted as not rated,
    /// and nothing else that depends on it is checked until it is put right.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q2 | Gren |
    /// | | 1.2 | Q2 | Green/Amber |
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | 92% | On target |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q2 | GREEN |
    /// | | 1.2 | Q2 | G |
    /// | | 1.3 | Q2 | ● Green |
    ///
    /// # What to do
    /// Choose the rating from the list in the cell.
    "RAT002", "rating-unknown", Error, since "0.1.0",
    checks: [Check::action::<RatingUnknown>(), Check::indicator::<RatingUnknown>()],
}

struct RatingUnknown;

impl LiveRule<IssuedAction> for RatingUnknown {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading("Not in the list");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.issued.may_be_rated(), || action.row.is(Question::Unreadable(Field::Rating)))
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        action.finding(&RULE, Field::Rating, words(&action.row.rating, action.scale())?)
    }
}

impl LiveRule<IssuedIndicator> for RatingUnknown {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::WithHeading("Not in the list");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.is_to_be_rated(), || {
            indicator.row.is(Question::Unreadable(Field::Rating)).unless(|| indicator.row.is(Question::Reason))
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        indicator.finding(&RULE, Field::Rating, words(&indicator.row.rating, indicator.scale())?)
    }
}

fn words(rating: &Slot<RatingId>, scale: &Scale) -> Option<Words> {
    let Unreadable::Rating { nearest } = rating.unreadable()? else { return None };
    Some(Words {
        message: format!("{} is not one of the ratings", quoted(&rating.typed)),
        expected: Words::one_of(scale.names()),
        found: rating.typed.to_string(),
        help: match nearest {
            Some(name) => format!("Choose {name} from the list if that is meant, or else the rating that is."),
            None => "Choose the rating from the list in the cell.".to_owned(),
        },
    })
}
