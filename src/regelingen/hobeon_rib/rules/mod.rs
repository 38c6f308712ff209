//! The rules of this regeling that need Rust, each defined once, and the one list of them.
//!
//! A rule knows the dossier, what the regeling demands and the facts that were handed in, never a page. It stays silent where what
//! it needs already failed.
//!
//! **Enters:** a rule that needs Rust, its texts and its check.
//! **Stays out:** a rule that an expression can say (`regeling.toml`), a page, a disk.

mod aanvraag;
mod activiteit;
mod beoordelen;
mod bewijs;
mod datums;
mod deelnemers;
mod dienstverband;
mod ervaringsverklaring;
mod gelijkenis;
mod intervisie;
mod ondertekenaar;
mod ondertekening;
mod onvolledig;
mod overname;
mod pe;
mod personen;
mod persoonsgegevens;
mod reeks;
mod taal;
mod teksten;
mod toets;
mod uren;
mod vakoverleg;
mod verslag;
mod vulling;
mod werkervaring;
mod werkverklaring;

use crate::finding::{Diagnostic, Rule};

pub(super) use toets::Subject;
use toets::Toets;

/// Every rule, in the order of the manual.
static TOETSEN: &[&Toets] = &[
    &aanvraag::AANVRAAGDATUM_ONTBREEKT,
    &aanvraag::AANVRAAGFORMULIER_ONTBREEKT,
    &aanvraag::OVEREENKOMST_ONTBREEKT,
    &datums::PERIODE_DATUMS_OMGEKEERD,
    &datums::PERIODE_BEGINT_EERDER,
    &onvolledig::KANDIDAAT_ONVOLLEDIG,
    &werkervaring::WERKVERKLARING_ONTBREEKT,
    &datums::DIENSTVERBAND_DATUMS_OMGEKEERD,
    &dienstverband::DIENSTVERBAND_ZONDER_EINDE,
    &dienstverband::DIENSTVERBAND_DUBBEL,
    &werkervaring::NIET_WERKZAAM,
    &werkervaring::WERKERVARING_TE_KORT,
    &werkervaring::FTE_TE_LAAG,
    &werkervaring::WERKERVARING_LEZING_VERSCHILT,
    &werkervaring::FTE_BOVEN_EEN,
    &werkverklaring::FTE_BOVEN_UREN,
    &werkverklaring::FUNCTIE_ONDUIDELIJK,
    &beoordelen::FUNCTIE_BEOORDELEN,
    &beoordelen::ONDERBREKING_BEOORDELEN,
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
    &ondertekenaar::ONDERTEKENAAR_MOGELIJK_KANDIDAAT,
    &ondertekenaar::KANDIDAAT_ANDERE_ONDERTEKENAAR,
    &ondertekening::ONDERTEKEND_TE_VROEG,
    &pe::PE_ONVOLDOENDE,
    &pe::PE_AFRONDING_BESLIST,
    &pe::PE_AFGEKAPT,
    &pe::VAKOVERLEG_BOVEN_MAXIMUM,
    &vakoverleg::VERMOEDELIJK_VAKOVERLEG,
    &pe::TOEGEKENDE_PE_ZONDER_BEWIJS,
    &pe::TOEGEKENDE_PE_NIET_GETELD,
    &pe::TOEGEKENDE_PE_BOVEN_NORM,
    &pe::OPLEIDING_ZONDER_WAARDERING,
    &datums::ACTIVITEIT_DATUMS_OMGEKEERD,
    &datums::TIJDEN_KLOPPEN_NIET,
    &uren::UREN_PER_DAG,
    &activiteit::ACTIVITEIT_BUITEN_PERIODE,
    &activiteit::NA_AANVRAAGDATUM,
    &activiteit::ACTIVITEIT_DUBBEL,
    &activiteit::ACTIVITEIT_SERIE,
    &activiteit::RAAKVLAK_ONTBREEKT,
    &activiteit::VAKOVERLEG_STRUCTUUR_ONTBREEKT,
    &activiteit::VOORBEREIDING_BOVEN_AANWEZIGHEID,
    &onvolledig::ACTIVITEIT_ONVOLLEDIG,
    &bewijs::BEWIJS_ONTBREEKT,
    &intervisie::INTERVISIE_TE_WEINIG,
    &intervisie::INTERVISIE_IS_CASUISTIEK,
    &beoordelen::METHODE_BEOORDELEN,
    &intervisie::INTERVISIE_ANDER_VAKGEBIED,
    &intervisie::INTERVISIE_BUITEN_PERIODE,
    &intervisie::INTERVISIE_DUBBEL,
    &intervisie::INTERVISIE_ZONDER_DUUR,
    &intervisie::INTERVISIE_OVERLAPT_ACTIVITEIT,
    &intervisie::INTERVISIE_OP_VAKOVERLEGDAG,
    &onvolledig::INTERVISIE_ONVOLLEDIG,
    &deelnemers::DEELNEMERS_KLOPPEN_NIET,
    &verslag::INTERVISIE_ONDERDEEL_LEEG,
    &intervisie::ANONIMITEIT_NIET_VERKLAARD,
    &gelijkenis::STARR_VOORBEELDEN_GELIJK,
    &gelijkenis::INTERVISIE_VERSLAGEN_GELIJK,
    &gelijkenis::TEKSTEN_GELIJK,
    &vulling::TEKST_ZEGT_NIETS,
    &taal::NIET_NEDERLANDS,
    &persoonsgegevens::PERSOONSGEGEVENS,
];

/// The definitions, in the order of the manual.
pub(super) fn rules() -> Vec<&'static Rule> {
    TOETSEN.iter().map(|toets| &toets.rule).collect()
}

/// Holds the dossier against every rule.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    TOETSEN.iter().flat_map(|toets| (toets.check)(subject)).collect()
}
