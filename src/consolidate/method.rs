//! The Method sheet: everything that is needed to make the figures again, and to judge them.
//!
//! Settings as used, what counts, the ratings with what they mean and the slippage they stand for, the tolerances with
//! their edges in words, the rules that the officer changed, and each file with its SHA-256.

use std::sync::LazyLock;

use rust_xlsxwriter::{RowNum, Worksheet};
use serde::Deserialize;

use crate::domain::{Kind, Level, Rating, Standing, month_name, print_day};
use crate::layout::{CONSOLIDATED, Field, PLAN, SheetId};
use crate::plan::Setting;
use crate::previous::History;
use crate::returns::{PassedOver, Received, Source};
use crate::rules::find_rule;
use crate::workbook::{Orientation, WriteError, lay_out_page, print_legibly, write_text};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::table::{Heading, Look, Rows, Table};

/// The width of the columns beside the two of the layout, in characters.
const SIDE_WIDTH: u16 = 15;
/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), WriteError> {
    let title = book.title_of("method");
    write_text(sheet, (0, 0), &title, &book.styles.title)?;
    let layout = layout_of(SheetId::Method);
    let two_columns = || layout.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>();
    let widths = || layout.columns.iter().map(|column| column.width).chain(std::iter::repeat(SIDE_WIDTH));
    let (mut at, mut most): (RowNum, usize) = (2, layout.columns.len());
    let parts = [
        TitledTable { name: "Settings_used", title: "Settings used", headings: two_columns(), rows: settings(book) },
        TitledTable { name: "What_counts", title: "What counts", headings: two_columns(), rows: what_counts(book) },
        ratings(book),
        tolerances(book),
        changed_rules(book),
        files(book),
    ];
    for part in parts {
        if part.rows.is_empty() {
            continue;
        }
        write_text(sheet, (at, 0), part.title, &book.styles.section)?;
        // Without columns in which no row has anything: symbols, or slippage, that the plan does not use.
        let rows = Rows::made(part.rows);
        let (used, _) = rows.used(&vec![Look::ForAnything; part.headings.len()]);
        let used: Vec<usize> = (0..).zip(used).filter_map(|(place, used)| used.then_some(place)).collect();
        let headings = used.iter().filter_map(|place| part.headings.get(*place)).zip(widths());
        let table = Table {
            name: part.name.to_owned(),
            about: part.title.to_owned(),
            headings: headings.map(|(text, width)| Heading::plain(text, width)).collect(),
            filter: false,
            rows: rows.with_columns(used.clone()),
        };
        most = most.max(used.len());
        at = table.write(sheet, at + 1, &book.styles)? + 3;
    }
    let widths: Vec<u16> = widths().take(most).collect();
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    print_legibly(sheet, &widths, 1, None)
}

/// One table of the sheet with its title.
struct TitledTable {
    name: &'static str,
    title: &'static str,
    headings: Vec<String>,
    rows: Vec<Vec<Cell<'static>>>,
}

fn texts<const N: usize>(texts: [String; N]) -> Vec<Cell<'static>> {
    texts.into_iter().map(Cell::text).collect()
}

/// A heading of the plan workbook.
fn heading(id: SheetId, field: Field) -> String {
    PLAN.sheet(id).heading(field).to_owned()
}

/// What a setting is set to; `None` for how people are reached and reminded, which is no part of the method.
fn value(book: &Book<'_>, setting: Setting) -> Option<String> {
    let settings = &book.plan.settings;
    let none = |text: &str| if text.is_empty() { "None".to_owned() } else { text.to_owned() };
    Some(match setting {
        Setting::Organisation => settings.organisation.clone(),
        Setting::PlanTitle => settings.plan_title.clone(),
        Setting::Reporting => settings.calendar.reporting.to_string(),
        Setting::YearStarts => month_name(settings.calendar.year_starts).to_owned(),
        Setting::Period => book.plan.period.to_string(),
        Setting::ReturnsDue => none(&settings.returns_due.map(print_day).unwrap_or_default()),
        Setting::ContactName
        | Setting::ContactEmail
        | Setting::ReturnsFolder
        | Setting::CheckPage
        | Setting::RemindBefore => return None,
        Setting::ActionsCounted => settings.actions_counted.word().to_owned(),
        // A plan without milestones has nothing to say of them.
        Setting::Milestones => return book.has_milestones.then(|| settings.milestones.word().to_owned()),
        Setting::IndicatorRatings => settings.indicator_ratings.word().to_owned(),
        Setting::Percentages => settings.rounding.to_string(),
        Setting::PercentagePlaces => settings.places.to_string(),
        Setting::ZeroCounts => settings.zero_counts.word().to_owned(),
        Setting::TablesBy => settings.tables_by.word().to_owned(),
        Setting::DirectionOfTravel => none(settings.direction.word()),
        Setting::DefaultTolerance => none(settings.default_tolerance.as_deref().unwrap_or_default()),
        Setting::CommentaryLimit => format!("{} characters", settings.commentary_limit),
        Setting::SignOff => settings.sign_off.to_string(),
    })
}

fn settings(book: &Book<'_>) -> Vec<Vec<Cell<'static>>> {
    let set = Setting::ALL.iter().filter_map(|setting| Some([setting.name().to_owned(), value(book, *setting)?]));
    let as_of = format!("{}: a deadline on or before this day has passed", print_day(book.collection.as_of));
    let made_with = format!("planroll {}", env!("CARGO_PKG_VERSION"));
    let others = [["As-of day".to_owned(), as_of], ["Made with".to_owned(), made_with]];
    set.chain(others).map(texts).collect()
}

/// What the sheet says of how the figures were counted, from `workbook-templates/method.toml`.
#[derive(Deserialize)]
struct Method {
    #[serde(rename = "row")]
    statements: Vec<Statement>,
}

/// One row, which stands there where its setting is one of those words.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, which the words' file answers")]
#[derive(Deserialize)]
struct Statement {
    item: String,
    text: String,
    setting: Option<String>,
    #[serde(default)]
    is: Vec<String>,
    #[serde(default)]
    of_indicators: bool,
    #[serde(default)]
    of_history: bool,
    #[serde(default)]
    of_not_started: bool,
    #[serde(default)]
    of_order: bool,
}

#[expect(clippy::expect_used, reason = "the words are part of the binary, and every consolidated workbook reads them")]
static METHOD: LazyLock<Method> = LazyLock::new(|| {
    toml::from_str(include_str!("../../workbook-templates/method.toml")).expect("the built-in words are well formed")
});

impl Statement {
    fn applies(&self, book: &Book<'_>) -> bool {
        let is_so = |name: &String| {
            let setting = Setting::ALL.iter().find(|setting| setting.name() == name);
            setting.and_then(|setting| value(book, *setting)).is_some_and(|word| self.is.contains(&word))
        };
        let has_lines = !(self.of_indicators && book.tally.indicator_lines.is_empty());
        let has_history = !self.of_history || book.tally.record.has_history();
        let has = |is: fn(&Rating) -> bool| {
            [Kind::Actions, Kind::Indicators].iter().any(|kind| book.plan.scale(*kind).iter().any(is))
        };
        let has_not_started = !self.of_not_started || has(|rating| rating.standing == Standing::NotStarted);
        let has_order = !self.of_order || has(|rating| rating.best_to_worst.is_some());
        self.setting.as_ref().is_none_or(is_so) && has_lines && has_history && has_not_started && has_order
    }
}

fn what_counts(book: &Book<'_>) -> Vec<Vec<Cell<'static>>> {
    let rows = METHOD.statements.iter().filter(|row| row.applies(book));
    rows.map(|row| texts([row.item.clone(), row.text.clone()])).collect()
}

/// The key to the ratings: what each means, and what it is to the rules.
fn ratings(book: &Book<'_>) -> TitledTable {
    let fields = [
        Field::Rating,
        Field::Meaning,
        Field::AppliesTo,
        Field::Symbol,
        Field::Standing,
        Field::Slippage,
        Field::InPercentages,
        Field::BestToWorst,
    ];
    // The plan gives the window of slippage in two columns; here it is one, in words.
    let slippage = || CONSOLIDATED.sheet(SheetId::Actions).heading(Field::Slippage).to_owned();
    let heading_of = |field| if field == Field::Slippage { slippage() } else { heading(SheetId::Ratings, field) };
    let yes_no = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    let rows = [Kind::Actions, Kind::Indicators].into_iter().flat_map(|kind| {
        book.plan.scale(kind).iter().map(move |rating| {
            texts([
                rating.name.clone(),
                rating.meaning.clone(),
                kind.to_string(),
                rating.symbol.clone().unwrap_or_default(),
                rating.standing.to_string(),
                rating.window.map(|window| window.to_string()).unwrap_or_default(),
                yes_no(rating.in_percentages),
                rating.best_to_worst.map(|place| place.to_string()).unwrap_or_default(),
            ])
        })
    });
    TitledTable {
        name: "Rating_key",
        title: "Key to the ratings",
        headings: fields.map(heading_of).to_vec(),
        rows: rows.collect(),
    }
}

/// The tolerances of the plan, with whose each edge is.
fn tolerances(book: &Book<'_>) -> TitledTable {
    let fields = [Field::Tolerance, Field::Shortfall, Field::MeasuredIn];
    let rows = book
        .plan
        .tolerances
        .iter()
        .map(|tolerance| texts([tolerance.name.clone(), tolerance.in_words(), tolerance.measure.to_string()]))
        .collect();
    TitledTable {
        name: "Tolerances",
        title: "Tolerances: how much worse than target for each rating",
        headings: fields.map(|field| heading(SheetId::Tolerances, field)).to_vec(),
        rows,
    }
}

/// Rules to which the plan workbook gives another severity.
fn changed_rules(book: &Book<'_>) -> TitledTable {
    let rows = book
        .plan
        .policy
        .levels
        .iter()
        .map(|level| {
            let rule = find_rule(&level.rule)
                .map_or_else(|| level.rule.clone(), |rule| format!("{} {}", rule.code, rule.name));
            let made_of_it = match level.level {
                Level::At(severity) => severity.to_string(),
                Level::Off => "Off".to_owned(),
            };
            texts([rule, made_of_it])
        })
        .collect();
    TitledTable {
        name: "Rules_changed",
        title: "Rules changed in the plan workbook",
        headings: [Field::Rule, Field::Severity].map(|field| heading(SheetId::Rules, field)).to_vec(),
        rows,
    }
}

/// The plan workbook, the earlier workbooks, and every file that was handed in.
fn files(book: &Book<'_>) -> TitledTable {
    let fields = [Field::SourceFile, Field::Sha256];
    let mut headings: Vec<String> =
        fields.iter().map(|field| layout_of(SheetId::Returns).heading(*field).to_owned()).collect();
    headings.push("Read as".to_owned());
    let row = |source: &Source, read_as: &str| texts([source.path.clone(), source.sha256.clone(), read_as.to_owned()]);
    let plan = book.collection.plan_source.iter().map(|source| row(source, "Plan of this workbook"));
    let earlier = book.collection.previous.into_iter().flat_map(History::workbooks);
    let earlier =
        earlier.map(|one| row(&one.source, &format!("Consolidated workbook for {}, compared with", one.period)));
    let handed_in = book.collection.files.iter().map(|file| {
        let read_as = match file.received {
            Received::Read(_) => "Return",
            Received::Refused(_) => "Not read",
            Received::PassedOver(PassedOver::Plan) => "Plan workbook, passed over",
            Received::PassedOver(PassedOver::Consolidated) => "Consolidated workbook, passed over",
            Received::PassedOver(PassedOver::MarkedCopy) => "Marked copy, not filled in, passed over",
        };
        row(&file.source, read_as)
    });
    TitledTable { name: "Files", title: "Files", headings, rows: plan.chain(earlier).chain(handed_in).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{ActionsCounted, DirectionSetting, IndicatorRatings, ZeroCounts};

    #[test]
    fn every_choice_of_a_setting_that_counts_is_explained() {
        let said = |setting: Setting, words: &[&str]| {
            for word in words.iter().filter(|word| !word.is_empty()) {
                let own = METHOD.statements.iter().filter(|row| row.setting.as_deref() == Some(setting.name()));
                assert!(own.flat_map(|row| &row.is).any(|own| own == word), "{}: {word}", setting.name());
            }
        };
        said(Setting::ActionsCounted, ActionsCounted::WORDS);
        said(Setting::IndicatorRatings, IndicatorRatings::WORDS);
        said(Setting::DirectionOfTravel, DirectionSetting::WORDS);
        said(Setting::ZeroCounts, ZeroCounts::WORDS);
        said(Setting::Percentages, &["Sum to 100", "Round half up"]);
    }
}
