//! Exit codes, and printing to standard output.

use std::io::Write;

use dossierpers::error::Error;

/// Exit code: done.
pub(crate) const DONE: u8 = 0;
/// Exit code: the data was refused.
pub(crate) const REFUSED: u8 = 1;
/// Exit code: usage, file or internal trouble.
pub(crate) const TROUBLE: u8 = 2;

/// Prints to standard output; a reader that went away is no trouble.
pub(super) fn print(text: &str) -> Result<u8, Error> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::File { path: "standaarduitvoer".into(), source }),
        _ => Ok(DONE),
    }
}
