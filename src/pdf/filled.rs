//! What somebody filled in: a PDF of any program in, the values of its form fields out.
//!
//! The file may be broken or hostile, so everything is bounded: bytes, what a stream may inflate to, fields, and how deep a
//! tree is followed. The parser runs on a thread of its own; should it panic, that is one more file that cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::appearance::{self, Size};
use super::font::FieldFont;
use crate::documents::DATA_NAME;
use crate::dossier::limieten;
use crate::form::{Field, FieldKind};

/// Bytes of stack of the thread that parses.
const STACK: usize = 64 * 1024 * 1024;
/// Bytes that one stream of the file's structure may inflate to.
const STREAM: usize = 16 * 1024 * 1024;
/// Bytes that the drawing of a field may inflate to.
const DRAWING: usize = 1024 * 1024;
/// Levels of a tree that are followed.
const DEPTH: usize = 32;

/// A form that was read.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// The fields that can hold a value, in the order of the form.
    pub(crate) fields: Vec<FilledField>,
    /// Whether it bears a digital signature.
    pub(crate) signed: bool,
    /// Whether dossierpers made it.
    pub(crate) ours: bool,
    /// The data that it embeds.
    pub(crate) data: Option<Vec<u8>>,
    /// Pages (from 1) on which text was put as a remark over the form.
    pub(crate) remarks: BTreeSet<usize>,
}

/// A field as it was filled in.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct FilledField {
    /// Full name.
    pub(crate) name: String,
    /// Page, from 1, where it is known.
    pub(crate) page: Option<usize>,
    /// What is stored in it; `None` for an empty field.
    pub(crate) value: Option<String>,
    /// Whether it shows text although nothing is stored in it.
    pub(crate) only_drawn: bool,
    /// Whether it holds more text than it can show.
    pub(crate) out_of_sight: bool,
}

/// Why a file cannot be read as a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoForm {
    /// Larger than a form can be.
    TooLarge,
    /// Not a PDF.
    NotPdf,
    /// It takes a password.
    Encrypted,
    /// Broken, or cut short.
    Damaged,
    /// More fields than a form can have.
    TooManyFields,
    /// Embedded data that is larger than a dossier can be.
    DataTooLarge,
}

/// Reads what was filled in.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn read(bytes: &[u8]) -> Result<Filled, NoForm> {
    if bytes.len() > limieten::FORMULIER_BYTES {
        return Err(NoForm::TooLarge);
    }
    // A reader may find the header after some other bytes (ISO 32000-1, annex H.3, note 13).
    if !bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(NoForm::NotPdf);
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parse(bytes));
        thread.map_err(|_| NoForm::Damaged)?.join().unwrap_or(Err(NoForm::Damaged))
    })
}

fn parse(bytes: &[u8]) -> Result<Filled, NoForm> {
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let pdf = match Document::load_mem_with_options(bytes, options) {
        Ok(pdf) => pdf,
        Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_)) => {
            return Err(NoForm::Encrypted);
        }
        Err(_) => return Err(NoForm::Damaged),
    };
    if pdf.is_encrypted() && !pdf.was_encrypted() {
        return Err(NoForm::Encrypted);
    }
    // What was repaired may lack what was filled in last: an update stands at the end of the file.
    if pdf.xref_recovery.is_some() {
        return Err(NoForm::Damaged);
    }
    Reader::new(&pdf).read()
}

struct Reader<'a> {
    pdf: &'a Document,
    font: Option<FieldFont>,
    /// The page, from 1, of each annotation.
    pages: BTreeMap<ObjectId, usize>,
    seen: BTreeSet<ObjectId>,
    found: Filled,
}

/// What a field takes over from the field that it is part of.
#[derive(Clone, Default)]
struct Inherited<'a> {
    name: String,
    kind: Option<&'a [u8]>,
    value: Option<&'a Object>,
    flags: i64,
}

/// The button does something, it holds no value.
const PUSH_BUTTON: i64 = 1 << 16;
/// The text has more than one line.
const MULTILINE: i64 = 1 << 12;

impl<'a> Reader<'a> {
    fn new(pdf: &'a Document) -> Self {
        Self { pdf, font: FieldFont::new().ok(), pages: BTreeMap::new(), seen: BTreeSet::new(), found: Filled::default() }
    }

    fn read(mut self) -> Result<Filled, NoForm> {
        let catalog = self.pdf.catalog().map_err(|_| NoForm::Damaged)?;
        self.pages();
        self.found.ours = self.made_by_us();
        self.found.data = self.data(catalog)?;
        if let Some(form) = self.dictionary(catalog, b"AcroForm") {
            for field in self.array(form, b"Fields") {
                self.field(field, &Inherited::default(), 0)?;
            }
        }
        Ok(self.found)
    }

    /// Where each annotation is, and which pages have remarks.
    fn pages(&mut self) {
        let pdf = self.pdf;
        for (number, page) in pdf.get_pages() {
            let Ok(page) = pdf.get_dictionary(page) else { continue };
            for annotation in self.array(page, b"Annots") {
                let number = usize::try_from(number).unwrap_or(usize::MAX);
                if let Object::Reference(id) = annotation {
                    self.pages.insert(*id, number);
                }
                let remark = self.resolve(annotation).and_then(|object| object.as_dict().ok());
                if remark.is_some_and(|remark| remark.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"FreeText")) {
                    self.found.remarks.insert(number);
                }
            }
        }
    }

    fn made_by_us(&self) -> bool {
        let info = self.pdf.trailer.get(b"Info").ok().and_then(|info| self.resolve(info)?.as_dict().ok());
        let creator = info.and_then(|info| decode_text_string(self.resolve(info.get(b"Creator").ok()?)?).ok());
        creator.is_some_and(|creator| creator.starts_with(env!("CARGO_PKG_NAME")))
    }

    /// The embedded data, of bounded size.
    fn data(&self, catalog: &'a Dictionary) -> Result<Option<Vec<u8>>, NoForm> {
        let named = |spec: &&'a Dictionary| {
            let name = spec.get(b"UF").or_else(|_| spec.get(b"F")).ok().and_then(|name| self.resolve(name));
            name.and_then(|name| decode_text_string(name).ok()).is_some_and(|name| name == DATA_NAME)
        };
        let files = self.dictionary(catalog, b"Names").and_then(|trees| self.dictionary(trees, b"EmbeddedFiles"));
        let listed = files.map_or(&[][..], |tree| self.array(tree, b"Names"));
        let specs = self.array(catalog, b"AF").iter().chain(listed).filter_map(|spec| self.resolve(spec)?.as_dict().ok());
        let Some(spec) = specs.into_iter().find(named) else { return Ok(None) };
        let files = self.dictionary(spec, b"EF");
        let stream = files.and_then(|files| self.resolve(files.get(b"F").ok()?)?.as_stream().ok());
        match stream.map(|stream| stream.get_plain_content_with_limit(limieten::BYTES)) {
            None => Ok(None),
            Some(Ok(data)) => Ok(Some(data)),
            Some(Err(lopdf::Error::Decompress(_))) => Err(NoForm::DataTooLarge),
            Some(Err(_)) => Err(NoForm::Damaged),
        }
    }

    /// A field, or the widget of one, and what is below it.
    fn field(&mut self, object: &'a Object, inherited: &Inherited<'a>, depth: usize) -> Result<(), NoForm> {
        if let Object::Reference(id) = object
            && !self.seen.insert(*id)
        {
            return Ok(());
        }
        let Some(dictionary) = self.resolve(object).and_then(|object| object.as_dict().ok()) else { return Ok(()) };
        if depth > DEPTH {
            return Err(NoForm::Damaged);
        }
        let own = self.inherit(dictionary, inherited);
        let (fields, widgets): (Vec<_>, Vec<_>) = self.array(dictionary, b"Kids").iter().partition(|kid| self.is_field(kid));
        for field in &fields {
            self.field(field, &own, depth + 1)?;
        }
        if fields.is_empty() {
            let widgets = if widgets.is_empty() { vec![object] } else { widgets };
            self.terminal(&own, &widgets)?;
        }
        Ok(())
    }

    fn inherit(&self, dictionary: &'a Dictionary, above: &Inherited<'a>) -> Inherited<'a> {
        let part = self.get(dictionary, b"T").map(text);
        let name = match (part, above.name.as_str()) {
            (None, name) => name.to_owned(),
            (Some(part), "") => part,
            (Some(part), name) => format!("{name}.{part}"),
        };
        Inherited {
            name,
            kind: self.get(dictionary, b"FT").and_then(|kind| kind.as_name().ok()).or(above.kind),
            value: self.get(dictionary, b"V").or(above.value),
            flags: self.get(dictionary, b"Ff").and_then(|flags| flags.as_i64().ok()).unwrap_or(above.flags),
        }
    }

    fn is_field(&self, kid: &Object) -> bool {
        self.resolve(kid).and_then(|kid| kid.as_dict().ok()).is_some_and(|kid| kid.has(b"T"))
    }

    fn terminal(&mut self, own: &Inherited<'a>, widgets: &[&'a Object]) -> Result<(), NoForm> {
        if self.found.fields.len() >= limieten::FORMULIER_VELDEN {
            return Err(NoForm::TooManyFields);
        }
        if own.kind == Some(b"Sig") {
            self.found.signed |= own.value.is_some_and(|value| value.as_dict().is_ok());
            return Ok(());
        }
        let button = own.kind == Some(b"Btn");
        if button && own.flags & PUSH_BUTTON != 0 {
            return Ok(());
        }
        let value = if button { self.state(own, widgets) } else { own.value.and_then(|value| self.text_of(value)) };
        let value = value.filter(|value| !value.trim().is_empty());
        let page = widgets.iter().find_map(|widget| self.pages.get(&widget.as_reference().ok()?).copied());
        let only_drawn = value.is_none() && !button && widgets.iter().any(|widget| self.draws_text(widget));
        let out_of_sight = own.kind == Some(b"Tx")
            && value.as_ref().is_some_and(|value| widgets.iter().any(|widget| self.is_out_of_sight(widget, own.flags, value)));
        self.found.fields.push(FilledField { name: own.name.clone(), page, value, only_drawn, out_of_sight });
        Ok(())
    }

    /// Which box is ticked: as the field says, or else as its boxes show.
    fn state(&self, own: &Inherited<'a>, widgets: &[&'a Object]) -> Option<String> {
        let ticked = |state: &&[u8]| *state != b"Off";
        // One library stores the name as a text, with the slash that a name is written with.
        let stored = own.value.and_then(|value| value.as_name().or_else(|_| value.as_str()).ok());
        let stored = stored.map(|name| name.strip_prefix(b"/").unwrap_or(name));
        let shown =
            || widgets.iter().find_map(|widget| self.get(self.resolve(widget)?.as_dict().ok()?, b"AS")?.as_name().ok().filter(ticked));
        let state = match stored {
            Some(stored) => Some(stored).filter(ticked),
            None => shown(),
        };
        state.map(|state| String::from_utf8_lossy(state).into_owned())
    }

    /// A text string, a stream of text, or the first of more choices.
    fn text_of(&self, value: &'a Object) -> Option<String> {
        match value {
            Object::String(..) => Some(text(value)),
            Object::Stream(stream) => {
                let bytes = stream.get_plain_content_with_limit(DRAWING).ok()?;
                Some(text(&Object::string_literal(bytes)))
            }
            Object::Array(items) => self.resolve(items.first()?).filter(|item| matches!(item, Object::String(..))).map(text),
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            _ => None,
        }
    }

    /// Whether the appearance of a widget sets text.
    fn draws_text(&self, widget: &'a Object) -> bool {
        let drawing = self.resolve(widget).and_then(|widget| widget.as_dict().ok()).and_then(|widget| {
            let normal = self.get(self.dictionary(widget, b"AP")?, b"N")?;
            normal.as_stream().ok()?.get_plain_content_with_limit(DRAWING).ok()
        });
        let Some(content) = drawing.and_then(|drawing| Content::decode(&drawing).ok()) else { return false };
        let visible = |object: &Object| match object {
            Object::String(bytes, _) => bytes.iter().any(|byte| !matches!(byte, 0 | b' ' | b'\r' | b'\n')),
            _ => false,
        };
        content.operations.iter().any(|operation| {
            matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\"")
                && operation.operands.iter().any(|operand| match operand {
                    Object::Array(items) => items.iter().any(visible),
                    other => visible(other),
                })
        })
    }

    /// Whether a text is longer than its field shows, measured as our own forms are.
    fn is_out_of_sight(&self, widget: &'a Object, flags: i64, value: &str) -> bool {
        let rect = self.resolve(widget).and_then(|widget| widget.as_dict().ok()).map(|widget| self.array(widget, b"Rect"));
        let numbers: Vec<f64> = rect.unwrap_or_default().iter().filter_map(|number| number.as_float().ok().map(f64::from)).collect();
        let (Some(font), [left, bottom, right, top]) = (&self.font, numbers.as_slice()) else { return false };
        let field = Field {
            naam: String::new(),
            soort: FieldKind::Tekst { blok: flags & MULTILINE != 0, tekens: None },
            waarde: Some(value.trim_end().replace("\r\n", "\n").replace('\r', "\n")),
            uitleg: String::new(),
            verplicht: false,
            gesloten: false,
        };
        let (lines, room) = appearance::room(font, &field, Size { width: right - left, height: top - bottom });
        lines > room
    }

    fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?).filter(|object| !matches!(object, Object::Null))
    }

    fn dictionary(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    fn array(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        self.get(dictionary, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    fn resolve(&self, object: &'a Object) -> Option<&'a Object> {
        self.pdf.dereference(object).ok().map(|(_, object)| object)
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, else `PDFDocEncoding` (ISO 32000-2, 7.9.2.2).
fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    let decoded = match bytes {
        // Not allowed, and written all the same.
        [0xff, 0xfe, rest @ ..] => Ok(String::from_utf16_lossy(&units(rest, u16::from_le_bytes))),
        [0xfe, 0xff, rest @ ..] => Ok(String::from_utf16_lossy(&units(rest, u16::from_be_bytes))),
        _ => decode_text_string(object),
    };
    without_language(&decoded.unwrap_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect()))
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
}

/// Takes out what marks the language of a text: a code between two escapes (ISO 32000-1, 14.9.2.2).
fn without_language(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut clean = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        match parts.next() {
            Some(rest) => clean.push_str(rest),
            None => clean.push_str(code),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat};

    use super::{NoForm, read, text};

    fn decoded(bytes: &[u8]) -> String {
        text(&Object::String(bytes.to_vec(), StringFormat::Literal))
    }

    #[test]
    fn reads_text_in_every_encoding_of_a_pdf() {
        assert_eq!(decoded(b"Zo\xeb \x8d1\x8e \xa0"), "Zoë “1” €");
        assert_eq!(decoded(b"\xfe\xff\x01\x41\x00e\x00r"), "Łer");
        assert_eq!(decoded(b"\xff\xfe\x41\x01e\x00"), "Łe");
        assert_eq!(decoded(b"\xef\xbb\xbf\xc5\x81e"), "Łe");
        assert_eq!(decoded(b"\xfe\xff\0\x1b\0n\0l\0\x1b\0J\0a"), "Ja");
        assert_eq!(decoded(b"een\rtwee\n"), "een\rtwee\n");
    }

    #[test]
    fn says_why_a_file_is_no_form() {
        assert_eq!(read(b"").unwrap_err(), NoForm::NotPdf);
        assert_eq!(read(b"{}").unwrap_err(), NoForm::NotPdf);
        assert_eq!(read(b"%PDF-1.7\n").unwrap_err(), NoForm::Damaged);
    }
}
