//! tests: crash.
