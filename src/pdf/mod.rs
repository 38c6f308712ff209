//! All that touches the bytes of a PDF.

mod write;

pub(crate) use write::write;
