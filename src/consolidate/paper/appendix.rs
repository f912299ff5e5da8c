//! An appendix: a priority or delivery plan with its rows, as on its sheet.

use crate::domain::{Kind, key};
use crate::layout::Field;
use crate::word::{Block, Cell, Column as Over, Level, Row, Run, Table};

use super::super::book::Book;
use super::super::detail::{
    self, Banded, Column, Detailed, LEVELS, NEXT_STEPS, NOTHING, Part, Shown, Stands, banded, columns,
};
use super::answerable::Answerable;
use super::figures::in_full;
use super::marks::Marks;
use super::printed::Printed;
use super::trend;

/// Its heading: `Appendix 2: Housing`.
pub(super) fn title(part: &Part<'_>, number: usize) -> String {
    format!("Appendix {number}: {}", part.name)
}

/// All of it, with its heading.
pub(super) fn blocks<'q>(book: &'q Book<'q>, part: &Part<'q>, number: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::One, title(part, number))];
    for kind in book.plan.wording.kinds() {
        let stands = detail::how_it_stands(book, part, kind, |rating| in_full(&book.plan.wording, rating));
        blocks.extend(stands.map(|text| Block::Paragraph(vec![Run::bold(text)])));
    }
    let description = part.description.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty());
    blocks.extend(description.map(|line| Block::Paragraph(vec![Run::plain(line)])));
    let answerable = Answerable::of(book, part);
    blocks.extend(answerable.blocks());
    let (mut lists, mut marks) = (Vec::new(), Marks::default());
    for kind in book.plan.wording.kinds() {
        for for_information in [false, true] {
            lists.extend(match kind {
                Kind::Actions => {
                    List::of(book, &answerable, &part.actions(book, for_information), for_information, &mut marks)
                }
                Kind::Indicators => {
                    List::of(book, &answerable, &part.indicators(book, for_information), for_information, &mut marks)
                }
            });
        }
    }
    blocks.extend(marks.key());
    let is_alone = lists.len() == 1;
    for list in lists {
        let is_plain = is_alone && !list.for_information;
        list.write(is_plain, &mut blocks);
    }
    let indicators = [false, true].into_iter().flat_map(|for_information| part.indicators(book, for_information));
    let charts = trend::charts(book, &indicators.collect::<Vec<_>>());
    if !charts.is_empty() {
        let title = format!("{} over the periods", book.plan.wording.title(Kind::Indicators));
        blocks.push(Block::Heading(Level::Two, title));
        blocks.push(Block::Charts(charts));
    }
    blocks
}

/// The rows of a kind, those for information only apart.
struct List<'q> {
    title: String,
    for_information: bool,
    columns: Vec<Over>,
    /// Its rows, each with the headings above it.
    rows: Vec<([Option<&'q str>; LEVELS], Row)>,
}

impl<'q> List<'q> {
    /// The list of those rows; none where there is no row. Takes note of the marks in it.
    fn of<L: Detailed<'q>>(
        book: &'q Book<'q>,
        answerable: &Answerable,
        lines: &[&'q L],
        for_information: bool,
        marks: &mut Marks,
    ) -> Option<Self> {
        let noun = book.plan.wording.title(L::KIND);
        let title = if for_information { format!("{noun} for information only, not rated") } else { noun };
        let mut columns: Vec<Printed> = columns(book, lines).into_iter().map(Printed::Of).collect();
        answerable.add_to(&mut columns);
        // The year's periods stand whether or not anything is in them yet, as councils print them.
        let stands = |column: &Printed| match column {
            Printed::Of(Column::Period(_) | Column::Of(Field::Ref | Field::Action | Field::Indicator)) => true,
            column @ (Printed::Of(_) | Printed::Holder | Printed::Committee) => {
                lines.iter().any(|line| !is_nothing(&column.shown(book, *line).text))
            }
        };
        columns.retain(stands);
        let places: Vec<usize> = (0..lines.len()).collect();
        let none = [None; LEVELS];
        let listed = banded(&places, |at| lines.get(at).map_or(none, |line| line.bands(book)));
        let rows = listed.into_iter().filter_map(|one| match one {
            // Each row says what it is under.
            Banded::Band(..) => None,
            Banded::Row(at) => lines.get(at),
        });
        let rows: Vec<_> = rows
            .map(|line| {
                let mut is_heading = false;
                let cells = columns.iter().map(|column| {
                    let shown = column.shown(book, *line);
                    if let Printed::Of(Column::Period(_)) = column {
                        marks.note(&shown.text);
                    }
                    is_heading |= shown.stands == Stands::AsHeading;
                    let is_milestone = L::KIND == Kind::Actions && is_set_in(column, &shown);
                    cell(&shown, is_milestone)
                });
                let cells = cells.collect();
                (line.bands(book), Row { cells, bold: is_heading })
            })
            .collect();
        let columns = columns.iter().map(|column| column.over(book)).collect();
        (!rows.is_empty()).then_some(Self { title, for_information, columns, rows })
    }

    /// A table below each heading: the outcome as Heading 2, what is within it as Heading 3. A list that is plain, being
    /// alone in its appendix, needs no name beside its outcomes.
    fn write(self, is_plain: bool, blocks: &mut Vec<Block>) {
        let mut rows = self.rows.into_iter().peekable();
        let mut above: Option<String> = None;
        while let Some((bands, first)) = rows.next() {
            let [outcome, within @ ..] = bands.map(|name| name.filter(|name| !name.trim().is_empty()));
            let within: Vec<&str> = within.into_iter().flatten().collect();
            let second = match outcome {
                Some(outcome) if is_plain => outcome.to_owned(),
                Some(outcome) => format!("{}: {outcome}", self.title),
                None => self.title.clone(),
            };
            let third = within.join(" – ");
            let name = if third.is_empty() { second.clone() } else { third.clone() };
            if above.as_ref() != Some(&second) {
                blocks.push(Block::Heading(Level::Two, second.clone()));
                above = Some(second);
            }
            if !third.is_empty() {
                blocks.push(Block::Heading(Level::Three, third));
            }
            let mut own = vec![first];
            while let Some((_, row)) = rows.next_if(|(next, _)| is_alike(next, &bands)) {
                own.push(row);
            }
            let description = if name == self.title { name.clone() } else { format!("{}: {name}", self.title) };
            blocks.push(Block::Table(Table { name, description, columns: self.columns.clone(), rows: own }));
        }
    }
}

fn is_alike(one: &[Option<&str>; LEVELS], other: &[Option<&str>; LEVELS]) -> bool {
    one.iter().zip(other).all(|(one, other)| key(one.unwrap_or_default()) == key(other.unwrap_or_default()))
}

fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | NOTHING)
}

/// Whether a cell holds the words of a row that stands beneath another.
fn is_set_in(column: &Printed, shown: &Shown<'_>) -> bool {
    matches!(column, Printed::Of(column) if shown.stands.sets_in(column))
}

fn cell(shown: &Shown<'_>, is_milestone: bool) -> Cell {
    if is_milestone {
        // Nothing is set in within a table: the word says it to whoever looks or listens.
        return Cell { paragraphs: vec![vec![Run::bold("Milestone: "), Run::plain(&shown.text)]], fill: None };
    }
    let label = format!("{NEXT_STEPS}: ");
    let paragraphs = shown.text.split('\n').map(|line| match line.strip_prefix(&label) {
        Some(steps) => vec![Run::bold(label.clone()), Run::plain(steps)],
        None => vec![Run::plain(line)],
    });
    let cell = Cell { paragraphs: paragraphs.collect(), fill: None };
    match shown.rating {
        Some(rating) => cell.filled(rating.colour),
        None => cell,
    }
}
