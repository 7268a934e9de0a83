//! line: the messaging app LINE: what it tells, what it is told, and the menus of a chat there.
