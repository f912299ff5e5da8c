//! A sensitivity label, as Microsoft 365 keeps it in a workbook: a part of its own, and custom properties that older programs
//! read. It is carried as it stands, never made or changed.

use std::collections::BTreeMap;

use super::SensitivityLabel;
use super::xml::{self, Xml};

/// How the names of its properties begin; the identifier of the label follows.
const PROPERTY: &str = "MSIP_Label_";
/// The largest part that is carried. That of a label is less than a thousandth of a megabyte.
const MOST_BYTES: usize = 65_536;
/// How many properties are carried at most: a label has nine.
const MOST_PROPERTIES: usize = 90;
/// The longest text of a property, in UTF-16 units.
const LONGEST: usize = 255;

/// The label of a workbook with this part and these custom properties; what is no label of any program is left out.
pub(super) fn of(part: Option<Vec<u8>>, properties: &BTreeMap<String, String>) -> Option<SensitivityLabel> {
    let fits = |text: &str| text.encode_utf16().count() <= LONGEST;
    let is_own = |(name, value): &(&String, &String)| is_property(name) && fits(name) && fits(value);
    let own = properties.iter().filter(is_own).map(|(name, value)| (name.clone(), value.clone()));
    let properties: BTreeMap<String, String> = own.take(MOST_PROPERTIES).collect();
    let part = part.filter(|bytes| bytes.len() <= MOST_BYTES && is_list_of_labels(bytes));
    (part.is_some() || !properties.is_empty()).then_some(SensitivityLabel { part, properties })
}

/// `MSIP_Label_`, an identifier, `_` and what is said of it.
fn is_property(name: &str) -> bool {
    let rest = name.get(..PROPERTY.len()).filter(|start| start.eq_ignore_ascii_case(PROPERTY)).map(str::len);
    let rest = rest.and_then(|length| name.get(length..)).and_then(|rest| rest.split_once('_'));
    rest.is_some_and(|(label, what)| is_identifier(label) && !what.is_empty())
}

/// Whether a part is what Microsoft 365 writes (MS-OFFCRYPTO 2.6.2): a list of labels, each with its identifier.
fn is_list_of_labels(bytes: &[u8]) -> bool {
    let what = "its sensitivity label";
    let read = || {
        let text = xml::text_of(bytes, what).ok()?;
        let mut xml = Xml::new(&text, what);
        xml.root_named("labelList").ok()?;
        let mut labels = 0;
        while let Some(tag) = xml.child().ok()? {
            if xml::name(&tag) == "label" {
                let identifier = xml.attribute(&tag, "id").ok()??;
                labels += usize::from(is_identifier(identifier.trim_matches(['{', '}'])));
            }
            xml.skip().ok()?;
        }
        // What comes after the list is damage.
        xml.child().ok()?.is_none().then_some(labels)
    };
    read().is_some_and(|labels| labels > 0)
}

/// `8-4-4-4-12` hexadecimal digits.
fn is_identifier(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "7f3c2a10-0b1d-4c5e-9a6f-0123456789ab";

    fn list(labels: &str) -> Vec<u8> {
        let namespace = "http://schemas.microsoft.com/office/2020/mipLabelMetadata";
        format!("<?xml version=\"1.0\"?><clbl:labelList xmlns:clbl=\"{namespace}\">{labels}</clbl:labelList>")
            .into_bytes()
    }

    fn label() -> String {
        format!("<clbl:label id=\"{{{ID}}}\" enabled=\"1\" method=\"Privileged\" siteId=\"{{{ID}}}\" removed=\"0\"/>")
    }

    fn carried(part: Vec<u8>) -> bool {
        of(Some(part), &BTreeMap::new()).is_some()
    }

    #[test]
    fn a_list_of_labels_is_carried_as_it_stands_and_nothing_else_is() {
        let part = list(&label());
        assert_eq!(of(Some(part.clone()), &BTreeMap::new()).unwrap().part, Some(part.clone()));
        assert!(carried(list(&(label() + "<clbl:extLst/>"))));
        assert!(carried(list(&label().replace(['{', '}'], ""))));
        let wide: Vec<u8> = b"\xff\xfe"
            .iter()
            .copied()
            .chain(String::from_utf8(part.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(carried(wide));
        for damaged in [
            Vec::new(),
            b"\0\x01 no XML".to_vec(),
            part[..part.len() - 20].to_vec(),
            [part.clone(), b"<more/>".to_vec()].concat(),
            list(""),
            list("<clbl:label enabled=\"1\"/>"),
            list("<clbl:label id=\"Official\"/>"),
            b"<labels/>".to_vec(),
            [b"<!DOCTYPE a [<!ENTITY b \"c\">]>".to_vec(), list(&label())].concat(),
            list(&label().repeat(500)),
        ] {
            assert!(!carried(damaged.clone()), "{}", String::from_utf8_lossy(&damaged));
        }
    }

    #[test]
    fn of_custom_properties_only_those_of_a_label_are_carried() {
        let properties = |names: &[String]| names.iter().map(|name| (name.clone(), "x".to_owned())).collect();
        let own = format!("MSIP_Label_{ID}_Name");
        let among = [
            own.clone(),
            "planroll-plan".into(),
            "MSIP_Label_x_Name".into(),
            format!("MSIP_Label_{ID}"),
            format!("{own}{}", "x".repeat(255)),
        ];
        let label = of(None, &properties(&among)).unwrap();
        assert_eq!(label.properties.keys().collect::<Vec<_>>(), [&own]);
        assert_eq!(of(None, &BTreeMap::from([(own.clone(), "x".repeat(256))])), None);
        let many: Vec<String> = (0..1_000).map(|number| format!("{own}{number}")).collect();
        assert_eq!(of(None, &properties(&many)).unwrap().properties.len(), MOST_PROPERTIES);
        assert_eq!(of(None, &BTreeMap::new()), None);
    }
}
