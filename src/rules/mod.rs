//! The rules: every fault that the tool knows, each defined once, and the one list of all.
//!
//! A rule knows the dossier, the regeling and the facts that were handed in, never a page. Codes are a contract: stable,
//! and never used again for something else. A rule is named for the fault, not for the cure, and stays silent where
//! what it needs already failed.

mod aanvraag;
mod activiteit;
mod bewijs;
mod datums;
mod ervaringsverklaring;
mod formulier;
mod gelijkenis;
mod intervisie;
mod invoer;
mod ondertekening;
mod onvolledig;
mod opmaak;
mod pe;
mod persoonsgegevens;
mod taal;
mod teksten;
mod verslag;
mod werkervaring;
mod werkverklaring;

use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::norm::period::Periode;
use crate::regeling::Regeling;

pub use bewijs::{Bestandsstaat, Files, named_files};

pub(crate) use formulier::{
    FORMULIER_ALLEEN_GETEKEND, FORMULIER_ANDERE_REGELING, FORMULIER_GETEKEND_OVER, FORMULIER_ONBEKEND_VELD, FORMULIER_ONDERTEKEND,
    FORMULIER_ONLEESBAAR, FORMULIER_TEGENSPRAAK, FORMULIER_TEKST_UIT_ZICHT, FORMULIER_WAARDE, FORMULIER_ZONDER_VELDEN, INVULVELD_TE_KLEIN,
};
pub(crate) use invoer::{
    JSON_ONGELDIG, SCHEMA_DUBBELE_SLEUTEL, SCHEMA_ONBEKENDE_SLEUTEL, SCHEMA_ONTBREEKT, SCHEMA_OPMAAK, SCHEMA_TE_GROOT, SCHEMA_TYPE,
    SCHEMA_WAARDE,
};
pub(crate) use opmaak::{INTERVISIE_TE_LANG, TEKEN_NIET_AFDRUKBAAR};
pub(crate) use persoonsgegevens::PERSOONSGEGEVENS;

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
    /// While a form that was filled in is read.
    Form,
    /// By looking at the dossier.
    Dossier(fn(&Subject<'_>) -> Vec<Diagnostic>),
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The dossier as far as it was understood, with the `aanvraagdatum` that it is judged on.
    pub dossier: &'a Dossier,
    /// The regeling that it is held against.
    pub regeling: &'a Regeling,
    /// Pointers of the parts that were refused while the file was read ([`crate::Input::left_out`]): they have a finding already.
    pub left_out: &'a [String],
    /// What is known about the files that the dossier names; None when nobody looked.
    pub files: Option<&'a Files>,
}

impl Subject<'_> {
    /// The period of activities and meetings; None also when a bound that the user set was refused.
    fn periode(&self) -> Option<Periode> {
        let refused = self.left_out.iter().any(|pointer| ["/periode_van", "/periode_tot"].contains(&pointer.as_str()));
        if refused { None } else { Periode::of(self.dossier, self.regeling) }
    }
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
    &aanvraag::AANVRAAGDATUM_ONTBREEKT,
    &aanvraag::AANVRAAGFORMULIER_ONTBREEKT,
    &aanvraag::OVEREENKOMST_ONTBREEKT,
    &datums::PERIODE_DATUMS_OMGEKEERD,
    &onvolledig::KANDIDAAT_ONVOLLEDIG,
    &werkervaring::WERKVERKLARING_ONTBREEKT,
    &datums::DIENSTVERBAND_DATUMS_OMGEKEERD,
    &werkervaring::NIET_WERKZAAM,
    &werkervaring::WERKERVARING_TE_KORT,
    &werkervaring::FTE_TE_LAAG,
    &werkervaring::WERKERVARING_LEZING_VERSCHILT,
    &werkervaring::FTE_BOVEN_EEN,
    &werkverklaring::FTE_BOVEN_UREN,
    &werkverklaring::FUNCTIE_ONDUIDELIJK,
    &werkverklaring::WERKNEMER_ANDERE_NAAM,
    &onvolledig::WERKVERKLARING_ONVOLLEDIG,
    &ervaringsverklaring::ERVARINGSVERKLARING_ONTBREEKT,
    &ervaringsverklaring::COMPETENTIE_ONTBREEKT,
    &ervaringsverklaring::COMPETENTIE_DUBBEL,
    &ervaringsverklaring::ONTWIKKELING_ONTBREEKT,
    &ervaringsverklaring::STARR_TE_WEINIG,
    &ervaringsverklaring::STARR_TE_VEEL,
    &verslag::STARR_ONDERDEEL_LEEG,
    &ervaringsverklaring::VOORBEELD_BUITEN_PERIODE,
    &ervaringsverklaring::STERKE_PUNTEN_AANTAL,
    &ervaringsverklaring::STERKE_PUNTEN_TE_VEEL,
    &ervaringsverklaring::ONTWIKKELPUNT_ONTBREEKT,
    &ondertekening::HANDTEKENING_ONTBREEKT,
    &onvolledig::ONDERTEKENING_ONVOLLEDIG,
    &ondertekening::ONDERTEKENAAR_IS_KANDIDAAT,
    &ondertekening::ONDERTEKEND_TE_VROEG,
    &pe::PE_ONVOLDOENDE,
    &pe::PE_AFRONDING_BESLIST,
    &pe::PE_AFGEKAPT,
    &pe::VAKOVERLEG_BOVEN_MAXIMUM,
    &pe::TOEGEKENDE_PE_ZONDER_BEWIJS,
    &pe::TOEGEKENDE_PE_NIET_GETELD,
    &pe::OPLEIDING_ZONDER_WAARDERING,
    &datums::ACTIVITEIT_DATUMS_OMGEKEERD,
    &datums::TIJDEN_KLOPPEN_NIET,
    &activiteit::ACTIVITEIT_BUITEN_PERIODE,
    &activiteit::NA_AANVRAAGDATUM,
    &activiteit::ACTIVITEIT_DUBBEL,
    &activiteit::ACTIVITEIT_SERIE,
    &activiteit::RAAKVLAK_ONTBREEKT,
    &activiteit::VAKOVERLEG_STRUCTUUR_ONTBREEKT,
    &activiteit::VOORBEREIDING_BOVEN_AANWEZIGHEID,
    &onvolledig::ACTIVITEIT_ONVOLLEDIG,
    &bewijs::BEWIJS_ONTBREEKT,
    &bewijs::BEWIJSBESTAND_NIET_GEVONDEN,
    &intervisie::INTERVISIE_TE_WEINIG,
    &intervisie::INTERVISIE_IS_CASUISTIEK,
    &intervisie::INTERVISIE_ANDER_VAKGEBIED,
    &intervisie::INTERVISIE_BUITEN_PERIODE,
    &intervisie::INTERVISIE_DUBBEL,
    &intervisie::INTERVISIE_OP_VAKOVERLEGDAG,
    &onvolledig::INTERVISIE_ONVOLLEDIG,
    &verslag::INTERVISIE_ONDERDEEL_LEEG,
    &opmaak::INTERVISIE_TE_LANG,
    &intervisie::ANONIMITEIT_NIET_VERKLAARD,
    &gelijkenis::STARR_VOORBEELDEN_GELIJK,
    &gelijkenis::INTERVISIE_VERSLAGEN_GELIJK,
    &taal::NIET_NEDERLANDS,
    &persoonsgegevens::PERSOONSGEGEVENS,
    &formulier::INVULVELD_TE_KLEIN,
    &formulier::FORMULIER_ONLEESBAAR,
    &formulier::FORMULIER_ZONDER_VELDEN,
    &formulier::FORMULIER_ANDERE_REGELING,
    &formulier::FORMULIER_ONBEKEND_VELD,
    &formulier::FORMULIER_WAARDE,
    &formulier::FORMULIER_ALLEEN_GETEKEND,
    &formulier::FORMULIER_GETEKEND_OVER,
    &formulier::FORMULIER_TEKST_UIT_ZICHT,
    &formulier::FORMULIER_TEGENSPRAAK,
    &formulier::FORMULIER_ONDERTEKEND,
];

/// Holds the dossier against every rule. A finding about what was refused, or about a whole of which a part was refused,
/// is held back: that part has its finding, and what follows from it cannot be known yet.
#[must_use]
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let checks = RULES.iter().filter_map(|rule| match rule.check {
        Check::Dossier(check) => Some(check),
        Check::Input | Check::Layout | Check::Form => None,
    });
    let known = |finding: &Diagnostic| !subject.left_out.iter().any(|pointer| finding.touches(pointer));
    checks.flat_map(|check| check(subject)).filter(known).collect()
}
