//! Files to disk: written beside and renamed, recorded in a manifest, never over a file that was signed or edited.
//!
//! The only room of the library that writes to a disk, and only below the folder that it is given. A run that is cut short, by a full
//! disk or by being killed, leaves each file whole, old or new; the next run goes on from there.
//!
//! **Enters:** documents that were made, to a folder; whose a file there is.
//! **Stays out:** making a document, reading what is in one.

mod bundel;
mod claim;
mod manifest;
mod replace;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::bestand;
use crate::documents::Purpose;
use crate::error::Error;
use crate::limieten;
use crate::pdf::{self, Herkomst};
use crate::press::{Made, Status};
use crate::regeling::Regeling;
use crate::sha256::sha256;
use manifest::Facts;

pub use bundel::{Bundeling, Eigenaar};
pub use claim::Claim;
pub use manifest::{Eerder, Entry, MANIFEST, Manifest};
pub use replace::{Replaced, folder_of, replace, write_file, write_new};

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

/// Makes a document again from the data that a file of it embeds: given the document as it is now and that data, every document that
/// may be meant.
pub type Again<'a> = &'a dyn Fn(&Made, &[u8]) -> Vec<Remade>;

/// A document that was made again.
#[derive(Debug)]
pub struct Remade {
    /// The document.
    pub made: Made,
    /// Whether it bears the watermark of a concept.
    pub concept: bool,
}

/// How documents are written.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// Also over files that somebody signed or edited.
    pub force: bool,
    /// The documents bear the watermark of a concept.
    pub concept: bool,
    /// For a file of which no manifest knows whose it is.
    pub again: Again<'a>,
}

impl Default for Manner<'_> {
    fn default() -> Self {
        Self { force: false, concept: false, again: &|_, _| Vec::new() }
    }
}

/// Writes the documents that were made, and the manifest.
///
/// A file is ours to replace when it is byte for byte what a manifest ever said of that name, or what its own data makes. One that
/// begins so and goes on is signed, any other is edited: without `force` both are left as they are.
///
/// # Errors
/// [`Error::File`] when the disk refuses, or something else than a file stands where one is to come.
pub fn write(claim: &Claim, made: &[Made], regeling: &Regeling, manner: Manner<'_>) -> Result<Written, Error> {
    let folder = claim.folder();
    let mut manifest = manifest::read(folder)?;
    let mut result = Written { stale: stale(folder, &manifest, made), ..Written::default() };
    let mut todo: BTreeMap<&str, (PathBuf, &[u8])> = BTreeMap::new();
    for (document, bytes) in pdfs(made) {
        let name = &document.document.bestand;
        let path = folder.join(name);
        let old = manifest.bestanden.get(name);
        let mut new = entry(document, bytes, manner.concept).after(old);
        match state(&path, &Known { document, old, new: &new, again: manner.again })? {
            State::Same => result.unchanged.push(path),
            State::Theirs { current: true } if !manner.force => {
                result.kept.push(path);
                continue;
            }
            State::Theirs { current: false } if !manner.force => {
                result.outdated.push(path);
                continue;
            }
            State::Ours | State::Theirs { .. } => {
                new.begonnen = true;
                todo.insert(name, (path, bytes));
            }
        }
        manifest.bestanden.insert(name.clone(), new);
    }
    env!("CARGO_PKG_VERSION").clone_into(&mut manifest.dossierpers);
    manifest.regeling.clone_from(&regeling.gegevens.id);
    manifest.regeling_versie.clone_from(&regeling.gegevens.versie);
    // First what is going to be written: a run that is cut short leaves no file of which nothing is known.
    manifest::write(folder, &manifest)?;
    for (name, (path, bytes)) in todo {
        write_file(&path, bytes)?;
        result.written.push(path);
        manifest.bestanden.get_mut(name).into_iter().for_each(|entry| entry.begonnen = false);
    }
    manifest::write(folder, &manifest)?;
    Ok(result)
}

/// A folder that is made anew is never mixed with other files: what is there may be somebody's work.
///
/// # Errors
/// [`Error::File`] when something is in it.
pub fn must_be_empty(folder: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let occupied = entries.map(|entry| entry.file_name()).any(|name| name != claim::BUSY);
    let source = || io::Error::other("de map is niet leeg. Kies een nieuwe map.");
    if occupied { Err(at(folder, source())) } else { Ok(()) }
}

/// Whose a file is.
enum State {
    /// As it should be.
    Same,
    /// Not there, or as an earlier run left it.
    Ours,
    /// Signed, edited, or of another program. `current` where it is of the document as it is now.
    Theirs { current: bool },
}

/// What is known of a document when its file is looked at.
struct Known<'a> {
    document: &'a Made,
    old: Option<&'a Entry>,
    new: &'a Entry,
    again: Again<'a>,
}

fn state(path: &Path, known: &Known<'_>) -> Result<State, Error> {
    bestand::may_replace(path)?;
    if !path.exists() {
        return Ok(State::Ours);
    }
    let present = bestand::begin(path, limieten::UITVOER)?;
    // What was ever written under this name, and last what is to be.
    let ever: Vec<Eerder> = known.old.into_iter().flat_map(Entry::ever).chain([known.new.own()]).collect();
    let prints: Vec<_> = ever.iter().map(Eerder::afdruk).collect();
    Ok(match pdf::herkomst(&present, &prints) {
        Herkomst::Ongewijzigd(place) if ever[place].sha256 == known.new.sha256 => State::Same,
        Herkomst::Ongewijzigd(_) => State::Ours,
        Herkomst::Gegroeid(place) if is_of_now(&ever[place], known.new) => State::Theirs { current: true },
        // Another version may have kept more of the data, such as what is noted after signing; what it makes today tells.
        Herkomst::Gegroeid(_) => match by_its_own_data(&present, known) {
            State::Theirs { current } => State::Theirs { current },
            State::Same | State::Ours => State::Theirs { current: false },
        },
        Herkomst::Anders => by_its_own_data(&present, known),
    })
}

/// Whose a file is that no manifest knows, told by making it again from the data that it embeds.
fn by_its_own_data(present: &[u8], known: &Known<'_>) -> State {
    let Some(data) = pdf::gegevens(present) else { return State::Theirs { current: was_of_now(known) } };
    let again = (known.again)(known.document, &data);
    let again: Vec<Eerder> = again.iter().filter_map(print_of).collect();
    let prints: Vec<_> = again.iter().map(Eerder::afdruk).collect();
    match pdf::herkomst(present, &prints) {
        Herkomst::Ongewijzigd(_) => State::Ours,
        Herkomst::Gegroeid(place) => State::Theirs { current: is_of_now(&again[place], known.new) },
        Herkomst::Anders if again.is_empty() => State::Theirs { current: was_of_now(known) },
        // Written anew, or made by another version, with this data in it.
        Herkomst::Anders => State::Theirs { current: again.iter().any(|print| is_of_now(print, known.new)) },
    }
}

fn print_of(again: &Remade) -> Option<Eerder> {
    match &again.made.status {
        Status::Made(bytes) => Some(entry(&again.made, bytes, again.concept).own()),
        Status::Refused => None,
    }
}

/// Whether what once stood here is the document as it is now: these bytes, or, as another version makes them, this data.
fn is_of_now(print: &Eerder, new: &Entry) -> bool {
    let same_data = print.sha256_gegevens.is_some() && print.sha256_gegevens == new.sha256_gegevens;
    print.sha256 == new.sha256 || same_data && print.concept == new.concept
}

/// Whether the document has not changed since it was last written here. A run that was cut short leaves that open.
fn was_of_now(known: &Known<'_>) -> bool {
    known.old.is_some_and(|old| !old.begonnen && is_of_now(&old.own(), known.new))
}

fn pdfs(made: &[Made]) -> Vec<(&Made, &[u8])> {
    let files = made.iter().filter_map(|made| match &made.status {
        Status::Made(bytes) => Some((made, bytes.as_slice())),
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
    names.map(|(name, _)| folder.join(name)).filter(|path| path.is_file()).collect()
}

fn entry(made: &Made, bytes: &[u8], concept: bool) -> Entry {
    let facts = Facts {
        soort: made.document.soort.clone(),
        paginas: made.pages.unwrap_or_default(),
        invulbaar: is_fillable(made),
        concept,
        sha256_gegevens: made.document.part_json().map(|json| sha256([json.as_bytes()])),
    };
    Entry::new(facts, bytes.len(), sha256([bytes]))
}

fn is_fillable(made: &Made) -> bool {
    made.document.purpose == Purpose::Screen
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}
