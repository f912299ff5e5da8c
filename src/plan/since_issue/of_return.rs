//! What is the same for all rows of a return: its ratings, the settings that its checks need, what its priorities and
//! outcomes are called, and what it asks for.

use crate::domain::{Kind, Rating, Scale, SharedText, same};
use crate::layout::{Field, PLAN, SheetId};

use super::super::{Carried, Issued, Plan, Setting};
use super::{Change, Renamed, SinceIssue, yes_or_no};

impl<'a> SinceIssue<'a> {
    /// Holds the plan against what a return was issued with.
    pub(crate) fn new(plan: &'a Plan, issued: &'a Issued) -> Self {
        let kinds = kinds(issued);
        let ratings = kinds.flat_map(|kind| renamed_ratings(issued.scheme.scale(kind), plan.scale(kind))).collect();
        Self { plan, issued, ratings, outcomes: renamed_outcomes(plan, issued) }
    }

    /// What the plan has otherwise than the return as a whole was issued with.
    pub(crate) fn of_return(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for kind in kinds(self.issued) {
            self.ratings_of(kind, &mut changes);
        }
        self.settings(&mut changes);
        self.priorities(&mut changes);
        let sheet = PLAN.sheet(SheetId::Actions);
        changes.extend(
            self.outcomes
                .iter()
                .map(|one| words(sheet.heading(Field::Outcome), &one.then, &one.now, format!("sheet {}", sheet.name))),
        );
        self.questions(&mut changes);
        changes
    }

    fn ratings_of(&self, kind: Kind, changes: &mut Vec<Change>) {
        let (then, now) = (self.issued.scheme.scale(kind), self.plan.scale(kind));
        let sheet = PLAN.sheet(SheetId::Ratings);
        let stands_at = format!("sheet {}", sheet.name);
        let mut push = |what: String, issued: String, planned: String, decides: bool| {
            let stands_at = stands_at.clone();
            let change = Change { what, issued, planned, decides, column: None, stands_at };
            // A rating of both kinds changes once.
            if !changes.contains(&change) {
                changes.push(change);
            }
        };
        for (place, rating) in then.iter().enumerate() {
            let Some(own) = counterpart(place, rating, then, now) else {
                push(sheet.heading(Field::Rating).to_owned(), rating.name.clone(), String::new(), true);
                continue;
            };
            if !same(&rating.name, &own.name) {
                push(sheet.heading(Field::Rating).to_owned(), rating.name.clone(), own.name.clone(), true);
            }
            for Compared { field, then, now, decides } in compared(rating, own) {
                if !same(&then, &now) {
                    push(format!("{} of {}", sheet.heading(field), rating.name), then, now, decides);
                }
            }
        }
        let is_new = |(place, own): &(usize, &Rating)| counterpart(*place, own, now, then).is_none();
        for (_, own) in now.iter().enumerate().filter(is_new) {
            push(sheet.heading(Field::Rating).to_owned(), String::new(), own.name.clone(), true);
        }
    }

    fn settings(&self, changes: &mut Vec<Change>) {
        let (then, now) = (&self.issued.settings, &self.plan.settings);
        let (has_actions, has_indicators) = (!self.issued.actions.is_empty(), !self.issued.indicators.is_empty());
        let need = |need: crate::domain::Need| need.to_string();
        let compared = [
            (
                Setting::ActionsCounted,
                then.actions_counted.to_string(),
                now.actions_counted.to_string(),
                has_actions,
                true,
            ),
            (
                Setting::IndicatorRatings,
                then.indicator_ratings.to_string(),
                now.indicator_ratings.to_string(),
                has_indicators,
                true,
            ),
            (
                Setting::Milestones,
                then.milestones.to_string(),
                now.milestones.to_string(),
                self.issued.actions.iter().any(|row| row.milestone_of.is_some()),
                true,
            ),
            (Setting::DirectionOfTravel, then.direction.to_string(), now.direction.to_string(), true, false),
            (
                Setting::CommentaryLimit,
                then.commentary_limit.to_string(),
                now.commentary_limit.to_string(),
                true,
                false,
            ),
            (Setting::SignOff, need(then.sign_off), need(now.sign_off), true, false),
        ];
        for (setting, then, now, concerns, decides) in compared {
            if concerns && then != now {
                let stands_at = format!("sheet {}", PLAN.sheet_name(SheetId::Settings));
                let what = setting.name().to_owned();
                changes.push(Change { what, issued: then, planned: now, decides, column: None, stands_at });
            }
        }
    }

    /// The priorities of its rows, by their codes.
    fn priorities(&self, changes: &mut Vec<Change>) {
        let actions = self.issued.actions.iter().map(|row| &row.priority);
        let used: Vec<&SharedText> = actions.chain(self.issued.indicators.iter().map(|row| &row.priority)).collect();
        let sheet = PLAN.sheet(SheetId::Priorities);
        for then in self.issued.priorities.iter().filter(|then| used.iter().any(|name| same(name, &then.name))) {
            let now = self.plan.priority(&then.code).filter(|now| !same(&now.name, &then.name));
            changes.extend(now.map(|now| {
                words(sheet.heading(Field::Priority), &then.name, &now.name, format!("sheet {}", sheet.name))
            }));
        }
    }

    /// What it asks for in columns of the plan's own.
    fn questions(&self, changes: &mut Vec<Change>) {
        for kind in kinds(self.issued) {
            let now: Vec<&str> = match kind {
                Kind::Actions => self.plan.actions.first().map(|row| &row.carried),
                Kind::Indicators => self.plan.indicators.first().map(|row| &row.carried),
            }
            .into_iter()
            .flatten()
            .map(|one| one.heading.as_str())
            .filter(|heading| Carried::asks(heading))
            .collect();
            let then: Vec<&str> = self.issued.asked(kind).map(|ask| ask.heading).collect();
            let stands_at = || format!("sheet {}", PLAN.sheet_name(SheetId::of(kind)));
            let lacks = |all: &[&str], one: &str| !all.iter().any(|own| same(own, one));
            let gone = then.iter().filter(|one| lacks(&now, one)).map(|one| words("Column", one, "", stands_at()));
            let new = now.iter().filter(|one| lacks(&then, one)).map(|one| words("Column", "", one, stands_at()));
            changes.extend(gone.chain(new));
        }
    }
}

/// The kinds of rows that a return has.
fn kinds(issued: &Issued) -> impl Iterator<Item = Kind> + use<'_> {
    [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| issued.row_count(*kind) > 0)
}

/// The rating that another scale has in the place of one: by its word, else the one in its place that no other is.
fn counterpart<'s>(place: usize, rating: &Rating, of: &Scale, other: &'s Scale) -> Option<&'s Rating> {
    let named = |scale: &'s Scale, name: &str| scale.iter().find(|one| same(&one.name, name));
    named(other, &rating.name).or_else(|| {
        let there = other.iter().nth(place).filter(|_| of.0.len() == other.0.len())?;
        (!of.iter().any(|one| same(&one.name, &there.name))).then_some(there)
    })
}

fn renamed_ratings(then: &Scale, now: &Scale) -> Vec<Renamed> {
    let pairs =
        then.iter().enumerate().filter_map(|(place, rating)| Some((rating, counterpart(place, rating, then, now)?)));
    let pairs = pairs.filter(|(then, now)| !same(&then.name, &now.name));
    pairs.map(|(then, now)| Renamed { then: then.name.clone(), now: now.name.clone() }).collect()
}

/// The outcomes of a return's rows that have a new name in all of them.
fn renamed_outcomes(plan: &Plan, issued: &Issued) -> Vec<Renamed> {
    let mut renamed: Vec<Renamed> = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    for row in &issued.actions {
        let now = plan.action(&row.reference).and_then(|planned| planned.outcome.as_deref());
        let (Some(then), Some(now)) = (row.outcome.as_deref(), now) else { continue };
        let is_new = !issued.actions.iter().any(|other| other.outcome.as_deref().is_some_and(|own| same(own, now)));
        match renamed.iter().find(|one| same(&one.then, then)) {
            Some(one) if same(&one.now, now) => {}
            None if is_new && !same(then, now) => renamed.push(Renamed { then: then.to_owned(), now: now.to_owned() }),
            Some(_) | None => kept.push(then),
        }
    }
    renamed.retain(|one| !kept.iter().any(|then| same(then, &one.then)));
    renamed
}

/// One thing of a rating, then and now.
struct Compared {
    field: Field,
    then: String,
    now: String,
    decides: bool,
}

/// What is compared of a rating: first what is judged and counted by.
fn compared(then: &Rating, now: &Rating) -> Vec<Compared> {
    let of =
        |field, decides, say: &dyn Fn(&Rating) -> String| Compared { field, then: say(then), now: say(now), decides };
    vec![
        of(Field::Standing, true, &|one| one.standing.to_string()),
        of(Field::SlippageUpTo, true, &|one| one.window.map(|window| window.to_string()).unwrap_or_default()),
        of(Field::InPercentages, true, &|one| yes_or_no(one.in_percentages)),
        of(Field::Commentary, false, &|one| one.commentary.to_string()),
        of(Field::RevisedDeadline, false, &|one| one.revised.to_string()),
        of(Field::CompletedDate, false, &|one| one.completed.to_string()),
        of(Field::Symbol, false, &|one| one.symbol.clone().unwrap_or_default()),
        of(Field::AlsoAccepted, false, &|one| one.also.join(", ")),
        of(Field::Colour, false, &|one| one.colour.to_string()),
        of(Field::Meaning, false, &|one| one.meaning.clone()),
        of(Field::BestToWorst, false, &|one| one.best_to_worst.map(|place| place.to_string()).unwrap_or_default()),
        of(Field::Group, false, &|one| one.group.clone().unwrap_or_default()),
    ]
}

fn words(what: &str, then: &str, now: &str, stands_at: String) -> Change {
    let (what, issued, planned) = (what.to_owned(), then.to_owned(), now.to_owned());
    Change { what, issued, planned, decides: false, column: None, stands_at }
}
