//! How far the returns of a period are: what came from each delivery plan, what is wrong with it, how much is done.
//!
//! What a reminder says and what a status shows must be the same, so both ask here. Nothing is worded, and
//! no day but the as-of day of the collection is known here.

use jiff::civil::Date;

use crate::domain::{Period, Severity, key};
use crate::plan::DeliveryPlan;
use crate::returns::{Receipt, Received, Rejection, Return};
use crate::rules::Finding;
use crate::rules::workbook::{nothing_filled_in, sign_off_missing};

use super::{Checked, Collection, Rows, Totals};

/// How one delivery plan stands.
#[derive(Debug)]
pub struct PlanStatus<'q> {
    /// The delivery plan.
    pub delivery_plan: &'q DeliveryPlan,
    /// What came from it.
    pub handed_in: HandedIn<'q>,
    /// Its files that do not count, since another says the same or stands for them; in the order of their paths.
    pub not_counted: Vec<UncountedFile<'q>>,
}

/// What came from a delivery plan.
#[derive(Debug)]
pub enum HandedIn<'q> {
    /// Nothing was issued to it, so nothing is expected.
    NothingIssued,
    /// No return came. All rows that the plan has for it are still to be done.
    Missing(Rows),
    /// One return counts.
    Received(FileStatus<'q>),
    /// Several different returns came, and none counts; in the order of their paths.
    Several(Vec<FileStatus<'q>>),
}

/// A return that was read, and how far it is.
#[derive(Debug)]
pub struct FileStatus<'q> {
    /// The file.
    pub file: &'q Checked,
    /// What was read of it.
    pub received: &'q Return,
    /// Everything found in the file, waived findings too, then what was found of it beside the other returns. That
    /// several different returns came (RET002) is said by [`HandedIn::Several`] and not once more here.
    pub findings: Vec<&'q Finding>,
    /// How many of its rows are complete. Also of a return that does not count, because another differs.
    pub rows: Rows,
}

/// A file that does not count, because another of the same delivery plan does.
#[derive(Debug, Clone, Copy)]
pub struct UncountedFile<'q> {
    /// The file.
    pub file: &'q Checked,
    /// Why it does not count.
    pub why: Uncounted,
    /// The file that counts.
    pub counted: &'q Checked,
}

/// Why a file does not count beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncounted {
    /// The other says the same.
    Repeated,
    /// The other was signed off later.
    Superseded,
    /// The other is its marked copy, filled in since.
    Replaced,
    /// The two are read as one.
    Part,
}

/// A file that is no return of this period.
#[derive(Debug, Clone, Copy)]
pub struct RejectedFile<'q> {
    /// The file.
    pub file: &'q Checked,
    /// Why.
    pub why: Rejected<'q>,
}

/// Why a file is no return of this period.
#[derive(Debug, Clone, Copy)]
pub enum Rejected<'q> {
    /// It cannot be read as a return.
    Unreadable(&'q Rejection),
    /// It is a return of a delivery plan that the plan workbook does not have.
    UnknownPlan {
        /// The code of the delivery plan.
        code: &'q str,
        /// Its period.
        period: Period,
    },
    /// It is a return for another period.
    OtherPeriod {
        /// The delivery plan.
        delivery_plan: &'q DeliveryPlan,
        /// Its period.
        period: Period,
    },
}

/// How many days are left until `due`, counted from `today`: 0 on the day itself, negative once it is past.
pub(crate) fn days_until(due: Date, today: Date) -> i32 {
    today.until(due).map(|span| span.get_days()).unwrap_or_default()
}

impl HandedIn<'_> {
    /// Whether a return is expected at all.
    pub fn is_expected(&self) -> bool {
        !matches!(self, Self::NothingIssued)
    }

    /// The returns that came and are looked at: one, or several that differ.
    #[cfg(feature = "cli")]
    pub(crate) fn files(&self) -> &[FileStatus<'_>] {
        match self {
            Self::Received(one) => std::slice::from_ref(one),
            Self::Several(files) => files,
            Self::NothingIssued | Self::Missing(_) => &[],
        }
    }

    /// Whether nothing is left to be asked for: one return, and no error stands in it.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::NothingIssued => true,
            Self::Missing(_) | Self::Several(_) => false,
            Self::Received(one) => one.errors().next().is_none(),
        }
    }
}

impl<'q> FileStatus<'q> {
    /// The errors that stand, in their order.
    pub fn errors(&self) -> impl Iterator<Item = &'q Finding> + '_ {
        self.findings.iter().copied().filter(|finding| finding.stands() && finding.severity == Severity::Error)
    }

    /// What stands and the service that sent it can put right.
    pub fn for_service(&self) -> impl Iterator<Item = &'q Finding> + '_ {
        self.findings.iter().copied().filter(|finding| finding.stands() && !finding.rule.officer_only)
    }

    /// Whether it came back as it went out (WBK021 stands).
    pub fn nothing_filled_in(&self) -> bool {
        self.findings.iter().any(|finding| finding.stands() && *finding.rule == nothing_filled_in::RULE)
    }

    /// Whether its sign-off lacks more than a post (WBK020 stands as an error).
    pub fn lacks_sign_off(&self) -> bool {
        self.errors().any(|finding| *finding.rule == sign_off_missing::RULE)
    }

    /// How many findings of each severity stand, and how many are waived.
    pub fn totals(&self) -> Totals {
        Totals::of(self.findings.iter().copied())
    }
}

impl Collection<'_> {
    /// How each delivery plan stands, in the plan's order, those to which nothing was issued too.
    pub fn statuses(&self) -> Vec<PlanStatus<'_>> {
        let each = self.plan.delivery_plans.iter().zip(&self.set.plans);
        each.map(|(delivery_plan, (_, standing))| {
            let handed_in = match standing {
                Receipt::NotExpected => HandedIn::NothingIssued,
                Receipt::Missing => HandedIn::Missing(self.rows_to_do(delivery_plan)),
                Receipt::Received(index) => match self.file_status(*index) {
                    Some(status) => HandedIn::Received(status),
                    None => HandedIn::Missing(self.rows_to_do(delivery_plan)),
                },
                Receipt::Duplicated(indices) => {
                    let mut files: Vec<_> = indices.iter().filter_map(|index| self.file_status(*index)).collect();
                    files.sort_by_key(|status| &status.file.source.path);
                    HandedIn::Several(files)
                }
            };
            PlanStatus { delivery_plan, handed_in, not_counted: self.not_counted_of(delivery_plan) }
        })
        .collect()
    }

    /// The files that are no return of this period, in the order of their paths.
    pub fn rejected(&self) -> Vec<RejectedFile<'_>> {
        let rejected = self.files.iter().enumerate().filter(|(place, file)| self.is_rejected(*place, file));
        rejected
            .filter_map(|(_, file)| {
                let why = match &file.received {
                    Received::Refused(refused) => Rejected::Unreadable(&refused.why),
                    Received::Read(received) => match self.plan.delivery_plan(&received.identity.plan_code) {
                        Some(delivery_plan) => Rejected::OtherPeriod { delivery_plan, period: received.period() },
                        None => Rejected::UnknownPlan { code: &received.identity.plan_code, period: received.period() },
                    },
                    Received::PassedOver(_) => return None,
                };
                Some(RejectedFile { file, why })
            })
            .collect()
    }

    /// The rows of a delivery plan from which nothing came.
    fn rows_to_do(&self, delivery_plan: &DeliveryPlan) -> Rows {
        let (actions, indicators) = self.plan.rows_of(&delivery_plan.code);
        Rows { complete: 0, issued: actions.len() + indicators.len() }
    }

    fn file_status(&self, index: usize) -> Option<FileStatus<'_>> {
        let file = self.file_of(index)?;
        let Received::Read(received) = &file.received else { return None };
        let mut findings: Vec<&Finding> = self.found_in(file).collect();
        let mut rows = Rows::of(received, &findings, self.as_of);
        for (part, _) in self.set.parts.iter().filter(|(_, main)| *main == index) {
            if let Some(part) = self.file_status(*part) {
                // Each has the rows that it speaks for.
                rows.complete += part.rows.complete;
                findings.extend(part.findings);
            }
        }
        Some(FileStatus { file, received, findings, rows })
    }

    /// What was found in a file, then what was found of it beside the other returns; not that several different returns
    /// came, which is said of their delivery plan.
    pub(crate) fn found_in<'c>(&'c self, file: &'c Checked) -> impl Iterator<Item = &'c Finding> {
        let of_it = |finding: &&Finding| finding.path == file.source.path && !self.is_of_standing(finding);
        file.findings.iter().chain(self.across.iter().filter(of_it))
    }

    fn not_counted_of(&self, delivery_plan: &DeliveryPlan) -> Vec<UncountedFile<'_>> {
        let set = &self.set;
        let why = [
            (&set.repeated, Uncounted::Repeated),
            (&set.superseded, Uncounted::Superseded),
            (&set.replaced, Uncounted::Replaced),
            (&set.parts, Uncounted::Part),
        ];
        let pairs = why.into_iter().flat_map(|(pairs, why)| pairs.iter().map(move |pair| (*pair, why)));
        let mut aside: Vec<UncountedFile<'_>> = pairs
            .filter_map(|((index, other), why)| {
                let (file, counted) = (self.file_of(index)?, self.file_of(other)?);
                let Received::Read(received) = &file.received else { return None };
                let is_of_it = key(&received.identity.plan_code) == key(&delivery_plan.code);
                is_of_it.then_some(UncountedFile { file, why, counted })
            })
            .collect();
        aside.sort_by_key(|one| &one.file.source.path);
        aside
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::trial::{cases, with_collection};

    const PLANS: &str = "
        | Delivery plans | Code | Delivery plan |
        |---|---|---|
        | | housing | Housing |
        | | leisure | Leisure |
        | | idle | Idle |
";

    /// What [`Collection::statuses`] says of a collection, a line for each delivery plan.
    fn said(text: &str) -> Vec<String> {
        with_collection(&cases(text)[0], |collection| {
            let of_file = |one: &FileStatus<'_>| {
                let totals = one.totals();
                format!(
                    "{} {}/{} {}e {}w",
                    one.file.source.path, one.rows.complete, one.rows.issued, totals.error, totals.warning
                )
            };
            let statuses = collection.statuses();
            let line = |status: &PlanStatus<'_>| {
                let came = match &status.handed_in {
                    HandedIn::NothingIssued => "nothing issued".to_owned(),
                    HandedIn::Missing(rows) => format!("missing {}/{}", rows.complete, rows.issued),
                    HandedIn::Received(one) => of_file(one),
                    HandedIn::Several(files) => files.iter().map(of_file).collect::<Vec<_>>().join(" | "),
                };
                let aside: Vec<_> = status.not_counted.iter().map(|one| format!(" ({:?})", one.why)).collect();
                format!("{}: {came}{}", status.delivery_plan.code, aside.concat())
            };
            statuses.iter().map(line).collect()
        })
    }

    #[test]
    fn each_delivery_plan_stands_by_what_came_from_it_and_none_is_left_out() {
        let text = format!(
            "{PLANS}
            | Settings | Setting | Value |
            |---|---|---|
            | | Without return | 2 |

            | Actions | Ref | Delivery plan | Deadline | Rating |
            |---|---|---|---|---|
            | | 1.1 | housing | Q4 | Green |
            | | 1.2 | housing | Q4 | |

            | Actions @2 | Ref | Delivery plan | Deadline | Rating |
            |---|---|---|---|---|
            | | 2.1 | leisure | Q4 | Green |"
        );
        assert_eq!(said(&text), ["housing: return-1.xlsx 1/2 1e 0w", "leisure: missing 0/1", "idle: nothing issued"]);
    }

    #[test]
    fn the_same_return_twice_counts_once_and_two_different_ones_are_each_looked_at() {
        let twice = |second: &str| {
            format!(
                "{PLANS}
                | Actions | Ref | Delivery plan | Deadline | Rating |
                |---|---|---|---|---|
                | | 1.1 | housing | Q4 | Green |

                | Actions @2 | Ref | Delivery plan | Deadline | Rating |
                |---|---|---|---|---|
                | | 1.1 | housing | Q4 | {second} |"
            )
        };
        assert_eq!(said(&twice("Green"))[0], "housing: return-1.xlsx 1/1 0e 0w (Repeated)");
        let different = said(&twice("Purple"));
        assert_eq!(different[0], "housing: return-1.xlsx 1/1 0e 0w | return-2.xlsx 0/1 1e 0w");
    }

    #[test]
    fn a_waived_error_leaves_nothing_to_ask_for() {
        let text = "
            | Waivers | Rule | Ref | Reason | Approved by |
            |---|---|---|---|---|
            | | RAT002 | 1.1 | Known | Head of Policy |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Purple |";
        for (text, settled) in [(text.to_owned(), true), (text.replace("RAT002", "RAT001"), false)] {
            with_collection(&cases(&text)[0], |collection| {
                assert_eq!(collection.statuses()[0].handed_in.is_settled(), settled);
            });
        }
    }

    #[test]
    fn a_file_that_is_none_is_rejected_and_of_no_delivery_plan() {
        let text = "
            | File | Kind |
            |---|---|
            | | csv |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |";
        with_collection(&cases(text)[0], |collection| {
            let rejected = collection.rejected();
            assert_eq!(rejected.len(), 1);
            assert_eq!(rejected[0].file.source.path, "file-0.xlsx");
            assert!(matches!(rejected[0].why, Rejected::Unreadable(Rejection::Workbook(_))));
            assert!(collection.statuses()[0].handed_in.is_settled());
        });
    }

    #[test]
    fn days_are_counted_to_the_day_and_past_it() {
        let due = date(2025, 7, 11);
        let days = |day| days_until(due, day);
        assert_eq!((days(date(2025, 7, 4)), days(due), days(date(2025, 9, 1))), (7, 0, -52));
    }
}
