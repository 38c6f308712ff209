//! A folder that one run has to itself while it writes there, so that two at once neither lose nor mix anything.
//!
//! The claim is a lock that the system takes back when the process ends, however it ends: nothing is left to be removed. A disk that
//! knows no locks has none.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::replace::sweep;
use crate::error::Error;

/// How often is asked whether another run is done, and how long is waited in between.
const TRIES: usize = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// What holds the claim where a folder itself cannot be locked.
pub(super) const BUSY: &str = ".dossierpers-bezig";

/// A folder that this run has to itself.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    /// Whether the folder was made for it: then it goes again when nothing came in it.
    made: bool,
    /// Held for as long as the claim lasts; `None` where the disk knows no locks.
    _lock: Option<File>,
}

impl Claim {
    /// Claims a folder that is there, and removes what runs that were killed left in it. `waiting` hears it once when another run has it.
    ///
    /// # Errors
    /// [`Error::File`] when it is no folder, or another run has it for too long.
    pub fn of(folder: &Path, waiting: &dyn Fn()) -> Result<Self, Error> {
        let at = |source| Error::File { path: folder.to_owned(), source };
        if !fs::metadata(folder).map_err(at)?.is_dir() {
            return Err(at(io::Error::other("is geen map. Noem een map, of een naam die er nog niet is.")));
        }
        for attempt in 0..TRIES {
            match system::lock(folder) {
                system::Locked::Yes(lock) => {
                    sweep(folder);
                    return Ok(Self { folder: folder.to_owned(), made: false, _lock: Some(lock) });
                }
                system::Locked::Unknown => return Ok(Self { folder: folder.to_owned(), made: false, _lock: None }),
                system::Locked::No if attempt == 0 => waiting(),
                system::Locked::No => {}
            }
            sleep(PAUSE);
        }
        let what =
            "een andere dossierpers is in deze map aan het werk; er is niets geschreven. Wacht tot die klaar is, en probeer het opnieuw.";
        Err(at(io::Error::other(what)))
    }

    /// As [`Claim::of`], for a folder that is made where it is not there.
    ///
    /// # Errors
    /// As there, or when it cannot be made.
    pub fn made(folder: &Path, waiting: &dyn Fn()) -> Result<Self, Error> {
        let is_new = !folder.exists();
        if is_new {
            fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_owned(), source })?;
        }
        let mut claim = Self::of(folder, waiting)?;
        claim.made = is_new;
        Ok(claim)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if self.made {
            // Only an empty folder can be removed so.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{File, TryLockError};
    use std::path::Path;

    /// Whether a folder could be locked.
    pub(super) enum Locked {
        Yes(File),
        No,
        Unknown,
    }

    /// Locks the folder itself, so that no file is needed for it.
    pub(super) fn lock(folder: &Path) -> Locked {
        let Ok(opened) = File::open(folder) else { return Locked::Unknown };
        match opened.try_lock() {
            Ok(()) => Locked::Yes(opened),
            Err(TryLockError::WouldBlock) => Locked::No,
            Err(TryLockError::Error(_)) => Locked::Unknown,
        }
    }
}

#[cfg(windows)]
mod system {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::Path;

    /// The system removes the file when it is closed, also when the process is ended.
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// Another process has the file.
    const ERROR_SHARING_VIOLATION: i32 = 32;
    /// The file is being removed.
    const ERROR_ACCESS_DENIED: i32 = 5;

    /// Whether a folder could be locked.
    pub(super) enum Locked {
        Yes(File),
        No,
        Unknown,
    }

    /// Holds a file in the folder that nobody else can open meanwhile: a folder itself cannot be locked here.
    pub(super) fn lock(folder: &Path) -> Locked {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        match options.open(folder.join(super::BUSY)) {
            Ok(held) => Locked::Yes(held),
            Err(error) if matches!(error.raw_os_error(), Some(ERROR_SHARING_VIOLATION | ERROR_ACCESS_DENIED)) => Locked::No,
            Err(_) => Locked::Unknown,
        }
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    use std::fs::File;
    use std::path::Path;

    /// Whether a folder could be locked.
    pub(super) enum Locked {
        #[expect(dead_code, reason = "there are no locks here")]
        Yes(File),
        #[expect(dead_code, reason = "there are no locks here")]
        No,
        Unknown,
    }

    pub(super) fn lock(_: &Path) -> Locked {
        Locked::Unknown
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::thread;
    use std::time::Duration;

    use super::Claim;

    #[test]
    fn one_run_waits_for_the_other_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Claim::made(&folder.path().join("uit"), &|| panic!("nobody else is there")).expect("a claim");
        let path = first.folder().to_owned();
        fs::write(path.join(".dossierpers-1-abcdef"), "half").expect("written");
        let release = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            drop(first);
        });
        let waited = Cell::new(0);
        let second = Claim::of(&path, &|| waited.set(waited.get() + 1)).expect("a claim");
        release.join().expect("a thread");
        assert_eq!(waited.get(), 1);
        assert_eq!(fs::read_dir(second.folder()).expect("a folder").count(), 0);
        assert!(Claim::of(&path.join("weg"), &|| {}).expect_err("nothing").to_string().contains("bestaat niet"));
    }
}
