//! The widths and formats of a sheet's columns, in which a column that is added gets its own.

use std::ops::Range;

use super::markup::{Tag, with};

/// What a sheet says of its columns.
#[derive(Debug, Default)]
pub(super) struct Columns<'t> {
    /// Where all of it stands.
    pub(super) at: Option<Range<usize>>,
    /// A tag for each run of columns.
    pub(super) runs: Vec<Tag<'t>>,
}

/// A column that is added: its number, its width in characters and its format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    pub(super) col: u16,
    pub(super) characters: u16,
    pub(super) style: u32,
}

/// The first and last column of a run, counted from 1.
fn bounds(run: &Tag<'_>) -> Option<(u32, u32)> {
    run.raw("min")?.trim().parse().ok().zip(run.raw("max")?.trim().parse().ok())
}

impl Columns<'_> {
    /// The format of the cells of a column that are not there.
    pub(super) fn style(&self, col: u16) -> Option<&str> {
        let number = u32::from(col) + 1;
        let is_of = |run: &&Tag<'_>| bounds(run).is_some_and(|(first, last)| (first..=last).contains(&number));
        self.runs.iter().find(is_of)?.raw("style")
    }

    /// The whole of it with further columns.
    pub(super) fn with(&self, further: &[Width], prefix: &str) -> String {
        let mut runs: Vec<(u32, String)> = Vec::new();
        for run in &self.runs {
            let Some((first, last)) = bounds(run) else { continue };
            let mut from = first;
            let taken = further.iter().map(|one| u32::from(one.col) + 1).filter(|col| (first..=last).contains(col));
            for col in taken {
                if from < col {
                    runs.push((from, part(run, from, col - 1)));
                }
                from = col + 1;
            }
            if from <= last {
                runs.push((from, part(run, from, last)));
            }
        }
        for one in further {
            let number = u32::from(one.col) + 1;
            let Width { characters: width, style, .. } = one;
            runs.push((
                number,
                format!("<{prefix}col min=\"{number}\" max=\"{number}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>"),
            ));
        }
        runs.sort_by_key(|(first, _)| *first);
        let runs: String = runs.into_iter().map(|(_, run)| run).collect();
        format!("<{prefix}cols>{runs}</{prefix}cols>")
    }
}

/// The part of a run from one column to another.
fn part(run: &Tag<'_>, first: u32, last: u32) -> String {
    let (first, last) = (first.to_string(), last.to_string());
    format!("<{}{}/>", run.name, with(run.attributes, &[("min", Some(&first)), ("max", Some(&last))]))
}

#[cfg(test)]
mod tests {
    use super::super::markup::Tags;
    use super::*;

    #[test]
    fn a_run_that_covers_a_further_column_is_parted_around_it() {
        let text = "<col min=\"1\" max=\"3\" width=\"9\"/><col min='4' max='16384' width='8.5' style='2'/>";
        let mut tags = Tags::of(text);
        let mut runs = Vec::new();
        while let Some(tag) = tags.next().unwrap() {
            runs.push(tag);
        }
        let columns = Columns { at: None, runs };
        let further = [Width { col: 5, characters: 20, style: 7 }, Width { col: 6, characters: 20, style: 7 }];
        assert_eq!(
            columns.with(&further, ""),
            "<cols><col width=\"9\" min=\"1\" max=\"3\"/><col width=\"8.5\" style=\"2\" min=\"4\" max=\"5\"/>\
             <col min=\"6\" max=\"6\" width=\"20\" style=\"7\" customWidth=\"1\"/>\
             <col min=\"7\" max=\"7\" width=\"20\" style=\"7\" customWidth=\"1\"/>\
             <col width=\"8.5\" style=\"2\" min=\"8\" max=\"16384\"/></cols>"
        );
        assert_eq!((columns.style(3), columns.style(0)), (Some("2"), None));
    }
}
