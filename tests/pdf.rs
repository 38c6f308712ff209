//! What every PDF must be, as a reader that is not the writer finds it.

use dossierpers::{Made, Options, Purpose};

use crate::fixture::{COMPLETE, DOSSIER, blank, bytes, render};
use crate::reader::{about, pages};

/// A-3a and UA-1.
pub(crate) const CLAIMS: [&str; 3] =
    ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"];

#[test]
fn makes_every_document_of_the_complete_dossier() {
    let kinds = |soort: &str| COMPLETE.documents.iter().filter(|made| made.document.soort == soort).count();
    assert_eq!(kinds("werkverklaring"), 2);
    assert_eq!(kinds("ervaringsverklaring"), 1);
    assert_eq!(kinds("overzicht-vakontwikkeling"), 1);
    assert_eq!(kinds("opgaveformulier-vakontwikkeling"), 14);
    assert_eq!(kinds("intervisieverslag"), 12);
}

#[test]
fn claims_archival_and_accessible_and_says_what_it_is() {
    COMPLETE.documents.iter().for_each(says_what_it_is);
}

pub(crate) fn says_what_it_is(made: &Made) {
    let about = about(bytes(made));
    let name = &made.document.bestand;
    assert_eq!(about.language, "nl-NL", "{name}");
    assert_eq!(about.title, made.document.titel, "{name}");
    for claim in CLAIMS {
        assert!(about.xmp.contains(claim), "{name}: {claim}");
    }
}

#[test]
fn without_data_makes_a_file_that_holds_none() {
    for made in &render(DOSSIER.as_bytes(), Options { no_embed: true, ..Options::default() }).documents {
        let about = about(bytes(made));
        assert!(about.attachment.is_none());
        assert!(about.xmp.contains("<pdfaid:part>2</pdfaid:part>") && about.xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
    }
}

#[test]
fn embeds_the_part_that_makes_the_same_bytes_again() {
    for made in &COMPLETE.documents {
        let (name, json) = about(bytes(made)).attachment.expect("an attachment");
        assert_eq!(name, "dossier.json");
        let again = render(&json, Options::default());
        let same: Vec<_> = again.documents.iter().filter(|again| again.document.soort == made.document.soort).collect();
        assert_eq!(same.len(), 1, "{}", made.document.bestand);
        assert!(bytes(same[0]) == bytes(made), "{} differs from what its data makes", made.document.bestand);
    }
}

#[test]
fn makes_the_same_bytes_every_time() {
    let again = render(DOSSIER.as_bytes(), Options::default());
    for (one, other) in COMPLETE.documents.iter().zip(&again.documents) {
        assert!(bytes(one) == bytes(other), "{}", one.document.bestand);
    }
}

#[test]
fn tags_headings_and_table_headers() {
    COMPLETE.documents.iter().for_each(is_in_order);
}

/// One title, no level of headings skipped, and tables with headers.
pub(crate) fn is_in_order(made: &Made) {
    let about = about(bytes(made));
    let name = &made.document.bestand;
    assert_eq!(about.tags.get("H1"), Some(&1), "{name}");
    if about.tags.contains_key("Table") {
        assert!(about.tags.get("TH").is_some_and(|count| *count >= 2), "{name}");
    }
    let levels = about.order.iter().filter_map(|tag| tag.strip_prefix('H')?.parse::<u8>().ok()).collect::<Vec<_>>();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name} skips a level: {levels:?}");
}

#[test]
fn sets_no_text_below_ten_points() {
    for made in COMPLETE.documents.iter().chain(&blank(Purpose::Pen)).chain(&blank(Purpose::Screen)) {
        for page in pages(bytes(made)) {
            let smallest = page.signs.iter().map(|sign| sign.size).fold(f64::MAX, f64::min);
            assert!(smallest >= 9.99, "{}: {smallest} pt", made.document.bestand);
        }
    }
}

#[test]
fn names_the_candidate_the_bijlage_and_the_page_on_every_page() {
    for made in &COMPLETE.documents {
        let pages = pages(bytes(made));
        for (place, page) in pages.iter().enumerate() {
            let text = page.squeezed();
            for part in ["NoorvandenOever", "Bijlage", &format!("pagina{}van{}", place + 1, pages.len())] {
                assert!(text.contains(part), "{} page {}: {part}", made.document.bestand, place + 1);
            }
        }
        assert!(pages[0].squeezed().contains("Deopmaakisvandossierpersenisniethetsjabloon"));
    }
}

#[test]
fn puts_a_watermark_on_every_page_of_a_concept() {
    let concept = render(DOSSIER.as_bytes(), Options { concept: true, ..Options::default() });
    for made in &concept.documents {
        assert!(pages(bytes(made)).iter().all(|page| page.squeezed().contains("CONCEPT")), "{}", made.document.bestand);
    }
    assert!(pages(bytes(&COMPLETE.documents[0])).iter().all(|page| !page.squeezed().contains("CONCEPT")));
}

#[test]
fn leaves_no_heading_alone_at_the_foot_of_a_page() {
    for made in &COMPLETE.documents {
        for page in pages(bytes(made)) {
            let last = page.body_signs().map(|sign| sign.y).fold(0.0, f64::max);
            let size = page.body_signs().filter(|sign| (sign.y - last).abs() < 1.0).map(|sign| sign.size).fold(0.0, f64::max);
            assert!(size < 11.0, "{}: the last line of a page is a heading", made.document.bestand);
        }
    }
}

#[test]
fn fits_the_blank_intervisieverslag_on_two_pages() {
    for made in blank(Purpose::Pen).iter().chain(&blank(Purpose::Screen)) {
        let about = about(bytes(made));
        assert!(about.xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
        if made.document.soort == "intervisieverslag" {
            assert!(made.pages.is_some_and(|pages| pages <= 2));
        }
    }
}
