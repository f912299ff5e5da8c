//! Findings for people: per file a heading, then each finding with its row as it stands and the cell underlined.
//!
//! miette draws the row; the gutter shows the row's number on the sheet, not a line of some text, because a finding
//! without the right cell is worth nothing. The same message down a column is shown once with all its cells. Waived
//! findings are listed last, each with who waived it.

use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use crate::domain::Severity;
use crate::quarter::Totals;
use crate::rules::Finding;

use super::fold::{Folded, fold};
use super::snippet::{Shown, lay_out};
use super::{CheckReport, FileReport, Look, counted, plain};

/// All findings of all files.
pub fn text(report: &CheckReport<'_>, look: Look) -> String {
    let mut out = String::new();
    for file in &report.files {
        out.push_str(&heading(file));
        out.push('\n');
        let (stand, waived): (Vec<_>, Vec<_>) = fold(file.findings).into_iter().partition(|group| group.first.stands());
        for group in &stand {
            out.push('\n');
            out.push_str(&finding(group, look));
        }
        if !waived.is_empty() {
            out.push('\n');
        }
        for group in &waived {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}", waived_line(group));
        }
        if !file.findings.is_empty() {
            out.push('\n');
        }
    }
    out
}

/// The line that heads a file: its path, what it is, and how much is wrong with it.
pub fn heading(file: &FileReport<'_>) -> String {
    let mut line = plain(file.path);
    let known: Vec<String> = file.plan.into_iter().map(plain).chain(file.period.as_deref().map(plain)).collect();
    if !known.is_empty() {
        let _ = write!(line, " ({})", known.join(", "));
    }
    let _ = write!(line, ": {}", in_words(file.totals()));
    line
}

/// The last line: how many findings there are, and where to read more. `None` where one file is clean: its heading
/// says so.
pub fn totals_line(report: &CheckReport<'_>) -> Option<String> {
    let totals = report.totals();
    if report.files.len() < 2 && !totals.any_at(Severity::Note) {
        return None;
    }
    let mut line = in_words(totals);
    if report.files.len() > 1 {
        let _ = write!(line, " in {}", counted(report.files.len(), "file"));
    }
    let all = || report.files.iter().flat_map(|file| file.findings).filter(|finding| finding.stands());
    if let Some(worst) = all().rev().max_by_key(|finding| finding.severity) {
        let _ = write!(line, "; `planroll explain {}` tells what a rule asks and why", worst.rule.code);
    }
    line.push('.');
    Some(line)
}

fn in_words(totals: Totals) -> String {
    let waived = if totals.waived > 0 { format!(" ({} waived)", totals.waived) } else { String::new() };
    if totals == (Totals { waived: totals.waived, ..Totals::default() }) {
        return format!("nothing wrong{waived}");
    }
    let counts = [(totals.error, "error"), (totals.warning, "warning"), (totals.note, "note")];
    let counts: Vec<String> = counts.iter().map(|(count, noun)| counted(*count, noun)).collect();
    format!("{}{waived}", counts.join(", "))
}

fn waived_line(group: &Folded<'_>) -> String {
    let finding = group.first;
    let rule = finding.rule;
    let who = finding.waived_by.as_deref().map(plain).unwrap_or_default();
    let place = place(group);
    format!("waived {} {}{place}: {} – {who}", rule.code, rule.name, plain(&finding.words.message))
}

/// Where a finding is, in words, with its ref: ` · 4.3 · sheet Actions, cell H14`.
fn place(group: &Folded<'_>) -> String {
    let finding = group.first;
    let mut text = String::new();
    if let Some(reference) = finding.reference.as_deref().filter(|_| group.cells.len() < 2) {
        let _ = write!(text, " · {}", plain(reference));
    }
    if let Some(sheet) = finding.place.sheet() {
        let _ = write!(text, " · sheet {}", plain(sheet));
        match group.cells.len() {
            0 => {}
            1 => {
                let _ = write!(text, ", cell {}", group.cell_list());
            }
            _ => {
                let _ = write!(text, ", cells {}", group.cell_list());
            }
        }
    }
    text
}

fn finding(group: &Folded<'_>, look: Look) -> String {
    let theme = if look.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .without_primary_span_start()
        .without_syntax_highlighting();
    let drawn = Drawn::new(group, look.width);
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

/// A finding as miette draws it.
#[derive(Debug)]
struct Drawn {
    code: String,
    severity: Severity,
    message: String,
    help: String,
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
    fn new(group: &Folded<'_>, width: usize) -> Self {
        let finding: &Finding = group.first;
        let words = &finding.words;
        let rule = finding.rule;
        let row = Row::new(group, width);
        // The place stands beside the row where there is one; else in the first line.
        let place = if row.is_some() {
            let more = group.cells.len().saturating_sub(1);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            finding.reference.as_deref().map(|own| format!(" · {}{more}", plain(own))).unwrap_or_default()
        } else {
            place(group)
        };
        let mut help = Vec::new();
        if !words.expected.is_empty() {
            help.push(format!("expected {}", plain(&words.expected)));
        }
        if !words.help.is_empty() {
            help.push(plain(&words.help));
        }
        if group.cells.len() > 1 && row.is_some() {
            help.push(format!("The same in {}: {}.", counted(group.cells.len(), "cell"), group.cell_list()));
        }
        Self {
            code: format!("{} {} {}{place}", finding.severity.word(), rule.code, rule.name),
            severity: finding.severity,
            message: plain(&words.message),
            help: help.join("\n"),
            row,
        }
    }

    /// miette numbers the line above the row as if it were the row above; it is the headings, which stand elsewhere.
    fn without_number_of_headings(&self, drawn: String) -> String {
        let Some(row) = self.row.as_ref().filter(|row| !row.shown.headings.is_empty()) else { return drawn };
        let number = row.number.saturating_sub(1).to_string();
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
        let gutter = snippet.row.to_string().len().saturating_add(4);
        let shown = lay_out(snippet, at, &label, &finding.related, width.saturating_sub(gutter));
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
        self.source.len().saturating_sub(self.shown.cells.len())
    }
}

impl SourceCode for Row {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset().saturating_add(span.len()) > self.source.len() {
            return Err(MietteError::OutOfBounds);
        }
        let lines: usize = if self.shown.headings.is_empty() { 1 } else { 2 };
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

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(&self.help).filter(|help| !help.is_empty()).map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.row.as_ref().map(|row| row as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let row = self.row.as_ref()?;
        let offset = row.offset();
        Some(Box::new(row.shown.marks.iter().enumerate().map(move |(place, (from, length, label))| {
            let span = SourceSpan::new(offset.saturating_add(*from).into(), *length);
            if place == row.shown.fault {
                LabeledSpan::new_primary_with_span(Some(label.clone()), span)
            } else {
                LabeledSpan::new_with_span(Some(label.clone()), span)
            }
        })))
    }
}
