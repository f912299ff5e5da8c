//! Markdown tables, as they stand in documentation and in the corpus.

/// One table: the name in its first heading, the other headings, and the rows.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub name: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The tables of a text in groups: tables that only blank lines part belong to one group, prose begins another.
pub(crate) fn groups(text: &str) -> Vec<Vec<Table>> {
    let mut groups: Vec<Vec<Table>> = vec![Vec::new()];
    let mut open: Option<Table> = None;
    for line in text.lines().map(str::trim) {
        if line.starts_with('|') {
            let cells = cells(line);
            match &mut open {
                None => {
                    let mut headings = cells.into_iter();
                    let name = headings.next().unwrap_or_default();
                    open = Some(Table { name, headings: headings.collect(), rows: Vec::new() });
                }
                Some(_) if is_rule(&cells) => {}
                Some(table) => table.rows.push(cells.into_iter().skip(1).collect()),
            }
            continue;
        }
        groups.last_mut().unwrap().extend(open.take());
        if !line.is_empty() && !groups.last().unwrap().is_empty() {
            groups.push(Vec::new());
        }
    }
    groups.last_mut().unwrap().extend(open.take());
    groups.retain(|group| !group.is_empty());
    groups
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches('|').trim_end_matches('|');
    inner.replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}

fn is_rule(cells: &[String]) -> bool {
    cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')))
}
