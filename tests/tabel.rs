//! A table of people to a form for each, filled in, and back to a dossier for each.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dossierpers::tabel::{self, Gebrek, Gelezen, Tabel};
use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr};
use crate::fixture::{REGELING, read};
use crate::sheet::Sheet;

const SOORT: &str = "werkverklaring";

fn lees(csv: &str) -> Gelezen {
    tabel::lees(&Tabel::lees(csv.as_bytes()).expect("a table"), SOORT, None, &REGELING)
}

fn told(gelezen: &Gelezen) -> Vec<String> {
    let line = |gebrek: &Gebrek| {
        let (rij, kolom) = (gebrek.rij.map_or("-".to_owned(), |rij| rij.to_string()), gebrek.kolom.as_deref().unwrap_or("-"));
        format!("{rij} {kolom}: {} {}", gebrek.melding, gebrek.hulp)
    };
    gelezen.gebreken.iter().map(line).collect()
}

#[test]
fn a_spreadsheet_and_its_text_say_the_same() {
    let expected = json!([
        { "naam": "Noor van den Oever", "rij": { "functie": "klantmanager werk", "datum_van": "2021-03-01", "fte": 0.889, "uren_per_week": 32 } },
        { "naam": "Piet Bedacht", "rij": { "functie": "re-integratiebegeleider", "datum_van": "2022-03-14", "fte": 0.5, "uren_per_week": 18 } },
        { "naam": "Zoë Fictief", "rij": { "functie": "klantmanager", "datum_van": "2019-09-01", "fte": 1, "uren_per_week": 36 } },
    ]);
    let text = "Naam;Functie;In dienst;FTE;Uren per week;Personeelsnummer;Opmerking\r\n\
                Noor van den Oever;klantmanager werk;1-3-2021;0,889;32;1001;\r\n\
                Piet Bedacht;\"re-integratiebegeleider\";14 maart 2022;0,5;18 uur;1002;x\r\n;;;;;;\r\n\
                Zoë Fictief;klantmanager;2019-09-01;1;36;1003;\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let marked = format!("\u{feff}{text}");
    let comma = text.replace("0,889", "\"0,889\"").replace("0,5", "\"0,5\"").replace(';', ",");
    let (tab, said) = (text.replace(';', "\t"), format!("sep=;\r\n{text}"));
    let files: [&[u8]; 8] = [
        include_bytes!("../fixtures/tabel/medewerkers.xlsx"),
        text.as_bytes(),
        &utf16,
        &windows,
        marked.as_bytes(),
        comma.as_bytes(),
        tab.as_bytes(),
        said.as_bytes(),
    ];
    for (place, bytes) in files.into_iter().enumerate() {
        let gelezen = tabel::lees(&Tabel::lees(bytes).expect("a table"), SOORT, None, &REGELING);
        let rows =
            gelezen.rijen.iter().map(|row| json!({ "naam": row.naam, "rij": row.dossier["werkverklaringen"][0]["dienstverbanden"][0] }));
        assert_eq!(rows.collect::<Value>(), expected, "file {place}: {:?}", told(&gelezen));
        let told = told(&gelezen);
        assert!(
            told.len() == 2 && told[0].starts_with("- Personeelsnummer: De kolom wordt niet begrepen en is niet gebruikt."),
            "{told:?}"
        );
        for row in &gelezen.rijen {
            let read = read(row.dossier.to_string().as_bytes());
            assert!(read.findings.iter().all(|finding| !finding.path.contains("dienstverbanden")), "{:?}", read.findings);
        }
    }
}

#[test]
fn what_is_not_understood_is_named_with_row_and_column() {
    let gelezen = lees(
        "Naam,Functie,Plaats,functie,in dienst\nNoor Verzonnen,coach,x,y,14-03-22\n,coach,,,\nNoor Verzonnen,coach,,,1-1-2020\nPiet Bedacht,coach,,,1-1-2020\n",
    );
    let told = told(&gelezen);
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(
        told[0].starts_with("- Plaats: De kolom kan meer dan één veld zijn en is niet gebruikt. Noem de kolom \"werkgever plaats\" of"),
        "{told:#?}"
    );
    assert!(told[1].starts_with("- functie: De kolom staat er twee keer in."), "{told:#?}");
    assert!(told[2].starts_with("2 in dienst: De waarde heeft een jaar dat niet met vier cijfers is geschreven."), "{told:#?}");
    assert!(told[3].starts_with("3 -: Op deze rij staat geen naam."), "{told:#?}");
    assert!(told[4].starts_with("4 -: Deze rij is van dezelfde persoon als rij 2."), "{told:#?}");
    assert!(told.iter().all(|line| !line.contains("Noor") && !line.contains("14-03-22")), "a value is repeated: {told:#?}");
    assert_eq!(gelezen.rijen.iter().map(|row| row.rij).collect::<Vec<_>>(), [2, 5]);
    // With a number that tells them apart they are two.
    let two = lees("Voornaam of voorletters;Achternaam;Registratienummer\nNoor;Verzonnen;R1\nNoor;Verzonnen;R2\n");
    assert_eq!((told_of(&two), two.rijen.len()), (vec![], 2));
    for (bytes, what) in
        [(&b"PK\x03\x04stuk"[..], "geen werkmap"), (b"\xd0\xcf\x11\xe0oud", "wachtwoord"), (b"Naam;\x81\xfe\n", "geen tekst")]
    {
        assert!(Tabel::lees(bytes).is_err_and(|gebrek| gebrek.melding.contains(what)), "{what}");
    }
    assert!(told_of(&lees("a;b\n1;2\n")).last().is_some_and(|line| line.contains("Geen kolom van de tabel wordt begrepen.")));
    assert!(told_of(&lees("\n\n")).last().is_some_and(|line| line.contains("De tabel is leeg.")));
}

/// What goes wrong in silence elsewhere: an open quotation mark, a comma too many, the header once more, no header, no rows.
#[test]
fn a_row_that_is_no_row_is_refused() {
    let open = Tabel::lees("Naam;Adres\nJan Wit;\"Dorpsstraat 1\nPiet Pot;Laan 2\n".as_bytes());
    assert!(open.is_err_and(|gebrek| gebrek.rij == Some(2) && gebrek.melding.contains("aanhalingsteken dat niet wordt gesloten")));
    let surplus = lees("Naam,Uren per week\nNoor Verzonnen,36,5\nNaam,Uren per week\nPiet Bedacht,24\n");
    assert_eq!(surplus.rijen.iter().map(|row| row.rij).collect::<Vec<_>>(), [4], "{:?}", told(&surplus));
    assert!(told(&surplus)[0].starts_with("2 -: Deze rij heeft meer cellen") && told(&surplus)[1].starts_with("3 -: Deze rij herhaalt"));
    let headless = lees("Noor Verzonnen;coach\nPiet Bedacht;coach\n");
    assert!(headless.rijen.is_empty() && headless.gebreken.len() == 1 && !told(&headless)[0].contains("Noor"), "{:?}", told(&headless));
    assert!(told(&lees("Naam;Functie\n"))[0].starts_with("- -: De tabel heeft geen rijen."));
}

/// A number or a day of birth beside the name tells namesakes apart, and the base is about nobody.
#[test]
fn a_row_is_of_whom_it_says_whatever_the_base_says() {
    let two = lees("Naam;Geboortedatum\nNoor Verzonnen;1-1-1980\nNoor Verzonnen;2-2-1990\n");
    assert_eq!((told(&two), two.rijen.iter().map(|row| row.naam.as_str()).collect::<Vec<_>>()), (vec![], vec!["Noor Verzonnen"; 2]));
    let base = json!({
        "kandidaat": { "voornaam_voorletters": "Piet", "achternaam": "Bedacht", "email": "piet@example.nl" },
        "werkverklaringen": [{ "werkgever": { "naam": "Gemeente Verzonnenstad" }, "werknemer": { "naam": "Piet Bedacht" },
            "dienstverbanden": [{ "functie": "coach", "datum_van": "2020-01-01", "fte": 1 }, { "functie": "chef", "datum_van": "2022-01-01", "fte": 1 }] }],
    });
    let table = Tabel::lees("Naam;Functie\nNoor Verzonnen;klantmanager\n".as_bytes()).expect("a table");
    let one = tabel::lees(&table, SOORT, Some(&read(base.to_string().as_bytes())), &REGELING);
    let dossier = &one.rijen[0].dossier;
    assert_eq!(one.rijen[0].naam, "Noor Verzonnen");
    assert!(!dossier.to_string().contains("Piet") && !dossier.to_string().contains("piet@"), "{dossier}");
    assert_eq!(dossier["werkverklaringen"][0]["dienstverbanden"], json!([{ "functie": "klantmanager" }]));
    assert_eq!(dossier["werkverklaringen"][0]["werkgever"]["naam"], "Gemeente Verzonnenstad");
}

fn told_of(gelezen: &Gelezen) -> Vec<String> {
    told(gelezen)
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    found.sort();
    found
}

/// A department of two hundred: to forms, filled in, and back, one command each way.
#[test]
fn two_hundred_employees_come_back_as_two_hundred_dossiers() {
    const PEOPLE: usize = 200;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    // Names that no rule for initials or slips of the pen takes for one another's.
    let naam = |place: usize| format!("{} Verzonnen{:03}", ["Noor", "Piet", "Zoë", "Anna-Marië"][place % 4], place);
    let mut table = "Naam;Functie;In dienst;FTE\n".to_owned();
    for place in 0..PEOPLE {
        writeln!(table, "{};klantmanager;1-{}-2020;0,{}", naam(place), place % 12 + 1, place % 9 + 1).expect("a string");
    }
    fs::write(at("medewerkers.csv"), table).expect("written");
    let base = json!({ "werkverklaringen": [{ "werkgever": { "naam": "Gemeente Verzonnenstad (fictief)", "plaats": "Verzonnenstad" } }] });
    fs::write(at("werkgever.json"), base.to_string()).expect("written");
    let made = dossierpers(&[
        "render",
        &at("werkgever.json"),
        "--table",
        &at("medewerkers.csv"),
        "--fillable",
        "--only",
        SOORT,
        "--out",
        &at("formulieren"),
    ]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(stderr(&made).contains("200 formulieren uit 200 rijen."), "{}", stderr(&made));
    let forms = pdfs(&folder.path().join("formulieren"));
    assert_eq!(forms.len(), PEOPLE);
    for (place, path) in forms.iter().enumerate() {
        let sheet = Sheet::of(&fs::read(path).expect("a form"))
            .type_in("werkverklaringen.0.dienstverbanden.0.uren_per_week", &format!("{}", place % 40 + 1))
            .type_in("werkverklaringen.0.contact_verificatie.naam", "Personeelszaken (fictief)");
        fs::write(path, sheet.save()).expect("written");
    }
    let back = dossierpers(&["import", &at("formulieren"), "--each", &at("dossiers")]);
    assert_eq!(back.status.code(), Some(0), "{}", stderr(&back));
    assert!(stderr(&back).contains("200 dossiers uit 200 formulieren."), "{}", stderr(&back));
    let mut seen = 0;
    for place in 0..PEOPLE {
        let file = folder.path().join("dossiers").join(format!("{}.json", dossierpers::documents::clean_name(&naam(place).to_lowercase())));
        let dossier: Value = serde_json::from_slice(&fs::read(&file).expect("a dossier")).expect("JSON");
        let verklaring = &dossier["werkverklaringen"][0];
        assert_eq!(verklaring["werknemer"]["naam"], naam(place));
        assert_eq!(verklaring["werkgever"], base["werkverklaringen"][0]["werkgever"]);
        let row = &verklaring["dienstverbanden"][0];
        assert_eq!(row["functie"], "klantmanager");
        assert_eq!(row["datum_van"], format!("2020-{:02}-01", place % 12 + 1));
        assert_eq!(row["fte"].to_string(), format!("0.{}", place % 9 + 1));
        assert!(row["uren_per_week"].as_u64().is_some() && verklaring["contact_verificatie"]["naam"] == "Personeelszaken (fictief)");
        seen += 1;
    }
    assert_eq!((seen, fs::read_dir(folder.path().join("dossiers")).expect("a folder").count()), (PEOPLE, PEOPLE));
}

/// Only the candidate is known: the form for an employer, or for three, is one command, and comes back as a new statement each.
#[test]
fn the_form_for_an_employer_needs_nothing_but_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let known = json!({ "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" } });
    fs::write(at("dossier.json"), known.to_string()).expect("written");
    let forms = |out: &str, more: &[&str]| {
        let made = dossierpers(&[&["render", &at("dossier.json"), "--fillable", "--only", SOORT, "--out", &at(out)], more].concat());
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        pdfs(&folder.path().join(out))
    };
    let one = forms("een", &[]);
    assert_eq!(one.len(), 1);
    let three = forms("drie", &["--copies", "3"]);
    assert_eq!(three.len(), 3);
    for (place, path) in three.iter().enumerate().take(2) {
        let mut sheet = Sheet::of(&fs::read(path).expect("a form"));
        assert!(sheet.field("werkverklaringen.0.werknemer.naam").get(b"V").is_ok(), "the name stands on it");
        sheet = sheet
            .type_in("werkverklaringen.0.werkgever.naam", ["Gemeente Verzonnenstad", "Stichting Elders"][place])
            .type_in("werkverklaringen.0.dienstverbanden.0.functie", "klantmanager")
            .type_in("werkverklaringen.0.dienstverbanden.0.datum_van", ["1-1-2020", "1-1-2023"][place])
            .type_in("werkverklaringen.0.dienstverbanden.0.fte", "1");
        fs::write(path, sheet.save()).expect("written");
    }
    let read = dossierpers(&["import", &at("drie"), "--into", &at("dossier.json")]);
    assert_eq!(read.status.code(), Some(0), "{}", stderr(&read));
    let dossier: Value = serde_json::from_slice(&fs::read(at("dossier.json")).expect("a file")).expect("JSON");
    let names: Vec<_> =
        dossier["werkverklaringen"].as_array().expect("a list").iter().map(|one| one["werkgever"]["naam"].clone()).collect();
    assert_eq!(names, ["Gemeente Verzonnenstad", "Stichting Elders"], "{}", stderr(&read));
    // A kind that there is one of, and a table without --fillable, are refused with the reason.
    fs::write(at("t.csv"), "Naam\nNoor Verzonnen\n").expect("written");
    let whole = dossierpers(&["render", "--table", &at("t.csv"), "--fillable", "--only", "ervaringsverklaring", "--out", &at("x")]);
    assert!(
        whole.status.code() == Some(1) && stderr(&whole).contains("Noem met --only een document waarvan er meer zijn: werkverklaring"),
        "{}",
        stderr(&whole)
    );
}
