//! The words by which trackers are understood, as `workbook-templates/tracker-words.toml` lists them.
//!
//! Nothing is known of any council's words but what stands there. They are compared as [`plain`] leaves them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::{Polarity, Standing, key};

use super::meaning::{Beside, Meaning, of_halves, of_reference};

/// All words.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(read);

/// The words by what they are for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    heading: Vec<HeadingWords>,
    beside_period: Vec<BesideWords>,
    pub(super) rows: RowWords,
    better_when: BetterWhenWords,
    pub(super) named: NamedWords,
    pub(super) frequency: FrequencyWords,
    pub(super) cumulative: CumulativeWords,
    pub(super) units: UnitWords,
    pub(super) targets: TargetWords,
    role: RoleWords,
    r#type: TypeWords,
    ratings: RatingWords,
    fills: FillWords,
    marks: MarkWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingWords {
    meaning: Meaning,
    words: Vec<String>,
    #[serde(default)]
    has: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BesideWords {
    holds: Beside,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RowWords {
    pub(super) totals: Vec<String>,
    pub(super) keys: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) organisation: Vec<String>,
    pub(super) period: Vec<String>,
    pub(super) plan_title: Vec<String>,
    pub(super) priority: Vec<String>,
    pub(super) outcome: Vec<String>,
    pub(super) project: Vec<String>,
    pub(super) plan: Vec<String>,
    pub(super) councils: Vec<String>,
    pub(super) sheets: Vec<String>,
    fillers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BetterWhenWords {
    only: Vec<String>,
    higher: Vec<String>,
    lower: Vec<String>,
    range: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NamedWords {
    pub(super) against: Vec<String>,
    pub(super) done: Vec<String>,
    pub(super) in_time: Vec<String>,
    pub(super) spoiled: Vec<String>,
    pub(super) dealt_with: Vec<String>,
    pub(super) bad_if_more: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) taking_part: Vec<String>,
    pub(super) higher: Vec<String>,
    pub(super) lower: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrequencyWords {
    pub(super) annual: Vec<String>,
    pub(super) half: Vec<String>,
    pub(super) quarterly: Vec<String>,
    pub(super) monthly: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CumulativeWords {
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
    pub(super) in_title: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UnitWords {
    percent: Vec<String>,
    number: Vec<String>,
    pounds: Vec<String>,
    thousands: Vec<String>,
    millions: Vec<String>,
    days: Vec<String>,
    pub(super) hours_minutes: Vec<String>,
    pub(super) minutes_seconds: Vec<String>,
    yes_no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TargetWords {
    pub(super) lower: Vec<String>,
    pub(super) higher: Vec<String>,
    pub(super) lower_after: Vec<String>,
    pub(super) higher_after: Vec<String>,
    pub(super) before_date: Vec<String>,
    pub(super) zero: Vec<String>,
    pub(super) monitor: Vec<String>,
    pub(super) each: Vec<String>,
    pub(super) each_month: Vec<String>,
    pub(super) each_half: Vec<String>,
    pub(super) each_year: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleWords {
    partner: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeWords {
    action: Vec<String>,
    indicator: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RatingWords {
    complete: Vec<String>,
    on_track: Vec<String>,
    behind: Vec<String>,
    off_track: Vec<String>,
    not_started: Vec<String>,
    closed: Vec<String>,
    awaited: Vec<String>,
    monitor_only: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FillWords {
    green: String,
    amber: String,
    red: String,
    blue: String,
    grey: String,
    purple: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkWords {
    due: Vec<String>,
}

/// How things stand, by the word that rules know it by; Not started may be a word that the program does not know yet.
pub(super) const NOT_STARTED: &str = "Not started";

/// A text as it is compared with the words: its key, with plain apostrophes, without what closes it.
pub(super) fn plain(text: &str) -> String {
    let text = key(text).replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{2013}', '\u{2014}'], "-");
    let trimmed = text.trim_end_matches([':', '*', ' ', ';', ',']);
    // A full stop closes a sentence, and belongs to an abbreviation; both are listed where it matters.
    if trimmed.is_empty() { text } else { trimmed.to_owned() }
}

/// The same without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth: usize = 0;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            // A bracket that was never opened closes nothing.
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is one of the words.
pub(super) fn is_one_of(words: &[String], text: &str) -> bool {
    words.iter().any(|word| word == text)
}

/// Whether one of the words, or several, stand in a text as words.
pub(super) fn has_one_of(words: &[String], text: &str) -> bool {
    words.iter().any(|word| has_words(text, word))
}

/// Whether words stand in a text, neither after nor before a letter or figure.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        let after = text.get(at + found.len()..).unwrap_or_default().chars().next();
        let (first, last) = (found.chars().next(), found.chars().next_back());
        let goes_on = is_letter(first) && is_letter(before) || is_letter(last) && is_letter(after);
        !goes_on
    })
}

impl Words {
    /// What a heading means by itself.
    pub(super) fn meaning(&self, heading: &str) -> Option<Meaning> {
        let whole = plain(heading);
        let bare = plain(&without_brackets(&whole));
        let of = |text: &str| {
            let text = text.trim_end_matches(['.', '?']);
            let is = |word: &String| word.trim_end_matches(['.', '?', '…']) == text.trim_end_matches('…');
            self.heading.iter().find(|own| own.words.iter().any(is)).map(|own| own.meaning)
        };
        let has = || self.heading.iter().find(|own| has_one_of(&own.has, &bare)).map(|own| own.meaning);
        of(&whole)
            .or_else(|| of(&bare))
            .or_else(|| of_reference(&bare, of))
            .or_else(|| of_halves(&bare, of))
            .or_else(has)
    }

    /// Whether a word says which figures are better, and cannot be the direction in which they went: "Up" may be either.
    pub(super) fn says_only_polarity(&self, text: &str) -> bool {
        let text = plain(text);
        self.polarity(&text).is_some() && self.better_when.only.iter().any(|word| text.contains(word.as_str()))
    }

    /// What stands under a heading that names a period, by what else the heading says.
    pub(super) fn beside_period(&self, rest: &str) -> Option<Beside> {
        let bare = without_brackets(rest);
        let words = bare.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '/' | '–'));
        let words: Vec<&str> =
            words.filter(|word| !word.is_empty() && !self.rows.fillers.iter().any(|own| own == word)).collect();
        let text = words.join(" ");
        self.beside_period.iter().find(|own| is_one_of(&own.words, &text)).map(|own| own.holds)
    }

    /// Which values are better, by a council's word.
    pub(super) fn polarity(&self, text: &str) -> Option<Polarity> {
        let text = plain(text);
        let text = text.trim_end_matches('.');
        let words = &self.better_when;
        if is_one_of(&words.higher, text) {
            Some(Polarity::Higher)
        } else if is_one_of(&words.lower, text) {
            Some(Polarity::Lower)
        } else {
            is_one_of(&words.range, text).then_some(Polarity::InRange)
        }
    }

    /// The unit that a council's word means, as planroll writes it.
    pub(super) fn unit(&self, text: &str) -> Option<&'static str> {
        let text = plain(text);
        let words = &self.units;
        let all = [
            (&words.percent, "%"),
            (&words.number, "number"),
            (&words.thousands, "£k"),
            (&words.millions, "£m"),
            (&words.pounds, "£"),
            (&words.days, "days"),
            (&words.hours_minutes, "hh:mm"),
            (&words.minutes_seconds, "mm:ss"),
            (&words.yes_no, "yes/no"),
        ];
        all.into_iter().find(|(words, _)| is_one_of(words, &text)).map(|(_, unit)| unit)
    }

    /// Whether a word in a role column says that the council is only a partner.
    pub(super) fn is_partner(&self, text: &str) -> bool {
        is_one_of(&self.role.partner, &plain(text))
    }

    /// Whether a word in a column of types says that the row is an action (true) or an indicator (false).
    pub(super) fn is_action(&self, text: &str) -> Option<bool> {
        let text = plain(text);
        if is_one_of(&self.r#type.action, &text) {
            return Some(true);
        }
        is_one_of(&self.r#type.indicator, &text).then_some(false)
    }

    /// How things stand by a council's word, letter or symbol: the name of a standing.
    pub(super) fn standing(&self, text: &str) -> Option<&'static str> {
        let text = plain(text);
        let text = text.trim_end_matches(['.', '!']);
        let words = &self.ratings;
        let all = [
            (&words.complete, Standing::Complete.word()),
            (&words.on_track, Standing::OnTrack.word()),
            (&words.behind, Standing::Behind.word()),
            (&words.off_track, Standing::OffTrack.word()),
            (&words.not_started, NOT_STARTED),
            (&words.closed, Standing::Closed.word()),
            (&words.awaited, Standing::Awaited.word()),
            (&words.monitor_only, Standing::MonitorOnly.word()),
        ];
        all.into_iter().find(|(words, _)| is_one_of(words, text)).map(|(_, standing)| standing)
    }

    /// How things stand by the name of a colour.
    pub(super) fn standing_of_fill(&self, colour: &str) -> Option<&'static str> {
        let fills = &self.fills;
        let word = match colour {
            "green" => &fills.green,
            "amber" => &fills.amber,
            "red" => &fills.red,
            "blue" => &fills.blue,
            "grey" => &fills.grey,
            _ => &fills.purple,
        };
        let known = [
            ("complete", Standing::Complete.word()),
            ("on-track", Standing::OnTrack.word()),
            ("behind", Standing::Behind.word()),
            ("off-track", Standing::OffTrack.word()),
            ("not-started", NOT_STARTED),
            ("closed", Standing::Closed.word()),
            ("awaited", Standing::Awaited.word()),
        ];
        known.into_iter().find(|(own, _)| own == word).map(|(_, standing)| standing)
    }

    /// Whether it marks a period in which an action falls due.
    pub(super) fn is_mark(&self, text: &str) -> bool {
        is_one_of(&self.marks.due, &plain(text))
    }
}

#[expect(clippy::expect_used, reason = "the words are part of the binary, and a test reads them")]
fn read() -> Words {
    toml::from_str(include_str!("../../workbook-templates/tracker-words.toml")).expect("the words are well formed")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_heading_means_two_things_and_every_word_is_as_it_is_compared() {
        let mut seen = BTreeMap::new();
        for own in &WORDS.heading {
            for word in &own.words {
                assert_eq!(plain(word).trim_end_matches(':'), word.trim_end_matches(':'), "{word}");
                let bare = word.trim_end_matches(['.', '?', '…']).to_owned();
                let other = seen.insert(bare, own.meaning).filter(|other| *other != own.meaning);
                assert_eq!(other, None, "{word}");
            }
        }
    }

    #[test]
    fn words_stand_for_themselves_only() {
        assert!(has_words("no of homes (cumulative)", "cumulative") && !has_words("noncumulative", "cumulative"));
    }
}
