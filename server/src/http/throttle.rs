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

/// Letters and messages at once from one address, and by one visitor; then one every [`LETTER_EVERY`].
const LETTER_BURST: u32 = 3;
const LETTER_EVERY: Duration = Duration::from_secs(20 * 60);
/// One address may be that of a whole school.
const SCHOOL: u32 = 30;

/// The throttles of one server.
#[derive(Default)]
pub(crate) struct Doors {
    pub(crate) sign_ins: SignIns,
    /// Transcripts by e-mail.
    pub(crate) letters: Letters,
    /// Messages through the plain form.
    pub(crate) notes: Letters,
    /// Origins that were turned away: a row is written at most once a minute for each.
    pub(crate) turned_away: TurnedAway,
}

/// How often something was sent to somebody.
pub(crate) struct Letters {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    visitors: DefaultKeyedRateLimiter<String>,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            addresses: RateLimiter::keyed(quota(LETTER_EVERY / SCHOOL, SCHOOL)),
            visitors: RateLimiter::keyed(quota(LETTER_EVERY, LETTER_BURST)),
        }
    }
}

impl Letters {
    /// One more from `address` by `visitor`; else the seconds to wait.
    pub(crate) fn admit(&self, address: IpAddr, visitor: &str) -> Result<(), u64> {
        if self.addresses.len() > KEYS || self.visitors.len() > KEYS {
            self.addresses.retain_recent();
            self.visitors.retain_recent();
        }
        if self.addresses.check_key(&network(address)).is_err() {
            return Err((LETTER_EVERY / SCHOOL).as_secs());
        }
        self.visitors.check_key(&visitor.to_owned()).map_err(|_| LETTER_EVERY.as_secs())
    }
}

/// When an origin was last turned away.
pub(crate) struct TurnedAway(DefaultKeyedRateLimiter<(String, String)>);

impl Default for TurnedAway {
    fn default() -> Self {
        Self(RateLimiter::keyed(quota(Duration::from_secs(60), 1)))
    }
}

impl TurnedAway {
    /// This site has not turned this origin away in the last minute.
    pub(crate) fn is_news(&self, site: &str, origin: &str) -> bool {
        if self.0.len() > KEYS {
            self.0.retain_recent();
        }
        self.0.check_key(&(site.to_owned(), origin.to_owned())).is_ok()
    }
}

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
    fn a_visitor_sends_three_letters_and_then_waits() {
        let letters = Letters::default();
        let one = IpAddr::from([192, 0, 2, 1]);
        let admitted = (0..9).filter(|_| letters.admit(one, "7").is_ok()).count();
        assert_eq!(admitted, LETTER_BURST as usize);
        assert_eq!(letters.admit(one, "8"), Ok(()));
        let crowd = (0..99).filter(|visitor| letters.admit(one, &format!("crowd {visitor}")).is_ok()).count();
        assert!(crowd < SCHOOL as usize, "an address as well");
    }

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
