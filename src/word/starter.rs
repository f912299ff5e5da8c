//! The template that a council starts from: the usual headings of a report, what an officer has to write in square brackets,
//! and every placeholder, each in its place or explained at the end.

use super::block::{Align, Block, Cell, Column, Document, Level, Row, Run, Table};
use super::error::WordError;
use super::fill::written;

/// What each word in braces brings, without its braces: in them it would be filled in here.
const EXPLAINED: [(&str, &str); 14] = [
    ("planroll", "The whole report, with its headings and appendices. It stands for all the others."),
    ("summary", "How many actions and indicators are reported, what stands out, and the counts."),
    ("recommendations", "What members are asked to note and to agree."),
    ("key changes", "What was rated otherwise last period. Nothing where there is no earlier period."),
    ("position", "The position by priority, with the names of what is not on track."),
    ("actions table", "Only the table of actions by rating."),
    ("indicators table", "Only the table of indicators by rating."),
    ("appendices", "An appendix of each priority or delivery plan, with its heading, on pages on their long side."),
    ("appendix P1", "The appendix of one of them: write its code instead of P1."),
    ("appendix list", "The names of the appendices."),
    ("method", "How the figures were made, with its heading."),
    ("period", "The period. It may stand within a sentence."),
    ("organisation", "The name of the organisation. It may stand within a sentence."),
    ("status", "Whether the figures are final or provisional. It may stand within a sentence."),
];

/// A template with the usual headings, in which every placeholder stands or is explained.
///
/// # Errors
/// Where the package cannot be put together.
pub fn starter_template() -> Result<Vec<u8>, WordError> {
    let heading = |text: &str| Block::Heading(Level::One, text.to_owned());
    let below = |text: &str| Block::Heading(Level::Two, text.to_owned());
    let say = |text: &str| Block::Paragraph(vec![Run::plain(text)]);
    let to_fill = |label: &str, text: &str| Block::Paragraph(vec![Run::bold(label), Run::plain(text)]);
    let blocks = vec![
        Block::Title("Delivery plan performance, {period}".to_owned()),
        to_fill("Report to: ", "[Cabinet, and the date of its meeting]"),
        to_fill("Report of: ", "[the portfolio holder, and the officer who wrote it]"),
        to_fill("Organisation: ", "{organisation}"),
        to_fill("Figures: ", "{status}"),
        to_fill("Contents", ""),
        Block::Contents(Level::Two),
        heading("Purpose"),
        say("[Say in two or three sentences why the report comes to this meeting, and what is asked of it.]"),
        heading("Recommendations"),
        say("{recommendations}"),
        heading("Background"),
        say("[Say which plan is reported on, who agreed it, and when.]"),
        heading("Summary"),
        say("{summary}"),
        heading("Key changes since last period"),
        say("{key changes}"),
        heading("Position"),
        say("{position}"),
        heading("Implications"),
        below("Financial"),
        say("[What it costs or saves, and who has checked it.]"),
        below("Legal"),
        say("[Duties and powers, and who has checked them.]"),
        below("Equality"),
        say("[Whom it affects, and where the assessment can be read.]"),
        below("Risk"),
        say("[What may go wrong, and what is done about it.]"),
        below("Climate and environment"),
        say("[What it changes for the better or the worse.]"),
        heading("Background papers"),
        say("[Papers that were relied on and are not published elsewhere, or: None.]"),
        say("{method}"),
        heading("Appendices"),
        say("{appendix list}"),
        say("{appendices}"),
        Block::PageBreak,
        heading("About this template"),
        say("[Delete this section before the template is used.]"),
        say(
            "Each word below, in curly braces, is a placeholder: planroll puts a part of the report in the place of the paragraph that holds it and nothing else. Move them, delete those you do not want, and change everything around them: fonts, headings, headers and footers stay as you make them. A table anywhere in the template, even one of a single cell, gives its style to the tables of the report.",
        ),
        Block::Caption("Placeholders".to_owned()),
        Block::Table(explained()),
    ];
    let title = String::new();
    written(&Document { title, subject: String::new(), blocks }, false)
}

fn explained() -> Table {
    let column = |heading: &str, share| Column { heading: heading.to_owned(), share, align: Align::Left };
    let row = |(word, what): &(&str, &str)| {
        let word = Cell { paragraphs: vec![vec![Run::bold(*word)]], fill: None };
        Row { cells: vec![word, Cell::of(*what)], bold: false }
    };
    Table {
        name: "Placeholders".to_owned(),
        description: "Each placeholder, and what is put in its place".to_owned(),
        columns: vec![column("Word in braces", 1), column("What is put there", 3)],
        rows: EXPLAINED.iter().map(row).collect(),
    }
}
