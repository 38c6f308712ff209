//! Fields: what somebody fills in, and what a value of the model looks like in one.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::escape;
use crate::schema::formaat::{
    AANDEEL, EENHEID, FORMAAT_BLOK, FORMAAT_DATUM, FORMAAT_DECIMAAL, FORMAAT_MINUTEN, FORMAAT_TIJD, FORMAAT_VAGE_DATUM, LEEG_IS_HEDEN,
};
use crate::schema::{Schema, format_of, is_list, notatie};

/// Size of the type in a field, in points.
pub(crate) const TYPE_SIZE: f64 = 10.0;
/// From line to line in a field of several lines, in points.
pub(crate) const LINE: f64 = 12.0;
/// Between the left and right side of a field and its text, in points.
pub(crate) const MARGIN_X: f64 = 3.0;
/// Between the top and bottom of a field and its text, in points.
pub(crate) const MARGIN_Y: f64 = 2.5;

/// What stands before the name of a field in the alternative text of its placeholder.
pub(crate) const PLACEHOLDER: &str = "veld:";

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Field {
    /// Its full name: the path of its value in the JSON, with dots.
    pub(crate) naam: String,
    /// What can be filled in.
    pub(crate) soort: FieldKind,
    /// What stands in it.
    #[serde(default)]
    pub(crate) waarde: Option<String>,
    /// What a screen reader says about it, and a pointing hand.
    pub(crate) uitleg: String,
    /// Whether it must be filled in.
    #[serde(default)]
    pub(crate) verplicht: bool,
    /// Whether its value stands fast.
    #[serde(default)]
    pub(crate) gesloten: bool,
}

/// What can be filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FieldKind {
    /// Text. A field for one line still wraps where the template gave it more room.
    Tekst {
        /// Whether it has paragraphs and line ends.
        blok: bool,
        /// Most characters.
        tekens: Option<u64>,
    },
    /// One of a list.
    Keuze(Vec<Choice>),
    /// Boxes of which at most one is ticked.
    Kruis(Vec<Choice>),
    /// A signature.
    Handtekening,
}

/// A choice: what is stored, and what is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Choice {
    /// As in the JSON.
    pub(crate) waarde: String,
    /// As on the form.
    pub(crate) label: String,
}

/// What a value of the model looks like in a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// One line of text.
    Tekst,
    /// Paragraphs of text.
    Blok,
    /// `14-03-2025`, and whether `heden` is as good as empty.
    Datum(bool),
    /// `2 november`, `september 2011`, `2011`, and whether `heden` is as good as empty.
    VageDatum(bool),
    /// `09:30`.
    Tijd,
    /// `3:30`.
    Minuten,
    /// `0,8`, with what may stand behind it.
    Decimaal(Achter),
    /// `12`, with what may stand behind it.
    Geheel(Achter),
    /// One of a list.
    Keuze(Vec<Choice>),
    /// Yes or no.
    JaNee,
}

/// What may stand behind a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Achter {
    /// Words, in small letters.
    pub(crate) woorden: Vec<String>,
    /// Whether a percentage means hundredths.
    pub(crate) procent: bool,
}

impl Shape {
    /// The shape of the leaf at `site` of the schema; `None` for an object or a list.
    pub(crate) fn of(site: &Value, schema: &Schema) -> Option<Self> {
        let node = schema.resolve(site);
        if node.get("properties").is_some() || is_list(node) {
            return None;
        }
        if let Some(options) = node["oneOf"].as_array() {
            let text = |option: &Value, key: &str| option[key].as_str().unwrap_or_default().to_owned();
            return Some(Self::Keuze(options.iter().map(|one| Choice { waarde: text(one, "const"), label: text(one, "title") }).collect()));
        }
        let is = |kind: &str| node["type"] == kind || node["type"].as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind));
        let says = |key: &str| site.get(key).or_else(|| node.get(key)).and_then(Value::as_bool).unwrap_or(false);
        let behind = || Achter { woorden: units(site, node), procent: says(AANDEEL) };
        Some(match format_of(site, node) {
            Some(FORMAAT_DATUM) => Self::Datum(says(LEEG_IS_HEDEN)),
            Some(FORMAAT_VAGE_DATUM) => Self::VageDatum(says(LEEG_IS_HEDEN)),
            Some(FORMAAT_TIJD) => Self::Tijd,
            Some(FORMAAT_MINUTEN) => Self::Minuten,
            Some(FORMAAT_DECIMAAL) => Self::Decimaal(behind()),
            Some(FORMAAT_BLOK) => Self::Blok,
            _ if is("boolean") => Self::JaNee,
            _ if is("integer") => Self::Geheel(behind()),
            _ if is("number") => Self::Decimaal(behind()),
            _ => Self::Tekst,
        })
    }

    /// Whether it is a text of somebody's own.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Tekst | Self::Blok)
    }

    /// How it is filled in.
    pub(crate) fn kind(self, site: &Value, schema: &Schema) -> FieldKind {
        let tekens = site.get("maxLength").or_else(|| schema.resolve(site).get("maxLength")).and_then(Value::as_u64);
        match self {
            Self::Keuze(choices) => FieldKind::Keuze(choices),
            Self::JaNee => FieldKind::Kruis([true, false].map(ja_nee).to_vec()),
            Self::Blok => FieldKind::Tekst { blok: true, tekens },
            Self::Tekst => FieldKind::Tekst { blok: false, tekens },
            Self::Datum(_) | Self::VageDatum(_) | Self::Tijd | Self::Minuten | Self::Decimaal(_) | Self::Geheel(_) => {
                FieldKind::Tekst { blok: false, tekens: None }
            }
        }
    }

    /// How it is to be written, where the field does not show it.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Datum(_) => Some("dd-mm-jjjj"),
            Self::VageDatum(_) => Some("zo precies als bekend"),
            Self::Tijd => Some("uu:mm"),
            Self::Minuten => Some("uren:minuten"),
            Self::Tekst | Self::Blok | Self::Decimaal(_) | Self::Geheel(_) | Self::Keuze(_) | Self::JaNee => None,
        }
    }
}

/// The words that may stand behind a number, the longest first.
fn units(site: &Value, node: &Value) -> Vec<String> {
    let words = site.get(EENHEID).or_else(|| node.get(EENHEID)).and_then(Value::as_array);
    let mut words: Vec<String> = words.into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_lowercase())).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

fn ja_nee(yes: bool) -> Choice {
    let word = notatie::ja_nee(yes).to_owned();
    Choice { waarde: word.clone(), label: word }
}

/// The name of the field for a JSON pointer.
pub(crate) fn name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

/// The JSON pointer of the field of a name.
pub(crate) fn pointer(name: &str) -> String {
    name.split('.').map(|part| format!("/{}", escape(part))).collect()
}
