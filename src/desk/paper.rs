//! The report of a period in Word: in a council's template or in planroll's own look, whole or for one committee, portfolio,
//! delivery plan or priority.

use crate::collection::Collection;
use crate::consolidate::Paper;
use crate::domain::{key, same, slug};
use crate::grid::{Legacy, Limits, read as read_workbook};
use crate::layout::{CONSOLIDATED, SheetId};
use crate::plan::Plan;
use crate::previous::period_of;
use crate::tally::{Extent, Tally};
use crate::word::{Document, Part, Template, tables, write};

use super::error::Error;

/// A report that is made, and not yet saved.
#[derive(Debug)]
pub struct Report {
    /// The document.
    pub bytes: Vec<u8>,
    /// What stands in square brackets in its template: what an officer has still to write.
    pub still_to_write: Vec<String>,
}

/// A part of the plan that a report of its own is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// What it is a report for.
    pub extent: Extent,
    /// Its name as printed.
    pub name: String,
    /// What goes between the name of the report and the ending of its file.
    pub slug: String,
}

/// Reads a council's template.
///
/// # Errors
/// [`Error::NotATemplate`] where it is none, or asks for what there is not.
pub fn read_template(path: &str, bytes: &[u8]) -> Result<Template, Error> {
    Template::read(bytes).map_err(|why| Error::NotATemplate { path: path.to_owned(), why })
}

/// The report of a collection and its counts.
///
/// # Errors
/// [`Error::NoSuchAppendix`] where the template asks for an appendix that there is not; [`Error::Report`].
pub fn report(
    collection: &Collection<'_>,
    tally: &Tally<'_>,
    template: Option<&Template>,
    of: Option<&Extract>,
) -> Result<Report, Error> {
    let only = of.map(|extract| tally.only(collection.plan, &extract.extent));
    let paper = Paper::new(collection, only.as_ref().unwrap_or(tally), of.map(|extract| extract.name.as_str()));
    let filling = paper.filling();
    let Some(template) = template else {
        let (title, subject) = (filling.title, filling.organisation);
        let document = Document { title, subject, blocks: paper.blocks(&Part::Everything) };
        return Ok(Report { bytes: write(&document)?, still_to_write: Vec::new() });
    };
    // An extract has the appendices of its own rows only.
    let codes: Vec<&str> = collection.plan.appendix_codes();
    for part in template.asks_for() {
        if let Part::Appendix(code) = part
            && !codes.iter().any(|own| same(own, code))
        {
            let codes = codes.iter().map(|own| (*own).to_owned()).collect();
            return Err(Error::NoSuchAppendix { code: code.clone(), codes });
        }
    }
    let bytes = template.fill(&filling, |part| paper.blocks(part))?;
    Ok(Report { bytes, still_to_write: template.still_to_write() })
}

/// Which figures of the tables of one report differ from those of an earlier one, a line each: `Table 1, Environment: 12
/// (92%), before 13 (100%)`. Nothing where either cannot be read.
pub fn differences(before: &[u8], now: &[u8]) -> Vec<String> {
    let (Ok(before), Ok(now)) = (tables(before), tables(now)) else { return Vec::new() };
    let mut said = Vec::new();
    for table in now.iter().filter(|table| !table.caption.is_empty()) {
        let Some(then) = before.iter().find(|then| then.caption == table.caption) else { continue };
        let caption = table.caption.split(':').next().unwrap_or_default();
        let headings = table.rows.first();
        for row in table.rows.iter().skip(1) {
            let Some(name) = row.first() else { continue };
            let Some(old) = then.rows.iter().skip(1).find(|own| own.first() == Some(name)) else {
                said.push(format!("{caption}, {name}: new"));
                continue;
            };
            for (place, cell) in row.iter().enumerate().skip(1) {
                let heading = headings.and_then(|own| own.get(place));
                let old_place = then.rows.first().and_then(|own| own.iter().position(|own| Some(own) == heading));
                let old = old_place.and_then(|place| old.get(place));
                if old.is_some_and(|old| old != cell) {
                    let heading = heading.map(|own| format!(", {}", own.replace('\n', " "))).unwrap_or_default();
                    said.push(format!("{caption}, {name}{heading}: {cell}, before {}", old.map_or("", String::as_str)));
                }
            }
        }
    }
    said
}

/// The extracts that are asked for by name, each once: a committee, a portfolio holder, a delivery plan or a priority;
/// `plan:Place` or `committee:Place` where two kinds have a name; `each committee` and `each plan`.
///
/// # Errors
/// [`Error::NoSuchExtract`] where nobody has the name, and [`Error::ExtractOfTwoKinds`].
pub fn extracts(plan: &Plan, asked: &[String]) -> Result<Vec<Extract>, Error> {
    let all = candidates(plan);
    let mut found: Vec<(Kind, Extract)> = Vec::new();
    for name in asked {
        let wanted = key(name);
        let each = match wanted.as_str() {
            "each committee" => Some(Kind::Committee),
            "each plan" | "each delivery plan" => Some(Kind::Plan),
            _ => None,
        };
        let own: Vec<&(Kind, Extract)> = match (each, wanted.split_once(':')) {
            (Some(kind), _) => all.iter().filter(|(own, _)| *own == kind).collect(),
            (None, Some((prefix, rest))) if Kind::of(prefix.trim()).is_some() => {
                let kind = Kind::of(prefix.trim());
                all.iter().filter(|(own, one)| Some(*own) == kind && is_called(one, rest.trim())).collect()
            }
            (None, _) => all.iter().filter(|(_, one)| is_called(one, name)).collect(),
        };
        let kinds: Vec<Kind> = own.iter().map(|(kind, _)| *kind).collect();
        match (own.as_slice(), each) {
            ([], _) => {
                let there = all.iter().map(|(kind, one)| format!("{}:{}", kind.prefix(), one.name)).collect();
                return Err(Error::NoSuchExtract { name: name.clone(), there });
            }
            (several, None) if several.len() > 1 => {
                let or = kinds.iter().map(|kind| format!("{}:{name}", kind.prefix())).collect();
                return Err(Error::ExtractOfTwoKinds { name: name.clone(), or });
            }
            (own, _) => {
                for one in own {
                    if !found.iter().any(|(_, other)| other == &one.1) {
                        found.push((*one).clone());
                    }
                }
            }
        }
    }
    let kinds: std::collections::BTreeSet<Kind> = found.iter().map(|(kind, _)| *kind).collect();
    let several = kinds.len() > 1;
    let mut named = std::collections::BTreeSet::new();
    Ok(found
        .into_iter()
        .map(|(kind, mut one)| {
            if several {
                one.slug = format!("{}-{}", kind.prefix(), one.slug);
            }
            let first = one.slug.clone();
            let mut number = 2;
            while !named.insert(one.slug.clone()) {
                one.slug = format!("{first}-{number}");
                number += 1;
            }
            one
        })
        .collect())
}

/// What a report can be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Committee,
    Portfolio,
    Plan,
    Priority,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Portfolio => "portfolio",
            Self::Plan => "plan",
            Self::Priority => "priority",
        }
    }

    fn of(prefix: &str) -> Option<Self> {
        [Self::Committee, Self::Portfolio, Self::Plan, Self::Priority].into_iter().find(|kind| kind.prefix() == prefix)
    }
}

/// Whether it has that name, or that code.
fn is_called(one: &Extract, name: &str) -> bool {
    let code = match &one.extent {
        Extent::DeliveryPlan(code) | Extent::Priority(code) => same(code, name),
        Extent::Committee(_) | Extent::Portfolio(_) => false,
    };
    code || same(&one.name, name)
}

/// Everything that a report can be for.
fn candidates(plan: &Plan) -> Vec<(Kind, Extract)> {
    let mut all: Vec<(Kind, Extract)> = Vec::new();
    let mut add = |kind: Kind, extent: Extent, name: &str| {
        let is_there =
            all.iter().any(|(own, one)| *own == kind && same(&one.name, name) && one.extent.is_like(&extent));
        if !is_there {
            all.push((kind, Extract { extent, name: name.to_owned(), slug: slug(name) }));
        }
    };
    let of_plans = |name: fn(&crate::plan::DeliveryPlan) -> Option<&str>| plan.delivery_plans.iter().filter_map(name);
    let committees = of_plans(|one| one.scrutiny_committee.as_deref());
    let committees = committees.chain(plan.current_actions().filter_map(|row| row.scrutiny_committee.as_deref()));
    for name in committees {
        add(Kind::Committee, Extent::Committee(name.to_owned()), name);
    }
    let holders = of_plans(|one| one.portfolio_holder.as_deref());
    for name in holders.chain(plan.current_actions().filter_map(|row| row.portfolio_holder.as_deref())) {
        add(Kind::Portfolio, Extent::Portfolio(name.to_owned()), name);
    }
    for one in &plan.delivery_plans {
        add(Kind::Plan, Extent::DeliveryPlan(one.code.to_string()), &one.name);
    }
    for one in plan.priorities.iter() {
        add(Kind::Priority, Extent::Priority(one.code.to_string()), &one.name);
    }
    all
}

/// Whether a file is a workbook for members that planroll wrote: a consolidated one without data sheets.
pub fn is_for_members(bytes: &[u8]) -> bool {
    let Ok(workbook) = read_workbook(bytes, &Limits::previous(), Legacy::Refuse) else { return false };
    let has_data = [SheetId::Actions, SheetId::Indicators]
        .into_iter()
        .any(|id| CONSOLIDATED.sheet(id).find_in(&workbook).is_some());
    !has_data && period_of(&workbook).is_ok()
}
