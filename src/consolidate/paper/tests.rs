//! What the paper says of whole quarters.

use super::*;
use crate::consolidate::tests::QUARTER;
use crate::trial::{cases, with_collection};

/// The whole paper.
pub(super) fn blocks_of(text: &str) -> Vec<Block> {
    with_collection(&cases(text)[0], |collection| {
        let tally = collection.tally();
        Paper::new(collection, &tally, None).blocks(&Part::Everything)
    })
}

/// Every text of the paper, a line each.
pub(super) fn said(text: &str) -> String {
    blocks_of(text).iter().map(|block| in_text(block) + "\n").collect()
}

fn in_text(block: &Block) -> String {
    let runs = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    match block {
        Block::Title(text) | Block::Caption(text) => text.clone(),
        Block::Heading(level, text) => format!("{level:?}: {text}"),
        Block::Paragraph(own) => runs(own),
        Block::Bullet(own) => format!("- {}", runs(own)),
        Block::Table(table) => {
            let cells = |row: &crate::word::Row| -> String {
                let texts = row
                    .cells
                    .iter()
                    .map(|cell| cell.paragraphs.iter().map(|own| runs(own)).collect::<Vec<String>>().join("/"));
                texts.collect::<Vec<String>>().join(" | ")
            };
            let heads: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
            std::iter::once(heads.join(" | ")).chain(table.rows.iter().map(cells)).collect::<Vec<String>>().join("\n")
        }
        Block::Chart(chart) => chart.description.clone(),
        Block::Charts(charts) => {
            charts.iter().map(|chart| format!("~ {}", chart.description)).collect::<Vec<String>>().join("\n")
        }
        Block::Pages(_) | Block::PageBreak | Block::Contents(_) => String::new(),
    }
}

#[test]
fn the_parts_stand_in_order_below_their_headings() {
    let text = said(QUARTER);
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("One: ")).collect();
    assert_eq!(
        headings,
        [
            "Summary",
            "Recommendations",
            "Position by priority",
            "Appendix 1: Growth and prosperity",
            "Appendix 2: Environment",
            "How the figures were made"
        ]
    );
    for never in ["return-1.xlsx", "RET001", "Findings", "Waivers", ".xlsx"] {
        assert!(!text.contains(never), "{never}: {text}");
    }
}

#[test]
fn figures_are_those_of_the_workbook() {
    let text = said(QUARTER);
    assert!(text.contains("Growth and prosperity | 0 (0%) | 1 (50%) | 1 (50%) | 0 (0%) | 0 | 2"), "{text}");
    assert!(text.contains("5 actions are reported, 1 of them for information."), "{text}");
    assert!(text.contains("(1) note performance in 2025-26 Q1; and"), "{text}");
    assert!(text.contains("(2) agree the revised deadline of the 1 action in Appendix 1 rated Amber."), "{text}");
}

#[test]
fn an_indicator_that_is_only_monitored_is_never_missed() {
    let text = said(
        "
        | Indicators | Ref | Unit | Better when | Target | Rated | Value | Rating | Commentary |
        |---|---|---|---|---|---|---|---|---|
        | | I1 | days | Lower | 20 | Yes | 30 | Red | Far off. |
        | | I2 | days | Lower | 20 | Monitor only | 90 | | |
        | | I3 | days | Lower | 20 | Yes | 10 | Green | |",
    );
    assert!(text.contains("The following indicator is red"), "{text}");
    assert!(text.contains("- I1 Something to be done: Far off."), "{text}");
    assert!(!text.contains("- I2"), "{text}");
    let met = said(
        "
        | Indicators | Ref | Unit | Better when | Target | Rated | Value | Rating |
        |---|---|---|---|---|---|---|---|
        | | I1 | days | Lower | 20 | Yes | 10 | Green |
        | | I3 | days | Lower | 20 | Yes | 10 | Green |",
    );
    assert!(met.contains("Both rated indicators met their targets."), "{met}");
}

#[test]
fn members_are_asked_by_symbol_and_by_appendix() {
    let text = said(
        "
        | Settings | Setting | Value |
        |---|---|---|
        | | Scheme | cannock-chase |

        | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
        |---|---|---|---|---|---|
        | | 1.1 | Q1 | Slightly behind | Q2 | Late. |
        | | 1.2 | Q1 | Behind | Q4 | Later. |
        | | 1.3 | Q1 | Behind | Q4 | Later. |
        | | 1.4 | Q1 | To be closed | | Not needed. |",
    );
    assert!(text.contains("(2) agree the revised deadlines of the 2 actions in Appendix 1 marked ▲; and"), "{text}");
    assert!(text.contains("(3) agree that the 1 action marked ✗ is closed (Appendix 1)."), "{text}");
}

#[test]
fn braces_and_signs_in_what_was_typed_are_text() {
    let text = said(&QUARTER.replace("Nearly.", "{summary} <b>=1+1</b>"));
    assert!(text.contains("{summary} <b>=1+1</b>"), "{text}");
}

#[test]
fn the_same_quarter_gives_the_same_paper() {
    assert_eq!(said(QUARTER), said(QUARTER));
}

#[test]
fn a_bar_says_the_figures_as_the_table_does_and_all_of_them_stand_in_its_legend() {
    let actions: String =
        (1..=40).map(|n| format!("| | 1.{n} | Q4 | {} |\n", if n == 1 { "Red" } else { "Green" })).collect();
    let settings = "| Settings | Setting | Value |\n|---|---|---|\n| | Scheme | southend |\n";
    let text = format!("{settings}\n| Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n{actions}");
    let bar = blocks_of(&text).into_iter().find_map(|block| {
        let Block::Chart(chart) = block else { return None };
        Some(chart)
    });
    let series = bar.unwrap().series;
    let said: Vec<(&str, Option<&str>)> =
        series.iter().map(|own| (own.name.as_str(), own.labels[0].as_deref())).collect();
    // Amber has none: a part without length has no place in the legend. The red part has room for one letter.
    assert_eq!(said, [("Red: 1 (3%)", Some("1")), ("Green: 39 (97%)", Some("Green 39 (97%)"))]);
}

#[test]
fn several_are_asked_for_as_several_and_in_each_of_their_appendices() {
    let text = said(
        "
        | Settings | Setting | Value |
        |---|---|---|
        | | Scheme | cannock-chase |
        | | Tables by | Priority |

        | Priorities | Code | Priority |
        |---|---|---|
        | | P1 | Homes |
        | | P2 | Jobs |
        | | P3 | Parks |

        | Actions | Ref | Priority | Deadline | Rating | Revised deadline | Commentary |
        |---|---|---|---|---|---|---|
        | | 1.1 | P1 | Q1 | To be closed | | Not needed. |
        | | 1.2 | P2 | Q1 | Completed | | |
        | | 1.3 | P3 | Q1 | To be closed | | Not needed. |",
    );
    assert!(text.contains("(2) agree that the 2 actions marked ✗ are closed (Appendices 1 and 3)."), "{text}");
}

#[test]
fn what_letters_and_words_mean_stands_below_the_table_and_what_signs_mean_over_it() {
    let quarter = |scheme: &str, rating: &str| {
        said(&format!(
            "
            | Settings | Setting | Value |
            |---|---|---|
            | | Scheme | {scheme} |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | {rating} |"
        ))
    };
    let words = quarter("southend", "Green");
    assert!(words.contains("\nRed = off track: the deadline will not be met; Amber = behind, with"), "{words}");
    let signs = quarter("standard", "Green");
    assert!(signs.contains("●\nOn track to be finished") && !signs.contains("Green = "), "{signs}");
}
