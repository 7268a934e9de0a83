//! What a browser keeps for a page, or this page's memory where it keeps nothing.

use std::{cell::RefCell, rc::Rc};

use web_sys::Window;

/// Keys and texts. Where the browser refuses (a full disk, third-party storage switched off), they last as long as the
/// page.
#[derive(Clone, Debug, Default)]
pub struct Storage {
    kept: Option<web_sys::Storage>,
    memory: Rc<RefCell<Vec<(String, String)>>>,
}

impl Storage {
    /// Shared by all pages of this origin, for good.
    #[must_use]
    pub fn site() -> Self {
        Self::new(Window::local_storage)
    }

    /// This tab's own; it survives a reload.
    #[must_use]
    pub fn tab() -> Self {
        Self::new(Window::session_storage)
    }

    fn new<E>(open: fn(&Window) -> Result<Option<web_sys::Storage>, E>) -> Self {
        let kept = web_sys::window().and_then(|window| open(&window).ok().flatten());
        Self { kept, ..Self::default() }
    }

    /// What is kept under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        let memory = self.memory.borrow();
        let remembered = memory.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        remembered.or_else(|| self.kept.as_ref()?.get_item(key).ok()?)
    }

    /// Keeps `value` under `key`.
    pub fn set(&self, key: &str, value: &str) {
        let kept = self.kept.as_ref().is_some_and(|kept| kept.set_item(key, value).is_ok());
        self.forget(key);
        if !kept {
            self.memory.borrow_mut().push((key.to_owned(), value.to_owned()));
        }
    }

    fn forget(&self, key: &str) {
        // A handful of keys: a map would weigh more in the panel than it saves.
        self.memory.borrow_mut().retain(|(name, _)| name != key);
    }

    /// Forgets it.
    pub fn remove(&self, key: &str) {
        self.forget(key);
        if let Some(kept) = &self.kept {
            // A browser that keeps nothing has nothing to forget.
            let _ = kept.remove_item(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_browser_that_keeps_things_the_pages_memory_does() {
        let storage = Storage::default();
        let clone = storage.clone();
        storage.set("token", "one");
        assert_eq!(clone.get("token").as_deref(), Some("one"));
        clone.remove("token");
        assert_eq!(storage.get("token"), None);
    }
}
