//! The number formats that cells refer to by style number.
//!
//! Of a workbook's styles only the number format matters here. Each style is classified once, so that a cell's class costs one
//! look-up.

use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::format_code::{self, Section};
use super::xml::{self, Xml};
use super::{Displayed, Refusal, Shown};

/// The classes of a workbook's styles.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    classes: Vec<Class>,
    /// Those of which a section shows a time, by their numbers.
    times: BTreeMap<usize, Rc<[Section]>>,
}

type Class = (Shown, Option<Displayed>);
/// The class of a code, and its sections where one shows a time.
type Known = (Class, Option<Rc<[Section]>>);

impl Styles {
    /// Reads the styles from their part.
    pub(super) fn read(bytes: &[u8], what: &str) -> Result<Self, Refusal> {
        let text = xml::text_of(bytes, what)?;
        let mut xml = Xml::new(&text, what);
        let mut codes: BTreeMap<u32, Known> = BTreeMap::new();
        let mut formats = Vec::new();
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
                "cellXfs" => {
                    while let Some(tag) = xml.child()? {
                        if xml::name(&tag) == "xf" {
                            formats.push(number(&xml, &tag, "numFmtId")?.unwrap_or(0));
                        }
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        xml.child()?;
        let mut styles = Self::default();
        for (style, id) in formats.iter().enumerate() {
            let own = codes.get(id).cloned();
            let (class, times) = own.or_else(|| format_code::built_in(*id).map(known)).unwrap_or_default();
            styles.classes.push(class);
            styles.times.extend(times.map(|times| (style, times)));
        }
        Ok(styles)
    }

    /// Whether a style shows a number as a time, and then whether as a length of time.
    #[inline]
    pub(super) fn time(&self, style: usize, number: Decimal) -> Option<bool> {
        format_code::time_in(self.times.get(&style)?, number)
    }

    /// The class of a style; General for one that is not in the list.
    #[inline]
    pub(super) fn class(&self, style: usize) -> Class {
        self.classes.get(style).copied().unwrap_or_default()
    }
}

fn known(code: &str) -> Known {
    (format_code::classify(code), format_code::times(code).map(Rc::from))
}

fn number<'a>(xml: &Xml<'a>, tag: &quick_xml::events::BytesStart<'a>, name: &str) -> Result<Option<u32>, Refusal> {
    let value = xml.attribute(tag, name)?;
    Ok(value.and_then(|value| value.trim().parse().ok()))
}
