//! tests: real engines that speak a model's protocols: llama.cpp's own server with a tiny model of random weights, and
//! aimock. `cargo xtask setup` fetches both; a story that needs one fails where it is missing.

use std::{env, path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, ChildStdin, Command},
    time::timeout,
};

use crate::PATIENCE;

/// Names a Python that has the packages `xllamacpp` and `gguf`.
pub const PYTHON: &str = "BATON_ENGINE_PYTHON";
/// Names the folder of the package `@copilotkit/aimock`.
pub const AIMOCK: &str = "BATON_AIMOCK";

/// A process of its own on loopback. Ends with its story.
#[derive(Debug)]
pub struct Engine {
    /// Where it is.
    pub base: String,
    _child: Child,
    /// It ends when this closes.
    _input: ChildStdin,
}

impl Engine {
    /// llama.cpp's server. Its words are noise.
    pub async fn llama() -> Self {
        let python = env::var(PYTHON).unwrap_or_else(|_| "python3".to_owned());
        Self::start(Command::new(python).arg(script("llama.py")), PYTHON).await
    }

    /// aimock, which says what the word that begins with `FIXTURE_` in a question tells it to.
    pub async fn aimock() -> Self {
        Self::start(Command::new("node").arg(script("aimock.mjs")), AIMOCK).await
    }

    async fn start(command: &mut Command, variable: &str) -> Self {
        let child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let lost = format!("cargo xtask setup fetches the engine that {variable} names");
        let mut child = child.spawn().unwrap_or_else(|error| panic!("{error}: {lost}"));
        let input = child.stdin.take().expect("its standard input");
        let mut errors = BufReader::new(child.stderr.take().expect("its errors")).lines();
        let mut lines = BufReader::new(child.stdout.take().expect("its standard output")).lines();
        let first = timeout(PATIENCE, async {
            let mut said = Vec::new();
            loop {
                tokio::select! {
                    line = lines.next_line() => match line {
                        Ok(Some(line)) => return Ok(line),
                        _ => return Err(said.join("\n")),
                    },
                    Ok(Some(line)) = errors.next_line() => said.push(line),
                }
            }
        });
        let first = first.await.expect("an engine that begins");
        let base = first.unwrap_or_else(|said| panic!("{lost}:\n{said}"));
        // What follows must still have somewhere to go.
        tokio::spawn(async move {
            let _lines = lines;
            while let Ok(Some(_)) = errors.next_line().await {}
        });
        Self { base, _child: child, _input: input }
    }
}

fn script(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine").join(name)
}
