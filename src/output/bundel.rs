//! A bundle to disk: a folder, or one ZIP. Files are put together in a folder beside it, which takes its place whole when it is done: there
//! is never half a bundle, and never anything in one that does not belong to it.
//!
//! What stands there already is replaced only where it is a bundle of the same dossier and nobody changed it.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::claim::Claim;
use super::replace::{beside, folder_beside, folder_of};
use crate::bestand;
use crate::error::Error;
use crate::limieten;
use crate::pdf;
use crate::press::MERK;
use crate::regeling::{GEMAAKT_MET, REGELING};
use crate::sha256::sha256;

/// Whose a bundle is: only a bundle of the same is replaced.
#[derive(Debug, Clone, Copy)]
pub struct Eigenaar<'a> {
    /// Identifier of the regeling.
    pub regeling: &'a str,
    /// The name on the pages.
    pub naam: Option<&'a str>,
    /// File name of the index, which says so.
    pub inhoud: &'a str,
}

/// A bundle that is being put together.
#[derive(Debug)]
pub struct Bundeling {
    doel: PathBuf,
    is_zip: bool,
    /// Where the files are until it is done; goes when nothing becomes of it.
    map: TempDir,
    namen: Vec<String>,
    _claim: Claim,
}

impl Bundeling {
    /// Begins a bundle: a ZIP where the name ends so, else a folder. `waiting` hears it when another run is busy there.
    ///
    /// # Errors
    /// [`Error::File`] when something else stands there, or the disk refuses.
    pub fn begin(doel: &Path, van: Eigenaar<'_>, waiting: &dyn Fn()) -> Result<Self, Error> {
        let is_zip = doel.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        let claim = Claim::made(folder_of(doel), waiting)?;
        let present = if is_zip { in_zip(doel, van.inhoud)? } else { in_folder(doel, van.inhoud)? };
        if let Some(present) = present {
            present.must_be_ours(doel, van)?;
        }
        let map = folder_beside(doel).map_err(|source| at(doel, source))?;
        Ok(Self { doel: doel.to_owned(), is_zip, map, namen: Vec::new(), _claim: claim })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`Error::File`] when the disk refuses.
    pub fn add(&mut self, naam: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.map.path().join(naam);
        let write = || -> io::Result<()> {
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|source| at(&self.doel.join(naam), source))?;
        self.namen.push(naam.to_owned());
        Ok(())
    }

    /// Puts the bundle in its place. `first` is the file that comes first in a ZIP; the others follow as they were added.
    ///
    /// # Errors
    /// [`Error::File`] when the disk refuses; then what stood there still does.
    pub fn finish(mut self, first: &str) -> Result<(), Error> {
        self.namen.sort_by_key(|naam| naam != first);
        let doel = self.doel.clone();
        let done = if self.is_zip { self.zip() } else { self.folder() };
        done.map_err(|source| at(&doel, source))
    }

    fn folder(self) -> io::Result<()> {
        // An old bundle was looked at; it goes when the new one has its place.
        let old = if self.doel.exists() { Some(folder_beside(&self.doel)?) } else { None };
        let aside = old.as_ref().map(|old| old.path().join("oud"));
        if let Some(aside) = &aside {
            fs::rename(&self.doel, aside)?;
        }
        let made = self.map.keep();
        if let Err(error) = fs::rename(&made, &self.doel) {
            if let Some(aside) = &aside {
                fs::rename(aside, &self.doel)?;
            }
            fs::remove_dir_all(&made)?;
            return Err(error);
        }
        Ok(())
    }

    fn zip(self) -> io::Result<()> {
        let mut packed = beside(&self.doel)?;
        let mut writer = ZipWriter::new(packed.as_file_mut());
        // No times and no rights of this machine: the same files give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        for naam in &self.namen {
            writer.start_file(naam.as_str(), options)?;
            io::copy(&mut File::open(self.map.path().join(naam))?, &mut writer)?;
        }
        writer.finish()?;
        packed.as_file().sync_all()?;
        packed.persist(&self.doel).map_err(|error| error.error)?;
        Ok(())
    }
}

/// What stands where a bundle is to come.
struct Present {
    /// The files, each with its hash.
    files: Vec<(String, String)>,
    /// The bytes of the index, where there is one.
    inhoud: Vec<u8>,
}

impl Present {
    /// That it is a bundle of the same dossier, as it was made.
    fn must_be_ours(&self, doel: &Path, van: Eigenaar<'_>) -> Result<(), Error> {
        let refuse = |what: String| Err(at(doel, io::Error::other(what)));
        if self.files.is_empty() {
            return Ok(());
        }
        let record = pdf::gegevens(&self.inhoud).and_then(|data| serde_json::from_slice::<Value>(&data).ok());
        let record = record.and_then(|data| data.get(GEMAAKT_MET).cloned()).unwrap_or_default();
        let Some(bestanden) = record[MERK]["bestanden"].as_object() else {
            return refuse("is geen bundel van dossierpers. Kies een nieuwe map of een andere naam; er is niets veranderd.".to_owned());
        };
        if record[REGELING] != van.regeling || record[MERK]["naam"].as_str() != van.naam {
            return refuse(
                "is een bundel van een ander dossier. Kies een nieuwe map of een andere naam; er is niets veranderd.".to_owned(),
            );
        }
        let foreign =
            self.files.iter().find(|(naam, sha256)| naam != van.inhoud && bestanden.get(naam).is_none_or(|known| known != sha256));
        match foreign {
            Some((naam, _)) => refuse(format!(
                "bevat {}, en dat hoort niet bij de bundel of is daarna veranderd. Verplaats dat bestand, of kies een andere naam; er is niets veranderd.",
                naam.escape_debug()
            )),
            None => Ok(()),
        }
    }
}

fn in_folder(folder: &Path, inhoud: &str) -> Result<Option<Present>, Error> {
    let found = match folder.symlink_metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(at(folder, source)),
    };
    if !found.is_dir() {
        return Err(at(folder, io::Error::other("is geen map. Noem een map of een bestand dat op .zip eindigt; of een nieuwe naam.")));
    }
    let mut present = Present { files: Vec::new(), inhoud: Vec::new() };
    for entry in fs::read_dir(folder).map_err(|source| at(folder, source))? {
        let entry = entry.map_err(|source| at(folder, source))?;
        let naam = entry.file_name().to_string_lossy().into_owned();
        // A link, a folder or a device is nothing of ours, whatever it holds.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let bytes = if is_file { bestand::begin(&entry.path(), limieten::UITVOER)? } else { Vec::new() };
        present.files.push((naam.clone(), if is_file { sha256([bytes.as_slice()]) } else { String::new() }));
        if naam == inhoud {
            present.inhoud = bytes;
        }
    }
    Ok(Some(present))
}

fn in_zip(path: &Path, inhoud: &str) -> Result<Option<Present>, Error> {
    bestand::may_replace(path)?;
    if !path.exists() {
        return Ok(None);
    }
    let file = bestand::open(path).map_err(|source| at(path, source))?;
    let mut present = Present { files: Vec::new(), inhoud: Vec::new() };
    match read_zip(file, inhoud, &mut present) {
        Ok(()) if !present.files.is_empty() => {}
        // Whatever it is, it is none of ours.
        _ => present.files = vec![(String::new(), String::new())],
    }
    Ok(Some(present))
}

fn read_zip(file: impl Read + Seek, inhoud: &str, present: &mut Present) -> io::Result<()> {
    let mut archive = ZipArchive::new(file)?;
    for place in 0..archive.len() {
        let entry = archive.by_index(place)?;
        let naam = entry.name()?.into_owned();
        let bytes = bestand::taken(entry, limieten::UITVOER)?;
        present.files.push((naam.clone(), sha256([bytes.as_slice()])));
        if naam == inhoud {
            present.inhoud = bytes;
        }
    }
    Ok(())
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}
