//! The regelingen that travel inside the program: their folders, and the Rust that one of them needs.
//!
//! A new one is a folder in `templates`; nothing here changes.
//!
//! **Enters:** the list of built-in folders, and the Rust that one of them needs.
//! **Stays out:** the engine, which takes what it gets from here.

pub mod hobeon_rib;

use crate::error::Error;
use crate::regeling::{Basis, Bestanden, Regeling};

/// The regeling of a dossier that names none.
pub const GEWONE: &str = hobeon_rib::ID;

/// What Rust adds to regelingen.
static BASES: [&Basis; 1] = [&hobeon_rib::BASIS];

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
#[exclude = "fonts/*"]
#[exclude = "gedeeld/*"]
#[exclude = "begin/*"]
struct Mappen;

/// A small regeling to start from.
#[derive(rust_embed::RustEmbed)]
#[folder = "templates/begin"]
struct Begin;

/// What stands in the files of [`begin`] and of a copy where the identifier is to come.
pub const NAAM: &str = "NAAM";

/// The identifiers of the built-in regelingen, the usual one first.
#[must_use]
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> = Mappen::iter().filter_map(|name| Some(name.split_once('/')?.0.to_owned())).collect();
    ids.sort_by_key(|id| (id != GEWONE, id.clone()));
    ids.dedup();
    ids
}

/// The files of a built-in regeling, by their path in its folder.
#[must_use]
pub fn bestanden(id: &str) -> Bestanden {
    let own = |name: &str| Some(name.strip_prefix(id)?.strip_prefix('/')?.to_owned());
    Mappen::iter().filter_map(|name| Some((own(&name)?, Mappen::get(&name)?.data.into_owned()))).collect()
}

/// The files of a small regeling of one form with one rule, to start from; its identifier is [`NAAM`].
#[must_use]
pub fn begin() -> Bestanden {
    Begin::iter().filter_map(|name| Some((name.to_string(), Begin::get(&name)?.data.into_owned()))).collect()
}

/// A built-in regeling.
///
/// # Errors
/// When there is none of this id, or the program was built with a faulty folder.
pub fn ingebouwd(id: &str) -> Result<Regeling, Error> {
    uit_bestanden(bestanden(id))
}

/// A regeling from the files of a folder, which may keep what Rust adds to a built-in one.
///
/// # Errors
/// As [`Regeling::from_files`].
pub fn uit_bestanden(bestanden: Bestanden) -> Result<Regeling, Error> {
    Regeling::from_files(bestanden, &BASES)
}
