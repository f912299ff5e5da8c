//! A panic that is caught, in our own code or in a library's: it costs one file and not the run, and nothing of it is
//! printed beside what is said of that file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What `call` gives; `None` where it panics.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                print(panic);
            }
        }));
    });
    let around = IS_CAUGHT.replace(true);
    let given = catch_unwind(AssertUnwindSafe(call)).ok();
    IS_CAUGHT.set(around);
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_gives_nothing_and_what_does_not_is_given() {
        assert_eq!(caught(|| 1), Some(1));
        assert_eq!(caught(|| -> u8 { panic!("told to nobody") }), None);
        assert_eq!(caught(|| (caught(|| -> u8 { panic!("told to nobody") }), IS_CAUGHT.get())), Some((None, true)));
        assert!(!IS_CAUGHT.get());
    }
}
