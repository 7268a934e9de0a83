//! tests: LINE's own SDK for Node. `cargo xtask setup` fetches it; a story that needs it fails where it is missing.

use std::{env, path::Path, process::Stdio};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::page::PACKAGES;

/// A program that uses the SDK. Ends with its story.
#[derive(Debug)]
pub struct Sdk {
    _child: Child,
    says: Lines<BufReader<ChildStdout>>,
}

impl Sdk {
    /// Has it do this.
    ///
    /// # Panics
    /// Where it does not run.
    #[must_use]
    pub fn does(wish: &Value) -> Self {
        let packages =
            env::var(PACKAGES).unwrap_or_else(|_| panic!("{PACKAGES} is not set: cargo xtask setup"));
        let mut node = Command::new("node");
        node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messenger/sdk.mjs"));
        node.args([packages, wish.to_string()]).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = node.kill_on_drop(true).spawn().expect("node runs");
        let says = BufReader::new(child.stdout.take().expect("its standard output")).lines();
        Self { _child: child, says }
    }

    /// What it says next.
    ///
    /// # Panics
    /// Where it says nothing more.
    pub async fn says(&mut self) -> Value {
        let line = self.says.next_line().await.expect("its words").expect("one more line");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }
}
