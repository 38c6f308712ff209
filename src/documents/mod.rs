//! A dossier to the documents that it makes: one file per kind, and the one list of all kinds.
//!
//! A document is made from its own *part* of the dossier alone. That part is embedded in the PDF, so the same pages can
//! be made from it again, and everything that a page says follows from it. Nothing here knows how pages are laid out.

mod ervaringsverklaring;
mod fields;
mod intervisieverslag;
mod opgaveformulier_vakontwikkeling;
mod overzicht_vakontwikkeling;
mod view;
mod werkverklaring;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, is_within};
use crate::dossier::{Datum, Dossier};
use crate::error::Error;
use crate::form::{self, Field};
use crate::regeling::{DocumentSoort, Regeling, fill};
use crate::rules::SCHEMA_ONTBREEKT;
use view::View;

/// Every kind of document, in the order of their bijlage.
static KINDS: [&Kind; 5] = [
    &werkverklaring::KIND,
    &ervaringsverklaring::KIND,
    &overzicht_vakontwikkeling::KIND,
    &opgaveformulier_vakontwikkeling::KIND,
    &intervisieverslag::KIND,
];

/// Longest file name, extension included.
const MAX_FILE_NAME: usize = 80;

/// Name of the data that a PDF embeds.
pub const DATA_NAME: &str = "dossier.json";

/// A kind of document: how a dossier is split for it, and what its pages say.
struct Kind {
    /// Identifier: in `regeling.toml`, as name of the template, and on the command line.
    soort: &'static str,
    /// The parts of a dossier that each make one document.
    parts: fn(&Dossier) -> Vec<Part>,
    /// The field of a dossier that a part holds, as JSON pointer: the form's own fields.
    root: &'static str,
    /// What the page says beside the fields: computed values and statement texts.
    derived: fn(&Dossier, &Regeling, Purpose) -> Result<Value, Error>,
    /// Who signs: the name of the signature field, and what a screen reader says about it.
    signatures: &'static [(&'static str, &'static str)],
    /// What stands on an empty form already.
    preset: fn(&Regeling) -> Value,
    /// Fields below `root` that are not for whoever fills the form in, once they are known.
    closed: &'static [&'static str],
}

/// The part of a dossier that one document is made of.
struct Part {
    dossier: Dossier,
    /// Where the parts of `dossier` stand in the whole: pointer here, pointer there.
    origins: Vec<(String, String)>,
    /// Number of the document among its kind, from 1.
    nr: usize,
    /// Its own day, for its file name and for the PDF when there is no aanvraagdatum.
    datum: Option<Datum>,
    /// What its file name says about it.
    titel: String,
}

/// A document that can be laid out.
#[derive(Debug, Clone)]
pub struct Document {
    /// Kind, as `regeling.toml` names it.
    pub soort: String,
    /// File name: ASCII, at most 80 characters.
    pub bestand: String,
    /// Title, as the PDF and its first page have it.
    pub titel: String,
    /// Most pages that it may have.
    pub paginas_max: Option<usize>,
    /// What it is made for.
    pub purpose: Purpose,
    /// Everything that the template shows; `None` as `dossier_json` embeds nothing.
    pub(crate) data: Value,
    /// Its part of the dossier: a valid input by itself. A blank form has none.
    pub(crate) part: Option<Dossier>,
    origins: Vec<(String, String)>,
}

/// What a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be kept: it shows the values of a dossier, and holds fields to sign only.
    Record,
    /// To be filled in by pen.
    Pen,
    /// To be filled in on a screen.
    Screen,
}

/// How documents are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// A watermark on every page, and no limit of pages.
    pub concept: bool,
    /// Leave the data out of the PDF (PDF/A-2a instead of A-3a).
    pub no_embed: bool,
    /// Forms with the known values in their fields, for somebody to fill in further. They always embed what they were made from, since
    /// reading them back needs it; the two options above are for documents to keep.
    pub fillable: bool,
}

/// The kinds of documents, by identifier.
#[must_use]
pub fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|kind| kind.soort).collect()
}

/// The documents that a dossier makes, and what keeps others from being made.
///
/// # Errors
/// When the regeling has no entry or a faulty text for a kind.
pub fn documents(dossier: &Dossier, regeling: &Regeling, options: Options) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
    let mut documents = Vec::new();
    let mut findings = Vec::new();
    for kind in KINDS {
        let parts = (kind.parts)(dossier);
        let named = parts.iter().find(|part| naam(&part.dossier).is_none());
        if let Some(nameless) = named {
            findings.extend(nobody(kind, nameless, regeling)?);
            continue;
        }
        for part in parts {
            documents.push(document(kind, part, regeling, options)?);
        }
    }
    unique_names(&mut documents);
    findings.dedup_by(|a, b| a.path == b.path && a.message == b.message);
    Ok((documents, findings))
}

/// The empty forms: with fields, or to be filled in by pen.
///
/// # Errors
/// When the regeling has no entry or a faulty text for a kind.
pub fn blank(soorten: &[&str], regeling: &Regeling, purpose: Purpose) -> Result<Vec<Document>, Error> {
    let wanted = KINDS.iter().filter(|kind| soorten.is_empty() || soorten.contains(&kind.soort));
    wanted.map(|kind| blank_form(kind, regeling, purpose)).collect()
}

impl Document {
    /// Whether a finding lies in the data of this document.
    #[must_use]
    pub fn concerns(&self, finding: &Diagnostic) -> bool {
        self.origins.iter().any(|(_, origin)| finding.touches(origin))
    }

    /// The fields that somebody can fill in or sign, wherever the template puts them.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut found = Vec::new();
        fields::collect(&self.data, &mut found);
        found
    }

    /// Tells the template how many lines the text of a field takes.
    pub(crate) fn set_lines(&mut self, name: &str, lines: usize) {
        fields::set_lines(&mut self.data, name, lines);
    }

    /// Where its own fields stand in its part.
    pub(crate) fn root(&self) -> &str {
        self.origins.first().map_or("", |(here, _)| here)
    }

    /// The fields of the whole dossier that it is made of.
    #[must_use]
    pub fn sections(&self) -> Vec<&str> {
        self.origins.iter().filter_map(|(_, origin)| origin.split('/').nth(1)).collect()
    }

    /// The pointer in the whole dossier for a pointer in the part.
    #[must_use]
    pub fn origin(&self, pointer: &str) -> String {
        let found =
            self.origins.iter().find_map(|(here, there)| is_within(pointer, here).then(|| format!("{there}{}", &pointer[here.len()..])));
        found.unwrap_or_else(|| pointer.to_owned())
    }

    /// The part of the dossier that this document is made of, as JSON text: a valid input by itself.
    #[must_use]
    pub fn part_json(&self) -> Option<String> {
        self.part.as_ref().map(part_json)
    }

    /// The same document made of another part.
    ///
    /// # Errors
    /// When the part holds no document of this kind.
    pub(crate) fn with_part(&self, part: &Dossier, regeling: &Regeling, options: Options) -> Result<Self, Error> {
        let kind = KINDS.iter().find(|kind| kind.soort == self.soort);
        let made = kind.and_then(|kind| Some((kind, (kind.parts)(part).into_iter().next()?)));
        let (kind, part) = made.ok_or_else(|| Error::Internal(format!("a part of {} makes no document", self.soort)))?;
        document(kind, part, regeling, options)
    }
}

/// The preset of a kind whose empty form is all empty.
fn nothing(_: &Regeling) -> Value {
    json!({})
}

fn part_json(part: &Dossier) -> String {
    // A dossier holds strings, numbers and lists only: it always serialises.
    serde_json::to_string_pretty(part).unwrap_or_default()
}

/// The name on the pages: the candidate, or on an employer's statement alone the employee.
fn naam(part: &Dossier) -> Option<String> {
    let werknemer = || part.werkverklaringen.iter().find_map(|(_, verklaring)| Some(verklaring.werknemer.as_ref()?.naam.trim().to_owned()));
    part.kandidaat.as_ref().map(crate::dossier::Kandidaat::naam).or_else(werknemer)
}

/// The finding that a document has nobody's name to print; silent where the field was there and refused.
fn nobody(kind: &Kind, part: &Part, regeling: &Regeling) -> Result<Option<Diagnostic>, Error> {
    let titel = &regeling.document(kind.soort)?.titel;
    let (path, message, help) = if kind.root.starts_with("/werkverklaringen") {
        let place = part.origins.iter().find(|(here, _)| here == kind.root).map_or(kind.root, |(_, there)| there);
        (
            place.to_owned(),
            format!("Voor deze {} ontbreekt de naam van de werknemer.", titel.to_lowercase()),
            "Vul \"werknemer\": { \"naam\": ... } in, of de gegevens van de kandidaat.",
        )
    } else {
        (
            String::new(),
            "\"Kandidaat\" (`kandidaat`) ontbreekt; de naam staat op elk document.".to_owned(),
            "Vul \"kandidaat\" in, met ten minste \"voornaam_voorletters\" en \"achternaam\".",
        )
    };
    Ok(Some(Diagnostic::new(&SCHEMA_ONTBREEKT, path, message, help)))
}

fn document(kind: &Kind, part: Part, regeling: &Regeling, options: Options) -> Result<Document, Error> {
    let entry = regeling.document(kind.soort)?;
    let dossier = &part.dossier;
    let value = serde_json::to_value(dossier).map_err(|error| Error::Internal(format!("a part does not serialise: {error}")))?;
    let titel = match part.titel.as_str() {
        "" => entry.titel.clone(),
        of => format!("{}: {of}", entry.titel),
    };
    let datum = dossier.aanvraagdatum.or(part.datum).unwrap_or(regeling.gegevens.datum);
    let purpose = if options.fillable { Purpose::Screen } else { Purpose::Record };
    let mut data = frame(kind, entry, regeling, &titel, naam(dossier).as_deref(), datum, purpose)?;
    data["document"]["concept"] = json!(options.concept);
    if options.concept {
        data["document"]["pdf_titel"] = json!(format!("Concept: {titel}"));
        data["document"]["handtekeningen"] = json!({});
    }
    data["document"]["vertrouwelijk"] = json!(dossier.vertrouwelijk.unwrap_or(true));
    fill_in(&mut data, kind, &View::new(kind, regeling, purpose)?, &value);
    data["afgeleid"] = (kind.derived)(dossier, regeling, purpose)?;
    data["dossier_json"] = match purpose {
        Purpose::Screen => json!(fields::form_json(&value, regeling)),
        Purpose::Record | Purpose::Pen if options.no_embed => Value::Null,
        Purpose::Record | Purpose::Pen => json!(part_json(dossier)),
    };
    let name = file_name(entry, &part)?;
    Ok(Document {
        soort: kind.soort.to_owned(),
        bestand: if options.fillable { with_suffix(&name, "_invullen") } else { format!("{name}.pdf") },
        titel,
        paginas_max: entry.paginas_max.filter(|_| !options.concept),
        purpose,
        data,
        part: Some(part.dossier),
        origins: part.origins,
    })
}

fn blank_form(kind: &Kind, regeling: &Regeling, purpose: Purpose) -> Result<Document, Error> {
    let entry = regeling.document(kind.soort)?;
    let mut data = frame(kind, entry, regeling, &entry.titel, None, regeling.gegevens.datum, purpose)?;
    let preset = (kind.preset)(regeling);
    fill_in(&mut data, kind, &View::new(kind, regeling, purpose)?, &preset);
    data["afgeleid"] = (kind.derived)(&Dossier::default(), regeling, purpose)?;
    data["dossier_json"] = if purpose == Purpose::Screen { json!(fields::form_json(&preset, regeling)) } else { Value::Null };
    let name = clean_name(&format!("B{}_{}", entry.bijlage, entry.soort));
    Ok(Document {
        soort: kind.soort.to_owned(),
        bestand: with_suffix(&name, if purpose == Purpose::Pen { "_leeg-pen" } else { "_leeg" }),
        titel: entry.titel.clone(),
        paginas_max: None,
        purpose,
        data,
        part: None,
        origins: Vec::new(),
    })
}

/// Puts the fields of the kind, of the candidate and of the dossier itself in the data of a document.
fn fill_in(data: &mut Value, kind: &Kind, view: &View<'_>, value: &Value) {
    data["velden"] = view.form(kind.root, value.pointer(kind.root));
    data["kandidaat"] = view.form("/kandidaat", value.pointer("/kandidaat"));
    data["dossier"] = own_fields(view, value);
}

/// The fields of the dossier itself that a form shows.
fn own_fields(view: &View<'_>, value: &Value) -> Value {
    let fields = ["aanvraagdatum", "certificaat_nummer", "certificaat_geldig_tot"].map(|key| {
        let path = format!("/{key}");
        (key.to_owned(), view.form(&path, value.pointer(&path)))
    });
    Value::Object(fields.into_iter().collect())
}

/// What every document says about itself.
fn frame(
    kind: &Kind,
    entry: &DocumentSoort,
    regeling: &Regeling,
    titel: &str,
    naam: Option<&str>,
    datum: Datum,
    purpose: Purpose,
) -> Result<Value, Error> {
    let signatures = kind.signatures.iter().filter(|_| purpose != Purpose::Pen);
    let handtekeningen: serde_json::Map<String, Value> = signatures.map(|(name, uitleg)| fields::signature(name, uitleg)).collect();
    let gegevens = &regeling.gegevens;
    let (year, month, day) = datum.parts();
    Ok(json!({
        "document": {
            "soort": entry.soort,
            "bijlage": entry.bijlage,
            "titel": entry.titel,
            "pdf_titel": titel,
            "naam": naam.map(view::pieces),
            "auteur": naam,
            "datum": [year, month, day],
            "regeling": gegevens.naam,
            "opmaak": fill(&gegevens.opmaak, json!({ "naam": gegevens.naam, "instelling": gegevens.instelling }))?,
            "uitleg": entry.uitleg,
            "concept": false,
            // To be filled in, by pen or on a screen.
            "formulier": purpose != Purpose::Record,
            "pen": purpose == Purpose::Pen,
            "handtekeningen": handtekeningen,
            "invul": { "regel": form::LINE, "marge": form::MARGIN_Y },
            "vertrouwelijk": true,
        },
        "dossier_json": null,
    }))
}

/// The name of a file, without its extension.
fn file_name(entry: &DocumentSoort, part: &Part) -> Result<String, Error> {
    let values = json!({
        "nr": part.nr,
        "nr2": format!("{:02}", part.nr),
        "datum": part.datum.map(|datum| datum.to_string()).unwrap_or_default(),
        "titel": clean_name(&part.titel.to_lowercase()),
    });
    Ok(clean_name(&fill(&entry.bestandsnaam, values)?))
}

/// The name of a PDF with something behind its name, not longer than a name may be.
fn with_suffix(name: &str, suffix: &str) -> String {
    let most = MAX_FILE_NAME - ".pdf".len() - suffix.len();
    format!("{}{suffix}.pdf", &name[..name.len().min(most)])
}

/// A name that every system can store: ASCII letters, digits, `-`, `_`; short; never a reserved name, never empty.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let ascii = deunicode::deunicode(name);
    let mut clean = String::new();
    for c in ascii.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => clean.push(c),
            _ if clean.ends_with(['-', '_']) || clean.is_empty() => {}
            _ => clean.push('-'),
        }
    }
    clean.truncate(MAX_FILE_NAME - ".pdf".len());
    let trimmed = clean.trim_matches(['-', '_']);
    let device = ["con", "prn", "aux", "nul", "com", "lpt"].iter().any(|name| {
        let lower = trimmed.to_lowercase();
        lower.strip_prefix(name).is_some_and(|rest| rest.is_empty() || (name.starts_with(['c', 'l']) && *name != "con" && rest.len() == 1))
    });
    match trimmed {
        "" => "document".to_owned(),
        _ if device => format!("x-{trimmed}"),
        _ => trimmed.to_owned(),
    }
}

/// Two documents never have the same file: a later one gets a number behind its name. Compared without case, as some systems do.
fn unique_names(documents: &mut [Document]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for document in documents {
        let stem = document.bestand.trim_end_matches(".pdf").to_owned();
        let mut count = 1;
        while !taken.insert(document.bestand.to_lowercase()) {
            count += 1;
            document.bestand = with_suffix(&stem, &format!("_{count}"));
        }
    }
}

/// The fields of a dossier that every part keeps.
fn shared(dossier: &Dossier) -> Dossier {
    Dossier {
        schema_versie: dossier.schema_versie.clone(),
        regeling: dossier.regeling.clone(),
        aanvraagdatum: dossier.aanvraagdatum,
        vertrouwelijk: dossier.vertrouwelijk,
        kandidaat: dossier.kandidaat.clone(),
        ..Dossier::default()
    }
}

/// Where the shared fields stand: the same place.
fn shared_origins() -> Vec<(String, String)> {
    ["/kandidaat", "/aanvraagdatum", "/vertrouwelijk", "/regeling", "/schema_versie"]
        .map(|path| (path.to_owned(), path.to_owned()))
        .to_vec()
}

/// The origins of a part that holds the element `place` of `list` as its only one.
fn element_origins(list: &str, place: usize) -> Vec<(String, String)> {
    let mut origins = vec![(format!("{list}/0"), format!("{list}/{place}"))];
    origins.extend(shared_origins());
    origins
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn makes_names_that_every_system_can_store() {
        assert_eq!(clean_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(clean_name("Café “Ünïcode” / C:\\x"), "Cafe-Unicode-C-x");
        assert_eq!(clean_name("nul"), "x-nul");
        assert_eq!(clean_name("COM1"), "x-COM1");
        assert_eq!(clean_name("congres"), "congres");
        assert_eq!(clean_name("a\0b\u{202e}c"), "a-bc");
        assert_eq!(clean_name(".."), "document");
        assert!(clean_name(&"lang ".repeat(100)).len() <= 76);
    }
}
