//! Files that a command reads.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dossierpers::Press;
use dossierpers::bestand;
use dossierpers::bewijs;
use dossierpers::error::Error;
use dossierpers::input::{self, Input};
use dossierpers::limieten;
use dossierpers::regeling::{BESTAND, Bestanden, Bestandsstaat, Files, Regeling};
use dossierpers::regelingen;
use dossierpers::worker::{Client, Pers};

use super::args::{LimitsArg, PersArg, RegelingArg};
use super::{report, worker};

/// How deep a folder with forms is followed.
const FOLDERS: usize = 8;

/// What some programs begin a file with that is UTF-8.
pub(super) const MARK: &str = "\u{feff}";

/// The regeling to work with: the one that was asked for, else the one that the data names, else the usual one, which is said. For who
/// only reads what it says.
pub(super) fn regeling(asked: &RegelingArg, named: Option<&str>) -> Result<Regeling, Error> {
    match found(asked, named)? {
        Found::BuiltIn(regeling) => Ok(*regeling),
        Found::Folder(folder, bestanden) => {
            let regeling = regelingen::uit_bestanden(bestanden)?;
            own_name(folder, &regeling)?;
            Ok(regeling)
        }
    }
}

/// The regeling to work with, as [`regeling`], and the press that makes documents under it.
pub(super) fn werk(asked: &PersArg, named: Option<&str>) -> Result<Werk, Error> {
    match found(&asked.regeling, named)? {
        Found::BuiltIn(regeling) => Ok(Werk { regeling: *regeling, client: None }),
        Found::Folder(folder, bestanden) => {
            let werk = Werk::of(&bestanden, Some(asked.limits))?;
            own_name(folder, &werk.regeling)?;
            Ok(werk)
        }
    }
}

/// Werk: a regeling, and for one that is not built in the process that works under it.
pub(super) struct Werk {
    pub(super) regeling: Regeling,
    client: Option<Client>,
}

impl Werk {
    /// The regeling of some files. With limits it is somebody's own: its worker is there first, and what that could read within its
    /// limits can be read here.
    pub(super) fn of(bestanden: &Bestanden, limits: Option<LimitsArg>) -> Result<Self, Error> {
        let client = limits.map(|limits| worker::start(limits, bestanden)).transpose()?;
        Ok(Self { regeling: regelingen::uit_bestanden(bestanden.clone())?, client })
    }

    /// The press that makes documents under the regeling.
    pub(super) fn pers(&self) -> Result<Pers<'_>, Error> {
        match &self.client {
            Some(client) => Ok(Pers::Apart(client)),
            None => Ok(Pers::Here(Press::new(&self.regeling)?)),
        }
    }
}

/// Where a regeling was found.
enum Found<'a> {
    BuiltIn(Box<Regeling>),
    Folder(&'a Path, Bestanden),
}

fn found<'a>(asked: &'a RegelingArg, named: Option<&str>) -> Result<Found<'a>, Error> {
    match (&asked.regeling, named) {
        (Some(asked), _) => match built_in(asked)? {
            Some(regeling) => Ok(Found::BuiltIn(Box::new(regeling))),
            None => Ok(Found::Folder(Path::new(asked), folder(Path::new(asked))?)),
        },
        // A name that nobody answers to is a finding about the data.
        (None, Some(named)) => {
            let regeling = built_in(named)?.map_or_else(|| regelingen::ingebouwd(regelingen::GEWONE), Ok)?;
            Ok(Found::BuiltIn(Box::new(regeling)))
        }
        (None, None) => {
            report::usual_regeling(regelingen::GEWONE);
            Ok(Found::BuiltIn(Box::new(regelingen::ingebouwd(regelingen::GEWONE)?)))
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

/// The files of a folder of somebody's own that is a regeling.
fn folder(folder: &Path) -> Result<Bestanden, Error> {
    let bestanden = bestanden(folder)?;
    if !bestanden.contains_key(BESTAND) {
        return Err(Error::Regeling(format!(
            "{} is geen ingebouwde regeling, en ook geen map met {BESTAND}. Ingebouwd zijn: {}.",
            folder.display(),
            regelingen::ids().join(", ")
        )));
    }
    Ok(bestanden)
}

/// A folder of somebody's own does not go by the name of a built-in regeling.
fn own_name(folder: &Path, regeling: &Regeling) -> Result<(), Error> {
    let id = &regeling.gegevens.id;
    if built_in(id)?.is_some() {
        return Err(Error::Regeling(format!(
            "{}: \"{id}\" is de naam van een ingebouwde regeling. Geef deze map in {BESTAND} een eigen id; met basis = \"{id}\" houdt zij \
             de rekenregels.",
            folder.display()
        )));
    }
    Ok(())
}

/// Ends of the names of files that a regeling is made of, or that a template can read.
const NODIG: [&str; 16] =
    ["toml", "json", "typ", "png", "jpg", "jpeg", "gif", "svg", "csv", "txt", "xml", "yaml", "yml", "bib", "cbor", "ttf"];

/// The subfolder that is read: that of the fixtures.
const PROEVEN: &str = "fout";

/// The files of a folder and of its fixtures that a regeling can be made of, hidden ones left out, by their path in it with `/` between folders. Never more, or
/// larger, than a regeling may have; links are not followed out of the folder.
pub(super) fn bestanden(folder: &Path) -> Result<Bestanden, Error> {
    let mut found = BTreeMap::new();
    if folder.is_dir() {
        gather(folder, "", &mut found, &mut Seen::default())?;
    }
    Ok(found)
}

/// How much of a folder was seen.
#[derive(Default)]
struct Seen {
    files: usize,
    bytes: u64,
}

fn gather(folder: &Path, within: &str, found: &mut Bestanden, seen: &mut Seen) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(|source| at(folder, source))? {
        let entry = entry.map_err(|source| at(folder, source))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type().map_err(|source| at(&path, source))?;
        let name = if within.is_empty() { name } else { format!("{within}/{name}") };
        if name.rsplit('/').next().is_some_and(|name| name.starts_with('.')) || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() && name == PROEVEN {
            gather(&path, &name, found, seen)?;
        } else if !kind.is_dir() {
            let too_much = |what: &str| Err(Error::Regeling(format!("{}: {what}", path.display())));
            seen.files += 1;
            if seen.files > limieten::REGELING_BESTANDEN {
                return too_much("de map heeft meer bestanden dan een regeling nodig heeft; is dit de bedoelde map?");
            }
            if !path.extension().is_some_and(|end| NODIG.iter().any(|known| end.eq_ignore_ascii_case(known))) {
                continue;
            }
            let bytes = bestand::begin(&path, limieten::REGELING_BESTAND)?;
            if bytes.len() > limieten::REGELING_BESTAND {
                return too_much("dit bestand is groter dan een bestand van een regeling kan zijn");
            }
            seen.bytes += bytes.len() as u64;
            if seen.bytes > limieten::REGELING_TOTAAL {
                return too_much("de bestanden van de map zijn samen meer dan een regeling nodig heeft; is dit de bedoelde map?");
            }
            found.insert(name, bytes);
        }
    }
    Ok(())
}

/// The bytes of a file with a dossier; `-` is standard input.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    at_most(path, limieten::BYTES)
}

/// The regeling that the dossier in a file is held against.
pub(super) fn werk_for(bytes: &[u8], asked: &PersArg) -> Result<Werk, Error> {
    werk(asked, input::named_regeling(bytes).as_deref())
}

/// The forms that are meant: files as they are named, and of a folder every PDF in it and in its folders, in the order of their names.
pub(super) fn forms(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for path in named {
        if path.as_os_str() != "-" && path.is_dir() {
            pdfs(path, FOLDERS, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

fn pdfs(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> = entries.map_err(|source| at(folder, source))?.into_iter().map(|entry| entry.path()).collect();
    paths.sort_unstable();
    for path in paths {
        if path.is_dir() && !path.is_symlink() && deep > 0 {
            pdfs(&path, deep - 1, found)?;
        } else if path.is_file() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf")) {
            found.push(path);
        }
    }
    Ok(())
}

/// Reads a form; `-` is standard input. Never more than the limit, however large the file.
pub(super) fn form(path: &Path) -> Result<Vec<u8>, Error> {
    at_most(path, limieten::FORMULIER_BYTES)
}

/// The bytes of a file, and one more than there may be where there are too many.
fn at_most(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    if path.as_os_str() == "-" {
        return bestand::taken(io::stdin(), most).map_err(|source| at(path, source));
    }
    bestand::begin(path, most)
}

fn at(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}

/// What is known about the files that a dossier names, which stand beside it: each is opened and read whole. Nothing about those of
/// standard input.
pub(super) fn facts(path: &Path, input: &Input, regeling: &Regeling) -> Result<Option<Files>, Error> {
    let Some(folder) = path.parent().filter(|_| path.as_os_str() != "-") else { return Ok(None) };
    let mut files = Files::new();
    for (_, name) in regeling.named_files(&input.value) {
        if let Entry::Vacant(place) = files.entry(name) {
            let state = state(&folder.join(place.key()), regeling)?;
            place.insert(state);
        }
    }
    Ok(Some(files))
}

/// The bytes of a file that a dossier names, which was looked at before.
pub(super) fn named(path: &Path, name: &str, regeling: &Regeling) -> Result<Vec<u8>, Error> {
    at_most(&path.with_file_name("").join(name), regeling.gegevens.bestanden.bytes_max())
}

fn state(path: &Path, regeling: &Regeling) -> Result<Bestandsstaat, Error> {
    match at_most(path, regeling.gegevens.bestanden.bytes_max()) {
        Ok(bytes) => bewijs::kijk(&bytes, regeling),
        Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(Bestandsstaat::Ontbreekt),
        Err(_) => Ok(Bestandsstaat::Onleesbaar),
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
