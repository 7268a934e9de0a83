//! tests: the samples that shops copy sign what the server believes, each in its own language.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use baton_protocol::past::{Identified, Identify};
use baton_tests::{eventually, http::Http, server::Server, visitor::SITE};
use reqwest::StatusCode;

use super::{IDENTITY, arrives_with, secret};

const CUSTOMER: &str = r#"{"id":"4711","name":"Mei","email":"mei@shop.example"}"#;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/identity").join(name).canonicalize().unwrap()
}

async fn believed(server: &Server, proof: &str) {
    let wish = Identify { site: SITE.to_owned(), proof: proof.trim().to_owned() };
    let told: Identified = Http::new(server).told(IDENTITY, &wish).await;
    assert!(arrives_with(server, told.token.unwrap()).await.sees.welcome.verified);
}

/// Runs the sample, and has the server believe what it prints.
async fn signs(program: &Path, arguments: &[PathBuf]) {
    let server = Server::start().await;
    let secret = secret(&server).await;
    let ran = Command::new(program).args(arguments).arg(CUSTOMER).env("BATON_SECRET", &secret).output();
    let ran =
        ran.unwrap_or_else(|error| panic!("{} does not run ({error}): cargo xtask setup", program.display()));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    believed(&server, &String::from_utf8(ran.stdout).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn node_signs() {
    signs(Path::new("node"), &[sample("node.mjs")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn python_signs() {
    signs(Path::new("python3"), &[sample("python.py")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn php_signs() {
    signs(Path::new("php"), &[sample("php.php")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ruby_signs() {
    signs(Path::new("ruby"), &[sample("ruby.rb")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rust_signs() {
    signs(Path::new(env!("CARGO_BIN_EXE_identity_sample")), &[]).await;
}

/// Ends with its story.
struct Proxy(std::process::Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "Shopify has a clock of its own")]
async fn a_shopify_app_proxy_signs_for_shopify_alone() {
    let server = Server::start().await;
    let secret = secret(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let said = folder.path().join("said");
    let proxy = Command::new("node")
        .arg(sample("shopify-app-proxy.mjs"))
        .envs([("SHOPIFY_API_SECRET", "hush"), ("BATON_SECRET", &secret), ("PORT", "0")])
        .stdout(Stdio::from(std::fs::File::create(&said).unwrap()))
        .spawn();
    let _proxy = Proxy(proxy.expect("node runs: cargo xtask setup"));
    let port = eventually("the proxy", || async {
        let line = std::fs::read_to_string(&said).ok()?;
        line.strip_prefix("listening on ")?.strip_suffix('\n').map(str::to_owned)
    })
    .await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let asked = |customer: &str, at: u64, secret: &str| {
        // As Shopify signs it: sorted, joined by nothing.
        let text = format!(
            "logged_in_customer_id={customer}path_prefix=/apps/batonshop=lumen.myshopify.comtimestamp={at}"
        );
        let signature = baton_tests::proof::hex_tag(text.as_bytes(), secret);
        format!(
            "http://127.0.0.1:{port}/token?shop=lumen.myshopify.com&logged_in_customer_id={customer}\
             &path_prefix=%2Fapps%2Fbaton&timestamp={at}&signature={signature}"
        )
    };
    let http = reqwest::Client::new();
    let answer = http.get(asked("4711", now, "hush")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: serde_json::Value = answer.json().await.unwrap();
    believed(&server, answer["token"].as_str().unwrap()).await;
    // Nobody who is signed in, somebody else's signature, an old request, none at all.
    let nobody: serde_json::Value =
        http.get(asked("", now, "hush")).send().await.unwrap().json().await.unwrap();
    assert!(nobody["token"].is_null());
    let plain = format!("http://127.0.0.1:{port}/token?logged_in_customer_id=4711");
    for bad in [asked("4711", now, "guess"), asked("4711", now - 3_600, "hush"), plain] {
        assert_eq!(http.get(bad).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    }
}
