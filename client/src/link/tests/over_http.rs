//! Over HTTP, where no WebSocket can be had.

use super::*;

#[test]
fn a_silent_socket_leads_to_the_twin() {
    // One is not even opened; the other is, but something on the way swallows its frames.
    for opens in [false, true] {
        let mut bench = Bench::new();
        assert_eq!(bench.on(Input::Tick), [Output::Open(1)]);
        if opens {
            assert_eq!(bench.on(Input::Opened(1)), [Output::Greet(1)]);
        }
        assert_eq!(bench.wake(), (WELCOME_MS, vec![Output::Shut(1), turned(Status::Lost)]));
        assert_eq!(bench.wake(), (250, vec![Output::Poll(2, None)]));
    }
}

#[test]
fn a_silent_socket_means_nothing_while_there_is_no_network() {
    let mut bench = Bench::new();
    bench.on(Input::Tick);
    bench.on(Input::Offline);
    assert_eq!(bench.wake().1, [Output::Open(2)]);
    assert_eq!(bench.wake(), (WELCOME_MS, vec![Output::Shut(2)]));
    assert_eq!(bench.wake().1, [Output::Open(3)]);
}

#[test]
fn two_closed_sockets_lead_to_the_twin() {
    let mut bench = Bench::without_sockets();
    // The next poll comes after the news, so that its greeting says what is held by then.
    assert_eq!(
        bench.on(polled(3, "s1", vec![welcome(), VisitorNews::Available(2)])),
        [
            turned(Status::Live),
            news(welcome()),
            news(VisitorNews::Available(2)),
            Output::Poll(4, Some("s1".to_owned())),
        ]
    );
}

#[test]
fn frames_are_posted_one_after_the_other() {
    let mut bench = Bench::polling();
    let (one, two) = (send(1, "one"), send(2, "two"));
    assert_eq!(bench.on(Input::Say(one.clone())), [Output::Post(6, json(&one))]);
    assert_eq!(bench.on(Input::Say(two.clone())), []);
    assert_eq!(
        bench.on(posted(6, vec![VisitorNews::Available(3)])),
        [news(VisitorNews::Available(3)), Output::Post(7, json(&two))]
    );
    assert_eq!(bench.on(posted(6, vec![])), []);
    assert_eq!(bench.on(posted(7, vec![])), []);
}

#[test]
fn a_frame_that_is_refused_is_reported_and_the_next_goes_out() {
    let mut bench = Bench::polling();
    let two = send(2, "two");
    bench.on(Input::Say(send(1, "one")));
    bench.on(Input::Say(two.clone()));
    let problem = r#"{"code":"too_long","message":"Too long."}"#;
    let why = Refusal::new(Code::TooLong, "Too long.");
    let id = Some(ClientId::new(1, [0; 10]));
    assert_eq!(
        bench.on(Input::Posted(6, failed(422, problem))),
        [news(VisitorNews::Refused { id, why }), Output::Post(7, json(&two))]
    );
    assert_eq!(bench.link.status(), Status::Live);
}

#[test]
fn a_frame_that_does_not_get_through_breaks_the_line_so_that_the_outbox_says_it_again() {
    for (status, body) in [(0, ""), (503, ""), (429, ""), (200, "")] {
        let mut bench = Bench::polling();
        bench.on(Input::Say(send(1, "one")));
        let answer = if status == 200 { Ok("a proxy's page".to_owned()) } else { failed(status, body) };
        assert_eq!(bench.on(Input::Posted(6, answer)), [Output::Abort, turned(Status::Lost)], "{status}");
        assert_eq!(bench.wake().1, [Output::Poll(7, None)]);
        assert_eq!(bench.on(polled(7, "s2", vec![welcome()]))[..2], [turned(Status::Live), news(welcome())]);
    }
    let mut bench = Bench::polling();
    bench.on(Input::Say(send(1, "one")));
    assert_eq!(bench.after(15_000), [Output::Abort, turned(Status::Lost)]);
}

#[test]
fn a_session_that_is_not_good_is_the_end() {
    let mut bench = Bench::without_sockets();
    assert_eq!(bench.on(Input::Polled(3, failed(401, ""))), [Output::Abort, turned(Status::SignedOut)]);
    assert_eq!(bench.link.wake_at(), None);
}

#[test]
fn polls_follow_each_other_but_not_in_haste() {
    let mut bench = Bench::polling();
    bench.now += 25_000;
    assert_eq!(bench.on(polled(4, "s1", vec![])), [Output::Poll(6, Some("s1".to_owned()))]);
    assert_eq!(bench.on(polled(6, "s1", vec![])), []);
    assert_eq!(bench.wake(), (1_000, vec![Output::Poll(7, Some("s1".to_owned()))]));
    assert_eq!(bench.on(polled(6, "old", vec![welcome()])), []);
}

#[test]
fn a_poll_that_hangs_breaks_the_line() {
    let mut bench = Bench::polling();
    // It was begun a second ago, and may take the server's 25 seconds and 15 on the way.
    assert_eq!(bench.wake(), (39_000, vec![Output::Abort, turned(Status::Lost)]));
}

#[test]
fn a_refresh_polls_without_a_stamp() {
    let mut bench = Bench::polling();
    assert_eq!(bench.on(Input::Refresh), [Output::Poll(6, None)]);
    assert_eq!(bench.on(Input::Refresh), []);
    assert_eq!(
        bench.on(polled(6, "s2", vec![welcome()])),
        [news(welcome()), Output::Poll(7, Some("s2".to_owned()))]
    );
}

#[test]
fn a_socket_that_can_be_had_again_takes_over_without_an_interruption() {
    let mut bench = Bench::polling();
    assert_eq!(bench.on(Input::Online), [Output::Open(6)]);
    bench.on(Input::Opened(6));
    assert_eq!(bench.on(Input::Text(6, text(&welcome()))), [Output::Abort, news(welcome())]);
    let frame = send(1, "one");
    assert_eq!(bench.on(Input::Say(frame.clone())), [Output::Send(6, json(&frame))]);
    assert_eq!(bench.link.probe_at, None);
}

#[test]
fn a_socket_is_tried_every_five_minutes() {
    let mut bench = Bench::polling();
    let begun = bench.now;
    let mut poll = 4;
    let mut tried = Vec::new();
    for _ in 0..50 {
        bench.now += 20_000;
        for output in bench.on(polled(poll, "s", vec![VisitorNews::Available(1)])) {
            if let Output::Poll(id, Some(_)) = output {
                poll = id;
            } else if let Output::Open(id) = output {
                tried.push(bench.now - begun);
                assert_eq!(bench.on(Input::Closed(id, BROKEN)), []);
            } else {
                assert_eq!(output, news(VisitorNews::Available(1)));
            }
        }
    }
    assert_eq!(tried, [300_000, 600_000, 900_000]);
}

#[test]
fn where_nothing_gets_through_sockets_and_polls_take_turns() {
    let mut bench = Bench::without_sockets();
    let mut tried = Vec::new();
    let mut waits = Vec::new();
    bench.on(Input::Polled(3, failed(0, "")));
    for _ in 0..6 {
        let (wait, outputs) = bench.wake();
        waits.push(wait);
        match outputs[..] {
            [Output::Open(id)] => {
                tried.push('s');
                bench.on(Input::Closed(id, BROKEN));
            }
            [Output::Poll(id, None)] => {
                tried.push('p');
                bench.on(Input::Polled(id, failed(0, "")));
            }
            _ => panic!("{outputs:?}"),
        }
    }
    assert_eq!(tried, ['s', 'p', 's', 'p', 's', 'p']);
    assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    assert_eq!(bench.link.status(), Status::Lost);
}
