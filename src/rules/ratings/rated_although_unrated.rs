//! A rating on a row that takes none.

use crate::domain::{Rated, Standing};
use crate::returns::{Entry, Slot, Unreadable};
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, IndicatorView, Words, quoted};

rule! {
    /// # What it checks
    /// A row that is not rated has no rating but its own. Actions and indicators for information only are not counted.
    /// Indicators that are only monitored are counted as monitor only; those that are not due, or have a reason
    /// instead of a value, as awaited. Typing the word for that is no fault. An action that is only the heading of its
    /// milestones (Milestones: Milestones only) has no rating of its own.
    ///
    /// # Why it matters
    /// Whoever typed the rating expects to see it in the report, and it will not be there. Either the row should be
    /// rated, which is for the plan to say, or the rating is on the wrong row.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Monitored | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | No | Green |
    /// | | 1.2 | Q2 | No | n/a |
    ///
    /// | Indicators | Ref | Target | Rated | Frequency | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | Monitor only | | 92% | Green |
    /// | | E2 | 90 | Yes | Annual | | Awaiting |
    /// | | E3 | 90 | Yes | | Not available | Green |
    /// | | E4 | | Information only | | 92% | Green |
    ///
    /// The heading of its milestones:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Milestones | Milestones only |
    ///
    /// | Actions | Ref | Parent | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | | Q4 | Green |
    /// | | 1.1a | 1.1 | Q4 | Green |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Monitored | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | No | | With partners. |
    /// | | 1.2 | Q2 | Yes | Green | |
    ///
    /// | Indicators | Ref | Target | Rated | Frequency | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | Monitor only | | 92% | Monitor only |
    /// | | E2 | 90 | Yes | Annual | | Awaited |
    /// | | E3 | 90 | Yes | | Not available | Awaited |
    /// | | E4 | | Information only | | 92% | |
    ///
    /// # What to do
    /// Clear the rating. If the row should be rated, tell whoever sent the return.
    "RAT013", "rated-although-unrated", Warning, since "0.1.0",
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    if action.issued.may_be_rated() || !is_typed(&action.row.rating) {
        return;
    }
    if action.standing() == Some(Standing::MonitorOnly) {
        return;
    }
    let cause = if action.issued.monitored {
        "it is the heading of its milestones, which are rated and counted in its place"
    } else {
        "it is for information only and is not counted"
    };
    let words = words(&action.row.rating.typed, cause, None);
    out.push(action.finding(&RULE, Field::Rating, words));
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    if !is_typed(&indicator.row.rating) {
        return;
    }
    let Some(own) = indicator.own_standing() else { return };
    if indicator.rating().is_some_and(|rating| rating.standing == own) {
        return;
    }
    let counts = indicator.issued.rated != Rated::InformationOnly;
    let own = indicator.file.issued.own_rating(own).filter(|_| counts).map(|rating| rating.name.as_str());
    let cause = match (indicator.issued.rated, indicator.reason()) {
        (Rated::InformationOnly, _) if indicator.issued.heading => {
            "it is the heading of the indicators below it and is not counted".to_owned()
        }
        (Rated::InformationOnly, _) => "it is for information only and is not counted".to_owned(),
        (Rated::MonitorOnly, _) => "it is only monitored".to_owned(),
        (Rated::Yes, Some(reason)) => format!("its value is “{}”", reason.word()),
        (Rated::Yes, None) => "no value is due this period".to_owned(),
    };
    let cause = match own {
        Some(own) => format!("{cause}, and it is counted as {own}"),
        None if counts => format!("{cause}, and it is counted as not rated"),
        None => cause,
    };
    let words = words(&indicator.row.rating.typed, &cause, own);
    let finding = indicator.finding(&RULE, Field::Rating, words);
    out.push(finding.map(|finding| finding.beside(indicator.row.value.given_at().map(|(at, _)| at), "value")));
}

/// Whether something was typed as a rating, known or not. Error values and empty formulas are for the CEL rules.
fn is_typed<T>(rating: &Slot<T>) -> bool {
    match &rating.entry {
        Entry::Given(_) => true,
        Entry::Blank => false,
        Entry::Unreadable(why) => matches!(**why, Unreadable::Rating { .. }),
    }
}

fn words(typed: &str, cause: &str, own: Option<&str>) -> Words {
    Words {
        message: format!("rated {}, but {cause}", quoted(typed)),
        expected: own.map_or_else(|| "no rating".to_owned(), |own| format!("no rating, or {own}")),
        found: typed.to_owned(),
        help: "Give no rating (clear the cell) or, if the row should be rated, tell whoever sent the return.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings, listed};

    fn codes(text: &str) -> Vec<&'static str> {
        let cases = cases(text);
        let found = findings(&cases[0], "RAT");
        let codes: Vec<&str> = found.iter().map(|finding| finding.rule.code).collect();
        assert!(cases.len() == 1, "{}", listed(&found));
        codes
    }

    #[test]
    fn an_action_for_information_raises_nothing_else_whatever_is_typed() {
        let found = codes(
            "| Actions | Ref | Deadline | Monitored | Rating | Completed date | Revised deadline | Commentary |
             |---|---|---|---|---|---|---|---|
             | | 1.1 | May 2025 | No | Green | 02/07/2025 | 1 May 2025 | Will not start before October 2025. |
             | | 1.2 | May 2025 | No | Amber | | 1 June 2025 | |
             | | 1.3 | May 2025 | No | Complete | 20/06/2025 | 31 December 2025 | |
             | | 1.4 | May 2025 | No | Complete | | | |
             | | 1.5 | May 2025 | No | Closed | | | |
             | | 1.6 | May 2025 | No | | 20/06/2025 | 31 December 2025 | |",
        );
        assert_eq!(found, ["RAT013"; 5]);
    }

    #[test]
    fn an_unrated_indicator_is_asked_for_nothing() {
        let found = codes(
            "| Indicators | Ref | Target | Rated | Frequency | Value | Rating |
             |---|---|---|---|---|---|---|
             | | E1 | 90 | Monitor only | | | Red |
             | | E2 | 90 | Yes | Annual | | Red |
             | | E3 | 90 | Yes | | Awaited | Redd |",
        );
        assert_eq!(found, ["RAT013"; 3]);
    }
}
