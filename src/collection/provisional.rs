//! Why the figures of a period are provisional: what is missing, refused, wrong or not answered.

use std::collections::BTreeSet;

use crate::domain::{Kind, Severity};
use crate::returns::Receipt;
use crate::rules::Finding;
use crate::rules::across::{plan_row_not_issued, return_duplicated, return_missing};
use crate::rules::indicators::value_missing;
use crate::rules::ratings::rating_missing;
use crate::rules::workbook::nothing_filled_in;

use super::{Checked, Collection};

/// Why the figures of a period are provisional.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provisional {
    /// Codes of the delivery plans whose return is missing.
    pub missing: Vec<String>,
    /// Codes of the delivery plans with several different returns.
    pub duplicated: Vec<String>,
    /// Paths of files that were refused: unreadable, for another period, or of an unknown plan.
    pub rejected: Vec<String>,
    /// How many errors stand in the returns, beside those that say no more than the lists above.
    pub errors_in_returns: usize,
    /// How many errors stand in the plan workbook.
    pub errors_in_plan: usize,
    /// How many rows must be answered and are not, though no error says so: the plan turned the rule off or down.
    pub unanswered: usize,
    /// How many returns were issued without rows that the plan has now, though no error says so likewise.
    pub without_rows: usize,
}

/// The errors that stand, by where they are. That a return is missing or duplicated is no error of a workbook, and is
/// in none of them.
#[derive(Debug, Clone, Default)]
pub struct StandingErrors<'q> {
    /// Of files that are rejected as a whole.
    pub of_rejected: Vec<&'q Finding>,
    /// In the returns.
    pub in_returns: Vec<&'q Finding>,
    /// In the plan workbook.
    pub in_plan: Vec<&'q Finding>,
}

impl Provisional {
    /// Whether there is any reason.
    pub fn is_provisional(&self) -> bool {
        let lists = [&self.missing, &self.duplicated, &self.rejected];
        self.errors_in_returns > 0
            || self.errors_in_plan > 0
            || self.unanswered > 0
            || self.without_rows > 0
            || lists.iter().any(|list| !list.is_empty())
    }
}

impl Collection<'_> {
    /// Why the figures are provisional.
    pub fn provisional(&self) -> Provisional {
        let errors = self.standing_errors();
        let mut why = Provisional {
            errors_in_returns: errors.in_returns.len(),
            errors_in_plan: errors.in_plan.len(),
            without_rows: self.issued_without_rows(),
            unanswered: self.speaking().map(|(place, file)| self.unanswered_without_error(place, file)).sum(),
            ..Provisional::default()
        };
        for (code, standing) in &self.set.plans {
            match standing {
                Receipt::Missing => why.missing.push(code.clone()),
                Receipt::Duplicated(_) => why.duplicated.push(code.clone()),
                Receipt::NotExpected | Receipt::Received(_) => {}
            }
        }
        let rejected = self.files.iter().enumerate().filter(|(place, file)| self.is_rejected(*place, file));
        why.rejected.extend(rejected.map(|(_, file)| file.source.path.clone()));
        why
    }

    fn issued_without_rows(&self) -> usize {
        let said = self.across.iter().filter(|one| *one.rule == plan_row_not_issued::RULE && one.stands());
        said.filter(|one| one.severity != Severity::Error).count()
    }

    /// How many rows of a file must be answered and are not, where no error that stands says so.
    fn unanswered_without_error(&self, place: usize, file: &Checked) -> usize {
        let Some(rows) = self.unanswered.get(&place).filter(|_| !self.is_rejected(place, file)) else { return 0 };
        let errors = || file.findings.iter().filter(|one| one.stands() && one.severity == Severity::Error);
        if errors().any(|one| *one.rule == nothing_filled_in::RULE) {
            return 0;
        }
        let said: BTreeSet<(Kind, usize)> = errors()
            .filter(|one| [&rating_missing::RULE, &value_missing::RULE].contains(&one.rule))
            .filter_map(|one| one.subject?.row())
            .collect();
        rows.difference(&said).count()
    }

    /// The errors that stand, by where they are.
    pub fn standing_errors(&self) -> StandingErrors<'_> {
        let is_error = |finding: &&Finding| finding.stands() && finding.severity == Severity::Error;
        let mut errors =
            StandingErrors { in_plan: self.of_plan.iter().filter(is_error).collect(), ..StandingErrors::default() };
        for (place, file) in self.speaking() {
            let list = if self.is_rejected(place, file) { &mut errors.of_rejected } else { &mut errors.in_returns };
            list.extend(file.findings.iter().filter(is_error));
        }
        errors.in_returns.extend(self.across.iter().filter(is_error).filter(|finding| !self.is_of_standing(finding)));
        errors
    }

    /// Whether a finding across returns only says that a return is missing (RET001) or duplicated (RET002).
    pub(super) fn is_of_standing(&self, finding: &Finding) -> bool {
        let Some(code) = finding.reference.as_deref() else { return false };
        let standing = self.set.plans.iter().find(|(own, _)| own == code).map(|(_, standing)| standing);
        match standing {
            Some(Receipt::Missing) => *finding.rule == return_missing::RULE,
            Some(Receipt::Duplicated(_)) => *finding.rule == return_duplicated::RULE,
            Some(Receipt::NotExpected | Receipt::Received(_)) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, with_collection};

    /// How many rows are unanswered though no error says so, how many errors stand, and whether that is provisional.
    fn unanswered(policy: &str) -> (usize, usize, bool) {
        let text = format!(
            "| Actions | Ref | Deadline | Rating |
             |---|---|---|---|
             | | 1.1 | Q4 | |
             | | 1.2 | Q4 | Green |

             | Indicators | Ref | Target | Frequency | Value | Rating |
             |---|---|---|---|---|---|
             | | E1 | 90 | | | |
             | | E2 | 90 | Annual | | |
             | | E3 | 90 | | Awaited | |

             {policy}"
        );
        with_collection(&cases(&text)[0], |collection| {
            let why = collection.provisional();
            (why.unanswered, why.errors_in_returns, why.is_provisional())
        })
    }

    #[test]
    fn a_row_that_must_be_rated_keeps_figures_provisional_whatever_level_its_rule_has() {
        let levels = |level: &str| {
            format!("| Rules | Rule | Severity |\n|---|---|---|\n| | RAT001 | {level} |\n| | IND001 | {level} |")
        };
        assert_eq!(unanswered(""), (0, 2, true), "each is an error, and said once");
        for level in ["Off", "Note", "Warning"] {
            assert_eq!(unanswered(&levels(level)), (2, 0, true), "{level}");
        }
        assert_eq!(unanswered(&levels("Error")), (0, 2, true));
    }

    #[test]
    fn a_row_that_was_waived_withholds_nothing() {
        let waived = "| Waivers | Rule | Ref | Reason | Approved by |
            |---|---|---|---|---|
            | | RAT001 | 1.1 | Taken over in July | Head of Policy |
            | | IND001 | E1 | The source has ended | Head of Policy |";
        assert_eq!(unanswered(waived), (0, 0, false));
    }

    #[test]
    fn a_row_that_was_added_after_issue_keeps_figures_provisional_whatever_level_its_rule_has() {
        let why = |policy: &str| {
            let text = format!(
                "| Actions | Ref | Deadline | Rating |
                 |---|---|---|---|
                 | | 1.1 | Q4 | Green |

                 | Plan since | Do | Where | What |
                 |---|---|---|---|
                 | | copy row | Actions!1.1 | 1.2 |

                 {policy}"
            );
            with_collection(&cases(&text)[0], |collection| {
                let why = collection.provisional();
                (why.without_rows, why.errors_in_returns, why.is_provisional())
            })
        };
        assert_eq!(why(""), (0, 1, true));
        assert_eq!(why("| Rules | Rule | Severity |\n|---|---|---|\n| | RET007 | Note |"), (1, 0, true));
    }
}
