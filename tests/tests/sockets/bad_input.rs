//! tests: bad_input.
