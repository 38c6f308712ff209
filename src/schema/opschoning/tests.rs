use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::schoon;
use crate::schema::opmaak::{Blok, parse, plain};

fn blok(text: &str) -> String {
    schoon(text, true).tekst
}

fn told(text: &str, is_blok: bool) -> String {
    schoon(text, is_blok).wat.zin().unwrap_or_default()
}

#[test]
fn takes_out_what_nobody_sees_and_says_so() {
    let text = "\u{feff}re\u{ad}inte\u{ad}gra\u{ad}tie\u{200b}\u{200e} van\u{2009}een\u{202f}niet\u{2011}klant\u{7}\u{2060}";
    assert_eq!(blok(text), "reintegratie van een niet-klant");
    assert_eq!(
        told(text, true),
        "3 zachte afbreekstreepjes weg, 5 onzichtbare tekens weg, 1 bijzonder streepje gewoon gemaakt, 2 bijzondere spaties gewoon gemaakt"
    );
    assert_eq!(blok("een\u{b}twee\u{c}drie\r\nvier\u{2028}vijf"), "een\ntwee\ndrie\nvier\nvijf");
    assert_eq!(blok("\u{202a}06\u{202c} en \u{2068}x\u{2069}"), "06 en x");
    assert_eq!(blok("Zoe\u{200b}\u{308} zei \u{93}ja\u{94} \u{96} \u{f0e0} klaar"), "Zoë zei “ja” – → klaar");
}

#[test]
fn leaves_what_can_mean_something() {
    for text in [
        "om\u{202e}gekeerd",
        "een \u{fffd} en \u{fffc}",
        "می\u{200c}خواهم",
        "\u{1f469}\u{200d}\u{1f680}",
        "\u{f041} en \u{e000}",
        "§ 3 en · los",
        "\u{e0041}x",
    ] {
        assert_eq!(blok(text), text, "{text:?}");
        assert_eq!(told(text, true), "", "{text:?}");
    }
}

#[test]
fn makes_lists_of_the_marks_of_other_programs() {
    for text in [
        "•\ta\n•\tb",
        "• a\n• b",
        "•a\n•b",
        "\u{f0b7}\ta\n\u{f0b7}\tb",
        "\u{f0a7} a\n\u{f0a7} b",
        "\u{f0d8}\ta\n\u{f0d8}\tb",
        "\u{f0fc}\ta\n\u{f0fc}\tb",
        "\u{f076}\ta\n\u{f076}\tb",
        "· a\n· b",
        "·\u{a0}\u{a0}\u{a0}a\n·\u{a0}\u{a0}\u{a0}b",
        "– a\n– b",
        "–\ta\n– b",
        "o\ta\no\tb",
        "o   a\no   b",
        "▪ a\n■ b",
        "‣ a\n‣ b",
        "-\ta\n-\tb",
        "\u{2011} a\n\u{2011} b",
        "•\na\n•\nb",
        "  •\ta\n  •\tb",
    ] {
        if text.contains('■') {
            assert_eq!(blok(text), "- a\n  - b", "{text:?}");
        } else {
            assert_eq!(blok(text), "- a\n- b", "{text:?}");
            assert!(told(text, true).contains("2 opsommingstekens een lijst geworden"), "{text:?} {}", told(text, true));
        }
    }
    assert_eq!(blok("1.\ta\n2.\tb\n10.\tc"), "1. a\n2. b\n\n10) c");
    assert_eq!(blok("1)\ta\n2)\tb"), "1. a\n2. b");
    assert_eq!(blok("Stappen:\n4.\ta\n5.\tb"), "Stappen:\n\n4. a\n5. b");
    assert_eq!(blok("1.\ta\n•\tb\n•\tc\n2.\td"), "1. a\n   - b\n   - c\n2. d");
    assert_eq!(blok("•\ta\no\tb\n▪\tc\n•\td"), "- a\n  - b\n    - c\n- d");
    assert_eq!(blok("•\ta\n\t•\tb\n\t\t•\tc\n\t•\td\n•\te"), "- a\n  - b\n    - c\n  - d\n- e");
}

#[test]
fn leaves_prose_that_looks_like_a_list() {
    for text in [
        "– Hoe gaat het?\n– Goed.",
        "– “Goed”, zei hij.\n– En verder",
        "– 5 graden\n– 3 graden",
        "– zo begon het",
        "o wee\no jee",
        "- 5 graden",
        "1. a\n2. b",
        "3 keer\n4 keer",
        "■■■□□",
        "ü is een letter",
        "→ zie hieronder",
        "(1) en verder",
    ] {
        assert_eq!(blok(text), text, "{text:?}");
        assert_eq!(told(text, true), "", "{text:?}");
    }
    // A dash that only looked special stays a dash.
    assert_eq!(blok("\u{2011} 5 graden"), "– 5 graden");
}

#[test]
fn keeps_what_belongs_to_a_point_with_it_and_what_follows_apart() {
    assert_eq!(blok("•\ta\u{b}vervolg\n•\tb"), "- a\n  vervolg\n- b");
    assert_eq!(blok("• a\n  ingesprongen\n• b\nen verder"), "- a\n  ingesprongen\n- b\n  en verder");
    assert_eq!(blok("Doel:\n• a\n• b\nActies:\n• c\nDaarna ging ik."), "Doel:\n- a\n- b\n\nActies:\n- c\n\nDaarna ging ik.");
    let wrapped = "• een punt dat zo lang is dat de regel ervan vol was bij\nAnna van Fictief, en doorliep";
    assert_eq!(blok(wrapped).matches("\n  Anna").count(), 1);
    assert_eq!(blok("      een\n• b"), "een\n- b");
}

#[test]
fn makes_lines_of_the_rows_of_a_table() {
    assert_eq!(blok("Datum\tWat\n1 mei\tintake\n\tgesprek"), "Datum; Wat\n1 mei; intake\n–; gesprek");
    assert_eq!(blok("Naam:\t\tSam\nPlaats:\t\tX"), "Naam: Sam\nPlaats: X");
    assert_eq!(blok("a\tb\tc\nd\te"), "a; b; c\nd; e");
    assert_eq!(told("a\tb\nc\td", true), "2 rijen van een tabel regels geworden");
    assert_eq!(blok("een\ttab"), "een tab");
}

#[test]
fn a_single_line_stays_one() {
    assert_eq!(schoon("Gemeente\r\n  Verzonnen\u{b}stad\tNoord ", false).tekst, "Gemeente Verzonnen stad Noord");
    assert_eq!(told("a\nb\nc", false), "2 nieuwe regels een spatie geworden");
    assert_eq!(schoon("• a", false).tekst, "• a");
}

/// Pieces of pasted text, so that marks, tabs and line ends meet often.
fn pasted() -> impl Strategy<Value = String> {
    let pieces = [
        "\n",
        "\n",
        "\r\n",
        "\u{b}",
        "\t",
        " ",
        "  ",
        "\u{a0}",
        "•",
        "· ",
        "– ",
        "–\t",
        "o\t",
        "o ",
        "▪ ",
        "■",
        "\u{f0b7}",
        "\u{f0a7}\t",
        "1.\t",
        "2.\t",
        "3)  ",
        "(1)\t",
        "- ",
        "-\t",
        "* ",
        "a",
        "Een zin die lang genoeg is om een hele regel mee te vullen",
        "ja?",
        "5",
        "\u{ad}",
        "\u{200b}",
        "\u{2011} ",
        "\u{2011}",
        "\u{308}",
        "e",
        ":",
        "\u{96} ",
        "\u{1f600}",
        "\u{200d}",
        "\u{2003}",
        "“x”",
        "\u{c}",
        "\u{202a}",
        "#",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// The letters and digits of a text, which cleaning may not lose.
fn letters(text: &str) -> String {
    text.nfd().filter(|c| c.is_alphabetic() && *c != 'o').collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_a_clean_text_changes_nothing(text in pasted(), is_blok in any::<bool>()) {
        let once = schoon(&text, is_blok);
        let twice = schoon(&once.tekst, is_blok);
        prop_assert_eq!(&twice.tekst, &once.tekst, "{:?}", text);
        prop_assert_eq!(twice.wat.zin(), None, "{:?}", once.tekst);
    }

    #[test]
    fn cleaning_loses_no_letter_and_puts_in_no_more_than_it_says(text in pasted(), is_blok in any::<bool>()) {
        let once = schoon(&text, is_blok);
        prop_assert_eq!(letters(&once.tekst), letters(&text), "{:?}", text);
        prop_assert!(once.tekst.chars().count() <= text.chars().count() + once.wat.erbij(), "{:?}", text);
    }
}

#[test]
fn a_list_is_a_list_to_the_forms() {
    let blocks = parse(&blok("Doel:\n\u{f0b7}\ta\no\tb\n\u{f0b7}\tc\nDaarna.")).unwrap_or_default();
    assert!(matches!(&blocks[..], [Blok::Alinea { .. }, Blok::Lijst { begin: None, punten }, Blok::Alinea { .. }] if punten.len() == 2));
    assert_eq!(plain(&blocks), "Doel:\na\nb\nc\nDaarna.");
}
