//! The bar below a table: all rated rows together, cut into the shares of the ratings.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, ColNum, Color, ObjectMovement,
    RowNum, Worksheet,
};

use crate::domain::RatingId;
use crate::layout::SheetId;
use crate::workbook::{WriteError, line};

use super::super::book::layout_of;
use super::super::detail;
use super::super::summary::{Block, fills, font};
use super::grid::Grid;

/// The height of the bar with its legend, in pixels, and of a row.
const HEIGHT: u32 = 60;
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
    let shown: Vec<bool> = scale.iter().map(|rating| rating.in_percentages).collect();
    let fills = fills(scale, &shown);
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    let mut white = ChartFormat::new();
    white.set_solid_fill(ChartSolidFill::new().set_color(Color::White));
    let mut any = false;
    for (col, id) in (1..).zip(ratings) {
        let (RatingId(number), Some(rating)) = (*id, scale.get(*id)) else { continue };
        if !rating.in_percentages {
            continue;
        }
        let (Some(count), Some(Some(fill))) = (overall.count(number), fills.get(number)) else { continue };
        let col: ColNum = col;
        // The label is the table's own cell: count and percentage.
        let label = format!("='{front}'!${}${}", rust_xlsxwriter::utility::column_number_to_name(col), last + 1);
        let own = block.table().overall.counts.get(number).copied().unwrap_or_default();
        let mut custom = ChartDataLabel::new();
        custom.set_value(label.as_str()).set_font(font(11.0).set_bold()).set_format(&mut white);
        if own == 0 {
            custom.set_hidden();
        }
        let mut shown = ChartDataLabel::new();
        shown.show_value().set_num_format("#,##0;;").set_font(font(11.0).set_bold()).set_format(&mut white);
        chart
            .add_series()
            .set_name((summary.as_str(), overall.headings, count))
            .set_categories((summary.as_str(), overall.row, 0, overall.row, 0))
            .set_values((summary.as_str(), overall.row, count, overall.row, count))
            .set_data_label(&shown)
            .set_custom_data_labels(&[custom])
            .set_format(&mut fill.clone())
            .set_gap(20);
        any = true;
    }
    if !any {
        return Ok(at);
    }
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.y_axis().set_hidden(true);
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(11.0));
    let words = in_words(block, ratings);
    chart.set_alt_text(line(&words, 255));
    chart.set_width(grid.pixels()).set_height(HEIGHT).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    sheet.insert_chart(at, 0, &chart)?;
    Ok(at + HEIGHT.div_ceil(ROW))
}

/// What the bar shows, for people who hear it read.
fn in_words(block: &Block<'_>, ratings: &[RatingId]) -> String {
    let (book, overall) = (block.book, &block.table().overall);
    let parts = ratings.iter().filter_map(|id| {
        let rating = book.plan.scale(block.kind).get(*id).filter(|rating| rating.in_percentages)?;
        let count = overall.counts.get(id.0).copied()?;
        let share = overall.percentages.get(id.0).copied().flatten();
        Some(format!("{} {}", book.plan.settings.zero_counts.printed(count, share), detail::with_symbol(book, rating)))
    });
    let parts: Vec<String> = parts.collect();
    format!("One bar for all rated {}: {}.", book.plan.wording.noun(block.kind, 2), parts.join(", "))
}
