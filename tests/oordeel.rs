//! Points 8 and 9 of the verdict, measured: what is empty, copied or handed in twice is seen, and honest work is left alone.
//!
//! The corpus in `tests/oordeel` is fictional and was written by somebody who had not seen the rules; the disguises are made from it by
//! `vermommen.rs`. Each case changes the complete dossier and asks whether a finding that is meant for it lies at the changed place. Both
//! the hits and the false alarms stand in `docs/oordeel.md`, which says what was measured or the test fails.

mod corpus;
mod gevallen;
mod vermommen;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dossierpers::Diagnostic;
use dossierpers::finding::{Stage, is_within};
use rayon::prelude::*;
use serde_json::Value;

use crate::fixture::{RULES, judged, read, value};
use gevallen::{Geval, is_meant, item};

/// How many in a hundred disguised cases must be seen, of every kind that is not named below.
const GEZIEN: usize = 98;

/// How many in a hundred honest cases may get a finding that is not deserved, of every kind that is not named below.
const VALS_ALARM: usize = 2;

/// Kinds with a bound of their own, and why.
const EIGEN_GRENS: &[(&str, usize)] = &[];

/// What was measured of one kind.
#[derive(Debug, Default)]
struct Stand {
    eerlijk: bool,
    gevallen: usize,
    /// With a finding that is meant for the kind.
    gemeld: usize,
    /// Honest, and with a finding at its place that stands in the way.
    geweigerd: usize,
    /// Which went wrong: what was put where, and what was found.
    mis: Vec<String>,
}

static STANDEN: LazyLock<BTreeMap<String, Stand>> = LazyLock::new(|| {
    let all = [
        gevallen::eerlijke_teksten(),
        gevallen::vaste_zinnen(),
        gevallen::kopieen_van_teksten(),
        gevallen::korte_antwoorden(),
        gevallen::lege_teksten(),
        gevallen::eerlijke_titels(),
        gevallen::vermomde_titels(),
        gevallen::vakoverleg(),
    ];
    let dossiers = verdeeld(all.into_iter().flatten());
    let together: Vec<Vec<Diagnostic>> = dossiers.par_iter().map(|gevallen| found(gevallen)).collect();
    let company = dossiers.iter().zip(&together).flat_map(|(gevallen, found)| gevallen.iter().map(move |geval| (geval, found)));
    let (seen, missed): (Vec<_>, Vec<_>) = company.partition(|(geval, found)| geval.eerlijk || geval.is_seen(found));
    // A part that is refused for what stands beside a case says nothing about the case: what is missed in company is tried alone.
    let alone: Vec<Vec<Diagnostic>> = missed.par_iter().map(|(geval, _)| found(std::slice::from_ref(*geval))).collect();
    let mut standen = BTreeMap::<String, Stand>::new();
    let judged = seen.into_iter().chain(missed.iter().zip(&alone).map(|((geval, _), found)| (*geval, found)));
    for (geval, found) in judged {
        standen.entry(geval.soort.clone()).or_default().add(geval, found);
    }
    standen
});

/// The cases over as few dossiers as can be: those of one dossier share no item and no text, and are all honest or all not. Judging
/// a dossier takes long beside looking for a finding in it.
fn verdeeld(gevallen: impl Iterator<Item = Geval>) -> Vec<Vec<Geval>> {
    let mut dossiers: Vec<(BTreeSet<String>, Vec<Geval>)> = Vec::new();
    for geval in gevallen {
        let fits = |(taken, cases): &(BTreeSet<String>, Vec<Geval>)| {
            let kind = |geval: &Geval| (geval.eerlijk, geval.kaal, geval.may_be_refused());
            let alike = cases.first().is_none_or(|first| kind(first) == kind(&geval));
            alike && geval.eigen.iter().all(|own| !taken.contains(own))
        };
        let place = dossiers.iter().position(fits).unwrap_or(dossiers.len());
        if place == dossiers.len() {
            dossiers.push(Default::default());
        }
        let (taken, cases) = &mut dossiers[place];
        taken.extend(geval.eigen.iter().cloned());
        cases.push(geval);
    }
    dossiers.into_iter().map(|(_, cases)| cases).collect()
}

/// Takes all but the beginning off each long text: enough to say something, too little to be compared, and quickly judged.
fn shorten(value: &mut Value) {
    const WORDS: usize = 8;
    match value {
        Value::String(text) if text.split_whitespace().nth(WORDS).is_some() => {
            *text = text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        _ => {}
    }
}

/// What reading and judging the dossier finds once the cases have changed it.
fn found(gevallen: &[Geval]) -> Vec<Diagnostic> {
    let mut dossier = value();
    // An honest text must not look like any of the dossier; one that is not need only look like its own pair.
    if gevallen.iter().all(|geval| geval.kaal || !geval.eerlijk) {
        shorten(&mut dossier);
        let fields = dossier.as_object_mut().expect("an object");
        let is_changed = |part: &str| gevallen.iter().flat_map(|geval| &geval.anders).any(|(pointer, _)| pointer[1..].starts_with(part));
        fields.retain(|part, value| !(value.is_array() || part == "ervaringsverklaring") || is_changed(part));
    }
    for (pointer, value) in gevallen.iter().flat_map(|geval| &geval.anders) {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        match dossier.pointer_mut(parent) {
            Some(Value::Array(items)) => items[key.parse::<usize>().expect("an index")] = value.clone(),
            Some(Value::Object(fields)) if value.is_null() => drop(fields.shift_remove(key)),
            Some(Value::Object(fields)) => drop(fields.insert(key.to_owned(), value.clone())),
            _ => panic!("nothing at {parent}"),
        }
    }
    let input = read(dossier.to_string().as_bytes());
    let judged = judged(&input);
    input.findings.into_iter().chain(judged).collect()
}

impl Geval {
    /// Whether its text may be refused as such, and with it what stands beside it.
    fn may_be_refused(&self) -> bool {
        ["onzichtba", "opmaak", "leestekens"].iter().any(|word| self.soort.contains(word))
    }

    /// Whether there is a finding that is meant for it.
    fn is_seen(&self, found: &[Diagnostic]) -> bool {
        found.iter().any(|finding| self.touches(finding) && is_meant(self, &finding.rule.code))
    }

    /// Whether a finding lies at a place that was changed, below it, or at the item that it is part of.
    fn touches(&self, finding: &Diagnostic) -> bool {
        let above = |plek: &str| is_within(plek, &finding.path) && is_within(&finding.path, item(plek));
        self.plekken.iter().any(|plek| is_within(&finding.path, plek) || above(plek))
    }
}

impl Stand {
    fn add(&mut self, geval: &Geval, found: &[Diagnostic]) {
        let near: Vec<_> = found.iter().filter(|finding| geval.touches(finding)).collect();
        let seen = geval.is_seen(found);
        let refused = geval.eerlijk && near.iter().any(|finding| finding.is_error());
        self.eerlijk = geval.eerlijk;
        self.gevallen += 1;
        self.gemeld += usize::from(seen);
        self.geweigerd += usize::from(refused);
        if seen == geval.eerlijk || refused {
            let told: Vec<String> = near.iter().map(|finding| format!("{} {}", finding.rule.code, finding.path)).collect();
            self.mis.push(format!("{:?}: {told:?}", geval.anders));
        }
    }

    /// Whether enough is seen, or little enough that is honest.
    fn holds(&self, soort: &str) -> bool {
        let own = EIGEN_GRENS.iter().find(|(kind, _)| *kind == soort).map(|(_, bound)| *bound);
        if self.eerlijk {
            self.geweigerd == 0 && self.gemeld * 100 <= own.unwrap_or(VALS_ALARM) * self.gevallen
        } else {
            self.gemeld * 100 >= own.unwrap_or(GEZIEN) * self.gevallen
        }
    }

    fn share(&self) -> String {
        let tenths = self.gemeld * 1000 / self.gevallen;
        format!("{},{} %", tenths / 10, tenths % 10)
    }
}

/// The figures as `docs/oordeel.md` has them.
fn cijfers() -> String {
    let standen = |eerlijk: bool| STANDEN.iter().filter(move |(_, stand)| stand.eerlijk == eerlijk);
    let sum = |eerlijk: bool, of: fn(&Stand) -> usize| standen(eerlijk).map(|(_, stand)| of(stand)).sum::<usize>();
    let seen = standen(false).map(|(soort, stand)| format!("| {soort} | {} | {} | {} |\n", stand.gevallen, stand.gemeld, stand.share()));
    let alarms = standen(true)
        .map(|(soort, stand)| format!("| {soort} | {} | {} | {} | {} |\n", stand.gevallen, stand.gemeld, stand.share(), stand.geweigerd));
    let all = |eerlijk: bool| Stand {
        eerlijk,
        gevallen: sum(eerlijk, |stand| stand.gevallen),
        gemeld: sum(eerlijk, |stand| stand.gemeld),
        geweigerd: sum(eerlijk, |stand| stand.geweigerd),
        mis: Vec::new(),
    };
    let (bad, honest) = (all(false), all(true));
    format!(
        "Wat gezien moet worden:\n\n| Soort | Gevallen | Gezien | Deel |\n|---|---:|---:|---:|\n{}| **samen** | {} | {} | {} |\n\n\
         Wat eerlijk is:\n\n| Soort | Gevallen | Vals alarm | Deel | Geweigerd |\n|---|---:|---:|---:|---:|\n{}| **samen** | {} | {} | {} | {} |\n",
        seen.collect::<String>(),
        bad.gevallen,
        bad.gemeld,
        bad.share(),
        alarms.collect::<String>(),
        honest.gevallen,
        honest.gemeld,
        honest.share(),
        honest.geweigerd
    )
}

/// How many of the cases that went wrong are told for each kind.
const VERTELD: usize = 12;

#[test]
fn sees_what_is_in_disguise_and_leaves_alone_what_is_honest() {
    let wrong = STANDEN.iter().filter(|(soort, stand)| !stand.holds(soort));
    let told: String = wrong
        .map(|(soort, stand)| {
            let mis = stand.mis.iter().take(VERTELD).map(|mis| format!("  {mis}\n")).collect::<String>();
            format!("{soort}: {} van {} gemeld, {} geweigerd\n{mis}", stand.gemeld, stand.gevallen, stand.geweigerd)
        })
        .collect();
    assert!(told.is_empty(), "{}\n{told}", cijfers());
}

/// Enough of each, as was asked; whoever cuts the corpus down must say so here.
#[test]
fn has_enough_cases() {
    let count = |start: &str| {
        let kinds = STANDEN.iter().filter(|(soort, _)| soort.starts_with(start));
        kinds.map(|(_, stand)| stand.gevallen).sum::<usize>()
    };
    let texts = ["eerlijk paar: voorbeelden", "eerlijk paar: sterke", "eerlijk paar: verslagen", "eerlijk paar: activiteiten"];
    assert!(texts.into_iter().map(count).sum::<usize>() >= 200);
    assert!(count("eerlijk kort antwoord") >= 80);
    assert!(count("leeg: ") >= 150);
    assert!(count("eerlijk paar: titels, andere dag") >= 120);
    assert!(count("vakoverleg als iets anders") >= 30 && count("eerlijk: geen vakoverleg") >= 30);
}

/// The page says what was measured; figures that are wrong are told as they must be.
#[test]
fn the_page_says_what_was_measured() {
    let page = include_str!("../docs/oordeel.md");
    let (_, rest) = page.split_once("<!-- cijfers -->\n").expect("the place where the figures begin");
    let (figures, _) = rest.split_once("<!-- einde cijfers -->").expect("the place where they end");
    let measured = cijfers();
    assert!(figures.trim() == measured.trim(), "docs/oordeel.md must say:\n{measured}");
}

/// Each way in which a dossier can be wrong stands in the table, and the table names no code that is not there.
#[test]
fn the_page_names_every_finding_about_a_dossier() {
    let page = include_str!("../docs/oordeel.md");
    let (_, rest) = page.split_once("## Hoe een dossier").expect("the table");
    let (table, _) = rest.split_once("## Cijfers").expect("the end of the table");
    let named: BTreeSet<&str> = table.split('`').skip(1).step_by(2).filter(|word| !word.contains(' ')).collect();
    let known: BTreeSet<&str> = RULES.iter().filter(|rule| rule.stage != Stage::Form).map(|rule| &*rule.code).collect();
    let missing: Vec<_> = known.difference(&named).collect();
    let unknown: Vec<_> = named.difference(&known).filter(|word| **word != "new").collect();
    assert!(missing.is_empty() && unknown.is_empty(), "not in the table: {missing:?}; no code: {unknown:?}");
}
