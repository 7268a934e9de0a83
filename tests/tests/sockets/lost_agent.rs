//! tests: lost_agent.
