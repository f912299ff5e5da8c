//! What is read of whole plan workbooks, and which fault each slip in one brings about, with its cell.

use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::domain::{Deadline, Kind, OpenWord, Polarity, Target};
use crate::grid::{Cell, CellRef, Place};
use crate::plan::{Mail, MailPart, Message, Printed};

use super::trial::{SOUND, assert_faults, assert_faults_of, changed, draft, without, workbook};
use super::{DeliveryPlanFault, FaultKind, MayBe, PriorityFault, RefFault, SettingFault, SheetFault, read};

#[test]
fn a_sound_plan_has_no_fault() {
    assert_faults(&[], &[]);
}

#[test]
fn a_sound_plan_says_what_its_sheets_say() {
    let plan = draft(&[]).plan.unwrap();
    assert_eq!((plan.period.to_string().as_str(), plan.settings.returns_due), ("2025-26 Q1", Some(date(2025, 7, 11))));
    let housing = plan.delivery_plan("hou").unwrap();
    assert_eq!(housing.cc, ["a@example.org", "b@example.org"]);
    let [homes, trees, depot] = plan.actions.as_slice() else { panic!() };
    assert_eq!(homes.portfolio_holder.as_deref(), Some("Housing and homes"));
    assert_eq!(trees.priority.as_deref(), Some("CLE"));
    assert_eq!(trees.issued.deadline.day().zip(trees.deadline.day()), Some((date(2026, 3, 31), date(2025, 12, 31))));
    let approach = (trees.carried[0].heading.as_str(), &trees.carried[0].value);
    assert_eq!(approach, ("Approach", &Printed::words("With schools")));
    assert_eq!(depot.plans, ["HOU", "ENV"]);
    assert_eq!(depot.priority.as_deref(), Some("GRO"));
    assert!(!depot.monitored && trees.monitored);
    let [repairs, waste, noise, visits] = plan.indicators.as_slice() else { panic!() };
    assert_eq!(repairs.target, Target::Number(Decimal::from(93)));
    assert_eq!(repairs.last_year, Printed::Number(Decimal::from(91)));
    assert_eq!(repairs.last_value, Printed::Number(Decimal::from(92)));
    assert_eq!(repairs.tolerance.as_deref(), Some("Standard 5%"));
    assert_eq!(repairs.decimals, Some(1));
    assert_eq!(waste.target_of(plan.period), Target::Number(Decimal::from(200)));
    assert_eq!(noise.target, Target::Range(Decimal::from(10), Decimal::from(20)));
    assert_eq!(noise.better_when, Some(Polarity::InRange));
    assert!(!noise.frequency.is_due(plan.period));
    assert_eq!(visits.target, Target::Words("more than last year".to_owned()));
    assert_eq!(plan.scale(Kind::Actions).0.len(), 4);
    assert_eq!(plan.scale(Kind::Actions).0[0].also, ["Done", "Finished"]);
    assert_eq!(plan.scale(Kind::Actions).0[1].colour.0, 0x00_8000);
    assert_eq!(plan.tolerances[0].bands.len(), 3);
}

#[test]
fn the_period_asked_for_stands_before_the_settings() {
    let book = workbook(SOUND);
    let plan = read(&book, Some("Q3 2025/26")).plan.unwrap();
    assert_eq!(plan.period.to_string(), "2025-26 Q3");
    let refused = read(&book, Some("2025-26 H1"));
    assert!(refused.plan.is_none());
    assert_eq!(refused.faults[0].at, Place::File);
    assert!(matches!(refused.faults[0].kind, FaultKind::Setting(SettingFault::PeriodArgument { .. })));
    let blank = workbook(&changed(&[("Period | 2025-26 Q1", "Period |")]));
    assert!(read(&blank, Some("2025-26 Q1")).plan.is_some());
    assert!(read(&blank, None).plan.is_none());
}

#[test]
fn a_missing_sheet_is_said_once_and_silences_what_needed_it() {
    for sheet in ["Settings", "Priorities", "Delivery plans", "Ratings", "Tolerances"] {
        let draft = read(&workbook(&without(sheet)), Some("2025-26 Q1"));
        assert_eq!(draft.faults.len(), 1, "{sheet}: {:#?}", draft.faults);
        assert_eq!(draft.faults[0].kind, FaultKind::Sheet(SheetFault::Missing { sheet: sheet.to_owned(), or: None }));
        assert!(draft.plan.is_none());
    }
}

#[test]
fn a_council_may_have_no_indicators_or_no_actions() {
    assert_faults_of(&without("Indicators"), &[]);
    assert_faults_of(&without("Actions"), &[]);
    let neither = without("Actions");
    let start = neither.find("[Indicators]").unwrap();
    let end = neither.find("[Ratings]").unwrap();
    assert_faults_of(&format!("{}{}", &neither[..start], &neither[end..]), &[("", "Sheet Missing")]);
}

#[test]
fn a_plan_without_default_tolerance_needs_no_tolerances() {
    let text = without("Tolerances").replace("Default tolerance | Standard 5%", "Default tolerance |");
    assert_faults_of(&text, &[]);
}

#[test]
fn a_missing_heading_is_said_once() {
    assert_faults(&[("Action | Deadline |", "Action | Due |")], &[("Actions", "Column Missing")]);
    assert_faults(&[("Setting | Value", "Name | Is")], &[("Settings", "Column HeadingsMissing")]);
}

#[test]
fn a_heading_twice_or_of_the_return_is_said_at_the_heading() {
    assert_faults(&[("| Ended | Approach", "| Ended | Deadline")], &[("Actions!I1", "Column Twice")]);
    assert_faults(&[("| Ended | Approach", "| Ended | commentary*")], &[("Actions!I1", "Column Taken")]);
    assert_faults(&[("| Ended | Approach", "| Ended | Ask: risk | ask:  RISK")], &[("Actions!J1", "Column Twice")]);
}

#[test]
fn a_ref_that_is_blank_twice_an_error_or_a_date_is_faulty() {
    assert_faults(&[("1.2 | ENV", " | ENV")], &[("Actions!A3", "Ref Blank")]);
    assert_faults(&[("1.2 | ENV", "1.1 | ENV")], &[("Actions!A3", "Ref Twice")]);
    assert_faults(&[("1.2 | ENV", "!#REF! | ENV")], &[("Actions!A3", "Cell CellFault")]);
    assert_faults(&[("1.2 | ENV", "@2026-02-01 | ENV")], &[("Actions!A3", "Ref IsDate")]);
    assert_faults(
        &[("CLE | Clean", "gro | Clean"), ("ENV | Environment", "X | Environment"), ("| CLE |", "| GRO |")],
        &[
            ("Priorities!A3", "Ref Twice"),
            ("Actions!B3", "DeliveryPlan Unknown"),
            ("Actions!B4", "DeliveryPlan Unknown"),
            ("Indicators!B3", "DeliveryPlan Unknown"),
            ("Indicators!B4", "DeliveryPlan Unknown"),
            ("Indicators!B5", "DeliveryPlan Unknown"),
        ],
    );
}

#[test]
fn a_number_that_was_one_ten_is_told_from_one_one() {
    let draft = draft(&[("1.1 | HOU", "=1.9 | HOU"), ("1.2 | ENV", "=1.1 | ENV")]);
    assert_eq!(draft.faults.len(), 1);
    assert_eq!(draft.faults[0].kind, FaultKind::Ref(RefFault::LostNought { meant: "1.10".to_owned(), first: None }));
    assert_faults(&[("1.1 | HOU", "=1.1 | HOU"), ("1.2 | ENV", "=1.2 | ENV")], &[]);
    assert_faults(&[("1.1 | HOU", "1.9 | HOU"), ("1.2 | ENV", "1.10 | ENV"), ("1.3 | HOU", "1.1 | HOU")], &[]);
}

#[test]
fn unknown_codes_name_the_nearest() {
    let draft = draft(&[("1.1 | HOU | GRO", "1.1 | HOUS | GROW")]);
    let kinds: Vec<&FaultKind> = draft.faults.iter().map(|fault| &fault.kind).collect();
    let plan = DeliveryPlanFault::Unknown { code: "HOUS".to_owned(), nearest: Some("HOU".to_owned()) };
    let priority = PriorityFault::Unknown { nearest: Some("GRO".to_owned()) };
    assert_eq!(kinds, [&FaultKind::DeliveryPlan(plan), &FaultKind::Priority(priority)]);
    assert_eq!(draft.faults[0].reference.as_deref(), Some("1.1"));
    assert_eq!(draft.faults[0].found, "HOUS");
}

#[test]
fn a_row_without_priority_is_said_where_its_plan_gives_none_for_no_other_reason() {
    assert_faults(
        &[("b@example.org | GRO", "b@example.org |")],
        &[("Actions!C4", "Priority Missing"), ("Indicators!C2", "Priority Missing")],
    );
    assert_faults(&[("b@example.org | GRO", "b@example.org | Growth")], &[("Delivery plans!F2", "Priority Unknown")]);
}

#[test]
fn every_kind_of_deadline_cell_is_read() {
    let read = |cell: &str| draft(&[("Build 40 homes | 31/03/2026", &format!("Build 40 homes | {cell}"))]);
    for (cell, day) in [
        ("@2026-02-14", date(2026, 2, 14)),
        ("@2026-02", date(2026, 2, 28)),
        ("=2021", date(2021, 12, 31)),
        ("2021-23", date(2023, 3, 31)),
        ("By 30 June", date(2025, 6, 30)),
    ] {
        let draft = read(cell);
        assert!(draft.faults.is_empty(), "{cell}: {:#?}", draft.faults);
        assert_eq!(draft.plan.unwrap().actions[0].issued.deadline.day(), Some(day), "{cell}");
    }
    for cell in ["Complete", "Autumn 2025", "TBC", "31/06/2025", "=12", "!#N/A"] {
        let draft = read(cell);
        assert_eq!(draft.faults.len(), 1, "{cell}");
        assert!(matches!(draft.faults[0].kind, FaultKind::DeadlineUnreadable { agreed: false, .. }), "{cell}");
        assert!(draft.plan.is_some_and(|plan| matches!(plan.actions[0].deadline, Deadline::Unreadable(_))), "{cell}");
    }
}

#[test]
fn a_blank_deadline_is_said_of_monitored_actions_of_this_period_only() {
    assert_faults(&[("| 31/03/2026 |", "| |")], &[("Actions!E2", "DeadlineMissing")]);
    assert_faults(&[("| 31/03/2026 | |", "| | No |")], &[]);
    assert_faults(&[("| 31/03/2026 | | | |", "| | | | 2024-25 |")], &[]);
    assert_faults(&[("| 31/03/2026 | | |", "| | | Q4 |")], &[]);
}

#[test]
fn an_agreed_deadline_that_cannot_be_read_leaves_the_planned_one() {
    let draft = draft(&[("| Yes | March 2026", "| Yes | asap")]);
    assert!(matches!(draft.faults[0].kind, FaultKind::DeadlineUnreadable { agreed: true, .. }));
    assert_eq!(draft.plan.unwrap().actions[1].issued.deadline.day(), Some(date(2025, 12, 31)));
}

#[test]
fn open_deadlines_are_counted_once_for_the_sheet() {
    let draft = draft(&[("| 31/03/2026 |", "| Ongoing |"), ("| 2025/26 |", "| Continuous |")]);
    assert_eq!(draft.faults.len(), 1);
    // The action for information only is neither open nor counted.
    assert_eq!(draft.faults[0].kind, FaultKind::OpenDeadlines { open: 1, of: 2 });
    assert_eq!(draft.faults[0].at, Place::Sheet { sheet: "Actions".to_owned() });
    assert_eq!(draft.plan.unwrap().actions[0].deadline, Deadline::Open(OpenWord::Ongoing));
}

#[test]
fn targets_must_be_numbers_only_where_a_band_rates() {
    assert_faults(&[("=93% |", "as high as can be |")], &[("Indicators!K2", "Target Unreadable")]);
    assert_faults(&[("=93% |", " |")], &[("Indicators!K2", "Target Missing")]);
    assert_faults(&[("=93% |", "90 to 95 |")], &[("Indicators!K2", "Target IsARange")]);
    assert_faults(&[("10 to 20", "=15")], &[("Indicators!K4", "Target NotARange")]);
    assert_faults(&[("10 to 20", "10% to 20%")], &[]);
    assert_faults(&[("=200", "some")], &[("Indicators!L3", "Target Unreadable")]);
    assert_faults(&[("=1000 |", " |")], &[]);
    let unrated = [("=93% |", "words |"), ("Given and checked", "None")];
    assert_faults(&unrated, &[]);
    let draft = draft(&unrated);
    assert_eq!(draft.plan.unwrap().indicators[0].tolerance, None);
}

#[test]
fn a_percent_target_is_what_is_shown() {
    for (cell, target) in [("=93%", "93"), ("=93", "93"), ("93%", "93"), ("93", "93"), ("=0.93", "0.93")] {
        let plan = draft(&[("=93% |", &format!("{cell} |"))]).plan.unwrap();
        assert_eq!(plan.indicators[0].target, Target::Number(target.parse().unwrap()), "{cell}");
    }
}

#[test]
fn no_share_of_a_target_of_nought_can_be_taken() {
    assert_faults(&[("=93% |", "=0 |")], &[("Indicators!K2", "ZeroTarget")]);
    assert_faults(&[("10 to 20", "0 to 20")], &[]);
    assert_faults(&[("=93% |", "=0 |"), ("| % of target |", "| units |")], &[]);
}

#[test]
fn a_polarity_is_needed_where_a_band_rates() {
    assert_faults(&[("| % | Higher |", "| % | |")], &[("Indicators!F2", "Polarity Missing")]);
    assert_faults(&[("| % | Higher |", "| % | Up |")], &[("Indicators!F2", "Polarity Unknown")]);
}

#[test]
fn a_cumulative_profile_neither_falls_nor_ends_elsewhere() {
    assert_faults(&[("=200 | =450", "=500 | =450")], &[("Indicators!M3", "Profile Falls")]);
    assert_faults(
        &[("| Target Q1 | Target Q2 |", "| Target Q1 | Target Q4 |"), ("=200 | =450", "=200 | =900")],
        // The straight line of the third quarter stands at 750.
        &[("Indicators!M3", "Profile End")],
    );
    assert_faults(&[("| Yes | | =1000 | =200 | =450", "| | | =1000 | =500 | =450")], &[]);
}

#[test]
fn tolerances_are_known_whole_and_rate_with_ratings_that_exist() {
    assert_faults(&[("=93% | | | |", "=93% | | | Standrd 5% |")], &[("Indicators!N2", "ToleranceUnknown")]);
    assert_faults(&[("tolerance | Standard 5%", "tolerance | Usual")], &[("Settings!B15", "ToleranceUnknown")]);
    assert_faults(&[("Amber | < 5", "Amber | < 0")], &[("Tolerances!D3", "Tolerance Bands")]);
    assert_faults(&[("Red | >= 5", "Red | > 5")], &[("Tolerances!D4", "Tolerance Bands")]);
    assert_faults(&[("Amber | < 5", "Amber | a bit")], &[("Tolerances!D3", "Tolerance ShortfallUnreadable")]);
    assert_faults(&[("| % of target |", "| per cent |")], &[("Tolerances!B2", "Tolerance MeasureUnknown")]);
    assert_faults(&[(" | | Amber | < 5", " | units | Amber | < 5")], &[("Tolerances!B3", "Tolerance MeasureDiffers")]);
    assert_faults(&[(" | | Amber | < 5", " | | Ambre | < 5")], &[("Tolerances!C3", "RatingUnknown")]);
    assert_faults(
        &[("Standard 5% | % of target |", " | % of target |")],
        &[
            ("Settings!B15", "ToleranceUnknown"),
            ("Tolerances!A2", "Tolerance Unnamed"),
            ("Tolerances!A3", "Tolerance Unnamed"),
            ("Tolerances!A4", "Tolerance Unnamed"),
        ],
    );
}

#[test]
fn windows_of_slippage_join() {
    assert_faults(&[("Off track | 3 months", "Off track | 4 months")], &[("Ratings!H5", "Slippage Windows")]);
    assert_faults(
        &[("Off track | 3 months |", "Off track | 3 months | 1 year")],
        &[("Ratings!I5", "Slippage Unreadable")],
    );
    assert_faults(
        &[("Off track | 3 months |", "Off track | 3 months | 9 months")],
        &[("Ratings!I5", "Slippage Windows")],
    );
    assert_faults(&[("Behind | 0 |", "Behind | 1 month |")], &[("Ratings!H4", "Slippage Windows")]);
}

#[test]
fn a_word_means_one_rating_of_a_kind() {
    assert_faults(&[("Actions | Red |", "Actions | done |")], &[("Ratings!B5", "Rating Twice")]);
    assert_faults(&[("Actions | Red |", "Actions | not rated |")], &[("Ratings!B5", "Rating Reserved")]);
    assert_faults(&[("Done, Finished", "Done, amber")], &[("Ratings!B4", "Rating Twice")]);
    assert_faults(&[("Actions | Red | ", "Actions | Red | ✓")], &[("Ratings!C5", "Rating Twice")]);
    assert_faults(&[("Actions | Complete | ✓ | Done", "Actions | Complete | ✓ | complete, ✓")], &[]);
}

#[test]
fn a_cell_of_closed_choice_says_what_it_may_be() {
    assert_faults(&[("Reporting | Quarterly", "Reporting | Weekly")], &[("Settings!B4", "Setting Invalid")]);
    assert_faults(&[("2025-26 Q1", "2025-27 Q1")], &[("Settings!B6", "Setting Invalid")]);
    assert_faults(&[("Percentage places | =0", "Percentage places | =3")], &[("Settings!B12", "Setting Invalid")]);
    assert_faults(&[("Returns due | 2025-07-11", "Returns due | soon")], &[("Settings!B7", "Setting Invalid")]);
    assert_faults(&[("| Q3 | Yes |", "| Q3 | Perhaps |")], &[("Actions!F3", "Setting Invalid")]);
    assert_faults(&[("=8000", "green")], &[("Ratings!E3", "Setting Invalid")]);
    assert_faults(&[("| On track | On track |", "| On track | Fine |")], &[("Ratings!G3", "Setting Invalid")]);
    assert_faults(&[("Q2, Q4", "Q2, Q5")], &[("Indicators!H4", "Setting Invalid")]);
    let draft = draft(&[("Commentary limit | =1500", "Commentary limit | none")]);
    let what = "Commentary limit".to_owned();
    let fault = SettingFault::Invalid { what, may_be: MayBe::WholeNumber(1, 32_767) };
    assert_eq!(draft.faults[0].kind, FaultKind::Setting(fault));
}

#[test]
fn settings_are_known_and_stand_once() {
    assert_faults(&[("Sign-off |", "Sign offf |")], &[("Settings!A17", "SettingUnknown")]);
    assert_faults(&[("Plan title |", "Organisation |")], &[("Settings!A3", "Setting Twice")]);
    assert_faults(&[("Period | 2025-26 Q1", "Period |")], &[("Settings!B6", "Setting PeriodMissing")]);
    assert_faults(&[("Period | 2025-26 Q1\n", "")], &[("Settings", "Setting PeriodMissing")]);
}

#[test]
fn a_delivery_plan_needs_rows_a_lead_and_addresses_that_can_be_mailed() {
    let moved: [(&str, &str); 4] =
        [("1.2 | ENV", "1.2 | HOU"), ("HOU; ENV", "HOU"), ("E1 | ENV", "E1 | HOU"), ("E2 | ENV", "E2 | HOU")];
    let mut changes = moved.to_vec();
    assert_faults(&changes, &[]);
    changes.push(("E3 | ENV", "E3 | HOU"));
    assert_faults(&changes, &[("Delivery plans!A3", "DeliveryPlanEmpty")]);
    assert_faults(&[("| environment@example.org |", "| |")], &[("Delivery plans!D3", "Lead EmailMissing")]);
    assert_faults(&[("| Head of Environment |", "| |")], &[("Delivery plans!C3", "Lead OfficerMissing")]);
    assert_faults(&[("a@example.org; b", "a@example.org, b")], &[("Delivery plans!E2", "AddressInvalid")]);
    // Nobody is written to while somebody who should be cannot be.
    assert!(draft(&[("a@example.org; b", "a@example.org, b")]).plan.unwrap().delivery_plans[0].email.is_empty());
    assert_faults(&[("performance@example.org", "performance team")], &[("Settings!B8", "AddressInvalid")]);
}

#[test]
fn a_delivery_plan_whose_actions_have_all_ended_is_empty() {
    let text = without("Indicators")
        .replace("March 2026 | | With schools", "March 2026 | 2024-25 Q4 | With schools")
        .replace("HOU; ENV", "HOU");
    assert_faults_of(&text, &[("Delivery plans!A3", "DeliveryPlanEmpty")]);
}

#[test]
fn rules_and_waivers_keep_their_cells() {
    let more = "[Rules]\nRule | Severity\nRAT005 | Warning\nDLN006 | Loud\n[Waivers]\nRule | Ref | Period | Reason | \
                Approved by\nRAT003 | 1.1 | 2025-26 Q1 | Agreed | Head of Policy\nRAT003 | 1.2 | H1 | Agreed | Head of \
                Policy\n[Messages]\nMessage | Text\nIssue subject | Return for {period}\n";
    let draft = read(&workbook(&format!("{SOUND}{more}")), None);
    let found: Vec<_> = draft.faults.iter().map(super::trial::brief).map(|(at, _)| at).collect();
    assert_eq!(found, ["Rules!B3", "Waivers!C3"]);
    let plan = draft.plan.unwrap();
    assert_eq!(plan.policy.levels.len(), 1);
    assert_eq!(plan.policy.waivers.len(), 1);
    assert_eq!(plan.policy.waivers[0].at.to_string(), "A2");
    assert_eq!(plan.messages[&Message(Mail::Issue, MailPart::Subject)], "Return for {period}");
}

#[test]
fn blank_rows_and_rows_above_shift_no_cell() {
    let text = changed(&[("[Actions]\n", "[Actions]\nThe plan for 2025/26\n\n"), ("1.2 | ENV", "\n   |  \n1.2 | ENX")]);
    assert_faults_of(&text, &[("Actions!B7", "DeliveryPlan Unknown")]);
}

#[test]
fn spaces_capitals_and_order_of_sheets_and_columns_do_not_matter() {
    let text = changed(&[
        ("[Delivery plans]", "[ DELIVERY\u{a0}plans]"),
        ("Rating | Symbol |", "RATING* |  symbol |"),
        ("Setting | Value", "setting* |  VALUE "),
        ("Reporting | Quarterly", "reporting | QUARTERLY"),
    ]);
    assert_faults_of(&text, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_stands_in_a_cell_reading_ends(
        sheet in 0_usize..9, row in 0_u32..8, col in 0_u16..17, text in "\\PC{0,12}", number in proptest::option::of(-99_999_999_i64..99_999_999)
    ) {
        let mut book = workbook(SOUND);
        let at = CellRef { row, col };
        let cell = match number {
            Some(number) => Cell::number(at, Decimal::new(number, 3)),
            None => Cell::text(at, &text),
        };
        book.sheets[sheet].put(cell);
        let draft = read(&book, None);
        // Whatever is wrong has a place in a sheet that is there.
        let mut places = draft.faults.iter().filter_map(|fault| fault.at.sheet());
        prop_assert!(places.all(|sheet| book.sheets.iter().any(|one| one.name == sheet)));
        if let Some(plan) = draft.plan {
            for delivery_plan in &plan.delivery_plans {
                prop_assert!(plan.issue(&delivery_plan.code).is_some());
            }
        }
    }
}
