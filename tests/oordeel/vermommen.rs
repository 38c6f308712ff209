//! Turns an honest text or title into the same thing in disguise, the same way on every run.

/// A small generator of numbers (`SplitMix64`): no clock, no dependency.
pub(super) struct Toeval(u64);

impl Toeval {
    pub(super) fn new(seed: usize) -> Self {
        Self(seed as u64)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("a small number")
    }
}

/// What another writer could have put there.
const ANDERE_WOORDEN: &[&str] = &[
    "later",
    "overleg",
    "vooral",
    "opnieuw",
    "collega",
    "gesprek",
    "ochtend",
    "samen",
    "duidelijk",
    "afspraak",
    "meestal",
    "werkgever",
    "thuis",
    "verslag",
    "precies",
    "langzaam",
    "voorstel",
    "maandag",
    "buiten",
    "nieuwe",
    "andere",
    "gemeente",
    "vraag",
    "rustig",
    "daarom",
    "schema",
    "bijna",
    "plannen",
    "kantoor",
    "zeker",
    "helder",
    "betrokken",
    "moeilijk",
    "gisteren",
    "bespreken",
    "kandidaat",
    "steeds",
    "kleine",
    "team",
    "waarschijnlijk",
    "traject",
    "eerder",
    "aanpak",
    "rustdag",
    "vooraf",
    "cursus",
    "ruimte",
    "gewoon",
    "telefoon",
    "bericht",
];

fn per_word(text: &str, mut change: impl FnMut(usize, &str) -> String) -> String {
    let mut place = 0;
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            return word.to_owned();
        }
        place += 1;
        word.replacen(bare, &change(place, bare), 1)
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Every `n`-th word replaced.
fn elk_n_de(text: &str, n: usize, toeval: &mut Toeval) -> String {
    per_word(text, |place, word| match place % n {
        0 => ANDERE_WOORDEN[toeval.below(ANDERE_WOORDEN.len())].to_owned(),
        _ => word.to_owned(),
    })
}

fn zinnen(text: &str) -> Vec<String> {
    let flat = text.replace("\n- ", ". ").split_whitespace().collect::<Vec<_>>().join(" ");
    flat.split_inclusive(['.', ':', ';', ',']).map(|zin| zin.trim().to_owned()).filter(|zin| !zin.is_empty()).collect()
}

/// Sentences, or the parts of a single one, in the opposite order.
fn andere_volgorde(text: &str) -> String {
    let mut zinnen = zinnen(text);
    if zinnen.len() == 1 {
        return woordvolgorde(text);
    }
    zinnen.reverse();
    zinnen.join(" ")
}

const NAMEN: &[(&str, &str)] = &[
    ("Van Dalen", "De Jager"),
    ("Rivierstad", "Havenmond"),
    ("Merenveen", "Bergwolde"),
    ("Havenmond", "Merenveen"),
    ("M.K.", "A.B."),
    ("H.v.L.", "C.D."),
    ("S.E.", "P.W."),
    ("R.T.", "J.O."),
    ("2022", "2025"),
    ("2023", "2022"),
    ("2024", "2023"),
    ("2025", "2026"),
    ("maart", "juni"),
    ("februari", "oktober"),
    ("voorjaar", "najaar"),
    ("zomer", "winter"),
    ("herfst", "lente"),
    ("woensdag", "dinsdag"),
    ("maandag", "donderdag"),
    ("twee", "drie"),
    ("een man", "een vrouw"),
    ("zes", "zeven"),
];

fn andere_namen(text: &str) -> String {
    NAMEN.iter().fold(text.to_owned(), |text, (old, new)| text.replacen(old, new, 1))
}

const PERSOON: &[(&str, &str)] = &[
    ("ik", "zij"),
    ("ikzelf", "zijzelf"),
    ("mij", "haar"),
    ("mijn", "haar"),
    ("me", "haar"),
    ("wij", "zij"),
    ("ons", "hun"),
    ("onze", "hun"),
    ("heb", "heeft"),
    ("ben", "is"),
    ("wil", "wil"),
    ("zou", "zou"),
    ("bel", "belt"),
    ("vraag", "vraagt"),
    ("kan", "kan"),
    ("houd", "houdt"),
    ("blijf", "blijft"),
    ("stel", "stelt"),
    ("schrijf", "schrijft"),
    ("leg", "legt"),
    ("neem", "neemt"),
    ("luister", "luistert"),
    ("ken", "kent"),
    ("plan", "plant"),
    ("durf", "durft"),
];

fn derde_persoon(text: &str) -> String {
    per_word(text, |_, word| {
        let found = PERSOON.iter().find(|(old, _)| *old == word.to_lowercase()).map_or(word, |(_, new)| new);
        found.to_owned()
    })
}

/// Letters that look like others: Cyrillic and Greek.
fn lookalikes(text: &str) -> String {
    const PAIRS: [(char, char); 8] = [('a', 'а'), ('e', 'е'), ('o', 'ο'), ('p', 'р'), ('c', 'с'), ('x', 'х'), ('i', 'і'), ('v', 'ν')];
    text.chars().map(|c| PAIRS.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, other)| *other)).collect()
}

fn between_letters(text: &str, extra: char, every: usize) -> String {
    let letter = |(place, c): (usize, char)| if c.is_alphabetic() && place % every == 0 { vec![c, extra] } else { vec![c] };
    text.chars().enumerate().flat_map(letter).collect()
}

fn zonder_leestekens(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect::<String>().to_uppercase()
}

/// The first half of the text, and words of another.
fn halve(text: &str, other: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let half = words.len().div_ceil(2);
    format!("{} {}", words[..half].join(" "), other.split_whitespace().take(half).collect::<Vec<_>>().join(" "))
}

pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How few words a text may have for half of it to be a copy that can be seen.
const WOORDEN_VOOR_HALF: usize = 30;

/// All copies of a text in disguise, each with its kind. `other` is an honest text of somewhere else.
pub(super) fn kopieen(text: &str, other: &str, seed: usize) -> Vec<(&'static str, String)> {
    let mut toeval = Toeval::new(seed);
    let mut all = vec![
        ("kopie: letterlijk", text.to_owned()),
        ("kopie: zinnen in andere volgorde", andere_volgorde(text)),
        ("kopie: elk vierde woord anders", elk_n_de(text, 4, &mut toeval)),
        ("kopie: elk vijfde woord anders", elk_n_de(text, 5, &mut toeval)),
        ("kopie: elk zesde woord anders", elk_n_de(text, 6, &mut toeval)),
        ("kopie: namen, getallen en datums anders", andere_namen(text)),
        ("kopie: begin en eind erbij", format!("Dit wil ik er vooraf over zeggen. {text} Zo heb ik dat toen ervaren.")),
        ("kopie: hoofdletters en leestekens anders", zonder_leestekens(text)),
        ("kopie: lijkletters", lookalikes(text)),
        ("kopie: onzichtbare tekens", between_letters(text, ['\u{200b}', '\u{ad}', '\u{2060}'][seed % 3], 3)),
        ("kopie: in de derde persoon", derde_persoon(text)),
    ];
    if words(text) >= WOORDEN_VOOR_HALF {
        all.push(("kopie: de helft", halve(text, other)));
    }
    all
}

/// A title and its organiser.
pub(super) type Naam = (String, String);

fn vol(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

fn tikfout(text: &str, toeval: &mut Toeval) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let place = |at: &usize| chars[at - 1..at + 2].iter().all(|c| c.is_alphabetic()) && chars[*at] != chars[at + 1];
    let places: Vec<usize> = (1..chars.len() - 2).filter(place).collect();
    let at = places[toeval.below(places.len())];
    chars.swap(at, at + 1);
    chars.into_iter().collect()
}

fn accenten(text: &str) -> String {
    text.replacen('e', "é", 1).replacen('o', "ö", 1).replacen('a', "á", 1)
}

fn woordvolgorde(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (first, last) = words.split_at(words.len().div_ceil(2));
    [last, first].concat().join(" ")
}

/// How many ways there are to disguise a title.
pub(super) const VERMOMMINGEN: usize = 22;

/// A title in the `way`-th disguise: its kind, title and organiser.
pub(super) fn vermom(titel: &str, organisator: &str, way: usize, toeval: &mut Toeval) -> (&'static str, Naam) {
    let title = |kind, titel: String| (kind, (titel, organisator.to_owned()));
    let organiser = |organisator: String| ("organisator anders gespeld", (titel.to_owned(), organisator));
    match way {
        0 => title("leestekens", format!("{}!", titel.replace([':', '\''], ""))),
        1 => title("leestekens", titel.replace(' ', " – ")),
        2 => title("leestekens", format!("“{titel}”.")),
        3 => title("accenten", accenten(titel)),
        4 => title("spaties", titel.replace(' ', "\u{a0}")),
        5 => title("spaties", titel.replace(' ', "  ")),
        6 => title("onzichtbare tekens", between_letters(titel, '\u{200b}', 4)),
        7 => title("lijkletters", lookalikes(titel)),
        8 => title("lijkletters", vol(titel)),
        9 => title("nummering", format!("{titel} (1)")),
        10 => title("nummering", format!("{titel} deel 2")),
        11 => title("nummering", format!("{titel}, dag 3")),
        12 => title("nummering", format!("{titel} II")),
        13 => title("nummering", format!("Deel 2: {titel}")),
        14 => title("nummering", format!("{titel} - 2e bijeenkomst")),
        15 => title("woordvolgorde", woordvolgorde(titel)),
        16 => title("tikfout", tikfout(titel, toeval)),
        17 => title("hoofdletters", titel.to_uppercase()),
        18 => title("hoofdletters", titel.to_lowercase()),
        19 => organiser(organisator.to_uppercase()),
        20 => organiser(organisator.replace(" (fictief)", "")),
        _ => organiser(organisator.replace(" (fictief)", " B.V. (fictief)").replace("Stichting", "St.")),
    }
}
