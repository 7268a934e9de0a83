//! Import's address guard, tested: every special block at its edges.

use std::net::IpAddr;

use super::Guard;

fn allowed(guard: &Guard, address: &str) -> bool {
    guard.allows(address.parse().unwrap())
}

#[test]
fn what_is_not_public_is_closed() {
    let guard = Guard::default();
    for address in [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::93.184.216.34",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::1:5db8:d822",
        "64:ff9b:1::5db8:d822",
        "100::1",
        "2001::1",
        "2001:0:53aa:64c::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2001:db8:ffff::1",
        "2002:7f00:1::",
        "2002:5db8:d822::1",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fdff:ffff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ] {
        assert!(!allowed(&guard, address), "{address} must be closed");
    }
}

#[test]
fn what_is_public_is_open_up_to_the_edges() {
    let guard = Guard::default();
    for address in [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "191.255.255.255",
        "192.0.1.1",
        "192.0.3.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "203.0.114.1",
        "223.255.255.255",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
        "2001:200::1",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2606:2800:220:1:248:1893:25c8:1946",
        "3ffe::1",
        "3fff:1000::1",
    ] {
        assert!(allowed(&guard, address), "{address} must be open");
    }
}

#[test]
fn an_exception_opens_exactly_the_address_it_names() {
    let loopback: IpAddr = "127.0.0.1".parse().unwrap();
    let guard = Guard::new(&[loopback, "fd00::5".parse().unwrap()]);
    for address in ["127.0.0.1", "::ffff:127.0.0.1", "fd00::5", "93.184.216.34"] {
        assert!(allowed(&guard, address), "{address} must be open");
    }
    for address in ["127.0.0.2", "127.0.0.0", "::1", "::127.0.0.1", "64:ff9b::7f00:1", "fd00::6", "10.0.0.1"]
    {
        assert!(!allowed(&guard, address), "{address} must be closed");
    }
    assert!(guard.excepts(loopback) && !guard.excepts("93.184.216.34".parse().unwrap()));
}
