//! Runs of words that were taken over from an earlier text, word for word, whatever share of either text they are.
//!
//! What a writer says in many texts is a stock phrase, and what the form asks is nobody's own: a run is only told when enough of it is
//! neither. What it costs is the length of the texts.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::overname::{BREAK, Like, Stroom, mixed};

/// Words of a run.
const RUN: usize = 12;

/// Share of the shorter text, in percent, that a run must be, and words from which its share does not matter: two honest reports of one
/// writer begin with up to 13 words of the same, and they are a fifth of them.
const SHARE: (usize, usize) = (40, 16);

/// Words of a run that must be neither a stock phrase nor a question, and how many of them must tell something.
const OWN: (usize, usize) = (7, 3);

/// Words of the pieces of a stock phrase, and in how many texts each must stand.
const PHRASE: (usize, usize) = (5, 3);

/// Words of a run that no stock phrase has, however often it stands there.
const LONGER_THAN_A_PHRASE: usize = 24;

/// For each text the first words that an earlier one has too: which, and how many words. What stands in a question is not counted.
pub(super) fn runs(texts: &[&Stroom], vragen: &[Stroom]) -> Vec<Like> {
    let known = Known { texts, vragen, pieces: OnceCell::new() };
    let mut seen = HashMap::new();
    texts.iter().enumerate().map(|(place, text)| known.run(place, text, &mut seen)).collect()
}

/// The hash of each run of so many words, with the place where it begins.
fn windows(text: &Stroom, length: usize) -> impl Iterator<Item = (usize, u64)> {
    let windows = text.words.windows(length).enumerate().filter(|(_, window)| !window.contains(&BREAK));
    windows.map(|(at, window)| (at, window.iter().fold(0, |hash, word| mixed(hash, word.0))))
}

/// The pieces of what stands in many texts.
fn phrases(texts: &[&Stroom]) -> HashSet<u64> {
    let mut owners: HashMap<u64, (usize, usize)> = HashMap::new();
    for (place, text) in texts.iter().enumerate() {
        for (_, hash) in windows(text, PHRASE.0) {
            let (last, count) = owners.entry(hash).or_insert((place, 1));
            *count += usize::from(*last != place);
            *last = place;
        }
    }
    owners.into_iter().filter(|(_, (_, count))| *count >= PHRASE.1).map(|(hash, _)| hash).collect()
}

/// What is not a writer's own: the pieces of questions and of stock phrases, made once a run is found.
struct Known<'a> {
    texts: &'a [&'a Stroom],
    vragen: &'a [Stroom],
    pieces: OnceCell<[HashSet<u64>; 2]>,
}

/// Where a run of [`RUN`] words was first seen: in which text, and from which word on.
type Seen = HashMap<u64, (usize, usize)>;

impl Known<'_> {
    /// The first run of a text that was taken over; remembers the runs of this text.
    fn run(&self, place: usize, text: &Stroom, seen: &mut Seen) -> Like {
        let windows: Vec<(usize, u64)> = windows(text, RUN).collect();
        let mut taken = None;
        let mut next = 0;
        for (at, hash) in &windows {
            let Some((other, from)) = seen.get(hash).filter(|_| taken.is_none() && *at >= next) else { continue };
            let both = text.words[*at..].iter().zip(&self.texts[*other].words[*from..]);
            let length = both.take_while(|(one, with)| one == with && **one != BREAK).count();
            next = at + (length + 1).saturating_sub(RUN);
            let shorter = text.len().min(self.texts[*other].len());
            let enough = length >= SHARE.1 || length * 100 >= SHARE.0 * shorter;
            taken = (enough && self.is_own(text, *at, length)).then_some((*other, length));
        }
        for (at, hash) in windows {
            seen.entry(hash).or_insert((place, at));
        }
        taken
    }

    /// Whether enough of so many words from here on are neither a question nor a stock phrase.
    fn is_own(&self, text: &Stroom, at: usize, length: usize) -> bool {
        let covered = |pieces: &HashSet<u64>| {
            let mut covered = vec![false; text.words.len()];
            for (from, _) in windows(text, PHRASE.0).filter(|(_, hash)| pieces.contains(hash)) {
                covered[from..from + PHRASE.0].fill(true);
            }
            covered
        };
        let asked = || self.vragen.iter().flat_map(|vraag| windows(vraag, PHRASE.0)).map(|(_, hash)| hash).collect();
        let [asked, phrases] = self.pieces.get_or_init(|| [asked(), phrases(self.texts)]);
        let (asked, phrases) = (covered(asked), covered(phrases));
        let answer: Vec<usize> = (at..at + length).filter(|word| !asked[*word]).collect();
        let own: Vec<usize> = answer.iter().copied().filter(|word| !phrases[*word]).collect();
        let telling = own.iter().filter(|word| text.words[**word].1).count();
        answer.len() >= LONGER_THAN_A_PHRASE || (own.len() >= OWN.0 && telling >= OWN.1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::overname::{Like, Stroom};
    use super::runs;

    const DEEL: &str =
        "De gemeente wilde de uitkering stopzetten omdat hij drie keer niet op het spreekuur van de consulent was verschenen.";

    fn compared(texts: &[&str], vraag: &str) -> Vec<Like> {
        let texts: Vec<Stroom> = texts.iter().map(|text| Stroom::of(text)).collect();
        runs(&texts.iter().collect::<Vec<_>>(), &[Stroom::of(vraag)])
    }

    #[test]
    fn sees_a_run_in_texts_that_have_nothing_else_in_common() {
        let one = format!("{DEEL} Ik belde hem thuis en hoorde dat zijn vader was overleden.");
        let other =
            format!("Over een andere man schreef ik in mei een brief aan de rechter. {} Zo kreeg hij uitstel.", DEEL.to_uppercase());
        assert_eq!(compared(&[&one, &other], ""), [None, Some((0, 19))]);
        assert_eq!(compared(&[&other, &one], ""), [None, Some((0, 19))]);
    }

    #[test]
    fn lets_stock_phrases_and_questions_come_back() {
        let phrase = "De cursus sluit aan bij mijn werk als klantmanager in de regio Rivierland, omdat";
        let texts = ["ik vaak bel", "schulden veel voorkomen", "de wet verandert"].map(|end| format!("{phrase} {end}"));
        let texts = texts.each_ref().map(String::as_str);
        assert_eq!(compared(&texts, ""), [None; 3]);
        assert_eq!(compared(&texts[..2], phrase), [None; 2]);
        assert_eq!(compared(&texts[..2], ""), [None, Some((0, 14))]);
        let short = "Er was geen tijd meer om haar voor tijd te bellen";
        assert_eq!(compared(&[short, short], ""), [None; 2]);
        let opening = "Volgens de incidentmethode mochten de collega's eerst alleen vragen stellen en daarna raad geven.";
        let ends = ["Iemand vroeg naar het rooster van de week", "Het ging over schaamte en over de angst om"].map(|end| {
            format!(
                "{opening} {end} die niemand had gezien, en over wat een leidinggevende daarvan merkt als hij op tijd de kamer in loopt."
            )
        });
        assert_eq!(
            compared(&[&ends[0], &ends[0].replace("die niemand", "wat ieder").replace("leidinggevende daarvan", "ander")], ""),
            [None, Some((0, 22))]
        );
        assert_eq!(compared(&[&ends[0], &format!("{opening} {DEEL} {DEEL}")], ""), [None; 2]);
    }

    #[test]
    fn a_long_copy_is_one_however_often_it_stands_there() {
        let long = format!("{DEEL} {}", "Zijn moeder had de brieven steeds ongeopend bewaard in een la van het dressoir.");
        assert_eq!(compared(&[&long, &long, &long, &long], ""), [None, Some((0, 33)), Some((0, 33)), Some((0, 33))]);
    }
}
