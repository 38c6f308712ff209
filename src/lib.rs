//! One `dossier.json` in, the bijlagen of a professional recertification out, as accessible, archivable PDFs.
//!
//! # The way of the data
//! ```text
//! JSON ──input──▶ Dossier ──rules──▶ findings
//!                    │
//!                    └─documents──▶ [Document] ──typeset──▶ pages ──pdf──▶ bytes ──output──▶ files + manifest
//! ```
//! One direction, no way back. The library is pure but for [`output`]: it never prints, exits, or reads clock,
//! environment, network or disk, so the same input gives the same bytes on every machine, on every day.
//!
//! What is wrong with the data is a [`Diagnostic`], in Dutch, coded, with its place; a failed operation is an [`Error`].
//!
//! # Example
//! ```
//! use dossierpers::{Job, Press, Regeling, input};
//!
//! let regeling = Regeling::ingebouwd()?;
//! let json = br#"{
//!     "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Voorbeeld" },
//!     "activiteiten": [{
//!         "soort": "cursus", "titel": "Ziektewet in de praktijk", "datum_van": "2025-03-14",
//!         "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": 60
//!     }]
//! }"#;
//! let input = input::read(json, &regeling)?;
//! assert!(input.findings.is_empty());
//!
//! let press = Press::new(&regeling)?;
//! let rendering = press.render(&input, &Job::default())?;
//! let files: Vec<_> = rendering.documents.iter().map(|made| made.document.bestand.as_str()).collect();
//! assert_eq!(files, ["B3_overzicht-vakontwikkeling.pdf", "B4-01_2025-03-14_ziektewet-in-de-praktijk.pdf"]);
//! # Ok::<(), dossierpers::Error>(())
//! ```

pub mod diagnostic;
pub mod documents;
pub mod dossier;
pub mod eject;
pub mod error;
mod form;
pub mod import;
pub mod input;
pub mod norm;
pub mod output;
mod patroon;
mod pdf;
pub mod press;
pub mod regeling;
pub mod rules;
pub mod typeset;
pub mod verdict;

pub use diagnostic::Diagnostic;
pub use documents::{Document, Options, Purpose};
pub use dossier::Dossier;
pub use error::Error;
pub use input::Input;
pub use press::{Job, Made, Press, Rendering, Status};
pub use regeling::Regeling;
pub use verdict::Verdict;
