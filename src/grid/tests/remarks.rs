//! What is written beside the cells: read from whatever part it stands in, told once, and never the end of a workbook.

use std::fmt::Write as _;

use super::kit::{Kit, at, rels};
use crate::grid::{CellRef, Limits, Refusal, RemarkKind, Sheet};

const SHEET_RELS: &str = "xl/worksheets/_rels/sheet1.xml.rels";

/// A workbook whose sheet names these parts, each with its kind.
fn beside(parts: &[(&str, &str, &str)]) -> Kit {
    let targets: Vec<(&str, &str, &str)> = parts.iter().map(|(kind, name, _)| (*name, *kind, *name)).collect();
    let kit = Kit::rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").with(SHEET_RELS, &rels(&targets));
    parts.iter().fold(kit, |kit, (_, name, part)| kit.with(name.trim_start_matches('/'), part))
}

fn said(sheet: &Sheet) -> Vec<(RemarkKind, Option<CellRef>, Option<&str>)> {
    sheet.remarks.each.iter().map(|one| (one.kind, one.at, one.text.as_deref())).collect()
}

fn notes(list: &str) -> String {
    format!(
        "<comments><authors><author>Lead</author><author>tc={{1}}</author></authors><commentList>{list}</commentList></comments>"
    )
}

fn note(address: &str, author: u8, text: &str) -> String {
    format!("<comment ref=\"{address}\" authorId=\"{author}\"><text><r><t>{text}</t></r></text></comment>")
}

const PREAMBLE: &str = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n";

#[test]
fn a_comment_is_told_once_though_it_is_written_as_a_note_too() {
    let list =
        note("B2", 0, "Lead:\nlate") + &note("B3", 1, &format!("{PREAMBLE}    soon")) + &note("B4", 0, "Lead:\n");
    let threads = "<ThreadedComments><threadedComment ref=\"B3\" id=\"1\"><text>soon</text></threadedComment>\
                   <threadedComment ref=\"B3\" parentId=\"1\"><text>when?</text></threadedComment></ThreadedComments>";
    let notes = notes(&list);
    let with_threads =
        beside(&[("comments", "/xl/c.xml", &notes), ("threadedComment", "/xl/t.xml", threads)]).only_sheet();
    let (b2, b3) = (Some(at("B2")), Some(at("B3")));
    let late = (RemarkKind::Note, b2, Some("Lead:\nlate"));
    assert_eq!(said(&with_threads), [(RemarkKind::Comment, b3, Some("soon\nReply: when?")), late]);
    // A program that knows no comments has kept the note only.
    let alone = beside(&[("comments", "/xl/c.xml", &notes)]).only_sheet();
    assert_eq!(said(&alone), [late, (RemarkKind::Comment, b3, Some("soon"))]);
}

#[test]
fn shapes_are_read_in_groups_and_once_where_they_are_drawn_twice() {
    let shape = |text: &str| format!("<sp><txBody><p><r><t>{text}</t></r></p></txBody></sp>");
    let from = "<from><col>8</col><row>5</row></from>";
    let drawing = format!(
        "<wsDr><twoCellAnchor>{from}<grpSp>{}{}</grpSp></twoCellAnchor><absoluteAnchor>{}</absoluteAnchor>\
         <oneCellAnchor>{from}<AlternateContent><Choice>{}</Choice><Fallback>{}</Fallback></AlternateContent></oneCellAnchor></wsDr>",
        shape("one"),
        shape(""),
        shape("adrift"),
        shape("Submit"),
        shape("Submit"),
    );
    let vml = "<xml><shapetype id=\"a\"/><shape><textbox><div>not <br>told</div></textbox><ClientData ObjectType=\"Note\"><Row>1</Row></ClientData></shape>\
               <shape><textbox><div><font>Submit</font></div></textbox><ClientData ObjectType=\"Button\"><Anchor> 8, 0, 5, 0, 9, 1, 6, 2</Anchor></ClientData></shape>\
               <shape><textbox><div>Tick <br>here</div></textbox><ClientData ObjectType=\"Checkbox\"/></shape></xml>";
    let sheet = beside(&[("drawing", "/xl/d.xml", &drawing), ("vmlDrawing", "/xl/v.vml", vml)]).only_sheet();
    let told: Vec<_> = said(&sheet).into_iter().map(|(_, at, text)| (at, text.unwrap())).collect();
    let i6 = Some(at("I6"));
    assert_eq!(told, [(i6, "one"), (None, "adrift"), (i6, "Submit"), (None, "Tick \nhere")]);
}

#[test]
fn what_leads_nowhere_does_no_harm_and_what_is_damaged_is_told() {
    let nowhere = Kit::rows("").with(
        SHEET_RELS,
        "<Relationships><Relationship Id=\"a\" Type=\"x/comments\" Target=\"../gone.xml\"/>\
         <Relationship Id=\"b\" Type=\"x/comments\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>\
         <Relationship Id=\"c\" Type=\"x/drawing\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"d\" Type=\"x/comments\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>",
    );
    assert_eq!(said(&nowhere.only_sheet()), []);
    for (kind, part, told) in [
        ("comments", "<comments><commentList>", RemarkKind::Note),
        ("threadedComment", "", RemarkKind::Comment),
        ("drawing", "<wsDr><a></b></wsDr>", RemarkKind::Shape),
        ("vmlDrawing", "<xml><shape><ClientData ObjectType=\"Label\"></xml>", RemarkKind::Shape),
    ] {
        assert_eq!(said(&beside(&[(kind, "/xl/p.xml", part)]).only_sheet()), [(told, None, None)], "{kind}");
    }
    let boxes_of_notes = "<xml><shape><ClientData ObjectType=\"Note\"></xml>";
    assert_eq!(said(&beside(&[("vmlDrawing", "/xl/v.vml", boxes_of_notes)]).only_sheet()), []);
    let damaged = Kit::rows("").with(SHEET_RELS, "<Relationships>");
    assert_eq!(said(&damaged.only_sheet()), [(RemarkKind::Note, None, None)]);
}

#[test]
fn a_part_is_read_once_and_more_remarks_than_anybody_writes_are_counted() {
    let mut list = String::new();
    for row in 1..=12_000 {
        write!(list, "<comment ref=\"A{row}\"><text><t>x</t></text></comment>").unwrap();
    }
    let part = notes(&list);
    let twice = beside(&[("comments", "/xl/c.xml", &part)])
        .with(SHEET_RELS, &rels(&[("a", "comments", "/xl/c.xml"), ("b", "comments", "/xl/C.xml")]));
    let remarks = twice.only_sheet().remarks;
    assert_eq!((remarks.each.len(), remarks.more), (10_000, 2_000));
    let limits = Limits { all_text: 9_999, ..Limits::returns() };
    let refused = crate::grid::read(&twice.bytes(), &limits, crate::grid::Legacy::Refuse);
    assert!(matches!(refused, Err(Refusal::TooLarge { .. })), "{refused:?}");
}

#[test]
fn headers_and_footers_of_all_pages_are_told_once_each() {
    let sheet = Kit::sheet(
        "<sheetData/><headerFooter differentFirst=\"1\"><oddHeader>&amp;CDraft&amp;RPage &amp;P</oddHeader><firstHeader>&amp;LDraft</firstHeader>\
         <oddFooter>&amp;L&amp;D\nRing me</oddFooter></headerFooter>",
    )
    .only_sheet();
    assert_eq!(said(&sheet), [(RemarkKind::Header, None, Some("Draft")), (RemarkKind::Footer, None, Some("Ring me"))]);
}
