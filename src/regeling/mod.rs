//! What a regeling is: a folder with `regeling.toml`, `schema.json` and templates, understood as data.
//!
//! Norms, words, documents, rules and derived values of any regeling; which one it is, nothing here knows. What a regeling needs
//! of Rust is handed in as a [`Basis`]. This room reads no disk: a folder is a set of files by name.
//!
//! **Enters:** the shape and meaning of any regeling's folder.
//! **Stays out:** which regeling it is; a disk.

mod bestand;
mod expressie;
mod gegevens;
mod grenzen;
mod kern;
mod norm;
mod persoon;
mod regels;
mod stukken;
mod teksten;
mod totalen;
mod versies;

pub use bestand::{AnderSoort, Bestandsformaat, Bestandsstaat, Eigen, Files, Stuk};
pub(crate) use expressie::{Names, Taal};
pub use gegevens::{
    Aantal, Afgeleid, BestandEisen, BundelEisen, DocumentSoort, Gegevens, Handtekening, Keuze, LijstSoort, Naamloos, NormSoort,
    OordeelWoord, OordeelWoorden, RegelSoort, TotaalSoort, Uit, Verzacht, Vooraf, Wie,
};
pub(crate) use grenzen::{bestanden_te_groot, is_name, lange_teksten, misstanden};
pub use kern::{BEGIN, BESTAND, Basis, Bestanden, Derived, GEMAAKT_MET, REGELING, Regeling, SCHEMA, Subject, VOORBEELD};
pub use norm::Norm;
pub use persoon::{Persoon, Zelfde};
pub use regels::check;
pub(crate) use stukken::RULES;
pub(crate) use teksten::{gebreken as tekst_gebreken, namen as vaste_namen};
pub use totalen::{Totaal, Uitkomst, uitkomst};
pub use versies::{Hernoeming, VersieSoort, Vervanging};
