//! The bar below a table: all rated rows together, cut into the shares of the ratings.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartType, Color, ColNum, ObjectMovement, RowNum, Worksheet,
};

use crate::domain::RatingId;
use crate::layout::SheetId;
use crate::workbook::{FONT, WriteError, line};

use super::super::book::layout_of;
use super::super::summary::{Block, Fills};
use super::grid::Grid;

/// The height of the bar with its legend, in pixels, and of a row.
const HEIGHT: u32 = 80;
const ROW: u32 = 20;

/// Writes the bar of a table whose last row is `last`, with its upper edge in row `at`; gives the next free row.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: RowNum,
    block: &Block<'_>,
    ratings: &[RatingId],
    (last, grid): (RowNum, &Grid),
) -> Result<RowNum, WriteError> {
    let Some(overall) = block.overall_in_summary() else { return Ok(at) };
    let (front, summary) = (&layout_of(SheetId::FrontPage).name, &layout_of(SheetId::Summary).name);
    let scale = block.book.plan.scale(block.kind);
    let fills = Fills::of(scale);
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_name(FONT).set_size(size).set_color(Color::Black);
        font
    };
    let mut any = false;
    for (col, id) in (1..).zip(ratings) {
        let (RatingId(number), Some(rating)) = (*id, scale.get(*id)) else { continue };
        if !rating.in_percentages {
            continue;
        }
        let Some(count) = overall.count(number) else { continue };
        let col: ColNum = col;
        // The label is the table's own cell: count and percentage.
        let label = format!("='{front}'!${}${}", rust_xlsxwriter::utility::column_number_to_name(col), last + 1);
        let own = block.table().overall.counts.get(number).copied().unwrap_or_default();
        let mut custom = ChartDataLabel::new();
        custom.set_value(label.as_str()).set_font(font(10.0).set_bold()).set_format(&mut fills.label());
        if own == 0 {
            custom.set_hidden();
        }
        let mut shown = ChartDataLabel::new();
        shown.show_value().set_num_format("#,##0;;").set_font(font(10.0).set_bold()).set_format(&mut fills.label());
        chart
            .add_series()
            .set_name((summary.as_str(), overall.headings, count))
            .set_categories((summary.as_str(), overall.row, 0, overall.row, 0))
            .set_values((summary.as_str(), overall.row, count, overall.row, count))
            .set_data_label(&shown)
            .set_custom_data_labels(&[custom])
            .set_format(&mut fills.fill(number))
            .set_gap(20);
        any = true;
    }
    if !any {
        return Ok(at);
    }
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.y_axis().set_hidden(true);
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0));
    let words = block.in_words(ratings);
    chart.set_alt_text(line(&words, 255));
    chart.set_width(grid.pixels()).set_height(HEIGHT).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    sheet.insert_chart(at, 0, &chart)?;
    Ok(at + HEIGHT.div_ceil(ROW))
}
