//! tests: an upload that breaks off leaves nothing behind, whoever goes away.

use baton_tests::{
    eventually,
    files::{PNG, visitors},
    http::Http,
    server::Server,
    visitor::Visitor,
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

/// A connection in the middle of an upload, of which some has arrived.
async fn half(server: &Server, visitor: &Visitor, already: usize) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.expect("a connection");
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nAuthorization: Bearer {}\r\nContent-Length: 1000000\r\n\r\n",
        visitors("half.png"),
        server.address(),
        server.origin(),
        visitor.sees.token
    );
    stream.write_all(head.as_bytes()).await.expect("a head");
    stream.write_all(&[PNG, &[0; 300_000]].concat()).await.expect("a beginning");
    stream.flush().await.expect("it is sent");
    eventually("a file that arrives", || async { (server.holds("uploads") > already).then_some(()) }).await;
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_leaves_no_file() {
    let server = Server::start().await;
    let visitor = Visitor::arrives(&server).await;
    let mut broken = Vec::new();
    for number in 0..5 {
        broken.push(half(&server, &visitor, number).await);
    }
    assert_eq!(server.holds("files"), 0);
    // Some end in good manners, some do not.
    for (number, stream) in broken.into_iter().enumerate() {
        if number % 2 == 0 {
            stream.set_zero_linger().expect("a reset instead of an end");
        }
        drop(stream);
    }
    eventually("an empty folder", || async { (server.holds("uploads") == 0).then_some(()) }).await;
    assert_eq!(server.holds("files"), 0);
    Http::of(&server, &visitor).uploaded(&visitors("whole.png"), PNG).await;
    assert_eq!((server.holds("uploads"), server.holds("files")), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_begins_without_halves() {
    let mut server = Server::start().await;
    let visitor = Visitor::arrives(&server).await;
    let whole = Http::of(&server, &visitor).uploaded(&visitors("whole.png"), PNG).await;
    let _half = half(&server, &visitor, 0).await;
    server.kill().await;
    assert_eq!(server.holds("uploads"), 1);
    server.begin().await;
    assert_eq!((server.holds("uploads"), server.holds("files")), (0, 1));
    let http = Http::of(&server, &visitor);
    assert_eq!(http.downloaded(&baton_tests::files::for_visitor(&whole.id)).await, PNG);
}
