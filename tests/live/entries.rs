//! Entries at random for the live checks: right and wrong, at every edge, in every way that cells can hold them.
//!
//! The seed is fixed, so that a disagreement comes up again. Over the six presets, a few hundred rows.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::domain::{Kind, Scale, Target, add_months};
use crate::grid::{Cell, CellRef, Shown, Value};
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::{Issued, IssuedColumn};

use crate::trial::{cases, issued};

use super::Typed;

/// The presets.
const PRESETS: [&str; 6] = ["standard", "cannock-chase", "west-norfolk", "southend", "colchester", "progress"];
/// How many actions, and how many indicators, each return has.
const ROWS: usize = 70;
/// The row of the first of them.
const FIRST: u32 = 4;

/// A number after another, always the same ones.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    pub(super) fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.roll(of.len())]
    }
}

/// Returns of each preset with entries at random.
pub(super) fn random_returns() -> Vec<Typed> {
    random_entries().into_iter().map(|(name, issued, entries)| Typed::new(name, issued, &entries)).collect()
}

/// Entries, each with the name of its sheet.
type OnSheets = Vec<(String, Cell)>;

/// What they are issued with, and their entries by sheet.
pub(super) fn random_entries() -> Vec<(String, Issued, OnSheets)> {
    let mut dice = Dice(0x2025_0630_1234_5678);
    let mut returns = Vec::new();
    for scheme in PRESETS {
        for computed in [false, true] {
            let case = &cases(&tables(scheme, computed, &mut dice))[0];
            let issued = issued(case);
            let mut entries = Vec::new();
            for (kind, id) in [(Kind::Actions, SheetId::Actions), (Kind::Indicators, SheetId::Indicators)] {
                for (row, index) in (FIRST..).zip(0..issued.row_count(kind)) {
                    for (col, column) in (0..).zip(issued.columns(kind)) {
                        let at = CellRef { row, col };
                        let cell = entry(&issued, kind, index, &column, at, &mut dice);
                        entries.extend(cell.map(|cell| (RETURN.sheet_name(id).to_owned(), cell)));
                    }
                }
            }
            returns.push((format!("{scheme}, computed {computed}"), issued, entries));
        }
    }
    returns
}

/// What such returns are issued with.
pub(super) fn random_plans() -> Vec<Issued> {
    let mut dice = Dice(0x1234_5678_9abc_def0);
    PRESETS.iter().map(|scheme| issued(&cases(&tables(scheme, false, &mut dice))[0])).collect()
}

/// The plan's rows, as the tables of a case.
fn tables(scheme: &str, computed: bool, dice: &mut Dice) -> String {
    let deadlines = [
        "30/06/2025",
        "29/06/2025",
        "01/07/2025",
        "15/05/2025",
        "31/05/2025",
        "28/02/2025",
        "30/09/2025",
        "Q1",
        "Q2",
        "Q4",
        "May 2025",
        "2025/26",
        "Ongoing",
        "Every period",
        "",
    ];
    let mut text = format!("| Settings | Setting | Value |\n|---|---|---|\n| | Scheme | {scheme} |\n");
    if computed {
        text += "| | Indicator ratings | Computed |\n| | Actions counted | When rated |\n";
        text += "| | Default tolerance | |\n";
    }
    let has_starts = scheme == "progress";
    if has_starts && computed {
        text += "| | Reporting | Four-monthly |\n| | Period | 2025-26 T1 |\n";
    }
    text += "\n| Actions | Ref | Deadline | Monitored | Ask: Next step |";
    text += if has_starts { " Start |\n|---|---|---|---|---|---|\n" } else { "\n|---|---|---|---|---|\n" };
    for row in 0..ROWS {
        let monitored = if dice.roll(10) == 0 { "No" } else { "Yes" };
        text += &format!("| | A{row} | {} | {monitored} | |", dice.one(&deadlines));
        if has_starts {
            text +=
                &format!(" {} |", dice.one(&["", "28/02/2025", "29/06/2025", "30/06/2025", "May 2025", "Q2", "2027"]));
        }
        text += "\n";
    }
    text += "\n| Indicators | Ref | Unit | Better when | Target | Rated | Frequency | Last value | Tolerance |\n";
    text += "|---|---|---|---|---|---|---|---|---|\n";
    let banded = ["Standard 5%", "Points", "Wide", ""];
    for row in 0..ROWS {
        let (way, target) = *dice.one(&[
            ("Higher", "90"),
            ("Lower", "12"),
            ("Higher", "0.5"),
            ("Lower", "33.3"),
            ("Higher", "-4"),
            ("In range", "10 to 20"),
            ("In range", "0.5 to 70.25"),
        ]);
        let unit = dice.one(&["%", "%", "number", "days", "£", "% change"]);
        let rated = dice.one(&["Yes", "Yes", "Yes", "Yes", "Monitor only", "Information only"]);
        let frequency = dice.one(&["", "", "", "", "", "Annual"]);
        let last = dice.one(&["", "87.5", "new this year"]);
        let tolerance = dice.one(&banded);
        text += &format!("| | I{row} | {unit} | {way} | {target} | {rated} | {frequency} | {last} | {tolerance} |\n");
    }
    text += "
        | Tolerances | Tolerance | Measured in | Rating | Shortfall |
        |---|---|---|---|---|
        | | Standard 5% | % of target | Green | <= 0 |
        | | Standard 5% | % of target | Amber | < 5 |
        | | Standard 5% | % of target | Red | >= 5 |
        | | Points | percentage points | Green | < 1 |
        | | Points | percentage points | Amber | <= 2.5 |
        | | Points | percentage points | Red | > 2.5 |
        | | Wide | % of target | Green | <= -5 |
        | | Wide | % of target | Amber | <= 7.7 |
        | | Wide | % of target | Red | > 7.7 |
    ";
    text
}

fn entry(
    issued: &Issued,
    kind: Kind,
    index: usize,
    column: &IssuedColumn<'_>,
    at: CellRef,
    dice: &mut Dice,
) -> Option<Cell> {
    // Most entries are made as they should be, so that rows have one fault rather than ten.
    if !column.is_entry() {
        return None;
    }
    if dice.roll(60) == 0 {
        return Some(Cell {
            value: Some(Value::Error((*dice.one(&["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])).into())),
            ..Cell::text(at, "x")
        });
    }
    if dice.roll(30) == 0 {
        return Some(misplaced(at, dice));
    }
    match column.field() {
        Some(Field::Rating) => rating(issued.scheme.scale(kind), at, dice),
        Some(Field::CompletedDate) => (dice.roll(3) == 0).then(|| day(issued, index, at, dice)),
        Some(Field::RevisedDeadline) => (dice.roll(2) == 0).then(|| day(issued, index, at, dice)),
        Some(Field::DirectionOfTravel) => Some(Cell::text(at, dice.one::<&str>(&["↑", "Steady", "-", "^"]))),
        Some(Field::LastValue) if dice.roll(4) > 0 => None,
        Some(Field::Value | Field::LastValue) => value(issued, index, at, dice),
        _ => words(at, dice),
    }
}

/// What may stand in any cell, whatever belongs there.
fn misplaced(at: CellRef, dice: &mut Dice) -> Cell {
    let day = date(2025, 6, 1);
    let month = Value::Date { day, shows_day: false };
    match dice.roll(8) {
        0 => Cell { value: Some(Value::Bool(true)), ..Cell::text(at, "x") },
        1 => Cell { value: Some(Value::Bool(false)), ..Cell::text(at, "x") },
        2 => Cell::date(at, day),
        3 => Cell { value: Some(month), shown: Shown::Date { shows_day: false }, ..Cell::date(at, day) },
        4 => Cell { shown: Shown::Percent, ..Cell::number(at, Decimal::new(925, 3)) },
        5 => Cell::number(at, Decimal::from(45_838)),
        _ => {
            Cell::text(at, dice.one::<&str>(&["=1+1", "+3%", "-5", "@home", "'Tis late", "'30/09/2025", "'92", "TRUE"]))
        }
    }
}

/// Words that stand in for others, and some that only look like it.
const STAND_INS: [&str; 22] = [
    "TBC",
    "n/a",
    "N.A.",
    "xxx",
    "X x",
    "-",
    "\u{2013} \u{2014}",
    "…",
    "?",
    "...",
    "* *",
    "As above.",
    "(see above)",
    "to be confirmed!",
    "t.b.c",
    "\"None\"",
    "update  to\u{a0}follow",
    "none yet",
    "!",
    ",",
    "x-ray",
    "nil~",
];

fn words(at: CellRef, dice: &mut Dice) -> Option<Cell> {
    match dice.roll(10) {
        0..3 => None,
        3 => Some(Cell::text(at, "   ")),
        4 => Some(Cell::text(at, "\u{a0}\u{200b} \n")),
        5 => Some(Cell::number(at, Decimal::from(7))),
        6 => Some(Cell::text(at, dice.one::<&str>(&STAND_INS))),
        _ => Some(Cell::text(at, "The contractor *starts* late; ~two weeks? \"Yes\".")),
    }
}

pub(super) fn rating(scale: &Scale, at: CellRef, dice: &mut Dice) -> Option<Cell> {
    let known = dice.one(&scale.0);
    let symbol = known.symbol.clone().unwrap_or_else(|| known.name.clone());
    let also = known.also.first().cloned().unwrap_or_else(|| known.name.clone());
    let text = match dice.roll(16) {
        0..2 => return None,
        2 => known.name.to_uppercase(),
        3 => format!("  {}\u{a0}", known.name.to_lowercase()),
        4 => symbol,
        5 => format!("{symbol} {}", known.name),
        6 => also,
        7 => known.name.replace(' ', "\u{a0}\n"),
        8 => (*dice.one(&["Gren", "Blue", "G*", "?", "*", "~", "-", "Green/Amber", "Amber Red", "x"])).to_owned(),
        9 if dice.roll(3) == 0 => return Some(Cell::number(at, Decimal::from(3))),
        10 if dice.roll(3) == 0 => return Some(Cell { value: Some(Value::Bool(true)), ..Cell::text(at, "x") }),
        11 if dice.roll(4) == 0 => "Green ".repeat(90),
        12 if dice.roll(4) == 0 => format!("\u{200f}{}\u{200b}", known.name),
        13 if dice.roll(4) == 0 => known.name.replace('e', "e\u{ad}"),
        14 if dice.roll(4) == 0 => "Gru\u{308}n".to_owned(),
        _ => known.name.clone(),
    };
    Some(Cell::text(at, &text))
}

fn day(issued: &Issued, index: usize, at: CellRef, dice: &mut Dice) -> Cell {
    let period = issued.stamp.period;
    let deadline = issued.actions[index].deadline.day().unwrap_or(period.last_day());
    let edges = [
        period.last_day(),
        deadline,
        add_months(deadline, 3),
        add_months(deadline, 1).last_of_month(),
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2025, 3, 31),
        date(2026, 3, 31),
    ];
    let edge = *dice.one(&edges);
    let day = edge.saturating_add(i64::try_from(dice.roll(3)).unwrap().days()).saturating_sub(1.day());
    let month = day.strftime("%B").to_string();
    let (d, m, y) = (day.day(), day.month(), day.year());
    let text = match dice.roll(24) {
        0..=8 => return Cell::date(at, day),
        9 => {
            let day = day.first_of_month();
            let shows_day = dice.roll(2) == 0;
            let value = Some(Value::Date { day, shows_day });
            return Cell { value, shown: Shown::Date { shows_day }, ..Cell::date(at, day) };
        }
        10 => return Cell::number(at, Decimal::from((day - date(1899, 12, 30)).get_days())),
        11 if dice.roll(4) == 0 => return Cell::number(at, Decimal::from(2026)),
        11 if dice.roll(4) == 0 => return Cell { value: Some(Value::Bool(false)), ..Cell::text(at, "x") },
        11 if dice.roll(4) == 0 => return far(at),
        12 => format!("{d}/{m}/{y}"),
        13 => format!("{d:02}.{m:02}.{:02}", y - 2000),
        14 => format!("{d} {month} {y}"),
        15 => format!("{d}-{}-{:02}", &month[..3], y - 2000),
        16 => format!("{month} {y}"),
        17 => format!("  {}\u{a0}{y} ", &month[..3]),
        18 => format!("{y}-{m:02}-{d:02}"),
        19 if period.is_third() => (*dice.one(&["T1", "t3 2025/26", "2026-27 T2", "Q3", "T4"])).to_owned(),
        19 => (*dice.one(&["Q3", "q2 2025/26", "2025-26 Q4", "Q1 2026/27", "2025/26", "2026"])).to_owned(),
        20 => (*dice.one(&["TBC", "asap", "Complete", "Ongoing", "Autumn", "31 June 2025", "30/02/2026"])).to_owned(),
        21 if dice.roll(3) == 0 => {
            let texts = [
                "mid June 2026",
                "by June 2026",
                "Autumn 2025",
                "30/13/2025",
                "2025",
                "end of Q3",
                "2005/2025",
                "2024-26",
                "May 20, 2025",
                "Monday 20 May 2025",
                "20 05 2025",
                "20/05/2025 14:30",
                "2025-05-20T14:30:00Z",
            ];
            (*dice.one(&texts)).to_owned()
        }
        _ => format!("{d} {} {y}", if m == 9 { "sept" } else { &month[..3] }),
    };
    Cell::text(at, &text)
}

fn far(at: CellRef) -> Cell {
    Cell::date(at, Date::new(2205, 6, 15).unwrap())
}

fn value(issued: &Issued, index: usize, at: CellRef, dice: &mut Dice) -> Option<Cell> {
    let row = &issued.indicators[index];
    let target = match row.target {
        Target::Number(target) => target,
        Target::Range(low, high) => *dice.one(&[low, high]),
        Target::YesNo(_) | Target::Words(_) | Target::None => Decimal::TEN,
    };
    let factor = *dice.one(&["1", "0.95", "1.05", "0.923", "1.077", "0.8", "1.3", "0.01", "100"]);
    let near = target * factor.parse::<Decimal>().unwrap();
    let near = near + Decimal::new(i64::try_from(dice.roll(5)).unwrap() - 2, *dice.one(&[0, 1, 2, 5]));
    let percent = |value: Decimal| Cell { shown: Shown::Percent, ..Cell::number(at, value / Decimal::ONE_HUNDRED) };
    let as_typed = |value: Decimal| if row.is_percent() { percent(value) } else { Cell::number(at, value) };
    let text = match dice.roll(22) {
        0 | 1 => return None,
        2 => return Some(Cell::number(at, near)),
        3 => return Some(percent(near * Decimal::ONE_HUNDRED)),
        4 => return Some(Cell::number(at, near / Decimal::ONE_HUNDRED)),
        5 => (*dice.one(&["Not due", " AWAITED", "not\u{a0}available"])).to_owned(),
        6 => (*dice.one(&["good", "c. 30", "about 90%", "see below", "n/a", "-", "£", "60 of 80", "x*"])).to_owned(),
        7 if dice.roll(3) == 0 => (*dice.one(&["92%", "£1,234.50", "1 234", "67% 2 £70,829", "10-20"])).to_owned(),
        8 if dice.roll(3) == 0 => return Some(Cell { value: Some(Value::Bool(true)), ..Cell::text(at, "x") }),
        9 if dice.roll(3) == 0 => return Some(Cell::date(at, date(2025, 6, 1))),
        10 => return Some(as_typed(-near)),
        11 => return Some(as_typed(target)),
        _ => return Some(as_typed(near)),
    };
    Some(Cell::text(at, &text))
}
