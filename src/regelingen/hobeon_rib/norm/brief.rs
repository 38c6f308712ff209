//! The letter that awards points to a long course: what it cannot be (domein.md section 10.10).

use crate::regelingen::hobeon_rib::model::{Activiteit, Bestand, Dossier};

/// Bezwaar: why a named file cannot be the letter that awards points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// It is dated after the application.
    NaAanvraag,
    /// It is evidence or letter of the activity at this place of the list.
    VanAndere(usize),
}

/// Why the letter of the activity at `place` cannot be the letter; None where it can, or where none is named.
#[must_use]
pub fn bezwaar(place: usize, activiteit: &Activiteit, dossier: &Dossier) -> Option<Bezwaar> {
    let toegekend = activiteit.pe_toegekend.as_ref()?;
    let brief = toegekend.bewijs.as_ref()?;
    if toegekend.datum.zip(dossier.aanvraagdatum).is_some_and(|(datum, aanvraagdatum)| datum > aanvraagdatum) {
        return Some(Bezwaar::NaAanvraag);
    }
    let mut others = dossier.activiteiten.iter().filter(|(other, _)| *other != place);
    let other = others.find(|(_, other)| named(other).any(|bestand| path(bestand).eq(path(brief))));
    other.map(|(other, _)| Bezwaar::VanAndere(other))
}

/// The files that an activity names as its evidence or its letter.
pub fn named(activiteit: &Activiteit) -> impl Iterator<Item = &Bestand> {
    let letter = activiteit.pe_toegekend.as_ref().and_then(|pe| pe.bewijs.as_ref());
    activiteit.bewijs.iter().map(|(_, bewijs)| &bewijs.bestand).chain(letter)
}

/// The folders and the name, however the path is written.
fn path(bestand: &Bestand) -> impl Iterator<Item = &str> {
    bestand.split('/').filter(|part| !part.is_empty() && *part != ".")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Bezwaar, bezwaar};
    use crate::regelingen::hobeon_rib::model::Dossier;

    fn dossier(activities: &[Value]) -> Dossier {
        let whole = |one: &Value| {
            let mut whole = json!({ "soort": "langdurige_opleiding", "titel": "t", "datum_van": "2025-01-01", "tijd_aanwezigheid_min": 0,
                "tijd_voorbereiding_min": 0 });
            whole.as_object_mut().expect("an object").extend(one.as_object().expect("an object").clone());
            whole
        };
        let activities: Vec<Value> = activities.iter().map(whole).collect();
        serde_json::from_value(json!({ "aanvraagdatum": "2026-06-01", "activiteiten": activities })).expect("a valid dossier")
    }

    fn of_first(activities: &[Value]) -> Option<Bezwaar> {
        let dossier = dossier(activities);
        dossier.activiteiten.iter().next().and_then(|(place, activiteit)| bezwaar(place, activiteit, &dossier))
    }

    fn letter(bestand: &str, datum: Option<&str>) -> Value {
        json!({ "pe_toegekend": { "punten": 10, "bewijs": bestand, "datum": datum } })
    }

    #[test]
    fn a_letter_is_not_younger_than_the_application() {
        assert_eq!(of_first(&[letter("a.pdf", Some("2026-06-01"))]), None);
        assert_eq!(of_first(&[letter("a.pdf", Some("2026-06-02"))]), Some(Bezwaar::NaAanvraag));
        assert_eq!(of_first(&[letter("a.pdf", None)]), None);
    }

    #[test]
    fn a_letter_belongs_to_one_activity() {
        let evidence = |bestand: &str| json!({ "bewijs": [{ "bestand": bestand }] });
        assert_eq!(of_first(&[letter("b/a.pdf", None), evidence("b/c.pdf")]), None);
        assert_eq!(of_first(&[letter("b/a.pdf", None), evidence("b/c.pdf"), evidence("b//a.pdf")]), Some(Bezwaar::VanAndere(2)));
        assert_eq!(of_first(&[letter("b/a.pdf", None), letter("b/a.pdf", None)]), Some(Bezwaar::VanAndere(1)));
        let mut own = letter("a.pdf", None);
        own["bewijs"] = json!([{ "bestand": "a.pdf" }]);
        assert_eq!(of_first(&[own]), None, "its own evidence may be the letter");
        assert_eq!(of_first(&[evidence("a.pdf"), evidence("a.pdf")]), None, "no points were awarded");
    }
}
