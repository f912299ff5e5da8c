//! The trade's own types: periods, deadlines, slippage, ratings, directions, numbers, targets, tolerances and shares.
//! Everything here takes text or exact numbers and gives typed values back; nothing here knows Excel, files, clocks or
//! floating-point numbers, and nothing here reaches for another module of the crate. It is the ground the other
//! modules stand on, so that a rule, a table and a sentence that speak of "slippage" mean the same thing. What a plan
//! states can be stored as JSON, because an issued return carries its slice of the plan with it.

pub mod deadline;
pub mod direction;
pub mod mention;
pub mod number;
pub mod period;
pub mod rating;
pub mod scale;
pub mod severity;
pub mod share;
pub mod slippage;
pub mod target;
pub mod text;
pub mod text_date;
pub mod tolerance;
pub mod window;
pub mod word_list;

mod date_tokens;
mod day_text;
mod edges;
mod exact;
mod financial_year;
mod judgement;
mod luminance;
mod shared_text;
mod words;

pub use deadline::{Deadline, OpenWord};
pub use direction::Direction;
pub use edges::{Edge, Edges};
pub use financial_year::FinancialYear;
pub use judgement::Judgement;
pub use mention::{Mention, dates_in_words, mentions};
pub use number::{NotANumber, TypedNumber, print as print_number, read_number, read_range};
pub use period::{Calendar, Part, Period, Reporting};
pub use rating::{Colour, INFORMATION_ONLY, Kind, NOT_RATED, Need, Rating, Standing};
pub use scale::{RatingId, Scale, Scheme};
pub use severity::{Level, Severity};
pub use share::{Rounding, Share, shares};
pub use shared_text::SharedText;
pub use slippage::{Span, add_months, days_of_slippage, in_words, months_of_slippage, quarters_of_slippage};
pub use target::{Frequency, Polarity, Rated, Target, straight_line};
pub use text::{heading_key, key, same, sentence, slug, tidied, tidy};
pub(crate) use text_date::month_name;
pub use text_date::{NotADate, Precision, TextDate, from_year_number, print_day, print_short, read_date};
pub use tolerance::{Band, BandsFault, Bound, Cmp, Measure, Tolerance};
pub use window::{Window, WindowFault, windows_join};
pub use word_list::{
    AgainstWord, find_against, find_all_against, has_season, has_status_word, is_placeholder, placeholder_words,
};
pub(crate) use words::words;
