//! What goes into a link and what comes out of it.

/// How the line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The first attempt is under way.
    Connecting,
    /// Welcomed: what is said arrives.
    Live,
    /// The server cannot be reached now; it is tried again and again.
    Lost,
    /// The browser says that there is no network; the server is tried all the same.
    Offline,
    /// The token or session is no longer good. Final: sign in, and open a new line.
    SignedOut,
    /// Closed from this side. Final.
    Closed,
}

/// What comes out of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard<N> {
    /// The server says something.
    News(N),
    /// The line stands differently from now on.
    Status(Status),
}

/// What happens to a link.
#[derive(Clone, Debug)]
pub enum Input<F> {
    /// Begin; also a mere look at the clock.
    Tick,
    /// The socket of this number is open.
    Opened(u32),
    /// It brought a frame.
    Text(u32, String),
    /// It is closed, with this code.
    Closed(u32, u16),
    /// The poll of this number is answered.
    Polled(u32, Result<String, Failed>),
    /// The posted frame of this number is answered.
    Posted(u32, Result<String, Failed>),
    /// To be said, if the line is live; lost if not, because only the outbox says things again.
    Say(F),
    /// Something is missing: greet again.
    Refresh,
    /// The browser has a network again.
    Online,
    /// The browser has lost its network.
    Offline,
    /// The page is looked at again, or the machine has slept.
    Woke,
    /// The page is looked at for the first time, or again after it had gone.
    Back,
    /// The end.
    Close,
}

/// A request without a good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The HTTP status; 0 where no answer came.
    pub status: u16,
    /// The answer's body.
    pub body: String,
}

/// What a link wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<N> {
    /// Open a socket under this number.
    Open(u32),
    /// Send the greeting, as it is at this moment, over this socket.
    Greet(u32),
    /// Send this over that socket.
    Send(u32, String),
    /// Close this socket; nothing that it still brings matters.
    Shut(u32),
    /// Poll under this number: the greeting as it is at this moment, and the stamp.
    Poll(u32, Option<String>),
    /// Post this frame under that number.
    Post(u32, String),
    /// Abort every request under way; nothing that they still bring matters.
    Abort,
    /// Pass this on.
    Heard(Heard<N>),
}
