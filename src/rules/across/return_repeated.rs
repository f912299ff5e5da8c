//! The same return again.

use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A return with the same entries as another for the same delivery plan and period, and nothing else typed in it, is
    /// counted once, even where the two files differ in other ways. A marked copy that was filled in and sent back replaces the return that it was made
    /// from.
    ///
    /// # Why it matters
    /// Nothing is wrong with the figures; but somebody may have sent the old copy in place of a corrected one.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
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
    /// Nothing, unless a corrected return was expected.
    "RET003", "return-repeated", Note, since "0.1.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (file, counted) in &view.set.repeated {
        let (Some(path), Some(other)) = (view.path(*file), view.path(*counted)) else { continue };
        let Some(code) = view.returns.get(*file).map(|received| received.identity.plan_code.as_str()) else { continue };
        let words = Words {
            message: format!("the same entries as in {other}; they are counted once"),
            expected: format!("one return from {}", view.plan_name(code)),
            found: other.to_owned(),
            help: "Nothing, unless a corrected return was expected.".to_owned(),
        };
        out.push(Finding::at_file(&RULE, words).about(code).in_file(path).and_in([other]));
    }
    for (file, copy) in &view.set.replaced {
        let (Some(path), Some(other)) = (view.path(*file), view.path(*copy)) else { continue };
        let Some(code) = view.returns.get(*file).map(|received| received.identity.plan_code.as_str()) else { continue };
        let words = Words {
            message: format!("{other} is its marked copy, filled in since, and is counted in its place"),
            expected: format!("one return from {}", view.plan_name(code)),
            found: other.to_owned(),
            help: "Nothing: the marked copy was made with everything that stands in this one.".to_owned(),
        };
        out.push(Finding::at_file(&RULE, words).about(code).in_file(path).and_in([other]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::returns::{Entry, Marked, Receipt, Return, gather};
    use crate::rules::Request;
    use crate::trial::{cases, with_return};

    const CASE: &str = "
        | Actions | Ref | Deadline | Rating |
        |---|---|---|---|
        | | 1.1 | Q4 | Green |";

    /// A return, and the same again as files made from those before it; each filled in or not.
    fn chain(copies: &[bool], look: impl Fn(&Plan, &[&Return])) {
        with_return(&cases(CASE)[0], |_, source, _, Request { plan, .. }| {
            let mut all = vec![source.clone()];
            for (number, filled_in) in copies.iter().enumerate() {
                let mut copy = source.clone();
                let sources = all.iter().map(|one| one.source.sha256.clone()).collect();
                copy.marked = Some(Marked { sources, filled_in: *filled_in });
                copy.source.sha256 = number.to_string();
                copy.source.path = format!("copy-{number}.xlsx");
                // What a copy adds to its source.
                if let Some(row) = copy.actions.as_mut().and_then(|part| part.rows.first_mut()) {
                    row.entries.commentary.typed = format!("more {number}").into();
                    row.entries.commentary.entry = Entry::Given(format!("more {number}").into());
                }
                all.push(copy);
            }
            look(plan.unwrap(), &all.iter().collect::<Vec<_>>());
        });
    }

    #[test]
    fn a_copy_that_was_filled_in_stands_for_all_it_was_made_from() {
        chain(&[true, true], |plan, returns| {
            let set = gather(plan, returns, false);
            assert_eq!(set.replaced, [(0, 2), (1, 2)]);
            assert_eq!(set.plans[0].1, Receipt::Received(2));
            let mut out = Findings::default();
            let as_of = plan.period.last_day();
            let findings = vec![[].as_slice(); returns.len()];
            let view = AcrossView { plan, returns, set: &set, findings: &findings, plan_path: "plan.xlsx", as_of };
            check(&view, &mut out);
            let found = out.into_vec();
            assert_eq!(found.len(), 2);
            assert!(found[0].path == "return-1.xlsx" && found[0].words.message.starts_with("copy-1.xlsx"));
        });
    }

    #[test]
    fn a_copy_that_was_not_filled_in_never_stands_for_its_source() {
        chain(&[false], |plan, returns| {
            let set = gather(plan, returns, false);
            assert!(set.replaced.is_empty());
            assert_eq!((set.repeated, set.plans[0].1.clone()), (vec![(1, 0)], Receipt::Received(0)));
        });
    }

    #[test]
    fn two_copies_filled_in_differently_are_two_returns() {
        chain(&[true], |plan, returns| {
            let mut other = returns[1].clone();
            other.source.sha256 = "other".to_owned();
            let entries = &mut other.actions.as_mut().unwrap().rows[0].entries;
            entries.commentary.typed = "otherwise".into();
            entries.commentary.entry = Entry::Given("otherwise".into());
            let set = gather(plan, &[returns[0], returns[1], &other], false);
            assert_eq!(set.plans[0].1, Receipt::Duplicated(vec![1, 2]));
        });
    }
}
