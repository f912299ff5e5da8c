//! The Method sheet: everything that is needed to make the figures again, and to judge them.
//!
//! Settings as used, what counts, the ratings with what they mean and the slippage they stand for, the tolerances with
//! their edges in words, the rules that the officer changed, and each file with its SHA-256.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::{INFORMATION_ONLY, Kind, Level, NOT_RATED, Rounding, print_day};
use crate::layout::{CONSOLIDATED, Field, PLAN, SheetId, sheet as layout_sheet};
use crate::plan::{ActionsCounted, DirectionSetting, IndicatorRatings, Setting, ZeroCounts};
use crate::previous::History;
use crate::returns::{PassedOver, Received, Source};
use crate::rules::find_rule;
use crate::workbook::{Orientation, WriteError, lay_out_page, write_text};

use super::content::Content;
use super::table::{Heading, Look, Rows, Table};
use super::{Whole, layout_of};

/// The width of the columns beside the two of the layout, in characters.
const SIDE_WIDTH: u16 = 18;
/// How many columns the widest table has.
const MOST_COLUMNS: usize = 7;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<(), WriteError> {
    let title = whole.title_of("method");
    write_text(sheet, (0, 0), &title, &whole.styles.title)?;
    let layout = layout_of(SheetId::Method);
    let two_columns = || layout.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>();
    let widths = || layout.columns.iter().map(|column| column.width).chain(std::iter::repeat(SIDE_WIDTH));
    let pairs = |pairs: Vec<(String, String)>| pairs.into_iter().map(|(item, text)| texts([item, text])).collect();
    let mut at: RowNum = 2;
    let parts = [
        Part { name: "Settings_used", title: "Settings used", headings: two_columns(), rows: pairs(settings(whole)) },
        Part { name: "What_counts", title: "What counts", headings: two_columns(), rows: pairs(what_counts(whole)) },
        ratings(whole),
        tolerances(whole),
        changed_rules(whole),
        files(whole),
    ];
    for part in parts {
        if part.rows.is_empty() {
            continue;
        }
        write_text(sheet, (at, 0), part.title, &whole.styles.section)?;
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
            rows: rows.with_columns(used),
        };
        at = table.write(sheet, at + 1, &whole.styles)? + 3;
    }
    for (col, width) in (0..).zip(widths().take(MOST_COLUMNS)) {
        sheet.set_column_width(col, width)?;
    }
    lay_out_page(sheet, Orientation::Landscape, None, &title)
}

/// One table of the sheet with its title.
struct Part {
    name: &'static str,
    title: &'static str,
    headings: Vec<String>,
    rows: Vec<Vec<Content<'static>>>,
}

fn texts<const N: usize>(texts: [String; N]) -> Vec<Content<'static>> {
    texts.into_iter().map(Content::text).collect()
}

/// A heading of the plan workbook.
fn heading(id: SheetId, field: Field) -> String {
    layout_sheet(&PLAN, id).heading(field).to_owned()
}

fn settings(whole: &Whole<'_>) -> Vec<(String, String)> {
    let settings = &whole.plan.settings;
    let none = |text: &str| if text.is_empty() { "None".to_owned() } else { text.to_owned() };
    let value = |setting: Setting| -> Option<String> {
        Some(match setting {
            Setting::Organisation => settings.organisation.clone(),
            Setting::PlanTitle => settings.plan_title.clone(),
            Setting::Reporting => settings.calendar.reporting.to_string(),
            Setting::YearStarts => month_name(settings.calendar.year_starts).to_owned(),
            Setting::Period => whole.plan.period.to_string(),
            Setting::ReturnsDue => none(&settings.returns_due.map(print_day).unwrap_or_default()),
            // How to reach a person is no part of the method.
            Setting::ContactName | Setting::ContactEmail => return None,
            Setting::ActionsCounted => settings.actions_counted.word().to_owned(),
            Setting::IndicatorRatings => settings.indicator_ratings.word().to_owned(),
            Setting::Percentages => settings.rounding.to_string(),
            Setting::PercentagePlaces => settings.places.to_string(),
            Setting::ZeroCounts => settings.zero_counts.word().to_owned(),
            Setting::DirectionOfTravel => none(settings.direction.word()),
            Setting::DefaultTolerance => none(settings.default_tolerance.as_deref().unwrap_or_default()),
            Setting::CommentaryLimit => format!("{} characters", settings.commentary_limit),
            Setting::SignOff => settings.sign_off.to_string(),
        })
    };
    let mut rows: Vec<(String, String)> =
        Setting::ALL.iter().filter_map(|setting| Some((setting.name().to_owned(), value(*setting)?))).collect();
    rows.push((
        "As-of day".to_owned(),
        format!("{}: a deadline on or before this day has passed", print_day(whole.quarter.as_of)),
    ));
    rows.push(("Made with".to_owned(), format!("planroll {}", env!("CARGO_PKG_VERSION"))));
    rows
}

fn what_counts(whole: &Whole<'_>) -> Vec<(String, String)> {
    let settings = &whole.plan.settings;
    let actions = match settings.actions_counted {
        ActionsCounted::AllMonitored => {
            "A rating is required of every monitored action; it counts as the rating that was given."
        }
        ActionsCounted::WhenRated => {
            "A rating is required of the monitored actions that are due by the as-of day and were not finished before. An action counts when it is rated; one that was complete or closed in an earlier period is not counted again."
        }
    };
    let indicators = match settings.indicator_ratings {
        IndicatorRatings::GivenAndChecked => {
            "An indicator counts as the rating that the service gave. The tolerance band checks it; where the two differ that is a finding, and the count stands."
        }
        IndicatorRatings::Computed => "An indicator counts as the rating that its tolerance band gives to the value.",
        IndicatorRatings::None => "Indicators are reported and not rated; none is counted.",
    };
    let rounding = match settings.rounding {
        Rounding::LargestRemainder => {
            "Largest remainder: every share is cut to its whole units, and the units left over go to the largest remainders, ties to the left, so that a row adds up to exactly 100."
        }
        Rounding::HalfUp => {
            "Each percentage is rounded by itself, halves up, so that a row may not add up to exactly 100."
        }
    };
    let zero = match settings.zero_counts {
        ZeroCounts::WithPercentage => "In text a count of nothing is printed with its percentage: 0 (0%).",
        ZeroCounts::Bare => "In text a count of nothing is printed without a percentage: 0.",
    };
    let not_due = "A row that is monitor only counts as the rating of that standing; a row that is not due, or has a reason instead of a value, as the rating of the standing Awaited. Where there is no such rating it is not rated.";
    let not_rated = match settings.actions_counted {
        ActionsCounted::AllMonitored => "Should count, and has no rating that can be read, or its return is missing.",
        ActionsCounted::WhenRated => {
            "Not due yet, not answered, or finished in an earlier period; or the rating cannot be read, or the return is missing."
        }
    };
    let pair = |item: &str, text: &str| (item.to_owned(), text.to_owned());
    let mut rows = vec![pair("Actions", actions)];
    if !whole.tally.indicator_lines.is_empty() {
        rows.push(pair("Indicators", indicators));
        if settings.indicator_ratings != IndicatorRatings::None {
            rows.push(pair("Indicators without a value", not_due));
        }
    }
    if let Some(direction) = direction(settings.direction) {
        rows.push(pair(Setting::DirectionOfTravel.name(), direction));
    }
    rows.extend([
        pair(NOT_RATED, not_rated),
        pair(INFORMATION_ONLY, "Shown; not rated and not counted."),
        pair("Shared rows", "A row that is issued to several delivery plans counts once, under the first."),
        pair("Base", "Percentages are of the rows whose rating is in percentages (see the key below)."),
        pair("Rounding", rounding),
        pair("Nothing counted", zero),
        pair("Slippage", "The smallest number of calendar months from the deadline that reaches the completed date or, where there is none, the revised deadline."),
        pair("Movements", "Each row is compared with the newest earlier workbook in which a return answered for it; where none was given, with its Last rating. Better and worse go by the standing of the ratings below: Off track, Behind, On track, Complete."),
        pair("Source", "Rows and priorities are those of the plan workbook; deadlines, targets and tolerances are as issued; entries are as received."),
        pair("Findings", "A finding never changes a count."),
        pair("Provisional", "Figures are provisional while a return is missing, sent in different versions or rejected, or an error stands that is not waived."),
    ]);
    rows
}

/// How directions of travel are made, where the plan shows any.
fn direction(setting: DirectionSetting) -> Option<&'static str> {
    match setting {
        DirectionSetting::None => None,
        DirectionSetting::Given => Some("Given by the service, for actions."),
        DirectionSetting::Rating => Some(
            "From the rating that counted before to the one that counts now, by their standings; a rating that is closed, awaited or monitor only has none. Before is the newest earlier workbook in which a return answered for the row; where none was given, its Last rating.",
        ),
        DirectionSetting::PreviousPeriod => Some(
            "Of indicators, from the value of the period before to the value now, by what is better. Before is the Last value that the service restated, else the value in the consolidated workbook of that period, else the Last value as issued. A value that adds up over the year has no direction, for it grows whatever happens; nor have actions, which have no values.",
        ),
        DirectionSetting::SamePeriodLastYear => Some(
            "Of indicators, from the value of the same period of last year, in its consolidated workbook, to the value now, by what is better. Without that workbook last year's outturn stands for it only where it is the same figure: in annual reporting and, for a value that adds up over the year, in the last period. Actions have none, for they have no values.",
        ),
    }
}

/// The key to the ratings: what each means, and what it is to the rules.
fn ratings(whole: &Whole<'_>) -> Part {
    let fields = [
        Field::Rating,
        Field::Meaning,
        Field::AppliesTo,
        Field::Symbol,
        Field::Standing,
        Field::Slippage,
        Field::InPercentages,
    ];
    // The plan gives the window of slippage in two columns; here it is one, in words.
    let slippage = || layout_sheet(&CONSOLIDATED, SheetId::Actions).heading(Field::Slippage).to_owned();
    let heading_of = |field| if field == Field::Slippage { slippage() } else { heading(SheetId::Ratings, field) };
    let yes_no = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    let rows = [Kind::Actions, Kind::Indicators].into_iter().flat_map(|kind| {
        whole.plan.scale(kind).iter().map(move |rating| {
            texts([
                rating.name.clone(),
                rating.meaning.clone(),
                kind.to_string(),
                rating.symbol.clone().unwrap_or_default(),
                rating.standing.to_string(),
                rating.window.map(|window| window.to_string()).unwrap_or_default(),
                yes_no(rating.in_percentages),
            ])
        })
    });
    Part {
        name: "Rating_key",
        title: "Key to the ratings",
        headings: fields.map(heading_of).to_vec(),
        rows: rows.collect(),
    }
}

/// The tolerances of the plan, with whose each edge is.
fn tolerances(whole: &Whole<'_>) -> Part {
    let fields = [Field::Tolerance, Field::Shortfall, Field::MeasuredIn];
    let rows = whole
        .plan
        .tolerances
        .iter()
        .map(|tolerance| texts([tolerance.name.clone(), tolerance.in_words(), tolerance.measure.to_string()]))
        .collect();
    Part {
        name: "Tolerances",
        title: "Tolerances: how much worse than target for each rating",
        headings: fields.map(|field| heading(SheetId::Tolerances, field)).to_vec(),
        rows,
    }
}

/// Rules to which the plan workbook gives another severity.
fn changed_rules(whole: &Whole<'_>) -> Part {
    let rows = whole
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
    Part {
        name: "Rules_changed",
        title: "Rules changed in the plan workbook",
        headings: [Field::Rule, Field::Severity].map(|field| heading(SheetId::Rules, field)).to_vec(),
        rows,
    }
}

/// The plan workbook, the earlier workbooks, and every file that was handed in.
fn files(whole: &Whole<'_>) -> Part {
    let fields = [Field::SourceFile, Field::Sha256];
    let mut headings: Vec<String> =
        fields.iter().map(|field| layout_of(SheetId::Returns).heading(*field).to_owned()).collect();
    headings.push("Read as".to_owned());
    let row = |source: &Source, read_as: &str| texts([source.path.clone(), source.sha256.clone(), read_as.to_owned()]);
    let plan = whole.quarter.plan_source.iter().map(|source| row(source, "Plan of this workbook"));
    let earlier = whole.quarter.previous.into_iter().flat_map(History::workbooks);
    let earlier =
        earlier.map(|one| row(&one.source, &format!("Consolidated workbook for {}, compared with", one.period)));
    let handed_in = whole.quarter.files.iter().map(|file| {
        let read_as = match file.received {
            Received::Read(_) => "Return",
            Received::Refused(_) => "Not read",
            Received::PassedOver(PassedOver::Plan) => "Plan workbook, passed over",
            Received::PassedOver(PassedOver::Consolidated) => "Consolidated workbook, passed over",
            Received::PassedOver(PassedOver::MarkedCopy) => "Marked copy, not filled in, passed over",
        };
        row(&file.source, read_as)
    });
    Part { name: "Files", title: "Files", headings, rows: plan.chain(earlier).chain(handed_in).collect() }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::from(month).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}
