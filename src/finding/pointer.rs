//! JSON pointers (RFC 6901): where in the data something is.

/// Stands where something may not be repeated: for a key in the pointer of a finding, and for a value.
pub const VERBORGEN: &str = "…";

/// Whether JSON pointer `inner` is `outer` or lies below it.
#[must_use]
pub fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A key as it stands in a JSON pointer.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
