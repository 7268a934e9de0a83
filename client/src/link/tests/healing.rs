//! Whatever has happened: once the server answers, the line is live.

use proptest::prelude::*;

use super::*;

fn accident() -> impl Strategy<Value = (Input<VisitorFrame>, u64)> {
    let id = 0u32..12;
    let code = prop::sample::select(vec![BROKEN, RESTARTING, close::SLOW, close::MALFORMED, 1000]);
    let said = prop::sample::select(vec![text(&welcome()), r#"{"available":1}"#.to_owned(), "?".to_owned()]);
    let answer = prop_oneof![
        prop::sample::select(vec![
            r#"{"stamp":"s","news":[]}"#.to_owned(),
            r#"{"news":[]}"#.to_owned(),
            ["{\"stamp\":\"s\",\"news\":[", &text(&welcome()), "]}"].concat(),
        ])
        .prop_map(Ok),
        prop::sample::select(vec![0, 400, 422, 429, 500, 503]).prop_map(|status| failed(status, "")),
    ];
    let input = prop_oneof![
        Just(Input::Tick),
        id.clone().prop_map(Input::Opened),
        (id.clone(), said).prop_map(|(id, said)| Input::Text(id, said)),
        (id.clone(), code).prop_map(|(id, code)| Input::Closed(id, code)),
        (id.clone(), answer.clone()).prop_map(|(id, answer)| Input::Polled(id, answer)),
        (id, answer).prop_map(|(id, answer)| Input::Posted(id, answer)),
        Just(Input::Say(send(1, "hello"))),
        Just(Input::Refresh),
        Just(Input::Online),
        Just(Input::Offline),
        Just(Input::Woke),
        Just(Input::Back),
    ];
    (input, prop::sample::select(vec![0, 10, 700, 9_000, 20_000, 400_000]))
}

/// What a server that is well does about it.
fn served(output: &Out) -> Option<Input<VisitorFrame>> {
    match output {
        Output::Open(id) => Some(Input::Opened(*id)),
        Output::Greet(id) => Some(Input::Text(*id, text(&welcome()))),
        Output::Poll(id, None) => Some(polled(*id, "s", vec![welcome()])),
        Output::Post(id, _) => Some(posted(*id, vec![])),
        Output::Poll(_, Some(_)) | Output::Send(..) | Output::Shut(_) | Output::Abort | Output::Heard(_) => {
            None
        }
    }
}

proptest! {
    #[test]
    fn it_heals(accidents in prop::collection::vec(accident(), 0..80)) {
        let mut bench = Bench::new();
        let mut opened = Vec::new();
        let mut shut = Vec::new();
        for (input, later) in accidents {
            bench.now += later;
            for output in bench.on(input) {
                match output {
                    Output::Open(id) => opened.push(id),
                    Output::Shut(id) => shut.push(id),
                    Output::Greet(_) | Output::Send(..) | Output::Poll(..) | Output::Post(..)
                    | Output::Abort | Output::Heard(_) => {}
                }
            }
            prop_assert!(bench.link.wake_at().is_some(), "nobody would come back to it");
        }
        // A socket is either the link's own or shut (or it ended by itself): none is forgotten while open.
        let own = bench.link.trial.iter().map(|trial| trial.id).chain(bench.link.socket.iter().map(|one| one.id));
        prop_assert!(own.clone().count() <= 1);
        prop_assert!(own.clone().all(|id| opened.contains(&id) && !shut.contains(&id)));

        let mut due: VecDeque<Out> = VecDeque::new();
        for _ in 0..200 {
            if bench.link.status() == Status::Live && due.is_empty() {
                break;
            }
            match due.pop_front() {
                Some(output) => {
                    if let Some(input) = served(&output) {
                        due.extend(bench.on(input));
                    }
                }
                None => due.extend(bench.wake().1),
            }
        }
        prop_assert_eq!(bench.link.status(), Status::Live);
    }
}
