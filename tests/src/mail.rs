//! tests: a mail server's stand-in: takes mail over SMTP (RFC 5321), strict about how it is given, and keeps it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_STANDARD as STANDARD};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

use crate::eventually;

/// The longest line of a command or of text, bytes without its end (RFC 5321, 4.5.3.1).
const COMMAND: usize = 510;
const LINE: usize = 998;

/// A mail as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The mail's header, unfolded: names in small letters, and values.
    pub header: Vec<(String, String)>,
    /// What follows the header, decoded.
    pub body: String,
}

impl Mail {
    /// All values of this header field.
    #[must_use]
    pub fn fields(&self, name: &str) -> Vec<&str> {
        self.header.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// A mail server on loopback. Ends with its story.
#[derive(Debug)]
pub struct MailServer {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    task: AbortHandle,
}

#[derive(Debug, Default)]
struct Kept {
    mails: Vec<Mail>,
    /// What was wrong with how mails were given.
    faults: Vec<String>,
}

impl MailServer {
    /// A server without any mail.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::<Mutex<Kept>>::default();
        let keeps = Arc::clone(&kept);
        let serve = async move {
            while let Ok((stream, _)) = listener.accept().await {
                let keeps = Arc::clone(&keeps);
                tokio::spawn(async move {
                    if let Err(why) = serve(stream, &keeps).await {
                        lock(&keeps).faults.push(why);
                    }
                });
            }
        };
        Self { address, kept, task: tokio::spawn(serve).abort_handle() }
    }

    /// Its address, as `--smtp` names it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// All mail so far.
    ///
    /// # Panics
    /// Where some was given wrongly.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        let kept = lock(&self.kept);
        assert!(kept.faults.is_empty(), "the mail server found faults: {:?}", kept.faults);
        kept.mails.clone()
    }

    /// Waits until there are so many; all of them.
    ///
    /// # Panics
    /// Where they never come, or were given wrongly.
    pub async fn comes(&self, count: usize) -> Vec<Mail> {
        eventually("a mail", || async { Some(self.mails()).filter(|mails| mails.len() >= count) }).await
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A connection: its next line without CRLF, which is how every line has to end.
struct Session {
    stream: BufReader<TcpStream>,
}

impl Session {
    async fn line(&mut self, longest: usize) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let read = self.stream.read_until(b'\n', &mut line).await.map_err(|error| error.to_string())?;
        if read == 0 {
            return Ok(None);
        }
        let bare = line.strip_suffix(b"\r\n").ok_or("a line does not end in CRLF")?;
        if bare.contains(&b'\r') || bare.contains(&0) || bare.len() > longest {
            return Err(format!("a line of {} bytes, or with a bare CR or a NUL", bare.len()));
        }
        Ok(Some(bare.to_vec()))
    }

    async fn say(&mut self, answer: &str) -> Result<(), String> {
        let answer = format!("{answer}\r\n");
        self.stream.get_mut().write_all(answer.as_bytes()).await.map_err(|error| error.to_string())
    }
}

async fn serve(stream: TcpStream, kept: &Mutex<Kept>) -> Result<(), String> {
    let mut session = Session { stream: BufReader::new(stream) };
    session.say("220 mail.example ESMTP").await?;
    let (mut greeted, mut from, mut to) = (false, None, Vec::new());
    while let Some(line) = session.line(COMMAND).await? {
        let line = String::from_utf8(line).map_err(|_| "a command that is not UTF-8")?;
        let upper = line.to_ascii_uppercase();
        if upper.starts_with("EHLO ") {
            (greeted, from, to) = (true, None, Vec::new());
            session.say("250-mail.example\r\n250-8BITMIME\r\n250 SIZE 10000000").await?;
        } else if upper == "QUIT" {
            return session.say("221 Bye").await;
        } else if upper == "RSET" || upper == "NOOP" {
            (from, to) = if upper == "RSET" { (None, Vec::new()) } else { (from, to) };
            session.say("250 OK").await?;
        } else if upper.starts_with("MAIL FROM:") && greeted && from.is_none() {
            from = Some(path(&line["MAIL FROM:".len()..])?);
            session.say("250 OK").await?;
        } else if upper.starts_with("RCPT TO:") && from.is_some() {
            to.push(path(&line["RCPT TO:".len()..])?);
            session.say("250 OK").await?;
        } else if upper == "DATA"
            && !to.is_empty()
            && let Some(from) = from.take()
        {
            session.say("354 Go on").await?;
            let mail = mail(from, std::mem::take(&mut to), &text(&mut session).await?)?;
            lock(kept).mails.push(mail);
            session.say("250 Kept").await?;
        } else {
            session.say("503 Not now").await?;
            return Err(format!("{line:?} out of order, or unknown"));
        }
    }
    Err("it hung up without QUIT".to_owned())
}

/// What stands in the angle brackets; parameters follow.
fn path(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix('<').ok_or_else(|| format!("{text:?} is no path"))?;
    let (address, parameters) = rest.split_once('>').ok_or_else(|| format!("{text:?} is no path"))?;
    if !parameters.is_empty() && !parameters.starts_with(' ') {
        return Err(format!("{text:?} is no path"));
    }
    match address.split_once('@') {
        Some((name, domain))
            if !name.is_empty() && !domain.is_empty() && !address.contains(char::is_whitespace) =>
        {
            Ok(address.to_owned())
        }
        _ => Err(format!("{address:?} is no address")),
    }
}

/// The lines up to the single dot, with what was stuffed taken out.
async fn text(session: &mut Session) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    loop {
        let line = session.line(LINE).await?.ok_or("it hung up in the middle of a mail")?;
        let line = String::from_utf8(line).map_err(|_| "a mail that is not UTF-8")?;
        if line == "." {
            return Ok(lines);
        }
        lines.push(line.strip_prefix('.').map_or(line.clone(), str::to_owned));
    }
}

fn mail(from: String, to: Vec<String>, lines: &[String]) -> Result<Mail, String> {
    let end =
        lines.iter().position(String::is_empty).ok_or("a mail without an empty line after its header")?;
    let mut header: Vec<(String, String)> = Vec::new();
    for line in &lines[..end] {
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), header.last_mut()) {
            value.push_str(line);
            continue;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| format!("{line:?} is no header field"))?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) || !value.is_ascii() {
            return Err(format!("{line:?} is no header field"));
        }
        header.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let encoding = header.iter().find(|(name, _)| name == "content-transfer-encoding");
    let body = plain(&lines[end + 1..], encoding.map_or("7bit", |(_, encoding)| encoding))?;
    let mail = Mail { from, to, header, body };
    for name in ["from", "to", "date", "subject", "message-id"] {
        let count = mail.fields(name).len();
        if count != 1 {
            return Err(format!("{count} header fields {name}"));
        }
    }
    Ok(mail)
}

/// A body as its reader sees it (RFC 2045, 6).
fn plain(lines: &[String], encoding: &str) -> Result<String, String> {
    let bytes = match encoding {
        "7bit" | "8bit" => return Ok(lines.join("\n")),
        "base64" => STANDARD.decode(lines.concat()).map_err(|_| "a body that is not base64")?,
        "quoted-printable" => unquoted(lines)?,
        other => return Err(format!("a body in {other}")),
    };
    String::from_utf8(bytes).map_err(|_| "a body that is not UTF-8".to_owned())
}

fn unquoted(lines: &[String]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for line in lines {
        let (line, end) = line.strip_suffix('=').map_or((line.as_str(), "\n"), |line| (line, ""));
        let mut parts = line.split('=');
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let (code, rest) = part.split_at_checked(2).ok_or_else(|| format!("{line:?} is not quoted"))?;
            bytes.push(u8::from_str_radix(code, 16).map_err(|_| format!("{line:?} is not quoted"))?);
            bytes.extend(rest.bytes());
        }
        bytes.extend(end.bytes());
    }
    Ok(bytes)
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
