//! The summary: how many rows are reported, how they count in sentences, both tables as the council prints them, and a bar
//! for each.

use rust_decimal::Decimal;

use crate::domain::{Kind, Rating, RatingId, Standing, same};
use crate::plan::Word;
use crate::tally::{Compared, Line, Place};
use crate::word::{Align, Block, Cell, Chart, ChartKind, Column, Row, Run, Series, Table};

use super::super::book::Book;
use super::super::milestones;
use super::super::numbers::number_of;
use super::super::sentences;
use super::super::summary::{Block as Counts, Group, none, shown};
use super::figures::uncapitalised;

/// Everything below the heading.
pub(super) fn blocks(book: &Book<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for kind in book.plan.wording.kinds() {
        let Some(reported) = reported(book, kind) else { continue };
        let mut sentences = vec![reported];
        match none(book, kind) {
            Some(_) => {
                let nouns = book.plan.wording.noun(kind, 2);
                sentences.push(format!("The {nouns} are reported without a rating."));
            }
            None => sentences.extend(sentences::of_all(book, kind)),
        }
        if kind == Kind::Actions {
            sentences.extend(by_their_deadline(book));
        }
        blocks.push(Block::Paragraph(vec![Run::plain(sentences.join(" "))]));
    }
    for kind in book.plan.wording.kinds() {
        blocks.extend(table(book, kind));
    }
    blocks
}

/// `55 actions are reported, 6 of them for information (26 in Q4 2024-25).`
fn reported(book: &Book<'_>, kind: Kind) -> Option<String> {
    let overall = &book.tally.table(kind).overall;
    let all = match kind {
        Kind::Actions => number_of(&book.tally.action_lines),
        Kind::Indicators => number_of(&book.tally.indicator_lines),
    };
    if all == 0 {
        return None;
    }
    let noun = book.plan.wording.noun(kind, all);
    let are = if all == 1 { "is" } else { "are" };
    let information = match overall.information_only {
        0 => String::new(),
        some if some == all => ", for information only".to_owned(),
        some => format!(", {some} of them for information"),
    };
    let milestones = match overall.milestones {
        0 => String::new(),
        some => format!(", {some} of them {} in no count", milestones::left_out(book, overall)),
    };
    let before = match book.tally.movements.compared {
        Compared::Workbook(period) => book.collection.previous.and_then(|history| {
            let then = history.before(book.plan.period).next()?;
            let count = match kind {
                Kind::Actions => then.action_count(),
                Kind::Indicators => then.indicator_count(),
            };
            Some(format!(" ({count} in {period})"))
        }),
        Compared::Nothing | Compared::LastRatings => None,
    };
    Some(format!("{all} {noun} {are} reported{information}{milestones}{}.", before.unwrap_or_default()))
}

/// How many completed actions were so by their deadline: only where both days are known of all of them.
fn by_their_deadline(book: &Book<'_>) -> Option<String> {
    let is_complete = |line: &&crate::tally::ActionLine<'_>| {
        matches!(line.place, Place::Counted(_)) && line.counted.is_some_and(|own| own.standing == Standing::Complete)
    };
    let completed = book.tally.action_lines.iter().filter(is_complete);
    let both = completed.map(|line| {
        let day = line.row.and_then(|row| row.completed.given()).map(|given| given.day);
        day.zip(line.issued.deadline.day())
    });
    let both: Option<Vec<_>> = both.collect();
    let both = both.filter(|both| !both.is_empty())?;
    let in_time = both.iter().filter(|(done, due)| done <= due).count();
    let noun = book.plan.wording.noun(Kind::Actions, number_of(&both));
    Some(match (both.len(), in_time) {
        (1, 1) => format!("The completed {noun} was finished by its deadline."),
        (1, _) => format!("The completed {noun} was finished after its deadline."),
        (all, in_time) => format!("{in_time} of the {all} completed {noun} were finished by their deadlines."),
    })
}

/// The table of a kind with its bar; nothing where nothing of that kind is rated.
pub(super) fn table(book: &Book<'_>, kind: Kind) -> Vec<Block> {
    if none(book, kind).is_some() {
        return Vec::new();
    }
    let (plan, wording) = (book.plan, &book.plan.wording);
    let group = Group::of(plan.settings.tables_by);
    let counts = Counts { book, kind, group };
    let title = format!("{} by {}", wording.title(kind), wording.of(group.heading()).to_lowercase());
    let number = wording.kinds().iter().filter(|own| none(book, **own).is_none()).position(|own| *own == kind);
    let caption = format!("Table {}: {title}", number.unwrap_or_default() + 1);
    let shown = shown(plan, kind);
    let mut columns = vec![Column { heading: wording.of(group.heading()).to_owned(), share: 30, align: Align::Left }];
    columns.extend(shown.iter().filter_map(|at| plan.scale(kind).get(*at)).map(|rating| {
        let heading = match rating.symbol.as_deref() {
            Some(symbol) if !rating.meaning.trim().is_empty() => format!("{symbol}\n{}", rating.meaning.trim()),
            _ => wording.of(&rating.name).to_owned(),
        };
        // A meaning takes room, and stands over the middle.
        if heading.contains('\n') {
            Column { heading, share: 16, align: Align::Centre }
        } else {
            Column { heading, share: 11, align: Align::Right }
        }
    }));
    let has_total = wording.shows(Word::Total.name());
    if has_total {
        columns.push(Column { heading: wording.word(Word::Total).to_owned(), share: 11, align: Align::Right });
    }
    let row = |line: &Line, name: String, bold: bool| {
        let figure = |RatingId(at): &RatingId| {
            let count = line.counts.get(*at).copied().unwrap_or_default();
            Cell::of(plan.settings.zero_counts.printed(count, line.percentages.get(*at).copied().flatten()))
        };
        let total = has_total.then(|| Cell::of(line.total.to_string()));
        Row { cells: std::iter::once(Cell::of(name)).chain(shown.iter().map(figure)).chain(total).collect(), bold }
    };
    let mut rows: Vec<Row> = counts.lines().iter().map(|line| row(line, counts.name(line), false)).collect();
    rows.push(row(&counts.table().overall, wording.word(Word::Overall).to_owned(), true));
    let table = Table { name: title.clone(), description: format!("{title}: counts with percentages"), columns, rows };
    let mut blocks = vec![Block::Caption(caption), Block::Table(table)];
    blocks.push(Block::Paragraph(vec![Run::plain(note(&counts))]));
    blocks.extend(key(book, kind, &shown));
    blocks.extend(bar(&counts));
    blocks
}

/// What the ratings mean, where it does not stand over their columns.
fn key(book: &Book<'_>, kind: Kind, shown: &[RatingId]) -> Option<Block> {
    let ratings = || shown.iter().filter_map(|at| book.plan.scale(kind).get(*at));
    let has_meaning = |rating: &&Rating| !rating.meaning.trim().is_empty();
    if ratings().any(|rating| rating.symbol.is_some() && has_meaning(&rating)) {
        return None;
    }
    let meanings = ratings().filter(has_meaning).filter_map(|rating| {
        let (word, meaning) = (book.plan.wording.of(&rating.name), rating.meaning.trim());
        (!same(word, meaning)).then(|| format!("{word} = {}", uncapitalised(meaning)))
    });
    let meanings = meanings.collect::<Vec<String>>().join("; ");
    (!meanings.is_empty()).then(|| Block::Paragraph(vec![Run::plain(format!("{meanings}."))]))
}

/// What the percentages are of, and what is not in the table.
fn note(counts: &Counts<'_>) -> String {
    let overall = &counts.table().overall;
    let mut note = counts.said_of_percentages();
    let absent = [(overall.not_rated, "not rated"), (overall.information_only, "for information only")];
    let absent = absent.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}"));
    let absent: Vec<String> = counts.hidden().into_iter().chain(absent).collect();
    if !absent.is_empty() {
        note.push_str(&format!(" Not in this table: {}.", absent.join(", ")));
    }
    if let Some(which) = milestones::note(counts.book, counts.kind) {
        note.push_str(&format!(" {which}"));
    }
    note
}

/// A bar of the shares of all rated rows together.
fn bar(counts: &Counts<'_>) -> Option<Block> {
    let (plan, wording) = (counts.book.plan, &counts.book.plan.wording);
    let overall = &counts.table().overall;
    if overall.base == 0 {
        return None;
    }
    let rated = plan.scale(counts.kind).with_ids().filter(|(_, rating)| rating.in_percentages);
    let mut words = Vec::new();
    let mut series = Vec::new();
    for (RatingId(at), rating) in rated {
        let count = overall.counts.get(at).copied().unwrap_or_default();
        let share = overall.percentages.get(at).copied().flatten();
        let name = wording.of(&rating.name);
        words.push(format!("{name} {}", plan.settings.zero_counts.printed(count, share)));
        if count == 0 {
            continue;
        }
        let figure = plan.settings.zero_counts.printed(count, share);
        series.push(Series {
            labels: vec![on_bar(name, count, &figure, overall.base)],
            // Too small a part has no room for its figure, so all stand in the legend.
            name: format!("{name}: {figure}"),
            colour: rating.colour,
            values: vec![Some(Decimal::from(count))],
        });
    }
    let nouns = wording.noun(counts.kind, 2);
    Some(Block::Chart(Chart {
        kind: ChartKind::Shares,
        title: format!("All rated {nouns}"),
        description: format!("One bar for all {} rated {nouns}: {}.", overall.base, words.join(", ")),
        has_scale: true,
        categories: vec![wording.word(Word::Overall).to_owned()],
        series,
    }))
}

/// What is written on a part of the bar: as much of the rating and its figure as there is room for.
fn on_bar(name: &str, count: u64, figure: &str, base: u64) -> Option<String> {
    // As many letters as fit on a bar of the whole length.
    const LETTERS: u64 = 60;
    let has_room = |text: &String| {
        let letters = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let (needed, there) = (letters.checked_mul(base), LETTERS.checked_mul(count));
        needed.zip(there).is_some_and(|(needed, there)| needed <= there)
    };
    [format!("{name} {figure}"), figure.to_owned(), count.to_string()].into_iter().find(has_room)
}
