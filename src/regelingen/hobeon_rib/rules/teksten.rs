//! The free texts of a dossier, each with its JSON pointer, in the order of the dossier.

use crate::regelingen::hobeon_rib::model::{Activiteit, Bewijs, Competentie, Dossier, Lijst, Tekst, Tekstblok};

/// The texts of several lines.
pub(super) fn blokken(dossier: &Dossier) -> Vec<(String, &str)> {
    let mut texts = Texts::default();
    for (i, verklaring) in dossier.werkverklaringen.iter() {
        for (j, rij) in verklaring.dienstverbanden.iter() {
            let path = format!("/werkverklaringen/{i}/dienstverbanden/{j}/omschrijving_werkzaamheden");
            texts.blok(path, rij.omschrijving_werkzaamheden.as_ref());
        }
    }
    if let Some(verklaring) = &dossier.ervaringsverklaring {
        texts.blok("/ervaringsverklaring/inleiding", verklaring.inleiding.as_ref());
        for (i, competentie) in verklaring.competenties.iter() {
            texts.competentie(&format!("/ervaringsverklaring/competenties/{i}"), competentie);
        }
    }
    for (i, activiteit) in dossier.activiteiten.iter() {
        texts.activiteit(&format!("/activiteiten/{i}"), activiteit);
    }
    for (i, moment) in dossier.intervisiemomenten.iter() {
        texts.delen(&format!("/intervisiemomenten/{i}"), moment.onderdelen());
    }
    texts.0
}

/// The texts of one line that a candidate writes in own words: titles and explanations, not names of persons, places and organisations.
pub(super) fn regels(dossier: &Dossier) -> Vec<(String, &str)> {
    let mut texts = Texts::default();
    for (i, verklaring) in dossier.werkverklaringen.iter() {
        for (j, onderbreking) in verklaring.onderbrekingen.iter() {
            texts.regel(format!("/werkverklaringen/{i}/onderbrekingen/{j}/toelichting"), onderbreking.toelichting.as_ref());
        }
    }
    let competenties = dossier.ervaringsverklaring.iter().flat_map(|verklaring| verklaring.competenties.iter());
    for (i, competentie) in competenties {
        for (j, voorbeeld) in competentie.voorbeelden.iter() {
            texts.regel(format!("/ervaringsverklaring/competenties/{i}/voorbeelden/{j}/titel"), voorbeeld.titel.as_ref());
        }
    }
    for (i, activiteit) in dossier.activiteiten.iter() {
        texts.regel(format!("/activiteiten/{i}/titel"), Some(&activiteit.titel));
        texts.regel(format!("/activiteiten/{i}/soort_toelichting"), activiteit.soort_toelichting.as_ref());
        texts.bewijs(&format!("/activiteiten/{i}"), &activiteit.bewijs);
    }
    for (i, moment) in dossier.intervisiemomenten.iter() {
        texts.bewijs(&format!("/intervisiemomenten/{i}"), &moment.bewijs);
    }
    texts.0
}

#[derive(Default)]
struct Texts<'a>(Vec<(String, &'a str)>);

impl<'a> Texts<'a> {
    fn blok(&mut self, path: impl Into<String>, text: Option<&'a Tekstblok>) {
        self.0.extend(text.map(|text| (path.into(), &**text)));
    }

    fn regel(&mut self, path: String, text: Option<&'a Tekst>) {
        self.0.extend(text.map(|text| (path, &**text)));
    }

    fn delen<const N: usize>(&mut self, path: &str, delen: [(&'static str, Option<&'a Tekstblok>); N]) {
        for (key, text) in delen {
            self.blok(format!("{path}/{key}"), text);
        }
    }

    fn competentie(&mut self, path: &str, competentie: &'a Competentie) {
        self.blok(format!("{path}/ontwikkeling"), competentie.ontwikkeling.as_ref());
        self.blok(format!("{path}/functioneringsgesprek"), competentie.functioneringsgesprek.as_ref());
        for (j, voorbeeld) in competentie.voorbeelden.iter() {
            self.delen(&format!("{path}/voorbeelden/{j}"), voorbeeld.stappen());
        }
        for (k, punt) in competentie.sterke_punten.iter().enumerate() {
            self.blok(format!("{path}/sterke_punten/{k}"), Some(punt));
        }
        self.blok(format!("{path}/ontwikkelpunt"), competentie.ontwikkelpunt.as_ref());
    }

    fn activiteit(&mut self, path: &str, activiteit: &'a Activiteit) {
        let delen = [
            ("voorbereiding_toelichting", activiteit.voorbereiding_toelichting.as_ref()),
            ("raakvlak_metier", activiteit.raakvlak_metier.as_ref()),
            ("leerdoel", activiteit.leerdoel.as_ref()),
            ("wat_geleerd", activiteit.wat_geleerd.as_ref()),
            ("toepassing_in_werk", activiteit.toepassing_in_werk.as_ref()),
            ("vakoverleg/structuur", activiteit.vakoverleg.as_ref().and_then(|vakoverleg| vakoverleg.structuur.as_ref())),
        ];
        self.delen(path, delen);
    }

    fn bewijs(&mut self, path: &str, bewijzen: &'a Lijst<Bewijs>) {
        for (j, bewijs) in bewijzen.iter() {
            self.regel(format!("{path}/bewijs/{j}/omschrijving"), bewijs.omschrijving.as_ref());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::blokken;
    use crate::regelingen::hobeon_rib::model::Dossier;
    use crate::regelingen::hobeon_rib::model::schema;
    use crate::schema::Schema;
    use crate::schema::formaat::FORMAAT_BLOK;

    /// The pointers of all texts of several lines in the model, `0` for every place in a list.
    fn of_model(schema: &Schema, node: &Value, path: &str, found: &mut BTreeSet<String>) {
        let node = schema.resolve(node);
        if node.get("format").and_then(Value::as_str) == Some(FORMAAT_BLOK) {
            found.insert(path.to_owned());
        }
        if let Some(items) = node.get("items") {
            of_model(schema, items, &format!("{path}/0"), found);
        }
        for (key, value) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            of_model(schema, value, &format!("{path}/{key}"), found);
        }
    }

    /// A dossier, or a part of one, that holds a text at the pointer and what the model cannot do without.
    fn with_text(pointer: &str) -> Value {
        let needed = json!({
            "werkverklaringen": { "werkgever": { "naam": "w" } },
            "dienstverbanden": { "functie": "f", "datum_van": "2025-01-01", "fte": 1 },
            "competenties": { "naam": "n" },
            "activiteiten": {
                "soort": "cursus", "titel": "t", "datum_van": "2025-01-01", "tijd_aanwezigheid_min": 0, "tijd_voorbereiding_min": 0
            },
            "intervisiemomenten": { "datum": "2025-01-01" },
        });
        let keys: Vec<&str> = pointer.split('/').skip(1).collect();
        (0..keys.len()).rev().fold(Value::from("tekst"), |value, n| match keys[n] {
            "0" => Value::from(vec![value]),
            key => {
                let list = n.checked_sub(2).filter(|_| keys[n - 1] == "0").map_or("", |list| keys[list]);
                let mut object = needed.get(list).cloned().unwrap_or_else(|| json!({}));
                object[key] = value;
                object
            }
        })
    }

    #[test]
    fn knows_every_text_of_several_lines() {
        let mut pointers = BTreeSet::new();
        let schema = Schema::new(schema()).expect("a schema");
        of_model(&schema, schema.root(), "", &mut pointers);
        assert!(pointers.len() > 20);
        for pointer in pointers {
            let dossier: Dossier = serde_json::from_value(with_text(&pointer)).unwrap();
            assert_eq!(blokken(&dossier), [(pointer.clone(), "tekst")]);
        }
    }
}
