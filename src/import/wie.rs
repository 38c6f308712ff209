//! Whose a form is: one of somebody else is not taken over, and forms of many people are put together by person.

use serde_json::Value;

use super::faults::{FORMULIER_ANDERE_REGELING, FORMULIER_VAN_EEN_ANDER};
use super::formulier::Form;
use super::found::Found;
use super::part::{Part, Place};
use crate::finding::Diagnostic;
use crate::form::name;
use crate::regeling::{Persoon, REGELING, Regeling, Zelfde};

/// Whether a form is not for a dossier at all: of another person or another regeling.
pub(super) fn not_for(part: &Part, target: &Value, regeling: &Regeling) -> Option<Found> {
    let known = |id: &Value| id.as_str().is_none_or(|id| regeling.answers_to(id));
    if !target.get(REGELING).is_none_or(known) {
        let message = "Dit formulier is van een andere regeling dan het dossier; er is niets overgenomen.";
        let rule = &FORMULIER_ANDERE_REGELING;
        return Some(Found::whole(Diagnostic::new(rule, format!("/{REGELING}"), message, rule.herstel.clone())));
    }
    let wie = regeling.gegevens.wie.as_ref()?;
    let (theirs, ours) = (Persoon::van(&part.value, regeling), Persoon::van(target, regeling));
    if theirs.is(&ours) != Zelfde::Nee {
        return None;
    }
    let (pointer, place) = telling(part, &theirs, regeling).unzip();
    let field = pointer.map(|pointer| format!(": zie \"{}\"", regeling.schema.label(pointer))).unwrap_or_default();
    let message = format!("Dit formulier is van een andere {} dan het dossier{field}. Er is niets overgenomen.", wie.label.to_lowercase());
    Some(Found {
        diagnostic: Diagnostic::new(
            &FORMULIER_VAN_EEN_ANDER,
            wie.veld.clone().unwrap_or_default(),
            message,
            FORMULIER_VAN_EEN_ANDER.herstel.clone(),
        ),
        page: place.and_then(|place| place.page),
        field: pointer.map(name),
        keuze: None,
    })
}

/// The field of a form that tells whose it is.
fn telling<'p>(part: &'p Part, whose: &Persoon, regeling: &Regeling) -> Option<(&'p str, &'p Place)> {
    let wie = regeling.gegevens.wie.as_ref()?;
    let at = |pointer: &String| part.places.get_key_value(pointer).filter(|(_, place)| place.filled);
    let own = wie.kenmerk.iter().chain(&wie.zeker).find_map(at);
    let naam = whose.naam.as_deref().unwrap_or_default();
    let holds = |pointer: &str| {
        part.value.pointer(pointer).and_then(Value::as_str).is_some_and(|text| !text.is_empty() && naam.contains(text.trim()))
    };
    let named = || {
        part.places
            .iter()
            .filter(|(pointer, place)| place.filled && holds(pointer))
            .max_by_key(|(pointer, _)| part.value.pointer(pointer).map(|value| value.to_string().len()))
    };
    own.or_else(named).map(|(pointer, place)| (pointer.as_str(), place))
}

/// The places of forms by person. What does not say whose it is goes with the others where there is one person, else by itself.
#[must_use]
pub fn groups(forms: &[&Form]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Persoon, Vec<usize>)> = Vec::new();
    let mut nobody = Vec::new();
    for (place, form) in forms.iter().enumerate() {
        let whose = form.whose();
        if !whose.is_genoemd() {
            nobody.push(place);
            continue;
        }
        match groups.iter_mut().find(|(known, _)| known.is_zeker(whose)) {
            Some((_, group)) => group.push(place),
            None => groups.push((whose.clone(), vec![place])),
        }
    }
    // One person whose name is written in two ways is one person, where there is no other.
    if let [(first, _), rest @ ..] = groups.as_slice()
        && rest.iter().all(|(other, _)| first.is(other) != Zelfde::Nee)
    {
        return vec![(0..forms.len()).collect()];
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|(_, group)| group).collect();
    groups.extend((!nobody.is_empty()).then_some(nobody));
    groups
}
