//! What members agreed, taken into the plan, and the plan of the next year: copies of the plan workbook.

use crate::domain::Severity;
use crate::grid::{Format, Legacy, Limits, Workbook, read, sha256};
use crate::returns::Source;
use crate::turn::{self, Agreed, NextYear, NotAgreed, NotTurned};

use super::error::Error;
use super::plan_workbook::PlanWorkbook;
use super::table::Desk;

impl Desk {
    /// Takes what members agreed, as it stands under Agreed on the Decisions sheet of a consolidated workbook, into a copy of
    /// the plan workbook, of which `bytes` are the bytes. `by` is who agreed it.
    ///
    /// # Errors
    /// [`Error::NoPlan`], [`Error::PlanRefused`] where the plan workbook is in an older format, [`Error::NotWritable`],
    /// [`Error::ConsolidatedRefused`], [`Error::NotAgreed`].
    pub fn agree(
        &self,
        bytes: &[u8],
        (path, consolidated): (&str, &[u8]),
        by: &str,
        legacy: Legacy<'_>,
    ) -> Result<Agreed, Error> {
        let workbook = self.to_be_copied(bytes)?;
        let consolidated = consolidated_workbook(path, consolidated, legacy)?;
        #[expect(clippy::wildcard_enum_match_arm, reason = "all others say why in their own words")]
        let mut agreed = turn::agree((&workbook, bytes), self.plan()?, &consolidated, by).map_err(|why| match why {
            NotAgreed::NotCopied(why) => Error::NotWritable { path: self.plan_path(), why: why.to_string() },
            why => Error::NotAgreed { path: path.to_owned(), why: why.to_string() },
        })?;
        agreed.notes.extend(agreed.bytes.as_deref().and_then(|bytes| self.worse(bytes)));
        Ok(agreed)
    }

    /// Makes the plan of the next year from the plan workbook, of which `bytes` are the bytes, and the consolidated workbooks
    /// of the year by their names: that of its last period, and any before it.
    ///
    /// # Errors
    /// [`Error::NoPlan`], [`Error::PlanRefused`] where the plan workbook is in an older format, [`Error::NotWritable`],
    /// [`Error::ConsolidatedRefused`], [`Error::NotNextYear`].
    pub fn next_year(&self, bytes: &[u8], workbooks: &[(&str, &[u8])], legacy: Legacy<'_>) -> Result<NextYear, Error> {
        let workbook = self.to_be_copied(bytes)?;
        let read = |(path, bytes): &(&str, &[u8])| {
            let source = Source { path: (*path).to_owned(), sha256: sha256(bytes) };
            Ok((source, consolidated_workbook(path, bytes, legacy)?))
        };
        let workbooks = workbooks.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
        #[expect(clippy::wildcard_enum_match_arm, reason = "all others say why in their own words")]
        let mut next = turn::next_year((&workbook, bytes), self.plan()?, workbooks).map_err(|why| match why {
            NotTurned::NotCopied(why) => Error::NotWritable { path: self.plan_path(), why: why.to_string() },
            why => Error::NotNextYear { why: why.to_string() },
        })?;
        next.notes.extend(self.worse(&next.bytes));
        Ok(next)
    }

    /// The plan workbook as it is copied: only what Excel saves now can be changed cell by cell.
    fn to_be_copied(&self, bytes: &[u8]) -> Result<Workbook, Error> {
        let refused = |why| Error::PlanRefused { path: self.plan_path(), why };
        let workbook = read(bytes, &Limits::returns(), Legacy::Refuse).map_err(refused)?;
        match workbook.format {
            Format::Xlsx | Format::Xlsm => Ok(workbook),
            format @ (Format::Xlsb | Format::Xls | Format::Ods) => {
                let why = format!("it is an {format} workbook, in which no single cell can be changed");
                Err(Error::NotWritable { path: self.plan_path(), why })
            }
        }
    }

    fn plan_path(&self) -> String {
        self.plan_workbook().map(|workbook| workbook.source.path.clone()).unwrap_or_default()
    }

    /// Says so where a new plan workbook has errors that the plan workbook has not.
    fn worse(&self, bytes: &[u8]) -> Option<String> {
        let own = self.plan_workbook()?;
        let errors = |workbook: &PlanWorkbook| {
            workbook.findings.iter().filter(|one| one.stands() && one.severity == Severity::Error).count()
        };
        let new = PlanWorkbook::read(&own.source.path, bytes, None, Legacy::Refuse).ok()?;
        let (before, now) = (errors(own), errors(&new));
        (now > before).then(|| format!("The new plan workbook has {now} errors, and had {before}: check it."))
    }
}

fn consolidated_workbook(path: &str, bytes: &[u8], legacy: Legacy<'_>) -> Result<Workbook, Error> {
    read(bytes, &Limits::previous(), legacy).map_err(|why| Error::ConsolidatedRefused { path: path.to_owned(), why })
}
