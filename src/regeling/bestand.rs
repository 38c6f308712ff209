//! What was found under the names of files that data holds. Facts: whoever can open files hands them in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is known about files, by name as the dossier has it. A name that is not in it was not looked at.
pub type Files = BTreeMap<String, Bestandsstaat>;

/// Bestandsstaat: what was found under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Bestandsstaat {
    /// A file that is there, and that nobody opened.
    Aanwezig,
    /// A file that was read whole.
    Gelezen(Box<Stuk>),
    /// Nothing.
    Ontbreekt,
    /// Something that cannot be opened, or no regular file.
    Onleesbaar,
    /// Nothing in it, or nothing on its pages.
    Leeg,
    /// More bytes than may be handed in.
    TeGroot,
    /// It wants a password, or somebody limited what may be done with it.
    Versleuteld,
    /// It begins like what it should be and cannot be read to its end.
    Beschadigd,
    /// A picture that nobody can read anything on.
    TeKlein,
    /// Something else than may be handed in.
    AnderSoort(AnderSoort),
}

/// A kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnderSoort {
    /// A photograph as telephones make it.
    Heic,
    /// A scan in a format that few programs show.
    Tiff,
    /// A text that can still be changed.
    Word,
    /// Files packed together.
    Zip,
    /// Anything else.
    Onbekend,
}

/// Stuk: a file that was read whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stuk {
    /// Its format.
    pub formaat: Bestandsformaat,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in lower case.
    pub sha256: String,
    /// Pages, of a PDF.
    pub paginas: Option<usize>,
    /// What it is, where dossierpers made it.
    pub eigen: Option<Eigen>,
}

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bestandsformaat {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl Bestandsformaat {
    /// How the name of such a file ends.
    #[must_use]
    pub fn extensie(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// As people write it.
    #[must_use]
    pub fn naam(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }
}

/// Eigen: a PDF that dossierpers made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Eigen {
    /// The data that it holds, with what was filled in on it; `None` where it holds none.
    pub gegevens: Option<Value>,
    /// The fields that hold a digital signature.
    pub getekend: Vec<String>,
    /// Whether something was drawn or stamped on it.
    pub getekend_over: bool,
}
