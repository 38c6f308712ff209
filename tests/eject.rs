//! An ejected project is all that the stock compiler needs: it compiles from its own files to the same pages.

use std::collections::BTreeMap;

use dossierpers::{Options, documents, eject};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use crate::fixture::{COMPLETE, DOSSIER, REGELING, bytes, read};
use crate::reader::text;

/// A compiler that knows nothing but the files of one folder of the project.
struct Stock<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    folder: &'a str,
    files: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> Stock<'a> {
    fn new(folder: &'a str, files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let fonts: Vec<Font> = files
            .iter()
            .filter(|(name, _)| name.starts_with("fonts/"))
            .flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes.clone())))
            .collect();
        Self { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, folder, files }
    }

    fn bytes(&self, id: FileId) -> FileResult<&Vec<u8>> {
        let name = id.vpath().get_without_slash();
        self.files.get(&format!("{}/{name}", self.folder)).ok_or_else(|| FileError::NotFound(name.into()))
    }
}

impl World for Stock<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new("main.typ").expect("a path")))
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        Ok(Source::new(id, String::from_utf8(self.bytes(id)?.clone()).expect("UTF-8")))
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Ok(Bytes::new(self.bytes(id)?.clone()))
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[test]
fn compiles_to_the_same_pages_and_text_as_render() {
    let (documents, _) = documents::documents(&read(DOSSIER.as_bytes()).value, &REGELING, Options::default()).expect("documents");
    let project = eject::project(&documents, &REGELING);
    for made in &COMPLETE.documents {
        let folder = made.document.bestand.trim_end_matches(".pdf");
        let compiled = typst::compile::<PagedDocument>(&Stock::new(folder, &project));
        assert!(compiled.warnings.is_empty(), "{folder}: {:?}", compiled.warnings);
        let pages = compiled.output.expect("a project that compiles");
        assert_eq!(Some(pages.pages().len()), made.pages, "{folder}");
        let pdf = typst_pdf::pdf(&pages, &typst_pdf::PdfOptions::default()).expect("a PDF");
        assert!(text(&pdf) == text(bytes(made)), "{folder}: other text");
    }
}

#[test]
fn holds_a_main_file_for_all_documents_together() {
    let (documents, _) = documents::documents(&read(DOSSIER.as_bytes()).value, &REGELING, Options::default()).expect("documents");
    let project = eject::project(&documents, &REGELING);
    let main = String::from_utf8(project["main.typ"].clone()).expect("UTF-8");
    assert_eq!(main.matches("#document(").count(), documents.len());
}
