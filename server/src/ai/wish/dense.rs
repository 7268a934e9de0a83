//! The wish in scripts without blanks between words: chains of expressions that follow each other closely.

/// A language's expressions for the wish, in the folded spelling.
pub(super) struct Script {
    /// Words that contain another one's letters by chance; they are cut out first.
    pub(super) scrub: &'static [&'static str],
    /// Each chain is a row of sets; one of each set must follow one of the set before, within `gap` letters.
    pub(super) chains: &'static [&'static [&'static [&'static str]]],
    pub(super) gap: usize,
    /// Messages that are the wish when they stand alone.
    pub(super) whole: &'static [&'static str],
    /// Courtesy that is ignored around those.
    pub(super) polite: &'static [&'static str],
    /// What denies a wish if it ends within `before` letters before it or begins within `after` letters behind it.
    pub(super) not: &'static [&'static str],
    pub(super) before: usize,
    pub(super) after: usize,
}

pub(super) fn wants(script: &Script, clause: &str) -> bool {
    let mut text: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    for scrub in script.scrub {
        text = text.replace(scrub, "\u{b7}");
    }
    let bare = script.polite.iter().fold(text.clone(), |bare, polite| bare.replace(polite, ""));
    if script.whole.contains(&bare.as_str()) || script.whole.contains(&text.as_str()) {
        return true;
    }
    script.chains.iter().any(|chain| {
        let Some((first, rest)) = chain.split_first() else { return false };
        first.iter().any(|link| {
            text.match_indices(link).any(|(start, _)| {
                follow(&text, start + link.len(), rest, script.gap).is_some_and(|end| !denied(script, &text, start, end))
            })
        })
    })
}

/// Where the rest of the chain ends, if it follows.
fn follow(text: &str, from: usize, chain: &[&[&str]], gap: usize) -> Option<usize> {
    let Some((next, rest)) = chain.split_first() else { return Some(from) };
    let reach = text[from..].char_indices().nth(gap + 1).map_or(text.len(), |(at, _)| from + at);
    next.iter().find_map(|link| {
        let found = text[from..].match_indices(link).map(|(at, _)| from + at).find(|at| *at < reach.max(from + 1))?;
        follow(text, found + link.len(), rest, gap)
    })
}

fn denied(script: &Script, text: &str, start: usize, end: usize) -> bool {
    script.not.iter().any(|not| {
        text.match_indices(not).any(|(at, _)| {
            let stop = at + not.len();
            if at < start {
                stop >= start || text[stop..start].chars().count() <= script.before
            } else {
                at < end || text[end..at].chars().count() <= script.after
            }
        })
    })
}
