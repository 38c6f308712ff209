//! The words of a name as somebody wrote it: without accents, case, titles and what only looks like a letter.

use unicode_normalization::UnicodeNormalization;

/// Woord: one word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Woord {
    /// Its letters, plain and in lower case.
    pub(super) letters: String,
    /// Whether it stands for a longer one: a single letter, or a few with a full stop behind them.
    pub(super) afgekort: bool,
    /// Whether a comma stands behind it.
    pub(super) komma: bool,
}

/// How letters outside the Latin alphabet, and accents, are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lezing {
    /// By what they look like: a Cyrillic "о" is an o.
    Beeld,
    /// By what they sound like: a Cyrillic "р" is an r.
    Klank,
    /// As [`Lezing::Klank`], with "ö" as "oe", and "ij" and "y" the same.
    Ruim,
}

impl Lezing {
    pub(super) const ALLE: [Self; 3] = [Self::Beeld, Self::Klank, Self::Ruim];
}

/// Forms of address, titles and degrees.
const TITELS: &str = "\
    dhr heer meneer mijnheer mw mevr mevrouw mej mejuffrouw juffrouw mr mrs ms miss dr drs ir ing prof professor doctor ba bc bsc ma msc \
    mba mphil med bed llb llm phd rc ra rm em hbo";

/// Letters that look like a Latin one, each followed by it.
const BEELDEN: &str = "\
    аaеeоoрpсcхxуyіiјjѕsԁdԛqԝwһhкkмmнhтtвbгrіiАaВbЕeКkМmНhОoРpСcТtХxУyІiЈjЅs\
    οoνvαaρpτtυuχxιiκkεeηnγyΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxɑaɡgıiƖlոnօoսuհhցgӏl0o1l|l!l";

/// The words of a name in one reading, titles left out but for those of `own`: somebody may be called Ma.
pub(super) fn woorden(naam: &str, lezing: Lezing, own: &[Woord]) -> Vec<Woord> {
    let clean: String = naam.nfkc().filter(|c| !is_nothing(*c)).collect();
    let plain = plain(&clean, lezing);
    let mut words: Vec<Woord> = Vec::new();
    for piece in plain.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '\'') {
        let (letters, sign) = match piece.char_indices().next_back() {
            Some((at, sign)) if !sign.is_ascii_alphanumeric() && sign != '\'' => (&piece[..at], sign),
            _ => (piece, ' '),
        };
        let letters: String = letters.chars().filter(|c| *c != '\'').collect();
        if letters.is_empty() {
            if let (',', Some(last)) = (sign, words.last_mut()) {
                last.komma = true;
            }
            continue;
        }
        let afgekort = letters.len() == 1 || (sign == '.' && letters.len() <= 4);
        words.push(Woord { letters, afgekort, komma: sign == ',' });
    }
    without_titles(words, own)
}

/// Characters that take no room: hyphens that show only at a line end, marks of direction, joiners, variants.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters in ASCII and lower case.
fn plain(text: &str, lezing: Lezing) -> String {
    let seen: String = match lezing {
        Lezing::Beeld => as_seen(text),
        Lezing::Klank => text.to_owned(),
        Lezing::Ruim => text.to_lowercase().replace('ä', "ae").replace(['ö', 'ø'], "oe").replace('ü', "ue").replace('å', "aa"),
    };
    let apostrophes = seen.replace(['\u{2018}', '\u{2019}', '\u{201b}', '`', '\u{b4}'], "'");
    let lower = deunicode::deunicode(&apostrophes).to_lowercase();
    if lezing == Lezing::Ruim { lower.replace("ij", "y") } else { lower }
}

/// Every character that looks like a Latin letter, as that letter; so is a capital i behind a small letter an l.
fn as_seen(text: &str) -> String {
    let mut before = ' ';
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        let mut pairs = BEELDEN.chars().zip(BEELDEN.chars().skip(1)).step_by(2);
        let read = match pairs.find(|(from, _)| *from == c) {
            Some((_, read)) => read,
            None if c == 'I' && before.is_lowercase() => 'l',
            None => c,
        };
        seen.push(read);
        before = c;
    }
    seen
}

fn without_titles(words: Vec<Woord>, own: &[Woord]) -> Vec<Woord> {
    let is_title = |word: &Woord| is_in(TITELS, &word.letters) && !own.iter().any(|own| own.letters == word.letters);
    let mut kept: Vec<Woord> = Vec::new();
    for word in words {
        if !is_title(&word) {
            kept.push(word);
            continue;
        }
        // "de heer" and "den heer" are one form of address.
        if word.letters == "heer" {
            kept.pop_if(|before| ["de", "den"].contains(&before.letters.as_str()));
        }
    }
    kept
}

/// Whether a word stands in a list with spaces between the words.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::BEELDEN;

    #[test]
    fn everything_that_looks_like_a_letter_is_followed_by_it() {
        let characters: Vec<char> = BEELDEN.chars().collect();
        assert!(characters.chunks(2).all(|pair| !pair[0].is_ascii_alphabetic() && pair[1].is_ascii_lowercase()), "{characters:?}");
    }
}
