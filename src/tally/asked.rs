//! What was answered in the plan's own columns: words and ratings counted, numbers as average, lowest and highest, by
//! priority, by delivery plan and together.
//!
//! The columns are those of the plan as it is; a blank or wrong answer is in none of them. Dates and words of one's own are
//! not tallied.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Kind, key, same};
use crate::plan::{Answers, Ask, Carried, Plan};
use crate::returns::{Answer, Return, Slot};

use super::lines::{ActionLine, IndicatorLine, Line, Table};

/// To how many places an average is rounded, in the terms of its column.
pub(crate) const PLACES: u32 = 2;

/// The answers in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskTable {
    /// Whether it is a column of actions or of indicators.
    pub kind: Kind,
    /// The heading as the plan has it.
    pub heading: String,
    /// What is counted: the words, the ratings, or what there is of numbers.
    pub columns: Vec<String>,
    /// A line for each priority that the summary of its kind has.
    pub priorities: Vec<AskLine>,
    /// A line for each delivery plan.
    pub by_delivery_plan: Vec<AskLine>,
    /// All rows together.
    pub overall: AskLine,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskLine {
    /// The code of the priority or delivery plan; empty for all together.
    pub code: String,
    /// The name as printed.
    pub name: String,
    /// What is in its columns.
    pub figures: AskFigures,
}

/// What is in the columns of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AskFigures {
    /// How often each was answered.
    Counts(Vec<u64>),
    /// Average, lowest and highest; none where no number was answered.
    Numbers(Option<[Decimal; 3]>),
}

/// One row that may have been answered.
struct Answered<'l> {
    priority: Option<&'l str>,
    delivery_plan: &'l str,
    received: Option<&'l Return>,
    asks: &'l [Slot<Answer>],
}

/// The answers to every question of the plan that is tallied: of actions, then of indicators.
pub(super) fn asked(
    plan: &Plan,
    actions: (&[ActionLine<'_>], &Table),
    indicators: (&[IndicatorLine<'_>], &Table),
) -> Vec<AskTable> {
    let questions = |carried: Option<&[Carried]>| -> Vec<String> {
        let headings = carried.unwrap_or_default().iter().map(|one| one.heading.to_string());
        headings.filter(|heading| Ask::of(heading).is_some_and(|ask| is_tallied(ask.answers))).collect()
    };
    let mut tables = Vec::new();
    for heading in questions(plan.actions.first().map(|row| &*row.carried)) {
        let rows = actions.0.iter().filter(|line| !line.is_left_out()).map(|line| Answered {
            priority: line.planned.priority.as_deref(),
            delivery_plan: &line.delivery_plan.code,
            received: line.received,
            asks: line.row.map(|row| &*row.asks).unwrap_or_default(),
        });
        tables.extend(of_column(plan, Kind::Actions, heading, rows, actions.1));
    }
    for heading in questions(plan.indicators.first().map(|row| &*row.carried)) {
        let rows = indicators.0.iter().map(|line| Answered {
            priority: line.planned.priority.as_deref(),
            delivery_plan: &line.delivery_plan.code,
            received: line.received,
            asks: line.row.map(|row| &*row.asks).unwrap_or_default(),
        });
        tables.extend(of_column(plan, Kind::Indicators, heading, rows, indicators.1));
    }
    tables
}

fn is_tallied(answers: Answers<'_>) -> bool {
    !matches!(answers, Answers::Words | Answers::Date)
}

fn of_column<'l>(
    plan: &Plan,
    kind: Kind,
    heading: String,
    rows: impl Iterator<Item = Answered<'l>>,
    table: &Table,
) -> Option<AskTable> {
    let ask = Ask::of(&heading)?;
    let columns: Vec<String> = if ask.answers == Answers::Rating {
        plan.scale(kind).names().map(str::to_owned).collect()
    } else if ask.answers.is_number() {
        ["Average", "Lowest", "Highest"].map(str::to_owned).to_vec()
    } else {
        ask.answers.offered().into_iter().map(Into::into).collect()
    };
    let line = |line: &Line| Counting::new(&line.code, &line.name, &columns);
    let mut priorities: Vec<Counting> = table.priorities.iter().map(line).collect();
    let mut plans: Vec<Counting> = table.by_delivery_plan.iter().map(line).collect();
    let mut overall = line(&table.overall);
    for row in rows {
        let Some(answer) = answer(&row, kind, &ask) else { continue };
        let own = priorities.iter_mut().filter(|line| row.priority.is_some_and(|code| same(code, &line.code)));
        let of_plan = plans.iter_mut().filter(|line| same(row.delivery_plan, &line.code));
        for line in own.chain(of_plan).chain([&mut overall]) {
            line.add(&answer, &columns);
        }
    }
    let finished = |lines: Vec<Counting>| lines.into_iter().map(|line| line.finish(&ask)).collect();
    Some(AskTable {
        kind,
        priorities: finished(priorities),
        by_delivery_plan: finished(plans),
        overall: overall.finish(&ask),
        columns,
        heading,
    })
}

/// What one row answered.
enum Said {
    Word(String),
    Number(Decimal),
}

/// The answer of a row to a question, in whatever words its return asked it.
fn answer(row: &Answered<'_>, kind: Kind, ask: &Ask<'_>) -> Option<Said> {
    let issued = &row.received?.issued;
    let place = issued.asked(kind).position(|own| same(own.question, ask.question))?;
    match row.asks.get(place)?.given()? {
        Answer::Number(quantity) => Some(Said::Number(quantity.value)),
        Answer::Rating(id) => issued.scheme.scale(kind).get(*id).map(|rating| Said::Word(rating.name.clone())),
        Answer::Listed(word) | Answer::Words(word) => Some(Said::Word(word.to_string())),
        Answer::Day(_) => None,
    }
}

/// A line that is being counted.
struct Counting {
    code: String,
    name: String,
    counts: Vec<u64>,
    numbers: Vec<Decimal>,
}

impl Counting {
    fn new(code: &str, name: &str, columns: &[String]) -> Self {
        Self { code: code.to_owned(), name: name.to_owned(), counts: vec![0; columns.len()], numbers: Vec::new() }
    }

    fn add(&mut self, said: &Said, columns: &[String]) {
        match said {
            Said::Number(number) => self.numbers.push(*number),
            Said::Word(word) => {
                let place = columns.iter().position(|own| key(own) == key(word));
                if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
    }

    fn finish(self, ask: &Ask<'_>) -> AskLine {
        let Self { code, name, counts, numbers } = self;
        let figures = if ask.answers.is_number() {
            AskFigures::Numbers(of_numbers(&numbers))
        } else {
            AskFigures::Counts(counts)
        };
        AskLine { code, name, figures }
    }
}

/// Average, lowest and highest. Numbers too large to be added have no average, and so none of them.
fn of_numbers(numbers: &[Decimal]) -> Option<[Decimal; 3]> {
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?;
    let average = sum.checked_div(Decimal::from(numbers.len()))?;
    let average = average.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero).normalize();
    Some([average, *numbers.iter().min()?, *numbers.iter().max()?])
}
