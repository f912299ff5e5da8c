//! A whole workbook: its sheets, its document properties, and what rides along in the file.
//!
//! What is found beside the cells (macros, links to other files, embedded objects) is only named, never opened or run.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Sheet;

/// The format of a workbook's file, told from its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Excel workbook, 2007 and later.
    Xlsx,
    /// The same with macros.
    Xlsm,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97 to 2003 workbook.
    Xls,
    /// Open Document spreadsheet.
    Ods,
}

impl Format {
    /// Whether the cells' number formats are read from such a file. Where they are not, every number is General.
    pub fn tells_formats(self) -> bool {
        match self {
            Self::Xlsx | Self::Xlsm | Self::Ods => true,
            Self::Xlsb | Self::Xls => false,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Xlsx => ".xlsx",
            Self::Xlsm => ".xlsm",
            Self::Xlsb => ".xlsb",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
        })
    }
}

/// Data of elsewhere that a workbook keeps behind its sheets, where nobody sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leftover {
    /// Whether a pivot table keeps what it was made of.
    pub pivot: bool,
    /// How many rows that is, where they can be counted.
    pub pivot_rows: u64,
    /// Whether the results of a query are kept.
    pub query: bool,
    /// Whether there is a data model.
    pub model: bool,
}

impl Leftover {
    /// Whether it keeps any.
    pub(crate) fn is_any(self) -> bool {
        self.pivot || self.query || self.model
    }
}

/// A sensitivity label of Microsoft 365, as a workbook holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensitivityLabel {
    /// The bytes of its part; `None` where it has only properties.
    pub part: Option<Vec<u8>>,
    /// Its custom properties by name.
    pub properties: BTreeMap<String, String>,
}

/// A workbook as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the file")]
pub struct Workbook {
    /// What the file is.
    pub format: Format,
    /// Its sheets in the order of their tabs; two of the same name are both here.
    pub sheets: Vec<Sheet>,
    /// Custom document properties, each value as text.
    pub properties: BTreeMap<String, String>,
    /// Whether it holds macros, Excel 4 macro sheets included.
    pub has_macros: bool,
    /// Whether it draws on other files or data sources.
    pub external_links: bool,
    /// Whether it holds embedded files, objects or controls.
    pub embedded: bool,
    /// What it keeps of other data behind its sheets.
    pub leftover: Leftover,
    /// The program that says it saved the file.
    pub app: Option<String>,
    /// Whether days are counted from 1904.
    pub date1904: bool,
    /// Its sensitivity label.
    pub label: Option<SensitivityLabel>,
}

impl Workbook {
    /// A workbook of the given format with nothing in it.
    pub fn empty(format: Format) -> Self {
        Self {
            format,
            sheets: Vec::new(),
            properties: BTreeMap::new(),
            has_macros: false,
            external_links: false,
            embedded: false,
            leftover: Leftover::default(),
            app: None,
            date1904: false,
            label: None,
        }
    }

    /// The first sheet of a name, letter case aside as in Excel.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let wanted = name.to_lowercase();
        self.sheets.iter().find(|sheet| sheet.name.to_lowercase() == wanted)
    }
}
