//! Holding data against a regeling: the rules that are Rust, and those that are data.

use serde_json::Value;

use super::expressie::Names;
use super::gegevens::RegelSoort;
use super::kern::{Regeling, Subject};
use super::stukken;
use crate::error::Error;
use crate::finding::{Diagnostic, escape};

/// Holds the data against every rule of its regeling. A finding about what was refused, or about a whole of which a part was
/// refused, is held back: that part has its finding, and what follows from it cannot be known yet.
///
/// # Errors
/// When a rule of the regeling cannot be evaluated.
pub fn check(subject: &Subject<'_>) -> Result<Vec<Diagnostic>, Error> {
    let mut found = match subject.regeling.basis {
        Some(basis) => (basis.check)(subject)?,
        None => Vec::new(),
    };
    for finding in &mut found {
        with_own_norms(finding, subject.regeling);
    }
    found.extend(data_rules(subject)?);
    found.extend(stukken::check(subject));
    found.retain(|finding| !subject.left_out.iter().any(|pointer| finding.touches(pointer)));
    Ok(found)
}

/// Puts the definition that names the norms of this regeling in the place of that of the program.
fn with_own_norms(finding: &mut Diagnostic, regeling: &Regeling) {
    let Some(own) = regeling.basisregels.iter().find(|own| **own == finding.rule) else { return };
    // A help that was made for this finding may hold what somebody wrote, and is left as it is.
    if finding.help == finding.rule.herstel {
        finding.help = own.herstel.to_string();
    }
    finding.rule = own.clone();
}

/// An element that a rule is held against.
struct Element {
    path: String,
    nr: usize,
}

fn data_rules(subject: &Subject<'_>) -> Result<Vec<Diagnostic>, Error> {
    let regeling = subject.regeling;
    let names = regeling.names().with("dossier", subject.value);
    let mut found = Vec::new();
    for (place, regel) in regeling.gegevens.regels.iter().enumerate() {
        let Some(als) = &regel.als else { continue };
        for element in elements(subject.value, regel.per.as_deref()) {
            let names = element_names(&names, &element);
            if regeling.holds(als, &names)? {
                found.push(finding(regeling, place, regel, &element, &names)?);
            }
        }
    }
    Ok(found)
}

fn finding(regeling: &Regeling, place: usize, regel: &RegelSoort, element: &Element, names: &Names) -> Result<Diagnostic, Error> {
    let pad = regeling.fill(&regel.pad, names)?;
    let path = if pad.is_empty() { element.path.clone() } else { format!("{}/{}", element.path, pad.trim_start_matches('/')) };
    let message = regeling.fill(&regel.melding, names)?;
    let help = regel.hulp.as_ref().map_or_else(|| Ok(regel.herstel.clone()), |hulp| regeling.fill(hulp, names))?;
    let found = Diagnostic::new(regeling.regels[place].clone(), path, message, help);
    match &regel.verzacht {
        Some(verzacht) if regeling.holds(&verzacht.als, names)? => Ok(found.weighed(verzacht.ernst)),
        _ => Ok(found),
    }
}

fn element_names(names: &Names, element: &Element) -> Names {
    let names = names.clone().with_part("element", "dossier", &element.path).with("nr", &Value::from(element.nr));
    match element.path.rsplit_once('/') {
        Some((lijst, _)) => names.with_part("lijst", "dossier", lijst),
        None => names,
    }
}

/// The elements of a list, `*` for every place of a list above it; the whole where there is no list. What was refused is passed over.
fn elements(value: &Value, per: Option<&str>) -> Vec<Element> {
    let Some(per) = per else { return vec![Element { path: String::new(), nr: 1 }] };
    let mut holders = vec![(String::new(), value)];
    for segment in per.split('/').skip(1) {
        holders = holders.into_iter().flat_map(|(path, value)| below(&path, value, segment)).collect();
    }
    let mut found = Vec::new();
    for (path, lijst) in holders {
        let elements = lijst.as_array().into_iter().flatten().enumerate().filter(|(_, value)| !value.is_null());
        found.extend(elements.map(|(place, _)| Element { path: format!("{path}/{place}"), nr: place + 1 }));
    }
    found
}

fn below<'a>(path: &str, value: &'a Value, segment: &str) -> Vec<(String, &'a Value)> {
    match value {
        Value::Array(items) if segment == "*" => items.iter().enumerate().map(|(place, item)| (format!("{path}/{place}"), item)).collect(),
        Value::Object(map) => map.get(segment).map(|value| (format!("{path}/{}", escape(segment)), value)).into_iter().collect(),
        _ => Vec::new(),
    }
}
