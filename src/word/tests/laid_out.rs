//! How blocks are laid out, whatever the template.

use rust_decimal::Decimal;

use super::*;
use crate::domain::Colour;
use crate::word::{Chart, ChartKind, Document, Series, starter_template, write};

fn document_of(blocks: Vec<Block>) -> String {
    body(&write(&Document { title: "T".to_owned(), subject: "S".to_owned(), blocks }).unwrap())
}

#[test]
fn a_table_has_a_marked_header_a_description_and_no_empty_cell() {
    let body = document_of(vec![Block::Table(table(&["1.1", " ", "3"]))]);
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(body.matches("<w:cantSplit/>").count(), 2);
    assert!(body.contains("<w:tblCaption w:val=\"Name\"/><w:tblDescription w:val=\"What it shows\"/>"));
    assert_eq!(body.matches(">–</w:t>").count(), 1);
    assert!(!body.contains("gridSpan") && !body.contains("vMerge"));
}

#[test]
fn a_long_row_may_break_and_others_stay_whole() {
    let long = "word ".repeat(2_000);
    let body = document_of(vec![Block::Table(table(&["1.1", &long]))]);
    assert_eq!(body.matches("<w:cantSplit/>").count(), 1, "the header's");
}

#[test]
fn a_row_of_other_cells_than_columns_is_an_error() {
    let mut short = table(&["1", "2"]);
    short.rows[0].cells.pop();
    for wrong in [short, Table::default()] {
        let written = write(&Document { blocks: vec![Block::Table(wrong)], ..Document::default() });
        assert!(matches!(written, Err(WordError::Table { .. })));
    }
}

#[test]
fn text_in_a_coloured_cell_can_be_read_and_a_total_is_bold() {
    let mut own = table(&["▲ Amber"]);
    own.rows[0].cells[0] = Cell::of("▲ Amber").filled(Colour(0xFF_C0_00));
    own.rows[0].bold = true;
    let body = document_of(vec![Block::Table(own)]);
    assert!(body.contains("w:fill=\"FFC000\""), "{body}");
    assert!(
        body.contains("<w:b/><w:bCs/><w:color w:val=\"000000\"/></w:rPr><w:t xml:space=\"preserve\">▲ Amber"),
        "{body}"
    );
}

#[test]
fn two_tables_never_run_together_and_a_caption_stays_with_its_own() {
    let body = document_of(vec![
        Block::Table(table(&["1"])),
        Block::Table(table(&["2"])),
        Block::Caption("Table 3".to_owned()),
        Block::Table(table(&["3"])),
    ]);
    assert!(!body.contains("</w:tbl><w:tbl>") && !body.contains("</w:tbl><w:sectPr>"), "{body}");
    assert!(body.contains("<w:pStyle w:val=\"Caption\"/><w:keepNext/>"), "{body}");
}

#[test]
fn a_chart_is_a_part_that_the_body_describes() {
    let values = [Some(1), None].map(|value| value.map(Decimal::from)).to_vec();
    let chart = Chart {
        kind: ChartKind::Lines,
        title: String::new(),
        description: "1 \"then\" none".to_owned(),
        has_scale: true,
        categories: vec!["Q1".to_owned(), "Q2".to_owned()],
        series: vec![Series { name: "Value".to_owned(), colour: Colour(0), values, labels: Vec::new() }],
    };
    let blocks = vec![Block::Chart(chart.clone()), Block::Chart(chart)];
    let parts = parts(&write(&Document { blocks, ..Document::default() }).unwrap());
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert_eq!(body.matches("descr=\"1 &quot;then&quot; none\"").count(), 2);
    for number in 1..=2 {
        assert!(parts.contains_key(&format!("word/charts/chart{number}.xml")));
        assert!(
            body.contains(&format!("r:id=\"rIdPlanroll{number}\"")) && body.contains(&format!("docPr id=\"{number}\""))
        );
    }
}

#[test]
fn the_contents_show_the_headings_as_links_and_a_new_page_begins_with_what_stands_on_it() {
    let body = document_of(vec![
        Block::Contents(Level::Two),
        Block::PageBreak,
        Block::Heading(Level::One, "Summary & more".to_owned()),
        Block::Heading(Level::Three, "Too deep".to_owned()),
        Block::Heading(Level::Two, "Below".to_owned()),
    ]);
    let entries: Vec<&str> = body.split("<w:hyperlink ").skip(1).collect();
    assert_eq!(entries.len(), 2, "{body}");
    assert!(entries[0].contains("Summary &amp; more") && entries[1].contains("Below"));
    for entry in entries {
        let mark = entry.split('"').nth(1).unwrap();
        assert!(body.contains(&format!("w:name=\"{mark}\"/>")), "{mark}");
    }
    assert!(body.contains("<w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/>"), "{body}");
    assert_eq!(body.matches("pageBreakBefore").count(), 1);
}

#[test]
fn the_starter_template_asks_for_the_report_part_by_part_and_says_what_is_to_be_written() {
    let starter = starter_template().unwrap();
    let template = Template::read(&starter).unwrap();
    let asked: Vec<&Part> = template.asks_for().collect();
    for part in [Part::Summary, Part::Recommendations, Part::Position, Part::Appendices, Part::Method] {
        assert!(asked.contains(&&part), "{part:?}");
    }
    let prompts = template.still_to_write();
    assert!(prompts.iter().any(|prompt| prompt.starts_with("[Delete this section")), "{prompts:?}");
    let body = body(&starter);
    for heading in ["Purpose", "Recommendations", "Background", "Implications", "Background papers"] {
        assert!(body.contains(&format!(">{heading}</w:t>")), "{heading}");
    }
    // What is filled from it shows the headings of what was placed in its contents.
    let report = super::body(&template.fill(&filling(), blocks).unwrap());
    assert!(report.split("w:fldCharType=\"end\"").next().unwrap().contains(">Place</w:t>"), "{report}");
}

#[test]
fn a_sign_is_bold_over_its_meaning_and_a_word_alone_is_bold() {
    let mut own = table(&["1"]);
    own.columns[0].heading = "▲\nWill be late".to_owned();
    let body = document_of(vec![Block::Table(own)]);
    let meaning = body.split("<w:r>").find(|run| run.contains("Will be late")).unwrap();
    let sign = body.split("<w:r>").find(|run| run.contains(">▲<")).unwrap();
    assert!(meaning.contains("<w:b w:val=\"0\"/>") && meaning.contains("<w:br/>"), "{meaning}");
    assert!(sign.contains("<w:b/>"), "{sign}");
    assert!(!document_of(vec![Block::Table(table(&["1"]))]).contains("<w:b w:val=\"0\"/>"));
}

#[test]
fn small_charts_stand_beside_each_other_as_many_as_the_page_has_room_for() {
    let chart = || Chart {
        kind: ChartKind::Lines,
        title: "1.1".to_owned(),
        description: "One".to_owned(),
        has_scale: true,
        categories: vec!["Q1".to_owned()],
        series: Vec::new(),
    };
    let charts = || Block::Charts(vec![chart(), chart(), chart(), chart()]);
    let widths = |blocks: Vec<Block>| -> Vec<u64> {
        let body = document_of(blocks);
        assert_eq!(body.matches("<w:drawing>").count(), 4);
        let paragraph = body.split("<w:p>").find(|own| own.contains("<w:drawing>")).unwrap();
        assert_eq!(paragraph.matches("<w:drawing>").count(), 4, "all in one paragraph");
        paragraph.split("<wp:extent cx=\"").skip(1).map(|own| own.split('"').next().unwrap().parse().unwrap()).collect()
    };
    let upright = widths(vec![charts()]);
    let turned = widths(vec![Block::Pages(crate::word::Pages::Landscape), charts()]);
    assert!(upright.iter().all(|own| own == &upright[0]) && turned.iter().all(|own| own == &turned[0]));
    // A4 with margins of an inch: 159 mm upright, two beside each other; 246 mm on its side, three.
    let millimetres = |own: u64| own / 36_000;
    assert!((75..=85).contains(&millimetres(upright[0])), "{upright:?}");
    assert!((78..=86).contains(&millimetres(turned[0])), "{turned:?}");
}
