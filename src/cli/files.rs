//! Files that a command reads.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use dossierpers::error::Error;
use dossierpers::input::{self, Input};
use dossierpers::limieten;
use dossierpers::regeling::{BESTAND, Bestanden, Bestandsstaat, Files, Regeling};
use dossierpers::regelingen;

use super::args::RegelingArg;
use super::report;

/// The regeling to work with: the one that was asked for, else the one that the data names, else the usual one, which is said.
pub(super) fn regeling(asked: &RegelingArg, named: Option<&str>) -> Result<Regeling, Error> {
    match (&asked.regeling, named) {
        (Some(asked), _) => match built_in(asked)? {
            Some(regeling) => Ok(regeling),
            None => of_folder(Path::new(asked)),
        },
        // A name that nobody answers to is a finding about the data.
        (None, Some(named)) => Ok(built_in(named)?.map_or_else(|| regelingen::ingebouwd(regelingen::GEWONE), Ok)?),
        (None, None) => {
            report::usual_regeling(regelingen::GEWONE);
            regelingen::ingebouwd(regelingen::GEWONE)
        }
    }
}

/// The built-in regeling that answers to a name.
fn built_in(name: &str) -> Result<Option<Regeling>, Error> {
    for id in regelingen::ids() {
        let regeling = regelingen::ingebouwd(&id)?;
        if regeling.answers_to(name) {
            return Ok(Some(regeling));
        }
    }
    Ok(None)
}

/// The regeling of a folder of somebody's own.
fn of_folder(folder: &Path) -> Result<Regeling, Error> {
    let bestanden = bestanden(folder)?;
    if !bestanden.contains_key(BESTAND) {
        return Err(Error::Regeling(format!(
            "{} is geen ingebouwde regeling, en ook geen map met {BESTAND}. Ingebouwd zijn: {}.",
            folder.display(),
            regelingen::ids().join(", ")
        )));
    }
    let regeling = regelingen::uit_bestanden(bestanden)?;
    let id = &regeling.gegevens.id;
    if built_in(id)?.is_some() {
        return Err(Error::Regeling(format!(
            "{}: \"{id}\" is de naam van een ingebouwde regeling. Geef deze map in {BESTAND} een eigen id; met basis = \"{id}\" houdt zij \
             de rekenregels.",
            folder.display()
        )));
    }
    Ok(regeling)
}

/// The files of a folder and of its subfolders, hidden ones left out, by their path in it with `/` between folders. Never more, or
/// larger, than a regeling may have; links are not followed out of the folder.
pub(super) fn bestanden(folder: &Path) -> Result<Bestanden, Error> {
    let mut found = BTreeMap::new();
    if folder.is_dir() {
        gather(folder, "", &mut found)?;
    }
    Ok(found)
}

fn gather(folder: &Path, within: &str, found: &mut Bestanden) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(|source| at(folder, source))? {
        let entry = entry.map_err(|source| at(folder, source))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type().map_err(|source| at(&path, source))?;
        let name = if within.is_empty() { name } else { format!("{within}/{name}") };
        if name.rsplit('/').next().is_some_and(|name| name.starts_with('.')) || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() && within.is_empty() {
            gather(&path, &name, found)?;
        } else if kind.is_file() {
            let too_much = |what: &str| Err(Error::Regeling(format!("{}: {what}", path.display())));
            if found.len() >= limieten::REGELING_BESTANDEN {
                return too_much("de map heeft meer bestanden dan een regeling nodig heeft; is dit de bedoelde map?");
            }
            if entry.metadata().map_err(|source| at(&path, source))?.len() > limieten::REGELING_BESTAND {
                return too_much("dit bestand is groter dan een bestand van een regeling kan zijn");
            }
            found.insert(name, fs::read(&path).map_err(|source| at(&path, source))?);
        }
    }
    Ok(())
}

/// The bytes of a file with a dossier; `-` is standard input.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    at_most(path, limieten::BYTES)
}

/// A dossier that was read, with the regeling that it is held against.
pub(super) fn dossier(path: &Path, asked: &RegelingArg) -> Result<(Input, Regeling), Error> {
    let bytes = bytes(path)?;
    let regeling = regeling(asked, input::named_regeling(&bytes).as_deref())?;
    Ok((input::read(&bytes, &regeling)?, regeling))
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
pub(super) fn facts(path: &Path, input: &Input, regeling: &Regeling) -> Option<Files> {
    let folder = path.parent().filter(|_| path.as_os_str() != "-")?;
    let names = regeling.named_files(&input.value).into_iter().map(|(_, name)| name);
    Some(names.map(|name| (name.clone(), state(&folder.join(name)))).collect())
}

fn state(path: &Path) -> Bestandsstaat {
    match File::open(path).and_then(|mut file| file.read(&mut [0])) {
        Ok(_) => Bestandsstaat::Aanwezig,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Bestandsstaat::Ontbreekt,
        Err(_) => Bestandsstaat::Onleesbaar,
    }
}

/// The kinds that were asked for, or `None` after saying which one the regeling does not have.
pub(super) fn kinds<'a>(asked: &'a [String], regeling: &Regeling) -> Option<Vec<&'a str>> {
    let known = regeling.kinds();
    if let Some(unknown) = asked.iter().find(|kind| !known.contains(&kind.as_str())) {
        report::unknown_kind(unknown, &known);
        return None;
    }
    Some(asked.iter().map(String::as_str).collect())
}
