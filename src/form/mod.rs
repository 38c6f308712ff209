//! Fields of a form: what somebody fills in, and how a value is written in a field and read back from it.
//!
//! The name of a field is the path of its value in the JSON, with dots: `werkverklaringen.0.werkgever.naam`. The model's
//! schema says what a field may hold, so a new field of the model needs no code here. How a field looks, or where it is, may not enter.

mod dutch;
mod field;

pub(crate) use field::{Field, FieldKind, LINE, MARGIN_X, MARGIN_Y, PLACEHOLDER, Shape, TYPE_SIZE, name, pointer};
