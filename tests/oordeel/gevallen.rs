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
    /// What no other case of the same dossier may use: items of it, and texts.
    pub(super) eigen: Vec<String>,
    /// Whether titles alone matter, so that the dossier needs no reports and no examples.
    pub(super) kaal: bool,
}

/// The item of the dossier that a place is part of: an example, a competence, a report or an activity.
pub(super) fn item(plek: &str) -> &str {
    let parts = match plek {
        _ if plek.contains("/voorbeelden/") => 5,
        _ if plek.starts_with(COMPETENTIES) => 3,
        _ => 2,
    };
    plek.match_indices('/').nth(parts).map_or(plek, |(end, _)| &plek[..end])
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

/// A part of the dossier that has many of one kind.
#[derive(Clone, Copy)]
enum Ruimte {
    Voorbeeld,
    Competentie,
    Verslag,
    Activiteit,
}

use Ruimte::{Activiteit, Competentie, Verslag, Voorbeeld};

/// Two fields for two texts, in two items or (`true`) in one.
type Tweetal = ((Ruimte, &'static str), (Ruimte, &'static str), bool);

const STARR: &[Tweetal] = &[
    ((Voorbeeld, "activiteiten"), (Voorbeeld, "activiteiten"), false),
    ((Voorbeeld, "situatie"), (Voorbeeld, "situatie"), false),
    ((Voorbeeld, "situatie"), (Voorbeeld, "reflectie"), true),
    ((Voorbeeld, "taak"), (Voorbeeld, "resultaat"), false),
    ((Voorbeeld, "reflectie"), (Voorbeeld, "reflectie"), false),
];

const COMPETENTIE: &[Tweetal] = &[
    ((Competentie, "sterke_punten/0"), (Competentie, "sterke_punten/1"), false),
    ((Competentie, "sterke_punten/0"), (Competentie, "sterke_punten/1"), true),
    ((Competentie, "ontwikkelpunt"), (Competentie, "ontwikkelpunt"), false),
    ((Competentie, "ontwikkelpunt"), (Competentie, "sterke_punten/0"), false),
];

const VERSLAG: &[Tweetal] = &[
    ((Verslag, "casus_beschrijving"), (Verslag, "casus_beschrijving"), false),
    ((Verslag, "opmerkingen_collegas"), (Verslag, "opmerkingen_collegas"), false),
    ((Verslag, "eigen_afwegingen"), (Verslag, "eigen_acties"), true),
    ((Verslag, "leereffect"), (Verslag, "leereffect"), false),
    ((Verslag, "eigen_bijdrage"), (Verslag, "eigen_acties"), false),
];

const ACTIVITEIT: &[Tweetal] = &[
    ((Activiteit, "raakvlak_metier"), (Activiteit, "raakvlak_metier"), false),
    ((Activiteit, "wat_geleerd"), (Activiteit, "toepassing_in_werk"), false),
    ((Activiteit, "leerdoel"), (Activiteit, "wat_geleerd"), true),
    ((Activiteit, "leerdoel"), (Activiteit, "leerdoel"), false),
];

/// Between rooms: only a copy stands there.
const TUSSEN: &[Tweetal] = &[
    ((Verslag, "leereffect"), (Activiteit, "wat_geleerd"), false),
    ((Voorbeeld, "situatie"), (Verslag, "casus_beschrijving"), false),
    ((Competentie, "ontwikkeling"), (Competentie, "ontwikkeling"), false),
    ((Activiteit, "toepassing_in_werk"), (Voorbeeld, "resultaat"), false),
];

/// The pointer of a field of the `index`-th item, counted round.
fn pointer(ruimte: Ruimte, index: usize, field: &str) -> String {
    match ruimte {
        Voorbeeld => format!("{COMPETENTIES}/{}/voorbeelden/{}/{field}", index / 2 % 8, index % 2),
        Competentie => format!("{COMPETENTIES}/{}/{field}", index % 8),
        Verslag => format!("/intervisiemomenten/{}/{field}", index % 12),
        Activiteit => format!("/activiteiten/{}/{field}", index % 14),
    }
}

/// The `which`-th two places; the items go round with `seed`.
fn plaatsen(lists: &[&[Tweetal]], which: usize, seed: usize) -> (String, String) {
    let all = lists.concat();
    let ((one, field), (other, second), same) = all[which % all.len()];
    let first = seed / all.len() + seed;
    let next = if same { first } else { first + 1 + seed % 5 };
    (pointer(one, first, field), pointer(other, next, second))
}

fn tweetallen(plek: Plek) -> &'static [Tweetal] {
    match plek {
        Plek::Starr => STARR,
        Plek::Competentie => COMPETENTIE,
        Plek::Verslag => VERSLAG,
        Plek::Activiteit => ACTIVITEIT,
    }
}

fn copies(soort: &str, eerlijk: bool, (a, b): (String, String), texts: (&str, &str), of: &[&str]) -> Geval {
    let anders = vec![(a.clone(), texts.0.into()), (b.clone(), texts.1.into())];
    let eigen = [item(&a), item(&b)].iter().chain(of).map(|own| (*own).to_owned()).collect();
    Geval { soort: soort.to_owned(), eerlijk, anders, plekken: vec![a, b], codes: KOPIE, eigen, kaal: false }
}

/// All honest pairs: each two texts of a group.
pub(super) fn eerlijke_teksten() -> Vec<Geval> {
    let teksten = corpus::teksten();
    let mut gevallen = Vec::new();
    for (first, a) in teksten.iter().enumerate() {
        for b in teksten[first + 1..].iter().filter(|b| b.groep == a.groep) {
            let place = plaatsen(&[tweetallen(a.plek)], gevallen.len(), gevallen.len());
            gevallen.push(copies(soort_van(a), true, place, (a.inhoud, b.inhoud), &[a.inhoud, b.inhoud]));
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
            let place = plaatsen(&[tweetallen(plek)], gevallen.len(), gevallen.len());
            gevallen.push(copies("eerlijk paar: dezelfde korte zin", true, place, (zin, zin), &[zin]));
        }
    }
    gevallen
}

/// Each text of the corpus, and itself in disguise.
pub(super) fn kopieen_van_teksten() -> Vec<Geval> {
    let teksten = corpus::teksten();
    let mut gevallen = Vec::new();
    for (seed, text) in teksten.iter().enumerate() {
        let other = teksten[(seed + teksten.len() / 2) % teksten.len()].inhoud;
        for (way, (soort, copy)) in kopieen(text.inhoud, other, seed).into_iter().enumerate() {
            let place = plaatsen(&[tweetallen(text.plek), TUSSEN], seed + way, gevallen.len());
            gevallen.push(copies(soort, false, place, (text.inhoud, &copy), &[text.inhoud, other]));
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
        "structuur" => format!("/activiteiten/{}/vakoverleg/structuur", [2, 6, 12][seed % 3]),
        "raakvlak_metier" | "leerdoel" | "wat_geleerd" | "toepassing_in_werk" | "voorbereiding_toelichting" => {
            format!("/activiteiten/{}/{name}", [0, 1, 3, 5, 9, 11, 13][seed % 7])
        }
        _ => format!("/intervisiemomenten/{}/{name}", seed % 12),
    }
}

fn text(soort: &str, eerlijk: bool, place: String, says: &str) -> Geval {
    let eigen = vec![item(&place).to_owned()];
    let anders = vec![(place.clone(), says.into())];
    Geval { soort: soort.to_owned(), eerlijk, anders, plekken: vec![place], codes: LEEG, eigen, kaal: false }
}

pub(super) fn korte_antwoorden() -> Vec<Geval> {
    let answer = |(seed, (name, says)): (usize, (&str, &str))| text("eerlijk kort antwoord", true, field(name, seed), says);
    corpus::kort().into_iter().enumerate().map(answer).collect()
}

/// The fields that the regeling demands: name, label and question, as the schema has them.
fn gevraagd() -> Vec<(&'static str, [String; 2])> {
    let schema: Value = crate::fixture::REGELING.published_schema();
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

/// Activities that can be any other, two by two.
const PAREN: [[usize; 2]; 5] = [[0, 3], [1, 5], [4, 7], [9, 11], [13, 10]];

/// When two activities are: the day but for its last digit, and from when to when if that is told.
type Wanneer = [(String, Option<[&'static str; 2]>); 2];

fn twee_activiteiten(places: &[String; 2], names: [&str; 4], when: &Wanneer) -> Vec<(String, Value)> {
    let [titel, organisator, other, by] = names;
    let mut anders = Vec::new();
    for (place, titel, organisator, (day, times)) in [(&places[0], titel, organisator, &when[0]), (&places[1], other, by, &when[1])] {
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

/// The `seed`-th case about two titles: each pair of activities of a dossier has days of its own.
fn titles(seed: usize, soort: &str, eerlijk: bool, names: [&str; 4], when: &Wanneer, codes: &'static [&'static str]) -> Geval {
    let pair = seed % PAREN.len();
    let plekken = PAREN[pair].map(|index| format!("/activiteiten/{index}"));
    let on = |(day, times): &(String, Option<[&'static str; 2]>)| (format!("{day}{}", pair + 3), *times);
    let anders = twee_activiteiten(&plekken, names, &[on(&when[0]), on(&when[1])]);
    let eigen = plekken.iter().cloned().chain([names[0].to_lowercase(), names[2].to_lowercase()]).collect();
    Geval { soort: soort.to_owned(), eerlijk, anders, plekken: plekken.to_vec(), codes, eigen, kaal: true }
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
        let when = [(format!("{}-10-0", jaar(names[0])), None), (format!("{}-10-1", jaar(names[2])), None)];
        let codes = &["activiteit-dubbel", "activiteit-serie"];
        gevallen.push(titles(gevallen.len(), "eerlijk paar: titels, andere dag", true, names, &when, codes));
        if jaar(names[0]) == jaar(names[2]) {
            let day = format!("{}-10-0", jaar(names[0]));
            let when = [(day.clone(), OCHTEND), (day, MIDDAG)];
            let kind = "eerlijk paar: titels, zelfde dag, andere tijd";
            gevallen.push(titles(gevallen.len(), kind, true, names, &when, &["activiteit-dubbel"]));
        }
    }
    gevallen.extend(twee_sessies());
    gevallen
}

/// Two sessions of one event on one day, at times that do not overlap.
fn twee_sessies() -> Vec<Geval> {
    let day = "2024-10-0".to_owned();
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
    let session =
        |(seed, (a, b))| titles(seed, "eerlijk paar: twee sessies op een dag", true, [a, by, b, by], &when, &["activiteit-dubbel"]);
    pairs.into_iter().enumerate().map(session).collect()
}

/// Titles that every disguise is tried on.
const TITELS_PER_VERMOMMING: usize = 8;

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
            let [day, later] = ["2024-10-0", "2024-10-1"].map(str::to_owned);
            let same = [(day.clone(), None), (day.clone(), None)];
            gevallen.push(titles(gevallen.len(), &format!("dubbel, zelfde dag: {kind}"), false, names, &same, &["activiteit-dubbel"]));
            let apart = [(day, None), (later, None)];
            gevallen.push(titles(gevallen.len(), &format!("dubbel, andere dag: {kind}"), false, names, &apart, &["activiteit-serie"]));
        }
    }
    gevallen
}

pub(super) fn vakoverleg() -> Vec<Geval> {
    let block = json!({ "structuur": "Agenda vooraf, voorzitter, notulen binnen een week.", "deelnemers_aantal": 9 });
    let case = |(seed, activity): (usize, corpus::Vakoverleg)| {
        let place = format!("/activiteiten/{}", PAREN[seed % PAREN.len()][seed / PAREN.len() % 2]);
        let mut anders = vec![
            (format!("{place}/soort"), activity.soort.into()),
            (format!("{place}/titel"), activity.titel.into()),
            (format!("{place}/soort_toelichting"), activity.soort_toelichting.into()),
        ];
        anders.extend(activity.raakvlak.map(|raakvlak| (format!("{place}/raakvlak_metier"), raakvlak.into())));
        anders.extend(activity.blok.then(|| (format!("{place}/vakoverleg"), block.clone())));
        let (soort, eerlijk) = if activity.vermomd { ("vakoverleg als iets anders", false) } else { ("eerlijk: geen vakoverleg", true) };
        Geval {
            soort: soort.to_owned(),
            eerlijk,
            anders,
            plekken: vec![place.clone()],
            codes: &["vermoedelijk-vakoverleg"],
            eigen: vec![place],
            kaal: true,
        }
    };
    corpus::vakoverleg().into_iter().enumerate().map(case).collect()
}

/// Whether the code of a finding is one of those meant for the case.
pub(super) fn is_meant(geval: &Geval, code: &str) -> bool {
    let refused = !geval.eerlijk && GEWEIGERD.contains(&code);
    let foreign = geval.soort == "leeg: vreemde vulling" && code == "niet-nederlands";
    geval.codes.contains(&code) || refused || foreign
}
