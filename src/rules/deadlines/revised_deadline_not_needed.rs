//! A revised deadline for something that is done.

use crate::domain::{print_day, read_date};
use crate::layout::Field;
use crate::plan::Issued;
use crate::rules::live::{Live, LiveAction, LiveCheck, Test};
use crate::rules::{ActionView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A complete action needs no revised deadline. An action is complete by its rating or, where the scheme has no
    /// such rating, by its completed date. Closed actions may have one, for they may be rescheduled, and a revised
    /// deadline that the return was issued with may stay.
    ///
    /// # Why it matters
    /// The two entries tell two stories: either the action is done, or part of it is still to come. The report can
    /// print only one of them.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 20/06/2025 | 31/12/2025 |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Complete | 20/06/2025 | | |
    /// | | 1.2 | Q2 | Closed | | 31/12/2025 | Deferred until the survey is done. |
    ///
    /// # What to do
    /// Clear the revised deadline or, if part of the action is still to be done, rate it as behind.
    "DLN005", "revised-deadline-not-needed", Warning, since "0.1.0",
    checks: [Check::Action(check)],
    live: [LiveCheck::Action(live)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some((at, revised)) = action.row.revised.given_at() else { return };
    if !action.issued.monitored || action.is_complete() != Some(true) || action.is_revised_as_issued() {
        return;
    }
    let words = Words {
        message: format!("complete, but a revised deadline of {} is given", print_day(revised.day)),
        expected: "no revised deadline".to_owned(),
        found: print_day(revised.day),
        help: "Clear the revised deadline or, if part of it is still to be done, rate it as behind.".to_owned(),
    };
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.rating.at, "rating")
            .beside(action.row.completed.given_at().map(|(at, _)| at), "completed date"),
    );
}

fn live(action: &LiveAction<'_>) -> Option<Live> {
    let given = Test::Given(Field::RevisedDeadline).and(action.complete());
    let carried = action.issued.revised_deadline.as_deref();
    let carried = carried.and_then(|carried| read_date(carried, &action.file.stamp.period).ok());
    let test = match carried {
        Some(carried) => given.unless(Test::On(Field::RevisedDeadline, carried.day)),
        None => given,
    };
    action.issued.monitored.then(|| Live::new(Field::RevisedDeadline, test, Issued::CHECK_NOT_NEEDED))
}

#[cfg(test)]
mod tests {
    use crate::returns::Received;
    use crate::rules::{Policy, Request, check_return};
    use crate::trial::{cases, with_quarter};

    #[test]
    fn a_revised_deadline_that_was_carried_forward_may_stay() {
        let case = &cases(
            "| Actions | Ref | Deadline | Rating | Completed date | Revised deadline |
             |---|---|---|---|---|---|
             | | 1.1 | Q2 | Complete | 20/06/2025 | 31/12/2025 |",
        )[0];
        let raised = |carried: Option<&str>| {
            with_quarter(case, |quarter| {
                let Received::Read(mut one) = quarter.files[0].received.clone() else { panic!("not read") };
                one.issued.actions[0].revised_deadline = carried.map(Into::into);
                check_return(&one, &Request::default(), &Policy::default()).len()
            })
        };
        assert_eq!(raised(None), 1);
        assert_eq!(raised(Some("31 Dec 2025")), 0);
        assert_eq!(raised(Some("30 Nov 2025")), 1);
    }
}
