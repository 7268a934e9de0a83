//! tests: what the stand-in of LINE holds: the account, its followers, their chats, and what has come of each call.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    net::SocketAddr,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use super::{blobs::Blob, chat::Shown, fetches::Fetch, menus::Menu, plan::Planned, serves::Heard};

/// How long a reply token is good.
const REPLY: Duration = Duration::from_secs(60);

/// The official account.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) secret: String,
    pub(super) token: String,
    pub(super) user_id: String,
    pub(super) name: String,
    pub(super) basic_id: String,
    /// Messages of a month; none: any number.
    pub(super) limit: Option<u64>,
    pub(super) used: u64,
    /// What is entered as the webhook's address, and whether it is switched on.
    pub(super) endpoint: Option<(String, bool)>,
}

/// Somebody who uses LINE.
#[derive(Clone, Debug, Default)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) language: Option<String>,
    pub(super) picture: Option<Vec<u8>>,
    /// Follows the account, and has not blocked it.
    pub(super) follows: bool,
    /// Their chat with the account, oldest first.
    pub(super) chat: Vec<Shown>,
    /// The menu that is linked to them alone.
    pub(super) menu: Option<String>,
    /// The loading animation runs.
    pub(super) loading: bool,
    /// How often it was started.
    pub(super) loadings: usize,
    /// So much of their chat is marked as read.
    pub(super) read: usize,
}

/// A reply token.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) to: String,
    pub(super) made: Duration,
    pub(super) used: bool,
}

/// A retry key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) body: Vec<u8>,
    /// The request that was accepted under it.
    pub(super) accepted: Option<String>,
}

/// Where the server is, and as what the world knows it.
#[derive(Clone, Debug)]
pub(super) struct Door {
    pub(super) public: String,
    pub(super) address: SocketAddr,
}

#[derive(Debug)]
pub(super) struct Kept {
    pub(super) account: Account,
    pub(super) door: Option<Door>,
    /// Where profile pictures lie.
    pub(super) pictures: String,
    /// Where lies what other servers keep.
    pub(super) elsewhere: String,
    pub(super) members: BTreeMap<String, Member>,
    /// Groups and rooms that the account is in.
    pub(super) groups: BTreeMap<String, Vec<String>>,
    pub(super) menus: BTreeMap<String, Menu>,
    pub(super) default_menu: Option<String>,
    /// When menus were made and deleted.
    pub(super) made: Vec<Duration>,
    pub(super) replies: HashMap<String, Reply>,
    /// Whose chat a token marks as read, and how much of it.
    pub(super) reads: HashMap<String, (String, usize)>,
    pub(super) keys: HashMap<String, Key>,
    pub(super) blobs: HashMap<String, Blob>,
    pub(super) fetches: HashMap<String, Fetch>,
    pub(super) plan: Vec<Planned>,
    pub(super) heard: Vec<Heard>,
    /// Calls whose answer is held back.
    pub(super) held: usize,
    /// Rules that were broken.
    pub(super) faults: Vec<String>,
    /// Every event that was delivered, in that order.
    pub(super) delivered: Vec<Value>,
    /// Everything is delivered twice.
    pub(super) twice: bool,
    pub(super) ids: HashSet<String>,
    begun: Instant,
    /// So much has the story moved the clock.
    pub(super) ahead: Duration,
    last: i64,
}

impl Kept {
    pub(super) fn new(pictures: String, elsewhere: String) -> Self {
        let account = Account {
            secret: hex(16),
            token: format!("{}/{}=", hex(40), hex(40)),
            user_id: format!("U{}", hex(16)),
            name: "Lumen".to_owned(),
            basic_id: "@lumen".to_owned(),
            limit: Some(1_000),
            used: 0,
            endpoint: None,
        };
        Self {
            account,
            door: None,
            pictures,
            elsewhere,
            members: BTreeMap::new(),
            groups: BTreeMap::new(),
            menus: BTreeMap::new(),
            default_menu: None,
            made: Vec::new(),
            replies: HashMap::new(),
            reads: HashMap::new(),
            keys: HashMap::new(),
            blobs: HashMap::new(),
            fetches: HashMap::new(),
            plan: Vec::new(),
            heard: Vec::new(),
            held: 0,
            faults: Vec::new(),
            delivered: Vec::new(),
            twice: false,
            ids: HashSet::new(),
            begun: Instant::now(),
            ahead: Duration::ZERO,
            last: 0,
        }
    }

    /// A rule was broken.
    pub(super) fn fault(&mut self, why: impl Into<String>) {
        self.faults.push(why.into());
    }

    /// The stand-in's clock, since it began.
    pub(super) fn now(&self) -> Duration {
        self.begun.elapsed() + self.ahead
    }

    /// The time of an event, milliseconds: later than that of the one before.
    #[expect(clippy::disallowed_methods, reason = "LINE has a clock of its own")]
    pub(super) fn timestamp(&mut self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        self.last = now.max(self.last + 1);
        self.last
    }

    /// A token that answers an event of this person's, or of this group's.
    pub(super) fn reply_token(&mut self, to: &str) -> String {
        let token = hex(16);
        let made = self.now();
        self.replies.insert(token.clone(), Reply { to: to.to_owned(), made, used: false });
        token
    }

    /// Whom a reply token reaches; it is used up by that.
    pub(super) fn spend(&mut self, token: &str) -> Option<String> {
        let now = self.now();
        let reply = self.replies.get_mut(token)?;
        let good = !reply.used && now.saturating_sub(reply.made) <= REPLY;
        reply.used = true;
        good.then(|| reply.to.clone())
    }

    /// A token that marks a chat as read as far as it goes now.
    pub(super) fn read_token(&mut self, user: &str) -> String {
        let token = hex(24);
        let upto = self.members.get(user).map_or(0, |member| member.chat.len());
        self.reads.insert(token.clone(), (user.to_owned(), upto));
        token
    }

    /// The id of a message: a number in decimal digits.
    pub(super) fn message_id(&mut self) -> String {
        let id = (461_230_966_842_064_897_u64 + u64::try_from(self.ids.len()).unwrap_or(0)).to_string();
        self.ids.insert(id.clone());
        id
    }

    /// The menu that this person sees.
    pub(super) fn menu_of(&self, user: &str) -> Option<&Menu> {
        let linked = self.members.get(user).and_then(|member| member.menu.as_ref());
        linked.or(self.default_menu.as_ref()).and_then(|id| self.menus.get(id))
    }
}

/// So many random bytes, hexadecimal.
pub(super) fn hex(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).expect("random bytes");
    random.iter().map(|byte| format!("{byte:02x}")).collect()
}
