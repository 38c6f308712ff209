//! Faults that come to light on the page.

use crate::finding::{Ernst, Rule, Scope, Stage, text};

/// A document of more than the allowed pages, where the regeling has no words of its own for it.
pub(crate) static DOCUMENT_TE_LANG: Rule = Rule {
    code: text("document-te-lang"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een document is langer dan is toegestaan"),
    bron: text("Het grootste aantal pagina's dat de regeling noemt"),
    wat: text("Het opgemaakte document heeft meer pagina's dan de regeling toestaat."),
    waarom: text("De grens staat in de regeling. Kleinere letters of een afgebroken tekst zijn geen oplossing."),
    voorbeeld: text("Een document van drie pagina's, waar er twee zijn toegestaan."),
    herstel: text(
        "Kort het onderdeel in dat de melding noemt, met ten minste het genoemde aantal tekens. Dat aantal is nagerekend door het document \
        ingekort op te maken.",
    ),
    stage: Stage::Layout,
};
