//! tests: twin.
