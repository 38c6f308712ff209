//! Files that a command reads.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use dossierpers::dossier::limieten;
use dossierpers::input::{self, Input};
use dossierpers::rules::{Bestandsstaat, Files, named_files};
use dossierpers::{Error, Regeling};

use super::args::RegelingDir;

/// The regeling of a folder, or the built-in one.
pub(super) fn regeling(dir: &RegelingDir) -> Result<Regeling, Error> {
    let Some(folder) = &dir.dir else { return Regeling::ingebouwd() };
    let entries = fs::read_dir(folder).map_err(|source| at(folder, source))?;
    let mut files = std::collections::BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|source| at(folder, source))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !name.starts_with('.') {
            files.insert(name, fs::read(&path).map_err(|source| at(&path, source))?);
        }
    }
    Regeling::from_files(files)
}

/// Reads a dossier; `-` is standard input.
pub(super) fn dossier(path: &Path, regeling: &Regeling) -> Result<Input, Error> {
    input::read(&at_most(path, limieten::BYTES)?, regeling)
}

/// Reads what is known already of forms that somebody is to fill in.
pub(super) fn known(path: &Path, regeling: &Regeling) -> Result<Input, Error> {
    input::read_for_form(&at_most(path, limieten::BYTES)?, regeling)
}

/// Reads a form; `-` is standard input. Never more than the limit, however large the file.
pub(super) fn form(path: &Path) -> Result<Vec<u8>, Error> {
    at_most(path, limieten::FORMULIER_BYTES)
}

/// The bytes of a file, and one more than there may be where there are too many.
fn at_most(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let source: Box<dyn Read> =
        if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(|source| at(path, source))?) };
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|source| at(path, source))?;
    Ok(bytes)
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}

/// What is known about the files that a dossier names, which stand beside it. Nothing about those of standard input.
pub(super) fn facts(path: &Path, input: &Input) -> Option<Files> {
    let folder = path.parent().filter(|_| path.as_os_str() != "-")?;
    let names = named_files(&input.dossier).into_iter().map(|(_, name)| name);
    Some(names.map(|name| (name.clone(), state(&folder.join(name)))).collect())
}

fn state(path: &Path) -> Bestandsstaat {
    match File::open(path).and_then(|mut file| file.read(&mut [0])) {
        Ok(_) => Bestandsstaat::Aanwezig,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Bestandsstaat::Ontbreekt,
        Err(_) => Bestandsstaat::Onleesbaar,
    }
}
