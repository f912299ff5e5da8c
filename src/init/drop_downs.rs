//! The plan workbook's drop-downs: closed choices from a hidden sheet `Lists`, codes from the sheets that define them.
//!
//! Drop-downs here are an offer: codes may be joined (`a; b`), a priority may be given by name, and words are read
//! whatever their case; so a different entry gets a warning at most. What cannot be read is a finding later.

use rust_xlsxwriter::utility::{cell_range_absolute, quote_sheet_name};
use rust_xlsxwriter::{ColNum, DataValidation, DataValidationErrorStyle, Formula, RowNum, Workbook};

use crate::domain::{Measure, Milestones, Need, Polarity, Rated, Reporting, Rounding, Severity, Standing, month_name};
use crate::layout::{CellKind, Field, PLAN, SheetId};
use crate::plan::{ActionsCounted, DirectionSetting, ForMembers, IndicatorRatings, TablesBy, ZeroCounts};
use crate::workbook::{Styles, WriteError, line, write_text};

/// The name of the hidden sheet; it is no sheet of the plan and is ignored when the plan is read.
const SHEET: &str = "Lists";

/// How many rows below the headings have drop-downs and help.
pub(super) const ROWS_TO_FILL: RowNum = 500;

/// The months as the setting spells them, the default first.
fn months() -> impl Iterator<Item = &'static str> {
    (4..=12).chain(1..=3).map(month_name)
}

/// A closed choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    YesNo,
    BetterWhen,
    Rated,
    AppliesTo,
    Standing,
    Need,
    Measure,
    Level,
    Reporting,
    Month,
    ActionsCounted,
    IndicatorRatings,
    Rounding,
    ZeroCounts,
    Direction,
    TablesBy,
    ForMembers,
    Milestones,
}

/// All lists, each in one column of the hidden sheet.
pub(super) struct DropDowns {
    lists: Vec<(Choice, &'static str, Vec<String>)>,
}

impl DropDowns {
    /// The lists, with the words as the types themselves spell them.
    pub(super) fn new() -> Self {
        use Choice as C;
        let words =
            |words: &[&str]| words.iter().filter(|word| !word.is_empty()).map(|word| (*word).to_owned()).collect();
        let printed = |values: &[&dyn ToString]| values.iter().map(|value| value.to_string()).collect();
        let lists: Vec<(Choice, &'static str, Vec<String>)> = vec![
            (C::YesNo, "Yes or no", words(&["Yes", "No"])),
            (C::BetterWhen, "Better when", printed(&[&Polarity::Higher, &Polarity::Lower, &Polarity::InRange])),
            (C::Rated, "Rated", printed(&[&Rated::Yes, &Rated::MonitorOnly, &Rated::InformationOnly])),
            (C::AppliesTo, "Applies to", words(&["Actions", "Indicators", "Both"])),
            (C::Standing, "Standing", Standing::WORDS.iter().map(ToString::to_string).collect()),
            (C::Need, "Required or optional", printed(&[&Need::Required, &Need::Optional])),
            (
                C::Measure,
                "Measured in",
                printed(&[&Measure::PercentOfTarget, &Measure::PercentagePoints, &Measure::Units]),
            ),
            (C::Level, "Severity", printed(&[&Severity::Error, &Severity::Warning, &Severity::Note, &"Off"])),
            (C::Reporting, "Reporting", words(Reporting::WORDS)),
            (C::Month, "Month", months().map(str::to_owned).collect()),
            (C::ActionsCounted, "Actions counted", words(ActionsCounted::WORDS)),
            (C::IndicatorRatings, "Indicator ratings", words(IndicatorRatings::WORDS)),
            (C::Rounding, "Percentages", printed(&[&Rounding::LargestRemainder, &Rounding::HalfUp])),
            (C::ZeroCounts, "Zero counts", words(ZeroCounts::WORDS)),
            (C::Direction, "Direction of travel", words(DirectionSetting::WORDS)),
            (C::TablesBy, "Tables by", words(TablesBy::WORDS)),
            (C::ForMembers, "For members", words(ForMembers::WORDS)),
            (C::Milestones, "Milestones", words(Milestones::WORDS)),
        ];
        Self { lists }
    }

    /// The words of a choice, the default first.
    pub(super) fn words(&self, choice: Choice) -> &[String] {
        self.lists.iter().find(|(one, _, _)| *one == choice).map(|(_, _, words)| words.as_slice()).unwrap_or_default()
    }

    /// The rule for a column of a sheet: its list, where it has one, and its help as an input message. `None` where
    /// it has neither.
    pub(super) fn rule(
        &self,
        sheet: SheetId,
        field: Field,
        kind: CellKind,
        heading: &str,
        help: Option<&str>,
    ) -> Result<Option<DataValidation>, WriteError> {
        let rule = match (choice(sheet, field, kind), codes(sheet, field)) {
            (Some(choice), _) => self.list(choice)?,
            (None, Some(source)) => {
                DataValidation::new().allow_list_formula(codes_of(source)).show_error_message(false)
            }
            (None, None) if help.is_none() => return Ok(None),
            (None, None) => DataValidation::new().allow_any_value(),
        };
        Ok(Some(match help {
            Some(help) => rule.set_input_title(line(heading, 32))?.set_input_message(line(help, 255))?,
            None => rule,
        }))
    }

    /// The rule that offers a closed choice.
    pub(super) fn list(&self, choice: Choice) -> Result<DataValidation, WriteError> {
        let at = self.lists.iter().position(|(one, _, _)| *one == choice);
        let col = at.and_then(|at| ColNum::try_from(at).ok()).unwrap_or(0);
        let last = RowNum::try_from(self.words(choice).len()).unwrap_or(1);
        Ok(DataValidation::new()
            .allow_list_formula(Formula::new(format!("={SHEET}!{}", cell_range_absolute(1, col, last, col))))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Not in the list")?
            .set_error_message("Please choose from the list, or planroll may not be able to read it.")?)
    }

    /// Writes the hidden sheet.
    pub(super) fn write(&self, workbook: &mut Workbook, styles: &Styles) -> Result<(), WriteError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(SHEET)?.set_hidden(true);
        for (col, (_, heading, words)) in (0..).zip(&self.lists) {
            sheet.set_column_width(col, 22)?;
            write_text(sheet, (0, col), heading, &styles.heading)?;
            for (row, word) in (1..).zip(words) {
                write_text(sheet, (row, col), word, &styles.as_text)?;
            }
        }
        Ok(())
    }
}

/// The closed choice of a column.
fn choice(sheet: SheetId, field: Field, kind: CellKind) -> Option<Choice> {
    Some(match (sheet, field) {
        _ if kind == CellKind::YesNo => Choice::YesNo,
        (SheetId::Indicators, Field::BetterWhen) => Choice::BetterWhen,
        (SheetId::Indicators, Field::Rated) => Choice::Rated,
        (SheetId::Ratings, Field::AppliesTo) => Choice::AppliesTo,
        (SheetId::Ratings, Field::Standing) => Choice::Standing,
        (SheetId::Ratings, Field::ForMembers) => Choice::ForMembers,
        (SheetId::Ratings, Field::Commentary | Field::RevisedDeadline | Field::CompletedDate) => Choice::Need,
        (SheetId::Tolerances, Field::MeasuredIn) => Choice::Measure,
        (SheetId::Rules, Field::Severity) => Choice::Level,
        _ => return None,
    })
}

/// The sheet whose codes a column refers to.
fn codes(sheet: SheetId, field: Field) -> Option<SheetId> {
    match (sheet, field) {
        (SheetId::Actions | SheetId::Indicators, Field::DeliveryPlan) => Some(SheetId::DeliveryPlans),
        (SheetId::Actions | SheetId::Indicators | SheetId::DeliveryPlans, Field::Priority) => Some(SheetId::Priorities),
        _ => None,
    }
}

/// The codes of a sheet: its first column, as far as drop-downs reach.
fn codes_of(source: SheetId) -> Formula {
    let name = PLAN.sheet_name(source);
    Formula::new(format!("={}!{}", quote_sheet_name(name), cell_range_absolute(1, 0, ROWS_TO_FILL, 0)))
}
