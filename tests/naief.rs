//! The norms, computed a second time by counting: day by day, minute by minute, moment by moment.
//!
//! The library works with segments, intervals and fractions; this test with loops over single days and minutes and with whole
//! numbers: 3000ths of a PE point and thousandths of an FTE. It reads the JSON itself, and was written from the sentences of the
//! readings, not from the library. The norms (32, 10, 4, 12, 1095, 0.5, 92, 720, 30) are typed in here on purpose.

mod klein;
mod lees;
mod maak;
mod momenten;
mod punten;
mod werk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::ops::Range;
use std::sync::LazyLock;

use dossierpers::finding::Ernst;
use dossierpers::regeling::{Subject, check};
use dossierpers::regelingen::hobeon_rib::eisen::Eisen;
use dossierpers::regelingen::hobeon_rib::model::Dossier;
use dossierpers::regelingen::hobeon_rib::norm::fte::Lezing;
use dossierpers::regelingen::hobeon_rib::norm::{Berekening, berekening};
use num_rational::Ratio;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fixture::{DOSSIER, REGELING};
use crate::fout;
use momenten::Lot;
use punten::PUNT;
use werk::{Dagen, Werk};

static EISEN: LazyLock<Eisen> = LazyLock::new(|| Eisen::of(&REGELING).expect("every demand"));

/// Codes of findings on activities and on meetings that are errors only where the norm is missed.
const OP_ACTIVITEITEN: [&str; 4] = ["activiteit-dubbel", "activiteit-buiten-periode", "uren-per-dag", "toegekende-pe-zonder-bewijs"];
const OP_MOMENTEN: [&str; 6] = [
    "intervisie-dubbel",
    "intervisie-buiten-periode",
    "intervisie-zonder-duur",
    "intervisie-overlapt-activiteit",
    "intervisie-is-casuistiek",
    "intervisie-ander-vakgebied",
];

/// Codes of what a count finds of a meeting.
const OP_LOT: [(Lot, &str); 3] = [
    (Lot::Dubbel, "intervisie-dubbel"),
    (Lot::OverActiviteit, "intervisie-overlapt-activiteit"),
    (Lot::ZonderDuur, "intervisie-zonder-duur"),
];

/// What differs, in a sentence that begins with what it is about.
type Gelijk = Result<(), String>;

/// What the library says beside what the count says.
#[expect(clippy::needless_pass_by_value, reason = "most of what is compared is made for it")]
fn gelijk<T: PartialEq + Debug>(about: &str, library: T, count: T) -> Gelijk {
    if library == count { Ok(()) } else { Err(format!("{about}: the library has {library:?}, the count {count:?}")) }
}

/// What the library finds: by code, the places with how bad it is.
struct Gevonden(BTreeMap<String, Vec<(String, Ernst)>>);

impl Gevonden {
    fn of(dossier: &Value) -> Self {
        let subject = Subject { value: dossier, regeling: &REGELING, left_out: &[], files: None };
        let mut all: BTreeMap<String, Vec<(String, Ernst)>> = BTreeMap::new();
        for finding in check(&subject).expect("rules that can be evaluated") {
            all.entry(finding.rule.code.to_string()).or_default().push((finding.path, finding.ernst));
        }
        Self(all)
    }

    fn at(&self, code: &str) -> &[(String, Ernst)] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    fn has(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// The places in a list that a code points at.
    fn places(&self, code: &str, list: &str) -> BTreeSet<usize> {
        let number = |path: &str| path.strip_prefix(list)?.strip_prefix('/')?.split('/').next()?.parse().ok();
        self.at(code).iter().filter_map(|(path, _)| number(path)).collect()
    }

    /// The rows of statements that a code points at.
    fn rows(&self, code: &str) -> BTreeSet<(usize, usize)> {
        let row = |path: &str| {
            let mut parts = path.split('/').skip(2).step_by(2).map(|part| part.parse().ok());
            Some((parts.next()??, parts.next()??))
        };
        self.at(code).iter().filter_map(|(path, _)| row(path)).collect()
    }

    /// What does not count is an error, but where it may be missed.
    fn weighed(&self, codes: &[&str], may_be_missed: impl Fn(&str, usize) -> bool) -> Gelijk {
        for code in codes {
            for (path, ernst) in self.at(code) {
                let place = path.split('/').nth(2).and_then(|place| place.parse().ok()).unwrap_or_default();
                let expected = if may_be_missed(code, place) { Ernst::Waarschuwing } else { Ernst::Fout };
                gelijk(&format!("how bad {code} is"), *ernst, expected)?;
            }
        }
        Ok(())
    }
}

// ---- work ----

fn readings(days: &Dagen) -> [bool; 4] {
    let half = Ratio::new(1, 2);
    let long = days.gewerkt >= 1095;
    [long && days.gemiddeld_gewerkt >= half, days.gemiddeld_venster >= half, days.jaren >= 3, long && days.gemiddeld_beste >= half]
}

/// Whether the size is large enough over the best three years, or over what was worked where that is less.
fn large_enough(days: &Dagen) -> bool {
    let size = if days.gewerkt >= 1095 { days.gemiddeld_beste } else { days.gemiddeld_gewerkt };
    size >= Ratio::new(1, 2)
}

fn work(dossier: &Value, found: &Berekening, findings: &Gevonden) -> Gelijk {
    let work = Werk::of(dossier);
    gelijk("whether work can be computed", found.fte.is_some(), work.is_some())?;
    let (Some(fte), Some(work)) = (found.fte, work) else { return Ok(()) };
    let days = work.dagen(true);
    gelijk("days worked", (fte.gewerkte_dagen, fte.nodig_dagen), (days.gewerkt, 1095))?;
    gelijk("years", (fte.jaren, fte.nodig_jaren), (days.jaren, 3))?;
    gelijk("mean over what was worked", fte.gemiddeld_gewerkt, days.gemiddeld_gewerkt)?;
    gelijk("mean over the window", fte.gemiddeld_venster, days.gemiddeld_venster)?;
    gelijk("mean over the best years", fte.gemiddeld_beste, days.gemiddeld_beste)?;
    gelijk("the most on a day", fte.hoogste, Ratio::new(days.per_dag.iter().copied().max().unwrap_or(0), 1000))?;
    gelijk("over full time", fte.boven_voltijd.and_then(|day| lees::dag(&json!(day))), work.boven_voltijd(&days))?;
    gelijk("the readings", Lezing::ALLE.map(|lezing| fte.meets(lezing)), readings(&days))?;
    gelijk("werkervaring-te-kort", findings.has("werkervaring-te-kort"), days.gewerkt < 1095)?;
    gelijk("fte-te-laag", findings.has("fte-te-laag"), days.gewerkt > 0 && !large_enough(&days))?;
    gelijk("dienstverband-zonder-einde", findings.rows("dienstverband-zonder-einde"), work.zonder_einde())?;
    // Rows that are the same by way of a third are told at the third; the count names each of them.
    let (named, counted) = (findings.rows("dienstverband-dubbel"), work.dubbel());
    gelijk("dienstverband-dubbel", named.is_empty(), counted.is_empty())?;
    gelijk("dienstverband-dubbel elsewhere", named.difference(&counted).next(), None)?;
    declared(&work, &days, findings)
}

/// Days after the signature are said, and refused where a norm rests on them.
fn declared(work: &Werk, days: &Dagen, findings: &Gevonden) -> Gelijk {
    let stated = work.dagen(false);
    let norms = |days: &Dagen, there: bool| [days.gewerkt >= 1095, large_enough(days), there];
    let (as_stated, as_declared) = (norms(&stated, work.werkzaam(false)), norms(days, work.werkzaam(true)));
    let rests = as_stated.iter().zip(&as_declared).any(|(stated, declared)| *stated && !declared);
    let found = findings.at("ondertekend-te-vroeg");
    gelijk("ondertekend-te-vroeg", findings.places("ondertekend-te-vroeg", "/werkverklaringen"), work.te_vroeg())?;
    // Where the signature alone is the cause, it alone is said.
    gelijk("niet-werkzaam", findings.has("niet-werkzaam"), !work.werkzaam(false))?;
    gelijk("ondertekend-te-vroeg refused", found.iter().any(|(_, ernst)| *ernst == Ernst::Fout), rests)
}

// ---- activities ----

fn pe(dossier: &Value, found: &Berekening, findings: &Gevonden) -> Gelijk {
    let points = punten::tel(dossier);
    gelijk("whether PE can be computed", found.pe.is_some(), points.is_some())?;
    let (Some(pe), Some(points)) = (found.pe, points) else { return Ok(()) };
    let exact = |points: i64| Ratio::new(points, PUNT);
    gelijk("all points", pe.totaal, exact(points.alles))?;
    gelijk("points that do not count", pe.buiten_telling, exact(points.buiten))?;
    gelijk("points that count", pe.meegeteld, exact(points.meegeteld))?;
    gelijk("points of vakoverleg", pe.vakoverleg, exact(points.vakoverleg))?;
    gelijk("points over 4", pe.afgekapt_activiteit, exact(points.afgekapt))?;
    gelijk("points over 10", pe.afgekapt_vakoverleg, exact(points.afgekapt_vakoverleg))?;
    gelijk("minutes", i64::try_from(pe.minuten).ok(), Some(points.minuten))?;
    gelijk("the norm", (pe.norm, pe.tekort()), (32.into(), exact((32 * PUNT - points.meegeteld).max(0))))?;
    let sum = pe.meegeteld + pe.afgekapt_activiteit + pe.afgekapt_vakoverleg + pe.buiten_telling;
    gelijk("the sum", pe.totaal, sum)?;
    let met = points.meegeteld >= 32 * PUNT;
    // Where times cannot be right, that is said alone.
    let silent = findings.has("tijden-kloppen-niet");
    gelijk("pe-onvoldoende", findings.has("pe-onvoldoende"), !met && !silent)?;
    gelijk("uren-per-dag", findings.places("uren-per-dag", "/activiteiten"), points.verliezers)?;
    gelijk("toegekende-pe-zonder-bewijs", findings.places("toegekende-pe-zonder-bewijs", "/activiteiten"), points.zonder_brief)?;
    gelijk("toegekende-pe-boven-norm", findings.places("toegekende-pe-boven-norm", "/activiteiten"), points.boven_norm)?;
    // Where points are awarded, minutes that do not count cost none.
    findings.weighed(&OP_ACTIVITEITEN, |code, place| met || code == "uren-per-dag" && points.toegekend.contains(&place))
}

// ---- meetings ----

fn intervisie(dossier: &Value, found: &Berekening, findings: &Gevonden) -> Gelijk {
    let lots = momenten::lotgevallen(dossier);
    gelijk("whether meetings can be counted", found.intervisie.is_some(), lots.is_some())?;
    let (Some(intervisie), Some(lots)) = (found.intervisie, lots) else { return Ok(()) };
    let counted = lots.iter().filter(|lot| **lot == Lot::Telt).count();
    gelijk("meetings", (intervisie.aantal, intervisie.meegeteld, intervisie.norm), (lots.len(), counted, 12))?;
    gelijk("meetings that are missing", intervisie.tekort(), 12_usize.saturating_sub(counted))?;
    gelijk("intervisie-te-weinig", findings.has("intervisie-te-weinig"), counted < 12)?;
    findings.weighed(&OP_MOMENTEN, |_, _| counted >= 12)?;
    let places = momenten::plekken(&lots);
    for (lot, code) in OP_LOT {
        let expected = places.get(&lot).cloned().unwrap_or_default();
        gelijk(code, findings.places(code, "/intervisiemomenten"), expected)?;
    }
    let unknown = lees::lijst(dossier, "intervisiemomenten").iter().any(|one| one["vorm"].is_null() || one["zelfde_vakgebied"].is_null());
    let to_do = findings.at("intervisie-onvolledig").iter().any(|(_, ernst)| *ernst == Ernst::TeDoen);
    gelijk("intervisie-onvolledig", to_do, unknown && counted < 12)
}

// ---- both side by side ----

fn compare(dossier: &Value) -> Gelijk {
    let model: Dossier = serde_json::from_value(dossier.clone()).map_err(|error| format!("the model: {error}"))?;
    let (found, findings) = (berekening(&model, &EISEN), Gevonden::of(dossier));
    work(dossier, &found, &findings)?;
    pe(dossier, &found, &findings)?;
    intervisie(dossier, &found, &findings)
}

/// Holds the dossiers of these seeds; tells of every kind of difference the smallest dossier that shows it.
fn hold(seeds: Range<u64>) {
    let kind = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
    let mut kinds: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    for seed in seeds {
        if let Err(text) = compare(&maak::dossier(seed)) {
            kinds.entry(kind(&text)).or_insert((seed, 0)).1 += 1;
        }
    }
    let tell = |(name, (seed, times)): (&String, &(u64, usize))| {
        let least = klein::kleinste(&maak::dossier(*seed), &|one| compare(one).is_err_and(|text| kind(&text) == *name));
        let text = compare(&least).err().unwrap_or_default();
        format!("{times} times, first of seed {seed}: {text}\n{}\n", serde_json::to_string_pretty(&least).expect("JSON"))
    };
    let told: Vec<String> = kinds.iter().map(tell).collect();
    assert!(told.is_empty(), "{} kinds of difference\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_norms_equal_a_count_by_days_and_minutes() {
    hold(0..400);
}

/// By hand: `cargo test --test dossier naief::ten_thousand -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn ten_thousand_dossiers_equal_a_count_by_days_and_minutes() {
    hold(1_000_000..1_010_000);
}

#[test]
fn the_complete_dossier_equals_a_count_by_days_and_minutes() {
    assert_eq!(compare(&serde_json::from_str(DOSSIER).expect("JSON")), Ok(()));
}

/// Every fixture that the model takes is a dossier too.
#[test]
fn each_fixture_equals_a_count_by_days_and_minutes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/hobeon-rib/fout");
    let (mut held, mut told) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("a fixture").path();
        // What is the same under another name is for `oordeel.rs`: here names are compared letter by letter.
        if path.to_string_lossy().contains(".andere-naam") {
            continue;
        }
        let mut dossier = serde_json::from_str(DOSSIER).expect("JSON");
        fout::apply(&mut dossier, &fout::json(&path));
        if dossier["aanvraagdatum"].is_string() && serde_json::from_value::<Dossier>(dossier.clone()).is_ok() {
            told.extend(compare(&dossier).err().map(|text| format!("{}: {text}", path.display())));
            held += 1;
        }
    }
    assert!(told.is_empty() && held > 50, "{held} held\n{}", told.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn enough_is_enough_to_the_minute(minutes in prop::collection::vec(240..600u32, 7..20), last in 0..481u32) {
        let activity = |(place, present): (usize, &u32)| json!({
            "soort": "cursus", "titel": format!("T{place}"), "datum_van": format!("2025-01-{:02}", place + 1),
            "tijd_aanwezigheid_min": present, "tijd_voorbereiding_min": 0
        });
        let mut counted: u32 = minutes.iter().map(|minutes| *minutes.min(&480)).sum();
        let mut all = minutes.clone();
        if let Some(missing) = (32_u32 * 120).checked_sub(counted).filter(|missing| *missing <= 480) {
            all.push(missing.saturating_sub(u32::from(last == 0)));
        } else {
            all.push(last);
        }
        counted += *all.last().expect("one");
        let activities: Vec<Value> = all.iter().enumerate().map(activity).collect();
        let dossier = json!({ "aanvraagdatum": "2026-06-01", "activiteiten": activities });
        prop_assert_eq!(Gevonden::of(&dossier).has("pe-onvoldoende"), counted < 32 * 120);
    }
}
