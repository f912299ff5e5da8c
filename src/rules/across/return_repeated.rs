//! The same return again.

use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A return with the same entries as another for the same delivery plan and period is counted once, even where the
    /// two files differ in other ways. A marked copy that was filled in and sent back replaces the return that it was made
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
        let mut finding = Finding::at_file(&RULE, words).about(code);
        path.clone_into(&mut finding.path);
        out.push(finding);
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
        let mut finding = Finding::at_file(&RULE, words).about(code);
        path.clone_into(&mut finding.path);
        out.push(finding);
    }
}
