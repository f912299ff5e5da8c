//! What cells refer to by style number: number formats, and whether a font crosses out, raises or lowers.
//!
//! Each style is classified once, so that a cell's class costs one look-up.

use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::format_code::{self, Code, Section};
use super::xml::{self, Xml};
use super::{Displayed, Lettering, Refusal, Shown};

/// The classes of a workbook's styles.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    classes: Vec<Class>,
    /// Those that say more than their class, by their numbers.
    odd: BTreeMap<usize, OddStyle>,
}

/// What nearly every style is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class {
    pub(super) shown: Shown,
    pub(super) displayed: Option<Displayed>,
    /// Whether there is more to be known of it.
    pub(super) is_odd: bool,
}

/// A style of which more must be known than its class.
#[derive(Clone, Debug, Default)]
pub(super) struct OddStyle {
    /// The sections of its format, where each value must be asked for its own.
    pub(super) sections: Option<Rc<[Section]>>,
    /// How its font sets a text.
    pub(super) lettering: Lettering,
}

/// The class of a code, and its sections where each value must be asked for its own.
type Known = ((Shown, Option<Displayed>), Option<Rc<[Section]>>);

impl Styles {
    /// Reads the styles from their part.
    pub(super) fn read(bytes: &[u8], what: &str) -> Result<Self, Refusal> {
        let text = xml::text_of(bytes, what)?;
        let mut xml = Xml::new(&text, what);
        let mut codes: BTreeMap<u32, Known> = BTreeMap::new();
        let (mut fonts, mut formats) = (Vec::new(), Vec::new());
        xml.root()?;
        while let Some(group) = xml.child()? {
            match xml::name(&group) {
                "numFmts" => {
                    while let Some(tag) = xml.child()? {
                        let id = number(&xml, &tag, "numFmtId")?;
                        let code = xml.attribute(&tag, "formatCode")?;
                        if let (Some(id), Some(code)) = (id, code) {
                            codes.insert(id, known(&code));
                        }
                        xml.skip()?;
                    }
                }
                "fonts" => {
                    while xml.child()?.is_some() {
                        fonts.push(lettering(&mut xml)?);
                    }
                }
                "cellXfs" => {
                    while let Some(tag) = xml.child()? {
                        if xml::name(&tag) == "xf" {
                            let format = number(&xml, &tag, "numFmtId")?.unwrap_or(0);
                            formats.push((format, number(&xml, &tag, "fontId")?));
                        }
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        xml.child()?;
        let mut styles = Self::default();
        for (style, (format, font)) in formats.into_iter().enumerate() {
            let built_in = || format_code::built_in(format).map(known).unwrap_or_default();
            let ((shown, displayed), sections) = codes.entry(format).or_insert_with(built_in).clone();
            let font = font.and_then(|font| fonts.get(usize::try_from(font).ok()?)).copied();
            let odd = OddStyle { sections, lettering: font.unwrap_or_default() };
            let is_odd = odd.sections.is_some() || odd.lettering != Lettering::Plain;
            styles.classes.push(Class { shown, displayed, is_odd });
            if is_odd {
                styles.odd.insert(style, odd);
            }
        }
        Ok(styles)
    }

    /// The class of a style; General for one that is not in the list.
    #[inline]
    pub(super) fn class(&self, style: usize) -> Class {
        self.classes.get(style).copied().unwrap_or_default()
    }

    /// What more is to be known of a style.
    pub(super) fn odd(&self, style: usize) -> Option<&OddStyle> {
        self.odd.get(&style)
    }
}

/// How the font in the current element sets a text; walked to its end.
pub(super) fn lettering(xml: &mut Xml<'_>) -> Result<Lettering, Refusal> {
    let (mut is_struck, mut script) = (false, Lettering::Plain);
    while let Some(tag) = xml.child()? {
        let value = xml.attribute(&tag, "val")?;
        match xml::name(&tag) {
            "strike" => is_struck = value.is_none_or(|value| xml::is_true(&value)),
            "vertAlign" => {
                script = match value.as_deref() {
                    Some("superscript") => Lettering::Raised,
                    Some("subscript") => Lettering::Lowered,
                    Some(_) | None => Lettering::Plain,
                }
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(if is_struck { Lettering::Struck } else { script })
}

fn known(code: &str) -> Known {
    let Code { class, sections } = format_code::read(code);
    (class, sections.map(Rc::from))
}

fn number<'a>(xml: &Xml<'a>, tag: &BytesStart<'a>, name: &str) -> Result<Option<u32>, Refusal> {
    let value = xml.attribute(tag, name)?;
    Ok(value.and_then(|value| value.trim().parse().ok()))
}
