//! The trade's own types: periods, deadlines, slippage, ratings, directions, numbers, targets, tolerances and shares.
//! Everything here takes text or exact numbers and gives typed values back; nothing here knows Excel, files, clocks or
//! floating-point numbers, and nothing here reaches for another module of the crate. It is the ground the other
//! modules stand on, so that a rule, a table and a sentence that speak of "slippage" mean the same thing. What a plan
//! states can be stored as JSON, because an issued return carries its slice of the plan with it.

pub(crate) mod deadline;
pub(crate) mod direction;
pub(crate) mod mention;
pub(crate) mod number;
pub(crate) mod period;
pub(crate) mod rating;
pub(crate) mod scale;
pub(crate) mod severity;
pub(crate) mod share;
pub(crate) mod slippage;
pub(crate) mod target;
pub(crate) mod text;
pub(crate) mod text_date;
pub(crate) mod tolerance;
pub(crate) mod window;
pub(crate) mod word_list;

mod around_a_day;
mod command;
mod date_tokens;
mod edges;
mod exact;
mod financial_year;
mod judgement;
mod link;
mod luminance;
mod milestones;
mod part_of_year;
mod planned_deadline;
mod plausible;
mod read_in_unit;
mod shared_text;
mod unit;
mod words;

pub(crate) use command::{command, path_word};
pub use deadline::Deadline;
pub(crate) use deadline::OpenWord;
pub(crate) use direction::Direction;
pub(crate) use edges::{Edge, Edges};
pub(crate) use financial_year::FinancialYear;
pub(crate) use judgement::Judgement;
pub(crate) use link::read_link;
pub use mention::{dates_in_words, mentions};
pub(crate) use milestones::{Milestones, Role};
pub(crate) use number::NotANumber;
pub(crate) use number::print as print_number;
pub use number::{read_number, read_range};
pub(crate) use period::Part;
pub use period::{Calendar, Period, Reporting};
pub(crate) use planned_deadline::{DeadlineDoubt, PlannedDeadline};
pub(crate) use plausible::is_plausible;
pub use rating::Colour;
pub(crate) use rating::{INFORMATION_ONLY, Kind, NOT_RATED, Need, Rating, Standing};
pub(crate) use scale::{RatingId, Scale, Scheme};
pub use severity::{Level, Severity};
pub(crate) use share::{Rounding, Share, shares};
pub(crate) use shared_text::SharedText;
pub use slippage::Span;
pub(crate) use slippage::{
    add_months, days_of_slippage, in_words, lateness_in_words, months_of_slippage, quarters_of_slippage,
};
pub(crate) use target::{Frequency, Polarity, Rated, Target, straight_line};
pub(crate) use text::{as_name, same, sentence, slug, tidied, tidy};
pub use text::{heading_key, key};
pub(crate) use text_date::{NotADate, Precision, TextDate, from_year_number, month_name, print_short};
pub use text_date::{print_day, read_date};
pub(crate) use tolerance::{Band, BandsFault, Cmp, Tolerance, amount_in_words};
pub use tolerance::{Bound, Measure};
pub(crate) use unit::Unit;
pub(crate) use window::{Window, WindowFault, windows_join};
pub(crate) use word_list::{
    AgainstWord, LEFT_BEHIND, NOT_APPLICABLE, find_all_against, is_left_behind, is_not_applicable,
};
pub(crate) use word_list::{is_placeholder, placeholder_words};
pub(crate) use words::words;
