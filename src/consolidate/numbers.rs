//! Numbers with their nouns.

/// A number with its noun: `1 return`, `4 returns`.
pub(super) fn several(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// How many there are.
pub(super) fn number_of<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}
