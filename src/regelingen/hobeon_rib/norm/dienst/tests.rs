//! The same time once, the days that a signature declares, and rows that have no end.

use serde_json::{Value, json};

use super::{Bron, is_werkzaam};
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::regelingen::hobeon_rib::norm::fte::{FteBerekening, computed, fte};

/// A statement of an employer: function, from, to, size.
fn statement(naam: &str, rows: &[(&str, &str, &str, f64)]) -> Value {
    let row = |(functie, van, tot, fte): &(&str, &str, &str, f64)| {
        let tot = if tot.is_empty() { Value::Null } else { json!(tot) };
        json!({ "functie": functie, "datum_van": van, "datum_tot": tot, "fte": fte })
    };
    json!({ "werkgever": { "naam": naam }, "dienstverbanden": rows.iter().map(row).collect::<Vec<_>>() })
}

fn dossier(statements: &[Value]) -> Dossier {
    serde_json::from_value(json!({ "aanvraagdatum": "2026-06-01", "werkverklaringen": statements })).expect("a valid dossier")
}

fn of(statements: &[Value]) -> FteBerekening {
    fte(&dossier(statements), &Eisen::ingebouwd()).expect("a calculation")
}

/// Days worked, and thousandths on the best day.
fn days_and_size(statements: &[Value]) -> (i64, i64) {
    let found = of(statements);
    (found.gewerkte_dagen, (found.hoogste * 1000).to_integer())
}

const YEAR: (&str, &str) = ("2025-01-01", "2025-12-31");

#[test]
fn a_copy_of_a_statement_or_a_row_counts_once() {
    let row = ("begeleider", YEAR.0, YEAR.1, 0.3);
    assert_eq!(days_and_size(&[statement("W", &[row])]), (365, 300));
    assert_eq!(days_and_size(&[statement("W", &[row, row])]), (365, 300));
    assert_eq!(days_and_size(&[statement("W B.V.", &[row]), statement("w", &[row])]), (365, 300));
    assert_eq!(days_and_size(&[statement("Wérk", &[row]), statement("werk nv", &[("Coach", row.1, row.2, row.3)])]), (365, 300));
    assert_eq!(days_and_size(&[statement("W", &[row]), statement("V", &[row])]), (365, 600));
    assert_eq!(days_and_size(&[statement("-", &[row]), statement("?", &[row])]), (365, 600), "no name is no sameness");
}

#[test]
fn employers_of_one_number_are_one() {
    let row = ("begeleider", YEAR.0, YEAR.1, 0.3);
    let numbered = |naam: &str, nummer: &str| {
        let mut one = statement(naam, &[row]);
        one["werkgever"]["kvk_nummer"] = json!(nummer);
        one
    };
    assert_eq!(days_and_size(&[numbered("A", "12345678"), numbered("B", "12345678")]), (365, 300));
    assert_eq!(days_and_size(&[numbered("A", "12345678"), numbered("B", "12345679")]), (365, 600));
    assert_eq!(days_and_size(&[numbered("A", "1"), numbered("B", "2"), numbered("A", "2")]), (365, 300), "also by way of a third");
}

#[test]
fn of_the_same_function_the_largest_counts_and_others_add_up() {
    let of = |rows: &[(&str, &str, &str, f64)]| days_and_size(&[statement("W", rows)]);
    assert_eq!(of(&[("begeleider", YEAR.0, YEAR.1, 0.3), ("Begeleider 2", "2025-06-01", "2026-01-31", 0.4)]), (396, 400));
    assert_eq!(of(&[("begeleider", YEAR.0, YEAR.1, 0.3), ("coach", "2025-06-01", "2026-01-31", 0.4)]), (396, 700));
}

#[test]
fn an_interruption_holds_for_every_statement_of_the_employer() {
    let row = ("begeleider", YEAR.0, YEAR.1, 0.5);
    let mut interrupted = statement("W", &[row]);
    interrupted["onderbrekingen"] = json!([{ "van": "2025-03-01", "tot": "2025-03-31", "soort": "anders", "telt_mee": false }]);
    assert_eq!(days_and_size(&[interrupted.clone(), statement("W BV", &[row])]), (365 - 31, 500));
    assert_eq!(days_and_size(&[interrupted, statement("V", &[row])]), (365, 1000));
}

#[test]
fn a_past_employer_without_end_has_none() {
    let mut past = statement("W", &[("begeleider", "2025-01-01", "2025-01-31", 0.5), ("begeleider", "2025-02-01", "", 0.5)]);
    past["momenteel_werkzaam"] = json!(false);
    assert_eq!(days_and_size(&[past.clone()]), (31, 500));
    past["momenteel_werkzaam"] = json!(true);
    assert_eq!(days_and_size(&[past]), (31 + 485, 500));
}

fn signed(datum: &str, van: &str, tot: &str) -> Vec<Value> {
    let mut one = statement("W", &[("begeleider", van, tot, 0.5)]);
    one["ondertekening"] = json!({ "datum": datum });
    vec![one]
}

#[test]
fn a_signature_declares_what_was_and_ninety_two_days() {
    let days = |datum: &str, tot: &str| {
        let found = of(&signed(datum, "2025-01-01", tot));
        (found.gewerkte_dagen, found.opgegeven_dagen)
    };
    // Up to and including 31 May 2026: 516 days.
    assert_eq!(days("2026-02-28", ""), (516, 516));
    assert_eq!(days("2026-02-27", ""), (515, 516));
    assert_eq!(days("2026-02-27", "2026-06-01"), (515, 516));
    assert_eq!(days("2024-12-31", ""), (92, 516));
    assert_eq!(days("2024-10-01", ""), (1, 516));
    assert_eq!(days("2024-09-30", ""), (0, 516));
    // A row that had ended: nothing after the signature.
    assert_eq!(days("2025-12-31", "2025-12-31"), (365, 365));
    assert_eq!(days("2025-12-30", "2025-12-31"), (364, 365));
    assert_eq!(days("2024-12-31", "2025-12-31"), (0, 365));
}

#[test]
fn in_the_function_on_the_day_as_far_as_it_is_declared() {
    let both = |datum: &str, tot: &str| {
        let dossier = dossier(&signed(datum, "2025-01-01", tot));
        [Bron::Opgegeven, Bron::Verklaard].map(|bron| is_werkzaam(&dossier, &Eisen::ingebouwd(), bron) == Some(true))
    };
    assert_eq!(both("2026-03-01", ""), [true, true]);
    assert_eq!(both("2026-02-28", ""), [true, false]);
    assert_eq!(both("2026-02-28", "2026-12-31"), [true, false]);
    assert_eq!(both("2026-06-01", "2026-05-31"), [false, false]);
}

#[test]
fn a_signature_is_not_stretched_by_a_copy_of_the_row() {
    let mut early = signed("2025-06-30", "2025-01-01", "");
    early.extend(signed("2026-06-01", "2025-01-01", ""));
    let stated = computed(&dossier(&early), &Eisen::ingebouwd(), Bron::Opgegeven).expect("a calculation");
    assert_eq!((of(&early).gewerkte_dagen, stated.gewerkte_dagen), (516, 516), "the later one declares it all");
}
