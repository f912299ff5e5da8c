//! What is issued can be read when it comes back.

use super::*;
use crate::grid::Limit;

#[test]
fn a_return_that_would_be_too_large_to_come_back_is_refused_and_one_at_the_limit_is_not() {
    type Allow = fn(u64) -> Limits;
    let issued = issued();
    let bytes = issue(&issued).unwrap();
    let refused = |limits: &Limits| match can_come_back(&bytes, &issued, limits) {
        Ok(()) => None,
        Err(WriteError::TooLarge { limit, found, .. }) => Some((limit, found)),
        Err(other) => panic!("{other}"),
    };
    let each: [(Limit, Allow); 3] = [
        (Limit::FileBytes, |most| Limits { file_bytes: most, ..Limits::returns() }),
        (Limit::Unpacked, |most| Limits { unpacked: most, ..Limits::returns() }),
        (Limit::Part, |most| Limits { part: most, ..Limits::returns() }),
    ];
    for (limit, allow) in each {
        let mut most = 1;
        // Each refusal names the first figure past the limit, until there is none.
        while let Some((passed, found)) = refused(&allow(most)) {
            assert!(passed == limit && found > most, "{limit:?}");
            most = found;
        }
        assert_eq!(refused(&allow(most - 1)), Some((limit, most)));
    }
    let small = Limits { file_bytes: 1000, ..Limits::returns() };
    let words = can_come_back(&bytes, &issued, &small).unwrap_err().to_string();
    assert!(words.starts_with("the return of housing, with 3 rows, would be too large"), "{words}");
    assert!(words.ends_with("so nothing was saved; split this delivery plan into several"), "{words}");
}

#[test]
fn what_goes_out_leaves_as_much_room_again_for_what_is_filled_in() {
    let (goes_out, comes_back) = (Limits::to_be_filled_in(), Limits::returns());
    for limit in [Limit::FileBytes, Limit::Unpacked, Limit::Part, Limit::Cells, Limit::AllText] {
        assert_eq!(goes_out.most(limit) * 2, comes_back.most(limit), "{limit:?}");
    }
    assert_eq!(goes_out.most(Limit::Text), comes_back.most(Limit::Text));
}
