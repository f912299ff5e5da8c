//! Reading the Tolerances sheet: rows of one name make one tolerance, best band first.
//!
//! A row that leaves its tolerance blank belongs to the one above, as people write lists.

use crate::domain::{Band, BandsFault, Bound, Measure, Scale, SharedText, Tolerance, key};
use crate::layout::{Field, Row, Table};

use super::choice::nearest;
use super::fault::{FaultKind, ToleranceFault};
use super::faults::Faults;

/// One tolerance while its rows are gathered.
struct Gathered<'t, 'g> {
    name: String,
    first: Row<'t, 'g>,
    measure: Option<Measure>,
    bands: Vec<(Row<'t, 'g>, Band)>,
    is_whole: bool,
}

/// Reads the tolerances in the order of the sheet. One with a band that cannot be read is among them, with the bands
/// that can. `ratings` are those of indicators, where they are known.
pub(super) fn read_tolerances(table: &Table<'_>, ratings: Option<&Scale>, faults: &mut Faults) -> Vec<Tolerance> {
    let mut gathered: Vec<Gathered<'_, '_>> = Vec::new();
    let mut above: Option<SharedText> = None;
    for row in table.rows() {
        let Some(name) = row.given(Field::Tolerance).or_else(|| above.clone()) else {
            faults.at(&row, Field::Tolerance, FaultKind::Tolerance(ToleranceFault::Unnamed));
            continue;
        };
        above = Some(name.clone());
        let at = gathered.iter().position(|one| key(&one.name) == key(&name));
        let at = at.unwrap_or_else(|| {
            gathered.push(Gathered { name: name.into(), first: row, measure: None, bands: Vec::new(), is_whole: true });
            gathered.len() - 1
        });
        if let Some(tolerance) = gathered.get_mut(at) {
            tolerance.add(&row, ratings, faults);
        }
    }
    gathered.into_iter().map(|tolerance| tolerance.finish(faults)).collect()
}

impl<'t, 'g> Gathered<'t, 'g> {
    fn add(&mut self, row: &Row<'t, 'g>, ratings: Option<&Scale>, faults: &mut Faults) {
        let tolerance = || self.name.clone();
        if let Some(text) = row.given(Field::MeasuredIn) {
            match (Measure::parse(&text), self.measure) {
                (None, _) => {
                    self.is_whole = false;
                    faults.at(
                        row,
                        Field::MeasuredIn,
                        FaultKind::Tolerance(ToleranceFault::MeasureUnknown { tolerance: tolerance() }),
                    );
                }
                (Some(measure), None) => self.measure = Some(measure),
                (Some(measure), Some(first)) if measure == first => {}
                (Some(_), Some(first)) => {
                    self.is_whole = false;
                    let kind = FaultKind::Tolerance(ToleranceFault::MeasureDiffers {
                        tolerance: tolerance(),
                        first: first.to_string(),
                    });
                    faults.at(row, Field::MeasuredIn, kind);
                }
            }
        }
        let rating = row.text(Field::Rating);
        let found = ratings.and_then(|ratings| ratings.get(ratings.find(&rating)?));
        if let (None, Some(ratings)) = (found, ratings) {
            let nearest = nearest(&rating, ratings.0.iter().map(|one| one.name.as_str())).map(str::to_owned);
            faults.at(row, Field::Rating, FaultKind::RatingUnknown { tolerance: tolerance(), nearest });
        }
        let Some(bound) = Bound::parse(&row.text(Field::Shortfall)) else {
            self.is_whole = false;
            let kind = FaultKind::Tolerance(ToleranceFault::ShortfallUnreadable { tolerance: self.name.clone() });
            faults.at(row, Field::Shortfall, kind);
            return;
        };
        let rating = found.map_or_else(|| rating.into(), |found| found.name.clone());
        self.bands.push((*row, Band { rating, bound }));
    }

    fn finish(mut self, faults: &mut Faults) -> Tolerance {
        if self.measure.is_none() && self.is_whole {
            self.is_whole = false;
            faults.at(
                &self.first,
                Field::MeasuredIn,
                FaultKind::Tolerance(ToleranceFault::MeasureUnknown { tolerance: self.name.clone() }),
            );
        }
        let (rows, bands): (Vec<_>, Vec<_>) = self.bands.into_iter().unzip();
        let tolerance = Tolerance { name: self.name, measure: self.measure.unwrap_or(Measure::Units), bands };
        if self.is_whole
            && let Some(fault) = tolerance.fault()
        {
            let at = tolerance.bands.iter().rposition(|band| is_at_fault(band, &fault));
            let row = at.and_then(|at| rows.get(at)).unwrap_or(&self.first);
            faults.at(
                row,
                Field::Shortfall,
                FaultKind::Tolerance(ToleranceFault::Bands { tolerance: tolerance.name.clone(), fault }),
            );
        }
        tolerance
    }
}

/// Whether it is this band that is out of place.
fn is_at_fault(band: &Band, fault: &BandsFault) -> bool {
    match fault {
        BandsFault::TooFew => false,
        BandsFault::OutOfOrder { rating, bound }
        | BandsFault::NeverReached { rating, bound }
        | BandsFault::NotTheRest { rating, found: bound, .. } => band.rating == *rating && band.bound == *bound,
    }
}
