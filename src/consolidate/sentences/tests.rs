//! What the sentences say of whole quarters.

use super::super::*;
use super::prose::{Piece, prose};
use crate::grid::{Cell, Legacy, Limits, read};
use crate::trial::{cases, with_collection};

/// The sentences as they would be pasted.
fn said(text: &str) -> String {
    let case = cases(text).remove(0);
    with_collection(&case, |collection| {
        let tally = collection.tally();
        let pieces = prose(&Book::new(collection, &tally, Readers::Officers));
        let lines = pieces.into_iter().map(|piece| match piece {
            Piece::Heading(text) => format!("\n# {text}\n"),
            Piece::Subheading(text) => format!("\n## {text}\n"),
            Piece::Paragraph(text) => format!("{text}\n"),
            Piece::Point(text) => format!("- {text}\n"),
        });
        lines.collect()
    })
}

/// Three priorities, of which one has nothing rated; a missing return; one row of every kind that is left out.
const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |
| | Without return | 2 |

| Delivery plans | Code | Delivery plan | Priority |
|---|---|---|---|
| | housing | Housing | P1 |
| | leisure | Leisure & culture | P3 |

| Priorities | Code | Priority |
|---|---|---|
| | P1 | Growth |
| | P2 | Environment |
| | P3 | Communities |

| Actions | Ref | Delivery plan | Priority | Action | Deadline | Monitored | Last rating | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | P1 | New homes | 31/03/2026 | Yes | Amber | Green | | On time. |
| | 1.2 | housing | P1 | Car parks | 30/06/2025 | Yes | Green | Amber | Q2 | Late. |
| | 1.3 | housing | P1 | Markets | 31/03/2026 | Yes | | Completed | | Finished. |
| | 2.1 | housing | P2 | Trees | 31/03/2026 | Yes | Green | Green | | On time. |
| | 2.2 | housing | P2 | Rivers | 31/03/2026 | No | | | | |

| Indicators | Ref | Delivery plan | Priority | Indicator | Unit | Better when | Target | Rated | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|---|
| | I1 | housing | P1 | Homes let in time | % | Higher | 93 | Yes | percent 92.5 | Amber | Nearly. |
| | I2 | housing | P1 | Days to let | days | Lower | 20 | Yes | Not available | | Later. |
| | I3 | housing | P1 | Rent | £ | Higher | 1000 | Monitor only | 1250 | | |

| Actions @2 | Ref | Delivery plan | Priority | Deadline | Monitored |
|---|---|---|---|---|---|
| | 3.1 | leisure | P3 | 31/03/2026 | Yes |
";

#[test]
fn every_row_is_said_to_be_rated_or_left_out_and_why() {
    let expected = "
# How far the figures hold
These are the figures for 2025-26 Q1, as of 30 June 2025. They are provisional: 1 return is missing (Leisure & culture).

# Actions

## Overall: 67% on track
Of the 3 rated actions, 1 (33%) is amber and 2 (67%) are green; none is red and none is on hold or closed. 1 further action is completed, 1 is not rated (in no return received) and 1 is for information only; they are not in the percentages. 1 action (1.2) had reached its deadline by 30 June 2025 and was not finished.
2 actions have changed rating since the period before, 1 for the better and 1 for the worse:
- 1.2 Car parks: Green to Amber
- 1.1 New homes: Amber to Green

## Growth: 50% on track
Of the 2 rated actions, 1 (50%) is amber and 1 (50%) is green; none is red and none is on hold or closed. 1 further action is completed; it is not in the percentages.
The 1 action that is amber:
- 1.2 Car parks

## Environment: 100% on track
The one rated action is green. 1 further action is for information only; it is not in the percentages.

## Communities
1 action is not rated (in no return received).

# Indicators

## Overall: 0% on target
The one rated indicator is amber. 1 further indicator is monitor only and 1 is in progress (without a figure yet); they are not in the percentages.

## Growth: 0% on target
The one rated indicator is amber. 1 further indicator is monitor only and 1 is in progress (without a figure yet); they are not in the percentages.
The 1 indicator that is amber:
- I1 Homes let in time

## Environment
No indicator belongs to this priority in this period.

## Communities
No indicator belongs to this priority in this period.
";
    assert_eq!(said(QUARTER), expected);
}

/// One priority of a scheme that counts actions when they are rated; three of four ratings in two groups of its own.
const GROUPED: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | cannock-chase |
| | Percentages | Sum to 100 |

| Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages | Group |
|---|---|---|---|---|---|---|---|---|
| | Actions | Done | 00703C | Done | Complete | Optional | Yes | Achieved or in progress |
| | Actions | Late | FFBF47 | Late | Behind | Optional | Yes | ACHIEVED or in progress |
| | Actions | Very late | B10E1E | Very late | Off track | Optional | Yes | |
| | Actions | Dropped | 595959 | Dropped | Closed | Required | No | Achieved or in progress |

| Actions | Ref | Deadline | Last rating | Rating | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Q1 | | Done | |
| | 1.2 | Q1 | | Late | |
| | 1.3 | Q1 | | Very late | |
| | 1.4 | Q4 | | | |
| | 1.5 | Q1 | Done | | |
| | 1.6 | Q1 | | | |
| | 1.7 | Q4 | | Dropped | No money. |
";

#[test]
fn a_group_is_summed_over_its_ratings_in_the_percentages_and_rounded_as_the_plan_says() {
    let summed = said(GROUPED);
    let ratings = "Of the 3 rated actions, 1 (33.4%) is done, 1 (33.3%) is late and 1 (33.3%) is very late. ";
    let group = "2 (66.7%) of the 3 rated actions are achieved or in progress. ";
    let left_out = "1 further action is dropped and 3 are not rated (1 not due yet, 1 finished in an earlier period, 1 without a rating that can be read); they are not in the percentages.";
    assert!(summed.contains(&format!("{ratings}{group}{left_out}")), "{summed}");
    assert!(!summed.contains("Together"), "a council with groups of its own has said which belong together: {summed}");
    let alone = said(&GROUPED.replace("Sum to 100", "Round half up").replacen(
        "| 1.3 | Q1 | | Very late |",
        "| 1.3 | Q1 | | Late |",
        1,
    ));
    assert!(alone.contains("1 (33.3%) is done and 2 (66.7%) are late; none is very late."), "{alone}");
    assert!(alone.contains("All 3 rated actions are achieved or in progress."), "{alone}");
}

#[test]
fn the_cannock_chase_scheme_says_how_many_are_achieved_or_in_progress() {
    let mut text = "| Settings | Setting | Value |\n|---|---|---|\n| | Scheme | cannock-chase |\n\n\
        | Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n"
        .to_owned();
    let ratings = [("Completed", 20), ("Slightly behind", 11), ("Behind", 8), ("To be closed", 1)];
    let all = ratings.into_iter().flat_map(|(rating, count)| std::iter::repeat_n(rating, count));
    for (number, rating) in (1..).zip(all) {
        text += &format!("| | {number} | Q1 | {rating} |\n");
    }
    let said = said(&text);
    assert!(said.contains("31 (77.5%) of the 40 rated actions are achieved or in progress."), "{said}");
}

#[test]
fn a_rating_outside_the_percentages_alone_gives_none() {
    let text = QUARTER.replacen(
        "| 2.1 | housing | P2 | Trees | 31/03/2026 | Yes | Green | Green |",
        "| 2.1 | housing | P2 | Trees | 31/03/2026 | Yes | | Completed |",
        1,
    );
    let expected = "
## Environment
No action has a rating that is in the percentages. 1 action is completed and 1 is for information only.
";
    assert!(said(&text).contains(expected), "{}", said(&text));
}

#[test]
fn who_has_no_priority_is_in_the_overall_figures_and_said_to_be() {
    let text = QUARTER.replacen("| housing | Housing | P1 |", "| housing | Housing | |", 1).replacen(
        "| 1.1 | housing | P1 |",
        "| 1.1 | housing | |",
        1,
    );
    assert!(
        said(&text).contains("1 action names no priority and is in these overall figures only."),
        "{}",
        said(&text)
    );
}

#[test]
fn indicators_without_ratings_get_no_sentences() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |
| | Indicator ratings | None |

| Indicators | Ref | Unit | Better when | Target | Value |
|---|---|---|---|---|---|
| | I1 | number | Higher | 93 | 92 |
";
    let expected = "
# Indicators
Indicators are reported without a rating in this plan; see the Indicators sheet.
";
    assert!(said(text).ends_with(expected), "{}", said(text));
    assert_eq!(sheet(text)[3], Vec::<String>::new(), "nothing in Summary could disagree");
}

/// The sheet as it is read back, row by row.
fn sheet(text: &str) -> Vec<Vec<String>> {
    let case = cases(text).remove(0);
    let bytes =
        with_collection(&case, |collection| consolidate(collection, &collection.tally()).unwrap().bytes().unwrap());
    let book = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
    let cells = &book.sheet("Sentences").unwrap().cells;
    let last = cells.iter().map(|cell| cell.at.row).max().unwrap();
    let row =
        |row| cells.iter().filter(|cell| cell.at.row == row && cell.value.is_some()).map(Cell::as_shown).collect();
    (0..=last).map(row).collect()
}

#[test]
fn tables_are_text_with_the_counts_as_they_are_published() {
    let rows = sheet(QUARTER);
    let at = rows.iter().position(|row| row == &["Actions by priority"]).unwrap();
    let expected = [
        vec!["Priority", "Red", "Amber", "Green", "On hold or closed", "Completed", "Total"],
        vec!["Growth", "0 (0%)", "1 (50%)", "1 (50%)", "0 (0%)", "1", "3"],
        vec!["Environment", "0 (0%)", "0 (0%)", "1 (100%)", "0 (0%)", "0", "1"],
        vec!["Communities", "0", "0", "0", "0", "0", "0"],
        vec!["Overall", "0 (0%)", "1 (33%)", "2 (67%)", "0 (0%)", "1", "4"],
        vec![
            "Percentages are of the 3 rated actions, without “Completed”. Not in this table: 1 not rated and 1 for information only.",
        ],
    ];
    assert_eq!(rows[at + 1..=at + 6], expected);
    let bare = sheet(&QUARTER.replacen("| | Scheme |", "| | Zero counts | 0 |\n| | Scheme |", 1));
    assert_eq!(bare[at + 2], ["Growth", "0", "1 (50%)", "1 (50%)", "0", "1", "3"]);
    assert!(rows.iter().any(|row| row == &["Indicators by delivery plan"]));
}

#[test]
fn the_sheet_says_that_it_agrees_with_summary_by_a_formula_over_every_count_and_rating() {
    let rows = sheet(QUARTER);
    assert_eq!(rows[3], [super::agreement::AGREE]);
    let case = cases(QUARTER).remove(0);
    with_collection(&case, |collection| {
        let tally = collection.tally();
        let book = Book::new(collection, &tally, Readers::Officers);
        let formula = super::agreement::formula(&book).unwrap();
        assert!(formula.contains("INDEX(Actions_by_priority[],0,2)<>{0;0;0;0}"), "{formula}");
        assert!(formula.contains("(TRIM(Actions[Rating counted])=\"Not rated\")*6"), "{formula}");
    });
}
