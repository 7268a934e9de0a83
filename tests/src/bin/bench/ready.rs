//! tests, bench: from the start of the process to `/readyz`, and the size of what is started.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use crate::report::{Budget, Row, median};

const TIMES: usize = 7;
/// Nobody waits longer.
const LIMIT: Duration = Duration::from_secs(10);

/// `folder` holds the data of an earlier run that was killed.
pub(crate) fn measure(baton: &Path, folder: &Path) -> Result<Vec<Row>> {
    let serve = (0..TIMES).map(|_| once(baton, folder, "serve")).collect::<Result<Vec<_>>>()?;
    let demo = (0..TIMES).map(|_| once(baton, folder, "demo")).collect::<Result<Vec<_>>>()?;
    let size = std::fs::metadata(baton)?.len();
    let data: u64 =
        std::fs::read_dir(folder)?.flatten().flat_map(|file| file.metadata()).map(|at| at.len()).sum();
    let data = format!("to the first 200 of /readyz, {:.1} MB of data, killed before", data as f64 / 1e6);
    let row = |what: &str, figure, unit, budget, how: String| Row {
        what: what.to_owned(),
        figure,
        unit,
        budget,
        bare: None,
        how,
    };
    Ok(vec![
        row("start to ready, serve", median(serve), "ms", Budget::AtMost(100.0), data.clone()),
        row("start to ready, demo", median(demo), "ms", Budget::AtMost(100.0), data),
        row("the binary", size as f64 / 1e6, "MB", Budget::None, "one file".to_owned()),
    ])
}

/// Milliseconds of one start.
fn once(baton: &Path, folder: &Path, command: &str) -> Result<f64> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut serve = Command::new(baton);
    serve.args([command, "--listen", &address.to_string(), "--data"]).arg(folder).env("BATON_LOG", "warn");
    let start = Instant::now();
    let mut child = Gone(serve.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
    while !ready(address) {
        ensure!(start.elapsed() < LIMIT, "not ready after {LIMIT:?}");
        ensure!(child.0.try_wait()?.is_none(), "it ended");
        sleep(Duration::from_micros(500));
    }
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn ready(address: SocketAddr) -> bool {
    let ask = || {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(
            format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        std::io::Result::Ok(status)
    };
    ask().is_ok_and(|status| status.ends_with(b"200"))
}

/// Killed when dropped.
struct Gone(Child);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
