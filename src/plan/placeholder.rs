//! The placeholders of the Messages sheet: words in braces that stand for something of the delivery plan.
//!
//! They are a closed list, so that a mistyped one is found when the plan is checked and not when a lead officer reads
//! it. The border: what is put in their place is for whoever writes the message.

use crate::domain::same;

/// The placeholders that a message may have, without braces.
pub const PLACEHOLDERS: [&str; 10] = [
    "organisation",
    "plan title",
    "period",
    "delivery plan",
    "plan code",
    "lead officer",
    "return by",
    "rows",
    "contact name",
    "contact e-mail",
];

/// The words in braces of a message that are no placeholder, in the order in which they stand.
pub fn unknown_placeholders(text: &str) -> Vec<&str> {
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, next)) = after.split_once('}') else { break };
        if !PLACEHOLDERS.iter().any(|known| same(known, name)) {
            unknown.push(name);
        }
        rest = next;
    }
    unknown
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
}
