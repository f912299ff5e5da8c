//! Two returns of one delivery plan that do not contradict each other.

use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A delivery plan must have one return for the period. Two in which no row is filled in differently are read as one: what
    /// each fills in counts, and what neither does is missing once.
    ///
    /// # Why it matters
    /// Two people have shared the work, and sent back what each of them filled in. Nothing is lost; but one of the two
    /// workbooks may be an older copy.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | |
    ///
    /// | Actions @2 | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | |
    /// | | 1.2 | Q4 | Green |
    ///
    /// # Accepted
    /// | Actions | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 2.1 | housing | Q4 | Green |
    ///
    /// # What to do
    /// See that both are meant to count; put away one that is not.
    "RET012", "return-in-parts", Warning, since "0.2.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (place, (code, _)) in view.set.plans.iter().enumerate() {
        let paths: Vec<&str> = view.set.files_of(place).filter_map(|file| view.path(file)).collect();
        let Some((main, others @ [_, ..])) = paths.split_first() else { continue };
        let name = view.plan_name(code);
        let words = Words {
            message: format!(
                "{} returns came from {name}, and no row is filled in differently; they are read as one",
                paths.len()
            ),
            expected: format!("one return from {name}"),
            found: paths.join(", "),
            help: "See that all of them are meant to count, and put away one that is not.".to_owned(),
        };
        out.push(Finding::at_file(&RULE, words).about(code).in_file(main).and_in(others.iter().copied()));
    }
}

#[cfg(test)]
mod tests {
    use crate::collection::HandedIn;
    use crate::trial::{cases, with_collection};

    #[test]
    fn what_each_fills_in_is_counted_from_where_it_stands_and_what_neither_does_is_missing_once() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |
            | | 1.2 | Q4 | |
            | | 1.3 | Q4 | |

            | Actions @2 | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |
            | | 1.2 | Q4 | Green |
            | | 1.3 | Q4 | |";
        with_collection(&cases(text)[0], |collection| {
            let tally = collection.tally();
            let from = |at: usize| tally.action_lines[at].received.unwrap().source.path.as_str();
            assert_eq!([from(0), from(1), from(2)], ["return-2.xlsx"; 3], "the fuller of the two, where both say the same");
            assert_eq!((tally.actions.overall.total, tally.actions.overall.not_rated), (2, 1));
            let statuses = collection.statuses();
            let HandedIn::Received(one) = &statuses[0].handed_in else { panic!("{:?}", statuses[0]) };
            assert_eq!((one.rows.complete, one.rows.issued, one.totals().error), (2, 3, 1));
            assert_eq!(statuses[0].not_counted.len(), 1);
        });
        let apart = text.replacen("| | 1.1 | Q4 | Green |", "| | 1.1 | Q4 | |", 1).replacen("| | 1.3 | Q4 | |", "| | 1.3 | Q4 | Green |", 1);
        with_collection(&cases(&apart)[0], |collection| {
            let tally = collection.tally();
            let from = |at: usize| tally.action_lines[at].received.unwrap().source.path.as_str();
            assert_eq!([from(0), from(1), from(2)], ["return-2.xlsx", "return-2.xlsx", "return-1.xlsx"]);
            assert!(!collection.provisional().is_provisional(), "{:?}", collection.provisional());
        });
    }
}
