//! Further columns of the plan: carried through, and `Ask: …` entries that services typed.
//!
//! A return is read by the headings it was issued with, which may not be the plan's of today; so columns are the plan's
//! first, then any other that a return brought.

use rust_decimal::Decimal;

use crate::domain::{Kind, Scale, SharedText, key, print_number, print_short};
use crate::layout::{PLAN, SheetId, data_sheet};
use crate::plan::{Ask, Carried, Printed};
use crate::returns::{Answer, Return, Row, Slot};

use super::answers::{self, Answered, is_same_column};
use super::cell::Cell;

/// What one row has to say below further headings.
pub(super) struct FurtherOfRow<'a> {
    /// What the plan says today.
    pub planned: &'a [Carried],
    /// What came back, where the row's return is there.
    pub received: Option<FurtherReceived<'a>>,
}

/// What a return has below further headings.
pub(super) struct FurtherReceived<'a> {
    /// The headings as issued.
    pub headings: &'a [SharedText],
    /// What was issued below them.
    pub issued: &'a [Printed],
    /// What was entered below those that ask, in their order, each with what the return asked.
    pub asks: Vec<Answered<'a>>,
    /// The ratings that the return was issued with.
    pub scale: &'a Scale,
}

impl<'a> FurtherReceived<'a> {
    /// What a row has that came back; `issued` is what was issued in it.
    pub(super) fn of_row<E>(
        kind: Kind,
        received: Option<&'a Return>,
        row: Option<&'a Row<E>>,
        issued: &'a [Printed],
    ) -> Option<Self> {
        let return_issued = &received?.issued;
        let slots: &'a [Slot<Answer>] = &row?.asks;
        let asks = return_issued.asked(kind).zip(slots).map(|(ask, slot)| Answered { ask, slot }).collect();
        Some(Self { headings: return_issued.extras(kind), issued, asks, scale: return_issued.scheme.scale(kind) })
    }
}

/// The further headings of all rows: those carried through, then those that ask.
pub(super) fn headings<'a>(kind: Kind, rows: impl Iterator<Item = FurtherOfRow<'a>>) -> Vec<String> {
    let mut carried: Vec<String> = Vec::new();
    let mut asked: Vec<String> = Vec::new();
    for row in rows {
        let planned = row.planned.iter().map(|one| &one.heading);
        let received = row.received.iter().flat_map(|received| received.headings);
        for heading in planned.chain(received) {
            // A column that the sheet has of its own is printed there.
            if is_own_of_sheet(kind, heading) {
                continue;
            }
            let list = if Ask::of(heading).is_some() { &mut asked } else { &mut carried };
            if !list.iter().any(|known| is_same_column(known, heading)) {
                list.push(heading.to_string());
            }
        }
    }
    carried.append(&mut asked);
    carried
}

/// Whether the plan workbook has a column of that heading which the data sheet has too.
fn is_own_of_sheet(kind: Kind, heading: &str) -> bool {
    let planned = PLAN.sheet(SheetId::of(kind)).column_headed(heading);
    planned.is_some_and(|column| column.carried) && data_sheet(kind).column_headed(heading).is_some()
}

impl<'a> FurtherOfRow<'a> {
    /// The cell below one of the further headings.
    pub(super) fn cell_at(&self, place: usize, headings: &[String]) -> Cell<'a> {
        headings.get(place).map_or(Cell::Blank, |heading| self.cell(heading))
    }

    /// The cell below a further heading: what was entered or issued, else what the plan says.
    pub(super) fn cell(&self, heading: &str) -> Cell<'a> {
        if let Some(received) = &self.received
            && let Some(cell) = received.cell(heading)
        {
            return cell;
        }
        if Ask::of(heading).is_some() {
            return Cell::Blank;
        }
        let wanted = key(heading);
        self.planned.iter().find(|one| key(&one.heading) == wanted).map_or(Cell::Blank, |one| printed(&one.value))
    }
}

impl FurtherOfRow<'_> {
    /// Its headings, as the plan has them and then as its return was issued with.
    pub(super) fn headings(&self) -> Vec<String> {
        let planned = self.planned.iter().map(|one| &one.heading);
        let received = self.received.iter().flat_map(|received| received.headings);
        planned.chain(received).map(ToString::to_string).collect()
    }

    /// What stands below a further heading, as people see it.
    pub(super) fn words(&self, heading: &str) -> String {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the others are texts or nothing")]
        match self.cell(heading) {
            Cell::Number(number, format) => in_format(number, &format),
            Cell::Day(day) => print_short(day),
            other => other.into_text().unwrap_or_default().into_owned(),
        }
    }

    /// What was answered to that question, where it is asked; nothing where it was left blank.
    pub(super) fn answer(&self, question: &str) -> Option<String> {
        let is_it = |heading: &SharedText| Ask::of(heading).is_some_and(|ask| key(ask.question) == key(question));
        let heading = self.received.as_ref()?.headings.iter().find(|heading| is_it(heading))?;
        Some(self.words(heading)).filter(|answer| !answer.trim().is_empty())
    }
}

/// A number as its format shows it: with the signs around the digits that the plan shows.
fn in_format(number: Decimal, format: &str) -> String {
    let places = format.split_once('.').map_or(0, |(_, after)| after.chars().take_while(|c| *c == '0').count());
    let places = u32::try_from(places).unwrap_or_default();
    let digits =
        if format == "General" { number.normalize().to_string() } else { print_number(number, Some(places), "") };
    let is_digit = |c: char| matches!(c, '0' | '#' | ',' | '.');
    let first = format.find(is_digit).unwrap_or_default();
    let last = format.rfind(is_digit).map_or(0, |at| at + 1);
    if format == "General" || last == 0 {
        return digits;
    }
    let around = |text: Option<&str>| text.unwrap_or_default().replace('"', "");
    format!("{}{digits}{}", around(format.get(..first)), around(format.get(last..)))
}

impl<'a> FurtherReceived<'a> {
    fn cell(&self, wanted: &str) -> Option<Cell<'a>> {
        if Ask::of(wanted).is_some() {
            let at = answers::place(self.headings, wanted)?;
            return self.asks.get(at).map(|answered| answered.cell(self.scale));
        }
        let wanted = key(wanted);
        let at = self.headings.iter().position(|heading| key(heading) == wanted)?;
        self.issued.get(at).map(printed)
    }
}

/// A cell of the plan as it stands there.
fn printed(value: &Printed) -> Cell<'_> {
    match value {
        Printed::Blank => Cell::Blank,
        Printed::Text(text) => Cell::text(text),
        Printed::Number(number) => Cell::Number(*number, "General".into()),
        Printed::Shown { number, format } => Cell::Number(*number, format.to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::returns::Entry;

    fn carried(heading: &str, value: &str) -> Carried {
        Carried { heading: heading.into(), value: Printed::words(value) }
    }

    #[test]
    fn what_was_issued_goes_before_what_the_plan_says_today() {
        let planned = [carried("Budget", "new"), carried("Ward", "North"), carried("Ask: Risk", "")];
        let headings_issued = ["budget", "Ask: Risk", "Gone since"].map(SharedText::from);
        let issued = [Printed::words("old"), Printed::Blank, Printed::words("kept")];
        let slot =
            Slot { at: None, entry: Entry::Given(Answer::Words("High".into())), typed: "High".into(), formula: false };
        let (ask, scale) = (Ask::of("Ask: Risk").unwrap(), Scale(Vec::new()));
        let row = || FurtherOfRow {
            planned: &planned,
            received: Some(FurtherReceived {
                headings: &headings_issued,
                issued: &issued,
                asks: vec![Answered { ask, slot: &slot }],
                scale: &scale,
            }),
        };
        let headings = headings(Kind::Actions, std::iter::once(row()));
        assert_eq!(headings, ["Budget", "Ward", "Gone since", "Ask: Risk"]);
        let cells: Vec<Cell> = headings.iter().map(|heading| row().cell(heading)).collect();
        let expected = ["old", "North", "kept", "High"].map(Cell::text);
        assert_eq!(cells, expected);
    }

    #[test]
    fn a_row_without_its_return_shows_the_plan_and_no_answer() {
        let planned = [carried("Budget", "new"), carried("Ask: Risk", "typed in the plan")];
        let row = FurtherOfRow { planned: &planned, received: None };
        assert_eq!(row.cell("Budget"), Cell::text("new"));
        assert_eq!(row.cell("Ask: Risk"), Cell::Blank);
    }
}
