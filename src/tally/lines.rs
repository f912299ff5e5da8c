//! The lines of the data sheets and of the summary tables.

use std::collections::BTreeMap;

use crate::domain::{
    Direction, INFORMATION_ONLY, Judgement, Kind, NOT_RATED, Period, Rating, RatingId, Rounding, Scale, Share,
    Tolerance, key, shares,
};
use crate::plan::{DeliveryPlan, IssuedAction, IssuedIndicator, Plan, PlannedAction, PlannedIndicator};
use crate::previous::{EarlierAction, EarlierIndicator, EarlierState, RowByHand};
use crate::returns::{ActionRow, IndicatorRow, Return};

use super::answers::tolerance;
use super::change::Change;

/// Which rating a row counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It counts as that rating of the plan's scale.
    Counted(RatingId),
    /// It should count, and has no rating that can be read.
    NotRated,
    /// It is for information only.
    InformationOnly,
}

impl Place {
    /// Its word: a rating of the scale, or what stands for none.
    pub(crate) fn word(self, scale: &Scale) -> &str {
        match self {
            Self::Counted(id) => scale.get(id).map_or(NOT_RATED, |rating| &rating.name),
            Self::NotRated => NOT_RATED,
            Self::InformationOnly => INFORMATION_ONLY,
        }
    }
}

/// One action of the period: planned, issued, received, counted.
#[derive(Debug, Clone)]
pub struct ActionLine<'q> {
    /// The row of the plan workbook.
    pub planned: &'q PlannedAction,
    /// The delivery plan under which it counts.
    pub delivery_plan: &'q DeliveryPlan,
    /// The return that answers for it, where one does.
    pub received: Option<&'q Return>,
    /// The row as it was issued: from that return's stamp, else as the plan would issue it now.
    pub issued: &'q IssuedAction,
    /// The row as it came back.
    pub row: Option<&'q ActionRow>,
    /// Which rating it counts as.
    pub place: Place,
    /// Whether an error stands in it that makes it an exception, whatever its rating.
    pub is_exception: bool,
    /// Which it would count as without a correction by hand.
    pub before_correction: Place,
    /// What officers wrote of it in the consolidated workbook of this period.
    pub(crate) by_hand: Option<&'q RowByHand>,
    /// The rating that it has, whether or not it is counted.
    pub rated: Option<&'q Rating>,
    /// The rating that it counts as; none where the plan leaves it out of the counts.
    pub counted: Option<&'q Rating>,
    /// The direction of travel, where the plan shows one.
    pub direction: Option<Direction>,
    /// What was said of it last, where an earlier workbook has it.
    pub before: Option<(Period, &'q EarlierAction)>,
    /// What every earlier workbook says that has it, the newest first.
    pub earlier: Vec<(Period, &'q EarlierAction)>,
    /// How it stood before: by that workbook or, where none has it, by its Last rating.
    pub state: Option<EarlierState<'q>>,
}

/// One indicator of the period: planned, issued, received, computed, counted.
#[derive(Debug, Clone)]
pub struct IndicatorLine<'q> {
    /// The row of the plan workbook.
    pub planned: &'q PlannedIndicator,
    /// The delivery plan under which it counts.
    pub delivery_plan: &'q DeliveryPlan,
    /// The return that answers for it, where one does.
    pub received: Option<&'q Return>,
    /// The row as it was issued: from that return's stamp, else as the plan would issue it now.
    pub issued: &'q IssuedIndicator,
    /// The row as it came back.
    pub row: Option<&'q IndicatorRow>,
    /// The rating that was given, in the plan's scale.
    pub given: Option<&'q Rating>,
    /// What the band makes of the value.
    pub judgement: Option<Judgement>,
    /// The code of the rule that calls the value an error, where it is therefore not judged.
    pub doubted: Option<&'static str>,
    /// Which rating it counts as.
    pub place: Place,
    /// Which it would count as without a correction by hand.
    pub before_correction: Place,
    /// What officers wrote of it in the consolidated workbook of this period.
    pub(crate) by_hand: Option<&'q RowByHand>,
    /// The rating that it counts as.
    pub counted: Option<&'q Rating>,
    /// The direction of travel, where the plan shows one.
    pub direction: Option<Direction>,
    /// The directions since the previous period and since the same one of last year, where the plan shows both.
    pub directions: Option<Directions>,
    /// How its value changed since the period before.
    pub change: Option<Change>,
    /// What was said of it last, where an earlier workbook has it in its present unit.
    pub before: Option<(Period, &'q EarlierIndicator)>,
    /// What every earlier workbook says that has it, in whatever unit, the newest first.
    pub earlier: Vec<(Period, &'q EarlierIndicator)>,
    /// The rating that counted then or, where no earlier workbook has it, its Last rating.
    pub rating_before: Option<&'q Rating>,
}

/// The two directions of travel of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Directions {
    /// Since the period before.
    pub on_previous: Option<Direction>,
    /// Since the same period of last year.
    pub on_last_year: Option<Direction>,
}

/// One kind of rows counted: a column for each rating, a line for each priority and each other grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names of the ratings, in the order of the Ratings sheet.
    pub columns: Vec<String>,
    /// Whether each column is in the percentages.
    pub in_base: Vec<bool>,
    /// A line for each priority, in the order of their sheet.
    pub priorities: Vec<Line>,
    /// All rows together.
    pub overall: Line,
    /// A line for each delivery plan, in the order of their sheet.
    pub by_delivery_plan: Vec<Line>,
    /// A line for each outcome, in the order in which they first appear; empty where none is named.
    pub by_outcome: Vec<Line>,
    /// A line for each portfolio holder, in the order in which they first appear; empty where none is named.
    pub by_portfolio_holder: Vec<Line>,
    /// A line for each scrutiny committee, in the order in which they first appear; empty where none is named.
    pub by_scrutiny_committee: Vec<Line>,
}

/// One line of a summary table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The code of the priority or delivery plan; empty for the total and for groupings without codes.
    pub code: String,
    /// The name as printed.
    pub name: String,
    /// How many rows count as each rating.
    pub counts: Vec<u64>,
    /// The share of each rating in the base; `None` outside the percentages or where the base is 0.
    pub percentages: Vec<Option<Share>>,
    /// How many rows the percentages are over.
    pub base: u64,
    /// How many rows count as any rating.
    pub total: u64,
    /// How many rows should count and have no rating that can be read.
    pub not_rated: u64,
    /// How many rows are for information only.
    pub information_only: u64,
    /// How many rows the setting Milestones leaves out.
    pub milestones: u64,
}

/// What the summary needs of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'l> {
    /// None where the plan leaves the row out of the counts.
    place: Option<Place>,
    priority: Option<&'l str>,
    delivery_plan: &'l DeliveryPlan,
    outcome: Option<&'l str>,
    portfolio_holder: Option<&'l str>,
    scrutiny_committee: Option<&'l str>,
}

impl ActionLine<'_> {
    /// Whether the plan leaves it out of the counts: it is a milestone or the heading of milestones, as the setting has it.
    /// What is for information only is so, whatever else it is.
    pub(crate) fn is_left_out(&self) -> bool {
        self.issued.monitored && !self.planned.role.is_counted()
    }

    pub(super) fn counts(&self) -> Counted<'_> {
        Counted {
            place: Some(self.place).filter(|_| !self.is_left_out()),
            priority: self.planned.priority.as_deref(),
            delivery_plan: self.delivery_plan,
            outcome: self.planned.outcome.as_deref(),
            portfolio_holder: self.planned.portfolio_holder.as_deref(),
            scrutiny_committee: self.planned.scrutiny_committee.as_deref(),
        }
    }
}

impl<'q> IndicatorLine<'q> {
    /// Its tolerance: as issued or, where its return is not there, as the plan has it.
    pub(crate) fn tolerance(&self, plan: &'q Plan) -> Option<&'q Tolerance> {
        tolerance(plan, self.received, self.issued)
    }

    pub(super) fn counts(&self) -> Counted<'_> {
        Counted {
            place: Some(self.place),
            priority: self.planned.priority.as_deref(),
            delivery_plan: self.delivery_plan,
            outcome: self.planned.outcome.as_deref(),
            portfolio_holder: self.delivery_plan.portfolio_holder.as_deref(),
            scrutiny_committee: self.delivery_plan.scrutiny_committee.as_deref(),
        }
    }
}

/// Counts lines of one kind into a table, in one pass over them.
pub(super) fn table<'l>(plan: &Plan, kind: Kind, lines: impl Iterator<Item = Counted<'l>>) -> Table {
    let scale = plan.scale(kind);
    let columns: Vec<String> = scale.names().map(str::to_owned).collect();
    let in_base: Vec<bool> = scale.iter().map(|rating| rating.in_percentages).collect();
    let empty = |code: &str, name: &str| Line::empty(code, name, in_base.len());
    let mut overall = empty("", "Overall");
    let mut priorities = Grouping::of(plan.priorities.iter().map(|one| (key(&one.code), empty(&one.code, &one.name))));
    let mut plans = Grouping::of(plan.delivery_plans.iter().map(|one| (key(&one.code), empty(&one.code, &one.name))));
    let (mut outcomes, mut holders, mut committees) = (Grouping::default(), Grouping::default(), Grouping::default());
    for line in lines {
        let place = line.place;
        overall.add(place);
        if let Some(priority) = line.priority {
            priorities.add(&key(priority), place);
        }
        plans.add(&key(&line.delivery_plan.code), place);
        let named = [
            (&mut outcomes, line.outcome),
            (&mut holders, line.portfolio_holder),
            (&mut committees, line.scrutiny_committee),
        ];
        for (group, name) in named {
            if let Some(name) = name {
                group.add_new(&key(name), place, || empty("", name));
            }
        }
    }
    let finished = |mut line: Line| {
        line.finish(plan, &in_base);
        line
    };
    let all = |grouping: Grouping| -> Vec<Line> { grouping.lines.into_iter().map(finished).collect() };
    // One whose rows are all for information only has nothing to count.
    let counting = |grouping| all(grouping).into_iter().filter(|line| !line.is_for_information()).collect();
    Table {
        overall: finished(overall),
        priorities: counting(priorities),
        by_delivery_plan: all(plans),
        by_outcome: counting(outcomes),
        by_portfolio_holder: all(holders),
        by_scrutiny_committee: all(committees),
        columns,
        in_base: in_base.clone(),
    }
}

/// Lines by key, in the order in which they came.
#[derive(Default)]
struct Grouping {
    places: BTreeMap<String, usize>,
    lines: Vec<Line>,
}

impl Grouping {
    fn of(lines: impl Iterator<Item = (String, Line)>) -> Self {
        let mut grouping = Self::default();
        for (key, line) in lines {
            grouping.places.entry(key).or_insert(grouping.lines.len());
            grouping.lines.push(line);
        }
        grouping
    }

    fn add(&mut self, key: &str, place: Option<Place>) {
        if let Some(line) = self.places.get(key).and_then(|line| self.lines.get_mut(*line)) {
            line.add(place);
        }
    }

    fn add_new(&mut self, key: &str, place: Option<Place>, new: impl FnOnce() -> Line) {
        if !self.places.contains_key(key) {
            self.places.insert(key.to_owned(), self.lines.len());
            self.lines.push(new());
        }
        self.add(key, place);
    }
}

impl Line {
    pub(super) fn empty(code: &str, name: &str, columns: usize) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            counts: vec![0; columns],
            percentages: Vec::new(),
            base: 0,
            total: 0,
            not_rated: 0,
            information_only: 0,
            milestones: 0,
        }
    }

    /// How many rows it has, whatever they count as.
    pub fn rows(&self) -> u64 {
        self.total + self.not_rated + self.information_only + self.milestones
    }

    /// How many rows it has that count or should.
    pub(crate) fn monitored(&self) -> u64 {
        self.total + self.not_rated
    }

    /// Whether it has rows, and all of them are for information only.
    pub fn is_for_information(&self) -> bool {
        self.information_only > 0 && self.rows() == self.information_only
    }

    /// What several ratings in the percentages have together, with its share of the base; `ratings` are places in
    /// `counts`. Where the percentages of a line add up to 100, so do those of its parts: the share is the sum of what
    /// is printed. Where each is rounded by itself, so is this. `None` where a rating has no percentage.
    pub fn together(&self, ratings: &[usize], rounding: Rounding, places: u8) -> Option<(u64, Share)> {
        let counts = ratings.iter().map(|rating| self.counts.get(*rating).copied());
        let count = counts.sum::<Option<u64>>()?;
        let own = ratings.iter().map(|rating| self.percentages.get(*rating).copied().flatten());
        let own = own.collect::<Option<Vec<Share>>>()?;
        let share = match rounding {
            Rounding::LargestRemainder => Share::total(own),
            Rounding::HalfUp => {
                let rest = self.base.checked_sub(count)?;
                shares(&[count, rest], &[true, true], rounding, places).first().copied().flatten()
            }
        };
        Some((count, share?))
    }

    fn add(&mut self, place: Option<Place>) {
        let slot = match place {
            Some(Place::Counted(RatingId(id))) => self.counts.get_mut(id),
            Some(Place::NotRated) => Some(&mut self.not_rated),
            Some(Place::InformationOnly) => Some(&mut self.information_only),
            None => Some(&mut self.milestones),
        };
        if let Some(slot) = slot {
            *slot += 1;
        }
    }

    fn finish(&mut self, plan: &Plan, in_base: &[bool]) {
        self.total = self.counts.iter().sum();
        self.base = self.counts.iter().zip(in_base).filter(|(_, counts)| **counts).map(|(count, _)| count).sum();
        self.percentages = shares(&self.counts, in_base, plan.settings.rounding, plan.settings.places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn line(counts: &[u64], rounding: Rounding, places: u8) -> Line {
        let in_base = vec![true; counts.len()];
        let base = counts.iter().sum();
        let percentages = shares(counts, &in_base, rounding, places);
        Line { counts: counts.to_vec(), percentages, base, total: base, ..Line::empty("", "", 0) }
    }

    fn printed(counts: &[u64], ratings: &[usize], rounding: Rounding) -> Option<String> {
        let (count, share) = line(counts, rounding, 1).together(ratings, rounding, 1)?;
        Some(format!("{count} ({share}%)"))
    }

    #[test]
    fn ratings_together_are_what_was_published() {
        let sum = Rounding::LargestRemainder;
        // Cannock Chase, Q1 2019-20: achieved or in progress.
        assert_eq!(printed(&[20, 11, 8, 1], &[0, 1], sum).as_deref(), Some("31 (77.5%)"));
        assert_eq!(printed(&[0, 0], &[0, 1], sum), None);
        assert_eq!(printed(&[1, 1], &[2], sum), None);
        assert_eq!(printed(&[1, 1], &[], sum), None);
        assert_eq!(printed(&[1, 1, 1, 3], &[0, 1], Rounding::HalfUp).as_deref(), Some("2 (33.3%)"));
    }

    proptest! {
        #[test]
        fn where_a_line_adds_up_to_a_hundred_so_do_its_two_parts(
            counts in proptest::collection::vec(0..1000_u64, 2..9),
            at in 1..8_usize,
            places in 0..3_u8,
        ) {
            prop_assume!(counts.iter().any(|count| *count > 0));
            let rounding = Rounding::LargestRemainder;
            let line = line(&counts, rounding, places);
            let (one, other): (Vec<usize>, Vec<usize>) = (0..counts.len()).partition(|rating| *rating < at);
            prop_assume!(!one.is_empty() && !other.is_empty());
            let share = |ratings: &[usize]| line.together(ratings, rounding, places).unwrap().1.value();
            prop_assert_eq!(share(&one) + share(&other), Decimal::ONE_HUNDRED);
        }
    }
}
