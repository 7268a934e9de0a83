//! tests: signin.
