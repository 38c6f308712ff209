//! The one definition of a fault: the manual, the messages and the tables all print from it.
//!
//! Codes are a contract: stable, and never used again for something else. A fault is named for what is wrong, not for the cure.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Text of a definition: written in the program, or read from the folder of a regeling.
pub type Text = Cow<'static, str>;

/// A text that is written in the program.
#[must_use]
pub const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

/// Ernst: how bad a finding is. It belongs to the finding; a definition states the heaviest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ernst {
    /// Error: the dossier or the document cannot be handed in like this.
    Fout,
    /// To do: it is not there yet.
    TeDoen,
    /// Warning: the assessor decides, or something does not count.
    Waarschuwing,
    /// For a person to judge, whatever the program thinks of it; never changes the verdict.
    Beoordelaar,
    /// Something to know; never changes the verdict.
    Informatie,
}

impl Ernst {
    /// As messages and the JSON write it.
    #[must_use]
    pub fn naam(self) -> &'static str {
        match self {
            Self::Fout => "fout",
            Self::TeDoen => "te-doen",
            Self::Waarschuwing => "waarschuwing",
            Self::Beoordelaar => "beoordelaar",
            Self::Informatie => "informatie",
        }
    }

    /// Whether nothing can be handed in as long as it is there.
    #[must_use]
    pub fn stands_in_the_way(self) -> bool {
        matches!(self, Self::Fout | Self::TeDoen)
    }
}

/// What a finding stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The documents whose data it lies in are not written.
    Document,
    /// Documents are written; only the verdict on the whole changes.
    Dossier,
}

/// Where a fault comes to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// While the JSON is read.
    Input,
    /// While pages are laid out.
    Layout,
    /// While a form that was filled in is read.
    Form,
    /// By holding the data against the regeling.
    Regeling,
}

/// The definition of a fault.
#[derive(Serialize, Deserialize)]
pub struct Rule {
    /// Stable identifier.
    pub code: Text,
    /// How bad it is at most.
    pub ernst: Ernst,
    /// What it stops.
    pub scope: Scope,
    /// The fault in a few words.
    pub titel: Text,
    /// Lines of the regeling, the standard, or our own reading that it rests on.
    pub bron: Text,
    /// Wat: what is wrong.
    pub wat: Text,
    /// Waarom: why it matters.
    pub waarom: Text,
    /// Voorbeeld: an example of the fault.
    pub voorbeeld: Text,
    /// Herstel: what to do.
    pub herstel: Text,
    /// Where it comes to light.
    pub stage: Stage,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// A definition, wherever it stands.
#[derive(Clone)]
pub enum Definition {
    /// In the program.
    Program(&'static Rule),
    /// In the folder of a regeling.
    Data(Arc<Rule>),
}

impl Deref for Definition {
    type Target = Rule;
    fn deref(&self) -> &Rule {
        match self {
            Self::Program(rule) => rule,
            Self::Data(rule) => rule,
        }
    }
}

impl From<&'static Rule> for Definition {
    fn from(rule: &'static Rule) -> Self {
        Self::Program(rule)
    }
}

impl From<Arc<Rule>> for Definition {
    fn from(rule: Arc<Rule>) -> Self {
        Self::Data(rule)
    }
}

impl fmt::Debug for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Serialize for Definition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Definition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::Data(Arc::new(Rule::deserialize(deserializer)?)))
    }
}
