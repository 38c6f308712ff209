//! The documents of a regeling, tried: every template for the example and empty, every field asked, every file with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::gebrek::Gebrek;
use super::kopjes::Kopjes;
use super::maker::Maker;
use crate::documents::Purpose;
use crate::error::Error;
use crate::finding::is_within;
use crate::input::{self, Input};
use crate::pdf;
use crate::press::{Job, Made, Status};
use crate::regeling::{BESTAND, Regeling, SCHEMA, VOORBEELD};
use crate::schema::Schema;

/// Tries the documents. `example` is the example as it was read, where there is one.
pub(super) fn check(
    regeling: &Regeling,
    example: Option<&Input>,
    kopjes: &Kopjes<'_>,
    schema_text: &str,
    maker: &Maker<'_>,
    found: &mut Vec<Gebrek>,
) -> Result<usize, Error> {
    let mut asked = BTreeSet::new();
    for purpose in [Purpose::Screen, Purpose::Pen] {
        let Some(forms) = told((maker.blank)(purpose), found)? else { continue };
        asked.extend(forms.iter().flat_map(fields));
    }
    if !asked.is_empty() {
        unasked(regeling, &asked, schema_text, found);
    }
    let empty = input::read(b"{}", regeling)?;
    told((maker.check)(&empty, &Job::default()), found)?;
    let Some(example) = example else { return Ok(0) };
    let Some(verdict) = told((maker.check)(example, &Job::default()), found)? else { return Ok(0) };
    for finding in verdict.findings.iter().filter(|finding| finding.is_error()) {
        let what = format!("In het voorbeeld is iets mis: {} ({}).", finding.message, finding.rule.code);
        let line = example.source.position(finding).line;
        found.push(Gebrek::new(VOORBEELD, what, &finding.help).at(Some(line)));
    }
    same_names(regeling, example, kopjes, maker, found)?;
    Ok(verdict.documents.len())
}

/// What came of trying; a template that does not compile is a mistake, with its file and line.
fn told<T>(result: Result<T, Error>, found: &mut Vec<Gebrek>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Template(what)) => {
            for gebrek in what.lines().map(template) {
                if !found.contains(&gebrek) {
                    found.push(gebrek);
                }
            }
            Ok(None)
        }
        Err(Error::Regeling(what)) => {
            found.push(Gebrek::new(BESTAND, what, "Verbeter de tekst of de expressie."));
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// A message of Typst: `soort: bestand:regel: what is wrong`.
fn template(message: &str) -> Gebrek {
    let parts: Vec<&str> = message.splitn(4, ": ").collect();
    let placed = parts.iter().enumerate().find_map(|(n, part)| {
        let (file, line) = part.rsplit_once(':')?;
        Some((n, file, line.parse::<usize>().ok()?))
    });
    let cure = "Verbeter het sjabloon op deze regel; de melding is van Typst.";
    match placed {
        Some((n, file, line)) => Gebrek::new(file, format!("Typst: {}", parts[n + 1..].join(": ")), cure).at(Some(line)),
        None => Gebrek::new("", format!("Typst: {message}"), cure),
    }
}

/// The names of the fields of a form.
fn fields(made: &Made) -> Vec<String> {
    let Status::Made(bytes) = &made.status else { return Vec::new() };
    pdf::read(bytes).map(|form| form.fields.into_iter().map(|field| field.name).collect()).unwrap_or_default()
}

fn unasked(regeling: &Regeling, asked: &BTreeSet<String>, schema_text: &str, found: &mut Vec<Gebrek>) {
    let mut leaves = Vec::new();
    leaves_of(&regeling.schema, regeling.schema.root(), "", "", &mut leaves);
    for (pointer, place) in leaves {
        let excused = |known: &String| is_within(&pointer, &known.replace('*', "0"));
        let own = ["/$schema", "/schema_versie", "/regeling"].contains(&pointer.as_str());
        if own || asked.contains(&crate::form::name(&pointer)) || regeling.gegevens.niet_gevraagd.iter().any(excused) {
            continue;
        }
        let what = format!("Geen formulier vraagt naar \"{}\" ({pointer}).", regeling.schema.label(&pointer));
        let cure = "Zet het veld in een sjabloon en de rijen van zijn lijst bij `rijen`, of noem het bij `niet_gevraagd`.";
        found.push(Gebrek::new(SCHEMA, what, cure).at(input::line_of(schema_text, &place)));
    }
}

/// The leaves of a schema: pointer in the data, `0` for a place in a list, and pointer of its definition in the schema.
fn leaves_of(schema: &Schema, site: &Value, pointer: &str, place: &str, leaves: &mut Vec<(String, String)>) {
    let node = schema.resolve(site);
    let target =
        site.get("$ref").and_then(Value::as_str).map_or_else(|| place.to_owned(), |target| target.trim_start_matches('#').to_owned());
    if let Some(properties) = node.get("properties").and_then(Value::as_object) {
        for (key, field) in properties {
            let key = crate::finding::escape(key);
            leaves_of(schema, field, &format!("{pointer}/{key}"), &format!("{target}/properties/{key}"), leaves);
        }
    } else if let Some(items) = node.get("items") {
        leaves_of(schema, items, &format!("{pointer}/0"), &format!("{target}/items"), leaves);
    } else {
        leaves.push((pointer.to_owned(), place.to_owned()));
    }
}

/// Two documents of the example that would get one file name: the program tells them apart by a number behind it, but nobody knows which.
fn same_names(regeling: &Regeling, example: &Input, kopjes: &Kopjes<'_>, maker: &Maker<'_>, found: &mut Vec<Gebrek>) -> Result<(), Error> {
    let Some(documents) = told((maker.documents)(example), found)? else { return Ok(()) };
    let names: BTreeMap<&str, &str> = documents.iter().map(|made| (made.bestand.as_str(), made.soort.as_str())).collect();
    for made in &documents {
        let Some(other) = numbered(&made.bestand).and_then(|first| names.get(first.as_str())) else { continue };
        let soort = &made.soort;
        let place = regeling.gegevens.documenten.iter().position(|entry| entry.soort == *soort).unwrap_or_default();
        let whose =
            if other == soort { format!("Twee documenten van de soort \"{soort}\"") } else { format!("\"{other}\" en \"{soort}\"") };
        let cure = "Neem in `bestandsnaam` iets op dat ze onderscheidt, zoals {{ nr2 }} of {{ datum }}.";
        let line = kopjes.line("documenten", place, Some("bestandsnaam"));
        found.push(Gebrek::new(BESTAND, format!("{whose} krijgen bij het voorbeeld dezelfde bestandsnaam."), cure).at(line));
    }
    Ok(())
}

/// The name that a document would have, if another did not have it already: without the number behind it.
fn numbered(name: &str) -> Option<String> {
    let (stem, number) = name.strip_suffix(".pdf")?.rsplit_once('_')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{stem}.pdf"))
}
