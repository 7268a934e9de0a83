//! The model's client: an answer, given on sentence by sentence as it is proved.

use tokio::{sync::mpsc, time::Instant};

use super::{Inner, call::Call, exchange::Exchange, thoughts::Thoughts};
use crate::{
    Ask, Failure, Outcome, Piece, Used,
    cite::{Check, End},
    prompt::{self, REQUEST_LIVE_AGENT},
    tally::estimate,
    wire::{Delta, Stop},
};

/// The longest reason for a person, in characters.
const REASON: usize = 200;

/// Says everything to `sender`, the last piece included.
pub(super) async fn answer(inner: &Inner, ask: &Ask, sender: &mpsc::Sender<Piece>) {
    let (outcome, used) = match Call::enter(inner) {
        None => (Outcome::Failed(Failure::Resting), Used::default()),
        Some(mut call) => {
            let outcome = run(inner, ask, &mut call, sender).await.unwrap_or_else(Outcome::Failed);
            call.settle(if let Outcome::Failed(failure) = &outcome { Some(failure) } else { None });
            (outcome, call.tally.used())
        }
    };
    tracing::debug!(input = used.input, output = used.output, "a model's answer ended");
    // Nobody who listens any more is nobody to tell.
    let _ = sender.send(Piece::Done { outcome, used }).await;
}

async fn run(
    inner: &Inner,
    ask: &Ask,
    call: &mut Call<'_>,
    sender: &mpsc::Sender<Piece>,
) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let (first, whole) = (begun + inner.limits.first, begun + inner.limits.whole);
    let passages = prompt::shown(&ask.passages);
    let request = prompt::answer(ask, &passages, inner.settings.max_tokens);
    let mut exchange = Exchange::open(inner, &mut call.tally, &request, first.min(whole)).await?;
    let mut check = Check::new(&passages, &ask.locale);
    let mut thoughts = Thoughts::default();
    let (mut characters, mut tokens) = (0, 0);
    let mut given = false;
    loop {
        let by = if given { whole } else { first.min(whole) };
        let Some(deltas) = exchange.next(&mut call.tally, by).await? else { return Err(Failure::Cut) };
        for delta in deltas {
            let (words, stop) = match delta {
                Delta::Text(text) => {
                    let text = thoughts.pass(text);
                    characters += text.chars().count();
                    tokens += estimate(&text);
                    if characters > inner.limits.characters || tokens > inner.limits.tokens {
                        return Err(Failure::TooLong);
                    }
                    (check.feed(&text), false)
                }
                Delta::Call { name, arguments } => {
                    let known = name == REQUEST_LIVE_AGENT && ask.requests;
                    exchange.usage(&mut call.tally).await;
                    exchange.leave();
                    return Ok(if known {
                        Outcome::Person { reason: reason(&arguments) }
                    } else {
                        Outcome::NoAnswer
                    });
                }
                Delta::Usage { .. } => continue,
                Delta::Stop(Stop::Length) => return Err(Failure::TooLong),
                Delta::Stop(Stop::Filtered) => return Err(Failure::Withheld),
                Delta::Stop(Stop::End | Stop::Call) => {
                    let before = check.feed(&thoughts.rest());
                    (before.and_then(|before| check.finish().map(|rest| before + &rest)), true)
                }
            };
            match words {
                Ok(words) if words.is_empty() => {}
                Ok(words) => {
                    given = true;
                    // Who does not listen any more has ended this by that.
                    let _ = sender.send(Piece::Words(words)).await;
                }
                Err(end) => {
                    if stop {
                        exchange.usage(&mut call.tally).await;
                        exchange.leave();
                    }
                    return Ok(ended(end, ask.requests));
                }
            }
            if stop {
                exchange.usage(&mut call.tally).await;
                exchange.leave();
                let proved = check.proved();
                return Ok(Outcome::Answered { text: proved.text, cited: proved.cited });
            }
        }
    }
}

fn ended(end: End, requests: bool) -> Outcome {
    match end {
        End::Person if requests => Outcome::Person { reason: String::new() },
        End::NoAnswer | End::Person => Outcome::NoAnswer,
        End::Unproved(why) => Outcome::Unproved(why),
    }
}

/// One line of plain words. A model that makes a mistake in its arguments wants a person all the same.
fn reason(arguments: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(arguments).unwrap_or_default();
    let words: Vec<&str> = value["reason"].as_str().unwrap_or_default().split_whitespace().collect();
    words.join(" ").chars().filter(|c| !prompt::hidden(*c)).take(REASON).collect()
}
