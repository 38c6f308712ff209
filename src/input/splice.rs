//! A changed value back into the text that it was read from: what did not change stays as somebody wrote it, digit for digit.

use std::ops::Range;

use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::{Map, Serializer, Value};

use super::json::{Place, Places};
use crate::finding::escape;

/// The text with `new` in it, where it now holds `old`. Only what differs is written anew; what is new comes last in its object or list,
/// laid out as what stands before it.
pub(super) fn splice(text: &str, places: &Places, old: &Value, new: &Value) -> String {
    let mut splice = Splice { text, places, style: Style::of(text, places), edits: Vec::new() };
    splice.value("", old, new);
    let mut spliced = text.to_owned();
    // From the end, so that what stands before keeps its place.
    splice.edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    for (range, with) in splice.edits {
        spliced.replace_range(range, &with);
    }
    spliced
}

struct Splice<'a> {
    text: &'a str,
    places: &'a Places,
    style: Style<'a>,
    edits: Vec<(Range<usize>, String)>,
}

/// How a text is laid out.
struct Style<'a> {
    /// How a line ends.
    line_end: &'static str,
    /// What a level is set in with.
    unit: &'a str,
}

impl<'a> Style<'a> {
    fn of(text: &'a str, places: &Places) -> Self {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let top = places.iter().filter(|(pointer, _)| pointer.matches('/').count() == 1);
        let unit = top.filter_map(|(_, place)| margin(text, start_of(place))).find(|unit| !unit.is_empty());
        Self { line_end, unit: unit.unwrap_or("  ") }
    }

    /// A value over more lines, of which the first stands somewhere already.
    fn lines(&self, value: &Value, margin: &str) -> String {
        let text = pretty(value, self.unit);
        // A line end in a text is written as `\n`, so these are all between values.
        text.replace('\n', &format!("{}{margin}", self.line_end))
    }
}

impl Splice<'_> {
    fn value(&mut self, pointer: &str, old: &Value, new: &Value) {
        match (old, new) {
            _ if old == new => {}
            (Value::Object(was), Value::Object(is)) if was.keys().any(|key| is.contains_key(key)) => {
                self.object(pointer, was, is);
            }
            (Value::Array(was), Value::Array(is)) if was.len() <= is.len() && !was.is_empty() => self.list(pointer, was, is),
            _ => self.instead(pointer, new),
        }
    }

    fn object(&mut self, pointer: &str, was: &Map<String, Value>, is: &Map<String, Value>) {
        for (key, old) in was {
            if let Some(new) = is.get(key) {
                self.value(&format!("{pointer}/{}", escape(key)), old, new);
            }
        }
        self.without(pointer, was, is);
        let last = was.keys().filter_map(|key| self.places.get(&format!("{pointer}/{}", escape(key)))).max_by_key(|place| place.value.end);
        let added: Vec<_> = is.iter().filter(|(key, _)| !was.contains_key(*key)).map(|(key, value)| (Some(key.as_str()), value)).collect();
        self.behind(last.cloned(), &added);
    }

    /// Takes fields away, each with the comma that parts it from one that stays.
    fn without(&mut self, pointer: &str, was: &Map<String, Value>, is: &Map<String, Value>) {
        let place = |key: &String| Some((is.contains_key(key), self.places.get(&format!("{pointer}/{}", escape(key)))?.clone()));
        let mut fields: Vec<_> = was.keys().filter_map(place).collect();
        fields.sort_by_key(|(_, place)| place.value.start);
        let mut edits = Vec::new();
        for (at, (_, place)) in fields.iter().enumerate().filter(|(_, (stays, _))| !stays) {
            let before = fields[..at].iter().rfind(|(stays, _)| *stays);
            let range = match (before, at.checked_sub(1).and_then(|last| fields.get(last)), fields.get(at + 1)) {
                // Behind one that stays, up to its own end.
                (Some(_), Some((_, last)), _) => last.value.end..place.value.end,
                // Before the first that stays, up to the next.
                (None, _, Some((_, next))) => start_of(place)..start_of(next),
                _ => continue,
            };
            edits.push((range, String::new()));
        }
        self.edits.extend(edits);
    }

    fn list(&mut self, pointer: &str, was: &[Value], is: &[Value]) {
        for (place, (old, new)) in was.iter().zip(is).enumerate() {
            self.value(&format!("{pointer}/{place}"), old, new);
        }
        let last = self.places.get(&format!("{pointer}/{}", was.len() - 1)).cloned();
        let added: Vec<_> = is[was.len()..].iter().map(|value| (None, value)).collect();
        self.behind(last, &added);
    }

    /// Puts values behind the last that is there, on lines of their own where that one has its own.
    fn behind(&mut self, last: Option<Place>, added: &[(Option<&str>, &Value)]) {
        let Some(last) = last else { return };
        let own_line = margin(self.text, start_of(&last));
        let mut with = String::new();
        for (key, value) in added {
            let key = key.map(|key| format!("{}: ", Value::from(key))).unwrap_or_default();
            match own_line {
                Some(margin) => with += &format!(",{}{margin}{key}{}", self.style.line_end, self.style.lines(value, margin)),
                None => with += &format!(", {key}{value}"),
            }
        }
        if !with.is_empty() {
            self.edits.push((last.value.end..last.value.end, with));
        }
    }

    /// Puts a value in the place of another.
    fn instead(&mut self, pointer: &str, new: &Value) {
        let Some(place) = self.places.get(pointer) else { return };
        let with = match margin(self.text, start_of(place)) {
            Some(margin) => self.style.lines(new, margin),
            None if pointer.is_empty() => self.style.lines(new, ""),
            None => new.to_string(),
        };
        self.edits.push((place.value.clone(), with));
    }
}

/// Where the key of a value begins, or the value where it has none.
fn start_of(place: &Place) -> usize {
    place.key.as_ref().map_or(place.value.start, |key| key.start)
}

/// The white space before something on its line; `None` where something else stands there too.
fn margin(text: &str, start: usize) -> Option<&str> {
    let before = &text[..start];
    let line = before.rfind('\n')? + 1;
    Some(&before[line..]).filter(|before| before.chars().all(|c| matches!(c, ' ' | '\t')))
}

fn pretty(value: &Value, unit: &str) -> String {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(unit.as_bytes()));
    // A JSON value always serialises, as UTF-8.
    let _ = value.serialize(&mut serializer);
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::json::parse;
    use super::{pretty, splice};

    fn spliced(text: &str, change: impl FnOnce(&mut Value)) -> String {
        let parsed = parse(text).unwrap_or_else(|_| panic!("JSON"));
        let mut new = parsed.value.clone();
        change(&mut new);
        let spliced = splice(text, &parsed.places, &parsed.value, &new);
        assert_eq!(serde_json::from_str::<Value>(&spliced).expect("JSON"), new, "{spliced}");
        spliced
    }

    #[test]
    fn leaves_every_digit_and_every_space_that_did_not_change() {
        let text = "{\r\n\t\"x\" : 12345678901234567890.123456789,\r\n\t\"b\":[1.10,  2e2 ],\"a\":{ }\r\n}\r\n";
        assert_eq!(spliced(text, |_| {}), text);
        let added = spliced(text, |value| value["y"] = json!({ "z": [1] }));
        assert_eq!(added, text.replace("{ }\r\n}", "{ }, \"y\": {\"z\":[1]}\r\n}"));
        let deeper = spliced(text, |value| value["a"]["k"] = json!("é\n"));
        assert_eq!(deeper, text.replace("{ }", "{\"k\":\"é\\n\"}"));
        let longer = spliced(text, |value| value["b"].as_array_mut().expect("a list").push(json!(3)));
        assert_eq!(longer, text.replace("2e2 ", "2e2, 3 "));
    }

    #[test]
    fn lays_out_what_is_new_as_what_stands_before_it() {
        let text = "{\n    \"a\": [\n        {\n            \"n\": 1\n        }\n    ],\n    \"b\": null\n}\n";
        let grown = spliced(text, |value| {
            value["a"].as_array_mut().expect("a list").push(json!({ "n": 2 }));
            value["b"] = json!(true);
            value["c"] = json!([]);
        });
        let lines = "{\n    \"a\": [\n        {\n            \"n\": 1\n        },\n        {\n            \"n\": 2\n        }\n    ],\n    \
                     \"b\": true,\n    \"c\": []\n}\n";
        assert_eq!(grown, lines);
    }

    #[test]
    fn writes_what_has_no_place_of_its_own_anew() {
        assert_eq!(spliced("{}", |value| value["a"] = json!(1)), "{\n  \"a\": 1\n}");
        assert_eq!(spliced("{\"a\":[1,2],\"b/c\":1}", |value| value["a"] = json!([2])), "{\"a\":[2],\"b/c\":1}");
        assert_eq!(spliced("{\"a\":1,\"b/~c\":1}", |value| value["b/~c"] = json!("x")), "{\"a\":1,\"b/~c\":\"x\"}");
    }

    /// Any JSON, with keys that must be escaped in a pointer.
    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (0_i32..1000).prop_map(|number| Value::from(f64::from(number) / 8.0)),
            "[a-z\"\\\\\n~/é]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec(("[a-d/~\"]{0,2}", inner), 0..4).prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    /// One value with another added to it, here and there.
    fn added(one: &Value, other: &Value, chance: u64) -> Value {
        let next = chance.rotate_right(7).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        match one {
            Value::Object(fields) => {
                let mut grown: serde_json::Map<_, _> =
                    fields.iter().map(|(key, value)| (key.clone(), added(value, other, next ^ key.len() as u64))).collect();
                if chance.is_multiple_of(3) {
                    grown.insert(format!("nieuw/{}", chance % 4), other.clone());
                }
                Value::Object(grown)
            }
            Value::Array(items) => {
                let mut grown: Vec<_> = items.iter().map(|item| added(item, other, next)).collect();
                grown.extend(chance.is_multiple_of(2).then(|| other.clone()));
                Value::Array(grown)
            }
            _ if chance.is_multiple_of(5) => other.clone(),
            same => same.clone(),
        }
    }

    proptest! {
        #[test]
        fn holds_what_it_should_in_whatever_way_it_was_laid_out(
            old in any_json(), other in any_json(), chance in any::<u64>(), layout in 0..4
        ) {
            let text = match layout {
                0 => old.to_string(),
                1 => pretty(&old, "    "),
                2 => pretty(&old, "\t").replace('\n', "\r\n"),
                _ => old.to_string().replace(":[", ":\n[ ").replace(",\"", " ,\n \""),
            };
            // The last layout may have broken a text.
            prop_assume!(serde_json::from_str::<Value>(&text).is_ok_and(|read| read == old));
            let new = added(&old, &other, chance);
            let parsed = parse(&text).map_err(|_| TestCaseError::fail("JSON"))?;
            let spliced = splice(&text, &parsed.places, &old, &new);
            prop_assert_eq!(serde_json::from_str::<Value>(&spliced).ok(), Some(new), "{}\n{}", text, spliced);
        }
    }
}
