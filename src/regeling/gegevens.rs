//! What `regeling.toml` can say: identity, norms, words, documents, rules and totals as data.
//!
//! Only the shape of the file stands here, key by key; what it means stands where it is used.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bestand::Bestandsformaat;
use super::norm::Norm;
use super::versies::VersieSoort;
use crate::finding::{Ernst, Scope};
use crate::schema::Datum;

/// The contents of `regeling.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gegevens {
    /// Short identifier: value of the field `regeling` in a dossier.
    pub id: String,
    /// Other names that it answers to in a dossier or a form.
    #[serde(default)]
    pub namen: Vec<String>,
    /// The built-in regeling whose Rust rules and calculations it keeps.
    pub basis: Option<String>,
    /// Full name, as printed.
    pub naam: String,
    /// The body that it is of.
    #[serde(default)]
    pub instelling: String,
    /// Version of this reading of the regeling.
    pub versie: String,
    /// Day of this reading: the date of blank forms.
    pub datum: Datum,
    /// Sentence on every document: what it follows, and that the layout is our own. A template.
    #[serde(default)]
    pub opmaak: String,
    /// Pointer to the day that a dossier is judged on, which is also the date of its PDFs.
    pub peildatum: Option<String>,
    /// Whether pages say that they are confidential. An expression.
    pub vertrouwelijk: Option<String>,
    /// Pointers of the fields that every document keeps.
    #[serde(default)]
    pub gedeeld: Vec<String>,
    /// Pointers of fields that no form asks, `*` for every place of a list.
    #[serde(default)]
    pub niet_gevraagd: Vec<String>,
    /// Values of this regeling alone, for its texts, expressions and its basis.
    #[serde(default)]
    pub eigen: toml::Table,
    /// Whose name the pages bear.
    pub wie: Option<Wie>,
    /// The words of a verdict.
    #[serde(default)]
    pub oordeel: OordeelWoorden,
    /// What the files must be that the data names.
    #[serde(default)]
    pub bestanden: BestandEisen,
    /// How a bundle is put together.
    #[serde(default)]
    pub bundel: BundelEisen,
    /// The norms, by name.
    #[serde(default)]
    pub normen: BTreeMap<String, Norm>,
    /// Lists of choices that the schema leaves to this file, by the name of their definition.
    #[serde(default)]
    pub keuzes: BTreeMap<String, Vec<Keuze>>,
    /// What is special about a list, by its key.
    #[serde(default)]
    pub lijsten: BTreeMap<String, LijstSoort>,
    /// The kinds of documents, in their order.
    #[serde(default)]
    pub documenten: Vec<DocumentSoort>,
    /// The rules that need no Rust.
    #[serde(default)]
    pub regels: Vec<RegelSoort>,
    /// What a dossier comes to under each norm.
    #[serde(default)]
    pub totalen: Vec<TotaalSoort>,
    /// How the data changed from each version of its format to the next, from the first version on.
    #[serde(default)]
    pub versies: Vec<VersieSoort>,
}

/// Wie: whose name is in the head of every page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wie {
    /// What that person or group is called.
    pub label: String,
    /// The name. A template over the part of a document.
    pub naam: String,
    /// Pointer to where the name stands.
    pub veld: Option<String>,
    /// Pointer to what tells one from another: a form of another is not taken over.
    pub kenmerk: Option<String>,
    /// Pointers to what tells for sure: two of one name that differ here are two, and whoever is equal here is the same, whatever the name.
    #[serde(default)]
    pub zeker: Vec<String>,
    /// Whether it is a person: then names are compared as those of people, with initials and slips of the pen.
    #[serde(default)]
    pub persoon: bool,
    /// What to say where there is no name; without it there may be none.
    pub melding: Option<String>,
    /// What to do about it.
    #[serde(default)]
    pub hulp: String,
}

/// Oordeel: the words of a verdict. Texts are templates, with the number of findings in words as `aantal`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OordeelWoorden {
    /// Nothing stands in the way.
    pub goed: OordeelWoord,
    /// Nothing stands in the way, but there is something to look at.
    pub aandacht: OordeelWoord,
    /// Something stands in the way.
    pub fout: OordeelWoord,
    /// Said after documents were made, where nothing else was found.
    pub klaar: String,
    /// Said after documents were made, where something else was found.
    pub nog: String,
}

/// One verdict: its name in the JSON, and its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OordeelWoord {
    /// Name in the JSON.
    pub naam: String,
    /// Words. A template.
    pub tekst: String,
}

impl Default for OordeelWoorden {
    fn default() -> Self {
        let word = |naam: &str, tekst: &str| OordeelWoord { naam: naam.to_owned(), tekst: tekst.to_owned() };
        Self {
            goed: word("in-orde", "in orde"),
            aandacht: word("in-orde-met-aandachtspunten", "in orde, met {{ aantal }}"),
            fout: word("niet-in-orde", "niet in orde: {{ aantal }}"),
            klaar: "Verder is alles in orde.".to_owned(),
            nog: "Verder: nog {{ aantal }}.".to_owned(),
        }
    }
}

/// Keuze: one choice of a list.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Keuze {
    /// Value in the JSON.
    pub id: String,
    /// Label.
    pub naam: String,
    /// The group that it belongs to.
    #[serde(default)]
    pub groep: String,
}

/// What is special about a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LijstSoort {
    /// The field that numbers an element; its place in the list where it has none.
    pub nummer: Option<String>,
    /// What tells elements apart: two are the same when all fields of one of these sets are equal.
    #[serde(default)]
    pub kenmerk: Vec<Vec<String>>,
    /// What makes an element look like another one of which something was corrected: all fields of one of these sets are alike. `a~`: nearly
    /// the same text; `a..b`: periods from `a` to `b` that have a day in common.
    #[serde(default)]
    pub lijkt: Vec<Vec<String>>,
    /// What one element is called, where a message names it.
    pub element: Option<String>,
}

/// Bestandeisen: what a file must be that the data names.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BestandEisen {
    /// Megabytes that it may have at most; a megabyte is a million bytes.
    pub megabytes_max: u32,
}

impl Default for BestandEisen {
    fn default() -> Self {
        Self { megabytes_max: 20 }
    }
}

impl BestandEisen {
    /// Bytes that a file may have at most.
    #[must_use]
    pub fn bytes_max(self) -> usize {
        self.megabytes_max as usize * 1_000_000
    }
}

/// Bundel: how what is handed in is ordered, named and limited.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BundelEisen {
    /// What is handed in, in this order: kinds of documents, and pointers of fields that name a file. What is not named comes after it.
    pub volgorde: Vec<String>,
    /// Name of a document in the bundle, without extension. A template.
    pub naam: String,
    /// Name of evidence behind a document, without extension. A template.
    pub naam_bewijs: String,
    /// Name of a file that belongs to no document, without extension. A template.
    pub naam_los: String,
    /// Name of the index, without extension.
    pub naam_inhoud: String,
    /// Title of the index.
    pub titel: String,
    /// What the index is, in a sentence or two.
    pub uitleg: String,
    /// Megabytes that all files may have together; a megabyte is a million bytes. No limit without it.
    pub megabytes_max: Option<u32>,
    /// Formats that are taken.
    pub formaten: Vec<Bestandsformaat>,
}

impl Default for BundelEisen {
    fn default() -> Self {
        Self {
            volgorde: Vec::new(),
            naam: "{{ nr }}_{{ document }}".to_owned(),
            naam_bewijs: "{{ nr }}{{ letter }}_{{ document }}_bewijs-{{ volgnummer }}".to_owned(),
            naam_los: "{{ nr }}_{{ label }}".to_owned(),
            naam_inhoud: "00_inhoudsopgave".to_owned(),
            titel: "Inhoudsopgave".to_owned(),
            uitleg: "Alle bestanden van deze bundel, op volgorde. Met de SHA-256 is na te gaan dat een bestand hetzelfde is gebleven."
                .to_owned(),
            megabytes_max: None,
            formaten: vec![Bestandsformaat::Pdf, Bestandsformaat::Jpeg, Bestandsformaat::Png],
        }
    }
}

/// A kind of document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentSoort {
    /// Identifier: also the name of the template.
    pub soort: String,
    /// Number of the bijlage.
    pub bijlage: Option<String>,
    /// Title as printed.
    pub titel: String,
    /// Whose document it is.
    #[serde(default)]
    pub voor: String,
    /// What it is made from.
    #[serde(default)]
    pub uit: Uit,
    /// Pointer of the list of which each element makes one document.
    pub per: Option<String>,
    /// Pointer of what makes the one document, when it is there; the whole where it is empty.
    pub van: Option<String>,
    /// Pointer, in a part, of its own fields.
    pub wortel: Option<String>,
    /// Pointers of more fields that its part keeps.
    #[serde(default)]
    pub delen: Vec<String>,
    /// Pointers of what its part leaves out, `*` for every place of a list.
    #[serde(default)]
    pub weglaten: Vec<String>,
    /// Pointers of what is noted after the document was signed, `*` for every place of a list: a record is made without it, so that
    /// signing changes nothing; a form asks it.
    #[serde(default)]
    pub achteraf: Vec<String>,
    /// File name, without extension. A template.
    pub bestandsnaam: String,
    /// File name of the empty form, without extension.
    pub bestandsnaam_leeg: Option<String>,
    /// What the file names of two documents end in that would otherwise have the same one. A template.
    #[serde(default)]
    pub onderscheid: String,
    /// What file name and title say of one document. A template.
    #[serde(default)]
    pub titel_van: String,
    /// Its own day. An expression.
    pub datum: Option<String>,
    /// One or two sentences on how to fill the form in.
    #[serde(default)]
    pub uitleg: String,
    /// Most pages that the document may have: a number, or the name of a norm.
    pub paginas_max: Option<Aantal>,
    /// Code of the rule for too many pages.
    pub te_lang: Option<String>,
    /// Pointers, in a part, of fields that are not for whoever fills the form in, once they are known.
    #[serde(default)]
    pub gesloten: Vec<String>,
    /// Rows of each list on a blank form, by the key of the list.
    #[serde(default)]
    pub rijen: BTreeMap<String, usize>,
    /// Who signs.
    #[serde(default)]
    pub handtekeningen: Vec<Handtekening>,
    /// Pointers, in a part, of the fields that name the file that was signed: that file must be this document.
    #[serde(default)]
    pub ondertekend: Vec<String>,
    /// What stands on an empty form already.
    #[serde(default)]
    pub vooraf: Vec<Vooraf>,
    /// What a form that is made for nobody's element yet says already: pointers in the element, each with a template.
    #[serde(default)]
    pub begin: BTreeMap<String, String>,
    /// Names of columns of a table, each with the pointer of its field in a dossier, beside those that the schema gives.
    #[serde(default)]
    pub kolommen: BTreeMap<String, String>,
    /// What the page shows beside the fields, by name.
    #[serde(default)]
    pub afgeleid: BTreeMap<String, Afgeleid>,
    /// What to say where nobody's name is known for it, instead of what the regeling says.
    pub naamloos: Option<Naamloos>,
}

/// Aantal: a number, or the name of the norm that says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Aantal {
    /// The number.
    Getal(usize),
    /// Name of the norm.
    Norm(String),
}

impl Gegevens {
    /// How many it is; `None` for a norm that is not there.
    #[must_use]
    pub fn aantal(&self, aantal: &Aantal) -> Option<usize> {
        match aantal {
            Aantal::Getal(number) => Some(*number),
            Aantal::Norm(name) => Some(self.normen.get(name)?.aantal() as usize),
        }
    }
}

/// What a document is made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Uit {
    /// The data.
    #[default]
    Dossier,
    /// The verdict on the data.
    Oordeel,
    /// The decision of an assessor.
    Besluit,
}

/// Handtekening: a field for a signature.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handtekening {
    /// Name of the field.
    pub veld: String,
    /// What a screen reader says about it.
    pub uitleg: String,
}

/// Vooraf: a list that has an element for each choice on an empty form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vooraf {
    /// Pointer of the list.
    pub lijst: String,
    /// Field of an element that holds the choice.
    pub veld: String,
    /// Name of the choices.
    pub keuzes: String,
}

/// Naamloos: what to say where nobody's name is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naamloos {
    /// What is wrong.
    pub melding: String,
    /// What to do.
    pub hulp: String,
}

/// Afgeleid: a derived value, as text or as it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Afgeleid {
    /// A text. A template.
    Tekst(String),
    /// A value. An expression.
    Waarde(String),
}

/// A rule that needs no Rust.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegelSoort {
    /// Stable identifier.
    pub code: String,
    /// The fault in a few words.
    pub titel: String,
    /// Pointer of the list whose elements it is held against, `*` for every place of a list above it; the whole without it.
    pub per: Option<String>,
    /// Whether the fault is there. An expression; without it the fault is found elsewhere, such as by counting pages.
    pub als: Option<String>,
    /// Path below the element, or the whole, of the value at fault. A template.
    #[serde(default)]
    pub pad: String,
    /// How bad it is.
    pub ernst: Ernst,
    /// When it is less bad than that.
    pub verzacht: Option<Verzacht>,
    /// What it stops.
    #[serde(default = "dossier")]
    pub bereik: Scope,
    /// Lines that it rests on.
    pub bron: String,
    /// What is wrong here. A template.
    #[serde(default)]
    pub melding: String,
    /// What to do here, where it is not what the manual says. A template.
    pub hulp: Option<String>,
    /// What is wrong.
    pub wat: String,
    /// Why it matters.
    pub waarom: String,
    /// An example of the fault.
    pub voorbeeld: String,
    /// What to do.
    pub herstel: String,
}

/// Verzacht: a circumstance that makes a finding less bad.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verzacht {
    /// The circumstance. An expression.
    pub als: String,
    /// How bad it is then.
    pub ernst: Ernst,
}

fn dossier() -> Scope {
    Scope::Dossier
}

/// Totaal: what a dossier comes to under a norm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TotaalSoort {
    /// Identifier.
    pub id: String,
    /// Label, two spaces before it where it belongs to the one above.
    pub label: String,
    /// What it comes to. An expression: a number, or an exact one beside its printed form.
    pub waarde: String,
    /// What is demanded. An expression.
    pub norm: Option<String>,
    /// Whether the norm is the least or the most.
    #[serde(default)]
    pub soort: NormSoort,
    /// What is counted.
    #[serde(default)]
    pub eenheid: String,
    /// What stands behind the bar. A template.
    pub tekst: Option<String>,
    /// A further line, where it has words. A template.
    pub nog: Option<String>,
}

/// Whether a norm is the least or the most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NormSoort {
    /// The least that is enough.
    #[default]
    Minimum,
    /// The most that counts.
    Maximum,
}
