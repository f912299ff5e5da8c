//! The starter plans, read back and issued.

use super::*;
use crate::grid::{self, Legacy, Limits, Visibility};
use crate::layout::SheetId;
use crate::plan;

fn period(preset: Preset) -> Period {
    let calendar = preset.calendar();
    Period::containing(jiff::civil::date(2025, 5, 1), &calendar).unwrap()
}

fn read(preset: Preset) -> grid::Workbook {
    let bytes = starter(preset, Some(period(preset))).unwrap();
    grid::read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap()
}

/// Every period that there is in some years, of every preset: its starter has nothing to say of its own Returns due.
#[test]
fn returns_are_due_on_a_day_that_fits_the_period() {
    for preset in Preset::ALL {
        let mut period = Period::containing(jiff::civil::date(2023, 1, 1), &preset.calendar()).unwrap();
        for _ in 0..16 {
            let bytes = starter(preset, Some(period)).unwrap();
            let book = grid::read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
            let draft = plan::read(&book, None);
            let due = draft.plan.unwrap().settings.returns_due.unwrap();
            assert_eq!(due.weekday(), jiff::civil::Weekday::Friday);
            let odd = draft.faults.iter().any(|fault| matches!(fault.kind, plan::FaultKind::ReturnsDueOdd { .. }));
            assert!(!odd, "{preset} {period}: {due}");
            period = period.next();
        }
    }
}

fn headings(book: &grid::Workbook, name: &str) -> Vec<String> {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name).unwrap();
    sheet.row(0).iter().map(grid::Cell::as_shown).collect()
}

#[test]
fn every_preset_is_found_by_its_name() {
    for preset in Preset::ALL {
        assert_eq!(Preset::parse(preset.name()), Some(preset));
        assert_eq!(Preset::parse(&preset.to_string().to_uppercase()), Some(preset));
    }
    assert_eq!(Preset::parse("West Norfolk"), Some(Preset::WestNorfolk));
    assert_eq!(Preset::parse("other"), None);
}

#[test]
fn a_scheme_names_only_settings_sheets_and_columns_that_there_are() {
    for preset in Preset::ALL {
        for name in preset.scheme().setting_names() {
            assert!(plan::Setting::ALL.iter().any(|setting| setting.name() == name), "{preset}: {name}");
        }
        for layout in &PLAN.sheets {
            let Some(sheet) = preset.scheme().sheet(layout.id) else { continue };
            for field in &sheet.columns {
                assert!(layout.column(*field).is_some_and(|column| column.optional), "{preset} {field:?}");
            }
            for row in &sheet.rows {
                assert_eq!(row.further.len(), sheet.further.len(), "{preset} {}", layout.name);
                for field in row.cells.keys() {
                    let column = layout.column(*field).unwrap();
                    assert!(!column.optional || sheet.columns.contains(field), "{preset} {} {field:?}", layout.name);
                }
            }
        }
    }
}

#[test]
fn sheets_and_headings_are_those_of_the_contract() {
    let book = read(Preset::Standard);
    let visible: Vec<&str> =
        book.sheets.iter().filter(|s| s.visibility == Visibility::Visible).map(|s| s.name.as_str()).collect();
    assert_eq!(
        visible,
        [
            "About this workbook",
            "Settings",
            "Priorities",
            "Delivery plans",
            "Actions",
            "Indicators",
            "Ratings",
            "Tolerances"
        ]
    );
    assert_eq!(headings(&book, "Settings"), ["Setting", "Value", "What it may be"]);
    assert_eq!(headings(&book, "Priorities"), ["Code", "Priority"]);
    assert_eq!(headings(&book, "Delivery plans"), ["Code", "Delivery plan", "Lead officer", "Email", "Priority"]);
    assert_eq!(headings(&book, "Actions"), ["Ref", "Delivery plan", "Priority", "Action", "Deadline"]);
    assert_eq!(
        headings(&book, "Indicators"),
        [
            "Ref",
            "Delivery plan",
            "Priority",
            "Indicator",
            "Unit",
            "Better when",
            "Rated",
            "Frequency",
            "Cumulative",
            "Baseline",
            "Target"
        ]
    );
    assert_eq!(
        headings(&book, "Ratings"),
        [
            "Applies to",
            "Rating",
            "Symbol",
            "Also accepted",
            "Colour",
            "Meaning",
            "Standing",
            "Slippage over",
            "Slippage up to",
            "Commentary",
            "Revised deadline",
            "Completed date",
            "In percentages"
        ]
    );
    assert_eq!(headings(&book, "Tolerances"), ["Tolerance", "Measured in", "Rating", "Shortfall"]);
    assert_eq!(
        headings(&read(Preset::CannockChase), "Actions"),
        ["Ref", "Delivery plan", "Priority", "Project", "Approach", "Action", "Deadline"]
    );
    let targets: Vec<String> =
        headings(&read(Preset::WestNorfolk), "Indicators").into_iter().filter(|h| h.starts_with("Target")).collect();
    assert_eq!(targets, ["Target", "Target Q1", "Target Q2", "Target Q3", "Target Q4"]);
}

#[test]
fn every_starter_is_read_without_a_fault_and_issued_at_once() {
    for preset in Preset::ALL {
        let draft = plan::read(&read(preset), None);
        assert!(draft.faults.is_empty(), "{preset}: {:?}", draft.faults);
        let plan = draft.plan.unwrap();
        for delivery_plan in &plan.delivery_plans {
            let issued = plan.issue(&delivery_plan.code).unwrap();
            assert!(!issued.actions.is_empty() || !issued.indicators.is_empty());
            crate::issue::issue(&issued).unwrap();
        }
    }
}

#[test]
fn every_starter_is_issued_for_any_period_of_two_years() {
    for preset in Preset::ALL {
        let mut period = period(preset);
        for _ in 0..8 {
            let bytes = starter(preset, Some(period)).unwrap();
            let book = grid::read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
            let draft = plan::read(&book, None);
            assert!(draft.faults.is_empty(), "{preset} {period}: {:?}", draft.faults);
            assert_eq!(draft.plan.unwrap().period, period);
            period = period.next();
        }
    }
}

#[test]
fn the_settings_read_back_are_those_of_the_presets_table() {
    let settings = |preset| plan::read(&read(preset), None).plan.unwrap().settings;
    let standard = settings(Preset::Standard);
    assert_eq!(standard.default_tolerance.as_deref(), Some("Standard 5%"));
    assert_eq!((standard.places, standard.commentary_limit), (0, 1500));
    let cannock = settings(Preset::CannockChase);
    assert_eq!(cannock.actions_counted, plan::ActionsCounted::WhenRated);
    assert_eq!(cannock.indicator_ratings, plan::IndicatorRatings::None);
    assert_eq!((cannock.places, cannock.zero_counts), (1, plan::ZeroCounts::Bare));
    assert_eq!(settings(Preset::WestNorfolk).direction, plan::DirectionSetting::Rating);
    assert_eq!(settings(Preset::Southend).direction, plan::DirectionSetting::Given);
    assert_eq!(settings(Preset::Colchester).calendar.reporting, crate::domain::Reporting::HalfYearly);
    assert_eq!(settings(Preset::Colchester).default_tolerance, None);
    let monthly = settings(Preset::Monthly);
    assert_eq!(monthly.calendar.reporting, crate::domain::Reporting::Monthly);
    assert_eq!(monthly.indicator_ratings, plan::IndicatorRatings::Computed);
}

#[test]
fn ratings_and_their_order_are_those_of_the_presets_table() {
    let names = |preset| {
        let scheme = plan::read(&read(preset), None).plan.unwrap().scheme;
        let of = |scale: &crate::domain::Scale| scale.names().map(str::to_owned).collect::<Vec<_>>();
        (of(&scheme.actions), of(&scheme.indicators))
    };
    assert_eq!(names(Preset::Standard).0, ["Complete", "Green", "Amber", "Red", "Closed"]);
    assert_eq!(names(Preset::Standard).1, ["Green", "Amber", "Red", "Monitor only", "Awaited"]);
    assert_eq!(names(Preset::CannockChase).0, ["Completed", "Slightly behind", "Behind", "To be closed"]);
    assert_eq!(names(Preset::WestNorfolk).0, ["Red", "Amber", "Green", "On hold or closed", "Completed"]);
    assert_eq!(names(Preset::WestNorfolk).1, ["Red", "Amber", "Green", "Monitor only", "In progress"]);
    assert_eq!(names(Preset::Southend).0, ["Red", "Amber", "Green"]);
    assert_eq!(names(Preset::Colchester).1, ["Green", "Amber", "Red"]);
    assert_eq!(names(Preset::Monthly).1, ["Met", "Not met", "Monitor only", "Awaited"]);
}

#[test]
fn the_same_starter_has_the_same_bytes_and_no_period_leaves_the_setting_blank() {
    let bytes = starter(Preset::Standard, None).unwrap();
    assert_eq!(bytes, starter(Preset::Standard, None).unwrap());
    let book = grid::read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
    assert!(plan::read(&book, Some("2030-31 Q4")).plan.is_some());
}

#[test]
fn every_sheet_setting_and_column_of_the_plan_is_described() {
    let book = read(Preset::Standard);
    let about = &book.sheets[0];
    for layout in &PLAN.sheets {
        let described = about.cells.iter().any(|cell| cell.as_shown() == layout.name);
        assert_eq!(described, layout.id != SheetId::About, "{}", layout.name);
    }
    let shown: Vec<String> = about.cells.iter().map(grid::Cell::as_shown).collect();
    for to_add in [
        "May be added: a sheet named Rules with the headings Rule, Severity.",
        "May be added: a sheet named Waivers with the headings Rule, Ref, Period, Reason, Approved by.",
    ] {
        assert!(shown.iter().any(|text| text.starts_with(to_add)), "{to_add}");
    }
    let layout_headings = PLAN.sheets.iter().flat_map(|sheet| &sheet.columns).map(|column| {
        if column.optional {
            format!("{} (optional)", column.heading.replace("{period}", "Q1"))
        } else {
            column.heading.clone()
        }
    });
    for what in layout_headings.chain(plan::Setting::ALL.iter().map(|setting| setting.name().to_owned())) {
        assert!(shown.contains(&what), "{what}");
    }
}
