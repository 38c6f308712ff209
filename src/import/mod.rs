//! Forms that somebody filled in to a dossier, or into one.
//!
//! A form overwrites nothing: what it says other than the dossier is a finding, with its page and field. What it says that
//! the dossier does not is taken over, and then held against the schema and the limit of pages; the rest is a matter of `check`.

mod merge;
mod part;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, is_within};
use crate::error::Error;
use crate::input::schema::{model, resolve};
use crate::input::{self, Input};
use crate::pdf::{self, NoForm};
use crate::press::{Job, Press};
use crate::regeling::Regeling;
use crate::rules::FORMULIER_ONLEESBAAR;
use merge::Merge;
use part::Part;

/// What the forms gave.
#[derive(Debug)]
pub struct Imported {
    /// The dossier, or the part of one, as JSON text; `None` where the whole of it cannot be a dossier.
    pub json: Option<String>,
    /// What could not be taken over, and what is wrong with what was, in the order of the forms.
    pub findings: Vec<FormFinding>,
    /// What each form gave, in the order that they were handed in.
    pub forms: Vec<Taken>,
}

/// A finding about a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormFinding {
    /// What is wrong; its path is a pointer into the dossier that came out.
    pub diagnostic: Diagnostic,
    /// Which form, from 0.
    pub form: usize,
    /// Page, from 1, where it is about a field.
    pub page: Option<usize>,
    /// Full name of the field.
    pub field: Option<String>,
}

/// What a form gave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Fields of the form; none where it could not be read.
    pub fields: usize,
    /// Fields that are filled in.
    pub filled: usize,
    /// Values that the dossier did not have.
    pub new: usize,
    /// Values that the dossier has already.
    pub known: usize,
}

/// Reads forms, each the bytes of a PDF, into a new dossier or into one that was read.
///
/// # Errors
/// On a fault of our own or of the regeling; whatever is wrong with a form is a finding.
pub fn import(forms: &[&[u8]], into: Option<&Input>, regeling: &Regeling, press: &Press<'_>) -> Result<Imported, Error> {
    let mut target = into.and_then(|input| input.json.clone()).unwrap_or_else(|| Value::Object(Map::new()));
    let mut findings = Vec::new();
    let mut taken = Vec::new();
    let mut moved = Vec::new();
    let mut places = Vec::new();
    for (form, bytes) in forms.iter().enumerate() {
        let (part, found) = match pdf::read(bytes) {
            Ok(filled) => part::read(&filled, regeling)?,
            Err(reason) => (Part::default(), vec![Found::whole(unreadable(reason))]),
        };
        findings.extend(found.into_iter().map(|found| found.of(form)));
        let mut merge = Merge::new(&part, into.is_none());
        merge.add_to(&mut target);
        taken.push(Taken { fields: part.places.len(), filled: part.filled(), ..merge.taken });
        findings.extend(merge.findings.drain(..).map(|found| found.of(form)));
        moved.extend(merge.moved.into_iter().map(|(there, here)| (there, form, here)));
        places.push(part.places);
    }
    if into.is_none() {
        target = in_model_order(target, model());
    }
    let json = serde_json::to_string_pretty(&target).map_err(|error| Error::Internal(error.to_string()))? + "\n";
    let read = input::read(json.as_bytes(), regeling)?;
    let whole = read.left_out.iter().any(String::is_empty);
    let verdict = press.check(&read, &Job::default())?;
    // Whether a text is complete is a matter of `check`: a dossier is filled in bit by bit.
    for finding in verdict.findings.into_iter().filter(Diagnostic::stops_forms) {
        let from = moved.iter().filter(|(there, ..)| is_within(&finding.path, there)).max_by_key(|(there, ..)| there.len());
        if let Some((there, form, here)) = from {
            let place = places[*form].get(&format!("{here}{}", &finding.path[there.len()..]));
            let (page, field) = place.map_or((None, None), |place| (place.page, Some(place.name.clone())));
            findings.push(FormFinding { diagnostic: finding, form: *form, page, field });
        } else if whole {
            findings.push(FormFinding { diagnostic: finding, form: forms.len().saturating_sub(1), page: None, field: None });
        }
    }
    findings.sort_by_key(|finding| finding.form);
    Ok(Imported { json: Some(json).filter(|_| !whole), findings, forms: taken })
}

/// A finding in a form, before it is known which form it is.
struct Found {
    diagnostic: Diagnostic,
    page: Option<usize>,
    field: Option<String>,
}

impl Found {
    fn whole(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, page: None, field: None }
    }

    fn of(self, form: usize) -> FormFinding {
        FormFinding { diagnostic: self.diagnostic, form, page: self.page, field: self.field }
    }
}

fn unreadable(reason: NoForm) -> Diagnostic {
    let (message, help) = match reason {
        NoForm::TooLarge => ("In het bestand zit veel meer dan een formulier kan bevatten.", "Controleer of dit het bedoelde bestand is."),
        NoForm::NotPdf => ("Dit is geen pdf.", "Geef het ingevulde formulier op, een bestand dat op .pdf eindigt."),
        NoForm::Encrypted => (
            "De pdf is versleuteld of met een wachtwoord beveiligd.",
            "Open het formulier in een pdf-lezer, sla het zonder beveiliging op en lees het opnieuw in.",
        ),
        NoForm::Damaged => (
            "De pdf is beschadigd of niet compleet.",
            "Vraag om een nieuwe kopie, of open het formulier in een pdf-lezer, kijk of alles er staat en sla het op.",
        ),
    };
    Diagnostic::new(&FORMULIER_ONLEESBAAR, "", message, help)
}

/// The same value with the fields of every object in the order of the model.
fn in_model_order(value: Value, site: &Value) -> Value {
    let node = resolve(site);
    match value {
        Value::Object(mut map) => {
            let mut ordered = Map::new();
            for (key, site) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if let Some(value) = map.shift_remove(key) {
                    ordered.insert(key.clone(), in_model_order(value, site));
                }
            }
            ordered.extend(map);
            Value::Object(ordered)
        }
        Value::Array(items) => {
            let site = node.get("items").unwrap_or(&Value::Null);
            Value::Array(items.into_iter().map(|item| in_model_order(item, site)).collect())
        }
        other => other,
    }
}
