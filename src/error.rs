//! What went wrong outside the data: a failed operation, or a fault of our own.

use std::fmt;
use std::path::PathBuf;

/// A failed operation. Wrong data is never an `Error`; it is a [`Diagnostic`](crate::Diagnostic).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The folder of a regeling cannot be used.
    Regeling(String),
    /// A template does not compile: its messages, one a line.
    Template(String),
    /// A file or folder cannot be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Work in a process of its own came to nothing: it reached a limit, or ended by itself. A Dutch sentence or two.
    Stopped(String),
    /// A fault of our own.
    Internal(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Regeling(what) => write!(f, "regeling: {what}"),
            Self::Template(what) => write!(f, "template: {what}"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Stopped(what) => f.write_str(what),
            Self::Internal(what) => write!(f, "internal fault, please report it: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Regeling(_) | Self::Template(_) | Self::Stopped(_) | Self::Internal(_) => None,
        }
    }
}
