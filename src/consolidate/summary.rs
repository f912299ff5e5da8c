//! The Summary sheet: how many actions and indicators have each rating, by priority and by every other grouping.
//!
//! Each rating has its count and, where it is in the percentages, its percentage beside it, both as numbers. Below each
//! table it says in words what the percentages are of and who is left out, so that no reader has to guess a base. The
//! figures are those of the tally and are not counted again here.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::{Kind, Rounding};
use crate::layout::{Field, PLAN, SheetId, sheet as plan_layout};
use crate::plan::{ActionsCounted, IndicatorRatings};
use crate::tally::{Line, Table};
use crate::workbook::{Orientation, WriteError, lay_out_page, write_text};

use super::content::Content;
use super::data_table::{DataTable, Heading, Row};
use super::{Whole, several, status};

/// The width of the first column and of the others, in characters.
const NAME_WIDTH: u16 = 40;
const FIGURE_WIDTH: u16 = 12;
/// Headings beside the ratings.
const TOTAL: &str = "Total";
const BASE: &str = "Base";
const NOT_RATED: &str = "Not rated";
const INFORMATION_ONLY: &str = "Information only";
/// What the column Base is.
const WHAT_BASE_IS: &str = "Base = the rated rows that the percentages are of.";
/// Why rows without a rating have none, where an action counts only when it is rated.
const NOT_DUE_OR_NOT_RATED: &str = "not rated (not due yet or not answered)";

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<(), WriteError> {
    let title = whole.title_of("summary");
    write_text(sheet, (0, 0), &title, &whole.styles.title)?;
    write_text(sheet, (1, 0), &status::banner(whole), &whole.styles.section)?;
    let (actions, indicators) = (&whole.tally.actions, &whole.tally.indicators);
    let is_rated = whole.plan.settings.indicator_ratings != IndicatorRatings::None;
    let mut at: RowNum = 3;
    let mut groups = vec![(Kind::Actions, actions, Group::Priority), (Kind::Indicators, indicators, Group::Priority)];
    for group in [Group::DeliveryPlan, Group::PortfolioHolder, Group::ScrutinyCommittee] {
        groups.extend([(Kind::Actions, actions, group), (Kind::Indicators, indicators, group)]);
    }
    let mut widest = 0;
    for (kind, table, group) in groups {
        let block = Block { whole, kind, table, group };
        let none = match kind {
            Kind::Actions if whole.tally.action_lines.is_empty() => Some("No actions in this plan."),
            Kind::Indicators if whole.tally.indicator_lines.is_empty() => Some("No indicators in this plan."),
            Kind::Indicators if !is_rated => {
                Some("Indicators are reported without a rating in this plan; see the Indicators sheet.")
            }
            Kind::Actions | Kind::Indicators => None,
        };
        match none {
            Some(words) if group == Group::Priority => {
                write_text(sheet, (at, 0), words, &whole.styles.guidance)?;
                at = at.saturating_add(3);
            }
            Some(_) => {}
            None if block.lines().is_empty() => {}
            None => {
                widest = widest.max(block.headings().len());
                at = block.write(sheet, at)?.saturating_add(3);
            }
        }
    }
    sheet.set_column_width(0, NAME_WIDTH)?;
    for (col, _) in (1..).zip(1..widest) {
        sheet.set_column_width(col, FIGURE_WIDTH)?;
    }
    lay_out_page(sheet, Orientation::Landscape, None, &title)
}

/// What the lines of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Priority,
    DeliveryPlan,
    PortfolioHolder,
    ScrutinyCommittee,
}

impl Group {
    /// Its heading, as the plan workbook spells it.
    fn heading(self) -> &'static str {
        match self {
            Self::Priority => plan_layout(&PLAN, SheetId::Priorities).heading(Field::Priority),
            Self::DeliveryPlan => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::DeliveryPlan),
            Self::PortfolioHolder => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::PortfolioHolder),
            Self::ScrutinyCommittee => plan_layout(&PLAN, SheetId::DeliveryPlans).heading(Field::ScrutinyCommittee),
        }
    }
}

/// One table with its title and its notes.
struct Block<'a> {
    whole: &'a Whole<'a>,
    kind: Kind,
    table: &'a Table,
    group: Group,
}

impl Block<'_> {
    /// Writes the title in row `at`, the table and its notes; gives the last row.
    fn write(&self, sheet: &mut Worksheet, at: RowNum) -> Result<RowNum, WriteError> {
        let styles = &self.whole.styles;
        write_text(sheet, (at, 0), &self.title(), &styles.section)?;
        let rows = self.lines().iter().map(|line| Row::plain(self.cells(line)));
        let overall = Row { cells: self.cells(&self.table.overall), total: true };
        let table = DataTable {
            name: self.title().replace(' ', "_"),
            about: format!("{}: counts and percentages of each rating", self.title()),
            headings: self.headings(),
            rows: rows.chain([overall]).collect(),
            filter: false,
        };
        let mut row = table.write(sheet, at.saturating_add(1), styles)?;
        for note in self.notes() {
            row = row.saturating_add(1);
            write_text(sheet, (row, 0), &note, &styles.guidance)?;
        }
        Ok(row)
    }

    fn title(&self) -> String {
        format!("{} by {}", self.kind, self.group.heading().to_lowercase())
    }

    fn lines(&self) -> &[Line] {
        match self.group {
            Group::Priority => &self.table.priorities,
            Group::DeliveryPlan => &self.table.by_delivery_plan,
            Group::PortfolioHolder => &self.table.by_portfolio_holder,
            Group::ScrutinyCommittee => &self.table.by_scrutiny_committee,
        }
    }

    /// A rating outside the percentages has no column for them.
    fn headings(&self) -> Vec<Heading> {
        let figures = |text: String, fill| Heading { text, width: FIGURE_WIDTH, fill, figures: true };
        let mut headings = vec![Heading::plain(self.group.heading(), NAME_WIDTH)];
        for (rating, in_base) in self.whole.plan.scale(self.kind).iter().zip(&self.table.in_base) {
            headings.push(figures(rating.name.clone(), Some(rating.colour)));
            if *in_base {
                headings.push(figures(format!("{} %", rating.name), Some(rating.colour)));
            }
        }
        headings.extend([TOTAL, BASE, NOT_RATED, INFORMATION_ONLY].map(|text| figures(text.to_owned(), None)));
        headings
    }

    fn cells<'l>(&self, line: &'l Line) -> Vec<Content<'l>> {
        let places = self.whole.plan.settings.places;
        let mut cells = vec![Content::text(&line.name)];
        let shares = line.percentages.iter().copied().chain(std::iter::repeat(None));
        for ((count, in_base), share) in line.counts.iter().zip(&self.table.in_base).zip(shares) {
            cells.push(Content::Count(*count));
            if *in_base {
                cells.push(share.map_or(Content::Blank, |share| Content::Percentage(share, places)));
            }
        }
        cells.extend([line.total, line.base, line.not_rated, line.information_only].map(Content::Count));
        cells
    }

    /// What the percentages are of, how they were rounded, and which rows are in no line.
    fn notes(&self) -> Vec<String> {
        let overall = &self.table.overall;
        let (one, more) = match self.kind {
            Kind::Actions => ("action", "actions"),
            Kind::Indicators => ("indicator", "indicators"),
        };
        let not_rated = match (self.kind, self.whole.plan.settings.actions_counted) {
            (Kind::Actions, ActionsCounted::WhenRated) => NOT_DUE_OR_NOT_RATED,
            (Kind::Actions, ActionsCounted::AllMonitored) | (Kind::Indicators, _) => "not rated",
        };
        let mut notes = vec![WHAT_BASE_IS.to_owned(), base_in_words(self.table, [one, more], not_rated)];
        if overall.base > 0 {
            notes.push(match self.whole.plan.settings.rounding {
                Rounding::LargestRemainder => {
                    "The percentages of a row are rounded so that they add up to 100.".to_owned()
                }
                Rounding::HalfUp => {
                    "Each percentage is rounded by itself, so those of a row may not add up to 100.".to_owned()
                }
            });
            if self.lines().iter().any(|line| line.base == 0) {
                notes.push("A row without percentages has nothing rated that counts towards them.".to_owned());
            }
        }
        let rows = |line: &Line| line.total.saturating_add(line.not_rated).saturating_add(line.information_only);
        let grouped = self.lines().iter().map(rows).fold(0, u64::saturating_add);
        match rows(overall).saturating_sub(grouped) {
            0 => {}
            left => notes.push(format!(
                "{} no {} and {} in {} only.",
                several(left, &format!("{one} names"), &format!("{more} name")),
                self.group.heading().to_lowercase(),
                if left == 1 { "is" } else { "are" },
                overall.name,
            )),
        }
        notes
    }
}

/// `Percentages are of the 47 rated actions; 2 Completed and 6 for information only are left out.`
fn base_in_words(table: &Table, [one, more]: [&str; 2], not_rated: &str) -> String {
    let overall = &table.overall;
    let outside = table.columns.iter().zip(&table.in_base).zip(&overall.counts);
    let mut left_out: Vec<String> = outside
        .filter(|((_, in_base), count)| !**in_base && **count > 0)
        .map(|((name, _), count)| format!("{count} {name}"))
        .collect();
    if overall.not_rated > 0 {
        left_out.push(format!("{} {not_rated}", overall.not_rated));
    }
    if overall.information_only > 0 {
        left_out.push(format!("{} for information only", overall.information_only));
    }
    let base = match overall.base {
        0 => format!("There are no percentages, because no {one} is rated that counts towards them"),
        1 => format!("Percentages are of the 1 rated {one}"),
        base => format!("Percentages are of the {base} rated {more}"),
    };
    match left_out.as_slice() {
        [] => format!("{base}."),
        [only] => format!("{base}; {only} {} left out.", if only.starts_with("1 ") { "is" } else { "are" }),
        [all @ .., last] => format!("{base}; {} and {last} are left out.", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(counts: &[u64], in_base: &[bool], not_rated: u64, information_only: u64) -> Table {
        let base = counts.iter().zip(in_base).filter(|(_, is_in)| **is_in).map(|(count, _)| count).sum();
        let overall = Line {
            code: String::new(),
            name: "Overall".to_owned(),
            counts: counts.to_vec(),
            percentages: Vec::new(),
            base,
            total: counts.iter().sum(),
            not_rated,
            information_only,
        };
        Table {
            columns: ["Red", "Amber", "Green", "On hold or closed", "Completed"].map(str::to_owned).to_vec(),
            in_base: in_base.to_vec(),
            priorities: Vec::new(),
            overall,
            by_delivery_plan: Vec::new(),
            by_portfolio_holder: Vec::new(),
            by_scrutiny_committee: Vec::new(),
        }
    }

    #[test]
    fn the_base_is_said_in_words_with_who_is_left_out() {
        let in_base = [true, true, true, true, false];
        let say = |counts: &[u64], not_rated, information| {
            base_in_words(&table(counts, &in_base, not_rated, information), ["action", "actions"], "not rated")
        };
        assert_eq!(
            say(&[0, 9, 38, 0, 2], 0, 6),
            "Percentages are of the 47 rated actions; 2 Completed and 6 for information only are left out."
        );
        assert_eq!(say(&[0, 9, 38, 0, 0], 0, 0), "Percentages are of the 47 rated actions.");
        assert_eq!(say(&[0, 1, 0, 0, 1], 0, 0), "Percentages are of the 1 rated action; 1 Completed is left out.");
        assert_eq!(
            say(&[0, 0, 0, 0, 0], 12, 0),
            "There are no percentages, because no action is rated that counts towards them; 12 not rated are left out."
        );
    }
}
