//! Whether a name is that of the candidate, the one comparison of persons.

mod vergelijking;

pub(super) use vergelijking::{Gelijkenis, compare};
