//! The formats of cells: those that are there stay, and a cell that is added gets one like its neighbour's.

use std::collections::BTreeMap;

use super::super::{Shown, style};
use super::amendment::{CellFormat, NotAmended, damaged};
use super::container::Container;
use super::markup::{Changes, Tag, TagKind, Tags, raw, with};

/// The number of Excel's own text format, and of General.
const TEXT: &str = "49";
const GENERAL: &str = "0";

/// The list of formats, with those that are added.
pub(super) struct Styles {
    part: Option<String>,
    text: String,
    /// Each format as it stands.
    formats: Vec<String>,
    added: Vec<String>,
    classes: style::Styles,
    known: BTreeMap<(u32, CellFormat), u32>,
}

impl Styles {
    pub(super) fn read(container: &mut Container<'_>, part: Option<&str>) -> Result<Self, NotAmended> {
        let text = match part {
            Some(part) => container.text(part)?.ok_or_else(|| damaged("its list of styles is missing"))?,
            None => String::new(),
        };
        let mut formats = Vec::new();
        walk(&text, |tag, whole| {
            if tag.local() == "xf" {
                formats.push(whole.to_owned());
            }
        })?;
        let classes = if text.is_empty() {
            style::Styles::default()
        } else {
            style::Styles::read(text.as_bytes(), "its list of styles")?
        };
        Ok(Self { part: part.map(str::to_owned), text, classes, formats, added: Vec::new(), known: BTreeMap::new() })
    }

    /// Whether a format is one of percentages.
    pub(super) fn is_percent(&self, style: Option<&str>) -> bool {
        let number = style.and_then(|style| style.trim().parse().ok()).unwrap_or_default();
        self.classes.class(number).shown == Shown::Percent
    }

    /// The number of a format that looks like the one numbered `like`, for cells of that kind.
    pub(super) fn like(&mut self, like: u32, format: CellFormat) -> Result<u32, NotAmended> {
        if let Some(known) = self.known.get(&(like, format)) {
            return Ok(*known);
        }
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let Some(own) = self.formats.get(at(like)).or_else(|| self.formats.first()) else { return Ok(0) };
        let made = changed(own, format)?;
        let count = |list: &[String]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let number = if made == *own {
            like
        } else {
            self.added.push(made);
            count(&self.formats)
                .checked_add(count(&self.added))
                .and_then(|all| all.checked_sub(1))
                .ok_or(NotAmended::Other("it has more formats than can be"))?
        };
        self.known.insert((like, format), number);
        Ok(number)
    }

    /// Puts the list back, where anything was added.
    pub(super) fn write(self, container: &mut Container<'_>) {
        let Some(part) = &self.part else { return };
        if let (false, Ok(text)) = (self.added.is_empty(), self.with_added()) {
            container.put(part, text);
        }
    }

    fn with_added(&self) -> Result<String, NotAmended> {
        let (mut tags, mut changes) = (Tags::of(&self.text), Changes::default());
        let count = (self.formats.len() + self.added.len()).to_string();
        while let Some(tag) = tags.next()? {
            if tag.local() != "cellXfs" {
                continue;
            }
            match tag.kind {
                TagKind::Open => changes.replace(tag.at.clone(), tag.with(&[("count", Some(&count))])),
                TagKind::Close => changes.insert(tag.at.start, self.added.concat()),
                TagKind::Whole => {}
            }
        }
        changes.over(&self.text)
    }
}

/// Goes through the formats of cells, each with the whole of its element.
fn walk(text: &str, mut seen: impl FnMut(&Tag<'_>, &str)) -> Result<(), NotAmended> {
    let mut tags = Tags::of(text);
    let (mut inside, mut open): (bool, Option<(usize, Tag<'_>)>) = (false, None);
    let mut depth: usize = 0;
    while let Some(tag) = tags.next()? {
        if tag.local() == "cellXfs" {
            inside = tag.kind == TagKind::Open;
            continue;
        }
        if !inside {
            continue;
        }
        match tag.kind {
            TagKind::Whole if depth == 0 => seen(&tag, text.get(tag.at.clone()).unwrap_or_default()),
            TagKind::Open => {
                if depth == 0 {
                    open = Some((tag.at.start, tag));
                }
                depth += 1;
            }
            TagKind::Close => {
                depth = depth.checked_sub(1).ok_or_else(|| damaged("its list of styles is not well-formed"))?;
                if let Some((start, first)) = open.take_if(|_| depth == 0) {
                    seen(&first, text.get(start..tag.at.end).unwrap_or_default());
                }
            }
            TagKind::Whole => {}
        }
    }
    Ok(())
}

/// A format with another number format, and for lines the text at the top and wrapped.
fn changed(own: &str, format: CellFormat) -> Result<String, NotAmended> {
    let mut tags = Tags::of(own);
    let first = tags.next()?.ok_or_else(|| damaged("its list of styles is not well-formed"))?;
    let number = if format == CellFormat::General { GENERAL } else { TEXT };
    if first.raw("numFmtId") == Some(number) && format != CellFormat::Lines {
        return Ok(own.to_owned());
    }
    let mut attributes =
        with(first.attributes, &[("numFmtId", Some(number)), ("applyNumberFormat", Some("1")), ("quotePrefix", None)]);
    let mut inside = String::new();
    let prefix = first.prefix();
    if format == CellFormat::Lines {
        attributes = with(&attributes, &[("applyAlignment", Some("1"))]);
        inside.push_str(&format!("<{prefix}alignment vertical=\"top\" wrapText=\"1\"/>"));
    }
    while let Some(tag) = tags.next()? {
        let is_kept = tag.kind == TagKind::Whole
            && (tag.local() == "protection" || (tag.local() == "alignment" && format != CellFormat::Lines));
        if is_kept {
            inside.push_str(own.get(tag.at).unwrap_or_default());
        }
    }
    debug_assert!(raw(&attributes, "numFmtId").is_some(), "a format has its number");
    Ok(match inside.as_str() {
        "" => format!("<{}{attributes}/>", first.name),
        inside => format!("<{name}{attributes}>{inside}</{name}>", name = first.name),
    })
}
