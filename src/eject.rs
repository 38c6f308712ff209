//! The documents as a plain Typst project, for whoever wants to go on with the stock tools: templates, fonts and data.
//!
//! One folder a document, each compiling by itself, and one `main.typ` that makes all of them in a bundle export.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::documents::Document;
use crate::fonts;
use crate::regeling::Regeling;
use crate::typeset::main_source;

/// The files of the project, by their path within it, with `/` between folders.
#[must_use]
pub fn project(documents: &[Document], regeling: &Regeling) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        fonts::files_to_give().into_iter().map(|(name, bytes)| (format!("fonts/{name}"), bytes)).collect();
    let mut bundle =
        String::from("// typst compile --features bundle --format bundle --font-path fonts --pdf-standard a-3a,ua-1 main.typ uit\n");
    for document in documents {
        let folder = document.bestand.trim_end_matches(".pdf");
        for (name, bytes) in &regeling.sjablonen {
            files.insert(format!("{folder}/{name}"), bytes.clone());
        }
        files.insert(format!("{folder}/main.typ"), main_source(&document.soort).into_bytes());
        // The stock command makes no fields: who signs does so in a box on the page.
        let mut data = document.data.clone();
        data["document"]["handtekeningen"] = serde_json::json!({});
        files.insert(format!("{folder}/data.json"), pretty(&data).into_bytes());
        let _ = write!(
            bundle,
            "#document(\"{}\", {{\n  import \"{folder}/{}.typ\": bijlage\n  bijlage(json(\"{folder}/data.json\"))\n}})\n",
            document.bestand, document.soort
        );
    }
    files.insert("main.typ".to_owned(), bundle.into_bytes());
    files
}

fn pretty(data: &serde_json::Value) -> String {
    // A JSON value always serialises.
    serde_json::to_string_pretty(data).unwrap_or_default()
}
