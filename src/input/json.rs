//! Bytes to a JSON tree: encoding, syntax, equal keys, and the place of every value.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};
use serde_json::Value;

use super::codering;
use super::faults::{BESTAND_ANDERE_CODERING, JSON_ONGELDIG, SCHEMA_DUBBELE_SLEUTEL, SCHEMA_TE_GROOT};
use crate::finding::{Diagnostic, escape};
use crate::fonts;
use crate::limieten;

/// Where a value stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its key, when it is a field of an object.
    pub(super) key: Option<Range<usize>>,
    /// The value.
    pub(super) value: Range<usize>,
}

/// JSON pointer to place.
pub(super) type Places = BTreeMap<String, Place>;

/// A JSON text that was understood.
pub(super) struct Parsed {
    pub(super) value: Value,
    pub(super) places: Places,
    pub(super) findings: Vec<Diagnostic>,
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The text of a file, of bounded size, and what is to be said of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<Diagnostic>), Box<Diagnostic>> {
    if bytes.len() > limieten::BYTES {
        let most = limieten::BYTES / 1024 / 1024;
        return Err(Box::new(Diagnostic::new(
            &SCHEMA_TE_GROOT,
            "",
            format!("Het bestand is groter dan {most} MiB; dat is veel meer dan een dossier nodig heeft."),
            "Controleer of dit het bedoelde bestand is. Bewijsstukken horen er als bestandsnaam in, niet met hun inhoud.",
        )));
    }
    let other = match bytes {
        [b'P', b'K', 3, 4, ..] => Some("Dit is een zip-bestand of een Office-document, geen JSON."),
        [b'%', b'P', b'D', b'F', ..] => Some("Dit is een pdf, geen JSON."),
        _ => None,
    };
    if let Some(message) = other {
        let help = "Sla de gegevens op als JSON-tekst met codering UTF-8.";
        return Err(Box::new(Diagnostic::new(&JSON_ONGELDIG, "", message, help)));
    }
    let (text, other) = codering::decode(bytes).ok_or_else(|| Box::new(not_utf8(bytes)))?;
    Ok((text, other.map(recoded)))
}

/// That a file was read in another encoding.
fn recoded(name: &str) -> Diagnostic {
    let message = format!("Het bestand is opgeslagen als {name}, en zo gelezen.");
    Diagnostic::new(&BESTAND_ANDERE_CODERING, "", message, BESTAND_ANDERE_CODERING.herstel.clone())
}

fn not_utf8(bytes: &[u8]) -> Diagnostic {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes[..good].split(|byte| *byte == b'\n').count();
    Diagnostic::new(
        &JSON_ONGELDIG,
        "",
        format!("Op regel {line} staan bytes die geen UTF-8 zijn; het bestand heeft een andere codering."),
        "Sla het bestand op met codering UTF-8; in de meeste editors is dat een keuze bij Opslaan als.",
    )
}

/// The tree of a text and the place of every value, or where the text stops being JSON.
pub(super) fn parse(text: &str) -> Result<Parsed, Box<Diagnostic>> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let range = error.range();
        let (message, help) = syntax(error.kind());
        Box::new(Diagnostic::new(&JSON_ONGELDIG, "", message, help).at(range.start..range.end))
    })?;
    let Some(tree) = parsed.value else {
        let help = "Begin met `dossierpers new`, dat een begin geeft.";
        return Err(Box::new(Diagnostic::new(&JSON_ONGELDIG, "", "Het bestand is leeg.", help)));
    };
    let mut walk = Walk { places: Places::new(), findings: Vec::new() };
    walk.visit(&tree, String::new(), None, 0)?;
    let value = serde_json::from_str(text).map_err(|error| Box::new(unreadable(text, &error)))?;
    Ok(Parsed { value, places: walk.places, findings: walk.findings })
}

/// What the stricter of the two parsers refuses: a line break or tab within a text, or a number beyond all bounds.
fn unreadable(text: &str, error: &serde_json::Error) -> Diagnostic {
    let offset = byte_offset(text, error.line(), error.column());
    let (message, help, offset) = if error.to_string().starts_with("control character") {
        let help = "Schrijf een nieuwe regel als `\\n`, of haal hem weg.";
        ("Binnen een tekst staat een echte nieuwe regel, tab of ander stuurteken.", help, offset.saturating_sub(1))
    } else {
        ("Hier staat een getal of een teken dat niet kan worden gelezen.", "Verbeter de waarde op deze plaats.", offset)
    };
    Diagnostic::new(&JSON_ONGELDIG, "", message, help).at(offset..offset + 1)
}

struct Walk {
    places: Places,
    findings: Vec<Diagnostic>,
}

impl Walk {
    fn visit(&mut self, node: &ast::Value<'_>, path: String, key: Option<Range<usize>>, depth: usize) -> Result<(), Box<Diagnostic>> {
        let range = range_of(node);
        if depth > limieten::DIEPTE {
            return Err(Box::new(too_deep().at(range)));
        }
        match node {
            ast::Value::Object(object) => self.visit_object(object, &path, depth)?,
            ast::Value::Array(array) => {
                for (place, item) in array.elements.iter().enumerate() {
                    self.visit(item, format!("{path}/{place}"), None, depth + 1)?;
                }
            }
            ast::Value::StringLit(_) | ast::Value::NumberLit(_) | ast::Value::BooleanLit(_) | ast::Value::NullKeyword(_) => {}
        }
        self.places.insert(path, Place { key, value: range });
        Ok(())
    }

    fn visit_object(&mut self, object: &ast::Object<'_>, path: &str, depth: usize) -> Result<(), Box<Diagnostic>> {
        for property in &object.properties {
            let name = property.name.as_str();
            let pointer = format!("{path}/{}", escape(name));
            let key = property.range.start..property.range.start + key_length(&property.name);
            if self.places.contains_key(&pointer) {
                let message = format!("Het veld \"{}\" staat twee keer in hetzelfde onderdeel.", printable(name));
                let help = "Houd een van de twee en haal de andere weg, of voeg de waarden samen.";
                self.findings.push(Diagnostic::new(&SCHEMA_DUBBELE_SLEUTEL, pointer, message, help).at(key));
            } else {
                self.visit(&property.value, pointer, Some(key), depth + 1)?;
            }
        }
        Ok(())
    }
}

fn too_deep() -> Diagnostic {
    Diagnostic::new(
        &SCHEMA_TE_GROOT,
        "",
        format!("Hier liggen meer dan {} niveaus van haakjes in elkaar; een dossier heeft er hoogstens zeven.", limieten::DIEPTE),
        "Controleer of dit het bedoelde bestand is; `dossierpers new` geeft een begin.",
    )
}

fn range_of(node: &ast::Value<'_>) -> Range<usize> {
    use jsonc_parser::common::Ranged;
    let range = node.range();
    range.start..range.end
}

fn key_length(name: &ast::ObjectPropName<'_>) -> usize {
    use jsonc_parser::common::Ranged;
    let range = match name {
        ast::ObjectPropName::String(literal) => literal.range(),
        ast::ObjectPropName::Word(literal) => literal.range(),
    };
    range.end - range.start
}

/// A key as it may stand in a message: short, and without control characters.
pub(super) fn printable(key: &str) -> String {
    let clean: String = key.chars().filter(|c| !fonts::is_invisible(*c)).take(60).collect();
    if clean.chars().count() < key.chars().count() { format!("{clean}…") } else { clean }
}

/// The byte at a line and column (both from 1) as `serde_json` counts them.
fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// What is wrong and what to do, for every way in which a text can fail to be JSON.
fn syntax(kind: &ParseErrorKind) -> (&'static str, &'static str) {
    use ParseErrorKind as K;
    match kind {
        K::ExpectedComma => ("Hier ontbreekt een komma tussen twee waarden.", "Zet een komma achter de vorige waarde."),
        K::TrailingCommasNotAllowed => ("Achter de laatste waarde staat een komma te veel.", "Haal de komma weg."),
        K::UnexpectedComma => ("Hier staat een komma te veel.", "Haal de komma weg, of vul de waarde in die ervoor hoort."),
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => ("JSON kent geen commentaar.", "Haal het commentaar weg."),
        K::ExpectedColonAfterObjectKey => ("Achter deze veldnaam ontbreekt een dubbele punt.", "Schrijf `\"naam\": waarde`."),
        K::UnexpectedColon => ("Hier staat een dubbele punt te veel.", "Schrijf `\"naam\": waarde`, met één dubbele punt."),
        K::ExpectedObjectValue => ("Achter deze veldnaam ontbreekt de waarde.", "Vul de waarde in, of haal het veld weg."),
        K::ExpectedStringObjectProperty | K::UnexpectedTokenInObject => {
            ("Hier hoort een veldnaam tussen dubbele aanhalingstekens.", "Zet de veldnaam tussen rechte aanhalingstekens: `\"naam\"`.")
        }
        K::SingleQuotedStringsNotAllowed => {
            ("Een tekst staat tussen enkele aanhalingstekens.", "Gebruik rechte dubbele aanhalingstekens: `\"tekst\"`.")
        }
        K::UnexpectedWord => (
            "Hier staat een woord zonder aanhalingstekens.",
            "Zet teksten tussen rechte dubbele aanhalingstekens; alleen true, false, null en getallen staan zonder.",
        ),
        K::UnexpectedToken => (
            "Hier staat een teken dat in JSON niet kan.",
            "Controleer of er geen gekromde aanhalingstekens (“ ”) staan; JSON kent alleen rechte.",
        ),
        K::UnexpectedCloseBrace => ("Hier staat een sluitende accolade te veel.", "Haal hem weg, of voeg de openende toe."),
        K::UnexpectedCloseBracket => ("Hier staat een sluitend blokhaakje te veel.", "Haal het weg, of voeg het openende toe."),
        K::UnterminatedObject => ("Deze accolade wordt nergens gesloten.", "Voeg de ontbrekende `}` toe."),
        K::UnterminatedArray => ("Dit blokhaakje wordt nergens gesloten.", "Voeg de ontbrekende `]` toe."),
        K::MultipleRootJsonValues => ("Na het einde van de gegevens staat nog iets.", "Haal weg wat na de laatste `}` staat."),
        K::NestingDepthExceeded => ("Er liggen veel te veel haakjes in elkaar.", "Controleer of dit het bedoelde bestand is."),
        K::ExpectedDigit
        | K::ExpectedDigitFollowingNegativeSign
        | K::ExpectedPlusMinusOrDigitInNumberLiteral
        | K::BareDecimalPointNumbersNotAllowed
        | K::HexadecimalNumbersNotAllowed
        | K::NonFiniteNumbersNotAllowed
        | K::UnaryPlusNumbersNotAllowed => {
            ("Dit getal is niet goed geschreven.", "Schrijf een getal met een punt als decimaalteken, zoals 0.8.")
        }
        K::String(kind) => match kind {
            ParseStringErrorKind::UnterminatedStringLiteral => {
                ("Deze tekst wordt niet afgesloten.", "Zet een `\"` aan het einde. Een nieuwe regel binnen een tekst schrijft u als `\\n`.")
            }
            _ => (
                "In deze tekst staat een `\\` met iets erachter dat JSON niet kent.",
                "Schrijf `\\\\` voor een letterlijke backslash en `\\n` voor een nieuwe regel.",
            ),
        },
    }
}
