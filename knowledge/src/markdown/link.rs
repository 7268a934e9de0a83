//! Where a link in the AI agent's Markdown may lead.

/// The address, if a reader may follow it.
pub(super) fn allowed(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let rest = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//")?,
        "mailto" => rest,
        _ => return None,
    };
    let odd = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    (!rest.is_empty() && !rest.starts_with('/') && !address.contains(odd)).then(|| address.to_owned())
}
