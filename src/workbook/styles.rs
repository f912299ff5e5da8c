//! The look of every workbook: Arial, wrapped, top-aligned, headings of high contrast, never colour alone.
//!
//! Formats are made from a few bases, so that a sheet of one workbook looks like a sheet of another.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::domain::Colour;

/// The font of every cell.
pub(crate) const FONT: &str = "Arial";
/// Headings: white on dark blue, contrast 10 to 1.
const HEADING: Color = Color::RGB(0x1F_3A_5F);
/// Issued cells: slightly grey, to tell them from the white ones to fill in.
const ISSUED: Color = Color::RGB(0xEE_EE_EE);
/// Rows that need no entry.
const NOT_ASKED: Color = Color::RGB(0xE0_E0_E0);
/// Rows that are only monitored: between the white of what is asked for and the grey of what is locked.
const MONITORED: Color = Color::RGB(0xF7_F7_F7);
/// Words that only stand beside what counts, contrast 6 to 1 on their ground.
const ASIDE: Color = Color::RGB(0x55_55_55);
/// Lines between cells.
const LINE: Color = Color::RGB(0x8C_8C_8C);
/// The stripes that mark a cell which is still to be filled in.
const WANTED_STRIPES: Color = Color::RGB(0xD9_A4_00);
/// The ground under those stripes.
const WANTED_GROUND: Color = Color::RGB(0xFF_F7_D6);

/// The formats of a workbook.
#[derive(Debug, Clone)]
pub(crate) struct Styles {
    /// The title of a sheet, in A1.
    pub title: Format,
    /// A line of guidance below the title; not wrapped, it runs over the empty cells beside it.
    pub guidance: Format,
    /// A heading within a sheet.
    pub section: Format,
    /// The heading of a column.
    pub heading: Format,
    /// A label in front of an entry or a value.
    pub label: Format,
    /// Wrapped text in a table or beside a label.
    pub text: Format,
    /// The same, kept as text whatever is typed: refs and text dates.
    pub as_text: Format,
    /// Wrapped text in grey: what stands beside what counts.
    pub aside: Format,
    /// A number in a table.
    pub number: Format,
    /// An issued cell: locked and slightly grey.
    pub issued: Format,
    /// A cell that the service fills in: unlocked and white.
    pub entry: Format,
    /// An entry cell of a row that needs no entry: unlocked and grey.
    pub not_asked: Format,
    /// An entry cell of a row that is only monitored: unlocked and nearly white.
    pub monitored: Format,
    /// A cell that is required and blank, for a conditional format.
    pub wanted: Format,
}

impl Styles {
    /// The edge of a cell with a finding: dark red, contrast 7 to 1 on white.
    pub(crate) const MARK: Color = Color::RGB(0xA8_10_10);

    /// The formats of all workbooks.
    pub(crate) fn new() -> Self {
        let plain = || Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top);
        let boxed = || {
            plain().set_text_wrap().set_align(FormatAlign::Left).set_border(FormatBorder::Thin).set_border_color(LINE)
        };
        Self {
            title: plain().set_font_size(14).set_bold(),
            guidance: plain(),
            section: plain().set_font_size(12).set_bold(),
            heading: boxed().set_bold().set_font_color(Color::White).set_background_color(HEADING),
            label: boxed().set_bold().set_background_color(ISSUED),
            text: boxed(),
            as_text: boxed().set_num_format("@"),
            aside: boxed().set_font_color(ASIDE).set_background_color(ISSUED),
            number: boxed().set_align(FormatAlign::Right),
            issued: boxed().set_background_color(ISSUED),
            entry: boxed().set_unlocked(),
            not_asked: boxed().set_unlocked().set_background_color(NOT_ASKED),
            monitored: boxed().set_unlocked().set_background_color(MONITORED),
            wanted: Format::new()
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(WANTED_STRIPES)
                .set_background_color(WANTED_GROUND),
        }
    }

    /// A cell filled with a rating's colour, its word in black or white, whichever can be read on it.
    pub(crate) fn rating(&self, fill: Colour) -> Format {
        coloured(self.text.clone().set_bold(), fill)
    }

    /// The same as a conditional format, which changes colours only.
    pub(crate) fn rating_rule(fill: Colour) -> Format {
        coloured(Format::new(), fill)
    }

    /// The same, which also shows the rating's symbol before the word that stands in the cell.
    pub(crate) fn rating_rule_with_symbol(fill: Colour, symbol: Option<&str>) -> Format {
        let rule = Self::rating_rule(fill);
        // A quotation mark would end what is shown as it stands.
        match symbol.map(str::trim).filter(|symbol| !symbol.is_empty() && !symbol.contains(['"', '\\'])) {
            Some(symbol) => rule.set_num_format(format!("\"{symbol} \"@")),
            None => rule,
        }
    }
}

impl Default for Styles {
    fn default() -> Self {
        Self::new()
    }
}

/// A colour of the scheme as Excel has it.
pub(crate) fn colour(colour: Colour) -> Color {
    Color::RGB(colour.0 & 0xFF_FF_FF)
}

fn coloured(format: Format, fill: Colour) -> Format {
    format.set_background_color(colour(fill)).set_font_color(colour(fill.text_colour()))
}
