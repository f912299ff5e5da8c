//! The chart below a table by priority: a bar for each priority, cut into the shares of the ratings.
//!
//! It takes its figures from the table, so it follows a corrected rating. Every rating has the scheme's colour, and a
//! pattern where another would look like it in grey; every part has its count in figures, so that nothing is said by colour
//! alone. Only ratings in the percentages are shown: a bar is the base.

use rust_xlsxwriter::{
    Chart as Drawing, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, Color, ObjectMovement, RowNum, Worksheet,
};

use crate::domain::{Colour, Kind, Rating, Scale, Standing};
use crate::workbook::{FONT, WriteError, colour, line};

use super::super::book::layout_of;
use super::block::{Block, Columns};

/// The height of a bar with its gap, and of all that stands around the bars, in pixels.
const BAR: u32 = 40;
const AROUND: u32 = 150;
/// The height of a row in which nothing stands.
const ROW: u32 = 20;
/// Frames and lines.
const EDGE: Color = Color::RGB(0x40_40_40);
/// The patterns of ratings that look like another in grey, the lightest and those that every program draws alike first.
const PATTERNS: [ChartPatternFillType; 7] = [
    ChartPatternFillType::DiagonalStripesWideUpwards,
    ChartPatternFillType::Dotted10Percent,
    ChartPatternFillType::DiagonalStripesWideDownwards,
    ChartPatternFillType::LargeConfetti,
    ChartPatternFillType::Dotted20Percent,
    ChartPatternFillType::VerticalStripesLight,
    ChartPatternFillType::SmallGrid,
];

/// The chart of one table.
pub(super) struct Chart<'a> {
    /// The table.
    pub block: &'a Block<'a>,
    /// Where its figures stand.
    pub columns: &'a Columns,
    /// Its first row and its last, which is all together.
    pub rows: (RowNum, RowNum),
    /// The row of its headings.
    pub headings: RowNum,
    /// How wide it is, in pixels.
    pub width: u32,
}

impl Chart<'_> {
    /// Writes the chart with its upper edge in row `at`. Without a rating in the percentages there is none.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum) -> Result<(), WriteError> {
        if !self.columns.shares.iter().any(Option::is_some) {
            return Ok(());
        }
        let (first, last) = self.rows;
        let height = pixels(last - first + 1);
        let mut chart = self.drawing();
        chart.set_width(self.width).set_height(height).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        sheet.insert_chart(at, 0, &chart)?;
        Ok(())
    }

    fn drawing(&self) -> Drawing {
        let name = &layout_of(crate::layout::SheetId::Summary).name;
        let (first, last) = self.rows;
        let mut chart = Drawing::new(ChartType::BarPercentStacked);
        let scale = self.block.book.plan.scale(self.block.kind);
        let shown: Vec<bool> = self.columns.shares.iter().map(Option::is_some).collect();
        for (count, own) in self.columns.counts.iter().zip(fills(scale, &shown)) {
            let Some(mut own) = own else { continue };
            let mut label_format = ChartFormat::new();
            label_format.set_solid_fill(ChartSolidFill::new().set_color(Color::White));
            let mut label = ChartDataLabel::new();
            // Nought has no part to be written on.
            label.show_value().set_num_format("#,##0;;").set_font(font(12.0).set_bold()).set_format(&mut label_format);
            chart
                .add_series()
                .set_name((name.as_str(), self.headings, *count))
                .set_categories((name.as_str(), first, 0, last, 0))
                .set_values((name.as_str(), first, *count, last, *count))
                .set_data_label(&label)
                .set_format(&mut own)
                .set_gap(45);
        }
        chart.title().set_name(&self.title()).set_font(font(14.0).set_bold());
        // The first priority above, as in the table.
        chart.y_axis().set_reverse().set_font(&font(12.0));
        // Below the bars, although the order of the bars is turned round.
        chart.x_axis().set_num_format("0%").set_font(&font(11.0)).set_label_position(ChartAxisLabelPosition::High);
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(12.0));
        chart.set_alt_text(line(&self.alt_text(), 255));
        chart
    }

    fn title(&self) -> String {
        let kind = match self.block.kind {
            Kind::Actions => "actions",
            Kind::Indicators => "indicators",
        };
        format!("{} (share of the rated {kind}; figures are numbers of {kind})", self.block.title())
    }

    fn alt_text(&self) -> String {
        format!(
            "Stacked bars, one for each line of the table above: {}. All figures stand in that table.",
            self.title()
        )
    }
}

/// How many rows the chart of a table with so many lines covers.
pub(super) fn height(block: &Block<'_>, lines: usize) -> usize {
    if !block.table().in_base.contains(&true) {
        return 0;
    }
    let bars = u32::try_from(lines).unwrap_or(u32::MAX);
    usize::try_from(pixels(bars).div_ceil(ROW)).unwrap_or(usize::MAX)
}

/// The height of a chart of so many bars, in pixels.
fn pixels(bars: u32) -> u32 {
    AROUND + BAR * bars
}

/// How each rating of a scale is filled in a chart, where it is shown there.
pub(in super::super) fn fills(scale: &Scale, shown: &[bool]) -> Vec<Option<ChartFormat>> {
    // What can be told apart in grey is plain; of two that look alike the one that is mostly shorter is hatched.
    let mut by_length: Vec<(usize, &Rating)> =
        scale.iter().enumerate().zip(shown).filter(|(_, shown)| **shown).map(|(own, _)| own).collect();
    by_length.sort_by_key(|(_, rating)| !matches!(rating.standing, Standing::OnTrack | Standing::Complete));
    let mut plain: Vec<Colour> = Vec::new();
    let mut patterns = PATTERNS.into_iter().cycle();
    let mut fills: Vec<Option<ChartFormat>> = scale.iter().map(|_| None).collect();
    for (at, rating) in by_length {
        let is_like_another = plain.iter().any(|own| own.is_like_in_grey(rating.colour));
        plain.push(rating.colour);
        if let Some(own) = fills.get_mut(at) {
            *own = Some(fill(rating.colour, if is_like_another { patterns.next() } else { None }));
        }
    }
    fills
}

/// The letters of a chart.
pub(in super::super) fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(Color::Black);
    font
}

/// The scheme's colour, with a pattern drawn in black or white, whichever can be seen on it.
fn fill(of: Colour, pattern: Option<ChartPatternFillType>) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(rust_xlsxwriter::ChartLine::new().set_color(EDGE).set_width(0.75));
    match pattern {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(colour(of))),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_background_color(colour(of))
                .set_foreground_color(colour(of.text_colour())),
        ),
    };
    format
}
