//! The placeholders of the Messages sheet: words in braces that stand for something of the delivery plan.
//!
//! They are a closed list, so that a mistyped one is found when the plan is checked and not when a lead officer reads
//! it.

use std::fmt;

use crate::domain::same;

/// One placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placeholder {
    Organisation,
    PlanTitle,
    Period,
    DeliveryPlan,
    PlanCode,
    LeadOfficer,
    ReturnBy,
    Rows,
    ContactName,
    ContactEmail,
}

impl Placeholder {
    /// All of them, in the order in which they are listed.
    pub(crate) const ALL: [Self; 10] = [
        Self::Organisation,
        Self::PlanTitle,
        Self::Period,
        Self::DeliveryPlan,
        Self::PlanCode,
        Self::LeadOfficer,
        Self::ReturnBy,
        Self::Rows,
        Self::ContactName,
        Self::ContactEmail,
    ];

    /// Its words, without braces.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::PlanTitle => "plan title",
            Self::Period => "period",
            Self::DeliveryPlan => "delivery plan",
            Self::PlanCode => "plan code",
            Self::LeadOfficer => "lead officer",
            Self::ReturnBy => "return by",
            Self::Rows => "rows",
            Self::ContactName => "contact name",
            Self::ContactEmail => "contact e-mail",
        }
    }

    fn parse(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| same(known.words(), words))
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.words())
    }
}

/// The words in braces of a message that are no placeholder, in the order in which they stand.
pub(crate) fn unknown_placeholders(text: &str) -> Vec<&str> {
    pieces(text)
        .filter_map(|piece| match piece {
            Piece::Unknown(words) => Some(words),
            Piece::Text(_) | Piece::Known(_) => None,
        })
        .collect()
}

/// The message with something in the place of each placeholder. What stands there is not looked at again.
#[cfg(feature = "mail")]
pub(crate) fn fill_in(text: &str, mut with: impl FnMut(Placeholder) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Known(placeholder) => out.push_str(&with(placeholder)),
            Piece::Unknown(words) => {
                out.push('{');
                out.push_str(words);
                out.push('}');
            }
        }
    }
    out
}

/// A part of a message.
#[cfg_attr(not(feature = "mail"), expect(dead_code, reason = "only drafts are filled in"))]
enum Piece<'t> {
    Text(&'t str),
    Known(Placeholder),
    Unknown(&'t str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if let Some((words, after)) = rest.strip_prefix('{').and_then(|inside| inside.split_once('}')) {
            rest = after;
            return Some(Placeholder::parse(words).map_or(Piece::Unknown(words), Piece::Known));
        }
        if rest.is_empty() {
            return None;
        }
        // A brace without its fellow is text like any other.
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_in_braces_that_are_not_in_the_list_are_unknown() {
        assert_eq!(unknown_placeholders("Dear {Lead  officer}, {period} is due by {return by}."), Vec::<&str>::new());
        assert_eq!(unknown_placeholders("{name} and {} and {deadline}"), ["name", "", "deadline"]);
        assert_eq!(unknown_placeholders("a } alone, or a { without its fellow"), Vec::<&str>::new());
    }

    #[test]
    fn each_placeholder_gives_way_once_and_the_rest_stays_as_it_was_typed() {
        let with = |placeholder: Placeholder| format!("<{{{}}}>", placeholder.words());
        let text = "{Period}: {x} {delivery  plan}{rows} } { é";
        assert_eq!(fill_in(text, with), "<{period}>: {x} <{delivery plan}><{rows}> } { é");
        for placeholder in Placeholder::ALL {
            assert_eq!(fill_in(&placeholder.to_string(), |_| "it".to_owned()), "it");
        }
    }
}
