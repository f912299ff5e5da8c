//! An appendix: a priority or delivery plan with its rows, as on its sheet.

use crate::domain::Kind;
use crate::layout::Field;
use crate::word::{Align, Block, Cell, Column as Over, Level, Row, Run, Table};

use super::super::book::Book;
use super::super::detail::{self, Banded, Column, Detailed, LEVELS, NEXT_STEPS, Part, Stands, banded, columns};

/// Its heading: `Appendix 2: Housing`.
pub(super) fn title(part: &Part<'_>, number: usize) -> String {
    format!("Appendix {number}: {}", part.name)
}

/// All of it, with its heading.
pub(super) fn blocks<'q>(book: &'q Book<'q>, part: &Part<'q>, number: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::One, title(part, number))];
    for kind in book.plan.wording.kinds() {
        let name = |rating: &crate::domain::Rating| match rating.symbol.as_deref() {
            Some(symbol) if !rating.meaning.trim().is_empty() => format!("{symbol} {}", rating.meaning.trim()),
            _ => book.plan.wording.of(&rating.name).to_owned(),
        };
        let stands = detail::how_it_stands(book, part, kind, name);
        blocks.extend(stands.map(|text| Block::Paragraph(vec![Run::bold(text)])));
    }
    let description = part.description.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty());
    blocks.extend(description.map(|line| Block::Paragraph(vec![Run::plain(line)])));
    for kind in book.plan.wording.kinds() {
        for for_information in [false, true] {
            match kind {
                Kind::Actions => list(book, &part.actions(book, for_information), for_information, &mut blocks),
                Kind::Indicators => list(book, &part.indicators(book, for_information), for_information, &mut blocks),
            }
        }
    }
    blocks
}

/// The rows of a kind: a table below each heading that stands above rows.
fn list<'q, L: Detailed<'q>>(book: &'q Book<'q>, lines: &[&'q L], for_information: bool, blocks: &mut Vec<Block>) {
    if lines.is_empty() {
        return;
    }
    let noun = book.plan.wording.title(L::KIND);
    let title = if for_information { format!("{noun} for information only, not rated") } else { noun };
    blocks.push(Block::Heading(Level::Two, title.clone()));
    let columns = columns(book, lines);
    let places: Vec<usize> = (0..lines.len()).collect();
    let listed = banded(&places, |at| lines.get(at).map_or([None; LEVELS], |line| line.bands(book)));
    let (mut under, mut rows): (Vec<(usize, &str)>, Vec<Row>) = (Vec::new(), Vec::new());
    let mut pending: Vec<(usize, &str)> = Vec::new();
    let flush = |rows: &mut Vec<Row>, pending: &mut Vec<(usize, &str)>, blocks: &mut Vec<Block>, name: &str| {
        if rows.is_empty() {
            return;
        }
        blocks.extend(heading_of(pending));
        pending.clear();
        blocks.push(Block::Table(Table {
            name: name.to_owned(),
            description: format!("{title}: {name}"),
            columns: columns.iter().map(|column| over(book, column)).collect(),
            rows: std::mem::take(rows),
        }));
    };
    for one in listed {
        match one {
            Banded::Band(level, name) => {
                let named = under.last().map_or(title.as_str(), |(_, name)| *name).to_owned();
                flush(&mut rows, &mut pending, blocks, &named);
                under.retain(|(own, _)| *own < level);
                under.push((level, name));
                pending.retain(|(own, _)| *own < level);
                pending.push((level, name));
            }
            Banded::Row(at) => {
                let Some(line) = lines.get(at) else { continue };
                let bold = columns.iter().any(|column| line.shown(book, column).stands == Stands::AsHeading);
                rows.push(Row { cells: columns.iter().map(|column| cell(book, *line, column)).collect(), bold });
            }
        }
    }
    let named = under.last().map_or(title.as_str(), |(_, name)| *name).to_owned();
    flush(&mut rows, &mut pending, blocks, &named);
}

/// The headings above rows, in one: an outcome, then what is within it.
fn heading_of(pending: &[(usize, &str)]) -> Option<Block> {
    let names: Vec<&str> = pending.iter().map(|(_, name)| *name).collect();
    (!names.is_empty()).then(|| Block::Heading(Level::Three, names.join(" – ")))
}

/// What stands over a column, and how wide it is beside the others.
fn over(book: &Book<'_>, column: &Column) -> Over {
    let (share, align) = match column {
        Column::Of(Field::Ref) => (8, Align::Left),
        Column::Of(Field::Action | Field::Indicator) => (22, Align::Left),
        Column::Of(Field::Commentary) => (34, Align::Left),
        Column::Period(_) if book.plan.period.of_year() > 4 => (8, Align::Centre),
        Column::Period(_) | Column::Later => (12, Align::Centre),
        Column::Of(_) | Column::Own(_) => (15, Align::Left),
    };
    Over { heading: column.heading(book), share, align }
}

fn cell<'q, L: Detailed<'q>>(book: &'q Book<'q>, line: &'q L, column: &Column) -> Cell {
    let shown = line.shown(book, column);
    if shown.stands.sets_in(column) && L::KIND == Kind::Actions {
        // Nothing is set in within a table: the word says it to whoever looks or listens.
        return Cell { paragraphs: vec![vec![Run::bold("Milestone: "), Run::plain(shown.text)]], fill: None };
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
