//! Who makes what is tried.

use crate::documents::{Document, Purpose};
use crate::error::Error;
use crate::input::Input;
use crate::press::{Job, Made, Verdict};

/// Makes what is tried, wherever that is done.
#[derive(Clone, Copy)]
pub struct Maker<'m> {
    /// Judges data, and lays its documents out.
    pub check: &'m dyn Fn(&Input, &Job<'_>) -> Result<Verdict, Error>,
    /// Makes the empty forms.
    pub blank: &'m dyn Fn(Purpose) -> Result<Vec<Made>, Error>,
    /// The documents that data makes, before they are laid out.
    pub documents: &'m dyn Fn(&Input) -> Result<Vec<Document>, Error>,
}
