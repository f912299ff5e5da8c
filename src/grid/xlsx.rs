//! An .xlsx or .xlsm workbook from its container: which parts there are, and what they make together.
//!
//! Parts are found by the relationships between them, not by their usual paths. A sheet whose part is missing makes the
//! workbook damaged, since entries may have stood there; charts, dialogs and macro sheets are listed without cells.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use super::relation::{self, Relation};
use super::shared_string::SharedStrings;
use super::style::Styles;
use super::worksheet::Book;
use super::xml::{self, Xml};
use super::{Format, Limit, Limits, Refusal, Sheet, Visibility, Workbook};
use super::{beside, property, sensitivity_label, text};

/// Reads the workbook in a container that is in order, but for the cells of hidden sheets with one of the names in `unread`.
pub(super) fn read(
    mut package: Package<'_>,
    format: Format,
    limits: &Limits,
    unread: &[&str],
) -> Result<Workbook, Refusal> {
    let mut workbook = package.inventory(format);
    let top = relation::relations(&mut package, "")?;
    let main = relation::of_kind(&top, "officeDocument").map_or("xl/workbook.xml", |main| main.target.as_str());
    let mut buffer = Vec::new();
    if !package.unpack(main, &mut buffer)? {
        return Err(Refusal::damaged("its list of sheets is missing"));
    }
    let list = SheetList::read(&buffer)?;
    let parts = relation::relations(&mut package, main)?;

    let mut book = Book::new(limits);
    book.from_1904 = list.from_1904;
    workbook.date1904 = list.from_1904;
    if let Some(part) = relation::of_kind(&parts, "styles") {
        // Without it a day would be a number, and a percentage a share.
        if !package.unpack(&part.target, &mut buffer)? {
            return Err(Refusal::damaged("its list of styles is missing"));
        }
        book.styles = Styles::read(&buffer, "its list of styles")?;
    }
    if let Some(part) = relation::of_kind(&parts, "sharedStrings") {
        if !package.unpack(&part.target, &mut buffer)? {
            return Err(Refusal::damaged("its list of texts is missing"));
        }
        book.strings = SharedStrings::read(&buffer, "its list of texts")?;
    }
    // A sheet is a part, so there cannot be more of them; charts, which need none here, are held to the same.
    let sheets = u64::try_from(list.entries.len()).unwrap_or(u64::MAX);
    limits.check(Limit::Entries, sheets)?;
    let by_id: BTreeMap<&str, &Relation> = parts.iter().rev().map(|part| (part.id.as_str(), part)).collect();
    let mut read_before = BTreeSet::new();
    for entry in list.entries {
        let mut sheet = Sheet::named(&entry.name);
        sheet.visibility = entry.visibility;
        // A macro module of Excel 5 is carried along without a part, and shown as an empty sheet.
        if entry.relation.is_empty() {
            workbook.sheets.push(sheet);
            continue;
        }
        let Some(part) = by_id.get(entry.relation.as_str()) else {
            return Err(missing(&sheet.name));
        };
        match SheetKind::of(part) {
            SheetKind::Cells => {
                if !read_before.insert(part.target.to_lowercase()) {
                    return Err(Refusal::damaged(format!("two of its sheets are one and the same ({})", sheet.name)));
                }
                if part.external || !package.has(&part.target) {
                    return Err(missing(&sheet.name));
                }
                if sheet.visibility != Visibility::Visible && unread.contains(&sheet.name.as_str()) {
                    workbook.sheets.push(sheet);
                    continue;
                }
                package.unpack(&part.target, &mut buffer)?;
                book.read_sheet(&buffer, &mut sheet)?;
                beside::read(&mut package, &part.target, &mut read_before, &mut sheet.remarks)?;
                book.spent.add_remarks(&sheet.remarks, limits)?;
            }
            SheetKind::Macros => workbook.has_macros = true,
            SheetKind::NoCells => {}
            // Entries may stand there, and nobody would miss them.
            SheetKind::Unknown => {
                return Err(Refusal::damaged(format!("it does not say what its sheet {} is", sheet.name)));
            }
        }
        workbook.sheets.push(sheet);
    }
    workbook.external_links |= parts.iter().any(|part| part.kind == "externalLink");
    if workbook.leftover.pivot {
        workbook.leftover.pivot_rows = pivot_rows(&mut package)?;
    }
    properties(&mut package, &top, &mut workbook)?;
    Ok(workbook)
}

/// What a sheet's part holds, by the type of its relationship.
enum SheetKind {
    Cells,
    Macros,
    NoCells,
    Unknown,
}

impl SheetKind {
    fn of(part: &Relation) -> Self {
        match part.kind.to_ascii_lowercase().as_str() {
            "worksheet" => Self::Cells,
            "xlmacrosheet" | "xlintlmacrosheet" => Self::Macros,
            "chartsheet" | "dialogsheet" => Self::NoCells,
            _ => Self::Unknown,
        }
    }
}

/// How many rows the pivot tables of a workbook keep of what they were made of.
fn pivot_rows(package: &mut Package<'_>) -> Result<u64, Refusal> {
    let is_rows = |name: &&str| name.rsplit('/').next().is_some_and(|last| last.starts_with("pivotcacherecords"));
    let parts: Vec<String> = package.names().filter(is_rows).map(String::from).collect();
    let (mut rows, mut buffer) = (0, Vec::new());
    for part in parts {
        package.unpack(&part, &mut buffer)?;
        // A damaged list has rows too, but nobody needs to know how many.
        rows += children(&buffer).unwrap_or_default();
    }
    Ok(rows)
}

/// How many elements the outermost one of a part holds.
fn children(bytes: &[u8]) -> Result<u64, Refusal> {
    let what = "the rows behind its pivot table";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    xml.root()?;
    let mut count = 0;
    while xml.child()?.is_some() {
        xml.skip()?;
        count += 1;
    }
    Ok(count)
}

fn properties(package: &mut Package<'_>, top: &[Relation], workbook: &mut Workbook) -> Result<(), Refusal> {
    let mut buffer = Vec::new();
    let custom = relation::of_kind(top, "custom-properties")
        .or_else(|| relation::of_kind(top, "customProperties"))
        .map_or("docProps/custom.xml", |part| part.target.as_str());
    if package.unpack(custom, &mut buffer)? {
        workbook.properties = property::custom(&buffer, "its list of custom properties")?;
    }
    let part = relation::of_kind(top, "classificationlabels");
    // Entries can be read whatever has become of a label.
    let has_label = part.is_some_and(|part| package.unpack(&part.target, &mut buffer).unwrap_or(false));
    workbook.label = sensitivity_label::of(has_label.then(|| buffer.clone()), &workbook.properties);
    let extended = relation::of_kind(top, "extended-properties")
        .or_else(|| relation::of_kind(top, "extendedProperties"))
        .map_or("docProps/app.xml", |part| part.target.as_str());
    if package.unpack(extended, &mut buffer)? {
        workbook.app = property::application(&buffer, "its list of properties")?;
    }
    Ok(())
}

fn missing(name: &str) -> Refusal {
    Refusal::damaged(format!("the contents of its sheet {name} are missing"))
}

/// The workbook part: its epoch and its sheets in the order of their tabs.
struct SheetList {
    from_1904: bool,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    visibility: Visibility,
    relation: String,
}

impl SheetList {
    fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let what = "its list of sheets";
        let text = xml::text_of(bytes, what)?;
        let mut xml = Xml::new(&text, what);
        let mut list = Self { from_1904: false, entries: Vec::new() };
        xml.root()?;
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                // Only here: an element of this name in an extension further in says something else.
                "workbookPr" => {
                    let flag = xml.attribute(&tag, "date1904")?;
                    list.from_1904 = flag.is_some_and(|value| xml::is_true(&value));
                    xml.skip()?;
                }
                "sheets" => {
                    while let Some(tag) = xml.child()? {
                        if xml::name(&tag) == "sheet" {
                            let name = xml.attribute(&tag, "name")?.unwrap_or_default();
                            let state = xml.attribute(&tag, "state")?.unwrap_or_default();
                            list.entries.push(Entry {
                                name: text::decoded(name).into_owned(),
                                visibility: visibility(&state),
                                relation: xml.attribute(&tag, "id")?.unwrap_or_default().into_owned(),
                            });
                        }
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        xml.child()?;
        if list.entries.is_empty() {
            return Err(Refusal::damaged("it has no sheets"));
        }
        Ok(list)
    }
}

fn visibility(state: &str) -> Visibility {
    match state.trim().to_ascii_lowercase().as_str() {
        "hidden" => Visibility::Hidden,
        "veryhidden" => Visibility::VeryHidden,
        _ => Visibility::Visible,
    }
}
