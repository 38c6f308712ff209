//! Which texts were taken over from an earlier one.
//!
//! Two texts are held against each other by their pairs of neighbouring words. A pair says something where others stand near it in both
//! texts, at the same distance: so a text of which every fourth word was replaced, or whose sentences changed places, is still a copy,
//! and a turn of phrase that somebody uses often is not. Of the shorter text the share of words in such pairs is measured, so that a
//! copy with a sentence added is still a copy; a run of words that is less than that stands in `reeks`. Only texts that share enough pairs are laid beside each other; what texts without
//! anything in common cost is their length.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::taal::GEWONE_WOORDEN;
use crate::regelingen::hobeon_rib::norm::titels::woorden;
use crate::schema::opmaak;

/// Letters of the longest word that every text has.
const LONGEST_COMMON: usize = 7;

/// Words that a text must have.
const MIN_WORDS: usize = 12;

/// Words from which half of a text is enough.
const LONG: usize = 40;

/// Share of the words of the shorter text, in percent, from which it was taken over; with less than [`LONG`] words a turn of phrase
/// weighs more, and it must be [`MIN_SHARE_SHORT`].
const MIN_SHARE: usize = 50;

/// See [`MIN_SHARE`].
const MIN_SHARE_SHORT: usize = 60;

/// Share of the pairs of the shorter text, in percent, from which two texts are laid beside each other.
const WORTH_A_LOOK: usize = 22;

/// How many pairs two texts must share at least.
const MIN_SHARED: usize = 3;

/// Share of the telling words, in percent, from which the same words in any order are a copy, and how many there must be.
const MIN_BAG: (usize, usize) = (75, 10);

/// How many texts one pair or word leads to.
const MOST_OWNERS: usize = 40;

/// How near another pair must stand, in words, and how much its distance may differ in the two texts.
const NEAR: usize = 10;

/// See [`NEAR`].
const SHIFT: usize = 2;

/// How many pairs must stand near.
const MIN_NEAR: usize = 2;

/// Woorden: the words of a text, as hashes, in order. Between two texts that were joined stands [`BREAK`].
#[derive(Debug, Clone, Default)]
pub(super) struct Stroom {
    pub(super) words: Vec<Word>,
}

/// A word, and whether it tells something: it is not one of those that every text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Word(pub(super) u64, pub(super) bool);

/// No word.
pub(super) const BREAK: Word = Word(0, false);

impl Stroom {
    /// The words of a text, without its mark-up.
    pub(super) fn of(text: &str) -> Self {
        let plain = opmaak::parse(text).map_or_else(|_| text.to_owned(), |blocks| opmaak::plain(&blocks));
        Self {
            words: woorden(&plain)
                .iter()
                .map(|word| Word(hash(word), word.len() > LONGEST_COMMON || !GEWONE_WOORDEN.contains(word.as_str())))
                .collect(),
        }
    }

    /// Several texts together; nothing runs on from one into the next.
    pub(super) fn joined<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        Self { words: parts.flat_map(|part| part.words.iter().copied().chain([BREAK])).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.words.iter().filter(|word| **word != BREAK).count()
    }

    /// The pairs of neighbours of which one tells something, each once.
    fn pairs(&self) -> Vec<u64> {
        let pairs = self.words.windows(2).filter(|pair| !pair.contains(&BREAK) && pair.iter().any(|word| word.1));
        sorted(pairs.map(|pair| mixed(pair[0].0, pair[1].0)).collect())
    }

    /// The words that tell something, each once.
    fn telling(&self) -> Vec<u64> {
        sorted(self.words.iter().filter(|word| word.1).map(|word| word.0).collect())
    }

    /// One number for the words in any order: the same for a text that was shuffled.
    fn bag(&self) -> u64 {
        self.words.iter().fold(0, |sum, word| mixed(word.0, 1).wrapping_add(sum))
    }
}

/// One number for two, in their order.
pub(super) fn mixed(one: u64, other: u64) -> u64 {
    one.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ other
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Place of the first earlier text from which one was taken over, and how much of it: in percent, or in words where it is a run of them.
pub(super) type Like = Option<(usize, usize)>;

/// For each text the first earlier one from which it was taken over.
pub(super) fn likes(texts: &[&Stroom]) -> Vec<Like> {
    let mut seen = Seen::default();
    texts.iter().enumerate().map(|(place, text)| seen.like(texts, place, text)).collect()
}

/// The texts so far.
#[derive(Default)]
struct Seen {
    bags: HashMap<u64, usize>,
    pairs: Index,
    telling: Index,
}

impl Seen {
    fn like(&mut self, texts: &[&Stroom], place: usize, text: &Stroom) -> Like {
        if text.len() < MIN_WORDS {
            return None;
        }
        let bag = text.bag();
        if let Some(same) = self.bags.get(&bag) {
            return Some((*same, 100));
        }
        self.bags.insert(bag, place);
        let by_pairs = self.pairs.put(place, &text.pairs(), WORTH_A_LOOK).into_iter();
        let by_pairs = by_pairs.filter_map(|(other, _, _)| Some((other, taken_over(text, texts[other])?)));
        let by_words = self.telling.put(place, &text.telling(), MIN_BAG.0).into_iter();
        let by_words = by_words.filter_map(|(other, shared, least)| Some((other, shuffled(text, texts[other], shared, least)?)));
        by_pairs.chain(by_words).min_by_key(|(other, share)| (*other, 100 - share))
    }
}

/// Which texts hold a hash, and how many hashes each text has.
#[derive(Default)]
struct Index {
    owners: HashMap<u64, Vec<usize>>,
    sizes: Vec<usize>,
}

impl Index {
    /// Adds a text; gives the earlier ones that share at least this part of the hashes of the shorter, in percent, with how many it
    /// shares and how many the shorter has.
    fn put(&mut self, place: usize, hashes: &[u64], percent: usize) -> Vec<(usize, usize, usize)> {
        let mut shared = vec![0; place];
        for hash in hashes {
            let owners = self.owners.entry(*hash).or_default();
            for owner in owners.iter() {
                shared[*owner] += 1;
            }
            if owners.len() < MOST_OWNERS {
                owners.push(place);
            }
        }
        self.sizes.resize(place, 0);
        let with_size = self.sizes.iter().map(|other| hashes.len().min(*other)).zip(shared).enumerate();
        let found = with_size.filter(|(_, (least, shared))| *shared >= MIN_SHARED && shared * 100 >= least * percent);
        let found = found.map(|(other, (least, shared))| (other, shared, least)).collect();
        self.sizes.push(hashes.len());
        found
    }
}

/// The share of the shorter text that was taken over, where it is enough.
fn taken_over(one: &Stroom, other: &Stroom) -> Option<usize> {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let share = covered(short, long) * 100 / short.len().max(1);
    let enough = if short.len() < LONG { MIN_SHARE_SHORT } else { MIN_SHARE };
    (share >= enough).then_some(share)
}

/// How many words of the first text stand in pairs that the other has too, with others near.
fn covered(short: &Stroom, long: &Stroom) -> usize {
    let mut places: HashMap<[u64; 2], Vec<usize>> = HashMap::new();
    for (place, pair) in pairs(long) {
        places.entry(pair).or_default().push(place);
    }
    let both = pairs(short).flat_map(|(place, pair)| places.get(&pair).into_iter().flatten().map(move |other| (place, *other)));
    let both: Vec<(usize, usize)> = both.collect();
    let mut is_covered = vec![false; short.words.len()];
    for (n, pair) in both.iter().enumerate() {
        if has_company(&both, n, *pair) {
            is_covered[pair.0] = true;
            is_covered[pair.0 + 1] = true;
        }
    }
    is_covered.into_iter().filter(|covered| *covered).count()
}

fn pairs(text: &Stroom) -> impl Iterator<Item = (usize, [u64; 2])> {
    let windows = text.words.windows(2).enumerate().filter(|(_, pair)| !pair.contains(&BREAK));
    windows.map(|(place, pair)| (place, [pair[0].0, pair[1].0]))
}

/// Whether enough other pairs stand near this one in both texts, at about the same distance. The pairs are in the order of the first.
fn has_company(both: &[(usize, usize)], n: usize, (place, other): (usize, usize)) -> bool {
    let beside = |pair: &&(usize, usize)| pair.0 != place && (pair.1 + place).abs_diff(other + pair.0) <= SHIFT;
    let before = both[..n].iter().rev().take_while(|pair| place - pair.0 <= NEAR).filter(beside);
    let after = both[n + 1..].iter().take_while(|pair| pair.0 - place <= NEAR).filter(beside);
    before.chain(after).take(MIN_NEAR).count() == MIN_NEAR
}

/// The share of the telling words, where the texts are about as long and nearly the same words stand in both.
fn shuffled(one: &Stroom, other: &Stroom, shared: usize, least: usize) -> Option<usize> {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    (least >= MIN_BAG.1 && long * 2 <= short * 3).then_some(shared * 100 / least.max(1))
}

#[cfg(test)]
mod tests {
    use super::{Like, Stroom, likes};

    fn compared(texts: &[&str]) -> Vec<Like> {
        let texts: Vec<Stroom> = texts.iter().map(|text| Stroom::of(text)).collect();
        likes(&texts.iter().collect::<Vec<_>>())
    }

    fn alike(one: &str, other: &str) -> bool {
        compared(&[one, other])[1].is_some()
    }

    const KORT: &str = "Ik vraag door naar wat iemand drijft en vat daarna samen wat ik hoorde.";
    const LANG: &str = "De werkgever wilde na zes weken stoppen met de proefplaatsing, omdat hij te weinig vooruitgang zag. Ik heb hem gevraagd \
        welke taken wel lukten en die samen met de voorman op een rij gezet. Daaruit bleek dat vooral het wisselen van werkplek te veel \
        energie kostte. Wij spraken een vaste plek af en breidden de uren met twee per week uit. Na drie maanden kreeg zij een contract.";

    /// Every n-th word is another one.
    fn changed(text: &str, n: usize, from: usize) -> String {
        let words = text.split(' ').enumerate().map(|(i, word)| if i % n == from { format!("anders{i}") } else { word.to_owned() });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sees_a_copy_with_every_fourth_word_changed() {
        for text in [KORT, LANG] {
            for n in [4, 5, 7, 10] {
                for from in 0..n {
                    let copy = changed(text, n, from);
                    assert!(alike(text, &copy) && alike(&copy, text), "{copy}");
                }
            }
        }
        assert!(!alike(LANG, &changed(LANG, 2, 0)));
    }

    #[test]
    fn sees_a_copy_in_another_dress() {
        let mut sentences: Vec<&str> = LANG.split(". ").collect();
        sentences.reverse();
        let mut words: Vec<&str> = LANG.split(' ').collect();
        words.sort_unstable();
        let other = [
            sentences.join(". "),
            changed(&sentences.join(". "), 4, 1),
            words.join(" "),
            LANG.to_uppercase(),
            LANG.replace('e', "е").replace('a', "а"),
            LANG.replace(' ', "\u{a0}\u{200b} "),
            format!("Ik begin met een zin van mijzelf die er nog niet stond. {LANG} En ik sluit af met nog een."),
            LANG.split(' ').enumerate().filter(|(i, _)| i % 5 != 4).map(|(_, word)| word).collect::<Vec<_>>().join(" "),
            LANG.split(' ')
                .enumerate()
                .map(|(i, word)| if i % 4 == 3 { format!("{word} toch") } else { word.to_owned() })
                .collect::<Vec<_>>()
                .join(" "),
            format!("- {}", LANG.replace(". ", ".\n- ")),
        ];
        for copy in other {
            assert!(alike(LANG, &copy) && alike(&copy, LANG), "{copy}");
        }
    }

    #[test]
    fn lets_short_texts_and_turns_of_phrase_come_back() {
        for (one, other) in [
            ("Ik vraag door en vat samen.", "Ik vraag door en vat samen."),
            (
                "Tijdens de intervisie bespraken wij hoe ik een klant aanspreek die afspraken vergeet zonder dat ik streng word.",
                "Tijdens de intervisie bespraken wij of een collega haar dossier mocht overdragen nu de spanning thuis te hoog opliep.",
            ),
            (
                "Ik heb geleerd dat ik eerder om hulp mag vragen als een traject vastloopt en de werkgever niet meer belt.",
                "Ik heb geleerd dat ik stiltes kan laten vallen, ook wanneer een cliënt boos de kamer uit wil lopen.",
            ),
            (
                "De klant vertelde dat zij zich door haar leidinggevende niet gezien voelde sinds de reorganisatie, en dat zij daarom niet \
                 meer naar de koffieruimte durfde. Ik heb vooral geluisterd en haar gevraagd wat zij nodig had om weer te komen.",
                "De leidinggevende zei dat de klant sinds de reorganisatie alles afhield. Volgens hem was er genoeg met haar gesproken; hij \
                 zag niet dat de koffieruimte voor haar een drempel was geworden. Ik heb hem uitgelegd wat zij nodig had.",
            ),
            (
                "Ik leg rechten en plichten uit in gewone taal en ga na of de boodschap is overgekomen.",
                "Ik leg werkgevers uit wat de wet van hen vraagt en stuur daarna een korte samenvatting in gewone taal.",
            ),
        ] {
            assert!(!alike(one, other), "{other}");
        }
    }

    #[test]
    fn names_the_first_earlier_text() {
        assert_eq!(compared(&[LANG, KORT, LANG, KORT, LANG]), [None, None, Some((0, 100)), Some((1, 100)), Some((0, 100))]);
        assert_eq!(compared(&["", ""]), [None, None]);
    }
}
