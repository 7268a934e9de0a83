//! tests: embeddings out of a folder: what cannot be used is said at the start, and the server does not run without it.

use std::{fs, process::Stdio};

use baton_tests::binary;
use tokio::process::Command;

async fn started(folder: &std::path::Path) -> (bool, String) {
    let data = tempfile::tempdir().unwrap();
    let ran = Command::new(binary::path())
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .arg("--embeddings")
        .arg(folder)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let ran = tokio::time::timeout(baton_tests::PATIENCE, ran).await.expect("it ends").unwrap();
    (ran.status.success(), String::from_utf8(ran.stderr).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_holds_no_model_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (ran, said) = started(&folder.path().join("nowhere")).await;
    assert!(!ran && said.contains("tokenizer.json"), "{said}");
    for file in ["tokenizer.json", "model.safetensors", "config.json"] {
        fs::write(folder.path().join(file), "{}").unwrap();
    }
    let (ran, said) = started(folder.path()).await;
    assert!(!ran && said.contains(&folder.path().display().to_string()), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
