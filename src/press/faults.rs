//! Faults that come to light where the stages meet: of files and the example beside the data, and of a form while it is made.

use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};

/// Text that a form has no room for.
pub(crate) static INVULVELD_TE_KLEIN: Rule = Rule {
    code: text("invulveld-te-klein"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een tekst past niet in het invulveld"),
    bron: text("Ontwerp: op een formulier is geen tekst uit het zicht"),
    wat: text("Een tekst uit het dossier is langer dan het veld dat er op het invulformulier voor is."),
    waarom: text(
        "Wat niet in een veld past, is op het scherm en op papier niet te lezen. Een document met een grens mag bovendien niet langer worden dan die grens.",
    ),
    voorbeeld: text("Een beschrijving van de casus van anderhalve pagina, in een formulier van twee pagina's."),
    herstel: text("Kort de tekst in, of maak het document zonder `--fillable`."),
    stage: Stage::Layout,
};

/// Text of the example is left.
pub(crate) static VOORBEELD_NIET_VERVANGEN: Rule = Rule {
    code: text("voorbeeld-niet-vervangen"),
    ernst: Ernst::TeDoen,
    scope: Scope::Dossier,
    titel: text("In het dossier staat nog tekst van het voorbeeld"),
    bron: text("Ontwerp: het voorbeeld is geen dossier"),
    wat: text("Een of meer teksten zijn woord voor woord die van het voorbeeld dat `dossierpers new` geeft."),
    waarom: text("Het voorbeeld gaat over niemand. Wat ervan blijft staan, staat straks in uw naam in een document."),
    voorbeeld: text("Een omschrijving die u nog wilde herschrijven."),
    herstel: text("Schrijf uw eigen tekst, of haal het onderdeel weg zolang u het nog niet hebt."),
    stage: Stage::Regeling,
};

/// Named files were not opened.
pub(crate) static BEWIJS_NIET_BEKEKEN: Rule = Rule {
    code: text("bewijs-niet-bekeken"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("De genoemde bestanden zijn niet bekeken"),
    bron: text("Ontwerp: een oordeel wordt nooit gunstiger doordat er minder bekend was"),
    wat: text("Het dossier noemt bestanden, en die zijn bij dit oordeel niet of niet alle geopend, zoals bij `check -`."),
    waarom: text("Een bestand dat niemand opende, kan ontbreken, leeg zijn of iets anders bevatten. Daarover zegt het oordeel dan niets."),
    voorbeeld: text("`dossierpers check - < dossier.json`: van invoer zonder map is niet te zien waar de bestanden staan."),
    herstel: text("Controleer het dossier als bestand, in de map waarin de genoemde bestanden staan."),
    stage: Stage::Regeling,
};

/// A file that is said to be the signed document holds other data.
pub(crate) static ONDERTEKEND_BESTAND_ANDERS: Rule = Rule {
    code: text("ondertekend-bestand-anders"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Het ondertekende bestand zegt iets anders dan het dossier"),
    bron: text("Ontwerp: een ondertekend bestand wordt met het dossier vergeleken"),
    wat: text("De gegevens in de ondertekende pdf zijn niet die van het dossier, of het is een ander soort document."),
    waarom: text("Wie tekende, verklaarde wat er toen stond. Wat daarna in het dossier is veranderd, heeft niemand verklaard."),
    voorbeeld: text("Een einddatum die na het tekenen is verbeterd."),
    herstel: text("Zet in het dossier terug wat is ondertekend, of maak de pdf opnieuw en laat die ondertekenen."),
    stage: Stage::Regeling,
};

/// A file that is said to be the signed document is not signed.
pub(crate) static ONDERTEKEND_BESTAND_NIET_GETEKEND: Rule = Rule {
    code: text("ondertekend-bestand-niet-getekend"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Het ondertekende bestand heeft geen handtekening"),
    bron: text("Ontwerp: een ondertekend bestand wordt geopend"),
    wat: text(
        "Als ondertekend bestand is de pdf genoemd die dossierpers maakte, zonder digitale handtekening en zonder iets erop getekend.",
    ),
    waarom: text("Dat is de verklaring die nog getekend moet worden. Zij bewijst niets."),
    voorbeeld: text("De gemaakte pdf genoemd als ondertekend bestand, terwijl de scan een andere naam heeft."),
    herstel: text("Noem de scan van het getekende papier, of de pdf waarop digitaal is getekend."),
    stage: Stage::Regeling,
};

/// A file that is said to be the signed document is a scan, or of another program.
pub(crate) static ONDERTEKEND_BESTAND_BEKIJKEN: Rule = Rule {
    code: text("ondertekend-bestand-bekijken"),
    ernst: Ernst::Beoordelaar,
    scope: Scope::Dossier,
    titel: text("Een ondertekend bestand is een scan: de beoordelaar kijkt ernaar"),
    bron: text("Ontwerp: wat een programma niet kan lezen, is voor de beoordelaar"),
    wat: text("Het ondertekende bestand is een scan, een foto of een pdf van een ander programma; wat erop staat, is niet gelezen."),
    waarom: text(
        "Alleen een mens kan zien of dit de bedoelde verklaring is, met een handtekening, en met dezelfde gegevens als het dossier.",
    ),
    voorbeeld: text("Een scan van een verklaring die met de pen is ondertekend."),
    herstel: text("Kijk na of de scan van deze verklaring is, compleet en goed leesbaar; verder hoeft u niets te doen."),
    stage: Stage::Regeling,
};

/// A file of a bundle in a format that is not taken.
pub(crate) static BUNDEL_FORMAAT: Rule = Rule {
    code: text("bundel-formaat"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Een bestand heeft een vorm die niet kan worden ingeleverd"),
    bron: text("De vormen die de regeling noemt (`[bundel]`)"),
    wat: text("Het dossier noemt een foto of een pdf, en de regeling laat die vorm niet toe."),
    waarom: text("Wat het portaal niet aanneemt, komt niet bij de beoordelaar."),
    voorbeeld: text("Een foto in PNG, waar alleen pdf wordt aangenomen."),
    herstel: text("Maak van het bestand een vorm die wel wordt aangenomen, zoals een scan als pdf, en noem die in het dossier."),
    stage: Stage::Layout,
};

/// A bundle of more bytes than are taken.
pub(crate) static BUNDEL_TE_GROOT: Rule = Rule {
    code: text("bundel-te-groot"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("De bundel is groter dan kan worden ingeleverd"),
    bron: text("Het grootste aantal megabytes dat de regeling noemt (`[bundel]`)"),
    wat: text("Alle bestanden van de bundel zijn samen groter dan de regeling toestaat."),
    waarom: text("Het portaal neemt niet meer aan; wat er niet bij past, wordt niet beoordeeld."),
    voorbeeld: text("Twintig scans in kleur van elk 15 MB."),
    herstel: text("Scan de grootste bestanden opnieuw met een lagere resolutie (300 dpi is genoeg), of verklein de pdf's."),
    stage: Stage::Layout,
};

/// Whether a finding is about how the example is tried, and not about what is in it: nobody opened its files.
pub(crate) fn about_the_trial(finding: &Diagnostic) -> bool {
    [&VOORBEELD_NIET_VERVANGEN, &BEWIJS_NIET_BEKEKEN, &ONDERTEKEND_BESTAND_BEKIJKEN].iter().any(|rule| rule.code == finding.rule.code)
}

/// Every fault of this room, in the order of the manual.
pub(crate) static RULES: &[&Rule] = &[
    &VOORBEELD_NIET_VERVANGEN,
    &BEWIJS_NIET_BEKEKEN,
    &ONDERTEKEND_BESTAND_ANDERS,
    &ONDERTEKEND_BESTAND_NIET_GETEKEND,
    &ONDERTEKEND_BESTAND_BEKIJKEN,
    &INVULVELD_TE_KLEIN,
    &BUNDEL_FORMAAT,
    &BUNDEL_TE_GROOT,
];
