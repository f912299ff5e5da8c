//! What moved and what members are asked to decide, in numbers.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::domain::Kind;
use crate::tally::{Compared, RatingChanges, What};
use crate::workbook::WriteError;

use super::super::book::Book;
use super::super::decisions;
use super::super::numbers::{number_of, several};
use super::grid::Grid;

/// Writes both from row `at` on, each behind what it is.
pub(super) fn write(sheet: &mut Worksheet, at: RowNum, book: &Book<'_>, grid: &Grid) -> Result<RowNum, WriteError> {
    let mut next = at;
    for (title, words) in [("What moved", moved(book)), ("For members to decide", asked(book))] {
        next = grid.write_text(sheet, next, &format!("{title}: {words}"), &book.styles.guidance.clone().set_bold())?;
    }
    Ok(next)
}

fn moved(book: &Book<'_>) -> String {
    let movements = &book.tally.movements;
    let since = match movements.compared {
        Compared::Nothing => return "there is no earlier period to compare with.".to_owned(),
        Compared::LastRatings => "since last period".to_owned(),
        Compared::Workbook(period) => format!("since {period}"),
    };
    let wording = &book.plan.wording;
    let of = |kind: Kind, changes: &RatingChanges| {
        let counted = changes.better + changes.worse + changes.same + changes.other;
        let noun = wording.noun(kind, 2);
        (counted > 0)
            .then(|| format!("{noun}: {} better, {} worse, {} the same", changes.better, changes.worse, changes.same))
    };
    let mut said: Vec<String> = Vec::new();
    for kind in wording.kinds() {
        said.extend(match kind {
            Kind::Actions => of(kind, &movements.actions),
            Kind::Indicators => of(kind, &movements.indicators),
        });
    }
    let number = |what: What| {
        number_of(&movements.list.iter().filter(|one| one.what == what && one.row.is_counted()).collect::<Vec<_>>())
    };
    for (what, one, more) in [
        (What::Deadline, "deadline moved", "deadlines moved"),
        (What::Reopened, "action reopened", "actions reopened"),
        (What::Restated, "value restated", "values restated"),
    ] {
        let count = number(what);
        if count > 0 {
            said.push(several(count, one, more));
        }
    }
    if movements.no_rating_before_is_known() {
        said.insert(0, "no rating of that time is known".to_owned());
    }
    if said.is_empty() { format!("{since}: nothing moved.") } else { format!("{since}: {}.", said.join("; ")) }
}

fn asked(book: &Book<'_>) -> String {
    let asked = decisions::asked(book);
    let wording = &book.plan.wording;
    let mut said = Vec::new();
    if asked.amend > 0 {
        said.push(several(asked.amend, "revised deadline to agree", "revised deadlines to agree"));
    }
    if asked.close > 0 {
        said.push(format!("{} {} to close", asked.close, wording.noun(Kind::Actions, asked.close)));
    }
    let others = match asked.others {
        0 => String::new(),
        others => format!(
            " {} moved without being for members to decide.",
            several(others, "other deadline", "other deadlines")
        ),
    };
    if said.is_empty() {
        return format!("nothing in this period.{others}");
    }
    format!("{}, listed in Decisions.{others}", said.join(" and "))
}
