//! xtask: `cargo xtask eval` measures how well the AI agent answers without a model.

use anyhow::Result;

use crate::checkout::Checkout;
use crate::process;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let checkout = Checkout::find()?;
    let mut eval = checkout.cargo("run");
    eval.args(checkout.locked()).args(["--release", "--package", "baton-knowledge", "--bin", "eval"]);
    if arguments.iter().any(|argument| argument == "--embeddings") {
        eval.args(["--features", "embeddings"]);
    }
    eval.arg("--");
    process::run(eval.args(arguments))
}
