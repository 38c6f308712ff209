//! The manifest of a folder: what dossierpers left in it, and everything that it ever left under the same names.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::replace::write_file;
use crate::bestand;
use crate::error::Error;
use crate::limieten;
use crate::pdf::Afdruk;

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// What stands in an output folder as dossierpers left it. It holds no times, so that equal runs give equal manifests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the tool that wrote it last.
    pub dossierpers: String,
    /// Identifier of the regeling.
    pub regeling: String,
    /// Version of the reading of the regeling.
    pub regeling_versie: String,
    /// Mark of the name of whoever the documents are of: for a folder of which no file holds any data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_wie: Option<String>,
    /// The files, by name.
    pub bestanden: BTreeMap<String, Entry>,
}

/// One file of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Kind of document.
    pub soort: String,
    /// Pages.
    pub paginas: usize,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Whether it is a form to fill in on a screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invulbaar: bool,
    /// Whether it bears the watermark of a concept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub concept: bool,
    /// SHA-256 of the data that it was made of; absent for a blank form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_gegevens: Option<String>,
    /// Whether a run began to write it and did not say that it was done: then one of `eerder` may still stand there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begonnen: bool,
    /// What else was ever written, or was to be, under this name: the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eerder: Vec<Eerder>,
    /// What 0.1.0 noted of the file that it was replacing; taken up in `eerder`.
    #[serde(default, skip_serializing)]
    sha256_vorige: Option<String>,
}

/// Eerder: a file that once stood, or was to stand, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eerder {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Bytes; absent where only the hash was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<usize>,
    /// SHA-256 of the data that it was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_gegevens: Option<String>,
    /// Whether it bore the watermark of a concept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub concept: bool,
}

impl Eerder {
    /// As it is compared with a file on disk.
    pub(super) fn afdruk(&self) -> Afdruk<'_> {
        Afdruk { bytes: self.bytes, sha256: &self.sha256 }
    }
}

/// What is recorded of a document beside its bytes.
pub(super) struct Facts {
    pub(super) soort: String,
    pub(super) paginas: usize,
    pub(super) invulbaar: bool,
    pub(super) concept: bool,
    pub(super) sha256_gegevens: Option<String>,
}

impl Entry {
    /// A file that is as it should be.
    pub(super) fn new(facts: Facts, bytes: usize, sha256: String) -> Self {
        let Facts { soort, paginas, invulbaar, concept, sha256_gegevens } = facts;
        let (begonnen, eerder, sha256_vorige) = (false, Vec::new(), None);
        Self { soort, paginas, bytes, sha256, invulbaar, concept, sha256_gegevens, begonnen, eerder, sha256_vorige }
    }

    /// The file itself, as it will be remembered when another takes its name.
    pub(super) fn own(&self) -> Eerder {
        Eerder {
            sha256: self.sha256.clone(),
            bytes: Some(self.bytes),
            sha256_gegevens: self.sha256_gegevens.clone(),
            concept: self.concept,
        }
    }

    /// The file itself and everything before it.
    pub(super) fn ever(&self) -> impl Iterator<Item = Eerder> {
        self.eerder.iter().cloned().chain(std::iter::once(self.own()))
    }

    /// Takes the place of an entry, and remembers what that one knew.
    pub(super) fn after(mut self, old: Option<&Self>) -> Self {
        let known = old.into_iter().flat_map(Self::ever);
        self.eerder = known.filter(|one| one.sha256 != self.sha256).collect();
        let over = self.eerder.len().saturating_sub(limieten::MANIFEST_EERDER);
        self.eerder.drain(..over);
        self
    }

    /// What 0.1.0 noted, in the words of today.
    fn brought_up(mut self) -> Self {
        if let Some(sha256) = self.sha256_vorige.take() {
            self.begonnen = true;
            self.eerder.push(Eerder { sha256, bytes: None, sha256_gegevens: None, concept: false });
        }
        self
    }
}

/// The manifest of a folder; an empty one where there is none. A name that is not simply that of a file in the folder is left out: a
/// manifest may come from anywhere.
pub(super) fn read(folder: &Path) -> Result<Manifest, Error> {
    let path = folder.join(MANIFEST);
    bestand::may_replace(&path)?;
    if !path.exists() {
        return Ok(Manifest::default());
    }
    let bytes = bestand::read(&path, limieten::MANIFEST)?;
    let not_one = |error: serde_json::Error| {
        let place = format!("regel {}, kolom {}", error.line(), error.column());
        let what = format!("is geen manifest van dossierpers ({place}). Verplaats het bestand, of kies een andere map.");
        Error::File { path: path.clone(), source: io::Error::other(what) }
    };
    let mut manifest: Manifest = serde_json::from_slice(&bytes).map_err(not_one)?;
    let files = std::mem::take(&mut manifest.bestanden);
    let files = files.into_iter().filter(|(name, _)| is_plain(name));
    manifest.bestanden = files.map(|(name, entry)| (name, entry.brought_up())).collect();
    Ok(manifest)
}

/// Writes the manifest, where it is not there as it is already.
pub(super) fn write(folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    let path = folder.join(MANIFEST);
    let text = serde_json::to_string_pretty(manifest).map_err(|error| Error::Internal(error.to_string()))? + "\n";
    let present = if path.exists() { bestand::read(&path, limieten::MANIFEST)? } else { Vec::new() };
    if present == text.as_bytes() { Ok(()) } else { write_file(&path, text.as_bytes()) }
}

/// Whether a name is one that a document can have: of a PDF right in the folder.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.len() <= 120 && name.strip_suffix(".pdf").is_some_and(|stem| !stem.starts_with('.') && stem.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Facts, Manifest, is_plain};
    use crate::limieten;

    fn entry(hash: &str) -> Entry {
        let facts = Facts { soort: "brief".into(), paginas: 1, invulbaar: false, concept: false, sha256_gegevens: None };
        Entry::new(facts, 10, hash.to_owned())
    }

    #[test]
    fn remembers_what_was_ever_written_and_not_without_end() {
        let mut last = entry("0");
        for run in 1..100 {
            last = entry(&run.to_string()).after(Some(&last));
        }
        assert_eq!(last.eerder.len(), limieten::MANIFEST_EERDER);
        assert_eq!(last.eerder.last().map(|one| one.sha256.as_str()), Some("98"));
        let again = entry("98").after(Some(&last));
        assert!(again.eerder.iter().all(|one| one.sha256 != "98") && again.eerder.last().is_some_and(|one| one.sha256 == "99"));
    }

    #[test]
    fn takes_up_what_an_old_manifest_says() {
        let old = r#"{"dossierpers":"0.1.0","regeling":"r","regeling_versie":"1","bestanden":{"a.pdf":
            {"soort":"s","paginas":1,"bytes":5,"sha256":"b","sha256_vorige":"a"}}}"#;
        let mut manifest: Manifest = serde_json::from_str(old).expect("a manifest");
        let entry = manifest.bestanden.remove("a.pdf").expect("an entry").brought_up();
        assert!(entry.begonnen && entry.eerder[0].sha256 == "a" && entry.eerder[0].bytes.is_none());
    }

    #[test]
    fn trusts_only_names_right_in_the_folder() {
        for name in ["B1_werkverklaring.pdf", "B4_2025-03-14_a-b.pdf"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["../x.pdf", "/etc/x.pdf", "a/b.pdf", "a\\b.pdf", "C:x.pdf", ".x.pdf", "x.json", "", "..", "a\nb.pdf", "a\u{202e}b.pdf"]
        {
            assert!(!is_plain(name), "{name}");
        }
    }
}
