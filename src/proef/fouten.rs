//! The fixtures of a regeling, tried: a change of the example that gives exactly its finding.

use std::collections::BTreeSet;

use serde_json::Value;

use super::documenten::told;
use super::gebrek::Gebrek;
use super::maker::Maker;
use crate::error::Error;
use crate::input;
use crate::press::{Job, NOTHING, about_the_trial};
use crate::regeling::{AnderSoort, Bestanden, Bestandsformaat, Bestandsstaat, Files, Regeling, Stuk};
use crate::sha256::sha256;

/// What stands before the name of a fixture.
const MAP: &str = "fout/";

/// Tries every fixture; where there is no `toml_text` they are only read. Gives how many there are.
pub(super) fn check(
    regeling: &Regeling,
    example: &Value,
    bestanden: &Bestanden,
    maker: &Maker<'_>,
    toml_text: Option<&str>,
    found: &mut Vec<Gebrek>,
) -> Result<usize, Error> {
    let present: BTreeSet<String> = regeling.named_files(example).into_iter().map(|(_, name)| name).collect();
    let mut count = 0;
    for (name, bytes) in bestanden.iter().filter(|(name, _)| name.starts_with(MAP)) {
        count += 1;
        match patched(example, bytes) {
            Ok(changed) => {
                let Some(toml_text) = toml_text else { continue };
                let outcome = one(regeling, name, &changed, &present, maker);
                let seen = told(outcome, regeling, toml_text, found)?.flatten();
                found.extend(seen);
            }
            Err((what, cure)) => found.push(Gebrek::new(name, what, cure).at(Some(1))),
        }
    }
    Ok(count)
}

/// A file that was read, with a hash of its own.
fn read_as(name: &str) -> Bestandsstaat {
    let sha256 = sha256([name.as_bytes()]);
    Bestandsstaat::Gelezen(Box::new(Stuk { formaat: Bestandsformaat::Pdf, bytes: 1, sha256, paginas: Some(1), eigen: None }))
}

fn one(regeling: &Regeling, name: &str, changed: &Value, present: &BTreeSet<String>, maker: &Maker<'_>) -> Result<Option<Gebrek>, Error> {
    let code = name.trim_start_matches(MAP).split('.').next().unwrap_or_default();
    let input = input::read(changed.to_string().as_bytes(), regeling)?;
    // The files that the example names are there; one that only the change names is what its name says.
    let state = |name: &String| match present.contains(name) {
        true => read_as(name),
        false if name.contains("nieuw") => Bestandsstaat::Aanwezig,
        false if name.contains("leeg") => Bestandsstaat::Leeg,
        false if name.contains("heic") => Bestandsstaat::AnderSoort(AnderSoort::Heic),
        false if name.contains("onleesbaar") => Bestandsstaat::Onleesbaar,
        false => Bestandsstaat::Ontbreekt,
    };
    let files: Files = regeling.named_files(&input.value).into_iter().map(|(_, name)| (name.clone(), state(&name))).collect();
    // Pages are made only for a fault that comes to light on them: a regeling may have a hundred fixtures.
    let of_pages = regeling.regel(code).is_some_and(|regel| regel.stage == crate::finding::Stage::Layout);
    let job = Job { files: Some(&files), only: if of_pages { &[] } else { NOTHING }, ..Job::default() };
    let findings = (maker.check)(&input, &job)?.findings;
    let codes: Vec<&str> = findings.iter().filter(|finding| !about_the_trial(finding)).map(|finding| &*finding.rule.code).collect();
    if codes == [code] {
        return Ok(None);
    }
    let got = if codes.is_empty() { "niets".to_owned() } else { codes.join(", ") };
    let what = format!("Deze proef hoort precies één bevinding \"{code}\" te geven, maar geeft: {got}.");
    Ok(Some(Gebrek::new(name, what, "Verander de proef, of de regel, zodat alleen deze fout erin zit.").at(Some(1))))
}

type Fault = (String, &'static str);

/// The example with a change: JSON Patch (RFC 6902), the operations add, remove and replace.
fn patched(example: &Value, bytes: &[u8]) -> Result<Value, Fault> {
    let form = "Schrijf een lijst van wijzigingen, zoals [{\"op\": \"remove\", \"path\": \"/veld\"}].";
    let parsed: Value = serde_json::from_slice(bytes).map_err(|_| ("De proef is geen geldige JSON.".to_owned(), form))?;
    let operations = parsed.as_array().ok_or_else(|| ("De proef is geen lijst van wijzigingen.".to_owned(), form))?;
    let mut changed = example.clone();
    for operation in operations {
        let text = |key: &str| operation[key].as_str().unwrap_or_default();
        let place = text("path");
        apply(&mut changed, text("op"), place, &operation["value"])
            .ok_or_else(|| (format!("De wijziging \"{} {place}\" past niet op voorbeeld.json.", text("op")), form))?;
    }
    Ok(changed)
}

fn apply(value: &mut Value, op: &str, path: &str, new: &Value) -> Option<()> {
    let (parent, key) = path.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    match (op, value.pointer_mut(parent)?) {
        ("add", Value::Array(items)) if key == "-" => items.push(new.clone()),
        ("add", Value::Array(items)) => {
            let place = key.parse::<usize>().ok().filter(|place| *place <= items.len())?;
            items.insert(place, new.clone());
        }
        ("remove", Value::Array(items)) => {
            let place = key.parse::<usize>().ok().filter(|place| *place < items.len())?;
            items.remove(place);
        }
        ("replace", Value::Array(items)) => *items.get_mut(key.parse::<usize>().ok()?)? = new.clone(),
        ("add", Value::Object(fields)) => drop(fields.insert(key, new.clone())),
        ("remove", Value::Object(fields)) => drop(fields.shift_remove(&key)?),
        ("replace", Value::Object(fields)) => *fields.get_mut(&key)? = new.clone(),
        _ => return None,
    }
    Some(())
}
