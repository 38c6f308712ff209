//! The cases: what is changed in the complete dossier, where a finding is looked for, and which codes are meant.

use serde_json::{Value, json};

use super::corpus::{self, Plek, Tekst};
use super::vermommen::{Toeval, VERMOMMINGEN, kopieen, vermom};

/// One change of the complete dossier, and the question about it.
pub(super) struct Geval {
    /// The row of the table that it belongs to.
    pub(super) soort: String,
    /// Left alone if it is honest: no finding with one of the codes, and nothing that stands in the way. Seen if it is not.
    pub(super) eerlijk: bool,
    /// Pointers and what they become; null takes the field out.
    pub(super) anders: Vec<(String, Value)>,
    /// Where a finding counts.
    pub(super) plekken: Vec<String>,
    pub(super) codes: &'static [&'static str],
}

const KOPIE: &[&str] = &["starr-voorbeelden-gelijk", "intervisie-verslagen-gelijk", "teksten-gelijk"];

const LEEG: &[&str] = &[
    "starr-onderdeel-leeg",
    "intervisie-onderdeel-leeg",
    "raakvlak-ontbreekt",
    "vakoverleg-structuur-ontbreekt",
    "ontwikkeling-ontbreekt",
    "ontwikkelpunt-ontbreekt",
    "sterke-punten-aantal",
    "activiteit-onvolledig",
    "tekst-zegt-niets",
];

/// Refused before any rule looks at it: as good as seen.
const GEWEIGERD: &[&str] = &["teken-niet-afdrukbaar", "schema-opmaak", "schema-ontbreekt"];

const COMPETENTIES: &str = "/ervaringsverklaring/competenties";

/// Two places for two texts; the names say what is compared.
type Tweetal = (&'static str, &'static str);

const STARR: &[Tweetal] = &[
    ("/0/voorbeelden/0/activiteiten", "/0/voorbeelden/1/activiteiten"),
    ("/1/voorbeelden/0/situatie", "/5/voorbeelden/1/situatie"),
    ("/2/voorbeelden/1/situatie", "/2/voorbeelden/1/reflectie"),
    ("/3/voorbeelden/0/taak", "/6/voorbeelden/0/resultaat"),
    ("/4/voorbeelden/0/reflectie", "/7/voorbeelden/1/reflectie"),
];

const COMPETENTIE: &[Tweetal] = &[
    ("/0/sterke_punten/0", "/3/sterke_punten/1"),
    ("/1/sterke_punten/0", "/1/sterke_punten/1"),
    ("/2/ontwikkelpunt", "/4/ontwikkelpunt"),
    ("/5/ontwikkelpunt", "/6/sterke_punten/0"),
];

const VERSLAG: &[Tweetal] = &[
    ("/intervisiemomenten/0/casus_beschrijving", "/intervisiemomenten/6/casus_beschrijving"),
    ("/intervisiemomenten/1/opmerkingen_collegas", "/intervisiemomenten/9/opmerkingen_collegas"),
    ("/intervisiemomenten/3/eigen_afwegingen", "/intervisiemomenten/3/eigen_acties"),
    ("/intervisiemomenten/4/leereffect", "/intervisiemomenten/8/leereffect"),
    ("/intervisiemomenten/5/eigen_bijdrage", "/intervisiemomenten/11/eigen_acties"),
];

const ACTIVITEIT: &[Tweetal] = &[
    ("/activiteiten/0/raakvlak_metier", "/activiteiten/3/raakvlak_metier"),
    ("/activiteiten/1/wat_geleerd", "/activiteiten/5/toepassing_in_werk"),
    ("/activiteiten/9/leerdoel", "/activiteiten/9/wat_geleerd"),
    ("/activiteiten/11/leerdoel", "/activiteiten/13/leerdoel"),
];

/// Between rooms: only a copy stands there.
const TUSSEN: &[Tweetal] = &[
    ("/intervisiemomenten/4/leereffect", "/activiteiten/9/wat_geleerd"),
    ("/ervaringsverklaring/competenties/2/voorbeelden/0/situatie", "/intervisiemomenten/6/casus_beschrijving"),
    ("/ervaringsverklaring/competenties/0/ontwikkeling", "/ervaringsverklaring/competenties/5/ontwikkeling"),
    ("/activiteiten/2/toepassing_in_werk", "/ervaringsverklaring/competenties/4/voorbeelden/1/resultaat"),
];

fn tweetallen(plek: Plek) -> Vec<(String, String)> {
    let own = |list: &[Tweetal], base: &str| list.iter().map(|(a, b)| (format!("{base}{a}"), format!("{base}{b}"))).collect();
    match plek {
        Plek::Starr => own(STARR, COMPETENTIES),
        Plek::Competentie => own(COMPETENTIE, COMPETENTIES),
        Plek::Verslag => own(VERSLAG, ""),
        Plek::Activiteit => own(ACTIVITEIT, ""),
    }
}

fn copies(soort: &str, eerlijk: bool, place: (String, String), texts: (&str, &str)) -> Geval {
    let (a, b) = place;
    let anders = vec![(a.clone(), texts.0.into()), (b.clone(), texts.1.into())];
    Geval { soort: soort.to_owned(), eerlijk, anders, plekken: vec![a, b], codes: KOPIE }
}

/// All honest pairs: each two texts of a group.
pub(super) fn eerlijke_teksten() -> Vec<Geval> {
    let teksten = corpus::teksten();
    let mut gevallen = Vec::new();
    for (first, a) in teksten.iter().enumerate() {
        for b in teksten[first + 1..].iter().filter(|b| b.groep == a.groep) {
            let places = tweetallen(a.plek);
            let place = places[gevallen.len() % places.len()].clone();
            gevallen.push(copies(soort_van(a), true, place, (a.tekst, b.tekst)));
        }
    }
    gevallen
}

fn soort_van(tekst: &Tekst) -> &'static str {
    match tekst.plek {
        Plek::Starr => "eerlijk paar: voorbeelden",
        Plek::Competentie => "eerlijk paar: sterke punten en ontwikkelpunten",
        Plek::Verslag => "eerlijk paar: verslagen",
        Plek::Activiteit => "eerlijk paar: activiteiten",
    }
}

/// A short sentence may stand at two places.
pub(super) fn vaste_zinnen() -> Vec<Geval> {
    let mut gevallen = Vec::new();
    for zin in corpus::vast() {
        for plek in [Plek::Starr, Plek::Verslag, Plek::Activiteit] {
            let places = tweetallen(plek);
            let place = places[gevallen.len() % places.len()].clone();
            gevallen.push(copies("eerlijk paar: dezelfde korte zin", true, place, (zin, zin)));
        }
    }
    gevallen
}

/// Each text of the corpus, and itself in disguise.
pub(super) fn kopieen_van_teksten() -> Vec<Geval> {
    let teksten = corpus::teksten();
    let mut gevallen = Vec::new();
    for (seed, text) in teksten.iter().enumerate() {
        let other = teksten[(seed + teksten.len() / 2) % teksten.len()].tekst;
        let between = TUSSEN.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        let places: Vec<_> = tweetallen(text.plek).into_iter().chain(between).collect();
        for (soort, copy) in kopieen(text.tekst, other, seed) {
            let place = places[gevallen.len() % places.len()].clone();
            gevallen.push(copies(soort, false, place, (text.tekst, &copy)));
        }
    }
    gevallen
}

/// The pointer of a field, by its name, somewhere in the dossier.
fn field(name: &str, seed: usize) -> String {
    let example = format!("{COMPETENTIES}/{}/voorbeelden/{}", seed % 8, seed % 2);
    match name {
        "situatie" | "taak" | "activiteiten" | "resultaat" | "reflectie" => format!("{example}/{name}"),
        "ontwikkeling" | "functioneringsgesprek" | "ontwikkelpunt" => format!("{COMPETENTIES}/{}/{name}", seed % 8),
        "sterk" => format!("{COMPETENTIES}/{}/sterke_punten/{}", seed % 8, seed % 2),
        "structuur" => "/activiteiten/2/vakoverleg/structuur".to_owned(),
        "raakvlak_metier" | "leerdoel" | "wat_geleerd" | "toepassing_in_werk" | "voorbereiding_toelichting" => {
            format!("/activiteiten/{}/{name}", [1, 5, 9, 13][seed % 4])
        }
        _ => format!("/intervisiemomenten/{}/{name}", seed % 12),
    }
}

fn text(soort: &str, eerlijk: bool, place: String, says: &str) -> Geval {
    Geval { soort: soort.to_owned(), eerlijk, anders: vec![(place.clone(), says.into())], plekken: vec![place], codes: LEEG }
}

pub(super) fn korte_antwoorden() -> Vec<Geval> {
    let answer = |(seed, (name, says)): (usize, (&str, &str))| text("eerlijk kort antwoord", true, field(name, seed), says);
    corpus::kort().into_iter().enumerate().map(answer).collect()
}

/// The fields that the regeling demands: name, label and question, as the schema has them.
fn gevraagd() -> Vec<(&'static str, [String; 2])> {
    let schema: Value = serde_json::from_str(include_str!("../../templates/hobeon-rib/schema.json")).expect("JSON");
    let of = |kind: &str, key: &str| {
        let field = &schema["$defs"][kind]["properties"][key];
        ["title", "description"].map(|part| field[part].as_str().expect("a text").to_owned())
    };
    let part = |kind: &str, names: &[&'static str]| names.iter().map(|name| (*name, of(kind, name))).collect::<Vec<_>>();
    let mut all = part("Voorbeeld", &["situatie", "taak", "activiteiten", "resultaat", "reflectie"]);
    all.extend(part("Intervisiemoment", &["casus_beschrijving", "opmerkingen_collegas", "eigen_bijdrage", "leervragen", "leereffect"]));
    all.extend(part("Intervisiemoment", &["eigen_afwegingen", "eigen_acties"]));
    all.extend(part("Activiteit", &["raakvlak_metier"]));
    all.extend(part("Competentie", &["ontwikkeling", "ontwikkelpunt"]));
    all.push(("sterk", of("Competentie", "sterke_punten")));
    all.push(("structuur", of("Vakoverleg", "structuur")));
    all
}

fn herhaald() -> Vec<String> {
    let letters = ["a", "x", "e", "w", "z", "0"].into_iter().map(|letter| letter.repeat(400));
    let apart = ["x ", "a ", "- ", "o. "].into_iter().map(|letter| letter.repeat(60));
    let words = ["goed ", "ja ", "tekst ", "klant ", "prima ", "werk ", "woord, ", "re-integratie "];
    let words = words.into_iter().flat_map(|word| [word.repeat(5), word.repeat(80)]);
    let two = ["heel goed ", "ja nee ", "lees dit ", "tik tak "].into_iter().map(|words| words.repeat(40));
    let lines = ["x\n", "bla\n\n", "- x\n"].into_iter().map(|line| line.repeat(12));
    letters.chain(apart).chain(words).chain(two).chain(lines).collect()
}

/// What is empty or filler, in each field that is demanded by turns.
pub(super) fn lege_teksten() -> Vec<Geval> {
    let asked = gevraagd();
    let mut gevallen = Vec::new();
    let mut kinds = corpus::leeg();
    kinds.insert("herhaald".to_owned(), herhaald());
    for (kind, texts) in kinds {
        for says in texts {
            let seed = gevallen.len();
            gevallen.push(text(&format!("leeg: {kind}"), false, field(asked[seed % asked.len()].0, seed), &says));
        }
    }
    for (name, [title, question]) in asked {
        let told = [title.clone(), format!("{title}: "), question.clone(), question.to_uppercase(), format!("*{question}*\n\n{title}")];
        for says in told {
            let seed = gevallen.len();
            gevallen.push(text("leeg: vraag herhaald", false, field(name, seed), &says));
        }
    }
    gevallen
}

const A: &str = "/activiteiten/0";
const B: &str = "/activiteiten/3";

/// When two activities are: the day, and from when to when if that is told.
type Wanneer = [(String, Option<[&'static str; 2]>); 2];

fn twee_activiteiten(names: [&str; 4], when: &Wanneer) -> Vec<(String, Value)> {
    let [titel, organisator, other, by] = names;
    let mut anders = Vec::new();
    for (place, titel, organisator, (day, times)) in [(A, titel, organisator, &when[0]), (B, other, by, &when[1])] {
        let times = times.map_or([Value::Null, Value::Null], |times| times.map(Value::from));
        let [from, to] = times;
        let fields = [
            ("soort", json!("cursus")),
            ("titel", titel.into()),
            ("organisator", organisator.into()),
            ("datum_van", json!(day)),
            ("datum_tot", json!(day)),
            ("begintijd", from),
            ("eindtijd", to),
            ("pauze_inloop_minuten", Value::Null),
            ("tijd_aanwezigheid_min", json!(210)),
        ];
        anders.extend(fields.into_iter().map(|(key, value)| (format!("{place}/{key}"), value)));
    }
    anders
}

fn titles(soort: String, eerlijk: bool, names: [&str; 4], when: &Wanneer, codes: &'static [&'static str]) -> Geval {
    let plekken = vec![A.to_owned(), B.to_owned()];
    Geval { soort, eerlijk, anders: twee_activiteiten(names, when), plekken, codes }
}

/// The year that a title names, or one in the middle of the period.
fn jaar(titel: &str) -> &str {
    ["2022", "2023", "2024", "2025"].into_iter().find(|year| titel.contains(year)).unwrap_or("2024")
}

const OCHTEND: Option<[&str; 2]> = Some(["08:30", "12:00"]);
const MIDDAG: Option<[&str; 2]> = Some(["13:00", "16:30"]);

pub(super) fn eerlijke_titels() -> Vec<Geval> {
    let mut gevallen = Vec::new();
    for names in corpus::titels() {
        let when = [(format!("{}-10-04", jaar(names[0])), None), (format!("{}-10-18", jaar(names[2])), None)];
        let codes = &["activiteit-dubbel", "activiteit-serie"];
        gevallen.push(titles("eerlijk paar: titels, andere dag".to_owned(), true, names, &when, codes));
        if jaar(names[0]) == jaar(names[2]) {
            let day = format!("{}-10-04", jaar(names[0]));
            let when = [(day.clone(), OCHTEND), (day, MIDDAG)];
            let kind = "eerlijk paar: titels, zelfde dag, andere tijd";
            gevallen.push(titles(kind.to_owned(), true, names, &when, &["activiteit-dubbel"]));
        }
    }
    gevallen.extend(twee_sessies());
    gevallen
}

/// Two sessions of one event on one day, at times that do not overlap.
fn twee_sessies() -> Vec<Geval> {
    let day = "2024-10-04".to_owned();
    let when = [(day.clone(), OCHTEND), (day, MIDDAG)];
    let by = "Stichting Arbeid Nu (fictief)";
    let pairs = [
        ("Dag van het werk", "Dag van het werk"),
        ("Dag van het werk: ochtendsessie", "Dag van het werk: middagsessie"),
        ("Dag van het werk (1)", "Dag van het werk (2)"),
        ("Dag van het werk, deel 1", "Dag van het werk, deel 2"),
        ("Sessie 1: dag van het werk", "Sessie 2: dag van het werk"),
        ("Training verslagen schrijven I", "Training verslagen schrijven II"),
        ("Training verslagen schrijven", "Training Verslagen Schrijven"),
        ("Congres Arbeid 2024, workshopronde A", "Congres Arbeid 2024, workshopronde B"),
        ("Congres Arbeid 2024", "Congres Arbeid 2024"),
        ("Basiscursus tolken", "Basiscursus tolken (vervolg)"),
    ];
    let session = |(a, b)| titles("eerlijk paar: twee sessies op een dag".to_owned(), true, [a, by, b, by], &when, &["activiteit-dubbel"]);
    pairs.into_iter().map(session).collect()
}

/// Titles that every disguise is tried on.
const TITELS_PER_VERMOMMING: usize = 12;

/// One activity twice, under another name.
pub(super) fn vermomde_titels() -> Vec<Geval> {
    let titels = corpus::titels();
    let long: Vec<_> = titels.iter().filter(|names| names[0].len() > 12 && names[0].contains(' ')).collect();
    let mut toeval = Toeval::new(8);
    let mut gevallen = Vec::new();
    for way in 0..VERMOMMINGEN {
        for _ in 0..TITELS_PER_VERMOMMING {
            let [titel, organisator, ..] = *long[toeval.below(long.len())];
            let (kind, (other, by)) = vermom(titel, organisator, way, &mut toeval);
            let names = [titel, organisator, &other, &by];
            let [day, later] = ["2024-10-04", "2024-10-18"].map(str::to_owned);
            let same = [(day.clone(), None), (day.clone(), None)];
            gevallen.push(titles(format!("dubbel, zelfde dag: {kind}"), false, names, &same, &["activiteit-dubbel"]));
            let apart = [(day, None), (later, None)];
            gevallen.push(titles(format!("dubbel, andere dag: {kind}"), false, names, &apart, &["activiteit-serie"]));
        }
    }
    gevallen
}

pub(super) fn vakoverleg() -> Vec<Geval> {
    let place = "/activiteiten/4";
    let block = json!({ "structuur": "Agenda vooraf, voorzitter, notulen binnen een week.", "deelnemers_aantal": 9 });
    let case = |activity: corpus::Vakoverleg| {
        let mut anders = vec![
            (format!("{place}/soort"), activity.soort.into()),
            (format!("{place}/titel"), activity.titel.into()),
            (format!("{place}/soort_toelichting"), activity.soort_toelichting.into()),
        ];
        anders.extend(activity.raakvlak.map(|raakvlak| (format!("{place}/raakvlak_metier"), raakvlak.into())));
        anders.extend(activity.blok.then(|| (format!("{place}/vakoverleg"), block.clone())));
        let (soort, eerlijk) = match activity.vermomd {
            true => ("vakoverleg als iets anders", false),
            false => ("eerlijk: geen vakoverleg", true),
        };
        Geval { soort: soort.to_owned(), eerlijk, anders, plekken: vec![place.to_owned()], codes: &["vermoedelijk-vakoverleg"] }
    };
    corpus::vakoverleg().into_iter().map(case).collect()
}

/// Whether the code of a finding is one of those meant for the case.
pub(super) fn is_meant(geval: &Geval, code: &str) -> bool {
    let refused = !geval.eerlijk && [KOPIE, LEEG].contains(&geval.codes) && GEWEIGERD.contains(&code);
    let foreign = geval.soort == "leeg: vreemde vulling" && code == "niet-nederlands";
    geval.codes.contains(&code) || refused || foreign
}
