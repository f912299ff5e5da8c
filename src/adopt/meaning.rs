//! What the columns of a tracker hold, as far as a plan has a place for it.

use serde::Deserialize;

/// What a heading says by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Meaning {
    Ref,
    Action,
    ActionAndCommentary,
    Indicator,
    Title,
    Type,
    Plan,
    Priority,
    Outcome,
    Project,
    Approach,
    LeadOfficer,
    PortfolioHolder,
    ScrutinyCommittee,
    Deadline,
    AgreedDeadline,
    RevisedDeadline,
    CompletedDate,
    Start,
    Role,
    Monitored,
    Rating,
    Status,
    Commentary,
    Value,
    Target,
    Unit,
    BetterWhen,
    Frequency,
    Cumulative,
    Baseline,
    Tolerance,
    Decimals,
    Complete,
    Direction,
    /// A deadline in the rows of actions, a target in those of indicators.
    TargetOrDeadline,
}

/// What stands under a heading that names a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Beside {
    Value,
    Target,
    Rating,
    Commentary,
    /// Its cells say which.
    Either,
}

impl Meaning {
    /// Whether a row has its name there.
    pub(super) fn is_title(self) -> bool {
        matches!(self, Self::Action | Self::ActionAndCommentary | Self::Indicator | Self::Title)
    }

    /// Whether a blank cell there takes what stands above it: what rows are grouped by is often written once.
    pub(super) fn is_group(self) -> bool {
        matches!(self, Self::Plan | Self::Priority | Self::Outcome | Self::Project | Self::Approach)
    }

    /// Whether only indicators have it.
    pub(super) fn is_of_indicators(self) -> bool {
        matches!(
            self,
            Self::Indicator
                | Self::Value
                | Self::Target
                | Self::Unit
                | Self::BetterWhen
                | Self::Frequency
                | Self::Cumulative
                | Self::Baseline
                | Self::Tolerance
                | Self::Decimals
        )
    }

    /// Whether only actions have it.
    pub(super) fn is_of_actions(self) -> bool {
        matches!(
            self,
            Self::Action
                | Self::ActionAndCommentary
                | Self::Deadline
                | Self::AgreedDeadline
                | Self::RevisedDeadline
                | Self::CompletedDate
                | Self::Start
                | Self::Complete
        )
    }
}

/// The reference of a row by the word for rows and one for references: "Metric ID", "Pledge no.".
pub(super) fn of_reference(text: &str, of: impl Fn(&str) -> Option<Meaning>) -> Option<Meaning> {
    let (noun, last) = text.rsplit_once(' ')?;
    let is_sign = matches!(last.trim_end_matches('.'), "ref" | "id" | "no" | "number" | "code" | "reference");
    let is_of_rows = of(noun).is_some_and(|meaning| meaning.is_title() || meaning == Meaning::Project);
    (is_sign && is_of_rows).then_some(Meaning::Ref)
}

/// What a heading of two halves means, such as "Target / deadline" or "Milestone or KPI": what both mean, or what each means in
/// rows of its own kind.
pub(super) fn of_halves(text: &str, of: impl Fn(&str) -> Option<Meaning>) -> Option<Meaning> {
    let (first, second) = ["/", " or ", " and ", " & "].iter().find_map(|mark| text.split_once(mark))?;
    let (first, second) = (first.trim(), second.trim());
    // A date alone may be any; beside a target it is the deadline.
    let half = |text: &str| of(text).or_else(|| matches!(text, "date" | "dates").then_some(Meaning::Deadline));
    match (half(first)?, half(second)?) {
        (Meaning::Target, Meaning::Deadline) | (Meaning::Deadline, Meaning::Target) => Some(Meaning::TargetOrDeadline),
        (Meaning::Action, Meaning::Indicator) | (Meaning::Indicator, Meaning::Action) => Some(Meaning::Title),
        (one, other) => (one == other).then_some(one),
    }
}
