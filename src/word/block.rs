//! What a document says, before anybody thinks of Word: its blocks from top to bottom.
//!
//! A block has no look. Headings are headings, a table is columns and rows, a chart is its figures; styles, fonts and
//! widths of the page are the template's. Texts are texts: braces, tags and leading signs in them mean nothing.

use rust_decimal::Decimal;

use crate::domain::Colour;

/// What stands in a cell that has nothing to say: an empty one would be read out as a fault.
pub(crate) const NOTHING: &str = "–";

/// A document from top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its title among its properties.
    pub title: String,
    /// What it is about among its properties: the organisation.
    pub subject: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The title on its first page.
    Title(String),
    /// A heading.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A point of a list.
    Bullet(Vec<Run>),
    /// What stands over the table or chart that follows.
    Caption(String),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// Small charts, as many beside each other as there is room for.
    Charts(Vec<Chart>),
    /// What follows begins on pages of this kind.
    Pages(Pages),
    /// What follows begins on a new page.
    PageBreak,
    /// A contents field of headings down to this level.
    Contents(Level),
}

/// The level of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Heading 1.
    One,
    /// Heading 2.
    Two,
    /// Heading 3.
    Three,
}

impl Level {
    /// All of them, the highest first.
    pub(crate) const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// Its number.
    pub(crate) fn number(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// How the pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// As the document's own: upright, where there is no template that says otherwise.
    AsBefore,
    /// On their long side.
    Landscape,
}

/// Letters of one look. A line break in them is one on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Run {
    /// Plain letters.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false }
    }

    /// Bold letters.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true }
    }
}

/// A table with one header row, which is repeated on every page. Nothing in it is merged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its name, for those who hear it instead of seeing it.
    pub name: String,
    /// What it shows, for the same.
    pub description: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows below the header, each with a cell of every column.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub heading: String,
    /// How wide it is beside the others: 2 is twice as wide as 1.
    pub share: u32,
    /// Where its cells begin.
    pub align: Align,
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At its left edge: words.
    Left,
    /// In the middle: signs.
    Centre,
    /// At its right edge: numbers.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether all of it is bold: a total.
    pub bold: bool,
}

/// A cell of a table. One without text says `–`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Run>>,
    /// Its colour; its text is black or white on it, whichever can be read.
    pub fill: Option<Colour>,
}

impl Cell {
    /// A cell of one paragraph of plain letters.
    pub fn of(text: impl Into<String>) -> Self {
        Self { paragraphs: vec![vec![Run::plain(text)]], fill: None }
    }

    /// The same cell in this colour.
    #[must_use]
    pub fn filled(self, colour: Colour) -> Self {
        Self { fill: Some(colour), ..self }
    }

    /// Its paragraphs that have text.
    pub(crate) fn spoken(&self) -> Vec<&[Run]> {
        let has_text = |runs: &&Vec<Run>| runs.iter().any(|run| !run.text.trim().is_empty());
        self.paragraphs.iter().filter(has_text).map(Vec::as_slice).collect()
    }
}

/// A chart. Its figures are stored in it, and no workbook is behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How they are drawn.
    pub kind: ChartKind,
    /// What it shows in a few words, in the chart: a line of it each.
    pub title: String,
    /// All that it shows in words, for those who do not see it.
    pub description: String,
    /// Whether its axis says figures: not where they are printed otherwise than as numbers, as minutes and seconds are.
    pub has_scale: bool,
    /// What is drawn beside each other: rows of bars, or periods.
    pub categories: Vec<String>,
    /// What is drawn of each of them.
    pub series: Vec<Series>,
}

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A horizontal bar for each category, all of the same length, parted by share.
    Shares,
    /// A line over the categories. What is the same in all of them is a dashed one.
    Lines,
}

/// Figures of one name and colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// A figure of each category; none where there is none, which leaves a gap.
    pub values: Vec<Option<Decimal>>,
    /// What is written on or beside each figure, as it is printed; none where nothing is.
    pub labels: Vec<Option<String>>,
}
