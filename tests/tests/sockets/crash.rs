//! tests: the server is killed under load, again and again; what was acknowledged is there, once.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use baton_protocol::{
    ClientId,
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb},
};
use baton_tests::{
    eventually, fresh_id,
    line::Came,
    server::Server,
    visitor::{Done, PATH, SITE, Visitor, VisitorLine, VisitorSees},
};
use tokio::sync::watch;

/// How often the server is killed.
const KILLS: usize = 20;
/// Visitors who send all the time.
const VISITORS: usize = 4;
/// Messages of one visitor that wait for their acks at once.
const UNDER_WAY: usize = 4;
/// Acks between two kills, at least.
const BETWEEN: u64 = 25;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_lose_nothing_acknowledged_and_double_nothing() {
    let mut server = Server::start().await;
    let acks = Arc::new(AtomicU64::new(0));
    // The number of starts so far; 0 once everybody should finish.
    let (life, lives) = watch::channel(1_usize);
    let senders: Vec<_> = (0..VISITORS)
        .map(|_| tokio::spawn(Sender::new(&acks).run(server.address(), lives.clone())))
        .collect();
    for kill in 0..KILLS {
        let before = acks.load(Ordering::Acquire);
        eventually("acks between two kills", || async {
            (acks.load(Ordering::Acquire) >= before + BETWEEN).then_some(())
        })
        .await;
        server.kill().await;
        server.begin().await;
        life.send_replace(kill + 2);
    }
    life.send_replace(0);
    let mut acked = 0;
    for sender in senders {
        let sender = sender.await.expect("a visitor who sent");
        acked += sender.acked.len();
        check(&server, &sender).await;
    }
    assert!(acked >= KILLS * usize::try_from(BETWEEN).unwrap(), "{acked} acks are no load");
    server.stop().await;
    sound(&server.data());
}

/// A message that was committed and not acknowledged is sent again by its client: it stays one message.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_sends_again_after_a_kill_is_stored_once() {
    let mut server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    for round in 0..5 {
        let id = visitor
            .begins(VisitorVerb::Send { text: format!("Perhaps stored {round}"), files: Vec::new() })
            .await;
        server.kill().await;
        server.begin().await;
        visitor = Visitor::again(&server, &visitor.sees).await;
        let send = VisitorVerb::Send { text: format!("Perhaps stored {round}"), files: Vec::new() };
        let done = visitor.does_as(id, send.clone()).await.unwrap();
        assert_eq!(visitor.does_as(id, send).await, Ok(done.clone()), "again: the same answer");
        visitor.until("the message", |sees| sees.shows(|chat| chat.places(id) == [done.seq])).await;
    }
    visitor.reads_all().await;
    assert_eq!(visitor.sees.chat().visitor_said().len(), 6);
}

/// A visitor who sends all the time, and again what was not acknowledged.
struct Sender {
    token: Option<String>,
    sent: HashMap<ClientId, String>,
    acked: HashMap<ClientId, Done>,
    acks: Arc<AtomicU64>,
}

impl Sender {
    fn new(acks: &Arc<AtomicU64>) -> Self {
        Self { token: None, sent: HashMap::new(), acked: HashMap::new(), acks: Arc::clone(acks) }
    }

    async fn run(mut self, address: std::net::SocketAddr, mut lives: watch::Receiver<usize>) -> Self {
        loop {
            let life = *lives.borrow_and_update();
            if let Ok(line) = VisitorLine::try_connect(address, PATH).await {
                self.talk(line, &lives).await;
            }
            if *lives.borrow() == 0 && self.sent.len() == self.acked.len() {
                return self;
            }
            // The line broke: the server is gone, and comes back as another.
            let next = lives.wait_for(|next| *next != life || *next == 0).await;
            assert!(next.is_ok(), "the story is over before its visitors are");
        }
    }

    /// Sends until the line breaks, or until everything is acknowledged where nothing more is wanted.
    async fn talk(&mut self, mut line: VisitorLine, lives: &watch::Receiver<usize>) {
        let hello = Hello { site: SITE.to_owned(), token: self.token.clone(), ..Hello::default() };
        line.send(&VisitorFrame::Hello(hello)).await;
        let unacked = self.sent.iter().filter(|(id, _)| !self.acked.contains_key(*id));
        for (id, text) in unacked {
            line.send(&VisitorFrame::Do {
                id: *id,
                what: VisitorVerb::Send { text: text.clone(), files: Vec::new() },
            })
            .await;
        }
        loop {
            let finish = *lives.borrow() == 0;
            if finish && self.sent.len() == self.acked.len() {
                return;
            }
            while !finish && self.sent.len() < self.acked.len() + UNDER_WAY {
                let (id, text) = (fresh_id(), format!("Message {}", self.sent.len()));
                self.sent.insert(id, text.clone());
                line.send(&VisitorFrame::Do { id, what: VisitorVerb::Send { text, files: Vec::new() } })
                    .await;
            }
            match line.next().await {
                Came::News(news) => self.hear(*news),
                Came::Closed(_) => return,
            }
        }
    }

    fn hear(&mut self, news: VisitorNews) {
        match news {
            VisitorNews::Welcome(welcome) if welcome.token.is_some() => {
                assert!(self.acked.is_empty(), "a visitor whose words were stored is forgotten");
                self.token = welcome.token;
            }
            VisitorNews::Ack { id, conversation, seq } => {
                let done = Done { conversation, seq };
                if let Some(first) = self.acked.insert(id, done.clone()) {
                    assert_eq!(first, done, "two acks of one message differ");
                } else {
                    self.acks.fetch_add(1, Ordering::Release);
                }
            }
            VisitorNews::Refused { why, .. } => panic!("refused: {why:?}"),
            _ => {}
        }
    }
}

async fn check(server: &Server, sender: &Sender) {
    let hello = Hello { site: SITE.to_owned(), token: sender.token.clone(), ..Hello::default() };
    let mut visitor = Visitor::greets(server, hello).await;
    // Reading everything checks that the numbers have no gap.
    visitor.reads_all().await;
    let sees: &VisitorSees = &visitor.sees;
    let stored: HashMap<ClientId, (u64, &str)> = sees
        .chat()
        .messages()
        .filter_map(|(seq, _, message)| Some((message.client_id?, (seq, message.text.as_str()))))
        .collect();
    for (id, done) in &sender.acked {
        assert_eq!(done.conversation, sees.chat().id);
        assert_eq!(stored.get(id), Some(&(done.seq, sender.sent[id].as_str())), "an acknowledged message");
    }
    assert_eq!(sees.chat().visitor_said().len(), sender.sent.len(), "something is there twice, or too much");
}

/// The files themselves are sound too.
fn sound(data: &Path) {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let store =
        rusqlite::Connection::open_with_flags(data.join("baton.sqlite"), flags).expect("the store's file");
    let verdict: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(verdict, "ok");
}
