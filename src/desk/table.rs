//! What returns are checked against, and the jobs that are done with it.

use jiff::civil::Date;

use crate::collection::{Checked, Collection, Options};
use crate::domain::Period;
use crate::grid::Legacy;
use crate::plan::Plan;
use crate::previous::{ByHand, History, Previous};
use crate::report::{CheckReport, FileReport};
use crate::returns::Received;
use crate::rules::{Finding, Policy, Request, check_earlier};

use super::corrections::read_corrections;
use super::earlier::not_earlier;
use super::error::Error;
use super::issue::{Announced, IssuedAgain, ToIssue, again, announce, codes_of, returns_of};
use super::mark::{NotMarked, markable, marked_copy};
use super::plan_workbook::PlanWorkbook;
use super::returns::{Opened, check_opened, open};

/// What the returns of a period are checked against: the plan workbook, earlier periods, and the day.
#[derive(Debug, Default)]
pub struct Desk {
    plan: Option<PlanWorkbook>,
    period: Option<Period>,
    history: Option<History>,
    by_hand: Option<ByHand>,
    as_of: Option<Date>,
}

impl Desk {
    /// A desk with a plan workbook. `as_of` is the day as of which deadlines have passed; else the period's last day.
    ///
    /// # Errors
    /// [`Error::NotThePlan`] where it is another workbook; [`Error::PlanUnusable`] where it is too incomplete to go on with.
    pub fn new(plan: PlanWorkbook, as_of: Option<Date>) -> Result<Self, Error> {
        if let Some(what) = plan.instead {
            return Err(Error::NotThePlan { path: plan.source.path, what });
        }
        let Some(period) = plan.plan.as_ref().map(|plan| plan.period) else {
            return Err(Error::PlanUnusable { path: plan.source.path });
        };
        Ok(Self { plan: Some(plan), period: Some(period), history: None, by_hand: None, as_of })
    }

    /// A desk without a plan workbook: a return is checked against what it carries of the plan. `period` is the one that
    /// returns must be for, where it is known.
    pub fn without_plan(period: Option<Period>, as_of: Option<Date>) -> Self {
        Self { period, as_of, ..Self::default() }
    }

    /// Lays the consolidated workbooks of earlier periods beside it, to compare with and to carry forward from.
    ///
    /// # Errors
    /// [`Error::EarlierTwice`] where two are of one period.
    pub fn with_earlier(mut self, workbooks: Vec<Previous>) -> Result<Self, Error> {
        if !workbooks.is_empty() {
            let history = History::new(workbooks);
            self.history = Some(
                history.map_err(|same| Error::EarlierTwice { period: same.period.to_string(), paths: same.paths })?,
            );
        }
        Ok(self)
    }

    /// Reads what was done by hand in the consolidated workbook of this plan and period: corrections, other wordings for the
    /// report, and whatever else was changed in it. `name` is what findings call it.
    ///
    /// # Errors
    /// [`Error::NotItsWorkbook`] where it is another; [`Error::NoPlan`].
    pub fn read_corrections(&self, name: &str, bytes: &[u8]) -> Result<ByHand, Error> {
        read_corrections(name, bytes, self.plan()?)
    }

    /// Lays those corrections beside it, to be carried into the workbook that is made now.
    #[must_use]
    pub fn with_corrections(mut self, by_hand: ByHand) -> Self {
        self.by_hand = Some(by_hand);
        self
    }

    /// What was done by hand in the consolidated workbook of this period, where one was laid beside.
    pub fn by_hand(&self) -> Option<&ByHand> {
        self.by_hand.as_ref()
    }

    /// The plan workbook, where there is one.
    pub fn plan_workbook(&self) -> Option<&PlanWorkbook> {
        self.plan.as_ref()
    }

    /// The plan.
    ///
    /// # Errors
    /// [`Error::NoPlan`] where there is none.
    pub fn plan(&self) -> Result<&Plan, Error> {
        self.plan.as_ref().and_then(|workbook| workbook.plan.as_ref()).ok_or(Error::NoPlan)
    }

    /// The period that returns must be for, where it is known.
    pub fn period(&self) -> Option<Period> {
        self.period
    }

    /// The workbooks of earlier periods, the oldest first.
    pub fn earlier(&self) -> &[Previous] {
        self.history.as_ref().map(History::workbooks).unwrap_or_default()
    }

    fn policy(&self) -> Option<&Policy> {
        self.plan.as_ref().map(|workbook| &workbook.policy)
    }

    fn request(&self) -> Request<'_> {
        let plan = self.plan.as_ref().and_then(|workbook| workbook.plan.as_ref());
        Request { plan, period: self.period, as_of: self.as_of, previous: self.history.as_ref() }
    }

    /// Reads and checks one file, a return or not.
    pub fn check(&self, path: &str, bytes: &[u8], legacy: Legacy<'_>) -> Checked {
        self.check_opened(open(path, bytes, legacy), false)
    }

    /// Checks a file that was opened. `snippets` keeps the rows of findings, for reports that show them.
    pub fn check_opened(&self, opened: Opened, snippets: bool) -> Checked {
        check_opened(opened, &self.request(), self.policy(), snippets)
    }

    /// Fails where no return that was read is of a period after that of any earlier workbook: then none was looked at.
    ///
    /// # Errors
    /// [`Error::NotEarlier`].
    pub fn refuse_if_not_earlier(&self, checked: &[Checked]) -> Result<(), Error> {
        let periods = || periods(checked);
        match (&self.history, self.earlier().first(), periods().next()) {
            (Some(history), Some(oldest), Some(first)) if periods().all(|one| history.before(one).next().is_none()) => {
                Err(not_earlier(oldest, first))
            }
            _ => Ok(()),
        }
    }

    /// What of the earlier workbooks can be neither compared nor carried forward.
    pub fn check_earlier(&self) -> Vec<Finding> {
        let (plan, default) = (self.request().plan, Policy::default());
        let policy = self.policy().unwrap_or(&default);
        self.history.as_ref().map(|history| check_earlier(history, plan, policy)).unwrap_or_default()
    }

    /// The reports of the earlier workbooks of which something is wrong: `findings` are about them, and may be about
    /// others too.
    pub fn reports_of_earlier<'d>(&'d self, findings: &'d [Finding]) -> Vec<FileReport<'d>> {
        let report = |one: &'d Previous| {
            let is_of_it = |finding: &Finding| finding.path == one.source.path;
            let first = findings.iter().position(is_of_it)?;
            let from = findings.get(first..)?;
            let count = from.iter().take_while(|finding| is_of_it(finding)).count();
            Some(FileReport {
                path: &one.source.path,
                sha256: &one.source.sha256,
                plan: None,
                period: Some(one.period.to_string()),
                actions: one.action_count(),
                indicators: one.indicator_count(),
                findings: from.get(..count)?,
            })
        };
        self.earlier().iter().filter_map(report).collect()
    }

    /// The report of files that were checked, and of the earlier workbooks with `of_earlier` found in them.
    pub fn report<'d>(&'d self, checked: &'d [Checked], of_earlier: &'d [Finding]) -> CheckReport<'d> {
        let files = checked.iter().filter_map(FileReport::of).chain(self.reports_of_earlier(of_earlier)).collect();
        let mut days = periods(checked).map(|period| period.last_day());
        let agreed = || days.next().filter(|first| days.all(|day| day == *first));
        let as_of = self.as_of.or_else(|| self.period.map(|period| period.last_day())).or_else(agreed);
        CheckReport { as_of, files, ..CheckReport::default() }
    }

    /// The report of files that were put together with their plan: of each that speaks for itself, of the earlier workbooks,
    /// and of what was found across the returns. That a return is missing is for [`Desk::collect`] to say.
    pub fn report_of<'d>(&'d self, collection: &'d Collection<'_>) -> CheckReport<'d> {
        let files = collection.speaking().filter_map(|(_, file)| FileReport::of(file));
        let files = files.chain(self.reports_of_earlier(&collection.across)).collect();
        let across = collection.across_returns().chain(collection.of_by_hand()).collect();
        CheckReport { as_of: Some(collection.as_of), files, across, not_looked_at: collection.not_looked_at.clone() }
    }

    /// Says why a file can have no marked copy, before its bytes are read again.
    ///
    /// # Errors
    /// [`NotMarked`].
    pub fn can_be_marked(file: &Checked) -> Result<(), NotMarked> {
        markable(file).map(|_| ())
    }

    /// The marked copy of a file that was checked, from its bytes: the service's own workbook with what to put right.
    ///
    /// # Errors
    /// [`NotMarked`].
    pub fn mark(&self, file: &Checked, bytes: &[u8], legacy: Legacy<'_>) -> Result<Vec<u8>, NotMarked> {
        marked_copy(file, bytes, &self.request(), self.policy(), legacy)
    }

    /// Every return of the plan as it is issued, in the plan's order.
    ///
    /// # Errors
    /// [`Error::NoPlan`].
    pub fn returns(&self) -> Result<Vec<ToIssue>, Error> {
        Ok(returns_of(self.plan()?, self.history.as_ref()))
    }

    /// The returns of the delivery plans with these codes; of all where there is none.
    ///
    /// # Errors
    /// [`Error::NoSuchPlan`] and [`Error::NothingToIssue`]; [`Error::NoPlan`].
    pub fn returns_for(&self, only: &[String]) -> Result<Vec<ToIssue>, Error> {
        let plan = self.plan()?;
        let codes = codes_of(plan, only)?;
        let mut wanted = self.returns()?;
        wanted.retain(|one| codes.contains(&one.issued.stamp.plan_code));
        if wanted.is_empty() {
            return Err(Error::NothingToIssue { period: plan.period.to_string(), codes });
        }
        Ok(wanted)
    }

    /// Tells what the returns of the plan are, before they are issued.
    ///
    /// # Errors
    /// [`Error::NoPlan`].
    pub fn announce(&self, returns: &[ToIssue]) -> Result<Announced, Error> {
        Ok(announce(self.plan()?, returns))
    }

    /// Issues a return of this plan again, with what was filled in in the file at `path`. Without earlier workbooks what it
    /// was carried forward stays as it came.
    ///
    /// # Errors
    /// [`Error::NotThatReturn`] where the file is not the return of that delivery plan and period; [`Error::Workbook`];
    /// [`Error::NoPlan`].
    pub fn issue_again(
        &self,
        to_issue: &mut ToIssue,
        path: &str,
        bytes: &[u8],
        legacy: Legacy<'_>,
    ) -> Result<IssuedAgain, Error> {
        again(to_issue, (path, bytes), self.plan()?, self.history.is_some(), legacy)
    }

    /// The files of the period together with their plan: how each delivery plan stands, and what may be consolidated.
    /// Of two different returns for one delivery plan, `take_newest` takes the one signed off later; else neither counts.
    ///
    /// # Errors
    /// [`Error::NoPlan`].
    pub fn collect(&self, checked: Vec<Checked>, take_newest: bool) -> Result<Collection<'_>, Error> {
        let workbook = self.plan.as_ref().ok_or(Error::NoPlan)?;
        let (previous, plan_path) = (self.history.as_ref(), workbook.source.path.as_str());
        let by_hand = self.by_hand.as_ref();
        let options = Options { as_of: self.as_of, take_newest, previous, by_hand, plan_path };
        let findings = workbook.findings.clone();
        let mut collection = Collection::assemble(self.plan()?, &workbook.policy, findings, checked, options);
        collection.plan_source = Some(workbook.source.clone());
        collection.note_unused_waivers(&workbook.policy, &workbook.source.path);
        Ok(collection)
    }
}

fn periods(checked: &[Checked]) -> impl Iterator<Item = Period> {
    checked.iter().filter_map(|file| match &file.received {
        Received::Read(received) => Some(received.period()),
        Received::Refused(_) | Received::PassedOver(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{NotMarked, pass_over_unfilled, replaced_by_copies};
    use super::*;
    use crate::init::{Preset, starter};
    use crate::issue::issue;

    fn desk() -> Desk {
        let period = Period::containing(jiff::civil::date(2025, 6, 1), &Preset::Standard.calendar());
        let bytes = starter(Preset::Standard, period).unwrap();
        Desk::new(PlanWorkbook::read("plan.xlsx", &bytes, None, Legacy::Refuse).unwrap(), None).unwrap()
    }

    #[test]
    fn a_period_is_done_from_bytes_alone() {
        let desk = desk();
        let returns = desk.returns().unwrap();
        let bytes = issue(&returns[0].issued).unwrap();
        let checked = desk.check("housing.xlsx", &bytes, Legacy::Refuse);
        assert!(!checked.findings.is_empty());
        let copy = desk.mark(&checked, &bytes, Legacy::Refuse).unwrap();
        assert!(matches!(desk.mark(&checked, &copy, Legacy::Refuse), Err(NotMarked::Changed)));
        let mut marked = desk.check("housing.checked.xlsx", &copy, Legacy::Refuse);
        pass_over_unfilled(&mut marked);
        assert!(matches!(marked.received, Received::PassedOver(_)));
        let files = vec![checked, marked];
        assert!(replaced_by_copies(&files).is_empty());
        let collection = desk.collect(files, false).unwrap();
        assert_eq!(collection.returns().len(), 1);
        assert_eq!(collection.provisional().missing.len(), returns.len() - 1);
    }

    #[test]
    fn what_is_not_in_the_plan_is_not_issued_and_nothing_is_without_a_plan() {
        let error = desk().returns_for(&["nowhere".to_owned()]).unwrap_err();
        assert!(matches!(&error, Error::NoSuchPlan { code, .. } if code == "nowhere"), "{error}");
        assert!(matches!(Desk::without_plan(None, None).returns(), Err(Error::NoPlan)));
    }

    #[test]
    fn what_is_no_workbook_is_a_finding_and_hides_no_other_file() {
        let checked = [desk().check("notes.txt", b"notes", Legacy::Refuse)];
        assert_eq!(checked[0].findings.len(), 1);
        assert!(matches!(Desk::can_be_marked(&checked[0]), Err(NotMarked::NoReturn(_))));
    }
}
