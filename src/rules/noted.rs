//! What the readers noted on their way, put to the rule that tells it: each fault of a plan workbook, each difference
//! between a return and what was issued, each reason why a file is no return.
//!
//! The matches have no wildcard, so that a fault that nobody tells does not compile.

use std::collections::BTreeSet;

use crate::domain::Kind;
use crate::grid::{Place, Refusal};
use crate::plan::{Fault, FaultKind};
use crate::returns::{Anomaly, Rejection};

use super::cells::merged_entry;
use super::plan::{
    bands_faulty, cell_unreadable, deadline_missing, deadline_odd, deadline_unreadable, delivery_plan_empty,
    delivery_plan_unknown, email_invalid, heading_unknown, hidden_plan_rows, lead_missing, merged_cells,
    message_unknown, open_ended_deadline, optional_column_unreadable, parent_faulty, percent_target_scale,
    placeholder_unknown, polarity_missing, priority_unknown, profile_inconsistent, rating_ambiguous, rating_unknown,
    rating_word_unsafe, ref_faulty, relative_tolerance_on_zero_target, returns_due_odd, setting_invalid,
    setting_unknown, slippage_faulty, target_unreadable, tolerance_unknown,
};
use super::workbook::{
    column_missing, column_renamed, heading_duplicated, hidden_rows, issued_cell_changed, leftover_data,
    macros_or_links, not_a_return, not_a_workbook, notes_and_shapes, password_protected, row_added, row_duplicated,
    row_missing, second_table, sheet_missing, stray_content, template_version_unknown, too_large, unexpected_sheet,
};
use super::{FileView, Finding, Findings, Policy, Related, Rule, Subject, Words, plan};

/// The rule that tells a fault of a plan workbook, and its words.
fn rule_and_words(fault: &Fault) -> (&'static Rule, Words) {
    let found = fault.found.as_str();
    match &fault.kind {
        FaultKind::Sheet(fault) => (&plan::sheet_missing::RULE, plan::sheet_missing::words(fault, found)),
        FaultKind::Column(fault) => (&plan::column_missing::RULE, plan::column_missing::words(fault, found)),
        FaultKind::Ref(fault) => (&ref_faulty::RULE, ref_faulty::words(fault, found)),
        FaultKind::Priority(fault) => (&priority_unknown::RULE, priority_unknown::words(fault, found)),
        FaultKind::DeliveryPlan(fault) => (&delivery_plan_unknown::RULE, delivery_plan_unknown::words(fault, found)),
        FaultKind::DeadlineUnreadable { why, agreed } => {
            (&deadline_unreadable::RULE, deadline_unreadable::words(why, *agreed, found))
        }
        FaultKind::Target(fault) => (&target_unreadable::RULE, target_unreadable::words(fault, found)),
        FaultKind::Tolerance(fault) => (&bands_faulty::RULE, bands_faulty::words(fault, found)),
        FaultKind::Slippage(fault) => (&slippage_faulty::RULE, slippage_faulty::words(fault, found)),
        FaultKind::AddressInvalid(addresses) => (&email_invalid::RULE, email_invalid::words(addresses, found)),
        FaultKind::ToleranceUnknown { nearest } => {
            (&tolerance_unknown::RULE, tolerance_unknown::words(nearest.as_deref(), found))
        }
        FaultKind::ZeroTarget { tolerance } => {
            (&relative_tolerance_on_zero_target::RULE, relative_tolerance_on_zero_target::words(tolerance, found))
        }
        FaultKind::Polarity(fault) => (&polarity_missing::RULE, polarity_missing::words(fault, found)),
        FaultKind::Profile(fault) => (&profile_inconsistent::RULE, profile_inconsistent::words(fault, found)),
        FaultKind::SettingUnknown { nearest } => (&setting_unknown::RULE, setting_unknown::words(*nearest, found)),
        FaultKind::WordUnknown { nearest } => {
            (&setting_unknown::RULE, setting_unknown::word_unknown(nearest.as_deref(), found))
        }
        FaultKind::WordingOfOtherPeriod { other, period } => {
            (&setting_unknown::RULE, setting_unknown::other_period(*other, *period, found))
        }
        FaultKind::Setting(fault) => (&setting_invalid::RULE, setting_invalid::words(fault, found)),
        FaultKind::Hidden { rows, columns } => (&hidden_plan_rows::RULE, hidden_rows::words(*rows, *columns)),
        FaultKind::DeliveryPlanEmpty => (&delivery_plan_empty::RULE, delivery_plan_empty::words(found)),
        FaultKind::Lead(fault) => (&lead_missing::RULE, lead_missing::words(fault, found)),
        FaultKind::OpenDeadlines { open, of } => {
            (&open_ended_deadline::RULE, open_ended_deadline::words(*open, *of, found))
        }
        FaultKind::Rating(fault) => (&rating_ambiguous::RULE, rating_ambiguous::words(fault, found)),
        FaultKind::DeadlineMissing => (&deadline_missing::RULE, deadline_missing::words(found)),
        FaultKind::RatingUnknown { tolerance, nearest } => {
            (&rating_unknown::RULE, rating_unknown::words(tolerance, nearest.as_deref(), found))
        }
        FaultKind::PlaceholdersUnknown(names) => (&placeholder_unknown::RULE, placeholder_unknown::words(names, found)),
        FaultKind::Message(fault) => (&message_unknown::RULE, message_unknown::words(fault, found)),
        FaultKind::Cell(fault) => (&cell_unreadable::RULE, cell_unreadable::words(fault, found)),
        FaultKind::PercentScale { read, meant } => {
            (&percent_target_scale::RULE, percent_target_scale::words(read, meant, found))
        }
        FaultKind::HeadingUnknown { meant } => (&heading_unknown::RULE, heading_unknown::words(meant, found)),
        FaultKind::Parent(fault) => (&parent_faulty::RULE, parent_faulty::words(fault, found)),
        FaultKind::Past(fault) => (&optional_column_unreadable::RULE, optional_column_unreadable::words(fault, found)),
        FaultKind::Optional(fault) => {
            (&optional_column_unreadable::RULE, optional_column_unreadable::of_another(fault, found))
        }
        FaultKind::ReturnsDueOdd { due, period } => {
            (&returns_due_odd::RULE, returns_due_odd::words(*due, *period, found))
        }
        FaultKind::DeadlineOdd { day, doubt, agreed, period } => {
            (&deadline_odd::RULE, deadline_odd::words(*day, *doubt, *agreed, *period, found))
        }
        FaultKind::RatingWordTooLong { length } => {
            (&rating_word_unsafe::RULE, rating_word_unsafe::words(*length, found))
        }
        FaultKind::Formatting(fault) => {
            (&plan::meaning_in_formatting::RULE, plan::meaning_in_formatting::words(fault, found))
        }
        FaultKind::Merged { fault: kind, last } => {
            let first = fault.at.cell().unwrap_or(*last);
            (&merged_cells::RULE, merged_cells::words(kind, (first, *last), found))
        }
    }
}

/// The findings about the faults of a plan workbook: one for each row and rule, which names the further cells of its
/// row, so that nothing is said twice and nothing is lost.
pub(super) fn of_plan(faults: &[Fault], policy: &Policy, out: &mut Findings) {
    for fault in faults {
        let (rule, words) = rule_and_words(fault);
        if !policy.is_on(rule) {
            continue;
        }
        let mut finding = Finding { reference: fault.reference.clone(), ..Finding::at(rule, fault.at.clone(), words) };
        if let FaultKind::Cell(fault) = &fault.kind {
            finding = cell_unreadable::graded(finding, fault);
        } else if let FaultKind::Setting(fault) = &fault.kind {
            finding = setting_invalid::graded(finding, fault);
        } else if let FaultKind::Formatting(fault) = &fault.kind {
            finding = plan::meaning_in_formatting::graded(finding, fault);
        } else if let FaultKind::Parent(fault) = &fault.kind {
            finding = parent_faulty::graded(finding, fault);
        } else if let FaultKind::Merged { fault, .. } = &fault.kind {
            finding = merged_cells::graded(finding, fault);
        }
        match (out.last_of(rule), fault.at.cell()) {
            (Some(last), Some(at)) if is_as_grave_in_row(last, &finding) => {
                last.related.push(Related { at, label: finding.words.message });
            }
            _ => out.push(finding),
        }
    }
}

/// Whether one finding can speak for another: both are of one row, and neither is the graver.
fn is_as_grave_in_row(first: &Finding, second: &Finding) -> bool {
    let gravity = |finding: &Finding| (finding.severity, finding.stops_no_command);
    is_in_row(&first.place, &second.place) && gravity(first) == gravity(second)
}

/// Whether two cells stand in one row of one sheet.
fn is_in_row(first: &Place, second: &Place) -> bool {
    let row = |place: &Place| place.cell().map(|at| at.row);
    row(first).is_some() && row(first) == row(second) && first.sheet() == second.sheet()
}

/// The finding about a difference between a return and what was issued. `unread` are the sheets whose rows could not
/// be told apart.
fn of_anomaly(file: &FileView<'_>, anomaly: &Anomaly, unread: &BTreeSet<&str>) -> Finding {
    match anomaly {
        Anomaly::SheetMissing { name } => sheet_missing::missing(name),
        Anomaly::HeadingsMissing { sheet, holds } => sheet_missing::headings_lost(file, sheet, holds.as_deref()),
        Anomaly::RefsMissing { sheet, kind } => column_missing::refs_lost(file, sheet, *kind),
        Anomaly::ColumnMissing { sheet, column, heading } => {
            column_missing::missing(file, sheet, *column, heading, anomaly.leaves_unread().is_some())
        }
        Anomaly::SheetRenamed { expected, found } => column_renamed::sheet(expected, found),
        Anomaly::ColumnRenamed { sheet, at, expected, found } => column_renamed::heading(sheet, *at, expected, found),
        Anomaly::HeadingDuplicated { sheet, at, heading, first } => {
            heading_duplicated::twice(sheet, *at, heading, *first)
        }
        Anomaly::UnexpectedSheet { name, visibility, cells, rows_of } => {
            unexpected_sheet::unexpected(name, *visibility, *cells, rows_of.as_deref())
        }
        Anomaly::SecondTable { name, counts, row, reference, heading, here, there, more } => {
            let (here, there) = ((here.0, here.1.as_str()), (there.0, there.1.as_str()));
            second_table::second((name, counts), (reference, heading), here, there, *more).of(subject(*row))
        }
        Anomaly::MacrosOrLinks { macros, links, embedded } => macros_or_links::carried(*macros, *links, *embedded),
        Anomaly::LeftoverData(kept) => leftover_data::kept(*kept),
        Anomaly::Stray { sheet, at, text } => stray_content::stray(sheet, *at, text, unread.contains(sheet.as_str())),
        Anomaly::StraysUnquoted { sheet, from, to, cells, .. } => {
            stray_content::unquoted(sheet, (*from, *to), *cells, unread.contains(sheet.as_str()))
        }
        Anomaly::Remark { sheet, at, row, kind, text } => {
            notes_and_shapes::remark(file, (sheet, *at), *row, *kind, text.as_deref())
        }
        Anomaly::RemarksUnquoted { sheet, remarks } => notes_and_shapes::unquoted(sheet, *remarks),
        Anomaly::Hidden { sheet, at, rows, columns } => hidden_rows::of_table(sheet, *at, *rows, *columns),
        Anomaly::SheetHidden { sheet, at } => hidden_rows::sheet(sheet, *at),
        Anomaly::Merged { sheet, first, last, reference, covered } => {
            merged_entry::over((sheet, *first, *last), reference.as_deref(), covered)
        }
        Anomaly::RowMissing { sheet, row, reference } => row_missing::missing(sheet, reference).of(subject(*row)),
        Anomaly::RefLost { sheet, at, row, reference, found, text } => {
            row_missing::ref_lost(sheet, *at, reference, found, text).of(subject(*row))
        }
        Anomaly::RowAdded { sheet, at, reference, text } => row_added::added(sheet, *at, reference, text),
        Anomaly::RowDuplicated { sheet, at, other, row, reference, other_counts, text } => {
            row_duplicated::twice((sheet, *at), *other, *other_counts, reference, text).of(subject(*row))
        }
        Anomaly::IssuedCellChanged { sheet, at, row, reference, heading, from, to, rescaled } => {
            issued_cell_changed::changed((sheet, *at), reference, heading, from, to, *rescaled).of(subject(*row))
        }
    }
}

/// A row that was issued, as what a finding is about.
fn subject((kind, index): (Kind, usize)) -> Subject {
    Subject::Row(kind, index)
}

/// The findings about the differences between a return and what was issued.
pub(super) fn of_return(file: &FileView<'_>, policy: &Policy, out: &mut Findings) {
    let unread = file.received.unread();
    for anomaly in &file.received.anomalies {
        let finding = of_anomaly(file, anomaly, &unread);
        if policy.is_on(finding.rule) {
            out.push(finding);
        }
    }
}

/// The finding about a file that cannot be read as a return.
pub(super) fn of_refused(why: &Rejection) -> Finding {
    let (rule, words) = match why {
        Rejection::NotAReturn => (&not_a_return::RULE, not_a_return::words()),
        Rejection::TooNew(newer) => (&template_version_unknown::RULE, template_version_unknown::words(newer.version)),
        Rejection::Workbook(refusal) => match refusal {
            Refusal::PasswordProtected => (&password_protected::RULE, password_protected::words(refusal)),
            Refusal::LabelEncrypted => (&password_protected::RULE, password_protected::by_label(refusal)),
            Refusal::TooLarge { limit, found, allowed, .. } => {
                (&too_large::RULE, too_large::words(refusal, *limit, *found, *allowed))
            }
            Refusal::NotAWorkbook { seems } => {
                (&not_a_workbook::RULE, not_a_workbook::words(refusal, &seems.to_string()))
            }
            Refusal::Damaged { what } => (&not_a_workbook::RULE, not_a_workbook::damaged(refusal, what)),
            Refusal::LegacyNotAllowed { format } => {
                (&not_a_workbook::RULE, not_a_workbook::words(refusal, &format.to_string()))
            }
            Refusal::NotOpened { how } | Refusal::WorkerFailed { how } => {
                (&not_a_workbook::RULE, not_a_workbook::words(refusal, how))
            }
        },
    };
    Finding::at_file(rule, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;
    use crate::plan::PriorityFault;

    #[test]
    fn two_faults_of_one_row_and_rule_are_one_finding_that_names_both_cells() {
        let fault = |row, col, found: &str| Fault {
            at: Place::Cell { sheet: "Ratings".to_owned(), at: CellRef { row, col } },
            reference: None,
            kind: FaultKind::Priority(PriorityFault::Missing),
            found: found.to_owned(),
        };
        let mut out = Findings::default();
        of_plan(&[fault(1, 4, "a"), fault(1, 6, "b"), fault(2, 4, "c")], &Policy::default(), &mut out);
        let findings = out.into_vec();
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].words.found, "a");
        assert_eq!(findings[0].related.len(), 1);
        assert_eq!(findings[0].related[0].at, CellRef { row: 1, col: 6 });
        assert_eq!(findings[0].related[0].label, findings[0].words.message);
    }
}
