//! The shares of the ratings of one kind in each period, as a table with a chart.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartLegendPosition, ChartType, ObjectMovement, RowNum, Worksheet,
};

use crate::domain::{Kind, Share};
use crate::layout::SheetId;
use crate::tally::{PeriodShares, shares_over_periods};
use crate::workbook::{WriteError, line, width_on_screen, write_lines, write_text};

use super::super::book::{Book, layout_of};
use super::super::cell::Cell;
use super::super::numbers::several;
use super::super::summary::{fills, font};
use super::super::table::{Heading, Rows, Table};

/// The widths of the columns that only such a table has, in characters.
const WIDTH: u16 = 12;
/// The height of the chart, and of a row in which nothing stands, in pixels.
const HEIGHT: u32 = 380;
const ROW: u32 = 20;

/// The shares of one kind of rows.
pub(super) struct Section<'a> {
    book: &'a Book<'a>,
    kind: Kind,
    periods: Vec<PeriodShares>,
    /// For each rating its name and whether it is in the percentages.
    in_base: Vec<bool>,
}

impl<'a> Section<'a> {
    /// The section of a kind; none where nothing of it is rated.
    pub(super) fn of(book: &'a Book<'_>, kind: Kind) -> Option<Self> {
        let periods = shares_over_periods(book.plan, book.tally, kind);
        let in_base = book.plan.scale(kind).iter().map(|rating| rating.in_percentages).collect();
        (!periods.is_empty()).then_some(Self { book, kind, periods, in_base })
    }

    /// How many columns its table has.
    pub(super) fn columns(&self) -> usize {
        2 + self.in_base.iter().filter(|counts| **counts).count()
    }

    /// The widths of its columns where nothing else says how wide they are.
    pub(super) fn widths(&self) -> impl Iterator<Item = u16> + use<> {
        std::iter::repeat_n(WIDTH, self.columns())
    }

    /// Writes title, table, notes and chart from row `at` on, in columns of those widths; gives the last row.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum, widths: &[u16]) -> Result<RowNum, WriteError> {
        let styles = &self.book.styles;
        write_text(sheet, (at, 0), &self.title(), &styles.section)?;
        let places = self.book.plan.settings.places;
        let share = |share: &Option<Share>| share.map_or(Cell::Blank, |share| Cell::Percentage(share, places));
        let row = |one: &PeriodShares| {
            let shares = one.percentages.iter().zip(&self.in_base).filter(|(_, counts)| **counts);
            let first = [Cell::text(one.period.to_string()), Cell::Count(one.base)];
            first.into_iter().chain(shares.map(|(own, _)| share(own))).collect()
        };
        let ratings = self.book.plan.scale(self.kind).iter().filter(|rating| rating.in_percentages);
        let mut headings: Vec<Heading> = vec![Heading::plain("Period", WIDTH)];
        headings.push(Heading { figures: true, ..Heading::plain("Base", WIDTH) });
        headings.extend(ratings.map(|rating| Heading {
            text: format!("{} %", rating.name),
            width: WIDTH,
            fill: Some(rating.colour),
            figures: true,
        }));
        for (heading, width) in headings.iter_mut().zip(widths) {
            heading.width = *width;
        }
        let table = Table {
            name: format!("{}_by_period", self.kind),
            about: self.title(),
            headings,
            filter: false,
            rows: Rows::made(self.periods.iter().map(row).collect()),
        };
        let last = table.write(sheet, at + 1, styles)?;
        let below = write_lines(sheet, last + 1, self.notes(), &styles.guidance)?;
        if self.periods.len() < 2 {
            return Ok(below - 1);
        }
        let pixels = width_on_screen(widths.get(..self.columns()).unwrap_or(widths));
        let mut chart = self.chart((at + 2, last));
        chart.set_width(pixels).set_height(HEIGHT).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        sheet.insert_chart(below + 1, 0, &chart)?;
        Ok(below + 1 + HEIGHT.div_ceil(ROW))
    }

    fn title(&self) -> String {
        format!("{}: share of each rating by period", self.kind)
    }

    /// What the percentages are of, a line each.
    fn notes(&self) -> Vec<String> {
        let kind = self.kind.to_string().to_lowercase();
        let mut notes = vec![
            format!("Base is the number of {kind} whose rating is in the percentages."),
            "An earlier period is as its own workbook has it, with the rows of then.".to_owned(),
        ];
        if self.periods.len() < 2 {
            notes.push(
                "No earlier period is held in which they all have a rating, so there is nothing to draw.".to_owned(),
            );
        }
        notes.extend(self.periods.iter().filter(|one| one.unknown > 0).map(|one| {
            let rows = several(one.unknown, "row", "rows");
            format!("{}: {rows} had a rating that is none of the plan's now, and are left out.", one.period)
        }));
        notes
    }

    /// A column for each period, cut into the shares.
    fn chart(&self, (first, last): (RowNum, RowNum)) -> Chart {
        let name = layout_of(SheetId::Trends).name.as_str();
        let scale = self.book.plan.scale(self.kind);
        let mut chart = Chart::new(ChartType::ColumnPercentStacked);
        let fills = fills(scale, &self.in_base);
        for (col, mut fill) in (2..).zip(fills.into_iter().flatten()) {
            let mut back = rust_xlsxwriter::ChartFormat::new();
            back.set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(rust_xlsxwriter::Color::White));
            let mut label = ChartDataLabel::new();
            // Nought has no part to be written on.
            label.show_value().set_num_format("0%;;").set_font(font(11.0).set_bold()).set_format(&mut back);
            chart
                .add_series()
                .set_name((name, first - 1, col))
                .set_categories((name, first, 0, last, 0))
                .set_values((name, first, col, last, col))
                .set_data_label(&label)
                .set_format(&mut fill)
                .set_gap(60);
        }
        chart.title().set_name(&self.title()).set_font(font(14.0).set_bold());
        chart.x_axis().set_font(&font(11.0)).set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_num_format("0%").set_font(&font(11.0));
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(12.0));
        chart.set_alt_text(line(
            &format!(
                "Stacked columns, one for each period of the table above: {}. All figures stand in that table.",
                self.title()
            ),
            255,
        ));
        chart
    }
}
