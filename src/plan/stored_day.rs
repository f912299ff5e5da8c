//! A day that may be missing, as ISO text in stored JSON, for use with `#[serde(with = "…")]`.
//!
//! One written form, here as in the domain, keeps an issued return readable without the tool.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde gives the field by reference")]
pub(super) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}
