//! Commentary that says the opposite of the rating.

use crate::domain::{AgainstWord, Standing, find_all_against, key};
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// The commentary of an action must not speak against its rating. While the rating's standing is On track or Not
    /// started, the words are: will not, won't, cancelled, on hold, paused, withdrawn. While it is Behind or Off track and no
    /// revised deadline is given, they are the last three. Words count whole and in any case. Complete and closed
    /// actions are left alone, and so is a word that stands in the name of the rating itself, such as "On hold".
    ///
    /// Measured on 160 published texts: 4 raised, 4 of them right; 1 missed. They are the commentary of three councils'
    /// reports with the ratings printed beside it, judged by a reader, and stand in planroll's source under
    /// `tests/commentary`. The one that was missed says that the work "cannot commence". Other words (stopped, deferred,
    /// abandoned) are not seen, nor whose work it is that was cancelled.
    ///
    /// # Why it matters
    /// "On hold" printed beside Green is read aloud at the meeting. Often the rating was carried over from last time
    /// and only the commentary was written anew.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | The register won't be updated this year. |
    /// | | 1.2 | Q2 | Green | Consultation was cancelled. |
    /// | | 1.3 | Ongoing | Red | On hold until the grant is known. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | | The register is updated; holders were not affected. |
    /// | | 1.2 | Q2 | Amber | 31/12/2025 | Paused until the grant is known. |
    /// | | 1.3 | Ongoing | Red | | It will not start before the grant is known. |
    /// | | 1.4 | Q2 | Closed | | Withdrawn by members. |
    ///
    /// # What to do
    /// Choose the rating that the commentary describes. If the words are about something else, nothing is to be done.
    "RAT014", "words-against-rating", Warning, since "0.1.0",
    checks: [Check::Action(check)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let (Some(commentary), Some(rating)) = (action.row.commentary.given(), action.rating()) else { return };
    if !action.issued.may_be_rated() || !action.is_open() {
        return;
    }
    let only_stopped = match rating.standing {
        Standing::OnTrack | Standing::NotStarted => false,
        Standing::Behind | Standing::OffTrack if action.row.revised.blank_at().is_some() => true,
        Standing::Behind
        | Standing::OffTrack
        | Standing::Complete
        | Standing::Closed
        | Standing::Awaited
        | Standing::MonitorOnly => return,
    };
    let mut against = find_all_against(commentary).into_iter();
    // "On hold" is what the rating says itself, where it is called so.
    let is_own = |found: &str| key(&rating.name).contains(&key(found));
    let speaks = |(word, found): &(AgainstWord, String)| (!only_stopped || word.stops_work()) && !is_own(found);
    let Some((_, found)) = against.find(speaks) else { return };
    let without = if only_stopped { " without a revised deadline" } else { "" };
    let words = Words {
        message: format!("rated {}{without}, but the commentary says “{found}”", rating.name),
        expected: format!("commentary that goes with {}, or another rating", rating.name),
        found,
        help: "Choose the rating that the commentary describes; if the words are about something else, leave it."
            .to_owned(),
    };
    let finding = action.finding(&RULE, Field::Commentary, words);
    out.push(finding.map(|finding| finding.beside(action.row.rating.at, "rating")));
}
