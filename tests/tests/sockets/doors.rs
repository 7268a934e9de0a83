//! tests: connections that say nothing, or say it too slowly, are closed by the server. Each story ends when its
//! connection does; how long that takes is the server's business.

use std::time::Duration;

use baton_protocol::limits::close;
use baton_tests::{PATIENCE, server::Server, visitor::Visitor};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{interval, timeout},
};

/// Writes `first` and then `drips` for ever, a byte at a time; what the server said until it closed.
async fn until_closed(server: &Server, first: &str, drips: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(first.as_bytes()).await.unwrap();
    let (mut input, mut out) = stream.into_split();
    let mut drips = drips.bytes().cycle();
    let mut pace = interval(Duration::from_millis(300));
    let mut said = Vec::new();
    let ended = timeout(PATIENCE, async {
        loop {
            tokio::select! {
                read = input.read_buf(&mut said) => match read {
                    Ok(0) | Err(_) => return,
                    Ok(_) => {}
                },
                _ = pace.tick() => if let Some(drip) = drips.next() && out.write_all(&[drip]).await.is_err() {
                    return;
                },
            }
        }
    });
    assert!(ended.await.is_ok(), "still open after {first:?}");
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_half_and_dripping_connections_are_closed() {
    let server = Server::start().await;
    let head = format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n", server.address());
    let post = format!(
        "POST /api/v1/visitor/poll HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{",
        server.address()
    );
    let whole = format!("{head}\r\n");
    let (silent, half, dripping, body, idle) = tokio::join!(
        until_closed(&server, "", ""),
        until_closed(&server, &head, ""),
        until_closed(&server, "GET /", "a"),
        until_closed(&server, &post, " "),
        until_closed(&server, &whole, ""),
    );
    assert!(!silent.contains("200 OK") && !half.contains("200 OK") && !dripping.contains("200 OK"));
    assert!(body.starts_with("HTTP/1.1 408"), "a body that drips: {body}");
    assert!(idle.starts_with("HTTP/1.1 200 OK"), "a whole request is answered: {idle}");
    // Whoever speaks up is served meanwhile and afterwards.
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_never_ends_is_cut_off() {
    let server = Server::start().await;
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ").await.unwrap();
    let mut said = Vec::new();
    let ended = timeout(PATIENCE, async {
        while stream.write_all(&[b'a'; 4096]).await.is_ok() {}
        let _ = stream.read_to_end(&mut said).await;
    });
    assert!(ended.await.is_ok(), "the server reads for ever");
    let said = String::from_utf8_lossy(&said);
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_websocket_that_never_greets_is_closed() {
    let server = Server::start().await;
    let mut line = Visitor::line(&server, &[], None).await.unwrap();
    assert_eq!(line.end().await, Some(close::NO_HELLO));
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_limit_wait_for_a_place() {
    let server = Server::with(&["--connections", "3"]).await;
    let mut one = Visitor::arrives(&server).await;
    let two = Visitor::arrives(&server).await;
    let three = Visitor::arrives(&server).await;
    let mut waiting = tokio::spawn({
        let address = server.address();
        async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
            let mut said = String::new();
            stream.read_to_string(&mut said).await.unwrap();
            said
        }
    });
    one.says("Hello").await;
    one.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    assert!(!waiting.is_finished(), "a fourth connection is served");
    drop(two);
    let said = timeout(PATIENCE, &mut waiting).await.expect("a place").unwrap();
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    drop(three);
}
