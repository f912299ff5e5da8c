//! What an action and an indicator were issued with, asked of either by the field.

use jiff::civil::Date;

use crate::domain::{SharedText, Target, print_number, print_short};
use crate::layout::Field;

use super::Printed;
use super::issued::{IssuedAction, IssuedIndicator};

/// What a row of either table was issued with.
pub trait IssuedRow {
    /// The unique reference.
    fn reference(&self) -> &SharedText;

    /// The unit of its values; empty where it has none.
    #[expect(clippy::unnecessary_literal_bound, reason = "another row gives its own words")]
    fn unit(&self) -> &str {
        ""
    }

    /// The reference of the row beneath which it stands.
    fn parent(&self) -> Option<&SharedText>;

    /// What stands in its further columns, in the order of the headings.
    fn carried(&self) -> &[Printed];

    /// What was answered in the period before where it is asked again, in the order of the columns that ask.
    fn last_answers(&self) -> &[Printed];

    /// The words of the plan that the issued cell of `field` holds as they stand.
    fn words(&self, field: Field) -> Option<&SharedText>;

    /// What the issued cell of `field` holds; tolerance and unit in words come from
    /// [`Issued`](super::Issued).
    fn printed(&self, field: Field) -> Printed {
        self.words(field).map_or(Printed::Blank, Printed::words)
    }

    /// The day that the issued cell of `field` holds as a date.
    fn day(&self, _: Field) -> Option<Date> {
        None
    }
}

impl IssuedRow for IssuedAction {
    fn reference(&self) -> &SharedText {
        &self.reference
    }

    fn parent(&self) -> Option<&SharedText> {
        self.milestone_of.as_ref()
    }

    fn carried(&self) -> &[Printed] {
        &self.carried
    }

    fn last_answers(&self) -> &[Printed] {
        &self.last_answers
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold no words of an action as they stand")]
    fn words(&self, field: Field) -> Option<&SharedText> {
        match field {
            Field::Ref => Some(&self.reference),
            Field::Priority => Some(&self.priority),
            Field::Outcome => self.outcome.as_ref(),
            Field::Project => self.project.as_ref(),
            Field::Action => Some(&self.action),
            Field::LeadOfficer => self.lead_officer.as_ref(),
            Field::Deadline => self.deadline.printed_text(),
            Field::LastRating => self.last_rating.as_ref(),
            Field::LastCommentary => self.last_commentary.as_ref(),
            Field::RevisedDeadline => self.revised_deadline.as_ref(),
            Field::Rating => self.finished.as_ref().map(|finished| &finished.rating),
            Field::Commentary => self.finished.as_ref()?.commentary.as_ref(),
            _ => None,
        }
    }

    fn printed(&self, field: Field) -> Printed {
        let direction = || self.finished.as_ref()?.direction;
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold words as they stand")]
        match field {
            Field::Deadline => Printed::words(self.deadline.printed()),
            Field::CompletedDate => self.day(field).map_or(Printed::Blank, |day| Printed::words(print_short(day))),
            Field::DirectionOfTravel => direction().map_or(Printed::Blank, |way| Printed::words(way.to_string())),
            _ => self.words(field).map_or(Printed::Blank, Printed::words),
        }
    }

    fn day(&self, field: Field) -> Option<Date> {
        self.finished.as_ref().filter(|_| field == Field::CompletedDate)?.completed
    }
}

impl IssuedRow for IssuedIndicator {
    fn reference(&self) -> &SharedText {
        &self.reference
    }

    fn unit(&self) -> &str {
        &self.unit
    }

    fn parent(&self) -> Option<&SharedText> {
        self.parent.as_ref()
    }

    fn carried(&self) -> &[Printed] {
        &self.carried
    }

    fn last_answers(&self) -> &[Printed] {
        &self.last_answers
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold no words of an indicator as they stand")]
    fn words(&self, field: Field) -> Option<&SharedText> {
        match field {
            Field::Ref => Some(&self.reference),
            Field::Priority => Some(&self.priority),
            Field::Indicator => Some(&self.indicator),
            Field::LastRating => self.last_rating.as_ref(),
            Field::LastCommentary => self.last_commentary.as_ref(),
            _ => None,
        }
    }

    fn printed(&self, field: Field) -> Printed {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields hold words as they stand")]
        match field {
            Field::BetterWhen => self.better_when.map_or(Printed::Blank, |way| Printed::words(way.to_string())),
            Field::Target => self.target_printed(&self.target),
            Field::TargetForTheYear => self.target_printed(&self.target_for_the_year),
            Field::LastYear => self.in_its_words(&self.last_year),
            Field::LastValue => self.in_its_words(&self.last_value),
            _ => self.words(field).map_or(Printed::Blank, Printed::words),
        }
    }
}

impl IssuedIndicator {
    /// A figure as a cell holds it: in words where its unit is written so.
    fn in_its_words(&self, printed: &Printed) -> Printed {
        match printed {
            Printed::Number(value) if self.known_unit().is_in_words() => {
                Printed::words(print_number(*value, self.decimals, &self.unit))
            }
            Printed::Number(_) | Printed::Blank | Printed::Text(_) | Printed::Shown { .. } => printed.clone(),
        }
    }

    /// A target as a cell holds it.
    fn target_printed(&self, target: &Target) -> Printed {
        match target {
            Target::Number(value) => self.in_its_words(&Printed::Number(*value)),
            Target::Range(low, high) => {
                let unit = if self.known_unit().is_in_words() { self.unit.as_str() } else { "" };
                let (low, high) =
                    (print_number(*low, self.decimals, unit), print_number(*high, self.decimals, &self.unit));
                Printed::Text(format!("{low} to {high}").into())
            }
            Target::YesNo(_) => Printed::words(target.printed(None, &self.unit)),
            Target::Words(words) => Printed::words(words),
            Target::None => Printed::Blank,
        }
    }
}
