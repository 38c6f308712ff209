//! Whether a PDF of any program can be read whole. Nothing of it is kept but how many pages it has.
//!
//! A reader that mends what it can shows half of a file that was cut short; so the end must be there, every page of the tree, and
//! every stream that a page draws with. What streams inflate to is bounded and not kept, and the parser runs on a thread of its own:
//! should it panic, that is one more file that cannot be read.

use std::io::{self, Read};

use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::objects::NoForm;
use super::scan::{find, find_last, objects_within, unescape};

/// Bytes of stack of the thread that parses.
const STACK: usize = 64 * 1024 * 1024;
/// Bytes at the end of a file within which it says that it ends; some programs append a little.
const TAIL: usize = 4096;
/// Bytes that the compressed objects of a file may inflate to: the parser keeps them.
const OBJECTS: u64 = 64 * 1024 * 1024;
/// Bytes that everything else may inflate to in all: forty pages as raw colour scans of 300 dots an inch.
const INFLATED: u64 = 1024 * 1024 * 1024;
/// Bytes of the drawing of one page that are looked at to see whether anything is drawn.
const LOOKED_AT: u64 = 1024 * 1024;

/// Operators that put something on a page (ISO 32000-1, table 51).
const PAINTING: [&[u8]; 17] =
    [b"Tj", b"TJ", b"'", b"\"", b"Do", b"sh", b"BI", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"EI"];

/// A PDF that can be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Pages.
    pub(crate) pages: usize,
    /// Whether nothing stands on any of them.
    pub(crate) blank: bool,
}

/// Reads a PDF to its end.
///
/// # Errors
/// When it is no PDF, is encrypted, or cannot be read whole.
pub(crate) fn whole(bytes: &[u8]) -> Result<Whole, NoForm> {
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_none() {
        return Err(NoForm::NotPdf);
    }
    if find(&unescape(bytes), b"/Encrypt").is_some() {
        return Err(NoForm::Encrypted);
    }
    if find_last(&bytes[bytes.len().saturating_sub(TAIL)..], b"%%EOF").is_none() {
        return Err(NoForm::Damaged);
    }
    if !objects_within(bytes, OBJECTS) {
        return Err(NoForm::TooLarge);
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parse(bytes));
        thread.map_err(|_| NoForm::Damaged)?.join().unwrap_or(Err(NoForm::Damaged))
    })
}

fn parse(bytes: &[u8]) -> Result<Whole, NoForm> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => NoForm::Encrypted,
        _ => NoForm::Damaged,
    })?;
    let pages = pdf.pages();
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let told = root.and_then(|root| root.get::<Dict<'_>>(b"Pages")?.get::<i32>(b"Count")).and_then(|count| usize::try_from(count).ok());
    if pages.is_empty() || told.is_some_and(|told| told != pages.len()) {
        return Err(NoForm::Damaged);
    }
    let mut left = INFLATED;
    let mut blank = true;
    for page in pages.iter() {
        let annotated = page.raw().get::<Array<'_>>(b"Annots").is_some_and(|annots| annots.iter::<Dict<'_>>().next().is_some());
        blank &= !draws(page.raw(), &mut left)? && !annotated;
        let objects = &page.resources().x_objects;
        let mut streams = objects.keys().filter_map(|name| objects.get::<Stream<'_>>(&*name));
        streams.try_for_each(|stream| inflates(&stream, &mut left).map(drop))?;
    }
    Ok(Whole { pages: pages.len(), blank })
}

/// Whether a page puts anything on paper.
fn draws(page: &Dict<'_>, left: &mut u64) -> Result<bool, NoForm> {
    let parts: Vec<Stream<'_>> = match page.get::<Stream<'_>>(b"Contents") {
        Some(stream) => vec![stream],
        None => page.get::<Array<'_>>(b"Contents").into_iter().flat_map(|parts| parts.iter::<Stream<'_>>().collect::<Vec<_>>()).collect(),
    };
    let mut drawn = false;
    for part in parts {
        let looked_at = inflates(&part, left)?;
        drawn |= looked_at.split(u8::is_ascii_whitespace).any(|word| PAINTING.iter().any(|painting| word.ends_with(painting)));
    }
    Ok(drawn)
}

/// The first bytes of a stream, which must inflate to its end. One of another filter is taken as it is.
fn inflates(stream: &Stream<'_>, left: &mut u64) -> Result<Vec<u8>, NoForm> {
    let raw = stream.raw_data();
    let mut first = Vec::new();
    let filters = stream.dict().get::<Array<'_>>(b"Filter");
    let filter = stream.dict().get::<Name<'_>>(b"Filter").or_else(|| filters?.iter::<Name<'_>>().next());
    match filter.as_deref() {
        Some(b"FlateDecode" | b"Fl") => {
            let mut inflated = flate2::read::ZlibDecoder::new(&*raw).take(*left + 1);
            inflated.by_ref().take(LOOKED_AT).read_to_end(&mut first).map_err(|_| NoForm::Damaged)?;
            let rest = io::copy(&mut inflated, &mut io::sink()).map_err(|_| NoForm::Damaged)?;
            *left = left.checked_sub(first.len() as u64 + rest).ok_or(NoForm::TooLarge)?;
        }
        // A picture ends as it should, or it was cut short.
        Some(b"DCTDecode" | b"DCT") if find(&raw[raw.len().saturating_sub(TAIL)..], &[0xff, 0xd9]).is_none() => {
            return Err(NoForm::Damaged);
        }
        // What nobody here unpacks is as good as something drawn.
        Some(_) => first = b"Do".to_vec(),
        None => first.extend(&raw[..raw.len().min(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX))]),
    }
    Ok(first)
}
