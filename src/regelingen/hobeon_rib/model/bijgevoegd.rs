//! The documents of the certifying body: tracked by file name, never made here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::waarden::Bestand;

/// Bijgevoegd: the body's own two forms, as file names beside the dossier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Bijgevoegd", description = "De twee ondertekende documenten van de certificerende instelling.")]
pub struct Bijgevoegd {
    /// The signed application form (S:72).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Aanvraagformulier", description = "Het ondertekende aanvraagformulier zelf.")]
    pub aanvraagformulier: Option<Bestand>,
    /// The signed agreement; signing it is filing the application (S:65-67).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Certificatieovereenkomst", description = "De ondertekende certificatieovereenkomst zelf.")]
    pub certificatieovereenkomst: Option<Bestand>,
}
