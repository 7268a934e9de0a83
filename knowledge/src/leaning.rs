//! The AI agent's memory of a conversation: whether a message goes on from the one before.

use crate::fold::plain;

/// Whether a message goes on from the one before: “and for Taiwan?”.
pub(crate) fn leans(text: &str) -> bool {
    const STARTS: [&str; 36] = [
        "and ",
        "what about",
        "how about",
        "also ",
        "or ",
        "but ",
        "same ",
        "und ",
        "oder ",
        "wie sieht",
        "was ist mit",
        "auch ",
        "et ",
        "ou ",
        "mais ",
        "y ",
        "e ",
        "que tal",
        "tambien ",
        "o ",
        "ademas",
        "tambem",
        "那",
        "还有",
        "還有",
        "呢",
        "では",
        "じゃあ",
        "それと",
        "그럼",
        "그러면",
        "그리고",
        "แล้ว",
        "و",
        "ماذا عن",
        "qu'en est",
    ];
    const POINTS: [&str; 8] = ["it", "that", "this", "they", "them", "those", "these", "there"];
    let text = plain(text.trim());
    if text.split(|c: char| !c.is_alphanumeric()).any(|word| POINTS.contains(&word)) {
        return true;
    }
    STARTS.iter().any(|start| text.starts_with(start))
        || text.trim_end_matches(['?', '？', ' ']).ends_with(['呢', 'は', '는', '은'])
}
