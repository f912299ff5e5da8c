//! What one workbook may cost to read.
//!
//! The figures are far above every honest return measured and low enough that no file can exhaust the machine; each is checked
//! before the cost is paid. Passing one is a refusal in words, never a crash.

use serde::{Deserialize, Serialize};

use super::refusal::Limit;
use super::{Cell, Refusal, Remarks, Value};

/// The limits of one reading, each the most that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of all parts unpacked.
    pub unpacked: u64,
    /// Bytes of one part unpacked.
    pub part: u64,
    /// Cells with a value or formula, in all sheets together.
    pub cells: u64,
    /// Parts in the file.
    pub entries: u64,
    /// Unpacked size over packed size, for parts of more than [`Limits::RATIO_FROM`] bytes.
    pub ratio: u64,
    /// Merged cells in one sheet.
    pub merges: u64,
    /// UTF-16 units in one cell.
    pub text: u64,
    /// Bytes of text in all cells together. Cells may share one text, and a finding quotes each.
    pub all_text: u64,
}

const MIB: u64 = 1 << 20;

impl Limits {
    /// Parts up to this size are not held to the ratio: little text packs very well.
    pub const RATIO_FROM: u64 = MIB;

    /// For a return: 50 MB on disk, 256 MiB unpacked, 128 MiB a part, two million cells, 32 MiB of text in them.
    pub fn returns() -> Self {
        Self {
            file_bytes: 50_000_000,
            unpacked: 256 * MIB,
            part: 128 * MIB,
            cells: 2_000_000,
            entries: 5_000,
            ratio: 200,
            merges: 10_000,
            text: 32_767,
            all_text: 32 * MIB,
        }
    }

    /// For a return that goes out: half of what is read of one that comes back, since it comes back with entries, and
    /// other programs write the same cells half as long again.
    pub fn to_be_filled_in() -> Self {
        let Self { file_bytes, unpacked, part, cells, all_text, .. } = Self::returns();
        let [file_bytes, unpacked, part] = [file_bytes, unpacked, part].map(|bytes| bytes / 2);
        Self { file_bytes, unpacked, part, cells: cells / 2, all_text: all_text / 2, ..Self::returns() }
    }

    /// For last period's consolidated workbook, planroll's own: 1 GiB a part, twenty million cells.
    pub fn previous() -> Self {
        Self {
            file_bytes: 500_000_000,
            unpacked: 2_048 * MIB,
            part: 1_024 * MIB,
            cells: 20_000_000,
            all_text: 2_048 * MIB,
            ..Self::returns()
        }
    }

    /// The figure for one limit.
    pub fn most(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileBytes => self.file_bytes,
            Limit::Unpacked => self.unpacked,
            Limit::Part => self.part,
            Limit::Cells => self.cells,
            Limit::Entries => self.entries,
            Limit::Ratio => self.ratio,
            Limit::Merges => self.merges,
            Limit::Text => self.text,
            Limit::AllText => self.all_text,
        }
    }

    /// Refuses when `found` is past the limit.
    pub(super) fn check(&self, limit: Limit, found: u64) -> Result<(), Refusal> {
        self.check_at(limit, found, || None)
    }

    /// The same, naming the place where it was found.
    pub(super) fn check_at(
        &self,
        limit: Limit,
        found: u64,
        place: impl FnOnce() -> Option<String>,
    ) -> Result<(), Refusal> {
        let allowed = self.most(limit);
        if found <= allowed {
            return Ok(());
        }
        Err(Refusal::TooLarge { limit, found, allowed, place: place() })
    }

    /// Refuses a text that is longer than a cell may hold, naming the place where it was found.
    pub(super) fn check_text(&self, text: &str, place: impl FnOnce() -> String) -> Result<(), Refusal> {
        // No text has more UTF-16 units than bytes.
        if u64::try_from(text.len()).is_ok_and(|bytes| bytes <= self.text) {
            return Ok(());
        }
        let units = u64::try_from(text.encode_utf16().count()).unwrap_or(u64::MAX);
        self.check_at(Limit::Text, units, || Some(place()))
    }
}

/// What the cells of a workbook have cost so far.
#[derive(Debug, Default)]
pub(super) struct Spent {
    cells: u64,
    text: u64,
}

impl Spent {
    /// Counts a filled cell and its copies, and refuses where they are too many.
    pub(super) fn add(&mut self, cell: &Cell, copies: u64, limits: &Limits) -> Result<(), Refusal> {
        // What has been counted is within the limits, so only figures that nobody could pass are cut off here.
        self.cells = self.cells.saturating_add(copies);
        limits.check(Limit::Cells, self.cells)?;
        let Some(Value::Text(text)) = &cell.value else { return Ok(()) };
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        // The same of the text.
        self.text = self.text.saturating_add(length.saturating_mul(copies));
        limits.check(Limit::AllText, self.text)
    }

    /// Counts what is written beside the cells of a sheet, and refuses where it is too much.
    pub(super) fn add_remarks(&mut self, remarks: &Remarks, limits: &Limits) -> Result<(), Refusal> {
        let length: usize = remarks.each.iter().filter_map(|remark| remark.text.as_deref()).map(str::len).sum();
        let [count, length] = [remarks.each.len(), length].map(|many| u64::try_from(many).unwrap_or(u64::MAX));
        // As of cells, only figures that nobody could pass are cut off here.
        self.cells = self.cells.saturating_add(count);
        // The same of the text.
        self.text = self.text.saturating_add(length);
        limits.check(Limit::Cells, self.cells)?;
        limits.check(Limit::AllText, self.text)
    }
}
