//! Import's PDFs read in a process of their own: one that answers, and every way in which one may not.

use std::{path::Path, time::Duration};

use baton_import::{File, Kind, Piece, ReadError, pdf::read_apart, read};

/// The stand-in for the server's binary.
const CHILD: &str = env!("CARGO_BIN_EXE_baton-read-pdf");
const LONG: Duration = Duration::from_secs(60);
const MEMORY: u64 = 1 << 30;

/// A PDF of one page, whose content is this stream.
fn pdf(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n\
        5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
        4 0 obj\n<< /Length {} {dictionary} >>\nstream\n",
        content.len()
    );
    [head.as_bytes(), content, b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"].concat()
}

fn hello() -> Vec<u8> {
    pdf("", b"BT /F1 11 Tf 72 700 Td (Within 30 days.) Tj ET")
}

async fn end(program: &str, args: &[&str], deadline: Duration, bytes: Vec<u8>) -> ReadError {
    match read_apart(Path::new(program), args, "x", bytes, deadline, MEMORY).await {
        Err(error) => error,
        Ok(report) => panic!("{report:?}"),
    }
}

#[tokio::test]
async fn a_pdf_comes_back_as_an_article_under_its_files_name() {
    let file = File {
        kind: Kind::Pdf,
        name: "help/returns.pdf".to_owned(),
        charset: None,
        address: None,
        bytes: hello(),
    };
    let report = read(file, Path::new(CHILD), &[]).await.unwrap();
    let article = Piece::Article { title: "returns".to_owned(), body: "Within 30 days.".to_owned() };
    assert_eq!(report.pieces, [article]);
}

#[tokio::test]
async fn what_the_reader_says_is_passed_on() {
    assert_eq!(end(CHILD, &[], LONG, b"no pdf".to_vec()).await, ReadError::Pdf);
    assert_eq!(end(CHILD, &[], LONG, pdf("", b"0 0 m")).await, ReadError::PdfScanned);
}

#[tokio::test]
async fn a_bomb_meets_the_limit_of_memory() {
    // Blanks without end, packed a thousandfold.
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..300 {
        std::io::Write::write_all(&mut packer, &[b' '; 1_000_000]).unwrap();
    }
    let bomb = pdf("/Filter /FlateDecode", &packer.finish().unwrap());
    let read = |memory| read_apart(Path::new(CHILD), &[], "x", bomb.clone(), LONG, memory);
    assert_eq!(read(150_000_000).await, Err(ReadError::PdfCostly));
    // The same limit does not keep others from being read.
    let hello = read_apart(Path::new(CHILD), &[], "x", hello(), LONG, 150_000_000).await;
    assert_eq!(hello.unwrap().pieces.len(), 1);
}

#[tokio::test]
async fn one_that_hangs_is_ended() {
    assert_eq!(end("/bin/sleep", &["1000"], Duration::from_millis(100), hello()).await, ReadError::PdfCostly);
    // It never reads what it is given, and more is given than a pipe holds.
    assert_eq!(
        end("/bin/sleep", &["1000"], Duration::from_millis(100), vec![0; 10_000_000]).await,
        ReadError::PdfCostly
    );
}

#[tokio::test]
async fn one_that_never_stops_talking_is_ended() {
    assert_eq!(end("/usr/bin/yes", &[], LONG, hello()).await, ReadError::PdfCostly);
}

#[tokio::test]
async fn one_that_dies_or_says_nothing_has_not_read() {
    assert_eq!(end("/bin/sh", &["-c", "kill -9 $$"], LONG, vec![0; 10_000_000]).await, ReadError::PdfCostly);
    assert_eq!(end("/bin/sh", &["-c", "exit 101"], LONG, hello()).await, ReadError::Pdf);
    assert_eq!(end("/bin/sh", &["-c", "cat"], LONG, hello()).await, ReadError::Pdf);
    assert!(matches!(end("/nowhere/baton", &[], LONG, hello()).await, ReadError::PdfStart(_)));
}

#[tokio::test]
async fn it_gets_nothing_of_our_environment() {
    // Cargo gives this variable to every test.
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
    let script = "test -z \"$CARGO_MANIFEST_DIR\" && printf '{\"Err\":\"Empty\"}'";
    assert_eq!(end("/bin/sh", &["-c", script], LONG, hello()).await, ReadError::Empty);
}
