//! A row, or a return, was issued with something that the plan has otherwise now.

use crate::domain::Severity;
use crate::grid::CellRef;
use crate::plan::{Change, IssuedRow, ReturnColumn, SinceIssue};
use crate::returns::{EntryTable, Return, Row};
use crate::rules::workbook::issued_cell_changed;
use crate::rules::{AcrossView, Check, Finding, Findings, Subject, Words, quoted};

rule! {
    /// # What it checks
    /// A return must have been issued with what the plan workbook has now. It carries what it was issued with on its hidden
    /// sheet, and is judged and counted by that. One finding for each row: an error where its deadline, its target, Better
    /// when, Unit, Tolerance with its bands, Cumulative, Monitored, Rated or whether it is due differ, or it has ended; a warning
    /// for words and the plan's own columns. One for each return: an error where a rating's word, Standing, slippage or In
    /// percentages, Actions counted or Indicator ratings differ; a warning for other settings and ratings, the names of priorities
    /// and outcomes, and columns that ask. Warnings all where another period is asked for than the Settings sheet has. Last
    /// rating and Last value are not compared, nor what was taken over from an earlier period.
    ///
    /// # Why it matters
    /// A deadline or target that was changed after the returns went out is in no figure, and looks in the plan workbook as if it
    /// were. A return whose hidden sheet somebody changed shows in the same way.
    ///
    /// # Rejected
    /// The deadline was moved after the return went out:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | 30/09/2025 | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Deadline | '31/12/2025 |
    ///
    /// A rating stands for something else now:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | type over | Settings!Actions counted | When rated |
    ///
    /// # Accepted
    /// The same day written otherwise, and a person of whom no return speaks:
    ///
    /// | Actions | Ref | Deadline | Lead officer | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | A. Clerk | Green |
    ///
    /// | Plan since | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Deadline | '31 December 2025 |
    /// | | type | Actions!1.1!Lead officer | B. Clerk |
    ///
    /// # What to do
    /// If the plan is right, issue the return again with `planroll issue PLAN --only CODE --from RETURN`, which takes over what
    /// was filled in. If the return is right, put what it was issued with back in the plan. To leave it so, add a row to Waivers.
    "RET006", "plan-changed-since-issue", Error, since "0.2.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

/// What is counted of a row or return that was issued otherwise.
const AS_ISSUED: &str = "what was issued counts";
/// The same, of an action that the plan has ended since.
const NOT_COUNTED: &str = "it has ended, so it is not counted";

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (index, received) in view.stamped() {
        let since = SinceIssue::new(view.plan, &received.issued);
        let one = Changed { view, index, received };
        // One of several that are read as one, and speaks for no row.
        if received.is_part && received.action_rows().next().is_none() && received.indicator_rows().next().is_none() {
            continue;
        }
        out.push(one.of_return(&since.of_return()));
        if let Some(table) = &received.actions {
            for (row, issued) in table.with_issued(&received.issued.actions) {
                let Some(planned) = view.plan.action(&issued.reference) else { continue };
                let counts = if view.plan.is_current(planned) { AS_ISSUED } else { NOT_COUNTED };
                out.push(one.of_row(table, row, issued, since.of_action(issued, planned), counts));
            }
        }
        if let Some(table) = &received.indicators {
            for (row, issued) in table.with_issued(&received.issued.indicators) {
                let Some(planned) = view.plan.indicator(&issued.reference) else { continue };
                out.push(one.of_row(table, row, issued, since.of_indicator(issued, planned), AS_ISSUED));
            }
        }
    }
}

/// A return in which something was issued otherwise.
struct Changed<'a> {
    view: &'a AcrossView<'a>,
    index: usize,
    received: &'a Return,
}

impl Changed<'_> {
    fn of_return(&self, changes: &[Change]) -> Option<Finding> {
        let words = self.words(changes, AS_ISSUED)?;
        let finding = Finding::at_file(&RULE, words).about(&self.received.identity.plan_code);
        Some(self.finished(finding, changes))
    }

    fn of_row<E>(
        &self,
        table: &EntryTable<E>,
        row: &Row<E>,
        issued: &dyn IssuedRow,
        mut changes: Vec<Change>,
        counts: &str,
    ) -> Option<Finding> {
        if changes.is_empty() {
            return None;
        }
        let columns = self.received.issued.columns(table.kind);
        let cell = |change: &Change| {
            let column = change.column?;
            let place = columns.iter().position(|own| match column {
                ReturnColumn::Field(field) => own.field() == Some(field),
                ReturnColumn::Further(number) => own.further() == Some(number),
            })?;
            Some(CellRef { row: row.at.row, col: (*table.columns.get(place)?)? })
        };
        let told = |change: &Change| {
            cell(change).is_some_and(|at| self.view.is_told(self.index, &issued_cell_changed::RULE, &table.sheet, at))
        };
        changes.retain(|change| !told(change));
        let at = changes.iter().filter_map(cell).min().unwrap_or(row.at);
        let words = self.words(&changes, counts)?;
        let finding = Finding::at_cell(&RULE, &table.sheet, at, words)
            .about(issued.reference())
            .of(Subject::Row(table.kind, row.index));
        Some(self.finished(finding, &changes))
    }

    /// The finding with its severity and its file.
    fn finished(&self, finding: Finding, changes: &[Change]) -> Finding {
        let settings = &self.view.plan.settings;
        let is_own_period = settings.period.is_none_or(|own| own == self.view.plan.period);
        let decides = is_own_period && changes.iter().any(|change| change.decides);
        let severity = if decides { Severity::Error } else { Severity::Warning };
        finding.with_severity(severity).in_file(&self.received.source.path)
    }

    /// `None` where nothing changed.
    fn words(&self, changes: &[Change], counts: &str) -> Option<Words> {
        let first = changes.iter().find(|change| change.decides).or(changes.first())?;
        let back = match first.issued.as_str() {
            "" => format!("clear {} in the plan", first.stands_at),
            issued => format!("put {issued} back in the plan, {}", first.stands_at),
        };
        let list = |say: &dyn Fn(&Change) -> String| changes.iter().map(say).collect::<Vec<_>>().join("; ");
        let from_to = list(&|one| format!("{} {}, now {}", one.what, or_nothing(&one.issued), or_nothing(&one.planned)));
        Some(Words {
            message: format!("the plan has changed since this was issued: {from_to}; {counts}"),
            expected: list(&|one| format!("{}: {}", one.what, one.planned)),
            found: list(&|one| format!("{}: {}", one.what, one.issued)),
            help: format!(
                "If the plan is right: `{}` issues it again with what was filled in. If the return is right, {back}. To leave it \
                 so, add a row to Waivers.",
                self.view.issue_again(self.received)
            ),
        })
    }
}

fn or_nothing(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { quoted(value) }
}
