//! tests: doors.
