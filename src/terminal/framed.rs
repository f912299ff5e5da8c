//! One finding drawn: severity and rule, what is wrong, and the row as it stands with the cell underlined.
//!
//! miette draws the row; the gutter shows the row's number on the sheet, not a line of some text, because a finding
//! without the right cell is worth nothing. One finding in, text out; what stands around it is `text`'s.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use crate::domain::Severity;
use crate::report::{Folded, plain};

use super::columns::left_of;
use super::look::Look;
use super::snippet::{Shown, lay_out};

/// The finding with its row; `head` follows the rule's name in the first line.
pub(super) fn framed(group: &Folded<'_>, head: &str, look: Look) -> String {
    let handler = GraphicalReportHandler::new_themed(theme(look))
        .with_width(look.width)
        .with_links(false)
        .without_primary_span_start()
        .without_syntax_highlighting();
    let drawn = Drawn::new(group, head, look.width);
    let mut out = String::new();
    if handler.render_report(&mut out, &drawn).is_err() {
        // Nothing above can fail to be written; if it does, the words are still worth having.
        return format!("{}\n", drawn.message);
    }
    let drawn = drawn.without_number_of_headings(out);
    let mut text = String::with_capacity(drawn.len());
    for line in drawn.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The colours and lines of a look.
pub(super) fn theme(look: Look) -> GraphicalTheme {
    if look.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() }
}

/// A finding as miette draws it.
#[derive(Debug)]
struct Drawn {
    code: String,
    severity: Severity,
    message: String,
    row: Option<Row>,
}

/// The row of a finding: the source that miette reads.
#[derive(Debug)]
struct Row {
    /// The row's number on the sheet, counted from 1.
    number: u32,
    name: String,
    shown: Shown,
    /// Headings and cells, a line each; or the cells alone.
    source: String,
}

impl Drawn {
    fn new(group: &Folded<'_>, head: &str, width: usize) -> Self {
        let finding = group.first;
        let rule = finding.rule;
        Self {
            code: format!("{} {} {}{head}", finding.severity.word(), rule.code, rule.name),
            severity: finding.severity,
            message: plain(&finding.words.message),
            row: Row::new(group, width),
        }
    }

    /// miette numbers the line above the row as if it were the row above; it is the headings, which stand elsewhere.
    fn without_number_of_headings(&self, drawn: String) -> String {
        let Some(row) = self.row.as_ref().filter(|row| !row.shown.headings.is_empty()) else { return drawn };
        let number = (row.number - 1).to_string();
        let Some(start) = drawn.find(&row.name).and_then(|at| Some(at + drawn.get(at..)?.find('\n')?)) else {
            return drawn;
        };
        let Some((before, after)) = drawn.split_at_checked(start) else { return drawn };
        let blank = " ".repeat(number.len());
        let end = after.find('│').unwrap_or_default();
        match after.get(..end).filter(|gutter| gutter.contains(&number)) {
            Some(gutter) => {
                let rest = after.get(end..).unwrap_or_default();
                format!("{before}{}{rest}", gutter.replacen(&number, &blank, 1))
            }
            None => format!("{before}{after}"),
        }
    }
}

impl Row {
    fn new(group: &Folded<'_>, width: usize) -> Option<Self> {
        let finding = group.first;
        let snippet = finding.snippet.as_ref()?;
        let at = finding.place.cell()?;
        let heading = snippet.cells.iter().find(|cell| cell.at == at).map(|cell| plain(&cell.heading));
        let label = match heading.filter(|heading| !heading.is_empty()) {
            Some(heading) => format!("cell {at} ({})", heading.trim_end_matches(['*', ' '])),
            None => format!("cell {at}"),
        };
        let gutter = snippet.row.to_string().len() + 4;
        let shown = lay_out(snippet, at, &label, &finding.related, left_of(width, gutter));
        let source = if shown.headings.is_empty() {
            shown.cells.clone()
        } else {
            format!("{}\n{}", shown.headings, shown.cells)
        };
        let name = format!("{}, row {}", plain(finding.place.sheet().unwrap_or_default()), snippet.row);
        Some(Self { number: snippet.row, name, shown, source })
    }

    /// Where the cells start in the source.
    fn offset(&self) -> usize {
        self.source.len() - self.shown.cells.len()
    }
}

impl SourceCode for Row {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() + span.len() > self.source.len() {
            return Err(MietteError::OutOfBounds);
        }
        let lines: usize = if self.shown.headings.is_empty() { 1 } else { 2 };
        // Above the first row stands nothing.
        let first = usize::try_from(self.number).unwrap_or(usize::MAX).saturating_sub(lines);
        let whole = SourceSpan::new(0.into(), self.source.len());
        let contents = MietteSpanContents::new_named(self.name.clone(), self.source.as_bytes(), whole, first, 0, lines);
        Ok(Box::new(contents))
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.row.as_ref().map(|row| row as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let row = self.row.as_ref()?;
        let offset = row.offset();
        Some(Box::new(row.shown.marks.iter().enumerate().map(move |(place, (from, length, label))| {
            let span = SourceSpan::new((offset + from).into(), *length);
            if place == row.shown.fault {
                LabeledSpan::new_primary_with_span(Some(label.clone()), span)
            } else {
                LabeledSpan::new_with_span(Some(label.clone()), span)
            }
        })))
    }
}
