//! Mail: a short letter through the operator's own mail server.

use std::time::Duration;

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

/// The mail server has so long to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends letters.
pub(crate) struct Mailer {
    from: Mailbox,
    server: AsyncSmtpTransport<Tokio1Executor>,
}

impl Mailer {
    /// `server` such as `smtps://user:password@mail.example.com`; `from` such as `Baton <chat@example.com>`.
    ///
    /// # Errors
    /// Where one of them cannot be read; the sentence does not repeat the password.
    pub(crate) fn new(server: &str, from: &str) -> anyhow::Result<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let from = from.parse().with_context(|| format!("{from} is not an e-mail address"))?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(server).context(
            "the mail server's address cannot be read; give one such as smtps://user:password@host",
        )?;
        Ok(Self { from, server: server.timeout(Some(PATIENCE)).build() })
    }

    /// Sends a letter of plain text to one person.
    pub(crate) async fn send(&self, to: &str, subject: &str, text: String) -> anyhow::Result<()> {
        let letter = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse()?))
            .subject(subject)
            .message_id(None)
            .header(ContentType::TEXT_PLAIN)
            .body(text)?;
        self.server.send(letter).await?;
        Ok(())
    }
}
