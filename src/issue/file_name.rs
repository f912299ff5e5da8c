//! What a return's file is called: delivery plan and period, in letters that every mail system leaves alone.

use std::collections::BTreeSet;

use crate::domain::slug;
use crate::plan::Issued;

/// The file names of several returns, in their order: `housing-2025-26-q1.xlsx`, lower-case ASCII whatever the code is. Codes that come to the same letters (`R&D`, `R-D`) are told
/// apart by a number: the first keeps the plain name.
pub(crate) fn file_names(returns: &[&Issued]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let plain: BTreeSet<String> = returns.iter().map(|issued| stem(issued)).collect();
    let mut names = Vec::with_capacity(returns.len());
    for issued in returns {
        let stem = stem(issued);
        let mut name = stem.clone();
        let mut number = 2u32;
        while taken.contains(&name) || (name != stem && plain.contains(&name)) {
            name = format!("{}-{number}-{}", slug(&issued.stamp.plan_code), issued.stamp.period.slug());
            number += 1;
        }
        names.push(format!("{name}.xlsx"));
        taken.insert(name);
    }
    names
}

fn stem(issued: &Issued) -> String {
    format!("{}-{}", slug(&issued.stamp.plan_code), issued.stamp.period.slug())
}
