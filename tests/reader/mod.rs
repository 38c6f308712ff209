//! Reads PDFs with hayro: text and where it stands, tags, attachment and metadata. Shares no code with the writer.

pub(crate) mod forms;

use std::collections::BTreeMap;

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro::hayro_interpret::hayro_syntax::{Pdf, page::Page};
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, ImageDrawProps, InterpreterCache, InterpreterSettings, SoftMask,
    interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// A glyph on a page, in points from the top left.
#[derive(Debug, Clone)]
pub(crate) struct Sign {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// How far the next glyph is to the right, as the font says.
    pub(crate) advance: f64,
    /// Height of the type, in points.
    pub(crate) size: f64,
}

/// A page as a reader sees it.
#[derive(Debug)]
pub(crate) struct ReadPage {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) signs: Vec<Sign>,
}

impl ReadPage {
    /// The text in the order of the file, without white space and soft hyphens.
    pub(crate) fn squeezed(&self) -> String {
        squeeze(&self.signs.iter().map(|sign| sign.text.as_str()).collect::<String>())
    }

    /// The same without head and foot.
    pub(crate) fn body(&self) -> String {
        squeeze(&self.body_signs().map(|sign| sign.text.as_str()).collect::<String>())
    }

    pub(crate) fn body_signs(&self) -> impl Iterator<Item = &Sign> {
        self.signs.iter().filter(|sign| sign.y > 62.0 && sign.y < self.height - 52.0)
    }
}

/// Text as it is compared: white space and hyphens do not count, since a line may end at them or bring them in.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}')).collect()
}

/// The pages of a PDF.
pub(crate) fn pages(bytes: &[u8]) -> Vec<ReadPage> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF that can be read");
    pdf.pages().iter().map(|page| read_page(page)).collect()
}

/// The bodies of all pages, one after the other.
pub(crate) fn text(bytes: &[u8]) -> String {
    pages(bytes).iter().map(ReadPage::body).collect()
}

fn read_page<'a>(page: &'a Page<'a>) -> ReadPage {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, width.into(), height.into());
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
    let mut collector = Collector { signs: Vec::new() };
    interpret_page(page, &mut context, &mut collector);
    ReadPage { width: width.into(), height: height.into(), signs: collector.signs }
}

struct Collector {
    signs: Vec<Sign>,
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place: Affine = props.transform * glyph.transform();
            let at = place * Point::ZERO;
            let (advance, size) = match &**glyph {
                Glyph::Outline(outline) => (f64::from(outline.advance_width().unwrap_or(0.0)), place.determinant().abs().sqrt()),
                Glyph::Type3(_) => (0.0, 0.0),
            };
            let text = glyph.as_unicode().map(|text| format!("{}", Shown(text))).unwrap_or_default();
            self.signs.push(Sign { text, x: at.x, y: at.y, advance: advance / 1000.0 * size * 1000.0, size: size * 1000.0 });
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: hayro::hayro_interpret::Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

struct Shown(hayro::hayro_interpret::hayro_cmap::BfString);

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            hayro::hayro_interpret::hayro_cmap::BfString::Char(c) => write!(f, "{c}"),
            hayro::hayro_interpret::hayro_cmap::BfString::String(text) => f.write_str(text),
        }
    }
}

/// What a PDF says about itself, beside its pages.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) xmp: String,
    pub(crate) attachment: Option<(String, Vec<u8>)>,
    /// How often each structure type stands in the tree.
    pub(crate) tags: BTreeMap<String, usize>,
    /// Structure types in reading order.
    pub(crate) order: Vec<String>,
}

/// Reads catalog, metadata, attachment and structure tree.
pub(crate) fn about(bytes: &[u8]) -> About {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF that can be read");
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalog");
    let mut about = About {
        title: pdf.metadata().title.as_ref().map(|title| decode(title)).unwrap_or_default(),
        language: catalog.get::<PdfString<'_>>("Lang").map(|lang| decode(lang.as_bytes())).unwrap_or_default(),
        xmp: catalog
            .get::<Stream<'_>>("Metadata")
            .and_then(|xmp| Some(String::from_utf8_lossy(&xmp.decoded().ok()?).into_owned()))
            .unwrap_or_default(),
        ..About::default()
    };
    if let Some(files) = catalog.get::<Array<'_>>("AF")
        && let Some(spec) = files.iter::<Dict<'_>>().next()
    {
        let name = spec.get::<PdfString<'_>>("UF").map(|name| decode(name.as_bytes())).unwrap_or_default();
        let stream = spec.get::<Dict<'_>>("EF").and_then(|embedded| embedded.get::<Stream<'_>>("F")).expect("an embedded file");
        about.attachment = Some((name, stream.decoded().expect("readable bytes").into_owned()));
    }
    if let Some(root) = catalog.get::<Dict<'_>>("StructTreeRoot") {
        walk(&root, &mut about, 0);
    }
    about
}

fn walk(node: &Dict<'_>, about: &mut About, depth: usize) {
    assert!(depth < 100, "a structure tree that ends");
    if let Some(kind) = node.get::<Name<'_>>("S") {
        let kind = String::from_utf8_lossy(kind.as_ref()).into_owned();
        *about.tags.entry(kind.clone()).or_default() += 1;
        about.order.push(kind);
    }
    if let Some(children) = node.get::<Array<'_>>("K") {
        for child in children.iter::<Object<'_>>() {
            if let Object::Dict(child) = child {
                walk(&child, about, depth + 1);
            }
        }
    } else if let Some(child) = node.get::<Dict<'_>>("K") {
        walk(&child, about, depth + 1);
    }
}

/// A text string of a PDF: UTF-16 with a mark, else Latin.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
