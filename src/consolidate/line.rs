//! A row of the data sheets: what actions and indicators share in each of their columns, and how their sheets are written.

use rust_xlsxwriter::Worksheet;

use crate::domain::{Direction, INFORMATION_ONLY, Kind, NOT_RATED, Period, Rating};
use crate::grid::CellRef;
use crate::layout::{Field, SheetId, data_sheet};
use crate::plan::{Ask, DeliveryPlan};
use crate::returns::Return;
use crate::tally::Place;
use crate::workbook::{LateRows, WriteError};

use super::answers;
use super::book::Book;
use super::cell::Cell;
use super::corrected::Corrected;
use super::data_sheet::{DataSheet, yes_no};
use super::further::{self, FurtherOfRow};
use super::table::Rows;

/// An action or an indicator of the period.
pub(super) trait DataLine: Sync {
    const KIND: Kind;

    /// What it has in common with lines of the other kind.
    fn shared(&self) -> Shared<'_>;

    /// What it holds, on its data sheet or in the data files. Its columns are described here and in the layout, and nowhere
    /// else.
    fn cell<'w>(&'w self, book: &'w Book<'_>, field: Field) -> Cell<'w>;

    /// Whether an error stands in it that makes it an exception, whatever its rating.
    fn is_exception(&self) -> bool {
        false
    }

    /// Its value in a period, as the column of that period has it; an action has none.
    fn in_period<'w>(&'w self, _: &'w Book<'_>, _: Period) -> Cell<'w> {
        Cell::Blank
    }

    /// The same where it is printed for members: commentary in the words for the report, where officers gave any.
    fn printed_cell<'w>(&'w self, book: &'w Book<'_>, field: Field) -> Cell<'w> {
        let for_report = self.shared().corrected.commentary;
        if field == Field::Commentary && !for_report.is_empty() {
            return Cell::Text(for_report.to_owned().into());
        }
        self.cell(book, field)
    }
}

/// What actions and indicators have in common.
pub(super) struct Shared<'l> {
    pub kind: Kind,
    pub reference: &'l str,
    /// What is to be done or measured.
    pub wording: &'l str,
    /// The delivery plan under which it counts.
    pub delivery_plan: &'l DeliveryPlan,
    /// The code of its priority.
    pub priority: Option<&'l str>,
    pub lead_officer: Option<&'l str>,
    pub portfolio_holder: Option<&'l str>,
    pub scrutiny_committee: Option<&'l str>,
    pub last_rating: Option<&'l str>,
    pub place: Place,
    /// The rating that it has, whether or not it is counted.
    pub rated: Option<&'l Rating>,
    /// The rating that it counts as.
    pub counted: Option<&'l Rating>,
    /// What it would count as without a correction, and what officers wrote of it.
    pub corrected: Corrected<'l>,
    pub direction: Option<Direction>,
    /// The return that answers for it.
    pub received: Option<&'l Return>,
    /// The row's place there.
    pub at: Option<CellRef>,
    /// What it says below further headings.
    pub further: FurtherOfRow<'l>,
}

impl<'l> Shared<'l> {
    /// What a column holds that both kinds of lines have; none of one that only one of them has.
    pub(super) fn cell(&self, book: &'l Book<'_>, field: Field) -> Option<Cell<'l>> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not shared columns")]
        Some(match field {
            Field::Ref => Cell::Ref(self.reference.into()),
            Field::Action | Field::Indicator | Field::ActionOrIndicator => Cell::text(self.wording),
            Field::Sheet => Cell::text(&data_sheet(self.kind).name),
            Field::PlanCode => Cell::text(&self.delivery_plan.code),
            Field::DeliveryPlan => Cell::text(book.labels.delivery_plan(self.delivery_plan)),
            Field::PriorityCode => Cell::optional(self.priority),
            Field::Priority => Cell::optional(self.priority.map(|code| book.labels.priority(code))),
            Field::LeadOfficer => Cell::optional(self.lead_officer),
            Field::PortfolioHolder => Cell::optional(self.portfolio_holder.map(|name| book.labels.holder(name))),
            Field::ScrutinyCommittee => Cell::optional(self.scrutiny_committee.map(|name| book.labels.committee(name))),
            Field::LastRating => Cell::optional(self.last_rating),
            Field::RatingCounted => Cell::text(counted(self.place, self.rated)),
            Field::RatingBeforeCorrection => Cell::Aside(self.corrected.before.word(book.plan.scale(self.kind)).into()),
            Field::CorrectedBecause => Cell::text(self.corrected.because),
            Field::CommentaryForReport => Cell::text(self.corrected.commentary),
            Field::Standing => Cell::made(self.rated.map(|rating| rating.standing)),
            Field::InPercentages => yes_no(self.counted.is_some_and(|rating| rating.in_percentages)),
            // A mark that cannot be read is in the findings; here it would be taken for a direction.
            Field::DirectionOfTravel => Cell::made(self.direction),
            Field::SourceFile => Cell::optional(self.received.map(|received| &*received.source.path)),
            Field::SourceCell => {
                let sheet = self.received.and_then(|received| received.sheet_name(self.kind));
                Cell::made(sheet.zip(self.at).map(|(sheet, at)| address(sheet, at)))
            }
            Field::Sha256 => Cell::optional(self.received.map(|received| &*received.source.sha256)),
            _ => return None,
        })
    }
}

/// Writes the sheet of those lines.
pub(super) fn write<'w, L: DataLine>(
    sheet: &mut Worksheet,
    book: &'w Book<'_>,
    lines: &'w [L],
    guidance: &str,
) -> Result<Vec<LateRows<'w>>, WriteError> {
    let layout = data_sheet(L::KIND);
    let year = answers::year(book);
    let fields: Vec<(Field, Option<Period>)> = layout
        .fields()
        .into_iter()
        .flat_map(|field| {
            if field == Field::PeriodValue {
                year.iter().map(|period| (field, Some(*period))).collect()
            } else {
                vec![(field, None)]
            }
        })
        .collect();
    let periods: Vec<String> = year.iter().map(Period::label).collect();
    let headings = further::headings(L::KIND, lines.iter().map(|line| line.shared().further));
    let further: Vec<(String, bool)> = headings
        .iter()
        .map(|heading| (answers::own_heading(book, L::KIND, heading), Ask::of(heading).is_some()))
        .collect();
    // Where members moved no deadline, the original is the deadline.
    let none_moved = book.tally.action_lines.iter().all(|line| line.planned.agreed.is_none());
    let rows = Rows::of(lines.iter().collect(), fields.len() + further.len(), move |line: &&'w L, place| match fields
        .get(place)
    {
        Some((Field::OriginalDeadline, _)) if none_moved => Cell::Blank,
        Some((_, Some(period))) => line.in_period(book, *period),
        Some((field, None)) => line.cell(book, *field),
        None => line.shared().further.cell_at(place - fields.len(), &headings),
    });
    let name = L::KIND.to_string().to_lowercase();
    let sheet_of = DataSheet {
        id: SheetId::of(L::KIND),
        title: book.title_of(&name),
        guidance: vec![
            guidance.to_owned(),
            "A blank cell was left blank, was not asked for, or its return is missing (see Returns).".to_owned(),
        ],
        empty: format!("No {name} in this plan."),
        periods,
        further,
        rows,
        scale: Some(book.plan.scale(L::KIND)),
    };
    sheet_of.write(sheet, &book.styles)
}

/// Those of the lines that are wanted, by priority and then in the order of the plan.
pub(super) fn by_priority<'w, L: DataLine>(
    book: &Book<'_>,
    lines: &'w [L],
    is_wanted: impl Fn(&L) -> bool,
) -> Vec<&'w L> {
    let mut wanted: Vec<&L> = lines.iter().filter(|line| is_wanted(line)).collect();
    wanted.sort_by_key(|line| book.labels.priority_place(line.shared().priority));
    wanted
}

/// Whether anything stands in a column of a data sheet.
pub(super) fn holds(book: &Book<'_>, kind: Kind, field: Field) -> bool {
    fn any<L: DataLine>(book: &Book<'_>, lines: &[L], field: Field) -> bool {
        lines.iter().any(|line| !line.cell(book, field).is_blank())
    }
    match kind {
        Kind::Actions => any(book, &book.tally.action_lines, field),
        Kind::Indicators => any(book, &book.tally.indicator_lines, field),
    }
}

/// What counts, in the word of the scheme.
pub(super) fn counted(place: Place, rating: Option<&Rating>) -> &str {
    match place {
        Place::Counted(_) => rating.map_or(NOT_RATED, |rating| &rating.name),
        Place::NotRated => NOT_RATED,
        Place::InformationOnly => INFORMATION_ONLY,
    }
}

/// Where a row stands in its return: `Actions!A14`.
pub(super) fn address(sheet: &str, at: CellRef) -> String {
    if sheet.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        format!("{sheet}!{at}")
    } else {
        format!("'{}'!{at}", sheet.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_with_a_space_in_its_name_is_quoted_in_the_address() {
        let at: CellRef = "A14".parse().unwrap();
        assert_eq!(address("Actions", at), "Actions!A14");
        assert_eq!(address("Q1 head's copy", at), "'Q1 head''s copy'!A14");
    }
}
