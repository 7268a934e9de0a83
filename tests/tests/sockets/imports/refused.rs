//! tests: addresses that no import may read: refused when they are named, and when a redirect leads to them.

use baton_protocol::{
    Code,
    knowledge::{From, Progress},
};
use baton_tests::{
    editor::Editor,
    http::{problem, success},
    server::Server,
    website::{Sends, Website},
};

use super::server;

/// The import of this address comes to nothing, however it is told; why.
async fn refused(editor: &Editor, address: &str) -> String {
    let answer = editor.tries_to_read(From::Page { address: address.to_owned() }).await;
    if answer.status().is_client_error() {
        let (_, code, told) = problem(answer).await;
        assert_eq!(code, Code::Invalid, "{address}: {told:?}");
        return told.why.message;
    }
    let import = success(address, answer).await;
    let import: baton_protocol::knowledge::Import = import;
    let import = editor.ended(import.id).await;
    let Progress::Failed { why } = import.progress else { panic!("{address}: {import:?}") };
    assert_eq!(import.entries, 0);
    why
}

#[tokio::test(flavor = "multi_thread")]
async fn this_machine_and_its_network_are_closed_in_every_spelling() {
    let (server, shop) = (Server::start().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page("/", "Secret", &["The admin's password is swordfish."]);
    let port = shop.port();
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ] {
        let why = refused(&editor, &format!("http://{host}:{port}/")).await;
        assert!(why.ends_with('.') && !why.contains("swordfish"), "{host}: {why}");
    }
    for address in [
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
    ] {
        let why = refused(&editor, address).await;
        assert!(why.ends_with('.'), "{address}: {why}");
    }
    assert_eq!(shop.visits(), 0, "nobody has come");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_opens_its_address_and_no_redirect_leads_elsewhere() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    let port = shop.port();
    for host in ["127.0.0.2", "[::1]", "0.0.0.0", "[::ffff:127.0.0.2]", "2130706434"] {
        let why = refused(&editor, &format!("http://{host}:{port}/")).await;
        assert!(why.ends_with('.'), "{host}: {why}");
    }
    for (number, to) in [
        format!("http://127.0.0.2:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        format!("http://[::ffff:127.0.0.2]:{port}/"),
        format!("http://2130706434:{port}/"),
        "http://10.0.0.1/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "ftp://127.0.0.1/".to_owned(),
        "gopher://127.0.0.1:6379/_SET".to_owned(),
        "javascript:alert(1)".to_owned(),
        shop.url("/round"),
    ]
    .into_iter()
    .enumerate()
    {
        let from = format!("/on/{number}");
        shop.puts(&from, Sends::On(to.clone()));
        shop.puts("/round", Sends::On(shop.url("/round")));
        let why = refused(&editor, &shop.url(&from)).await;
        assert!(why.ends_with('.'), "{to}: {why}");
    }
    // One that leads to a page of the same website is followed.
    shop.page("/here", "Here", &["This is where it leads."]);
    shop.puts("/on", Sends::On("/here".to_owned()));
    let import = editor.reads(&shop.url("/on")).await;
    let import = editor.ended(import.id).await;
    assert_eq!((&import.progress, import.entries), (&Progress::Done, 1), "{import:?}");
}

/// What a sitemap lists is held to the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_sitemap_leads_nowhere_else() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page("/a", "A", &["The text of a."]);
    let port = shop.port();
    let listed = [
        shop.url("/a"),
        format!("http://127.0.0.2:{port}/"),
        "http://169.254.169.254/latest/".to_owned(),
        "file:///etc/passwd".to_owned(),
    ];
    shop.puts("/sitemap.xml", baton_tests::website::sitemap(&listed));
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    let import = editor.ended(import.id).await;
    assert_eq!((&import.progress, import.entries), (&Progress::Done, 1), "{import:?}");
    // What stands in one host's sitemap about another's pages may also be passed over, as the protocol has it.
    assert!(import.faults.iter().all(|fault| fault.why.ends_with('.')), "{import:?}");
}
