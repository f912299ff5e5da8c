//! One table of Summary: its title, and its figures as formulas over the data sheets.

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, Format, RowNum, Worksheet};

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED};
use crate::layout::SheetId;
use crate::tally::{self, Line};
use crate::workbook::{WriteError, is_legible};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::milestones::are_left_out;
use super::super::numbers::number_of;
use super::super::table::{Heading, Rows, Table};
use super::group::{Group, none};
use super::live::{LiveRows, can_be_live, percentage, sum};

/// The width of the first column and of the others, in characters: the widest of each and the narrowest.
const NAMES: [u16; 2] = [40, 28];
const FIGURES: [u16; 2] = [12, 8];
/// Headings beside the ratings.
const BESIDE: [&str; 4] = ["Total", "Base", NOT_RATED, INFORMATION_ONLY];
/// One more, where the plan leaves milestones or their headings out of the counts.
const LEFT_OUT: &str = "Milestones";

/// One table: one kind of rows, by one grouping.
pub(in super::super) struct Block<'a> {
    /// What is written.
    pub book: &'a Book<'a>,
    /// What it counts.
    pub kind: Kind,
    /// What its lines are.
    pub group: Group,
}

/// Where the figures of a line stand.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The count of each rating.
    pub counts: Vec<ColNum>,
    /// Its percentage, where it is in the percentages.
    pub shares: Vec<Option<ColNum>>,
    total: ColNum,
    base: ColNum,
    not_rated: ColNum,
    information_only: ColNum,
    /// Where the plan leaves out any.
    milestones: Option<ColNum>,
}

impl Columns {
    pub(super) fn new(block: &Block<'_>) -> Self {
        let table = block.table();
        let mut columns = Self::default();
        let mut next = 1..;
        let mut take = || next.next().unwrap_or(ColNum::MAX);
        for in_base in &table.in_base {
            columns.counts.push(take());
            columns.shares.push(in_base.then(&mut take));
        }
        columns.total = take();
        columns.base = take();
        columns.not_rated = take();
        columns.information_only = take();
        columns.milestones = are_left_out(block.book, block.kind).then(&mut take);
        columns
    }
}

/// The width of the first column and of the others, so that a page holds them in letters that can be read.
pub(super) fn widths(book: &Book<'_>) -> (u16, u16) {
    let kinds = [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| none(book, *kind).is_none());
    let columns = |kind: Kind| {
        let in_base = &book.tally.table(kind).in_base;
        in_base.len()
            + in_base.iter().filter(|in_base| **in_base).count()
            + BESIDE.len()
            + usize::from(are_left_out(book, kind))
    };
    let most = kinds.map(columns).max().unwrap_or_default();
    let fits = |names: u16, figures: u16| {
        let widths: Vec<u16> = std::iter::once(names).chain(std::iter::repeat_n(figures, most)).collect();
        is_legible(&widths)
    };
    let ([widest_name, least_name], [widest, least]) = (NAMES, FIGURES);
    let all = (least..=widest).rev().flat_map(|figures| [(widest_name, figures), (least_name, figures)]);
    all.into_iter().find(|(names, figures)| fits(*names, *figures)).unwrap_or((least_name, least))
}

impl<'a> Block<'a> {
    /// All tables that have lines, in the order of Summary.
    pub(in super::super) fn all(book: &'a Book<'a>) -> impl Iterator<Item = Self> {
        let kinds = [Kind::Actions, Kind::Indicators].into_iter().filter(move |kind| none(book, *kind).is_none());
        let blocks = Group::in_order(book.plan.settings.tables_by)
            .into_iter()
            .flat_map(move |group| kinds.clone().map(move |kind| Self { book, kind, group }));
        blocks.filter(|block| !block.lines().is_empty())
    }

    /// Its lines but for the last, which is all rows together.
    pub(in super::super) fn lines(&self) -> &'a [Line] {
        self.group.lines(self.table())
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.headings().len()
    }

    /// Whether its figures are formulas.
    pub(in super::super) fn is_live(&self) -> bool {
        if self.book.is_for_members() {
            return false;
        }
        let overall = &self.table().overall;
        can_be_live(overall.rows(), number_of(self.lines()), number_of(&self.table().columns))
    }

    /// Its figures, the first row of them in `first`.
    pub(super) fn figures(&self, columns: &Columns, first: RowNum) -> Table<'a> {
        let rows = (first..).zip(self.lines().iter().map(Some).chain([None]));
        Table {
            name: self.table_name(),
            about: format!("{}: counts and percentages of each rating", self.title()),
            headings: self.headings(),
            filter: false,
            rows: Rows::made(rows.map(|(row, line)| self.cells(line, columns, row)).collect()).with_total(),
        }
    }

    pub(in super::super) fn title(&self) -> String {
        format!("{} by {}", self.kind, self.group.heading().to_lowercase())
    }

    /// The name of its Excel table.
    pub(in super::super) fn table_name(&self) -> String {
        self.title().replace(' ', "_")
    }

    /// Its columns of counts: the column's number in its Excel table, from 1, and what stands in it, the last line
    /// included.
    pub(in super::super) fn counts(&self) -> Vec<(usize, Vec<u64>)> {
        let columns = Columns::new(self);
        let lines = || self.lines().iter().chain(std::iter::once(&self.table().overall));
        let number = |col: ColNum| usize::from(col) + 1;
        let mut counts: Vec<(usize, Vec<u64>)> = (0..)
            .zip(&columns.counts)
            .map(|(at, col): (usize, _)| {
                (number(*col), lines().map(|line| line.counts.get(at).copied().unwrap_or_default()).collect())
            })
            .collect();
        counts.push((number(columns.not_rated), lines().map(|line| line.not_rated).collect()));
        counts.push((number(columns.information_only), lines().map(|line| line.information_only).collect()));
        counts.extend(columns.milestones.map(|col| (number(col), lines().map(|line| line.milestones).collect())));
        counts
    }

    /// The cell of a rating in a line of its table, by the line's place: `5 (38%)`, as text; a count alone is a number.
    pub(in super::super) fn counted_with_share(&self, line: usize, rating: usize, bare_noughts: bool) -> String {
        let columns = Columns::new(self);
        let table = self.table_name();
        let cell = |col: ColNum| format!("INDEX({table}[],{},{})", line + 1, usize::from(col) + 1);
        let count = columns.counts.get(rating).map(|col| cell(*col)).unwrap_or_default();
        let Some(Some(share)) = columns.shares.get(rating) else { return count };
        let none = if bare_noughts {
            format!("OR({}=0,{count}=0)", cell(columns.base))
        } else {
            format!("{}=0", cell(columns.base))
        };
        let places = self.book.plan.settings.places;
        format!("IF({none},{count},{count}&\" (\"&ROUND({}*100,{places})&\"%)\")", cell(*share))
    }

    /// The number of all that count in a line likewise.
    pub(in super::super) fn total(&self, line: usize) -> String {
        let col = Columns::new(self).total;
        format!("INDEX({}[],{},{})", self.table_name(), line + 1, usize::from(col) + 1)
    }

    pub(in super::super) fn table(&self) -> &'a tally::Table {
        self.book.tally.table(self.kind)
    }

    /// A rating outside the percentages has no column for them.
    pub(super) fn headings(&self) -> Vec<Heading> {
        let (names, width) = widths(self.book);
        let figures = |text: String, fill| Heading { text, width, fill, figures: true };
        let mut headings = vec![Heading::plain(self.group.heading(), names)];
        for (rating, in_base) in self.book.plan.scale(self.kind).iter().zip(&self.table().in_base) {
            headings.push(figures(rating.name.clone(), Some(rating.colour)));
            if *in_base {
                headings.push(figures(format!("{} %", rating.name), Some(rating.colour)));
            }
        }
        headings.extend(BESIDE.map(|text| figures(text.to_owned(), None)));
        headings.extend(are_left_out(self.book, self.kind).then(|| figures(LEFT_OUT.to_owned(), None)));
        headings
    }

    /// The cells of a line in `row`, of all rows together where there is none: every figure a formula, with the tally's as
    /// its result.
    fn cells(&self, line: Option<&Line>, columns: &Columns, row: RowNum) -> Vec<Cell<'a>> {
        let settings = &self.book.plan.settings;
        let cell = |col: ColNum| row_col_to_cell(row, col);
        let fixed = |col: ColNum| format!("${}", cell(col));
        let overall = &self.table().overall;
        let (name, rows, line) = match line {
            None => (overall.name.clone(), LiveRows::all(SheetId::of(self.kind)), overall),
            Some(line) => {
                (self.name(line), LiveRows::with(SheetId::of(self.kind), self.group.field(), &fixed(0)), line)
            }
        };
        let rows = rows.counting(SheetId::of(self.kind), columns.milestones.is_some());
        let is_live = self.is_live();
        let counted = |formula: &dyn Fn() -> String, count: u64| {
            if is_live { Cell::live(formula(), Cell::Count(count)) } else { Cell::Count(count) }
        };
        let in_base: Vec<String> = columns
            .counts
            .iter()
            .zip(&columns.shares)
            .filter(|(_, share)| share.is_some())
            .map(|(count, _)| cell(*count))
            .collect();
        let mut cells = vec![Cell::text(name)];
        let mut own = 0_usize;
        let shares = line.percentages.iter().copied().chain(std::iter::repeat(None));
        let ratings = self.table().columns.iter().zip(&line.counts).zip(&columns.shares).zip(shares);
        for (((rating, count), share_col), share) in ratings {
            cells.push(counted(&|| rows.rated(rating), *count));
            if share_col.is_none() {
                continue;
            }
            let stored = share.map_or(Cell::Blank, |share| Cell::Percentage(share, settings.places));
            let formula = || percentage(&in_base, own, &fixed(columns.base), settings.rounding, settings.places);
            cells.push(match is_live.then(formula).flatten() {
                Some(formula) => Cell::live(formula, stored),
                None => stored,
            });
            own += 1;
        }
        let counts: Vec<String> = columns.counts.iter().map(|col| cell(*col)).collect();
        let (total, information_only) = (cell(columns.total), cell(columns.information_only));
        let left_out = columns.milestones.map(|col| format!("-{}", cell(col))).unwrap_or_default();
        cells.extend([
            counted(&|| sum(&counts), line.total),
            counted(&|| sum(&in_base), line.base),
            counted(&|| format!("{}-{total}-{information_only}{left_out}", rows.number()), line.not_rated),
            counted(&|| rows.rated(INFORMATION_ONLY), line.information_only),
        ]);
        cells.extend(columns.milestones.map(|_| counted(&|| rows.left_out(), line.milestones)));
        cells
    }

    /// The name of a line as the data sheets print it.
    pub(in super::super) fn name(&self, line: &Line) -> String {
        let (labels, plan) = (&self.book.labels, self.book.plan);
        match self.group {
            Group::Priority => labels.priority(&line.code),
            Group::DeliveryPlan => {
                plan.delivery_plan(&line.code).map_or(line.name.as_str(), |one| labels.delivery_plan(one))
            }
            Group::Outcome => labels.outcome(&line.name),
            Group::PortfolioHolder => labels.holder(&line.name),
            Group::ScrutinyCommittee => labels.committee(&line.name),
        }
        .to_owned()
    }

    /// 50.0% is printed as 50%, whatever the figure becomes.
    pub(super) fn drop_trailing_noughts(
        &self,
        sheet: &mut Worksheet,
        columns: &Columns,
        (first, last): (RowNum, RowNum),
    ) -> Result<(), WriteError> {
        let places = self.book.plan.settings.places;
        for col in columns.shares.iter().flatten() {
            let cell = format!("{}{}", column_number_to_name(*col), first + 1);
            for fewer in 0..places {
                let format = match fewer {
                    0 => "0%".to_owned(),
                    fewer => format!("0.{}%", "0".repeat(usize::from(fewer))),
                };
                let rule = ConditionalFormatFormula::new()
                    .set_rule(format!("=ROUND({cell}*100,{fewer})=ROUND({cell}*100,{places})").as_str())
                    .set_format(Format::new().set_num_format(format))
                    .set_stop_if_true(true);
                sheet.add_conditional_format(first, *col, last, *col, &rule)?;
            }
        }
        Ok(())
    }
}
