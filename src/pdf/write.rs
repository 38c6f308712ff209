//! Pages to the bytes of a PDF: archivable (A-3a, or A-2a without attachment) and accessible (UA-1), the same on every machine.

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::documents::Document;
use crate::error::Error;
use crate::typeset::Laid;

/// The PDF of a laid-out document.
///
/// # Errors
/// When the pages break a rule of the standards: a fault of a template, never of the data.
pub(crate) fn write(document: &Document, laid: &Laid) -> Result<Vec<u8>, Error> {
    let archival = if document.data["dossier_json"].is_null() { PdfStandard::A_2a } else { PdfStandard::A_3a };
    let standards = PdfStandards::new(&[archival, PdfStandard::Ua_1]).map_err(|error| Error::Internal(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident(document)),
        creator: Smart::Custom(Some(format!("dossierpers {}", env!("CARGO_PKG_VERSION")))),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&laid.pages, &options).map_err(|errors| {
        let messages = errors.iter().map(|error| error.message.as_str());
        Error::Template(format!("{}: {}", document.soort, messages.collect::<Vec<_>>().join("\n")))
    })
}

/// What stays the same as long as it is the same document: its kind, its title and whom it is about.
fn ident(document: &Document) -> String {
    format!("{}\n{}\n{}\n{}", document.soort, document.titel, document.data["document"]["auteur"], document.data["velden"]["datum_van"])
}
