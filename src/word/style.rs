//! The styles of a document, found by their names in whatever language they are called and whatever their identifiers, and
//! added where there is none.
//!
//! Word keeps the names of its own styles in English (`heading 1`) and gives them identifiers in its user's language
//! (`berschrift1`). A style that the template has is used as it is; what is added takes font and colour from its standard.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Level;
use super::error::Unreadable;
use super::scan::WORD;
use super::text::attribute;
use super::walk::{Step, Walk, with_child};
use crate::domain::key;

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(Level),
    Caption,
    Bullet,
    /// The text of a table's cells.
    TableText,
    /// An entry of a contents field.
    Entry(Level),
}

impl Role {
    /// The name of its style, and the identifier that is given to it where there is none.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("Title", "Title"),
            Self::Heading(Level::One) => ("heading 1", "Heading1"),
            Self::Heading(Level::Two) => ("heading 2", "Heading2"),
            Self::Heading(Level::Three) => ("heading 3", "Heading3"),
            Self::Caption => ("caption", "Caption"),
            Self::Bullet => ("List Bullet", "ListBullet"),
            Self::TableText => ("Table Text", "TableText"),
            Self::Entry(Level::One) => ("toc 1", "TOC1"),
            Self::Entry(Level::Two) => ("toc 2", "TOC2"),
            Self::Entry(Level::Three) => ("toc 3", "TOC3"),
        }
    }

    /// What is its own in an added style.
    fn look(self) -> &'static str {
        match self {
            Self::Title => {
                "<w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/></w:rPr>"
            }
            Self::Heading(Level::One) => {
                "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr>"
            }
            Self::Heading(Level::Two) => {
                "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>"
            }
            Self::Heading(Level::Three) => {
                "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>"
            }
            Self::Caption => {
                "<w:pPr><w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>"
            }
            Self::Bullet => "<w:pPr><w:contextualSpacing/></w:pPr>",
            Self::TableText => {
                "<w:pPr><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>"
            }
            Self::Entry(Level::One) => "<w:pPr><w:spacing w:after=\"80\"/></w:pPr>",
            Self::Entry(Level::Two) => "<w:pPr><w:spacing w:after=\"80\"/><w:ind w:left=\"284\"/></w:pPr>",
            Self::Entry(Level::Three) => "<w:pPr><w:spacing w:after=\"80\"/><w:ind w:left=\"568\"/></w:pPr>",
        }
    }
}

/// The name of the table style that is added where no table of the template shows one.
const TABLE: &str = "Planroll Table";
/// What is its own: thin lines, and a header of white on dark blue, contrast 11 to 1.
const TABLE_LOOK: &str = "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:tblPr><w:tblStyleRowBandSize w:val=\"1\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/></w:tblBorders><w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"28\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/><w:color w:val=\"FFFFFF\"/></w:rPr><w:tblPr/><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"1F3A5F\"/></w:tcPr></w:tblStylePr>";

/// The styles of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    text: String,
    /// Identifiers by kind and name.
    by_name: BTreeMap<(String, String), String>,
    /// Names of paragraph styles by identifier.
    names: BTreeMap<String, String>,
    based_on: BTreeMap<String, String>,
    /// Paragraph styles with a list of their own.
    lists: BTreeSet<String>,
    /// All identifiers: two kinds must not share one.
    ids: BTreeSet<String>,
    standard: Option<String>,
    standard_table: Option<String>,
    /// The font of ordinary text, where it is named and not the theme's.
    pub(super) font: Option<String>,
    added: String,
}

impl Styles {
    /// Reads a part of styles, which may be empty where a document has none.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut styles = Self { text: text.to_owned(), ..Self::default() };
        let mut walk = Walk::new(text, "its styles");
        let (mut kind, mut id, mut is_standard) = (String::new(), String::new(), false);
        let mut fonts: (Option<String>, Option<String>) = (None, None);
        let mut open: Vec<String> = Vec::new();
        while let Some((step, _)) = walk.step()? {
            match step {
                Step::Open(tag) => {
                    let value = || tag.attribute("w:val").unwrap_or_default();
                    let parent = open.last().map(String::as_str).unwrap_or_default();
                    match (tag.name(), parent) {
                        ("w:style", _) => {
                            kind = tag.attribute("w:type").unwrap_or_else(|| "paragraph".to_owned());
                            id = tag.attribute("w:styleId").unwrap_or_default();
                            is_standard = tag.attribute("w:default").is_some_and(|own| own == "1" || own == "true");
                            styles.ids.insert(id.to_lowercase());
                            match kind.as_str() {
                                "paragraph" if is_standard => styles.standard = Some(id.clone()),
                                "table" if is_standard => styles.standard_table = Some(id.clone()),
                                _ => {}
                            }
                        }
                        ("w:name", "w:style") => {
                            let name = key(&value());
                            styles.by_name.entry((kind.clone(), name.clone())).or_insert_with(|| id.clone());
                            if kind == "paragraph" {
                                styles.names.insert(id.clone(), name);
                            }
                        }
                        ("w:basedOn", "w:style") => {
                            styles.based_on.insert(id.clone(), value());
                        }
                        ("w:numId", "w:numPr") if kind == "paragraph" && value() != "0" => {
                            styles.lists.insert(id.clone());
                        }
                        ("w:rFonts", "w:rPr") => {
                            let font = tag.attribute("w:ascii").filter(|_| tag.attribute("w:asciiTheme").is_none());
                            if open.iter().any(|name| name == "w:docDefaults") {
                                fonts.0 = font;
                            } else if is_standard && kind == "paragraph" {
                                fonts.1 = font;
                            }
                        }
                        _ => {}
                    }
                    open.push(tag.name().to_owned());
                }
                Step::Close => {
                    open.pop();
                }
                Step::Text(_) => {}
            }
        }
        styles.font = fonts.1.or(fonts.0);
        Ok(styles)
    }

    /// The identifier of the style for a paragraph, which is added where there is none of its name.
    pub(super) fn of(&mut self, role: Role) -> String {
        let (name, id) = role.names();
        if let Some(known) = self.by_name.get(&("paragraph".to_owned(), key(name))) {
            return known.clone();
        }
        let based_on = self.standard.as_ref().map(|own| format!("<w:basedOn w:val=\"{}\"/>", attribute(own)));
        let based_on = based_on.unwrap_or_default();
        let next = match (role, &self.standard) {
            (Role::Title | Role::Heading(_) | Role::Caption, Some(own)) => {
                format!("<w:next w:val=\"{}\"/>", attribute(own))
            }
            _ => String::new(),
        };
        let format = if matches!(role, Role::TableText | Role::Entry(_)) { "" } else { "<w:qFormat/>" };
        let inside = format!("{based_on}{next}{format}{}", role.look());
        let custom = if role == Role::TableText { " w:customStyle=\"1\"" } else { "" };
        let id = self.add("paragraph", id, name, custom, &inside);
        self.names.insert(id.clone(), key(name));
        id
    }

    /// The identifier of the table style, and whether it is our own: that of the template's first table, where it has one
    /// that shows lines or colours.
    pub(super) fn of_tables(&mut self, of_first: Option<&str>) -> (String, bool) {
        let is_styled =
            |id: &&str| self.standard_table.as_deref() != Some(*id) && self.ids.contains(&id.to_lowercase());
        let own = self.by_name.get(&("table".to_owned(), key(TABLE)));
        if let Some(id) = of_first.filter(is_styled) {
            return (id.to_owned(), own.is_some_and(|own| own == id));
        }
        if let Some(known) = own {
            return (known.clone(), true);
        }
        let based_on = self.standard_table.as_ref().map(|own| format!("<w:basedOn w:val=\"{}\"/>", attribute(own)));
        let inside = format!("{}<w:uiPriority w:val=\"99\"/>{TABLE_LOOK}", based_on.unwrap_or_default());
        (self.add("table", "PlanrollTable", TABLE, " w:customStyle=\"1\"", &inside), true)
    }

    /// Whether a paragraph style makes a list by itself, or one that it is based on does.
    pub(super) fn makes_list(&self, id: &str) -> bool {
        let mut at = Some(id);
        // A circle of styles ends somewhere.
        for _ in 0..20 {
            let Some(own) = at else { return false };
            if self.lists.contains(own) {
                return true;
            }
            at = self.based_on.get(own).map(String::as_str);
        }
        false
    }

    /// The level of a heading style, and 0 for the title's; none for any other.
    pub(super) fn level(&self, id: &str) -> Option<usize> {
        let name = self.names.get(id)?;
        match name.as_str() {
            "title" => Some(0),
            name => name.strip_prefix("heading ")?.parse().ok(),
        }
    }

    /// Whether a paragraph style is the one for captions.
    pub(super) fn is_caption(&self, id: &str) -> bool {
        self.names.get(id).is_some_and(|name| name == "caption")
    }

    /// The part with what was added; none where nothing was.
    pub(super) fn written(&self) -> Option<String> {
        if self.added.is_empty() {
            return None;
        }
        let empty = format!("<w:styles xmlns:w=\"{WORD}\"></w:styles>");
        Some(with_child(if self.text.is_empty() { &empty } else { &self.text }, &self.added))
    }

    fn add(&mut self, kind: &str, id: &str, name: &str, custom: &str, inside: &str) -> String {
        let numbered = (2..).map(|number| format!("{id}{number}"));
        let free = std::iter::once(id.to_owned()).chain(numbered).find(|id| !self.ids.contains(&id.to_lowercase()));
        let id = free.unwrap_or_default();
        let spoken = attribute(&id);
        // The part may call Word's elements otherwise.
        let space = if self.text.is_empty() || self.text.contains("xmlns:w=") { "" } else { WORD };
        let space = if space.is_empty() { String::new() } else { format!(" xmlns:w=\"{space}\"") };
        self.added += &format!(
            "<w:style{space} w:type=\"{kind}\"{custom} w:styleId=\"{spoken}\"><w:name w:val=\"{name}\"/>{inside}</w:style>"
        );
        self.ids.insert(id.to_lowercase());
        self.by_name.insert((kind.to_owned(), key(name)), id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:type="character" w:styleId="Title"><w:name w:val="Titelzeichen"/></w:style><w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/><w:basedOn w:val="Liste"/></w:style><w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style><w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/></w:style></w:styles>"#;

    #[test]
    fn a_style_is_found_by_its_name_and_used_as_it_is() {
        let mut styles = Styles::read(GERMAN).unwrap();
        assert_eq!(styles.of(Role::Heading(Level::One)), "berschrift1");
        assert_eq!(styles.of(Role::Bullet), "Aufzhlung");
        assert!(styles.makes_list("Aufzhlung") && !styles.makes_list("Standard"));
        assert_eq!((styles.level("berschrift1"), styles.level("Standard")), (Some(1), None));
        assert_eq!(styles.font.as_deref(), Some("Calibri"));
        assert_eq!(styles.written(), None, "nothing was missing");
    }

    #[test]
    fn a_style_that_is_missing_is_added_once_under_an_identifier_of_its_own() {
        let mut styles = Styles::read(GERMAN).unwrap();
        assert_eq!([styles.of(Role::Title), styles.of(Role::Title)], ["Title2", "Title2"]);
        let written = styles.written().unwrap();
        assert!(written.starts_with(GERMAN.strip_suffix("</w:styles>").unwrap()), "additions only");
        assert_eq!(written.matches("<w:basedOn w:val=\"Standard\"/>").count(), 1);
        assert_eq!(Styles::read(&written).unwrap().level("Title2"), Some(0));
    }

    #[test]
    fn the_style_of_the_first_table_is_used_where_it_shows_anything() {
        let text = GERMAN.replace(
            "</w:styles>",
            r#"<w:style w:type="table" w:styleId="Rat"><w:name w:val="Council"/></w:style></w:styles>"#,
        );
        let mut styles = Styles::read(&text).unwrap();
        assert_eq!(styles.of_tables(Some("Rat")), ("Rat".to_owned(), false));
        for nothing in [None, Some("NormaleTabelle"), Some("nowhere")] {
            assert_eq!(styles.of_tables(nothing), ("PlanrollTable".to_owned(), true));
        }
    }
}
