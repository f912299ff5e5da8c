//! Sensitivity labels of Microsoft 365: carried from the plan workbook to everything written from it, from a return to its
//! marked copy, and never made.
//!
//! The parts are those of MS-OI29500 and MS-OFFCRYPTO 2.6.2, as Microsoft 365 writes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use mail_parser::{MessageParser, MimeHeaders as _};
use zip::write::SimpleFileOptions;

use super::workdir::Workdir;

const PART: &str = "docMetadata/LabelInfo.xml";
const CUSTOM: &str = "docProps/custom.xml";
const OFFICIAL: &str = "7f3c2a10-0b1d-4c5e-9a6f-0123456789ab";
const SENSITIVE: &str = "5e1d8b42-77aa-4f03-8c21-ba9876543210";

/// The part of a label as Microsoft 365 writes it.
fn part_of(label: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?><clbl:labelList \
         xmlns:clbl=\"http://schemas.microsoft.com/office/2020/mipLabelMetadata\"><clbl:label id=\"{{{label}}}\" \
         enabled=\"1\" method=\"Privileged\" siteId=\"{{11111111-2222-3333-4444-555555555555}}\" contentBits=\"3\" \
         removed=\"0\" /></clbl:labelList>"
    )
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

/// Labels a workbook as Excel does, in place of the label it has; `part` is what stands in the part of the label.
fn label(workdir: &Workdir, name: &str, label: &str, part: &str) {
    let mut parts = parts(&workdir.bytes(name));
    let before = |text: &mut String, end: &str, more: &str| *text = text.replacen(end, &format!("{more}{end}"), 1);
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let add = |parts: &mut BTreeMap<String, String>, at: &str, content: &str, relation: &str| {
        let types = format!("<Override PartName=\"/{at}\" ContentType=\"application/{content}+xml\"/>");
        before(parts.get_mut("[Content_Types].xml").unwrap(), "</Types>", &types);
        let id = at.len();
        let relation = format!("<Relationship Id=\"rIdL{id}\" Type=\"{relation}\" Target=\"{at}\"/>");
        before(parts.get_mut("_rels/.rels").unwrap(), "</Relationships>", &relation);
    };
    if parts.insert(PART.to_owned(), part.to_owned()).is_none() {
        let relation = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels";
        add(&mut parts, PART, "vnd.ms-office.classificationlabels", relation);
    }
    if !parts.contains_key(CUSTOM) {
        add(
            &mut parts,
            CUSTOM,
            "vnd.openxmlformats-officedocument.custom-properties",
            &format!("{relations}/custom-properties"),
        );
        let empty = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
                     xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>";
        parts.insert(CUSTOM.to_owned(), empty.to_owned());
    }
    let custom = parts.get_mut(CUSTOM).unwrap();
    for own in [OFFICIAL, SENSITIVE] {
        *custom = custom.replace(&format!("MSIP_Label_{own}"), &format!("MSIP_Label_{label}"));
    }
    for (pid, (what, value)) in (90..).zip([("Enabled", "true"), ("Name", "OFFICIAL – é"), ("ContentBits", "3")]) {
        let name = format!("MSIP_Label_{label}_{what}");
        if !custom.contains(&name) {
            let property = format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{pid}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
            );
            before(custom, "</Properties>", &property);
        }
    }
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &parts {
        package.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    workdir.write(name, &package.finish().unwrap().into_inner());
}

/// A workbook with the part of this label, and its properties.
fn carries(bytes: &[u8], label: &str) {
    let parts = parts(bytes);
    assert_eq!(parts.get(PART), Some(&part_of(label)));
    assert_eq!(parts["[Content_Types].xml"].matches("/docMetadata/LabelInfo.xml").count(), 1);
    assert_eq!(parts["_rels/.rels"].matches("2020/02/relationships/classificationlabels").count(), 1);
    has_properties(&parts, label);
}

fn has_properties(parts: &BTreeMap<String, String>, label: &str) {
    let named = parts[CUSTOM].matches("name=\"MSIP_Label_").count();
    assert_eq!((named, parts[CUSTOM].matches(label).count()), (3, 3), "{}", parts[CUSTOM]);
    assert!(parts[CUSTOM].contains("OFFICIAL – é"), "{}", parts[CUSTOM]);
}

/// A plan workbook with a label, and its returns with drafts.
fn labelled() -> Workdir {
    let workdir = Workdir::new();
    assert_eq!(workdir.run(&["init", "plan.xlsx"]).status, 0);
    label(&workdir, "plan.xlsx", OFFICIAL, &part_of(OFFICIAL));
    issue(&workdir);
    workdir
}

fn issue(workdir: &Workdir) {
    let ran = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "returns", "--mail", "--force"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";

#[test]
fn the_plans_label_is_carried_to_returns_drafts_and_the_consolidated_workbook() {
    let workdir = labelled();
    carries(&workdir.bytes(HOUSING), OFFICIAL);
    let drafts: Vec<String> = workdir.names("returns/mail").into_iter().filter(|name| name.contains(".eml")).collect();
    assert!(!drafts.is_empty());
    for draft in drafts {
        let bytes = workdir.bytes(&format!("returns/mail/{draft}"));
        let mail = MessageParser::default().parse(&bytes).unwrap();
        let workbooks: Vec<_> = mail
            .attachments()
            .filter(|part| part.attachment_name().is_some_and(|name| name.contains(".xlsx")))
            .collect();
        assert_eq!(workbooks.len(), 1, "{draft}");
        carries(workbooks[0].contents(), OFFICIAL);
    }
    let ran = workdir.run(&["consolidate", "plan.xlsx", "returns", "-o", "q1.xlsx"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    carries(&workdir.bytes("q1.xlsx"), OFFICIAL);
}

#[test]
fn a_returns_own_label_is_carried_to_its_marked_copy_and_the_plans_to_everything_else() {
    let workdir = labelled();
    let findings = |workdir: &Workdir| {
        let ran = workdir.run(&["check", HOUSING, "--format", "concise", "--mark", "marked"]);
        ran.out
    };
    let before = findings(&workdir);
    carries(&workdir.bytes("marked/housing-2025-26-q1.checked.xlsx"), OFFICIAL);
    label(&workdir, HOUSING, SENSITIVE, &part_of(SENSITIVE));
    std::fs::remove_dir_all(workdir.path("marked")).unwrap();
    assert_eq!(findings(&workdir), before);
    carries(&workdir.bytes("marked/housing-2025-26-q1.checked.xlsx"), SENSITIVE);
    workdir.run(&["consolidate", "plan.xlsx", "returns", "-o", "q1.xlsx"]);
    carries(&workdir.bytes("q1.xlsx"), OFFICIAL);
    let again =
        ["issue", "plan.xlsx", "--period", "2025-26 Q1", "--only", "housing", "--from", HOUSING, "--out", "again"];
    assert_eq!(workdir.run(&again).status, 0);
    carries(&workdir.bytes("again/housing-2025-26-q1.xlsx"), OFFICIAL);
}

#[test]
fn without_a_label_none_is_made_and_what_is_no_label_is_not_carried() {
    let workdir = Workdir::issued("standard");
    let unlabelled = workdir.bytes(HOUSING);
    assert!(!parts(&unlabelled).contains_key(PART));
    let huge = part_of(OFFICIAL).replace("<clbl:label ", &format!("<!--{}--><clbl:label ", "x".repeat(70_000)));
    for part in ["", "no XML", "<clbl:labelList>", "<other/>", &huge] {
        label(&workdir, "plan.xlsx", OFFICIAL, part);
        issue(&workdir);
        let returned = parts(&workdir.bytes(HOUSING));
        assert!(!returned.contains_key(PART), "{part:.40}");
        // What older programs know the label by is whole.
        has_properties(&returned, OFFICIAL);
    }
}
