//! Faults of the JSON itself: found while it is read, before anything is judged.

use super::{Check, Ernst, Rule, Scope};

/// Not JSON at all.
pub(crate) static JSON_ONGELDIG: Rule = Rule {
    code: "json-ongeldig",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Het bestand is geen geldige JSON",
    bron: "RFC 8259",
    wat: "Het bestand kan niet als JSON worden gelezen: er ontbreekt bijvoorbeeld een komma, een aanhalingsteken of een haakje, of het is een ander soort bestand.",
    waarom: "Zolang het bestand niet te lezen is, kan geen enkel onderdeel worden beoordeeld of gemaakt.",
    voorbeeld: "`{ \"aanvraagdatum\": \"2026-06-01\" \"kandidaat\": {} }`: de komma tussen beide velden ontbreekt.",
    herstel: "Ga naar de genoemde regel en kolom en verbeter wat er staat. Een editor die JSON kent, wijst de plaats ook aan.",
    check: Check::Input,
};

/// A value of the wrong type.
pub(crate) static SCHEMA_TYPE: Rule = Rule {
    code: "schema-type",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een veld heeft een verkeerd soort waarde",
    bron: "JSON Schema (`dossierpers schema`)",
    wat: "Een veld bevat een ander soort waarde dan bedoeld, zoals een tekst waar een getal hoort.",
    waarom: "Met een verkeerd soort waarde kan niet worden gerekend en kan het document niet worden gemaakt.",
    voorbeeld: "`\"tijd_aanwezigheid_min\": \"90\"`: de aanhalingstekens maken van het getal een tekst.",
    herstel: "Verander de waarde in het soort dat de melding noemt.",
    check: Check::Input,
};

/// A key that the model does not have.
pub(crate) static SCHEMA_ONBEKENDE_SLEUTEL: Rule = Rule {
    code: "schema-onbekende-sleutel",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een veld met deze naam bestaat niet",
    bron: "JSON Schema (`dossierpers schema`)",
    wat: "Er staat een veldnaam die het dossier niet kent, vaak door een tikfout.",
    waarom: "Wat onder een onbekende naam staat, zou anders ongemerkt uit uw documenten wegblijven.",
    voorbeeld: "`\"leervraag\"` in plaats van `\"leervragen\"`.",
    herstel: "Verbeter de naam; de melding noemt de naam die er het meest op lijkt. Hoort het veld er niet, haal het dan weg.",
    check: Check::Input,
};

/// A key that stands twice in one object.
pub(crate) static SCHEMA_DUBBELE_SLEUTEL: Rule = Rule {
    code: "schema-dubbele-sleutel",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een veld staat er twee keer",
    bron: "RFC 8259, paragraaf 4",
    wat: "Dezelfde veldnaam staat twee keer binnen hetzelfde onderdeel.",
    waarom: "Het is niet te zeggen welke van de twee waarden u bedoelt; een van beide zou verloren gaan.",
    voorbeeld: "Twee keer `\"leereffect\"` in hetzelfde intervisiemoment.",
    herstel: "Houd één van de twee en haal de andere weg, of voeg de teksten samen.",
    check: Check::Input,
};

/// A key that is needed and absent or empty.
pub(crate) static SCHEMA_ONTBREEKT: Rule = Rule {
    code: "schema-ontbreekt",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een verplicht veld ontbreekt of is leeg",
    bron: "JSON Schema (`dossierpers schema`)",
    wat: "Een veld zonder welk het document niet kan worden gemaakt, ontbreekt of is leeg.",
    waarom: "Zonder dit veld is niet te zeggen waarover het document gaat, of kan er niet worden gerekend.",
    voorbeeld: "Een activiteit zonder `\"datum_van\"`.",
    herstel: "Vul het veld in. Bent u er nog niet aan toe, laat dan het hele onderdeel weg.",
    check: Check::Input,
};

/// A value that is not allowed.
pub(crate) static SCHEMA_WAARDE: Rule = Rule {
    code: "schema-waarde",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een veld heeft een waarde die niet kan",
    bron: "JSON Schema (`dossierpers schema`)",
    wat: "De waarde heeft het goede soort, maar ligt buiten wat mag of bestaat niet.",
    waarom: "Een datum die niet bestaat of een aanstelling van 3 FTE maakt elke berekening onjuist.",
    voorbeeld: "`\"datum\": \"2025-02-30\"`, of `\"fte\": 3`.",
    herstel: "Verander de waarde in een die mag; de melding noemt de grens of de keuzes.",
    check: Check::Input,
};

/// More than the tool takes.
pub(crate) static SCHEMA_TE_GROOT: Rule = Rule {
    code: "schema-te-groot",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Meer dan een dossier kan bevatten",
    bron: "Grenzen van dossierpers",
    wat: "Het bestand, een lijst of een tekst is groter dan een dossier ooit nodig heeft.",
    waarom: "De grenzen houden het programma snel en vangen bestanden die per ongeluk zijn gekozen.",
    voorbeeld: "Een lijst van 5.000 activiteiten.",
    herstel: "Maak de tekst of de lijst korter, of verdeel hem over meer dossiers.",
    check: Check::Input,
};

/// Mark-up or line breaks where they cannot be printed.
pub(crate) static SCHEMA_OPMAAK: Rule = Rule {
    code: "schema-opmaak",
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: "Een tekst bevat opmaak die het formulier niet kent",
    bron: "Ontwerp: tekstvelden kennen alinea's, lijsten en nadruk",
    wat: "Een tekst bevat een kop, een koppeling, een afbeelding, HTML, een citaat, een lijn of code, of een veld van één regel bevat een nieuwe regel.",
    waarom: "Het formulier heeft zijn eigen koppen. Andere opmaak zou wegvallen of de opbouw van het document verstoren.",
    voorbeeld: "`\"casus_beschrijving\": \"# Casus\\n\\nDe klant ...\"`: het hekje maakt een kop.",
    herstel: "Gebruik alleen alinea's (een lege regel ertussen), lijsten (`- ` of `1. `) en nadruk (`*zo*`). Zet een `\\` voor een teken dat u letterlijk bedoelt.",
    check: Check::Input,
};
