//! The one way in which a file is opened: only a regular one, without ever waiting for it, and never more of it than may be taken in.
//!
//! A pipe waits for whoever writes to it, a device may have no end: neither is a file that somebody made. What stands behind a link is
//! looked at, not the link.

use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::error::Error;

/// The bytes of a file of at most `most` bytes.
///
/// # Errors
/// [`Error::File`] when it is no regular file, is larger, or cannot be read.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let bytes = begin(path, most)?;
    if bytes.len() > most { Err(at(path, too_large(most))) } else { Ok(bytes) }
}

/// The bytes of a file, and one more than there may be where there are too many: for who says that in a finding.
///
/// # Errors
/// [`Error::File`] when it is no regular file or cannot be read.
pub fn begin(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    open(path).and_then(|file| taken(file, most)).map_err(|source| at(path, source))
}

/// What a reader gives, and one byte more than there may be where there is too much.
///
/// # Errors
/// When it cannot be read.
pub fn taken(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a regular file for reading.
///
/// # Errors
/// When it is something else, or cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    // Opening a device may do something, so what is plainly none of ours is not opened at all.
    must_be_regular(&path.metadata()?)?;
    let file = without_waiting().open(path)?;
    must_be_regular(&file.metadata()?)?;
    Ok(file)
}

/// That a file can be written or replaced here: nothing is there yet, or a regular file. A link is somebody's arrangement, and a device
/// is no place to keep something.
///
/// # Errors
/// [`Error::File`] when something else is there.
pub fn may_replace(path: &Path) -> Result<(), Error> {
    let found = match path.symlink_metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(at(path, source)),
    };
    let link =
        || io::Error::other("is een koppeling naar een ander bestand, en blijft zoals zij is. Noem het bestand zelf, of een andere naam.");
    let checked = if found.is_symlink() { Err(link()) } else { must_be_regular(&found) };
    checked.map_err(|source| at(path, source))
}

fn must_be_regular(found: &Metadata) -> io::Result<()> {
    if found.is_file() {
        return Ok(());
    }
    let (what, cure) = described(found.file_type());
    Err(io::Error::other(format!("is geen gewoon bestand maar {what}. {cure}")))
}

/// What something is that is no regular file, and what to do.
fn described(kind: FileType) -> (&'static str, &'static str) {
    if kind.is_dir() {
        return ("een map", "Noem een bestand.");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return ("een pijp (FIFO)", "Noem een bestand; wat een ander programma doorgeeft, leest u met - van de standaardinvoer.");
        }
        if kind.is_socket() {
            return ("een socket", "Noem een bestand.");
        }
    }
    ("een apparaat", "Noem een bestand.")
}

/// How a file is opened so that a pipe without a writer does not hold it up.
fn without_waiting() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    if let Ok(flags) = i32::try_from((rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY).bits()) {
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags);
    }
    options
}

fn too_large(most: usize) -> io::Error {
    let size = if most >= MEBIBYTE { format!("{} MiB", most / MEBIBYTE) } else { format!("{} KiB", most / 1024) };
    io::Error::other(format!("is groter dan {size}; dat kan hier niet de bedoeling zijn. Controleer of dit het bedoelde bestand is."))
}

const MEBIBYTE: usize = 1024 * 1024;

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::{begin, may_replace, open, read};

    #[test]
    fn takes_no_more_than_it_may() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bestand");
        std::fs::write(&path, [7; 100]).expect("written");
        assert_eq!(read(&path, 100).expect("read").len(), 100);
        assert_eq!(begin(&path, 10).expect("read").len(), 11);
        assert!(read(&path, 99).expect_err("too large").to_string().contains("groter dan"));
        assert!(read(folder.path(), 99).expect_err("a folder").to_string().contains("een map"));
        assert!(read(&folder.path().join("weg"), 99).expect_err("nothing").to_string().contains("bestaat niet"));
    }

    #[cfg(unix)]
    #[test]
    fn opens_no_pipe_and_no_device_and_replaces_no_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("koppeling");
        std::os::unix::fs::symlink("/dev/zero", &path).expect("a link");
        assert!(open(&path).expect_err("a device").to_string().contains("een apparaat"));
        assert!(may_replace(&path).expect_err("a link").to_string().contains("een koppeling"));
        let pipe = folder.path().join("pijp");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("a pipe").success());
        assert!(open(&pipe).expect_err("a pipe").to_string().contains("een pijp"));
        assert!(may_replace(&pipe).is_err() && may_replace(&folder.path().join("nieuw")).is_ok());
    }
}
