//! tests: races.
