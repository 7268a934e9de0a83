//! tests: slow.
