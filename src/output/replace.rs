//! One file in the place of another: whole or not at all, readable for the same people, and the old one kept where it was somebody's.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir, TempPath};

use crate::bestand;
use crate::error::Error;
use crate::limieten;

/// How the name of a file begins that is still being written; then the number of its process, and six characters.
const BESIDE: &str = ".dossierpers-";
/// How the name of a folder begins that is still being put together; then as that of a file.
const FOLDER_BESIDE: &str = ".dossierpers-map-";
/// Characters at the end of such a name.
const CHANCE: usize = 6;
/// Old states of a dossier that are kept.
const KEPT: usize = 3;

/// Writes a file so that a reader sees the old or the new one, never half of one. A link or a device is left as it is.
///
/// # Errors
/// [`Error::File`] when something else than a file is there, or the disk refuses.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    bestand::may_replace(path)?;
    let write = || -> io::Result<()> {
        let mut beside = beside(path)?;
        // Who may read it stays as somebody set it.
        if let Ok(known) = fs::metadata(path) {
            beside.as_file().set_permissions(known.permissions())?;
        }
        beside.write_all(bytes)?;
        beside.as_file().sync_all()?;
        beside.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|source| at(path, source))
}

/// Writes a file that is not there yet, whole or not at all.
///
/// # Errors
/// [`Error::File`] when something is there already, or the disk refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        if path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut beside = beside(path)?;
        beside.write_all(bytes)?;
        beside.as_file().sync_all()?;
        // Also where somebody else was first meanwhile.
        beside.persist_noclobber(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|source| at(path, source))
}

/// What became of a file that was somebody's.
#[derive(Debug, PartialEq, Eq)]
pub enum Replaced {
    /// There was nothing yet.
    New,
    /// It was as it should be already; nothing was written.
    Unchanged,
    /// The old one is kept under this name.
    Kept(PathBuf),
}

/// Writes a file in the place of one that is somebody's, which is kept beside it. `read` is what was read of it before: where it is
/// something else by now, somebody changed it meanwhile.
///
/// # Errors
/// [`Error::File`] when it was changed meanwhile, something else than a file is there, or the disk refuses.
pub fn replace(path: &Path, bytes: &[u8], read: Option<&[u8]>) -> Result<Replaced, Error> {
    bestand::may_replace(path)?;
    let present = if path.exists() { Some(bestand::begin(path, limieten::BYTES)?) } else { None };
    if read.is_some() && read != present.as_deref() {
        let what = "is intussen veranderd; er is niets geschreven. Geef de opdracht nog eens.";
        return Err(at(path, io::Error::other(what)));
    }
    let Some(present) = present else {
        write_file(path, bytes)?;
        return Ok(Replaced::New);
    };
    if present == bytes {
        return Ok(Replaced::Unchanged);
    }
    let kept = keep(path, &present)?;
    write_file(path, bytes)?;
    Ok(Replaced::Kept(kept))
}

/// Keeps a file under the name of an old state as well, after moving older ones on; the oldest goes.
fn keep(path: &Path, present: &[u8]) -> Result<PathBuf, Error> {
    let kept: Vec<PathBuf> = (1..=KEPT).map(|number| old_name(path, number)).collect();
    for one in &kept {
        bestand::may_replace(one)?;
    }
    let newest = &kept[0];
    if newest.exists() && bestand::begin(newest, limieten::BYTES)? == present && present.len() <= limieten::BYTES {
        return Ok(newest.clone());
    }
    let also = second_name(path).map_err(|source| at(path, source))?;
    // Only as far as there is no gap: what stands behind one need not move.
    let full = kept.iter().position(|one| !one.exists()).unwrap_or(KEPT - 1);
    for number in (0..full).rev() {
        fs::rename(&kept[number], &kept[number + 1]).map_err(|source| at(&kept[number], source))?;
    }
    also.persist(newest).map_err(|error| at(newest, error.error))?;
    Ok(newest.clone())
}

/// A second name for a file, or a copy of it where the disk knows no second names, beside it.
fn second_name(path: &Path) -> io::Result<TempPath> {
    let name = beside(path)?.into_temp_path();
    fs::remove_file(&name)?;
    if fs::hard_link(path, &name).is_err() {
        fs::copy(path, &name)?;
        fs::File::open(&name)?.sync_all()?;
    }
    Ok(name)
}

/// `dossier.json` becomes `dossier.vorige.json`, then `dossier.vorige-2.json`.
fn old_name(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let which = if number == 1 { String::new() } else { format!("-{number}") };
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}.vorige{which}{extension}"))
}

/// A new file in the same folder, which goes when nothing becomes of it.
pub(super) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let prefix = format!("{BESIDE}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).rand_bytes(CHANCE);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder_of(path))
}

/// A new folder in the same folder, which goes when nothing becomes of it.
pub(super) fn folder_beside(path: &Path) -> io::Result<TempDir> {
    let prefix = format!("{FOLDER_BESIDE}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).rand_bytes(CHANCE);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(folder_of(path))
}

/// The folder that a file stands in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Removes what runs that were killed left in a folder. Only who has the folder to itself may: what another run is writing looks the
/// same.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (name, kind) = (entry.file_name(), entry.file_type());
        let Some(name) = name.to_str() else { continue };
        // What cannot be removed is in nobody's way.
        let _ = match kind {
            Ok(kind) if kind.is_file() && is_beside(name) => fs::remove_file(entry.path()),
            Ok(kind) if kind.is_dir() && is_folder_beside(name) => fs::remove_dir_all(entry.path()),
            _ => Ok(()),
        };
    }
}

/// Whether a name is that of a file that was being written, by this version or by 0.1.0, which did not name its process.
fn is_beside(name: &str) -> bool {
    let Some(rest) = name.strip_prefix(BESIDE) else { return false };
    let chance = match rest.split_once('-') {
        Some((process, chance)) if !process.is_empty() && process.chars().all(|c| c.is_ascii_digit()) => chance,
        Some(_) => return false,
        None => rest,
    };
    chance.len() == CHANCE && chance.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a name is that of a folder that was being put together.
fn is_folder_beside(name: &str) -> bool {
    let rest = name.strip_prefix(FOLDER_BESIDE).and_then(|rest| rest.split_once('-'));
    rest.is_some_and(|(process, chance)| {
        !process.is_empty()
            && process.chars().all(|c| c.is_ascii_digit())
            && chance.len() == CHANCE
            && chance.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Replaced, is_beside, old_name, replace, sweep};

    #[test]
    fn keeps_the_last_states_and_loses_none_of_them_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dossier.json");
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        assert_eq!(replace(&path, b"1", None).expect("written"), Replaced::New);
        assert_eq!(replace(&path, b"1", None).expect("written"), Replaced::Unchanged);
        for state in [b"2", b"3", b"4", b"5"] {
            let kept = replace(&path, state, None).expect("written");
            assert_eq!(kept, Replaced::Kept(folder.path().join("dossier.vorige.json")));
        }
        let names = ["dossier.json", "dossier.vorige.json", "dossier.vorige-2.json", "dossier.vorige-3.json"];
        assert_eq!(names.map(text), ["5", "4", "3", "2"]);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4, "and nothing else");
        fs::remove_file(folder.path().join("dossier.vorige-2.json")).expect("removed");
        replace(&path, b"6", None).expect("written");
        assert_eq!(names.map(text), ["6", "5", "4", "2"], "a gap is filled and nothing behind it moves");
    }

    #[test]
    fn writes_nothing_over_what_somebody_changed_meanwhile() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dossier.json");
        fs::write(&path, "new").expect("written");
        assert!(replace(&path, b"ours", Some(b"old")).expect_err("changed").to_string().contains("intussen veranderd"));
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        assert!(replace(&path, b"ours", Some(b"new")).is_ok());
    }

    #[test]
    fn an_old_state_has_a_name_beside_it() {
        assert_eq!(old_name(Path::new("map/dossier.json"), 1), PathBuf::from("map/dossier.vorige.json"));
        assert_eq!(old_name(Path::new("dossier"), 2), PathBuf::from("dossier.vorige-2"));
    }

    #[test]
    fn sweeps_only_what_is_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let theirs =
            [".dossierpers-mijn-notities", ".dossierpers-12-abc", ".dossierpers-x1-abcdef", "dossierpers-1-abcdef", ".dossierpers-"];
        let ours = [".dossierpers-Ab12cd", ".dossierpers-4711-Ab12cd"];
        theirs.iter().chain(&ours).for_each(|name| fs::write(folder.path().join(name), "x").expect("written"));
        fs::create_dir(folder.path().join(".dossierpers-folder")).expect("a folder");
        fs::create_dir_all(folder.path().join(".dossierpers-map-12-Ab12cd/oud")).expect("a folder");
        assert!(ours.into_iter().all(is_beside) && !theirs.into_iter().any(is_beside));
        sweep(folder.path());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), theirs.len() + 1);
    }
}
