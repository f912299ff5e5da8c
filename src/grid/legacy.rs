//! The older formats (.xls and .xlsb), read through calamine, in the worker process only.
//!
//! These formats are seldom sent and hard to read safely: some files make any reader ask for all the memory there is or never
//! end. So nothing here runs where a return could be lost by it. Cells' number formats are not told; a date is a date only where
//! the format's own reader says so.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError};
use rust_decimal::Decimal;

use crate::domain::SharedText;

use super::limits::Spent;
use super::{Cell, CellRef, Format, Formula, Limits, Refusal, Sheet, Shown, TimeParts, Value, Visibility, Workbook};
use super::{binary_errors, date, merge, number, sensitivity_label, text};

type Bytes<'b> = Cursor<&'b [u8]>;

/// Reads a workbook of an older format. May not return at all for a hostile file: only for the worker.
pub(super) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Refusal> {
    let source = Cursor::new(bytes);
    match format {
        Format::Xls => gather(&mut Xls::new(source).map_err(refused)?, format, limits),
        Format::Xlsb => {
            let mut sent = Xlsb::new(source).map_err(refused)?;
            let Some(plain) = binary_errors::made_plain(bytes, limits)? else {
                return gather(&mut sent, format, limits);
            };
            let mut workbook = gather(&mut Xlsb::new(Cursor::new(&*plain)).map_err(refused)?, format, limits)?;
            // As if they had been typed, the errors have no formulas.
            for sheet in &mut workbook.sheets {
                add_formulas(&mut sent, sheet);
            }
            Ok(workbook)
        }
        Format::Xlsx | Format::Xlsm | Format::Ods => Err(Refusal::LegacyNotAllowed { format }),
    }
}

/// Gives the cells of a sheet the formulas that the file has behind them, where they have none.
fn add_formulas(sent: &mut Xlsb<Bytes<'_>>, sheet: &mut Sheet) {
    let Ok(formulas) = sent.worksheet_formula(&sheet.name) else { return };
    let start = formulas.start().unwrap_or_default();
    for (row, col, formula) in formulas.used_cells() {
        let Some(at) = address(start, row, col) else { continue };
        let place = sheet.cells.binary_search_by_key(&at, |cell| cell.at);
        let Some(cell) = place.ok().and_then(|place| sheet.cells.get_mut(place)) else { continue };
        if cell.formula.is_none() {
            cell.formula = Some(Box::new(Formula::new(formula.as_str(), true)));
        }
    }
}

/// What the two readers do each in its own way.
trait Source<'b>: Reader<Bytes<'b>, Error: Fault> {
    fn counts_from_1904(&self) -> bool;
    fn merged(&self, sheet: &str) -> Vec<Dimensions>;
    fn properties(&mut self) -> Option<calamine::WorkbookProperties>;
}

impl<'b> Source<'b> for Xls<Bytes<'b>> {
    fn counts_from_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn merged(&self, sheet: &str) -> Vec<Dimensions> {
        self.merge_cells_by_sheet_name(sheet).unwrap_or_default()
    }

    fn properties(&mut self) -> Option<calamine::WorkbookProperties> {
        self.workbook_properties().ok()
    }
}

impl<'b> Source<'b> for Xlsb<Bytes<'b>> {
    fn counts_from_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn merged(&self, _sheet: &str) -> Vec<Dimensions> {
        Vec::new()
    }

    fn properties(&mut self) -> Option<calamine::WorkbookProperties> {
        self.workbook_properties().ok()
    }
}

/// Whether a reader's error says that there is a password.
trait Fault: std::fmt::Debug {
    fn is_password(&self) -> bool;
}

impl Fault for XlsError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Fault for XlsbError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands the error over")]
fn refused(fault: impl Fault) -> Refusal {
    if fault.is_password() { Refusal::PasswordProtected } else { Refusal::damaged("its contents cannot be made out") }
}

fn gather<'b, S: Source<'b>>(source: &mut S, format: Format, limits: &Limits) -> Result<Workbook, Refusal> {
    let mut workbook = Workbook::empty(format);
    let epoch = source.counts_from_1904();
    workbook.date1904 = epoch;
    let mut names = BTreeSet::new();
    let mut spent = Spent::default();
    for entry in source.sheets_metadata().to_vec() {
        if entry.typ == SheetType::Vba {
            continue;
        }
        let mut sheet = Sheet::named(&entry.name);
        sheet.visibility = match entry.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        };
        if entry.typ == SheetType::WorkSheet {
            // Sheets are read by name, so one of two would be read twice.
            if !names.insert(entry.name.clone()) {
                return Err(Refusal::damaged(format!("two of its sheets are named {}", entry.name)));
            }
            let found = contents(source, &entry.name, epoch)?;
            for cell in found.values() {
                spent.add(cell, 1, limits)?;
                if let Some(Value::Text(text)) = &cell.value {
                    limits.check_text(text, || format!("sheet {}, cell {}", sheet.name, cell.at))?;
                }
            }
            sheet.cells = found.into_values().collect();
            let ranges = source.merged(&entry.name);
            merge::apply(&mut sheet, ranges.iter().filter_map(corners).collect());
        }
        workbook.sheets.push(sheet);
    }
    if let Some(properties) = source.properties() {
        workbook.app = properties.application;
        workbook.properties = properties.custom_properties.into_iter().collect::<BTreeMap<_, _>>();
        workbook.label = sensitivity_label::of(None, &workbook.properties);
    }
    Ok(workbook)
}

/// The cells of one sheet by address.
fn contents<'b, S: Source<'b>>(
    source: &mut S,
    name: &str,
    from_1904: bool,
) -> Result<BTreeMap<CellRef, Cell>, Refusal> {
    let range = source.worksheet_range(name).map_err(|fault| {
        if fault.is_password() {
            Refusal::PasswordProtected
        } else {
            Refusal::damaged(format!("the contents of its sheet {name} cannot be made out"))
        }
    })?;
    let mut cells = BTreeMap::new();
    let start = range.start().unwrap_or_default();
    for (row, col, data) in range.used_cells() {
        let Some(at) = address(start, row, col) else {
            continue;
        };
        let mut cell = Cell::plain(at, None, Shown::General);
        fill(&mut cell, data, from_1904);
        if cell.value.is_some() {
            cells.insert(at, cell);
        }
    }
    // A formula that cannot be written out still has its result above.
    let Ok(formulas) = source.worksheet_formula(name) else {
        return Ok(cells);
    };
    let start = formulas.start().unwrap_or_default();
    for (row, col, formula) in formulas.used_cells() {
        let Some(at) = address(start, row, col).filter(|_| !formula.is_empty()) else {
            continue;
        };
        let cell = cells.entry(at).or_insert_with(|| Cell::plain(at, None, Shown::General));
        // These formats have no formula without a result, so none is an empty text.
        let formula = Formula::new(formula.as_str(), true);
        let is_stored_as_number = matches!(cell.value, Some(Value::Number(_) | Value::Date { .. }));
        if let Some(truth) = formula.typed_truth().filter(|_| is_stored_as_number) {
            cell.value = Some(Value::Bool(truth));
        }
        cell.formula = Some(Box::new(formula));
    }
    Ok(cells)
}

fn fill(cell: &mut Cell, data: &Data, from_1904: bool) {
    cell.value = match data {
        Data::Empty => None,
        Data::Int(number) => Some(Value::Number(Decimal::from(*number))),
        Data::Float(number) => Some(numeric(*number)),
        Data::Bool(value) => Some(Value::Bool(*value)),
        Data::Error(error) => Some(Value::Error(SharedText::from(error.to_string()))),
        Data::String(words) | Data::DurationIso(words) => words_of(words),
        Data::DateTimeIso(words) => match date::from_iso(words) {
            Some(day) => {
                let shows_day = true;
                cell.shown = Shown::Date { shows_day };
                Some(Value::Date { day, shows_day })
            }
            None => words_of(words),
        },
        Data::DateTime(moment) => {
            let number = numeric(moment.as_f64());
            let Value::Number(days) = number else {
                cell.value = Some(number);
                return;
            };
            let elapsed = moment.is_duration();
            match date::from_serial(days, from_1904).filter(|_| !elapsed) {
                Some(day) => {
                    let shows_day = true;
                    cell.shown = Shown::Date { shows_day };
                    Some(Value::Date { day, shows_day })
                }
                None => Some(Value::Time { days, elapsed, parts: TimeParts::Other }),
            }
        }
    };
}

fn numeric(number: f64) -> Value {
    match number::from_f64(number) {
        Some(exact) => Value::Number(exact),
        None => Value::Text(SharedText::from(number.to_string())),
    }
}

fn words_of(words: &str) -> Option<Value> {
    let text = text::decoded(words.into());
    (!text.is_empty()).then(|| Value::Text(SharedText::from(text)))
}

fn address(start: (u32, u32), row: usize, col: usize) -> Option<CellRef> {
    let row = start.0.checked_add(u32::try_from(row).ok()?)?;
    let col = start.1.checked_add(u32::try_from(col).ok()?)?;
    CellRef::new(row, u16::try_from(col).ok()?)
}

fn corners(range: &Dimensions) -> Option<(CellRef, CellRef)> {
    let corner = |(row, col)| CellRef::new(row, u16::try_from(col).ok()?);
    Some((corner(range.start)?, corner(range.end)?)).filter(|(first, last)| first <= last)
}
