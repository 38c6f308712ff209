//! SHA-256 as hexadecimal digits: what tells that a file, or what it was made of, is still the same.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The hash of some parts after each other.
pub(crate) fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    parts.into_iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
