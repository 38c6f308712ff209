//! A name as somebody wrote it, held against the candidate.

use crate::regelingen::hobeon_rib::model::Kandidaat;

/// How much a name is that of the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Gelijkenis {
    /// Somebody else.
    Ander,
    /// The same person.
    Zelfde,
}

/// Holds a name against that of the candidate.
pub(in super::super) fn compare(naam: &str, kandidaat: &Kandidaat) -> Gelijkenis {
    if is_same_person(naam, kandidaat) { Gelijkenis::Zelfde } else { Gelijkenis::Ander }
}

/// Whether a name is that of the candidate: the same surname behind the same given names, or behind their initials.
fn is_same_person(naam: &str, kandidaat: &Kandidaat) -> bool {
    let surname: Vec<String> =
        [kandidaat.tussenvoegsel.as_deref().map(words), Some(words(&kandidaat.achternaam))].into_iter().flatten().flatten().collect();
    let given = words(&kandidaat.voornaam_voorletters);
    let naam = words(naam);
    let Some(rest) = naam.strip_suffix(surname.as_slice()) else { return false };
    let initials = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let abbreviated = |words: &[String]| words.iter().all(|word| word.len() == 1);
    rest == given || (!rest.is_empty() && initials(rest) == initials(&given) && (abbreviated(rest) || abbreviated(&given)))
}

/// The words of a name, without accents, case and signs.
fn words(naam: &str) -> Vec<String> {
    let plain = deunicode::deunicode(naam).to_lowercase();
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_same_person;

    #[test]
    fn knows_the_candidate_by_name_and_by_initials() {
        let named = |voornaam: &str| {
            serde_json::from_value(json!({ "voornaam_voorletters": voornaam, "tussenvoegsel": "van den", "achternaam": "Oever" }))
                .expect("a candidate")
        };
        for same in ["Noor van den Oever", "noor  VAN DEN oever", "N. van den Oever", "N van den Oever"] {
            assert!(is_same_person(same, &named("Noor")), "{same}");
        }
        for other in ["Nora van den Oever", "P. van den Oever", "N.A. van den Oever", "van den Oever", "Noor Oever", "Noor Verzonnen"] {
            assert!(!is_same_person(other, &named("Noor")), "{other}");
        }
        assert!(is_same_person("Noor van den Oever", &named("N.")));
    }
}
