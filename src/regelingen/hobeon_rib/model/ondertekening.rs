//! Who signs, and whether that has happened. The tool never makes an image of a signature.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::waarden::{Bestand, Tekst};
use crate::schema::Datum;

/// Ondertekening: the signatory of a statement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Ondertekening", description = "Wie het document ondertekent.")]
pub struct Ondertekening {
    /// Name of the signatory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Naam ondertekenaar", description = "Naam van degene die ondertekent.")]
    pub naam: Option<Tekst>,
    /// Function of the signatory (leidinggevende: S:119, S:131).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Functie ondertekenaar", description = "Functie van degene die ondertekent.")]
    pub functie: Option<Tekst>,
    /// Organisation of the signatory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Organisatie", description = "Organisatie van degene die ondertekent.")]
    pub organisatie: Option<Tekst>,
    /// Place; empty leaves a line to fill in by pen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Plaats", description = "Plaats van ondertekening. Leeg: een regel om met de pen in te vullen.")]
    pub plaats: Option<Tekst>,
    /// Date; empty leaves a line to fill in by pen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Datum", description = "Datum van ondertekening. Leeg: een regel om met de pen in te vullen.")]
    pub datum: Option<Datum>,
    /// How it is signed; absent means not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Wijze van ondertekenen", description = "Hoe is of wordt er getekend. Leeg: nog te tekenen.")]
    pub wijze: Option<Wijze>,
    /// The signed document, for the completeness check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ondertekend bestand", description = "Het ondertekende document zelf, of de scan ervan.")]
    pub handtekening_bestand: Option<Bestand>,
    /// Whether a company stamp is put on the form; no source asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Firmastempel", description = "Of er een firmastempel op het formulier komt; de regeling vraagt er niet om.")]
    pub firmastempel: Option<bool>,
}

impl Ondertekening {
    /// Whether the statement counts as signed: by pen or electronically.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        matches!(self.wijze, Some(Wijze::Pen | Wijze::Elektronisch))
    }
}

/// Wijze: how a statement is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Hoe is of wordt er getekend.")]
pub enum Wijze {
    /// With a pen, on paper.
    #[schemars(title = "met de pen", description = "Op papier, met de pen.")]
    Pen,
    /// With an electronic signature.
    #[schemars(title = "elektronisch", description = "Met een elektronische handtekening.")]
    Elektronisch,
    /// Not signed yet.
    #[schemars(title = "nog te tekenen", description = "Er is nog niet getekend.")]
    NogTeTekenen,
}
