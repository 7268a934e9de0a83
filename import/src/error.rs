//! Import's errors: sentences for the person who reads what became of a source.

use crate::kind::Unread;

/// Why an address could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Nothing that a browser would open.
    #[error("This is not a web address.")]
    Address,
    /// Over [`ADDRESS_BYTES`](crate::ADDRESS_BYTES).
    #[error("The address is too long: at most 2,048 letters are taken.")]
    AddressLength,
    /// `file:`, `ftp:`, `data:` …
    #[error("Only addresses that begin with http:// or https:// are read.")]
    Scheme,
    /// `https://user:password@…`
    #[error("The address contains a user name or a password, which imports do not send. Take it out.")]
    User,
    /// A port where other things than web pages live.
    #[error("Imports read from the ports 80, 443, 8080 and 8443 only.")]
    Port,
    /// Loopback, private, link-local … : see [`Guard`](crate::Guard).
    #[error("The address leads to a private network, which imports may not read.")]
    Private,
    /// The name has no address.
    #[error("There is no server with this name. Check the spelling.")]
    Name,
    /// Nobody listens, or the way there is barred.
    #[error("The server did not accept a connection.")]
    Connect,
    /// The certificate is out of date, for another name, or not from a known authority.
    #[error("The server's certificate is not valid, so what it sends cannot be trusted.")]
    Certificate,
    /// The whole took longer than it may.
    #[error("The server took too long: a page has {0} seconds.")]
    Slow(u64),
    /// The answer ended early, or was no HTTP.
    #[error("The connection broke off before the whole page was there.")]
    Broken,
    /// More than [`REDIRECTS`](crate::REDIRECTS).
    #[error("The page sends on to other addresses again and again; 5 times are followed.")]
    Redirects,
    /// A redirect without a readable `Location`.
    #[error("The server sends on to another page without saying which.")]
    Nowhere,
    /// From `https` to `http`.
    #[error("The page sends on from a secure address to one that is not; that is not followed.")]
    Downgrade,
    /// Any status that is neither success, redirect nor gone.
    #[error("The server answered with status {0}.")]
    Status(u16),
    /// Larger than its kind may be; in MB.
    #[error("The page is larger than {0} MB.")]
    Large(usize),
    /// A `Content-Encoding` that was not asked for, or one that is broken.
    #[error("The page came in a compression that could not be undone.")]
    Compression,
    /// An image, a film, a program …
    #[error(transparent)]
    Kind(#[from] Unread),
    /// The site's operator asks programs not to read it.
    #[error("The website's robots.txt asks programs not to read this page.")]
    Robots,
    /// The client itself could not be made.
    #[error("The program that reads pages could not be set up: {0}")]
    Setup(String),
}

/// Why what was fetched or uploaded says nothing that could be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no text in it.
    #[error("There is no text in it.")]
    Empty,
    /// More text than one article can be.
    #[error("There is too much text in it: at most 5 MB are taken. Split it.")]
    Long,
    /// A page of more elements than one that people write.
    #[error("The page is made of too many parts: at most 400,000 are taken. Split it.")]
    Parts,
    /// Bytes that are no text in any encoding.
    #[error("This is not a text file.")]
    Binary,
    /// No row of the CSV has a question and an answer.
    #[error(
        "No row has a question and an answer. Put the question in the first column and the answer in the last."
    )]
    NoPairs,
    /// No sitemap, or one that is broken.
    #[error("This is not a sitemap that can be read: {0}.")]
    Sitemap(String),
    /// The sitemap is larger than 10 MB once it is unpacked.
    #[error("The sitemap is larger than 10 MB.")]
    SitemapSize,
    /// The file is no PDF, or damaged.
    #[error("This PDF is damaged and cannot be read.")]
    Pdf,
    /// It needs a password.
    #[error("This PDF is protected by a password. Save it without one and try again.")]
    PdfLocked,
    /// Pages without text.
    #[error("This PDF holds pictures of pages, without text. Run a text recognition over it first.")]
    PdfScanned,
    /// Its fonts do not say which letters they show.
    #[error(
        "The text of this PDF cannot be made out: its fonts do not say which letters they show. Save it anew."
    )]
    PdfLetters,
    /// Over the pages that are read.
    #[error("This PDF has more than 2,000 pages. Split it.")]
    PdfPages,
    /// The reading was ended: time, memory, or what it wrote.
    #[error("This PDF needs more time or memory than an import may take. Save it anew or split it.")]
    PdfCostly,
    /// The reading could not begin.
    #[error("The program that reads PDFs could not be started: {0}")]
    PdfStart(String),
}
