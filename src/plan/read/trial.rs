//! Plan workbooks for tests, written as one text: a sheet name in brackets, headings below it, then rows.
//!
//! Cells are parted by `|`. A cell is text, unless it says otherwise: `=1.1` is a number, `=93%` a number in a percent
//! format, `@2026-03-31` a date, `@2026-03` a date whose format shows no day, `!#REF!` an error.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::SharedText;
use crate::grid::{Cell, CellRef, Format, Place, Sheet, Shown, Value, Workbook};

use super::{Fault, PlanAsRead, read};

/// A plan workbook without a fault, for 2025-26 Q1.
pub(super) const SOUND: &str = "
[About this workbook]
Sheet | What it is for
Actions | What is to be done
[Settings]
Setting | Value | What it may be
Organisation | Example Borough Council
Plan title | Corporate plan
Reporting | Quarterly
Financial year starts | April
Period | 2025-26 Q1
Returns due | 2025-07-11
Contact e-mail | performance@example.org
Actions counted | All monitored
Indicator ratings | Given and checked
Percentages | Sum to 100
Percentage places | =0
Zero counts | 0 (0%)
Direction of travel |
Default tolerance | Standard 5%
Commentary limit | =1500
Sign-off | Required
[Priorities]
Code | Priority | Short name
GRO | Growing well | Growth
CLE | Clean and green |
[Delivery plans]
Code | Delivery plan | Lead officer | Email | Cc | Priority | Portfolio holder
HOU | Housing | Head of Housing | housing@example.org | a@example.org; b@example.org | GRO | Housing and homes
ENV | Environment | Head of Environment | environment@example.org | | CLE |
[Actions]
Ref | Delivery plan | Priority | Action | Deadline | Monitored | Agreed deadline | Ended | Approach
1.1 | HOU | GRO | Build 40 homes | 31/03/2026 | | | |
1.2 | ENV | Clean and green | Plant trees | Q3 | Yes | March 2026 | | With schools
1.3 | HOU; ENV | | Clear the depot | 2025/26 | No | | |
[Indicators]
Ref | Delivery plan | Priority | Indicator | Unit | Better when | Rated | Frequency | Cumulative | Baseline | Target | Target Q1 | Target Q2 | Tolerance | Decimals | Last value
H1 | HOU | | Repairs on time | % | Higher | | | | =91% | =93% | | | | =1 | 92%
E1 | ENV | | Waste recycled | tonnes | Higher | | | Yes | | =1000 | =200 | =450 | | |
E2 | ENV | | Noise at night | dB | In range | | Q2, Q4 | | | 10 to 20 | | | | |
E3 | ENV | | Visits | number | | Monitor only | Annual | | | more than last year | | | | |
[Ratings]
Applies to | Rating | Symbol | Also accepted | Colour | Meaning | Standing | Slippage over | Slippage up to | Commentary | Revised deadline | Completed date | In percentages
Actions | Complete | ✓ | Done, Finished | 1F4E79 | Finished | Complete | | | Optional | | Required | Yes
Actions | Green | | | =8000 | On track | On track | | | | | |
Actions | Amber | | | FFC000 | A little late | Behind | 0 | 3 months | Required | Required | |
Actions | Red | | | #C00000 | Late | Off track | 3 months | | Required | Required | |
Indicators | Green | | | 00B050 | On target | On track | | | | | | Yes
Indicators | Amber | | | FFC000 | Close | Behind | | | Required | | | Yes
Indicators | Red | | | C00000 | Off | Off track | | | Required | | | Yes
Indicators | Awaited | | | D9D9D9 | Not yet known | Awaited | | | | | | No
[Tolerances]
Tolerance | Measured in | Rating | Shortfall
Standard 5% | % of target | Green | <= 0
 | | Amber | < 5
 | | Red | >= 5
[Lists]
anything | at all
";

/// The workbook of a text.
pub(super) fn workbook(text: &str) -> Workbook {
    let mut workbook = Workbook::empty(Format::Xlsx);
    let mut row = 0;
    for line in text.lines().skip_while(|line| line.is_empty()) {
        if let Some(name) = line.strip_prefix('[') {
            workbook.sheets.push(Sheet::named(name.trim_end_matches(']')));
            row = 0;
            continue;
        }
        let sheet = workbook.sheets.last_mut().expect("a sheet before its rows");
        for (col, text) in line.split('|').enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let at = CellRef { row, col: u16::try_from(col).expect("few columns") };
            sheet.put(cell(at, text.trim()));
        }
        row += 1;
    }
    workbook
}

/// What is read of [`SOUND`] with some of its text replaced; each piece to be replaced must be there.
pub(super) fn draft(changes: &[(&str, &str)]) -> PlanAsRead {
    read(&workbook(&changed(changes)), None)
}

/// [`SOUND`] with some of its text replaced.
pub(super) fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = SOUND.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from:?} is not in the sound plan");
        text = text.replacen(from, to, 1);
    }
    text
}

/// [`SOUND`] without one of its sheets.
pub(super) fn without(sheet: &str) -> String {
    let start = SOUND.find(&format!("[{sheet}]")).expect("the sheet is there");
    let rest = &SOUND[start + 1..];
    let end = rest.find("\n[").map_or(SOUND.len(), |end| start + 1 + end + 1);
    format!("{}{}", &SOUND[..start], &SOUND[end..])
}

/// Where a fault is, as `Sheet!A1`, `Sheet` or nothing, and the name of its kind.
pub(super) fn brief(fault: &Fault) -> (String, String) {
    let at = match &fault.at {
        Place::File => String::new(),
        Place::Sheet { sheet } => sheet.clone(),
        Place::Cell { sheet, at } => format!("{sheet}!{at}"),
    };
    let kind = format!("{:?}", fault.kind);
    // A kind with several faults is named with its fault: `Target Missing`.
    let names = kind.split(['(', ' ', '{']).take_while(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    (at, names.take(2).collect::<Vec<_>>().join(" ").trim_end_matches(')').to_owned())
}

/// Asserts that the changes bring about exactly these faults, each as its place and the name of its kind.
pub(super) fn assert_faults(changes: &[(&str, &str)], expected: &[(&str, &str)]) {
    assert_faults_of(&changed(changes), expected);
}

/// Asserts that a workbook has exactly these faults.
pub(super) fn assert_faults_of(text: &str, expected: &[(&str, &str)]) {
    let draft = read(&workbook(text), None);
    let found: Vec<(String, String)> = draft.faults.iter().map(brief).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(at, kind)| (at.as_str(), kind.as_str())).collect();
    assert_eq!(found, expected, "{:#?}", draft.faults);
}

fn cell(at: CellRef, text: &str) -> Cell {
    let decimal = |text: &str| text.parse::<Decimal>().expect("a number");
    if let Some(share) = text.strip_prefix('=').and_then(|text| text.strip_suffix('%')) {
        let mut cell = Cell::number(at, decimal(share) / Decimal::ONE_HUNDRED);
        cell.shown = Shown::Percent;
        return cell;
    }
    if let Some(number) = text.strip_prefix('=') {
        return Cell::number(at, decimal(number));
    }
    if let Some(day) = text.strip_prefix('@') {
        let shows_day = day.len() == 10;
        let day: Date = if shows_day { day.parse() } else { format!("{day}-01").parse() }.expect("a day");
        let mut cell = Cell::date(at, day);
        cell.value = Some(Value::Date { day, shows_day });
        return cell;
    }
    if let Some(error) = text.strip_prefix('!') {
        let mut cell = Cell::text(at, error);
        cell.value = Some(Value::Error(SharedText::from(error)));
        return cell;
    }
    Cell::text(at, text)
}
