//! How the parts of a workbook find each other.
//!
//! A part lists its targets in a relationships part beside it (ECMA-376 part 2). Nothing is found by guessing at a path, since
//! styles and texts may legally stand elsewhere, and a target never leaves the container: it is only ever looked up in it.

use super::Refusal;
use super::package::Package;
use super::xml::{self, Xml};

/// One target of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The identifier by which the part speaks of it.
    pub(crate) id: String,
    /// The last word of its type, the same in both dialects: `worksheet`, `styles`, `sharedStrings`.
    pub(crate) kind: String,
    /// Its name in the container, or an address outside it.
    pub(crate) target: String,
    /// Whether it lies outside the container.
    pub(crate) external: bool,
}

/// The targets of a part, or of the whole container for the empty name. None where there is no such list.
pub(crate) fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = join(folder, &format!("_rels/{file}.rels"));
    let mut bytes = Vec::new();
    if !package.unpack(&list, &mut bytes)? {
        return Ok(Vec::new());
    }
    let what = "its list of connected parts";
    let text = xml::text_of(&bytes, what)?;
    let mut xml = Xml::new(&text, what);
    let mut found = Vec::new();
    xml.root()?;
    while let Some(tag) = xml.child()? {
        if xml::name(&tag) == "Relationship" {
            let id = xml.attribute(&tag, "Id")?.unwrap_or_default().into_owned();
            let kind = xml.attribute(&tag, "Type")?.unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = xml.attribute(&tag, "Target")?.unwrap_or_default();
            let external = xml.attribute(&tag, "TargetMode")?.is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let target = if external { target.into_owned() } else { resolve(package, folder, &target) };
            found.push(Relation { id, kind, target, external });
        }
        xml.skip()?;
    }
    xml.child()?;
    Ok(found)
}

/// The first target of a kind inside the container.
pub(crate) fn of_kind<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r Relation> {
    relations.iter().find(|relation| !relation.external && relation.kind.eq_ignore_ascii_case(kind))
}

/// A target as a name in the container. Spaces and the like may be written as `%20` there; the name as it stands goes first.
fn resolve(package: &Package<'_>, folder: &str, target: &str) -> String {
    let name = join(folder, target);
    if !package.has(&name) && name.contains('%') {
        let plain = percent_decoded(&name);
        if package.has(&plain) {
            return plain;
        }
    }
    name
}

/// Joins a folder and a target: `..` goes up but never out, and a leading slash means the top.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let target = target.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." => {}
            _ => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_container() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("xl", "../elsewhere/s.xml", "elsewhere/s.xml"),
            ("xl", "../../../../etc/passwd", "etc/passwd"),
            ("xl", ".\\worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "_rels/.rels", "_rels/.rels"),
            ("xl", "a.xml#x", "xl/a.xml"),
        ] {
            assert_eq!(join(folder, target), expected, "{target}");
        }
    }

    #[test]
    fn percent_signs_are_decoded_only_where_they_encode() {
        assert_eq!(percent_decoded("a%20b%zz%2"), "a b%zz%2");
    }
}
