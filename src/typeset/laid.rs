//! A document laid out in pages, and what a template left on them.

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Dict, NativeElement, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

use super::world;
use crate::documents::Document;
use crate::error::Error;
use crate::limieten;
use crate::regeling::Regeling;

/// Lays documents of one regeling out.
pub(crate) struct Typesetter {
    world: world::Base,
}

/// A document laid out in pages.
pub(crate) struct Laid {
    pub(crate) pages: PagedDocument,
}

impl Typesetter {
    /// A typesetter with the templates of `regeling`.
    ///
    /// # Errors
    /// When a template is not UTF-8 or has a name that cannot be used.
    pub(crate) fn new(regeling: &Regeling) -> Result<Self, Error> {
        Ok(Self { world: world::Base::new(regeling)? })
    }

    /// Lays a document out.
    ///
    /// # Errors
    /// When the template does not compile or has a warning: a template must do neither for any data that was accepted.
    pub(crate) fn lay_out(&self, document: &Document) -> Result<Laid, Error> {
        self.lay_out_with(document, None)
    }

    /// As [`Typesetter::lay_out`], with a file that the template finds under a name.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn lay_out_with(&self, document: &Document, beside: Option<(&str, &[u8])>) -> Result<Laid, Error> {
        let world = self.world.with_data(&document.soort, &document.data, beside)?;
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let pages = output.map_err(|errors| template_error(&world, &document.soort, &errors))?;
        if !warnings.is_empty() {
            return Err(template_error(&world, &document.soort, &warnings));
        }
        let count = pages.pages().len();
        if count > limieten::PAGINAS {
            let most = limieten::PAGINAS;
            return Err(Error::Template(format!(
                "{}: het sjabloon maakt {count} pagina's; hoogstens {most} zijn mogelijk",
                document.soort
            )));
        }
        Ok(Laid { pages })
    }

    /// Forgets what was remembered to make later layouts faster, so that memory stays bounded over many documents.
    pub(crate) fn forget() {
        typst::comemo::evict(0);
    }
}

impl Laid {
    /// Number of pages.
    #[must_use]
    pub(crate) fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// The marks that a template leaves for the page budget, each with its page (from 0) and height on it in points.
    pub(super) fn marks(&self) -> Vec<(Dict, usize, f64)> {
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
