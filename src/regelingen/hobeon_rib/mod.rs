//! Hercertificering of re-integratiebegeleiders: what its folder cannot say as data.
//!
//! The model as Rust types, the exact arithmetic of its norms, the rules that need it, and what its pages show of it. All else
//! stands in `templates/hobeon-rib`. Nothing of another regeling may enter, and no part of the engine names what is here.
//!
//! **Enters:** what its folder cannot say as data.
//! **Stays out:** another regeling, the engine.

mod afgeleid;
pub mod eisen;
pub mod model;
pub mod norm;
mod rules;

use serde_json::{Map, Value};

use crate::error::Error;
use crate::finding::Diagnostic;
use crate::regeling::{Basis, Regeling, Subject};
use eisen::Eisen;
use model::Dossier;

/// Identifier of the regeling.
pub(crate) const ID: &str = "hobeon-rib";

/// What Rust adds to the regeling.
pub static BASIS: Basis = Basis { id: ID, rules: rules::rules, faults, check, derived, berekening };

fn faults(regeling: &Regeling) -> Vec<String> {
    Eisen::of(regeling).err().unwrap_or_default()
}

fn check(subject: &Subject<'_>) -> Result<Vec<Diagnostic>, Error> {
    let (dossier, eisen) = (dossier(subject.value)?, eisen(subject.regeling)?);
    Ok(rules::check(&rules::Subject {
        dossier: &dossier,
        value: subject.value,
        eisen: &eisen,
        regeling: subject.regeling,
        left_out: subject.left_out,
        files: subject.files,
    }))
}

fn derived(soort: &str, part: Option<&Value>, regeling: &Regeling) -> Result<Map<String, Value>, Error> {
    let part = part.map_or_else(|| Ok(Dossier::default()), dossier)?;
    Ok(afgeleid::derived(soort, &part, &eisen(regeling)?, &regeling.schema))
}

fn berekening(value: &Value, regeling: &Regeling) -> Result<Value, Error> {
    Ok(norm::berekening(&dossier(value)?, &eisen(regeling)?).to_json())
}

/// The data as a dossier. A folder that keeps this basis may add fields; one that takes away what is calculated with is at fault.
fn dossier(value: &Value) -> Result<Dossier, Error> {
    use serde::Deserialize;
    Dossier::deserialize(value).map_err(|error| {
        let expected = expected(&error.to_string()).map(|what| format!(": {what}")).unwrap_or_default();
        Error::Regeling(format!("schema.json laat toe wat de basis {ID} niet kent{expected}"))
    })
}

/// What was expected where a value is not what it must be, or the field that is not there; never the value, which may be of a person.
fn expected(error: &str) -> Option<&str> {
    let of_value = error.rsplit_once(", expected ").map(|(_, expected)| expected);
    of_value.or_else(|| error.starts_with("missing field").then_some(error))
}

fn eisen(regeling: &Regeling) -> Result<Eisen, Error> {
    Eisen::of(regeling).map_err(|faults| Error::Regeling(faults.join("\n")))
}
