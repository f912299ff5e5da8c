//! What a file is, told from its bytes and never from its name.
//!
//! People rename .xls to .xlsx, export web pages under an Excel name and send what a mail gateway cut short. Each of these is
//! named for what it is, so that the message can say it. Containers are opened here once, with their checks, and handed on.

use std::borrow::Cow;

use super::package::Package;
use super::relation;
use super::xml::{self, Xml};
use super::{Format, Limits, Refusal, Seems};

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A workbook in this format.
    Workbook(Format),
    /// A workbook behind a password.
    Protected,
    /// A container such as workbooks have, but with a directory that is not in order or past every limit.
    Faulty,
    /// No workbook.
    Other(Seems),
}

/// Tells what the bytes of a file are. Of a container only the directory and its list of types are read.
pub(crate) fn sniff(bytes: &[u8]) -> Kind {
    match open(bytes, &Limits::previous()) {
        Ok(Opened::Package(_, format)) => Kind::Workbook(format),
        Ok(Opened::Compound { .. }) => Kind::Workbook(Format::Xls),
        Err(Refusal::PasswordProtected | Refusal::LabelEncrypted) => Kind::Protected,
        Err(Refusal::NotAWorkbook { seems }) => Kind::Other(seems),
        Err(
            Refusal::TooLarge { .. }
            | Refusal::Damaged { .. }
            | Refusal::LegacyNotAllowed { .. }
            | Refusal::NotOpened { .. }
            | Refusal::WorkerFailed { .. },
        ) => Kind::Faulty,
    }
}

/// A file found to be a workbook.
pub(super) enum Opened<'b> {
    /// In a zip container, whose directory is in order.
    Package(Box<Package<'b>>, Format),
    /// In the container of Excel 97 to 2003.
    Compound {
        /// Whether it holds macros.
        macros: bool,
        /// Whether it holds what a pivot table was made of.
        pivot: bool,
    },
}

/// Recognises a file and opens its container; anything but a workbook is refused.
pub(super) fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Opened<'b>, Refusal> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if let Some(seems) = by_magic(bytes) {
        return Err(Refusal::NotAWorkbook { seems });
    }
    // The end of a shorter file is the whole of it.
    let end = bytes.len().saturating_sub(66_000);
    let ended = bytes.get(end..).is_some_and(|tail| tail.windows(4).rev().any(|window| window == b"PK\x05\x06"));
    if ended {
        let mut package = Package::open(bytes, limits)?;
        let format = packaged(&mut package)?;
        return Ok(Opened::Package(Box::new(package), format));
    }
    let seems = if bytes.starts_with(b"PK\x03\x04") { Seems::Truncated } else { text(bytes).unwrap_or(Seems::Unknown) };
    Err(Refusal::NotAWorkbook { seems })
}

fn by_magic(bytes: &[u8]) -> Option<Seems> {
    if bytes.iter().all(|b| *b == 0) {
        return Some(Seems::Empty);
    }
    let signs: [(&[u8], Seems); 14] = [
        (b"%PDF", Seems::Pdf),
        (b"{\\rtf", Seems::Word),
        (b"\x89PNG", Seems::Image),
        (b"\xff\xd8\xff", Seems::Image),
        (b"GIF8", Seems::Image),
        (b"II*\0", Seems::Image),
        (b"MM\0*", Seems::Image),
        (b"RIFF", Seems::Image),
        (b"\0\0\0\x18ftyphei", Seems::Image),
        // The first record of a workbook from before 1997, which stands in no container.
        (b"\x09\x00\x04\x00", Seems::OldExcel),
        (b"\x09\x02\x06\x00", Seems::OldExcel),
        (b"\x09\x04\x06\x00", Seems::OldExcel),
        (b"\x09\x08\x08\x00", Seems::OldExcel),
        (b"\x09\x08\x10\x00", Seems::OldExcel),
    ];
    signs.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, seems)| *seems)
}

/// What a zip container holds, by its list of types and the names of its parts.
fn packaged(package: &mut Package<'_>) -> Result<Format, Refusal> {
    // The list may name types that the file has no part of, so only that of the main part counts.
    let main = main_part(package);
    let of_main = main.as_deref().and_then(|main| content_type(package, main)).unwrap_or_default();
    let says = |words: &str| of_main.contains(words);
    let has_main = |name: &str| package.has(name) && (of_main.is_empty() || main.as_deref() == Some(name));
    if says("sheet.binary.macroEnabled.main") || has_main("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    let plain = says("spreadsheetml.sheet.main+xml") || says("spreadsheetml.template.main+xml");
    let macros = says("ms-excel.sheet.macroEnabled.main+xml")
        || says("ms-excel.template.macroEnabled.main+xml")
        || says("ms-excel.addin.macroEnabled.main+xml");
    let word = says("wordprocessingml.document.main") || says("wordprocessingml.template.main") || says("ms-word.");
    let slides = says("presentationml.presentation.main") || says("presentationml.slideshow.main");
    let with_macros = package.names().any(|name| name.ends_with("vbaproject.bin"));
    if macros || plain || has_main("xl/workbook.xml") {
        return Ok(if macros || with_macros { Format::Xlsm } else { Format::Xlsx });
    }
    let seems = if word || has_main("word/document.xml") {
        Seems::Word
    } else if slides || has_main("ppt/presentation.xml") {
        Seems::PowerPoint
    } else if package.names().any(|name| name.rsplit('.').next() == Some("iwa")) {
        Seems::Numbers
    } else {
        return open_document(package);
    };
    Err(Refusal::NotAWorkbook { seems })
}

/// The name of the part that all others hang on, where the container says which it is.
pub(crate) fn main_part(package: &mut Package<'_>) -> Option<String> {
    let top = relation::relations(package, "").ok()?;
    relation::of_kind(&top, "officeDocument").map(|main| main.target.clone())
}

/// The type of a part: its own, else that of its ending (ECMA-376 part 2, 10.1.2.4).
pub(crate) fn content_type(package: &mut Package<'_>, part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    package.unpack("[Content_Types].xml", &mut bytes).ok()?;
    let what = "its list of types";
    let text = xml::text_of(&bytes, what).ok()?;
    let mut xml = Xml::new(&text, what);
    let ending = part.rsplit_once('.').map(|(_, ending)| ending);
    let mut of_ending = None;
    xml.root().ok()?;
    while let Some(tag) = xml.child().ok()? {
        let attribute = |name| xml.attribute(&tag, name).ok().flatten();
        let kind = || attribute("ContentType").map(Cow::into_owned);
        match xml::name(&tag) {
            "Override"
                if attribute("PartName")
                    .is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part)) =>
            {
                return kind();
            }
            "Default"
                if attribute("Extension")
                    .is_some_and(|own| ending.is_some_and(|end| own.eq_ignore_ascii_case(end))) =>
            {
                of_ending = kind();
            }
            _ => {}
        }
        xml.skip().ok()?;
    }
    of_ending
}

fn open_document(package: &mut Package<'_>) -> Result<Format, Refusal> {
    let mut mime = Vec::new();
    let mut manifest = Vec::new();
    package.unpack("mimetype", &mut mime)?;
    package.unpack("META-INF/manifest.xml", &mut manifest)?;
    let is = |kind: &str| {
        let name = format!("application/vnd.oasis.opendocument.{kind}");
        find(&mime, name.as_bytes()) || mime.is_empty() && find(&manifest, name.as_bytes())
    };
    if is("spreadsheet") {
        if find(&manifest, b"encryption-data") {
            return Err(Refusal::PasswordProtected);
        }
        return Ok(Format::Ods);
    }
    let seems = if is("text") {
        Seems::Word
    } else if is("presentation") {
        Seems::PowerPoint
    } else {
        Seems::Zip
    };
    Err(Refusal::NotAWorkbook { seems })
}

/// What a compound file of Office 97 to 2003 holds, by the names in its directory.
fn compound(bytes: &[u8]) -> Result<Opened<'_>, Refusal> {
    // MS-OFFCRYPTO 2.2: rights management has a data space of its own, and no password. A workbook of Excel 97 to 2003 then
    // has a page that says so.
    if ["DRMEncryptedDataSpace", "DRMEncryptedTransform", "\tDRMDataSpace", "\tDRMContent"]
        .iter()
        .any(|own| holds(bytes, own))
    {
        return Err(Refusal::LabelEncrypted);
    }
    if holds(bytes, "EncryptedPackage") {
        return Err(Refusal::PasswordProtected);
    }
    if holds(bytes, "Workbook") || holds(bytes, "Book") {
        let macros = holds(bytes, "_VBA_PROJECT_CUR") || holds(bytes, "_VBA_PROJECT");
        return Ok(Opened::Compound { macros, pivot: holds(bytes, "_SX_DB_CUR") });
    }
    let seems = if holds(bytes, "WordDocument") {
        Seems::Word
    } else if holds(bytes, "PowerPoint Document") {
        Seems::PowerPoint
    } else if holds(bytes, "__properties_version1.0") {
        Seems::Email
    } else {
        Seems::Unknown
    };
    Err(Refusal::NotAWorkbook { seems })
}

/// Whether a compound file has an entry of this name: entries are 128 bytes long and aligned to that, and hold their name in
/// UTF-16 and its length in bytes with the closing zero (MS-CFB 2.6.1).
fn holds(bytes: &[u8], name: &str) -> bool {
    let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wanted.extend([0, 0]);
    let length = u16::try_from(wanted.len()).unwrap_or(0).to_le_bytes();
    bytes.chunks_exact(128).any(|entry| entry.starts_with(&wanted) && entry.get(64..66) == Some(&length))
}

fn text(bytes: &[u8]) -> Option<Seems> {
    let start: Vec<u8> = bytes.iter().take(4096).copied().filter(|b| *b != 0).collect();
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let zeros = bytes.iter().take(4096).any(|b| *b == 0);
    let odd = start.iter().filter(|b| **b < b' ' && !b.is_ascii_whitespace()).count();
    if zeros && !wide || odd > 0 {
        return None;
    }
    let start = String::from_utf8_lossy(&start).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    Some(if start.contains("urn:oasis:names:tc:opendocument:xmlns:office") && begins(&["<?xml", "<office:"]) {
        Seems::FlatOpenDocument
    } else if start.contains("urn:schemas-microsoft-com:office:spreadsheet") && begins(&["<?xml", "<workbook"]) {
        Seems::XmlSpreadsheet
    } else if start.contains("<html")
        || begins(&["<!doctype html", "<table", "<head", "<meta", "<style", "mime-version:"])
    {
        Seems::Html
    } else if begins(&["received:", "return-path:", "from:", "delivered-to:"]) {
        Seems::Email
    } else if !start.starts_with('<') && start.lines().next().is_some_and(|line| line.contains([',', ';', '\t'])) {
        Seems::Csv
    } else {
        Seems::Text
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_workbook_are_named_for_what_they_are() {
        let cases: [(&[u8], Seems); 15] = [
            (
                b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">",
                Seems::FlatOpenDocument,
            ),
            (b"", Seems::Empty),
            (&[0; 4096], Seems::Empty),
            (b"%PDF-1.7 ...", Seems::Pdf),
            (b"{\\rtf1", Seems::Word),
            (b"Ref,Rating\n1.1,Green", Seems::Csv),
            (b"\xff\xfeR\0e\0f\0\t\0R\0", Seems::Csv),
            (b"Dear all", Seems::Text),
            (b"\xef\xbb\xbf <HTML><body>", Seems::Html),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Seems::XmlSpreadsheet,
            ),
            (b"PK\x03\x04 and then nothing", Seems::Truncated),
            (b"\x89PNG\r\n", Seems::Image),
            (b"\x09\x04\x06\x00", Seems::OldExcel),
            (b"\x01\x02\x03", Seems::Unknown),
            (b"Received: from example.org", Seems::Email),
        ];
        for (bytes, seems) in cases {
            assert_eq!(
                sniff(bytes),
                Kind::Other(seems),
                "{}",
                String::from_utf8_lossy(bytes.get(..20).unwrap_or(bytes))
            );
        }
    }

    #[test]
    fn what_a_label_encrypts_is_told_from_what_a_password_does() {
        let refusal = |bytes: &[u8]| open(bytes, &Limits::returns()).err();
        let files = [
            (include_bytes!("../../tests/files/label-encrypted.xlsx").as_slice(), Refusal::LabelEncrypted),
            (include_bytes!("../../tests/files/label-encrypted.xls").as_slice(), Refusal::LabelEncrypted),
            (include_bytes!("../../tests/files/password.xlsx").as_slice(), Refusal::PasswordProtected),
        ];
        for (bytes, expected) in files {
            assert_eq!(refusal(bytes), Some(expected));
        }
    }

    #[test]
    fn compound_files_are_told_apart_by_their_directory() {
        let file = |name: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.resize(512, 0);
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(entry.len() + 2).unwrap();
            entry.resize(64, 0);
            entry.extend(length.to_le_bytes());
            entry.resize(128, 0);
            bytes.extend(entry);
            bytes
        };
        assert_eq!(sniff(&file("EncryptedPackage")), Kind::Protected);
        assert_eq!(sniff(&file("Workbook")), Kind::Workbook(Format::Xls));
        assert_eq!(sniff(&file("WordDocument")), Kind::Other(Seems::Word));
        assert_eq!(sniff(&file("Workbook2")), Kind::Other(Seems::Unknown));
    }
}
