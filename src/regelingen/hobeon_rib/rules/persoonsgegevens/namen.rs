//! Names of persons: a form of address ("mevrouw", "dhr.") with a capitalised name behind it.
//!
//! An initial alone is how a careful writer leaves a name out, and no finding. Words that are often capitalised but are no
//! names (languages, laws, organisations, the first word of a next sentence) stand in lists here.

use std::ops::Range;

use crate::patroon::{Patroon, after};

/// A form of address; only the abbreviations end in a full stop.
static AANSPREKING: Patroon = Patroon::new(
    r"(?x)
        \b(?:
        (?:[Mm]evrouw|MEVROUW|[Mm]eneer|MENEER|[Mm]ijnheer|[Mm]'neer|[Hh]eer|HEER|[Hh]eren|[Jj]uffrouw|[Ff]amilie)\b
        |(?:[Mm]evr|[Mm]ej|[Mm]w|[Mm]vr|[Dd]hr|[Ff]am|DHR|MEVR)\b\.?)",
);

/// A text that says that its names are invented.
static GEFINGEERD: Patroon = Patroon::new(
    r"(?ix)
        gefingeerd|pseudoniem|schuilnaa?m|(?:fictieve|verzonnen)\ naa?m
        |(?:niet|geen|anders\ dan)\ (?:(?:haar|zijn|de|hun)\ )?(?:echte|eigen|werkelijke)\ naa?m",
);

static VOORLETTERS: Patroon = Patroon::new(r"^(?:(?:\p{Lu}\p{Ll}?\.-?)+|\p{Lu})$");
static NAAM: Patroon = Patroon::new(r"^(?:\p{L}')?\p{Lu}[\p{L}'-]*\p{L}");

/// Titles between the form of address and the name.
const TITELS: &str = "mr mr. dr dr. drs drs. ir ir. ing ing. prof prof.";

/// Name particles. Capitalised they may open a name or a sentence; the word behind them tells.
const TUSSENVOEGSELS: &str = "van de der den ter ten te het 't d' von la le du da dos el al bin ibn ben";

/// Prepositions that are part of a name only with a particle behind them, as in "op den".
const VOORZETSELS: &str = "in op aan bij uit over onder voor";

/// Words that open a sentence.
const ZINSBEGIN: &str = "\
    ik jij je u hij zij ze wij we jullie men dit dat deze die er hier daar nu toen dan daarna daarom daardoor daarbij daarnaast \
    daarmee daarop hierna hierop hierdoor hierbij hiermee vervolgens uiteindelijk inmiddels later eerst ook maar en want dus toch \
    wel niet geen na naar met zonder door tijdens omdat doordat hoewel als wanneer terwijl zodat zodra sinds vanaf vanuit volgens \
    om tot tegen tussen binnen buiten per wat wie waar waarom hoe welke mijn zijn haar hun ons onze uw samen helaas gelukkig \
    achteraf vooraf bovendien tevens echter verder zo zelf alle alles iedereen niemand iemand soms vaak altijd nooit opnieuw weer \
    even kort graag zeker misschien wellicht mogelijk natuurlijk uiteraard kan kunt wilt wil heeft heb had hebt hebben is was \
    waren wordt werd moet moest mag zou zal gaat ging kwam komt weet dank bedankt nee ja nou één een twee drie pas sommige enkele \
    beide eigenlijk vooral mede ondanks dankzij gezien gevolg doel resultaat conclusie advies vraag aanleiding afgesproken \
    besproken gesprek afspraak volgende vorige eind begin";

/// Roles and things that a form of address may stand before.
const ROLLEN: &str = "\
    klant cliënt kandidaat werknemer werkgever collega leidinggevende begeleider deelnemer deelnemers inbrenger casusinbrenger \
    medewerker adviseur coach voorzitter directeur arts bedrijfsarts huisarts ambtenaar loket naam achternaam voorletter";

/// Languages, organisations, laws, programs and feasts.
const EIGENNAMEN: &str = "\
    nederlands nederlandse nederland engels engelse duits duitse frans franse spaans spaanse turks turkse arabisch arabische \
    pools poolse russisch oekraïens oekraïense farsi dari tigrinya somalisch koerdisch portugees italiaans chinees chinese \
    papiaments hindi urdu berbers vlaams fries roemeens bulgaars grieks hongaars servisch kroatisch bosnisch afghaans syrisch \
    marokkaans marokkaanse surinaams surinaamse antilliaans europees europese wajong participatiewet ziektewet werkloosheidswet \
    werkbedrijf werkplein werkgeversservicepunt gemeente humanitas slachtofferhulp thuiszorg sociale sociaal juridisch \
    belastingdienst politie reclassering word excel outlook teams office linkedin whatsapp zoom google microsoft windows \
    powerpoint facebook instagram indeed internet kerst pasen ramadan suikerfeest offerfeest corona covid";

/// How words end that are no names: laws, organisations, roles, nationalities.
const UITGANGEN: [&str; 8] = ["wet", "dienst", "zorg", "bedrijf", "loket", "uitkering", "manager", "iër"];

/// The names that stand behind a form of address, the form of address included.
pub(super) fn namen(text: &str) -> Vec<Range<usize>> {
    if GEFINGEERD.is_match(text) {
        return Vec::new();
    }
    AANSPREKING.places(text).filter_map(|title| Some(title.start..title.end + name_length(text, title.end)?)).collect()
}

/// Bytes from behind the form of address to the end of the name, if a name stands there.
fn name_length(text: &str, at: usize) -> Option<usize> {
    let line = after(text, at, 80).split('\n').next()?;
    let glued = text[..at].ends_with('.');
    if !(glued || line.starts_with(' ')) {
        return None;
    }
    let mut length = 0;
    let mut before = Before::Title;
    for piece in line.split_inclusive(' ') {
        let start = length + piece.len() - piece.trim_start_matches(['*', '_', '(', '"', '“', '„', ' ']).len();
        length += piece.len();
        let word = line[start..length].trim_end();
        before = match Word::of(word) {
            Word::Nothing => before,
            Word::Letters { dotted } => {
                if dotted {
                    Before::DottedLetters
                } else {
                    before
                }
            }
            Word::Particle { capital } if capital && before == Before::DottedLetters => return None,
            Word::Particle { .. } => Before::Title,
            Word::Preposition => Before::Preposition,
            Word::Name(_) if before == Before::Preposition => return None,
            Word::Name(name) => return is_name(name).then_some(start + name.len()),
            Word::Other => return None,
        };
    }
    None
}

/// What stood before a word.
#[derive(PartialEq)]
enum Before {
    Title,
    /// A letter with a full stop: the next word may open a sentence.
    DottedLetters,
    /// A preposition, that needs a particle behind it.
    Preposition,
}

/// What a word behind a form of address can be.
enum Word<'t> {
    Nothing,
    Letters { dotted: bool },
    Particle { capital: bool },
    Preposition,
    Name(&'t str),
    Other,
}

impl<'t> Word<'t> {
    fn of(word: &'t str) -> Self {
        let lower = word.to_lowercase();
        if word.is_empty() || holds(TITELS, &lower) {
            Self::Nothing
        } else if holds(TUSSENVOEGSELS, &lower) {
            Self::Particle { capital: word.starts_with(char::is_uppercase) }
        } else if holds(VOORZETSELS, word) {
            Self::Preposition
        } else if VOORLETTERS.is_match(word) {
            Self::Letters { dotted: word.ends_with('.') }
        } else {
            NAAM.places(word).next().map_or(Self::Other, |place| Self::Name(&word[place]))
        }
    }
}

fn is_name(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or(word).trim_end_matches("'s");
    let lower = first.to_lowercase();
    let shouted = first.chars().all(char::is_uppercase) && first.chars().count() < 5;
    let listed = [ZINSBEGIN, ROLLEN, EIGENNAMEN].iter().any(|list| holds(list, &lower));
    let thing = UITGANGEN.iter().any(|end| lower.len() > end.len() + 2 && lower.ends_with(end));
    !(shouted || listed || thing)
}

fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Every pattern of this module.
#[cfg(test)]
pub(super) static PATRONEN: &[&Patroon] = &[&AANSPREKING, &GEFINGEERD, &VOORLETTERS, &NAAM];
