//! A word that is no rating of the scheme.

use crate::domain::Scale;
use crate::grid::CellRef;
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::{Slot, Unreadable};
use crate::rules::live::{Live, LiveAction, LiveCheck, LiveIndicator, Test};
use crate::rules::{ActionView, Check, Finding, Findings, IndicatorView, Words, quoted};

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
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
    live: [LiveCheck::Action(live_action), LiveCheck::Indicator(live_indicator)],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    let Some((at, nearest)) = unknown(&action.row.rating).filter(|_| action.issued.monitored) else { return };
    let words = words(&action.row.rating.typed, nearest, &action.file.issued.scheme.actions);
    out.push(Finding::at_cell(&RULE, action.sheet, at, words).about(action.reference()));
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let unknown = unknown(&indicator.row.rating).filter(|_| indicator.own_standing().is_none());
    let Some((at, nearest)) = unknown else { return };
    let words = words(&indicator.row.rating.typed, nearest, &indicator.file.issued.scheme.indicators);
    out.push(Finding::at_cell(&RULE, indicator.sheet, at, words).about(indicator.reference()));
}

/// The cell of a word that is no rating, with the nearest that is one.
fn unknown<T>(rating: &Slot<T>) -> Option<(CellRef, Option<&str>)> {
    let Unreadable::Rating { nearest } = rating.unreadable()? else { return None };
    Some((rating.at?, nearest.as_deref()))
}

fn words(typed: &str, nearest: Option<&str>, scale: &Scale) -> Words {
    Words {
        message: format!("{} is not one of the ratings", quoted(typed)),
        expected: Words::one_of(scale.names()),
        found: typed.to_owned(),
        help: match nearest {
            Some(name) => format!("Choose {name} from the list if that is meant, or else the rating that is."),
            None => "Choose the rating from the list in the cell.".to_owned(),
        },
    }
}

fn live_action(action: &LiveAction<'_>) -> Option<Live> {
    action.issued.monitored.then(|| live(Test::Unreadable(Field::Rating)))
}

fn live_indicator(indicator: &LiveIndicator<'_>) -> Option<Live> {
    indicator.is_rated().then(|| live(Test::Unreadable(Field::Rating).unless(Test::Reason)))
}

fn live(test: Test) -> Live {
    let heading = layout::sheet(&RETURN, SheetId::Actions).heading(Field::Rating);
    Live::new(Field::Rating, test, format!("{}: {heading}", Issued::CHECK_NOT_IN_LIST))
}
