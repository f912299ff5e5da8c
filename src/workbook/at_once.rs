//! Independent pieces of one workbook, made at once.
//!
//! Sheets are made and packed without knowing of each other, so a program with threads makes as many at a time as the
//! machine has processors. The library alone has none and makes them one after the other. The border: results come in
//! the order of the pieces, so that the same workbook has the same bytes either way.

/// What `work` makes of each piece, in the order of the pieces.
#[cfg(feature = "cli")]
pub(crate) fn each<T: Send, R: Send>(pieces: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    pieces.into_par_iter().with_max_len(1).map(work).collect()
}

/// What `work` makes of each piece, in the order of the pieces.
#[cfg(not(feature = "cli"))]
pub(crate) fn each<T: Send, R: Send>(pieces: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    pieces.into_iter().map(work).collect()
}
