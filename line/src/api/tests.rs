//! line: what LINE may answer, and what that means.
