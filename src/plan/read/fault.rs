//! What can be wrong with a plan workbook, as data: where, of which kind, and what was found there.
//!
//! Each fault carries the values that its message needs and nothing worded. A kind is one PLN rule's, which words it:
//! `rules/noted.rs` says which.

use rust_decimal::Decimal;

use crate::domain::{BandsFault, Kind, NotADate, Reporting, WindowFault};
use crate::grid::{CellRef, Place};

use super::may_be::MayBe;

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
}

/// What can be wrong with a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetFault {
    /// There is none of that name.
    Missing {
        /// The name that it should have.
        sheet: String,
        /// Another sheet that would do instead.
        or: Option<String>,
    },
    /// No row of it is filled in.
    WithoutRows {
        /// What each row of it would be, by its layout name.
        sheet: String,
    },
    /// The Ratings sheet has no rating for these rows.
    WithoutRatings {
        /// The rows that have none.
        of: Kind,
    },
}

/// What can be wrong with a heading.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnFault {
    /// The sheet has no row of headings.
    HeadingsMissing {
        /// The headings that it must have.
        headings: Vec<String>,
    },
    /// A heading that the sheet must have is not there.
    Missing {
        /// The heading.
        heading: String,
    },
    /// The same heading stands twice; the first was read.
    Twice {
        /// The heading.
        heading: String,
        /// Where it stands first.
        first: CellRef,
    },
    /// A further column has a heading that the return gives to a column of its own.
    Taken {
        /// The heading.
        heading: String,
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
    /// An error such as `#REF!` stands in its place.
    IsError {
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

/// What can be wrong with the slippage of a rating.
#[derive(Debug, Clone, PartialEq)]
pub enum SlippageFault {
    /// It cannot be read.
    Unreadable {
        /// The heading of its column.
        heading: String,
    },
    /// The windows of the action ratings do not join.
    Windows(WindowFault),
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

/// What can be wrong with a setting or another cell of closed choice.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingFault {
    /// It holds none of the values that may stand there.
    Invalid {
        /// The setting or the heading of the column.
        what: String,
        /// What may stand there.
        may_be: MayBe,
    },
    /// The same setting twice; the first was read.
    Twice {
        /// Where it stands first.
        first: CellRef,
    },
    /// No period on the Settings sheet, and none asked for.
    PeriodMissing {
        /// How often the council reports.
        reporting: Reporting,
    },
    /// The period asked for on the command line is none of this plan's.
    PeriodArgument {
        /// How often the council reports.
        reporting: Reporting,
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

/// What can be wrong with a word that is to mean a rating.
#[derive(Debug, Clone, PartialEq)]
pub enum RatingFault {
    /// A rating, symbol or other accepted word that means two ratings of one kind.
    Twice {
        /// The word or symbol.
        word: String,
        /// The rating that has it already.
        rating: String,
        /// Actions or indicators.
        of: Kind,
    },
    /// A rating called what the consolidated workbook calls a row without one.
    Reserved {
        /// The word.
        word: String,
    },
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
        )
    }
}
