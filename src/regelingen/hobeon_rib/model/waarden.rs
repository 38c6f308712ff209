//! The values that fields hold: text, dates, times and exact numbers, each with its JSON Schema.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use super::limieten;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::schema::formaat::{FORMAAT_BESTAND, FORMAAT_BLOK, FORMAAT_DECIMAAL, FORMAAT_MINUTEN, FORMAAT_TIJD};

/// Tekst: a single line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Tekst(#[schemars(length(min = 1, max = limieten::TEKST))] String);

/// Tekstblok: a text of several lines, with Markdown paragraphs, lists and emphasis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, description = "Een tekst van een of meer alinea's.", extend("format" = FORMAAT_BLOK))]
pub struct Tekstblok(#[schemars(length(max = limieten::TEKSTBLOK))] String);

/// Names in or below a folder: no drive, no way up, nothing that a system cannot store. Without look-around, so that it is linear.
const BESTAND: &str = r"^([^./~\\:*?<>|\u0000-\u001f][^/\\:*?<>|\u0000-\u001f]*|\.[^./\\:*?<>|\u0000-\u001f][^/\\:*?<>|\u0000-\u001f]*|\.\.[^/\\:*?<>|\u0000-\u001f]+)(/([^./\\:*?<>|\u0000-\u001f][^/\\:*?<>|\u0000-\u001f]*|\.[^./\\:*?<>|\u0000-\u001f][^/\\:*?<>|\u0000-\u001f]*|\.\.[^/\\:*?<>|\u0000-\u001f]+))*/?$";

/// Bestand: the name of a file in or below the folder of the dossier, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("format" = FORMAAT_BESTAND, "pattern" = BESTAND))]
pub struct Bestand(#[schemars(length(min = 1, max = limieten::TEKST))] String);

/// Competentienaam: identifier of a competence of the regeling.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CompetentieNaam(String);

impl Deref for Tekst {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Tekstblok {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Bestand {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for CompetentieNaam {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for CompetentieNaam {
    fn schema_name() -> Cow<'static, str> {
        "CompetentieNaam".into()
    }
    /// The names themselves are data of the regeling; `input::schema` fills them in.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Tijd: a time of day, in whole minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(inline, extend("format" = FORMAAT_TIJD, "pattern" = "^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
pub struct Tijd(#[schemars(with = "String")] u16);

impl Tijd {
    /// Minutes after midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Tijd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for Tijd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tijd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = text.split_once(':').and_then(|(h, m)| Some((h.parse::<u16>().ok()?, m.parse::<u16>().ok()?)));
        match parsed {
            Some((hours, minutes)) if hours < 24 && minutes < 60 => Ok(Self(hours * 60 + minutes)),
            _ => Err(D::Error::custom("geen tijd in de vorm uu:mm")),
        }
    }
}

/// Minuten: a whole number of minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("format" = FORMAAT_MINUTEN))]
pub struct Minuten(#[schemars(range(min = 0, max = limieten::MINUTEN))] pub u32);

/// Duizendsten: an exact number with at most three decimals, such as a size of appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(inline, extend("format" = FORMAAT_DECIMAAL, "multipleOf" = 0.001))]
pub struct Duizendsten(#[schemars(with = "f64")] pub u32);

impl Serialize for Duizendsten {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Duizendsten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)? * 1000.0;
        let rounded = value.round();
        if !(0.0..=4e9).contains(&rounded) || (value - rounded).abs() > 1e-6 {
            return Err(D::Error::custom("hoogstens drie decimalen"));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked above")]
        Ok(Self(rounded as u32))
    }
}

/// A list in which an element that was refused leaves its place open, so that the others keep their number.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Lijst<T>(Vec<Option<T>>);

impl<T> Lijst<T> {
    /// The elements that were understood, each with its place in the JSON (from 0).
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &T)> {
        self.0.iter().enumerate().filter_map(|(place, item)| Some((place, item.as_ref()?)))
    }

    /// Number of places, refused elements included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no place at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an element was refused.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.0.iter().any(Option::is_none)
    }
}

impl<T> Default for Lijst<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Lijst<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().map(Some).collect())
    }
}

impl<T: Serialize> Serialize for Lijst<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|(_, item)| item))
    }
}

impl<T: JsonSchema> JsonSchema for Lijst<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Lijst_van_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
