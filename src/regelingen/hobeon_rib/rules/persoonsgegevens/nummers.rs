//! Numbers that belong to a person: burgerservicenummer, bank account, telephone, postal code with house number.

use std::ops::Range;

use crate::patroon::{Patroon, after, before};

/// Nine digits, perhaps glued to what they are called: together, or in the groups in which people write them.
static NEGEN_CIJFERS: Patroon = Patroon::new(
    r"(?x)
        (?:\b|\b(?i:bsn|nr|nummer))
        (?:\d{9}|\d{3}(?:\ \d{3}\ |\.\d{3}\.|-\d{3}-)\d{3}
        |\d{4}(?:\ \d\d\ |\.\d\d\.)\d{3}|\d\d\ \d{3}\ \d\d\ \d\d|\d\d(?:\.\d\d){2}\.\d{3})\b",
);

/// What numbers of organisations, orders and books are called, at the end of the words before a number.
static ANDER_NUMMER: Patroon = Patroon::new(
    r"(?ix)
        \b(?:kvk|kamer\ van\ koophandel|rsin|btw|vat|factu|order|bestel|isbn|issn
        |artikel|product|serie|project|crebo|polis|lbs|big)[\p{L}-]*\.?
        (?:[\ -]?(?:nummer|nr|no))?[\ .:\#=]*(?:is\ |van\ |met\ )?[\ :\#]*$",
);

/// What case numbers are called: they are no telephone numbers, though a client's number may be a BSN.
static ZAAKNUMMER: Patroon = Patroon::new(
    r"(?ix)
        \b(?:zaak|dossier|referentie|kenmerk|registratie|certificaat|melding|ticket|(?:klant|cliënt)-?n)[\p{L}-]*\.?
        (?:[\ -]?(?:nummer|nr|no|id))?[\ .:\#=]*(?:is\ |van\ |met\ )?[\ :\#]*$",
);

static MUNT_ERVOOR: Patroon = Patroon::new(r"(?i)(?:€|\beur|\beuro|\$|£)[ :]*$");
static MUNT_ERNA: Patroon = Patroon::new(r"(?i)^ ?(?:,-|€|euro\b|eur\b|%|procent\b|stuks\b|keer\b|views\b)");

/// Burgerservicenummers: nine digits that pass the elfproef and are not an amount or the number of something else.
pub(super) fn bsn(text: &str) -> Vec<Range<usize>> {
    let numbers = NEGEN_CIJFERS.places(text).filter(|place| elfproef(&digits(&text[place.clone()])));
    numbers.filter(|place| stands_alone(text, place) && !is_grouped_further(text, place) && !is_other(text, place)).collect()
}

/// The check of a BSN: weights 9 to 2 and -1, sum a multiple of eleven.
fn elfproef(digits: &[i32]) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    digits.len() == weights.len() && sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

fn digits(text: &str) -> Vec<i32> {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|digit| i32::try_from(digit).ok()).collect()
}

/// Whether a number is an amount, or is said to be the number of something that is not a person.
fn is_other(text: &str, place: &Range<usize>) -> bool {
    let words = before(text, place.start, 40);
    MUNT_ERVOOR.is_match(words) || ANDER_NUMMER.is_match(words) || MUNT_ERNA.is_match(after(text, place.end, 12))
}

/// Whether no letter, digit or further part of a number touches the place.
fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let mut left = text[..place.start].chars().rev();
    let mut right = text[place.end..].chars();
    !touches(left.next(), left.next()) && !touches(right.next(), right.next())
}

fn touches(next: Option<char>, second: Option<char>) -> bool {
    match next {
        Some('.' | ',' | '-' | '/' | ':' | '_') => second.is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// Whether a number in groups goes on with another group: it is longer than it looks.
fn is_grouped_further(text: &str, place: &Range<usize>) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut left = text[..place.start].chars().rev();
    let mut right = text[place.end..].chars();
    text[place.clone()].contains(' ')
        && ((left.next() == Some(' ') && is_digit(left.next())) || (right.next() == Some(' ') && is_digit(right.next())))
}

static IBAN_BEGIN: Patroon = Patroon::new(r"\b[A-Za-z]{2} ?\d{2}[ .-]?[A-Za-z0-9]");

/// Characters of an IBAN by country: the euro area, its neighbours, and where many accounts of clients are held.
const IBAN_LENGTHS: [(&str, usize); 35] = [
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IT", 27),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MA", 28),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
];

/// Bank accounts: an IBAN of the right length that passes its check, with or without separators.
pub(super) fn iban(text: &str) -> Vec<Range<usize>> {
    IBAN_BEGIN.places(text).filter_map(|place| iban_at(text, place.start)).collect()
}

fn iban_at(text: &str, start: usize) -> Option<Range<usize>> {
    let country = text.get(start..start + 2)?.to_ascii_uppercase();
    let (_, length) = IBAN_LENGTHS.iter().find(|(code, _)| *code == country)?;
    let (number, end) = collect(&text[start..], *length)?;
    let ends = !text[start + end..].starts_with(|c: char| c.is_alphanumeric());
    (ends && mod97(&number)).then_some(start..start + end)
}

/// The first letters and digits of a text, at most one separator between two, and the byte behind the last.
fn collect(text: &str, length: usize) -> Option<(String, usize)> {
    let mut number = String::new();
    let mut separated = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() {
            number.push(c.to_ascii_uppercase());
            separated = false;
        } else if separated || !matches!(c, ' ' | '.' | '-') {
            return None;
        } else {
            separated = true;
        }
        if number.len() == length {
            return Some((number, at + 1));
        }
    }
    None
}

/// The check of an IBAN (ISO 13616): the first four characters at the end, letters as 10 to 35, remainder 1 by 97.
fn mod97(number: &str) -> bool {
    let (head, tail) = number.split_at(4.min(number.len()));
    let values = tail.chars().chain(head.chars()).filter_map(|c| c.to_digit(36));
    values.fold(0, |rest, value| (rest * if value < 10 { 10 } else { 100 } + value) % 97) == 1
}

static MOBIEL: Patroon = Patroon::new(r"\(?\b06[ .()/-]{0,3}\d(?:[ .-]?\d){7}\b");
static VAST: Patroon = Patroon::new(r"\(?\b0[1-578]\d{1,2}[ .()/-]{0,3}\d(?:[ .-]?\d){5,6}\b");
static INTERNATIONAAL: Patroon = Patroon::new(r"(?:\+|\b00)[1-9]\d{0,2}(?: ?\(0\))?[ .()/-]{0,3}\d(?:[ .-]?\d){7,10}\b");
static BEGINT_MET_DATUM: Patroon = Patroon::new(r"^\d\d[-./ ]\d\d[-./ ](?:19|20)\d\d\b");

/// Area codes of the Netherlands, without the numbers that everybody may call (0800, 0900).
const NETNUMMERS: &str = "010 013 014 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 \
    076 077 078 079 084 085 087 088 0111 0113 0114 0115 0117 0118 0161 0162 0164 0165 0166 0167 0168 0172 0174 0180 0181 0182 0183 \
    0184 0186 0187 0222 0223 0224 0226 0227 0228 0229 0251 0252 0255 0294 0297 0299 0313 0314 0315 0316 0317 0318 0320 0321 0341 0342 \
    0343 0344 0345 0346 0347 0348 0411 0412 0413 0416 0418 0475 0478 0481 0485 0486 0487 0488 0492 0493 0495 0497 0499 0511 0512 0513 \
    0514 0515 0516 0517 0518 0519 0521 0522 0523 0524 0525 0527 0528 0529 0541 0543 0544 0545 0546 0547 0548 0561 0562 0566 0570 0571 \
    0572 0573 0575 0577 0578 0591 0592 0593 0594 0595 0596 0597 0598 0599";

/// Telephone numbers: Dutch mobile and geographic ones, and international ones with a plus or 00.
pub(super) fn telefoon(text: &str) -> Vec<Range<usize>> {
    let national = MOBIEL.places(text).chain(VAST.places(text).filter(|place| has_netnummer(&text[place.clone()])));
    let national = national.filter(|place| digits(&text[place.clone()]).len() == 10);
    let all = national.chain(INTERNATIONAAL.places(text).filter(|place| is_international(&text[place.clone()])));
    let mut places: Vec<_> = all.filter(|place| stands_alone(text, place) && !is_case(text, place)).collect();
    places.sort_by_key(|place| place.start);
    places
}

fn is_case(text: &str, place: &Range<usize>) -> bool {
    let starts_with_date = BEGINT_MET_DATUM.is_match(&text[place.clone()]);
    starts_with_date || is_other(text, place) || ZAAKNUMMER.is_match(before(text, place.start, 40))
}

fn has_netnummer(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let group: String = number.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
    let together = group.len() == digits.len();
    NETNUMMERS.split_whitespace().any(|code| group == code || (together && digits.starts_with(code)))
}

/// Of a Dutch number nine digits follow the country; others have ten to thirteen in all.
fn is_international(number: &str) -> bool {
    let digits: String = number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    match digits.strip_prefix("31") {
        Some(rest) => rest.len() == 9 || (rest.len() == 10 && rest.starts_with('0')),
        None => (10..=13).contains(&digits.len()) && !number.contains('.'),
    }
}

static POSTCODE: Patroon = Patroon::new(r"\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})\b");
static HUISNUMMER_ERNA: Patroon = Patroon::new(r"^[ ,]*(?i:huisnummer|nummer|nr|no)?[ .:#]*[1-9]\d{0,4} ?[A-Za-z]?\b");
static EENHEID_ERNA: Patroon = Patroon::new(
    r"(?ix)
        ^[\ ,]*\d+
        (?:[:.,]\d
        |[\ -]?(?:%|procent|uur|uren|min|maand|we[ek]|dag|jaar|jaren|punt|keer|euro|pe\b|km|klant|deeln|mens|dossier|traject
        |januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))",
);
static HUISNUMMER_ERVOOR: Patroon =
    Patroon::new(r"\p{Lu}[\p{L}'.-]{2,} (?:nr\.? ?|nummer )?[1-9]\d{0,4} ?[A-Za-z]?(?:[ -]\d{1,4})?,?[ \n(]{0,2}$");

/// Abbreviations that follow a year, so that the two look like a postal code.
const NA_JAARTAL: &str = "AD AI AO BA BV CV EU FG HR IB IO IQ IT KM MB MD MT NL OR OV PE PW RI SW TW VA VN WA WB WO WW WZ ZW";

/// Postal codes with a house number behind them, or with a street and number before them.
pub(super) fn adres(text: &str) -> Vec<Range<usize>> {
    POSTCODE.places(text).filter(|place| is_address(text, place)).collect()
}

fn is_address(text: &str, place: &Range<usize>) -> bool {
    let (code, behind) = (&text[place.clone()], after(text, place.end, 40));
    let (year, letters) = (&code[..4], code[4..].trim_start());
    let is_year = (year.starts_with("19") || year.starts_with("20")) && NA_JAARTAL.split(' ').any(|short| short == letters);
    let number_behind = HUISNUMMER_ERNA.is_match(behind) && !EENHEID_ERNA.is_match(behind);
    !is_year && stands_alone(text, place) && (number_behind || HUISNUMMER_ERVOOR.is_match(before(text, place.start, 60)))
}

/// Every pattern of this module.
#[cfg(test)]
pub(super) static PATRONEN: &[&Patroon] = &[
    &NEGEN_CIJFERS,
    &ANDER_NUMMER,
    &ZAAKNUMMER,
    &MUNT_ERVOOR,
    &MUNT_ERNA,
    &IBAN_BEGIN,
    &MOBIEL,
    &VAST,
    &INTERNATIONAAL,
    &BEGINT_MET_DATUM,
    &POSTCODE,
    &HUISNUMMER_ERNA,
    &EENHEID_ERNA,
    &HUISNUMMER_ERVOOR,
];
