//! The Movements sheet: what moved since the period before, worst first, and how many ratings got better or worse.
//!
//! It says what it compares with, and what to do where there is nothing to compare with.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, RowNum, Worksheet};

use crate::domain::{Direction, Kind, Period, print_day};
use crate::layout::{Column, Field, SheetId};
use crate::tally::{Compared, Movement, Moves, RatingChanges, What};
use crate::workbook::{
    LateRows, Orientation, Styles, WriteError, formula_text, lay_out_page, narrowed, print_legibly, write_lines,
    write_text,
};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::out_of_date;
use super::table::{Heading, Rows, Table};

/// The narrowest that a column of words is made so that a page holds all.
const LEAST: u16 = 12;

/// What a line counts.
type Count = fn(&RatingChanges) -> u64;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let styles = &book.styles;
    let layout = layout_of(SheetId::Movements);
    let title = book.title_of("movements");
    write_text(sheet, (0, 0), &title, &styles.title)?;
    for (col, column) in (0..).zip(&layout.columns) {
        sheet.set_column_width(col, column.width)?;
    }
    let movements = &book.tally.movements;
    let mut at = 1;
    if movements.compared != Compared::Nothing
        && let Some(formula) = out_of_date::line(book, out_of_date::LISTS)
    {
        out_of_date::write(sheet, at, formula, styles)?;
        at += 1;
    }
    let at = write_lines(sheet, at, compared_with(book), &styles.guidance)?;
    if movements.compared == Compared::Nothing {
        lay_out_page(sheet, Orientation::Landscape, None, &title)?;
        return Ok(Vec::new());
    }
    let at = write_changes(sheet, at + 1, book)?;
    write_text(sheet, (at, 0), "Everything that moved", &styles.section)?;
    let at = at + 1;
    if movements.list.is_empty() {
        let words = if movements.no_rating_before_is_known() {
            "No rating of that time is known, so that nobody can say which changed. Nothing else moved."
        } else {
            "Nothing moved."
        };
        write_text(sheet, (at, 0), words, &styles.guidance)?;
        lay_out_page(sheet, Orientation::Landscape, None, &title)?;
        return Ok(Vec::new());
    }
    let (older, changed) = (older(book), movements.list.iter().any(|one| one.change.is_some()));
    let is_shown =
        |column: &&Column| (column.field != Field::ComparedWith || older) && (column.field != Field::Change || changed);
    let columns: Vec<&Column> = layout.columns.iter().filter(is_shown).collect();
    let widths = narrowed(&columns.iter().map(|column| column.width).collect::<Vec<_>>(), LEAST);
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    let usual = usual(book);
    let headings = columns.iter().zip(&widths).map(|(column, width)| Heading::plain(&column.heading, *width));
    let table = Table {
        name: layout.name.clone(),
        about: title.clone(),
        headings: headings.collect(),
        filter: true,
        rows: Rows::by_field(
            movements.list.iter().collect(),
            columns.iter().map(|column| column.field).collect(),
            move |one: &&'w Movement<'_>, field| content(one, book, usual, field),
        ),
    };
    let (last, late) = table.write_measured(sheet, at, styles, Vec::new(), None)?;
    let places = || (0..).zip(&columns);
    let kinds = places().find(|(_, column)| column.field == Field::Kind).map_or(0, |(col, _)| col);
    for (col, _) in places().filter(|(_, column)| matches!(column.field, Field::Before | Field::Now)) {
        colour_ratings(sheet, book, col, (kinds, at + 1, last))?;
    }
    lay_out_page(sheet, Orientation::Landscape, Some(at), &title)?;
    print_legibly(sheet, &widths, 1, None)?;
    Ok(vec![late])
}

/// What is compared with what, a line each.
fn compared_with(book: &Book<'_>) -> Vec<String> {
    let last = book.plan.period.previous();
    match book.tally.movements.compared {
        Compared::Nothing => vec![format!(
            "There is nothing to compare with: give the consolidated workbook of {last} with --previous, and this sheet says what moved since."
        )],
        Compared::LastRatings => vec![format!(
            "Compared with the Last rating, Last value and Revised deadline that the returns were issued with. Give the consolidated workbook of {last} with --previous to see everything that moved."
        )],
        Compared::Workbook(period) if period.end_in_year() == last.end_in_year() => vec![format!(
            "Compared with the consolidated workbook of {period}{}.",
            if older(book) {
                " and, for a row that had no answer then, of the period named under Compared with"
            } else {
                ""
            }
        )],
        Compared::Workbook(period) => {
            vec![format!("Compared with the consolidated workbook of {period}: the one of {last} was not given.")]
        }
    }
}

/// Whether any row is compared with an older workbook than the others.
fn older(book: &Book<'_>) -> bool {
    let usual = usual(book);
    book.tally.movements.list.iter().any(|one| since(one, usual).is_some())
}

/// The period with which rows are compared unless they say another.
fn usual(book: &Book<'_>) -> Option<Period> {
    match book.tally.movements.compared {
        Compared::Workbook(period) => Some(period),
        Compared::Nothing | Compared::LastRatings => None,
    }
}

/// With what a row is compared, where that is not what the others are.
fn since(movement: &Movement<'_>, usual: Option<Period>) -> Option<String> {
    match movement.since {
        since if since == usual => None,
        Some(period) => Some(period.to_string()),
        None => Some("Last rating or value as issued".to_owned()),
    }
}

/// The table of how ratings changed, with its title in row `at`; gives the row of the next title.
fn write_changes(sheet: &mut Worksheet, at: RowNum, book: &Book<'_>) -> Result<RowNum, WriteError> {
    let movements = &book.tally.movements;
    let kinds = [
        (Kind::Actions, &movements.actions, book.tally.actions.overall.total),
        (Kind::Indicators, &movements.indicators, book.tally.indicators.overall.total),
    ];
    let kinds: Vec<_> = kinds.into_iter().filter(|(_, _, total)| *total > 0).collect();
    if kinds.is_empty() {
        return Ok(at);
    }
    write_text(sheet, (at, 0), "How ratings changed", &book.styles.section)?;
    let figures = |text: String| Heading { figures: true, ..Heading::plain(text, 12) };
    let mut headings = vec![Heading::plain("Rating", 22)];
    headings.extend(kinds.iter().map(|(kind, ..)| figures(kind.to_string())));
    let lines: [(&str, Count); 6] = [
        ("Better", |changes| changes.better),
        ("Worse", |changes| changes.worse),
        ("Changed, neither", |changes| changes.other),
        ("Same", |changes| changes.same),
        ("No rating before", |changes| changes.new),
        ("Total", RatingChanges::total),
    ];
    let rows = lines.into_iter().map(|(name, count)| {
        let counts = kinds.iter().map(|(_, changes, _)| Cell::Count(count(changes)));
        std::iter::once(Cell::text(name)).chain(counts).collect()
    });
    let table = Table {
        name: "Rating_changes".to_owned(),
        about: "How many ratings are better, worse and the same as before".to_owned(),
        headings,
        filter: false,
        rows: Rows::made(rows.collect()).with_total(),
    };
    let last = table.write(sheet, at + 1, &book.styles)?;
    let notes = [
        "Better and worse go by what a rating stands for: off track, behind, on track, complete. Neither: to or from a rating that says nothing of that, such as closed or awaited.",
        "The total is that of Summary: the rows that have a rating now. A later deadline is worse.",
    ];
    Ok(write_lines(sheet, last + 1, notes, &book.styles.guidance)? + 1)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
fn content<'w>(movement: &'w Movement<'_>, book: &'w Book<'_>, usual: Option<Period>, field: Field) -> Cell<'w> {
    match field {
        Field::Moved => Cell::text(moved(movement.what)),
        Field::BetterOrWorse => Cell::text(match movement.direction {
            Some(Direction::Improving) => "Better",
            Some(Direction::Worsening) => "Worse",
            Some(Direction::Steady | Direction::Changed) | None => "–",
        }),
        Field::Kind => Cell::text(kind(movement.row.kind())),
        Field::Ref => Cell::Ref(movement.row.reference().into()),
        Field::ActionOrIndicator => Cell::text(movement.row.title()),
        Field::DeliveryPlan => Cell::text(match movement.row {
            Moves::Action(_, plan) | Moves::Indicator(_, plan) => book.labels.delivery_plan(plan),
            Moves::EarlierAction(row) => &row.delivery_plan,
            Moves::EarlierIndicator(row) => &row.delivery_plan,
        }),
        Field::Priority => Cell::text(match movement.row {
            Moves::Action(row, _) => priority(book, row.priority.as_deref()),
            Moves::Indicator(row, _) => priority(book, row.priority.as_deref()),
            Moves::EarlierAction(row) => row.priority.as_deref().unwrap_or_default(),
            Moves::EarlierIndicator(row) => row.priority.as_deref().unwrap_or_default(),
        }),
        Field::Before => Cell::text(before(movement)),
        Field::Now => Cell::text(now(movement)),
        Field::Change => Cell::text(movement.change.as_deref().unwrap_or_default()),
        Field::ComparedWith => Cell::text(since(movement, usual).unwrap_or_default()),
        _ => Cell::Blank,
    }
}

fn moved(what: What) -> &'static str {
    match what {
        What::Reopened => "Reopened",
        What::Rating => "Rating",
        What::Deadline => "Deadline",
        What::Restated => "Value restated",
        What::Target => "Target",
        What::Tolerance => "Tolerance",
        What::Repeated => "Commentary repeated",
        What::New => "New",
        What::Ended => "Ended",
        What::Gone => "Gone",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Actions => "Action",
        Kind::Indicators => "Indicator",
    }
}

fn priority<'w>(book: &'w Book<'_>, code: Option<&'w str>) -> &'w str {
    code.map_or("", |code| book.labels.priority(code))
}

fn before(movement: &Movement<'_>) -> String {
    if let Some(day) = movement.completed {
        return format!("Complete on {}", print_day(day));
    }
    match (movement.what, &movement.before) {
        (What::New, _) => "Not in the plan".to_owned(),
        (What::Ended | What::Gone, None) => "No rating".to_owned(),
        (_, before) => before.clone().unwrap_or_default(),
    }
}

fn now(movement: &Movement<'_>) -> String {
    let now = movement.now.clone().unwrap_or_default();
    match movement.what {
        What::Repeated => match movement.since {
            Some(period) => format!("The commentary of {period}, word for word"),
            None => "The commentary of last period, word for word".to_owned(),
        },
        What::Deadline => agreed(movement, now),
        What::Ended => format!("Ended in the plan after {now}"),
        What::Gone => "No longer in the plan".to_owned(),
        What::Reopened | What::Rating | What::Restated | What::Target | What::Tolerance | What::New => now,
    }
}

/// A deadline, with who agreed it where it is the one that members agreed.
fn agreed(movement: &Movement<'_>, deadline: String) -> String {
    let Moves::Action(row, _) = movement.row else { return deadline };
    if row.agreed.as_ref().is_none_or(|agreed| agreed.printed() != deadline) {
        return deadline;
    }
    let by = row.agreed_by.as_deref().map(|by| format!(": {by}")).unwrap_or_default();
    format!("{deadline} (agreed{by})")
}

/// Colours follow the word, of an action or of an indicator.
fn colour_ratings(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    col: ColNum,
    (kinds, first, last): (ColNum, RowNum, RowNum),
) -> Result<(), WriteError> {
    let (cell, beside) = (row_col_to_cell(first, col), row_col_to_cell(first, kinds));
    for of in [Kind::Actions, Kind::Indicators] {
        for rating in book.plan.scale(of) {
            let (own, word) = (formula_text(kind(of)), formula_text(&rating.name));
            let rule = ConditionalFormatFormula::new()
                .set_rule(format!("=AND(${beside}={own},TRIM({cell})={word})").as_str())
                .set_format(Styles::rating_rule_with_symbol(rating.colour, rating.symbol.as_deref()));
            sheet.add_conditional_format(first, col, last, col, &rule)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::consolidate::consolidate;
    use crate::grid::{Legacy, Limits, read};
    use crate::trial::{cases, with_collection};

    const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q3 |

| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Q4 | Red | Q4 2026/27 | =1+1 has left. |
| | 1.2 | Q4 | Green | | Tenders  are out. |

| Previous actions | Ref | Rating | Commentary |
|---|---|---|---|
| | 1.1 | Green | |
| | 1.2 | Green | Tenders are out. |
";

    /// The sheet, a line of shown cells for each row.
    fn lines(text: &str) -> Vec<String> {
        let bytes = with_collection(&cases(text)[0], |collection| {
            consolidate(collection, &collection.tally()).unwrap().bytes().unwrap()
        });
        let book = read(&bytes, &Limits::previous(), Legacy::Refuse).unwrap();
        let sheet = book.sheet("Movements").unwrap();
        let shown =
            |cells: &[crate::grid::Cell]| cells.iter().map(crate::grid::Cell::as_shown).collect::<Vec<_>>().join(" | ");
        sheet.rows().map(|(_, cells)| shown(cells)).collect()
    }

    fn has(lines: &[String], wanted: &str) -> bool {
        lines.iter().any(|line| line.contains(wanted))
    }

    #[test]
    fn what_moved_stands_in_words_with_the_period_it_is_compared_with() {
        let lines = lines(QUARTER);
        for wanted in [
            "Compared with the consolidated workbook of 2025-26 Q2.",
            "Better | 0",
            "Worse | 1",
            "Same | 1",
            "Total | 2",
            "Rating | Worse | Action | 1.1 | Something to be done | Green | Red",
            "Deadline | Worse | Action | 1.1 | Something to be done | Q4 2025-26 | Q4 2026-27",
            "Commentary repeated | – | Action | 1.2 | Something to be done | The commentary of 2025-26 Q2, word for word",
        ] {
            assert!(has(&lines, wanted), "{wanted}: {lines:#?}");
        }
        assert!(!has(&lines, "Compared with |") && !has(&lines, "| Compared with"), "{lines:#?}");
    }

    #[test]
    fn where_last_periods_workbook_is_not_given_the_older_one_is_named() {
        let lines = lines(&QUARTER.replace("Previous actions", "Previous actions 2"));
        assert!(
            has(&lines, "Compared with the consolidated workbook of 2025-26 Q1: the one of 2025-26 Q2 was not given."),
            "{lines:#?}"
        );
    }

    #[test]
    fn a_row_that_had_no_answer_last_period_says_with_which_it_is_compared() {
        let older = "| Previous actions 2 | Ref | Rating |\n|---|---|---|\n| | 1.2 | Amber |\n";
        let text = QUARTER.replace("| | 1.2 | Green | Tenders are out. |", "")
            + "\n"
            + older
            + "\n| Previous change | Do | Where | What |\n|---|---|---|---|\n| | type | Actions!1.2!Source file | |\n";
        let lines = lines(&text);
        assert!(has(&lines, "of the period named under Compared with"), "{lines:#?}");
        let moved = lines.iter().find(|line| line.starts_with("Rating | Better")).unwrap();
        assert!(moved.contains("| Amber | Green |") && moved.ends_with("| 2025-26 Q1"), "{moved}");
    }

    #[test]
    fn without_anything_to_compare_with_one_sentence_says_what_to_give() {
        let text = QUARTER.split("| Previous").next().unwrap();
        let lines = lines(text);
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert!(lines[1].contains("give the consolidated workbook of 2025-26 Q2 with --previous"), "{lines:#?}");
    }

    #[test]
    fn a_quarter_in_which_nothing_moved_says_so() {
        let text = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q3 |

| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Green |

| Previous actions | Ref | Rating |
|---|---|---|
| | 1.1 | Green |
";
        let lines = lines(text);
        assert!(has(&lines, "Nothing moved.") && has(&lines, "Same | 1"), "{lines:#?}");
    }
}
