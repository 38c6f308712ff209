//! What data comes to under each norm, as the regeling declares it: label, value, norm, unit and words.

use num_rational::Ratio;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use super::expressie::Names;
use super::gegevens::{NormSoort, TotaalSoort};
use super::kern::Regeling;
use crate::error::Error;
use crate::schema::notatie::decimaal;

/// Totaal: what the data comes to under one norm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Totaal {
    /// Identifier.
    pub id: String,
    /// Label, two spaces before it where it belongs to the one above.
    pub label: String,
    /// What it comes to; None where it is not known.
    #[serde(serialize_with = "as_text", deserialize_with = "of_text")]
    pub waarde: Option<Ratio<i64>>,
    /// What is demanded.
    #[serde(serialize_with = "as_text", deserialize_with = "of_text")]
    pub norm: Option<Ratio<i64>>,
    /// Whether the norm is the least or the most.
    pub soort: NormSoort,
    /// What is counted.
    pub eenheid: String,
    /// What it comes to, in words.
    pub tekst: String,
    /// What is still needed, in words; empty where nothing is.
    pub nog: String,
}

/// What a regeling makes of the data: the calculation of its basis, and the totals.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Uitkomst {
    /// What the basis computes: exact values beside their printed form; null without one.
    pub berekening: Value,
    /// The totals, in the order of the regeling.
    pub totalen: Vec<Totaal>,
}

/// Computes what data comes to.
///
/// # Errors
/// When an expression of the regeling cannot be evaluated.
pub fn uitkomst(value: &Value, regeling: &Regeling) -> Result<Uitkomst, Error> {
    let berekening = match regeling.basis {
        Some(basis) => (basis.berekening)(value, regeling)?,
        None => Value::Null,
    };
    let names = regeling.names().with("dossier", value).with("berekening", &berekening);
    let totalen = regeling.gegevens.totalen.iter().map(|soort| totaal(soort, regeling, &names)).collect::<Result<_, _>>()?;
    Ok(Uitkomst { berekening, totalen })
}

fn totaal(soort: &TotaalSoort, regeling: &Regeling, names: &Names) -> Result<Totaal, Error> {
    let waarde = regeling.value(&soort.waarde, names)?.as_ref().and_then(exact);
    let norm = match &soort.norm {
        Some(norm) => regeling.value(norm, names)?.as_ref().and_then(exact),
        None => None,
    };
    let tekort = waarde.zip(norm).map(|(waarde, norm)| norm - waarde).filter(|tekort| *tekort > 0.into());
    let printed = |value: Option<Ratio<i64>>| value.map_or(Value::Null, |value| json!(decimaal(value)));
    let names = names.clone().with("waarde", &printed(waarde)).with("norm", &printed(norm)).with("tekort", &printed(tekort));
    let words = |template: &Option<String>| match template {
        Some(template) if waarde.is_some() => regeling.fill(template, &names),
        _ => Ok(String::new()),
    };
    let tekst = match (&soort.tekst, waarde, norm) {
        (None, Some(waarde), Some(norm)) => format!("{} van {} {}", decimaal(waarde), decimaal(norm), soort.eenheid),
        (None, Some(waarde), None) => format!("{} {}", decimaal(waarde), soort.eenheid),
        (template, ..) => words(template)?,
    };
    Ok(Totaal {
        id: soort.id.clone(),
        label: soort.label.clone(),
        waarde,
        norm,
        soort: soort.soort,
        eenheid: soort.eenheid.clone(),
        tekst: tekst.trim().to_owned(),
        nog: words(&soort.nog)?.trim().to_owned(),
    })
}

/// The exact number that a value is, or holds beside its printed form.
fn exact(value: &Value) -> Option<Ratio<i64>> {
    match value {
        Value::Object(map) => exact(map.get("exact")?),
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => {
            let text = number.to_string();
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
            let scale = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
            Some(Ratio::new(format!("{whole}{decimals}").parse().ok()?, scale))
        }
        _ => None,
    }
}

impl Totaal {
    /// What it comes to, as it is printed.
    #[must_use]
    pub fn afgedrukt(&self) -> Option<String> {
        self.waarde.map(decimaal)
    }

    /// What is demanded, as it is printed.
    #[must_use]
    pub fn norm_afgedrukt(&self) -> Option<String> {
        self.norm.map(decimaal)
    }

    /// As JSON: exact values beside the printed form.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let number = |value: Option<Ratio<i64>>| {
            value.map(|value| json!({ "getal": number(value), "exact": value.to_string(), "afgedrukt": decimaal(value) }))
        };
        json!({
            "id": self.id,
            "label": self.label.trim_start(),
            "waarde": number(self.waarde),
            "norm": number(self.norm),
            "soort": match self.soort { NormSoort::Minimum => "minimum", NormSoort::Maximum => "maximum" },
            "eenheid": self.eenheid,
            "tekst": self.tekst,
            "nog": if self.nog.is_empty() { Value::Null } else { json!(self.nog) },
        })
    }
}

/// A number as JSON has them: whole where it is, else as near as it comes.
fn number(value: Ratio<i64>) -> Value {
    if value.is_integer() {
        return json!(value.to_integer());
    }
    #[expect(clippy::cast_precision_loss, reason = "the exact value stands beside it")]
    (json!(*value.numer() as f64 / *value.denom() as f64))
}

/// An exact number as text, such as `5/2`.
#[expect(clippy::ref_option, reason = "what serde hands over")]
fn as_text<S: Serializer>(number: &Option<Ratio<i64>>, serializer: S) -> Result<S::Ok, S::Error> {
    number.map(|number| number.to_string()).serialize(serializer)
}

fn of_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Ratio<i64>>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}
