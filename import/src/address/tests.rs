//! Import's addresses, tested: schemes, users, ports, and the many spellings of one number.

use super::{ADDRESS_BYTES, Address};
use crate::{error::FetchError, guard::Guard};

fn parse(text: &str) -> Result<String, FetchError> {
    Address::parse(text, &Guard::default()).map(|address| address.to_string())
}

#[test]
fn web_addresses_are_taken_in_one_form() {
    for (text, whole) in [
        ("https://Example.com", "https://example.com/"),
        ("  http://example.com/a b  ", "http://example.com/a%20b"),
        ("example.com/help", "https://example.com/help"),
        ("example.com:8443/help", "https://example.com:8443/help"),
        ("https://example.com/help#returns", "https://example.com/help"),
        ("https://example.com:443/", "https://example.com/"),
        ("http://example.com:8080/x?y=1", "http://example.com:8080/x?y=1"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:2800:220:1:248:1893:25c8:1946]/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"),
    ] {
        assert_eq!(parse(text).as_deref(), Ok(whole), "{text}");
    }
}

#[test]
fn every_spelling_of_a_closed_address_is_refused() {
    for text in [
        "http://127.0.0.1/",
        "127.0.0.1",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://%31%32%37.0.0.1/",
        "http://127%2e0%2e0%2e1/",
        "http://127。0。0。1/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http:127.0.0.1",
        "http:\\\\127.0.0.1\\",
        "ht\ntp://127.0.0.1/",
        "http://0/",
        "http://0.0.0.0:80/",
        "http://3232235777/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://0251.0376.0251.0376/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "https://198.18.0.1/",
    ] {
        assert_eq!(parse(text), Err(FetchError::Private), "{text}");
    }
}

#[test]
fn other_schemes_users_ports_and_lengths_are_refused() {
    for (text, why) in [
        ("", FetchError::Address),
        ("   ", FetchError::Address),
        ("https://", FetchError::Address),
        ("http://exa mple.com/", FetchError::Address),
        ("http://256.1.1.1/", FetchError::Address),
        ("http://1.2.3.4.5/", FetchError::Address),
        ("http://[fe80::1%25eth0]/", FetchError::Address),
        ("file:///etc/passwd", FetchError::Scheme),
        ("ftp://example.com/", FetchError::Scheme),
        ("javascript:alert(1)", FetchError::Scheme),
        ("data:text/html,x", FetchError::Scheme),
        ("gopher://example.com/", FetchError::Scheme),
        ("https://user@example.com/", FetchError::User),
        ("https://example.com:pass@127.0.0.1/", FetchError::User),
        ("http://example.com:25/", FetchError::Port),
        ("http://example.com:6379/", FetchError::Port),
        ("http://93.184.216.34:22/", FetchError::Port),
    ] {
        assert_eq!(parse(text), Err(why), "{text}");
    }
    let long = |letters: usize| format!("https://example.com/{}", "a".repeat(letters));
    assert_eq!(parse(&long(ADDRESS_BYTES)), Err(FetchError::AddressLength));
    assert!(parse(&long(ADDRESS_BYTES - 20)).is_ok());
    // Three letters each once they are percent-encoded.
    assert_eq!(parse(&long(100).replace('a', &"é".repeat(5))), Err(FetchError::AddressLength));
}

#[test]
fn a_link_is_checked_like_an_address() {
    let guard = Guard::default();
    let page = Address::parse("https://example.com/help/start", &guard).unwrap();
    assert_eq!(page.join("../faq?x#y", &guard).unwrap().as_str(), "https://example.com/faq?x");
    assert_eq!(page.join("//127.0.0.1/", &guard), Err(FetchError::Private));
    assert_eq!(page.join("http://0x7f.1:8080/", &guard), Err(FetchError::Private));
    assert_eq!(page.join("file:///etc/passwd", &guard), Err(FetchError::Scheme));
    assert_eq!(page.join(&"a".repeat(ADDRESS_BYTES + 1), &guard), Err(FetchError::AddressLength));
}

#[test]
fn an_exception_opens_its_ports_too() {
    let guard = Guard::new(&["127.0.0.1".parse().unwrap()]);
    assert!(Address::parse("http://127.0.0.1:39999/", &guard).is_ok());
    assert!(Address::parse("http://2130706433:39999/", &guard).is_ok());
    assert_eq!(Address::parse("http://127.0.0.2:39999/", &guard), Err(FetchError::Private));
    assert_eq!(Address::parse("http://93.184.216.34:39999/", &guard), Err(FetchError::Port));
}

#[test]
fn a_page_is_called_by_the_last_part_of_its_path() {
    let name = |text: &str| Address::parse(text, &Guard::default()).unwrap().name().to_owned();
    assert_eq!(name("https://example.com/help/returns/"), "returns");
    assert_eq!(name("https://example.com"), "example.com");
}
