//! Independent pieces of one piece of work, made at once.
//!
//! Lines are counted, and sheets made and packed, without knowing of each other, so a program with threads makes as many at
//! a time as the machine has processors. The library alone has none and makes them one after the other.
//! Results come in the order of the pieces, so that the same quarter has the same counts and the same bytes either way.

/// What `work` makes of each piece, in the order of the pieces. They are handed out in that order too, one at a time: where
/// some are larger than others, those that come first had better be.
#[cfg(feature = "cli")]
pub(crate) fn map<T: Send, R: Send>(pieces: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    let made = pieces.into_iter().enumerate().par_bridge().map(|(place, piece)| (place, work(piece)));
    let mut made: Vec<(usize, R)> = made.collect();
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, made)| made).collect()
}

/// What `work` makes of each piece, in the order of the pieces.
#[cfg(not(feature = "cli"))]
pub(crate) fn map<T: Send, R: Send>(pieces: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    pieces.into_iter().map(work).collect()
}

/// What `work` makes of those items of which it makes something, in order. What is made is held once.
#[cfg(feature = "cli")]
pub(crate) fn filter_map<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> Option<R> + Sync + Send,
) -> Vec<R> {
    use rayon::prelude::*;
    /// Enough that handing them out costs little beside them, and few enough for a hundred items to be shared.
    const RUN: usize = 32;
    let made: Vec<Option<R>> = items.par_iter().with_min_len(RUN).map(work).collect();
    #[expect(clippy::filter_map_identity, reason = "what is made may be large, and this moves it within its place")]
    made.into_iter().filter_map(|made| made).collect()
}

/// What `work` makes of those items of which it makes something, in order.
#[cfg(not(feature = "cli"))]
pub(crate) fn filter_map<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> Option<R> + Sync + Send,
) -> Vec<R> {
    items.iter().filter_map(work).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_pieces_whichever_is_ready_first() {
        let made = map((0..64_u64).collect(), |piece| {
            std::thread::sleep(std::time::Duration::from_millis((64 - piece) % 3));
            piece * 2
        });
        assert_eq!(made, (0..64).map(|piece| piece * 2).collect::<Vec<u64>>());
        let items: Vec<usize> = (0..5_000).collect();
        let even: Vec<usize> = items.iter().copied().filter(|item| item % 2 == 0).collect();
        assert_eq!(filter_map(&items, |item| (item % 2 == 0).then_some(*item)), even);
    }
}
