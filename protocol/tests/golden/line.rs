//! Protocol room, tests: the examples of a LINE official account, and of what has not reached LINE.

use baton_protocol::line::{Delivery, LineChange, LineView, Resend, Undelivered};

use super::{Seen, page::Example, same, taught};

/// Reads an example of an account.
pub(crate) fn read(example: &Example, seen: &mut Seen) -> Result<(), String> {
    match example.tag.as_str() {
        "LineView" => same(example, |view| seen.account(view)),
        "LineChange" => same(example, |_: &LineChange| {}),
        "Resend" => same(example, |_: &Resend| {}),
        _ => taught::read(example, seen),
    }
}

impl Seen {
    fn account(&mut self, view: &LineView) {
        let Some(account) = &view.account else { return };
        self.see(&account.menu);
        account.trouble.iter().for_each(|trouble| self.see(trouble));
        account.missing.iter().for_each(|missing| self.see(missing));
    }

    /// A message that has not reached LINE.
    pub(crate) fn undelivered(&mut self, undelivered: &Undelivered) {
        self.see(&undelivered.why);
        if let Delivery::Held(trouble) = &undelivered.why {
            self.see(trouble);
        }
    }
}
