//! Import's other process for a PDF, seen from the server: started, fed, listened to and ended.

use std::{path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    time::timeout,
};

use super::child::{MEMORY, SECONDS};
use crate::{
    error::ReadError,
    piece::{Piece, Report},
    text::{TEXT_BYTES, stem},
};

/// The most that is listened to: the text, and what JSON adds to it.
const ANSWER: usize = TEXT_BYTES + TEXT_BYTES / 5;

/// Reads a PDF in a process of its own: `program` with `args`, which must call [`child_main`](super::child_main). It gets
/// no environment but its limits, `memory` bytes of address space, and is killed at the `deadline`.
///
/// # Errors
/// [`ReadError`] as the process found it, or [`ReadError::PdfCostly`] if it did not live to say.
pub async fn read_apart(
    program: &Path,
    args: &[&str],
    name: &str,
    bytes: Vec<u8>,
    deadline: Duration,
    memory: u64,
) -> Result<Report, ReadError> {
    let mut child = Command::new(program)
        .args(args)
        .env_clear()
        .env(MEMORY, memory.to_string())
        .env(SECONDS, deadline.as_secs().max(1).to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| ReadError::PdfStart(error.to_string()))?;
    let answer = timeout(deadline, talk(&mut child, bytes)).await;
    // Does nothing to one that has ended; waits, so that none stays behind as a zombie.
    let _ = child.kill().await;
    let mut report = answer.map_err(|_| ReadError::PdfCostly)??;
    for piece in &mut report.pieces {
        if let Piece::Article { title, .. } = piece
            && title.is_empty()
        {
            *title = stem(name);
        }
    }
    Ok(report)
}

async fn talk(child: &mut Child, bytes: Vec<u8>) -> Result<Report, ReadError> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ReadError::PdfStart("it has no pipes".to_owned()));
    };
    let feed = async move {
        // One that ends early has its reasons, which its answer tells.
        let _ = input.write_all(&bytes).await;
        let _ = input.shutdown().await;
    };
    let mut answer = Vec::new();
    let mut output = output.take(ANSWER as u64 + 1);
    let listen = output.read_to_end(&mut answer);
    let heard = tokio::select! {
        // What is said too early or too long ends the feeding too.
        heard = listen => heard,
        ((), heard) = async { tokio::join!(feed, std::future::pending()) } => heard,
    };
    if heard.is_err() || answer.len() > ANSWER {
        return Err(ReadError::PdfCostly);
    }
    let status = child.wait().await.map_err(|_| ReadError::PdfCostly)?;
    match status.code() {
        Some(0) => {
            serde_json::from_slice::<Result<Report, ReadError>>(&answer).map_err(|_| ReadError::Pdf)?
        }
        // A panic: the reader met what no PDF has.
        Some(_) => Err(ReadError::Pdf),
        None => Err(ReadError::PdfCostly),
    }
}
