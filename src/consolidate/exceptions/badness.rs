//! How bad a rating is, beside others that are listed with it.

use crate::domain::{Rating, Standing};

/// How bad a rating is, the worst first; `None` where it is no exception by itself.
pub(super) fn badness(rating: Option<&Rating>) -> Option<u8> {
    match rating?.standing {
        Standing::OffTrack => Some(0),
        Standing::Behind => Some(1),
        Standing::Complete
        | Standing::OnTrack
        | Standing::NotStarted
        | Standing::Closed
        | Standing::Awaited
        | Standing::MonitorOnly => None,
    }
}
