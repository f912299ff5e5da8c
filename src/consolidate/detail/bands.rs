//! The headings above rows: outcome, then approach, then project, each where it changes.
//!
//! Rows that share an outcome stand together even where the plan has others between, so that no heading stands twice; what
//! is under none comes first.

use crate::domain::key;

/// How many headings stand above one another at most.
pub(in super::super) const LEVELS: usize = 3;

/// What stands in a list: a heading of that level, from 0, or one of the rows.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Banded<'a, R> {
    Band(usize, &'a str),
    Row(R),
}

/// Puts rows under their headings; `of` gives those of a row, from the highest.
pub(in super::super) fn banded<'a, R: Copy>(
    rows: &[R],
    of: impl Fn(R) -> [Option<&'a str>; LEVELS],
) -> Vec<Banded<'a, R>> {
    let mut list = Vec::new();
    place(rows, 0, &of, &mut list);
    list
}

fn place<'a, R: Copy>(
    rows: &[R],
    level: usize,
    of: &impl Fn(R) -> [Option<&'a str>; LEVELS],
    list: &mut Vec<Banded<'a, R>>,
) {
    if level == LEVELS {
        list.extend(rows.iter().map(|row| Banded::Row(*row)));
        return;
    }
    let mut groups: Vec<(Option<String>, &str, Vec<R>)> = Vec::new();
    for row in rows {
        let name = of(*row).get(level).copied().flatten().unwrap_or_default();
        let own = (!name.trim().is_empty()).then(|| key(name));
        match groups.iter_mut().find(|(known, ..)| *known == own) {
            Some((.., rows)) => rows.push(*row),
            None => groups.push((own, name, vec![*row])),
        }
    }
    groups.sort_by_key(|(own, ..)| own.is_some());
    for (own, name, rows) in groups {
        if own.is_some() {
            list.push(Banded::Band(level, name));
        }
        place(&rows, level + 1, of, list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_stands_once_above_all_its_rows_and_what_has_none_comes_first() {
        let rows = [
            ("1", [Some("Homes"), None, Some("Build")]),
            ("2", [Some("Jobs"), None, None]),
            ("3", [Some("homes "), None, None]),
            ("4", [None, None, None]),
            ("5", [Some("Homes"), None, Some("build")]),
        ];
        let places: Vec<usize> = (0..rows.len()).collect();
        let list = banded(&places, |at| rows[at].1);
        let shown: Vec<String> = list
            .iter()
            .map(|one| match one {
                Banded::Band(level, name) => format!("{level} {name}"),
                Banded::Row(at) => rows[*at].0.to_owned(),
            })
            .collect();
        assert_eq!(shown, ["4", "0 Homes", "3", "2 Build", "1", "5", "0 Jobs", "2"]);
    }
}
