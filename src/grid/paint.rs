//! What fills the cells of an .xlsx workbook, whether they are bold, and which of them are set in a font of symbols.
//!
//! Only trackers that councils keep by themselves are asked for it, where a colour is all that a rating is. It is read by
//! itself, so that nobody else pays for it. Colours are told as the workbook shows them: of its theme, with its tints.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::package::Package;
use super::relation;
use super::sniff::{self, Opened};
use super::xml::{self, Xml};
use super::{CellRef, Limit, Limits, Refusal};

/// How a cell is painted, where that is anything.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Paint {
    /// What fills it, as `0xRRGGBB`; white and no fill are none.
    pub fill: Option<u32>,
    /// Whether its text is bold.
    pub bold: bool,
    /// The font of symbols that it is set in.
    pub symbols: Option<String>,
}

/// The painted cells of a sheet.
pub(crate) type Painted = BTreeMap<CellRef, Paint>;

/// The colours that old workbooks name by number (ECMA-376 part 1, 18.8.27), from 8 on.
const INDEXED: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000, 0x00_8000,
    0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF,
    0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000,
    0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
    0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966,
    0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];
/// The colours of a theme in the order in which cells name them, by the names of their elements.
const OF_THEME: [&str; 12] =
    ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
const WHITE: u32 = 0xFF_FF_FF;

/// How the cells of each sheet are painted, in the order of [`super::read`]; nothing of workbooks in other formats.
///
/// # Errors
/// As for reading the workbook.
pub(crate) fn paint(bytes: &[u8], limits: &Limits) -> Result<Vec<Painted>, Refusal> {
    match sniff::open(bytes, limits)? {
        Opened::Package(package, super::Format::Xlsx | super::Format::Xlsm) => of_package(*package, limits),
        Opened::Package(..) | Opened::Compound { .. } => Ok(Vec::new()),
    }
}

fn of_package(mut package: Package<'_>, limits: &Limits) -> Result<Vec<Painted>, Refusal> {
    let top = relation::relations(&mut package, "")?;
    let main = relation::of_kind(&top, "officeDocument").map_or("xl/workbook.xml", |main| main.target.as_str());
    let parts = relation::relations(&mut package, main)?;
    let mut buffer = Vec::new();
    let mut theme = Vec::new();
    if let Some(part) = relation::of_kind(&parts, "theme")
        && package.unpack(&part.target, &mut buffer)?
    {
        // A sheet can be read whatever has become of its theme.
        theme = theme_colours(&buffer).unwrap_or_default();
    }
    let mut styles = Vec::new();
    if let Some(part) = relation::of_kind(&parts, "styles")
        && package.unpack(&part.target, &mut buffer)?
    {
        styles = paints(&buffer, &theme)?;
    }
    package.unpack(main, &mut buffer)?;
    let mut painted = Vec::new();
    let mut left = limits.cells;
    for id in sheet_ids(&buffer)? {
        let part = parts.iter().find(|part| part.id == id && part.kind.eq_ignore_ascii_case("worksheet"));
        let mut cells = Painted::new();
        if let Some(part) = part
            && package.unpack(&part.target, &mut buffer)?
        {
            cells_of(&buffer, &styles, &mut cells, &mut left, limits)?;
        }
        painted.push(cells);
    }
    Ok(painted)
}

fn sheet_ids(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let what = "its list of sheets";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let mut ids = Vec::new();
    xml.root()?;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "sheets" {
            while let Some(tag) = xml.child()? {
                if xml::name(&tag) == "sheet" {
                    ids.push(xml.attribute(&tag, "id")?.unwrap_or_default().into_owned());
                }
                xml.skip()?;
            }
        } else {
            xml.skip()?;
        }
    }
    Ok(ids)
}

/// The colours of a theme, in the order in which cells name them.
fn theme_colours(bytes: &[u8]) -> Result<Vec<u32>, Refusal> {
    let what = "its theme";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let mut found = vec![WHITE; OF_THEME.len()];
    xml.root()?;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) != "themeElements" {
            xml.skip()?;
            continue;
        }
        while let Some(tag) = xml.child()? {
            if xml::name(&tag) != "clrScheme" {
                xml.skip()?;
                continue;
            }
            while let Some(tag) = xml.child()? {
                let at = OF_THEME.iter().position(|name| *name == xml::name(&tag));
                while let Some(own) = xml.child()? {
                    let value = match xml::name(&own) {
                        "sysClr" => xml.attribute(&own, "lastClr")?,
                        _ => xml.attribute(&own, "val")?,
                    };
                    let value = value.and_then(|value| hex(&value));
                    if let (Some(place), Some(value)) = (at.and_then(|at| found.get_mut(at)), value) {
                        *place = value;
                    }
                    xml.skip()?;
                }
            }
        }
    }
    Ok(found)
}

/// How each style of the list paints a cell.
fn paints(bytes: &[u8], theme: &[u32]) -> Result<Vec<Paint>, Refusal> {
    let what = "its list of styles";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let (mut fonts, mut fills, mut paints) = (Vec::new(), Vec::new(), Vec::new());
    xml.root()?;
    while let Some(group) = xml.child()? {
        match xml::name(&group) {
            "fonts" => {
                while xml.child()?.is_some() {
                    fonts.push(font(&mut xml)?);
                }
            }
            "fills" => {
                while xml.child()?.is_some() {
                    fills.push(fill(&mut xml, theme)?);
                }
            }
            "cellXfs" => {
                while let Some(tag) = xml.child()? {
                    let number = |name| {
                        let value = xml.attribute(&tag, name)?;
                        Ok::<_, Refusal>(value.and_then(|value| value.trim().parse::<usize>().ok()))
                    };
                    let fill = number("fillId")?.and_then(|id| fills.get(id).copied()).flatten();
                    let font = number("fontId")?.and_then(|id| fonts.get(id).cloned());
                    let (bold, symbols) = font.unwrap_or_default();
                    paints.push(Paint { fill, bold, symbols });
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(paints)
}

/// Whether a font is bold, and its name where it is one of symbols.
fn font(xml: &mut Xml<'_>) -> Result<(bool, Option<String>), Refusal> {
    let (mut bold, mut symbols) = (false, None);
    while let Some(tag) = xml.child()? {
        let value = xml.attribute(&tag, "val")?;
        match xml::name(&tag) {
            "b" => bold = value.is_none_or(|value| xml::is_true(&value)),
            "name" | "rFont" => symbols = value.and_then(|name| symbol_font(&name)),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((bold, symbols))
}

/// The name of a font, in small letters, where its letters are symbols.
pub(crate) fn symbol_font(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    ["wingdings", "wingdings 2", "wingdings 3", "webdings"].contains(&name.as_str()).then_some(name)
}

/// The colour of a fill, as it is seen: a pattern is seen by its foreground, a gradient by its first colour.
fn fill(xml: &mut Xml<'_>, theme: &[u32]) -> Result<Option<u32>, Refusal> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        match xml::name(&tag) {
            "patternFill" => {
                let kind = xml.attribute(&tag, "patternType")?;
                let is_none = kind.is_none_or(|kind| matches!(&*kind, "none" | ""));
                while let Some(own) = xml.child()? {
                    if xml::name(&own) == "fgColor" && !is_none {
                        found = colour(xml, &own, theme)?;
                    }
                    xml.skip()?;
                }
            }
            "gradientFill" => {
                while xml.child()?.is_some() {
                    while let Some(own) = xml.child()? {
                        let own = colour(xml, &own, theme)?;
                        found = found.or(own);
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(found.filter(|found| *found != WHITE))
}

fn colour<'a>(xml: &Xml<'a>, tag: &BytesStart<'a>, theme: &[u32]) -> Result<Option<u32>, Refusal> {
    let number = |name| {
        let value = xml.attribute(tag, name)?;
        Ok::<_, Refusal>(value.and_then(|value| value.trim().parse::<usize>().ok()))
    };
    let base = if let Some(own) = xml.attribute(tag, "rgb")? {
        hex(&own)
    } else if let Some(at) = number("theme")? {
        theme.get(at).copied()
    } else {
        // The first eight are the next eight again; 64 and 65 are the system's own.
        number("indexed")?.and_then(|at| INDEXED.get(if at < 8 { at } else { at.checked_sub(8)? }).copied())
    };
    let tint = xml.attribute(tag, "tint")?.and_then(|tint| hundredths(&tint)).unwrap_or_default();
    Ok(base.map(|base| tinted(base, tint)))
}

/// A part of one, in hundredths.
fn hundredths(text: &str) -> Option<i32> {
    let text = text.trim();
    let part = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok()?;
    part.clamp(Decimal::NEGATIVE_ONE, Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED)?.round().to_i32()
}

/// A colour made lighter or darker, by so many hundredths.
fn tinted(colour: u32, hundredths: i32) -> u32 {
    let one = |shift: u32| {
        let own = i32::from(u8::try_from(colour >> shift & 0xFF).unwrap_or_default());
        let made = if hundredths < 0 { own * (100 + hundredths) / 100 } else { own + (255 - own) * hundredths / 100 };
        u32::from(u8::try_from(made).unwrap_or(u8::MAX)) << shift
    };
    one(16) | one(8) | one(0)
}

/// Six digits, or eight of which the first two say how much shines through.
fn hex(text: &str) -> Option<u32> {
    let digits = text.trim();
    let digits = if digits.len() == 8 { digits.get(2..)? } else { digits };
    (digits.len() == 6).then(|| u32::from_str_radix(digits, 16).ok())?
}

fn cells_of(
    bytes: &[u8],
    styles: &[Paint],
    cells: &mut Painted,
    left: &mut u64,
    limits: &Limits,
) -> Result<(), Refusal> {
    let what = "one of its sheets";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let plain = Paint::default();
    xml.root()?;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) != "sheetData" {
            xml.skip()?;
            continue;
        }
        let mut next_row = 0;
        while let Some(tag) = xml.child()? {
            let own = xml.attribute(&tag, "r")?.and_then(|own| own.trim().parse::<u32>().ok()?.checked_sub(1));
            let row = own.unwrap_or(next_row);
            next_row = row.checked_add(1).unwrap_or(row);
            let mut next_col = 0;
            while let Some(tag) = xml.child()? {
                let own = xml.attribute(&tag, "r")?.and_then(|own| CellRef::parse(&own));
                let at = own.or_else(|| CellRef::new(row, next_col));
                let style = xml.attribute(&tag, "s")?.and_then(|style| style.trim().parse::<usize>().ok());
                if let Some(at) = at {
                    next_col = at.col.checked_add(1).unwrap_or(at.col);
                    let paint = style.and_then(|style| styles.get(style)).filter(|paint| **paint != plain);
                    if let Some(paint) = paint {
                        *left = left.checked_sub(1).ok_or(Refusal::TooLarge {
                            limit: Limit::Cells,
                            found: limits.cells,
                            allowed: limits.cells,
                            place: None,
                        })?;
                        cells.insert(at, paint.clone());
                    }
                }
                xml.skip()?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tint_makes_a_colour_lighter_or_darker() {
        assert_eq!(tinted(0xFF_00_00, 0), 0xFF_00_00);
        assert_eq!(tinted(0x80_80_80, 100), WHITE);
        assert_eq!(tinted(0x80_80_80, -50), 0x40_40_40);
        assert_eq!(hundredths("-0.499984740745262"), Some(-50));
        assert_eq!(hundredths("7.99E-1"), Some(80));
        assert_eq!((hundredths("9"), hundredths("NaN")), (Some(100), None));
    }

    #[test]
    fn a_colour_is_six_digits_with_or_without_how_much_shines_through() {
        assert_eq!(hex("FFFFC000"), Some(0xFF_C0_00));
        assert_eq!(hex("ffc000"), Some(0xFF_C0_00));
        assert_eq!(hex("red"), None);
    }
}
