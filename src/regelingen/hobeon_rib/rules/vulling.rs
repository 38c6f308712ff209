//! Whether a text says anything: there is nothing to read in it, or only what is put in a field until the text itself comes.
//!
//! Every rule that asks whether a text is there asks it here. A short honest answer ("Ja, in overleg.", "Geen") says something; whether
//! it is a good answer is for the assessor.

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::LazyLock;

use super::teksten;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::regelingen::hobeon_rib::norm::titels::{is_unseen, woorden};

/// A name, a title or an explanation that says nothing. Texts that the regeling asks for have rules of their own, which count what
/// says nothing as absent.
pub(crate) static TEKST_ZEGT_NIETS: Toets = Toets {
    rule: Rule {
        code: text("tekst-zegt-niets"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("In een veld staat niets, of alleen opvulling"),
        bron: text("S:62-63; eigen lezing: een veld zonder letter of cijfer is leeg, en opvulling zegt niets"),
        wat: text(
            "In het veld staat geen letter of cijfer, of alleen wat een plaats openhoudt: \"x\", \"volgt nog\", \"zie boven\", lorem ipsum, \
        de vraag zelf, of één letter of woord vele malen.",
        ),
        waarom: text("De beoordelaar leest wat er staat. Een veld dat niets zegt, telt als een veld dat nog niet is ingevuld."),
        voorbeeld: text("`\"titel\": \"x\"` bij een activiteit, of `\"leerdoel\": \"nog invullen\"`."),
        herstel: text("Schrijf in eigen woorden wat er hoort te staan. Hoeft het veld niet, laat het dan weg."),
        stage: Stage::Regeling,
    },
    check: zegt_niets,
};

fn zegt_niets(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let asked = namen(subject.dossier).into_iter().filter(|(_, naam)| is_blanco(naam)).map(|(path, _)| (path, Inhoud::Leeg, Ernst::TeDoen));
    let titles = titels(subject.dossier).into_iter().map(|(path, titel)| (inhoud(subject, &path, Some(&titel)), path));
    let titles = titles.filter(|(inhoud, _)| *inhoud != Inhoud::Tekst).map(|(inhoud, path)| (path, inhoud, Ernst::TeDoen));
    let free = teksten::blokken(subject.dossier).into_iter().chain(teksten::regels(subject.dossier));
    let free = free.filter(|(path, _)| is_free(path)).filter(|(path, text)| is_unfinished(subject, path, text));
    let free = free.map(|(path, _)| (path, Inhoud::Vulling, Ernst::Waarschuwing));
    asked.chain(titles).chain(free).map(|(path, inhoud, ernst)| of_field(subject, path, inhoud).weighed(ernst)).collect()
}

fn of_field(subject: &Subject<'_>, path: String, inhoud: Inhoud) -> Diagnostic {
    let label = subject.label(&path);
    let message = match inhoud {
        Inhoud::Leeg => format!("In het veld \"{label}\" staat geen letter of cijfer."),
        Inhoud::Vulling | Inhoud::Tekst => format!("Het veld \"{label}\" zegt niets: er staat alleen opvulling."),
    };
    Diagnostic::new(
        &TEKST_ZEGT_NIETS,
        path,
        message,
        "Schrijf in eigen woorden wat er hoort te staan. Hoeft het veld niet, laat het dan weg.",
    )
}

/// The names of persons; one letter may be a name.
fn namen(dossier: &Dossier) -> Vec<(String, &str)> {
    let kandidaat = dossier
        .kandidaat
        .iter()
        .flat_map(|kandidaat| [("voornaam_voorletters", &*kandidaat.voornaam_voorletters), ("achternaam", &*kandidaat.achternaam)]);
    let kandidaat = kandidaat.map(|(key, naam)| (format!("/kandidaat/{key}"), naam));
    let werknemers = dossier.werkverklaringen.iter().filter_map(|(place, verklaring)| {
        Some((format!("/werkverklaringen/{place}/werknemer/naam"), &*verklaring.werknemer.as_ref()?.naam))
    });
    kandidaat.chain(werknemers).collect()
}

/// The other texts of one line without which a document cannot be read.
fn titels(dossier: &Dossier) -> Vec<(String, &str)> {
    let verklaringen = || dossier.werkverklaringen.iter();
    let werkgevers = verklaringen().map(|(place, one)| (format!("/werkverklaringen/{place}/werkgever/naam"), &*one.werkgever.naam));
    let functies = verklaringen().flat_map(|(place, one)| {
        one.dienstverbanden
            .iter()
            .map(move |(row, rij)| (format!("/werkverklaringen/{place}/dienstverbanden/{row}/functie"), &*rij.functie))
    });
    let activiteiten = dossier.activiteiten.iter().map(|(place, one)| (format!("/activiteiten/{place}/titel"), &*one.titel));
    werkgevers.chain(functies).chain(activiteiten).collect()
}

/// Texts that nobody has to write.
fn is_free(path: &str) -> bool {
    const VRIJ: [&str; 8] = [
        "omschrijving_werkzaamheden",
        "inleiding",
        "functioneringsgesprek",
        "leerdoel",
        "wat_geleerd",
        "toepassing_in_werk",
        "toelichting",
        "omschrijving",
    ];
    let key = path.rsplit('/').next().unwrap_or_default();
    VRIJ.contains(&key) || (key == "titel" && path.starts_with("/ervaringsverklaring"))
}

/// Whether somebody still has to write what stands there; "n.v.t." in a field that is not asked for is an answer.
fn is_unfinished(subject: &Subject<'_>, path: &str, text: &str) -> bool {
    let answer = ["nvt", "niet", "van", "toepassing", "geen", "na"];
    inhoud(subject, path, Some(&text)) == Inhoud::Vulling
        && !woorden(text).iter().all(|woord| woord.len() < 2 || answer.contains(&woord.as_str()))
}

/// Inhoud: what a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inhoud {
    /// Something to read.
    Tekst,
    /// No letter and no digit.
    Leeg,
    /// Words, but they say nothing.
    Vulling,
}

/// Whether a field is as good as empty: absent, without a letter or digit, or filled with what says nothing.
pub(super) fn is_leeg(subject: &Subject<'_>, path: &str, text: Option<&impl Deref<Target = str>>) -> bool {
    inhoud(subject, path, text) != Inhoud::Tekst
}

/// What the field at this pointer holds. Its label and meaning repeated say nothing.
pub(super) fn inhoud(subject: &Subject<'_>, path: &str, text: Option<&impl Deref<Target = str>>) -> Inhoud {
    match text {
        None => Inhoud::Leeg,
        Some(text) => {
            let meaning = |path| subject.regeling.schema.description(path).unwrap_or_default();
            // An element of a list has no meaning of its own: it is asked for by the list.
            let list = path.rsplit_once('/').filter(|(_, last)| last.parse::<usize>().is_ok());
            of_text(text, &[subject.label(path), meaning(path), list.map_or("", |(list, _)| meaning(list))])
        }
    }
}

/// What a text holds, in a field with this label and meaning.
fn of_text(text: &str, vraag: &[&str]) -> Inhoud {
    if is_blanco(text) {
        return Inhoud::Leeg;
    }
    let begin: String = text.chars().take(BEGIN).collect();
    let woorden = woorden(&begin);
    let says_nothing = is_short(&woorden)
        || is_count(&woorden)
        || is_placeholder(&woorden)
        || is_repeated(&woorden)
        || is_latin(&woorden)
        || repeats(&woorden, vraag);
    if says_nothing { Inhoud::Vulling } else { Inhoud::Tekst }
}

/// Characters after which a text that says nothing yet says nothing.
const BEGIN: usize = 400;

/// Whether there is no letter and no digit in a text.
pub(super) fn is_blanco(text: &str) -> bool {
    !text.chars().any(|c| c.is_alphanumeric() && !is_unseen(c))
}

/// One letter, or one digit.
fn is_short(woorden: &[String]) -> bool {
    woorden.iter().map(|woord| woord.chars().count()).sum::<usize>() < 2
}

/// Whether there are only numbers, and they count or repeat: an empty numbered list, "000", "1 2 3", "i. ii. iii.".
fn is_count(woorden: &[String]) -> bool {
    const ROMEINS: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
    let roman = |woord: &String| ROMEINS.iter().position(|numeral| numeral == woord);
    let value = |woord: &String| roman(woord).map_or_else(|| woord.parse::<usize>().ok(), |place| Some(place + 1));
    let Some(values) = woorden.iter().map(value).collect::<Option<Vec<_>>>() else { return false };
    let counts = |step: usize| values.windows(2).all(|pair| pair[1].checked_sub(pair[0]) == Some(step));
    let digits = woorden.concat();
    let is_run = || digits.len() > 2 && RIJEN.iter().any(|row| row.contains(&digits));
    let same = || digits.len() > 1 && digits.bytes().all(|digit| digits.starts_with(char::from(digit)));
    (values.len() > 1 && (counts(0) || counts(1))) || is_run() || same()
}

type Woorden = LazyLock<HashSet<&'static str>>;

/// What stands for a text that is still to come, or that stands elsewhere.
static PLAATSHOUDERS: Woorden = LazyLock::new(|| {
    "nvt na nta todo tbd tba tbc pm volgt volgen later invullen aanvullen invoeren ingevuld aangevuld ingevoegd vullen vul \
     idem dito ibid zie see test testtekst hetzelfde zelfde bepalen wip sample text foo foobar hallo hello asd qwe xyz \
     lorum tekst tekstje voorbeeldtekst placeholder dummy blabla bla null none undefined leeg blanco toepassing applicable do done \
     soon above below ditto same fill concept conceptversie conceptekst conceptversies klad kladversie ntb nnb nntb ntv boven hierboven \
     hieronder bovenstaand bovenstaande onderstaand onderstaande bovengenoemd bovengenoemde bovenvermeld ommezijde zoz bekend \
     nothing attachment attachments attached annex appendix enclosed continued insert pending forthcoming follow follows \
     determined decided announced \
     siehe keine kein keiner keinen nichts entfallt anlage anhang folgt nachgereicht ausfullen auszufullen ausgefullt \
     einfugen eingefugt einzufugen eingeben trifft zutreffend platzhalter \
     mustertext beispieltext voir annexe annexes neant objet rien aucun aucune suivra completer remplir jointe inserer suivre definir"
        .split_whitespace()
        .collect()
});

/// Words that say something only beside others.
static LOS: Woorden = LazyLock::new(|| {
    "nog niet te in er is van dit dat de het een hier daar wordt worden moet moeten ik u uw mijn weet competentie situatie casus \
     antwoord opmerking portfolio bestand map mail hiervoor hierna bijgevoegd bijgevoegde deze volgende vorige vorig eerder \
     eerdere elders boven hierboven bovenstaand bovenstaande onder hieronder onderaan bijlage bijlagen bijl cv document dossier \
     formulier activiteit voorbeeld punt vraag veld pagina blz verslag ook als bij op voor zo graag straks misschien wel komt \
     komen to be not as the schrijven nader dus en of zoals conform reeds al bij hobeon doen maken uitwerken afmaken beschrijven bedenken \
     opzoeken uitzoeken navragen uit af ander andere aparte apart los losse separaat genoemd vermeld \
     see your here coming is will in place put type write enter please add an and this that mentioned already yet available provided \
     report file for wird werden noch oben unten ihr ihren zu nicht bitte der die das von und spater angabe angaben \
     sans ci dessus dessous non votre texte ici faire venir le la en encore piece joint fichier"
        .split_whitespace()
        .collect()
});

/// What a text can be found in, behind "zie".
static STUKKEN: Woorden = LazyLock::new(|| {
    "certificaat certificaten diploma bewijs bewijsstuk bewijsstukken deelnamebewijs getuigschrift brief scan pdf word excel link website \
     programma uitnodiging presentatie reader verklaring beoordeling functioneringsverslag functioneringsgesprek opgaveformulier \
     intervisieverslag ervaringsverklaring werkverklaring verslagen stukken toelichting"
        .split_whitespace()
        .collect()
});

/// Whether every word is a placeholder, a keyboard run or a word that says nothing without others, and one of them speaks for the rest.
/// In a long text a few real words do not help.
fn is_placeholder(woorden: &[String]) -> bool {
    let (mut cores, mut real) = (0, 0);
    let refers = woorden.first().is_some_and(|first| first == "zie");
    let loose = |woord: &str| LOS.contains(woord) || (refers && STUKKEN.contains(woord));
    for (place, woord) in woorden.iter().enumerate() {
        // "Zie bijlage 3" stands for a text, "ik zie het" is one.
        let sees = woord == "zie" && place > 0;
        if (PLAATSHOUDERS.contains(woord.as_str()) && !sees) || is_typed_at_random(woord) || is_short_run(woord) {
            cores += 1;
        } else if !sees && !loose(woord) && !woord.bytes().all(|byte| byte.is_ascii_digit()) {
            real += 1;
        }
        if real * 4 >= woorden.len().max(4) || (real > 0 && woorden.len() < 12) {
            return false;
        }
    }
    let waiting = woorden.len() > 1 && real == 0 && woorden.iter().any(|woord| woord == "nog");
    (real == 0 && cores > 0) || waiting || (woorden.len() >= 12 && cores * 2 > woorden.len())
}

/// Rows of a keyboard, the alphabet and the digits, forth and back.
const RIJEN: [&str; 14] = [
    "qwertyuiop",
    "poiuytrewq",
    "asdfghjkl",
    "lkjhgfdsa",
    "zxcvbnm",
    "mnbvcxz",
    "azertyuiop",
    "poiuytreza",
    "qsdfghjklm",
    "mlkjhgfdsq",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "1234567890",
    "0987654321",
];

/// Whether a word is one letter many times, a few letters over and over, a run over the keyboard, or has too few vowels to be said.
fn is_typed_at_random(woord: &str) -> bool {
    let letters = woord.as_bytes();
    let period = |n: usize| letters.len() >= n * 3 && letters.iter().zip(&letters[n..]).all(|(one, next)| one == next);
    let digits = || letters.iter().any(u8::is_ascii_digit);
    let vowels = || woord.matches(['a', 'e', 'i', 'o', 'u', 'y']).count();
    let few = || if letters.len() < 10 { vowels() == 0 } else { vowels() * 6 < letters.len() };
    let mumbled = || letters.len() >= 5 && few() && !digits() && woord.is_ascii();
    let one_letter = woord.chars().count() == 1 || period(1) || (letters.len() == 2 && letters[0] == letters[1]);
    (one_letter && !digits()) || (letters.len() > 4 && (1..=5).any(period)) || is_keyboard(woord) || mumbled()
}

/// Whether a word is three letters that lie beside each other where the fingers rest, or with which an alphabet begins or ends. Three
/// others that lie beside each other may be a word: hij, KLM.
fn is_short_run(woord: &str) -> bool {
    woord.len() == 3 && (["abc", "xyz", "zxc", "qwe"].contains(&woord) || RIJEN[2].contains(woord) || RIJEN[3].contains(woord))
}

/// Whether a word of four letters or more is made of runs of three or more along a row, forth or back.
fn is_keyboard(woord: &str) -> bool {
    let is_run = |part: Option<&str>| part.is_some_and(|part| RIJEN.iter().any(|row| row.contains(part)));
    let mut from = 0;
    while from < woord.len() {
        if !is_run(woord.get(from..from + 3)) {
            return false;
        }
        let longest = (from + 3..=woord.len()).take_while(|to| is_run(woord.get(from..*to))).last();
        from = longest.unwrap_or(woord.len());
    }
    woord.len() >= 4
}

/// Whether there are far too few different words for so many: with `n` words at least the two-thirds power of `n` must differ. Of a text
/// that somebody wrote many more do: of 12 words 10, of 400 words 200.
fn is_repeated(woorden: &[String]) -> bool {
    let n = woorden.len();
    let distinct = woorden.iter().collect::<HashSet<_>>().len();
    (n >= 2 && distinct == 1) || (n >= 5 && distinct.saturating_pow(3) < n.saturating_mul(n)) || has_few_letters(woorden)
}

/// Whether twelve letters or more are only three different ones.
fn has_few_letters(woorden: &[String]) -> bool {
    let mut known = [None; 3];
    let more = woorden.iter().flat_map(|woord| woord.bytes()).any(|letter| {
        let place = known.iter_mut().find(|known| known.is_none_or(|known| known == letter));
        place.map(|place| *place = Some(letter)).is_none()
    });
    !more && woorden.iter().map(String::len).sum::<usize>() >= 12
}

/// Words of the text that printers fill pages with.
static LATIJN: Woorden = LazyLock::new(|| {
    "lorem ipsum dolor amet consectetur consectetuer adipiscing elit eiusmod tempor incididunt labore dolore magna aliqua veniam \
     nostrud exercitation ullamco laboris aliquip commodo consequat duis aute irure reprehenderit voluptate velit cillum fugiat \
     nulla pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit"
        .split_whitespace()
        .collect()
});

/// Words beside each other in sentences that hold every letter, and in the text of printers.
const PROEFZINNEN: [[&str; 2]; 7] = [
    ["lorem", "ipsum"],
    ["brown", "fox"],
    ["lazy", "dog"],
    ["wijze", "lynx"],
    ["fikse", "aquaduct"],
    ["komplett", "verwahrlosten"],
    ["vieux", "whisky"],
];

/// Whether it is the text that printers fill pages with, or try letters with.
fn is_latin(woorden: &[String]) -> bool {
    let woorden = &woorden[..woorden.len().min(16)];
    let known = woorden.iter().filter(|woord| LATIJN.contains(woord.as_str())).count();
    let pair = woorden.windows(2).any(|pair| PROEFZINNEN.iter().any(|known| pair == known));
    pair || known == woorden.len() || (known >= 3 && known * 4 >= woorden.len())
}

/// Little words that a question and its repetition may differ in.
static VRAAGWOORDEN: Woorden = LazyLock::new(|| {
    "de het een en van ik u uw mijn mij je jij jouw wij we ons onze is was zijn heb heeft hebt had in op te voor bij aan met er om \
     dat die dit deze wat hoe wie welke waarom of als zelf"
        .split_whitespace()
        .collect()
});

/// Whether a text says nothing that its label and meaning do not say.
fn repeats(woorden: &[String], vraag: &[&str]) -> bool {
    // Each is said twice at most.
    if woorden.len() > 2 * vraag.iter().map(|text| text.split_whitespace().count()).sum::<usize>() + 8 {
        return false;
    }
    let meanings: Vec<Vec<String>> = vraag.iter().map(|text| self::woorden(text)).collect();
    let rest = meanings.iter().fold(woorden.to_vec(), |text, meaning| without_run(&text, meaning));
    let asked: HashSet<String> = vraag.iter().flat_map(|text| self::woorden(without_example(text))).collect();
    let little = |woord: &String| VRAAGWOORDEN.contains(woord.as_str());
    let mut said = rest.iter().filter(|woord| !little(woord)).peekable();
    // A text of little words only is an answer; what remains of the words of the question is not.
    (said.peek().is_some() || rest.len() < woorden.len()) && said.all(|woord| asked.contains(woord))
}

/// A text without these words, wherever all of them stand in this order.
fn without_run(text: &[String], run: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut rest = text;
    while let [first, others @ ..] = rest {
        if let Some(after) = rest.strip_prefix(run).filter(|_| run.len() > 1) {
            rest = after;
        } else {
            kept.push(first.clone());
            rest = others;
        }
    }
    kept
}

/// A meaning up to its example, which may well be the answer: "Hoe het overleg was opgezet: agenda, voorzitter, verslag."
fn without_example(meaning: &str) -> &str {
    [":", "bijvoorbeeld", "zoals"].iter().fold(meaning, |text, word| text.split(word).next().unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{Inhoud, of_text};

    const VRAAG: [&str; 2] = ["Leereffect voor het eigen werk", "Wat u ervan leerde voor uw eigen werk."];

    #[test]
    fn without_a_letter_or_digit_a_text_is_empty() {
        for text in [
            "",
            " ",
            ".",
            "- ",
            "\\",
            "**",
            "…",
            "?",
            "---",
            "\u{200b}",
            "\u{2060}\u{feff}",
            "\u{3164}",
            "_ _",
            "*\n*\n*",
            "“”",
            "\u{2800}",
        ] {
            assert_eq!(of_text(text, &VRAAG), Inhoud::Leeg, "{text:?}");
        }
    }

    #[test]
    fn knows_what_only_fills_a_field() {
        let long = ["x".repeat(400), "x ".repeat(400), "tekst ".repeat(50), "Dit is goed. ".repeat(30), "Wat u ervan leerde? ".repeat(9)];
        let short = [
            "x",
            "X.",
            "xx",
            "xxx",
            "n.v.t.",
            "N.v.t",
            "nvt",
            "n.v.t. n.v.t.",
            "volgt nog",
            "Volgt.",
            "Nog invullen!",
            "nog in te vullen",
            "TODO",
            "to do",
            "tbd",
            "zie boven",
            "Zie hierboven.",
            "zie bijlage 3",
            "Zie mijn cv",
            "zie ook het vorige verslag",
            "idem",
            "Idem dito",
            "lorem ipsum",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
            "dolor sit amet consectetur adipiscing elit",
            "asdf",
            "asdf asdf",
            "qwerty",
            "qwertyuiop",
            "asdfghjkl;",
            "sdfsdfsdf",
            "hahahahahaha",
            "bla bla bla",
            "blabla",
            "test",
            "Dit is een test",
            "Hier komt nog tekst",
            "wordt nog aangevuld",
            "moet ik nog invullen",
            "Leereffect voor het eigen werk",
            "leereffect",
            "Wat ik ervan leerde voor mijn eigen werk.",
            "Het leereffect voor mijn werk",
            "n.v.t. (zie bijlage)",
            "х",
            "ⅹ",
            "n/a",
            "Niet van toepassing",
            "nog niet",
            "ｎ．ｖ．ｔ．",
            "a",
            "1",
            "12345",
            "abcdef",
            "xxxx xxxx",
            "kjhgfd",
            "Lorem",
            "lkjhg fdsa",
            "ik moet dit nog invullen",
            "-- volgt --",
            "[tekst]",
            "not applicable",
            "see above",
            "fgh fgh fgh fgh",
            "000",
            "1 2 3",
            "3 4 5 6",
            "1.\n2.\n3.",
            "i. ii. iii.",
            "abc",
            "jkl;",
            "abc 123",
            "nog te doen",
            "concept",
            "Conceptversie",
            "n.t.b.",
            "zie deelnamebewijs",
            "zie de brief van hobeon",
            "Zoals hierboven.",
            "conform bovenstaand",
            "Bekend bij u",
            "reeds bekend",
            "z.o.z.",
            "See the attached file",
            "To be determined",
            "to follow",
            "will be provided later",
            "wird noch eingefügt (folgt)",
            "Noch nicht ausgefüllt: folgt",
            "keine Angaben",
            "trifft nicht zu (entfällt)",
            "à compléter",
            "voir ci-dessus",
            "The quick brown fox jumps over the lazy dog.",
        ];
        let missed = short.into_iter().map(str::to_owned).chain(long).filter(|text| of_text(text, &VRAAG) != Inhoud::Vulling);
        assert_eq!(missed.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn a_short_honest_answer_says_something() {
        let honest = [
            "Ja, in overleg.",
            "Geen",
            "Geen opmerkingen.",
            "Nee.",
            "Ja",
            "Minder snel oordelen.",
            "Ik vraag door.",
            "Luisteren",
            "Eerst bellen.",
            "Doorvragen, samenvatten, doorvragen.",
            "Ik heb geleerd eerder grenzen te stellen.",
            "Mijn werk is rustiger geworden.",
            "WIA en WGA",
            "Zie je wel, dacht ik: hij wil wel.",
            "De test bij de bedrijfsarts volgt later; ik bel hem.",
            "Stap voor stap opbouwen.",
            "Hij had nog niets gehoord.",
            "Zie de mens achter het dossier.",
            "Bij twijfel bel ik de bedrijfsarts.",
            "In het vervolg vraag ik om hulp.",
            "Hoe houd ik afstand?",
            "Hij zei: \"nee, nee, nee\", en liep weg.",
            "Ik zou de werkgever hebben gebeld.",
            "UWV",
            "SMO",
            "Spoor 2",
            "Week 1: 2 uur, week 2: 4 uur, week 3: 6 uur, week 4: 8 uur.",
            "Niets.",
            "De collega's hadden geen opmerkingen.",
            "Agressie de-escaleren",
            "Meer rust.",
            "Herstel.",
            "Niet meer invullen voor een ander.",
            "Loslaten",
            "Schrijven",
            "Herfstdracht",
            "Slechtst schrijvend strengst",
            "Zelfde doel, andere weg",
            "Ik zie het verslag.",
            "Ik bepaal zelf mijn grens",
            "Uitvoering NRTO-schrft",
            "Tekst en uitleg vragen",
            "Ik moet meer ruimte laten.",
            "Na afloop belde ik hem.",
            "opbouwen",
            "24 uur",
            "2024",
            "32",
            "Hij",
            "Niets doen.",
            "Boven verwachting.",
            "Boven zijn loonwaarde plaatsen.",
            "Hij was bekend met de regels.",
            "Ik ben bekender geworden met de Ziektewet.",
            "Certificaat behaald.",
            "Het certificaat gehaald en toegepast.",
            "Een concept geschreven voor het plan.",
            "Brief gestuurd.",
            "Bewijs verzameld.",
            "Verslag maken",
            "Een website gevonden met vacatures.",
            "Anders kijken.",
            "Het diploma is er nog niet.",
            "Pas later.",
            "De brief volgde een week later.",
        ];
        let alarms = honest.into_iter().filter(|text| of_text(text, &VRAAG) != Inhoud::Tekst);
        assert_eq!(alarms.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn what_the_meaning_gives_as_an_example_may_be_the_answer() {
        let vraag = ["Structuur van het vakoverleg", "Hoe het overleg was opgezet: agenda, voorzitter, verslag."];
        assert_eq!(of_text("Met een agenda, voorzitter en verslag.", &vraag), Inhoud::Tekst);
        for text in [
            "De structuur van het overleg",
            "Hoe het overleg was opgezet: agenda, voorzitter, verslag.",
            "HOE HET OVERLEG WAS OPGEZET; AGENDA, VOORZITTER, VERSLAG",
            "*Hoe het overleg was opgezet: agenda, voorzitter, verslag.*\n\nStructuur van het vakoverleg:",
        ] {
            assert_eq!(of_text(text, &vraag), Inhoud::Vulling, "{text}");
        }
        let more = "Hoe het overleg was opgezet: agenda, voorzitter, verslag. Wij hadden een agenda.";
        assert_eq!(of_text(more, &vraag), Inhoud::Tekst);
    }
}
