//! Reading the Rules, Waivers and Messages sheets: what the officer changed about rules, and the wording of mails.
//!
//! Rules are kept as typed, with their cells: which rules there are is not known here, and the rules room says which
//! names are none (PLN017, PLN022).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::{Calendar, Level, Period};
use crate::layout::{Field, Table};
use crate::plan::{Message, PolicyTable, RuleLevel, Waiver, unknown_placeholders};

use super::choice::{choice, nearest};
use super::fault::{FaultKind, MessageFault};
use super::faults::Faults;
use super::may_be::MayBe;

const LEVELS: &[&str] = &["Error", "Warning", "Note", "Off"];

/// Reads the severities and waivers; a sheet that is not there says nothing.
pub(super) fn read_policy(
    rules: Option<&Table<'_>>,
    waivers: Option<&Table<'_>>,
    calendar: Calendar,
    faults: &mut Faults,
) -> PolicyTable {
    PolicyTable {
        levels: rules.map(|table| levels(table, faults)).unwrap_or_default(),
        waivers: waivers.map(|table| read_waivers(table, calendar, faults)).unwrap_or_default(),
    }
}

/// Reads the wordings of mails. A mail without a text keeps the words that it has without a Messages sheet.
pub(super) fn read_messages(table: &Table<'_>, faults: &mut Faults) -> BTreeMap<Message, String> {
    let mut messages = BTreeMap::new();
    for row in table.rows() {
        let text = row.text(Field::Text);
        let names: Vec<String> = unknown_placeholders(&text).into_iter().map(str::to_owned).collect();
        if !names.is_empty() {
            faults.at(&row, Field::Text, FaultKind::PlaceholdersUnknown(names));
        }
        let name = row.text(Field::Message);
        let Some(message) = Message::parse(&name) else {
            let nearest = nearest(&name, Message::NAMES.iter().copied());
            faults.at(&row, Field::Message, FaultKind::Message(MessageFault::Unknown { nearest }));
            continue;
        };
        match messages.entry(message) {
            Entry::Occupied(_) => faults.at(&row, Field::Message, FaultKind::Message(MessageFault::Twice)),
            Entry::Vacant(slot) if !text.is_empty() => {
                slot.insert(text.into());
            }
            Entry::Vacant(_) => {}
        }
    }
    messages
}

fn levels(table: &Table<'_>, faults: &mut Faults) -> Vec<RuleLevel> {
    let mut levels = Vec::new();
    for row in table.rows() {
        let may_be = MayBe::Words(LEVELS);
        if row.given(Field::Severity).is_none() {
            faults.invalid(&row, Field::Severity, may_be);
        }
        let parse = |text: &str| Level::parse(text).map(Some);
        let level = choice(&row, Field::Severity, None, parse, may_be, faults);
        if let (Some(level), Some(at)) = (level, row.at(Field::Rule)) {
            levels.push(RuleLevel { rule: row.text(Field::Rule).into(), level, at });
        }
    }
    levels
}

/// A waiver whose period cannot be read is left out: better a finding too many than one waived by mistake.
fn read_waivers(table: &Table<'_>, calendar: Calendar, faults: &mut Faults) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for row in table.rows() {
        let may_be = MayBe::Period(calendar);
        let parse = |text: &str| Period::parse(text, &calendar).map(Some);
        let period = choice(&row, Field::Period, None, parse, may_be, faults);
        if row.given(Field::Period).is_some() && period.is_none() {
            continue;
        }
        let Some(at) = row.at(Field::Rule) else { continue };
        waivers.push(Waiver {
            rule: row.text(Field::Rule).into(),
            reference: row.text(Field::Ref).into(),
            period,
            reason: row.text(Field::Reason).into(),
            approved_by: row.text(Field::ApprovedBy).into(),
            at,
        });
    }
    waivers
}
