//! The two tables: a line for each priority or delivery plan, a column for each rating, and count and percentage in one cell.

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, Formula, RowNum, TableColumn, TableStyle, Worksheet};

use crate::collection::Collection;
use crate::domain::{Kind, RatingId, key};
use crate::plan::{Word, ZeroCounts};
use crate::returns::Receipt;
use crate::tally::{Line, Place};
use crate::workbook::{WriteError, colour, line, lines_of, write_text};

use super::super::book::Book;
use super::super::detail;
use super::super::milestones;
use super::super::summary::{Block, Group, shown};
use super::bar;
use super::grid::{Grid, shows_total};

/// Writes a table with its title in row `at`, its notes and its bar; gives the next free row.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: RowNum,
    book: &Book<'_>,
    kind: Kind,
    grid: &Grid,
) -> Result<RowNum, WriteError> {
    let (styles, plan) = (&book.styles, book.plan);
    let by = plan.settings.tables_by;
    let group = Group::of(by);
    let block = Block { book, kind, group };
    let ratings = shown(plan, kind);
    let title = format!("{} by {}", plan.wording.title(kind), plan.wording.of(group.heading()).to_lowercase());
    write_text(sheet, (at, 0), &title, &styles.section)?;
    let headings = write_headings(sheet, at + 1, book, kind, &ratings, (group, grid))?;
    let lines: Vec<(usize, Option<&Line>)> = block.lines().iter().map(Some).chain([None]).enumerate().collect();
    let first = at + 2;
    let mut row = first;
    for (place, own) in lines {
        write_line(sheet, row, &block, &ratings, (place, own), grid)?;
        row += 1;
    }
    let last = row - 1;
    let columns = headings.iter().map(|heading| TableColumn::new().set_header(heading.as_str()));
    let table = rust_xlsxwriter::Table::new()
        .set_name(format!("Front_{}", kind.to_string().to_lowercase()))
        .set_style(TableStyle::None)
        .set_autofilter(false)
        .set_alt_text(line(&format!("{title}: counts with percentages"), 255))
        .set_columns(&columns.collect::<Vec<_>>());
    // There is a heading at least: that of the names.
    let last_col = headings.len().saturating_sub(1);
    let last_col = ColNum::try_from(last_col).unwrap_or(ColNum::MAX);
    sheet.add_table(at + 1, 0, last, last_col, &table)?;
    // The writer has put the headings' words there without their looks.
    write_headings(sheet, at + 1, book, kind, &ratings, (group, grid))?;
    row = grid.write_text(sheet, row, &notes(&block).join(" "), &styles.guidance)?;
    bar::write(sheet, row, &block, &ratings, (last, grid))
}

/// Writes the headings; gives them.
fn write_headings(
    sheet: &mut Worksheet,
    at: RowNum,
    book: &Book<'_>,
    kind: Kind,
    ratings: &[RatingId],
    (group, grid): (Group, &Grid),
) -> Result<Vec<String>, WriteError> {
    let (styles, wording) = (&book.styles, &book.plan.wording);
    let mut headings: Vec<(String, Format)> = vec![(wording.of(group.heading()).to_owned(), styles.heading.clone())];
    for id in ratings {
        let Some(rating) = book.plan.scale(kind).get(*id) else { continue };
        let filled = styles.heading.clone().set_background_color(colour(rating.colour));
        let filled = filled.set_font_color(colour(rating.colour.text_colour())).set_align(FormatAlign::Right);
        headings.push((detail::with_symbol(book, rating), filled));
    }
    if shows_total(book.plan) {
        headings.push((wording.word(Word::Total).to_owned(), styles.heading.clone().set_align(FormatAlign::Right)));
    }
    let texts = super::super::table::unique(headings.iter().map(|(text, _)| text.as_str()));
    let mut tallest = 1;
    for ((col, text), (_, format)) in (0..).zip(&texts).zip(&headings) {
        write_text(sheet, (at, col), text, format)?;
        let width = if col == 0 { grid.names } else { grid.figures };
        // Bold text takes more room.
        let room = width.saturating_sub(1);
        tallest = tallest.max(lines_of(text, room));
    }
    grid.fit_row(sheet, at, tallest)?;
    Ok(texts)
}

/// Writes a line of figures as formulas over Summary's table.
fn write_line(
    sheet: &mut Worksheet,
    at: RowNum,
    block: &Block<'_>,
    ratings: &[RatingId],
    (place, own): (usize, Option<&Line>),
    grid: &Grid,
) -> Result<(), WriteError> {
    let (styles, plan) = (&block.book.styles, block.book.plan);
    let is_total = own.is_none();
    let look = |format: Format| {
        if is_total { format.set_bold().set_border_top(FormatBorder::Medium) } else { format }
    };
    let counted = own.unwrap_or(&block.table().overall);
    let name = match own {
        None => plan.wording.word(Word::Overall).to_owned(),
        Some(line) => format!("{}{}", block.name(line), returns_in(block, line)),
    };
    write_text(sheet, (at, 0), &name, &look(styles.text.clone()))?;
    grid.fit_row(sheet, at, lines_of(&name, grid.names))?;
    let figures = look(styles.number.clone());
    let mut col: ColNum = 1;
    for id in ratings {
        let RatingId(number) = *id;
        let count = counted.counts.get(number).copied().unwrap_or_default();
        let share = counted.percentages.get(number).copied().flatten();
        let text = plan.settings.zero_counts.printed(count, share);
        let formula = || block.counted_with_share(place, number, plan.settings.zero_counts == ZeroCounts::Bare);
        write_figure(sheet, (at, col), block, formula, text, &figures)?;
        col += 1;
    }
    if shows_total(plan) {
        write_figure(sheet, (at, col), block, || block.total(place), counted.total.to_string(), &figures)?;
    }
    Ok(())
}

/// Writes a figure as the formula that makes it; for members as what it makes.
fn write_figure(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    block: &Block<'_>,
    formula: impl Fn() -> String,
    text: String,
    format: &Format,
) -> Result<(), WriteError> {
    if block.book.is_for_members() {
        return write_text(sheet, (row, col), &text, format);
    }
    sheet.write_formula_with_format(row, col, Formula::new(formula()).set_result(text), format)?;
    Ok(())
}

/// What a line says where not every return came: ` (no return)`, ` (1 of 2 returns)`.
fn returns_in(block: &Block<'_>, line: &Line) -> String {
    let (came, expected) = returns_of(block.book.collection, block, line);
    match (came, expected) {
        (came, expected) if came == expected => String::new(),
        (0, _) => " (no return)".to_owned(),
        (came, expected) => format!(" ({came} of {expected} returns)"),
    }
}

/// How many returns of the delivery plans with rows in a line came, and how many of them are expected.
fn returns_of(collection: &Collection<'_>, block: &Block<'_>, line: &Line) -> (usize, usize) {
    let tally = block.book.tally;
    let by = block.book.plan.settings.tables_by;
    let wanted = key(&line.code);
    let is_in = |own: Option<&str>| own.is_some_and(|own| key(own) == wanted);
    let of_actions = tally.action_lines.iter().filter(|line| {
        block.kind == Kind::Actions && line.place != Place::InformationOnly && is_in(detail::code_of_action(line, by))
    });
    let of_indicators = tally.indicator_lines.iter().filter(|line| {
        block.kind == Kind::Indicators
            && line.place != Place::InformationOnly
            && is_in(detail::code_of_indicator(line, by))
    });
    let codes =
        of_actions.map(|line| &line.delivery_plan.code).chain(of_indicators.map(|line| &line.delivery_plan.code));
    let codes: std::collections::BTreeSet<String> = codes.map(|code| key(code)).collect();
    let receipts = collection.set.plans.iter().filter(|(code, _)| codes.contains(&key(code)));
    let mut counted = (0, 0);
    for (_, receipt) in receipts {
        match receipt {
            Receipt::NotExpected => {}
            Receipt::Received(_) => counted = (counted.0 + 1, counted.1 + 1),
            Receipt::Missing | Receipt::Duplicated(_) => counted = (counted.0, counted.1 + 1),
        }
    }
    counted
}

/// What stands below a table: what the percentages are of, what is outside them, and what is not shown.
fn notes(block: &Block<'_>) -> Vec<String> {
    let overall = &block.table().overall;
    let nouns = block.book.plan.wording.noun(block.kind, 2);
    let mut notes = vec![block.said_of_percentages()];
    let hidden = block.hidden();
    if !hidden.is_empty() {
        notes.push(format!("Not shown: {}.", hidden.join(", ")));
    }
    let left: Vec<&str> = [(overall.not_rated, "not rated"), (overall.information_only, "for information only")]
        .into_iter()
        .filter_map(|(count, words)| (count > 0).then_some(words))
        .collect();
    if !left.is_empty() {
        notes.push(format!("Not in this table: {nouns} that are {}; Summary has their numbers.", left.join(" or ")));
    }
    notes.extend(milestones::note(block.book, block.kind));
    if !block.is_live() && !block.book.is_for_members() {
        notes.push("With so many rows these figures are values: after a correction, consolidate again.".to_owned());
    }
    notes
}
