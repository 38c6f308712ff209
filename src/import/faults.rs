//! Faults of a form that somebody filled in on a screen: found while it is read back.

use crate::finding::{Ernst, Rule, Scope, Stage, text};

/// A file that is no PDF, or cannot be read.
pub(crate) static FORMULIER_ONLEESBAAR: Rule = Rule {
    code: text("formulier-onleesbaar"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een formulier kan niet worden gelezen"),
    bron: text("ISO 32000-1"),
    wat: text("Het bestand is geen pdf, is beschadigd of afgebroken, is versleuteld, of is groter dan een formulier kan zijn."),
    waarom: text("Zolang het bestand niet te lezen is, kunnen de gegevens er niet uit worden overgenomen."),
    voorbeeld: text("Een scan die met een wachtwoord is opgeslagen, of een download die halverwege is gestopt."),
    herstel: text("Open het formulier in een pdf-lezer, sla het zonder wachtwoord op en probeer het opnieuw."),
    stage: Stage::Form,
};

/// A PDF without any field of ours.
pub(crate) static FORMULIER_ZONDER_VELDEN: Rule = Rule {
    code: text("formulier-zonder-velden"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een pdf heeft geen invulvelden van een formulier"),
    bron: text("Ontwerp: velden heten naar hun plaats in het dossier"),
    wat: text(
        "De pdf heeft geen velden van een formulier van dossierpers: hij is van een ander programma, is afgevlakt (afgedrukt naar pdf of gescand), of is een document in plaats van een formulier.",
    ),
    waarom: text("Alleen uit invulvelden kan met zekerheid worden gelezen wat er is ingevuld."),
    voorbeeld: text("Een ingevuld formulier dat met \"Afdrukken naar pdf\" is bewaard."),
    herstel: text("Vraag om het formulier zoals het met Opslaan is bewaard, of neem de gegevens met de hand over."),
    stage: Stage::Form,
};

/// A form of another regeling.
pub(crate) static FORMULIER_ANDERE_REGELING: Rule = Rule {
    code: text("formulier-andere-regeling"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een formulier is van een andere regeling"),
    bron: text("Ontwerp: een formulier noemt zijn regeling"),
    wat: text("Het formulier is gemaakt voor een andere regeling dan de geladen regeling of het dossier."),
    waarom: text("De velden en de keuzes kunnen iets anders betekenen."),
    voorbeeld: text("Een formulier van een oudere regeling, ingelezen met de ingebouwde regeling."),
    herstel: text(
        "Geef met `--regeling` de map van de regeling van het formulier op, met een dossier van die regeling, of vul het formulier van deze regeling in.",
    ),
    stage: Stage::Form,
};

/// A field that no form has.
pub(crate) static FORMULIER_ONBEKEND_VELD: Rule = Rule {
    code: text("formulier-onbekend-veld"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("Een formulier heeft een veld dat het dossier niet kent"),
    bron: text("Ontwerp: velden heten naar hun plaats in het dossier"),
    wat: text("In de pdf is een veld ingevuld waarvan de naam niet in het dossier voorkomt."),
    waarom: text("Wat in dat veld staat, wordt niet overgenomen."),
    voorbeeld: text("Een veld dat een ander programma heeft toegevoegd, zoals een opmerking."),
    herstel: text("Kijk op de genoemde pagina wat er staat, en neem het zo nodig met de hand over."),
    stage: Stage::Form,
};

/// A field of ours under another name.
pub(crate) static FORMULIER_VELD_HERNOEMD: Rule = Rule {
    code: text("formulier-veld-hernoemd"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Velden van een formulier hebben een andere naam gekregen"),
    bron: text("Ontwerp: velden heten naar hun plaats in het dossier"),
    wat: text(
        "Een ander programma heeft iets voor of achter de namen van velden gezet, bijvoorbeeld omdat het twee formulieren in één pdf heeft samengevoegd. Wat erin staat, is niet overgenomen.",
    ),
    waarom: text("Bij welk formulier een hernoemd veld hoort, is niet zeker; een verkeerde keuze zou twee formulieren door elkaar halen."),
    voorbeeld: text("Twee ingevulde formulieren die met \"Bestanden samenvoegen\" één pdf zijn geworden."),
    herstel: text(
        "Lees de formulieren apart in, zoals ze met Opslaan zijn bewaard. Zijn die er niet meer, neem de velden dan met de hand over.",
    ),
    stage: Stage::Form,
};

/// What was filled in cannot be read as what the field asks.
pub(crate) static FORMULIER_WAARDE: Rule = Rule {
    code: text("formulier-waarde"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Wat in een veld is ingevuld, is niet te lezen"),
    bron: text("Ontwerp: wat op twee manieren te lezen is, wordt niet geraden"),
    wat: text("In een veld voor een datum, tijd, getal of keuze staat iets dat dat niet is, of dat meer dan één ding kan betekenen."),
    waarom: text("Een verkeerd begrepen datum of tijd maakt elke berekening onjuist."),
    voorbeeld: text("`14-03-25` als datum, of `3` als tijd van aanwezigheid: uren of minuten?"),
    herstel: text("Verbeter het veld in het formulier zoals de melding zegt, en lees het opnieuw in."),
    stage: Stage::Form,
};

/// A value that is only drawn.
pub(crate) static FORMULIER_ALLEEN_GETEKEND: Rule = Rule {
    code: text("formulier-alleen-getekend"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("In een veld is iets te zien dat niet is opgeslagen"),
    bron: text("ISO 32000-1, 12.7.3"),
    wat: text(
        "Een veld laat tekst zien, maar heeft geen waarde of een andere: het programma waarmee het is ingevuld heeft alleen het beeld bewaard. Of de tekst is als opmerking over het formulier gezet.",
    ),
    waarom: text("Wat te zien is, zou anders ongemerkt verloren gaan."),
    voorbeeld: text("Een formulier dat is ingevuld met een programma dat velden overtekent."),
    herstel: text("Open het formulier in een andere pdf-lezer, vul het veld opnieuw in en sla het op."),
    stage: Stage::Form,
};

/// Something that was put over a form by hand.
pub(crate) static FORMULIER_GETEKEND_OVER: Rule = Rule {
    code: text("formulier-getekend-over"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("Over een formulier is getekend of gestempeld"),
    bron: text("ISO 32000-1, 12.5.6"),
    wat: text("Over een pagina van het formulier is met een pen, een stempel of een afbeelding iets gezet."),
    waarom: text("Wat zo is toegevoegd, wordt niet gelezen: het kan een handtekening zijn, maar ook een antwoord."),
    voorbeeld: text("Een handtekening die met de vinger op een tablet is gezet."),
    herstel: text("Kijk op de genoemde pagina wat er staat, en neem het zo nodig met de hand over."),
    stage: Stage::Form,
};

/// A form of somebody else.
pub(crate) static FORMULIER_VAN_EEN_ANDER: Rule = Rule {
    code: text("formulier-van-een-ander"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een formulier is van iemand anders"),
    bron: text("Ontwerp: een dossier is van één persoon of groep"),
    wat: text("Op het formulier staat een andere naam, of een ander kenmerk, dan in het dossier of op een eerder formulier."),
    waarom: text("Gegevens van de een in het dossier van de ander maken beide onjuist."),
    voorbeeld: text("Het formulier van een collega, ingelezen in uw dossier."),
    herstel: text(
        "Controleer of u het goede formulier en het goede dossier hebt. Is het dezelfde persoon onder een andere naam, verander dan eerst de naam in het dossier.",
    ),
    stage: Stage::Form,
};

/// A value that is not what the dossier says.
pub(crate) static FORMULIER_TEGENSPRAAK: Rule = Rule {
    code: text("formulier-tegenspraak"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Een formulier zegt iets anders dan het dossier"),
    bron: text("Ontwerp: een formulier overschrijft niets"),
    wat: text(
        "In het formulier staat een andere waarde dan in het dossier of in een eerder formulier, een bekende waarde is leeggemaakt, of een rij lijkt op een rij van het dossier en is anders.",
    ),
    waarom: text("Welke van de twee juist is, weet alleen u. Het dossier is op dit punt gelaten zoals het was."),
    voorbeeld: text("Op het formulier staat een andere begindatum dan in uw dossier."),
    herstel: text(
        "Vergelijk het formulier met het dossier. Is het formulier juist, laat het verschil dan overnemen; anders hoeft u niets te doen.",
    ),
    stage: Stage::Form,
};

/// Text that its field does not show.
pub(crate) static FORMULIER_TEKST_UIT_ZICHT: Rule = Rule {
    code: text("formulier-tekst-uit-zicht"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("Een ingevulde tekst is langer dan zijn veld"),
    bron: text("Ontwerp: op een formulier is geen tekst uit het zicht"),
    wat: text("In een veld staat meer tekst dan het kan laten zien. Alles is overgenomen, ook wat niet te zien is."),
    waarom: text("Wie het formulier leest of ondertekent, ziet het einde van de tekst niet."),
    voorbeeld: text("Een tekst die met een ander programma in het veld is geplakt."),
    herstel: text("Lees de tekst na in het dossier. Wordt het formulier zelf ondertekend, kort de tekst dan in."),
    stage: Stage::Form,
};

/// A form that is signed.
pub(crate) static FORMULIER_ONDERTEKEND: Rule = Rule {
    code: text("formulier-ondertekend"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("Een formulier is digitaal ondertekend"),
    bron: text("ISO 32000-1, 12.8"),
    wat: text(
        "Het formulier draagt een digitale handtekening. De gegevens zijn overgenomen; of de handtekening klopt, is niet onderzocht.",
    ),
    waarom: text("De handtekening geldt voor deze pdf, niet voor een document dat u uit het dossier maakt."),
    voorbeeld: text("Een formulier dat op het scherm is ingevuld en daarna ondertekend."),
    herstel: text("Bewaar deze pdf bij het dossier: de handtekening staat alleen daarin."),
    stage: Stage::Form,
};

/// Every fault of this stage, in the order of the manual.
pub(crate) static RULES: &[&Rule] = &[
    &FORMULIER_ONLEESBAAR,
    &FORMULIER_ZONDER_VELDEN,
    &FORMULIER_ANDERE_REGELING,
    &FORMULIER_ONBEKEND_VELD,
    &FORMULIER_VELD_HERNOEMD,
    &FORMULIER_WAARDE,
    &FORMULIER_ALLEEN_GETEKEND,
    &FORMULIER_GETEKEND_OVER,
    &FORMULIER_VAN_EEN_ANDER,
    &FORMULIER_TEGENSPRAAK,
    &FORMULIER_TEKST_UIT_ZICHT,
    &FORMULIER_ONDERTEKEND,
];
