//! What can be wrong with a plan workbook, as data: where, of which kind, and what was found there.
//!
//! Each fault carries the values that its message needs and nothing worded. A kind is one PLN rule's, which words it:
//! `rules/noted.rs` says which.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{BandsFault, DeadlineDoubt, NotADate, Period, Unit};
use crate::grid::{CellRef, Place, Runs};

use super::seen_fault::{FormattingFault, MergedFault};

pub(crate) use super::cell_fault::{CellFault, CellOf, Holds, OptionalFault, ParentFault, PastFault};
pub(crate) use super::rating_fault::{RatingFault, SlippageFault};
pub(crate) use super::sheet_fault::{ColumnFault, SettingFault, SheetFault};

/// One thing that is wrong with the plan workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where it is.
    pub at: Place,
    /// The ref or code of its row, where the row has one.
    pub reference: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What stands in the cell, as shown; empty where nothing does.
    pub found: String,
}

/// What is wrong: a kind for each PLN rule that tells of what the reader noted.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// A sheet that the plan cannot do without.
    Sheet(SheetFault),
    /// A heading.
    Column(ColumnFault),
    /// A ref or code.
    Ref(RefFault),
    /// The priority of a row.
    Priority(PriorityFault),
    /// The delivery plan of a row.
    DeliveryPlan(DeliveryPlanFault),
    /// Not a deadline.
    DeadlineUnreadable {
        /// What it is instead.
        why: NotADate,
        /// Whether the agreed deadline is meant.
        agreed: bool,
    },
    /// The target of an indicator that a band rates.
    Target(TargetFault),
    /// The rows of a tolerance.
    Tolerance(ToleranceFault),
    /// The slippage that a rating stands for.
    Slippage(SlippageFault),
    /// The addresses that are none.
    AddressInvalid(Vec<String>),
    /// No tolerance of that name.
    ToleranceUnknown {
        /// The name that is nearest to it.
        nearest: Option<String>,
    },
    /// A tolerance in % of target, and the target is 0.
    ZeroTarget {
        /// The tolerance.
        tolerance: String,
    },
    /// Better when of an indicator that a band rates.
    Polarity(PolarityFault),
    /// The targets of a cumulative indicator.
    Profile(ProfileFault),
    /// No setting of that name.
    SettingUnknown {
        /// The setting that is nearest to it.
        nearest: Option<&'static str>,
    },
    /// Nothing that is printed has that name.
    WordUnknown {
        /// The name that is nearest to it.
        nearest: Option<String>,
    },
    /// The wording of the period is plainly that of another one.
    WordingOfOtherPeriod {
        /// The period that it names.
        other: Period,
        /// The plan's.
        period: Period,
    },
    /// A setting, or another cell of closed choice.
    Setting(SettingFault),
    /// So many rows and columns of a table are hidden or filtered out.
    Hidden { rows: usize, columns: usize },
    /// Nothing is issued to the delivery plan in this period.
    DeliveryPlanEmpty,
    /// Who leads a delivery plan.
    Lead(LeadFault),
    /// Deadlines without a day.
    OpenDeadlines {
        /// How many monitored actions have one.
        open: usize,
        /// How many monitored actions there are.
        of: usize,
    },
    /// A word that is to mean a rating.
    Rating(RatingFault),
    /// A monitored action without a deadline.
    DeadlineMissing,
    /// A band that names no rating of indicators.
    RatingUnknown {
        /// The tolerance.
        tolerance: String,
        /// The rating that is nearest to it.
        nearest: Option<String>,
    },
    /// Words in braces in a message that are no placeholder, without the braces.
    PlaceholdersUnknown(Vec<String>),
    /// A row of the Messages sheet.
    Message(MessageFault),
    /// Something is crossed out, raised or lowered.
    Formatting(FormattingFault),
    /// A merged cell in a table.
    Merged {
        /// What it does there.
        fault: MergedFault,
        /// Its last cell.
        last: CellRef,
    },
    /// A cell of which nothing can be read.
    Cell(CellFault),
    /// A percentage that may be meant a hundredfold larger or smaller.
    PercentScale {
        /// What was read: a number, or the two of a range.
        read: Vec<Decimal>,
        /// What may be meant.
        meant: Vec<Decimal>,
    },
    /// A rating word of that many characters, which is more than can be used everywhere.
    RatingWordTooLong {
        /// How many it has.
        length: usize,
    },
    /// A heading that is nearly one of the plan's.
    HeadingUnknown {
        /// The heading that is nearest to it.
        meant: String,
    },
    /// Something in a column that is headed by an earlier period.
    Past(PastFault),
    /// The row beneath which a row is to stand.
    Parent(ParentFault),
    /// Something in another optional column.
    Optional(OptionalFault),
    /// The day by which returns are due is odd for the sheet's own period.
    ReturnsDueOdd {
        /// The day.
        due: Date,
        /// The period.
        period: Period,
    },
    /// A deadline that was read and may be another day than was meant.
    DeadlineOdd {
        /// The day that was taken.
        day: Date,
        /// Why it may be another.
        doubt: DeadlineDoubt,
        /// Whether the agreed deadline is meant.
        agreed: bool,
        /// The period.
        period: Period,
    },
}

/// What can be wrong with a ref or code.
#[derive(Debug, Clone, PartialEq)]
pub enum RefFault {
    /// There is none.
    Blank {
        /// The heading of its column.
        heading: String,
    },
    /// A date stands in its place: Excel makes one of 1-2 or 3/4.
    IsDate {
        /// The heading of its column.
        heading: String,
    },
    /// A time stands in its place: Excel makes one of 1:30.
    IsTime {
        /// The heading of its column.
        heading: String,
    },
    /// A number whose format shows a fraction, a power of ten or nothing of it.
    NotWritten {
        /// The heading of its column.
        heading: String,
    },
    /// A part of it is crossed out, raised or lowered.
    Formatting {
        /// The heading of its column.
        heading: String,
        /// Its text in runs.
        runs: Runs,
    },
    /// It stands twice.
    Twice {
        /// The heading of its column.
        heading: String,
        /// Where it stands first.
        first: CellRef,
    },
    /// It lost its last nought, because the cell holds a number.
    LostNought {
        /// The ref that was meant, going by its neighbours.
        meant: String,
        /// Where the ref that it was mistaken for stands, where there is one.
        first: Option<CellRef>,
    },
}

/// What can be wrong with a priority.
#[derive(Debug, Clone, PartialEq)]
pub enum PriorityFault {
    /// None of that code or name.
    Unknown {
        /// The code that is nearest to it.
        nearest: Option<String>,
    },
    /// Neither the row nor its delivery plan gives one.
    Missing,
    /// A part of its code is crossed out, raised or lowered.
    Formatting(Runs),
}

/// What can be wrong with the delivery plan of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum DeliveryPlanFault {
    /// None of that code.
    Unknown {
        /// The code as typed.
        code: String,
        /// The code that is nearest to it.
        nearest: Option<String>,
    },
    /// The row names none.
    Missing,
    /// A part of its code is crossed out, raised or lowered.
    Formatting(Runs),
}

/// What can be wrong with a target.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetFault {
    /// There is none for the period.
    Missing,
    /// It is not a number.
    Unreadable,
    /// In range needs a lower and an upper number.
    NotARange,
    /// Two numbers, and better is Higher or Lower.
    IsARange,
    /// No value of its unit, which is written in words: hours and minutes, Yes or No.
    NotInUnit(Unit),
}

/// What can be wrong with the rows of a tolerance.
#[derive(Debug, Clone, PartialEq)]
pub enum ToleranceFault {
    /// The bands do not cover every number once, best to worst.
    Bands {
        /// Its name.
        tolerance: String,
        /// What is wrong with them.
        fault: BandsFault,
    },
    /// The shortfall of a band cannot be read.
    ShortfallUnreadable {
        /// Its name.
        tolerance: String,
    },
    /// What it is measured in cannot be read.
    MeasureUnknown {
        /// Its name.
        tolerance: String,
    },
    /// Its rows are measured in different things.
    MeasureDiffers {
        /// Its name.
        tolerance: String,
        /// What its first row says.
        first: String,
    },
    /// A band that belongs to none.
    Unnamed,
}

/// What can be wrong with Better when.
#[derive(Debug, Clone, PartialEq)]
pub enum PolarityFault {
    /// It is blank.
    Missing,
    /// It is none of Higher, Lower and In range.
    Unknown,
}

/// What can be wrong with the targets of a cumulative indicator.
#[derive(Debug, Clone, PartialEq)]
pub enum ProfileFault {
    /// They fall.
    Falls {
        /// The period before, such as `Q1`.
        before: String,
        /// Its target.
        high: Decimal,
        /// The period in which it is lower.
        period: String,
        /// The lower target.
        low: Decimal,
    },
    /// The last period's is not the year's.
    End {
        /// The last period, such as `Q4`.
        period: String,
        /// Its target.
        last: Decimal,
        /// The year's target.
        target: Decimal,
    },
}

/// What can be missing of who leads a delivery plan.
#[derive(Debug, Clone, PartialEq)]
pub enum LeadFault {
    /// The e-mail address.
    EmailMissing,
    /// The lead officer.
    OfficerMissing,
}

/// What can be wrong with a row of the Messages sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum MessageFault {
    /// It names no mail.
    Unknown {
        /// The name that is nearest to it.
        nearest: Option<&'static str>,
    },
    /// Another row words that mail already.
    Twice,
}

impl FaultKind {
    /// Whether a sheet or a column that the plan must have is not there.
    pub(super) fn lacks_a_table(&self) -> bool {
        use ColumnFault::{HeadingsMissing, Missing};
        matches!(self, Self::Sheet(SheetFault::Missing { .. }) | Self::Column(HeadingsMissing { .. } | Missing { .. }))
    }

    /// Whether the fault can only be told when the period is known.
    pub(super) fn needs_period(&self) -> bool {
        matches!(
            self,
            Self::DeadlineUnreadable { .. }
                | Self::Target(_)
                | Self::ZeroTarget { .. }
                | Self::Profile(_)
                | Self::DeliveryPlanEmpty
                | Self::OpenDeadlines { .. }
                | Self::DeadlineMissing
                | Self::DeadlineOdd { .. }
                | Self::Past(_)
        )
    }
}
