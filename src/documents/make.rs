//! A dossier to its documents, and the empty forms.

use chrono::Datelike;
use serde_json::{Map, Value, json};

use super::document::{Document, Options, Purpose};
use super::fields;
use super::name::{Named, clean_name, clean_words, named_apart, with_suffix};
use super::part::{self, Part};
use super::view::{self, Manner, View};
use crate::error::Error;
use crate::finding::{Diagnostic, is_within};
use crate::form;
use crate::input::{self, SCHEMA_ONTBREEKT};
use crate::regeling::{Afgeleid, DocumentSoort, LijstSoort, Names, Regeling, Uit};
use crate::schema::stukken::pieces;
use crate::schema::vage_datum::VageDatum;
use crate::sha256::sha256;

/// Characters of a code that tells apart two documents that would have the same file name.
const CODE: usize = 6;

/// The documents that a dossier makes, and what keeps others from being made.
///
/// # Errors
/// When a text or expression of the regeling cannot be filled in.
pub fn documents(dossier: &Value, regeling: &Regeling, options: Options) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
    let mut documents: Vec<(Document, Named)> = Vec::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for entry in regeling.gegevens.documenten.iter().filter(|entry| entry.uit == Uit::Dossier) {
        let mut parts = part::parts(entry, regeling, dossier, !options.fillable);
        parts.extend(part::missing(entry, regeling, dossier).filter(|_| options.concept));
        let mut made = Vec::new();
        let mut without = None;
        for part in parts {
            let of = Of::new(entry, regeling, &part)?;
            if of.naam.is_none() && without.is_none() {
                without = nobody(entry, &part, regeling);
            }
            made.push(document(&of, part, options)?);
        }
        if without.is_none() || options.concept {
            documents.extend(made);
        }
        findings.extend(without);
    }
    let documents = named_apart(documents);
    findings.dedup_by(|a, b| a.path == b.path && a.message == b.message);
    Ok((documents, findings))
}

/// The empty forms: with fields, or to be filled in by pen.
///
/// # Errors
/// When a text or expression of the regeling cannot be filled in.
pub fn blank(soorten: &[&str], regeling: &Regeling, purpose: Purpose) -> Result<Vec<Document>, Error> {
    let from_data = regeling.gegevens.documenten.iter().filter(|entry| entry.uit == Uit::Dossier);
    let wanted = from_data.filter(|entry| soorten.is_empty() || soorten.contains(&entry.soort.as_str()));
    wanted.map(|entry| blank_form(entry, regeling, purpose)).collect()
}

/// The same document made of another part.
///
/// # Errors
/// When the part holds no document of this kind.
pub(crate) fn with_part(known: &Document, value: &Value, regeling: &Regeling, options: Options) -> Result<Document, Error> {
    let entry = regeling.document(&known.soort)?;
    let part = part::parts(entry, regeling, value, !options.fillable).into_iter().next();
    let part = part.ok_or_else(|| Error::Internal(format!("a part of {} makes no document", known.soort)))?;
    Ok(document(&Of::new(entry, regeling, &part)?, part, options)?.0)
}

/// The documents of a dossier that could not even be begun: their data was refused, or has no name to print. Each is its kind and what
/// it is called in words; `documents` are those that were.
#[must_use]
pub fn not_begun<'r>(
    dossier: &Value,
    left_out: &[String],
    documents: &[&Document],
    regeling: &'r Regeling,
) -> Vec<(&'r DocumentSoort, String)> {
    let refused = |pointer: &str| left_out.iter().any(|part| is_within(pointer, part) || (!part.is_empty() && is_within(part, pointer)));
    let begun = |entry: &DocumentSoort, pointer: &str| {
        documents.iter().any(|one| one.soort == entry.soort && one.origins.first().is_some_and(|(_, there)| there == pointer))
    };
    let mut found = Vec::new();
    for entry in regeling.gegevens.documenten.iter().filter(|entry| entry.uit == Uit::Dossier) {
        match (&entry.per, dossier.pointer(entry.per.as_deref().unwrap_or_default())) {
            (Some(per), Some(Value::Array(items))) => {
                let places = (0..items.len()).map(|place| format!("{per}/{place}"));
                let missing = places.filter(|pointer| !begun(entry, pointer));
                found.extend(missing.map(|pointer| (entry, format!("{}, {}", entry.titel, regeling.place(&pointer, dossier)))));
            }
            (Some(per), _) if refused(per) => found.push((entry, format!("{}, alle", entry.titel))),
            (None, _) => {
                let van = entry.van.as_deref().unwrap_or_default();
                let there = part::is_there(dossier, van, regeling) || (!van.is_empty() && refused(van));
                found.extend((there && !begun(entry, van)).then(|| (entry, entry.titel.clone())));
            }
            (Some(_), _) => {}
        }
    }
    found
}

/// The fields in which other data differs from that of a document, as pointers in the whole: `None` where it makes no document of this
/// kind. What a document leaves out is not compared, whatever version made the other data.
///
/// # Errors
/// When the regeling does not know the kind.
pub(crate) fn differences(document: &Document, other: &Value, regeling: &Regeling) -> Result<Option<Vec<String>>, Error> {
    let entry = regeling.document(&document.soort)?;
    let part = part::parts(entry, regeling, &regeling.schema.canonical(other.clone(), false), true).into_iter().next();
    let (Some(part), Some(own)) = (part, &document.part) else { return Ok(None) };
    let mut leaves: Vec<(String, bool)> = Vec::new();
    for (value, against) in [(own, &part.value), (&part.value, own)] {
        regeling.schema.visit(value, &mut |path, _, leaf| leaves.push((path.to_owned(), against.pointer(path) != Some(leaf))));
    }
    let mut differing: Vec<String> = leaves.into_iter().filter(|(_, differs)| *differs).map(|(path, _)| document.origin(&path)).collect();
    let mut seen = std::collections::BTreeSet::new();
    differing.retain(|path| seen.insert(path.clone()));
    Ok(Some(differing))
}

/// What a document is of: its kind, its regeling, and what expressions can name.
pub(super) struct Of<'r> {
    entry: &'r DocumentSoort,
    regeling: &'r Regeling,
    root: String,
    names: Names,
    /// The name on its pages.
    pub(super) naam: Option<String>,
}

impl<'r> Of<'r> {
    pub(super) fn new(entry: &'r DocumentSoort, regeling: &'r Regeling, part: &Part) -> Result<Self, Error> {
        let root = part::root(entry);
        let names = part::names(&part.value, &root, part.nr, regeling);
        let naam = naam(regeling, &names)?;
        Ok(Self { entry, regeling, root, names: names.with("naam", &json!(naam)), naam })
    }

    /// What expressions can name when a document is made for a purpose.
    fn names_for(&self, purpose: Purpose, empty: bool) -> Names {
        let names = self.names.clone().with("leeg_formulier", &json!(empty));
        names.with("scherm", &json!(purpose == Purpose::Screen)).with("pen", &json!(purpose == Purpose::Pen))
    }

    fn derived(&self, part: Option<&Value>, purpose: Purpose) -> Result<Value, Error> {
        let mut derived = match self.regeling.basis {
            Some(basis) => (basis.derived)(&self.entry.soort, part, self.regeling)?,
            None => Map::new(),
        };
        let names = self.names_for(purpose, part.is_none());
        for (name, how) in &self.entry.afgeleid {
            let value = match how {
                Afgeleid::Tekst(template) => pieces(&self.regeling.fill(template, &names)?),
                Afgeleid::Waarde(expression) => view::with_pieces(self.regeling.value(expression, &names)?.unwrap_or_default()),
            };
            derived.insert(name.clone(), value);
        }
        Ok(Value::Object(derived))
    }

    /// Everything that a template shows, but for what is embedded.
    fn data(&self, titel: &str, day: [u32; 3], manner: Manner, value: &Value, derive_from: Option<&Value>) -> Result<Value, Error> {
        let view = View::new(self.entry, &self.root, self.regeling, manner);
        let purpose = manner.purpose();
        let mut data = self.frame(titel, day, purpose)?;
        data["velden"] = view.form(&self.root, value.pointer(&self.root));
        let shared = part::kept(self.entry, self.regeling)
            .filter_map(|pointer| Some((part::key(pointer)?, view.form(pointer, value.pointer(pointer)))));
        data["gedeeld"] = Value::Object(shared.collect());
        data["afgeleid"] = self.derived(derive_from, purpose)?;
        Ok(data)
    }

    /// What every document says about itself.
    pub(super) fn frame(&self, titel: &str, day: [u32; 3], purpose: Purpose) -> Result<Value, Error> {
        let gegevens = &self.regeling.gegevens;
        // What is signed on a screen is the document that is made of a form, not the form.
        let handtekeningen = if purpose == Purpose::Record { fields::signatures(&self.entry.handtekeningen) } else { Map::new() };
        let opmaak_names = self.regeling.names().with("naam", &json!(gegevens.naam)).with("instelling", &json!(gegevens.instelling));
        let vertrouwelijk = match &gegevens.vertrouwelijk {
            Some(expression) => self.regeling.holds(expression, &self.names)?,
            None => false,
        };
        Ok(json!({
            "document": {
                "soort": self.entry.soort,
                "bijlage": self.entry.bijlage,
                "titel": self.entry.titel,
                "pdf_titel": titel,
                "naam": self.naam.as_deref().map(pieces),
                "auteur": self.naam,
                "wie": gegevens.wie.as_ref().map(|wie| &wie.label),
                "datum": day,
                "regeling": gegevens.naam,
                "opmaak": self.regeling.fill(&gegevens.opmaak, &opmaak_names)?,
                "uitleg": self.entry.uitleg,
                "concept": false,
                // To be filled in, by pen or on a screen.
                "formulier": purpose != Purpose::Record,
                "pen": purpose == Purpose::Pen,
                "scherm": purpose == Purpose::Screen,
                "te_tekenen": !self.entry.handtekeningen.is_empty(),
                "handtekeningen": handtekeningen,
                "invul": { "regel": form::LINE, "marge": form::MARGIN_Y },
                "vertrouwelijk": vertrouwelijk,
            },
            "dossier_json": null,
        }))
    }
}

/// The name on the pages.
fn naam(regeling: &Regeling, names: &Names) -> Result<Option<String>, Error> {
    let Some(wie) = &regeling.gegevens.wie else { return Ok(None) };
    let naam = regeling.fill(&wie.naam, names)?;
    Ok(Some(naam.trim().to_owned()).filter(|naam| !naam.is_empty()))
}

/// The finding that a document has nobody's name to print, where the regeling wants one.
fn nobody(entry: &DocumentSoort, part: &Part, regeling: &Regeling) -> Option<Diagnostic> {
    let wie = regeling.gegevens.wie.as_ref()?;
    let melding = wie.melding.as_ref()?;
    Some(match &entry.naamloos {
        Some(own) => {
            let path = part.origins.first().map_or("", |(_, there)| there);
            Diagnostic::new(&SCHEMA_ONTBREEKT, path, &own.melding, &own.hulp)
        }
        None => Diagnostic::new(&SCHEMA_ONTBREEKT, "", melding, &wie.hulp),
    })
}

fn document(of: &Of<'_>, part: Part, options: Options) -> Result<(Document, Named), Error> {
    let (entry, regeling) = (of.entry, of.regeling);
    let titel_van = regeling.fill(&entry.titel_van, &of.names)?;
    let titel = if titel_van.is_empty() { entry.titel.clone() } else { format!("{}: {titel_van}", entry.titel) };
    let own_day = part::day(entry, regeling, &of.names)?;
    let day = first_day(part::reference_day(&part.value, regeling).or(own_day)).unwrap_or_else(|| day_of(regeling));
    let purpose = if options.fillable { Purpose::Screen } else { Purpose::Record };
    let mut data = if options.concept {
        // What is derived rests on what is complete: as the part is read where nothing may be missing.
        let whole = input::read(part.value.to_string().as_bytes(), regeling)?.value;
        of.data(&titel, day, Manner::Concept, &with_preset(part.value.clone(), entry, regeling), Some(&whole))?
    } else if purpose == Purpose::Screen {
        // A form may be prepared of which nothing is known yet.
        let whole = input::read_for_form(part.value.to_string().as_bytes(), regeling)?.value;
        of.data(&titel, day, Manner::Of(purpose), &part.value, Some(&whole))?
    } else {
        of.data(&titel, day, Manner::Of(purpose), &part.value, Some(&part.value))?
    };
    data["document"]["concept"] = json!(options.concept);
    if options.concept {
        data["document"]["pdf_titel"] = json!(format!("Concept: {titel}"));
        data["document"]["handtekeningen"] = json!({});
    }
    data["dossier_json"] = match purpose {
        Purpose::Screen => json!(fields::form_json(&part.value, &entry.soort, regeling)),
        Purpose::Record | Purpose::Pen if options.no_embed => Value::Null,
        Purpose::Record | Purpose::Pen => json!(fields::record_json(&part.value, &entry.soort, regeling, None)),
    };
    let file_names = of.names.clone().with("nr2", &json!(format!("{:02}", part.nr)));
    let file_names = file_names.with("datum", &json!(own_day.map(|day| day.to_string()).unwrap_or_default()));
    let file_names = file_names.with("titel", &json!(clean_words(&titel_van.to_lowercase())));
    let name = clean_name(&regeling.fill(&entry.bestandsnaam, &file_names)?);
    let told = told(entry, regeling, &part.value);
    let apart = clean_words(&regeling.fill(&entry.onderscheid, &file_names)?.to_lowercase());
    let [by_told, by_all] = coded(of, &part, &told);
    let named = Named { name, apart: [apart, by_told, by_all], end: if options.fillable { "_invullen" } else { "" } };
    let told: Vec<String> = told.into_iter().map(|(_, value)| value).collect();
    let document = Document {
        soort: entry.soort.clone(),
        bestand: named.file(""),
        gecodeerd: false,
        ident: format!("{}\n{titel}\n{}\n{}", entry.soort, of.naam.as_deref().unwrap_or_default(), told.join("\n")),
        titel,
        paginas_max: entry.paginas_max.as_ref().and_then(|most| regeling.gegevens.aantal(most)).filter(|_| !options.concept),
        purpose,
        data,
        part: Some(part.value),
        origins: part.origins,
    };
    Ok((document, named))
}

fn blank_form(entry: &DocumentSoort, regeling: &Regeling, purpose: Purpose) -> Result<Document, Error> {
    let empty = Part { value: json!({}), origins: Vec::new(), nr: 1 };
    let of = Of::new(entry, regeling, &empty)?;
    let preset = preset(entry, regeling);
    let mut data = of.data(&entry.titel, day_of(regeling), Manner::Of(purpose), &preset, None)?;
    data["dossier_json"] = if purpose == Purpose::Screen { json!(fields::form_json(&preset, &entry.soort, regeling)) } else { Value::Null };
    let name = clean_name(entry.bestandsnaam_leeg.as_deref().unwrap_or(&entry.soort));
    Ok(Document {
        soort: entry.soort.clone(),
        bestand: with_suffix(&name, if purpose == Purpose::Pen { "_leeg-pen" } else { "_leeg" }),
        gecodeerd: false,
        ident: format!("{}\n{}", entry.soort, entry.titel),
        titel: entry.titel.clone(),
        paginas_max: None,
        purpose,
        data,
        part: None,
        origins: Vec::new(),
    })
}

/// What tells the element of a document from others of its list: the fields, and their values in its part.
pub(super) fn told(entry: &DocumentSoort, regeling: &Regeling, part: &Value) -> Vec<(String, String)> {
    let fields = list_of(entry, regeling).and_then(|list| list.kenmerk.first()).into_iter().flatten();
    let fields = fields.map(|field| field.trim_end_matches('?'));
    let root = part::root(entry);
    let value = |field: &str| part.pointer(&format!("{root}/{field}")).map(Value::to_string).unwrap_or_default();
    fields.map(|field| (field.to_owned(), value(field))).collect()
}

/// What a code is made of where two documents would have the same name: what tells their elements apart, else all that is in them. The
/// number of an element may be only its place in the list, and is left out.
fn coded(of: &Of<'_>, part: &Part, told: &[(String, String)]) -> [String; 2] {
    let number = list_of(of.entry, of.regeling).and_then(|list| list.nummer.as_deref());
    let told: Vec<&str> = told.iter().filter(|(field, _)| number != Some(field)).map(|(_, value)| value.as_str()).collect();
    let mut element = part.value.pointer(&of.root).cloned().unwrap_or_default();
    if let (Value::Object(fields), Some(number)) = (&mut element, number) {
        fields.shift_remove(number);
    }
    [code(&told.join("\n")), code(&element.to_string())]
}

fn list_of<'r>(entry: &DocumentSoort, regeling: &'r Regeling) -> Option<&'r LijstSoort> {
    regeling.gegevens.lijsten.get(entry.per.as_deref()?.rsplit('/').next()?)
}

/// A few characters that follow from a text, and only from it.
fn code(text: &str) -> String {
    sha256([text.as_bytes()])[..CODE].to_owned()
}

/// The first day that a date may be, as a PDF has it.
pub(super) fn first_day(datum: Option<VageDatum>) -> Option<[u32; 3]> {
    let day = datum?.eerste_dag()?;
    Some([day.year().unsigned_abs(), day.month(), day.day()])
}

/// The day of the reading of the regeling.
pub(super) fn day_of(regeling: &Regeling) -> [u32; 3] {
    let (year, month, day) = regeling.gegevens.datum.parts();
    [year.unsigned_abs(), month, day]
}

/// What stands on an empty form already: an element for each choice.
fn preset(entry: &DocumentSoort, regeling: &Regeling) -> Value {
    with_preset(json!({}), entry, regeling)
}

/// A part with an element for each choice that it has none of yet.
fn with_preset(mut value: Value, entry: &DocumentSoort, regeling: &Regeling) -> Value {
    for vooraf in &entry.vooraf {
        let mut elements = value.pointer(&vooraf.lijst).and_then(Value::as_array).cloned().unwrap_or_default();
        for choice in regeling.gegevens.keuzes.get(&vooraf.keuzes).into_iter().flatten() {
            if elements.iter().all(|element| element[&vooraf.veld] != choice.id) {
                elements.push(json!({ &vooraf.veld: choice.id }));
            }
        }
        part::set(&mut value, &vooraf.lijst, json!(elements));
    }
    value
}
