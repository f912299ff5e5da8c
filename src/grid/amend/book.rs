//! The part that lists the sheets: where each stands, one more of them, the ranges of filter buttons, and whether
//! formulas are worked out anew.

use super::super::{relation, text};
use super::amendment::{NotAmended, damaged};
use super::container::Container;
use super::markup::{Changes, Tag, TagKind, Tags, full_name, with};

/// The list of types.
const TYPES: &str = "[Content_Types].xml";
/// What a sheet is.
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// The name that filter buttons have in the list of names.
const FILTER: &str = "_xlnm._FilterDatabase";

/// The list of sheets.
pub(super) struct Book {
    part: String,
    text: String,
    is_changed: bool,
    /// The sheets by their names, in order, each with its part where it has one.
    sheets: Vec<(String, Option<String>)>,
    styles: Option<String>,
    namespace: String,
}

impl Book {
    pub(super) fn read(container: &mut Container<'_>) -> Result<Self, NotAmended> {
        let top = container.relations("")?;
        let part = relation::of_kind(&top, "officeDocument").map_or("xl/workbook.xml", |main| main.target.as_str());
        let whole = container.text(part)?.ok_or_else(|| damaged("its list of sheets is missing"))?;
        let parts = container.relations(part)?;
        let styles = relation::of_kind(&parts, "styles").map(|one| one.target.clone());
        let (mut tags, mut sheets) = (Tags::of(&whole), Vec::new());
        let root = tags.next()?.ok_or_else(|| damaged("its list of sheets is missing"))?;
        let own = match root.prefix().trim_end_matches(':') {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        let namespace = super::super::xml::Fields::new(root.attributes).flatten().find(|(name, _)| *name == own);
        let namespace = namespace.map(|(_, value)| value.to_owned()).unwrap_or_default();
        while let Some(tag) = tags.next()? {
            if tag.local() == "sheet" && tag.kind != TagKind::Close {
                let name = tag.raw("name").map(|name| text::decoded(text::resolved(name)).into_owned());
                let target = tag.raw("id").and_then(|id| parts.iter().find(|part| part.id == id));
                let target = target.filter(|one| one.kind.eq_ignore_ascii_case("worksheet") && !one.external);
                sheets.push((name.unwrap_or_default(), target.map(|one| one.target.clone())));
            }
        }
        Ok(Self { part: part.to_owned(), text: whole, is_changed: false, sheets, styles, namespace })
    }

    pub(super) fn styles_part(&self) -> Option<&str> {
        self.styles.as_deref()
    }

    /// What the names of its elements belong to.
    pub(super) fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The part of the sheet with exactly that name.
    pub(super) fn part_of(&self, name: &str) -> Option<&str> {
        self.sheets.iter().find(|(own, _)| own == name)?.1.as_deref()
    }

    fn change(&mut self, with: impl FnOnce(&str) -> Result<String, NotAmended>) -> Result<(), NotAmended> {
        self.text = with(&self.text)?;
        self.is_changed = true;
        Ok(())
    }

    /// Adds a sheet behind all others.
    pub(super) fn add_sheet(
        &mut self,
        container: &mut Container<'_>,
        name: &str,
        sheet: String,
    ) -> Result<(), NotAmended> {
        let free = (1..=u32::from(u16::MAX)).map(|number| format!("xl/worksheets/sheet{number}.xml"));
        let part =
            free.into_iter().find(|part| !container.has(part)).ok_or(NotAmended::Other("it has too many sheets"))?;
        let (folder, file) = self.part.rsplit_once('/').unwrap_or(("", &self.part));
        let list = format!("{folder}/_rels/{file}.rels");
        let list = list.trim_start_matches('/');
        let relations = container.text(list)?.ok_or_else(|| damaged("its list of connected parts is missing"))?;
        let (relations, id) = with_relation(&relations, &part)?;
        let types = container.text(TYPES)?.ok_or_else(|| damaged("its list of types is missing"))?;
        let types = with_type(&types, &part)?;
        self.change(|text| with_sheet(text, name, &id))?;
        container.put(list, relations);
        container.put(TYPES, types);
        container.add(&part, sheet);
        Ok(())
    }

    /// Says of the filter buttons of a sheet that they reach further.
    pub(super) fn filter_was_widened(&mut self, sheet: &str, from: &str, to: &str) {
        let Some(index) = self.sheets.iter().position(|(own, _)| own == sheet) else { return };
        let index = index.to_string();
        let (from, to) = (fixed(from), fixed(to));
        // The name is only there to be found by Excel, which makes it again where it is not.
        let changed = self.change(|text| {
            let (mut tags, mut changes) = (Tags::of(text), Changes::default());
            let mut inside: Option<Tag<'_>> = None;
            while let Some(tag) = tags.next()? {
                if tag.local() != "definedName" {
                    continue;
                }
                let is_it = tag.raw("name") == Some(FILTER) && tag.raw("localSheetId") == Some(index.as_str());
                match tag.kind {
                    TagKind::Open if is_it => inside = Some(tag),
                    TagKind::Close => {
                        if let Some(open) = inside.take() {
                            let within = open.at.end..tag.at.start;
                            let own = text.get(within.clone()).unwrap_or_default();
                            if let Some(before) = own.strip_suffix(from.as_str()) {
                                changes.replace(within, format!("{before}{to}"));
                            }
                        }
                    }
                    TagKind::Open | TagKind::Whole => {}
                }
            }
            changes.over(text)
        });
        drop(changed);
    }

    /// Has all formulas worked out anew when the workbook is opened.
    pub(super) fn recalculate(&mut self) -> Result<(), NotAmended> {
        self.change(|text| {
            let (mut tags, mut changes) = (Tags::of(text), Changes::default());
            let (mut behind, mut done, mut prefix) = (None, false, String::new());
            while let Some(tag) = tags.next()? {
                let ends = tag.kind != TagKind::Open;
                match tag.local() {
                    "sheets" | "functionGroups" | "externalReferences" | "definedNames" if ends => {
                        behind = Some(tag.at.end);
                        tag.prefix().clone_into(&mut prefix);
                    }
                    "calcPr" if tag.kind != TagKind::Close => {
                        changes.replace(tag.at.clone(), tag.with(&[("fullCalcOnLoad", Some("1"))]));
                        done = true;
                    }
                    _ => {}
                }
            }
            if let (Some(behind), false) = (behind, done) {
                changes.insert(behind, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"));
            }
            changes.over(text)
        })
    }

    /// Puts the list back, where it was changed.
    pub(super) fn write(self, container: &mut Container<'_>) {
        if self.is_changed {
            container.put(&self.part, self.text);
        }
    }
}

/// `A3:P40` as `$A$3:$P$40`.
fn fixed(range: &str) -> String {
    let corner = |corner: &str| {
        let digits = corner.find(|c: char| c.is_ascii_digit()).unwrap_or(corner.len());
        let (letters, digits) = corner.split_at_checked(digits).unwrap_or((corner, ""));
        format!("${letters}${digits}")
    };
    range.split(':').map(corner).collect::<Vec<_>>().join(":")
}

/// The list of a part's targets with one more sheet, and the identifier that it has there.
fn with_relation(text: &str, part: &str) -> Result<(String, String), NotAmended> {
    let (mut tags, mut changes) = (Tags::of(text), Changes::default());
    let (mut ids, mut kind, mut element) = (Vec::new(), None, String::new());
    let mut end = None;
    while let Some(tag) = tags.next()? {
        match (tag.local(), tag.kind) {
            ("Relationship", TagKind::Open | TagKind::Whole) => {
                ids.extend(tag.raw("Id").map(str::to_owned));
                tag.name.clone_into(&mut element);
                kind = kind.or(tag.raw("Type").filter(|kind| kind.ends_with("/worksheet")));
            }
            ("Relationships", TagKind::Close) => end = Some(tag.at.start),
            _ => {}
        }
    }
    let missing = || damaged("its list of connected parts is not well-formed");
    let id = (1..=ids.len() + 1).map(|number| format!("rIdFurther{number}")).find(|id| !ids.contains(id));
    let (id, kind, end) = (id.ok_or_else(missing)?, kind.ok_or_else(missing)?, end.ok_or_else(missing)?);
    let target = format!("/{part}");
    let attributes = with("", &[("Id", Some(&id)), ("Type", Some(kind)), ("Target", Some(&target))]);
    changes.insert(end, format!("<{element}{attributes}/>"));
    Ok((changes.over(text)?, id))
}

/// The list of types with one more sheet.
fn with_type(text: &str, part: &str) -> Result<String, NotAmended> {
    let (mut tags, mut changes) = (Tags::of(text), Changes::default());
    while let Some(tag) = tags.next()? {
        if tag.local() == "Types" && tag.kind == TagKind::Close {
            let name = format!("/{part}");
            let attributes = with("", &[("PartName", Some(&name)), ("ContentType", Some(SHEET_TYPE))]);
            changes.insert(tag.at.start, format!("<{}Override{attributes}/>", tag.prefix()));
        }
    }
    changes.over(text)
}

/// The list of sheets with one more.
fn with_sheet(text: &str, name: &str, id: &str) -> Result<String, NotAmended> {
    let (mut tags, mut changes) = (Tags::of(text), Changes::default());
    let (mut highest, mut element, mut of_id): (u32, String, String) = (0, String::new(), "r:id".to_owned());
    // Some programs say at each sheet what the prefix of its identifier stands for, and nowhere else.
    let mut declared: Option<(String, String)> = None;
    while let Some(tag) = tags.next()? {
        match (tag.local(), tag.kind) {
            ("sheet", TagKind::Open | TagKind::Whole) => {
                highest = highest.max(tag.raw("sheetId").and_then(|id| id.trim().parse().ok()).unwrap_or_default());
                tag.name.clone_into(&mut element);
                if let Some(full) = full_name(tag.attributes, "id") {
                    full.clone_into(&mut of_id);
                    let prefix = format!("xmlns:{}", full.strip_suffix(":id").unwrap_or_default());
                    let mut own = super::super::xml::Fields::new(tag.attributes).flatten();
                    declared =
                        own.find(|(name, _)| *name == prefix).map(|(name, value)| (name.to_owned(), value.to_owned()));
                }
            }
            ("sheets", TagKind::Close) => {
                let number = highest.checked_add(1).ok_or(NotAmended::Other("its sheets have no numbers left"))?;
                let number = number.to_string();
                let mut all =
                    vec![("name", Some(name)), ("sheetId", Some(number.as_str())), (of_id.as_str(), Some(id))];
                all.extend(declared.iter().map(|(name, value)| (name.as_str(), Some(value.as_str()))));
                let attributes = with("", &all);
                changes.insert(tag.at.start, format!("<{element}{attributes}/>"));
            }
            _ => {}
        }
    }
    changes.over(text)
}
