//! Whether a name is that of the candidate: the one comparison of persons.

mod lezing;
#[cfg(test)]
mod tests;
mod vergelijking;

pub(super) use vergelijking::{Gelijkenis, compare, has_surname};
