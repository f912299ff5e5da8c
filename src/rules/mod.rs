//! The rule catalogue: one file per rule, one list, one runner.
//!
//! A rule's file holds its metadata, its documentation under fixed headings, its check and its tests. The `catalogue!`
//! list below makes the module and the entry; `explain` and the reference are generated from the same entries. Rules
//! read returns and plans and word findings; they never write, print or look at a clock.

mod across_view;
mod check;
mod choices;
pub(crate) mod condition;
mod family;
mod finding;
pub(crate) mod live;
mod looking_back;
mod noted;
mod past_deadline;
mod policy;
mod put_right;
mod reference;
mod rule;
mod run;
mod unread;
mod view;
mod words;

use crate::domain::key;

pub use crate::grid::Place;
pub use across_view::{AcrossView, ByHandView, EarlierView};
pub(crate) use check::Check;
pub use family::Family;
pub(crate) use finding::Subject;
pub use finding::{Finding, Findings, Related, Snippet, SnippetCell};
pub(crate) use plan::waiver_matches_nothing::unused as unused_waivers;
pub use policy::Policy;
pub use put_right::{LeftToDo, PutRight};
pub(crate) use reference::first_sentence;
pub use reference::page;
pub use rule::{HEADINGS, Rule};
pub(crate) use run::{attach_snippets, check_across, check_by_hand, check_refused, in_order, unanswered};
pub use run::{check_earlier, check_plan, check_return, receive, sort};
pub use view::Request;
pub(crate) use view::{ActionView, Basis, CellView, FileView, IndicatorView};
pub use words::{Words, quoted};

/// What is given, else the default.
macro_rules! given {
    ($default:expr;) => {
        $default
    };
    ($default:expr; $given:expr) => {
        $given
    };
}

/// Declares the rule of a file: its documentation and its metadata.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])*
        $code:literal, $name:literal, $severity:ident, since $since:literal,
        checks: [$($check:expr),* $(,)?]
        $(, stops: $stops:literal)?
        $(, yields_to: [$($family:ident::$rule:ident),* $(,)?])?
        $(, yields_to_in_file: [$($family_in_file:ident::$rule_in_file:ident),* $(,)?])?
        $(, means_missing: $missing:literal)?
        $(, doubts_value: $doubts:literal)?
        $(, makes_exception: $exception:literal)?
        $(, stops_no_command: $stops_none:literal)?
        $(, officer_only: $officer_only:literal)?
        $(, help_to_service: $help:literal)?
        $(, put_right: $left:ident $put_right:literal $(, kept_aside: $kept_aside:literal)?)?
        $(,)?
    ) => {
        #[doc = concat!($code, " ", $name)]
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            severity: $crate::domain::Severity::$severity,
            since: $since,
            family: $crate::rules::Family::of($code),
            stops: given!(false; $($stops)?),
            documentation: concat!($($doc, "\n"),*),
            yields_to: &[$($(&$crate::rules::$family::$rule::RULE),*)?],
            yields_to_in_file: &[$($(&$crate::rules::$family_in_file::$rule_in_file::RULE),*)?],
            means_missing: given!(false; $($missing)?),
            doubts_value: given!(false; $($doubts)?),
            makes_exception: given!(false; $($exception)?),
            stops_no_command: given!(false; $($stops_none)?),
            officer_only: given!(false; $($officer_only)?),
            help_to_service: given!(None; $(Some($help))?),
            put_right: given!($crate::rules::PutRight::DONE; $($crate::rules::PutRight {
                left: $crate::rules::LeftToDo::$left,
                words: $put_right,
                kept_aside: given!(None; $(Some($kept_aside))?),
            })?),
        };

        /// What it runs on.
        pub(crate) static CHECKS: &[$crate::rules::Check] = &[$($check),*];
    };
}

/// The one list of rules: makes the modules and the catalogue.
macro_rules! catalogue {
    ($($(#[$note:meta])* $family:ident { $($rule:ident),* $(,)? })*) => {
        $(
            $(#[$note])*
            pub mod $family {
                $(
                    pub mod $rule;
                )*
            }
        )*

        static CATALOGUE: &[&Rule] = &[$($(&$family::$rule::RULE,)*)*];

        /// What each rule of the catalogue runs on.
        static CHECKS: &[(&Rule, &[Check])] = &[$($((&$family::$rule::RULE, $family::$rule::CHECKS),)*)*];

        /// The file of each rule, relative to this module: for the test that names agree.
        #[cfg(test)]
        const FILES: &[(&str, &str)] = &[$($((stringify!($rule), $family::$rule::RULE.name),)*)*];
    };
}

catalogue! {
    /// Is it the right workbook, whole and as issued.
    workbook {
        not_a_workbook,
        password_protected,
        not_a_return,
        wrong_period,
        wrong_plan,
        template_version_unknown,
        sheet_missing,
        column_missing,
        column_renamed,
        heading_duplicated,
        unexpected_sheet,
        stray_content,
        macros_or_links,
        too_large,
        hidden_rows,
        row_missing,
        row_added,
        row_duplicated,
        issued_cell_changed,
        sign_off_missing,
        nothing_filled_in,
        notes_and_shapes,
        second_table,
        leftover_data,
        format_not_seen,
    }
    /// Can each entry be read.
    cells {
        date_unreadable,
        date_ambiguous,
        number_unreadable,
        formula_error,
        formula_without_value,
        formula_in_entry,
        text_too_long,
        placeholder_text,
        date_implausible,
        meaning_in_formatting,
        hidden_by_format,
        merged_entry,
        answer_outside_its_list,
        answer_missing,
    }
    /// Deadlines.
    deadlines {
        completed_after_period,
        revised_deadline_missing,
        revised_deadline_not_later,
        revised_deadline_passed,
        revised_deadline_not_needed,
        completed_late,
        deadline_moved_again,
        commentary_later_than_deadline,
    }
    /// Ratings and commentary.
    ratings {
        rating_missing,
        rating_unknown,
        commentary_missing,
        commentary_repeated,
        overdue_but_on_track,
        slippage_outside_rating,
        complete_without_date,
        date_without_complete,
        reopened,
        direction_unknown,
        direction_contradicts,
        rated_although_unrated,
        words_against_rating,
        not_started_although_due,
        better_than_its_milestones,
        progress_against_rating,
    }
    /// Indicators, targets and tolerance bands.
    indicators {
        value_missing,
        value_not_due,
        percent_scale,
        value_out_of_range,
        rating_outside_band,
        rating_overridden,
        cumulative_fell,
        value_jump,
        earlier_value_restated,
        parts_against_value,
    }
    /// Across returns.
    across {
        return_missing,
        return_duplicated,
        return_repeated,
        same_row_two_answers,
        earlier_workbook_incomplete,
        plan_changed_since_issue,
        plan_row_not_issued,
        returned_row_not_planned,
        correction_outdated,
        edit_not_carried,
        correction_without_reason,
        return_in_parts,
    }
    /// The plan workbook itself.
    plan {
        sheet_missing,
        column_missing,
        ref_faulty,
        priority_unknown,
        delivery_plan_unknown,
        deadline_unreadable,
        target_unreadable,
        bands_faulty,
        slippage_faulty,
        email_invalid,
        tolerance_unknown,
        relative_tolerance_on_zero_target,
        polarity_missing,
        profile_inconsistent,
        setting_unknown,
        setting_invalid,
        rule_unknown,
        delivery_plan_empty,
        lead_missing,
        open_ended_deadline,
        rating_ambiguous,
        waiver_matches_nothing,
        deadline_missing,
        rating_unknown,
        placeholder_unknown,
        message_unknown,
        cell_unreadable,
        percent_target_scale,
        meaning_in_formatting,
        merged_cells,
        heading_unknown,
        hidden_plan_rows,
        returns_due_odd,
        deadline_odd,
        rating_word_unsafe,
        optional_column_unreadable,
        parent_faulty,
    }
}

/// All rules, by family and code.
pub fn catalogue() -> &'static [&'static Rule] {
    CATALOGUE
}

/// The rule with that code or name, ignoring case. Of two rules with one name (a sheet can be missing from a return and
/// from the plan workbook) it is the one about returns.
pub fn find_rule(code_or_name: &str) -> Option<&'static Rule> {
    let wanted = key(code_or_name);
    CATALOGUE.iter().copied().find(|rule| key(rule.code) == wanted || key(rule.name) == wanted)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_sorted_within_their_family() {
        let mut seen = BTreeSet::new();
        for rule in catalogue() {
            assert!(seen.insert((rule.code, "")), "{} twice", rule.code);
            assert!(seen.insert((&rule.code[..3], rule.name)), "{} twice", rule.name);
        }
        for pair in catalogue().windows(2) {
            if pair[0].family == pair[1].family {
                assert!(pair[0].code < pair[1].code, "{} stands before {}", pair[0].code, pair[1].code);
            }
        }
    }

    #[test]
    fn every_file_is_named_after_its_rule() {
        for (file, name) in FILES {
            assert_eq!(file.replace('_', "-"), *name);
        }
    }

    #[test]
    fn every_rule_is_documented_under_the_same_headings() {
        for rule in catalogue() {
            let headings: Vec<&str> = rule
                .documentation
                .lines()
                .filter_map(|line| line.trim_start().strip_prefix("# "))
                .map(str::trim)
                .collect();
            assert_eq!(headings, HEADINGS, "{}", rule.code);
            for heading in HEADINGS {
                assert!(!rule.section(heading).is_empty(), "{}: nothing under {heading}", rule.code);
            }
        }
    }

    #[test]
    fn what_lies_between_returns_is_never_put_to_one_service() {
        let across = catalogue().iter().filter(|rule| rule.family == Family::Across);
        let told: Vec<&str> = across.filter(|rule| !rule.officer_only).map(|rule| rule.code).collect();
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn no_rule_yields_to_itself() {
        for rule in catalogue() {
            assert!(!rule.yields_to.iter().chain(rule.yields_to_in_file).any(|other| *other == *rule), "{}", rule.code);
        }
    }
}
