//! Excel tables, which take in a column that is added at their right: sorted without it, their rows would be torn.

use super::super::CellRef;
use super::amendment::{FurtherColumn, NotAmended};
use super::container::Container;
use super::markup::{Changes, TagKind, Tags, escaped};

/// Widens the table of the sheet `part` that ends beside the column.
pub(super) fn widen(container: &mut Container<'_>, part: &str, column: &FurtherColumn) -> Result<(), NotAmended> {
    let relations = container.relations(part)?;
    let tables = relations.iter().filter(|one| one.kind.eq_ignore_ascii_case("table") && !one.external);
    for table in tables {
        let Some(text) = container.text(&table.target)? else { continue };
        if let Some(changed) = widened(&text, column)? {
            container.put(&table.target, changed);
            return Ok(());
        }
    }
    Ok(())
}

fn widened(text: &str, column: &FurtherColumn) -> Result<Option<String>, NotAmended> {
    let (mut tags, mut changes) = (Tags::of(text), Changes::default());
    let Some(table) = tags.next()?.filter(|tag| tag.local() == "table") else { return Ok(None) };
    let own = table.raw("ref").and_then(CellRef::parse_range);
    let Some((first, last)) = own.filter(|_| table.raw("headerRowCount") != Some("0")) else { return Ok(None) };
    if first.row != column.heading_at.row || last.col.checked_add(1) != Some(column.heading_at.col) {
        return Ok(None);
    }
    let wider = |last: CellRef| CellRef { col: column.heading_at.col, ..last };
    let to = format!("{first}:{}", wider(last));
    changes.replace(table.at.clone(), table.with(&[("ref", Some(&to))]));
    let (mut highest, mut count): (u64, u64) = (0, 0);
    let prefix = table.prefix();
    let mut columns_tag = None;
    while let Some(tag) = tags.next()? {
        match (tag.local(), tag.kind) {
            ("autoFilter", TagKind::Open | TagKind::Whole) => {
                if let Some((first, last)) = tag.raw("ref").and_then(CellRef::parse_range) {
                    changes.replace(tag.at.clone(), tag.with(&[("ref", Some(&format!("{first}:{}", wider(last))))]));
                }
            }
            ("tableColumns", TagKind::Open) => columns_tag = Some(tag),
            ("tableColumn", TagKind::Open | TagKind::Whole) => {
                count += 1;
                highest = highest.max(tag.raw("id").and_then(|id| id.parse().ok()).unwrap_or(count));
            }
            ("tableColumns", TagKind::Close) => {
                if let Some(columns_tag) = columns_tag.take() {
                    changes.replace(
                        columns_tag.at.clone(),
                        columns_tag.with(&[("count", Some(&(count + 1).to_string()))]),
                    );
                }
                let name = escaped(&column.heading);
                let id =
                    highest.checked_add(1).ok_or(NotAmended::Other("the columns of a table have no numbers left"))?;
                changes.insert(tag.at.start, format!("<{prefix}tableColumn id=\"{id}\" name=\"{name}\"/>"));
            }
            _ => {}
        }
    }
    Ok(Some(changes.over(text)?))
}
