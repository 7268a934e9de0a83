//! Busy: one task at a time for each of many; whoever comes meanwhile makes it go round once more.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Whose task runs, and whether something new has come for it since it last looked.
#[derive(Debug)]
pub(super) struct Busy<K>(Mutex<HashMap<K, bool>>);

impl<K> Default for Busy<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Busy<K> {
    /// True where a task has to be begun; otherwise the one that runs looks again.
    pub(super) fn begin(&self, key: K) -> bool {
        match self.lock().entry(key) {
            Entry::Occupied(mut runs) => {
                *runs.get_mut() = true;
                false
            }
            Entry::Vacant(new) => {
                new.insert(false);
                true
            }
        }
    }

    /// The task has found nothing more: true where it ends, false where it has to look again.
    pub(super) fn end(&self, key: &K) -> bool {
        let mut tasks = self.lock();
        match tasks.get_mut(key) {
            Some(new) if *new => {
                *new = false;
                false
            }
            Some(_) | None => {
                tasks.remove(key);
                true
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, bool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_while_a_task_runs_is_seen_by_it() {
        let busy = Busy::default();
        assert!(busy.begin(1) && busy.begin(2), "each has its own");
        assert!(!busy.begin(1), "one at a time");
        assert!(!busy.end(&1), "something came");
        assert!(busy.end(&1), "nothing came since");
        assert!(busy.begin(1), "it can begin again");
    }
}
