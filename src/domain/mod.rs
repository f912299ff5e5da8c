//! The trade's own types: periods, deadlines, slippage, ratings, directions, numbers, targets, tolerances and shares.
//! Everything here takes text or exact numbers and gives typed values back; nothing here knows Excel, files, clocks or
//! floating-point numbers, and nothing here reaches for another module of the crate. It is the ground the other
//! modules stand on, so that a rule, a table and a sentence that speak of "slippage" mean the same thing. What a plan
//! states can be stored as JSON, because an issued return carries its slice of the plan with it.

pub mod deadline;
pub mod direction;
pub(crate) mod mention;
pub mod number;
pub mod period;
pub mod rating;
pub mod scale;
pub mod severity;
pub mod share;
pub(crate) mod slippage;
pub mod target;
pub mod text;
pub(crate) mod text_date;
pub mod tolerance;
pub(crate) mod window;
pub(crate) mod word_list;

mod around_a_day;
mod date_tokens;
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
pub(crate) use number::print as print_number;
pub use number::{NotANumber, TypedNumber, read_number, read_range};
pub use period::{Calendar, Part, Period, Reporting};
pub use rating::{Colour, Kind, Need, Rating, Standing};
pub(crate) use rating::{INFORMATION_ONLY, NOT_RATED};
pub use scale::{RatingId, Scale, Scheme};
pub use severity::{Level, Severity};
pub use share::{Rounding, Share, shares};
pub use shared_text::SharedText;
pub use slippage::{Span, add_months};
pub(crate) use slippage::{days_of_slippage, in_words, months_of_slippage, quarters_of_slippage};
pub(crate) use target::straight_line;
pub use target::{Frequency, Polarity, Rated, Target};
pub use text::{heading_key, key, same, sentence};
pub(crate) use text::{slug, tidied, tidy};
pub(crate) use text_date::month_name;
pub use text_date::{NotADate, Precision, TextDate, print_day, read_date};
pub(crate) use text_date::{from_year_number, print_short};
pub use tolerance::{Band, BandsFault, Bound, Cmp, Measure, Tolerance};
pub(crate) use window::windows_join;
pub use window::{Window, WindowFault};
pub use word_list::AgainstWord;
pub(crate) use word_list::{find_all_against, is_placeholder, placeholder_words};
pub(crate) use words::words;
