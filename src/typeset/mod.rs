//! Documents to pages: templates, fonts and one data file in, laid-out pages out.
//!
//! Typst sees nothing but the files of the regeling, the embedded fonts and `data.json`: no disk, no network, no clock.
//! Nothing here knows a kind of document; its types stay inside the crate.

mod fonts;
mod page_budget;
mod placeholders;
mod world;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Dict, NativeElement, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

use crate::documents::Document;
use crate::error::Error;
use crate::regeling::Regeling;

pub(crate) use fonts::{files as font_files, regular as regular_font};
pub use fonts::{is_invisible, is_printable};
pub(crate) use page_budget::explain;
pub(crate) use placeholders::Placeholder;
pub(crate) use world::main_source;

/// Lays documents of one regeling out.
pub struct Typesetter {
    world: world::Base,
}

/// A document laid out in pages.
pub struct Laid {
    pub(crate) pages: PagedDocument,
}

impl Typesetter {
    /// A typesetter with the templates of `regeling`.
    ///
    /// # Errors
    /// When a template is not UTF-8 or has a name that cannot be used.
    pub fn new(regeling: &Regeling) -> Result<Self, Error> {
        Ok(Self { world: world::Base::new(regeling)? })
    }

    /// Lays a document out.
    ///
    /// # Errors
    /// When the template does not compile or has a warning: a template must do neither for any data that was accepted.
    pub fn lay_out(&self, document: &Document) -> Result<Laid, Error> {
        let world = self.world.with_data(&document.soort, &document.data)?;
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let pages = output.map_err(|errors| template_error(&world, &document.soort, &errors))?;
        if !warnings.is_empty() {
            return Err(template_error(&world, &document.soort, &warnings));
        }
        Ok(Laid { pages })
    }

    /// Forgets what was remembered to make later layouts faster, so that memory stays bounded over many documents.
    pub fn forget() {
        typst::comemo::evict(0);
    }
}

impl Laid {
    /// Number of pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// The marks that a template leaves for the page budget, each with its page (from 0) and height on it in points.
    fn marks(&self) -> Vec<(Dict, usize, f64)> {
        let introspector = self.pages.introspector();
        let found = introspector.query(&MetadataElem::ELEM.select());
        let marks = found.iter().filter_map(|content| {
            let Value::Dict(mark) = &content.to_packed::<MetadataElem>()?.value else { return None };
            let position = introspector.position(content.location()?)?;
            Some((mark.clone(), position.page.get() - 1, position.point.y.to_pt()))
        });
        marks.collect()
    }
}

/// The messages of a template that does not compile, one a line, each with its place.
pub(crate) fn template_error(world: &dyn typst::World, soort: &str, faults: &[SourceDiagnostic]) -> Error {
    use typst::WorldExt;
    let lines = faults.iter().map(|fault| {
        let place = fault.span.id().and_then(|id| {
            let source = world.source(id).ok()?;
            let line = source.lines().byte_to_line(world.range(fault.span)?.start)?;
            Some(format!("{}:{}: ", id.vpath().get_without_slash(), line + 1))
        });
        let hints: Vec<_> = fault.hints.iter().map(|hint| hint.v.as_str()).collect();
        format!("{}{} {}", place.unwrap_or_default(), fault.message, hints.join("; ")).trim_end().to_owned()
    });
    Error::Template(format!("{soort}: {}", lines.collect::<Vec<_>>().join("\n")))
}
