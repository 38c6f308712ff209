//! The objects of a PDF that may be hostile: every look costs, and the work in all is bounded.

use lopdf::{Dictionary, Document, Object, Stream};

/// Bytes that one value, or the drawing of a field, may have.
pub(super) const LONGEST: usize = 1024 * 1024;
/// Levels of a tree that are followed.
pub(super) const DEPTH: usize = 32;
/// Steps in all: a byte of a value or a drawing, and some for each object that is looked at.
const WORK: usize = 32 * 1024 * 1024;
/// Steps for an object.
pub(super) const STEP: usize = 64;

/// Why a file cannot be read as a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoForm {
    /// Larger than a form can be, or with more in it.
    TooLarge,
    /// Not a PDF.
    NotPdf,
    /// It is encrypted.
    Encrypted,
    /// Broken, or cut short.
    Damaged,
}

/// The objects of a file, and the work that may still be spent on them.
pub(super) struct Objects<'a> {
    pub(super) pdf: &'a Document,
    work: usize,
}

impl<'a> Objects<'a> {
    pub(super) fn new(pdf: &'a Document) -> Self {
        Self { pdf, work: WORK }
    }

    pub(super) fn spend(&mut self, work: usize) -> Result<(), NoForm> {
        self.work = self.work.checked_sub(work).ok_or(NoForm::TooLarge)?;
        Ok(())
    }

    pub(super) fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Result<Option<&'a Object>, NoForm> {
        let Ok(object) = dictionary.get(key) else { return Ok(None) };
        Ok(self.resolve(object)?.filter(|object| !matches!(object, Object::Null)))
    }

    pub(super) fn dictionary(&self, dictionary: &'a Dictionary, key: &[u8]) -> Result<Option<&'a Dictionary>, NoForm> {
        Ok(self.get(dictionary, key)?.and_then(|object| object.as_dict().ok()))
    }

    pub(super) fn array(&self, dictionary: &'a Dictionary, key: &[u8]) -> Result<&'a [Object], NoForm> {
        Ok(self.get(dictionary, key)?.and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice))
    }

    /// The object that is meant. One that is not there means nothing by the standard; in a form it has been lost.
    pub(super) fn resolve(&self, object: &'a Object) -> Result<Option<&'a Object>, NoForm> {
        match self.pdf.dereference(object) {
            Ok((_, object)) => Ok(Some(object)),
            Err(_) => Err(NoForm::Damaged),
        }
    }
}

/// The bytes of a stream, of bounded length.
pub(super) fn inflate(stream: &Stream, most: usize) -> Result<Vec<u8>, NoForm> {
    stream.get_plain_content_with_limit(most).map_err(|error| match error {
        lopdf::Error::Decompress(_) => NoForm::TooLarge,
        _ => NoForm::Damaged,
    })
}
