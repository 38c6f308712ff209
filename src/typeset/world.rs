//! The world that a template sees: the files of the regeling, one data file and the embedded fonts.

use std::collections::HashMap;
use std::path::Path;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::error::Error;
use crate::fonts::FONTS;
use crate::regeling::Regeling;

/// Name of the file with the data.
pub(crate) const DATA: &str = "data.json";
const MAIN: &str = "main.typ";

/// The source that binds a template to its data; the same in a project that was ejected.
pub(crate) fn main_source(soort: &str) -> String {
    format!("#import \"{soort}.typ\": bijlage\n#bijlage(json(\"{DATA}\"))\n")
}

/// What all documents of a regeling share.
pub(super) struct Base {
    library: LazyHash<Library>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

/// The world of one document.
pub(super) struct DocumentWorld<'a> {
    base: &'a Base,
    main: Source,
    /// The data, and what else the template finds for this document alone.
    own: Vec<(FileId, Bytes)>,
}

impl Base {
    pub(super) fn new(regeling: &Regeling) -> Result<Self, Error> {
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (name, bytes) in &regeling.sjablonen {
            let id = file_id(name)?;
            if Path::new(name).extension().is_some_and(|extension| extension == "typ") {
                let text = String::from_utf8(bytes.clone()).map_err(|_| Error::Regeling(format!("{name} is not UTF-8")))?;
                sources.insert(id, Source::new(id, text));
            }
            files.insert(id, Bytes::new(bytes.clone()));
        }
        Ok(Self { library: LazyHash::new(Library::default()), sources, files })
    }

    pub(super) fn with_data(
        &self,
        soort: &str,
        data: &serde_json::Value,
        beside: Option<(&str, &[u8])>,
    ) -> Result<DocumentWorld<'_>, Error> {
        let main = Source::new(file_id(MAIN)?, main_source(soort));
        let mut own = vec![(file_id(DATA)?, Bytes::new(data.to_string().into_bytes()))];
        if let Some((name, bytes)) = beside {
            own.push((file_id(name)?, Bytes::new(bytes.to_vec())));
        }
        Ok(DocumentWorld { base: self, main, own })
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.base.sources.get(&id).cloned().ok_or_else(|| not_served(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some((_, bytes)) = self.own.iter().find(|(own, _)| *own == id) {
            return Ok(bytes.clone());
        }
        self.base.files.get(&id).cloned().ok_or_else(|| not_served(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    /// A page never says what day it is made.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(name).map_err(|_| Error::Regeling(format!("{name} is not a usable file name")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn not_served(id: FileId) -> FileError {
    if let VirtualRoot::Package(package) = id.root() {
        return FileError::Package(PackageError::Other(Some(typst::ecow::eco_format!(
            "{package}: a template has no packages; put what it needs in the folder of the regeling"
        ))));
    }
    FileError::NotFound(id.vpath().get_without_slash().into())
}
