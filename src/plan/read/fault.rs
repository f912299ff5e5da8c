//! What can be wrong with a plan workbook, as data: where, of which kind, and what was found there.
//!
//! Each kind carries the values that its message needs and nothing worded; the PLN rule that answers for it words it.
//! The border: whether a fault stops a command is the rule's severity and not known here.

use rust_decimal::Decimal;

use crate::domain::{BandsFault, Kind, NotADate, Reporting, WindowFault};
use crate::grid::CellRef;

/// One thing that is wrong with the plan workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where it is.
    pub at: Located,
    /// The ref or code of its row, where the row has one.
    pub reference: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What stands in the cell, as shown; empty where nothing does.
    pub found: String,
}

/// Where a fault is, with the sheet's own name as it stands on its tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// The workbook as a whole.
    Workbook,
    /// A sheet as a whole.
    Sheet {
        /// The name on its tab.
        sheet: String,
    },
    /// One cell.
    Cell {
        /// The name on the sheet's tab.
        sheet: String,
        /// The cell.
        at: CellRef,
    },
}

/// What is wrong, with the values that its message needs. The comment names the rule that answers for it.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// PLN001: there is no sheet of that name.
    SheetMissing {
        /// The name that it should have.
        sheet: String,
        /// Another sheet that would do instead.
        or: Option<String>,
    },
    /// PLN001: the sheet is there, and no row is filled in.
    SheetWithoutRows {
        /// What each row of it would be, by its layout name.
        sheet: String,
    },
    /// PLN001: the Ratings sheet has no rating for these rows.
    RatingsMissing {
        /// The rows that have none.
        of: Kind,
    },
    /// PLN002: the sheet has no row of headings.
    HeadingsMissing {
        /// The headings that it must have.
        headings: Vec<String>,
    },
    /// PLN002: a heading that the sheet must have is not there.
    ColumnMissing {
        /// The heading.
        heading: String,
    },
    /// PLN002: the same heading stands twice; the first was read.
    ColumnTwice {
        /// The heading.
        heading: String,
        /// Where it stands first.
        first: CellRef,
    },
    /// PLN002: a further column has a heading that the return gives to a column of its own.
    HeadingTaken {
        /// The heading.
        heading: String,
    },
    /// PLN003: a row without its ref or code.
    RefBlank {
        /// The heading of the column.
        heading: String,
    },
    /// PLN003: an error such as `#REF!` stands where the ref or code should.
    RefIsError {
        /// The heading of the column.
        heading: String,
    },
    /// PLN003: a date stands where the ref or code should: Excel makes one of 1-2 or 3/4.
    RefIsDate {
        /// The heading of the column.
        heading: String,
    },
    /// PLN003: the same ref or code twice.
    RefTwice {
        /// The heading of the column.
        heading: String,
        /// Where it stands first.
        first: CellRef,
    },
    /// PLN003: a ref that lost its last nought, because the cell holds a number.
    RefLostNought {
        /// The ref that was meant, going by its neighbours.
        meant: String,
        /// Where the ref that it was mistaken for stands, where there is one.
        first: Option<CellRef>,
    },
    /// PLN004: no priority of that code or name.
    PriorityUnknown {
        /// The code that is nearest to it.
        nearest: Option<String>,
    },
    /// PLN004: neither the row nor its delivery plan gives a priority.
    PriorityMissing,
    /// PLN005: no delivery plan of that code.
    DeliveryPlanUnknown {
        /// The code as typed.
        code: String,
        /// The code that is nearest to it.
        nearest: Option<String>,
    },
    /// PLN005: the row names no delivery plan.
    DeliveryPlanMissing,
    /// PLN006: not a deadline.
    DeadlineUnreadable {
        /// What it is instead.
        why: NotADate,
        /// Whether the agreed deadline is meant.
        agreed: bool,
    },
    /// PLN007: a band rates the indicator, and there is no target for the period.
    TargetMissing,
    /// PLN007: a band rates the indicator, and its target is not a number.
    TargetUnreadable,
    /// PLN007: In range needs a lower and an upper number.
    TargetNotARange,
    /// PLN007: two numbers, and better is Higher or Lower.
    TargetIsARange,
    /// PLN008: the bands do not cover every number once, best to worst.
    BandsFaulty {
        /// The tolerance.
        tolerance: String,
        /// What is wrong with its bands.
        fault: BandsFault,
    },
    /// PLN008: the shortfall of a band cannot be read.
    ShortfallUnreadable {
        /// The tolerance.
        tolerance: String,
    },
    /// PLN008: what the tolerance is measured in cannot be read.
    MeasureUnknown {
        /// The tolerance.
        tolerance: String,
    },
    /// PLN008: rows of one tolerance are measured in different things.
    MeasureDiffers {
        /// The tolerance.
        tolerance: String,
        /// What its first row says.
        first: String,
    },
    /// PLN008: a band that belongs to no tolerance.
    ToleranceUnnamed,
    /// PLN009: a slippage that cannot be read.
    SlippageUnreadable {
        /// The heading of its column.
        heading: String,
    },
    /// PLN009: the windows of the action ratings do not join.
    SlippageFaulty {
        /// How they fail to join.
        fault: WindowFault,
    },
    /// PLN010: not an e-mail address.
    AddressInvalid {
        /// The addresses that cannot be used.
        addresses: Vec<String>,
    },
    /// PLN011: no tolerance of that name.
    ToleranceUnknown {
        /// The name that is nearest to it.
        nearest: Option<String>,
    },
    /// PLN012: a tolerance in % of target, and the target is 0.
    ZeroTarget {
        /// The tolerance.
        tolerance: String,
    },
    /// PLN013: a band rates the indicator, and Better when is blank.
    PolarityMissing,
    /// PLN013: Better when is none of Higher, Lower and In range.
    PolarityUnknown,
    /// PLN014: the targets of a cumulative indicator fall.
    ProfileFalls {
        /// The period before, such as `Q1`.
        before: String,
        /// Its target.
        high: Decimal,
        /// The period in which it is lower.
        period: String,
        /// The lower target.
        low: Decimal,
    },
    /// PLN014: the last period's target is not the year's.
    ProfileEnd {
        /// The last period, such as `Q4`.
        period: String,
        /// Its target.
        last: Decimal,
        /// The year's target.
        target: Decimal,
    },
    /// PLN015: no setting of that name.
    SettingUnknown {
        /// The setting that is nearest to it.
        nearest: Option<&'static str>,
    },
    /// PLN016: a cell that must hold one of some values holds another.
    Invalid {
        /// The setting or the heading of the column.
        what: String,
        /// What may stand there.
        may_be: MayBe,
    },
    /// PLN016: the same setting twice; the first was read.
    SettingTwice {
        /// Where it stands first.
        first: CellRef,
    },
    /// PLN016: no period on the Settings sheet, and none asked for.
    PeriodMissing {
        /// How often the council reports.
        reporting: Reporting,
    },
    /// PLN016: the period asked for on the command line is none of this plan's.
    PeriodArgument {
        /// How often the council reports.
        reporting: Reporting,
    },
    /// PLN018: nothing is issued to the delivery plan in this period.
    DeliveryPlanEmpty,
    /// PLN019: no e-mail address for the delivery plan.
    EmailMissing,
    /// PLN019: no lead officer for the delivery plan.
    LeadOfficerMissing,
    /// PLN020: deadlines without a day.
    OpenDeadlines {
        /// How many monitored actions have one.
        open: usize,
        /// How many monitored actions there are.
        of: usize,
    },
    /// PLN021: a rating, symbol or other accepted word that means two ratings of one kind.
    RatingTwice {
        /// The word or symbol.
        word: String,
        /// The rating that has it already.
        rating: String,
        /// Actions or indicators.
        of: Kind,
    },
    /// PLN021: a rating called what the consolidated workbook calls a row without one.
    RatingReserved {
        /// The word.
        word: String,
    },
    /// PLN023: a monitored action without a deadline.
    DeadlineMissing,
    /// PLN024: a band that names no rating of indicators.
    RatingUnknown {
        /// The tolerance.
        tolerance: String,
        /// The rating that is nearest to it.
        nearest: Option<String>,
    },
    /// PLN025: words in braces in a message that are no placeholder.
    PlaceholdersUnknown {
        /// The words, without braces.
        names: Vec<String>,
    },
    /// PLN026: a row of the Messages sheet that names no mail.
    MessageUnknown {
        /// The name that is nearest to it.
        nearest: Option<&'static str>,
    },
    /// PLN026: a mail that another row words already.
    MessageTwice,
}

/// What may stand in a cell of closed choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayBe {
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of a month.
    Month,
    /// A period of the council's calendar.
    Period(Reporting),
    /// A day.
    Day,
    /// A whole number from the first to the last.
    Whole(u32, u32),
    /// A colour as six hexadecimal digits.
    Colour,
    /// Blank, a word for how often, or periods by name.
    Frequency,
    /// Anything, but not nothing.
    Something,
}

impl FaultKind {
    /// Whether the fault can only be told when the period is known.
    pub(super) fn needs_period(&self) -> bool {
        matches!(
            self,
            Self::DeadlineUnreadable { .. }
                | Self::TargetMissing
                | Self::TargetUnreadable
                | Self::TargetNotARange
                | Self::TargetIsARange
                | Self::ZeroTarget { .. }
                | Self::ProfileFalls { .. }
                | Self::ProfileEnd { .. }
                | Self::DeliveryPlanEmpty
                | Self::OpenDeadlines { .. }
                | Self::DeadlineMissing
        )
    }
}
