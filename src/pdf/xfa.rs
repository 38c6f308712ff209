//! The second form that some programs put in a PDF (XFA): only what was filled in there, to compare it with the fields.

use lopdf::{Dictionary, Object};

use super::objects::{LONGEST, NoForm, Objects, STEP, inflate};

/// A value of the XFA form: where it is, as names with dots, and what it says.
#[derive(Debug, PartialEq)]
pub(super) struct Waarde {
    pub(super) pad: String,
    pub(super) tekst: String,
}

/// The values of the data of the XFA form, where there is one.
pub(super) fn values<'a>(objects: &mut Objects<'a>, form: &'a Dictionary) -> Result<Vec<Waarde>, NoForm> {
    let xml = match objects.get(form, b"XFA")? {
        Some(Object::Stream(stream)) => inflate(stream, LONGEST)?,
        Some(Object::Array(parts)) => {
            let mut xml = Vec::new();
            for pair in parts.chunks_exact(2) {
                objects.spend(STEP)?;
                let is_data = pair[0].as_str().is_ok_and(|name| name == b"datasets");
                if let Some(Object::Stream(stream)) = objects.resolve(&pair[1])?.filter(|_| is_data) {
                    xml = inflate(stream, LONGEST)?;
                }
            }
            xml
        }
        _ => return Ok(Vec::new()),
    };
    objects.spend(xml.len() * 4)?;
    Ok(leaves(&String::from_utf8_lossy(&xml)))
}

/// The texts of the data of an XFA form, each with the elements around it. What is no XML gives what can be read of it.
fn leaves(xml: &str) -> Vec<Waarde> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut text = String::new();
    let mut rest = xml;
    while let Some((before, tag)) = rest.split_once('<') {
        text += &plain(before);
        if let Some(data) = tag.strip_prefix("![CDATA[") {
            let (inside, after) = data.split_once("]]>").unwrap_or((data, ""));
            text += inside;
            rest = after;
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        if tag.starts_with('/') {
            let in_data = open.iter().position(|name| *name == "data").map(|at| &open[at + 1..]);
            if let Some(path) = in_data.filter(|path| !path.is_empty() && !text.trim().is_empty()) {
                found.push(Waarde { pad: path.join("."), tekst: text.trim().to_owned() });
            }
            open.pop();
        } else if !tag.starts_with(['?', '!']) && !tag.ends_with('/') && open.len() < 64 {
            let name = tag.split(char::is_whitespace).next().unwrap_or_default();
            open.push(name.rsplit(':').next().unwrap_or_default());
        }
        text.clear();
    }
    found
}

/// A text of XML without its references to characters.
fn plain(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#xD;", "\n"), ("&#13;", "\n"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

#[cfg(test)]
mod tests {
    use super::{Waarde, leaves};

    #[test]
    fn finds_what_was_filled_in_and_nothing_else() {
        let xml = "<?xml version=\"1.0\"?><xfa:datasets xmlns:xfa=\"x\"><xfa:data><form1><a.0.b>Noor &amp; Co</a.0.b><leeg/><wit> </wit>\
                   <c x=\"1\"><![CDATA[<x>]]></c></form1></xfa:data></xfa:datasets><template><field>geen</field></template>";
        let waarde = |pad: &str, tekst: &str| Waarde { pad: pad.to_owned(), tekst: tekst.to_owned() };
        assert_eq!(leaves(xml), [waarde("form1.a.0.b", "Noor & Co"), waarde("form1.c", "<x>")]);
        assert_eq!(leaves("<data><a>x"), []);
        assert_eq!(leaves("</a></b><"), []);
    }
}
