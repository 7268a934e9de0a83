//! Browser stories: a blocker of advertisements, as an extension of Chromium, that takes the chat's frame for one.

use std::{fs, path::Path};

use serde_json::json;

/// Puts the extension into this folder.
pub(crate) fn write(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let manifest = json!({
        "manifest_version": 3,
        "name": "Blocker",
        "version": "1",
        "permissions": ["declarativeNetRequest"],
        "declarative_net_request": { "rule_resources": [{ "id": "rules", "enabled": true, "path": "rules.json" }] },
    });
    let rules = json!([{
        "id": 1,
        "action": { "type": "block" },
        "condition": { "urlFilter": "/w/", "resourceTypes": ["sub_frame"] },
    }]);
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(folder.join("rules.json"), rules.to_string()).unwrap();
}
