//! The plan workbook from its rows: what an officer decided is filled in, what `check --plan` finds wrong is asked, and all of
//! it is written with the sheet *Adopted*.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, Severity};
use crate::grid::{CellRef, Legacy, Limits, Sheet, Workbook, read};
use crate::init::{Filled, FilledColumn, FilledSheet, Preset, filled};
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::{self, Printed, Setting};
use crate::rules::{Policy, check_plan};
use crate::workbook::WriteError;

use super::context::Context;
use super::draft::{Col, DraftRow, PlanPlace};
use super::earlier::Earlier;
use super::filing::Filing;
use super::place::What;
use super::sheet::{PROPERTY, SheetLine, digests, write, write_digests};
use super::tables::{RowsSheet, as_typed, heading};

const NO_NAME: &str = "nothing in the tracker says whose it is";
const NO_PERIOD: &str = "nothing in the tracker says which period comes next";
const NO_PRIORITY: &str = "no priority, theme or heading was found, so all rows are under this one: name it";
const NO_PLAN: &str = "nothing says which service a row belongs to, so one return has all of them: name it";

/// How often the plan is checked anew with what an officer decided.
const MOST_ROUNDS: usize = 3;

/// The plan with all that goes into it.
pub(super) struct Made<'s, 'e> {
    pub(super) context: Context<'s>,
    pub(super) rows: Vec<DraftRow>,
    pub(super) filing: Filing,
    pub(super) organisation: String,
    pub(super) title: String,
    preset: Preset,
    /// A rating beside those of the preset.
    rating: Option<BTreeMap<Field, String>>,
    pub(super) earlier: Option<&'e Earlier>,
    /// The sheets of the plan workbook that is there which an officer has changed: they stand as they are.
    changed: BTreeSet<SheetId>,
    /// The names that an officer typed for what had none: of priorities and delivery plans.
    named: BTreeMap<SheetId, String>,
}

/// The cell of a setting, as a new plan workbook has it.
pub(super) fn setting_cell(setting: Setting) -> String {
    let at = Setting::ALL.iter().position(|own| *own == setting).unwrap_or_default();
    format!("{}!B{}", PLAN.sheet_name(SheetId::Settings), at + 2)
}

/// The cell of the period.
pub(super) fn period_cell() -> String {
    setting_cell(Setting::Period)
}

impl<'s, 'e> Made<'s, 'e> {
    pub(super) fn new(
        context: Context<'s>,
        rows: Vec<DraftRow>,
        filing: Filing,
        (organisation, title): (String, String),
        (preset, rating): (Preset, Option<BTreeMap<Field, String>>),
        earlier: Option<&'e Earlier>,
    ) -> Self {
        let (changed, named) = (BTreeSet::new(), BTreeMap::new());
        Self { context, rows, filing, organisation, title, preset, rating, earlier, changed, named }
    }

    /// Fills in what an officer decided, and asks for the rest.
    pub(super) fn settle(&mut self) -> Result<(), WriteError> {
        let typed = self.typed_of_whole();
        self.changed = self.changed_sheets()?;
        self.ask_of_whole(&typed);
        self.decide_rows();
        for _ in 0..MOST_ROUNDS {
            if !self.ask_what_is_wrong()? {
                break;
            }
        }
        let errors = wrong(&self.plan_bytes(None)?)?;
        self.refuse_what_stays_wrong(&errors);
        Ok(())
    }

    /// How many rows there are of a kind.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }

    /// The plan workbook with these lines.
    pub(super) fn bytes(&self, lines: &[SheetLine]) -> Result<Vec<u8>, WriteError> {
        self.plan_bytes(Some(lines))
    }

    /// The sheets that are not as they would be made now.
    fn changed_sheets(&self) -> Result<BTreeSet<SheetId>, WriteError> {
        let Some(earlier) = self.earlier else { return Ok(BTreeSet::new()) };
        let fresh = read_back(&self.plan_bytes(None)?)?;
        let differs = |id: SheetId, own: &Sheet| {
            let fresh = PLAN.sheet(id).find_in(&fresh);
            fresh.is_none_or(|fresh| digests(fresh) != digests(own))
        };
        Ok(earlier.stay().filter(|(id, own)| differs(*id, own)).map(|(id, _)| id).collect())
    }

    /// Takes what an officer decided about the whole: the cells of the plan for which something was typed.
    fn typed_of_whole(&mut self) -> BTreeSet<String> {
        let mut typed = BTreeSet::new();
        if self.context.instead.decision(None, "", &period_cell()).is_some() {
            typed.insert(period_cell());
        }
        let cell = setting_cell(Setting::Organisation);
        if let Some(name) = self.context.instead.decision(None, "", &cell) {
            if self.organisation.is_empty() {
                self.organisation = name;
            }
            typed.insert(cell);
        }
        for (_, id, place, _) in self.wholes() {
            let cell = self.address(&place).unwrap_or_default();
            if let Some(name) = self.context.instead.decision(None, "", &cell) {
                self.named.insert(id, name);
                typed.insert(cell);
            }
        }
        typed
    }

    /// What rows are filed under, where nothing in the tracker says it.
    fn wholes(&self) -> [(bool, SheetId, PlanPlace, &'static str); 2] {
        [
            (self.filing.has_no_priority, SheetId::Priorities, PlanPlace::Priority(0), NO_PRIORITY),
            (self.filing.has_no_plan, SheetId::DeliveryPlans, PlanPlace::DeliveryPlan(0), NO_PLAN),
        ]
    }

    /// Asks for what nothing in the tracker says about the whole; what was typed stays told.
    fn ask_of_whole(&mut self, typed: &BTreeSet<String>) {
        let settings = self.earlier.and_then(|earlier| earlier.plan.as_ref()).map(|plan| &plan.settings);
        let has_name = settings.is_some_and(|settings| !settings.organisation.trim().is_empty());
        let mut asked = vec![
            (self.organisation.is_empty() && !has_name, PlanPlace::Setting(Setting::Organisation), NO_NAME),
            (self.context.timing.period.is_none(), PlanPlace::Setting(Setting::Period), NO_PERIOD),
        ];
        for (is_missing, id, place, why) in self.wholes() {
            // An officer who changed the sheet has seen it.
            asked.push((is_missing && !self.changed.contains(&id), place, why));
        }
        for (is_asked, place, why) in asked {
            let is_typed = self.address(&place).is_some_and(|cell| typed.contains(&cell));
            if is_asked || is_typed {
                self.context.lines.decide(None, "", place, why);
            }
        }
    }

    /// Fills in what an officer decided of rows, and asks the rest.
    fn decide_rows(&mut self) {
        for at in 0..self.rows.len() {
            let decides = self.rows.get(at).map(|row| row.decides.clone()).unwrap_or_default();
            for one in decides {
                self.decide(at, &one.col, one.place, &one.found, &one.why);
            }
        }
    }

    /// Asks for one cell of a row, and fills it in where it was decided; whether it was.
    fn decide(&mut self, at: usize, col: &Col, place: super::place::Place, found: &str, why: &str) -> bool {
        let Some(kind) = self.rows.get(at).map(|row| row.kind) else { return false };
        let layout = PLAN.sheet(SheetId::of(kind));
        let taken = format!("{}: {}", layout.name, heading(col, layout));
        let typed = self.context.instead.decision(Some(place), &taken, "");
        let is_new = !self.context.lines.all.iter().any(|line| {
            line.what == What::Decide && line.plan.as_ref() == Some(&PlanPlace::Row(kind, at, col.clone()))
        });
        if is_new {
            self.context.lines.decide(Some(place), found, PlanPlace::Row(kind, at, col.clone()), why);
            if let Some(line) = self.context.lines.all.last_mut() {
                line.taken_for = taken;
                line.instead = typed.clone().unwrap_or_default();
            }
        }
        let Some(typed) = typed.filter(|_| is_new) else { return false };
        if let Some(row) = self.rows.get_mut(at) {
            let value = as_typed(&typed, col, layout);
            row.put(col.clone(), place, value);
        }
        true
    }

    /// Checks the plan as it is and asks for each cell that is wrong; whether anything was filled in for it.
    fn ask_what_is_wrong(&mut self) -> Result<bool, WriteError> {
        let errors = wrong(&self.plan_bytes(None)?)?;
        let sheets = self.sheets();
        let mut is_filled = false;
        for (sheet, at, message) in errors {
            let kind =
                [Kind::Actions, Kind::Indicators].into_iter().find(|kind| PLAN.sheet_name(SheetId::of(*kind)) == sheet);
            let found = kind.zip(at).and_then(|(kind, at)| {
                let (row, col) = sheets.get(&kind)?.at(at)?;
                Some((row, col.clone()))
            });
            let Some((row, col)) = found else {
                let cell = at.map_or_else(|| sheet.clone(), |at| format!("{sheet}!{at}"));
                self.ask_elsewhere(&cell, &message);
                continue;
            };
            let Some(own) = self.rows.get(row) else { continue };
            let place = own.from.get(&col).copied().unwrap_or(own.place);
            let text = self.context.text(place);
            is_filled |= self.decide(row, &col, place, &text, &message);
        }
        Ok(is_filled)
    }

    /// Asks for a cell that is of no row, where it is not asked for already.
    fn ask_elsewhere(&mut self, cell: &str, message: &str) {
        let place = PlanPlace::At(cell.to_owned());
        let is_there = |own: &PlanPlace| *own == place || self.address(own).as_deref() == Some(cell);
        let mut asked = self.context.lines.all.iter().filter(|line| line.what == What::Decide);
        if !asked.any(|line| line.plan.as_ref().is_some_and(is_there)) {
            self.context.lines.decide(None, "", place, message);
        }
    }

    /// Names what was decided and is wrong all the same.
    fn refuse_what_stays_wrong(&mut self, wrong: &[(String, Option<CellRef>, String)]) {
        let addresses: Vec<(usize, String)> = self
            .context
            .lines
            .all
            .iter()
            .enumerate()
            .filter(|(_, line)| line.what == What::Decide && !line.instead.is_empty())
            .filter_map(|(at, line)| Some((at, self.address(line.plan.as_ref()?)?)))
            .collect();
        for (at, address) in addresses {
            let still =
                wrong.iter().find(|(sheet, cell, _)| cell.is_some_and(|cell| format!("{sheet}!{cell}") == address));
            let Some((_, _, message)) = still else { continue };
            if let Some(line) = self.context.lines.all.get(at) {
                let (place, typed) = (line.place, line.instead.clone());
                self.context.instead.refuse(What::Decide, place, &typed, message);
            }
        }
    }

    /// The address of a cell of the plan, as a line names it.
    pub(super) fn address(&self, place: &PlanPlace) -> Option<String> {
        match place {
            PlanPlace::At(cell) => Some(cell.clone()),
            PlanPlace::Setting(setting) => Some(setting_cell(*setting)),
            PlanPlace::Priority(at) => Some(format!("{}!B{}", PLAN.sheet_name(SheetId::Priorities), at + 2)),
            PlanPlace::DeliveryPlan(at) => Some(format!("{}!B{}", PLAN.sheet_name(SheetId::DeliveryPlans), at + 2)),
            PlanPlace::Row(kind, row, col) => {
                let at = RowsSheet::of(*kind, &self.rows).address(*row, col)?;
                Some(format!("{}!{at}", PLAN.sheet_name(SheetId::of(*kind))))
            }
        }
    }

    fn sheets(&self) -> BTreeMap<Kind, RowsSheet> {
        [Kind::Actions, Kind::Indicators].into_iter().map(|kind| (kind, RowsSheet::of(kind, &self.rows))).collect()
    }

    /// The plan workbook; with its lines, as it is handed out.
    fn plan_bytes(&self, lines: Option<&[SheetLine]>) -> Result<Vec<u8>, WriteError> {
        let content = self.content();
        let calendar = self.context.timing.calendar;
        let Some(lines) = lines else {
            return filled(self.preset, calendar, &content, |_, _| Ok(()));
        };
        let back = read_back(&filled(self.preset, calendar, &content, |_, _| Ok(()))?)?;
        let watched = [Kind::Actions, Kind::Indicators].map(|kind| PLAN.sheet_name(SheetId::of(kind)));
        let kept: Vec<(String, Vec<(CellRef, String)>)> =
            watched.iter().filter_map(|name| Some(((*name).to_owned(), digests(back.sheet(name)?)))).collect();
        let named = |id: SheetId, all: &[(String, String)]| {
            all.iter()
                .map(|(code, name)| (PLAN.sheet_name(id).to_owned(), code.clone(), name.clone()))
                .collect::<Vec<_>>()
        };
        let mut all = named(SheetId::Priorities, &self.filing.priorities);
        all.extend(named(SheetId::DeliveryPlans, &self.filing.plans));
        filled(self.preset, calendar, &content, |workbook, styles| {
            write(workbook, styles, lines)?;
            write_digests(workbook, styles, &kept, &all)
        })
    }

    fn content(&self) -> Filled<'_> {
        let mut content =
            Filled { period: self.context.timing.period, rating: self.rating.clone(), ..Filled::default() };
        content.properties = vec![(PROPERTY, "1".to_owned())];
        content.settings = vec![
            (Setting::Organisation, self.organisation.clone()),
            (Setting::PlanTitle, self.title.clone()),
            (Setting::ContactName, String::new()),
            (Setting::ContactEmail, String::new()),
        ];
        for (kind, sheet) in self.sheets() {
            content.sheets.insert(SheetId::of(kind), sheet.filled(kind, &self.rows));
        }
        let text = |text: &str| Printed::words(text);
        let coded = |all: &[(String, String)], blanks: usize| -> Vec<Vec<Printed>> {
            let row = |(code, name): &(String, String)| {
                let mut row = vec![text(code), text(name)];
                row.extend(vec![Printed::Blank; blanks]);
                row
            };
            all.iter().map(row).collect()
        };
        let column = |id: SheetId, field: Field| FilledColumn {
            heading: PLAN.sheet(id).heading(field).to_owned(),
            field: Some(field),
        };
        let columns = |id: SheetId, fields: &[Field]| fields.iter().map(|field| column(id, *field)).collect::<Vec<_>>();
        let priorities = FilledSheet {
            columns: columns(SheetId::Priorities, &[Field::Code, Field::Priority]),
            rows: coded(&self.filing.priorities, 0),
        };
        let plans = FilledSheet {
            columns: columns(
                SheetId::DeliveryPlans,
                &[Field::Code, Field::DeliveryPlan, Field::LeadOfficer, Field::Email],
            ),
            rows: coded(&self.filing.plans, 2),
        };
        let (mut priorities, mut plans) = (priorities, plans);
        for (id, sheet) in [(SheetId::Priorities, &mut priorities), (SheetId::DeliveryPlans, &mut plans)] {
            let first = sheet.rows.first_mut().and_then(|row| row.get_mut(1));
            if let (Some(cell), Some(typed)) = (first, self.named.get(&id)) {
                *cell = Printed::words(typed.as_str());
            }
        }
        content.sheets.insert(SheetId::Priorities, priorities);
        content.sheets.insert(SheetId::DeliveryPlans, plans);
        if let Some(earlier) = self.earlier {
            for (id, sheet) in earlier.stay().filter(|(id, _)| self.changed.contains(id)) {
                content.kept.insert(id, (sheet, coded(&self.missing(id, earlier), 0)));
            }
            content.typed = self.typed_settings();
        }
        content
    }

    /// What a sheet that stands as it is lacks: codes and names.
    fn missing(&self, id: SheetId, earlier: &Earlier) -> Vec<(String, String)> {
        let (all, field) = if id == SheetId::Priorities {
            (&self.filing.priorities, Field::Priority)
        } else if id == SheetId::DeliveryPlans {
            (&self.filing.plans, Field::DeliveryPlan)
        } else {
            return Vec::new();
        };
        let there = earlier.coded(id, field);
        all.iter().filter(|(code, _)| !there.iter().any(|(own, _)| own == code)).cloned().collect()
    }

    /// The settings that an officer decided, for cells that are blank.
    fn typed_settings(&self) -> Vec<(Setting, String)> {
        let of = |setting: Setting, text: String| Some((setting, text)).filter(|(_, text)| !text.is_empty());
        let period = self.context.timing.period.map(|period| period.to_string()).unwrap_or_default();
        of(Setting::Organisation, self.organisation.clone()).into_iter().chain(of(Setting::Period, period)).collect()
    }
}

fn read_back(bytes: &[u8]) -> Result<Workbook, WriteError> {
    Ok(read(bytes, &Limits::returns(), Legacy::Refuse).map_err(std::io::Error::other)?)
}

/// The errors of the plan: sheet, cell and message.
fn wrong(bytes: &[u8]) -> Result<Vec<(String, Option<CellRef>, String)>, WriteError> {
    let workbook = read_back(bytes)?;
    let draft = plan::read(&workbook, None);
    let policy = draft.plan.as_ref().map(|plan| Policy::new(&plan.policy)).unwrap_or_default();
    let findings = check_plan(&draft, "", &policy);
    let errors = findings.into_iter().filter(|finding| finding.stands() && finding.severity == Severity::Error);
    let told = errors.map(|finding| {
        let sheet = finding.place.sheet().unwrap_or_default().to_owned();
        (sheet, finding.place.cell(), finding.words.message.clone())
    });
    Ok(told.collect())
}
