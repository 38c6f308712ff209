//! The functions and filters that the language has beside those of minijinja.
//!
//! Minijinja takes fuel for what its own do and for what ours return; ours pay themselves for what they are given to read.

use minijinja::value::{Rest, ValueOrKwargs};
use minijinja::{Environment, Error, State, Value};

use super::{datums, functies};

/// Bytes of a text that one unit of fuel pays for, as in minijinja. An element of a list costs a unit.
const BYTES: usize = 64;

/// A word and what it does.
type Woord = (&'static str, Value);

/// Functions of minijinja that a regeling has no use for: lists and objects without end or name, and what no name gives.
const WEG_FUNCTIES: [&str; 4] = ["debug", "dict", "namespace", "range"];
/// Filters of minijinja that make lists of lists, out of which a loop could build a tree that nothing bounds; `sum` is not exact.
const WEG_FILTERS: [&str; 6] = ["batch", "chain", "groupby", "slice", "sum", "zip"];

/// Adds our functions and filters, and takes away what a regeling has no use for.
pub(super) fn register(environment: &mut Environment<'static>) {
    for name in WEG_FUNCTIES {
        environment.remove_global(name);
    }
    for name in WEG_FILTERS {
        environment.remove_filter(name);
    }
    for (name, function) in eigen_functies() {
        environment.add_function(name, paid(function));
    }
    for (name, filter) in eigen_filters() {
        environment.add_filter(name, paid(filter));
    }
}

/// A function that first pays for its arguments.
fn paid(inner: Value) -> impl Fn(&mut State<'_, '_>, Rest<ValueOrKwargs>) -> Result<Value, Error> + Send + Sync + 'static {
    move |state, arguments| {
        let arguments = arguments.into_values();
        let price = arguments.iter().map(prijs).fold(0, u64::saturating_add);
        state.consume_fuel(price)?;
        inner.call(state, &arguments)
    }
}

/// What it costs to read a value.
fn prijs(value: &Value) -> u64 {
    let units = value.as_str().map_or_else(|| value.len().unwrap_or_default(), |text| text.len() / BYTES);
    u64::try_from(units).unwrap_or(u64::MAX)
}

fn eigen_functies() -> Vec<Woord> {
    vec![
        ("leeg", Value::from_function(functies::leeg)),
        ("aantal", Value::from_function(functies::aantal)),
        ("som", Value::from_function(functies::som)),
        ("maal", Value::from_function(functies::maal)),
        ("uniek", Value::from_function(functies::uniek)),
        ("bijna_gelijk", Value::from_function(functies::bijna_gelijk)),
        ("vindt", Value::from_function(functies::vindt)),
        ("voor", Value::from_function(datums::voor)),
        ("na", Value::from_function(datums::na)),
        ("zelfde_dag", Value::from_function(datums::zelfde_dag)),
        ("eerste", Value::from_function(datums::eerste)),
        ("laatste", Value::from_function(datums::laatste)),
        ("dagen", Value::from_function(datums::dagen)),
        ("oplopend", Value::from_function(datums::oplopend)),
    ]
}

fn eigen_filters() -> Vec<Woord> {
    vec![
        ("voluit", Value::from_function(datums::voluit)),
        ("decimaal", Value::from_function(functies::decimaal)),
        ("telwoord", Value::from_function(functies::telwoord)),
        ("duur", Value::from_function(functies::duur)),
        ("map", Value::from_function(functies::map)),
    ]
}

/// The names of our functions, in their order.
#[cfg(test)]
pub(super) fn functies() -> Vec<&'static str> {
    eigen_functies().into_iter().map(|(name, _)| name).collect()
}

/// The names of our filters, in their order.
#[cfg(test)]
pub(super) fn filters() -> Vec<&'static str> {
    eigen_filters().into_iter().map(|(name, _)| name).collect()
}

/// The names that are taken away.
#[cfg(test)]
pub(super) fn weg() -> Vec<&'static str> {
    [&WEG_FUNCTIES[..], &WEG_FILTERS[..]].concat()
}
