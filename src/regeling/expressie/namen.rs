//! The names that an expression or a template can use, and what they stand for.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, Serde};

/// Names and their values. A value is taken over once, keys in their order; a clone shares it, so that extending a clone for one
/// element costs no more than the new names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(Vec<(&'static str, Value)>);

impl Names {
    /// No names.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// These names, and one more; it hides an earlier one that is called the same.
    #[must_use]
    pub(crate) fn with(self, name: &'static str, value: &serde_json::Value) -> Self {
        self.with_value(name, Value::from(Serde(value)))
    }

    /// These names, and one for the value at a JSON pointer in what another name stands for, such as an element of a list of the
    /// dossier; undefined where there is nothing. Nothing is copied.
    #[must_use]
    pub(crate) fn with_part(self, name: &'static str, of: &str, pointer: &str) -> Self {
        let whole = self.find(of).unwrap_or_default();
        let part = pointer.split('/').skip(1).fold(whole, |value, key| step(&value, &key.replace("~1", "/").replace("~0", "~")));
        self.with_value(name, part)
    }

    /// These names as what an evaluation starts from.
    pub(super) fn to_value(&self) -> Value {
        Value::from_object(self.clone())
    }

    fn with_value(mut self, name: &'static str, value: Value) -> Self {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
        self
    }

    fn find(&self, name: &str) -> Option<Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.find(key.as_str()?)
    }
}

/// One step of a JSON pointer: a key of an object, or a place in a list.
fn step(value: &Value, key: &str) -> Value {
    let place = || key.parse::<usize>().ok().and_then(|place| value.get_item_by_index(place).ok());
    let found = value.get_attr(key).ok().filter(|found| !found.is_undefined());
    found.or_else(place).unwrap_or_default()
}
