//! A new workbook with the house's font and properties.
//!
//! The creation time is fixed and the author is blank, so that the same inputs give the same bytes and no officer's
//! name travels in a file's properties.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use crate::grid::SensitivityLabel;

use super::styles::FONT;
use super::{WriteError, line};

/// What a workbook's properties say of it.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_field_names, reason = "the title is one of them")]
pub(crate) struct Title<'a> {
    /// The document's title.
    pub title: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Further properties: name and value.
    pub properties: &'a [(&'a str, String)],
    /// The sensitivity label, whose part is written when the workbook is saved.
    pub label: Option<&'a SensitivityLabel>,
}

/// A new workbook in Arial 11 with its properties set.
///
/// # Errors
/// Where the fixed creation day or the default font is refused, which no input can bring about.
pub(crate) fn new_workbook(title: &Title<'_>) -> Result<Workbook, WriteError> {
    let mut workbook = Workbook::new();
    // 72 pixels is Excel's own default width for a font whose digits are 8 pixels wide, as Arial 11's are.
    let font = Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top);
    workbook.set_default_format(&font, 20, 72)?;
    let mut properties = DocProperties::new()
        .set_title(line(title.title, 255))
        .set_subject(line(title.subject, 255))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    for (name, value) in title.properties {
        properties = properties.set_custom_property(*name, line(value, 255));
    }
    for (name, value) in title.label.iter().flat_map(|label| &label.properties) {
        properties = properties.set_custom_property(name, line(value, 255));
    }
    workbook.set_properties(&properties);
    Ok(workbook)
}
