//! What a document leaves in a folder, and what a file of it would be made again as: for who tells whose a file is.

use std::path::PathBuf;

use super::manifest::{Eerder, Entry, Facts};
use crate::documents::Purpose;
use crate::press::{Made, Status};
use crate::sha256::sha256;

/// Makes a document again from the data that a file of it embeds: given its kind, whether it is a form to fill in, and that data, every
/// document that may be meant.
pub type Again<'a> = &'a dyn Fn(&str, bool, &[u8]) -> Vec<Remade>;

/// A document that was made again.
#[derive(Debug)]
pub struct Remade {
    /// The document.
    pub made: Made,
    /// Whether it bears the watermark of a concept.
    pub concept: bool,
}

/// Which files of an earlier run are no longer wanted when no document of this run has them.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The kinds at hand, but for those of which not every document could be begun.
    pub kinds: &'a [&'a str],
    /// Whether forms to fill in are made.
    pub fillable: bool,
    /// Also remove those that nobody signed or edited.
    pub prune: bool,
    /// Files that the dossier names, whatever made them: they are wanted.
    pub named: &'a [PathBuf],
}

impl Wanted<'_> {
    /// Whether a file of a kind is at hand. Of a kind of which a document was refused none is: it may be the one of before.
    pub(super) fn has(&self, soort: &str, fillable: bool, made: &[Made]) -> bool {
        let refused = |made: &Made| made.document.soort == soort && matches!(made.status, Status::Refused);
        self.kinds.contains(&soort) && self.fillable == fillable && !made.iter().any(refused)
    }
}

/// What a manifest records of a document.
pub(super) fn entry(made: &Made, bytes: &[u8], concept: bool) -> Entry {
    let facts = Facts {
        soort: made.document.soort.clone(),
        paginas: made.pages.unwrap_or_default(),
        invulbaar: is_fillable(made),
        concept,
        sha256_gegevens: made.document.part_json().map(|json| sha256([json.as_bytes()])),
    };
    Entry::new(facts, bytes.len(), sha256([bytes]))
}

/// What is remembered of a document that was made again.
pub(super) fn print_of(again: &Remade) -> Option<Eerder> {
    match &again.made.status {
        Status::Made(bytes) => Some(entry(&again.made, bytes, again.concept).own()),
        Status::Refused => None,
    }
}

/// Whether a document is a form to fill in.
pub(super) fn is_fillable(made: &Made) -> bool {
    made.document.purpose == Purpose::Screen
}
