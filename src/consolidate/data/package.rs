//! The description of a folder of data files, as the Frictionless Data Package standard has it.
//!
//! It lists the files of every period that lie in the folder, each with the type and the meaning of every column, so
//! that a tool need not guess: a ref is text, a day is a day.

use serde::Serialize;

use crate::layout::DataKind;

use super::table::DataTable;

/// The name of the description within its folder.
pub const PACKAGE: &str = "datapackage.json";
/// The name of the package, by which planroll knows its own.
const NAME: &str = "planroll-delivery-plan-returns";

#[derive(Serialize)]
struct Package {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    profile: &'static str,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    title: &'static str,
    profile: &'static str,
    scheme: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<FieldOf>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<&'static [&'static str]>,
}

#[derive(Serialize)]
struct FieldOf {
    name: &'static str,
    #[serde(rename = "type")]
    kind: DataKind,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

/// The description of a folder that holds files of these names, as JSON; names that are not the data's are passed
/// over. Files are listed by table, then by name.
///
/// # Errors
/// Only where it cannot be put into memory.
pub fn data_package<'n>(names: impl Iterator<Item = &'n str>) -> Result<String, serde_json::Error> {
    let mut files: Vec<(DataTable, &str)> = names.filter_map(|name| Some((DataTable::of_file(name)?, name))).collect();
    files.sort_unstable();
    files.dedup();
    let package = Package {
        name: NAME,
        title: "Delivery-plan returns",
        description: "One row for each action and each indicator in each reporting period, as consolidated by planroll. \
                      A text that begins with =, +, -, @, a tab or a line break has an apostrophe in front, so that no \
                      spreadsheet takes it for a formula.",
        profile: "data-package",
        resources: files.into_iter().map(|(table, name)| resource(table, name)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&package)?;
    json.push('\n');
    Ok(json)
}

/// Whether a description is one of [`data_package`].
pub fn is_data_package(json: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(json).ok();
    json.is_some_and(|json| json.get("name").and_then(serde_json::Value::as_str) == Some(NAME))
}

fn resource(table: DataTable, name: &str) -> Resource {
    let fields = table.columns().map(|(_, column)| FieldOf {
        name: &column.name,
        kind: column.kind,
        description: &column.about,
        constraints: matches!(column.name.as_str(), "period" | "ref" | "of_period")
            .then_some(Constraints { required: true }),
    });
    Resource {
        name: name.trim_end_matches(".csv").to_owned(),
        path: name.to_owned(),
        title: table.title(),
        profile: "tabular-data-resource",
        scheme: "file",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: fields.collect(),
            missing_values: [""],
            primary_key: match table {
                DataTable::Actions | DataTable::Indicators => Some(&["period", "ref"]),
                DataTable::Further => None,
                DataTable::History => Some(&["period", "of", "ref", "of_period"]),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_not_described() {
        let names =
            ["actions-2025-26-q1.csv", "actions-2024-25.csv", "actions-last.csv", "notes.csv", "x-2025-26-q1.csv"];
        let json: serde_json::Value = serde_json::from_str(&data_package(names.into_iter()).unwrap()).unwrap();
        let paths: Vec<&str> =
            json["resources"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["actions-2024-25.csv", "actions-2025-26-q1.csv"]);
    }

    #[test]
    fn a_description_that_is_not_planrolls_is_known() {
        assert!(is_data_package(data_package(std::iter::empty()).unwrap().as_bytes()));
        assert!(!is_data_package(br#"{"name": "air-quality", "resources": []}"#));
        assert!(!is_data_package(b"not json"));
    }
}
