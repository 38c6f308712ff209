//! Names of many countries and ways of writing, each beside the candidate that it is, may be, or is not.

use serde_json::json;

use super::vergelijking::{Gelijkenis, compare, has_surname};
use crate::regelingen::hobeon_rib::model::Kandidaat;

/// A candidate: given names, particle, surname.
type Naam = (&'static str, &'static str, &'static str);

fn kandidaat((voornaam, tussenvoegsel, achternaam): Naam) -> Kandidaat {
    let tussenvoegsel = (!tussenvoegsel.is_empty()).then_some(tussenvoegsel);
    let named = json!({ "voornaam_voorletters": voornaam, "tussenvoegsel": tussenvoegsel, "achternaam": achternaam });
    serde_json::from_value(named).expect("a candidate")
}

const NOOR: Naam = ("Noor", "van den", "Oever");
const DUBBEL: Naam = ("Noor", "", "Oever-Jansen");
const LETTERS: Naam = ("N.A.", "van den", "Oever");

/// The candidate, written in full.
#[rustfmt::skip]
const ZELFDE: &[(Naam, &[&str])] = &[
    (NOOR, &[
        "Noor van den Oever", "noor  VAN DEN oever", "NOOR VAN DEN OEVER", "Oever, Noor van den", "Van den Oever Noor", "Oever Noor van den",
        "Van den Oever, Noor", "Noor v.d. Oever", "Noor vd Oever", "Noor v d Oever", "Noor vanden Oever", "Noor Vandenoever", "Noor vandenOever",
        "NoorvandenOever", "drs. Noor van den Oever", "mevr. drs. Noor van den Oever MSc", "Mw. Noor van den Oever", "mr. ing. Noor van den Oever, BA",
        "Noor van den Oever (kandidaat)", "Ondergetekende, Noor van den Oever", "Nóór van den Oever", "N\u{43e}\u{43e}r van den \u{41e}\u{435}v\u{435}r",
        "Noor\u{200b} van den Oe\u{200b}ver", "Noor\u{a0}van\u{a0}den\u{a0}Oever", "N o o r van den O e v e r", "N00r van den Oever",
        "ik", "Ikzelf", "ondergetekende", "De kandidaat", "zelf", "mijzelf", "Ik, ondergetekende", "Noor A. van den Oever", "Noor van den Oever, manager",
        "Ｎｏｏｒ van den Oever", "noor van-den oever", "de heer Noor van den Oever",
    ]),
    (DUBBEL, &["Noor Oever-Jansen", "Noor Jansen-Oever", "Noor Oever Jansen", "Oever - Jansen, Noor"]),
    (("Wei", "", "Ma"), &["Wei Ma", "Ma Wei", "Ma, Wei"]),
    (("José", "", "García López"), &["Jose Garcia Lopez", "García López, José"]),
    (("Hoa", "", "Nguyễn"), &["Nguyen Hoa", "Hoa Nguyễn"]),
    (("Fatima", "el", "Amrani"), &["Fatima El Amrani", "Fatima Elamrani", "El Amrani, Fatima", "Amrani, Fatima el"]),
    (("Ahmed", "", "bin Ali"), &["Ahmed bin Ali", "Bin Ali Ahmed"]),
    (("Seán", "", "O'Brien"), &["Sean O’Brien", "Sean OBrien", "Seán O Brien"]),
    (("Jan-Willem", "de", "Vries"), &["Jan Willem de Vries", "Janwillem de Vries", "de Vries, Jan-Willem"]),
    (("Иван", "", "Петров"), &["Ivan Petrov", "Петров Иван"]),
    (("Ayşe", "", "Yıldız"), &["Ayse Yildiz", "AYŞE YILDIZ"]),
    (("Łukasz", "", "Wójcik"), &["Lukasz Wojcik"]),
    (("Jan", "in 't", "Veld"), &["Jan in ’t Veld", "Jan in t Veld", "Veld, Jan in 't"]),
    (LETTERS, &["N.A. van den Oever", "N A van den Oever", "Oever, N.A. van den"]),
    (("Noor (Eleonora)", "", "Bakker"), &["Noor Bakker"]),
];

/// Perhaps the candidate.
#[rustfmt::skip]
const MOGELIJK: &[(Naam, &[&str])] = &[
    (NOOR, &[
        "N. van den Oever", "N van den Oever", "N. v.d. Oever", "Oever, N. van den", "van den Oever N.", "Nora van den Oever", "Noor Oever", "van den Oever",
        "Mevrouw van den Oever", "Noor van der Oever", "N.A. van den Oever", "Noor van den Oever-Jansen", "Noor Jansen-van den Oever",
        "Noor Jansen geb. van den Oever", "Noor van den Oever en P. Baas", "P. Baas / Noor van den Oever", "Noor Anna van den Oever", "drs. N. Oever",
        "N. van den Oever, teamleider",
    ]),
    (DUBBEL, &["Noor Jansen", "Noor Oever", "N. Oever-Jansen", "N. Jansen"]),
    (("N.", "van den", "Oever"), &["N. van den Oever", "Noor van den Oever"]),
    (LETTERS, &["Noor van den Oever", "N. van den Oever", "NA van den Oever"]),
    (("José", "", "García López"), &["José García", "J. López"]),
    (("Theo", "de", "Vries"), &["Th. de Vries", "T. de Vries"]),
    (("Johannes", "", "Schröder"), &["Joh. Schröder", "Johannes Schroeder"]),
    (("Jan", "van", "Dijk"), &["Jan van Dyk"]),
    (("Mohammed", "", "Yilmaz"), &["Mohamed Yilmaz", "M. Yılmaz"]),
];

/// Somebody else.
#[rustfmt::skip]
const ANDER: &[(Naam, &[&str])] = &[
    (NOOR, &[
        "P. van den Oever", "Pieter van den Oever", "Noor Verzonnen", "N. Verzonnen", "Noor van den Berg", "N. van den Oeverman", "Van den Berg Noor",
        "Sam Voorbeeld", "dhr. S. Voorbeeld", "mr. P. Oevers", "Oeverloos Noor", "P. Baas, leidinggevende van Noor van den Oever",
        "P. Baas (leidinggevende van Noor van den Oever)", "S. Voorbeeld namens Noor van den Oever", "Ikram Zelfs", "De Heer", "Kandidaat Verzonnen",
        "Noor", "N.", "van den", "-", "", "Zelf Verzonnen", "Oscar van den Bever", "Eva Noor", "Ikea Zelfstra", "Bo de Heer", "prof. dr. Q. Stroom",
    ]),
    (DUBBEL, &["Piet Jansen", "P. Oever-Jansen", "Noor Jans", "Noor Over", "K. Oever"]),
    (("Wei", "", "Ma"), &["Jack Ma", "Wei Li", "Noor Bakker MA", "W. Maas"]),
    (("Vera", "", "Ng"), &["N.G. de Vries", "Peter Ng", "Vera Nguyen"]),
    (("Noor", "", "Thomas"), &["Thomas Nijhof", "Thomas Bakker", "Piet Thomas"]),
    (("José", "", "García López"), &["María García López", "Pedro López"]),
    (("Hoa", "", "Nguyễn"), &["Minh Nguyen", "Nguyen Van Linh", "Lan Nguyễn"]),
    (("Fatima", "el", "Amrani"), &["Khadija el Amrani", "Fatima El Idrissi", "Amran Fatih"]),
    (("Ahmed", "", "bin Ali"), &["Omar bin Ali", "Ali bin Omar"]),
    (("Jan", "de", "Vries"), &["Piet de Vries", "Jan de Boer", "K. de Vries", "Jan Friesland"]),
    (("Иван", "", "Петров"), &["Олег Петров", "Ivan Sidorov"]),
    (("Ayşe", "", "Yılmaz"), &["Mehmet Yılmaz", "Ayşe Kaya"]),
    (("Al", "", "Bundy"), &["Peggy Bundy", "Al Borland"]),
    (("Ravi", "", "Singh"), &["Harjit Singh", "Ravi Kumar"]),
    (("Dewi", "", "Putri"), &["Siti Putri", "Dewi Lestari"]),
    (("Kwame", "", "Mensah"), &["Ama Mensah", "Kwame Owusu"]),
    (("Lars", "", "Ødegård"), &["Nils Ødegård", "Lars Lund"]),
];

fn all(wanted: Gelijkenis, table: &[(Naam, &[&str])]) -> usize {
    let cases: Vec<_> = table.iter().flat_map(|(own, names)| names.iter().map(|naam| (*own, *naam))).collect();
    let wrong: Vec<_> =
        cases.iter().map(|(own, naam)| (own, naam, compare(naam, &kandidaat(*own)))).filter(|(.., found)| *found != wanted).collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), cases.len());
    cases.len()
}

#[test]
fn knows_the_candidate_in_every_way_of_writing() {
    assert!(all(Gelijkenis::Zelfde, ZELFDE) >= 60);
}

#[test]
fn is_not_certain_of_a_surname_with_an_initial() {
    assert!(all(Gelijkenis::Mogelijk, MOGELIJK) >= 30);
}

#[test]
fn takes_nobody_else_for_the_candidate() {
    assert!(all(Gelijkenis::Ander, ANDER) >= 60);
}

#[test]
fn finds_a_surname_in_a_name() {
    for naam in ["E. van den Oever", "E. v.d. Oever", "OEVER", "E. Jansen-van den Oever"] {
        assert!(has_surname(naam, &kandidaat(NOOR)), "{naam}");
    }
    assert!(has_surname("E. Jansen", &kandidaat(DUBBEL)));
    assert!(!has_surname("Sam Verzonnen", &kandidaat(NOOR)));
}
