//! tests: teams as admins add, change and remove them.

use baton_protocol::{
    Code,
    people::Person as Colleague,
    team::{Team, TeamChange},
};
use baton_tests::{
    http::{problem, success},
    people::MIA,
    server::Server,
};
use reqwest::StatusCode;

use super::Office;

#[tokio::test(flavor = "multi_thread")]
async fn teams_are_added_changed_and_removed_with_their_faults_named() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let http = &office.admin;
    let wish =
        |name: &str| TeamChange { name: name.to_owned(), closed: false, members: Vec::new(), version: 0 };
    for name in ["", "  ", &"a".repeat(61), "Tea\u{7}"] {
        let (status, code, told) = problem(http.post("/api/v1/teams", &wish(name)).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{name:?}");
        assert_eq!(told.field.as_deref(), Some("name"));
    }
    let tea: Team = http.told("/api/v1/teams", &wish(" Tea ")).await;
    assert_eq!(tea.name, "Tea");
    let (status, _, told) = problem(http.post("/api/v1/teams", &wish("Tea")).await).await;
    assert_eq!((status, told.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some("name")));
    let path = format!("/api/v1/teams/{}", tea.id.0);
    let mias = office.number(MIA).await;
    let change = TeamChange { members: vec![mias], version: tea.version, ..wish("Tea room") };
    let changed: Team = success(&path, http.put(&path, &change).await).await;
    assert_eq!((changed.name.as_str(), &changed.members), ("Tea room", &vec![mias]));
    assert_eq!(office.colleague(MIA).await.teams, [tea.id]);
    // Two change the same team: the second is told.
    let (status, code, _) = problem(http.put(&path, &change).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    let teams: Vec<Team> = http.read("/api/v1/teams").await;
    assert_eq!(teams, [changed]);
    let change = TeamChange { name: "Elsewhere".to_owned(), ..change };
    for nowhere in ["0", "404", "-1", "x", "01", "4294967296", "1.0", "%31%00"] {
        let (status, ..) = problem(http.put(&format!("/api/v1/teams/{nowhere}"), &change).await).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    assert_eq!(http.delete(&path).await.status(), StatusCode::NO_CONTENT);
    let people: Vec<Colleague> = http.read("/api/v1/people").await;
    assert!(people.iter().all(|person| person.teams.is_empty()), "{people:?}");
}
