//! Texts of a regeling that name its norms: filled in once, when it is loaded, so that a changed norm changes each of them.
//!
//! A text that is filled in at its own place (a message, a file name, the words of a verdict) is none of these.

use num_rational::Ratio;
use serde_json::{Map, Value, json};

use super::expressie::{Names, Taal};
use super::gegevens::Gegevens;
use super::grenzen::Misstand;
use crate::finding::{Rule, Text, escape};

/// Where a text stands: section, which one of its name it is, and key.
pub(crate) type Plek = (String, usize, &'static str);

/// What such a text can name, beside the functions and filters of the language.
const NAMEN: [&str; 3] = ["normen", "eigen", "keuzes"];

/// What every text and expression of a regeling can name, whatever the data is.
pub(crate) fn namen(gegevens: &Gegevens) -> Names {
    let normen: Map<String, Value> = gegevens.normen.iter().map(|(name, norm)| (name.clone(), number(norm.waarde))).collect();
    Names::new()
        .with("normen", &Value::Object(normen))
        .with("eigen", &serde_json::to_value(&gegevens.eigen).unwrap_or_default())
        .with("keuzes", &serde_json::to_value(&gegevens.keuzes).unwrap_or_default())
}

/// An exact number as an expression has it: whole, or with at most three decimals.
fn number(value: Ratio<i64>) -> Value {
    if value.is_integer() {
        return json!(value.to_integer());
    }
    #[expect(clippy::cast_precision_loss, reason = "a norm has at most three decimals and is not over a thousand")]
    (json!((value * 1000).to_integer() as f64 / 1000.0))
}

/// Fills in the texts of `regeling.toml`. What cannot be filled in stays as it is, and is a fault.
pub(super) fn vul(gegevens: &mut Gegevens, taal: &Taal, names: &Names) -> Vec<Misstand> {
    let mut faults = Vec::new();
    each(gegevens, &mut |plek, text| match filled(text, taal, names) {
        Ok(new) => *text = new,
        Err(why) => faults.push(fault(plek, &why)),
    });
    faults
}

/// The texts of `regeling.toml` that cannot be filled in.
pub(crate) fn gebreken(gegevens: &Gegevens, taal: &Taal, names: &Names) -> Vec<Misstand> {
    vul(&mut gegevens.clone(), taal, names)
}

/// Fills in what a schema says of its fields: the JSON pointer of each text that cannot be filled in, and why.
pub(super) fn vul_schema(root: &mut Value, taal: &Taal, names: &Names) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    below(root, "", &mut |pointer, text| match filled(text, taal, names) {
        Ok(new) => *text = new,
        Err(why) => faults.push((pointer.to_owned(), format!("De tekst {why}."))),
    });
    faults
}

/// A definition of the program with the norms of a regeling; `None` where it names none.
pub(super) fn vul_regel(rule: &Rule, taal: &Taal, names: &Names) -> Result<Option<Rule>, String> {
    let texts = [&rule.titel, &rule.wat, &rule.waarom, &rule.voorbeeld, &rule.herstel];
    if !texts.iter().any(|text| names_something(text)) {
        return Ok(None);
    }
    let fill = |text: &Text| filled(text, taal, names).map(Text::Owned).map_err(|why| format!("{}: de tekst {why}: {text}", rule.code));
    Ok(Some(Rule {
        code: rule.code.clone(),
        ernst: rule.ernst,
        scope: rule.scope,
        titel: fill(&rule.titel)?,
        bron: rule.bron.clone(),
        wat: fill(&rule.wat)?,
        waarom: fill(&rule.waarom)?,
        voorbeeld: fill(&rule.voorbeeld)?,
        herstel: fill(&rule.herstel)?,
        stage: rule.stage,
    }))
}

fn names_something(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// A text with the norms in it. A name that stands for nothing would leave a gap in a sentence.
fn filled(text: &str, taal: &Taal, names: &Names) -> Result<String, String> {
    if !names_something(text) {
        return Ok(text.to_owned());
    }
    taal.check_template(text)?;
    for name in taal.names_in(text, true) {
        if !NAMEN.contains(&name.split('.').next().unwrap_or_default()) || taal.value(&name, names)?.is_none() {
            return Err(format!("noemt {name}, en dat is er niet"));
        }
    }
    taal.text(text, names)?.ok_or_else(|| "is niet in te vullen".to_owned())
}

fn fault((sectie, plaats, sleutel): Plek, why: &str) -> Misstand {
    Misstand {
        sectie,
        plaats,
        sleutel: Some(sleutel.to_owned()),
        wat: format!("De tekst van \"{sleutel}\" {why}."),
        hulp: "Schrijf een norm als {{ normen.NAAM }}; wat er meer kan, staat in docs/regeling-maken.md.".to_owned(),
    }
}

/// Every text that stands for itself.
fn each(gegevens: &mut Gegevens, seen: &mut dyn FnMut(Plek, &mut String)) {
    let mut of = |sectie: &str, plaats: usize, texts: Vec<(&'static str, &mut String)>| {
        for (key, text) in texts {
            seen((sectie.to_owned(), plaats, key), text);
        }
    };
    if let Some(wie) = &mut gegevens.wie {
        let texts = [("label", Some(&mut wie.label)), ("melding", wie.melding.as_mut()), ("hulp", Some(&mut wie.hulp))];
        of("wie", 0, texts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect());
    }
    of("oordeel", 0, vec![("klaar", &mut gegevens.oordeel.klaar)]);
    for (name, norm) in &mut gegevens.normen {
        of(&format!("normen.{name}"), 0, vec![("omschrijving", &mut norm.omschrijving)]);
    }
    for (name, choices) in &mut gegevens.keuzes {
        for (place, keuze) in choices.iter_mut().enumerate() {
            of(&format!("keuzes.{name}"), place, vec![("naam", &mut keuze.naam), ("groep", &mut keuze.groep)]);
        }
    }
    for (place, entry) in gegevens.documenten.iter_mut().enumerate() {
        let mut texts = vec![("titel", &mut entry.titel), ("voor", &mut entry.voor), ("uitleg", &mut entry.uitleg)];
        texts.extend(entry.handtekeningen.iter_mut().map(|one| ("handtekeningen", &mut one.uitleg)));
        texts.extend(entry.naamloos.iter_mut().flat_map(|one| [("naamloos", &mut one.melding), ("naamloos", &mut one.hulp)]));
        of("documenten", place, texts);
    }
    for (place, regel) in gegevens.regels.iter_mut().enumerate() {
        let texts = vec![
            ("titel", &mut regel.titel),
            ("wat", &mut regel.wat),
            ("waarom", &mut regel.waarom),
            ("voorbeeld", &mut regel.voorbeeld),
            ("herstel", &mut regel.herstel),
        ];
        of("regels", place, texts);
    }
    for (place, totaal) in gegevens.totalen.iter_mut().enumerate() {
        of("totalen", place, vec![("label", &mut totaal.label), ("eenheid", &mut totaal.eenheid)]);
    }
}

/// The labels and meanings below a node of a schema.
fn below(node: &mut Value, pointer: &str, seen: &mut dyn FnMut(&str, &mut String)) {
    match node {
        Value::Object(fields) => {
            for (key, value) in fields {
                let pointer = format!("{pointer}/{}", escape(key));
                match value {
                    Value::String(text) if ["title", "description"].contains(&key.as_str()) => seen(&pointer, text),
                    value => below(value, &pointer, seen),
                }
            }
        }
        Value::Array(items) => items.iter_mut().enumerate().for_each(|(place, item)| below(item, &format!("{pointer}/{place}"), seen)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Names, Taal, filled, vul_schema};

    fn names() -> Names {
        Names::new()
            .with("normen", &json!({ "uren": 12, "deel": 0.5 }))
            .with("keuzes", &json!({ "tien": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }))
            .with("eigen", &json!({}))
    }

    #[test]
    fn a_norm_stands_in_a_text_as_it_is_today() {
        let text = |text: &str| filled(text, &Taal::klein(), &names());
        assert_eq!(
            text("Hoogstens {{ normen.uren | telwoord }} uur, {{ normen.deel | decimaal }} FTE."),
            Ok("Hoogstens twaalf uur, 0,5 FTE.".to_owned())
        );
        assert_eq!(text("Geen { haakjes }."), Ok("Geen { haakjes }.".to_owned()));
        let lijst = "keuzes.tien";
        let veel =
            format!("{{% for a in {lijst} %}}{{% for b in {lijst} %}}{{% for c in {lijst} %}}x{{% endfor %}}{{% endfor %}}{{% endfor %}}");
        for (wrong, why) in [
            ("{{ nrom.uren }}", "noemt nrom.uren, en dat is er niet"),
            ("{{ normen.urn }}", "noemt normen.urn, en dat is er niet"),
            ("{{ dossier.x }}", "noemt dossier"),
            ("{{ normen.uren | woordtel }}", "gebruikt een filter die niet bestaat: woordtel"),
            ("{{ normen.uren", "is niet te lezen"),
            (&veel, "te veel werk"),
        ] {
            let said = text(wrong).expect_err("a fault");
            assert!(said.contains(why), "{wrong}: {said}");
        }
    }

    #[test]
    fn a_schema_is_filled_in_where_it_speaks_and_nowhere_else() {
        let mut root = json!({ "properties": { "a": { "title": "{{ normen.uren }}", "pattern": "{{x}}", "oneOf": [{ "description": "{{ weg }}" }] } } });
        let faults = vul_schema(&mut root, &Taal::klein(), &names());
        assert_eq!((&root["properties"]["a"]["title"], &root["properties"]["a"]["pattern"]), (&json!("12"), &json!("{{x}}")));
        assert!(faults.len() == 1 && faults[0].0 == "/properties/a/oneOf/0/description", "{faults:?}");
    }
}
