//! Files to disk: written beside and renamed, recorded in a manifest, never over a file that was signed or edited.
//!
//! The only module of the library that touches a disk, and only below the folder that it is given.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::documents::Purpose;
use crate::error::Error;
use crate::press::{Made, Status};
use crate::regeling::Regeling;
use crate::sha256::sha256;

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// What stands in an output folder as dossierpers left it. It holds no times, so that equal runs give equal manifests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the tool that wrote it last.
    pub dossierpers: String,
    /// Identifier of the regeling.
    pub regeling: String,
    /// Version of the reading of the regeling.
    pub regeling_versie: String,
    /// The files, by name.
    pub bestanden: BTreeMap<String, Entry>,
}

/// One file of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Kind of document.
    pub soort: String,
    /// Pages.
    pub paginas: usize,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// SHA-256 of the file that is being replaced; there only while a run writes, so that one that was cut short leaves no doubt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_vorige: Option<String>,
    /// Whether it is a form to fill in on a screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invulbaar: bool,
    /// SHA-256 of the data that it was made of; absent for a blank form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_gegevens: Option<String>,
}

/// What a run wrote.
#[derive(Debug, Default)]
pub struct Written {
    /// Files that are new or changed.
    pub written: Vec<PathBuf>,
    /// Files that already were as they should be.
    pub unchanged: Vec<PathBuf>,
    /// Files that somebody signed or edited, of documents that are still the same: left alone, and right so.
    pub kept: Vec<PathBuf>,
    /// Files that somebody signed or edited, of documents that have changed since: left alone, and out of date.
    pub outdated: Vec<PathBuf>,
    /// Files of an earlier run that no document of this run has, of the kinds at hand: renamed or removed in the dossier.
    pub stale: Vec<PathBuf>,
}

/// Writes the documents that were made, and the manifest.
///
/// A file that is not byte for byte what the manifest says is somebody's work: without `force` it is left as it is.
///
/// # Errors
/// [`Error::File`] when the disk refuses.
pub fn write(folder: &Path, made: &[Made], regeling: &Regeling, force: bool) -> Result<Written, Error> {
    fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    let mut manifest = read_manifest(folder)?;
    let mut result = Written { stale: stale(folder, &manifest, made), ..Written::default() };
    let mut todo = Vec::new();
    for (document, bytes) in pdfs(made) {
        let path = folder.join(&document.document.bestand);
        let old = manifest.bestanden.get(&document.document.bestand);
        let new = entry(document, bytes, old.map(|old| old.sha256.clone()));
        match state(&path, old, &new)? {
            State::Same => result.unchanged.push(path),
            State::Theirs if !force && old.is_some_and(|old| old.sha256 == new.sha256) => {
                result.kept.push(path);
                continue;
            }
            State::Theirs if !force => {
                result.outdated.push(path);
                continue;
            }
            State::Ours | State::Theirs => todo.push((path, bytes)),
        }
        manifest.bestanden.insert(document.document.bestand.clone(), new);
    }
    env!("CARGO_PKG_VERSION").clone_into(&mut manifest.dossierpers);
    manifest.regeling.clone_from(&regeling.gegevens.id);
    manifest.regeling_versie.clone_from(&regeling.gegevens.versie);
    write_manifest(folder, &manifest)?;
    for (path, bytes) in todo {
        write_file(&path, bytes)?;
        result.written.push(path);
    }
    manifest.bestanden.values_mut().for_each(|entry| entry.sha256_vorige = None);
    write_manifest(folder, &manifest)?;
    Ok(result)
}

/// Whose a file is.
enum State {
    /// As it should be.
    Same,
    /// Not there, or as an earlier run left it.
    Ours,
    /// Signed, edited, or of another program.
    Theirs,
}

fn state(path: &Path, old: Option<&Entry>, new: &Entry) -> Result<State, Error> {
    let present = match fs::read(path) {
        Ok(present) => hash(&present),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Ours),
        Err(source) => return Err(at(path, source)),
    };
    let ours = old.is_some_and(|old| old.sha256 == present || old.sha256_vorige.as_ref() == Some(&present));
    Ok(match () {
        () if present == new.sha256 => State::Same,
        () if ours => State::Ours,
        () => State::Theirs,
    })
}

/// Writes a file so that a reader sees the old or the new one, never half of one.
///
/// # Errors
/// [`Error::File`] when the disk refuses.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let write = || -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dossierpers-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut beside = builder.tempfile_in(folder)?;
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

/// A folder that is made anew is never mixed with other files: what is there may be somebody's work.
///
/// # Errors
/// [`Error::File`] when something is in it.
pub fn must_be_empty(folder: &Path) -> Result<(), Error> {
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    let source = || io::Error::new(io::ErrorKind::AlreadyExists, "de map is niet leeg; kies een nieuwe map");
    if occupied { Err(at(folder, source())) } else { Ok(()) }
}

fn pdfs(made: &[Made]) -> Vec<(&Made, &Vec<u8>)> {
    let files = made.iter().filter_map(|made| match &made.status {
        Status::Made(bytes) => Some((made, bytes)),
        Status::Refused => None,
    });
    files.collect()
}

fn stale(folder: &Path, manifest: &Manifest, made: &[Made]) -> Vec<PathBuf> {
    let same_kind = |made: &Made, entry: &Entry| {
        made.document.soort == entry.soort
            && made.document.part_json().is_some() == entry.sha256_gegevens.is_some()
            && is_fillable(made) == entry.invulbaar
    };
    let names = manifest
        .bestanden
        .iter()
        .filter(|(name, entry)| made.iter().any(|made| same_kind(made, entry)) && made.iter().all(|made| made.document.bestand != **name));
    names.map(|(name, _)| folder.join(name)).filter(|path| path.exists()).collect()
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(manifest).map_err(|error| Error::Internal(error.to_string()))?;
    write_file(&folder.join(MANIFEST), format!("{text}\n").as_bytes())
}

fn read_manifest(folder: &Path) -> Result<Manifest, Error> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| at(&path, io::Error::new(io::ErrorKind::InvalidData, format!("not a manifest of dossierpers ({error})")))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(source) => Err(at(&path, source)),
    }
}

fn entry(made: &Made, bytes: &[u8], vorige: Option<String>) -> Entry {
    Entry {
        soort: made.document.soort.clone(),
        paginas: made.pages.unwrap_or_default(),
        bytes: bytes.len(),
        sha256: hash(bytes),
        sha256_vorige: vorige,
        invulbaar: is_fillable(made),
        sha256_gegevens: made.document.part_json().map(|json| hash(json.as_bytes())),
    }
}

fn is_fillable(made: &Made) -> bool {
    made.document.purpose == Purpose::Screen
}

fn hash(bytes: &[u8]) -> String {
    sha256([bytes])
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}
