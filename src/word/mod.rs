//! Word documents: written from blocks, in a council's own template or in ours, and known again.
//!
//! Bytes come in and bytes go out, and the same input gives the same bytes. The room knows paragraphs, tables, charts and
//! placeholders, and nothing of plans, tallies or returns; what a part of a report says is the caller's. Packages are written
//! with zip and read with quick-xml, because no Word library keeps a template part for part, repeats a header row, describes
//! a chart and says which language it is in.

mod blank;
mod block;
mod body;
mod cells;
mod chart;
mod contents;
mod error;
mod fill;
mod found;
mod numbering;
mod parts;
mod placeholder;
mod properties;
mod scale;
mod scan;
mod section;
mod starter;
mod style;
mod template;
mod text;
mod walk;
mod widths;
mod written;

#[cfg(test)]
mod tests;

pub use block::{Align, Block, Cell, Chart, ChartKind, Column, Document, Level, Pages, Row, Run, Series, Table};
pub(crate) use cells::{TableCell, cell_tables};
pub use error::{TemplateFault, Unreadable, WordError, WrongPlaceholder};
pub use fill::{Filling, write};
pub use placeholder::{Part, Words};
pub use starter::starter_template;
pub use template::Template;
pub use written::{TableText, Written, tables};
