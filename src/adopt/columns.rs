//! What the columns of a block hold, where their headings leave it open or say what their cells do not bear out.
//!
//! A column headed Status may hold ratings or a sentence, one headed Q1 a figure, a rating, a tick or a word; High, Medium and
//! Low under Priority are no priorities of a council. The cells below decide, and where they do the line says so.

use crate::domain::Period;
use crate::domain::{Part, PlannedDeadline, tidy};
use crate::grid::CellRef;

use super::colour::name_of;
use super::heading::{Heading, Headings};
use super::holds::Holds;
use super::legend::Legend;
use super::meaning::Meaning;
use super::rating::{is_two, said_of};
use super::target::{Amount, read_target};
use super::view::{View, day_of, number_of};
use super::words::{WORDS, is_one_of, plain};

/// A column of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) heading: Heading,
    /// What it is taken for.
    pub(super) holds: Holds,
    /// Why, where the heading alone does not say.
    pub(super) why: &'static str,
}

/// What stands in the cells of a column.
#[derive(Debug, Default)]
struct Below {
    filled: usize,
    numbers: usize,
    percents: usize,
    ratings: usize,
    marks: usize,
    dates: usize,
    /// Years alone, which are numbers as well.
    years: usize,
    types: usize,
    ranks: usize,
    /// Amounts such as a target is, and no dates.
    figures: usize,
    /// Those that say by a sign that they are amounts: `>= 95%`.
    signed: usize,
    /// Words that say which figures are better, and no direction.
    polarities: usize,
    longest: usize,
    letters: usize,
    coloured: usize,
}

/// The longest text that may be a rating, an arrow beside it included.
const LONGEST_RATING: usize = 40;

/// Decides what each column of a block holds; `rows` are the rows below its headings.
pub(super) fn columns_of(view: &View<'_>, headings: &Headings, rows: &[u32], legend: &Legend) -> Vec<Column> {
    let below: Vec<Below> = headings.columns.iter().map(|own| Below::of(view, own.col, rows, legend)).collect();
    let mut columns: Vec<Column> = headings
        .columns
        .iter()
        .zip(&below)
        .map(|(heading, below)| {
            let (holds, why) = decided(heading, below);
            Column { heading: heading.clone(), holds, why }
        })
        .collect();
    two_in_one(&mut columns, &below);
    give_title(&mut columns, &below);
    one_of_each(&mut columns, &below);
    columns
}

impl Below {
    fn of(view: &View<'_>, col: u16, rows: &[u32], legend: &Legend) -> Self {
        let mut below = Self::default();
        let nominal = Period::new(2025, Part::Quarter(1), 4);
        for row in rows {
            let at = CellRef { row: *row, col };
            below.coloured += usize::from(view.fill(at).and_then(name_of).is_some_and(|name| name != "grey"));
            let Some(cell) = view.cell(at) else { continue };
            let text = view.text(at);
            let known = plain(&text);
            let length = text.chars().count();
            below.filled += 1;
            below.longest = below.longest.max(length);
            below.letters += length;
            let number = number_of(cell);
            below.numbers += usize::from(number.is_some());
            below.percents += usize::from(number.is_some() && text.contains('%'));
            let is_rating = length <= LONGEST_RATING
                && number.is_none()
                && (said_of(&text, legend).is_some() || is_two(&text, legend));
            below.ratings += usize::from(is_rating);
            below.marks += usize::from(WORDS.is_mark(&text) || matches!(known.as_str(), "✓" | "✔" | "√" | "☑"));
            let is_text_date = || nominal.is_some_and(|period| PlannedDeadline::read(&text, period).fault.is_none());
            let is_date = day_of(cell).is_some() || number.is_none() && is_text_date();
            below.dates += usize::from(is_date);
            let target = read_target(&text);
            let is_figure = !is_date && matches!(target.amount, Amount::Number(_) | Amount::Range(..));
            below.figures += usize::from(is_figure);
            below.signed += usize::from(is_figure && (target.unit.is_some() || target.polarity.is_some()));
            below.polarities += usize::from(WORDS.says_only_polarity(&text));
            below.years += usize::from(known.len() == 4 && known.starts_with("20") && number.is_some());
            below.types += usize::from(WORDS.is_action(&text).is_some());
            let is_rank = ["high", "medium", "low", "h", "m", "l", "critical", "essential", "desirable"]
                .contains(&known.as_str());
            below.ranks += usize::from(is_rank || number.is_some());
        }
        below
    }

    /// Whether most of what is filled is of a kind.
    fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 5 >= self.filled * 3
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else a heading says stands as it says it")]
fn decided(heading: &Heading, below: &Below) -> (Holds, &'static str) {
    use Meaning as M;
    let Some(holds) = heading.holds else { return unheaded(heading, below) };
    let blank = below.filled == 0;
    match holds {
        Holds::Known(M::Status) if blank && below.coloured == 0 => (Holds::Own, "nothing stands below it"),
        Holds::Known(M::Status) if below.mostly(below.ratings) || below.filled == 0 => {
            (Holds::Known(M::Rating), "its cells hold ratings")
        }
        Holds::Known(M::Status) if below.mostly(below.numbers) => (Holds::Known(M::Value), "its cells hold figures"),
        Holds::Known(M::Status) => (Holds::Known(M::Commentary), "its cells hold words"),
        Holds::Known(M::Commentary) if below.mostly(below.percents) => {
            (Holds::Known(M::Complete), "its cells hold percentages")
        }
        Holds::Known(M::Commentary) if below.mostly(below.ratings) && below.longest <= LONGEST_RATING => {
            (Holds::Known(M::Rating), "its cells hold ratings")
        }
        Holds::Known(M::Priority) if below.mostly(below.ranks) => (Holds::Own, "its cells say how urgent a row is"),
        Holds::Known(M::Type) if !below.mostly(below.types) => (Holds::Own, "its cells do not say action or indicator"),
        Holds::Known(M::CompletedDate) if !blank && !below.mostly(below.dates) => {
            (Holds::Own, "its cells hold no dates")
        }
        Holds::Known(M::Deadline) if below.mostly(below.numbers) && !below.mostly(below.dates) => {
            (Holds::Own, "its cells hold no dates")
        }
        Holds::Known(M::Target) if below.mostly(below.dates) && below.numbers == 0 => {
            (Holds::Known(M::Deadline), "its cells hold dates")
        }
        Holds::Known(M::Direction) => (Holds::Own, "planroll works out the direction of travel itself"),
        Holds::Known(M::Tolerance) => (Holds::Own, "bands are set on the sheet Tolerances"),
        Holds::Known(M::Start | M::RevisedDeadline | M::CompletedDate) => (holds, ""),
        Holds::Value(when) if heading.is_open => {
            if below.mostly(below.marks) {
                (Holds::Marks(when), "its cells hold marks")
            } else if below.mostly(below.ratings) {
                (Holds::Rating(when), "its cells hold ratings")
            } else if below.marks > 0 && below.mostly(below.marks + below.dates + below.years) {
                (Holds::Marks(when), "its cells hold marks and dates")
            } else if below.numbers > 0 || blank {
                (holds, "")
            } else if below.marks > 0 {
                (Holds::Marks(when), "some of its cells hold marks")
            } else {
                (Holds::Commentary(when), "its cells hold words")
            }
        }
        Holds::Rating(when) if below.mostly(below.numbers) => (Holds::Value(when), "its cells hold figures"),
        holds => (holds, ""),
    }
}

fn unheaded(heading: &Heading, below: &Below) -> (Holds, &'static str) {
    if !tidy(&heading.text).is_empty() {
        return (Holds::Own, "");
    }
    if below.mostly(below.ratings) && below.longest <= LONGEST_RATING {
        return (Holds::Known(Meaning::Rating), "it has no heading, and its cells hold ratings");
    }
    if below.filled == 0 {
        return (Holds::LeftOut, "it is empty");
    }
    (Holds::Own, "it has no heading")
}

/// Takes columns for what only all columns together say: one headed Target or Due whose cells hold dates and amounts, where no
/// other column has the other of them, and one headed Direction that says which figures are better.
fn two_in_one(columns: &mut [Column], below: &[Below]) {
    let headed =
        |columns: &[Column], meaning| columns.iter().any(|own| own.heading.holds == Some(Holds::Known(meaning)));
    let has_target = headed(columns, Meaning::Target) || headed(columns, Meaning::TargetOrDeadline);
    let has_deadline = headed(columns, Meaning::Deadline) || headed(columns, Meaning::TargetOrDeadline);
    let has_polarity = headed(columns, Meaning::BetterWhen);
    for (column, below) in columns.iter_mut().zip(below) {
        let Some(Holds::Known(meaning)) = column.heading.holds else { continue };
        if meaning == Meaning::Direction && !has_polarity && below.mostly(below.polarities) {
            column.holds = Holds::Known(Meaning::BetterWhen);
            column.why = "its cells say which figures are better";
            continue;
        }
        let is_target = meaning == Meaning::Target && !has_deadline && below.dates >= 2 && below.figures > 0;
        let is_deadline = meaning == Meaning::Deadline && !has_target && below.dates > 0 && below.signed >= 2;
        if is_target || is_deadline {
            column.holds = Holds::Known(Meaning::TargetOrDeadline);
            column.why = "some of its cells hold dates, others amounts";
        }
    }
}

/// Finds the column in which rows have their name, where no heading says it: what they are grouped by at the lowest, else the
/// wordiest.
fn give_title(columns: &mut [Column], below: &[Below]) {
    if columns.iter().any(|column| matches!(column.holds, Holds::Known(meaning) if meaning.is_title())) {
        return;
    }
    let of = |meaning| columns.iter().position(|column| column.holds == Holds::Known(meaning));
    let grouped = [Meaning::Project, Meaning::Outcome, Meaning::Approach].into_iter().find_map(of);
    let wordiest = || {
        let own = columns.iter().zip(below).enumerate().filter(|(_, (column, below))| {
            column.holds == Holds::Own && below.filled > 0 && !below.mostly(below.numbers) && !below.mostly(below.dates)
        });
        own.max_by_key(|(at, (_, below))| (below.letters, usize::MAX - at)).map(|(at, _)| at)
    };
    if let Some(column) = grouped.or_else(wordiest).and_then(|at| columns.get_mut(at)) {
        column.holds = Holds::Known(Meaning::Title);
        column.why = "no other column names the rows";
    }
}

/// Leaves each thing to the first column that holds it, but names of rows, which two columns may share.
#[expect(clippy::wildcard_enum_match_arm, reason = "all others are held once")]
fn one_of_each(columns: &mut [Column], below: &[Below]) {
    let mut seen: Vec<Holds> = Vec::new();
    for (column, below) in columns.iter_mut().zip(below) {
        match column.holds {
            Holds::Own | Holds::LeftOut => {}
            // Words such as Done among other comments are comments, where another column has the ratings.
            Holds::Known(Meaning::Rating)
                if seen.contains(&column.holds)
                    && column.heading.holds == Some(Holds::Known(Meaning::Commentary))
                    && !seen.contains(&Holds::Known(Meaning::Commentary)) =>
            {
                column.holds = Holds::Known(Meaning::Commentary);
                column.why = "";
                seen.push(column.holds);
            }
            holds if seen.contains(&holds) => {
                column.holds = Holds::Own;
                column.why = "another column is taken for it";
            }
            holds => seen.push(holds),
        }
        let is_figure =
            matches!(column.holds, Holds::Value(_) | Holds::Target(_) | Holds::Rating(_) | Holds::Commentary(_));
        if is_figure && below.filled == 0 && below.coloured == 0 {
            column.holds = Holds::LeftOut;
            column.why = "it is empty";
        }
    }
    // Where a row can be named in two columns, the second only counts where the first leaves rows unnamed.
    let titles: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.holds, Holds::Known(meaning) if meaning.is_title()))
        .map(|(at, _)| at)
        .collect();
    let filled = |at: &usize| below.get(*at).map_or(0, |below| below.filled);
    let longest = titles.iter().map(filled).max().unwrap_or_default();
    let all: usize = titles.iter().map(filled).sum();
    // Filled in the same rows: one names them, and the other says more.
    if titles.len() > 1 && all > longest + longest / 2 {
        let keep = titles.iter().position(|at| filled(at) == longest).unwrap_or_default();
        for (place, at) in titles.iter().enumerate() {
            if place != keep
                && let Some(column) = columns.get_mut(*at)
            {
                column.holds = Holds::Own;
                column.why = "another column names the rows";
            }
        }
    }
}

/// Whether a text says that what follows is a key.
pub(super) fn is_key(text: &str) -> bool {
    is_one_of(&WORDS.rows.keys, &plain(text))
}
