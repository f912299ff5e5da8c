//! The answers in the plan's own columns, a table for each: words and ratings counted, numbers as average, lowest and
//! highest.
//!
//! Every figure is a formula over the data sheet, so that an answer that is put right there is counted. The lowest and the
//! highest need a formula over arrays, which every Excel and `LibreOffice` have.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, Formula, RowNum, Worksheet};

use crate::domain::{Kind, print_number};
use crate::layout::{SheetId, data_sheet};
use crate::plan::{Answers, Ask};
use crate::tally::{AskFigures, AskLine, AskTable, PLACES};
use crate::workbook::{WriteError, formula_text, write_text};

use super::super::answers::{self, own_heading};
use super::super::book::{Book, layout_of, table_name};
use super::super::cell::Cell;
use super::super::milestones::are_left_out;
use super::super::numbers::number_of;
use super::super::table::{Heading, Rows, Table};
use super::block::{Block, widths};
use super::group::Group;
use super::live::{can_be_live, counting};

/// The table of one column.
pub(super) struct AskBlock<'a> {
    book: &'a Book<'a>,
    table: &'a AskTable,
    /// Its place among those on the sheet.
    number: usize,
}

/// A line with the figures of its columns.
struct Written<'a> {
    name: String,
    /// The condition that a row of the data sheet is of the line; none for all rows.
    only: Option<String>,
    line: &'a AskLine,
}

impl<'a> AskBlock<'a> {
    /// All of them.
    pub(super) fn all(book: &'a Book<'a>) -> impl Iterator<Item = Self> {
        let tables = book.tally.asks.iter().filter(move |table| match table.kind {
            Kind::Actions => !book.tally.action_lines.is_empty(),
            Kind::Indicators => !book.tally.indicator_lines.is_empty(),
        });
        (0..).zip(tables).map(move |(number, table)| Self { book, table, number })
    }

    /// How many rows it takes: title, headings and lines.
    pub(super) fn height(&self) -> usize {
        self.lines().len() + 3
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.table.columns.len() + 1
    }

    /// How many letters its longest number has; none where it counts words.
    pub(super) fn longest(&self) -> usize {
        let lines = self.lines().iter().chain([&self.table.overall]);
        let numbers = lines.filter_map(|line| match &line.figures {
            AskFigures::Numbers(numbers) => *numbers,
            AskFigures::Counts(_) => None,
        });
        let unit = match self.answers() {
            Answers::Percent => "%",
            // Thousands and millions have a letter more than pounds.
            Answers::Money(_) => "£k",
            Answers::Words
            | Answers::Number(_)
            | Answers::Date
            | Answers::YesNo
            | Answers::Rating
            | Answers::OneOf(_) => "",
        };
        let letters = numbers.flatten().map(|number| print_number(number.round_dp(2), None, unit).chars().count());
        letters.max().unwrap_or_default()
    }

    fn group(&self) -> Group {
        Group::of(self.book.plan.settings.tables_by)
    }

    fn lines(&self) -> &'a [AskLine] {
        match self.group() {
            Group::DeliveryPlan => &self.table.by_delivery_plan,
            Group::Priority | Group::Outcome | Group::PortfolioHolder | Group::ScrutinyCommittee => {
                &self.table.priorities
            }
        }
    }

    fn answers(&self) -> Answers<'a> {
        Ask::of(&self.table.heading).map_or(Answers::Words, |ask| ask.answers)
    }

    fn title(&self) -> String {
        let question = Ask::of(&self.table.heading).map_or(self.table.heading.as_str(), |ask| ask.question);
        let twice =
            self.book.tally.asks.iter().filter(|other| answers::is_same_column(&other.heading, &self.table.heading));
        // Where both sheets ask the same, the sheet tells the tables apart.
        if twice.count() > 1 { format!("{question} ({})", self.table.kind) } else { question.to_owned() }
    }

    fn is_live(&self) -> bool {
        let rows = match self.table.kind {
            Kind::Actions => number_of(&self.book.tally.action_lines),
            Kind::Indicators => number_of(&self.book.tally.indicator_lines),
        };
        !self.book.is_for_members() && can_be_live(rows, number_of(self.lines()), number_of(&self.table.columns))
    }

    /// Writes its title in row `at`, and the table below.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum) -> Result<(), WriteError> {
        let styles = &self.book.styles;
        write_text(sheet, (at, 0), &self.title(), &styles.section)?;
        let (headings, first) = (at + 1, at + 2);
        let lines = self.written(first);
        let table = Table {
            name: format!("Answers_{}", self.number + 1),
            about: format!("{}: the answers by {}", self.title(), self.group().heading().to_lowercase()),
            headings: self.headings(),
            filter: false,
            rows: Rows::made(lines.iter().map(|line| self.cells(line)).collect()).with_total(),
        };
        table.write(sheet, headings, styles)?;
        if self.answers().is_number() && self.is_live() {
            for (row, line) in (first..).zip(&lines) {
                self.write_extremes(sheet, row, line, row as usize - first as usize + 1 == lines.len())?;
            }
        }
        Ok(())
    }

    fn headings(&self) -> Vec<Heading> {
        let (names, width) = widths(self.book);
        let scale = self.book.plan.scale(self.table.kind);
        let is_rating = self.answers() == Answers::Rating;
        let fill = |name: &str| is_rating.then(|| scale.get(scale.find(name)?).map(|rating| rating.colour)).flatten();
        let mut headings = vec![Heading::plain(self.group().heading(), names)];
        let figures = self.table.columns.iter();
        headings.extend(figures.map(|name| Heading { text: name.clone(), width, fill: fill(name), figures: true }));
        headings
    }

    /// Its lines, the first of them in row `first`, and all rows together.
    fn written(&self, first: RowNum) -> Vec<Written<'a>> {
        let block = Block { book: self.book, kind: self.table.kind, group: self.group() };
        let names = block.lines().iter().map(|line| block.name(line));
        let sheet = SheetId::of(self.table.kind);
        let column = format!("{}[{}]", table_name(layout_of(sheet)), layout_of(sheet).heading(self.group().field()));
        // What the plan leaves out of the counts is in none of these either.
        let in_counts = counting(sheet, are_left_out(self.book, self.table.kind));
        let lines = (first..).zip(names).zip(self.lines()).map(|((row, name), line)| {
            let own = format!("({column}=${})", row_col_to_cell(row, 0));
            let only = in_counts.as_ref().map_or_else(|| own.clone(), |only| format!("{own}*{only}"));
            Written { name, only: Some(only), line }
        });
        let overall =
            Written { name: self.table.overall.name.clone(), only: in_counts.clone(), line: &self.table.overall };
        lines.chain([overall]).collect()
    }

    /// The column of the data sheet, as formulas name it.
    fn column(&self) -> String {
        let layout = data_sheet(self.table.kind);
        let heading = own_heading(self.book, self.table.kind, &self.table.heading);
        let escaped = heading.chars().fold(String::new(), |mut text, c| {
            if matches!(c, '\'' | '[' | ']' | '#') {
                text.push('\'');
            }
            text.push(c);
            text
        });
        format!("{}[{escaped}]", table_name(layout))
    }

    fn cells(&self, line: &Written<'a>) -> Vec<Cell<'a>> {
        let column = self.column();
        let is_live = self.is_live();
        let mut cells = vec![Cell::text(line.name.clone())];
        match &line.line.figures {
            AskFigures::Counts(counts) => {
                for (word, count) in self.table.columns.iter().zip(counts) {
                    let is_it = format!("(TRIM({column})={})", formula_text(word));
                    let formula = match &line.only {
                        None => format!("SUMPRODUCT(--{is_it})"),
                        Some(only) => format!("SUMPRODUCT({only}*{is_it})"),
                    };
                    let count = Cell::Count(*count);
                    cells.push(if is_live { Cell::live(formula, count) } else { count });
                }
            }
            AskFigures::Numbers(numbers) => {
                let stored: Vec<Cell<'_>> = match numbers {
                    Some(numbers) => numbers.iter().map(|number| answers::number(self.answers(), *number)).collect(),
                    None => vec![Cell::Blank; 3],
                };
                let counted = self.counted(line);
                let places = if self.answers() == Answers::Percent { PLACES + 2 } else { PLACES };
                let average = format!(
                    "IF(SUMPRODUCT({counted})=0,\"\",ROUND(SUMPRODUCT({counted},{column})/SUMPRODUCT({counted}),{places}))"
                );
                let mut stored = stored.into_iter();
                cells.extend(stored.next().map(|cell| if is_live { Cell::live(average, cell) } else { cell }));
                cells.extend(stored);
            }
        }
        cells
    }

    /// Which rows of the line have a number, as an array of ones and noughts.
    fn counted(&self, line: &Written<'_>) -> String {
        let is_number = format!("ISNUMBER({})", self.column());
        match &line.only {
            None => format!("--{is_number}"),
            Some(only) => format!("{only}*{is_number}"),
        }
    }

    /// Writes the lowest and the highest number of a line over the values that stand there.
    fn write_extremes(
        &self,
        sheet: &mut Worksheet,
        row: RowNum,
        line: &Written<'_>,
        is_total: bool,
    ) -> Result<(), WriteError> {
        let AskFigures::Numbers(numbers) = &line.line.figures else { return Ok(()) };
        let (counted, column) = (self.counted(line), self.column());
        let numbers = numbers.map(|[_, lowest, highest]| [lowest, highest]);
        for (place, function) in ["MIN", "MAX"].into_iter().enumerate() {
            let number = numbers.and_then(|numbers| numbers.get(place).copied());
            let formula = format!("IF(SUM({counted})=0,\"\",{function}(IF({counted},{column})))");
            let col = ColNum::try_from(place + 2).unwrap_or(ColNum::MAX);
            let formula =
                Formula::new(formula).set_result(number.map(|number| self.result(number)).unwrap_or_default());
            sheet.write_array_formula_with_format(row, col, row, col, formula, &self.format(number, is_total))?;
        }
        Ok(())
    }

    /// A number as the cell of a formula stores it.
    fn result(&self, number: Decimal) -> String {
        answers::number(self.answers(), number).figure().map(|(value, _)| value.to_string()).unwrap_or_default()
    }

    fn format(&self, number: Option<Decimal>, is_total: bool) -> Format {
        let figure = number.and_then(|number| answers::number(self.answers(), number).figure());
        let format = self.book.styles.text.clone().set_align(FormatAlign::Right).set_indent(1);
        let format = match figure {
            Some((_, shown)) => format.set_num_format(&*shown),
            None => format,
        };
        if is_total { format.set_bold().set_border_top(FormatBorder::Medium) } else { format }
    }
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
