//! The Fix list: the first sheet of a marked copy, one line for each cell that needs somebody's eye.
//!
//! What must be done comes first, then what to look at because this copy has put it right, then what is only told.
//! The same words down a column are said once; the cells below point to the first. Only the tick-box is unlocked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, RowNum, Url, Worksheet};

use crate::domain::{Severity, sentence};
use crate::grid::CellRef;
use crate::issue::{DONE, protection};
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::Return;
use crate::rules::{Finding, LeftToDo};
use crate::workbook::{
    Orientation, Styles, WriteError, fit_row, lay_out_page, let_text_be_text, line, lines_of, write_text,
};

use super::kept_aside::title;
use super::mended::Mended;
use super::notes::{serious, spot_of};
use super::place::Spot;

/// The row of the headings; the title and what to do stand above.
const HEADINGS: RowNum = 5;
/// The most cells that are linked: Excel holds so many links on a sheet.
const LINKS: usize = 60_000;
/// A line still to do, and one that is done.
const OPEN: &str = "☐";
const TICKED: &str = "☑";

/// The Fix list.
pub(super) struct FixList<'a> {
    issued: &'a Issued,
    lines: Vec<Line>,
    waived: usize,
}

/// One line.
#[derive(Debug)]
struct Line {
    spot: Option<Spot>,
    reference: String,
    wrong: String,
    help: String,
    serious: &'static str,
    done: bool,
}

impl<'a> FixList<'a> {
    /// The list of what is to do in `copy`, and of what it has put right.
    pub(super) fn new(issued: &'a Issued, copy: &Return, to_do: &[Finding], mended: &[Mended<'_>]) -> Self {
        let standing: Vec<&Finding> = to_do.iter().filter(|finding| finding.stands()).collect();
        let waived = to_do.len() - standing.len();
        let (told, asked): (Vec<&Finding>, Vec<&Finding>) =
            standing.into_iter().partition(|finding| finding.severity == Severity::Note);
        let mut lines: Vec<Line> = mended.iter().filter(|one| one.left == LeftToDo::Fill).map(of_mended).collect();
        lines.extend(of_findings(copy, &asked));
        lines.extend(mended.iter().filter(|one| one.left == LeftToDo::Look).map(of_mended));
        lines.extend(of_findings(copy, &told));
        lines.extend(mended.iter().filter(|one| one.left == LeftToDo::Nothing).map(of_mended));
        Self { issued, lines, waived }
    }

    /// Writes the sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), WriteError> {
        let form = RETURN.sheet(SheetId::FixList);
        let title = title(self.issued, "fix list");
        write_text(sheet, (0, 0), &title, &styles.title)?;
        for (row, text) in (1..).zip(self.guidance()) {
            write_text(sheet, (row, 0), &text, &styles.guidance)?;
        }
        for (col, column) in (0..).zip(&form.columns) {
            sheet.set_column_width(col, column.width)?;
            if column.field == Field::Ref {
                let_text_be_text(sheet, col, HEADINGS + 1, self.lines.len())?;
            }
            if !self.lines.is_empty() {
                write_text(sheet, (HEADINGS, col), &column.heading, &styles.heading)?;
            }
        }
        let link = styles.text.clone().set_hyperlink();
        for (number, (row, one)) in (HEADINGS + 1..).zip(&self.lines).enumerate() {
            let mut lines = 1;
            for (col, column) in (0..).zip(&form.columns) {
                let text = one.content(column.field);
                lines = lines.max(lines_of(&text, column.width));
                match (column.field, one.spot) {
                    (Field::Cell, Some(spot)) if number < LINKS => {
                        sheet.write_url_with_format(row, col, link_to(spot), &link)?;
                    }
                    (Field::Done, _) => write_text(sheet, (row, col), &text, &tick_box(styles))?,
                    (Field::Ref, _) => write_text(sheet, (row, col), &text, &styles.as_text)?,
                    (Field::Severity, _) if !one.done => {
                        write_text(sheet, (row, col), &text, &styles.text.clone().set_bold())?;
                    }
                    _ => write_text(sheet, (row, col), &text, &styles.text)?,
                }
            }
            fit_row(sheet, row, lines)?;
        }
        self.tick_boxes(sheet)?;
        sheet.set_freeze_panes(HEADINGS + 1, 0)?;
        sheet.set_active(true);
        sheet.protect_with_options(&protection());
        lay_out_page(sheet, Orientation::Landscape, (!self.lines.is_empty()).then_some(HEADINGS), &title)
    }

    /// What the list is and what to do with it, in three lines.
    fn guidance(&self) -> [String; 3] {
        let of = |what: &str| self.lines.iter().filter(|one| one.serious == what).count();
        let counts: Vec<String> = [
            (of(serious(Severity::Error)), "must be put right"),
            (of(serious(Severity::Warning)), "to look at"),
            (of(serious(Severity::Note)), "for information"),
            (of(PUT_RIGHT), "put right in this copy"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let waived = if self.waived > 0 {
            format!(" {} accepted by your plan and not listed.", self.waived)
        } else {
            String::new()
        };
        let first = if counts.is_empty() {
            format!("Nothing is wrong with this return.{waived}")
        } else {
            format!("{}.{waived}", counts.join(", "))
        };
        let second = if counts.is_empty() {
            String::new()
        } else {
            "Click a cell in the second column to go there; cells with a thick edge have a note. Put it right there, and choose ☑ here if you like.".to_owned()
        };
        let third = "This is your return with everything you typed. Work in it, save it, and send it back as it is.";
        [first, second, third.to_owned()]
    }

    fn tick_boxes(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let form = RETURN.sheet(SheetId::FixList);
        let column = (0..).zip(&form.columns).find(|(_, column)| column.field == Field::Done);
        let last = u32::try_from(self.lines.len()).ok().and_then(|count| HEADINGS.checked_add(count));
        let (Some((col, column)), Some(last)) = (column, last.filter(|last| *last > HEADINGS)) else { return Ok(()) };
        let rule = DataValidation::new()
            .allow_list_formula(Formula::new(format!("={DONE}")))
            .set_error_style(DataValidationErrorStyle::Information)
            .set_input_title(line(&column.heading, 32))?
            .set_input_message(line(column.prompt.as_deref().unwrap_or_default(), 255))?;
        sheet.add_data_validation(HEADINGS + 1, col, last, col, &rule)?;
        Ok(())
    }
}

/// How serious something is that needs nothing more.
const PUT_RIGHT: &str = "Put right here";

fn tick_box(styles: &Styles) -> Format {
    styles.entry.clone().set_font_size(14).set_align(rust_xlsxwriter::FormatAlign::Center)
}

fn of_findings(copy: &Return, findings: &[&Finding]) -> Vec<Line> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings {
        let column = finding.place.sheet().zip(finding.place.cell()).map(|(sheet, at)| (sheet, at.col));
        let words = &finding.words;
        let key = (finding.rule.code, finding.severity, column, &words.message, &words.expected, &words.help);
        // Without a cell there is no column to fold.
        let place = if column.is_some() { *known.entry(key).or_insert(groups.len()) } else { groups.len() };
        match groups.get_mut(place) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    let mut lines = Vec::new();
    for group in &groups {
        let first = group.first().and_then(|finding| finding.place.cell());
        for (number, finding) in group.iter().enumerate() {
            let (wrong, help) = match first.filter(|_| number > 0) {
                Some(first) => {
                    (format!("The same as in {first}: {}", sentence(&finding.words.message)), "As there.".to_owned())
                }
                None => (said(finding), finding.help_to_service().to_owned()),
            };
            lines.push(Line {
                spot: spot_of(copy, finding),
                reference: finding.reference.clone().unwrap_or_default(),
                wrong,
                help,
                serious: serious(finding.severity),
                done: false,
            });
        }
    }
    lines
}

/// What is wrong, with what was expected where what to do does not say it.
fn said(finding: &Finding) -> String {
    let words = &finding.words;
    let expected = words.expected_beside(finding.help_to_service());
    if expected.is_empty() {
        return sentence(&words.message);
    }
    format!("{} Expected: {}.", sentence(&words.message), expected.trim_end_matches('.'))
}

fn of_mended(one: &Mended<'_>) -> Line {
    let finding = one.finding;
    let nothing = one.left == LeftToDo::Nothing;
    Line {
        spot: one.spot.filter(|(id, _)| !matches!(id, SheetId::Lists | SheetId::Stamp)),
        reference: finding.reference.clone().unwrap_or_default(),
        wrong: sentence(&finding.words.message),
        help: one.words.to_owned(),
        serious: match one.left {
            LeftToDo::Nothing => PUT_RIGHT,
            LeftToDo::Look => serious(Severity::Warning),
            LeftToDo::Fill => serious(Severity::Error),
        },
        done: nothing,
    }
}

fn link_to((id, at): Spot) -> Url {
    let target = at.unwrap_or_default();
    let shown = at.map_or_else(|| "sheet".to_owned(), |at: CellRef| at.to_string());
    Url::new(format!("internal:'{}'!{target}", RETURN.sheet_name(id))).set_text(shown)
}

impl Line {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
    fn content(&self, field: Field) -> String {
        match field {
            Field::Sheet => self.spot.map(|(id, _)| RETURN.sheet_name(id).to_owned()).unwrap_or_default(),
            Field::Ref => self.reference.clone(),
            Field::Message => self.wrong.clone(),
            Field::Help => self.help.clone(),
            Field::Severity => self.serious.to_owned(),
            Field::Done => if self.done { TICKED } else { OPEN }.to_owned(),
            _ => String::new(),
        }
    }
}
