//! tests: the server's binary: the one that `BATON_BIN` names, or the one that this workspace builds.

use std::{env, path::PathBuf, process::Command, sync::OnceLock};

/// Where the binary is. Builds it, once, where `BATON_BIN` names none.
///
/// # Panics
/// Where it cannot be built.
pub fn path() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| env::var_os("BATON_BIN").map_or_else(built, PathBuf::from))
}

fn built() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--package", "baton"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the server could not be built");
    // This test is target/debug/deps/NAME, the server target/debug/baton.
    let test = env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("a test lies in a target folder");
    profile.join("baton")
}
