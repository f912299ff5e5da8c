//! The same return as other programs may write it: whatever the form, it must say the same, with the same findings.

use super::laws::Original;
use super::mutants::filled_in;
use super::parts::{Parts, changed, packed, parts_of, rewritten, with_shared_texts};

const ACTIONS: &str = "xl/worksheets/sheet2.xml";
const SHEETS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    ACTIONS,
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/sheet6.xml",
];
/// A completed date of the return as it is stored.
const STORED_DAY: &str = "t=\"n\"><v>45915</v>";

/// Asserts that the return in its new clothes says what it always said.
fn is_the_same(name: &str, dress: impl Fn(&mut Parts)) {
    let (plan, bytes) = filled_in();
    let original = Original::new(&plan, &bytes);
    let mut parts = parts_of(&bytes);
    dress(&mut parts);
    let dressed = packed(&parts);
    assert!(parts != parts_of(&bytes), "{name}: nothing was changed");
    assert_eq!(original.differences(&dressed), Vec::<String>::new(), "{name}");
}

/// Changes each text of the sheets, as it stands between `<t…>` and `</t>`.
fn with_texts(parts: &mut Parts, change: impl Fn(&str) -> String) {
    for sheet in SHEETS {
        rewritten(parts, sheet, |xml| {
            let mut out = String::with_capacity(xml.len());
            let mut rest = xml;
            while let Some(open) = [rest.find("<t>"), rest.find("<t ")].into_iter().flatten().min() {
                let start = open + rest[open..].find('>').unwrap() + 1;
                let end = start + rest[start..].find("</t>").unwrap();
                out += &rest[..start];
                out += &change(&rest[start..end]);
                rest = &rest[end..];
            }
            out + rest
        });
    }
}

/// Changes each plain letter of a text, and leaves its references as they are.
fn with_letters(text: &str, change: impl Fn(char) -> String) -> String {
    let mut in_reference = false;
    let each = text.chars().map(|c| {
        in_reference = c == '&' || in_reference && c != ';';
        if c.is_ascii_alphabetic() && !in_reference { change(c) } else { c.to_string() }
    });
    each.collect()
}

#[test]
fn texts_in_a_list_are_the_same_texts() {
    is_the_same("shared", |parts| {
        for sheet in SHEETS {
            *parts = with_shared_texts(std::mem::take(parts), sheet);
        }
    });
}

#[test]
fn texts_in_references_escapes_or_unparsed_sections_are_the_same_texts() {
    is_the_same("hexadecimal", |parts| {
        with_texts(parts, |text| with_letters(text, |c| format!("&#x{:X};", u32::from(c))));
    });
    is_the_same("decimal", |parts| {
        with_texts(parts, |text| with_letters(text, |c| format!("&#{:04};", u32::from(c))));
    });
    is_the_same("escapes", |parts| {
        with_texts(parts, |text| with_letters(text, |c| format!("_x{:04x}_", u32::from(c))));
    });
    is_the_same("unparsed", |parts| {
        with_texts(parts, |text| {
            let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            format!("<![CDATA[{plain}]]>")
        });
    });
}

#[test]
fn texts_in_runs_are_put_together_and_readings_are_left_out() {
    is_the_same("runs", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let run = "</t></r><rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh><phoneticPr fontId=\"1\"/></is>";
                xml.replace("<is><t>", "<is><r><t></t></r><r><rPr><b/><sz val=\"9\"/></rPr><t xml:space=\"preserve\">")
                    .replace("<is><t xml:space=\"preserve\">", "<is><r><t xml:space=\"preserve\">")
                    .replace("</t></is>", run)
            });
        }
        with_texts(parts, |text| match text.chars().next() {
            Some(first) if text != "reading" && !text.contains(['&', '\n']) => {
                let rest = &text[first.len_utf8()..];
                format!("{first}</t></r><r><t xml:space=\"preserve\">{rest}")
            }
            _ => text.to_owned(),
        });
    });
    is_the_same("results", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                xml.replace("t=\"inlineStr\"><is><t>", "t=\"str\"><v>")
                    .replace("t=\"inlineStr\"><is><t xml:space=\"preserve\">", "t=\"str\"><v>")
                    .replace("</t></is>", "</v>")
            });
        }
    });
}

#[test]
fn the_form_of_tags_makes_no_difference() {
    is_the_same("spaced out", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let xml = xml.replace("><", ">\n<!-- <c r=\"A1\"> --><?note?>\n<");
                let mut out = xml;
                for name in ["t", "v", "f"] {
                    // What stands between a tag and its end is its text.
                    let spaced = format!(">\n<!-- <c r=\"A1\"> --><?note?>\n</{name}>");
                    out = out.replace(&spaced, &format!("></{name}>"));
                }
                out
            });
        }
    });
    is_the_same("prefixed", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let marked = xml.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
                marked
                    .replace("<x:?", "<?")
                    .replace("<x:worksheet ", "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" ")
            });
        }
    });
    is_the_same("single quotes", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let pieces = xml.split_inclusive('>').map(|piece| match piece.rsplit_once('<') {
                    Some((text, tag)) if !tag.contains('\'') => {
                        format!("{text}<{}", tag.replace('"', "'").replace(" s=", "\n s = "))
                    }
                    Some(_) | None => piece.to_owned(),
                });
                pieces.collect()
            });
        }
    });
}

#[test]
fn cells_backwards_or_without_addresses_stand_where_they_stood() {
    is_the_same("backwards", |parts| {
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let (before, rest) = xml.split_once("<sheetData>").unwrap();
                let (rows, after) = rest.split_once("</sheetData>").unwrap();
                let mut rows: Vec<String> = rows.split_inclusive("</row>").map(cells_backwards).collect();
                rows.reverse();
                format!("{before}<sheetData>{}</sheetData>{after}", rows.concat())
            });
        }
    });
    is_the_same("without addresses", |parts| {
        rewritten(parts, ACTIONS, |xml| {
            let mut out = String::new();
            for piece in xml.split_inclusive('>') {
                let plain = piece.strip_prefix("<row r=\"").or(piece.strip_prefix("<c r=\""));
                match plain.and_then(|rest| rest.split_once('"')) {
                    Some((_, rest)) if piece.starts_with("<row") => out += &format!("<row{rest}"),
                    Some((_, rest)) => out += &format!("<c{rest}"),
                    None => out += piece,
                }
            }
            out
        });
    });
}

/// A row whose cells stand in the opposite order.
fn cells_backwards(row: &str) -> String {
    let Some((open, cells)) = row.strip_suffix("</row>").and_then(|row| row.split_once("<c ")) else {
        return row.to_owned();
    };
    let mut cells: Vec<&str> = cells.split("<c ").collect();
    cells.reverse();
    format!("{open}<c {}</row>", cells.join("<c "))
}

#[test]
fn a_day_is_the_same_day_however_it_is_stored() {
    for day in
        ["t=\"d\"><v>2025-09-15</v>", "t=\"d\"><v>2025-09-15T00:00:00.000</v>", "><v>4.5915E4</v>", "><v> 45915.0 </v>"]
    {
        is_the_same(day, |parts| changed(parts, ACTIONS, STORED_DAY, day));
    }
    is_the_same("1904", |parts| {
        changed(parts, "xl/workbook.xml", "<workbookPr", "<workbookPr date1904=\"1\"");
        for sheet in SHEETS {
            rewritten(parts, sheet, |xml| {
                let days = (45_000..47_000).filter(|day| xml.contains(&format!("<v>{day}</v>")));
                // The two ways of counting are 1,462 days apart.
                days.fold(xml.to_owned(), |xml, day| {
                    xml.replace(&format!("<v>{day}</v>"), &format!("<v>{}</v>", day - 1_462))
                })
            });
        }
    });
}

#[test]
fn parts_may_stand_anywhere_in_the_container() {
    let relations = "xl/_rels/workbook.xml.rels";
    is_the_same("moved", |parts| {
        for (from, to, target) in
            [(ACTIONS, "Data/The Actions.XML", "../Data/The%20Actions.XML"), ("xl/styles.xml", "look.xml", "/look.xml")]
        {
            let place = parts.iter().position(|(name, _)| name == from).unwrap();
            to.clone_into(&mut parts[place].0);
            rewritten(parts, relations, |xml| {
                let old = from.strip_prefix("xl/").unwrap();
                xml.replace(&format!("\"/{from}\""), &format!("\"{target}\""))
                    .replace(&format!("\"{old}\""), &format!("\"{target}\""))
            });
        }
    });
    is_the_same("in another order", |parts| parts.reverse());
    is_the_same("with names that lead out of it", |parts| {
        for name in ["../../../../tmp/planroll-was-here", "/etc/passwd", "C:\\windows\\win.ini", "xl/../../out.xml"] {
            parts.push((name.to_owned(), b"<x/>".to_vec()));
        }
    });
    is_the_same("of the strict dialect", |parts| {
        for (_, part) in parts {
            let Ok(text) = String::from_utf8(part.clone()) else { continue };
            let strict = text
                .replace(
                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    "http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
                .replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/",
                    "http://purl.oclc.org/ooxml/officeDocument/",
                );
            *part = strict.into_bytes();
        }
    });
    is_the_same("with a list of types that says nothing", |parts| {
        rewritten(parts, "[Content_Types].xml", |_| "<Types/>".to_owned());
    });
    is_the_same("without a list of types", |parts| parts.retain(|(name, _)| name != "[Content_Types].xml"));
}
