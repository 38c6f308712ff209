//! Faults of a form that somebody fills in on a screen: found while it is made, or while it is read back.

use super::{Check, Ernst, Rule, Scope};

/// Text that a form has no room for.
pub(crate) static INVULVELD_TE_KLEIN: Rule = Rule {
    code: "invulveld-te-klein",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een tekst past niet in het invulveld",
    bron: "Ontwerp: op een formulier is geen tekst uit het zicht",
    wat: "Een tekst uit het dossier is langer dan het veld dat er op het invulformulier voor is.",
    waarom: "Wat niet in een veld past, is op het scherm en op papier niet te lezen. Een verslag mag bovendien niet langer worden dan twee pagina's.",
    voorbeeld: "Een beschrijving van de casus van anderhalve pagina, in een formulier van twee pagina's.",
    herstel: "Kort de tekst in, of maak het document zonder `--fillable`.",
    check: Check::Layout,
};

/// A file that is no PDF, or cannot be read.
pub(crate) static FORMULIER_ONLEESBAAR: Rule = Rule {
    code: "formulier-onleesbaar",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een formulier kan niet worden gelezen",
    bron: "ISO 32000-1",
    wat: "Het bestand is geen pdf, is beschadigd of afgebroken, is versleuteld, of is groter dan een formulier kan zijn.",
    waarom: "Zolang het bestand niet te lezen is, kunnen de gegevens er niet uit worden overgenomen.",
    voorbeeld: "Een scan die met een wachtwoord is opgeslagen, of een download die halverwege is gestopt.",
    herstel: "Open het formulier in een pdf-lezer, sla het zonder wachtwoord op en probeer het opnieuw.",
    check: Check::Form,
};

/// A PDF without any field of ours.
pub(crate) static FORMULIER_ZONDER_VELDEN: Rule = Rule {
    code: "formulier-zonder-velden",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een pdf heeft geen invulvelden van een formulier",
    bron: "Ontwerp: velden heten naar hun plaats in het dossier",
    wat: "De pdf heeft geen velden van een formulier van dossierpers: hij is van een ander programma, is afgevlakt (afgedrukt naar pdf of gescand), of is een document in plaats van een formulier.",
    waarom: "Alleen uit invulvelden kan met zekerheid worden gelezen wat er is ingevuld.",
    voorbeeld: "Een ingevuld formulier dat met \"Afdrukken naar pdf\" is bewaard.",
    herstel: "Vraag om het formulier zoals het met Opslaan is bewaard, of neem de gegevens met de hand over.",
    check: Check::Form,
};

/// A form of another regeling.
pub(crate) static FORMULIER_ANDERE_REGELING: Rule = Rule {
    code: "formulier-andere-regeling",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een formulier is van een andere regeling",
    bron: "Ontwerp: een formulier noemt zijn regeling",
    wat: "Het formulier is gemaakt voor een andere regeling dan de geladen regeling of het dossier.",
    waarom: "De velden en de keuzes kunnen iets anders betekenen.",
    voorbeeld: "Een formulier van een oudere regeling, ingelezen met de ingebouwde regeling.",
    herstel: "Geef met `--regeling` de map van de regeling van het formulier op, met een dossier van die regeling, of vul het formulier van deze regeling in.",
    check: Check::Form,
};

/// A field that no form has.
pub(crate) static FORMULIER_ONBEKEND_VELD: Rule = Rule {
    code: "formulier-onbekend-veld",
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: "Een formulier heeft een veld dat het dossier niet kent",
    bron: "Ontwerp: velden heten naar hun plaats in het dossier",
    wat: "In de pdf is een veld ingevuld waarvan de naam niet in het dossier voorkomt.",
    waarom: "Wat in dat veld staat, wordt niet overgenomen.",
    voorbeeld: "Een veld dat een ander programma heeft toegevoegd, zoals een opmerking.",
    herstel: "Kijk op de genoemde pagina wat er staat, en neem het zo nodig met de hand over.",
    check: Check::Form,
};

/// What was filled in cannot be read as what the field asks.
pub(crate) static FORMULIER_WAARDE: Rule = Rule {
    code: "formulier-waarde",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Wat in een veld is ingevuld, is niet te lezen",
    bron: "Ontwerp: wat op twee manieren te lezen is, wordt niet geraden",
    wat: "In een veld voor een datum, tijd, getal of keuze staat iets dat dat niet is, of dat meer dan één ding kan betekenen.",
    waarom: "Een verkeerd begrepen datum of tijd maakt elke berekening onjuist.",
    voorbeeld: "`14-03-25` als datum, of `3` als tijd van aanwezigheid: uren of minuten?",
    herstel: "Verbeter het veld in het formulier zoals de melding zegt, en lees het opnieuw in.",
    check: Check::Form,
};

/// A value that is only drawn.
pub(crate) static FORMULIER_ALLEEN_GETEKEND: Rule = Rule {
    code: "formulier-alleen-getekend",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "In een veld is iets te zien dat niet is opgeslagen",
    bron: "ISO 32000-1, 12.7.3",
    wat: "Een veld laat tekst zien, maar heeft geen waarde of een andere: het programma waarmee het is ingevuld heeft alleen het beeld bewaard. Of de tekst is als opmerking over het formulier gezet.",
    waarom: "Wat te zien is, zou anders ongemerkt verloren gaan.",
    voorbeeld: "Een formulier dat is ingevuld met een programma dat velden overtekent.",
    herstel: "Open het formulier in een andere pdf-lezer, vul het veld opnieuw in en sla het op.",
    check: Check::Form,
};

/// Something that was put over a form by hand.
pub(crate) static FORMULIER_GETEKEND_OVER: Rule = Rule {
    code: "formulier-getekend-over",
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: "Over een formulier is getekend of gestempeld",
    bron: "ISO 32000-1, 12.5.6",
    wat: "Over een pagina van het formulier is met een pen, een stempel of een afbeelding iets gezet.",
    waarom: "Wat zo is toegevoegd, wordt niet gelezen: het kan een handtekening zijn, maar ook een antwoord.",
    voorbeeld: "Een handtekening die met de vinger op een tablet is gezet.",
    herstel: "Kijk op de genoemde pagina wat er staat, en neem het zo nodig met de hand over.",
    check: Check::Form,
};

/// A value that is not what the dossier says.
pub(crate) static FORMULIER_TEGENSPRAAK: Rule = Rule {
    code: "formulier-tegenspraak",
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: "Een formulier zegt iets anders dan het dossier",
    bron: "Ontwerp: een formulier overschrijft niets",
    wat: "In het formulier staat een andere waarde dan in het dossier of in een eerder formulier, of een bekende waarde is leeggemaakt.",
    waarom: "Welke van de twee juist is, weet alleen u. Het dossier is op dit punt gelaten zoals het was.",
    voorbeeld: "De werkgever heeft een andere begindatum ingevuld dan in uw dossier staat.",
    herstel: "Vergelijk het veld met het dossier. Is het formulier juist, verander dan het dossier en lees het formulier opnieuw in.",
    check: Check::Form,
};

/// Text that its field does not show.
pub(crate) static FORMULIER_TEKST_UIT_ZICHT: Rule = Rule {
    code: "formulier-tekst-uit-zicht",
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: "Een ingevulde tekst is langer dan zijn veld",
    bron: "Ontwerp: op een formulier is geen tekst uit het zicht",
    wat: "In een veld staat meer tekst dan het kan laten zien. Alles is overgenomen, ook wat niet te zien is.",
    waarom: "Wie het formulier leest of ondertekent, ziet het einde van de tekst niet.",
    voorbeeld: "Een tekst die met een ander programma in het veld is geplakt.",
    herstel: "Lees de tekst na in het dossier. Wordt het formulier zelf ondertekend, kort de tekst dan in.",
    check: Check::Form,
};

/// A form that is signed.
pub(crate) static FORMULIER_ONDERTEKEND: Rule = Rule {
    code: "formulier-ondertekend",
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: "Een formulier is digitaal ondertekend",
    bron: "ISO 32000-1, 12.8",
    wat: "Het formulier draagt een digitale handtekening. De gegevens zijn overgenomen; of de handtekening klopt, is niet onderzocht.",
    waarom: "De handtekening geldt voor deze pdf, niet voor een document dat u uit het dossier maakt.",
    voorbeeld: "Een werkverklaring die de werkgever op het scherm heeft ingevuld en ondertekend.",
    herstel: "Bewaar deze pdf, voeg hem bij de aanvraag en noem hem in het dossier bij \"handtekening_bestand\".",
    check: Check::Form,
};
