//! The stamp: an issued return as lines of JSON, as the very hidden sheet holds them.
//!
//! One line a row keeps every line well within what a cell can hold, and the version comes first, so that a newer form
//! is told from a damaged one.

use serde::Deserialize;

use super::{Issued, TEMPLATE_VERSION, TemplateTooNew};

impl Issued {
    /// The lines of the very hidden sheet: what a line is, and its JSON.
    ///
    /// # Errors
    /// Only where a value cannot be put into JSON, which no value of these types can bring about.
    pub fn to_lines(&self) -> Result<Vec<(&'static str, String)>, serde_json::Error> {
        let mut lines = vec![("return", serde_json::to_string(self)?)];
        for row in &self.actions {
            lines.push(("action", serde_json::to_string(row)?));
        }
        for row in &self.indicators {
            lines.push(("indicator", serde_json::to_string(row)?));
        }
        Ok(lines)
    }

    /// Reads the lines of the very hidden sheet back. `Ok(None)` where they are not whole.
    ///
    /// # Errors
    /// `TemplateTooNew` where a newer planroll wrote them.
    pub fn from_lines<'l>(lines: impl Iterator<Item = (&'l str, &'l str)>) -> Result<Option<Self>, TemplateTooNew> {
        #[derive(Deserialize)]
        struct Version {
            template_version: u32,
        }
        /// Of a newer form no more is looked for, and it may have moved.
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct OfNewer {
            stamp: OfNewerStamp,
        }
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct OfNewerStamp {
            check_page: Option<String>,
        }
        let mut issued: Option<Self> = None;
        for (what, json) in lines {
            match (what, &mut issued) {
                ("return", slot) => {
                    let Ok(version) = serde_json::from_str::<Version>(json) else { return Ok(None) };
                    if version.template_version > TEMPLATE_VERSION {
                        let newer: OfNewer = serde_json::from_str(json).unwrap_or_default();
                        let (version, check_page) = (version.template_version, newer.stamp.check_page);
                        return Err(TemplateTooNew { version, check_page });
                    }
                    *slot = serde_json::from_str(json).ok();
                }
                ("action", Some(issued)) => match serde_json::from_str(json) {
                    Ok(row) => issued.actions.push(row),
                    Err(_) => return Ok(None),
                },
                ("indicator", Some(issued)) => match serde_json::from_str(json) {
                    Ok(row) => issued.indicators.push(row),
                    Err(_) => return Ok(None),
                },
                _ => {}
            }
        }
        // Very many are held at once.
        if let Some(issued) = &mut issued {
            issued.actions.shrink_to_fit();
            issued.indicators.shrink_to_fit();
        }
        Ok(issued)
    }
}
