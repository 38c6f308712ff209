//! Forms that somebody filled in to a dossier, or into one.
//!
//! A form overwrites nothing: what it says other than the dossier is a finding, with its page and field. What it says that
//! the dossier does not is taken over, and then held against the schema and the limit of pages; the rest is a matter of `check`.
//!
//! **Enters:** what a filled form says, and where it goes in a dossier.
//! **Stays out:** reading bytes of a PDF (`pdf`), judging content (`regeling`).

mod dropped;
mod faults;
mod formulier;
mod found;
mod merge;
mod part;
mod rijen;
mod verschil;
mod wie;

use serde_json::{Map, Value};

use crate::error::Error;
use crate::finding::{Diagnostic, is_within};
use crate::input::{self, Input};
use crate::pdf;
use crate::regeling::Regeling;
use merge::Merge;

pub use dropped::dropped;
pub(crate) use faults::RULES;
pub use formulier::Form;
pub use found::{Antwoord, Beslis, FormFinding, Keuze, Taken, Verschil};
pub use wie::groups;

/// What the forms gave.
#[derive(Debug)]
pub struct Imported {
    /// The dossier, or the part of one, as JSON text; `None` where the whole of it cannot be a dossier, or no form could be read.
    pub json: Option<String>,
    /// What could not be taken over, and what is wrong with what was, in the order of the forms.
    pub findings: Vec<FormFinding>,
    /// What each form gave, in the order that they were handed in.
    pub forms: Vec<Taken>,
}

/// The regeling that a form names in the data that it embeds.
#[must_use]
pub fn named_regeling(form: &[u8]) -> Option<String> {
    input::named_regeling(&pdf::read(form).ok()?.data?)
}

/// A PDF that dossierpers made, as it is now.
pub(crate) struct Own {
    /// The data that it embeds, with what its fields say; `None` where it embeds none that can be read.
    pub(crate) gegevens: Option<Value>,
    /// The fields that hold a digital signature.
    pub(crate) getekend: Vec<String>,
    /// Whether something was drawn or stamped on it, or stands behind it that may be a signature and cannot be read.
    pub(crate) getekend_over: bool,
}

/// How many ends of a file are tried before it is given up: each update has one.
const ENDS: usize = 8;
/// How a PDF ends.
const EOF: &[u8] = b"%%EOF";
/// What every signature says: the bytes that it covers.
const RANGE: &[u8] = b"/ByteRange";

/// What a PDF says that dossierpers made; `None` for one of another program, or that is no form or record that can be read.
///
/// # Errors
/// On a fault of our own or of the regeling.
pub(crate) fn own(bytes: &[u8], regeling: &Regeling) -> Result<Option<Own>, Error> {
    // Behind what we made something may stand that is no update: what was made is found before it.
    let mut end = bytes.len();
    let mut filled = pdf::read(bytes);
    for _ in 0..ENDS {
        if filled.is_ok() {
            break;
        }
        let Some(at) = bytes[..end].windows(EOF.len()).rposition(|window| window == EOF) else { break };
        filled = pdf::read(&bytes[..at + EOF.len()]);
        end = at;
    }
    // A signature that cannot be read may still be one: only a person can tell.
    let unreadable = &bytes[(end + EOF.len()).min(bytes.len())..];
    let may_be_signed = unreadable.windows(RANGE.len()).any(|window| window == RANGE);
    let Ok(filled) = filled else { return Ok(None) };
    // Whose it is, its data tells too, where somebody took the mark of the program away.
    let named = || input::named_regeling(filled.data.as_ref()?).filter(|name| regeling.answers_to(name));
    if !filled.ours && named().is_none() {
        return Ok(None);
    }
    let (getekend, getekend_over) = (filled.signatures.clone(), may_be_signed || !filled.drawings.is_empty());
    let gegevens = match &filled.data {
        None => None,
        Some(_) if !filled.fields.is_empty() => Some(part::read(&filled, regeling)?.0.value),
        Some(data) => Some(input::read_for_form(data, regeling)?.value),
    };
    Ok(Some(Own { gegevens, getekend, getekend_over }))
}

/// Judges what came out: every finding about it, those of its pages included.
pub type Judge<'j> = &'j dyn Fn(&Input) -> Result<Vec<Diagnostic>, Error>;

/// Reads forms into a new dossier or into one that was read. `beslis` is asked about each difference.
///
/// # Errors
/// On a fault of our own or of the regeling; whatever is wrong with a form is a finding.
pub fn import(
    forms: Vec<Form>,
    into: Option<&Input>,
    regeling: &Regeling,
    judge: Judge<'_>,
    beslis: Beslis<'_>,
) -> Result<Imported, Error> {
    let mut target = into.and_then(|input| input.json.clone()).unwrap_or_else(|| Value::Object(Map::new()));
    let mut findings = Vec::new();
    let mut taken: Vec<Taken> = Vec::new();
    let mut moved = Vec::new();
    let mut places = Vec::new();
    let count = forms.len();
    for (form, Form { part, found, .. }) in forms.into_iter().enumerate() {
        findings.extend(found.into_iter().map(|found| found.of(form)));
        let eerder: Vec<String> = moved.iter().map(|(there, _, _): &(String, usize, String)| there.clone()).collect();
        let mut merge = Merge::new(&part, form, into.is_none(), regeling, &mut *beslis, &eerder);
        merge.add_to(&mut target);
        taken.push(merge.taken());
        findings.extend(merge.findings.drain(..).map(|found| found.of(form)));
        moved.extend(merge.moved.into_iter().map(|(there, here)| (there, form, here)));
        places.push(part.places);
    }
    if into.is_none() {
        target = regeling.schema.canonical(target, true);
    }
    let json = text(&target, into)?;
    let read = input::read(json.as_bytes(), regeling)?;
    let whole = read.left_out.iter().any(String::is_empty);
    // Whether a text is complete is a matter of `check`: a dossier is filled in bit by bit.
    for finding in judge(&read)?.into_iter().filter(Diagnostic::keeps_out) {
        let from = moved.iter().filter(|(there, ..)| is_within(&finding.path, there)).max_by_key(|(there, ..)| there.len());
        if let Some((there, form, here)) = from {
            let place = places[*form].get(&format!("{here}{}", &finding.path[there.len()..]));
            let (page, field) = place.map_or((None, None), |place| (place.page, Some(place.name.clone())));
            findings.push(FormFinding { diagnostic: finding, form: *form, page, field, keuze: None });
        } else if whole {
            findings.push(FormFinding { diagnostic: finding, form: count.saturating_sub(1), page: None, field: None, keuze: None });
        }
    }
    findings.sort_by_key(|finding| finding.form);
    // Of nothing comes nothing: an empty dossier would take the place of whatever the caller has.
    let nothing = !taken.is_empty() && taken.iter().all(|form| form.fields == 0);
    Ok(Imported { json: Some(json).filter(|_| !whole && !nothing), findings, forms: taken })
}

/// A dossier as text: in the words of the file that it was added to, where there was one.
fn text(dossier: &Value, into: Option<&Input>) -> Result<String, Error> {
    match into.filter(|input| input.can_be_added_to()) {
        Some(input) => input.text_with(dossier).ok_or_else(|| Error::Internal("a dossier that cannot be added to".to_owned())),
        None => Ok(serde_json::to_string_pretty(dossier).map_err(|error| Error::Internal(error.to_string()))? + "\n"),
    }
}
