//! Filling forms in as some program would, well or badly.

use dossierpers::Purpose;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string, dictionary, text_string};

use crate::fixture::{blank, bytes};

/// A form with what is on it.
pub(crate) struct Sheet {
    pub(crate) pdf: Document,
}

impl Sheet {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { pdf: Document::load_mem(bytes).expect("a PDF") }
    }

    pub(crate) fn blank(soort: &str) -> Self {
        let forms = blank(Purpose::Screen);
        Self::of(bytes(forms.iter().find(|made| made.document.soort == soort).expect("a form")))
    }

    pub(crate) fn id(&self, name: &str) -> ObjectId {
        self.find(name).unwrap_or_else(|| panic!("no field {name}"))
    }

    pub(crate) fn find(&self, name: &str) -> Option<ObjectId> {
        let form = self.pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
        let mut id = form;
        for part in name.split('.') {
            let node = self.pdf.get_dictionary(id).expect("a node");
            let kids = node.get(b"Fields").or_else(|_| node.get(b"Kids")).and_then(Object::as_array).ok()?;
            let named = |kid: &&Object| {
                let kid = self.pdf.get_dictionary(kid.as_reference().expect("a reference")).expect("a field");
                kid.get(b"T").is_ok_and(|name| decode_text_string(name).is_ok_and(|name| name == part))
            };
            id = kids.iter().find(named)?.as_reference().expect("a reference");
        }
        Some(id)
    }

    pub(crate) fn field(&mut self, name: &str) -> &mut Dictionary {
        let id = self.id(name);
        self.pdf.get_dictionary_mut(id).expect("a field")
    }

    pub(crate) fn fill(mut self, name: &str, value: impl Into<Object>) -> Self {
        let field = self.field(name);
        field.set("V", value);
        field.remove(b"AP");
        self
    }

    pub(crate) fn type_in(self, name: &str, text: &str) -> Self {
        self.fill(name, text_string(text))
    }

    /// Puts all fields below one of this name.
    pub(crate) fn below(&mut self, name: &str) {
        let form = self.pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
        let fields = self.pdf.get_dictionary(form).expect("a form").get(b"Fields").and_then(Object::as_array).expect("fields").clone();
        let parent = self.pdf.add_object(dictionary! { "T" => text_string(name), "Kids" => fields.clone() });
        for field in fields.iter().filter_map(|field| field.as_reference().ok()) {
            self.pdf.get_dictionary_mut(field).expect("a field").set("Parent", parent);
        }
        self.pdf.get_dictionary_mut(form).expect("a form").set("Fields", vec![parent.into()]);
    }

    pub(crate) fn save(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pdf.save_to(&mut bytes).expect("saved");
        bytes
    }
}

/// A PDF with text fields of these names, each with a value.
pub(crate) fn sheet_with(fields: impl Iterator<Item = (String, Object)>) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let page =
        pdf.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] });
    pdf.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let fields: Vec<Object> =
        fields.map(|(name, value)| pdf.add_object(dictionary! { "FT" => "Tx", "T" => text_string(&name), "V" => value }).into()).collect();
    let form = pdf.add_object(dictionary! { "Fields" => fields });
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "AcroForm" => form });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    bytes
}
