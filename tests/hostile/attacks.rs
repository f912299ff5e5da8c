//! Returns built to exhaust the reader or to be read in two ways: each refused in words, or read as ever.
//!
//! Every limit is passed here as it stands for returns, in a whole return, and named in its finding.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

use planroll::grid::Limits;
use planroll::internals::returns::Received;

use super::confined;
use super::laws::{Original, Outcome};
use super::long_run;
use super::mutants::filled_in;
use super::parts::{Parts, changed, packed, parts_of, rewritten, with_part, with_shared_texts};

const ACTIONS: &str = "xl/worksheets/sheet2.xml";

/// A return with its plan, and its parts to be spoilt.
fn original() -> (Original, Parts) {
    let (plan, bytes) = filled_in();
    (Original::new(&plan, &bytes), parts_of(&bytes))
}

/// Asserts that a file is refused with this one finding, in which these words stand.
fn is_refused(original: &Original, bytes: &[u8], code: &str, words: &str) {
    let checked = original.check(bytes);
    assert!(matches!(checked.received, Received::Refused(_)), "{words}: read");
    let [finding] = checked.findings.as_slice() else { panic!("{words}: {:?}", checked.findings) };
    assert_eq!(finding.rule.code, code, "{finding:?}");
    let said = format!("{}; {}", finding.words.message, finding.words.found);
    assert!(said.contains(words), "`{words}` is not in `{said}`");
    assert!(!finding.words.help.is_empty());
}

/// The same where the parts were changed.
fn is_refused_with(change: impl Fn(&mut Parts), code: &str, words: &str) {
    let (original, mut parts) = original();
    change(&mut parts);
    is_refused(&original, &packed(&parts), code, words);
}

fn add(parts: &mut Parts, name: &str, contents: impl Into<Vec<u8>>) {
    parts.push((name.to_owned(), contents.into()));
}

#[test]
fn more_parts_than_any_workbook_has_are_refused() {
    let most = usize::try_from(Limits::returns().entries).unwrap();
    is_refused_with(|parts| (0..=most).for_each(|n| add(parts, &format!("xl/media/{n}.png"), "")), "WBK014", "parts");
}

#[test]
fn many_small_parts_that_unpack_to_too_much_together_are_refused() {
    let mebibyte = vec![b' '; 1 << 20];
    let change = |parts: &mut Parts| (0..260).for_each(|n| add(parts, &format!("xl/media/{n}.xml"), mebibyte.clone()));
    is_refused_with(change, "WBK014", "bytes once unpacked");
}

#[test]
fn a_part_that_unpacks_to_too_much_or_to_too_many_times_its_size_is_refused() {
    is_refused_with(
        |parts| add(parts, "xl/media/big.xml", vec![0; (128 << 20) + 1]),
        "WBK014",
        "bytes in one of its parts",
    );
    is_refused_with(|parts| add(parts, "xl/media/bomb.xml", vec![0; 4 << 20]), "WBK014", "times the packed size");
}

#[test]
fn a_container_within_the_container_is_not_opened() {
    let bomb = packed(&vec![("bomb.xml".to_owned(), vec![0; 64 << 20])]);
    let nested = packed(&vec![("inner.zip".to_owned(), bomb)]);
    let (original, mut parts) = original();
    add(&mut parts, "xl/media/nested.zip", nested.clone());
    assert_eq!(original.differences(&packed(&parts)), Vec::<String>::new());
    add(&mut parts, "xl/embeddings/oleObject1.xlsx", nested);
    assert_eq!(original.judge(&packed(&parts)), Ok(Outcome::Same));
    assert!(original.check(&packed(&parts)).findings.iter().any(|finding| finding.rule.code == "WBK013"));
}

#[test]
fn too_many_merged_cells_and_too_long_a_text_are_refused_with_their_place() {
    let change = |parts: &mut Parts| {
        let cells = (1..=10_001).fold(String::new(), |mut all, row| {
            write!(all, "<mergeCell ref=\"AA{row}:AB{row}\"/>").unwrap();
            all
        });
        rewritten(parts, ACTIONS, |xml| {
            xml.replace("</sheetData>", &format!("</sheetData><mergeCells>{cells}</mergeCells>"))
        });
    };
    is_refused_with(change, "WBK014", "merged cells in one sheet (the sheet Actions)");
    let long = "é".repeat(32_768);
    is_refused_with(
        |parts| changed(parts, ACTIONS, "<t>Adopted by Council in September.</t>", &format!("<t>{long}</t>")),
        "WBK014",
        "characters in one cell (sheet Actions, cell J6)",
    );
}

#[test]
fn more_cells_than_a_return_can_need_are_refused() {
    if cfg!(debug_assertions) && !long_run() {
        println!("two million cells take too long without optimisation: tried in the long run and with --release");
        return;
    }
    let mut number = 1_u64;
    let cells = (0..2_000_001).fold(String::new(), |mut all, _| {
        // Numbers without order, or the part would be refused for its ratio.
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        write!(all, "<c><v>{}</v></c>", number >> 44).unwrap();
        all
    });
    let rows = cells.split_inclusive("</c>").collect::<Vec<_>>();
    let rows: String = rows.chunks(10_000).map(|row| format!("<row>{}</row>", row.concat())).collect();
    is_refused_with(
        |parts| rewritten(parts, ACTIONS, |_| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        "WBK014",
        "filled cells",
    );
}

#[test]
fn a_list_of_very_many_texts_is_read_however_many_it_claims_to_have() {
    let (original, parts) = original();
    let mut parts = with_shared_texts(parts, ACTIONS);
    let more = if cfg!(debug_assertions) && !long_run() { 100_000 } else { 1_000_000 };
    let mut number = 1_u64;
    let texts = (0..more).fold(String::new(), |mut all, _| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        write!(all, "<si><t>{:x}</t></si>", number >> 20).unwrap();
        all
    });
    changed(&mut parts, "xl/sharedStrings.xml", "</sst>", &format!("{texts}</sst>"));
    assert_eq!(original.differences(&packed(&parts)), Vec::<String>::new());
    for claim in ["1000000000000", "18446744073709551615", "99999999999999999999999", "-1", "many"] {
        let mut parts = parts.clone();
        rewritten(&mut parts, "xl/sharedStrings.xml", |xml| {
            let (before, rest) = xml.split_once("uniqueCount=\"").unwrap();
            format!("{before}uniqueCount=\"{claim}\"{}", rest.split_once('"').unwrap().1)
        });
        assert_eq!(original.differences(&packed(&parts)), Vec::<String>::new(), "{claim}");
    }
}

#[test]
fn one_long_text_in_very_many_cells_is_refused_before_each_is_quoted() {
    let (original, parts) = original();
    let mut parts = with_shared_texts(parts, ACTIONS);
    let list = parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").unwrap();
    let index = String::from_utf8_lossy(&list.1).matches("<si>").count();
    let long = "abcdefgh".repeat(4_000);
    changed(&mut parts, "xl/sharedStrings.xml", "</sst>", &format!("<si><t>{long}</t></si></sst>"));
    let cells = format!("<c t=\"s\"><v>{index}</v></c>").repeat(12_000);
    let row = format!("<row r=\"900\">{cells}</row></sheetData>");
    changed(&mut parts, "xl/worksheets/sheet1.xml", "</sheetData>", &row);
    is_refused(&original, &packed(&parts), "WBK014", "bytes of text in its cells");
}

/// Returns in which there is very much of one thing: what it is, what is put behind the rows of Actions, and the rule
/// that names it, at least so often.
fn plenty() -> Vec<(&'static str, String, &'static str, usize)> {
    // A program built for debugging is some thirty times slower.
    let many = if cfg!(debug_assertions) { 4_000 } else { 60_000 };
    let text =
        |col: &str, row: usize, text: &str| format!("<c r=\"{col}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows =
        |row: &dyn Fn(usize) -> String| (100..100 + many).map(|n| format!("<row r=\"{n}\">{}</row>", row(n))).collect();
    let wide = format!("<row>{}{}</row>", "<c/>".repeat(30), "<c><v>7</v></c>".repeat(16_354));
    vec![
        ("rows filled to the last column", wide.repeat(many / 1_000), "WBK012", many),
        ("copies of one row", rows(&|n| text("A", n, "1.1") + &text("G", n, "Green")), "WBK018", 1),
        ("new rows", rows(&|n| text("A", n, &format!("9.{n}")) + &text("G", n, "Green")), "WBK017", many),
        ("ratings without a ref", rows(&|n| text("G", n, "Green")), "WBK017", many),
        (
            "headings again and again",
            rows(&|n| text("A", n, "Ref") + &text("G", n, "Rating*") + &text("J", n, "Commentary")),
            "WBK017",
            1,
        ),
        ("remarks below the table", rows(&|n| text("J", n, "see the note")), "WBK012", many),
    ]
}

#[test]
fn very_much_of_anything_costs_time_and_memory_that_grow_with_it() {
    let test = "attacks::very_much_of_anything_costs_time_and_memory_that_grow_with_it";
    if confined::share().is_none() {
        println!("{:#?}", confined::children(test, 1));
        return;
    }
    let (original, parts) = original();
    let plenty = plenty();
    confined::limit_memory();
    let mut counted = String::new();
    for (what, rows, code, least) in plenty {
        confined::say(what);
        let mut parts = parts.clone();
        changed(&mut parts, ACTIONS, "</sheetData>", &format!("{rows}</sheetData>"));
        let bytes = packed(&parts);
        let begun = Instant::now();
        let checked = original.check_for_a_report(&bytes);
        let found = checked.findings.iter().filter(|finding| finding.rule.code == code).count();
        let codes: BTreeSet<_> = checked.findings.iter().map(|finding| finding.rule.code).collect();
        assert!(found >= least, "{what}: {found} of {code} among {codes:?}");
        counted += &format!("{what}: {found} of {code} in {:?}; ", begun.elapsed());
    }
    confined::say(&format!("{counted}peak {} MiB", confined::peak() >> 20));
}

#[test]
fn parts_that_are_not_safe_to_read_are_refused() {
    let deep = format!("<worksheet>{}", "<a>".repeat(200_000));
    let wide = (0..100_000).fold(String::new(), |mut all, n| {
        write!(all, " a{n}=\"\"").unwrap();
        all
    });
    let laughs = "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>";
    let outside = "<!DOCTYPE w SYSTEM \"http://example.org/w.dtd\"><worksheet/>";
    let file = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet>&a;</worksheet>";
    for part in [
        ACTIONS,
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "docProps/custom.xml",
        "docProps/app.xml",
    ] {
        for attack in [laughs, outside, file] {
            is_refused_with(|parts| rewritten(parts, part, |_| attack.to_owned()), "WBK001", "document type");
        }
        is_refused_with(|parts| rewritten(parts, part, |_| deep.clone()), "WBK001", "too deeply");
        is_refused_with(
            |parts| rewritten(parts, part, |_| "<worksheet>&nothing;</worksheet>".to_owned()),
            "WBK001",
            "nowhere explained",
        );
    }
    let (original, mut parts) = original();
    changed(&mut parts, ACTIONS, "<sheetData>", &format!("<sheetPr{wide}/><sheetData>"));
    assert_eq!(original.differences(&packed(&parts)), Vec::<String>::new(), "an element of 100,000 attributes");
}

#[test]
fn a_part_with_two_readings_is_refused() {
    for other in ["XL/Worksheets/Sheet2.XML", "xl\\worksheets\\sheet2.xml", "/xl/worksheets/sheet2.xml"] {
        is_refused_with(|parts| add(parts, other, "<worksheet/>"), "WBK001", "same name");
    }
    is_refused_with(
        |parts| changed(parts, "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet3.xml", "/xl/worksheets/sheet2.xml"),
        "WBK001",
        "one and the same",
    );
}

#[test]
fn a_target_outside_the_container_is_never_opened() {
    for target in ["file:///etc/passwd", "/etc/passwd", "../../../../../../etc/passwd", "http://example.org/sheet.xml"]
    {
        is_refused_with(
            |parts| changed(parts, "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet2.xml", target),
            "WBK001",
            "Actions are missing",
        );
    }
    let outside = "Target=\"/xl/worksheets/sheet2.xml\" TargetMode=\"External\"";
    is_refused_with(
        |parts| changed(parts, "xl/_rels/workbook.xml.rels", "Target=\"/xl/worksheets/sheet2.xml\"", outside),
        "WBK001",
        "Actions are missing",
    );
}

#[test]
fn a_part_that_is_missing_is_told_or_was_not_needed() {
    let (original, parts) = original();
    for (missing, _) in &parts {
        let rest: Parts = parts.iter().filter(|(name, _)| name != missing).cloned().collect();
        let outcome = original.judge(&packed(&rest)).unwrap_or_else(|fault| panic!("without {missing}: {fault}"));
        let needed = missing.starts_with("xl/worksheets")
            || ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"].contains(&missing.as_str());
        assert_eq!(outcome, if needed { Outcome::Refused } else { Outcome::Same }, "without {missing}");
    }
}

#[test]
fn a_part_of_another_kind_in_the_place_of_one_is_told() {
    let (plan, bytes) = filled_in();
    let original = Original::new(&plan, &bytes);
    let parts = parts_of(&bytes);
    for (name, own) in parts.iter().filter(|(name, _)| name.starts_with("xl/") && !name.contains("theme")) {
        for (_, other) in parts.iter().filter(|(_, other)| other != own) {
            let outcome = original.judge(&with_part(&bytes, name, other));
            // The hidden lists are not read, whatever stands there.
            let fine = matches!(outcome, Ok(Outcome::Refused | Outcome::Told | Outcome::Same));
            assert!(fine, "{name}: {outcome:?} with {}", String::from_utf8_lossy(&other[..60.min(other.len())]));
        }
    }
}

#[test]
fn words_that_contradict_the_kind_of_their_cell_are_told() {
    let (original, parts) = original();
    let rating = "t=\"inlineStr\"><is><t>Amber</t></is></c>";
    for cell in [
        "t=\"s\"><v>0</v></c>",
        "t=\"s\"><v>-1</v></c>",
        "t=\"e\"><v>#NEWERROR!</v></c>",
        "t=\"e\"><v>#SPILL!</v></c>",
        "t=\"b\"><v>1</v></c>",
        "t=\"d\"><v>2025-09-15</v></c>",
        "t=\"n\"><v>1E-7</v></c>",
        "t=\"n\"><v>1,5</v></c>",
        "t=\"n\"><v>INF</v></c>",
        "t=\"unheard of\"><v>Ambre</v></c>",
        "><f>A1</f></c>",
        "/>",
    ] {
        let mut parts = parts.clone();
        rewritten(&mut parts, ACTIONS, |xml| xml.replacen(rating, cell, 1));
        let outcome = original.judge(&packed(&parts));
        assert_eq!(outcome, Ok(Outcome::Told), "{cell}");
    }
}
