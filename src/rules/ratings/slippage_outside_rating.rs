//! A slippage that another rating stands for.

use jiff::civil::Date;

use crate::domain::{Span, Standing, Window, days_of_slippage, months_of_slippage, print_day, quarters_of_slippage};
use crate::layout::Field;
use crate::plan::{IssuedAction};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// The slippage, from the deadline to the revised deadline, must be what the rating stands for. The plan gives each
    /// rating its slippage, such as over 0 up to 3 months; a rating without any is never outside it. "Up to 3 months"
    /// reaches the same day of the third month after, and the end of a month stays the end of a month: from 30 June,
    /// three months reach 30 September, and two reach 31 August. "1 quarter" reaches the last day of the next quarter.
    ///
    /// # Why it matters
    /// Where ratings are defined by slippage, the dates decide and not the feeling. Two services with the same slip
    /// must not be printed in different colours.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30/06/2025 | Amber | 1 October 2025 | The contractor starts late. |
    /// | | 1.2 | 30/06/2025 | Red | 30/09/2025 | The contractor starts late. |
    ///
    /// Ratings that are defined by quarters:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | cannock-chase |
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Slightly behind | 1 October 2025 | The contractor starts late. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 30/06/2025 | Amber | 30/09/2025 | The contractor starts late. |
    /// | | 1.2 | 30/06/2025 | Red | 1 October 2025 | The contractor starts late. |
    /// | | 1.3 | 30/06/2025 | Green | 1 October 2025 | Members have agreed to wait. |
    ///
    /// Ratings that are defined by quarters:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | cannock-chase |
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | May 2025 | Slightly behind | 30/09/2025 | The contractor starts late. |
    ///
    /// # What to do
    /// Choose the rating that the slippage stands for or, if the rating is right, correct the revised deadline.
    "RAT006", "slippage-outside-rating", Error, since "0.1.0",
    checks: [Check::action::<SlippageOutsideRating>()],
    yields_to: [
        deadlines::completed_after_period,
        ratings::date_without_complete,
        ratings::overdue_but_on_track,
        deadlines::revised_deadline_not_later,
        deadlines::revised_deadline_passed,
        deadlines::revised_deadline_missing,
    ],
}

struct SlippageOutsideRating;

impl LiveRule<IssuedAction> for SlippageOutsideRating {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Rating does not fit the slippage");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        let Some(deadline) = action.deadline_to_meet() else { return E::Truth::never() };
        let reach = |span: Span| span.reach(deadline, action.year_starts());
        let windows = action.scale().iter().filter_map(|rating| Some((rating, rating.window?)));
        let of_open = windows.filter(|(rating, _)| !matches!(rating.standing, Standing::Complete | Standing::Closed));
        E::Truth::any(of_open.map(|(rating, window)| {
            action.is_open_and_rated(|own| own.name == rating.name).and(|| {
                let early = window.over.map(|over| action.row.is(Question::UpTo(Field::RevisedDeadline, reach(over))));
                let late =
                    window.up_to.map(|up_to| action.row.is(Question::After(Field::RevisedDeadline, reach(up_to))));
                E::Truth::any(early.into_iter().chain(late))
            })
        }))
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (rating, deadline, revised) = (action.rating()?, action.deadline()?, action.row.revised.given()?.day);
        let window = rating.window?;
        let fitting = action.scale().fitting(deadline, revised, action.year_starts());
        let words = Words {
            message: format!(
                "rated {} (slippage {window}), but its deadline of {} slips to {}, by {}",
                rating.name,
                print_day(deadline),
                print_day(revised),
                slippage(window, deadline, revised, action.year_starts())
            ),
            expected: match fitting {
                Some(fitting) => fitting
                    .window
                    .map_or_else(|| fitting.name.clone(), |window| format!("{} (slippage {window})", fitting.name)),
                None => format!("a revised deadline with slippage {window}"),
            },
            found: action.row.rating.typed.to_string(),
            help: match fitting {
                Some(fitting) => format!("Rate it {}, or correct the revised deadline.", fitting.name),
                None => "Correct the revised deadline.".to_owned(),
            },
        };
        let finding = action.finding(&RULE, Self::AT, words)?;
        Some(finding.beside(action.row.goal_at, "deadline").beside(action.row.revised.at, "revised deadline"))
    }
}

/// The slippage in the spans that the window counts in.
fn slippage(window: Window, deadline: Date, revised: Date, year_starts: u8) -> Span {
    let counted = window.up_to.filter(|span| span.count() > 0).or(window.over.filter(|span| span.count() > 0));
    match counted {
        Some(Span::Days(_)) => Span::Days(u32::try_from(days_of_slippage(deadline, revised)).unwrap_or_default()),
        Some(Span::Quarters(_)) => Span::Quarters(quarters_of_slippage(deadline, revised, year_starts)),
        Some(Span::Months(_)) | None => Span::Months(months_of_slippage(deadline, revised)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn slippage_is_counted_as_the_rating_counts_it() {
        let of = |over, up_to| slippage(Window { over, up_to }, date(2025, 6, 30), date(2025, 10, 1), 4).to_string();
        assert_eq!(of(Some(Span::Days(0)), Some(Span::Months(3))), "4 months");
        assert_eq!(of(Some(Span::Days(0)), Some(Span::Quarters(1))), "2 quarters");
        assert_eq!(of(Some(Span::Quarters(1)), None), "2 quarters");
        assert_eq!(of(Some(Span::Days(30)), None), "93 days");
        assert_eq!(of(Some(Span::Days(0)), None), "4 months");
    }
}
