//! Import's closed addresses, tested on what is connected to: literals, redirects, and names that change their minds.

use std::{
    io,
    sync::atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;

use super::*;

/// A resolver that gives one list after the other, and the last for ever.
struct Turns(Vec<Vec<IpAddr>>, AtomicUsize);

impl Turns {
    fn of(turns: &[&[&str]]) -> Arc<Self> {
        let turns = turns.iter().map(|ips| ips.iter().map(|ip| ip.parse().unwrap()).collect()).collect();
        Arc::new(Self(turns, AtomicUsize::new(0)))
    }
}

#[async_trait]
impl Lookup for Turns {
    async fn lookup(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let turn = self.1.fetch_add(1, Ordering::SeqCst);
        Ok(self.0[turn.min(self.0.len() - 1)].clone())
    }
}

fn with(exceptions: &[IpAddr], turns: &[&[&str]]) -> (Fetcher, Arc<Turns>) {
    let turns = Turns::of(turns);
    let lookup: Arc<dyn Lookup> = Arc::clone(&turns) as Arc<dyn Lookup>;
    (Fetcher::with(exceptions, &lookup, Limits::default()).unwrap(), turns)
}

#[tokio::test]
async fn a_name_that_leads_to_a_closed_address_is_not_connected_to() {
    for ip in
        ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "::ffff:127.0.0.1", "fd00::1", "64:ff9b::7f00:1"]
    {
        let (fetcher, turns) = with(&[], &[&[ip]]);
        assert_eq!(fetch(&fetcher, "http://rebind.example/").await.err(), Some(FetchError::Private), "{ip}");
        assert_eq!(turns.1.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_name_is_checked_each_time_it_is_connected_to() {
    // One public-looking address first (an exception stands for it), then one that is closed, where a server waits.
    let open: IpAddr = "127.0.0.2".parse().unwrap();
    let first = Server::on(open, |_| html("<p>public")).await;
    let second = Server::on(LOOPBACK, |_| html("<p>secret")).await;
    let port = first.address.port();
    let (fetcher, _) = with(&[open], &[&["127.0.0.2"], &["127.0.0.2"], &["127.0.0.1"]]);
    let url = format!("http://rebind.example:{port}/");
    // The robots.txt takes the first turn, the page the second; every answer closes its connection.
    assert_eq!(page(&fetcher, &url).await.bytes, b"<p>public");
    assert_eq!(fetch(&fetcher, &url).await.err(), Some(FetchError::Private));
    assert!(second.asked().is_empty());
}

#[tokio::test]
async fn of_several_addresses_only_the_open_ones_are_tried() {
    let open: IpAddr = "127.0.0.2".parse().unwrap();
    let server = Server::on(open, |_| html("<p>public")).await;
    let (fetcher, _) = with(&[open], &[&["127.0.0.1", "10.0.0.1", "127.0.0.2", "::1"]]);
    assert_eq!(
        page(&fetcher, &format!("http://mixed.example:{}/", server.address.port())).await.bytes,
        b"<p>public"
    );
}

#[tokio::test]
async fn an_odd_port_is_for_exceptions_alone() {
    let (fetcher, turns) = with(&[LOOPBACK], &[&["93.184.216.34"]]);
    assert_eq!(fetch(&fetcher, "http://public.example:6379/").await.err(), Some(FetchError::Private));
    assert_eq!(turns.1.load(Ordering::SeqCst), 1);
    let (fetcher, turns) = with(&[], &[&["93.184.216.34"]]);
    assert_eq!(fetch(&fetcher, "http://public.example:6379/").await.err(), Some(FetchError::Port));
    assert_eq!(turns.1.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn names_without_an_address_are_told() {
    let (fetcher, _) = with(&[], &[&[]]);
    assert_eq!(fetch(&fetcher, "http://nowhere.example/").await.err(), Some(FetchError::Name));
}

#[tokio::test]
async fn redirects_to_closed_addresses_are_not_followed() {
    let secret = Server::on("127.0.0.2".parse().unwrap(), |_| html("<p>secret")).await;
    let port = secret.address.port();
    for to in [
        format!("http://127.0.0.2:{port}/"),
        format!("http://2130706434:{port}/"),
        format!("http://0177.0.0.2:{port}/"),
        format!("http://0x7f000002:{port}/"),
        format!("http://[::ffff:127.0.0.2]:{port}/"),
        format!("//127.0.0.2:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ] {
        let redirect = to.clone();
        let server = Server::start(move |path| match path {
            "/robots.txt" => answer("404 Not Found", "", b""),
            _ => moved(&redirect),
        })
        .await;
        assert_eq!(fetch(&fetcher(), &server.url("/")).await.err(), Some(FetchError::Private), "{to}");
    }
    assert!(secret.asked().is_empty());
}

#[tokio::test]
async fn a_redirect_to_a_name_of_a_closed_address_is_not_followed() {
    let server = Server::start(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => moved("http://rebind.example/"),
    })
    .await;
    let (fetcher, _) = with(&[LOOPBACK], &[&["127.0.0.9"]]);
    assert_eq!(fetch(&fetcher, &server.url("/")).await.err(), Some(FetchError::Private));
}

#[tokio::test]
async fn an_address_read_under_another_guard_is_checked_again() {
    let lenient = fetcher().address("http://127.0.0.1:9/").unwrap();
    let strict = Fetcher::new(&[]).unwrap();
    let fetched = strict.page(&lenient, &Known::default(), Duration::ZERO).await;
    assert_eq!(fetched.err(), Some(FetchError::Private));
}
