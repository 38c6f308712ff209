//! Fields of a form: what somebody fills in, and how a value is written in a field and read back from it.
//!
//! The name of a field is the path of its value in the JSON, with dots: `rijen.0.naam`. The schema says what a field may hold, so a
//! new field needs no code here.
//!
//! **Enters:** kinds of fields, and how Dutch people write what goes in them.
//! **Stays out:** how a field looks or where it is (`pdf`, templates).

mod dutch;
mod field;

pub use dutch::lees_datum;
pub(crate) use field::{Field, FieldKind, LINE, MARGIN_X, MARGIN_Y, PLACEHOLDER, Shape, TYPE_SIZE, name, pointer};
