//! tests: the kinds of files that knowledge is read from: by what they hold, not by what they are called.

use baton_protocol::{
    Code,
    knowledge::{Import, Progress},
    limits::IMPORT_BYTES,
};
use baton_tests::{
    editor::{Editor, at, pair},
    http::{problem, success},
    server::Server,
};
use reqwest::StatusCode;

use super::{read, words};

/// A PDF of one page with this line, as RFC-like tools write it: uncompressed, with a cross-reference table.
fn pdf(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 18 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.extend(end.as_bytes());
    out
}

async fn taken(editor: &Editor, name: &str, content: impl Into<Vec<u8>>) -> Import {
    let import: Import = success(name, editor.uploads(name, content).await).await;
    editor.ended(import.id).await
}

#[tokio::test(flavor = "multi_thread")]
async fn markdown_text_html_csv_and_pdf_are_read() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let html = "<!doctype html><title>Glaze</title><body><h1>Glaze</h1><p>The glaze is free of lead.</p>\
                <script>alert('x')</script><p onclick=\"x()\">Wash it by <a href=\"javascript:x()\">hand</a>.</p>";
    for (name, content, has) in [
        ("care.md", b"# Care\n\nWash the pot **by hand**.".to_vec(), "by hand"),
        ("hours.txt", b"Hours\n\nWe open at nine.".to_vec(), "at nine"),
        (
            "umlaut.txt",
            b"\xfcber Tee: Wir liefern sch\xf6nen Tee nach M\xfcnchen und K\xf6ln.".to_vec(),
            "schönen Tee",
        ),
        ("glaze.html", html.as_bytes().to_vec(), "free of lead"),
        ("box.pdf", pdf("The box is made of recycled paper"), "recycled paper"),
        ("notes.bin", b"Notes\n\nNo name says what this is.".to_vec(), "No name says"),
    ] {
        let import = taken(&editor, name, content).await;
        assert_eq!((&import.progress, import.faults.len()), (&Progress::Done, 0), "{name}: {import:?}");
        let all = read(&editor, &import).await;
        let text: String = all.iter().map(|(_, written)| words(written)).collect();
        assert!(text.contains(has), "{name}: {text}");
        assert!(
            !text.contains("alert") && !text.contains("javascript:") && !text.contains("onclick"),
            "{text}"
        );
        assert!(all.iter().all(|(address, _)| address.is_none()), "a file has no address");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_csv_is_pairs_and_each_bad_row_is_told() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let csv = "question;answer\r\nDo you repair kettles?;\"Yes; for \"\"ten\"\" years.\"\r\n;No question\r\nNo answer;\r\nWhere is the shop?;In Bristol.\r\n";
    let import = taken(&editor, "pairs.csv", csv).await;
    assert_eq!((&import.progress, import.entries, import.found.new), (&Progress::Done, 2, 2), "{import:?}");
    assert!(import.faults.iter().any(|fault| fault.at.contains('3')), "{import:?}");
    assert!(import.faults.iter().all(|fault| fault.why.ends_with('.')), "{import:?}");
    let all = read(&editor, &import).await;
    let pairs: Vec<_> = all.into_iter().map(|(_, written)| written).collect();
    assert!(pairs.contains(&pair(&["Do you repair kettles?"], "Yes; for \"ten\" years.")), "{pairs:?}");
    // The same file again changes nothing; another one with other answers is another import.
    let again = taken(&editor, "pairs.csv", csv).await;
    assert_eq!(again.entries, 2, "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_files_are_told_and_leave_nothing() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let mut broken = pdf("x");
    broken.truncate(60);
    let noise: Vec<u8> = (0..50_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    for (name, content) in [
        ("broken.pdf", broken),
        ("noise.pdf", [b"%PDF-1.4\n".to_vec(), noise.clone()].concat()),
        ("noise.txt", noise),
        ("picture.png", baton_tests::files::PNG.to_vec()),
        ("none.md", Vec::new()),
        ("blank.md", b" \n\n ".to_vec()),
        ("empty.html", b"<!doctype html><script>x</script>".to_vec()),
        ("pairs.csv", b"question,answer\n".to_vec()),
        ("archive.zip", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
    ] {
        let answer = editor.uploads(name, content).await;
        if answer.status().is_client_error() {
            problem(answer).await;
            continue;
        }
        let import: Import = success(name, answer).await;
        let import = editor.ended(import.id).await;
        let Progress::Failed { why } = &import.progress else { panic!("{name}: {import:?}") };
        assert!(why.ends_with('.') && import.entries == 0, "{name}: {import:?}");
    }
    assert_eq!(editor.draft().await.changes, 0);
    let (status, code, _) = problem(editor.uploads("vast.txt", vec![b'a'; IMPORT_BYTES + 1]).await).await;
    assert_eq!((status, code), (StatusCode::PAYLOAD_TOO_LARGE, Code::TooLong));
    let nowhere = at("imports/file?name=a.md").replace("/demo/", "/nowhere/");
    assert_eq!(
        problem(editor.http.upload(&nowhere, b"# A\n\nText.", "text/plain").await).await.0,
        StatusCode::NOT_FOUND
    );
}
