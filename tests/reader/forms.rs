//! Reads the form of a PDF with hayro: every widget, and how it hangs in the structure of the document.

use std::collections::BTreeMap;

use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, Stream, String as PdfString};

use super::decode;

/// A widget on a page, with what it takes over from its field.
#[derive(Debug, Default)]
pub(crate) struct Widget {
    pub(crate) name: String,
    /// From 0.
    pub(crate) page: usize,
    /// Left, bottom, right, top.
    pub(crate) rect: Vec<f32>,
    pub(crate) kind: String,
    pub(crate) tooltip: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) flags: i32,
    /// Flags of the annotation.
    pub(crate) annotation_flags: i32,
    /// Keys of `/AP`.
    pub(crate) appearances: Vec<String>,
    /// States of the normal appearance; empty where it is one drawing.
    pub(crate) states: Vec<String>,
    /// Each drawing: its box, whether it is a form with the resources that it uses, and its content.
    pub(crate) drawings: Vec<(Vec<f32>, bool, String)>,
    /// Keys that no widget and no field of ours may have.
    pub(crate) actions: Vec<String>,
    /// Structure type of the element that the parent tree leads to, and whether its only child is this widget on this page.
    pub(crate) element: Option<(String, bool)>,
    /// Parts of the name that hold a dot.
    pub(crate) dotted: bool,
}

/// The form of a PDF.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) widgets: Vec<Widget>,
    /// `/Tabs` of each page that has widgets.
    pub(crate) tabs: Vec<Option<String>>,
    /// Keys of the form.
    pub(crate) keys: Vec<String>,
    pub(crate) signature_flags: i32,
    /// The font file of each font for typing.
    pub(crate) fonts: Vec<Vec<u8>>,
    /// Names of the widgets in the order in which they are read aloud.
    pub(crate) read_aloud: Vec<ObjRef>,
    /// The widgets in the order of the pages.
    pub(crate) on_pages: Vec<ObjRef>,
    /// Whether a viewer shows the title of the document, not the name of the file.
    pub(crate) shows_title: bool,
    /// The next key of the parent tree, and the highest that is used.
    pub(crate) next_key: (i32, i32),
}

fn name_of(name: &Name<'_>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn keys(dict: &Dict<'_>) -> Vec<String> {
    dict.keys().map(|key| name_of(&key)).collect()
}

fn numbers(dict: &Dict<'_>, key: &str) -> Vec<f32> {
    dict.get::<Array<'_>>(key).map(|array| array.iter::<f32>().collect()).unwrap_or_default()
}

/// Reads the form.
pub(crate) fn form(bytes: &[u8]) -> Form {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF that can be read");
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalog");
    let root: Dict<'_> = catalog.get("StructTreeRoot").expect("a structure");
    let parents = parents(&root);
    let mut form = Form::default();
    for (number, page) in pdf.pages().iter().enumerate() {
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { continue };
        form.tabs.push(page.raw().get::<Name<'_>>("Tabs").map(|name| name_of(&name)));
        for annotation in annotations.raw_iter() {
            let MaybeRef::Ref(reference) = annotation else { panic!("an annotation without an object of its own") };
            let dict: Dict<'_> = pdf.xref().get(reference.into()).expect("an annotation");
            if dict.get::<Name<'_>>("Subtype").is_some_and(|kind| name_of(&kind) == "Widget") {
                form.widgets.push(widget(&dict, number, reference, &parents, page.raw().obj_id().map(ObjRef::from)));
                form.on_pages.push(reference);
            }
        }
    }
    aloud(&root, &mut form.read_aloud, 0);
    form.next_key = (root.get::<i32>("ParentTreeNextKey").unwrap_or_default(), parents.keys().max().copied().unwrap_or_default());
    let preferences = catalog.get::<Dict<'_>>("ViewerPreferences");
    form.shows_title = preferences.and_then(|preferences| preferences.get::<bool>("DisplayDocTitle")).unwrap_or_default();
    if let Some(dict) = catalog.get::<Dict<'_>>("AcroForm") {
        form.keys = keys(&dict);
        form.signature_flags = dict.get::<i32>("SigFlags").unwrap_or_default();
        let fonts = dict.get::<Dict<'_>>("DR").and_then(|resources| resources.get::<Dict<'_>>("Font"));
        if let Some(fonts) = fonts {
            let files = keys(&fonts).into_iter().map(|name| {
                let descriptor = fonts.get::<Dict<'_>>(name).and_then(|font| font.get::<Dict<'_>>("FontDescriptor")).expect("a descriptor");
                descriptor.get::<Stream<'_>>("FontFile2").expect("an embedded font").decoded().expect("a font").into_owned()
            });
            form.fonts = files.collect();
        }
    }
    form
}

/// The parent tree: key to structure element, of the widgets.
fn parents<'a>(root: &Dict<'a>) -> BTreeMap<i32, Dict<'a>> {
    let tree: Dict<'_> = root.get("ParentTree").expect("a parent tree");
    let entries: Vec<Object<'_>> = tree.get::<Array<'_>>("Nums").expect("numbers").iter::<Object<'_>>().collect();
    let pairs = entries.chunks_exact(2).filter_map(|pair| match pair {
        [Object::Number(key), Object::Dict(element)] => Some((i32::try_from(key.as_i64()).ok()?, element.clone())),
        _ => None,
    });
    pairs.collect()
}

fn widget(dict: &Dict<'_>, page: usize, own: ObjRef, parents: &BTreeMap<i32, Dict<'_>>, page_ref: Option<ObjRef>) -> Widget {
    let mut widget =
        Widget { page, rect: numbers(dict, "Rect"), annotation_flags: dict.get::<i32>("F").unwrap_or_default(), ..Widget::default() };
    let mut parts = Vec::new();
    let mut node = Some(dict.clone());
    while let Some(current) = node {
        if let Some(part) = current.get::<PdfString<'_>>("T") {
            parts.insert(0, decode(part.as_bytes()));
        }
        if widget.kind.is_empty() {
            widget.kind = current.get::<Name<'_>>("FT").map(|kind| name_of(&kind)).unwrap_or_default();
        }
        let text = |key: &str| current.get::<PdfString<'_>>(key).map(|text| decode(text.as_bytes()));
        widget.tooltip = widget.tooltip.or_else(|| text("TU"));
        widget.value = widget.value.or_else(|| text("V")).or_else(|| current.get::<Name<'_>>("V").map(|name| name_of(&name)));
        if widget.flags == 0 {
            widget.flags = current.get::<i32>("Ff").unwrap_or_default();
        }
        widget.actions.extend(keys(&current).into_iter().filter(|key| key == "A" || key == "AA"));
        node = current.get::<Dict<'_>>("Parent");
    }
    widget.dotted = parts.iter().any(|part| part.contains('.'));
    widget.name = parts.join(".");
    appearance(dict, &mut widget);
    widget.element = dict.get::<i32>("StructParent").and_then(|key| parents.get(&key)).map(|element| {
        let child: Dict<'_> = element.get("K").expect("one child");
        let is_objr = child.get::<Name<'_>>("Type").is_some_and(|kind| name_of(&kind) == "OBJR");
        let here = child.get_ref("Obj") == Some(own) && element.get_ref("Pg") == page_ref && page_ref.is_some();
        (element.get::<Name<'_>>("S").map(|kind| name_of(&kind)).unwrap_or_default(), is_objr && here)
    });
    widget
}

fn appearance(dict: &Dict<'_>, widget: &mut Widget) {
    let Some(appearances) = dict.get::<Dict<'_>>("AP") else { return };
    widget.appearances = keys(&appearances);
    let drawing = |stream: &Stream<'_>| {
        let content = String::from_utf8_lossy(&stream.decoded().expect("a drawing")).into_owned();
        let fonts = stream.dict().get::<Dict<'_>>("Resources").and_then(|resources| resources.get::<Dict<'_>>("Font"));
        let set = content.split(" Tf").next().and_then(|before| before.rsplit('/').next()?.split(' ').next().map(str::to_owned));
        let has_font = !content.contains(" Tf") || fonts.is_some_and(|fonts| set.is_some_and(|set| fonts.contains_key(set)));
        let form = has_font && stream.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| name_of(&kind) == "Form");
        (numbers(stream.dict(), "BBox"), form && stream.dict().contains_key("Resources"), content)
    };
    if let Some(stream) = appearances.get::<Stream<'_>>("N") {
        widget.drawings.push(drawing(&stream));
    } else if let Some(states) = appearances.get::<Dict<'_>>("N") {
        widget.states = keys(&states);
        widget.drawings = widget.states.iter().map(|state| drawing(&states.get::<Stream<'_>>(state).expect("a drawing"))).collect();
    }
}

/// The widgets in the order of the structure.
fn aloud(node: &Dict<'_>, found: &mut Vec<ObjRef>, depth: usize) {
    assert!(depth < 100, "a structure tree that ends");
    if node.get::<Name<'_>>("S").is_some_and(|kind| name_of(&kind) == "Form") {
        found.extend(node.get::<Dict<'_>>("K").and_then(|child| child.get_ref("Obj")));
    }
    if let Some(children) = node.get::<Array<'_>>("K") {
        children.iter::<Object<'_>>().for_each(|child| {
            if let Object::Dict(child) = child {
                aloud(&child, found, depth + 1);
            }
        });
    } else if let Some(child) = node.get::<Dict<'_>>("K") {
        aloud(&child, found, depth + 1);
    }
}
