//! The plan workbook at the place of the new one, where adopt made it: what an officer typed there, what stays as it is, and
//! which rows were changed by hand.

use std::collections::BTreeMap;

use crate::domain::{Kind, Period};
use crate::grid::{CellRef, Legacy, Limits, Sheet, Workbook, read};
use crate::layout::{ADOPTED, Field, PLAN, SheetId, Table};
use crate::plan::{self, Plan};

use super::sheet::{DIGESTS, PROPERTY, digests};

/// The sheets that stand as they are.
const STAY: [SheetId; 9] = [
    SheetId::Settings,
    SheetId::Priorities,
    SheetId::DeliveryPlans,
    SheetId::Ratings,
    SheetId::Tolerances,
    SheetId::Rules,
    SheetId::Waivers,
    SheetId::Messages,
    SheetId::Wording,
];

/// Periods of which one is of any calendar.
const ANY_PERIOD: [&str; 8] =
    ["2025-26 Q1", "2025-26 H1", "2025-26 M01", "2025-26", "2025 Q1", "2025 H1", "2025 M01", "2025"];

/// A plan workbook that adopt made before.
pub(super) struct Earlier {
    pub(super) workbook: Workbook,
    /// The plan that it is; where its period is blank, for any period.
    pub(super) plan: Option<Plan>,
    /// The period on its sheet Settings.
    pub(super) period: Option<Period>,
}

impl Earlier {
    /// Reads it; nothing where it is anything else.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let workbook = read(bytes, &Limits::returns(), Legacy::Refuse).ok()?;
        let layout = ADOPTED.sheet(SheetId::Adopted);
        let has_lines = layout.find_in(&workbook).and_then(|sheet| Table::find(sheet, layout)).is_some();
        let settings = PLAN.sheet(SheetId::Settings);
        let has_settings = settings.find_in(&workbook).and_then(|sheet| Table::find(sheet, settings)).is_some();
        let is_ours = workbook.properties.contains_key(PROPERTY) || workbook.sheet(DIGESTS).is_some();
        if !(has_lines && has_settings && is_ours) {
            return None;
        }
        let own = plan::read(&workbook, None).plan;
        let period = own.as_ref().map(|plan| plan.period);
        let of_any = || ANY_PERIOD.iter().find_map(|period| plan::read(&workbook, Some(period)).plan);
        let plan = own.or_else(of_any);
        Some(Self { workbook, plan, period })
    }

    /// The sheets that stand as they are.
    pub(super) fn stay(&self) -> impl Iterator<Item = (SheetId, &Sheet)> {
        STAY.iter().filter_map(|id| Some((*id, PLAN.sheet(*id).find_in(&self.workbook)?)))
    }

    /// The codes and names of a sheet that has them, under the names that the tracker has and those that an officer gave.
    pub(super) fn coded(&self, id: SheetId, name: Field) -> Vec<(String, String)> {
        let layout = PLAN.sheet(id);
        let table = layout.find_in(&self.workbook).and_then(|sheet| Table::find(sheet, layout));
        let rows = table
            .iter()
            .flat_map(Table::rows)
            .map(|row| (row.text(Field::Code).to_string(), row.text(name).to_string()));
        let rows: Vec<(String, String)> = rows.filter(|(code, _)| !code.is_empty()).collect();
        let kept = self.workbook.sheet(DIGESTS);
        let of_tracker = kept.iter().flat_map(|kept| kept.rows()).filter_map(|(row, _)| {
            let text = |col| kept.and_then(|kept| kept.text(CellRef { row, col })).unwrap_or_default().into_owned();
            (text(0) == format!("named {}", layout.name)).then(|| (text(1), text(2)))
        });
        let of_tracker: Vec<(String, String)> =
            of_tracker.filter(|(code, _)| rows.iter().any(|(own, _)| own == code)).collect();
        of_tracker.into_iter().chain(rows).collect()
    }

    /// The cells of Actions and Indicators that are not as they were written, as `Actions!E7`; where the hidden
    /// sheet is lost, the sheets themselves.
    pub(super) fn changed(&self) -> Vec<String> {
        let watched = [PLAN.sheet_name(SheetId::of(Kind::Actions)), PLAN.sheet_name(SheetId::of(Kind::Indicators))];
        let Some(kept) = self.workbook.sheet(DIGESTS) else { return watched.map(str::to_owned).to_vec() };
        let mut were: BTreeMap<(String, CellRef), String> = BTreeMap::new();
        for (row, _) in kept.rows() {
            let text = |col| kept.text(CellRef { row, col }).unwrap_or_default().into_owned();
            if let Some(at) = CellRef::parse(&text(1)) {
                were.insert((text(0), at), text(2));
            }
        }
        let mut changed = Vec::new();
        for name in watched {
            let now: BTreeMap<CellRef, String> =
                self.workbook.sheet(name).map(digests).unwrap_or_default().into_iter().collect();
            let before =
                were.iter().filter(|((sheet, _), _)| sheet == name).map(|((_, at), digest)| (*at, digest.clone()));
            let before: BTreeMap<CellRef, String> = before.collect();
            let all: std::collections::BTreeSet<CellRef> = now.keys().chain(before.keys()).copied().collect();
            changed.extend(all.into_iter().filter(|at| now.get(at) != before.get(at)).map(|at| format!("{name}!{at}")));
        }
        changed
    }
}
