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
            Self::File { path, source } => match (in_words(source.kind()), source.raw_os_error()) {
                (Some(words), _) => write!(f, "{}: {words}", path.display()),
                // What a system says is English, or whatever it was set to.
                (None, Some(number)) => write!(
                    f,
                    "{}: het systeem kan dit nu niet lezen of schrijven (melding {number}). Probeer het opnieuw, of kies een andere plaats.",
                    path.display()
                ),
                (None, None) => write!(f, "{}: {source}", path.display()),
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
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => {
            "een ander programma is ermee bezig. Sluit dat programma, en probeer het opnieuw."
        }
        ErrorKind::DirectoryNotEmpty => "de map is niet leeg. Kies een nieuwe map.",
        ErrorKind::InvalidInput => "is geen naam die een bestand kan hebben. Controleer de naam.",
        ErrorKind::UnexpectedEof => "houdt te vroeg op. Controleer of dit het bedoelde bestand is, en of het heel is.",
        ErrorKind::OutOfMemory => "er is te weinig geheugen. Sluit andere programma's, en probeer het opnieuw.",
        ErrorKind::StaleNetworkFileHandle | ErrorKind::TimedOut | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
            "de schijf in het netwerk antwoordt niet. Controleer de verbinding, en probeer het opnieuw."
        }
        ErrorKind::InvalidFilename => "is geen naam die een bestand hier kan hebben. Kies een kortere of gewonere naam.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::Error;

    #[test]
    fn what_a_system_says_is_never_shown_as_it_says_it() {
        // The numbers that systems of today use.
        for number in 1..=133 {
            let source = io::Error::from_raw_os_error(number);
            let theirs = source.to_string();
            let ours = Error::File { path: "map/bestand".into(), source }.to_string();
            let theirs = theirs.split(" (os error").next().unwrap_or_default();
            assert!(ours.starts_with("map/bestand: ") && !ours.contains(theirs) && ours.ends_with('.'), "{number}: {ours}");
        }
        let ours = Error::File { path: "x".into(), source: io::Error::other("is van ons.") };
        assert_eq!(ours.to_string(), "x: is van ons.");
    }
}
