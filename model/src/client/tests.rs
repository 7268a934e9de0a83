//! The model's client: against a real server on loopback that behaves as told.

use std::time::Duration;

use super::*;
use crate::{Author, Kind, Outcome, Passage, Secret, Why, wire::Delta};

mod faults;
mod peer;
mod talk;

use peer::{Peer, Step, json, openai, stream};

const ANSWER: &str = "Gift wrapping is free. [1 \"Gift wrapping is free\"] Parcels take three days. [2 \"Parcels take three days\"]";
const PROVED: &str = "Gift wrapping is free. Parcels take three days.";

fn settings(kind: Kind, base: &str) -> Settings {
    let key = Some(Secret::new("sk-very-secret"));
    Settings { kind, base: base.to_owned(), model: "small".to_owned(), key, max_tokens: 900 }
}

/// Long where a test waits for something to come, short where it waits for nothing to come.
fn patient() -> Limits {
    let long = Duration::from_secs(60);
    Limits { first: long, whole: long, silence: long, summary: long, ..Limits::default() }
}

fn client(kind: Kind, peer: &Peer, limits: Limits) -> Client {
    Client::new(settings(kind, &peer.address), limits).expect("a client")
}

fn ask(question: &str) -> Ask {
    let passages = ["Gift wrapping is free.", "Parcels take three days."];
    let passages = passages.map(|text| Passage { title: "Shop".to_owned(), text: text.to_owned() });
    Ask {
        question: question.to_owned(),
        locale: "en".to_owned(),
        brief: false,
        requests: true,
        turns: Vec::new(),
        passages: passages.to_vec(),
    }
}

/// All words, and the end.
async fn all(mut pieces: mpsc::Receiver<Piece>) -> (Vec<String>, Outcome, Used) {
    let mut words = Vec::new();
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Words(more) => words.push(more),
            Piece::Done { outcome, used } => {
                assert_eq!(pieces.recv().await, None);
                return (words, outcome, used);
            }
        }
    }
    panic!("no end");
}

fn answered() -> Outcome {
    Outcome::Answered { text: PROVED.to_owned(), cited: vec![0, 1] }
}

async fn outcome(kind: Kind, steps: Vec<Vec<Step>>, limits: Limits) -> (Outcome, usize) {
    let peer = Peer::start(steps).await;
    let (_, outcome, _) = all(client(kind, &peer, limits).answer(ask("Is wrapping free?"))).await;
    (outcome, peer.requests().len())
}

#[test]
fn what_is_shared_can_be_shared() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Client>();
    assert_eq!(Delta::Stop(Stop::End), Delta::Stop(Stop::End));
}
