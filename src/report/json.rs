//! The JSON of `check` and of `consolidate`: versioned, of its own types, and stable.
//!
//! The types here are the contract with other people's programs; they are not the program's own, so that those may
//! change and these need not. A new field may be added; anything else raises [`VERSION`].

use serde::Serialize;

use crate::collection::{Collection, NotLookedAt, Totals};
use crate::domain::Kind;
use crate::plan::{IssuedRow, Plan, Printed};
use crate::returns::Receipt;
use crate::rules::Finding;
use crate::tally::{IndicatorLine, Line, Table, Tally};

use super::checked::{CheckReport, FileReport};
use super::value::{number_of, value_of};
use super::{asks, history};

/// The version of all shapes.
pub(super) const VERSION: &str = "1";

#[derive(Serialize)]
struct Checked<'a> {
    planroll: &'static str,
    as_of: Option<String>,
    files: Vec<File<'a>>,
    across: Vec<Across<'a>>,
    not_looked_at: &'a [NotLookedAt],
    totals: Counts,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: Option<&'a str>,
    plan: Option<&'a str>,
    period: Option<&'a str>,
    rows: Rows,
    findings: Vec<Listed<'a>>,
}

/// A finding across returns: as in a file, with the files that it is about.
#[derive(Serialize)]
struct Across<'a> {
    paths: Vec<&'a str>,
    #[serde(flatten)]
    finding: Listed<'a>,
}

#[derive(Serialize)]
struct Rows {
    actions: usize,
    indicators: usize,
}

#[derive(Serialize)]
struct Listed<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    cells: Vec<String>,
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    message: &'a str,
    expected: &'a str,
    found: &'a str,
    help: &'a str,
    related: Vec<RelatedCell<'a>>,
    waived_by: Option<&'a str>,
}

#[derive(Serialize)]
struct RelatedCell<'a> {
    cell: String,
    label: &'a str,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    waived: usize,
}

#[derive(Serialize)]
struct Consolidated<'a> {
    planroll: &'static str,
    period: String,
    provisional: bool,
    actions: Summary<'a>,
    indicators: Indicators<'a>,
    history: history::History<'a>,
    asks: Vec<asks::Asked<'a>>,
    returns: Returns,
    corrections: Vec<Corrected<'a>>,
    not_looked_at: &'a [NotLookedAt],
    findings: Counts,
}

/// A rating that was corrected by hand.
#[derive(Serialize)]
struct Corrected<'a> {
    kind: &'static str,
    #[serde(rename = "ref")]
    reference: &'a str,
    from: &'a str,
    to: &'a str,
    because: Option<&'a str>,
}

#[derive(Serialize)]
struct Summary<'a> {
    columns: &'a [String],
    priorities: Vec<OfPriority<'a>>,
    overall: Row<'a>,
    not_rated: u64,
    information_only: u64,
    milestones: u64,
    by_delivery_plan: Vec<OfDeliveryPlan<'a>>,
    by_outcome: Vec<Named<'a>>,
    by_portfolio: Vec<Named<'a>>,
    by_committee: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Indicators<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    rows: Vec<Indicator<'a>>,
}

#[derive(Serialize)]
struct OfPriority<'a> {
    code: &'a str,
    priority: &'a str,
    #[serde(flatten)]
    row: Row<'a>,
}

#[derive(Serialize)]
struct OfDeliveryPlan<'a> {
    code: &'a str,
    delivery_plan: &'a str,
    #[serde(flatten)]
    row: Row<'a>,
}

/// A line of a grouping without codes: its name stands for one.
#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    #[serde(flatten)]
    row: Row<'a>,
}

#[derive(Serialize)]
struct Row<'a> {
    counts: &'a [u64],
    percentages: Vec<Option<String>>,
    base: u64,
    total: u64,
}

#[derive(Serialize)]
struct Indicator<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    plan: &'a str,
    value: Option<String>,
    /// The value as a number, where its unit is written in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_number: Option<String>,
    target: Option<String>,
    given: Option<&'a str>,
    computed: Option<&'a str>,
    counted: Option<&'a str>,
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct Returns {
    expected: usize,
    received: usize,
    missing: Vec<String>,
    duplicated: Vec<String>,
    rejected: Vec<String>,
}

/// The result of `check` as JSON, with a line break at its end.
///
/// # Errors
/// Only where a value cannot be put into JSON, which no report can bring about.
pub fn check_json(report: &CheckReport<'_>) -> Result<String, serde_json::Error> {
    let checked = Checked {
        planroll: VERSION,
        as_of: report.as_of.map(|day| day.to_string()),
        files: report.files.iter().map(file).collect(),
        across: report.across.iter().map(|one| Across { paths: one.paths().collect(), finding: found(one) }).collect(),
        not_looked_at: &report.not_looked_at,
        totals: report.totals().into(),
    };
    Ok(serde_json::to_string_pretty(&checked)? + "\n")
}

/// The counts of a quarter as JSON, with a line break at its end.
///
/// # Errors
/// Only where a value cannot be put into JSON, which no quarter can bring about.
pub fn consolidate_json(collection: &Collection<'_>, tally: &Tally<'_>) -> Result<String, serde_json::Error> {
    let why = collection.provisional();
    let standings = || collection.set.plans.iter().map(|(_, standing)| standing);
    let consolidated = Consolidated {
        planroll: VERSION,
        period: collection.plan.period.to_string(),
        provisional: why.is_provisional(),
        actions: summary(&tally.actions),
        indicators: Indicators {
            summary: summary(&tally.indicators),
            rows: tally.indicator_lines.iter().map(|line| indicator(line, collection.plan)).collect(),
        },
        history: history::history(tally),
        asks: asks::asked(tally),
        returns: Returns {
            expected: standings().filter(|standing| **standing != Receipt::NotExpected).count(),
            received: standings().filter(|standing| matches!(standing, Receipt::Received(_))).count(),
            missing: why.missing,
            duplicated: why.duplicated,
            rejected: why.rejected,
        },
        corrections: corrections(collection.plan, tally),
        not_looked_at: &collection.not_looked_at,
        findings: collection.totals().into(),
    };
    Ok(serde_json::to_string_pretty(&consolidated)? + "\n")
}

fn corrections<'a>(plan: &'a Plan, tally: &Tally<'a>) -> Vec<Corrected<'a>> {
    let one = |one: crate::tally::Correction<'a>| Corrected {
        kind: match one.kind {
            Kind::Actions => "action",
            Kind::Indicators => "indicator",
        },
        reference: one.reference,
        from: one.from,
        to: one.to,
        because: Some(one.because).filter(|because| !because.is_empty()),
    };
    tally.corrections(plan).into_iter().map(one).collect()
}

/// Whether bytes are such counts, of any period.
#[cfg(feature = "cli")]
pub(crate) fn is_consolidate_json(bytes: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    json.is_some_and(|json| json.get("planroll").is_some() && json.get("provisional").is_some())
}

fn file<'a>(file: &'a FileReport<'_>) -> File<'a> {
    File {
        path: file.path,
        sha256: known(file.sha256),
        plan: file.plan,
        period: file.period.as_deref(),
        rows: Rows { actions: file.actions, indicators: file.indicators },
        findings: file.findings.iter().map(found).collect(),
    }
}

/// The SHA-256 of a file; none where its bytes could not be read.
pub(super) fn known(sha256: &str) -> Option<&str> {
    Some(sha256).filter(|sha256| !sha256.is_empty())
}

fn found(finding: &Finding) -> Listed<'_> {
    let cell = finding.place.cell().map(|at| at.to_string());
    Listed {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity.word(),
        sheet: finding.place.sheet(),
        cells: cell.iter().cloned().collect(),
        cell,
        reference: finding.reference.as_deref(),
        message: &finding.words.message,
        expected: &finding.words.expected,
        found: &finding.words.found,
        help: &finding.words.help,
        related: finding
            .related
            .iter()
            .map(|beside| RelatedCell { cell: beside.at.to_string(), label: &beside.label })
            .collect(),
        waived_by: finding.waived_by.as_deref(),
    }
}

fn summary(table: &Table) -> Summary<'_> {
    Summary {
        columns: &table.columns,
        priorities: table
            .priorities
            .iter()
            .map(|line| OfPriority { code: &line.code, priority: &line.name, row: row(line) })
            .collect(),
        overall: row(&table.overall),
        not_rated: table.overall.not_rated,
        information_only: table.overall.information_only,
        milestones: table.overall.milestones,
        by_delivery_plan: table
            .by_delivery_plan
            .iter()
            .map(|line| OfDeliveryPlan { code: &line.code, delivery_plan: &line.name, row: row(line) })
            .collect(),
        by_outcome: named(&table.by_outcome),
        by_portfolio: named(&table.by_portfolio_holder),
        by_committee: named(&table.by_scrutiny_committee),
    }
}

fn named(lines: &[Line]) -> Vec<Named<'_>> {
    lines.iter().map(|one| Named { code: &one.name, row: row(one) }).collect()
}

fn row(line: &Line) -> Row<'_> {
    Row {
        counts: &line.counts,
        percentages: line.percentages.iter().map(|share| share.map(|share| share.to_string())).collect(),
        base: line.base,
        total: line.total,
    }
}

fn indicator<'a>(line: &'a IndicatorLine<'_>, plan: &'a Plan) -> Indicator<'a> {
    let target = match line.issued.printed(crate::layout::Field::Target) {
        Printed::Blank => None,
        Printed::Text(words) => Some(words.into()),
        Printed::Number(number) | Printed::Shown { number, .. } => Some(number.normalize().to_string()),
    };
    Indicator {
        reference: &line.planned.reference,
        plan: &line.delivery_plan.code,
        value: value_of(line),
        value_number: number_of(line),
        target,
        given: line.given.map(|rating| rating.name.as_str()),
        // The word as the Ratings sheet spells it, however the Tolerances sheet does.
        computed: line.judgement.as_ref().map(|judged| {
            let scale = plan.scale(crate::domain::Kind::Indicators);
            scale.find(&judged.rating).and_then(|id| scale.get(id)).map_or(judged.rating.as_str(), |own| &own.name)
        }),
        counted: line.counted.map(|rating| rating.name.as_str()),
        why: line.judgement.as_ref().map(|judged| judged.why.as_str()),
    }
}

impl From<Totals> for Counts {
    fn from(totals: Totals) -> Self {
        let Totals { error, warning, note, waived } = totals;
        Self { error, warning, note, waived }
    }
}
