//! The ratings of one kind in the order of their columns, and the scheme of both kinds. Finding a rating is forgiving
//! about case, spaces, symbols and the council's own aliases, and about nothing else: a near miss is suggested, never
//! taken. A `RatingId` is a place in one scale and means nothing in another.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rating::{Kind, Rating, Standing};
use super::text::{key, same};

/// The place of a rating in its scale, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RatingId(pub usize);

/// The ratings of one kind, in the order of their columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scale(pub Vec<Rating>);

/// The ratings of actions and of indicators.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Scheme {
    /// The ratings of actions.
    pub actions: Scale,
    /// The ratings of indicators.
    pub indicators: Scale,
}

impl Scheme {
    /// The ratings of one kind.
    pub fn scale(&self, kind: Kind) -> &Scale {
        match kind {
            Kind::Actions => &self.actions,
            Kind::Indicators => &self.indicators,
        }
    }
}

impl Scale {
    /// The rating that a text names: by its word, its symbol, both, or another accepted word, in that order.
    pub fn find(&self, text: &str) -> Option<RatingId> {
        if same(text, "") {
            return None;
        }
        let is_name = |rating: &Rating| same(&rating.name, text);
        let is_symbol = |rating: &Rating| {
            rating.symbol.as_ref().is_some_and(|symbol| {
                same(symbol, text)
                    // Only a text that holds the symbol can be the symbol with the word.
                    || (text.contains(symbol.trim())
                        && (same(&format!("{symbol} {}", rating.name), text)
                            || same(&format!("{} {symbol}", rating.name), text)))
            })
        };
        let is_also = |rating: &Rating| rating.also.iter().any(|also| same(also, text));
        let at = self.0.iter().position(is_name);
        at.or_else(|| self.0.iter().position(is_symbol)).or_else(|| self.0.iter().position(is_also)).map(RatingId)
    }

    /// A rating by its place.
    pub fn get(&self, id: RatingId) -> Option<&Rating> {
        self.0.get(id.0)
    }

    /// The rating that a text most likely meant: the only one whose word it begins or has in it, else the one with the
    /// fewest letters to change, at most a third of them. `None` where nothing is near.
    pub fn nearest(&self, text: &str) -> Option<&Rating> {
        let typed = key(text);
        if typed.is_empty() {
            return None;
        }
        if let Some(id) = self.find(text) {
            return self.get(id);
        }
        let within = format!(" {} ", typed.replace(|c: char| !c.is_alphanumeric(), " "));
        self.only(|name| name.starts_with(&typed))
            .or_else(|| self.only(|name| within.contains(&format!(" {name} "))))
            .or_else(|| {
                self.0
                    .iter()
                    .filter_map(|rating| Some((changes(rating, &typed)?, rating)))
                    .min_by_key(|(changes, _)| *changes)
                    .map(|(_, rating)| rating)
            })
    }

    /// The first rating of a standing.
    pub fn of_standing(&self, standing: Standing) -> Option<RatingId> {
        self.0.iter().position(|rating| rating.standing == standing).map(RatingId)
    }

    /// Whether any rating means complete; where none does, a completed date makes an action complete.
    pub fn has_complete(&self) -> bool {
        self.of_standing(Standing::Complete).is_some()
    }

    /// The ratings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Rating> {
        self.0.iter()
    }

    /// The ratings in order, each with its place.
    pub fn with_ids(&self) -> impl Iterator<Item = (RatingId, &Rating)> {
        self.0.iter().enumerate().map(|(at, rating)| (RatingId(at), rating))
    }

    /// The words of the ratings in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|rating| rating.name.as_str())
    }

    /// The first rating whose window has the slippage of a revised deadline in it.
    pub fn fitting(&self, deadline: Date, revised: Date, year_starts: u8) -> Option<&Rating> {
        self.0.iter().find(|rating| rating.window.is_some_and(|window| window.contains(deadline, revised, year_starts)))
    }

    /// The rating with a name that passes, if there is one only.
    fn only(&self, passes: impl Fn(&str) -> bool) -> Option<&Rating> {
        let mut passing = self.0.iter().filter(|rating| passes(&key(&rating.name)));
        let first = passing.next()?;
        passing.next().is_none().then_some(first)
    }
}

impl<'a> IntoIterator for &'a Scale {
    type Item = &'a Rating;
    type IntoIter = std::slice::Iter<'a, Rating>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The fewest letters to change to make one of a rating's words of a text, where that is at most a third of the word.
fn changes(rating: &Rating, typed: &str) -> Option<usize> {
    let words = std::iter::once(&rating.name).chain(&rating.also);
    words
        .filter_map(|word| {
            let word = key(word);
            let length = word.chars().count();
            // A text of another length altogether cannot be near; commentary in a rating cell may be very long.
            (typed.chars().count() <= length * 2).then_some(())?;
            let changes = strsim::osa_distance(&word, typed);
            (changes <= length / 3).then_some(changes)
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::super::rating::{Colour, Need};
    use super::super::slippage::Span;
    use super::super::window::Window;
    use super::*;
    use jiff::civil::date;

    fn rating(name: &str, symbol: Option<&str>, also: &[&str], standing: Standing) -> Rating {
        Rating {
            name: name.to_owned(),
            symbol: symbol.map(str::to_owned),
            also: also.iter().map(|word| (*word).to_owned()).collect(),
            colour: Colour::WHITE,
            meaning: String::new(),
            standing,
            window: None,
            commentary: Need::Optional,
            revised: Need::Optional,
            completed: Need::Optional,
            in_percentages: true,
            group: None,
            best_to_worst: None,
        }
    }

    fn scale() -> Scale {
        let mut amber = rating("Amber", Some("●"), &["A", "yellow"], Standing::Behind);
        amber.window = Some(Window { over: Some(Span::Days(0)), up_to: Some(Span::Months(3)) });
        let mut red = rating("Red", Some("▲"), &[], Standing::OffTrack);
        red.window = Some(Window { over: Some(Span::Months(3)), up_to: None });
        Scale(vec![
            rating("Complete", Some("✓"), &["done"], Standing::Complete),
            rating("Green", None, &["G"], Standing::OnTrack),
            amber,
            red,
        ])
    }

    #[test]
    fn a_rating_is_found_by_word_symbol_both_or_alias() {
        let scale = scale();
        for (text, place) in
            [("complete", 0), (" GREEN\u{a0}", 1), ("g", 1), ("●", 2), ("● Amber", 2), ("Yellow", 2), ("▲\u{fe0f}", 3)]
        {
            assert_eq!(scale.find(text), Some(RatingId(place)), "{text}");
        }
        for text in ["", " ", "Gren", "Blue", "Green Amber"] {
            assert_eq!(scale.find(text), None, "{text}");
        }
    }

    #[test]
    fn the_nearest_rating_is_suggested_and_nothing_far_off() {
        let scale = scale();
        let near = |text: &str| scale.nearest(text).map(|rating| rating.name.as_str());
        assert_eq!(near("Gren"), Some("Green"));
        assert_eq!(near("Amberr"), Some("Amber"));
        assert_eq!(near("Compl"), Some("Complete"));
        assert_eq!(near("R"), Some("Red"));
        assert_eq!(near("Green - on track"), Some("Green"));
        assert_eq!(near("Yelow"), Some("Amber"));
        assert_eq!(near("Blue"), None);
        for nothing_like_it in ["1", "\u{1f7e2}", "-", "TRUE"] {
            assert_eq!(near(nothing_like_it), None, "{nothing_like_it}");
        }
        assert_eq!(near(""), None);
        assert_eq!(near("red green"), None);
        assert_eq!(near(&"long ".repeat(6000)), None);
    }

    #[test]
    fn the_rating_that_fits_a_slippage_is_named() {
        let scale = scale();
        let fits = |revised| scale.fitting(date(2025, 6, 30), revised, 4).map(|rating| rating.name.as_str());
        assert_eq!(fits(date(2025, 9, 30)), Some("Amber"));
        assert_eq!(fits(date(2025, 10, 1)), Some("Red"));
        assert_eq!(fits(date(2025, 6, 30)), None);
    }

    #[test]
    fn a_scheme_may_lack_a_standing() {
        let mut scale = scale();
        assert!(scale.has_complete());
        scale.0.remove(0);
        assert!(!scale.has_complete());
        assert_eq!(scale.of_standing(Standing::Closed), None);
        assert_eq!(scale.of_standing(Standing::OnTrack), Some(RatingId(0)));
        assert_eq!(scale.names().collect::<Vec<_>>(), ["Green", "Amber", "Red"]);
    }
}
