//! A dossier to the documents that it makes: one file per kind, and the one list of all kinds.
//!
//! A document is made from its own *part* of the dossier alone. That part is embedded in the PDF, so the same pages can
//! be made from it again, and everything that a page says follows from it. Nothing here knows how pages are laid out.

mod ervaringsverklaring;
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
    derived: fn(&Dossier, &Regeling) -> Result<Value, Error>,
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
    /// Everything that the template shows; `None` as `dossier_json` embeds nothing.
    pub(crate) data: Value,
    /// Its part of the dossier: a valid input by itself. A blank form has none.
    pub(crate) part: Option<Dossier>,
    origins: Vec<(String, String)>,
}

/// How documents are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// A watermark on every page, and no limit of pages.
    pub concept: bool,
    /// Leave the data out of the PDF (PDF/A-2a instead of A-3a).
    pub no_embed: bool,
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

/// The empty forms, to be filled in by pen.
///
/// # Errors
/// When the regeling has no entry or a faulty text for a kind.
pub fn blank(soorten: &[&str], regeling: &Regeling) -> Result<Vec<Document>, Error> {
    let wanted = KINDS.iter().filter(|kind| soorten.is_empty() || soorten.contains(&kind.soort));
    wanted.map(|kind| blank_form(kind, regeling)).collect()
}

impl Document {
    /// Whether a finding lies in the data of this document.
    #[must_use]
    pub fn concerns(&self, finding: &Diagnostic) -> bool {
        self.origins.iter().any(|(_, origin)| finding.touches(origin))
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
    let mut data = frame(entry, regeling, &titel, naam(dossier).as_deref(), datum)?;
    data["document"]["concept"] = json!(options.concept);
    if options.concept {
        data["document"]["pdf_titel"] = json!(format!("Concept: {titel}"));
    }
    data["document"]["vertrouwelijk"] = json!(dossier.vertrouwelijk.unwrap_or(true));
    let view = View { regeling, rows: None };
    data["velden"] = view.form(kind.root, value.pointer(kind.root));
    data["kandidaat"] = view.form("/kandidaat", value.pointer("/kandidaat"));
    data["dossier"] = own_fields(view, Some(&value));
    data["afgeleid"] = (kind.derived)(dossier, regeling)?;
    data["dossier_json"] = if options.no_embed { Value::Null } else { json!(part_json(dossier)) };
    Ok(Document {
        soort: kind.soort.to_owned(),
        bestand: file_name(entry, &part)?,
        titel,
        paginas_max: entry.paginas_max.filter(|_| !options.concept),
        data,
        part: Some(part.dossier),
        origins: part.origins,
    })
}

fn blank_form(kind: &Kind, regeling: &Regeling) -> Result<Document, Error> {
    let entry = regeling.document(kind.soort)?;
    let mut data = frame(entry, regeling, &entry.titel, None, regeling.gegevens.datum)?;
    data["document"]["leeg"] = json!(true);
    let view = View { regeling, rows: Some(&entry.rijen) };
    data["velden"] = view.form(kind.root, None);
    data["kandidaat"] = view.form("/kandidaat", None);
    data["dossier"] = own_fields(view, None);
    data["afgeleid"] = (kind.derived)(&Dossier::default(), regeling)?;
    Ok(Document {
        soort: kind.soort.to_owned(),
        bestand: format!("{}_leeg.pdf", clean_name(&format!("B{}_{}", entry.bijlage, entry.soort))),
        titel: entry.titel.clone(),
        paginas_max: None,
        data,
        part: None,
        origins: Vec::new(),
    })
}

/// The fields of the dossier itself that a form shows.
fn own_fields(view: View<'_>, value: Option<&Value>) -> Value {
    let fields = ["aanvraagdatum", "certificaat_nummer", "certificaat_geldig_tot"].map(|key| {
        let path = format!("/{key}");
        (key.to_owned(), view.form(&path, value.and_then(|value| value.pointer(&path))))
    });
    Value::Object(fields.into_iter().collect())
}

/// What every document says about itself.
fn frame(entry: &DocumentSoort, regeling: &Regeling, titel: &str, naam: Option<&str>, datum: Datum) -> Result<Value, Error> {
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
            "leeg": false,
            "vertrouwelijk": true,
        },
        "dossier_json": null,
    }))
}

fn file_name(entry: &DocumentSoort, part: &Part) -> Result<String, Error> {
    let values = json!({
        "nr": part.nr,
        "nr2": format!("{:02}", part.nr),
        "datum": part.datum.map(|datum| datum.to_string()).unwrap_or_default(),
        "titel": clean_name(&part.titel.to_lowercase()),
    });
    Ok(format!("{}.pdf", clean_name(&fill(&entry.bestandsnaam, values)?)))
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
            let suffix = format!("_{count}");
            let most = MAX_FILE_NAME - ".pdf".len() - suffix.len();
            document.bestand = format!("{}{suffix}.pdf", &stem[..stem.len().min(most)]);
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
