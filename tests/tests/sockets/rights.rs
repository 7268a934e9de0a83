//! tests: rights.
