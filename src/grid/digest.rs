//! Digests of what the cells of a workbook say, by which it can be told later what somebody changed in it.
//!
//! A digest is over what is read of a cell and not over how a program stores it: runs of white space are one space, numbers
//! have fifteen digits, a day is its number, and a formula is a formula whatever it makes. So a workbook that another program
//! only saved has the digests that it was written with. For each cell a mark of 24 bits is kept, in one line of text for each
//! row: of sixteen million changes one has the mark of what it replaced. Over all cells of a workbook there is one digest of
//! 64 bits.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::number::from_f64;
use super::{Cell, CellRef, Sheet, Value};

/// The signs that marks are written with, six bits each.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// How many of them a mark has.
pub(crate) const SIGNS_OF_MARK: usize = 4;
/// Stands for a cell without anything to be seen, and for one with a formula.
const BLANK: u8 = b'.';
const FORMULA: u8 = b'=';
/// Where hashing begins, and what it multiplies by (FNV-1a).
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// What a cell says, as a number that another saying hardly ever has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Saying(u64);

/// What is kept of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing could be seen in it.
    Blank,
    /// A formula.
    Formula,
    /// It said something.
    Said([u8; SIGNS_OF_MARK]),
}

/// The digest of a sheet, made cell by cell in the order of its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetDigest {
    /// A line for each row with cells: its number and its marks, `12:ABcdEFgh.=`, parted by spaces.
    lines: String,
    whole: u64,
    row: Option<u32>,
    next: u16,
}

impl Saying {
    /// The saying of a formula, whatever it makes.
    pub(crate) const FORMULA: Self = Self(1);

    /// What a text says; nothing where nothing can be seen of it.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let (mut hash, mut is_any, mut is_apart) = (SEED, false, false);
        for byte in text.bytes() {
            if byte.is_ascii_whitespace() {
                is_apart = is_any;
                continue;
            }
            if is_apart {
                hash = (hash ^ u64::from(b' ')).wrapping_mul(PRIME);
                is_apart = false;
            }
            is_any = true;
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
        is_any.then(|| Self(mixed(hash)))
    }

    /// What a number says that a cell stores.
    pub(crate) fn of_number(number: f64) -> Option<Self> {
        from_f64(number).and_then(Self::of_decimal)
    }

    fn of_decimal(number: Decimal) -> Option<Self> {
        Self::of_text(&number.normalize().to_string())
    }

    /// What the value of a cell says; nothing where nothing can be seen in it.
    pub(crate) fn of_value(cell: &Cell) -> Option<Self> {
        match cell.value.as_ref()? {
            Value::Text(text) | Value::Error(text) => Self::of_text(text),
            Value::Number(number) | Value::Time { days: number, .. } => Self::of_decimal(*number),
            Value::Date { day, .. } => Self::of_text(&serial(*day).to_string()),
            Value::Bool(truth) => Self::of_text(if *truth { "TRUE" } else { "FALSE" }),
        }
    }

    /// The same of a cell with a formula: that it has one.
    pub(crate) fn of_cell(cell: &Cell) -> Option<Self> {
        if cell.formula.is_some() { Some(Self::FORMULA) } else { Self::of_value(cell) }
    }

    /// What is kept of it.
    pub(crate) fn mark(self) -> Mark {
        if self == Self::FORMULA {
            return Mark::Formula;
        }
        let sign = |six: u64| usize::try_from(six & 63).ok().and_then(|at| SIGNS.get(at)).copied().unwrap_or(BLANK);
        Mark::Said([sign(self.0), sign(self.0 >> 6), sign(self.0 >> 12), sign(self.0 >> 18)])
    }
}

impl Mark {
    /// Whether a cell still says what it said: one with a formula whatever that makes now.
    pub(crate) fn is_of(self, cell: Option<&Cell>) -> bool {
        let own = cell.and_then(Saying::of_cell);
        let as_value = || cell.and_then(Saying::of_value).map_or(Self::Blank, Saying::mark);
        own.map_or(Self::Blank, Saying::mark) == self || (self != Self::Formula && as_value() == self)
    }
}

impl SheetDigest {
    /// The digest of a sheet as it was read.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let mut digest = Self::default();
        for cell in &sheet.cells {
            if let Some(saying) = Saying::of_cell(cell) {
                digest.add(cell.at, saying);
            }
        }
        digest
    }

    /// Adds a cell, which stands behind all others.
    pub(crate) fn add(&mut self, at: CellRef, saying: Saying) {
        if self.row != Some(at.row) {
            if self.row.is_some() {
                self.lines.push(' ');
            }
            self.lines.push_str(&(at.row + 1).to_string());
            self.lines.push(':');
            (self.row, self.next) = (Some(at.row), 0);
        }
        for _ in self.next..at.col {
            self.lines.push(char::from(BLANK));
        }
        match saying.mark() {
            Mark::Said(signs) => self.lines.extend(signs.map(char::from)),
            Mark::Formula => self.lines.push(char::from(FORMULA)),
            Mark::Blank => self.lines.push(char::from(BLANK)),
        }
        self.next = at.col + 1;
        let place = (u64::from(at.row) << 16) | u64::from(at.col);
        self.whole = mixed(self.whole ^ place.wrapping_mul(PRIME) ^ saying.0);
    }

    /// Its lines in pieces that a cell can hold.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        /// Fewer than a cell holds, by more than the longest line.
        const ROOM: usize = 16_000;
        let mut rest = self.lines.as_str();
        std::iter::from_fn(move || {
            let end = match rest.get(ROOM..) {
                Some(after) => after.find(' ').map_or(rest.len(), |at| ROOM + at),
                None => rest.len(),
            };
            let (piece, after) = rest.split_at_checked(end)?;
            rest = after.strip_prefix(' ').unwrap_or(after);
            (!piece.is_empty()).then_some(piece)
        })
    }
}

/// One digest over all sheets, whatever their order, each with its name.
pub(crate) fn digest_of_all<'s>(sheets: impl Iterator<Item = (&'s str, &'s SheetDigest)>) -> String {
    let one =
        |(name, digest): (&str, &SheetDigest)| mixed(Saying::of_text(name).map_or(SEED, |own| own.0) ^ digest.whole);
    let all = sheets.map(one).fold(0_u64, u64::wrapping_add);
    format!("{all:016x}")
}

/// The rows that lines tell of, each with its number counted from 0 and its marks.
pub(crate) fn rows_of(lines: &str) -> impl Iterator<Item = (u32, Vec<Mark>)> {
    lines.split(' ').filter_map(|line| {
        let (row, signs) = line.split_once(':')?;
        let mut marks = Vec::with_capacity(signs.len() / SIGNS_OF_MARK);
        let mut signs = signs.bytes();
        while let Some(sign) = signs.next() {
            marks.push(match sign {
                BLANK => Mark::Blank,
                FORMULA => Mark::Formula,
                sign => Mark::Said([sign, signs.next()?, signs.next()?, signs.next()?]),
            });
        }
        Some((row.parse::<u32>().ok()?.checked_sub(1)?, marks))
    })
}

/// The number of a day as Excel has it.
fn serial(day: Date) -> i64 {
    let Ok(start) = Date::new(1899, 12, 30) else { return 0 };
    let days = day.duration_since(start).as_hours() / 24;
    // Excel's February of 1900 has a day too many.
    if days < 61 { days - 1 } else { days }
}

/// Spreads what differs in few bits over all of them.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Formula;

    fn at(text: &str) -> CellRef {
        CellRef::parse(text).unwrap()
    }

    fn text(place: &str, text: &str) -> Cell {
        Cell::text(at(place), text)
    }

    #[test]
    fn what_a_program_stores_otherwise_says_the_same() {
        let same =
            |one: &Cell, other: &Cell| assert_eq!(Saying::of_cell(one), Saying::of_cell(other), "{one:?} {other:?}");
        same(&text("A1", "Two  lines\nof text "), &text("A1", "Two lines of text"));
        let number = |text: &str| Cell::number(at("A1"), text.parse().unwrap());
        same(&number("0.9230"), &number("0.923"));
        assert_eq!(Saying::of_number(0.923), Saying::of_cell(&number("0.923")));
        let day = |year, month, day| Cell::date(at("A1"), jiff::civil::date(year, month, day));
        for (serial, date) in
            [("45838", day(2025, 6, 30)), ("61", day(1900, 3, 1)), ("59", day(1900, 2, 28)), ("1", day(1900, 1, 1))]
        {
            same(&number(serial), &date);
        }
        assert_ne!(Saying::of_cell(&text("A1", "Green")), Saying::of_cell(&text("A1", "green")));
        assert_eq!(Saying::of_cell(&text("A1", " ")), None);
    }

    #[test]
    fn a_formula_is_one_whatever_it_makes_and_a_value_in_its_place_is_not() {
        let formula = |value: &str| Cell { formula: Some(Box::new(Formula::new("A2", true))), ..text("A1", value) };
        let mark = Saying::of_cell(&formula("1")).unwrap().mark();
        assert!(mark.is_of(Some(&formula("2"))) && !mark.is_of(Some(&text("A1", "1"))) && !mark.is_of(None));
        let said = Saying::of_text("1").unwrap().mark();
        assert!(
            said.is_of(Some(&formula("1"))) && !said.is_of(Some(&formula("2"))),
            "a value that a formula makes now"
        );
    }

    #[test]
    fn hardly_any_two_sayings_have_one_mark() {
        let marks: std::collections::BTreeSet<_> = (0..20_000)
            .filter_map(|n| match Saying::of_text(&format!("Commentary {n}")).unwrap().mark() {
                Mark::Said(signs) => Some(signs),
                Mark::Blank | Mark::Formula => None,
            })
            .collect();
        // With twelve bits there would be 4,096 of them; with 24 about twelve pairs of 20,000 are alike.
        assert!(marks.len() > 19_950, "{}", marks.len());
    }

    #[test]
    fn lines_tell_the_marks_of_every_row_and_fit_cells() {
        let mut sheet = Sheet::named("Actions");
        for row in 0..4_000 {
            for col in [0, 3, 4] {
                sheet.put(Cell::text(CellRef { row: row * 2, col }, &format!("{row} and {col}")));
            }
        }
        let digest = SheetDigest::of(&sheet);
        let pieces: Vec<&str> = digest.pieces().collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() < 32_767));
        let rows: Vec<(u32, Vec<Mark>)> = pieces.iter().flat_map(|piece| rows_of(piece)).collect();
        assert_eq!(rows.len(), 4_000);
        for (row, marks) in &rows {
            let cells: Vec<Option<&Cell>> = (0..5).map(|col| sheet.get(CellRef { row: *row, col })).collect();
            assert!(marks.len() == 5 && marks.iter().zip(cells).all(|(mark, cell)| mark.is_of(cell)));
        }
        let other =
            SheetDigest::of(&Sheet { cells: sheet.cells.iter().skip(1).cloned().collect(), ..Sheet::default() });
        let whole = |digest| digest_of_all([("Actions", digest)].into_iter());
        assert_ne!(whole(&digest), whole(&other));
    }
}
