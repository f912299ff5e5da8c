//! The live check: the formula in the Check column that shows the first fault of its row, or that it is filled in.
//!
//! What can be wrong, in which order and in which words, comes from the rules; here it becomes one formula a row. The
//! result that is stored is what the rules themselves find in the return as it goes out, because the writer does not
//! calculate and a reader may not either. The border: it knows fields and cell names, not where a column stands.

mod date_texts;
mod formula;
pub(super) mod stand_ins;
mod working;

use crate::domain::Kind;
use crate::layout::Field;
use crate::plan::Issued;
use crate::returns::{Return, untouched};
use crate::rules::Policy;
use crate::rules::condition::{EntryCell, Test};
use crate::rules::live::{Fault, Raised, faults, raised};
use crate::workbook::{formula_text, line};

use super::duty::{Duty, Rest};

pub(super) use date_texts::DateTexts;
pub(super) use formula::{blank, serial};
pub(super) use working::{Part, Stored, Working};

use formula::Names;

/// What Excel allows of one formula, in characters; some are left for the names of longer sheets.
const LONGEST: usize = 8_000;
/// How deep Excel lets functions stand within one another; some are left for the conditions.
const DEEPEST: usize = 55;

/// A live check as issued.
#[derive(Debug, Clone)]
pub(super) struct Check {
    /// The formula; `None` where what it says never changes.
    pub formula: Option<String>,
    /// What it shows in the workbook as issued; empty shows nothing.
    pub stored: String,
    /// The longest words that it can show, for the room they take.
    pub longest: String,
}

/// What the checks of one return are made from.
#[derive(Debug)]
pub(super) struct Checks<'a> {
    issued: &'a Issued,
    policy: Policy,
    /// The return as it goes out, as the rules see it, and what they find in it.
    outgoing: Return,
    /// Whether entries of the service go out with it, in a marked copy.
    is_returned: bool,
    raised: Vec<Raised>,
    date_texts: DateTexts,
}

/// One thing that a check asks, in order.
enum Step<'l> {
    /// Whether the cell holds an entry that no formula can read.
    OnReturn(Part),
    /// Whether a rule finds a fault.
    Fault(&'l Fault),
}

impl<'a> Checks<'a> {
    /// What the checks of a return are made from; `returned` where it goes out again with what was entered.
    pub(super) fn new(issued: &'a Issued, returned: Option<&Return>) -> Self {
        let policy = Policy::new(&issued.policy);
        let outgoing = returned.cloned().unwrap_or_else(|| untouched(issued));
        let raised = raised(&outgoing, &policy);
        let date_texts = DateTexts::new(issued.stamp.period);
        Self { issued, policy, outgoing, is_returned: returned.is_some(), raised, date_texts }
    }

    /// The texts that are read as dates.
    pub(super) fn date_texts(&self) -> &DateTexts {
        &self.date_texts
    }

    /// The check of the row `index` of `kind` with the cells that it works with. `cell` names an entry cell on its own
    /// sheet, `far` from another one, and `part` a working cell.
    pub(super) fn of_row(
        &self,
        kind: Kind,
        index: usize,
        duty: Duty,
        cell: &dyn Fn(EntryCell) -> Option<String>,
        far: &dyn Fn(EntryCell) -> Option<String>,
        part: &dyn Fn(Part) -> Option<String>,
    ) -> (Check, Vec<Working>) {
        let faults = faults(self.issued, kind, index, &self.policy);
        let working = working::of_row(self, kind, index, &faults, far, part);
        let names = Names { cell, part };
        let steps = steps(&faults);
        let clean = Clean::of(&self.outgoing, kind, index, duty);
        let stored = self.stored(kind, index, &steps, &working).unwrap_or_else(|| clean.stored.clone());
        let longest = faults.iter().map(|fault| fault.words.as_str()).max_by_key(|words| words.chars().count());
        let longest = longest.unwrap_or_default().to_owned();
        if steps.is_empty() && clean.while_blank.is_none() {
            return (Check { formula: None, stored, longest }, working);
        }
        let formula = steps.iter().rev().fold(clean.formula(&names), |rest, step| {
            let (condition, words) = match step {
                Step::OnReturn(part) => (names.is_on_return(*part), Issued::CHECK_ON_RETURN),
                Step::Fault(fault) => (names.test(&fault.test), fault.words.as_str()),
            };
            format!("IF({condition},{},{rest})", formula_text(words))
        });
        let formula = self.in_place(kind, index, &names, &formula).filter(|formula| formula.len() <= LONGEST);
        let Some(formula) = formula.filter(|_| steps.len() <= DEEPEST) else {
            // More columns that ask than a formula can hold: nothing is said rather than half of it.
            let stored = Issued::CHECK_ON_RETURN.to_owned();
            return (Check { formula: None, stored, longest }, working);
        };
        (Check { formula: Some(format!("={formula}")), stored, longest }, working)
    }

    /// A formula that holds as long as it stands beside its own row, and its working cells do so too. Sorting may
    /// tear them apart: they stand on another sheet, and programs differ in what then becomes of references to it.
    fn in_place(&self, kind: Kind, index: usize, names: &Names<'_>, formula: &str) -> Option<String> {
        let reference = self.reference(kind, index)?;
        let (cell, place) = ((names.cell)(EntryCell::Field(Field::Ref))?, (names.part)(Part::Place)?);
        let on_return = formula_text(Issued::CHECK_ON_RETURN);
        Some(format!("IF(IFERROR(AND({cell}={reference},{place}=1),FALSE),{formula},{on_return})"))
    }

    /// The reference of a row as formulas compare it; `None` where none can hold it.
    fn reference(&self, kind: Kind, index: usize) -> Option<String> {
        let reference = self.issued.reference(kind, index)?;
        (line(reference, 255) == reference).then(|| formula_text(reference))
    }

    /// What the row shows as it goes out; `None` where nothing is wrong.
    fn stored(&self, kind: Kind, index: usize, steps: &[Step<'_>], working: &[Working]) -> Option<String> {
        // What came back was checked, and is not still to be.
        let is_on_return = |part: Part| {
            !self.is_returned
                && working
                    .iter()
                    .any(|cell| cell.part == part && cell.stored == Stored::Text(formula::ON_RETURN.to_owned()))
        };
        let own = |raised: &&Raised| raised.kind == kind && raised.index == index;
        steps.iter().find_map(|step| match step {
            Step::OnReturn(part) => is_on_return(*part).then(|| Issued::CHECK_ON_RETURN.to_owned()),
            Step::Fault(fault) => {
                self.raised.iter().filter(own).any(|raised| fault.is(raised)).then(|| fault.words.clone())
            }
        })
    }
}

/// The faults in order, and before the first that reads a cell, whether it can be read: what was found before then holds
/// whatever stands there, and what comes after may not.
fn steps(faults: &[Fault]) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut asked: Vec<Part> = Vec::new();
    for fault in faults {
        for part in fault.test.reads().into_iter().filter_map(Part::of_doubtful) {
            if !asked.contains(&part) {
                asked.push(part);
                steps.push(Step::OnReturn(part));
            }
        }
        steps.push(Step::Fault(fault));
    }
    steps
}

/// What a row shows that has no fault.
struct Clean {
    /// What it shows.
    words: &'static str,
    /// What it shows as long as a cell is blank, where that is something else.
    while_blank: Option<(Field, &'static str)>,
    /// What it shows as it goes out.
    stored: String,
}

impl Clean {
    fn of(outgoing: &Return, kind: Kind, index: usize, duty: Duty) -> Self {
        let (words, while_blank) = match (kind, duty) {
            (_, Duty::AtRest(Rest::InformationOnly)) => (Issued::CHECK_FOR_INFORMATION, None),
            (_, Duty::AtRest(Rest::Finished | Rest::NotDue)) => ("", None),
            (_, Duty::Monitored) => (Issued::CHECK_DONE, Some((Field::Value, Issued::CHECK_MONITOR_ONLY))),
            (Kind::Actions, Duty::Optional) => (Issued::CHECK_DONE, Some((Field::Rating, ""))),
            (Kind::Actions | Kind::Indicators, Duty::Required | Duty::Optional) => (Issued::CHECK_DONE, None),
        };
        let is_blank = match kind {
            Kind::Actions => outgoing.action_rows().all(|(row, _)| row.index != index || row.rating.is_empty()),
            Kind::Indicators => outgoing.indicator_rows().all(|(row, _)| row.index != index || row.value.is_empty()),
        };
        let stored = match while_blank {
            Some((_, blank)) if is_blank => blank,
            Some(_) | None => words,
        };
        Self { words, while_blank, stored: stored.to_owned() }
    }

    fn formula(&self, names: &Names<'_>) -> String {
        let words = formula_text(self.words);
        match self.while_blank {
            Some((field, blank)) => {
                let test = names.test(&Test::Blank(EntryCell::Field(field)));
                format!("IF({test},{},{words})", formula_text(blank))
            }
            None => words,
        }
    }
}
