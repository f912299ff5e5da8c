//! A report such as a council would get, with everything that a document can hold, in words that try to break it.

use planroll::internals::domain::Colour;
use planroll::internals::word::{
    Align, Block, Cell, Chart, ChartKind, Column, Document, Level, Pages, Part, Row, Run, Series, Table,
};
use rust_decimal::Decimal;

const GREEN: Colour = Colour(0x00_7A_3D);
const AMBER: Colour = Colour(0xFF_C0_00);
const RED: Colour = Colour(0xC0_00_00);
const BLUE: Colour = Colour(0x1F_4E_9E);

/// What somebody typed: signs of XML, of Word's fields, of placeholders, and characters that XML cannot hold.
pub(crate) const TYPED: &str =
    "Works < budget & \"on track\" {summary} {sumary} [not a prompt] \u{1}\u{ffff}é🙂\n=SUM(A1)\tend";

fn heading(level: Level, text: &str) -> Block {
    Block::Heading(level, text.to_owned())
}

fn say(text: &str) -> Block {
    Block::Paragraph(vec![Run::plain(text)])
}

fn column(heading: &str, share: u32, align: Align) -> Column {
    Column { heading: heading.to_owned(), share, align }
}

/// The counts of ratings by priority.
pub(crate) fn counts() -> Table {
    let row = |name: &str, figures: [&str; 5], bold| Row {
        cells: std::iter::once(name).chain(figures).map(Cell::of).collect(),
        bold,
    };
    let columns = ["● Complete", "● Green", "▲ Amber", "■ Red", "Total"];
    Table {
        name: "Actions by rating".to_owned(),
        description: "How many actions of each priority have which rating".to_owned(),
        columns: std::iter::once(column("Priority", 3, Align::Left))
            .chain(columns.map(|heading| column(heading, 1, Align::Right)))
            .collect(),
        rows: vec![
            row("Growth and prosperity", ["2 (13%)", "9 (60%)", "3 (20%)", "1 (7%)", "15"], false),
            row("Environment", ["", "12 (92%)", "1 (8%)", "0 (0%)", "13"], false),
            row("Efficient services", ["5 (38%)", "4 (31%)", "4 (31%)", "0 (0%)", "13"], false),
            row("Total", ["7 (17%)", "25 (61%)", "8 (20%)", "1 (2%)", "41"], true),
        ],
    }
}

/// The actions of an appendix, one with commentary of more than a page.
fn actions() -> Table {
    let rating = |word: &str, colour| Cell::of(word).filled(colour);
    let comment = |text: &str, next: &str| Cell {
        paragraphs: vec![vec![Run::plain(text)], vec![Run::bold("Next steps: "), Run::plain(next)]],
        fill: None,
    };
    let long =
        "The contractor has handed over the first phase, and the snagging list is being worked through. ".repeat(40);
    let mut rows = Vec::new();
    for number in 1..=14 {
        let (word, colour) = match number % 4 {
            0 => ("■ Red ↓ (was Amber)", RED),
            1 => ("● Green", GREEN),
            2 => ("▲ Amber ↓ (was Green)", AMBER),
            _ => ("★ Complete", BLUE),
        };
        let text = match number {
            3 => TYPED,
            7 => long.as_str(),
            _ => "Planning permission was given in May; the tender closes in August and the works begin in October.",
        };
        rows.push(Row {
            cells: vec![
                Cell::of(format!("1.{number}")),
                Cell::of("Bring the former library in King Street back into use as a business hub"),
                Cell::of(if number % 3 == 0 { "" } else { "31/03/2026" }),
                rating(word, colour),
                comment(text, "Award the contract."),
            ],
            bold: false,
        });
    }
    Table {
        name: "Actions of Growth".to_owned(),
        description: "Each action with its deadline, rating and commentary".to_owned(),
        columns: vec![
            column("Ref", 2, Align::Left),
            column("Action", 7, Align::Left),
            column("Deadline", 4, Align::Left),
            column("Rating", 5, Align::Left),
            column("Commentary", 14, Align::Left),
        ],
        rows,
    }
}

fn series(name: &str, colour: Colour, values: &[Option<i64>]) -> Series {
    let labels = values.iter().map(|value| value.map(|value| value.to_string())).collect();
    let values = values.iter().map(|value| value.map(Decimal::from)).collect();
    Series { name: name.to_owned(), colour, values, labels }
}

fn bars() -> Chart {
    Chart {
        kind: ChartKind::Shares,
        title: "Actions by rating".to_owned(),
        has_scale: true,
        description: "Growth: 2 complete, 9 green, 3 amber, 1 red. Environment: 12 green, 1 amber.".to_owned(),
        categories: ["Growth and prosperity", "Environment", "Efficient services"].map(str::to_owned).to_vec(),
        series: vec![
            series("★ Complete", BLUE, &[Some(2), Some(0), Some(5)]),
            series("● Green", GREEN, &[Some(9), Some(12), Some(4)]),
            series("▲ Amber", AMBER, &[Some(3), Some(1), Some(4)]),
            series("■ Red", RED, &[Some(1), Some(0), Some(0)]),
        ],
    }
}

fn trend() -> Chart {
    Chart {
        kind: ChartKind::Lines,
        has_scale: true,
        title: "Days to decide a planning application".to_owned(),
        description: "Value: 62, 58, none, 49 days; target 56 in every period".to_owned(),
        categories: ["Q1 2025-26", "Q2 2025-26", "Q3 2025-26", "Q4 2025-26"].map(str::to_owned).to_vec(),
        series: vec![
            series("Value", BLUE, &[Some(62), Some(58), None, Some(49)]),
            series("Target", Colour(0x7F_7F_7F), &[Some(56); 4]),
        ],
    }
}

/// One part of the report.
pub(crate) fn part(part: &Part) -> Vec<Block> {
    match part {
        Part::Everything => document().blocks,
        Part::Summary => vec![
            say("41 actions are reported, 6 of them for information (26 in Q4 2024-25)."),
            Block::Bullet(vec![Run::bold("On target: "), Run::plain("78% of actions are complete or on track.")]),
            Block::Bullet(vec![Run::plain(TYPED)]),
            Block::Caption("Table 1: Actions by rating".to_owned()),
            Block::Table(counts()),
            Block::Chart(bars()),
        ],
        Part::ActionsTable | Part::IndicatorsTable => vec![Block::Table(counts())],
        Part::Recommendations => vec![
            say("Cabinet is asked to:"),
            say("(1) note performance in Q1 2025-26;"),
            say("(2) agree the revised deadlines of the 8 actions in Appendix 1 marked ▲."),
        ],
        Part::KeyChanges => Vec::new(),
        Part::Position => vec![
            heading(Level::Two, "Efficient services"),
            say("71% on target (standings On track and Complete). The following 4 projects are Amber:"),
            Block::Bullet(vec![Run::bold("3.4 "), Run::plain("Move the contact centre")]),
        ],
        Part::Appendices => [appendix(1, "Growth and prosperity"), appendix(2, "Environment")].concat(),
        Part::Appendix(code) => appendix(1, code),
        Part::AppendixList => vec![
            Block::Bullet(vec![Run::plain("Appendix 1: Growth and prosperity")]),
            Block::Bullet(vec![Run::plain("Appendix 2: Environment")]),
        ],
        Part::Method => vec![
            heading(Level::One, "How the figures were made"),
            say("Percentages are of the actions that are rated, rounded to whole numbers."),
        ],
    }
}

fn appendix(number: usize, name: &str) -> Vec<Block> {
    vec![
        Block::Pages(Pages::Landscape),
        Block::PageBreak,
        heading(Level::One, &format!("Appendix {number}: {name}")),
        say("15 actions: 2 complete, 9 green, 3 amber, 1 red."),
        heading(Level::Two, "Actions"),
        heading(Level::Three, "Amber"),
        Block::Caption(format!("Table {}: Actions of {name}", number + 1)),
        Block::Table(actions()),
        heading(Level::Two, "Indicators"),
        Block::Chart(trend()),
        Block::Charts(vec![trend(), trend(), trend(), trend()]),
        Block::Pages(Pages::AsBefore),
    ]
}

/// The whole report.
pub(crate) fn document() -> Document {
    let blocks = [
        vec![
            Block::Title("Delivery plan performance, Q1 2025-26".to_owned()),
            Block::Paragraph(vec![Run::bold("Example Borough Council")]),
            say("Provisional: 3 indicators are not rated as the council's own bands say (1.14, 3.13, 3.14)."),
            Block::Contents(Level::Two),
            Block::PageBreak,
            heading(Level::One, "Summary"),
        ],
        part(&Part::Summary),
        vec![heading(Level::One, "Recommendations")],
        part(&Part::Recommendations),
        vec![heading(Level::One, "Position by priority")],
        part(&Part::Position),
        part(&Part::Appendices),
        part(&Part::Method),
    ];
    Document {
        title: "Delivery plan performance, Q1 2025-26".to_owned(),
        subject: "Example Borough Council".to_owned(),
        blocks: blocks.concat(),
    }
}
