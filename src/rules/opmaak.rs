//! Faults that come to light on the page.

use super::{Check, Ernst, Rule, Scope};

/// A character that cannot be printed.
pub(crate) static TEKEN_NIET_AFDRUKBAAR: Rule = Rule {
    code: "teken-niet-afdrukbaar",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een teken kan niet worden afgedrukt",
    bron: "S:62-63 (goed leesbaar); ISO 19005-3, 6.2.11",
    wat: "Een tekst bevat een teken waarvoor het lettertype geen vorm heeft, zoals een emoji, of een onzichtbaar stuurteken.",
    waarom: "Op papier zou een leeg vakje staan, en een onzichtbaar teken kan de volgorde van de tekst veranderen.",
    voorbeeld: "Een emoji in het leereffect, of een onzichtbaar teken dat met kopiëren is meegekomen.",
    herstel: "Haal het teken weg of schrijf het in letters. De melding noemt het veld en het teken.",
    check: Check::Layout,
};

/// A report of more than the allowed pages.
pub(crate) static INTERVISIE_TE_LANG: Rule = Rule {
    code: "intervisie-te-lang",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Het intervisieverslag is langer dan twee pagina's",
    bron: "S:166",
    wat: "Het opgemaakte verslag heeft meer dan twee pagina's.",
    waarom: "De regeling staat hoogstens twee pagina's toe. Kleinere letters of een afgebroken tekst zijn geen oplossing.",
    voorbeeld: "Een casusbeschrijving van anderhalve pagina.",
    herstel: "Kort het onderdeel in dat de melding noemt, met ten minste het genoemde aantal tekens. Dat aantal is nagerekend door het verslag ingekort op te maken.",
    check: Check::Layout,
};
