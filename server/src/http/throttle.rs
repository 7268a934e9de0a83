//! Throttles at the doors: guessing passwords takes longer than anybody has.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Attempts at once from one address; then one every [`ADDRESS_EVERY`].
const ADDRESS_BURST: u32 = 20;
const ADDRESS_EVERY: Duration = Duration::from_secs(15);
/// Attempts at once for one person; then one every [`PERSON_EVERY`].
const PERSON_BURST: u32 = 10;
const PERSON_EVERY: Duration = Duration::from_secs(90);
/// Beyond this many keys the old ones are let go.
const KEYS: usize = 10_000;

/// How often somebody has tried to sign in.
pub(crate) struct SignIns {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    people: DefaultKeyedRateLimiter<String>,
}

impl Default for SignIns {
    fn default() -> Self {
        Self {
            addresses: RateLimiter::keyed(quota(ADDRESS_EVERY, ADDRESS_BURST)),
            people: RateLimiter::keyed(quota(PERSON_EVERY, PERSON_BURST)),
        }
    }
}

impl SignIns {
    /// One more attempt from `address` for `email`; else the seconds to wait.
    pub(crate) fn admit(&self, address: IpAddr, email: &str) -> Result<(), u64> {
        if self.addresses.len() > KEYS || self.people.len() > KEYS {
            self.addresses.retain_recent();
            self.people.retain_recent();
        }
        if self.addresses.check_key(&network(address)).is_err() {
            return Err(ADDRESS_EVERY.as_secs());
        }
        let email: String = email.trim().to_lowercase().chars().take(254).collect();
        self.people.check_key(&email).map_err(|_| PERSON_EVERY.as_secs())
    }
}

fn quota(every: Duration, burst: u32) -> Quota {
    Quota::with_period(every)
        .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
        .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
}

/// One household holds a /64 of IPv6: its addresses count as one.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::from((u128::from(v6) & (u128::MAX << 64)).to_be_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_slowed_down_by_person_and_by_address() {
        let one = IpAddr::from([192, 0, 2, 1]);
        let sign_ins = SignIns::default();
        let admitted = (0..50).filter(|_| sign_ins.admit(one, "A@example.com ").is_ok()).count();
        assert_eq!(admitted, PERSON_BURST as usize);
        let elsewhere = IpAddr::from([192, 0, 2, 2]);
        assert_eq!(sign_ins.admit(elsewhere, "a@example.com"), Err(PERSON_EVERY.as_secs()));
        assert_eq!(sign_ins.admit(one, "b@example.com"), Err(ADDRESS_EVERY.as_secs()));
        assert_eq!(sign_ins.admit(elsewhere, "b@example.com"), Ok(()));
    }
}
