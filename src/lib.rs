//! JSON, or a form that somebody filled in, to the documents of a *regeling*, as accessible, archivable PDFs; and what still stands in
//! the way. A regeling is a scheme that says which documents there are, what they hold and what must be true of them.
//!
//! # The house
//! ```text
//! top      main > cli               arguments in, words out; no rule, no label
//!          bewijs                   what a named file is, opened and read whole
//!          registry                 every fault that there is, for the manual
//!          worker                   the press in a process of its own
//!   proef  import  output  eject    a trial of a regeling; forms back to data; files to disk; a plain Typst project
//!          begin  tabel             what a dossier begins with, and an empty part more; a table of people to their forms
//!          press                    a dossier to bytes: where the stages meet
//!          pdf                      all that touches the bytes of a PDF
//!          typeset                  all that touches Typst
//!          documents                kind, part, document, view
//!          form  input              fields and how people write values; bytes to a checked value
//!          regeling                 what a regeling is, as data
//! ground   schema  fonts  finding   the model as schema; what a page can show; what a fault is
//!          error  limieten  patroon  sha256  bestand
//! beside   regelingen               the built-in regelingen, and the Rust that one of them needs
//! ```
//! A room imports only from rooms below it, and no file from one that imports it back; `tests/house.rs` holds the arrows. No room but
//! `regelingen` names a field, a kind of document or a norm of any regeling.
//!
//! # The way of the data
//! ```text
//! JSON ──input──▶ Input ──regeling──▶ findings ──────────────────▶ verdict
//!                   └─documents──▶ [Document] ──typeset──▶ pages ──pdf──▶ bytes ──output──▶ files + manifest
//! filled PDF ──import──▶ JSON
//! ```
//! One direction, no way back. The library is pure but for [`output`] and [`worker`]: it never prints, exits, or reads clock,
//! environment, network or disk, so the same input gives the same bytes on every machine, on every day.
//!
//! What is wrong with the data is a [`Diagnostic`], in Dutch, coded, with its place; a failed operation is an [`Error`].
//!
//! # Example
//! ```
//! use dossierpers::{Job, Press, input, regelingen};
//!
//! let regeling = regelingen::ingebouwd("hobeon-rib")?;
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
//! assert_eq!(files, ["B3_overzicht-vakontwikkeling.pdf", "B4_2025-03-14_ziektewet-in-de-praktijk.pdf"]);
//! # Ok::<(), dossierpers::Error>(())
//! ```

pub mod begin;
pub mod bestand;
pub mod bewijs;
pub mod documents;
pub mod eject;
pub mod error;
pub mod finding;
pub mod fonts;
mod form;
pub mod import;
pub mod input;
pub mod limieten;
pub mod output;
mod patroon;
mod pdf;
pub mod press;
pub mod proef;
pub mod regeling;
pub mod regelingen;
pub mod registry;
pub mod schema;
mod sha256;
pub mod tabel;
mod typeset;
pub mod worker;

pub use documents::{Document, Options, Purpose};
pub use error::Error;
pub use finding::Diagnostic;
pub use form::lees_datum;
pub use input::Input;
pub use press::{Job, Made, Press, Rendering, Status, Verdict};
pub use regeling::Regeling;
