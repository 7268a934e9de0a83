//! The model's meter: tokens as the provider reports them, or estimated where it does not.

/// Tokens of one call, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Tokens sent.
    pub input: u64,
    /// Tokens received.
    pub output: u64,
    /// Whether any of it is a guess from the number of characters, because the provider did not say.
    pub estimated: bool,
}

impl Used {
    /// Both together.
    #[must_use]
    pub const fn and(self, more: Self) -> Self {
        Self {
            input: self.input.saturating_add(more.input),
            output: self.output.saturating_add(more.output),
            estimated: self.estimated || more.estimated,
        }
    }
}

/// Counts one call while it runs.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Nothing costs before a provider has taken the request.
    pub(crate) taken: bool,
    pub(crate) input: Option<u64>,
    pub(crate) output: Option<u64>,
    /// Estimates of the same.
    pub(crate) sent: u64,
    pub(crate) received: u64,
}

impl Tally {
    pub(crate) fn used(&self) -> Used {
        if !self.taken {
            return Used::default();
        }
        Used {
            input: self.input.unwrap_or(self.sent),
            output: self.output.unwrap_or(self.received),
            estimated: self.input.is_none() || self.output.is_none(),
        }
    }
}

/// About how many tokens a text has: four ASCII characters to one, any other character one. Rather too many.
pub(crate) fn estimate(text: &str) -> u64 {
    let ascii = text.chars().filter(char::is_ascii).count();
    let others = text.chars().count() - ascii;
    u64::try_from(ascii.div_ceil(4) + others).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_where_nothing_is_reported() {
        assert_eq!(estimate("12345678"), 2);
        assert_eq!(estimate("送料は無料"), 5);
        let mut tally = Tally { sent: 10, received: 3, ..Tally::default() };
        assert_eq!(tally.used(), Used::default());
        tally.taken = true;
        assert_eq!(tally.used(), Used { input: 10, output: 3, estimated: true });
        tally.input = Some(8);
        assert_eq!(tally.used(), Used { input: 8, output: 3, estimated: true });
        tally.output = Some(4);
        let used = tally.used();
        assert_eq!(used, Used { input: 8, output: 4, estimated: false });
        assert_eq!(used.and(used), Used { input: 16, output: 8, estimated: false });
    }
}
