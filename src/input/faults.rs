//! Faults of the JSON itself: found while it is read, before anything is judged.

use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::schema::opschoning::Wat;

/// Not JSON at all.
pub(crate) static JSON_ONGELDIG: Rule = Rule {
    code: text("json-ongeldig"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Het bestand is geen geldige JSON"),
    bron: text("RFC 8259"),
    wat: text(
        "Het bestand kan niet als JSON worden gelezen: er ontbreekt bijvoorbeeld een komma, een aanhalingsteken of een haakje, of het is een ander soort bestand.",
    ),
    waarom: text("Zolang het bestand niet te lezen is, kan geen enkel onderdeel worden beoordeeld of gemaakt."),
    voorbeeld: text("`{ \"datum\": \"2026-06-01\" \"titel\": \"Voorbeeld\" }`: de komma tussen beide velden ontbreekt."),
    herstel: text("Ga naar de genoemde regel en kolom en verbeter wat er staat. Een editor die JSON kent, wijst de plaats ook aan."),
    stage: Stage::Input,
};

/// Read in another encoding than it should have.
pub(crate) static BESTAND_ANDERE_CODERING: Rule = Rule {
    code: text("bestand-andere-codering"),
    ernst: Ernst::Informatie,
    scope: Scope::Dossier,
    titel: text("Het bestand is niet opgeslagen als UTF-8"),
    bron: text("RFC 8259, paragraaf 8.1"),
    wat: text("Het bestand is opgeslagen als UTF-16 of als Windows-1252, en zo gelezen; er is niets veranderd aan wat er staat."),
    waarom: text("JSON hoort UTF-8 te zijn: een ander programma leest een bestand als dit misschien niet, of verkeerd."),
    voorbeeld: text("Wat Windows PowerShell met `>` bewaart, is UTF-16."),
    herstel: text(
        "Niets, als de letters met accenten goed zijn. Wilt u het bestand als UTF-8, kies dat dan in uw editor bij Opslaan als; wat dossierpers schrijft, is UTF-8.",
    ),
    stage: Stage::Input,
};

/// Of an older version of the format.
pub(crate) static DOSSIER_OUDER: Rule = Rule {
    code: text("dossier-ouder"),
    ernst: Ernst::Informatie,
    scope: Scope::Dossier,
    titel: text("Het dossier is van een oudere versie van het formaat"),
    bron: text("De regeling: haar versies van het formaat"),
    wat: text(
        "Velden van de regeling hebben intussen een andere naam, plaats of schrijfwijze. Het dossier is gelezen alsof het al was bijgewerkt; het bestand zelf is niet veranderd.",
    ),
    waarom: text("Een ander programma, of uw editor, kent de oude namen misschien niet. Aanvullen kan pas als het bestand is bijgewerkt."),
    voorbeeld: text("`\"schema_versie\": \"1\"`, terwijl de regeling intussen versie 2 heeft."),
    herstel: text(
        "Breng het bestand bij de tijd met `dossierpers new --upgrade BESTAND`; er valt niets weg, en wat er stond blijft ernaast bewaard.",
    ),
    stage: Stage::Input,
};

/// Of a version of the format that is not known yet.
pub(crate) static DOSSIER_NIEUWER: Rule = Rule {
    code: text("dossier-nieuwer"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Het dossier is van een nieuwere versie van het formaat"),
    bron: text("De regeling: haar versies van het formaat"),
    wat: text("Het dossier noemt een versie van het formaat die dit programma nog niet kent."),
    waarom: text("Een veld kan intussen iets anders betekenen; wat dit programma ervan zegt of maakt, is dan misschien niet juist."),
    voorbeeld: text("`\"schema_versie\": \"3\"`, terwijl het programma de regeling kent tot en met versie 2."),
    herstel: text("Werk dossierpers bij, of gebruik de map van de nieuwere regeling. Klopt het getal niet, verbeter het dan."),
    stage: Stage::Input,
};

/// A value of the wrong type.
pub(crate) static SCHEMA_TYPE: Rule = Rule {
    code: text("schema-type"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een veld heeft een verkeerd soort waarde"),
    bron: text("JSON Schema (`dossierpers schema`)"),
    wat: text("Een veld bevat een ander soort waarde dan bedoeld, zoals een tekst waar een getal hoort."),
    waarom: text("Met een verkeerd soort waarde kan niet worden gerekend en kan het document niet worden gemaakt."),
    voorbeeld: text("`\"minuten\": \"90\"`: de aanhalingstekens maken van het getal een tekst."),
    herstel: text("Verander de waarde in het soort dat de melding noemt."),
    stage: Stage::Input,
};

/// A key that the model does not have.
pub(crate) static SCHEMA_ONBEKENDE_SLEUTEL: Rule = Rule {
    code: text("schema-onbekende-sleutel"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een veld met deze naam bestaat niet"),
    bron: text("JSON Schema (`dossierpers schema`)"),
    wat: text("Er staat een veldnaam die het dossier niet kent, vaak door een tikfout."),
    waarom: text("Wat onder een onbekende naam staat, zou anders ongemerkt uit uw documenten wegblijven."),
    voorbeeld: text("`\"titl\"` in plaats van `\"titel\"`."),
    herstel: text("Verbeter de naam; de melding noemt de naam die er het meest op lijkt. Hoort het veld er niet, haal het dan weg."),
    stage: Stage::Input,
};

/// A key that stands twice in one object.
pub(crate) static SCHEMA_DUBBELE_SLEUTEL: Rule = Rule {
    code: text("schema-dubbele-sleutel"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een veld staat er twee keer"),
    bron: text("RFC 8259, paragraaf 4"),
    wat: text("Dezelfde veldnaam staat twee keer binnen hetzelfde onderdeel."),
    waarom: text("Het is niet te zeggen welke van de twee waarden u bedoelt; een van beide zou verloren gaan."),
    voorbeeld: text("Twee keer `\"titel\"` in dezelfde groep velden."),
    herstel: text("Houd één van de twee en haal de andere weg, of voeg de teksten samen."),
    stage: Stage::Input,
};

/// A key that is needed and absent or empty.
pub(crate) static SCHEMA_ONTBREEKT: Rule = Rule {
    code: text("schema-ontbreekt"),
    ernst: Ernst::TeDoen,
    scope: Scope::Document,
    titel: text("Een verplicht veld ontbreekt of is leeg"),
    bron: text("JSON Schema (`dossierpers schema`)"),
    wat: text("Een veld zonder welk het document niet kan worden gemaakt, ontbreekt of is leeg."),
    waarom: text("Zonder dit veld is niet te zeggen waarover het document gaat, of kan er niet worden gerekend."),
    voorbeeld: text("Een bijeenkomst zonder `\"datum\"`."),
    herstel: text("Vul het veld in. Bent u er nog niet aan toe, laat dan het hele onderdeel weg."),
    stage: Stage::Input,
};

/// A value that is not allowed.
pub(crate) static SCHEMA_WAARDE: Rule = Rule {
    code: text("schema-waarde"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een veld heeft een waarde die niet kan"),
    bron: text("JSON Schema (`dossierpers schema`)"),
    wat: text("De waarde heeft het goede soort, maar ligt buiten wat mag of bestaat niet."),
    waarom: text("Een datum die niet bestaat of een getal dat niet kan, maakt elke berekening onjuist."),
    voorbeeld: text("`\"datum\": \"2025-02-30\"`."),
    herstel: text("Verander de waarde in een die mag; de melding noemt de grens of de keuzes."),
    stage: Stage::Input,
};

/// More than the tool takes.
pub(crate) static SCHEMA_TE_GROOT: Rule = Rule {
    code: text("schema-te-groot"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Meer dan een dossier kan bevatten"),
    bron: text("Grenzen van dossierpers"),
    wat: text("Het bestand, een lijst of een tekst is groter dan een dossier ooit nodig heeft."),
    waarom: text("De grenzen houden het programma snel en vangen bestanden die per ongeluk zijn gekozen."),
    voorbeeld: text("Een lijst van 5.000 rijen."),
    herstel: text("Maak de tekst of de lijst korter, of verdeel hem over meer dossiers."),
    stage: Stage::Input,
};

/// Mark-up that cannot be printed.
pub(crate) static SCHEMA_OPMAAK: Rule = Rule {
    code: text("schema-opmaak"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een tekst bevat opmaak die het formulier niet kent"),
    bron: text("Ontwerp: tekstvelden kennen alinea's, lijsten en nadruk"),
    wat: text("Een tekst bevat een kop, een koppeling, een afbeelding, HTML, een citaat, een lijn of code."),
    waarom: text("Het formulier heeft zijn eigen koppen. Andere opmaak zou wegvallen of de opbouw van het document verstoren."),
    voorbeeld: text("`\"tekst\": \"# Casus\\n\\nDe klant ...\"`: het hekje maakt een kop."),
    herstel: text(
        "Gebruik alleen alinea's (een lege regel ertussen), lijsten (`- ` of `1. `) en nadruk (`*zo*`). Zet een `\\` voor een teken dat u letterlijk bedoelt.",
    ),
    stage: Stage::Input,
};

/// A text that was cleaned.
pub(crate) static TEKST_OPGESCHOOND: Rule = Rule {
    code: text("tekst-opgeschoond"),
    ernst: Ernst::Informatie,
    scope: Scope::Dossier,
    titel: text("Een geplakte tekst is opgeschoond"),
    bron: text("Ontwerp: geplakte tekst werkt gewoon, en wat er verandert wordt gezegd"),
    wat: text(
        "In een tekst stonden tekens die een ander programma met het kopiëren meegeeft: zachte afbreekstreepjes, onzichtbare tekens, opsommingstekens, tabs van een tabel of nieuwe regels in een veld van één regel.",
    ),
    waarom: text("Zonder opschonen zou de tekst niet kunnen worden afgedrukt, of zou een lijst niet als lijst te lezen zijn."),
    voorbeeld: text("Drie regels uit Word die met een rond opsommingsteken en een tab beginnen, worden een lijst van drie punten."),
    herstel: text("Niets, als de tekst in het document goed is. Uw bestand is niet veranderd; u kunt de tekst daarin zelf aanpassen."),
    stage: Stage::Input,
};

/// What is told of the cleaning of a text; `None` where nothing was changed.
pub(crate) fn opgeschoond(wat: &Wat, path: &str, label: &str) -> Option<Diagnostic> {
    let zin = wat.zin()?;
    let message = format!("\"{label}\" is opgeschoond: {zin}.");
    Some(Diagnostic::new(&TEKST_OPGESCHOOND, path, message, TEKST_OPGESCHOOND.herstel.clone()))
}

/// Every fault of this stage, in the order of the manual.
pub(crate) static RULES: &[&Rule] = &[
    &JSON_ONGELDIG,
    &BESTAND_ANDERE_CODERING,
    &DOSSIER_OUDER,
    &DOSSIER_NIEUWER,
    &SCHEMA_TYPE,
    &SCHEMA_ONBEKENDE_SLEUTEL,
    &SCHEMA_DUBBELE_SLEUTEL,
    &SCHEMA_ONTBREEKT,
    &SCHEMA_WAARDE,
    &SCHEMA_TE_GROOT,
    &SCHEMA_OPMAAK,
    &TEKST_OPGESCHOOND,
];
