//! Documents to pages: templates, fonts and one data file in, laid-out pages out.
//!
//! Typst sees nothing but the files of the regeling, the embedded fonts and `data.json`: no disk, no network, no clock.
//! All that touches Typst stands here and in `fonts`; its types stay inside the crate. No kind of document and no PDF may enter.
//!
//! **Enters:** Typst: its world, its pages, what a template left on them.
//! **Stays out:** a kind of document, a byte of a PDF.

mod faults;
mod laid;
mod page_budget;
mod placeholders;
mod world;

pub(crate) use faults::DOCUMENT_TE_LANG;
pub(crate) use laid::{Laid, Typesetter};
pub(crate) use page_budget::{Written, explain};
pub(crate) use placeholders::{Placeholder, placeholders};
pub(crate) use world::main_source;
