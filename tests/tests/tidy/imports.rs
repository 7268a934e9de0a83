//! tests: who may import whom.

use std::fs;

use crate::files::{below, none, root};

/// Each room and the rooms of ours that it may lean on.
const ROOMS: [(&str, &[&str]); 13] = [
    ("protocol", &[]),
    ("conversation", &["baton-protocol"]),
    ("client", &["baton-protocol"]),
    ("widget", &["baton-protocol", "baton-client"]),
    ("console", &["baton-protocol", "baton-client"]),
    ("knowledge", &["baton-protocol"]),
    ("import", &["baton-protocol"]),
    ("model", &["baton-protocol"]),
    ("line", &["baton-protocol"]),
    (
        "server",
        &[
            "baton-protocol",
            "baton-conversation",
            "baton-knowledge",
            "baton-import",
            "baton-line",
            "baton-model",
        ],
    ),
    ("tests", &["baton-protocol"]),
    ("xtask", &[]),
    ("streams", &[]),
];

/// Inside the server: each room and what it must not know.
const WALLS: [(&str, &[&str]); 9] = [
    (
        "store",
        &[
            "axum",
            "hyper",
            "crate::http",
            "crate::live",
            "crate::desk",
            "crate::bus",
            "crate::ai",
            "crate::presence",
        ],
    ),
    ("bus", &["axum", "hyper", "crate::http", "crate::live", "crate::desk", "crate::ai", "crate::presence"]),
    (
        "ai",
        &[
            "axum",
            "hyper",
            "rusqlite",
            "crate::http",
            "crate::live",
            "crate::desk",
            "crate::store",
            "crate::bus",
            "crate::presence",
        ],
    ),
    (
        "presence",
        &[
            "axum",
            "hyper",
            "rusqlite",
            "crate::http",
            "crate::live",
            "crate::desk",
            "crate::bus",
            "crate::ai",
        ],
    ),
    (
        "away",
        &[
            "axum",
            "hyper",
            "rusqlite",
            "crate::http",
            "crate::live",
            "crate::desk",
            "crate::bus",
            "crate::ai",
            "crate::presence",
        ],
    ),
    ("desk", &["axum", "hyper", "rusqlite", "crate::http", "crate::live", "crate::channel"]),
    ("live", &["rusqlite", "crate::http"]),
    ("http", &["rusqlite"]),
    ("channel", &["rusqlite", "crate::http", "crate::live"]),
];

/// What only `app` and the backend itself may name.
const BACKENDS: [&str; 4] = ["store::sqlite", "sqlite::", "bus::local", "local::LocalBus"];

#[test]
fn rooms_lean_only_on_those_they_may() {
    let mut faults = Vec::new();
    for (room, may) in ROOMS {
        let manifest = fs::read_to_string(root().join(room).join("Cargo.toml")).expect(room);
        for line in manifest.lines().filter(|line| line.starts_with("baton")) {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !may.contains(&name) {
                faults.push(format!("{room} depends on {name}"));
            }
        }
    }
    none("a room leans on one that it must not know", &faults);
}

/// What the AI agent and LINE are made of knows no store and no server; and what knows things talks to nobody.
#[test]
fn the_rooms_of_the_ai_agent_keep_nothing_and_serve_nobody() {
    let mut faults = Vec::new();
    for (room, walls) in [
        ("knowledge", &["axum", "rusqlite", "hyper", "reqwest", "tokio"][..]),
        ("import", &["axum", "rusqlite"]),
        ("model", &["axum", "rusqlite"]),
        ("line", &["axum", "rusqlite"]),
    ] {
        let manifest = fs::read_to_string(root().join(room).join("Cargo.toml")).expect(room);
        let needs = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        for line in needs.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if walls.contains(&name) {
                faults.push(format!("{room} depends on {name}"));
            }
        }
    }
    none("a room of the AI agent reaches out of itself", &faults);
}

#[test]
fn the_table_of_rooms_is_the_workspace() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace's manifest");
    let members = manifest.lines().find(|line| line.starts_with("members")).expect("its members");
    for (room, _) in ROOMS {
        assert!(members.contains(&format!("\"{room}\"")), "{room} is no member");
    }
    assert_eq!(members.matches('"').count(), 2 * ROOMS.len(), "a member that the table does not name");
}

#[test]
fn inside_the_server_nobody_imports_what_lies_above_them() {
    let mut faults = Vec::new();
    for (file, text) in below("server/src", &[".rs"]) {
        let inside = file.trim_start_matches("server/src/");
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        let Some((_, walls)) = WALLS.iter().find(|(name, _)| *name == room) else { continue };
        // An inline module of unit tests may put a story together.
        let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for path in imports(code) {
            for wall in *walls {
                if path == *wall || path.starts_with(&format!("{wall}::")) {
                    faults.push(format!("{file}: {path}"));
                }
            }
        }
    }
    none("an import against the direction", &faults);
}

#[test]
fn only_the_app_names_a_backend() {
    let mut faults = Vec::new();
    for (file, text) in below("server/src", &[".rs"]) {
        let own = ["server/src/app.rs", "server/src/store/sqlite", "server/src/bus/local"];
        let test = file.contains("/tests") || file.contains("story");
        if test || own.iter().any(|own| file.starts_with(own)) {
            continue;
        }
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let named = imports(code).into_iter().filter(|path| {
            BACKENDS.iter().any(|backend| path.contains(backend)) || path.starts_with("rusqlite")
        });
        faults.extend(named.map(|path| format!("{file}: {path}")));
    }
    none("a backend is named outside the app", &faults);
}

#[test]
fn the_pure_rooms_read_no_clock_draw_no_randomness_and_do_no_io() {
    let mut faults = Vec::new();
    let forbidden =
        ["std::fs", "std::net", "std::thread", "SystemTime", "Instant::now", "getrandom", "tokio", "rand::"];
    for room in ["conversation/src", "protocol/src"] {
        for (file, text) in below(room, &[".rs"]) {
            faults.extend(
                forbidden.iter().filter(|word| text.contains(*word)).map(|word| format!("{file}: {word}")),
            );
        }
    }
    none("a pure room is not", &faults);
}

/// Every path that a file imports or spells out from `crate` or a crate, its `use` trees unfolded.
fn imports(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let statements = code.split(';').filter_map(|statement| {
        let at = statement.rfind("use ")?;
        let alone = at == 0 || statement[..at].ends_with(['\n', ' ', '(', ')']);
        alone.then(|| statement[at + 4..].trim())
    });
    for statement in statements {
        unfold("", statement, &mut paths);
    }
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let path = line[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next();
            paths.extend(path.map(|path| path.trim_end_matches(':').to_owned()));
        }
        for krate in ["axum", "hyper", "rusqlite"] {
            if line.contains(&format!("{krate}::")) {
                paths.push(krate.to_owned());
            }
        }
    }
    paths
}

fn unfold(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((stem, rest)) = tree.split_once('{') else {
        if !tree.is_empty() {
            paths.push(format!("{before}{}", tree.split(" as ").next().unwrap_or_default().trim()));
        }
        return;
    };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let stem = format!("{before}{}", stem.trim());
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                unfold(&stem, &inner[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    unfold(&stem, &inner[start..], paths);
}

#[test]
fn use_trees_are_unfolded() {
    let code = "use a::{b::{c, d as e}, f};\npub(crate) use crate::g::{self, h};\nlet x = crate::i::j(1);\n";
    let mut found = imports(code);
    found.sort();
    found.dedup();
    for path in ["a::b::c", "a::b::d", "a::f", "crate::g::self", "crate::g::h", "crate::i::j"] {
        assert!(found.iter().any(|found| found == path), "{path} in {found:?}");
    }
}
