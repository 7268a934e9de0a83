//! Media: pictures, sound, videos and files that visitors send, fetched once and kept.

use std::time::Duration;

use baton_line::{
    api::{Failed, Fetched},
    webhook::Media,
};
use baton_protocol::{Code, Refusal, file::Attachment, limits::MESSENGER_BYTES, line::LineTrouble};
use reqwest::Response;
use tokio::time::{sleep, timeout};

use super::Channel;
use crate::desk::{
    files::{Owner, broken, too_large},
    lines::Account,
};

/// Whoever sends nothing for so long has gone.
const SILENCE: Duration = Duration::from_secs(30);
/// How often LINE is asked again for what it has not ready, or does not answer for. Each wait is longer, about two
/// minutes in all: a long video takes LINE that long.
const TRIES: u32 = 7;

/// What became of a file.
pub(super) enum Kept {
    File(Attachment),
    /// LINE has it no more, or never says.
    Lost,
    /// LINE does not let the account in: another token may.
    Later,
}

impl Channel {
    /// What came with a message, in the store from now on.
    pub(super) async fn fetch(
        &self,
        account: &Account,
        message: &str,
        kind: Media,
        owner: Owner,
        name: &str,
    ) -> Kept {
        if account.about.trouble == Some(LineTrouble::TokenRefused) {
            return Kept::Later;
        }
        for tried in 0..TRIES {
            match self.line.content(&account.token, message, kind).await {
                Ok(Fetched::Ready(response)) => match self.take(response, owner, name).await {
                    Ok(file) => return Kept::File(file),
                    Err(refusal) => {
                        tracing::warn!(%refusal, "a file from LINE was not kept");
                        if matches!(refusal.code, Code::TooLong | Code::SlowDown | Code::Empty) {
                            return Kept::Lost;
                        }
                    }
                },
                Ok(Fetched::Gone) => return Kept::Lost,
                Err(Failed::TokenRefused) => return Kept::Later,
                Ok(Fetched::NotYet) => {}
                Err(failed) => tracing::debug!(%failed, "LINE did not give a file"),
            }
            if tried + 1 < TRIES {
                sleep(Duration::from_secs(1 << tried)).await;
            }
        }
        Kept::Lost
    }

    /// Takes a file in as it comes.
    pub(super) async fn take(
        &self,
        mut response: Response,
        owner: Owner,
        name: &str,
    ) -> Result<Attachment, Refusal> {
        let mut arriving = self.desk.begin_upload().await?;
        loop {
            let chunk = timeout(SILENCE, response.chunk()).await;
            let chunk = chunk.map_err(std::io::Error::other).map_err(|error| broken(&error))?;
            let chunk = chunk.map_err(|error| broken(&std::io::Error::other(error.without_url())))?;
            let Some(chunk) = chunk else { break };
            if arriving.size() + chunk.len() as u64 > MESSENGER_BYTES as u64 {
                return Err(too_large(MESSENGER_BYTES));
            }
            arriving.write(&chunk).await.map_err(|error| broken(&error))?;
        }
        self.desk.keep_upload(arriving, owner, name).await
    }
}
