//! Import's address guard: which IP addresses a connection may go to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

#[cfg(test)]
mod tests;

/// Blocks of IPv4 that are no public host's, as in IANA's special-purpose registry: address and prefix length.
const CLOSED_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),       // this host, unspecified
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // a provider's shared addresses
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, and with it the clouds' metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // relays of 6to4, given up
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved
    ([255, 255, 255, 255], 32),
];

/// Of IPv6 only this block is given to public hosts: everything else (loopback, link-local, unique-local, site-local,
/// multicast, IPv4-compatible, discard, local NAT64 …) is closed without being named.
const OPEN_V6: ([u16; 8], u32) = ([0x2000, 0, 0, 0, 0, 0, 0, 0], 3);

/// What is closed inside it.
const CLOSED_V6: [([u16; 8], u32); 4] = [
    // Protocol assignments: Teredo, which carries an IPv4 address, benchmarks, ORCHID.
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    // Documentation.
    ([0x2001, 0x0db8, 0, 0, 0, 0, 0, 0], 32),
    // 6to4: an IPv4 address in disguise, given up.
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16),
    // Documentation.
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
];

/// The well-known prefix of NAT64, whose last 32 bits are the IPv4 address that is reached.
const NAT64: ([u16; 8], u32) = ([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96);

/// Decides which addresses may be connected to: public ones, and an operator's exceptions.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    exceptions: Vec<IpAddr>,
}

impl Guard {
    /// A guard with exceptions: each opens exactly the address it names.
    #[must_use]
    pub fn new(exceptions: &[IpAddr]) -> Self {
        Self { exceptions: exceptions.iter().map(IpAddr::to_canonical).collect() }
    }

    /// Whether an import may connect there.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        self.excepts(address) || public(address)
    }

    /// Whether an operator opened the address. `::ffff:a.b.c.d` reaches `a.b.c.d`, so it is the same address.
    #[must_use]
    pub fn excepts(&self, address: IpAddr) -> bool {
        self.exceptions.contains(&address.to_canonical())
    }

    /// Whether there is any exception.
    pub(crate) fn has_exceptions(&self) -> bool {
        !self.exceptions.is_empty()
    }
}

/// Whether an address is a public host's.
fn public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => public_v4(address),
        IpAddr::V6(address) if within_v6(address, NAT64) => {
            let [.., a, b, c, d] = address.octets();
            public_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(address) => {
            within_v6(address, OPEN_V6) && !CLOSED_V6.iter().any(|block| within_v6(address, *block))
        }
    }
}

fn public_v4(address: Ipv4Addr) -> bool {
    !CLOSED_V4.iter().any(|(block, length)| {
        let rest = 32 - length;
        address.to_bits() >> rest == Ipv4Addr::from_octets(*block).to_bits() >> rest
    })
}

fn within_v6(address: Ipv6Addr, (block, length): ([u16; 8], u32)) -> bool {
    let rest = 128 - length;
    address.to_bits() >> rest == Ipv6Addr::from_segments(block).to_bits() >> rest
}
