//! The model's client: what some models think aloud before they answer, left out.

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// Takes `<think>…</think>` from the beginning of an answer; servers that know their models do so themselves.
#[derive(Debug, Default)]
pub(super) struct Thoughts {
    /// What is not decided yet; nothing once the answer has begun.
    held: String,
    answering: bool,
}

impl Thoughts {
    /// What of this belongs to the answer.
    pub(super) fn pass(&mut self, text: String) -> String {
        if self.answering {
            return text;
        }
        self.held.push_str(&text);
        let begun = self.held.trim_start();
        if let Some(inside) = begun.strip_prefix(OPEN) {
            let Some((_, answer)) = inside.split_once(CLOSE) else { return String::new() };
            self.answering = true;
            let answer = answer.to_owned();
            self.held.clear();
            return answer;
        }
        if OPEN.starts_with(begun) {
            return String::new();
        }
        self.answering = true;
        std::mem::take(&mut self.held)
    }

    /// What is left once no more comes.
    pub(super) fn rest(&mut self) -> String {
        let held = std::mem::take(&mut self.held);
        if held.trim_start().starts_with(OPEN) { String::new() } else { held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thoughts_are_left_out() {
        for (text, expected) in [
            ("<think>Hm, [1 \"x\"] <b>\n</think>\n\nAn answer.", "\n\nAn answer."),
            (" \n<think></think>An answer.", "An answer."),
            ("An answer <think>x</think>.", "An answer <think>x</think>."),
            ("<thin air>", "<thin air>"),
            ("<think>without an end", ""),
            ("<th", "<th"),
            ("", ""),
        ] {
            for step in [1, 2, 5, 99] {
                let mut thoughts = Thoughts::default();
                let letters: Vec<char> = text.chars().collect();
                let mut found: String =
                    letters.chunks(step).map(|part| thoughts.pass(part.iter().collect())).collect();
                found.push_str(&thoughts.rest());
                assert_eq!(found, expected, "{text}");
            }
        }
    }
}
