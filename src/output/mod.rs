//! Files to disk: written beside and renamed, recorded in a manifest, never over a file that was signed or edited.
//!
//! The only room of the library that writes to a disk, and only below the folder that it is given. A run that is cut short, by a full
//! disk or by being killed, leaves each file whole, old or new; the next run goes on from there.
//!
//! **Enters:** documents that were made, to a folder; whose a file there is.
//! **Stays out:** making a document, reading what is in one.

mod again;
mod bundel;
mod claim;
mod elders;
mod manifest;
mod replace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::bestand;
use crate::error::Error;
use crate::limieten;
use crate::pdf::{self, Herkomst};
use crate::press::{Made, Status};
use crate::regeling::Regeling;
use again::{entry, is_fillable, print_of};
use elders::{Beside, Elder, Pruning, What};

pub use again::{Again, Remade, Wanted};
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
    /// Documents that stand in the folder signed, under another name.
    pub signed: Vec<Signed>,
    /// Files of an earlier run that no document of this run has, of the kinds at hand: renamed or removed in the dossier.
    pub stale: Vec<PathBuf>,
    /// Those of them that somebody signed or edited.
    pub stale_theirs: Vec<PathBuf>,
    /// Those of them that were removed.
    pub pruned: Vec<PathBuf>,
}

/// A document that stands in the folder signed, under another name.
#[derive(Debug, PartialEq, Eq)]
pub struct Signed {
    /// The name that the document has now.
    pub bestand: String,
    /// The signed file.
    pub path: PathBuf,
    /// Whether the file says what the document says: then it was not written once more.
    pub current: bool,
}

/// How documents are written.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// Also over files that somebody signed or edited, and beside those of somebody else.
    pub force: bool,
    /// The documents bear the watermark of a concept.
    pub concept: bool,
    /// For a file of which no manifest knows whose it is.
    pub again: Again<'a>,
    /// Which files are no longer wanted; without it those of the kinds that this run made.
    pub wanted: Option<Wanted<'a>>,
    /// The documents are of many people, each of them named in the name of its file.
    pub many: bool,
}

impl Default for Manner<'_> {
    fn default() -> Self {
        Self { force: false, concept: false, again: &|_, _, _| Vec::new(), wanted: None, many: false }
    }
}

/// Writes the documents that were made, and the manifest.
///
/// A file is ours to replace when it is byte for byte what a manifest ever said of that name, or what its own data makes. One that
/// begins so and goes on is signed, any other is edited: without `force` both are left as they are. A document that stands in the folder
/// signed under another name is not written beside it.
///
/// # Errors
/// [`Error::File`] when the disk refuses, something else than a file stands where one is to come, or the folder holds documents of
/// somebody else: then nothing is written.
pub fn write(claim: &Claim, made: &[Made], regeling: &Regeling, manner: Manner<'_>) -> Result<Written, Error> {
    let folder = claim.folder();
    let mut manifest = manifest::read(folder)?;
    let mut result = Written::default();
    let beside = Beside { folder, manifest: &manifest, made, regeling };
    let others = !manner.many && beside.is_of_other();
    if others && !manner.force {
        return Err(at(folder, of_somebody_else(regeling)));
    }
    // Between the documents of two persons nobody can say which are still wanted.
    let prune = manner.wanted.is_some_and(|wanted| wanted.prune) && !others;
    let pruning = manner.wanted.filter(|_| prune).map(|wanted| Pruning { again: manner.again, wanted });
    let elders = beside.elders(!manner.concept, pruning)?;
    let mut elsewhere = BTreeSet::new();
    for elder in &elders {
        if let What::Signed { document, current } = elder.what {
            let bestand = made[document].document.bestand.clone();
            elsewhere.extend(Some(bestand.clone()).filter(|_| current && !manner.force));
            result.signed.push(Signed { bestand, path: elder.path.clone(), current });
        }
    }
    let stale = stale(elders, &manifest, made, manner.wanted);
    let mut todo: BTreeMap<&str, (PathBuf, &[u8])> = BTreeMap::new();
    for (document, bytes) in pdfs(made).into_iter().filter(|(made, _)| !elsewhere.contains(&made.document.bestand)) {
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
    if let Some(mark) = elders::person(made, regeling).filter(|_| !manner.many).and_then(|person| person.merk()) {
        manifest.sha256_wie = Some(mark);
    }
    // First what is going to be written: a run that is cut short leaves no file of which nothing is known.
    manifest::write(folder, &manifest)?;
    for (name, (path, bytes)) in todo {
        write_file(&path, bytes)?;
        result.written.push(path);
        manifest.bestanden.get_mut(name).into_iter().for_each(|entry| entry.begonnen = false);
    }
    for elder in stale {
        match elder.what {
            What::Unchanged if prune && elder.is_as_seen() => {
                fs::remove_file(&elder.path).map_err(|source| at(&elder.path, source))?;
                manifest.bestanden.remove(&elder.name);
                result.pruned.push(elder.path);
            }
            What::Unchanged => result.stale.push(elder.path),
            What::Signed { .. } | What::Theirs => result.stale_theirs.push(elder.path),
        }
    }
    manifest::write(folder, &manifest)?;
    Ok(result)
}

fn of_somebody_else(regeling: &Regeling) -> io::Error {
    let who = regeling.gegevens.wie.as_ref().map_or_else(|| "persoon".to_owned(), |wie| wie.label.to_lowercase());
    let what = format!(
        "in deze map staan documenten van een andere {who}; er is niets geschreven. Kies een andere map, of schrijf er toch met --force."
    );
    io::Error::other(what)
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
    let again = (known.again)(&known.document.document.soort, is_fillable(known.document), &data);
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

/// The files of an earlier run that are no longer wanted. One that is signed and of a document of this run is.
fn stale(elders: Vec<Elder>, manifest: &Manifest, made: &[Made], wanted: Option<Wanted<'_>>) -> Vec<Elder> {
    let same_kind = |made: &Made, entry: &Entry| {
        made.document.soort == entry.soort
            && made.document.part.is_some() == entry.sha256_gegevens.is_some()
            && is_fillable(made) == entry.invulbaar
    };
    let at_hand = |entry: &Entry| match wanted {
        None => made.iter().any(|made| same_kind(made, entry)),
        Some(wanted) => wanted.has(&entry.soort, entry.invulbaar, made) && entry.sha256_gegevens.is_some(),
    };
    let is_stale = |elder: &Elder| match (elder.what, manifest.bestanden.get(&elder.name)) {
        (What::Signed { .. }, _) => false,
        (_, Some(entry)) => at_hand(entry),
        // Looked at only where it may be removed.
        (what, None) => what == What::Unchanged,
    };
    let named = |elder: &Elder| {
        let named = wanted.map_or(&[][..], |wanted| wanted.named);
        !named.is_empty() && fs::canonicalize(&elder.path).is_ok_and(|path| named.contains(&path))
    };
    elders.into_iter().filter(is_stale).filter(|elder| !named(elder)).collect()
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}
