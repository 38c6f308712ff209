//! Pages to the bytes of a PDF: archivable (A-3a, or A-2a without attachment) and accessible (UA-1), the same on every machine.
//!
//! A form to fill in claims UA-1 only: viewers open what claims to be archived for reading, not for typing in.

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::appearance::{self, Size};
use super::font::FieldFont;
use super::stamp::{FieldSpec, stamp};
use crate::documents::{Document, Purpose};
use crate::error::Error;
use crate::form::Field;
use crate::typeset::{Laid, Placeholder, placeholders};

/// The PDF of a laid-out document, with its fields.
///
/// # Errors
/// When the pages break a rule of the standards: a fault of a template, never of the data.
pub(crate) fn write(document: &Document, laid: &Laid) -> Result<Vec<u8>, Error> {
    let options = PdfOptions {
        ident: Smart::Custom(document.ident.clone()),
        creator: Smart::Custom(Some(format!("dossierpers {}", env!("CARGO_PKG_VERSION")))),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(standards(document)).map_err(|error| Error::Internal(error.message().to_string()))?,
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(&laid.pages, &options).map_err(|errors| {
        let messages = errors.iter().map(|error| error.message.as_str());
        Error::Template(format!("{}: {}", document.soort, messages.collect::<Vec<_>>().join("\n")))
    })?;
    let places = placeholders(laid);
    let bytes = if places.is_empty() { bytes } else { stamp(&bytes, &specs(&document.fields(), &places)?)? };
    Ok(ended(bytes))
}

/// The file with a line end after its last line. Some programs that sign append right behind what they find, and an object must begin
/// after a line end (ISO 19005-3, 6.1.9).
fn ended(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
    bytes
}

fn standards(document: &Document) -> &'static [PdfStandard] {
    match document.purpose {
        Purpose::Screen => &[PdfStandard::Ua_1],
        Purpose::Record | Purpose::Pen if document.data["dossier_json"].is_null() => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        Purpose::Record | Purpose::Pen => &[PdfStandard::A_3a, PdfStandard::Ua_1],
    }
}

/// The fields that the template put on a page, in reading order, each with its places.
fn specs<'a>(fields: &'a [Field], places: &'a [Placeholder]) -> Result<Vec<FieldSpec<'a>>, Error> {
    let mut specs: Vec<FieldSpec<'a>> = Vec::new();
    for place in places {
        let name = place.name.split_once('=').map_or(place.name.as_str(), |(name, _)| name);
        if let Some(known) = specs.iter_mut().find(|spec| spec.field.naam == name) {
            known.places.push(place);
            continue;
        }
        let field = fields.iter().find(|field| field.naam == name);
        let field = field.ok_or_else(|| Error::Template(format!("there is no field {name} to put on a page")))?;
        specs.push(FieldSpec { field, places: vec![place] });
    }
    Ok(specs)
}

/// The text of a field, and the room for it.
#[derive(Debug)]
pub(crate) struct TextRoom {
    /// Name of the field.
    pub(crate) name: String,
    /// Lines of the text.
    pub(crate) lines: usize,
    /// Lines that the field can show.
    pub(crate) room: usize,
}

/// What is in the fields of a form, set in lines; nothing for a document that is no form on a screen.
///
/// # Errors
/// When the template names a field that is not there.
pub(crate) fn text_rooms(document: &Document, laid: &Laid) -> Result<Vec<TextRoom>, Error> {
    if document.purpose != Purpose::Screen {
        return Ok(Vec::new());
    }
    let font = FieldFont::new()?;
    let (fields, places) = (document.fields(), placeholders(laid));
    let measured = specs(&fields, &places)?.into_iter().filter_map(|spec| {
        let (lines, room) = appearance::room(&font, spec.field, Size::of(spec.places.first()?));
        (lines > 0).then(|| TextRoom { name: spec.field.naam.clone(), lines, room })
    });
    Ok(measured.collect())
}
