//! What the styles of an Open Document spreadsheet say of its cells and sheets: how a number is written, and whether a tab is shown.
//!
//! A number's style is a list of elements there (a day, a dot, a month). It is put together as the code that Excel has for it, so
//! that one place knows what codes mean. An element that no code has is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::grid::format_code::{self, Code, Section};
use crate::grid::remark::Remark;
use crate::grid::xml::{self, Xml};
use crate::grid::{Displayed, Lettering, Refusal, Shown, TimeParts};

use super::page::of_page;

/// Far more steps than any style is away from the one that it is made from.
const LONGEST_LINE: usize = 32;
/// More digits than any number has.
const MOST_DIGITS: usize = 20;

/// The styles of a workbook by name.
#[derive(Default)]
pub(super) struct Styles {
    cells: BTreeMap<String, CellStyle>,
    /// How runs of text are set, by the names of their styles.
    texts: BTreeMap<String, Lettering>,
    numbers: BTreeMap<String, Rc<NumberStyle>>,
    hidden_tables: BTreeSet<String>,
    /// The kind of page that tables with a style are printed on.
    pages_of_tables: BTreeMap<String, String>,
    /// What was typed in the headers and footers of a kind of page.
    pages: BTreeMap<String, Vec<Remark>>,
}

/// How a number is shown.
pub(super) struct NumberStyle {
    code: String,
    /// Its class, and how it writes a plain number.
    pub(super) class: (Shown, Option<Displayed>),
    /// Its sections, where each value must be asked for its own.
    pub(super) sections: Option<Vec<Section>>,
}

impl NumberStyle {
    fn of(code: String) -> Self {
        let Code { class, sections } = format_code::read(&code);
        Self { code, class, sections }
    }

    /// Whether it shows a number as a time, and then whether as a length of time, and what of it.
    pub(super) fn time(&self, number: Decimal) -> Option<(bool, TimeParts)> {
        format_code::time_in(self.sections.as_ref()?, number)
    }
}

#[derive(Default)]
struct CellStyle {
    parent: Option<String>,
    number: Option<String>,
    lettering: Option<Lettering>,
}

impl Styles {
    /// Reads the styles that all sheets share from their part.
    pub(super) fn read(&mut self, bytes: &[u8], what: &str) -> Result<(), Refusal> {
        let text = xml::text_of(bytes, what)?;
        let mut xml = Xml::new(&text, what);
        xml.root_named("document-styles")?;
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                "styles" => self.add(&mut xml)?,
                "master-styles" => {
                    while let Some(tag) = xml.child()? {
                        let name = xml.attribute(&tag, "name")?.map(String::from).unwrap_or_default();
                        self.pages.insert(name, of_page(&mut xml)?);
                    }
                }
                _ => xml.skip()?,
            }
        }
        xml.child()?;
        Ok(())
    }

    /// Reads the list of styles that the walk stands in; of two with one name the later counts.
    pub(super) fn add(&mut self, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        while let Some(tag) = xml.child()? {
            let Some(name) = xml.attribute(&tag, "name")?.map(String::from) else {
                xml.skip()?;
                continue;
            };
            let element = xml::name(&tag);
            if element == "style" {
                self.style(xml, &tag, name)?;
            } else if element.ends_with("-style") {
                let code = self.code(xml, &tag)?;
                self.numbers.insert(name, Rc::new(NumberStyle::of(code)));
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    /// How a cell of this style shows its number; nothing where the style does not say.
    pub(super) fn number(&self, style: &str) -> Option<Rc<NumberStyle>> {
        let mut style = self.cells.get(style)?;
        for _ in 0..LONGEST_LINE {
            match &style.number {
                Some(number) => return self.numbers.get(number).cloned(),
                None => style = self.cells.get(style.parent.as_ref()?)?,
            }
        }
        None
    }

    /// How a cell of this style sets its text.
    pub(super) fn of_cell(&self, style: &str) -> Lettering {
        let mut style = self.cells.get(style);
        for _ in 0..LONGEST_LINE {
            match style {
                Some(CellStyle { lettering: Some(lettering), .. }) => return *lettering,
                Some(CellStyle { parent: Some(parent), .. }) => style = self.cells.get(parent),
                Some(CellStyle { parent: None, .. }) | None => break,
            }
        }
        Lettering::Plain
    }

    /// How a run of text of this style is set; nothing where the style does not say.
    pub(super) fn of_run(&self, style: &str) -> Option<Lettering> {
        self.texts.get(style).copied()
    }

    /// Whether the tab of a table with this style is hidden.
    pub(super) fn hides(&self, table: &str) -> bool {
        self.hidden_tables.contains(table)
    }

    /// What was typed in the headers and footers of the pages that a table with this style is printed on.
    pub(super) fn headers(&self, table: &str) -> &[Remark] {
        self.pages_of_tables.get(table).and_then(|page| self.pages.get(page)).map(Vec::as_slice).unwrap_or_default()
    }

    fn style<'a>(&mut self, xml: &mut Xml<'a>, tag: &BytesStart<'a>, name: String) -> Result<(), Refusal> {
        let owned = |name| Ok::<_, Refusal>(xml.attribute(tag, name)?.map(String::from));
        match owned("family")?.as_deref() {
            Some("table-cell") => {
                let (parent, number) = (owned("parent-style-name")?, owned("data-style-name")?);
                let lettering = lettering(xml)?;
                self.cells.insert(name, CellStyle { parent, number, lettering });
                Ok(())
            }
            Some("text") => {
                self.texts.remove(&name);
                let own = lettering(xml)?;
                self.texts.extend(own.map(|lettering| (name, lettering)));
                Ok(())
            }
            Some("table") => {
                self.hidden_tables.remove(&name);
                if let Some(page) = owned("master-page-name")? {
                    self.pages_of_tables.insert(name.clone(), page);
                }
                while let Some(tag) = xml.child()? {
                    let display = xml.attribute(&tag, "display")?;
                    if display.is_some_and(|display| !xml::is_true(&display)) {
                        self.hidden_tables.insert(name.clone());
                    }
                    xml.skip()?;
                }
                Ok(())
            }
            _ => xml.skip(),
        }
    }

    /// The code of the number style that the walk stands in.
    fn code<'a>(&self, xml: &mut Xml<'a>, tag: &BytesStart<'a>) -> Result<String, Refusal> {
        let is_percentage = xml::name(tag) == "percentage-style";
        let mut is_elapsed = xml.attribute(tag, "truncate-on-overflow")?.is_some_and(|value| !xml::is_true(&value));
        let (mut code, mut sections) = (String::new(), String::new());
        while let Some(tag) = xml.child()? {
            let is = |name, wanted| Ok::<_, Refusal>(xml.attribute(&tag, name)?.is_some_and(|value| value == wanted));
            let short_or_long = |short: &'static str, long: &'static str| {
                Ok::<_, Refusal>(if is("style", "long")? { long } else { short })
            };
            let name = xml::name(&tag);
            match name {
                "number" => {
                    code.push_str(&number(xml, &tag)?);
                    continue;
                }
                "scientific-number" => code.push_str("0.00E+00"),
                "fraction" => code.push_str("# ?/?"),
                "text-content" => code.push('@'),
                "boolean" => code.push_str("General"),
                "day" => code.push_str(short_or_long("d", "dd")?),
                "day-of-week" => code.push_str(short_or_long("ddd", "dddd")?),
                "month" if is("textual", "true")? => code.push_str(short_or_long("mmm", "mmmm")?),
                "month" => code.push_str(short_or_long("m", "mm")?),
                "year" => code.push_str(short_or_long("yy", "yyyy")?),
                "era" => code.push('e'),
                "am-pm" => code.push_str("AM/PM"),
                "hours" | "minutes" | "seconds" => {
                    let unit = match name {
                        "hours" => short_or_long("h", "hh")?,
                        "minutes" => short_or_long("m", "mm")?,
                        _ => short_or_long("s", "ss")?,
                    };
                    // The largest unit is the one that does not begin again.
                    if std::mem::take(&mut is_elapsed) {
                        code.push_str(&format!("[{unit}]"));
                    } else {
                        code.push_str(unit);
                    }
                }
                "map" => {
                    let condition = xml.attribute(&tag, "condition")?.unwrap_or_default();
                    let applied = xml.attribute(&tag, "apply-style-name")?.unwrap_or_default();
                    if let Some(applied) = self.numbers.get(&*applied) {
                        sections.push_str(&section(&condition));
                        sections.push_str(&applied.code);
                        sections.push(';');
                    }
                }
                "text" | "currency-symbol" => {
                    let words = xml.text()?.replace(['"', '%'], "");
                    if !words.is_empty() {
                        code.push_str(&format!("\"{words}\""));
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        if is_percentage {
            code.push('%');
        }
        Ok(sections + &code)
    }
}

/// How the style that the walk stands in sets a text, where it says so; walked to its end.
fn lettering(xml: &mut Xml<'_>) -> Result<Option<Lettering>, Refusal> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "text-properties" {
            let line = xml.attribute(&tag, "text-line-through-style")?;
            let position = xml.attribute(&tag, "text-position")?;
            found = match (line.as_deref(), position.as_deref().map(script)) {
                (Some(line), _) if line != "none" => Some(Lettering::Struck),
                (_, Some(script)) => Some(script),
                (Some(_), None) => Some(Lettering::Plain),
                (None, None) => found,
            };
        }
        xml.skip()?;
    }
    Ok(found)
}

/// What a position such as `super 58%` or `-33% 58%` makes of a text.
fn script(position: &str) -> Lettering {
    match position.split_whitespace().next() {
        Some("super") => Lettering::Raised,
        Some("sub") => Lettering::Lowered,
        Some(raise) if raise.starts_with('-') => Lettering::Lowered,
        Some(raise) if raise.starts_with(|digit: char| ('1'..='9').contains(&digit)) => Lettering::Raised,
        Some(_) | None => Lettering::Plain,
    }
}

/// A number as code, with the text that stands between its digits; walked to its end.
fn number<'a>(xml: &mut Xml<'a>, tag: &BytesStart<'a>) -> Result<String, Refusal> {
    let mut code = digits(xml, tag)?;
    while let Some(tag) = xml.child()? {
        let place = xml.attribute(&tag, "position")?.and_then(|value| value.trim().parse::<usize>().ok());
        let text = xml.text()?.replace('"', "");
        let whole = code.find('.').unwrap_or(code.len());
        // It stands before so many digits of the whole part.
        let before = place.and_then(|place| code.get(..whole)?.rmatch_indices(['0', '#']).nth(place.checked_sub(1)?));
        if let Some(start) = before.map(|(start, _)| start) {
            code.insert_str(start, &format!("\"{text}\""));
        }
    }
    Ok(code)
}

/// The digits of a number: `0`, `0.00`, `#,##0.0`; without a number of decimals whatever the number needs.
fn digits<'a>(xml: &Xml<'a>, tag: &BytesStart<'a>) -> Result<String, Refusal> {
    let count = |name| {
        let value = xml.attribute(tag, name)?;
        Ok::<_, Refusal>(value.and_then(|value| value.trim().parse::<usize>().ok()).map(|count| count.min(MOST_DIGITS)))
    };
    let Some(decimals) = count("decimal-places")? else { return Ok("General".to_owned()) };
    let whole = count("min-integer-digits")?.unwrap_or(0);
    let grouped = xml.attribute(tag, "grouping")?.is_some_and(|value| xml::is_true(&value));
    let mut code = match (grouped, whole) {
        (true, 0 | 1) => "#,##0".to_owned(),
        (_, 0) => "#".to_owned(),
        (_, whole) => "0".repeat(whole),
    };
    if decimals > 0 {
        code.push('.');
        code.push_str(&"0".repeat(decimals));
    }
    let factor = xml.attribute(tag, "display-factor")?.unwrap_or_default();
    let thousands = factor.bytes().filter(|digit| *digit == b'0').count() / 3;
    code.push_str(&",".repeat(thousands.min(MOST_DIGITS)));
    Ok(code)
}

/// The condition of a section of a code, where it is another than what the section's place says.
fn section(condition: &str) -> String {
    match condition.trim().trim_start_matches("value()") {
        "" | ">=0" | ">0" | "<0" => String::new(),
        condition => format!("[{condition}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of some number styles by name.
    fn codes(styles: &str) -> Vec<(String, String)> {
        let part = format!("<document-styles><styles>{styles}</styles></document-styles>");
        let mut read = Styles::default();
        read.read(part.as_bytes(), "its list of styles").unwrap();
        read.numbers.into_iter().map(|(name, number)| (name, number.code.clone())).collect()
    }

    #[test]
    fn a_number_style_is_the_code_that_excel_has_for_it() {
        let date = "<number:day number:style=\"long\"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:year number:style=\"long\"/>";
        let time = "<number:hours/><number:text>:</number:text><number:minutes number:style=\"long\"/>";
        for (style, code) in [
            ("<number:number-style X><number:number number:min-integer-digits=\"1\"/></number:number-style>".to_owned(), "General"),
            ("<number:number-style X><number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\"/></number:number-style>".to_owned(), "0.00"),
            ("<number:number-style X><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/><number:text> homes</number:text></number:number-style>".to_owned(), "#,##0\" homes\""),
            ("<number:percentage-style X><number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/><number:text>%</number:text></number:percentage-style>".to_owned(), "0.0%"),
            (format!("<number:date-style X>{date}</number:date-style>"), "dd\"/\"m\"/\"yyyy"),
            ("<number:date-style X><number:month number:textual=\"true\"/><number:text>-</number:text><number:year/></number:date-style>".to_owned(), "mmm\"-\"yy"),
            (format!("<number:time-style X>{time}</number:time-style>"), "h\":\"mm"),
            (format!("<number:time-style X number:truncate-on-overflow=\"false\">{time}</number:time-style>"), "[h]\":\"mm"),
            ("<number:number-style X><number:number number:decimal-places=\"0\" number:min-integer-digits=\"4\"><number:embedded-text number:position=\"2\">-</number:embedded-text></number:number></number:number-style>".to_owned(), "00\"-\"00"),
            ("<number:text-style X><number:text-content/></number:text-style>".to_owned(), "@"),
            ("<number:text-style X><number:text/></number:text-style>".to_owned(), ""),
        ] {
            assert_eq!(codes(&style.replace('X', "style:name=\"N1\""))[0].1, code, "{style}");
        }
    }

    #[test]
    fn a_style_that_applies_others_has_their_sections() {
        let styles = "<number:number-style style:name=\"P0\"><number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/></number:number-style>\
                      <number:number-style style:name=\"N1\"><number:text>-</number:text><number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/>\
                      <style:map style:condition=\"value()&gt;=0\" style:apply-style-name=\"P0\"/></number:number-style>\
                      <number:number-style style:name=\"N2\"><style:map style:condition=\"value()&lt;1\" style:apply-style-name=\"P0\"/>\
                      <style:map style:condition=\"value()&lt;1\" style:apply-style-name=\"gone\"/></number:number-style>";
        let codes: Vec<String> = codes(styles).into_iter().map(|(_, code)| code).collect();
        assert_eq!(codes, ["0.0;\"-\"0.0", "[<1]0.0;", "0.0"]);
    }

    #[test]
    fn styles_that_are_made_from_each_other_in_a_circle_end() {
        let mut styles = Styles::default();
        for (name, parent) in [("a", "b"), ("b", "a")] {
            styles.cells.insert(name.to_owned(), CellStyle { parent: Some(parent.to_owned()), ..CellStyle::default() });
        }
        assert!(styles.number("a").is_none());
    }
}
