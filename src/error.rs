//! What went wrong outside the data: a failed operation, or a fault of our own.

use std::fmt;
use std::io::ErrorKind;
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
            Self::File { path, source } => match in_words(source.kind()) {
                Some(words) => write!(f, "{}: {words}", path.display()),
                None => write!(f, "{}: {source}", path.display()),
            },
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

/// What a system means by what it refuses, and what to do; `None` where it says so itself.
fn in_words(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "bestaat niet. Controleer de naam en de map.",
        ErrorKind::AlreadyExists => "bestaat al. Kies een andere naam.",
        ErrorKind::PermissionDenied => {
            "u hebt geen rechten om dit te lezen of te schrijven. Pas de rechten aan, of kies een andere plaats."
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "de schijf is vol; wat er stond is gebleven. Maak ruimte en probeer het opnieuw."
        }
        ErrorKind::FileTooLarge => {
            "het bestand wordt groter dan hier mag; wat er stond is gebleven. Kies een andere plaats of verruim de grens."
        }
        ErrorKind::ReadOnlyFilesystem => "op deze schijf kan niet worden geschreven. Kies een andere plaats.",
        ErrorKind::IsADirectory => "is een map. Noem een bestand.",
        ErrorKind::NotADirectory => "ligt niet in een map maar in een bestand. Controleer de naam.",
        ErrorKind::InvalidFilename => "is geen naam die een bestand hier kan hebben. Kies een kortere of gewonere naam.",
        _ => return None,
    })
}
