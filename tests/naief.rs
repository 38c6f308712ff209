//! The norms, computed a second time by counting: day by day, minute by minute, moment by moment.
//!
//! The library works with segments and fractions, this test with loops over single days and with whole numbers: 3000ths of a
//! PE point and thousandths of an FTE. The norms themselves (32, 10, 4, 12, 1095, 0.5) are typed in here on purpose.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use dossierpers::regeling::{Subject, check};
use dossierpers::regelingen::hobeon_rib::eisen::Eisen;
use dossierpers::regelingen::hobeon_rib::model::Dossier;
use dossierpers::regelingen::hobeon_rib::norm::fte::{FteBerekening, Lezing};
use dossierpers::regelingen::hobeon_rib::norm::{Berekening, berekening};
use num_rational::Ratio;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

use crate::fixture::REGELING;

static EISEN: LazyLock<Eisen> = LazyLock::new(|| Eisen::of(&REGELING).expect("every demand"));

/// 3000ths of a PE point in a minute (1/120 point) and in a thousandth of a point.
const MINUTE: i64 = 25;
const THOUSANDTH: i64 = 3;
const POINT: i64 = 3000;

// ---- dossiers around the boundaries ----

/// Days of application, of which some are odd: a leap day, and the days around it.
fn filed() -> impl Strategy<Value = NaiveDate> {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
    prop_oneof![
        Just(day(2026, 6, 1)),
        Just(day(2028, 2, 29)),
        Just(day(2024, 3, 1)),
        Just(day(2025, 2, 28)),
        (2015..2040i32, 1..366u32).prop_map(|(y, n)| NaiveDate::from_yo_opt(y, n).expect("a date")),
    ]
}

/// Days from the day of application: often next to a bound, else anywhere around the window.
fn offset() -> impl Strategy<Value = i64> {
    prop_oneof![-1464..-1457i64, -3..4i64, -1464..4i64, -2500..200i64]
}

fn size() -> impl Strategy<Value = u32> {
    prop_oneof![Just(499), Just(500), Just(501), Just(1000), 1..=1000u32]
}

/// First day and last, if there is one; seldom the wrong way round.
fn span() -> impl Strategy<Value = (i64, Option<i64>)> {
    let length = prop_oneof![20 => (0..1500i64).prop_map(Some), 20 => (0..3i64).prop_map(Some), 10 => Just(None), 1 => Just(Some(-1))];
    (offset(), length).prop_map(|(from, length)| (from, length.map(|length| from + length)))
}

type Pause = ((i64, Option<i64>), Option<bool>);
type Employer = (Vec<((i64, Option<i64>), u32)>, Vec<Pause>);

fn employer() -> impl Strategy<Value = Employer> {
    let pause = (span(), prop_oneof![Just(None), Just(Some(true)), Just(Some(false)), Just(Some(false))]);
    (prop::collection::vec((span(), size()), 1..5), prop::collection::vec(pause, 0..4))
}

#[derive(Debug, Clone)]
struct Activity {
    soort: &'static str,
    title: u8,
    organiser: Option<u8>,
    from: i64,
    to: Option<i64>,
    present: u32,
    prepared: u32,
    /// Points that were awarded, and whether there is a letter that says so.
    awarded: Option<(u32, bool)>,
}

fn activity() -> impl Strategy<Value = Activity> {
    let soort = prop::sample::select(vec!["cursus", "vakoverleg", "vakoverleg", "artikel", "langdurige_opleiding"]);
    let minutes = || prop_oneof![Just(479u32), Just(480), Just(481), Just(0), 0..720u32];
    let to = prop_oneof![4 => Just(None), 4 => (0..4i64).prop_map(Some)];
    let who = (0..12u8, prop::option::of(0..2u8));
    (soort, who, offset(), to, minutes(), minutes(), prop::option::of((0..40_000u32, any::<bool>()))).prop_map(
        |(soort, (title, organiser), from, to, present, prepared, awarded)| Activity {
            soort,
            title,
            organiser,
            from,
            to: to.map(|to| from + to),
            present,
            prepared,
            awarded,
        },
    )
}

type Meeting = (i64, Option<u8>, Option<bool>, Option<bool>);

fn meeting() -> impl Strategy<Value = Meeting> {
    let seldom_no = || prop_oneof![4 => Just(None), 10 => Just(Some(true)), 1 => Just(Some(false))];
    (offset(), prop::option::of(0..3u8), seldom_no(), seldom_no())
}

#[derive(Debug, Clone)]
struct Made {
    filed: NaiveDate,
    bounds: (Option<i64>, Option<i64>),
    employers: Vec<Employer>,
    activities: Vec<Activity>,
    meetings: Vec<Meeting>,
}

fn made() -> impl Strategy<Value = Made> {
    let bound = || prop_oneof![4 => Just(None), 1 => offset().prop_map(Some)];
    let employers = prop::collection::vec(employer(), 1..4);
    let activities = prop::collection::vec(activity(), 0..30);
    let meetings = prop::collection::vec(meeting(), 0..24);
    (filed(), (bound(), bound()), employers, activities, meetings).prop_map(|(filed, bounds, employers, activities, meetings)| Made {
        filed,
        bounds,
        employers,
        activities,
        meetings,
    })
}

impl Made {
    fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        if offset < 0 { self.filed - days } else { self.filed + days }
    }

    fn dossier(&self) -> Dossier {
        let day = |offset: i64| json!(self.day(offset).to_string());
        let last = |offset: Option<i64>| offset.map_or(Value::Null, day);
        // A function and an employer of its own for each: the same time once is not counted here yet.
        let letters = |n: usize| {
            format!("{}{}", char::from(b'a' + u8::try_from(n / 26).expect("few")), char::from(b'a' + u8::try_from(n % 26).expect("few")))
        };
        let row = |(n, ((from, to), fte)): (usize, &((i64, Option<i64>), u32))| json!({ "functie": letters(n), "datum_van": day(*from), "datum_tot": last(*to), "fte": f64::from(*fte) / 1000.0 });
        let pause = |((from, to), counts): &Pause| json!({ "van": day(*from), "tot": last(*to), "soort": "anders", "telt_mee": counts });
        let employer = |(n, (rows, pauses)): (usize, &Employer)| {
            json!({
                "werkgever": { "naam": letters(n) },
                "dienstverbanden": rows.iter().enumerate().map(row).collect::<Vec<_>>(),
                "onderbrekingen": pauses.iter().map(pause).collect::<Vec<_>>(),
            })
        };
        let activity = |(n, one): (usize, &Activity)| {
            json!({
                "soort": one.soort,
                "titel": format!("T{}", one.title),
                "organisator": one.organiser.map(|organiser| format!("O{organiser}")),
                "datum_van": day(one.from),
                "datum_tot": last(one.to),
                "tijd_aanwezigheid_min": one.present,
                "tijd_voorbereiding_min": one.prepared,
                "pe_toegekend": one.awarded.map(|(points, letter)| {
                    json!({ "punten": f64::from(points) / 1000.0, "bewijs": letter.then(|| format!("brief{n}.pdf")) })
                }),
            })
        };
        let meeting = |(on, start, field, form): &Meeting| {
            json!({
                "datum": day(*on),
                "begintijd": start.map(|start| format!("{:02}:00", 9 + start)),
                "zelfde_vakgebied": field,
                "vorm": form.map(|intervisie| if intervisie { "intervisie" } else { "casuistiek" }),
            })
        };
        let value = json!({
            "aanvraagdatum": self.filed.to_string(),
            "periode_van": last(self.bounds.0),
            "periode_tot": last(self.bounds.1),
            "werkverklaringen": self.employers.iter().enumerate().map(employer).collect::<Vec<_>>(),
            "activiteiten": self.activities.iter().enumerate().map(activity).collect::<Vec<_>>(),
            "intervisiemomenten": self.meetings.iter().map(meeting).collect::<Vec<_>>(),
        });
        serde_json::from_value(value).expect("a valid dossier")
    }

    /// The day so many years before the application; 29 February becomes the 28th.
    fn years_before(&self, years: i32) -> NaiveDate {
        let (y, m, d) = (self.filed.year() - years, self.filed.month(), self.filed.day());
        NaiveDate::from_ymd_opt(y, m, d).or_else(|| NaiveDate::from_ymd_opt(y, m, d - 1)).expect("a date")
    }

    /// First and last day on which activities and meetings count.
    fn period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.bounds.0.map_or(self.years_before(4), |offset| self.day(offset));
        let to = self.bounds.1.map_or(self.filed, |offset| self.day(offset)).min(self.filed);
        (from <= to).then_some((from, to))
    }
}

// ---- the second computation ----

/// Thousandths of FTE on one day.
fn size_on(made: &Made, day: NaiveDate) -> i64 {
    let covers = |(from, to): &(i64, Option<i64>)| made.day(*from) <= day && to.is_none_or(|to| day <= made.day(to));
    let mut sum = 0;
    for (rows, pauses) in &made.employers {
        let interrupted = pauses.iter().any(|(span, counts)| *counts == Some(false) && covers(span));
        for (place, (span, fte)) in rows.iter().enumerate() {
            // A copy of a row counts once.
            let copy = rows[..place].contains(&(*span, *fte));
            if covers(span) && !interrupted && !copy {
                sum += i64::from(*fte);
            }
        }
    }
    sum
}

fn mean(sizes: &[i64], over: i64) -> Ratio<i64> {
    if over == 0 { Ratio::from_integer(0) } else { Ratio::new(sizes.iter().sum(), 1000 * over) }
}

/// Holds the calculation of work experience against a list of all days of the window.
fn assert_fte(made: &Made, found: Option<FteBerekening>) {
    let reversed = |(from, to): &(i64, Option<i64>)| to.is_some_and(|to| to < *from);
    let unknown = |(rows, pauses): &Employer| rows.iter().any(|(span, _)| reversed(span)) || pauses.iter().any(|(span, _)| reversed(span));
    if made.employers.iter().any(unknown) {
        assert_eq!(found, None);
        return;
    }
    let found = found.expect("a calculation");
    let days: Vec<NaiveDate> = made.years_before(4).iter_days().take_while(|day| *day < made.filed).collect();
    let sizes: Vec<i64> = days.iter().map(|day| size_on(made, *day)).collect();
    let worked = i64::try_from(sizes.iter().filter(|size| **size > 0).count()).expect("few days");
    let all = i64::try_from(days.len()).expect("few days");
    let mut best = sizes.clone();
    best.sort_unstable_by(|a, b| b.cmp(a));
    best.truncate(1095);
    let half = Ratio::new(1, 2);
    let years = (1..=4).filter(|back| {
        let in_year = |day: &NaiveDate| made.years_before(*back) <= *day && *day < made.years_before(back - 1);
        let sizes: Vec<i64> = days.iter().filter(|day| in_year(day)).map(|day| size_on(made, *day)).collect();
        mean(&sizes, i64::try_from(sizes.len()).expect("few days")) >= half
    });
    let years = u32::try_from(years.count()).expect("four");
    assert_eq!((found.gewerkte_dagen, found.nodig_dagen, found.jaren, found.nodig_jaren), (worked, 1095, years, 3));
    assert_eq!(found.gemiddeld_gewerkt, mean(&sizes, worked));
    assert_eq!(found.gemiddeld_venster, mean(&sizes, all));
    assert_eq!(found.gemiddeld_beste, mean(&best, 1095));
    assert_eq!(found.hoogste, Ratio::new(sizes.iter().copied().max().unwrap_or(0), 1000));
    let over = days.iter().zip(&sizes).find(|(_, size)| **size > 1000).map(|(day, _)| day.to_string());
    assert_eq!(found.boven_voltijd.map(|day| day.to_string()), over);
    let long = worked >= 1095;
    let readings = [long && mean(&sizes, worked) >= half, mean(&sizes, all) >= half, years >= 3, long && mean(&best, 1095) >= half];
    assert_eq!(Lezing::ALLE.map(|lezing| found.meets(lezing)), readings);
}

/// What activities come to, in 3000ths of a point.
#[derive(Debug, Default, PartialEq)]
struct Points {
    all: i64,
    outside: i64,
    counted: i64,
    overleg: i64,
    cut: i64,
    cut_overleg: i64,
    minutes: u64,
}

fn count_points(made: &Made, (from, to): (NaiveDate, NaiveDate)) -> Points {
    let mut points = Points::default();
    let mut seen: Vec<(u8, Option<u8>, NaiveDate)> = Vec::new();
    for one in &made.activities {
        let (first, last) = (made.day(one.from), made.day(one.to.unwrap_or(one.from)));
        let inside = from <= first && last <= to;
        // An organiser who is not named is no other one.
        let is_same = |(title, organiser, day): &(u8, Option<u8>, NaiveDate)| {
            *title == one.title && *day == first && organiser.zip(one.organiser).is_none_or(|(a, b)| a == b)
        };
        let counts = inside && !seen.iter().any(is_same);
        if counts {
            seen.push((one.title, one.organiser, first));
        }
        let awarded = one.awarded.filter(|(_, letter)| *letter && one.soort == "langdurige_opleiding").map(|(points, _)| points);
        let (mut kept, mut cut) = (0, 0);
        match awarded {
            Some(thousandths) => kept = i64::from(thousandths) * THOUSANDTH,
            None => {
                for minute in 0..one.present + one.prepared {
                    *(if minute < 480 { &mut kept } else { &mut cut }) += MINUTE;
                }
            }
        }
        points.all += kept + cut;
        if !counts {
            points.outside += kept + cut;
            continue;
        }
        points.minutes += u64::from(one.present + one.prepared);
        points.cut += cut;
        if one.soort == "vakoverleg" {
            points.overleg += kept;
        } else {
            points.counted += kept;
        }
    }
    points.cut_overleg = (points.overleg - 10 * POINT).max(0);
    points.counted += points.overleg - points.cut_overleg;
    points
}

/// Holds the calculation of PE against the count. True when the norm is met.
fn assert_pe(made: &Made, found: &Berekening) -> Option<bool> {
    let expected = made.period().map(|period| count_points(made, period));
    let exact = |points: i64| Ratio::new(points, POINT);
    assert_eq!(found.pe.is_some(), expected.is_some());
    let (found, points) = (found.pe?, expected?);
    if found.minuten_buiten_telling > 0 {
        // Presence per day is not counted a second time here yet.
        return Some(found.meegeteld >= 32.into());
    }
    assert_eq!((found.totaal, found.buiten_telling), (exact(points.all), exact(points.outside)));
    assert_eq!((found.meegeteld, found.vakoverleg), (exact(points.counted), exact(points.overleg)));
    assert_eq!((found.afgekapt_activiteit, found.afgekapt_vakoverleg), (exact(points.cut), exact(points.cut_overleg)));
    assert_eq!((found.minuten, found.norm), (points.minutes, 32.into()));
    assert_eq!(found.tekort(), exact((32 * POINT - points.counted).max(0)));
    assert_eq!(found.totaal, found.meegeteld + found.afgekapt_activiteit + found.afgekapt_vakoverleg + found.buiten_telling);
    Some(points.counted >= 32 * POINT)
}

/// Holds the number of meetings against a tally per day. True when there are enough.
fn assert_intervisie(made: &Made, found: &Berekening) -> Option<bool> {
    assert_eq!(found.intervisie.is_some(), made.period().is_some());
    let (from, to) = made.period()?;
    let mut starts: BTreeMap<NaiveDate, BTreeSet<u8>> = BTreeMap::new();
    for (on, start, field, form) in &made.meetings {
        let day = made.day(*on);
        // Not given: it does not count yet.
        if *field == Some(true) && *form == Some(true) && from <= day && day <= to {
            starts.entry(day).or_default().extend(*start);
        }
    }
    let counted: usize = starts.values().map(|starts| starts.len().max(1)).sum();
    let found = found.intervisie?;
    assert_eq!((found.aantal, found.meegeteld, found.norm), (made.meetings.len(), counted, 12));
    assert_eq!(found.tekort(), 12_usize.saturating_sub(counted));
    Some(counted >= 12)
}

fn codes(dossier: &Dossier) -> BTreeSet<String> {
    let value = serde_json::to_value(dossier).expect("JSON");
    let found = check(&Subject { value: &value, regeling: &REGELING, left_out: &[], files: None }).expect("rules that can be evaluated");
    found.iter().map(|finding| finding.rule.code.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_norms_equal_a_count_by_days_and_minutes(made in made()) {
        let dossier = made.dossier();
        let found = berekening(&dossier, &EISEN);
        assert_fte(&made, found.fte);
        let pe = assert_pe(&made, &found);
        let intervisie = assert_intervisie(&made, &found);
        let codes = codes(&dossier);
        prop_assert_eq!(codes.contains("pe-onvoldoende"), pe == Some(false));
        prop_assert_eq!(codes.contains("intervisie-te-weinig"), intervisie == Some(false));
        prop_assert_eq!(codes.contains("werkervaring-te-kort"), found.fte.is_some_and(|fte| fte.gewerkte_dagen < 1095));
        let passes = found.fte.map(|fte| fte.meets(Lezing::BesteJaren));
        let stopped = codes.contains("werkervaring-te-kort") || codes.contains("fte-te-laag");
        prop_assert!(passes != Some(true) || !stopped);
        prop_assert!(passes != Some(false) || stopped, "a norm that is missed has a finding");
    }

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
        let dossier = serde_json::from_value(json!({ "aanvraagdatum": "2026-06-01", "activiteiten": activities })).expect("a valid dossier");
        prop_assert_eq!(codes(&dossier).contains("pe-onvoldoende"), counted < 32 * 120);
    }
}
