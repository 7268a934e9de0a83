//! Import's PDFs for tests, made by hand: pages of lines, and whatever else a file can hold.

use std::fmt::Write as _;

/// A line of text: from the left, from the bottom, its size, and what it says.
pub(crate) type Line<'a> = (u32, u32, u32, &'a str);

/// A PDF of these objects, the first of which is the catalog.
pub(crate) fn objects(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(table.as_bytes());
    file.extend_from_slice(end.as_bytes());
    file
}

/// A stream with what stands in its dictionary.
pub(crate) fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {dictionary} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF whose pages draw these contents, each a stream of its own, with Helvetica as `/F1`.
pub(crate) fn contents(pages: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut all = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let content = 5 + 2 * at;
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        );
        all.push(dictionary.into_bytes());
        all.push(page.clone());
    }
    objects(&all, trailer)
}

/// A PDF of pages of lines.
pub(crate) fn lines(pages: &[&[Line<'_>]]) -> Vec<u8> {
    let drawn = |page: &&[Line<'_>]| {
        let mut text = String::new();
        for (x, y, size, words) in *page {
            writeln!(text, "BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET").unwrap();
        }
        stream("", text.as_bytes())
    };
    contents(&pages.iter().map(drawn).collect::<Vec<_>>(), "")
}

/// The smallest one with something to read.
pub(crate) fn hello() -> Vec<u8> {
    lines(&[&[
        (72, 720, 24, "Returns"),
        (72, 690, 11, "Within 30 days of"),
        (72, 676, 11, "delivery, unworn."),
    ]])
}
