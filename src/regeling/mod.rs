//! The scheme as data: norms with their clause, competences, texts and documents, from one folder.
//!
//! A folder holds `regeling.toml` and the templates. The one of the hercertificering travels inside the program; another
//! is given as a set of files, so that a changed norm, text or template needs no compiler. This module reads no disk.

mod norm;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use norm::{Afronding, Norm, Normen, PeAfronding};

use crate::dossier::Datum;
use crate::error::Error;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates/hobeon-rib"]
struct Ingebouwd;

/// Name of the file that describes a regeling within its folder.
pub const BESTAND: &str = "regeling.toml";

/// A regeling: what `regeling.toml` says, and the templates that stand beside it.
#[derive(Debug, Clone)]
pub struct Regeling {
    /// What `regeling.toml` says.
    pub gegevens: Gegevens,
    /// The other files of the folder, by name.
    pub sjablonen: BTreeMap<String, Vec<u8>>,
}

/// The contents of `regeling.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gegevens {
    /// Value of the field `regeling` in a dossier.
    pub id: String,
    /// Full name, as printed.
    pub naam: String,
    /// The certifying body.
    pub instelling: String,
    /// The profession.
    pub beroep: String,
    /// Words of which one must stand in a function title for it to be the profession.
    pub functienamen: Vec<String>,
    /// Version of this reading of the regeling.
    pub versie: String,
    /// Day of this reading: the date of blank forms.
    pub datum: Datum,
    /// Sentence in the foot of every document: what it follows, and that the layout is our own.
    pub opmaak: String,
    /// The norms.
    pub normen: Normen,
    /// How minutes become points.
    pub afronding: Afronding,
    /// The competences, in the order of the regeling.
    pub competenties: Vec<Competentie>,
    /// The documents, in the order of their bijlage.
    pub documenten: Vec<DocumentSoort>,
    /// Statement texts, as templates.
    pub teksten: BTreeMap<String, String>,
}

/// Competentie: a competence of the profession.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Competentie {
    /// Value in the JSON.
    pub id: String,
    /// Name as printed.
    pub naam: String,
    /// The group that it belongs to.
    pub groep: String,
}

/// A kind of document, as the regeling names and numbers it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentSoort {
    /// Identifier: also the name of the template.
    pub soort: String,
    /// Number of the bijlage.
    pub bijlage: String,
    /// Title as printed.
    pub titel: String,
    /// Pattern of the file name, without extension.
    pub bestandsnaam: String,
    /// One or two sentences on how to fill the form in.
    pub uitleg: String,
    /// Most pages that the document may have.
    pub paginas_max: Option<usize>,
    /// Rows of each list on a blank form.
    #[serde(default)]
    pub rijen: BTreeMap<String, usize>,
}

impl Regeling {
    /// The regeling that travels inside the program.
    ///
    /// # Errors
    /// Only when the program was built with a faulty folder.
    pub fn ingebouwd() -> Result<Self, Error> {
        let files = Ingebouwd::iter().filter_map(|name| Some((name.to_string(), Ingebouwd::get(&name)?.data.into_owned())));
        Self::from_files(files.collect())
    }

    /// A regeling from the files of its folder, by name.
    ///
    /// # Errors
    /// When `regeling.toml` is missing, not understood, or names a template that is not there.
    pub fn from_files(mut files: BTreeMap<String, Vec<u8>>) -> Result<Self, Error> {
        let bytes = files.remove(BESTAND).ok_or_else(|| Error::Regeling(format!("the folder holds no {BESTAND}")))?;
        let text = String::from_utf8(bytes).map_err(|_| Error::Regeling(format!("{BESTAND} is not UTF-8")))?;
        let gegevens: Gegevens = toml::from_str(&text).map_err(|error| Error::Regeling(format!("{BESTAND}: {error}")))?;
        let regeling = Self { gegevens, sjablonen: files };
        regeling.validate()?;
        Ok(regeling)
    }

    /// The entry of a kind of document.
    ///
    /// # Errors
    /// When the regeling does not know the kind.
    pub fn document(&self, soort: &str) -> Result<&DocumentSoort, Error> {
        let found = self.gegevens.documenten.iter().find(|entry| entry.soort == soort);
        found.ok_or_else(|| Error::Regeling(format!("{BESTAND} has no [[documenten]] entry for {soort}")))
    }

    /// The competence with this identifier.
    #[must_use]
    pub fn competentie(&self, id: &str) -> Option<&Competentie> {
        self.gegevens.competenties.iter().find(|competentie| competentie.id == id)
    }

    /// The statement text `naam`, filled in.
    ///
    /// # Errors
    /// When the text is missing or is not a valid template.
    pub fn tekst(&self, naam: &str, values: impl Serialize) -> Result<String, Error> {
        let text = self.gegevens.teksten.get(naam);
        fill(text.ok_or_else(|| Error::Regeling(format!("{BESTAND} has no text {naam}")))?, values)
    }

    fn validate(&self) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        for entry in &self.gegevens.documenten {
            let template = format!("{}.typ", entry.soort);
            if !self.sjablonen.contains_key(&template) {
                return Err(Error::Regeling(format!("the folder holds no {template}")));
            }
            if !seen.insert(&entry.soort) {
                return Err(Error::Regeling(format!("{BESTAND} has two entries for {}", entry.soort)));
            }
        }
        Ok(())
    }
}

/// Fills a text of `regeling.toml` in.
///
/// # Errors
/// When it is not a valid template or asks for a value that is not there.
pub(crate) fn fill(template: &str, values: impl Serialize) -> Result<String, Error> {
    let mut environment = minijinja::Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.render_str(template, minijinja::value::Serde(values)).map_err(|error| Error::Regeling(format!("{BESTAND}: {error}")))
}
