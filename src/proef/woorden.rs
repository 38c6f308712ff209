//! What the readers of TOML and JSON say, in Dutch. A message that is not known stays as it is.

/// What was expected, by how serde calls it.
const HIER_HOORT: [(&str, &str); 8] = [
    ("a string", "een tekst tussen aanhalingstekens"),
    ("string only", "een tekst tussen aanhalingstekens"),
    ("usize", "een heel getal van 0 of meer"),
    ("a map", "een groep sleutels, zoals { sleutel = 4 }"),
    ("a sequence", "een lijst tussen [ en ]"),
    ("a boolean", "true of false, zonder aanhalingstekens"),
    ("struct ", "een groep sleutels, zoals { sleutel = \"tekst\" }"),
    ("map with a single key", "een groep met precies één sleutel"),
];

/// Openings of messages, and what they mean.
const MELDINGEN: [(&str, &str); 15] = [
    ("duplicate key", "deze sleutel staat er al"),
    ("string values must be quoted", "een tekst staat tussen aanhalingstekens"),
    ("invalid basic string", "het aanhalingsteken aan het eind ontbreekt"),
    ("invalid literal string", "het aanhalingsteken aan het eind ontbreekt"),
    ("key with no value", "achter de sleutel hoort een = en een waarde"),
    ("unclosed table", "het kopje hoort te eindigen op ]"),
    ("unclosed array", "de lijst hoort te eindigen op ]"),
    ("EOF while parsing", "het bestand houdt te vroeg op; er ontbreekt een } of ]"),
    ("expected `,` or `}`", "hier, of op de regel erboven, ontbreekt een komma of een }"),
    ("expected `,` or `]`", "hier, of op de regel erboven, ontbreekt een komma of een ]"),
    ("trailing comma", "achter het laatste hoort geen komma"),
    ("key must be a string", "de naam van een veld hoort tussen dubbele aanhalingstekens"),
    ("trailing characters", "achter het einde staat nog iets"),
    ("input ", "hier hoort een dag die bestaat, zoals \"2026-01-31\""),
    ("premature end of input", "hier hoort een dag die bestaat, zoals \"2026-01-31\""),
];

/// The message of a reader in Dutch.
pub(super) fn vertaald(message: &str) -> String {
    if let Some((_, expected)) = message.split_once(", expected ").filter(|_| message.starts_with("invalid ")) {
        let known = HIER_HOORT.iter().find(|(theirs, _)| expected.trim_end().starts_with(theirs));
        if let Some((_, ours)) = known {
            return format!("hier hoort {ours}");
        }
    }
    let known = MELDINGEN.iter().find(|(theirs, _)| message.starts_with(theirs));
    known.map_or_else(|| message.trim_end_matches('.').to_owned(), |(_, ours)| (*ours).to_owned())
}

#[cfg(test)]
mod tests {
    use super::vertaald;

    #[test]
    fn says_what_belongs_there() {
        assert_eq!(vertaald("invalid type: integer `3`, expected a string"), "hier hoort een tekst tussen aanhalingstekens");
        assert_eq!(vertaald("invalid value: integer `-1`, expected usize"), "hier hoort een heel getal van 0 of meer");
        assert_eq!(vertaald("something new."), "something new");
    }
}
