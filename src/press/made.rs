//! What came of a dossier: documents, what became of each, and everything that was found.

use serde::{Deserialize, Serialize};

use crate::documents::Document;
use crate::finding::Diagnostic;

/// What a dossier gave.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rendering {
    /// The documents, in the order of their bijlage.
    pub documents: Vec<Made>,
    /// Documents that could not even be begun, in words: what they are made of was refused. None is told where only some kinds were asked.
    pub not_begun: Vec<String>,
    /// All findings, in the order of their place.
    pub findings: Vec<Diagnostic>,
}

/// One document and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    /// The document.
    pub document: Document,
    /// Pages, where it could be laid out.
    pub pages: Option<usize>,
    /// What became of it.
    pub status: Status,
}

/// What became of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Status {
    /// Made: the bytes of the PDF; none where it was only judged.
    Made(#[serde(skip)] Vec<u8>),
    /// Refused: a finding lies in its data, or it has too many pages.
    Refused,
}
