//! The rules: every fault that the tool knows, each defined once, and the one list of all.
//!
//! A rule knows the dossier, the regeling and the facts that were handed in, never a page. Codes are a contract: stable,
//! and never used again for something else. A rule is named for the fault, not for the cure, and stays silent where
//! what it needs already failed.

mod datums;
mod invoer;
mod opmaak;
mod verslag;

use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::regeling::Regeling;

pub(crate) use invoer::{
    JSON_ONGELDIG, SCHEMA_DUBBELE_SLEUTEL, SCHEMA_ONBEKENDE_SLEUTEL, SCHEMA_ONTBREEKT, SCHEMA_OPMAAK, SCHEMA_TE_GROOT, SCHEMA_TYPE,
    SCHEMA_WAARDE,
};
pub(crate) use opmaak::{INTERVISIE_TE_LANG, TEKEN_NIET_AFDRUKBAAR};

/// Ernst: how bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ernst {
    /// Error: the dossier or the document cannot be handed in like this.
    Fout,
    /// Warning: the assessor decides, or something does not count.
    Waarschuwing,
}

/// What a finding stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The documents whose data it lies in are not written.
    Document,
    /// Documents are written; only the verdict on the whole changes.
    Dossier,
}

/// Where a fault comes to light.
#[derive(Clone, Copy)]
pub enum Check {
    /// While the JSON is read.
    Input,
    /// While pages are laid out.
    Layout,
    /// By looking at the dossier.
    Dossier(fn(&Subject<'_>) -> Vec<Diagnostic>),
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The dossier as far as it was understood.
    pub dossier: &'a Dossier,
    /// The regeling that it is held against.
    pub regeling: &'a Regeling,
}

/// The one definition of a fault: the manual, the messages and the tables all print from it.
pub struct Rule {
    /// Stable identifier.
    pub code: &'static str,
    /// How bad it is.
    pub ernst: Ernst,
    /// What it stops.
    pub scope: Scope,
    /// The fault in a few words.
    pub titel: &'static str,
    /// Lines of the regeling (`S:`) or of our own reading that it rests on.
    pub bron: &'static str,
    /// Wat: what is wrong.
    pub wat: &'static str,
    /// Waarom: why it matters.
    pub waarom: &'static str,
    /// Voorbeeld: an example of the fault.
    pub voorbeeld: &'static str,
    /// Herstel: what to do.
    pub herstel: &'static str,
    /// Where it comes to light.
    pub check: Check,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// Every rule, in the order of the manual.
pub static RULES: &[&Rule] = &[
    &invoer::JSON_ONGELDIG,
    &invoer::SCHEMA_TYPE,
    &invoer::SCHEMA_ONBEKENDE_SLEUTEL,
    &invoer::SCHEMA_DUBBELE_SLEUTEL,
    &invoer::SCHEMA_ONTBREEKT,
    &invoer::SCHEMA_WAARDE,
    &invoer::SCHEMA_TE_GROOT,
    &invoer::SCHEMA_OPMAAK,
    &opmaak::TEKEN_NIET_AFDRUKBAAR,
    &opmaak::INTERVISIE_TE_LANG,
    &verslag::INTERVISIE_ONDERDEEL_LEEG,
    &verslag::STARR_ONDERDEEL_LEEG,
    &datums::DIENSTVERBAND_DATUMS_OMGEKEERD,
    &datums::ACTIVITEIT_DATUMS_OMGEKEERD,
    &datums::TIJDEN_KLOPPEN_NIET,
];

/// Holds the dossier against every rule.
#[must_use]
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let checks = RULES.iter().filter_map(|rule| match rule.check {
        Check::Dossier(check) => Some(check),
        Check::Input | Check::Layout => None,
    });
    checks.flat_map(|check| check(subject)).collect()
}
