//! Sizes that clients and server both know.

/// The longest message, in characters (Unicode scalar values).
pub const MESSAGE_CHARS: usize = 8_000;
/// The largest frame either way, in bytes.
pub const FRAME_BYTES: usize = 64 * 1024;
/// Events in one page of a log.
pub const PAGE_EVENTS: usize = 50;
/// The largest file that goes with a message, in bytes.
pub const FILE_BYTES: usize = 10_000_000;
/// The largest file that is taken from a messaging app, in bytes: as long a video as LINE's users can send.
pub const MESSENGER_BYTES: usize = 200_000_000;
/// The most files of one message.
pub const MESSAGE_FILES: usize = 10;
/// The longest name of a file that is kept, in characters; a longer one is shortened before its ending.
pub const FILE_NAME_CHARS: usize = 120;
/// The largest picture that is shown, width times height; a larger one is kept as a file.
pub const PICTURE_PIXELS: u64 = 40_000_000;
/// The largest picture of an AI agent, in bytes.
pub const FACE_BYTES: usize = 1_000_000;
/// The longest name of a person, in characters.
pub const NAME_CHARS: usize = 60;
/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1).
pub const EMAIL_BYTES: usize = 254;
/// The longest address or title of a page that is kept, in characters.
pub const PAGE_CHARS: usize = 2_000;

/// Phrasings of one pair.
pub const PHRASINGS: usize = 50;
/// The longest phrasing, in characters.
pub const PHRASING_CHARS: usize = 500;
/// The longest article, in characters.
pub const ARTICLE_CHARS: usize = 200_000;
/// The longest title of an article, in characters.
pub const TITLE_CHARS: usize = 200;
/// The largest file that knowledge is read from, in bytes.
pub const IMPORT_BYTES: usize = 20_000_000;

/// WebSocket close codes of ours; the registered ones (1003, 1007, 1009, 1012) keep their meaning.
pub mod close {
    /// The first frame was not a greeting, or did not come in time.
    pub const NO_HELLO: u16 = 4400;
    /// The token or session is not, or no longer, good: sign in again.
    pub const UNAUTHORIZED: u16 = 4401;
    /// This reader is too slow: reconnect and resume.
    pub const SLOW: u16 = 4408;
    /// Too many malformed frames.
    pub const MALFORMED: u16 = 4422;
}
