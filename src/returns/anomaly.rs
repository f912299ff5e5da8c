//! What came back otherwise than it was issued: sheets, columns, rows and cells, each with its place.
//!
//! The reader only notes what it sees, and goes on reading; the rules say which of it is a fault and in which words.

use crate::domain::{Kind, same};
use crate::grid::{CellRef, Leftover, RemarkKind, Visibility};
use crate::layout::{Field, RETURN, SheetId};

/// One way in which the sheets differ from what went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anomaly {
    /// An issued sheet is gone.
    SheetMissing {
        /// The name it was issued under.
        name: String,
    },
    /// An issued sheet is there, but its headings cannot be found.
    HeadingsMissing {
        /// The sheet.
        sheet: String,
        /// The sheet whose table stands there instead, where one does.
        holds: Option<String>,
    },
    /// The Ref column is there, and none of the references in it was issued.
    RefsMissing {
        /// The sheet.
        sheet: String,
        /// Which table it is.
        kind: Kind,
    },
    /// A sheet was renamed, and was found by what is on it.
    SheetRenamed {
        /// The name it was issued under.
        expected: String,
        /// Its name now.
        found: String,
    },
    /// An issued heading is gone.
    ColumnMissing {
        /// The sheet.
        sheet: String,
        /// Which table it is, and the column's place among those that were issued.
        column: (Kind, usize),
        /// The heading.
        heading: String,
    },
    /// A heading was changed, and the column was found by its place or content.
    ColumnRenamed {
        /// The sheet.
        sheet: String,
        /// The heading's cell.
        at: CellRef,
        /// The heading as issued.
        expected: String,
        /// The heading now.
        found: String,
    },
    /// The same heading twice.
    HeadingDuplicated {
        /// The sheet.
        sheet: String,
        /// The second heading.
        at: CellRef,
        /// The heading.
        heading: String,
        /// The one that is read.
        first: CellRef,
    },
    /// A sheet that was not issued.
    UnexpectedSheet {
        /// Its name.
        name: String,
        /// Whether it is hidden.
        visibility: Visibility,
        /// How many cells are filled.
        cells: usize,
        /// The issued sheet whose rows stand there too, by their references.
        rows_of: Option<String>,
    },
    /// A sheet that was not issued has the rows of one that was, as they were issued, and answers them otherwise.
    SecondTable {
        /// Its name.
        name: String,
        /// The sheet that counts.
        counts: String,
        /// The first row that is answered otherwise.
        row: (Kind, usize),
        /// Its reference.
        reference: String,
        /// The heading of the first entry that is another.
        heading: String,
        /// That entry: its cell, and what stands there.
        here: (CellRef, String),
        /// The entry that counts; no cell where its column or row is gone.
        there: (Option<CellRef>, String),
        /// How many rows beside the first are answered otherwise.
        more: usize,
    },
    /// The file carries what is no cell: at least one of these.
    MacrosOrLinks {
        /// Macros.
        macros: bool,
        /// Links to other files.
        links: bool,
        /// Embedded files, objects or controls.
        embedded: bool,
    },
    /// The workbook keeps data of elsewhere behind its sheets.
    LeftoverData(Leftover),
    /// Something typed outside the issued rows and columns.
    Stray {
        /// The sheet.
        sheet: String,
        /// The cell.
        at: CellRef,
        /// What stands there.
        text: String,
    },
    /// More was typed on a sheet outside the issued rows and columns than is quoted.
    StraysUnquoted {
        /// SHA-256 over their texts, in lower-case hexadecimal.
        sha256: String,
        /// The sheet.
        sheet: String,
        /// The uppermost row and the leftmost column of what is not quoted.
        from: CellRef,
        /// The lowest row and the rightmost column of what is not quoted.
        to: CellRef,
        /// How many cells are not quoted.
        cells: usize,
    },
    /// Something written beside the cells that was not issued.
    Remark {
        /// The sheet.
        sheet: String,
        /// The cell that it is anchored to.
        at: Option<CellRef>,
        /// The issued row that the cell stands in.
        row: Option<(Kind, usize)>,
        /// What it is.
        kind: RemarkKind,
        /// What it says; `None` where that cannot be read.
        text: Option<String>,
    },
    /// More is written beside the cells of a sheet than is quoted.
    RemarksUnquoted {
        /// The sheet.
        sheet: String,
        /// How many notes, comments and the like are not quoted.
        remarks: usize,
    },
    /// Rows or columns of a table are hidden or filtered out; they are read.
    Hidden {
        /// The sheet.
        sheet: String,
        /// The first hidden cell.
        at: CellRef,
        /// How many rows of the table are hidden.
        rows: usize,
        /// How many columns of the table are hidden.
        columns: usize,
    },
    /// The whole sheet of a table is hidden; it is read.
    SheetHidden {
        /// The sheet.
        sheet: String,
        /// The first cell of its headings.
        at: CellRef,
    },
    /// A merged cell covers entry cells.
    Merged {
        /// The sheet.
        sheet: String,
        /// Its first cell, which alone holds anything.
        first: CellRef,
        /// Its last cell.
        last: CellRef,
        /// The reference of the first row whose entries it lies over.
        reference: Option<String>,
        /// The entry cells beneath it, each with the heading of its column or its label.
        covered: Vec<(CellRef, String)>,
    },
    /// An issued row is not there.
    RowMissing {
        /// The sheet.
        sheet: String,
        /// Which it is: its table, and its place among the issued rows.
        row: (Kind, usize),
        /// Its reference.
        reference: String,
    },
    /// The locked cells of a row are those of an issued row that is not there, and its Ref is another or none.
    RefLost {
        /// The sheet.
        sheet: String,
        /// The Ref cell.
        at: CellRef,
        /// Which issued row it is.
        row: (Kind, usize),
        /// The reference as issued.
        reference: String,
        /// What stands in the Ref cell now.
        found: String,
        /// What stands in the row.
        text: String,
    },
    /// A row that was not issued.
    RowAdded {
        /// The sheet.
        sheet: String,
        /// Its first filled cell.
        at: CellRef,
        /// Its reference, empty where it has none.
        reference: String,
        /// What stands in it.
        text: String,
    },
    /// A reference twice.
    RowDuplicated {
        /// The sheet.
        sheet: String,
        /// The Ref cell of the row that does not count.
        at: CellRef,
        /// The Ref cell of the other row.
        other: CellRef,
        /// Which issued row they are.
        row: (Kind, usize),
        /// The reference.
        reference: String,
        /// Whether the other row counts (its locked cells are as issued); otherwise neither does.
        other_counts: bool,
        /// What stands in the row that does not count.
        text: String,
    },
    /// A locked cell differs from what was issued.
    IssuedCellChanged {
        /// The sheet.
        sheet: String,
        /// The cell.
        at: CellRef,
        /// Which issued row it is.
        row: (Kind, usize),
        /// The row's reference.
        reference: String,
        /// The column's heading.
        heading: String,
        /// What was issued.
        from: String,
        /// What stands there now.
        to: String,
        /// Whether only the percent format differs, so that the same percentage reads a hundred times too large or
        /// too small.
        rescaled: bool,
    },
}

impl Anomaly {
    /// The sheet none of whose rows can be read because of this.
    pub fn leaves_unread(&self) -> Option<&str> {
        match self {
            Self::HeadingsMissing { sheet, .. } | Self::RefsMissing { sheet, .. } => Some(sheet),
            Self::ColumnMissing { sheet, heading, .. } => {
                same(heading, RETURN.sheet(SheetId::Actions).heading(Field::Ref)).then_some(sheet)
            }
            Self::SheetMissing { .. }
            | Self::SheetRenamed { .. }
            | Self::ColumnRenamed { .. }
            | Self::HeadingDuplicated { .. }
            | Self::UnexpectedSheet { .. }
            | Self::SecondTable { .. }
            | Self::MacrosOrLinks { .. }
            | Self::LeftoverData(_)
            | Self::Stray { .. }
            | Self::StraysUnquoted { .. }
            | Self::Remark { .. }
            | Self::RemarksUnquoted { .. }
            | Self::Hidden { .. }
            | Self::SheetHidden { .. }
            | Self::Merged { .. }
            | Self::RowMissing { .. }
            | Self::RefLost { .. }
            | Self::RowAdded { .. }
            | Self::RowDuplicated { .. }
            | Self::IssuedCellChanged { .. } => None,
        }
    }
}
