//! The Settings sheet: what the officer decides for the whole plan, each setting a closed choice.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{Calendar, Milestones, Need, Period, Reporting, Rounding, Share, key, words};

/// Everything on the Settings sheet, with the defaults where a setting is blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name of the council.
    pub organisation: String,
    /// Title of the plan.
    pub plan_title: String,
    /// How often it is reported, and in which month its financial year starts.
    pub calendar: Calendar,
    /// The period on the sheet; `None` where it is blank or cannot be read.
    pub period: Option<Period>,
    /// The day by which returns are due; `None` too where another period is asked for than the sheet's and the
    /// day is not one for it.
    pub returns_due: Option<Date>,
    /// Whom to ask.
    pub contact_name: Option<String>,
    /// Where to send the return.
    pub contact_email: Option<String>,
    /// A link to the folder where services fill their returns in; without it they go out by mail.
    pub returns_folder: Option<String>,
    /// A link to the page on which services check a return before they hand it in.
    pub check_page: Option<String>,
    /// How many working days before they are due returns are reminded of.
    pub remind_before: u32,
    /// Which actions need a rating and are counted.
    pub actions_counted: ActionsCounted,
    /// Which of an action and its milestones are counted.
    pub milestones: Milestones,
    /// Who rates indicators.
    pub indicator_ratings: IndicatorRatings,
    /// How percentages are rounded.
    pub rounding: Rounding,
    /// Decimal places of percentages, 0 to 2.
    pub places: u8,
    /// How a count of nothing is printed.
    pub zero_counts: ZeroCounts,
    /// What the lines of the tables on the front page, of Sentences and of the report are.
    pub tables_by: TablesBy,
    /// Where the direction of travel comes from.
    pub direction: DirectionSetting,
    /// Name of the tolerance of indicators that name none.
    pub default_tolerance: Option<String>,
    /// Longest commentary, in characters.
    pub commentary_limit: u32,
    /// Whether the sign-off must be filled in.
    pub sign_off: Need,
}

/// Which actions need a rating and are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionsCounted {
    /// Every monitored action needs a rating and is counted.
    AllMonitored,
    /// Those due by the as-of day and not finished before need one; counted when rated.
    WhenRated,
}

/// Who rates indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorRatings {
    /// The service gives a rating and the band checks it.
    GivenAndChecked,
    /// The band gives the rating; there is no Rating column.
    Computed,
    /// Values are reported; nothing is rated or counted.
    None,
}

/// How a count of nothing is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZeroCounts {
    /// `0 (0%)`
    WithPercentage,
    /// `0`
    Bare,
}

/// What the lines of tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TablesBy {
    /// A line for each priority.
    Priority,
    /// A line for each delivery plan.
    DeliveryPlan,
}

/// What a rating asks members to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForMembers {
    /// To agree the revised deadline.
    AmendDeadline,
    /// To close the action.
    Close,
}

/// Where the direction of travel comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DirectionSetting {
    /// None is shown.
    None,
    /// The service gives it, for actions only.
    Given,
    /// From last period's rating to this one's.
    Rating,
    /// From last period's value to this one's.
    PreviousPeriod,
    /// From the value of the same period last year to this one's.
    SamePeriodLastYear,
    /// Both of these, side by side.
    PreviousPeriodAndLastYear,
}

impl ZeroCounts {
    /// A count with its percentage, as published tables print it: `10 (71.4%)`; bare where it has none, or is nought
    /// and the setting says so.
    pub fn printed(self, count: u64, share: Option<Share>) -> String {
        match share {
            None => count.to_string(),
            Some(_) if count == 0 && self == Self::Bare => count.to_string(),
            Some(share) => format!("{count} ({share}%)"),
        }
    }
}

words!(ActionsCounted, key { AllMonitored => "All monitored", WhenRated => "When rated" });
words!(IndicatorRatings, key { GivenAndChecked => "Given and checked", Computed => "Computed", None => "None" });
words!(ZeroCounts, key { WithPercentage => "0 (0%)", Bare => "0" });
words!(TablesBy, key { Priority => "Priority", DeliveryPlan => "Delivery plan" });
words!(ForMembers, key { AmendDeadline => "Amend deadline", Close => "Close" });
words!(DirectionSetting, key {
    None => "",
    Given => "Given",
    Rating => "Rating",
    PreviousPeriod => "Previous period",
    SamePeriodLastYear => "Same period last year",
    PreviousPeriodAndLastYear => "Previous period; Same period last year" | "Same period last year; Previous period"
        | "Previous period;Same period last year" | "Same period last year;Previous period",
});

impl Default for Settings {
    fn default() -> Self {
        Self {
            organisation: String::new(),
            plan_title: String::new(),
            calendar: Calendar { reporting: Reporting::Quarterly, year_starts: 4 },
            period: None,
            returns_due: None,
            contact_name: None,
            contact_email: None,
            returns_folder: None,
            check_page: None,
            remind_before: 5,
            actions_counted: ActionsCounted::AllMonitored,
            milestones: Milestones::OnlyActions,
            indicator_ratings: IndicatorRatings::GivenAndChecked,
            rounding: Rounding::LargestRemainder,
            places: 0,
            zero_counts: ZeroCounts::WithPercentage,
            tables_by: TablesBy::Priority,
            direction: DirectionSetting::None,
            default_tolerance: None,
            commentary_limit: 1500,
            sign_off: Need::Required,
        }
    }
}
