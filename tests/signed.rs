//! Statements that another program signed: the signature holds, covers everything, and what is below it is ours.

use cms::cert::x509::Certificate;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode};
use dossierpers::{Options, Purpose};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::fixture::{COMPLETE, GEWONE, LEIDRAAD, WERKVERKLARING, bytes, render};
use crate::reader::about;
use crate::reader::forms::form;

const OURS: &[u8] = include_bytes!("../fixtures/getekend/B1_werkverklaring.pdf");
const SIGNED: &[u8] = include_bytes!("../fixtures/getekend/B1_werkverklaring_getekend.pdf");
const SIGNED_FORM: &[u8] = include_bytes!("../fixtures/getekend/werkverklaring_ingevuld_getekend.pdf");
const FORM: &[u8] = include_bytes!("../fixtures/ingevuld/werkverklaring.pdfium.pdf");

/// Attribute of a signed message: the digest of what was signed (RFC 5652, 11.2).
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");

/// The bytes that a signature covers, and the signature itself.
fn parts(pdf: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let find = |needle: &[u8]| pdf.windows(needle.len()).rposition(|window| window == needle).expect("a signature") + needle.len();
    let numbers: Vec<usize> = String::from_utf8_lossy(&pdf[find(b"/ByteRange")..][..80])
        .split(['[', ']'])
        .nth(1)
        .expect("four numbers")
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [start, length, again, rest] = numbers[..] else { panic!("{numbers:?}") };
    assert_eq!((start, again + rest), (0, pdf.len()), "the signature covers the whole file");
    let hex = &pdf[length + 1..again - 1];
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("two hexadecimal digits");
    let message = hex.chunks_exact(2).map(byte).collect();
    ([&pdf[..length], &pdf[again..]].concat(), message)
}

/// Whether the signature is of these bytes and by the key of its certificate.
fn holds(covered: &[u8], message: &[u8]) -> bool {
    // The place for the signature is larger than it; a DER message says how long it is.
    let length = 4 + usize::from(u16::from_be_bytes([message[2], message[3]]));
    let info = ContentInfo::from_der(&message[..length]).expect("a signed message");
    let data: SignedData = info.content.decode_as().expect("signed data");
    assert_eq!(data.signer_infos.0.len(), 1, "one signer (ISO 19005-3, 6.4.3)");
    let signer = data.signer_infos.0.get(0).expect("a signer");
    let attributes = signer.signed_attrs.as_ref().expect("signed attributes");
    let digest = attributes.iter().find(|attribute| attribute.oid == MESSAGE_DIGEST).expect("a digest").values.get(0).expect("a digest");
    let digest: OctetString = digest.decode_as().expect("a digest");
    let certificate = data.certificates.as_ref().and_then(|set| set.0.get(0)).expect("a certificate").to_der().expect("DER");
    let certificate = Certificate::from_der(&certificate).expect("a certificate");
    let key = certificate.tbs_certificate.subject_public_key_info.subject_public_key;
    let key = VerifyingKey::from_sec1_bytes(key.raw_bytes()).expect("a key");
    let signature = DerSignature::try_from(signer.signature.as_bytes()).expect("a signature");
    key.verify(&attributes.to_der().expect("DER"), &signature).is_ok() && digest.as_bytes() == Sha256::digest(covered).as_slice()
}

#[test]
fn a_signature_of_another_program_is_intact_and_covers_the_whole_file() {
    for signed in [SIGNED, SIGNED_FORM] {
        let (covered, message) = parts(signed);
        assert!(holds(&covered, &message));
        let mut changed = covered.clone();
        changed[1000] ^= 1;
        assert!(!holds(&changed, &message), "a changed byte breaks it");
    }
}

#[test]
fn a_signed_file_begins_with_the_bytes_that_were_signed() {
    assert!(SIGNED.starts_with(OURS) && SIGNED_FORM.starts_with(FORM));
    let signed = form(SIGNED);
    assert_eq!(signed.widgets.len(), 1);
    assert_eq!(signed.widgets[0].name, "handtekening_leidinggevende");
}

/// What a signature appends begins with an object, and an object begins a line (ISO 19005-3, 6.1.9).
#[test]
fn what_a_signature_appends_begins_on_a_line_of_its_own() {
    for (signed, before) in [(SIGNED, OURS), (SIGNED_FORM, FORM)] {
        let (before, appended) = signed.split_at(before.len());
        assert_eq!(before.last(), Some(&b'\n'));
        let line = appended.split(|byte| *byte == b'\n').next().expect("a line");
        assert!(line.ends_with(b" 0 obj") && line[0].is_ascii_digit(), "{}", String::from_utf8_lossy(line));
    }
}

#[test]
fn every_pdf_ends_with_a_line_end() {
    let voorbeeld = include_str!("../templates/akc-leidraad/voorbeeld.json");
    let how = [
        Options::default(),
        Options { concept: true, ..Options::default() },
        Options { no_embed: true, ..Options::default() },
        Options { fillable: true, ..Options::default() },
    ];
    let mut seen = 0;
    for (bench, json) in [(&*GEWONE, WERKVERKLARING), (&*LEIDRAAD, voorbeeld)] {
        let made = how.into_iter().flat_map(|options| bench.render(json.as_bytes(), options).documents);
        let blank = [Purpose::Screen, Purpose::Pen].into_iter().flat_map(|purpose| bench.blank(purpose));
        for made in made.chain(blank) {
            assert!(bytes(&made).ends_with(b"\n%%EOF\n"), "{}", made.document.bestand);
            seen += 1;
        }
    }
    // A concept has one more: what belongs to the dossier as a whole.
    assert_eq!(seen, 4 + 1 + 4 * 2 + 2 * 5 + 2 * 2);
    assert!(COMPLETE.documents.iter().all(|made| bytes(made).ends_with(b"\n%%EOF\n")));
}

/// The data that the signature covers makes the same statement again; its bytes may change with the version.
#[test]
fn what_was_signed_holds_the_data_that_makes_it() {
    let (_, json) = about(SIGNED).attachment.expect("the data");
    let again = render(&json, Options::default());
    let (_, same) = about(bytes(&again.documents[0])).attachment.expect("the data");
    let data = |json: &[u8]| {
        let mut data: serde_json::Value = serde_json::from_slice(json).expect("JSON");
        // What is noted after signing is no part of a statement any more.
        data.as_object_mut()
            .expect("an object")
            .retain(|key, _| !["gemaakt_met", "schema_versie", "aanvraagdatum"].contains(&key.as_str()));
        let signature = data["werkverklaringen"][0]["ondertekening"].as_object_mut().expect("a signature");
        signature.retain(|key, _| ["naam", "functie"].contains(&key.as_str()));
        data
    };
    assert_eq!(data(&same), data(&json));
    assert!(about(OURS).xmp.contains("<xmp:CreatorTool>dossierpers"), "{}", about(OURS).xmp);
}
