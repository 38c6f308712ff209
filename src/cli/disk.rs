//! Folders and files that a command writes: claimed first, and what became of them said.

use std::io::Write;
use std::path::Path;

use anstream::AutoStream;
use dossierpers::error::Error;
use dossierpers::output::{Claim, Remade, Replaced};
use dossierpers::worker::Pers;
use dossierpers::{Job, Options};

/// A folder to write to, made where it is not there, and for this run alone.
pub(super) fn made(folder: &Path) -> Result<Claim, Error> {
    Claim::made(folder, &|| busy(folder))
}

/// A folder that is there, for this run alone.
pub(super) fn claimed(folder: &Path) -> Result<Claim, Error> {
    Claim::of(folder, &|| busy(folder))
}

pub(super) fn busy(folder: &Path) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "{}: een andere dossierpers is hier bezig; even wachten.", folder.display());
}

/// A document of a kind made again from data, in every way that a file of it may have been made.
pub(super) fn again(pers: &Pers<'_>, soort: &str, fillable: bool, data: &[u8]) -> Vec<Remade> {
    let Ok(input) = pers.read(data, fillable) else { return Vec::new() };
    let ways: &[bool] = if fillable { &[false] } else { &[false, true] };
    let mut found = Vec::new();
    for concept in ways.iter().copied() {
        let options = Options { concept, fillable, ..Options::default() };
        let rendering = pers.render(&input, &Job { options, only: &[soort], ..Job::default() });
        let documents = rendering.map(|rendering| rendering.documents).unwrap_or_default();
        found.extend(documents.into_iter().map(|made| Remade { made, concept }));
    }
    found
}

/// Says what became of a file that was somebody's, and what of it is not in the new one.
pub(super) fn replaced(path: &Path, what: &Replaced, dropped: &[String]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = match what {
        Replaced::New => writeln!(out, "{}: geschreven.", path.display()),
        Replaced::Unchanged => writeln!(out, "{}: was al zo; niets geschreven.", path.display()),
        Replaced::Kept(old) => writeln!(out, "{}: geschreven. Wat er stond, staat nu in {}.", path.display(), old.display()),
    };
    if !dropped.is_empty() {
        let _ = writeln!(out, "let op: in {} staat niet meer: {}.", path.display(), dropped.join(", "));
    }
}
