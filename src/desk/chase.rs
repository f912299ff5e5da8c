//! Whom a reminder goes to, and what goes with it.

use crate::collection::{Checked, FileStatus, HandedIn, NotLookedAt, PlanStatus};
use crate::domain::Severity;
use crate::issue::issue;
use crate::mail::{About, Enclosure, no_address};
use crate::plan::DeliveryPlan;
use crate::report::{counted, plain};

use super::error::Error;
use super::issue::ToIssue;

/// What is to be said to one delivery plan.
#[derive(Debug)]
pub struct Chased<'q> {
    /// The delivery plan.
    pub plan: &'q DeliveryPlan,
    /// Why it gets a draft, or none.
    pub why: Why<'q>,
    /// Its return as it was issued.
    pub return_of_it: Option<&'q ToIssue>,
    /// What was not looked at and seems to be its answer, by its name.
    pub not_looked_at: Vec<&'q NotLookedAt>,
}

/// Why a delivery plan gets a draft, or none.
#[derive(Debug)]
pub enum Why<'q> {
    /// It gets one: its return is missing.
    Missing,
    /// It gets one: its return has this many errors.
    Wrong {
        /// The return.
        file: &'q FileStatus<'q>,
        /// How many errors stand in it.
        errors: usize,
    },
    /// It gets none, for this reason.
    LeftOut(String),
}

/// What is to be said to each delivery plan, in the plan's order. `all` are the plan's returns, `unread` what lay among
/// those that came and was not looked at.
pub fn chased<'q>(statuses: &'q [PlanStatus<'q>], all: &'q [ToIssue], unread: &[&'q NotLookedAt]) -> Vec<Chased<'q>> {
    let chased = statuses.iter().map(|status| {
        let plan = status.delivery_plan;
        let return_of_it = all.iter().find(|one| one.issued.stamp.plan_code == plan.code);
        let stem = return_of_it.map(|one| one.stem.as_str());
        let not_looked_at = unread.iter().copied().filter(|one| is_of(&one.path, stem, &plan.code)).collect();
        Chased { plan, why: why(status), return_of_it, not_looked_at }
    });
    chased.collect()
}

/// Whether a file seems to be of a delivery plan: its name begins with that of its return, or has its code as a word.
fn is_of(path: &str, stem: Option<&str>, code: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let code = code.to_lowercase();
    let is_apart = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    let has_code = name.match_indices(&code).any(|(at, found)| {
        let (before, after) = (name.get(..at), name.get(at + found.len()..));
        is_apart(before.and_then(|text| text.chars().last())) && is_apart(after.and_then(|text| text.chars().next()))
    });
    stem.is_some_and(|stem| name.starts_with(&stem.to_lowercase())) || (!code.is_empty() && has_code)
}

fn why<'q>(status: &'q PlanStatus<'q>) -> Why<'q> {
    match &status.handed_in {
        HandedIn::NothingIssued => Why::LeftOut("nothing was issued to it".to_owned()),
        _ if status.delivery_plan.email.is_empty() => Why::LeftOut(no_address()),
        HandedIn::Missing(_) => Why::Missing,
        HandedIn::Several(files) => {
            let paths: Vec<String> = files.iter().map(|one| plain(&one.file.source.path)).collect();
            Why::LeftOut(format!("{} different returns came: {}; settle which counts", files.len(), paths.join(", ")))
        }
        HandedIn::Received(file) => {
            match (file.for_service().filter(|one| one.severity == Severity::Error).count(), file.totals().error) {
                (0, 0) => Why::LeftOut("received, no errors".to_owned()),
                (0, errors) => Why::LeftOut(for_officer(file, errors)),
                (errors, _) => Why::Wrong { file, errors },
            }
        }
    }
}

/// Why nothing is asked of a service in whose return so many errors stand.
fn for_officer(file: &FileStatus<'_>, errors: usize) -> String {
    let mut codes: Vec<&str> = file.errors().map(|finding| finding.rule.code).collect();
    codes.dedup();
    let (are, them) = if errors == 1 { ("is", "it") } else { ("are", "them") };
    let counted = counted(errors, "error");
    format!("received; {counted} ({}) {are} yours to settle, the service cannot put {them} right", codes.join(", "))
}

impl<'q> Chased<'q> {
    /// What goes with the draft: the return again, or its marked copy, which `mark` makes where there can be one. Without
    /// it the findings in words are all there is.
    ///
    /// # Errors
    /// Where the return cannot be put together, or `mark` fails.
    pub fn enclose<E: From<Error>>(
        &self,
        mark: impl FnOnce(&Checked) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Option<Enclosure<'q>>, E> {
        let Some(ToIssue { issued, stem }) = self.return_of_it else { return Ok(None) };
        let (about, workbook) = match &self.why {
            Why::LeftOut(_) => return Ok(None),
            Why::Missing => (About::Missing, Some((format!("{stem}.xlsx"), issue(issued).map_err(Error::from)?))),
            Why::Wrong { file, .. } => {
                let marked = mark(file.file)?.map(|bytes| (format!("{stem}.checked.xlsx"), bytes));
                (About::Wrong(file.for_service().cloned().collect()), marked)
            }
        };
        Ok(Some(Enclosure { plan: self.plan, issued, about, stem: stem.clone(), workbook }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_plan_whose_return_it_is_named_after_or_whose_code_is_a_word_of_its_name() {
        let is_of = |name: &str, code: &str| is_of(&format!("in/{name}"), Some("housing-and-homes-2025-26-q1"), code);
        for name in ["housing-and-homes-2025-26-q1 (1).pdf", "RE: HS1 return.msg", "hs1.zip", "(HS1).csv"] {
            assert!(is_of(name, "HS1"), "{name}");
        }
        for name in ["housing.pdf", "hs12.zip", "ths1.zip", "notes.txt"] {
            assert!(!is_of(name, "HS1"), "{name}");
        }
        assert!(!is_of("notes.txt", ""));
    }
}
