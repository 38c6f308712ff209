//! The folder that documents go to: of whom it is, what in it is signed under another name, and what is cleared away.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr};
use crate::fixture::LEIDRAAD;
use crate::stukken::signed;

const STATEMENT: &str = "B1_werkverklaring_gemeente-verzonnen.pdf";

/// A dossier as a file, and a folder for its documents.
struct Place {
    folder: tempfile::TempDir,
    dossier: Value,
}

impl Place {
    fn new(dossier: Value) -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), dossier }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join("uit").join(name)
    }

    fn render(&self, more: &[&str]) -> Output {
        let path = self.folder.path().join("dossier.json");
        fs::write(&path, self.dossier.to_string()).expect("written");
        let out = self.folder.path().join("uit");
        dossierpers(&[&["render", path.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")][..], more].concat())
    }

    /// The run went well; what it said.
    fn rendered(&self, more: &[&str]) -> String {
        let output = self.render(more);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    }

    /// The PDFs that are there.
    fn pdfs(&self) -> BTreeSet<String> {
        let names = fs::read_dir(self.at("")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        names.map(|name| name.into_string().expect("UTF-8")).filter(|name| name != "manifest.json").collect()
    }
}

/// Somebody, one job and two activities.
fn small() -> Value {
    let activity = |titel: &str, datum: &str| json!({ "soort": "cursus", "titel": titel, "datum_van": datum, "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": 60 });
    json!({
        "regeling": "hobeon-rib",
        "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Voorbeeld" },
        "werkverklaringen": [{
            "werkgever": { "naam": "Gemeente Verzonnen" },
            "dienstverbanden": [{ "functie": "klantmanager", "datum_van": "2020-01-01", "fte": 0.8 }],
            "ondertekening": { "naam": "R. Bedacht" },
        }],
        "activiteiten": [activity("Ziektewet", "2025-03-14"), activity("Wajong", "2025-04-01")],
    })
}

fn files(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn what_is_signed_under_another_name_is_not_made_once_more() {
    for with_manifest in [true, false] {
        let mut place = Place::new(small());
        place.rendered(&[]);
        let bytes = signed(&fs::read(place.at(STATEMENT)).expect("made"), "handtekening_leidinggevende");
        fs::remove_file(place.at(STATEMENT)).expect("removed");
        fs::write(place.at("werkverklaring Voorbeeld (getekend).pdf"), &bytes).expect("written");
        if !with_manifest {
            fs::remove_file(place.at("manifest.json")).expect("removed");
        }
        for _ in 0..2 {
            let said = place.rendered(&["--prune"]);
            assert!(
                said.contains(&format!("{STATEMENT} is al ondertekend als ")) && said.contains(" 0 bestanden geschreven, 4 ongewijzigd"),
                "{said}"
            );
            assert!(!place.at(STATEMENT).exists());
        }
        // An employer before it changes nothing about it; what the statement says does.
        let mut first = place.dossier["werkverklaringen"][0].clone();
        first["werkgever"]["naam"] = json!("Bureau Bedacht");
        place.dossier["werkverklaringen"].as_array_mut().expect("a list").insert(0, first);
        let said = place.rendered(&[]);
        assert!(said.contains("is al ondertekend als ") && said.contains(" 1 bestand geschreven"), "{said}");
        place.dossier["werkverklaringen"][1]["dienstverbanden"][0]["fte"] = json!(0.7);
        let said = place.rendered(&["--prune"]);
        assert!(said.contains("(getekend).pdf is ondertekend, maar het dossier is daarna veranderd. Laat B1_"), "{said}");
        assert!(place.at(STATEMENT).exists() && fs::read(place.at("werkverklaring Voorbeeld (getekend).pdf")).expect("a file") == bytes);
    }
}

#[test]
fn clears_away_only_what_is_ours_unchanged_and_no_longer_wanted() {
    let mut place = Place::new(small());
    place.rendered(&[]);
    let all = place.pdfs();
    assert_eq!(all, files(&["B3_overzicht-vakontwikkeling.pdf", STATEMENT, "B4_2025-03-14_ziektewet.pdf", "B4_2025-04-01_wajong.pdf"]));
    let bytes = |name: &str| fs::read(place.at(name)).expect("made");
    let (wajong, statement) = (bytes("B4_2025-04-01_wajong.pdf"), bytes(STATEMENT));
    // Theirs: a copy of what is still wanted, an edited one, one of another program.
    fs::write(place.at("kopie.pdf"), &statement).expect("written");
    fs::write(place.at("aangepast.pdf"), [&wajong[..], b"% opmerking\n"].concat()).expect("written");
    fs::write(place.at("bewijs.pdf"), b"%PDF-1.4 van een ander\n").expect("written");
    place.dossier["activiteiten"].as_array_mut().expect("a list").pop();
    let told = place.rendered(&[]);
    assert!(
        told.contains("wajong.pdf hoort niet meer bij dit dossier. Met --prune") && place.at("B4_2025-04-01_wajong.pdf").exists(),
        "{told}"
    );
    // Another kind is at hand.
    let other = place.rendered(&["--only", "werkverklaring", "--prune"]);
    assert!(!other.contains("verwijderd") && place.at("B4_2025-04-01_wajong.pdf").exists(), "{other}");
    let pruned = place.rendered(&["--prune"]);
    assert!(pruned.matches("verwijderd: ").count() == 1 && pruned.contains("wajong.pdf hoort niet meer bij dit dossier."), "{pruned}");
    let left =
        files(&["B3_overzicht-vakontwikkeling.pdf", STATEMENT, "B4_2025-03-14_ziektewet.pdf", "kopie.pdf", "aangepast.pdf", "bewijs.pdf"]);
    assert_eq!(place.pdfs(), left);
    // Without a manifest it is known by its data and its name; the last of a kind goes too.
    fs::write(place.at("B4_2025-04-01_wajong.pdf"), &wajong).expect("written");
    fs::remove_file(place.at("manifest.json")).expect("removed");
    assert!(place.rendered(&["--prune"]).contains("B4_2025-04-01_wajong.pdf hoort niet meer"));
    assert_eq!(place.pdfs(), left);
    place.dossier.as_object_mut().expect("an object").remove("activiteiten");
    assert_eq!(place.rendered(&["--prune"]).matches("verwijderd: ").count(), 2);
    assert_eq!(place.pdfs(), files(&[STATEMENT, "kopie.pdf", "aangepast.pdf", "bewijs.pdf"]));
}

#[test]
fn what_was_signed_or_changed_stays_and_so_does_a_kind_that_was_refused() {
    let mut place = Place::new(small());
    place.rendered(&[]);
    let edited = place.at("B4_2025-04-01_wajong.pdf");
    fs::write(&edited, [&fs::read(&edited).expect("made")[..], b"% opmerking\n"].concat()).expect("written");
    place.dossier["activiteiten"][1]["titel"] = json!("Participatiewet");
    let said = place.rendered(&["--prune"]);
    assert!(said.contains("wajong.pdf hoort niet meer bij dit dossier, maar is ondertekend of aangepast") && edited.exists(), "{said}");
    // The new title is refused for its time: the old document may still be the one.
    place.dossier["activiteiten"][1]["titel"] = json!("Wet werk");
    place.dossier["activiteiten"][1]["tijd_aanwezigheid_min"] = json!(-1);
    let refused = place.render(&["--prune"]);
    assert_eq!(refused.status.code(), Some(1), "{}", stderr(&refused));
    assert!(!stderr(&refused).contains("verwijderd") && place.at("B4_2025-04-01_participatiewet.pdf").exists(), "{}", stderr(&refused));
    place.dossier["activiteiten"][1]["tijd_aanwezigheid_min"] = json!(60);
    assert!(place.rendered(&["--prune"]).contains("verwijderd: ") && !place.at("B4_2025-04-01_participatiewet.pdf").exists());
}

/// A copy under a name of somebody's own, and a document that the dossier names as evidence, are somebody's.
#[test]
fn what_somebody_named_is_not_cleared_away() {
    let mut place = Place::new(small());
    place.rendered(&[]);
    let [first, second] = ["B4_2025-03-14_ziektewet.pdf", "B4_2025-04-01_wajong.pdf"];
    fs::copy(place.at(first), place.at("mijn kopie.pdf")).expect("copied");
    place.dossier["activiteiten"].as_array_mut().expect("a list").remove(0);
    place.dossier["activiteiten"][0]["bewijs"] = json!([{ "bestand": format!("uit/{first}") }]);
    place.rendered(&["--prune"]);
    assert!(place.at(first).exists() && place.at(second).exists() && place.at("mijn kopie.pdf").exists(), "{:?}", place.pdfs());
    place.dossier["activiteiten"][0].as_object_mut().expect("an activity").remove("bewijs");
    place.rendered(&["--prune"]);
    assert!(!place.at(first).exists() && place.at("mijn kopie.pdf").exists(), "{:?}", place.pdfs());
}

#[test]
fn documents_of_somebody_else_are_not_mixed_in() {
    for manner in [&[][..], &["--no-embed"]] {
        let mut place = Place::new(small());
        place.rendered(manner);
        let before = place.pdfs();
        place.dossier["kandidaat"]["achternaam"] = json!("Verzonnen");
        let refused = place.render(manner);
        let said = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("in deze map staan documenten van een andere kandidaat; er is niets geschreven."), "{said}");
        assert!(!said.contains("Voorbeeld") && !said.contains("Verzonnen") && place.pdfs() == before, "{said}");
        place.dossier["activiteiten"].as_array_mut().expect("a list").pop();
        let forced = place.rendered(&[manner, &["--force", "--prune"]].concat());
        assert!(!forced.contains("verwijderd") && place.pdfs() == before, "{forced}");
    }
}

#[test]
fn a_name_can_be_corrected_and_a_namesake_is_somebody_else() {
    let mut place = Place::new(small());
    place.dossier["kandidaat"]["achternaam"] = json!("Vorbeeld");
    place.rendered(&[]);
    place.dossier["kandidaat"]["achternaam"] = json!("Voorbeeld");
    place.dossier["kandidaat"]["geboortedatum"] = json!("1980-02-01");
    place.rendered(&[]);
    // Another name, and the same day.
    place.dossier["kandidaat"]["achternaam"] = json!("Van Verzonnen");
    place.rendered(&[]);
    place.dossier["kandidaat"]["geboortedatum"] = json!("1981-02-01");
    assert_eq!(place.render(&[]).status.code(), Some(2));

    let mut place = Place::new(serde_json::from_slice(LEIDRAAD.regeling.voorbeeld.as_ref().expect("an example")).expect("JSON"));
    place.dossier["titel_product"] = json!("Leidraad Jobcoach");
    place.rendered(&[]);
    place.dossier["titel_product"] = json!("Leidraad Jobcoaching");
    let said = place.rendered(&["--prune"]);
    assert!(said.matches("verwijderd: ").count() == 2, "{said}");
    place.dossier["titel_product"] = json!("Handreiking werkgevers");
    let said = stderr(&place.render(&[]));
    assert!(said.contains("van een andere opsteller"), "{said}");
}

#[test]
fn forms_and_documents_of_one_folder_leave_each_other_alone() {
    let mut place = Place::new(small());
    place.rendered(&[]);
    place.rendered(&["--fillable"]);
    let before = place.pdfs();
    place.dossier["activiteiten"].as_array_mut().expect("a list").pop();
    assert_eq!(place.rendered(&["--fillable", "--prune"]).matches("verwijderd: ").count(), 1);
    assert_eq!(place.pdfs().len(), before.len() - 1);
    assert!(place.at("B4_2025-04-01_wajong.pdf").exists() && !place.at("B4_2025-04-01_wajong_invullen.pdf").exists());
}
