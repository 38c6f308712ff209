//! Texts that are almost the same: copied from an example or report to the next.
//!
//! Two texts are held against each other by their runs of three words. Of the shorter one the share that also stands in the
//! other is measured, so that a copy with a sentence added is still a copy. All texts go through one sorted list of runs, so
//! that texts without anything in common cost no more than their length; there is no edit distance.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Tekstblok;
use crate::schema::opmaak;

/// Two STARR examples are almost the same text.
pub(crate) static STARR_VOORBEELDEN_GELIJK: Toets = Toets {
    rule: Rule {
        code: text("starr-voorbeelden-gelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Twee STARR-voorbeelden zijn bijna gelijk"),
        bron: text("S:125-127; eigen lezing: twee voorbeelden laten twee dingen zien"),
        wat: text("De tekst van een voorbeeld staat voor de helft of meer ook in een eerder voorbeeld."),
        waarom: text(
            "De regeling vraagt per competentie twee voorbeelden. Een voorbeeld dat terugkomt, kan de beoordelaar als één tellen.",
        ),
        voorbeeld: text("Hetzelfde voorbeeld bij Klantgerichtheid en bij Coachen, met alleen een andere titel."),
        herstel: text(
            "Kies een ander voorbeeld, of schrijf op wat deze situatie over déze competentie laat zien. \
        Dezelfde klant mag, dezelfde tekst niet.",
        ),
        stage: Stage::Regeling,
    },
    check: voorbeelden,
};

/// Two reports of intervisie, or one element of them, are almost the same text.
pub(crate) static INTERVISIE_VERSLAGEN_GELIJK: Toets = Toets {
    rule: Rule {
        code: text("intervisie-verslagen-gelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Twee intervisieverslagen zijn bijna gelijk"),
        bron: text("S:166-169; eigen lezing: een persoonlijk verslag van elk intervisiemoment"),
        wat: text("De tekst van een verslag, of van een van de zeven onderdelen, staat voor de helft of meer ook in een eerder verslag."),
        waarom: text("Elk intervisiemoment vraagt een eigen, persoonlijk verslag. Overgenomen tekst roept bij de beoordelaar vragen op."),
        voorbeeld: text("Het leereffect van verslag 4 is woord voor woord dat van verslag 2."),
        herstel: text(
            "Schrijf wat u van dit intervisiemoment meenam. Komt het verslag er per ongeluk twee keer in voor, haal er dan één weg.",
        ),
        stage: Stage::Regeling,
    },
    check: verslagen,
};

/// Words in a run.
const RUN: usize = 3;

/// Runs that a text must have: two or three sentences. What is shorter may well come back.
const MIN_RUNS: usize = 40;

/// Share of the runs of the shorter text, in percent, from which two texts are almost the same. Where every sixth word is
/// replaced half is left; texts that were written apart share less than a twentieth (`docs/tekstcontroles.md`).
const MIN_SHARE: usize = 50;

/// Afdruk: the runs of words of a text as hashes, in order, each once.
#[derive(Debug, Default)]
struct Afdruk(Vec<u64>);

impl Afdruk {
    fn of(text: &Tekstblok) -> Self {
        let plain = opmaak::parse(text).map_or_else(|_| text.to_string(), |blocks| opmaak::plain(&blocks));
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
        Self::sorted(words.collect::<Vec<_>>().windows(RUN).map(hash).collect())
    }

    /// The runs of several texts together; none runs on from one into the next.
    fn joined<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        Self::sorted(parts.flat_map(|part| part.0.iter().copied()).collect())
    }

    fn sorted(mut runs: Vec<u64>) -> Self {
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }
}

fn hash(run: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

/// Place of the first earlier text that is almost the same, and how much so in percent.
type Like = Option<(usize, usize)>;

/// For each text the first earlier one that is almost the same.
fn likes(prints: &[&Afdruk]) -> Vec<Like> {
    let shared = shared(prints);
    let likeness = |n: usize, other: usize| {
        let least = prints[n].0.len().min(prints[other].0.len());
        let share = shared[n][other] * 100 / least.max(1);
        (least >= MIN_RUNS && share >= MIN_SHARE).then_some((other, share))
    };
    (0..prints.len()).map(|n| (0..n).find_map(|other| likeness(n, other))).collect()
}

/// How many runs each text shares with each earlier one.
fn shared(prints: &[&Afdruk]) -> Vec<Vec<usize>> {
    let mut runs: Vec<(u64, usize)> = prints.iter().enumerate().flat_map(|(n, print)| print.0.iter().map(move |run| (*run, n))).collect();
    runs.sort_unstable();
    let mut shared: Vec<Vec<usize>> = (0..prints.len()).map(|n| vec![0; n]).collect();
    for owners in runs.chunk_by(|one, next| one.0 == next.0) {
        for (at, (_, later)) in owners.iter().enumerate() {
            for (_, earlier) in &owners[..at] {
                shared[*later][*earlier] += 1;
            }
        }
    }
    shared
}

struct Voorbeeld {
    path: String,
    name: String,
    afdruk: Afdruk,
}

fn voorbeelden(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let all = gather_voorbeelden(subject);
    let likes = likes(&all.iter().map(|voorbeeld| &voorbeeld.afdruk).collect::<Vec<_>>());
    let found = all.iter().zip(likes).filter_map(|(this, like)| {
        let (first, share) = like?;
        let message = format!("Dit voorbeeld is bijna gelijk aan {} (overeenkomst {share}%).", all[first].name);
        let help = "Kies een ander voorbeeld, of schrijf op wat deze situatie over déze competentie laat zien.";
        Some(Diagnostic::new(&STARR_VOORBEELDEN_GELIJK, this.path.clone(), message, help))
    });
    found.collect()
}

fn gather_voorbeelden(subject: &Subject<'_>) -> Vec<Voorbeeld> {
    let mut all = Vec::new();
    let competenties = subject.dossier.ervaringsverklaring.iter().flat_map(|verklaring| verklaring.competenties.iter());
    for (i, competentie) in competenties {
        let naam = subject.eisen.competentie(&competentie.naam).map_or(&*competentie.naam, |known| known.naam.as_str());
        for (j, voorbeeld) in competentie.voorbeelden.iter() {
            let steps: Vec<_> = voorbeeld.stappen().into_iter().filter_map(|(_, text)| text).map(Afdruk::of).collect();
            all.push(Voorbeeld {
                path: format!("/ervaringsverklaring/competenties/{i}/voorbeelden/{j}"),
                name: format!("voorbeeld {} van \"{naam}\"", j + 1),
                afdruk: Afdruk::joined(steps.iter()),
            });
        }
    }
    all
}

struct Verslag {
    path: String,
    nr: usize,
    whole: Afdruk,
    parts: [(&'static str, Afdruk); 7],
}

fn verslagen(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let momenten = subject.dossier.intervisiemomenten.iter();
    let all: Vec<Verslag> = momenten
        .map(|(place, moment)| {
            let parts = moment.onderdelen().map(|(key, text)| (key, text.map(Afdruk::of).unwrap_or_default()));
            let whole = Afdruk::joined(parts.iter().map(|(_, part)| part));
            Verslag { path: format!("/intervisiemomenten/{place}"), nr: moment.nr.map_or(place + 1, usize::from), whole, parts }
        })
        .collect();
    let whole = likes(&all.iter().map(|verslag| &verslag.whole).collect::<Vec<_>>());
    let parts = std::array::from_fn::<_, 7, _>(|part| likes(&all.iter().map(|verslag| &verslag.parts[part].1).collect::<Vec<_>>()));
    (0..all.len()).flat_map(|n| like_earlier(subject, &all, n, whole[n], parts.each_ref().map(|likes| likes[n]))).collect()
}

/// The finding about a whole report, or else those about its elements.
fn like_earlier(subject: &Subject<'_>, all: &[Verslag], n: usize, whole: Like, parts: [Like; 7]) -> Vec<Diagnostic> {
    let this = &all[n];
    if let Some((first, share)) = whole {
        return vec![like(this.path.clone(), "Dit verslag", all[first].nr, share)];
    }
    let found = this.parts.iter().zip(parts).filter_map(|((key, _), part)| {
        let (first, share) = part?;
        let path = format!("{}/{key}", this.path);
        let whereof = format!("Het onderdeel \"{}\"", subject.label(&path));
        Some(like(path, &whereof, all[first].nr, share))
    });
    found.collect()
}

fn like(path: String, subject: &str, nr: usize, share: usize) -> Diagnostic {
    let message = format!("{subject} is bijna gelijk aan dat van intervisiemoment {nr} (overeenkomst {share}%).");
    let help = "Schrijf wat u van dit intervisiemoment meenam, of haal het verslag weg als het er per ongeluk twee keer staat.";
    Diagnostic::new(&INTERVISIE_VERSLAGEN_GELIJK, path, message, help)
}
