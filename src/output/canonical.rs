//! JSON that has one form only: keys sorted at every depth, so that its hash is that of what it says.
//! For texts and whole numbers, which is all that is hashed here, the compact form is that of RFC 8785.

use serde::Serialize;
use serde_json::{Map, Value};

/// On one line without spaces: the form that is hashed.
///
/// # Errors
/// If the value cannot be written as JSON.
pub(super) fn compact<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&sorted(serde_json::to_value(value)?))
}

/// Indented, with a line end: the form that is written.
///
/// # Errors
/// If the value cannot be written as JSON.
pub(super) fn pretty<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&sorted(serde_json::to_value(value)?))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::compact;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_at_every_depth_and_lists_keep_their_order() {
        let value = json!({ "b": [{ "z": 1, "a": "é\u{1}\"" }, 2], "a": null });
        assert_eq!(
            String::from_utf8(compact(&value).unwrap()).unwrap(),
            "{\"a\":null,\"b\":[{\"a\":\"é\\u0001\\\"\",\"z\":1},2]}"
        );
    }
}
