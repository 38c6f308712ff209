//! The worked examples of domein.md section 10.8 and every boundary of the norm, one day and one thousandth on either side.

use serde_json::{Value, json};

use super::{Fte, FteBerekening, Lezing, fte};
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::schema::notatie::kolom;

/// A row from, to and including, in FTE.
type Row<'a> = (&'a str, &'a str, f64);

fn dossier(employers: &[&[Row<'_>]]) -> Value {
    // Functions and employers of their own: what is the same time is for the tests of `dienst`.
    let letter = |i: usize| char::from(b'a' + u8::try_from(i).expect("few rows"));
    let row = |(i, (van, tot, fte)): (usize, &Row<'_>)| json!({ "functie": letter(i), "datum_van": van, "datum_tot": tot, "fte": fte });
    let employer = |(i, rows): (usize, &&[Row<'_>])| json!({ "werkgever": { "naam": letter(i) }, "dienstverbanden": rows.iter().enumerate().map(row).collect::<Vec<_>>() });
    json!({ "aanvraagdatum": "2026-06-01", "werkverklaringen": employers.iter().enumerate().map(employer).collect::<Vec<_>>() })
}

fn computed(value: Value) -> Option<FteBerekening> {
    let dossier: Dossier = serde_json::from_value(value).expect("a valid dossier");
    fte(&dossier, &Eisen::ingebouwd())
}

fn of(rows: &[Row<'_>]) -> FteBerekening {
    computed(dossier(&[rows])).expect("a calculation")
}

/// Thousandths, rounded to the nearest as the table prints them.
fn thousandths(value: Fte) -> i64 {
    (value * 1000).round().to_integer()
}

fn readings(found: &FteBerekening) -> [bool; 4] {
    Lezing::ALLE.map(|lezing| found.meets(lezing))
}

/// Holds rows against one line of the table: days, averages (worked, window, best) in thousandths, years, readings a-d.
fn assert_line(rows: &[Row<'_>], days: i64, averages: [i64; 3], years: u32, passes: [bool; 4]) {
    let found = of(rows);
    let printed = [found.gemiddeld_gewerkt, found.gemiddeld_venster, found.gemiddeld_beste].map(thousandths);
    assert_eq!((found.gewerkte_dagen, printed, found.jaren), (days, averages, years));
    assert_eq!(readings(&found), passes);
}

#[test]
fn four_years_at_six_tenths() {
    assert_line(&[("2022-06-01", "2026-05-31", 0.6)], 1461, [600, 600, 600], 4, [true; 4]);
}

#[test]
fn one_year_at_two_tenths_and_three_at_a_half() {
    let rows = [("2022-06-01", "2023-05-31", 0.2), ("2023-06-01", "2026-05-31", 0.5)];
    assert_line(&rows, 1461, [425, 425, 500], 3, [false, false, true, true]);
}

#[test]
fn three_years_at_four_tenths_and_one_full_time() {
    let rows = [("2022-06-01", "2025-05-31", 0.4), ("2025-06-01", "2026-05-31", 1.0)];
    assert_line(&rows, 1461, [550, 550, 600], 1, [true, true, false, true]);
}

#[test]
fn thirty_five_months_full_time() {
    let found = of(&[("2023-07-01", "2026-05-31", 1.0)]);
    assert_line(&[("2023-07-01", "2026-05-31", 1.0)], 1066, [1000, 730, 974], 3, [false, true, true, false]);
    assert!(!found.lang_genoeg());
}

#[test]
fn three_years_at_a_half_with_a_gap_of_a_year() {
    let rows = [("2022-06-01", "2023-11-30", 0.5), ("2024-12-01", "2026-05-31", 0.5)];
    assert_line(&rows, 1095, [500, 375, 500], 2, [true, false, false, true]);
}

#[test]
fn four_years_at_forty_five_hundredths() {
    assert_line(&[("2022-06-01", "2026-05-31", 0.45)], 1461, [450, 450, 450], 0, [false; 4]);
}

#[test]
fn needs_three_years_of_365_days() {
    let enough = of(&[("2023-06-02", "2026-05-31", 0.5)]);
    assert_eq!((enough.gewerkte_dagen, enough.nodig_dagen, enough.lang_genoeg()), (1095, 1095, true));
    assert!(enough.meets(Lezing::BesteJaren));
    let short = of(&[("2023-06-03", "2026-05-31", 0.5)]);
    assert_eq!((short.gewerkte_dagen, short.lang_genoeg(), short.meets(Lezing::BesteJaren)), (1094, false, false));
    let more = of(&[("2023-06-01", "2026-05-31", 0.5)]);
    assert_eq!((more.gewerkte_dagen, more.lang_genoeg()), (1096, true));
}

#[test]
fn needs_a_half_to_the_thousandth() {
    for (size, passes) in [(0.499, false), (0.5, true), (0.501, true)] {
        assert_eq!(readings(&of(&[("2022-06-01", "2026-05-31", size)])), [passes; 4], "{size}");
    }
}

#[test]
fn one_day_below_the_half_among_the_best_is_too_little() {
    let rows = [("2023-06-02", "2026-05-30", 0.5), ("2026-05-31", "2026-05-31", 0.499)];
    let found = of(&rows);
    assert_eq!((found.gewerkte_dagen, found.meets(Lezing::BesteJaren)), (1095, false));
    assert_eq!(kolom(found.gemiddeld_beste), "0,49");
    let spare = of(&[("2023-06-01", "2026-05-30", 0.5), ("2026-05-31", "2026-05-31", 0.499)]);
    assert!(spare.meets(Lezing::BesteJaren) && !spare.meets(Lezing::GewerkteTijd));
}

#[test]
fn the_window_ends_before_the_day_of_application() {
    assert_eq!(of(&[("2026-06-01", "2026-06-01", 1.0)]).gewerkte_dagen, 0);
    assert_eq!(of(&[("2026-05-31", "2026-06-01", 1.0)]).gewerkte_dagen, 1);
    assert_eq!(of(&[("2022-05-31", "2022-05-31", 1.0)]).gewerkte_dagen, 0);
    assert_eq!(of(&[("2022-05-31", "2022-06-01", 1.0)]).gewerkte_dagen, 1);
    assert_eq!(of(&[("1990-01-01", "2099-12-31", 0.5)]).gewerkte_dagen, 1461);
}

#[test]
fn an_open_row_goes_on_to_the_application() {
    let mut value = dossier(&[&[("2023-06-02", "2026-05-31", 0.5)]]);
    value["werkverklaringen"][0]["dienstverbanden"][0]["datum_tot"] = json!(null);
    assert_eq!(computed(value), Some(of(&[("2023-06-02", "2026-05-31", 0.5)])));
}

#[test]
fn appointments_add_up_per_day() {
    let apart = computed(dossier(&[&[("2022-06-01", "2026-05-31", 0.3)], &[("2022-06-01", "2026-05-31", 0.2)]]));
    assert_eq!(apart, Some(of(&[("2022-06-01", "2026-05-31", 0.5)])));
    let together = of(&[("2022-06-01", "2026-05-31", 0.3), ("2022-06-01", "2026-05-31", 0.2)]);
    assert_eq!(apart, Some(together));
    assert_eq!(together.gewerkte_dagen, 1461);
}

#[test]
fn more_than_full_time_is_seen_to_the_thousandth_and_the_day() {
    let full = of(&[("2022-06-01", "2026-05-31", 0.6), ("2024-01-01", "2024-12-31", 0.4)]);
    assert_eq!((full.hoogste, full.boven_voltijd), (1.into(), None));
    let over = of(&[("2022-06-01", "2026-05-31", 0.6), ("2024-01-01", "2024-12-31", 0.401)]);
    assert_eq!((over.hoogste, over.boven_voltijd), (Fte::new(1001, 1000), "2024-01-01".parse().ok()));
    let touching = of(&[("2022-06-01", "2023-12-31", 0.7), ("2024-01-01", "2026-05-31", 0.7)]);
    assert_eq!(touching.boven_voltijd, None);
    let one_day = of(&[("2022-06-01", "2024-01-01", 0.7), ("2024-01-01", "2026-05-31", 0.7)]);
    assert_eq!(one_day.boven_voltijd, "2024-01-01".parse().ok());
    let before = of(&[("2020-01-01", "2022-05-31", 0.7), ("2020-01-01", "2026-05-31", 0.7)]);
    assert_eq!(before.boven_voltijd, None);
}

#[test]
fn an_interruption_counts_unless_the_employer_says_no() {
    let interrupted = |telt_mee: Value| {
        let mut value = dossier(&[&[("2023-06-01", "2026-05-31", 0.5)], &[("2024-03-01", "2024-03-01", 0.1)]]);
        value["werkverklaringen"][0]["onderbrekingen"] = json!([
            { "van": "2024-03-01", "tot": "2024-03-02", "soort": "ziekte", "telt_mee": telt_mee },
            { "van": "2024-03-02", "soort": "anders" },
        ]);
        computed(value).expect("a calculation").gewerkte_dagen
    };
    assert_eq!(interrupted(json!(null)), 1096);
    assert_eq!(interrupted(json!(true)), 1096);
    assert_eq!(interrupted(json!(false)), 1095, "the other employer's day remains");
}

#[test]
fn overlapping_interruptions_are_taken_once() {
    let mut value = dossier(&[&[("2022-06-01", "2026-05-31", 0.5)]]);
    value["werkverklaringen"][0]["onderbrekingen"] = json!([
        { "van": "2022-01-01", "tot": "2022-06-10", "soort": "ziekte", "telt_mee": false },
        { "van": "2022-06-05", "tot": "2022-06-20", "soort": "ziekte", "telt_mee": false },
        { "van": "2026-05-31", "soort": "anders", "telt_mee": false },
    ]);
    assert_eq!(computed(value).map(|found| found.gewerkte_dagen), Some(1461 - 20 - 1));
}

#[test]
fn nothing_worked_is_a_result() {
    let found = of(&[("2000-01-01", "2001-01-01", 1.0)]);
    assert_eq!((found.gewerkte_dagen, found.gemiddeld_gewerkt, found.jaren, found.hoogste), (0, 0.into(), 0, 0.into()));
    assert_eq!(readings(&found), [false; 4]);
}

#[test]
fn what_is_not_known_is_not_computed() {
    let rows: &[Row<'_>] = &[("2022-06-01", "2026-05-31", 0.5)];
    let mut undated = dossier(&[rows]);
    undated["aanvraagdatum"] = json!(null);
    assert_eq!(computed(undated), None);
    assert_eq!(computed(dossier(&[])), None);
    assert_eq!(computed(dossier(&[rows, &[("2024-01-02", "2024-01-01", 0.5)]])), None);
    let mut refused = dossier(&[rows, rows]);
    refused["werkverklaringen"][0] = json!(null);
    assert_eq!(computed(refused), None);
    let mut reversed = dossier(&[rows]);
    reversed["werkverklaringen"][0]["onderbrekingen"] =
        json!([{ "van": "2024-01-02", "tot": "2024-01-01", "soort": "anders", "telt_mee": false }]);
    assert_eq!(computed(reversed), None);
}
