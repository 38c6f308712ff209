//! How data of an older version of the format becomes data of today, as `regeling.toml` says it.

use serde::Deserialize;

/// Versie: how data of one version of the format becomes data of the next.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersieSoort {
    /// The version that it begins with: "1" for the first.
    pub van: String,
    /// Fields that are called differently since, or stand somewhere else, in the order in which they are moved.
    #[serde(default)]
    pub hernoem: Vec<Hernoeming>,
    /// Values that are written differently since. This is done after the fields were moved.
    #[serde(default)]
    pub vervang: Vec<Vervanging>,
}

/// Hernoeming: a field that is called differently, or stands somewhere else.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hernoeming {
    /// Pointer of the field as it was, `*` for every place of a list.
    pub van: String,
    /// Pointer of the field as it is, the same up to the last `*`.
    pub naar: String,
}

/// Vervanging: a value that is written differently.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vervanging {
    /// Pointer of the field, `*` for every place of a list.
    pub veld: String,
    /// The value as it was.
    pub van: serde_json::Value,
    /// The value as it is.
    pub naar: serde_json::Value,
}
