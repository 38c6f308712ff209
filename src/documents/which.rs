//! Which document the data of a file is of, whatever the file is called and whichever version made it.

use serde_json::Value;

use super::document::Document;
use super::part::KIND;
use super::{make, part};
use crate::error::Error;
use crate::regeling::{DocumentSoort, GEMAAKT_MET, REGELING, Regeling, Uit};

/// What a file is beside a document of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// It says what the document says.
    Equal,
    /// It is of the same thing, and says something else about it.
    Changed,
}

/// The kind of document that data is of: what the file says, else the kind that leaves least of the data out.
pub(crate) fn kind_of<'r>(data: &Value, regeling: &'r Regeling) -> Option<&'r str> {
    let kinds = || regeling.gegevens.documenten.iter().filter(|entry| entry.uit == Uit::Dossier);
    if let Some(said) = data[GEMAAKT_MET][KIND].as_str() {
        return kinds().map(|entry| entry.soort.as_str()).find(|soort| *soort == said);
    }
    let data = regeling.schema.canonical(data.clone(), false);
    let kept = |entry: &DocumentSoort| match &part::parts(entry, regeling, &data, false)[..] {
        [one] => Some(leaves(&one.value, regeling)),
        _ => None,
    };
    // The first of equals.
    kinds().filter_map(|entry| Some((kept(entry)?, entry))).rev().max_by_key(|(kept, _)| *kept).map(|(_, entry)| entry.soort.as_str())
}

/// What data of the kind of a document is beside it; `None` where it is about something else.
///
/// # Errors
/// When the regeling does not know the kind.
pub(crate) fn likeness(document: &Document, data: &Value, regeling: &Regeling) -> Result<Option<Likeness>, Error> {
    let Some(mut differing) = make::differences(document, data, regeling)? else { return Ok(None) };
    // A regeling answers to more than one name.
    if data[REGELING].as_str().is_none_or(|name| regeling.answers_to(name)) {
        differing.retain(|path| path.strip_prefix('/') != Some(REGELING));
    }
    if differing.is_empty() {
        return Ok(Some(Likeness::Equal));
    }
    let entry = regeling.document(&document.soort)?;
    let told = |value: &Value| make::told(entry, regeling, value);
    let same = entry.per.is_none() || document.part.as_ref().map(told) == Some(told(&regeling.schema.canonical(data.clone(), false)));
    Ok(same.then_some(Likeness::Changed))
}

fn leaves(value: &Value, regeling: &Regeling) -> usize {
    let mut count = 0;
    regeling.schema.visit(value, &mut |_, _, _| count += 1);
    count
}
