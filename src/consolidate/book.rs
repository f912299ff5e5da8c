//! What every sheet of the consolidated workbook is written from.

use std::sync::OnceLock;

use crate::collection::{Collection, Provisional};
use crate::layout::{CONSOLIDATED, SheetId, SheetLayout};
use crate::plan::Plan;
use crate::tally::Tally;
use crate::workbook::Styles;

use super::labels::Labels;
use super::reasons::{Reason, reasons};
use super::revised::RevisedDeadlines;

/// What every sheet is written from.
pub(super) struct Book<'q> {
    pub collection: &'q Collection<'q>,
    pub plan: &'q Plan,
    pub tally: &'q Tally<'q>,
    pub labels: Labels,
    pub provisional: Provisional,
    /// Why the figures are provisional.
    pub reasons: Vec<Reason>,
    pub revised: RevisedDeadlines,
    /// Who reads it.
    pub readers: Readers,
    pub styles: Styles,
    /// Whether any action of the period is the milestone of another: looked for among all rows, and asked for each.
    pub has_milestones: bool,
    /// The formula that tells whether a rating was corrected since, where it was asked for: it is made from all rows.
    pub agreement: OnceLock<Option<String>>,
}

/// Who reads a consolidated workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// The performance team: everything, live.
    Officers,
    /// Members and the public: what they read, in values, without files, corrections and waivers.
    Members,
}

impl<'q> Book<'q> {
    pub(super) fn new(collection: &'q Collection<'q>, tally: &'q Tally<'q>, readers: Readers) -> Self {
        let plan = collection.plan;
        let labels = Labels::new(plan, [&tally.actions, &tally.indicators]);
        let (provisional, styles) = (collection.provisional(), Styles::new());
        let revised = tally.action_lines.iter().filter_map(|line| Some(&line.row?.revised));
        let revised = RevisedDeadlines::new(revised, plan.period);
        let mut reasons = reasons(collection, &provisional, &labels);
        if readers == Readers::Members {
            reasons.iter_mut().for_each(Reason::publish);
        }
        let (has_milestones, agreement) = (plan.has_milestones(), OnceLock::new());
        Self {
            collection,
            plan,
            tally,
            labels,
            provisional,
            reasons,
            revised,
            readers,
            styles,
            has_milestones,
            agreement,
        }
    }

    /// Whether members read it: then nothing is live, and nothing tells of files.
    pub(super) fn is_for_members(&self) -> bool {
        self.readers == Readers::Members
    }

    /// Whether a sheet is written: Trends needs an earlier period, and members read no records.
    pub(super) fn has_sheet(&self, id: SheetId) -> bool {
        const RECORDS: [SheetId; 5] =
            [SheetId::Actions, SheetId::Indicators, SheetId::Returns, SheetId::Findings, SheetId::Method];
        let is_read = !(self.is_for_members() && RECORDS.contains(&id));
        is_read && (id != SheetId::Trends || self.tally.record.has_history())
    }

    /// The title of a sheet: what it is, of which plan, for which period.
    pub(super) fn title_of(&self, what: &str) -> String {
        let plan = self.plan.settings.plan_title.trim();
        match plan {
            "" => format!("{what}, {}", self.plan.period),
            plan => format!("{plan}: {what}, {}", self.plan.period),
        }
    }
}

/// The layout of one of the sheets.
pub(super) fn layout_of(id: SheetId) -> &'static SheetLayout {
    CONSOLIDATED.sheet(id)
}

/// The name of the table on one of the sheets.
pub(super) fn table_name(layout: &SheetLayout) -> String {
    layout.name.replace(' ', "_")
}
