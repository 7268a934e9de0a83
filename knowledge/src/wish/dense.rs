//! The wish in scripts without blanks between words: chains of expressions that follow each other closely.

/// A language's expressions for the wish, in the folded spelling, with blanks between them.
pub(super) struct Script {
    /// Words that contain another one's letters by chance; they are cut out first.
    pub(super) scrub: &'static str,
    /// Each chain is a row of sets: one of each must follow one of the set before, with at most so many letters between.
    pub(super) chains: &'static [(&'static [usize], &'static [&'static str])],
    /// Messages that are the wish when they stand alone.
    pub(super) whole: &'static str,
    /// Courtesy that is ignored around those.
    pub(super) polite: &'static str,
    /// What denies a wish if it ends within `before` letters before it or begins within `after` letters behind it.
    pub(super) not: &'static str,
    pub(super) before: usize,
    pub(super) after: usize,
}

pub(super) fn wants(script: &Script, clause: &str) -> bool {
    let mut text: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    for scrub in script.scrub.split(' ') {
        text = text.replace(scrub, "\u{b7}");
    }
    let bare = script.polite.split(' ').fold(text.clone(), |bare, polite| bare.replace(polite, ""));
    if script.whole.split(' ').any(|whole| whole == bare || whole == text) {
        return true;
    }
    script.chains.iter().any(|(gaps, chain)| {
        let Some((first, rest)) = chain.split_first() else { return false };
        first.split(' ').any(|link| {
            text.match_indices(link).any(|(start, _)| {
                follow(&text, start + link.len(), rest, gaps)
                    .is_some_and(|end| !denied(script, &text, start, end))
            })
        })
    })
}

/// Where the rest of the chain ends, if it follows.
fn follow(text: &str, from: usize, chain: &[&str], gaps: &[usize]) -> Option<usize> {
    let Some((next, rest)) = chain.split_first() else { return Some(from) };
    let gap = gaps.first().copied().unwrap_or(0);
    let reach = text[from..].char_indices().nth(gap + 1).map_or(text.len(), |(at, _)| from + at);
    next.split(' ').find_map(|link| {
        let found =
            text[from..].match_indices(link).map(|(at, _)| from + at).find(|at| *at < reach.max(from + 1))?;
        follow(text, found + link.len(), rest, gaps.get(1..).unwrap_or_default())
    })
}

fn denied(script: &Script, text: &str, start: usize, end: usize) -> bool {
    script.not.split(' ').any(|not| {
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
