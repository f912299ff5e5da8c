//! The first sheet: what to do, and what every sheet, setting, column and word of the plan workbook is for. It is
//! ignored when the plan is read.

use rust_xlsxwriter::{FormatAlign, RowNum, Worksheet};

use crate::layout::{PLAN, SheetId, SheetLayout};
use crate::workbook::{Styles, WriteError, fit_row, lines_of, write_text};

use super::guide::GUIDE;
use super::scheme::Scheme;
use super::tables;

/// In characters: what, what it is for, an example.
const WIDTHS: [u16; 3] = [31, 84, 30];

/// Writes the sheet, in the order in which an officer needs it.
pub(super) fn write(sheet: &mut Worksheet, scheme: &Scheme, styles: &Styles) -> Result<(), WriteError> {
    let headings = GUIDE.headings.iter().map(String::as_str).zip(WIDTHS);
    tables::write_headings(sheet, headings, styles)?;
    let mut list = List { sheet, styles, row: 1 };
    list.section("What to do")?;
    for (n, step) in (1..).zip(&GUIDE.steps) {
        list.entry(&format!("{n}."), step, "")?;
    }
    list.section("The sheets")?;
    for (layout, about) in described() {
        let about = if scheme.writes(layout) { about.to_owned() } else { format!("{} {about}", to_add(layout)) };
        list.entry(&layout.name, &about, "")?;
    }
    list.terms(SheetId::About)?;
    for (layout, _) in described() {
        list.columns(layout)?;
        if layout.id == SheetId::Settings {
            list.settings()?;
        }
        list.terms(layout.id)?;
    }
    Ok(())
}

/// The other sheets, each with what it is for.
fn described() -> impl Iterator<Item = (&'static SheetLayout, &'static str)> {
    let others = PLAN.sheets.iter().filter(|layout| layout.id != SheetId::About);
    others.filter_map(|layout| Some((layout, GUIDE.sheet(layout.id)?.about.as_str())))
}

/// How a sheet that is not there can be added.
fn to_add(layout: &SheetLayout) -> String {
    let headings: Vec<&str> = layout.columns.iter().map(|column| column.heading.as_str()).collect();
    format!("May be added: a sheet named {} with the headings {}.", layout.name, headings.join(", "))
}

/// The sheet as far as it is written.
struct List<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: RowNum,
}

impl List<'_> {
    fn columns(&mut self, layout: &SheetLayout) -> Result<(), WriteError> {
        self.section(&format!("The columns of {}", layout.name))?;
        for column in &layout.columns {
            let Some(words) = GUIDE.column(layout.id, column.field) else { continue };
            let heading = column.heading.replace("{period}", "Q1");
            let heading = if column.optional { format!("{heading} (optional)") } else { heading };
            self.entry(&heading, &words.means(), &words.example)?;
        }
        Ok(())
    }

    fn settings(&mut self) -> Result<(), WriteError> {
        self.section("The settings")?;
        for words in &GUIDE.setting {
            self.entry(&words.name, &words.means(), &words.example)?;
        }
        Ok(())
    }

    /// The words that belong to a sheet.
    fn terms(&mut self, id: SheetId) -> Result<(), WriteError> {
        for terms in GUIDE.terms.iter().filter(|terms| terms.after == id) {
            self.section(&terms.title)?;
            for term in &terms.words {
                self.entry(&term.word, &term.means, &term.example)?;
            }
        }
        Ok(())
    }

    /// A heading across the sheet, with room above it.
    fn section(&mut self, title: &str) -> Result<(), WriteError> {
        let format = self.styles.section.clone().set_align(FormatAlign::Bottom);
        write_text(self.sheet, (self.row, 0), title, &format)?;
        fit_row(self.sheet, self.row, 2)?;
        self.row += 1;
        Ok(())
    }

    fn entry(&mut self, what: &str, means: &str, example: &str) -> Result<(), WriteError> {
        let Styles { label, text, as_text, .. } = self.styles;
        let mut lines = 1;
        for ((col, width), (words, format)) in (0..).zip(WIDTHS).zip([(what, label), (means, text), (example, as_text)])
        {
            write_text(self.sheet, (self.row, col), words, format)?;
            // Bold text takes more room.
            lines = lines.max(lines_of(words, if col == 0 { width - 4 } else { width }));
        }
        fit_row(self.sheet, self.row, lines)?;
        self.row += 1;
        Ok(())
    }
}
