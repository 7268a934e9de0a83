//! tests: what is no report says which field is wrong; a report as a table is the report.

use baton_protocol::{Code, report::Report};
use baton_tests::{
    agent::Agent,
    http::{Http, problem},
    people::{EDA, LUIS, MIA},
    server::Server,
};
use reqwest::StatusCode;

use super::{around, course, report};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_is_refused_by_its_field() {
    let server = Server::start().await;
    let editor = Http::signed_in(&server, EDA).await;
    for (asked, field) in [
        ("from=2026-02-30&to=2026-03-01&zone=UTC", Some("from")),
        ("from=yesterday&to=2026-03-01&zone=UTC", Some("from")),
        ("from=&to=2026-03-01&zone=UTC", Some("from")),
        ("from=1795255200000&to=2026-03-01&zone=UTC", Some("from")),
        ("from=2026-03-01&to=2026-02-28&zone=UTC", Some("to")),
        ("from=2026-03-01&to=28.02.2027&zone=UTC", Some("to")),
        // 401 days, 4,000 days and more than there are.
        ("from=2025-01-01&to=2026-02-05&zone=UTC", Some("to")),
        ("from=2015-01-01&to=2025-12-14&zone=UTC", Some("to")),
        ("from=0001-01-01&to=9999-12-31&zone=UTC", Some("to")),
        ("from=2026-03-01&to=2026-03-02&zone=Mars/Olympus", Some("zone")),
        ("from=2026-03-01&to=2026-03-02&zone=../../etc/passwd", Some("zone")),
        ("from=2026-03-01&to=2026-03-02&zone=", Some("zone")),
        ("from=2026-03-01&to=2026-03-02", Some("zone")),
        ("from=2026-03-01&to=2026-03-02&zone=UTC&site=nowhere", Some("site")),
        ("from=2026-03-01&to=2026-03-02&zone=UTC&team=x", None),
        ("from=2026-03-01&to=2026-03-02&zone=UTC&agent=-1", None),
        ("from=2026-03-01&to=2026-03-02&zone=UTC&agent=1&agent=2", None),
        ("", None),
    ] {
        for path in ["/api/v1/reports?", "/api/v1/reports/export?by=days&"] {
            let (status, code, told) = problem(editor.get(&format!("{path}{asked}")).await).await;
            assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{path}{asked}");
            if field.is_some() {
                assert_eq!(told.field.as_deref(), field, "{path}{asked}");
            }
        }
    }
    let whole: Report = report(&editor, "from=2025-01-01&to=2026-02-04&zone=Asia/Tokyo").await;
    assert_eq!(whole.days.len(), 400);
    assert_eq!((whole.days[0].key.as_str(), whole.days[399].key.as_str()), ("2025-01-01", "2026-02-04"));
    for by in ["", "by=hours&", "by=days,agents&"] {
        let path = format!("/api/v1/reports/export?{by}from=2026-03-01&to=2026-03-02&zone=UTC");
        let (status, code, _) = problem(editor.get(&path).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{by}");
    }
    for zone in ["", "?zone=", "?zone=Mars/Olympus", "?zone=UTC&zone=UTC"] {
        let (status, code, _) = problem(editor.get(&format!("/api/v1/today{zone}")).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{zone}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_says_the_same_as_the_report() {
    let server = Server::start().await;
    let editor = Http::signed_in(&server, EDA).await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    let asked = around(&course(&server, &mut mia, &mut luis).await);
    let told = report(&editor, &asked).await;
    for (by, slices) in [("days", &told.days), ("agents", &told.agents), ("teams", &told.teams)] {
        let csv = editor.get(&format!("/api/v1/reports/export?by={by}&{asked}")).await.text().await.unwrap();
        let mut lines = csv.trim_start_matches('\u{feff}').lines();
        let header: Vec<_> = lines.next().expect("a header").split(',').collect();
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
        assert_eq!(rows.len(), slices.len(), "{csv}");
        for (row, slice) in rows.iter().zip(slices) {
            let cell = |name: &str| row[header.iter().position(|known| *known == name).expect(name)];
            let figures = &slice.figures;
            assert_eq!((cell("key"), cell("name")), (slice.key.as_str(), slice.name.as_str()));
            for (name, figure) in [
                ("conversations", figures.conversations),
                ("ai_alone", figures.alone),
                ("requests", figures.requests),
                ("accepted", figures.accepted),
                ("ignored", figures.ignored),
                ("abandoned", figures.abandoned),
                ("unanswered", figures.unanswered),
                ("rated", figures.rated),
                ("satisfied", figures.satisfied),
            ] {
                assert_eq!(cell(name), figure.to_string(), "{by} {}: {name}", slice.key);
            }
            assert_eq!(cell("wait_median_s").is_empty(), figures.wait.is_none());
        }
    }
}
