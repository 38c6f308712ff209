//! Elders: what else stands in a folder, under names that no document of this run has: of an earlier run, signed and renamed by somebody,
//! or none of ours. Whose it is, is told by what is in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::again::{Again, Wanted, print_of};
use super::manifest::{Eerder, Entry, Manifest};
use crate::bestand;
use crate::documents::{self, Likeness, Purpose};
use crate::error::Error;
use crate::limieten;
use crate::pdf::{self, Filled, Herkomst};
use crate::press::{Made, Status};
use crate::regeling::{Persoon, Regeling, Zelfde};
use crate::sha256::sha256;

/// A file under another name.
pub(super) struct Elder {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) what: What,
    /// SHA-256 of what was looked at.
    seen: String,
}

impl Elder {
    /// Whether it is still what was looked at.
    pub(super) fn is_as_seen(&self) -> bool {
        begin(&self.path).is_some_and(|present| sha256([present.as_slice()]) == self.seen)
    }
}

/// What such a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// As we made it: nobody signed or changed it.
    Unchanged,
    /// Signed, and a document of this run: its place among them, and whether the file says what the document says now.
    Signed { document: usize, current: bool },
    /// Signed, changed, or none of ours.
    Theirs,
}

/// Where also a file counts that no manifest knows: how it is made again, and which kinds are at hand.
#[derive(Clone, Copy)]
pub(super) struct Pruning<'a> {
    pub(super) again: Again<'a>,
    pub(super) wanted: Wanted<'a>,
}

/// What the files of a folder are held against.
pub(super) struct Beside<'a> {
    pub(super) folder: &'a Path,
    pub(super) manifest: &'a Manifest,
    pub(super) made: &'a [Made],
    pub(super) regeling: &'a Regeling,
}

impl Beside<'_> {
    /// The PDFs in the folder that no document of this run is written to, in the order of their names. `signed` where a signed one may
    /// stand for a document.
    pub(super) fn elders(&self, signed: bool, pruning: Option<Pruning<'_>>) -> Result<Vec<Elder>, Error> {
        // Some disks know no case.
        let wanted: BTreeSet<String> = self.made.iter().map(|made| made.document.bestand.to_lowercase()).collect();
        let mut found = Vec::new();
        for (name, path) in pdfs(self.folder).into_iter().filter(|(name, _)| !wanted.contains(&name.to_lowercase())) {
            // What cannot be read, or is larger than any of ours, is somebody else's.
            let Some(present) = begin(&path) else { continue };
            let what = self.look(&name, &present, signed, pruning)?;
            found.push(Elder { name, path, what, seen: sha256([present.as_slice()]) });
        }
        Ok(found)
    }

    fn look(&self, name: &str, present: &[u8], signed: bool, pruning: Option<Pruning<'_>>) -> Result<What, Error> {
        let entry = self.manifest.bestanden.get(name);
        let ever: Vec<Eerder> = entry.into_iter().flat_map(Entry::ever).collect();
        let prints: Vec<_> = ever.iter().map(Eerder::afdruk).collect();
        let origin = pdf::herkomst(present, &prints);
        if matches!(origin, Herkomst::Ongewijzigd(_)) {
            return Ok(What::Unchanged);
        }
        let Ok(filled) = pdf::read(present) else { return Ok(What::Theirs) };
        let data = filled.data.as_deref().and_then(|data| serde_json::from_slice::<Value>(data).ok());
        if matches!(origin, Herkomst::Gegroeid(_)) || is_signed(&filled) {
            let document = if signed { self.document_of(present, data.as_ref())? } else { None };
            return Ok(document.map_or(What::Theirs, |(document, current)| What::Signed { document, current }));
        }
        let unchanged = match (data, pruning) {
            (Some(data), Some(pruning)) if entry.is_none() => self.makes(name, present, &filled, &data, pruning)?,
            _ => false,
        };
        Ok(if unchanged { What::Unchanged } else { What::Theirs })
    }

    /// The document of this run that a signed file is, and whether it says the same.
    fn document_of(&self, present: &[u8], data: Option<&Value>) -> Result<Option<(usize, bool)>, Error> {
        let records = || self.made.iter().enumerate().filter(|(_, made)| made.document.purpose == Purpose::Record);
        let begins = |made: &Made| matches!(&made.status, Status::Made(bytes) if !bytes.is_empty() && present.starts_with(bytes));
        if let Some((place, _)) = records().find(|(_, made)| begins(made)) {
            return Ok(Some((place, true)));
        }
        let Some((data, kind)) = data.and_then(|data| Some((data, documents::kind_of(data, self.regeling)?))) else { return Ok(None) };
        let mut changed = None;
        for (place, made) in records().filter(|(_, made)| made.document.soort == kind) {
            match documents::likeness(&made.document, data, self.regeling)? {
                Some(Likeness::Equal) => return Ok(Some((place, true))),
                Some(Likeness::Changed) => changed = Some((place, false)),
                None => {}
            }
        }
        Ok(changed)
    }

    /// Whether a file that no manifest knows is what its own data makes, and not a copy of a document of this run.
    fn makes(&self, name: &str, present: &[u8], filled: &Filled, data: &Value, pruning: Pruning<'_>) -> Result<bool, Error> {
        let fillable = !filled.fields.is_empty();
        let kind = documents::kind_of(data, self.regeling).filter(|kind| pruning.wanted.has(kind, fillable, self.made));
        let Some(kind) = kind else { return Ok(false) };
        for made in self.made.iter().filter(|made| made.document.soort == kind) {
            if documents::likeness(&made.document, data, self.regeling)? == Some(Likeness::Equal) {
                return Ok(false);
            }
        }
        let again = (pruning.again)(kind, fillable, filled.data.as_deref().unwrap_or_default());
        // Under a name that somebody gave it, it is somebody's.
        let prints: Vec<Eerder> = again.iter().filter(|again| again.made.document.bestand == name).filter_map(print_of).collect();
        let prints: Vec<_> = prints.iter().map(Eerder::afdruk).collect();
        Ok(matches!(pdf::herkomst(present, &prints), Herkomst::Ongewijzigd(_)))
    }

    /// Whether the documents in the folder are of somebody else than those of this run; what a manifest lists comes first. Where none
    /// holds any data, the mark of the name that the manifest keeps tells.
    pub(super) fn is_of_other(&self) -> bool {
        let Some(now) = person(self.made, self.regeling) else { return false };
        let (listed, rest): (Vec<_>, Vec<_>) =
            pdfs(self.folder).into_iter().partition(|(name, _)| self.manifest.bestanden.contains_key(name));
        let of = |(_, path): (String, PathBuf)| {
            let filled = pdf::read(&begin(&path)?).ok()?;
            let data = serde_json::from_slice(filled.data.as_deref().filter(|_| filled.ours)?).ok()?;
            Some(Persoon::van(&data, self.regeling)).filter(Persoon::is_genoemd)
        };
        match (listed.into_iter().chain(rest).find_map(of), &self.manifest.sha256_wie) {
            (Some(then), _) => now.is(&then) == Zelfde::Nee,
            (None, Some(mark)) => now.merk().is_some_and(|now| now != *mark),
            (None, None) => false,
        }
    }
}

/// Who the documents of a run are of, as far as they say so.
pub(super) fn person(made: &[Made], regeling: &Regeling) -> Option<Persoon> {
    made.iter().find_map(|made| Some(Persoon::van(made.document.part.as_ref()?, regeling)).filter(Persoon::is_genoemd))
}

fn begin(path: &Path) -> Option<Vec<u8>> {
    bestand::begin(path, limieten::FORMULIER_BYTES).ok().filter(|bytes| bytes.len() <= limieten::FORMULIER_BYTES)
}

fn is_signed(filled: &Filled) -> bool {
    !filled.signatures.is_empty() || !filled.drawings.is_empty()
}

/// The PDFs right in a folder, in the order of their names; a link is somebody's arrangement.
fn pdfs(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let named = entries.filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())));
    let mut found: Vec<_> = named.filter(|(name, _)| name.to_lowercase().ends_with(".pdf") && !name.starts_with('.')).collect();
    found.sort();
    found
}
