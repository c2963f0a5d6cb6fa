//! Days in configuration files: a TOML date (`2004-07-31`) or the same in quotes.

use super::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// Writes a day as ISO text.
///
/// # Errors
/// Whatever the serializer reports.
pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.to_string())
}

/// Reads a day from a TOML date or from ISO text.
///
/// # Errors
/// If the value is neither.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text,
        toml::Value::Datetime(datetime) => datetime.to_string(),
        _ => return Err(D::Error::custom("expected a date such as 2004-07-31")),
    };
    text.parse().map_err(|_| D::Error::custom("expected a date such as 2004-07-31"))
}

/// A day that may be absent.
pub mod optional {
    use super::Date;
    use serde::{Deserializer, Serializer};

    /// Writes a day as ISO text.
    ///
    /// # Errors
    /// Whatever the serializer reports.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::serialize(date, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a day that is there.
    ///
    /// # Errors
    /// If the value is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        super::deserialize(deserializer).map(Some)
    }
}
