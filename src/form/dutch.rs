//! Values as Dutch people write them: `14 maart 2025`, `3,5`, `3:30`, `ja`. What can be read in two ways is not guessed.

use chrono::NaiveDate;
use regex::Captures;
use serde_json::{Value, json};

use super::field::{Achter, Shape};
use crate::patroon::Patroon;
use crate::schema::datum::{Datum, MAANDEN};
use crate::schema::notatie;
use crate::schema::opschoning::{Opgeschoond, schoon};
use crate::schema::vage_datum::VageDatum;

/// Why a text is not the value that the field wants: it follows the label of the field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unreadable {
    /// What is wrong.
    pub(crate) wat: &'static str,
    /// What to do.
    pub(crate) herstel: String,
}

impl Shape {
    /// A value of the JSON as it stands in a field.
    pub(crate) fn write(&self, value: &Value) -> String {
        match (self, value) {
            (Self::Datum(_), Value::String(text)) => {
                text.parse::<NaiveDate>().map_or_else(|_| text.clone(), |day| day.format("%d-%m-%Y").to_string())
            }
            (Self::VageDatum(_), Value::String(text)) => VageDatum::parse(text).map_or_else(|| text.clone(), VageDatum::voluit),
            (Self::Minuten, Value::Number(number)) => notatie::uren_minuten(number.as_u64().unwrap_or_default()),
            (Self::Decimaal(_), Value::Number(number)) => number.to_string().replace('.', ","),
            (_, Value::Bool(yes)) => notatie::ja_nee(*yes).to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }

    /// What was filled in, cleaned as pasted text is.
    pub(crate) fn clean(&self, text: &str) -> Opgeschoond {
        schoon(text, *self == Self::Blok)
    }

    /// What was filled in as a value of the JSON; `None` for an empty field.
    ///
    /// # Errors
    /// When it is not such a value, or may be more than one.
    pub(crate) fn read(&self, text: &str) -> Result<Option<Value>, Unreadable> {
        let clean = self.clean(text).tekst;
        let text = clean.as_str();
        if text.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::Tekst | Self::Blok => json!(text),
            Self::Datum(true) | Self::VageDatum(true) if is_heden(&text.to_lowercase()) => return Ok(None),
            Self::Datum(_) => datum(&text.to_lowercase())?,
            Self::VageDatum(_) => vage_datum(text)?,
            Self::Tijd => tijd(&text.to_lowercase())?,
            Self::Minuten => json!(minuten(&text.to_lowercase())?),
            Self::Decimaal(behind) => decimaal(&text.to_lowercase(), behind)?,
            Self::Geheel(behind) => geheel(without_unit(&text.to_lowercase(), behind))?,
            Self::Keuze(choices) => {
                let meant = choices.iter().find(|choice| choice.waarde == text || choice.label.to_lowercase() == text.to_lowercase());
                let labels = || choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join(", ");
                json!(meant.ok_or_else(|| unreadable("staat niet in de lijst", format!("Kies uit: {}.", labels())))?.waarde)
            }
            Self::JaNee => match text.to_lowercase().as_str() {
                "ja" | "j" => json!(true),
                "nee" | "n" => json!(false),
                _ => return Err(unreadable("is geen ja of nee", "Kruis ja of nee aan.")),
            },
        };
        Ok(Some(value))
    }
}

fn unreadable(wat: &'static str, herstel: impl Into<String>) -> Unreadable {
    Unreadable { wat, herstel: herstel.into() }
}

fn captures<'t>(pattern: &Patroon, text: &'t str) -> Option<Captures<'t>> {
    pattern.regex()?.captures(text)
}

fn number(captures: &Captures<'_>, group: usize) -> u32 {
    captures.get(group).and_then(|digits| digits.as_str().parse().ok()).unwrap_or_default()
}

/// Whether a text says that something goes on.
fn is_heden(text: &str) -> bool {
    static HEDEN: Patroon = Patroon::new(
        r"^(?:(?:tot(?: op| en met)?|t/m|t\.e\.m\.|t\.?m\.?)\s+)?(?:heden|nu|vandaag)\.?$|^(?:nog )?(?:lopend|doorlopend)\.?$|^loopt (?:nog|door)\.?$",
    );
    HEDEN.regex().is_some_and(|pattern| pattern.is_match(text))
}

fn datum(text: &str) -> Result<Value, Unreadable> {
    static CIJFERS: Patroon = Patroon::new(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2,4})$");
    static ISO: Patroon = Patroon::new(r"^(\d{4})-(\d{1,2})-(\d{1,2})$");
    static WOORDEN: Patroon =
        Patroon::new(r"^(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s+)?(\d{1,2})[\s.-]*([a-z]{3,9})[\s.-]*(\d{2,4})$");
    let (day, month, year) = if let Some(found) = captures(&CIJFERS, text) {
        (number(&found, 1), number(&found, 2), number(&found, 3))
    } else if let Some(found) = captures(&ISO, text) {
        (number(&found, 3), number(&found, 2), number(&found, 1))
    } else if let Some(found) = captures(&WOORDEN, text) {
        let month = maand(&found[2]).ok_or_else(|| geen_datum("noemt een maand die niet bestaat"))?;
        (number(&found, 1), month, number(&found, 3))
    } else {
        return Err(geen_datum("is niet als datum te lezen"));
    };
    if year < 1000 {
        return Err(geen_datum("heeft een jaar dat niet met vier cijfers is geschreven"));
    }
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.map(|date| json!(date.to_string())).ok_or_else(|| geen_datum("is een datum die niet bestaat"))
}

/// A day as a form takes it: `14-3-2026`, `14 maart 2026`, `2026-03-14`.
///
/// # Errors
/// What is wrong with it, and what to do: a Dutch sentence or two.
pub fn lees_datum(text: &str) -> Result<Datum, String> {
    let day = datum(&text.trim().to_lowercase()).map_err(|one| format!("Dit {}. {}", one.wat, one.herstel))?;
    day.as_str().unwrap_or_default().parse()
}

/// A date that may lack its day, its month or its year.
fn vage_datum(text: &str) -> Result<Value, Unreadable> {
    let wrong =
        || unreadable("is niet als datum te lezen", "Schrijf zo veel als bekend is: 13 oktober 2011, september 2011, 2011 of 2 november.");
    VageDatum::lees(text).map(|date| json!(date.to_string())).ok_or_else(wrong)
}

fn geen_datum(wat: &'static str) -> Unreadable {
    unreadable(wat, "Schrijf een datum als 14-03-2025 of 14 maart 2025.")
}

/// Number of a month from its name or the start of it.
fn maand(word: &str) -> Option<u32> {
    let short = |month: &str| month.starts_with(word) || word == "mrt" && month == "maart" || word == "sept" && month == "september";
    (1..).zip(MAANDEN).find(|(_, month)| short(month)).map(|(number, _)| number)
}

fn tijd(text: &str) -> Result<Value, Unreadable> {
    static TIJD: Patroon = Patroon::new(r"^(\d{1,2})(?:[:.u](\d{2}))?\s*(uur|u)?$");
    let wrong = || unreadable("is niet als tijd te lezen", "Schrijf een tijd als 09:30.");
    let found = captures(&TIJD, text).filter(|found| found.get(2).is_some() || found.get(3).is_some()).ok_or_else(wrong)?;
    let (hours, minutes) = (number(&found, 1), number(&found, 2));
    if hours < 24 && minutes < 60 { Ok(json!(format!("{hours:02}:{minutes:02}"))) } else { Err(wrong()) }
}

/// A length of time in minutes. A bare number may be hours or minutes, and `3,30` three hours and a half or 3.3 hours.
fn minuten(text: &str) -> Result<u64, Unreadable> {
    static KLOK: Patroon = Patroon::new(r"^(\d{1,4}):(\d{2})\s*(?:uur|u)?$");
    static UREN_EN_MINUTEN: Patroon = Patroon::new(r"^(\d{1,4})\s*(?:uur|uren|u)\s*(?:en\s+)?(\d{1,2})\s*(?:minuten|minuut|min\.?|m)?$");
    static MINUTEN: Patroon = Patroon::new(r"^(\d{1,6})\s*(?:minuten|minuut|min\.?|m)$");
    static UREN: Patroon = Patroon::new(r"^(\d{1,4})(?:,(\d{1,2}))?\s*(uur|uren|u)?$");
    let herstel = "Schrijf de tijd als 3:30 (uren:minuten), 3,5 uur of 210 minuten.";
    let clock = captures(&KLOK, text).or_else(|| captures(&UREN_EN_MINUTEN, text));
    if let Some(found) = clock {
        let minutes = number(&found, 2);
        return if minutes < 60 {
            Ok(u64::from(number(&found, 1) * 60 + minutes))
        } else {
            Err(unreadable("heeft meer dan 59 minuten naast de uren", herstel))
        };
    }
    if let Some(found) = captures(&MINUTEN, text) {
        return Ok(number(&found, 1).into());
    }
    let found = captures(&UREN, text).ok_or_else(|| unreadable("is niet als tijdsduur te lezen", herstel))?;
    let fraction = found.get(2).map(|digits| digits.as_str());
    if fraction.is_none() && found.get(3).is_none() && number(&found, 1) != 0 {
        return Err(unreadable("is een getal waarbij niet staat of het uren of minuten zijn", herstel));
    }
    let rest = match fraction {
        None => 0,
        Some(one) if one.len() == 1 => number(&found, 2) * 6,
        Some(_) => return Err(unreadable("kan op twee manieren worden gelezen", herstel)),
    };
    Ok(u64::from(number(&found, 1) * 60 + rest))
}

/// A text without the unit behind its number.
fn without_unit<'t>(text: &'t str, behind: &Achter) -> &'t str {
    behind.woorden.iter().find_map(|word| text.strip_suffix(word.as_str())).unwrap_or(text).trim_end()
}

/// A number with at most three decimals, and behind it nothing but its own unit. `1.000` may be one or a thousand.
fn decimaal(text: &str, behind: &Achter) -> Result<Value, Unreadable> {
    static GETAL: Patroon = Patroon::new(r"^(\d{0,6})(?:([.,])(\d{1,3}))?$");
    let example = if behind.procent { "0,8 of 80%" } else { "0,8 of 36" };
    let wrong = |wat| unreadable(wat, format!("Schrijf een getal als {example}, met een komma en hoogstens drie decimalen."));
    let percentage = Some(text).filter(|_| behind.procent).and_then(|text| text.strip_suffix('%').or_else(|| text.strip_suffix("procent")));
    let bare = percentage.map_or_else(|| without_unit(text, behind), str::trim_end);
    let found = captures(&GETAL, bare)
        .filter(|found| !found[1].is_empty() || found.get(3).is_some())
        .ok_or_else(|| wrong("is niet als getal te lezen"))?;
    let decimals = found.get(3).map_or("", |digits| digits.as_str());
    if found.get(2).is_some_and(|sign| sign.as_str() == ".") && decimals.len() == 3 && number(&found, 1) > 0 {
        return Err(wrong("kan op twee manieren worden gelezen"));
    }
    let mut thousandths = number(&found, 1) * 1000 + format!("{decimals:0<3}").parse::<u32>().unwrap_or_default();
    if percentage.is_some() {
        if !thousandths.is_multiple_of(100) {
            return Err(wrong("is een percentage dat niet in drie decimalen past"));
        }
        thousandths /= 100;
    }
    Ok(if thousandths.is_multiple_of(1000) { json!(thousandths / 1000) } else { json!(f64::from(thousandths) / 1000.0) })
}

fn geheel(text: &str) -> Result<Value, Unreadable> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<u32>().ok().filter(|_| digits);
    number.map(|number| json!(number)).ok_or_else(|| unreadable("is geen heel getal", "Schrijf alleen cijfers, zoals 12."))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::form::field::{Achter, Choice, Shape};

    fn behind(units: &[&str], procent: bool) -> Achter {
        Achter { woorden: units.iter().map(|unit| (*unit).to_owned()).collect(), procent }
    }

    fn number(units: &[&str]) -> Shape {
        Shape::Decimaal(behind(units, false))
    }

    fn reads(shape: &Shape, cases: &[(&str, Value)]) {
        for (text, value) in cases {
            assert_eq!(shape.read(text), Ok(Some(value.clone())), "{shape:?} {text}");
        }
    }

    fn refuses(shape: &Shape, texts: &[&str]) {
        for text in texts {
            assert!(shape.read(text).is_err(), "{shape:?} {text} {:?}", shape.read(text));
        }
    }

    #[test]
    fn reads_dates_as_people_write_them() {
        let day = json!("2025-03-14");
        let texts = [
            "14-03-2025",
            "14-3-2025",
            "14/03/2025",
            "14.3.2025",
            "14 03 2025",
            " 14 maart 2025 ",
            "14 mrt 2025",
            "14 Mrt. 2025",
            "vrijdag 14 maart 2025",
            "2025-03-14",
            "14maart2025",
        ];
        reads(&Shape::Datum(false), &texts.map(|text| (text, day.clone())));
        reads(
            &Shape::Datum(false),
            &[("1 sept. 2024", json!("2024-09-01")), ("29 feb 2024", json!("2024-02-29")), ("1 mei 2024", json!("2024-05-01"))],
        );
        refuses(
            &Shape::Datum(false),
            &["14-03-25", "30-02-2025", "31 juni 2025", "14 foo 2025", "maart 2025", "gisteren", "03/2025", "1-1-20255"],
        );
    }

    #[test]
    fn reads_times_and_lengths_of_time() {
        reads(
            &Shape::Tijd,
            &[("9:30", json!("09:30")), ("09.30 uur", json!("09:30")), ("14u05", json!("14:05")), ("9 uur", json!("09:00"))],
        );
        refuses(&Shape::Tijd, &["9", "24:00", "9:60", "half tien", "0930"]);
        let half = ["3:30", "3,5", "3,5 uur", "210 min", "210 minuten", "3 uur 30 min", "3 uur en 30 minuten", "3u30", "3:30 uur"];
        reads(&Shape::Minuten, &half.map(|text| (text, json!(210))));
        reads(&Shape::Minuten, &[("0", json!(0)), ("3 uur", json!(180)), ("45 min.", json!(45)), ("0:05", json!(5))]);
        refuses(&Shape::Minuten, &["3", "210", "3,30", "3,50", "3.30", "3:75", "een uur", "-3:30"]);
    }

    #[test]
    fn reads_numbers_and_does_not_guess() {
        reads(
            &number(&["fte"]),
            &[
                ("0,8", json!(0.8)),
                ("0.8", json!(0.8)),
                (",5", json!(0.5)),
                ("1", json!(1)),
                ("1,0", json!(1)),
                ("0,888 fte", json!(0.888)),
                ("32", json!(32)),
                ("0.889", json!(0.889)),
            ],
        );
        refuses(&number(&["fte"]), &["1.000", "0,8888", "veel", "80%", "1,2,3", "-1", ","]);
        refuses(&number(&["fte"]), &["0,8 uur", "36 pe"]);
        reads(&number(&["uren", "uur", "u"]), &[("21,6 uur", json!(21.6)), ("36 u", json!(36))]);
        reads(&Shape::Geheel(Achter::default()), &[("12", json!(12)), (" 7 ", json!(7))]);
        refuses(&Shape::Geheel(Achter::default()), &["1,5", "twaalf", "1234567890", "+3"]);
        reads(&Shape::JaNee, &[("ja", json!(true)), ("Nee", json!(false))]);
        refuses(&Shape::JaNee, &["misschien", "On"]);
    }

    #[test]
    fn reads_what_the_schema_leaves_no_doubt_about() {
        let share = Shape::Decimaal(behind(&["fte"], true));
        reads(
            &share,
            &[("80%", json!(0.8)), ("80 %", json!(0.8)), ("66,7 procent", json!(0.667)), ("100%", json!(1)), ("0,8 fte", json!(0.8))],
        );
        refuses(&share, &["66,67%", "%", "80 % fte", "€ 80"]);
        refuses(&number(&["uur"]), &["80%", "€ 36", "36 fte"]);
        let hours = number(&["uren per week", "uur per week", "uren", "uur", "u"]);
        reads(&hours, &[("36 uur", json!(36)), ("36u", json!(36)), ("36 Uur per week", json!(36)), ("21,6 uren", json!(21.6))]);
        reads(&number(&["pe-punten", "punten"]), &[("4 punten", json!(4)), ("4 PE-punten", json!(4))]);
        reads(&Shape::Geheel(behind(&["deelnemers"], false)), &[("12 deelnemers", json!(12)), ("12", json!(12))]);
        refuses(&Shape::Geheel(behind(&["deelnemers"], false)), &["12 stuks", "deelnemers"]);
        for text in ["heden", "Nu", "tot heden", "t/m heden", "tot en met heden", "lopend", "nog lopend", "loopt nog", "tot op heden"] {
            assert_eq!((Shape::Datum(true).read(text), Shape::VageDatum(true).read(text)), (Ok(None), Ok(None)), "{text}");
            assert!(Shape::Datum(false).read(text).is_err() && Shape::VageDatum(false).read(text).is_err(), "{text}");
        }
        refuses(&Shape::Datum(true), &["straks", "heden ten dage", "nu en dan"]);
        reads(&Shape::Datum(false), &[("14\u{2011}03\u{2011}2025\u{200b}", json!("2025-03-14"))]);
    }

    #[test]
    fn keeps_paragraphs_and_joins_what_wrapped_in_a_single_line() {
        reads(&Shape::Blok, &[("een\r\rtwee\r\ndrie", json!("een\n\ntwee\ndrie"))]);
        reads(&Shape::Tekst, &[("Gemeente \r\nVerzonnen  stad", json!("Gemeente Verzonnen  stad"))]);
        assert_eq!(Shape::Blok.read(" \r\n "), Ok(None));
    }

    #[test]
    fn reads_a_choice_by_what_is_stored_or_shown() {
        let shape = Shape::Keuze(vec![Choice { waarde: "langdurige_opleiding".to_owned(), label: "langdurige opleiding".to_owned() }]);
        reads(&shape, &[("langdurige_opleiding", json!("langdurige_opleiding")), ("Langdurige opleiding", json!("langdurige_opleiding"))]);
        refuses(&shape, &["opleiding"]);
    }

    #[test]
    fn reads_back_what_it_writes() {
        for (shape, value) in [
            (Shape::Datum(false), json!("2025-03-14")),
            (Shape::Tijd, json!("09:30")),
            (Shape::Minuten, json!(95)),
            (Shape::Minuten, json!(0)),
            (Shape::Minuten, json!(60000)),
            (number(&["fte"]), json!(0.889)),
            (number(&["fte"]), json!(36)),
            (Shape::Geheel(Achter::default()), json!(12)),
            (Shape::JaNee, json!(false)),
            (Shape::Blok, json!("een\n\n- twee\n- \"drie\" é")),
        ] {
            assert_eq!(shape.read(&shape.write(&value)), Ok(Some(value)));
        }
    }
}
