//! The lines of the sheet *Adopted* in their order: what was gathered, a line for each column, and one for each cell that went
//! nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Kind;
use crate::grid::CellRef;
use crate::layout::{PLAN, SheetId};

use super::block::{Block, RowIs};
use super::columns::Column;
use super::draft::{Col, Rank};
use super::filing::PlansBy;
use super::gather::{About, about, one_line};
use super::holds::Holds;
use super::lines::Line;
use super::made::Made;
use super::meaning::Meaning;
use super::place::{Place, What};
use super::sheet::SheetLine;
use super::tables::{heading, rank};
use super::unseen::unseen;
use super::wanted::groups;
use super::words::plain;

/// What is told.
pub(super) struct Told {
    pub(super) lines: Vec<SheetLine>,
    pub(super) to_decide: Vec<(String, String)>,
    pub(super) not_obeyed: Vec<String>,
    pub(super) left_out: (usize, usize),
}

/// The longest text that is quoted.
const LONGEST_FOUND: usize = 300;

/// Everything that is to be told of a plan.
pub(super) fn tell(made: &Made<'_, '_>) -> Told {
    let mut all: Vec<Line> = made.context.lines.all.clone();
    let is_left_out = |line: &&Line| line.what == What::Row && line.taken_for == "left out";
    let rows_left_out = all.iter().filter(is_left_out).map(|line| line.times).sum();
    all.extend(columns(made));
    let mut nowhere = cells(made);
    let (unseen, rows): (Vec<Line>, Vec<Line>) =
        unseen(&made.context.sheets).into_iter().partition(|line| line.what == What::Cell);
    nowhere.extend(unseen);
    all.extend(rows);
    let left_out = (rows_left_out, nowhere.len());
    all.extend(nowhere);
    for line in &mut all {
        if let (true, What::Column | What::Row, Some(place)) = (line.instead.is_empty(), line.what, line.place) {
            let entries = &made.context.instead.entries;
            let (file, sheet, cell) = named(made, Some(place));
            let own = entries.iter().find(|entry| {
                entry.what == line.what && entry.file == file && entry.sheet == sheet && entry.cell == cell
            });
            line.instead = own.map(|entry| entry.instead.clone()).unwrap_or_default();
        }
        if line.what == What::Decide && line.place.is_none() {
            let cell = line.plan.as_ref().and_then(|plan| made.address(plan)).unwrap_or_default();
            let own = made
                .context
                .instead
                .entries
                .iter()
                .find(|entry| entry.what == What::Decide && entry.cell.is_empty() && entry.plan_cell == cell);
            line.instead = own.map(|entry| entry.instead.clone()).unwrap_or_default();
        }
    }
    if made.filing.plans_by == PlansBy::Priority {
        for line in all.iter_mut().filter(|line| line.what == What::Row && line.taken_for == "Priority") {
            "Priority, Delivery plan".clone_into(&mut line.taken_for);
        }
    }
    // First what no cell causes, then in the order of the tracker.
    all.sort_by_key(|line| (line.place, line.what));
    let refused: Vec<_> = made.context.instead.not_obeyed().cloned().collect();
    let mut lines = Vec::with_capacity(all.len());
    let mut to_decide = Vec::new();
    for line in &all {
        let (file, sheet, cell) = named(made, line.place);
        let plan_cell = line.plan.as_ref().and_then(|plan| made.address(plan)).unwrap_or_default();
        let is_refused = refused.iter().any(|entry| {
            entry.what == line.what
                && entry.instead == line.instead
                && entry.cell == cell
                && entry.sheet == sheet
                && entry.file == file
        });
        let is_open = line.what == What::Decide && (line.instead.is_empty() || is_refused);
        if is_open {
            to_decide.push((plan_cell.clone(), line.why.clone()));
        }
        lines.push(SheetLine {
            what: line.what.word(),
            file,
            sheet,
            cell,
            found: line.found.chars().take(LONGEST_FOUND).collect(),
            times: line.times,
            taken_for: line.taken_for.clone(),
            plan_cell,
            why: line.why.clone(),
            instead: line.instead.clone(),
            is_open,
        });
    }
    // What was typed is kept, though its line is gone.
    for entry in made.context.instead.unasked() {
        lines.push(SheetLine {
            what: entry.what.word(),
            file: entry.file.clone(),
            sheet: entry.sheet.clone(),
            cell: entry.cell.clone(),
            found: entry.found.clone(),
            times: 1,
            taken_for: entry.taken_for.clone(),
            plan_cell: entry.plan_cell.clone(),
            why: "there is nothing of this any more for which Instead could be used".to_owned(),
            instead: entry.instead.clone(),
            is_open: false,
        });
    }
    let not_obeyed = refused.iter().map(|entry| {
        let cell = [entry.file.as_str(), entry.sheet.as_str(), entry.cell.as_str()];
        let cell = cell.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
        let cell = if cell.is_empty() { entry.plan_cell.clone() } else { cell };
        let why = entry.refused.as_deref().unwrap_or("there is nothing of this any more");
        format!("{} {cell}: “{}”: {}", entry.what.word(), entry.instead, why.trim_end_matches('.'))
    });
    Told { not_obeyed: not_obeyed.collect(), lines, to_decide, left_out }
}

fn named(made: &Made<'_, '_>, place: Option<Place>) -> (String, String, String) {
    let Some(place) = place else { return (String::new(), String::new(), String::new()) };
    let source = made.context.sheets.get(place.sheet).map(|one| one.view.sheet);
    let (file, sheet) = source.map(|source| (source.file.clone(), source.name.clone())).unwrap_or_default();
    (file, sheet, place.at.to_string())
}

/// A line for each column of the tracker; those with one heading that are taken for the same are one line.
fn columns(made: &Made<'_, '_>) -> Vec<Line> {
    let sheets = &made.context.sheets;
    let mut lines = Vec::new();
    for (group, place) in groups(sheets) {
        let mut times = 0;
        let mut taken: BTreeMap<Kind, BTreeSet<(usize, String)>> = BTreeMap::new();
        let mut why = "";
        let mut found = String::new();
        for (number, sheet) in sheets.iter().enumerate() {
            for block in &sheet.blocks {
                for column in &block.columns {
                    let name = if column.heading.text.is_empty() {
                        format!("{number} {}", column.heading.at)
                    } else {
                        plain(&column.heading.text)
                    };
                    if (name, column.holds) == group {
                        times += 1;
                        why = column.why;
                        found = one_line(&column.heading.text);
                        add_taken(made, number, block, column, &mut taken);
                    }
                }
            }
        }
        let taken = taken.into_iter().map(|(kind, names)| {
            let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
            format!("{}: {}", PLAN.sheet_name(SheetId::of(kind)), names.join(", "))
        });
        let taken: Vec<String> = taken.collect();
        let taken = if taken.is_empty() { "left out".to_owned() } else { taken.join("; ") };
        let why = if taken == "left out" && why.is_empty() { "nothing stands below it" } else { why };
        lines.push(Line {
            what: What::Column,
            place: Some(place),
            found,
            times,
            taken_for: taken,
            plan: None,
            why: why.to_owned(),
            instead: String::new(),
        });
    }
    lines
}

/// Adds what the cells of a column became: the columns of the plan that they fill, by sheet.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are what their cells fill")]
fn add_taken(
    made: &Made<'_, '_>,
    sheet: usize,
    block: &Block,
    column: &Column,
    taken: &mut BTreeMap<Kind, BTreeSet<(usize, String)>>,
) {
    let col = column.heading.col;
    for row in &made.rows {
        let layout = PLAN.sheet(SheetId::of(row.kind));
        for (own, place) in &row.from {
            if place.sheet == sheet && place.at.col == col && block.rows.contains(&place.at.row) {
                let is_own = matches!(own, Col::Headed(Rank::Own(_), _));
                let name = if is_own { "own column".to_owned() } else { heading(own, layout) };
                taken.entry(row.kind).or_default().insert((rank(own, layout), name));
            }
        }
    }
    let kinds: Vec<Kind> = match about(block) {
        About::Known(kind) => vec![kind],
        About::Either => vec![Kind::Actions, Kind::Indicators],
    };
    let by = made.filing.plans_by;
    let further: &[&str] = match column.holds {
        Holds::Known(Meaning::Plan) => &["Delivery plan"],
        Holds::Known(Meaning::Priority) if by == PlansBy::Priority => &["Delivery plan", "Priority"],
        Holds::Known(Meaning::Priority) => &["Priority"],
        Holds::Known(Meaning::LeadOfficer) if by == PlansBy::Owner => &["Delivery plan"],
        Holds::Known(Meaning::Type) => &["what the row is"],
        Holds::Known(Meaning::Complete) => &["Ask: % complete [%]"],
        Holds::Known(Meaning::Role) => &["Monitored"],
        _ => &[],
    };
    for kind in kinds.into_iter().filter(|_| !further.is_empty()) {
        taken.entry(kind).or_default().extend(further.iter().map(|name| (0, (*name).to_owned())));
    }
}

/// A line for each filled cell that is in no row and no column that was taken, and in no line.
fn cells(made: &Made<'_, '_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let told: BTreeSet<Place> = made.context.lines.all.iter().filter_map(|line| line.place).collect();
    for (number, one) in made.context.sheets.iter().enumerate() {
        if one.blocks.is_empty() {
            continue;
        }
        let mut known: BTreeSet<CellRef> = BTreeSet::new();
        for block in &one.blocks {
            let headings = &block.headings;
            let cols: BTreeSet<u16> = headings.columns.iter().map(|own| own.col).collect();
            let heads = (headings.first_row..=headings.last_row).chain(block.repeated.iter().copied());
            for row in heads {
                known.extend(one.view.filled(row).into_iter().filter(|at| cols.contains(&at.col)));
            }
            let places: BTreeSet<Place> = made.rows.iter().flat_map(|row| row.from.values().copied()).collect();
            for (row, is) in block.rows_are(&one.view, &one.legend) {
                let own = block.filled(&one.view, row);
                let first = own.first().map(|at| Place { sheet: number, at: *at });
                let is_taken = own.iter().any(|at| places.contains(&Place { sheet: number, at: *at }));
                // A row that is told stands for all its cells; one that is taken for those in columns that were.
                if !is_taken && first.is_some_and(|first| told.contains(&first)) {
                    known.extend(own);
                } else if is == RowIs::Data || is_taken {
                    let col = |at: &CellRef| block.columns.iter().find(|column| column.heading.col == at.col);
                    let is_known = |at: &CellRef| {
                        places.contains(&Place { sheet: number, at: *at })
                            || col(at).is_some_and(|column| match column.holds {
                                Holds::LeftOut => true,
                                Holds::Known(meaning) => {
                                    meaning.is_group()
                                        || says_row(meaning)
                                        || is_told_at(made, number, *at)
                                        || super::gather::is_nothing(&one.view.text(*at))
                                }
                                Holds::Value(_)
                                | Holds::Target(_)
                                | Holds::Rating(_)
                                | Holds::Commentary(_)
                                | Holds::Marks(_) => {
                                    is_told_at(made, number, *at)
                                        || super::words::WORDS.is_mark(&one.view.text(*at))
                                        || super::gather::is_nothing(&one.view.text(*at))
                                }
                                Holds::Own => false,
                            })
                    };
                    known.extend(own.into_iter().filter(is_known));
                }
            }
        }
        let legend: BTreeSet<u32> = one.legend.rows.iter().copied().collect();
        for row in &one.view.rows {
            for at in one.view.filled(*row) {
                let place = Place { sheet: number, at };
                if known.contains(&at) || told.contains(&place) || legend.contains(row) && !is_data(made, number, *row)
                {
                    continue;
                }
                lines.push(Line {
                    what: What::Cell,
                    place: Some(place),
                    found: one_line(&one.view.text(at)),
                    times: 1,
                    taken_for: "left out".to_owned(),
                    plan: None,
                    why: "it stands in no row and column that was taken".to_owned(),
                    instead: String::new(),
                });
            }
        }
    }
    lines
}

fn is_data(made: &Made<'_, '_>, sheet: usize, row: u32) -> bool {
    made.rows.iter().any(|own| own.place.sheet == sheet && own.place.at.row == row)
}

/// What a cell says goes into its row, though not as it stands.
fn says_row(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Type | Meaning::Frequency | Meaning::Cumulative | Meaning::Unit)
}

fn is_told_at(made: &Made<'_, '_>, sheet: usize, at: CellRef) -> bool {
    let text = made.context.text(Place { sheet, at });
    let known = plain(&text);
    made.context.lines.all.iter().any(|line| {
        line.what != What::Column
            && (line.place == Some(Place { sheet, at }) || line.what == What::Value && plain(&line.found) == known)
    })
}
