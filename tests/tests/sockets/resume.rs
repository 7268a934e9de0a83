//! tests: resume.
