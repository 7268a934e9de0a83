//! Over a WebSocket.

use super::*;

#[test]
fn it_opens_greets_and_is_live_with_the_welcome() {
    let mut bench = Bench::new();
    assert_eq!(bench.on(Input::Tick), [Output::Open(1)]);
    assert_eq!(bench.on(Input::Say(send(1, "too soon"))), []);
    assert_eq!(bench.on(Input::Opened(1)), [Output::Greet(1)]);
    assert_eq!(bench.on(Input::Text(1, text(&welcome()))), [turned(Status::Live), news(welcome())]);
    let frame = send(2, "hello");
    assert_eq!(bench.on(Input::Say(frame.clone())), [Output::Send(1, json(&frame))]);
    assert_eq!(bench.on(Input::Text(1, r#"{"available":2}"#.to_owned())), [news(VisitorNews::Available(2))]);
}

#[test]
fn what_a_newer_server_says_is_passed_over() {
    let mut bench = Bench::live();
    for strange in [r#"{"aurora":{"x":1}}"#, "", "nonsense"] {
        assert_eq!(bench.on(Input::Text(1, strange.to_owned())), []);
    }
    assert_eq!(bench.link.status(), Status::Live);
}

#[test]
fn an_old_sockets_last_words_are_disregarded() {
    let mut bench = Bench::live();
    assert_eq!(bench.on(Input::Closed(1, BROKEN)), [turned(Status::Lost)]);
    assert_eq!(bench.wake(), (250, vec![Output::Open(2)]));
    assert_eq!(bench.on(Input::Text(1, text(&welcome()))), []);
    assert_eq!(bench.on(Input::Closed(1, BROKEN)), []);
    assert_eq!(bench.on(Input::Opened(1)), []);
    assert_eq!(bench.link.status(), Status::Lost);
}

#[test]
fn the_waits_grow_until_a_line_has_held() {
    let mut bench = Bench::live();
    let mut waits = Vec::new();
    for id in 1..=4 {
        bench.on(Input::Closed(id, BROKEN));
        waits.push(bench.wake().0);
        bench.on(Input::Text(id + 1, text(&welcome())));
    }
    assert_eq!(waits, [250, 500, 1_000, 2_000]);
    bench.after(STEADY_MS);
    bench.on(Input::Closed(5, BROKEN));
    assert_eq!(bench.wake(), (250, vec![Output::Open(6)]));
}

#[test]
fn a_server_that_restarts_is_tried_again_soon_and_the_waits_do_not_grow() {
    let mut bench = Bench::live();
    for id in 1..=5 {
        bench.on(Input::Closed(id, RESTARTING));
        assert_eq!(bench.wake(), (RESTART_MS / 2, vec![Output::Open(id + 1)]));
        bench.on(Input::Text(id + 1, text(&welcome())));
    }
}

#[test]
fn a_revoked_session_is_the_end() {
    for mut bench in [Bench::live(), Bench::polling()] {
        // Where there is no socket, this has one tried.
        bench.on(Input::Online);
        let outputs = bench.on(Input::Closed(bench.link.last_id, close::UNAUTHORIZED));
        assert_eq!(outputs.last(), Some(&turned(Status::SignedOut)));
        for input in [Input::Online, Input::Woke, Input::Tick, Input::Say(send(1, "x")), Input::Close] {
            assert_eq!(bench.on(input), []);
        }
        assert_eq!(bench.link.wake_at(), None);
    }
}

#[test]
fn closing_it_is_the_end_too() {
    let mut bench = Bench::live();
    assert_eq!(bench.on(Input::Close), [Output::Shut(1), turned(Status::Closed)]);
    assert_eq!(bench.on(Input::Online), []);
    assert_eq!(bench.link.wake_at(), None);
}

#[test]
fn a_frame_that_the_server_would_not_take_is_refused_here() {
    let mut bench = Bench::live();
    let outputs = bench.on(Input::Say(send(1, &"x".repeat(FRAME_BYTES))));
    let [Output::Heard(Heard::News(VisitorNews::Refused { id, why }))] = &outputs[..] else {
        panic!("{outputs:?}")
    };
    assert_eq!((*id, why.code), (Some(ClientId::new(1, [0; 10])), Code::TooLong));
}

#[test]
fn silence_after_a_command_means_that_the_line_is_dead() {
    let mut bench = Bench::live();
    bench.on(Input::Say(VisitorFrame::Typing(true)));
    assert_eq!(bench.link.wake_at(), Some(bench.now + Visitor::SILENCE_MS));
    bench.on(Input::Say(send(1, "one")));
    bench.now += 5_000;
    bench.on(Input::Say(send(2, "two")));
    assert_eq!(bench.wake(), (ANSWER_MS - 5_000, vec![Output::Shut(1), turned(Status::Lost)]));

    let mut bench = Bench::live();
    bench.on(Input::Say(send(1, "one")));
    bench.now += 5_000;
    bench.on(Input::Text(1, r#"{"available":2}"#.to_owned()));
    assert_eq!(bench.after(ANSWER_MS), []);
}

#[test]
fn a_line_that_has_been_silent_is_made_sure_of_when_looked_at_again() {
    let mut bench = Bench::live();
    bench.now += STALE_MS - 1;
    assert_eq!(bench.on(Input::Woke), []);
    bench.now += 1;
    assert_eq!(bench.on(Input::Woke), [Output::Greet(1)]);
    assert_eq!(bench.on(Input::Online), []);
    bench.on(Input::Text(1, r#"{"available":2}"#.to_owned()));
    assert_eq!(bench.wake(), (WELCOME_MS, vec![Output::Shut(1), turned(Status::Lost)]));

    let mut bench = Bench::live();
    assert_eq!(bench.wake(), (Visitor::SILENCE_MS, vec![Output::Greet(1)]));
    assert_eq!(bench.on(Input::Text(1, text(&welcome()))), [news(welcome())]);
    assert_eq!(bench.after(WELCOME_MS), []);
}

#[test]
fn a_refresh_greets_once_on_the_same_line() {
    let mut bench = Bench::live();
    assert_eq!(bench.on(Input::Refresh), [Output::Greet(1)]);
    assert_eq!(bench.on(Input::Refresh), []);
    bench.on(Input::Text(1, text(&welcome())));
    assert_eq!(bench.on(Input::Refresh), [Output::Greet(1)]);
}

#[test]
fn without_a_network_it_says_so_and_comes_back_with_it() {
    let mut bench = Bench::live();
    assert_eq!(bench.on(Input::Offline), [Output::Shut(1), turned(Status::Offline)]);
    // The browser may be wrong about that: the server may be on this machine.
    assert_eq!(bench.wake().1, [Output::Open(2)]);
    for id in 2..9 {
        assert_eq!(bench.on(Input::Closed(id, BROKEN)), []);
        assert_eq!(bench.wake().1, [Output::Open(id + 1)]);
    }
    assert_eq!(bench.on(Input::Online), [Output::Shut(9), Output::Open(10)]);
    assert_eq!(bench.on(Input::Text(10, text(&welcome()))), [turned(Status::Live), news(welcome())]);
}

#[test]
fn a_welcome_proves_that_there_is_a_network() {
    let mut bench = Bench::live();
    bench.on(Input::Offline);
    bench.wake();
    bench.on(Input::Text(2, text(&welcome())));
    assert_eq!(bench.on(Input::Closed(2, BROKEN)), [turned(Status::Lost)]);
}

#[test]
fn a_page_that_goes_takes_its_line_with_it_and_brings_it_back() {
    let mut bench = Bench::live();
    assert_eq!(bench.on(Input::Back), [], "looked at for the first time");
    assert_eq!(bench.on(Input::Offline), [Output::Shut(1), turned(Status::Offline)]);
    assert_eq!(bench.on(Input::Back), [Output::Open(2)]);
}

#[test]
fn somebody_who_looks_does_not_wait() {
    let mut bench = Bench::live();
    bench.on(Input::Closed(1, BROKEN));
    assert_eq!(bench.on(Input::Woke), [Output::Open(2)]);
    assert_eq!(bench.on(Input::Woke), []);
}
